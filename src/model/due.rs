//! The day by which a task is due where its time has words before the date, or names no year: `Dứt điểm
//! trong quý I/2026`, `Tháng 8`, `Giữa tháng 3`.

use super::{
    date::{Date, dates_in},
    goal::day_by,
    period::Period,
    phase::years,
    seasons::season_in,
};
use crate::text::{likeness::lower_words, phrase::has_phrase};

/// Words of times that depend on another event, come again, or follow another calendar.
const OPEN: &[&str] = &[
    "khi ",
    "sau ",
    "kể từ",
    "tùy ",
    "tuỳ ",
    "theo ",
    "hằng",
    "hàng",
    "mỗi",
    "định kỳ",
    "âm lịch",
    "vụ ",
    "mùa ",
    "lần",
    "thường xuyên",
];

/// First words of a time that is understood beside its year.
const STARTS: &[&str] = &[
    "tháng", "quý", "trong", "trước", "đến", "hết", "từ", "vào", "cuối", "đầu", "nửa", "hoàn",
    "năm", "6", "06", "9", "09",
];

/// Returns the day by which something is due; `year` is that of the report, of which a month or quarter
/// without its year is.
pub fn due_day(time: &str, year: Option<u16>) -> Option<Date> {
    let written = in_full(time);
    let time = written.as_str();
    let named = new_year_in(time, year).or_else(|| named_day_in(time, year));
    if let Some(day) = named.or_else(|| season_in(time, year)) {
        return Some(day);
    }
    let lower = time.to_lowercase();
    let outside = lower.split('(').next().unwrap_or_default();
    let words: Vec<&str> = outside
        .split_whitespace()
        .map(|it| it.trim_matches([',', ';', '.', ':']))
        .collect();
    let words = last_of_lists(&words);
    let text = words.join(" ");
    let is_open = OPEN
        .iter()
        .any(|it| text.starts_with(it) || text.contains(&format!(" {it}")));
    let own = years(&text);
    let year = match own.as_slice() {
        [] => year,
        [(_, year)] => Some(*year),
        _ => None,
    };
    let year = year.filter(|_| !is_open);
    // "Giữa tháng 3/2027" ends before its month.
    let part = year.and_then(|year| part_of_month(&words, year));
    if let Some(day) = part.or_else(|| day_by(time)) {
        return Some(day);
    }
    let year = year?;
    if let Some(day) = day_of(time, year) {
        return Some(day);
    }
    let is_numbered = ["tháng", "quý"]
        .iter()
        .any(|it| number_behind(&words, it).is_some());
    let mut starts = (0..words.len()).filter(|at| {
        let before = words.get(..*at).unwrap_or_default();
        let has_number = before
            .iter()
            .any(|it| it.contains(|c: char| c.is_ascii_digit()));
        !has_number && words.get(*at).is_some_and(|it| STARTS.contains(it))
    });
    starts.find_map(|at| {
        let rest = words.get(at..)?.join(" ");
        let dated = match own.is_empty() {
            // A part of a year without any number is of no year.
            true if !is_numbered && !rest.contains("năm") => return None,
            true => vec![format!("{rest}/{year}"), format!("{rest} {year}")],
            false => vec![rest],
        };
        dated.iter().find_map(|it| match Period::parse(it)? {
            Period::Span { to, .. } => Some(Date::end_of_month(to.year, to.month)),
            Period::Recurring | Period::Conditional => None,
        })
    })
}

/// The last day of a text that names days without their year: "20/8".
fn day_of(time: &str, year: u16) -> Option<Date> {
    let days = dates_in(time).into_iter().filter(|(_, it)| it.year == 0);
    days.map(|(_, it)| Date { year, ..it })
        .filter(Date::is_real)
        .max()
}

/// Days of the year by their names, with the month and the day.
const NAMED_DAYS: &[(&str, u8, u8)] = &[
    ("khai giảng", 9, 5),
    ("quốc khánh", 9, 2),
    ("ngày nhà giáo việt nam", 11, 20),
    ("ngày thương binh liệt sĩ", 7, 27),
    ("ngày phụ nữ việt nam", 10, 20),
    ("quốc tế lao động", 5, 1),
    ("giải phóng miền nam", 4, 30),
];

/// Reads "Trước khai giảng năm học 2026 - 2027": the day before it.
fn named_day_in(time: &str, year: Option<u16>) -> Option<Date> {
    let text = lower_words(time);
    let behind = NAMED_DAYS.iter().find(|(name, ..)| {
        has_phrase(&text, &format!("trước {name}"))
            || has_phrase(&text, &format!("trước ngày {name}"))
    });
    let (_, month, day) = behind.filter(|_| dates_in(time).is_empty())?;
    let own = years(&text).into_iter().map(|(_, it)| it).min();
    Some(
        Date {
            year: own.or(year)?,
            month: *month,
            day: *day,
        }
        .day_before(),
    )
}

/// The words of a time with the last of months or quarters in a row: "quý iii/2026" of "quý ii, iii/2026".
fn last_of_lists<'text>(words: &[&'text str]) -> Vec<&'text str> {
    let is_number = |word: &str| {
        let number = word.split('/').next().unwrap_or_default();
        matches!(number, "i" | "ii" | "iii" | "iv") || number.parse::<u8>().is_ok()
    };
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        let before = kept.len().checked_sub(2).and_then(|at| kept.get(at..));
        let is_later = is_number(word)
            && matches!(before, Some(["quý" | "tháng", first]) if is_number(first) && !first.contains('/'));
        if is_later {
            kept.pop();
        }
        kept.push(word);
    }
    kept
}

/// A time with its abbreviations in full and its days as the decree writes them: "T8/2026", "Q2/2026",
/// "2026-08-10", "Hạn: 31/7/26".
fn in_full(time: &str) -> String {
    let text = time.trim();
    let lower = text.to_lowercase();
    let label = ["thời hạn:", "hạn:", "hạn chót:", "deadline:"]
        .iter()
        .find(|it| lower.starts_with(**it));
    let text = label.and_then(|it| text.get(it.len()..)).unwrap_or(text);
    let numbered = in_numbers(text);
    let words = numbered.split_whitespace().map(|word| {
        let bare = word.trim_matches([',', ';', '.']);
        let full = iso_day(bare)
            .or_else(|| short_year(bare))
            .or_else(|| short_name(bare));
        full.map_or_else(|| word.to_owned(), |full| word.replace(bare, &full))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The months by their names.
const MONTHS: &[(&str, u8)] = &[
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("chạp", 12),
];

/// A time with its months in numbers and its days with a slash: "tháng Tám", "ngày 5 tháng 9".
fn in_numbers(time: &str) -> String {
    let words: Vec<&str> = time.split_whitespace().collect();
    let lower = |at: usize| {
        words
            .get(at)
            .map(|it| it.to_lowercase())
            .unwrap_or_default()
    };
    let number = |at: usize| lower(at).parse::<u8>().ok();
    let month = |at: usize| -> Option<(u8, usize)> {
        let ten = match (lower(at).as_str(), lower(at + 1).as_str()) {
            ("mười", "một") => Some(11),
            ("mười", "hai") => Some(12),
            _ => None,
        };
        let bare = lower(at);
        let bare = bare.trim_matches(|c: char| !c.is_alphabetic());
        let named = MONTHS.iter().find(|(name, _)| *name == bare);
        // "Tháng năm 2026" may lack its number.
        let named = named.filter(|(_, n)| *n != 5 || lower(at + 1).is_empty());
        ten.map(|n| (n, 2)).or(named.map(|(_, n)| (*n, 1)))
    };
    let mut kept: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let is_month = lower(at) == "tháng";
        // "Tuần 2 tháng 9" is no day.
        let is_day = at
            .checked_sub(2)
            .is_none_or(|it| !["tuần", "kỳ", "đợt", "lần"].contains(&lower(it).as_str()));
        let day = at.checked_sub(1).and_then(number);
        let day = day.filter(|_| is_month && is_day);
        let numbered = number(at + 1).map(|n| (n, 1));
        let named = numbered.or_else(|| month(at + 1)).filter(|_| is_month);
        match (day, named) {
            (Some(day), Some((month, n))) => {
                kept.pop();
                let is_of_year = lower(at + n + 1) == "năm";
                let year = match is_of_year {
                    true => lower(at + n + 2),
                    false => String::new(),
                };
                let is_year = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
                kept.push(match is_year {
                    true => format!("{day}/{month}/{year}"),
                    false => format!("{day}/{month}"),
                });
                at += n + 1 + if is_year { 2 } else { 0 };
            }
            (None, Some((month, n))) if numbered.is_none() => {
                kept.push(format!("{word} {month}"));
                at += n + 1;
            }
            _ => {
                kept.push((*word).to_owned());
                at += 1;
            }
        }
    }
    kept.join(" ")
}

/// Reads "2026-08-10" and "2026/08/10".
fn iso_day(word: &str) -> Option<String> {
    let begins_with_year = word.find(['-', '/']) == Some(4);
    let day = Date::parse_iso(&word.replace('/', "-")).filter(|_| begins_with_year)?;
    Some(format!("{}/{}/{}", day.day, day.month, day.year))
}

/// Reads "31/7/26", the year of which has two digits.
fn short_year(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let numbers = [day, month, year].map(|it| it.parse::<u8>().ok());
    match numbers {
        [Some(day @ 1..=31), Some(month @ 1..=12), Some(in_century)] if year.len() == 2 => {
            Some(format!("{day}/{month}/20{in_century:02}"))
        }
        _ => None,
    }
}

/// Reads "T8/2026", "Th8", "Q2/2026" and "QII".
fn short_name(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let lower = match lower.strip_prefix("q.") {
        Some(rest) => format!("q{rest}"),
        None => lower,
    };
    let (number, year) = match lower.split_once(['/', '.', '-']) {
        Some((number, year)) => (number, Some(year)),
        None => (lower.as_str(), None),
    };
    let is_year = year.is_none_or(|it| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit()));
    let month = || {
        let month = number.strip_prefix("th").or(number.strip_prefix('t'))?;
        let month: u8 = month.parse().ok()?;
        (1..=12).contains(&month).then(|| format!("tháng {month}"))
    };
    let quarter = || {
        let quarter = match number.strip_prefix('q')? {
            "1" | "i" => "I",
            "2" | "ii" => "II",
            "3" | "iii" => "III",
            "4" | "iv" => "IV",
            _ => return None,
        };
        Some(format!("quý {quarter}"))
    };
    let name = month().or_else(quarter).filter(|_| is_year)?;
    Some(match year {
        Some(year) => format!("{name}/{year}"),
        None => name,
    })
}

/// The first days of the lunar years.
const NEW_YEARS: &[Date] = &[
    first_day(2024, 2, 10),
    first_day(2025, 1, 29),
    first_day(2026, 2, 17),
    first_day(2027, 2, 6),
    first_day(2028, 1, 26),
    first_day(2029, 2, 13),
    first_day(2030, 2, 3),
    first_day(2031, 1, 23),
    first_day(2032, 2, 11),
    first_day(2033, 1, 31),
    first_day(2034, 2, 19),
    first_day(2035, 2, 8),
];

const fn first_day(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

/// Reads "Trước Tết Nguyên đán 2026": the last day before that of the lunar new year.
fn new_year_in(time: &str, year: Option<u16>) -> Option<Date> {
    let text = lower_words(time);
    if !has_phrase(&text, "trước tết") || has_phrase(&text, "dương lịch") {
        return None;
    }
    let year = match years(&text).as_slice() {
        [] => year?,
        [(_, year)] => *year,
        _ => return None,
    };
    let first = NEW_YEARS.iter().find(|it| it.year == year)?;
    Some(first.day_before())
}

/// The number or quarter behind a word.
fn number_behind(words: &[&str], word: &str) -> Option<u8> {
    words.windows(2).find_map(|pair| match pair {
        [first, number] if *first == word => {
            let number = number.split('/').next().unwrap_or_default();
            match number {
                "i" => Some(1),
                "ii" => Some(2),
                "iii" => Some(3),
                "iv" => Some(4),
                _ => number.parse().ok(),
            }
        }
        _ => None,
    })
}

/// Reads "Giữa tháng 3", "Đầu quý IV" and "Tuần 2 tháng 9".
fn part_of_month(words: &[&str], year: u16) -> Option<Date> {
    let has = |first: &str, second: &str| words.windows(2).any(|it| it == [first, second]);
    if let Some(quarter) = number_behind(words, "quý").filter(|it| (1..=4).contains(it)) {
        let first = quarter * 3 - 2;
        return match (has("đầu", "quý"), has("giữa", "quý")) {
            (true, _) => Some(Date::end_of_month(year, first)),
            (_, true) => Some(Date::end_of_month(year, first + 1)),
            _ => None,
        };
    }
    let month = number_behind(words, "tháng").filter(|it| (1..=12).contains(it))?;
    let end = Date::end_of_month(year, month);
    if has("đầu", "tháng") || has("thượng", "tuần") {
        return Some(Date { day: 10, ..end });
    }
    if has("giữa", "tháng") || has("trung", "tuần") {
        return Some(Date { day: 20, ..end });
    }
    let week = number_behind(words, "tuần").filter(|it| (1..=5).contains(it))?;
    Some(Date {
        day: end.day.min(week * 7),
        ..end
    })
}

/// The months with which the several times of a text end: 5 and 9 of "Tháng 5 và tháng 9/2026". None
/// where a text names one time, or one from month to month.
pub fn times_in(text: &str) -> Vec<u8> {
    let lower = text.to_lowercase();
    let is_span = [" đến ", "-", "–"].iter().any(|it| lower.contains(it));
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '.' | '('))
        .filter(|it| !it.is_empty())
        .collect();
    let months = words.windows(2).filter_map(|pair| {
        let of_quarter = number_behind(pair, "quý").map(|it| it * 3);
        let month = number_behind(pair, "tháng").or(of_quarter);
        month.filter(|it| (1..=12).contains(it))
    });
    match is_span {
        true => Vec::new(),
        false => months.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_understood_behind_words_and_without_their_year() {
        for (text, expected) in [
            ("Dứt điểm trong quý I/2026", Some("31/3/2026")),
            ("Chậm nhất tháng 6/2026", Some("30/6/2026")),
            ("Tháng 8", Some("31/8/2026")),
            ("Quý I", Some("31/3/2026")),
            ("Trong quý II", Some("30/6/2026")),
            ("Hoàn thành trong tháng 10", Some("31/10/2026")),
            ("Giữa tháng 3", Some("20/3/2026")),
            ("Giữa tháng 3/2027", Some("20/3/2027")),
            ("Tuần 2 tháng 9", Some("14/9/2026")),
            ("Đầu tháng 3", Some("10/3/2026")),
            ("Trung tuần tháng 3/2026", Some("20/3/2026")),
            ("Đầu quý IV/2026", Some("31/10/2026")),
            ("Hạn: 31/7/26", Some("31/7/2026")),
            ("2026-08-10", Some("10/8/2026")),
            ("T8/2026", Some("31/8/2026")),
            ("Trong T8", Some("31/8/2026")),
            ("Q2/2026", Some("30/6/2026")),
            ("QIII", Some("30/9/2026")),
            ("Xong trước Tết Nguyên đán 2026", Some("16/02/2026")),
            ("Trước Tết", Some("16/02/2026")),
            ("Trước Tết 2027", Some("05/02/2027")),
            ("Quý II, III/2026", Some("30/9/2026")),
            ("Tháng 3, 6/2026", Some("30/6/2026")),
            ("20 tháng 8", Some("20/8/2026")),
            ("Ngày 5 tháng 9", Some("05/9/2026")),
            ("Trước ngày 5 tháng 9 năm 2027", Some("05/9/2027")),
            ("Hết tháng Tám năm 2026", Some("31/8/2026")),
            ("Tháng mười hai", Some("31/12/2026")),
            ("Q.III/2026", Some("30/9/2026")),
            (
                "Trước khai giảng năm học mới 2026 - 2027",
                Some("04/9/2026"),
            ),
            ("Trước lũ tiểu mãn năm 2026", Some("20/6/2026")),
            ("Trước ngày Quốc khánh", Some("01/9/2026")),
            ("Khi có hướng dẫn", None),
            ("Sau khi Bộ ban hành, quý I/2026", None),
            ("Hằng quý", None),
            ("Tháng 8 hằng năm", None),
            ("Tháng 3 âm lịch", None),
            ("Học kỳ I", None),
            ("Dịp Tết", None),
        ] {
            let found = due_day(text, Some(2026)).map(|it| it.written());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert_eq!(due_day("Tháng 8", None), None);
    }

    #[test]
    fn several_times_are_told_from_one() {
        assert_eq!(times_in("Tháng 5 và tháng 9/2026"), [5, 9]);
        assert_eq!(times_in("Quý II, quý IV/2026"), [6, 12]);
        assert!(times_in("Từ tháng 3 đến tháng 9/2026").is_empty());
        assert_eq!(times_in("Đã kiểm tra đợt tháng 5"), [5]);
    }
}
