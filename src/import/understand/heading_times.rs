//! Words of a heading that say of when its values are, and whether they were planned or reached.

use super::{
    evidence::Evidence,
    heading_words::{BASES, VALUES},
};
use crate::model::Role;

/// Whether a heading begins with a value to begin from: "Giá trị nền 2025", "Năm gốc".
pub(in crate::import) fn is_baseline(words: &[&str]) -> bool {
    let start = words.get(..words.len().min(4)).unwrap_or_default();
    let start = format!("{} ", start.join(" "));
    VALUES.iter().any(|value| {
        let rest = start.strip_prefix(value);
        BASES
            .iter()
            .any(|base| rest.is_some_and(|it| it.starts_with(&format!(" {base} "))))
    })
}

/// Whether the words say until which day: "Kết quả đến 30/9/2027", "đến ngày 15 tháng 6". A year alone
/// may be still to come.
pub(in crate::import) fn reaches_day(words: &[&str]) -> bool {
    let number = |word: &&str| word.parse::<u16>().ok();
    let numbers = words.iter().skip_while(|word| **word != "đến").skip(1);
    let numbers = numbers.filter(|word| !matches!(**word, "ngày" | "tháng"));
    let mut numbers = numbers.map_while(number);
    let (day, month) = (numbers.next(), numbers.next());
    day.is_some_and(|it| (1..=31).contains(&it)) && month.is_some_and(|it| (1..=12).contains(&it))
}

/// Reads a heading of a share of two other columns, "TH/KH (%)", "% KH năm", or of how far the work is,
/// "Tiến độ (%)".
pub(in crate::import) fn about_a_share(words: &[&str]) -> Option<Evidence> {
    let has = |word: &str| words.contains(&word);
    let is_of_plan = has("kh") || words.windows(2).any(|it| it == ["kế", "hoạch"]);
    if (has("th") && has("kh")) || (words.first() == Some(&"%") && is_of_plan) {
        return Some(Evidence::of(&[(Role::Other, 50)]));
    }
    (words == ["tiến", "độ", "%"]).then(|| Evidence::of(&[(Role::Status, 70)]))
}

/// Reads a heading that says whether a value of some time is planned or reached: "TH 2025",
/// "KH quý I", "Ước cả năm", "Năm 2025 thực hiện". Without a time, "TH" may be a school.
pub(in crate::import) fn about_a_time(words: &[&str]) -> Option<Evidence> {
    let is_time = |word: &str| {
        let words = ["năm", "tháng", "quý", "cả", "kỳ", "đầu", "cuối", "cùng"];
        word.starts_with(|c: char| c.is_ascii_digit()) || words.contains(&word)
    };
    let planned = || Some(Evidence::of(&[(Role::Target, 80)]));
    let reached = || Some(Evidence::of(&[(Role::Actual, 85)]));
    match words {
        ["th", next, ..] if is_time(next) => reached(),
        ["ước", next, ..] if is_time(next) || matches!(*next, "th" | "đạt") => reached(),
        ["kh" | "ct", next, ..] if is_time(next) || *next == "giao" => planned(),
        ["năm", year, rest @ ..] | [year, rest @ ..] if year.parse::<u16>().is_ok() => {
            match rest {
                ["thực", "hiện"] | ["th"] | ["ước", ..] => reached(),
                ["kế", "hoạch"] | ["kh"] => planned(),
                _ => None,
            }
        }
        _ => None,
    }
}
