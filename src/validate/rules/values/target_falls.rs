//! # `target-falls`
//!
//! The target of a later phase is lower than the target of an earlier one. Also reports "Duy trì"
//! (keep) where the value differs from the earlier target or where there was no earlier target.
//! Applies where phases are columns. Indicators whose value should decrease, such as processing
//! times, may have a lower target.
//!
//! **Fix.** None: only a person knows which of the two is wrong.

use crate::{
    model::{Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-falls",
    severity: Severity::Warning,
    title: Key::RuleTargetFalls,
    rationale: Key::RuleTargetFallsWhy,
    source: "Chỉ tiêu giai đoạn sau kế thừa giai đoạn trước (QĐ 2629/QĐ-TTg, các giai đoạn 2025-2027, 2028-2030)",
    check: Check::Row(check),
};

/// Words in indicators whose value should decrease.
const FALLING: &[&str] = &[
    "giảm",
    "thời gian",
    "chi phí",
    "số lỗi",
    "sự cố",
    "tồn đọng",
    "quá hạn",
];

/// Whether the value of an indicator should decrease.
pub(super) fn is_to_fall(content: &str) -> bool {
    let content = content.to_lowercase();
    FALLING.iter().any(|word| content.contains(word))
}

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let with_phase = |column| {
        let column = scope.annex.column(column);
        column.is_some_and(|it| it.phase().is_some())
    };
    let falls = || is_to_fall(scope.text(Role::Content));
    let targets = scope.targets();
    let targets = targets.filter(|(column, ..)| with_phase(*column));
    let mut earlier: Option<(&str, f64)> = None;
    let mut seen = 0;
    for (column, text, target) in targets {
        seen += 1;
        let Target::Measured { amount, keep, .. } = target else {
            continue;
        };
        let now = amount.representative();
        let message = match earlier {
            None if *keep && 1 < seen => Some(Key::KeepsNothing.with([text.to_owned()])),
            Some((before, value)) if *keep && value != now => {
                Some(Key::KeepsAnother.with([text.to_owned(), before.to_owned()]))
            }
            Some((before, value)) if now < value && !falls() => {
                Some(Key::TargetFalls.with([text.to_owned(), before.to_owned()]))
            }
            _ => None,
        };
        acc.extend(message.map(|it| scope.finding(&RULE, column, it)));
        earlier = Some((text, now));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_falls::RULE, testing::report};

    #[test]
    fn reports_targets_that_fall_or_keep_what_was_not() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | Tỷ lệ hài lòng | 95% | 90%
            - 2 | Tỷ lệ số hóa | 100% | Duy trì 100%
            - 3 | Tỷ lệ tái sử dụng | - | Duy trì 80%
            - 4 | Tỷ lệ dùng chung | 90% | Duy trì 100%
            - 5 | Thời gian xử lý trung bình | 10 | 5
            - 6 | Mức độ trưởng thành | Đạt cấp độ 3 | Đạt cấp độ 4, 5
            - 7 | Tỷ lệ thiết yếu | - | 50%
        "), @"
        row 1 target: Mục tiêu “90%” thấp hơn giai đoạn trước (“95%”).
        row 3 target: Ghi “Duy trì 80%” nhưng giai đoạn trước không đặt chỉ tiêu.
        row 4 target: Ghi “Duy trì 100%” nhưng giai đoạn trước là “90%”.
        ");
    }
}
