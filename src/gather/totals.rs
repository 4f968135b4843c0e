//! What the values of all units come to. Percentages and levels are never added.

use crate::{
    model::{Amount, Measure, Target, vietnamese_number},
    text::{
        likeness::{folded, is_unmarked, words},
        search::fold,
    },
};

/// What the values of several units come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// The sum of counts or money.
    Sum(f64),
    /// Lowest, median and highest of percentages, levels and other values that do not add up.
    Spread { low: f64, median: f64, high: f64 },
    /// How many say "Đạt", and how many answered.
    Met { n: usize, of: usize },
    /// Texts, which are listed and not counted.
    Texts,
}

/// Returns what values come to; `None` without any. `content` and `unit` are of the row.
pub fn total_of(values: &[&str], content: &str, unit: &str) -> Option<Total> {
    let filled: Vec<&str> = values
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
        .collect();
    let first = filled.first()?;
    let said: Vec<String> = filled
        .iter()
        .map(|it| folded(&words(it)).join(" "))
        .collect();
    if said.iter().all(|it| {
        matches!(
            it.as_str(),
            "dat" | "khong dat" | "chua dat" | "x" | "co" | "khong" | "chua"
        )
    }) {
        let n = said
            .iter()
            .filter(|it| matches!(it.as_str(), "dat" | "x" | "co"))
            .count();
        return Some(Total::Met { n, of: said.len() });
    }
    let mut numbers = Vec::new();
    let mut adds = adds_up(content, unit);
    for text in &filled {
        match Target::parse(text, unit) {
            Target::None => {}
            Target::Measured {
                amount: Amount::One(value),
                measure,
                of,
                ..
            } => {
                adds &= measure == Measure::Plain && of.is_empty();
                numbers.push(value);
            }
            _ => return Some(Total::Texts),
        }
    }
    if numbers.is_empty() {
        return (!first.is_empty()).then_some(Total::Texts);
    }
    if adds {
        return Some(Total::Sum(decimal(numbers.iter().sum())));
    }
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let at = |at: usize| numbers.get(at).copied().unwrap_or_default();
    let median = match numbers.len() % 2 {
        1 => at(middle),
        _ => f64::midpoint(at(middle - 1), at(middle)),
    };
    Some(Total::Spread {
        low: at(0),
        median,
        high: at(numbers.len() - 1),
    })
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
    "điểm", "hạng", "chỉ", "hệ", "lần", "tuổi", "năm", "mức", "cấp", "bậc", "thứ", "tỷ", "tỉ",
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
        "diem ",
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
}
