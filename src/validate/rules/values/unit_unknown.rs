//! # `unit-unknown`
//!
//! A unit that is a common one but for its marks ("ngừơi", "Hố sơ"), or a number in the column of
//! units. Anything can be counted, so a unit that resembles none is not reported, unless it is a letter or a
//! mark away from what the indicator itself says that it counts: "lược" of "Số lượt khách".
//!
//! **Fix.** Sets the common unit. Unsafe: applied by hand only.

use super::dimensions;
use crate::{
    model::{Role, Severity, parse_number},
    reference::units,
    text::search::{edit_distance, fold},
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
    } else if let Some(right) = units::mended(unit)
        .or_else(|| counted(scope.text(Role::Content), unit))
        .or_else(|| per_month(scope.text(Role::Content), unit))
    {
        let message = Key::UnitUnknown.with([unit.to_owned(), right.clone()]);
        let label = Key::FixReplaceBy.with([right.clone()]);
        let step = scope.set_cell(column.id, right);
        let finding = scope.finding(&RULE, column.id, message);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// What is paid per month, where the month has lost its mark. Herbs are paid per "thang", too.
fn per_month(content: &str, unit: &str) -> Option<String> {
    let (before, per) = unit.rsplit_once('/')?;
    let content = content.to_lowercase();
    let is_of_herbs = ["thang", "thuốc nam", "thuốc bắc", "đông y"]
        .iter()
        .any(|it| content.contains(it));
    (per.trim() == "thang" && !is_of_herbs).then(|| format!("{before}/tháng"))
}

/// The unit that an indicator names itself, where the written one is a letter or a mark away from it.
fn counted(written: &str, unit: &str) -> Option<String> {
    let (unit, content) = (unit.to_lowercase(), written.to_lowercase());
    let words: Vec<&str> = content
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    // Units of several words are not looked at.
    if !unit.chars().all(char::is_alphabetic) || words.contains(&unit.as_str()) {
        return None;
    }
    // What stands behind "Số" is what is counted; other words are so only if the unit is none.
    let behind = match words.as_slice() {
        ["số", noun, ..] | ["tổng", "số", noun, ..] => Some(*noun),
        _ => None,
    };
    let is_unit = units::is_known(&unit) || unit.chars().count() <= 2;
    let candidates = behind
        .into_iter()
        .chain(words.iter().copied().filter(|_| !is_unit));
    let mut of_content = candidates.filter(|it| units::is_known(it));
    let mut of_measure = dimensions::units_of(written).filter(|_| !units::is_known(&unit));
    let meant = of_content
        .find(|it| is_near(it, &unit))
        .or_else(|| of_measure.find(|it| is_near(it, &unit)))?;
    Some(meant.to_owned())
}

/// Whether two words differ in one letter, one mark or their marks only, and begin alike.
fn is_near(one: &str, other: &str) -> bool {
    if one != other && fold(one) == fold(other) {
        return true;
    }
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    one != other && one.first() == other.first() && edit_distance(&one, &other, 1) == 1
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
    fn what_is_counted_tells_the_unit() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Số lượt khách tham quan | lược | 80
            - Số hộ tham gia | hồ | 80
            - Thời gian cấp cứu đến hiện trường | phúc | 15
            - Số giống lúa mới | giống | 15
            - Số cơn bão | con | 15
            - Số lớp mở | khóa | 15
            - Số trạm bơm | trạm | 15
            - Thời gian nghỉ | tuần | 15
            - Sản lượng tôm | tấn | 15
            - Sản lượng sữa | tất | 15
            - Số buổi chiếu bóng | bưởi | 15
            - Sản lượng bưởi | bưởi | 15
            - Giá thuốc nam | nghìn đồng/thang | 15
            - Mức hỗ trợ | nghìn đồng/thang | 15
        "), @"
        row 1 unit: Đơn vị tính “lược” có thể gõ sai, thường viết “lượt”.
        row 2 unit: Đơn vị tính “hồ” có thể gõ sai, thường viết “hộ”.
        row 3 unit: Đơn vị tính “phúc” có thể gõ sai, thường viết “phút”.
        row 5 unit: Đơn vị tính “con” có thể gõ sai, thường viết “cơn”.
        row 10 unit: Đơn vị tính “tất” có thể gõ sai, thường viết “tấn”.
        row 11 unit: Đơn vị tính “bưởi” có thể gõ sai, thường viết “buổi”.
        row 14 unit: Đơn vị tính “nghìn đồng/thang” có thể gõ sai, thường viết “nghìn đồng/tháng”.
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
