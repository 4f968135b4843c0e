//! # `unit-contradicts-value`
//!
//! The unit column contradicts the value: `%` with "Mức độ 3", `Mức độ` with "80%". Also reports
//! `%` for an indicator that counts things.
//!
//! **Why.** The reader cannot tell which of the two is meant, and reports are compiled wrongly.

use crate::{
    model::{Measure, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "unit-contradicts-value",
    severity: Severity::Error,
    title: Key::RuleUnitContradictsValue,
    rationale: Key::RuleUnitContradictsValueWhy,
    source: "Đối chiếu cột Đơn vị với giá trị trong cùng một dòng",
    check: Check::Row(check),
};

/// Opening words of indicators that count things.
const COUNTS: &[&str] = &[
    "Số lượng ",
    "Tổng số ",
    "Số cuộc ",
    "Số hồ sơ ",
    "Số lượt ",
    "Số xã",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let unit = scope.text(Role::Unit).trim();
    if row.kind.is_section() || unit.is_empty() {
        return;
    }
    let of_unit = Measure::of_unit(unit);
    let content = scope
        .text(Role::Content)
        .trim_start_matches(['-', '+', ' ']);
    let counts = COUNTS.iter().any(|start| content.starts_with(start));
    if of_unit == Measure::Percent
        && counts
        && let Some(column) = scope.annex.column_of(Role::Unit)
    {
        acc.push(scope.finding(&RULE, column.id, Key::CountUnderPercent.into()));
    }
    for (column, text, target) in scope.targets() {
        let Target::Measured { measure, .. } = target else {
            continue;
        };
        if *measure != of_unit {
            let message = Key::UnitContradictsValue.with([unit.to_owned(), text.to_owned()]);
            acc.push(scope.finding(&RULE, column, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::unit_contradicts_value::RULE, testing::report};

    #[test]
    fn reports_units_that_the_value_denies() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Mức độ trưởng thành | % | Mức độ 3
            - Tỷ lệ hồ sơ | Mức độ | 80%
            - Số hồ sơ | Hồ sơ | 80%
            - Tỷ lệ hồ sơ | % | 80%
            - Tỷ lệ hồ sơ | % | 80
            - Tỷ lệ hồ sơ | | 80%
            - Số hồ sơ | Hồ sơ | 1.200
            - Số lượng hồ sơ tiếp nhận | % | 80
        "), @"
        row 1 target: Đơn vị ghi “%” nhưng giá trị ghi “Mức độ 3”.
        row 2 target: Đơn vị ghi “Mức độ” nhưng giá trị ghi “80%”.
        row 3 target: Đơn vị ghi “Hồ sơ” nhưng giá trị ghi “80%”.
        row 8 unit: Chỉ tiêu đếm số lượng nhưng đơn vị là %.
        ");
    }
}
