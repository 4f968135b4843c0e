//! Months, quarters, days and years that cannot be, in times and in sentences.

use super::Date;
use crate::text::remembered::Remembered;

/// What cannot be, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeSlip {
    /// Month 13.
    Month(String),
    /// Quarter V.
    Quarter(String),
    /// "ngày 31 tháng 6"
    Day(String),
    /// Year 2206, 206, 20226.
    Year(String),
}

/// Years that plans name.
const YEARS: std::ops::RangeInclusive<u32> = 1945..=2100;

/// Finds what cannot be in the text of a time cell.
pub fn time_slips(text: &str) -> Vec<TimeSlip> {
    thread_local! {
        static REMEMBERED: Remembered<Vec<TimeSlip>> = Remembered::new();
    }
    REMEMBERED.with(|it| it.get(text, |text| slips(text, true)))
}

/// Finds what cannot be in a sentence, where numbers have other meanings too.
pub fn slips_in_sentence(text: &str) -> Vec<TimeSlip> {
    // Most sentences have no figures.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let is_dated = ["háng ", "uý ", "năm ", "Năm ", "NĂM "]
        .iter()
        .any(|word| text.contains(word));
    match is_dated {
        true => slips(text, false),
        false => Vec::new(),
    }
}

fn slips(text: &str, is_time: bool) -> Vec<TimeSlip> {
    let mut found = Vec::new();
    // "6 tháng đầu năm: 180" is no year.
    let lower = text.to_lowercase().replace("năm:", "năm =");
    let gaps = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '-' | '–' | ':');
    let words: Vec<&str> = lower
        .split(gaps)
        .map(|it| it.trim_matches('.'))
        .filter(|it| !it.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .copied()
            .unwrap_or_default();
        let earlier = at
            .checked_sub(2)
            .and_then(|at| words.get(at))
            .copied()
            .unwrap_or_default();
        let parts: Vec<&str> = word.split('/').collect();
        let number = |text: &&str| figures(text);
        match (before, parts.as_slice()) {
            // "mỗi tháng 40 mẫu" says how many.
            ("tháng", [_] | [_, _]) if matches!(earlier, "mỗi" | "hằng" | "hàng" | "từng") =>
                {}
            ("tháng", [month] | [month, _]) => {
                if let Some(value) = number(month).filter(|_| month.len() <= 2)
                    && !(1..=12).contains(&value)
                {
                    found.push(TimeSlip::Month((*month).to_owned()));
                }
                let day_at = at.checked_sub(3).and_then(|at| words.get(at));
                if let (Some(&"ngày"), Some(day), Some(month)) =
                    (day_at, figures(earlier), number(month))
                {
                    let date = Date {
                        year: 0,
                        month: u8::try_from(month).unwrap_or(0),
                        day: u8::try_from(day).unwrap_or(0),
                    };
                    if (1..=12).contains(&month) && !date.is_real() {
                        found.push(TimeSlip::Day(format!("{earlier} tháng {month}")));
                    }
                }
            }
            ("quý", [quarter, ..]) => {
                let is_quarter = matches!(*quarter, "i" | "ii" | "iii" | "iv")
                    || number(quarter).is_some_and(|it| (1..=4).contains(&it));
                let is_roman = quarter.bytes().all(|it| matches!(it, b'i' | b'v' | b'x'));
                let is_other = is_roman || (quarter.len() <= 2 && number(quarter).is_some());
                if !is_quarter && is_other {
                    found.push(TimeSlip::Quarter(quarter.to_uppercase()));
                }
            }
            // "chậm nhất ngày 32" of each month; "ngày 45 kể từ" counts.
            ("ngày", [day]) if is_time && day.len() == 2 && earlier != "trong" => {
                let next = words.get(at + 1).copied().unwrap_or_default();
                let counts = matches!(next, "kể" | "sau" | "tính" | "từ" | "của" | "tháng" | "năm");
                if number(day).is_some_and(|it| 31 < it) && !counts {
                    found.push(TimeSlip::Day((*day).to_owned()));
                }
            }
            (_, [month, year]) if is_time && year.len() == 4 && before != "số" => {
                if let (Some(value), Some(_)) =
                    (number(month).filter(|_| month.len() <= 2), number(year))
                    && !(1..=12).contains(&value)
                {
                    found.push(TimeSlip::Month((*month).to_owned()));
                }
            }
            _ => {}
        }
        // The year: behind "năm", or behind a month or quarter.
        let year = match parts.as_slice() {
            [year] if before == "năm" || (is_time && year.len() == 4) => Some(*year),
            [first, year] | [first, _, year]
                if is_time && (before == "quý" || number(first).is_some()) =>
            {
                Some(*year)
            }
            _ => None,
        };
        let Some((year, value)) = year.and_then(|year| Some((year, figures(year)?))) else {
            continue;
        };
        let is_wrong = !YEARS.contains(&value);
        let looks = match is_time {
            true => 3 <= year.len(),
            false => {
                (year.len() == 4 && year.starts_with('2'))
                    || (year.len() == 5 && year.starts_with("20"))
            }
        };
        if is_wrong && looks && year.len() <= 6 {
            found.push(TimeSlip::Year(year.to_owned()));
        }
    }
    found
}

fn figures(text: &str) -> Option<u32> {
    let is_number =
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_no_calendar_has() {
        use TimeSlip::{Day, Month, Quarter, Year};
        let one = |text: &str| {
            let mut slips = time_slips(text);
            assert!(slips.len() <= 1, "{text}: {slips:?}");
            slips.pop()
        };
        for (text, slip) in [
            ("Tháng 13/2026", Month("13".to_owned())),
            ("Tháng 0/2026", Month("0".to_owned())),
            ("13/2026", Month("13".to_owned())),
            ("Quý V/2026", Quarter("V".to_owned())),
            ("Quý 5/2026", Quarter("5".to_owned())),
            ("Ngày 32 tháng 5 năm 2026", Day("32 tháng 5".to_owned())),
            ("Ngày 31 tháng 6 năm 2026", Day("31 tháng 6".to_owned())),
            ("Quý 13/2026", Quarter("13".to_owned())),
            ("Hằng tháng, chậm nhất ngày 32", Day("32".to_owned())),
            ("Năm 2206", Year("2206".to_owned())),
            ("Tháng 9/20226", Year("20226".to_owned())),
            ("Quý III/206", Year("206".to_owned())),
            ("2026 - 2303", Year("2303".to_owned())),
        ] {
            assert_eq!(one(text), Some(slip), "{text}");
        }
        for text in [
            "Mỗi tháng 40 mẫu",
            "Tháng 12/2026",
            "Quý IV/2026",
            "Từ 15/12/2025 đến 15/02/2026",
            "Ngày 29 tháng 2 năm 2028",
            "6 tháng một lần",
            "Trước ngày 30/9/2026",
            "Năm 2026 - 2030",
            "Ngày 45 kể từ khi khởi công",
            "02 lần/năm",
            "6 tháng đầu năm: 180; 6 tháng cuối năm: 130",
            "",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
        assert_eq!(
            slips_in_sentence("Tổ chức 12 lớp, 350 học viên mỗi năm 120 người"),
            []
        );
        assert_eq!(slips_in_sentence("Kế hoạch năm 2206").len(), 1);
    }
}
