//! # `range-reversed`
//!
//! A range that ends below its start: "20 - 15", "từ 95% đến 90%".
//!
//! **Fix.** None: one of the figures may be mistyped.

use crate::{
    model::{Amount, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "range-reversed",
    severity: Severity::Warning,
    title: Key::RuleRangeReversed,
    rationale: Key::RuleRangeReversedWhy,
    source: "Đối chiếu hai đầu của khoảng giá trị",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.row.kind.is_section() {
        return;
    }
    for (column, text, target) in scope.targets() {
        let Target::Measured {
            amount: Amount::Range(from, to),
            ..
        } = target
        else {
            continue;
        };
        // "Từ 35 xuống 10", and a range of a thing that falls, are no ranges.
        let falls = scope.text(Role::Content).to_lowercase().contains("giảm");
        if from <= to || falls {
            continue;
        }
        let message = Key::RangeReversed.with([text.trim().to_owned()]);
        acc.push(scope.finding(&RULE, column, message));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::range_reversed::RULE, testing::report};

    #[test]
    fn reports_ranges_the_wrong_way_round() {
        let text = "
            content | unit | target
            - Tỷ lệ hồ sơ | % | 20 - 15
            - Tỷ lệ hồ sơ | % | 15 - 20
            - Tỷ lệ hồ sơ | | Từ 95% đến 90%
            - Mức giảm | % | 20 - 15
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 target: Khoảng giá trị “20 - 15” ghi số lớn trước số nhỏ.
        row 3 target: Khoảng giá trị “Từ 95% đến 90%” ghi số lớn trước số nhỏ.
        ");
    }
}
