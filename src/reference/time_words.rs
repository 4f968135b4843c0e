//! Misspelt words of times: a word before a figure that is one confusion away from "tháng", "quý", "năm"
//! or "ngày" ("Thánh 3/2026", "Qúy II/2026").
//!
//! What stands beside it is no word, so `spelling` has nothing to weigh it by.

use super::spelling::Slip;
use crate::text::{confusion::Form, search::like_written};

const WORDS: [&str; 4] = ["tháng", "quý", "năm", "ngày"];

/// Words that are near one of [`WORDS`] and stand before figures rightly: "Quí I".
const RIGHT: &[&str] = &["quí", "ngành"];
/// In sentences these too: "quỹ 2026", "ngay 10 giờ", "Việt Nam 2045".
const RIGHT_IN_SENTENCES: &[&str] = &["quỹ", "nam", "ngay", "này", "nằm", "nắm", "thang"];

/// Returns the slips of a text, from left to right. In a sentence only a month or quarter with its year
/// shows that a time is meant.
pub fn slips(text: &str, is_time: bool) -> Vec<Slip> {
    let mut found = Vec::new();
    // Fast path: nearly all sentences name no month of a year.
    if !is_time && !text.contains("/20") {
        return found;
    }
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphabetic() {
            start.get_or_insert(at);
            continue;
        }
        let Some(start) = start.take().filter(|_| c == ' ' || c == '\u{a0}') else {
            continue;
        };
        let word = text.get(start..at).unwrap_or_default();
        let behind = text.get(at..).unwrap_or_default().trim_start();
        if let Some(meant) = meant(word, behind, is_time) {
            found.push(Slip {
                start,
                end: at,
                meant: Some(meant),
            });
        }
    }
    found
}

fn meant(word: &str, behind: &str, is_time: bool) -> Option<String> {
    let figure = behind.split(|c: char| c.is_whitespace() || ",;()".contains(c));
    let figure = figure.into_iter().next()?;
    let (first, year) = figure.split_once('/').unwrap_or((figure, ""));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_quarter = matches!(first, "I" | "II" | "III" | "IV");
    let is_dated = year.starts_with("20") && is_number(year) && first.len() <= 3;
    if !(is_number(first) || is_quarter) || !(is_time || is_dated) {
        return None;
    }
    let lower = word.to_lowercase();
    if WORDS.contains(&lower.as_str())
        || RIGHT.contains(&lower.as_str())
        || (!is_time && RIGHT_IN_SENTENCES.contains(&lower.as_str()))
    {
        return None;
    }
    // What the figure can be: a quarter, a month, a year, a day.
    let fits = |meant: &str| match meant {
        "quý" => is_quarter || matches!(first, "1" | "2" | "3" | "4"),
        "tháng" => !is_quarter && first.len() <= 2,
        "năm" => !is_quarter && first.len() == 4,
        _ => !is_quarter && first.len() <= 2 && is_time,
    };
    let own = Form::of(&lower);
    let near = WORDS.iter().filter(|it| fits(it)).filter_map(|it| {
        // The mark on another letter: "Qúy".
        if own.text == **it {
            return Some((0.0, *it));
        }
        let confusion = own.confusion(&Form::of(it))?;
        // "tuần 2" and "tháng 2" are two letters apart, "lần 2" is no word of time.
        let cost = confusion.cost(false)?;
        Some((cost, *it))
    });
    let (_, meant) = near.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(like_written(word, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_figures_are_words_of_times() {
        let meant = |text: &str, is_time| {
            let slips = slips(text, is_time);
            assert!(slips.len() <= 1, "{text}: {slips:?}");
            slips.into_iter().next().and_then(|it| it.meant)
        };
        for (text, word) in [
            ("Thánh 3/2026", "Tháng"),
            ("Trong thág 3/2026", "tháng"),
            ("Qúy II/2026", "Quý"),
            ("QÚY IV", "QUÝ"),
            ("Nắm 2026", "Năm"),
            ("Nam 2026 - 2030", "Năm"),
            ("Ngay 15/6/2026", "Ngày"),
            ("Từ thnág 3 đến tháng 5/2026", "tháng"),
        ] {
            assert_eq!(meant(text, true).as_deref(), Some(word), "{text}");
        }
        for text in [
            "Tháng 3/2026",
            "Quí II/2026",
            "Trước 30/6/2026",
            "Hết 2026",
            "Từ 2026 đến 2030",
            "Trong 3 tháng, 5 tuần",
            "Sau 10 ngày",
            "Tuần 2 tháng 3",
            "Vụ Xuân 2026",
            "Kỳ 2/2026",
            "Lần 1 tháng 3",
            "Đợt 2",
            "Học kỳ I",
        ] {
            assert_eq!(meant(text, true), None, "{text}");
        }
        assert_eq!(
            meant("hoàn thành thánh 3/2026", false).as_deref(),
            Some("tháng")
        );
        for text in ["Việt Nam 2045", "Quỹ 2/2026", "thang 5", "nhà thánh 3 gian"] {
            assert_eq!(meant(text, false), None, "{text}");
        }
    }
}
