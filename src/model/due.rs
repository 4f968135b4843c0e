//! The day by which a task is due where its time has words before the date, or names no year: `Dứt điểm
//! trong quý I/2026`, `Tháng 8`, `Giữa tháng 3`.

use super::{date::Date, goal::day_by, period::Period, phase::years};

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
    let lower = time.to_lowercase();
    let outside = lower.split('(').next().unwrap_or_default();
    let words: Vec<&str> = outside
        .split_whitespace()
        .map(|it| it.trim_matches([',', ';', '.', ':']))
        .collect();
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

/// Reads "Giữa tháng 3" and "Tuần 2 tháng 9".
fn part_of_month(words: &[&str], year: u16) -> Option<Date> {
    let month = number_behind(words, "tháng").filter(|it| (1..=12).contains(it))?;
    let end = Date::end_of_month(year, month);
    if words.windows(2).any(|it| it == ["giữa", "tháng"]) {
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
