//! Words of a heading that say of when its values are, and whether they were planned or reached.

use super::{
    evidence::Evidence,
    heading_words::{BASES, VALUES, words as split_words},
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

/// Whether the words tell of something done in the time that they name, and not of something to do:
/// "Thực hiện năm học 2025 - 2026", "Vốn đã bố trí đến hết năm 2026".
pub(in crate::import) fn tells_what_was_done(words: &[&str]) -> bool {
    let opens = matches!(
        words,
        ["thực", "hiện" | "tế", ..] | ["th" | "ước", ..] | ["giải", "ngân", ..]
    );
    let is_reached =
        matches!(words, [.., before, "đạt"] if !matches!(*before, "phải" | "cần" | "đấu"));
    opens || is_reached || words.contains(&"đã")
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
/// "Tiến độ (%)", "Tỷ lệ hoàn thành".
pub(in crate::import) fn about_a_share(words: &[&str]) -> Option<Evidence> {
    let has = |word: &str| words.contains(&word);
    let is_of_plan = has("kh") || words.windows(2).any(|it| it == ["kế", "hoạch"]);
    if (has("th") && has("kh")) || (words.first() == Some(&"%") && is_of_plan) {
        return Some(Evidence::of(&[(Role::Other, 50)]));
    }
    let is_completion = matches!(
        words,
        ["tiến", "độ", "%"] | ["tỷ" | "tỉ", "lệ", "hoàn", "thành", ..] | ["%", "hoàn", "thành", ..]
    );
    is_completion.then(|| Evidence::of(&[(Role::Status, 70)]))
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

/// Returns which columns hold what was reached in a month and up to it. "Tháng 8" beside "8 tháng" is a
/// report, and so is a time beside a plan and the share of it that was reached, or in a table that tells
/// what was reached.
pub(in crate::import) fn times_reached(
    headings: &[&str],
    names_target: &[bool],
    is_reported: bool,
) -> Vec<usize> {
    let lower: Vec<String> = headings.iter().map(|it| it.to_lowercase()).collect();
    let words: Vec<Vec<&str>> = lower.iter().map(|it| split_words(it)).collect();
    let month = |words: &[&str]| match words {
        ["tháng", month, ..] => month.parse::<u32>().ok(),
        _ => None,
    };
    let months = |words: &[&str]| match words {
        [n, "tháng", ..] => n.parse::<u32>().ok(),
        ["lũy", "kế", n, "tháng", ..] => n.parse::<u32>().ok(),
        _ => None,
    };
    let beside = words.windows(2).enumerate().filter(|(_, pair)| match pair {
        [left, right] => {
            let reached = [(month(left), months(right)), (months(left), month(right))];
            reached.iter().any(|(one, all)| one.is_some() && one == all)
        }
        _ => false,
    });
    let mut reached: Vec<usize> = beside.flat_map(|(at, _)| [at, at + 1]).collect();
    let has_share = words.iter().any(|words| {
        words.contains(&"%") && words.iter().any(|it| matches!(*it, "đạt" | "kh" | "hoạch"))
    });
    let part_of_year = |words: &[&str]| {
        matches!(words, ["quý", _, ..]) || month(words).is_some() || months(words).is_some()
    };
    let has_parts = words.iter().any(|words| part_of_year(words));
    let whole_year = |words: &[&str]| {
        is_reported && has_parts && matches!(words, ["cả", "năm", ..] | ["năm", _])
    };
    let times = words
        .iter()
        .map(|words| part_of_year(words) || whole_year(words));
    let mut plans = names_target.iter().zip(times.clone());
    if (has_share || is_reported) && plans.any(|(names, is_time)| *names && !is_time) {
        reached.extend(
            times
                .enumerate()
                .filter_map(|(at, is_time)| is_time.then_some(at)),
        );
    }
    reached
}
