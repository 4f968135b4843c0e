//! # `unit-unknown`
//!
//! The unit is not among those used in plans, so it may be misspelt or in the wrong column.
//!
//! **Fix.** Replaces `phần trăm` and its variants with `%`. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity},
    reference::units,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "unit-unknown",
    severity: Severity::Warning,
    title: Key::RuleUnitUnknown,
    rationale: Key::RuleUnitUnknownWhy,
    source: "Các đơn vị tính gặp trong kế hoạch chuyển đổi số của các tỉnh",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(column) = scope.annex.column_of(Role::Unit) else {
        return;
    };
    let unit = row.cell(column.id).trim();
    let lower = unit
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    if row.kind.is_section() || unit.is_empty() || units::UNITS.contains(&lower.as_str()) {
        return;
    }
    // "Chưa = 0, Hoàn thành = 1" is a legend, not a unit that may be misspelt.
    if unit.contains('=') {
        return;
    }
    let finding = scope.finding(&RULE, column.id, Key::UnitUnknown.with([unit.to_owned()]));
    acc.push(match lower.as_str() {
        "phần trăm" | "phan tram" | "tỷ lệ %" | "tỷ lệ (%)" | "(%)" | "tỉ lệ %" => {
            let label = Key::FixUnitPercent.into();
            let step = scope.set_cell(column.id, "%".to_owned());
            finding.with_fix(Applicability::Unsafe, label, vec![step])
        }
        _ => finding,
    });
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::unit_unknown::RULE, testing::*};

    #[test]
    fn reports_units_no_plan_uses() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ lệ hồ sơ | % | 80
            - Mức độ trưởng thành | Mức  độ | 3
            - Số hồ sơ | Hố sơ | 80
            - Hoàn thành kho | Chưa = 0 Hoàn thành = 1 | 1
            - Thu ngân sách | Triệu đồng | 17.454.000
            - Chưa ghi | | 1
        "), @"row 3 unit: Không nhận ra đơn vị tính “Hố sơ”.");
    }

    #[test]
    fn offers_the_percent_sign() {
        assert_snapshot!(
            fixed(&RULE, "content | unit | target\n- Tỷ lệ hồ sơ | phần trăm | 80"),
            @"- Tỷ lệ hồ sơ | % | 80"
        );
    }
}
