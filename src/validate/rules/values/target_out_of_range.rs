//! # `target-out-of-range`
//!
//! A percentage below 0 or above 100, or a value that is not a number under the unit `%`.
//!
//! **Why.** Real annexes contain counts under `%` (124), and a share cannot exceed the whole.
//! Growth can ("tăng 120%"), so values above 100 are accepted in rows about growth.

use crate::{
    model::{Amount, Measure, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-out-of-range",
    severity: Severity::Error,
    title: Key::RuleTargetOutOfRange,
    rationale: Key::RuleTargetOutOfRangeWhy,
    source: "Khái niệm tỷ lệ phần trăm; lỗi thật: đơn vị % với giá trị 124",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if row.kind.is_section() {
        return;
    }
    let growth = || {
        let content = scope.text(Role::Content).to_lowercase();
        let words = ["tăng", "tốc độ", "so với"];
        words.iter().any(|word| content.contains(word))
    };
    let under_percent = Measure::of_unit(scope.text(Role::Unit)) == Measure::Percent;
    for (column, text, target) in scope.targets() {
        let message = match target {
            Target::Measured {
                amount,
                measure: Measure::Percent,
                ..
            } => {
                // `23/34` gives a part and a whole, which are counts and not percentages.
                let is_percentage = !matches!(amount, Amount::Of(..));
                let mut values = amount.values().into_iter();
                let outside = values.any(|value| value < 0.0 || (100.0 < value && !growth()));
                (outside && is_percentage).then(|| Key::TargetOutOfRange.with([text.to_owned()]))
            }
            Target::Qualitative if under_percent => {
                Some(Key::TargetNotANumber.with([text.to_owned()]))
            }
            _ => None,
        };
        acc.extend(message.map(|message| scope.finding(&RULE, column, message)));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_out_of_range::RULE, testing::report};

    #[test]
    fn reports_percentages_outside_their_whole() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ lệ hồ sơ số hóa | % | 124
            - Số cuộc | Cuộc | 124
            - Tỷ lệ hài lòng | | 101%
            - Tỷ lệ hài lòng | % | cao
            - Tỷ lệ hài lòng | % | 15% - 20%
            - Tỷ lệ hài lòng | % | -
            - Năng suất lao động tăng so với 2020 | % | 150
            - Tỷ lệ dân số | | Duy trì 100%
        "), @r"
        row 1 target: Tỷ lệ phần trăm phải nằm trong khoảng 0–100, ô này ghi “124”.
        row 3 target: Tỷ lệ phần trăm phải nằm trong khoảng 0–100, ô này ghi “101%”.
        row 4 target: Đơn vị là % nhưng “cao” không phải là số.
        ");
    }
}
