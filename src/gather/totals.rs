//! What the values of all units come to. Percentages and levels are never added.

use std::borrow::Cow;

use super::{
    amount_unit::is_money,
    marks::{of_marks, of_words},
    rates::is_rate_heading,
    scores::are_scores,
    total::{Total, says_nothing},
};
use crate::{
    model::{Amount, Measure, Target, unit_factors, vietnamese_number},
    reference::units,
    text::{
        likeness::{folded, is_unmarked, words},
        search::fold,
    },
};

/// Returns what values come to; `None` without any. `content` and `unit` are of the row.
pub fn total_of(values: &[&str], content: &str, unit: &str) -> Option<Total> {
    total_under("", values, content, unit)
}

/// The same under the heading of a column, which may be one of averages or rates.
pub(super) fn total_under(
    heading: &str,
    values: &[&str],
    content: &str,
    unit: &str,
) -> Option<Total> {
    let filled: Vec<&str> = values
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
        .collect();
    filled.first()?;
    if let Some(marks) = of_marks(heading, &filled) {
        return Some(marks);
    }
    if let Some(met) = of_words(&filled) {
        return Some(met);
    }
    let counter = sole_counter(&filled, unit);
    let (mut amounts, mut others) = (Vec::new(), Vec::new());
    let mut n_texts = 0;
    for text in &filled {
        if says_nothing(text) || Target::parse(text, unit) == Target::None {
            continue;
        }
        match counted(text, unit, counter.as_deref()) {
            Some((number, true)) => amounts.push(number),
            Some((number, false)) => others.push(number),
            None => n_texts += 1,
        }
    }
    let adds = adds_up(content, unit)
        && !is_rate_of(heading, unit)
        && !are_scores(heading, content, unit, &amounts);
    // One that is of something else than the rest, or a share among counts, stands apart as words do.
    let is_sum = adds && others.len() < amounts.len();
    let (numbers, n_apart) = match is_sum {
        true => (amounts, others.len()),
        false => ([amounts, others].concat(), 0),
    };
    // Words beside figures are told apart; where most answer in words, figures are no amounts.
    let is_of_texts = 0 < n_texts && unit.trim().is_empty() && numbers.len() <= 2 * n_texts;
    if numbers.is_empty() || is_of_texts {
        return Some(Total::Texts);
    }
    let total = of_numbers(numbers, is_sum);
    Some(match n_texts + n_apart {
        0 => total,
        n => Total::Partly(Box::new(total), n),
    })
}

/// The word behind figures that counts the same in all of them, where the form names no unit: "12 em". With
/// several such words, nobody knows what they come to.
pub(super) fn sole_counter(values: &[&str], unit: &str) -> Option<String> {
    let unit = unit.trim();
    let mut counters = values.iter().filter_map(|text| counter_in(text, unit));
    let first = counters.next().filter(|_| unit.is_empty())?;
    counters.all(|it| it == first).then_some(first)
}

fn counter_in(text: &str, unit: &str) -> Option<String> {
    let Target::Measured {
        measure: Measure::Plain,
        of,
        ..
    } = Target::parse(without_footnote(text), unit)
    else {
        return None;
    };
    let of = of.trim().to_lowercase();
    (units::counts_anything(&of) || PERSONS.contains(&of.as_str())).then_some(of)
}

/// Words for people whom officials count, which are no units of forms.
const PERSONS: &[&str] = &[
    "em", "cháu", "trẻ", "ông", "bà", "anh", "chị", "cụ", "nữ", "nam",
];

/// Returns the number that a text states, and whether it is an amount that adds up, where a word may count it.
pub(super) fn counted(text: &str, unit: &str, counter: Option<&str>) -> Option<(f64, bool)> {
    let is_counted = counter.is_some() && counter_in(text, unit).as_deref() == counter;
    let found = amount_of(text, unit)?;
    Some((found.0, found.1 || is_counted))
}

/// Whether values under a heading are rates. What is allotted in things is counted: "Định mức được giao" of
/// cars.
fn is_rate_of(heading: &str, unit: &str) -> bool {
    let said = format!(" {} ", folded(&words(heading)).join(" "));
    let has = |phrase: &str| said.contains(&format!(" {phrase} "));
    let is_allotted = has("dinh muc") && !has("binh quan") && !PAID.iter().any(|it| has(it));
    let is_of_things = units::counts_anything(unit) || is_classifier(unit);
    is_rate_heading(heading) && !(is_allotted && is_of_things)
}

fn is_classifier(unit: &str) -> bool {
    matches!(unit.trim().to_lowercase().as_str(), "cái" | "chiếc")
}

/// Words of headings, without marks, that make an allotment one of money for each thing.
const PAID: &[&str] = &[
    "chi", "tien", "kinh phi", "gia", "luong", "khoan", "ho tro", "thu lao", "tieu hao",
];

/// Returns the number that a text states in a unit, and whether it is an amount that adds up: "130 hộ" is
/// 130 where "hộ" are counted, "12 tỷ đồng" 12.000 in "triệu đồng", and "150 (1)" has a footnote.
pub(super) fn amount_of(text: &str, unit: &str) -> Option<(f64, bool)> {
    let Target::Measured {
        amount: Amount::One(value),
        measure,
        of,
        ..
    } = Target::parse(without_footnote(&outside_brackets(text)), unit)
    else {
        return None;
    };
    let of = of.trim();
    if of.is_empty() {
        return Some((value, measure == Measure::Plain));
    }
    let factors = unit_factors(unit, of).filter(|_| !unit.trim().is_empty());
    Some(match factors {
        Some((own, said)) if measure == Measure::Plain => (value * said / own, true),
        _ => (value, false),
    })
}

/// Returns an amount whose unit stands in brackets with the unit behind it: "5.418 (nghìn đồng)".
fn outside_brackets(text: &str) -> Cow<'_, str> {
    let inside = text.trim_end().strip_suffix(')');
    match inside.and_then(|it| it.rsplit_once('(')) {
        Some((amount, unit)) if units::is_known(unit) || is_money(unit) => {
            Cow::Owned(format!("{} {}", amount.trim(), unit.trim()))
        }
        _ => Cow::Borrowed(text),
    }
}

fn without_footnote(text: &str) -> &str {
    let text = text.trim().trim_end_matches('*').trim_end();
    let mark = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    match mark {
        Some((amount, mark))
            if mark.len() <= 2
                && !mark.is_empty()
                && mark.bytes().all(|it| it.is_ascii_digit()) =>
        {
            amount.trim_end()
        }
        _ => text,
    }
}

fn of_numbers(mut numbers: Vec<f64>, adds: bool) -> Total {
    if adds {
        return Total::Sum(decimal(numbers.iter().sum()));
    }
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let at = |at: usize| numbers.get(at).copied().unwrap_or_default();
    let median = match numbers.len() % 2 {
        1 => at(middle),
        _ => decimal(f64::midpoint(at(middle - 1), at(middle))),
    };
    Total::Spread {
        low: at(0),
        median,
        high: at(numbers.len() - 1),
    }
}

/// Returns a sum of decimal figures without what binary fractions add to it.
fn decimal(sum: f64) -> f64 {
    let rounded = (sum * DECIMALS).round() / DECIMALS;
    if rounded.is_finite() { rounded } else { sum }
}

/// More decimals than figures of reports have.
const DECIMALS: f64 = 1e6;

/// First words of units whose amounts are never added.
const NEVER: &[&str] = &[
    "hạng", "chỉ", "hệ", "lần", "tuổi", "năm", "mức", "cấp", "bậc", "thứ", "tỷ", "tỉ",
];

/// Whether values of a row may be added: counts and money may, shares, scores and averages may not.
fn adds_up(content: &str, unit: &str) -> bool {
    let (content, unit_words) = (folded(&words(content)).join(" "), folded(&words(unit)));
    // With its marks: "thư viện" is no "thứ".
    let lower = unit.trim().to_lowercase();
    let starts = lower.split(' ').next().unwrap_or_default();
    let is_never = NEVER
        .iter()
        .any(|it| *it == starts || is_unmarked(starts) && fold(it) == starts);
    let is_money = unit_words.last().is_some_and(|word| word == "dong");
    let is_share = unit.contains(['%', '‰', '/']) || (is_never && !is_money);
    let is_rate = [
        "ty le",
        "ti le",
        "binh quan",
        "trung binh",
        "chi so",
        "mat do",
        "he so",
        "muc do",
        "toc do",
        "xep hang",
    ]
    .iter()
    .any(|word| {
        content.starts_with(word)
            || content.contains(" binh quan")
            || content.contains(" trung binh")
    });
    !is_share && !is_rate
}

impl Total {
    /// Whether it is a sum, also where some answered in words.
    pub fn is_sum(&self) -> bool {
        match self {
            Total::Sum(_) => true,
            Total::Partly(total, _) => total.is_sum(),
            _ => false,
        }
    }

    /// Returns the total as officials write it.
    pub fn text(&self) -> String {
        let shown = |value: &f64| vietnamese_number(*value);
        match self {
            Total::Sum(sum) => shown(sum),
            Total::Spread { low, median, high } => {
                format!(
                    "thấp nhất {}; trung vị {}; cao nhất {}",
                    shown(low),
                    shown(median),
                    shown(high)
                )
            }
            Total::Met { n, of } => format!("{n}/{of} đơn vị đạt"),
            Total::Yes { n, of } => format!("{n}/{of} đơn vị trả lời “Có”"),
            Total::Marked(n) => format!("{n} đơn vị"),
            Total::Partly(total, n) => {
                format!("{} (còn {n} đơn vị trả lời bằng chữ)", total.text())
            }
            Total::Texts => "trả lời bằng chữ, xem phần xếp nối".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_added_and_shares_are_not() {
        let total =
            |values: &[&str], content, unit| total_of(values, content, unit).map(|it| it.text());
        for (values, content, unit, expected) in [
            (["12", "1.030", ""], "Số hộ nghèo", "hộ", "1.042"),
            (["2,5", "3", "-"], "Kinh phí", "Tỷ đồng", "5,5"),
            (["0,1", "0,2", ""], "Kinh phí", "Tỷ đồng", "0,3"),
            (
                ["2", "3", "1"],
                "Số thư viện đang hoạt động",
                "thư viện",
                "6",
            ),
            (
                ["90%", "95%", "80"],
                "Hộ dùng nước sạch",
                "%",
                "thấp nhất 80; trung vị 90; cao nhất 95",
            ),
            (
                ["3", "4", ""],
                "Mức độ trưởng thành dữ liệu",
                "Mức",
                "thấp nhất 3; trung vị 3,5; cao nhất 4",
            ),
            (
                ["50", "60", "70"],
                "Thu nhập bình quân đầu người",
                "Triệu đồng",
                "thấp nhất 50; trung vị 60; cao nhất 70",
            ),
            (
                ["Đạt", "Chưa đạt", "đạt"],
                "Tiêu chí giao thông",
                "",
                "2/3 đơn vị đạt",
            ),
            (["12", "Không phát sinh", "5"], "Số ca mắc", "ca", "17"),
            (
                ["12", "chưa có số liệu", "5"],
                "Số cơ sở vi phạm",
                "cơ sở",
                "17 (còn 1 đơn vị trả lời bằng chữ)",
            ),
            (
                ["Đang làm", "12", ""],
                "Đề án",
                "",
                "trả lời bằng chữ, xem phần xếp nối",
            ),
        ] {
            assert_eq!(
                total(&values, content, unit).as_deref(),
                Some(expected),
                "{content}"
            );
        }
        assert_eq!(total(&["", " "], "Số hộ", "hộ"), None);
    }

    #[test]
    fn marks_say_what_their_column_says() {
        let total = |heading, values: &[&str]| {
            total_under(heading, values, "Trực ban ngày nghỉ", "").map(|it| it.text())
        };
        for (heading, values, expected) in [
            ("Tự đánh giá\nChưa đạt", ["x", "x", ""], "2 đơn vị"),
            ("Tự đánh giá\nĐạt", ["x", "1", "Đạt"], "3 đơn vị"),
            ("Đã ban hành", ["X", "không", "-"], "1 đơn vị"),
            ("Kết quả", ["Đạt", "Chưa đạt", ""], "1/2 đơn vị đạt"),
            (
                "Có kế hoạch",
                ["Có", "Không", ""],
                "1/2 đơn vị trả lời “Có”",
            ),
            ("Tự đánh giá / Chưa đạt", ["Chưa đạt", "", ""], "1 đơn vị"),
            (
                "Đã có (Có/Không)",
                ["Có", "Không (chưa phát sinh)", "Chưa có"],
                "1/3 đơn vị trả lời “Có”",
            ),
            (
                "Đã có (Có/Không)",
                ["Có", "Không", "x"],
                "1/2 đơn vị trả lời “Có” (còn 1 đơn vị trả lời bằng chữ)",
            ),
            (
                "Có/Chưa có",
                ["Có", "Chưa có", "Có"],
                "2/3 đơn vị trả lời “Có”",
            ),
            (
                "Có / Không",
                ["Không", "Không", ""],
                "0/2 đơn vị trả lời “Có”",
            ),
            ("Số vụ", ["Không", "Không", "3"], "3"),
            (
                "Đã có",
                ["Có, nhưng chưa dùng", "Có", "Đang làm"],
                "trả lời bằng chữ, xem phần xếp nối",
            ),
        ] {
            assert_eq!(
                total(heading, &values).as_deref(),
                Some(expected),
                "{heading}"
            );
        }
    }

    #[test]
    fn one_strange_value_does_not_undo_a_sum() {
        let total = |heading, values: &[&str], content, unit| {
            total_under(heading, values, content, unit).map(|it| it.text())
        };
        let orphans = "Mồ côi cả cha và mẹ";
        for (heading, values, content, unit, expected) in [
            ("Chung", ["20", "12 em", "30"], orphans, "", "62"),
            (
                "Chung",
                ["20", "12 phần trăm em", "30"],
                orphans,
                "",
                "50 (còn 1 đơn vị trả lời bằng chữ)",
            ),
            (
                "Chung",
                ["20", "12%", "30"],
                "Số hộ nghèo",
                "hộ",
                "50 (còn 1 đơn vị trả lời bằng chữ)",
            ),
            (
                "Định mức được giao",
                ["2", "3", "4"],
                "Xe ô tô chuyên dùng",
                "Xe",
                "9",
            ),
            (
                "Định mức chi",
                ["2", "3", "4"],
                "Xe ô tô chuyên dùng",
                "Xe",
                "thấp nhất 2; trung vị 3; cao nhất 4",
            ),
            (
                "Điểm tự chấm",
                ["2", "3", "4"],
                "Đúng giờ",
                "",
                "thấp nhất 2; trung vị 3; cao nhất 4",
            ),
            (
                "Kết quả",
                ["2", "3", "4"],
                "Bố trí điểm tập kết",
                "Điểm",
                "9",
            ),
            (
                "Tỷ lệ đi bầu",
                ["58,6", "58,7", ""],
                "Cử tri",
                "%",
                "thấp nhất 58,6; trung vị 58,65; cao nhất 58,7",
            ),
        ] {
            assert_eq!(
                total(heading, &values, content, unit).as_deref(),
                Some(expected),
                "{content} {values:?}"
            );
        }
    }

    #[test]
    fn averages_of_a_column_are_not_added() {
        let total = |heading| {
            let total = total_under(heading, &["500", "600"], "Người cao tuổi", "nghìn đồng");
            total.is_some_and(|it| it.is_sum())
        };
        assert!(total("Tổng kinh phí đã chi (nghìn đồng)"));
        assert!(!total("Mức chi bình quân (nghìn đồng)"));
    }

    #[test]
    fn a_unit_in_brackets_behind_an_amount_is_its_unit() {
        for (text, unit, expected) in [
            (
                "5.418.000 (nghìn đồng)",
                "nghìn đồng",
                Some((5_418_000.0, true)),
            ),
            (
                "5.418 (triệu đồng)",
                "nghìn đồng",
                Some((5_418_000.0, true)),
            ),
            ("120 (người)", "người", Some((120.0, true))),
            ("150 (1)", "người", Some((150.0, true))),
        ] {
            assert_eq!(amount_of(text, unit), expected, "{text}");
        }
    }
}
