//! # `unit-contradicts-value`
//!
//! The unit column contradicts the value: `%` with "Mức độ 3", `Mức độ` with "80%". Also reports
//! `%` for an indicator that counts things, as a warning: names are read less surely than values.
//!
//! **Why.** The reader cannot tell which of the two is meant, and reports are compiled wrongly.

use super::dimensions::{CLASSIFIERS, measured_otherwise};
use crate::{
    model::{Measure, Role, Severity, Target},
    reference::units,
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
    if let Some(column) = scope.annex.column_of(Role::Unit) {
        if unit == "%" && counts(content) {
            acc.push(
                scope
                    .finding(&RULE, column.id, Key::CountUnderPercent.into())
                    .into_warning(),
            );
        }
        if is_share(content)
            && (units::counts_anything(unit) || measures(unit) || is_named(unit, content))
        {
            let message = Key::ShareUnderCount.with([unit.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
        if let Some(amount) = amount(content).filter(|_| unit == "%") {
            let message = Key::AmountUnderPercent.with([amount.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
        if let Some(money) = money(content).filter(|_| counts_no_money(content, unit)) {
            let message = Key::MoneyUnderMeasure.with([money.to_owned(), unit.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
        if let Some(name) = measured_otherwise(content, unit) {
            let message = Key::MoneyUnderMeasure.with([name.to_owned(), unit.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
    }
    for (column, text, target) in scope.targets() {
        let Target::Measured { measure, of, .. } = target else {
            continue;
        };
        let contradicts = match (of_unit, *measure) {
            // "90 hồ sơ" under %
            (Measure::Percent, Measure::Percent) => !text.contains('%') && begins_with_things(of),
            (Measure::Percent, Measure::Level) => true,
            // "80% dân số" says itself what it measures.
            (Measure::Level | Measure::Plain, Measure::Percent) => {
                of.is_empty() && !takes_percent(unit)
            }
            // "120 km" under ha
            (Measure::Plain, Measure::Plain) => is_another(of, unit),
            _ => false,
        };
        if contradicts {
            let message = Key::UnitContradictsValue.with([unit.to_owned(), text.to_owned()]);
            acc.push(scope.finding(&RULE, column, message));
        }
    }
}

/// Whether an indicator counts things, so that it cannot be a percentage.
fn counts(content: &str) -> bool {
    let begins = ["Số ", "Tổng số ", "Số lượng "];
    if !begins.iter().any(|start| content.starts_with(start)) {
        return false;
    }
    let lower = content.to_lowercase();
    let otherwise = [
        "tỷ lệ",
        "tỉ lệ",
        "tăng",
        "giảm",
        "so với",
        "%",
        "phần trăm",
        "số hóa",
        "số hoá",
        "trên tổng",
    ];
    !otherwise.iter().any(|word| lower.contains(word))
}

/// Whether an indicator is a share, so that it cannot be a number of things.
fn is_share(content: &str) -> bool {
    let begins = ["Tỷ lệ ", "Tỉ lệ ", "Tỷ trọng ", "Tỉ trọng "];
    let begins = begins.iter().any(|it| content.starts_with(it));
    begins && !content.contains('/') && !content.contains(" trên ")
}

/// Whether a unit is that of money, a length, an area or a weight, with or without a multiplier.
fn measures(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let is_plain = !unit.contains(['/', '%', '(']);
    is_plain && (SYMBOLS.contains(&last) || matches!(last, "đồng" | "usd"))
}

/// Whether a unit is one of things, which the indicator does not name itself: "Vốn vay cho sinh viên" may count
/// them.
fn counts_no_money(content: &str, unit: &str) -> bool {
    let names_it = || content.to_lowercase().contains(&unit.to_lowercase());
    is_of_things(unit) || (units::counts_things(unit) && !names_it())
}

/// Whether a unit is that of a length, an area or a weight.
fn is_of_things(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    SYMBOLS.contains(&lower.rsplit(' ').next().unwrap_or_default()) && !unit.contains('/')
}

/// Whether a unit is named as what the indicator is a share of: "cá thể" of "Tỷ lệ cá thể bị thương".
fn is_named(unit: &str, content: &str) -> bool {
    let behind = content.splitn(3, ' ').nth(2).unwrap_or_default();
    let rest = behind.to_lowercase();
    let rest = rest.strip_prefix(&unit.to_lowercase());
    3 < unit.len() && rest.is_some_and(|it| it.starts_with(' '))
}

/// Beginnings of indicators that are prices or yields, in units of their own.
const AMOUNTS: &[&str] = &[
    "Giá bán",
    "Giá xuất khẩu",
    "Giá thành",
    "Giá mua",
    "Giá thu mua",
    "Đơn giá",
    "Sản lượng",
    "Phát thải",
    "Lượng phát thải",
    "Thu nhập bình quân",
    "Tuổi thọ",
];
/// Beginnings of indicators that are money.
const MONEY: &[&str] = &[
    "Doanh thu",
    "Lợi nhuận",
    "Kinh phí",
    "Vốn",
    "Tổng vốn",
    "Tổng mức đầu tư",
    "Dư nợ",
    "Tổng dư nợ",
    "Kim ngạch",
    "Chi tiêu",
    "Chi phí",
    "Tiền lương",
    "Tiền thưởng",
    "Tiền điện",
    "Thu ngân sách",
    "Chi ngân sách",
    "Thu nhập",
    "Giá trị giải ngân",
    "Giá trị sản xuất",
    "Giá trị xuất khẩu",
];
/// Words that compare an amount, so that it is one of its shares.
const COMPARES: &[&str] = &[
    "tăng",
    "giảm",
    "so với",
    "tỷ lệ",
    "tỉ lệ",
    "tỷ trọng",
    "được",
    "đạt",
    "chiếm",
    "vượt",
    "trong tổng",
    "/",
    "%",
    "chỉ số",
    "hoàn thành",
    "qua ",
    "từ ",
    "không ",
];

/// The amount that an indicator begins with, where nothing makes a share of it.
fn amount(content: &str) -> Option<&'static str> {
    beginning(AMOUNTS, content)
}

fn money(content: &str) -> Option<&'static str> {
    beginning(MONEY, content)
}

fn beginning(known: &[&'static str], content: &str) -> Option<&'static str> {
    let begins = |it: &&&str| {
        content
            .strip_prefix(**it)
            .is_some_and(|it| it.is_empty() || it.starts_with(' '))
    };
    let first = known.iter().find(begins)?;
    let lower = content.to_lowercase();
    let compares = COMPARES.iter().any(|it| lower.contains(it));
    (!compares).then_some(*first)
}

/// Whether percentages may stand under a unit: "điểm %", "Tỷ lệ", "Thứ bậc", a yes or no.
fn takes_percent(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    let words = ["%", "‰", "tỷ lệ", "tỉ lệ", "chỉ số", "điểm", "đạt", "có"];
    words.iter().any(|word| lower.contains(word))
}

/// Symbols of units that nobody counts things in.
const SYMBOLS: &[&str] = &[
    "ha", "km", "m", "m2", "m3", "m²", "m³", "kg", "tấn", "tạ", "kwh", "mw",
];

/// Spans of time, which nobody states in one another: "140 giờ" under phút/năm.
const SPANS: &[&str] = &["giây", "phút", "giờ", "ngày", "tuần", "tháng", "năm"];

fn is_another(of: &str, unit: &str) -> bool {
    let (of, unit) = (of.to_lowercase(), unit.to_lowercase());
    let differ = |one: &str, other: &str, known: &[&str]| {
        known.contains(&one) && known.contains(&other) && one != other
    };
    // "phút/năm" measures minutes, "ngày làm việc" days.
    let first = |text: &'_ str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.into_iter().next().unwrap_or_default().to_owned()
    };
    differ(&of, &unit, SYMBOLS) || differ(&first(&of), &first(&unit), SPANS)
}

/// Whether a text begins with what people count: "bộ đèn", "bếp ăn tập thể".
fn begins_with_things(of: &str) -> bool {
    // "100 số xã" is a share of them.
    if of.starts_with("số ") {
        return false;
    }
    let mut ends = of.match_indices(' ').map(|(at, _)| at).chain([of.len()]);
    ends.any(|end| of.get(..end).is_some_and(units::counts_anything))
        || of
            .split_once(' ')
            .is_some_and(|(first, _)| CLASSIFIERS.contains(&first.to_lowercase().as_str()))
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
            - Tỷ lệ hồ sơ đúng hạn | % | 90 hồ sơ
            - Tỷ lệ hồ sơ đúng hạn | hồ sơ | 90
            - Diện tích rừng | ha | 120 km
            - Bội chi | % tổng chi NSNN | ≥ 3%
            - Tốc độ tăng | %/năm | 11%
            - Người dùng | Người | 80% dân số
            - Số hộ nghèo giảm | % | 2
            - Tỷ lệ giáo viên trên lớp | giáo viên/lớp | 1,9
            - Tỷ lệ hồ sơ | % | Từ 99 trở lên
            - Chỉ tiêu | Đạt/Chưa đạt | 100%
        "), @"
        row 1 target: Đơn vị ghi “%” nhưng giá trị ghi “Mức độ 3”.
        row 2 target: Đơn vị ghi “Mức độ” nhưng giá trị ghi “80%”.
        row 3 target: Đơn vị ghi “Hồ sơ” nhưng giá trị ghi “80%”.
        row 8 unit: Chỉ tiêu đếm số lượng nhưng đơn vị là %.
        row 9 target: Đơn vị ghi “%” nhưng giá trị ghi “90 hồ sơ”.
        row 10 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “hồ sơ”.
        row 11 target: Đơn vị ghi “ha” nhưng giá trị ghi “120 km”.
        ");
    }

    #[test]
    fn names_of_shares_prices_and_money_tell_their_units() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ trọng gạo chất lượng cao | nghìn tấn | 80
            - Tỷ lệ cá thể bị thương | cá thể | 9
            - Tỷ lệ nợ quá hạn | tỷ đồng | 9
            - Giá xuất khẩu bình quân | % | 620
            - Doanh thu bán điện | km | 620
            - Tỷ lệ giống | kg/ha | 9
            - Tỷ lệ tiền thu | % | 9
            - Tỷ lệ người trên giường | người | 9
            - Giá bán tăng so với năm trước | % | 9
            - Giá trị sản xuất | % | 9
            - Sản lượng điện | triệu kWh | 9
            - Sản lượng được truy xuất | % | 90
            - Kinh phí cho 1 km | triệu đồng/km | 90
            - Tỷ trọng dịch vụ | điểm % | 4
            - Tỷ lệ đòn bẩy | lần | 4
        "), @"
        row 1 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “nghìn tấn”.
        row 2 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “cá thể”.
        row 3 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “tỷ đồng”.
        row 4 unit: Chỉ tiêu là “Giá xuất khẩu” nhưng đơn vị là %.
        row 5 unit: Chỉ tiêu là “Doanh thu” nhưng đơn vị là “km”.
        ");
    }

    #[test]
    fn names_of_measures_tell_their_units() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Diện tích quế hữu cơ | tấn | 27.500
            - Diện tích rau an toàn | hộ | 30
            - Diện tích sân chơi bình quân đầu người | % | 4
            - Thời gian tối đa từ khi gọi đến khi xe tới | % | 30
            - Thời lượng phát sóng | % | 14
            - Chiều cao trung bình của nam 18 tuổi | kg | 168
            - Chiều cao trung bình của nam 18 tuổi | cm | 168
            - Phát thải bình quân | % | 40
            - Diện tích lúa được tưới chủ động | % | 80
            - Diện tích sàn | nghìn m² | 80
            - Diện tích cây xanh | m²/người | 8
            - Thời gian chờ khám | phút/lượt | 30
            - Thời gian đào tạo | tháng/khóa | 3
            - Thời gian giải quyết hồ sơ được cắt giảm | % | 30
            - Khoảng cách giữa hai chuyến | phút | 15
            - Khoảng cách giàu nghèo | lần | 5
            - Diện tích vườn mẫu | vườn | 5
            - Số hộ trồng rau | ha | 5
            - Số cuốn sách | tấn | 5
            - Số tiền đóng góp | triệu đồng | 5
            - Sản lượng tôm | ha | 5
            - Dân số | ha | 5
            - Diện tích ngô dày, cỏ voi | con | 5
            - Thời gian từ lúc cắt trái đến lúc bán | kg | 5
            - Chi tiêu của đoàn phim | người | 5
            - Sản lượng gà xuất chuồng | con | 5
            - Vốn vay của sinh viên | sinh viên | 5
        "), @"
        row 1 unit: Chỉ tiêu là “Diện tích” nhưng đơn vị là “tấn”.
        row 2 unit: Chỉ tiêu là “Diện tích” nhưng đơn vị là “hộ”.
        row 3 unit: Chỉ tiêu là “Diện tích” nhưng đơn vị là “%”.
        row 4 unit: Chỉ tiêu là “Thời gian” nhưng đơn vị là “%”.
        row 5 unit: Chỉ tiêu là “Thời lượng” nhưng đơn vị là “%”.
        row 6 unit: Chỉ tiêu là “Chiều cao” nhưng đơn vị là “kg”.
        row 8 unit: Chỉ tiêu là “Phát thải” nhưng đơn vị là %.
        row 18 unit: Chỉ tiêu là “Số hộ” nhưng đơn vị là “ha”.
        row 19 unit: Chỉ tiêu là “Số cuốn” nhưng đơn vị là “tấn”.
        row 21 unit: Chỉ tiêu là “Sản lượng” nhưng đơn vị là “ha”.
        row 22 unit: Chỉ tiêu là “Dân số” nhưng đơn vị là “ha”.
        row 23 unit: Chỉ tiêu là “Diện tích” nhưng đơn vị là “con”.
        row 24 unit: Chỉ tiêu là “Thời gian” nhưng đơn vị là “kg”.
        row 25 unit: Chỉ tiêu là “Chi tiêu” nhưng đơn vị là “người”.
        ");
    }

    #[test]
    fn units_that_count_are_known_by_what_they_are() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ lệ tàu cá lắp thiết bị | tàu | 90
            - Tỷ lệ bản sách số hóa | bản | 40
            - Tỷ lệ bếp ăn được kiểm tra | % | 120 bếp ăn
            - Tỷ lệ bác sĩ | bác sĩ/vạn dân | 9
            - Tỷ lệ xã có trạm y tế | % | 100 số xã
            - Tỷ lệ đèn LED | % | 85 bộ đèn
            - Thời gian mất điện bình quân | phút/năm | 140 giờ
            - Thời gian giải quyết | ngày | 5 ngày làm việc
            - Thời gian chờ khám | phút | 30 phút/lượt
        "), @r#"
        row 1 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “tàu”.
        row 2 unit: Chỉ tiêu là một tỷ lệ nhưng đơn vị là “bản”.
        row 3 target: Đơn vị ghi “%” nhưng giá trị ghi “120 bếp ăn”.
        row 6 target: Đơn vị ghi “%” nhưng giá trị ghi “85 bộ đèn”.
        row 7 target: Đơn vị ghi “phút/năm” nhưng giá trị ghi “140 giờ”.
        "#);
    }
}
