//! # `unit-unknown`
//!
//! A unit that is a common one but for its marks ("ngừơi", "Hố sơ"), or a number in the column of
//! units. Anything can be counted, so a unit that resembles none is not reported.
//!
//! **Fix.** Sets the common unit. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity, parse_number},
    reference::units,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "unit-unknown",
    severity: Severity::Warning,
    title: Key::RuleUnitUnknown,
    rationale: Key::RuleUnitUnknownWhy,
    source: "Đối chiếu với các đơn vị tính thường dùng trong thống kê và kế hoạch",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(column) = scope.annex.column_of(Role::Unit) else {
        return;
    };
    let unit = row.cell(column.id).trim();
    if row.kind.is_section() || unit.is_empty() || unit == "%" {
        return;
    }
    // "Chưa = 0, Hoàn thành = 1" is a legend, not a unit that may be misspelt.
    if unit.contains('=') {
        return;
    }
    if parse_number(unit).is_some() {
        let message = Key::UnitIsNumber.with([unit.to_owned()]);
        acc.push(scope.finding(&RULE, column.id, message));
    } else if let Some(right) = units::mended(unit) {
        let message = Key::UnitUnknown.with([unit.to_owned(), right.clone()]);
        let label = Key::FixReplaceBy.with([right.clone()]);
        let step = scope.set_cell(column.id, right);
        let finding = scope.finding(&RULE, column.id, message);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::unit_unknown::RULE, testing::*};

    #[test]
    fn reports_units_that_are_misspelt() {
        let text = "
            content | unit | target
            - Tỷ lệ hồ sơ | % | 80
            - Mức độ trưởng thành | Mức  độ | 3
            - Số hồ sơ | Hố sơ | 80
            - Hoàn thành kho | Chưa = 0 Hoàn thành = 1 | 1
            - Thu ngân sách | Triệu đồng | 17.454.000
            - Chưa ghi | | 1
            - Tuyến cáp | Tuyến cáp quang biển | 2
            - Số vụ | vụ | 3
            - Tỷ suất | ‰ | 3
            - Số giường | giường bệnh/vạn dân | 30
            - Nhầm cột | 80 | %
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 3 unit: Đơn vị tính “Hố sơ” có thể gõ sai, thường viết “Hồ sơ”.
        row 11 unit: Ô đơn vị tính ghi số “80”; có thể giá trị nằm sai cột.
        ");
    }

    #[test]
    fn offers_the_common_unit() {
        assert_snapshot!(
            fixed(&RULE, "content | unit | target\n- Số dân | nghìn ngừơi | 80"),
            @"- Số dân | nghìn người | 80"
        );
    }
}
