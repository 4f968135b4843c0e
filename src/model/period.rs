//! Reads the implementation period of a task from its cell (`Năm 2026 - 2030`, `Tháng 12/2026`).

use super::{month::Month, phase::years, recurrence::recurs, time_slip::time_slips};
use crate::text::remembered::Remembered;

/// Meaning of a time cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the first to the last month named; January to December for `Năm 2026`. A reversed
    /// period (`Năm 2030-2026`) is returned as written.
    Span { from: Month, to: Month },
    /// `Hàng năm`, `Trước ngày 15 của tháng cuối quý`: recurs regularly.
    Recurring,
    /// `Khi Khung hướng dẫn đánh giá được ban hành`: depends on another event.
    Conditional,
}

impl Period {
    /// Reads a time cell; `None` when the text is empty or not understood.
    pub fn parse(text: &str) -> Option<Period> {
        thread_local! {
            static REMEMBERED: Remembered<Option<Period>> = Remembered::new();
        }
        REMEMBERED.with(|it| it.get(text, Period::read))
    }

    fn read(text: &str) -> Option<Period> {
        let lower = text.to_lowercase();
        let words = lower.split_whitespace().map(with_strokes);
        let lower = words.collect::<Vec<_>>().join(" ");
        // "Dự kiến tháng 12/2026 (Sau khi …)": read the month, ignore the condition in brackets.
        let outside = lower.split('(').next().unwrap_or_default().trim();
        let outside = outside.trim_end_matches(['.', ';', ',']);
        let outside = outside
            .strip_prefix("dự kiến")
            .map_or(outside, str::trim_start);
        if outside.is_empty() {
            return None;
        }
        if let Some(span) = part_of_year(outside).or_else(|| span(outside)) {
            return Some(span);
        }
        // What cannot be is not a time of another kind.
        if !time_slips(outside).is_empty() {
            return None;
        }
        let words = |words: &[&str]| words.iter().any(|word| outside.contains(word));
        if words(RECURRING) || recurs(outside) {
            return Some(Period::Recurring);
        }
        // "Hoàn thành trước mùa mưa"
        let what = outside.strip_prefix("hoàn thành ").unwrap_or(outside);
        let starts = |words: &[&str]| words.iter().any(|word| what.starts_with(word));
        if starts(CONDITIONS) || words(OCCASIONS) {
            return Some(Period::Conditional);
        }
        None
    }
}

/// Words of times that come again, or go on all the time.
const RECURRING: &[&str] = &[
    "hàng năm",
    "hằng năm",
    "hàng quý",
    "hằng quý",
    "hàng tháng",
    "hằng tháng",
    "hàng tuần",
    "hằng tuần",
    "hàng ngày",
    "hằng ngày",
    "định kỳ",
    "định kì",
    "thường xuyên",
    "liên tục",
    "cuối quý",
    "mỗi năm",
    "mỗi quý",
    "mỗi tháng",
    "mỗi tuần",
    "một lần",
    "lần/",
    "/lần",
    "cả năm",
    "trong năm",
    "quanh năm",
    "tháng liền kề",
    "những năm tiếp theo",
    "các năm tiếp theo",
    "các năm",
];

/// Beginnings of times that depend on another event: the words that join it.
const CONDITIONS: &[&str] = &[
    "từ khi ",
    "từ lúc ",
    "từ sau ",
    "kể từ ",
    "tính từ ",
    "đến lúc ",
    "cho đến ",
    "cho tới ",
    "tới khi ",
    "tại ",
    "cùng ",
    "suốt ",
    "lúc ",
    "nhân ",
    "khi ",
    "sau ",
    "theo ",
    "ngay ",
    "trước ",
    "đến khi ",
    "trong ",
    "tùy ",
];

/// Words of occasions and seasons, and of months and quarters of no particular year.
const OCCASIONS: &[&str] = &[
    "dịp ",
    "tết",
    "mùa ",
    "vụ ",
    "hè ",
    "học kỳ",
    "học kì",
    "năm học",
    "khai giảng",
    "kỳ họp",
    "kỳ thi",
    "đại hội",
    "lễ ",
    "âm lịch",
    "tuần ",
    "quý ",
    "tháng ",
    "ngày ",
    "đợt ",
    "mỗi ",
    "từng ",
    "đột xuất",
    "phát sinh",
    "đầu năm",
    "giữa năm",
    "cuối năm",
    "nhiệm kỳ",
    "tiến độ",
    "giai đoạn",
];

/// Writes a date with dots as one with strokes: `30.9.2026`.
fn with_strokes(word: &str) -> String {
    let is_date = word.bytes().filter(|byte| *byte == b'.').count() == 2
        && word
            .bytes()
            .all(|byte| byte == b'.' || byte.is_ascii_digit());
    match is_date {
        true => word.replace('.', "/"),
        false => word.to_owned(),
    }
}

/// Parts of a year, with their first and last month. The beginning and the middle of a year are over
/// with these months at the latest.
const PARTS: &[(&str, u8, u8)] = &[
    ("3 tháng đầu năm", 1, 3),
    ("6 tháng đầu năm", 1, 6),
    ("6 tháng cuối năm", 7, 12),
    ("9 tháng đầu năm", 1, 9),
    ("9 tháng năm", 1, 9),
    ("ba tháng đầu năm", 1, 3),
    ("sáu tháng đầu năm", 1, 6),
    ("sáu tháng cuối năm", 7, 12),
    ("chín tháng đầu năm", 1, 9),
    ("nửa đầu năm", 1, 6),
    ("nửa cuối năm", 7, 12),
    ("nửa năm đầu", 1, 6),
    ("nửa năm cuối", 7, 12),
    ("đầu năm", 1, 6),
    ("giữa năm", 5, 8),
    ("cuối năm", 10, 12),
];

/// Reads a part of a year such as `Hoàn thành trong 6 tháng đầu năm 2026`.
fn part_of_year(text: &str) -> Option<Period> {
    let [(at, year)] = *years(text).as_slice() else {
        return None;
    };
    let (before, behind) = (text.get(..at)?.trim_end(), text.get(at + 4..)?);
    let (before, from, to) = PARTS
        .iter()
        .find_map(|(words, from, to)| Some((before.strip_suffix(words)?, *from, *to)))?;
    let before = before.trim_end().trim_end_matches('0').trim_end();
    let leading = [
        "",
        "trong",
        "hoàn thành trong",
        "hoàn thành",
        "trước",
        "vào",
        "hết",
        "đến hết",
    ];
    let month = |month| Month { year, month };
    (leading.contains(&before) && behind.trim().is_empty()).then(|| Period::Span {
        from: month(from),
        to: month(to),
    })
}

/// Reads a text that consists of years, months and filler words only.
fn span(text: &str) -> Option<Period> {
    let years = years(text);
    let ends: Vec<(usize, Month, Month)> = years
        .iter()
        .map(|&(at, year)| {
            let (start, months) = months_before(text, at);
            let first = months.first().copied().unwrap_or(1);
            let last = months.last().copied().unwrap_or(12);
            let month = |month| Month { year, month };
            (start, month(first), month(last))
        })
        .collect();
    let (from, to) = match *ends.as_slice() {
        [(_, from, to)] => (from, to),
        [(_, from, _), (_, _, to)] => (from, to),
        _ => return None,
    };
    let mut rest = text.to_owned();
    for (&(start, ..), &(at, _)) in ends.iter().zip(&years).rev() {
        rest.replace_range(start..at + 4, " ");
    }
    let filler = [
        "cả", "suốt", "giữa", "nửa", "các", "và", "năm", "tháng", "từ", "đến", "tới", "trước",
        "trong", "ngày", "giai", "đoạn", "hết", "cuối", "đầu", "quý", "hoàn", "thành", "và", "-",
        "–", ",", "vào", "sau", "hằng", "hàng", "mỗi", "i", "ii", "iii", "iv",
    ];
    let is_day = |word: &str| word.parse::<u8>().is_ok_and(|it| it <= 31);
    let mut others = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let only_filler = others.all(|word| word.is_empty() || filler.contains(&word) || is_day(word));
    // "Tháng 4 - tháng 8/2026" names a month before the one with the year.
    let from = match (years.as_slice(), earlier_month(&rest)) {
        ([_], Some(month)) => Month { month, ..from },
        _ => from,
    };
    if rest.contains("hằng") || rest.contains("hàng") || rest.contains("mỗi") {
        return only_filler.then_some(Period::Recurring);
    }
    if ends
        .iter()
        .any(|(_, from, to)| !valid(*from) || !valid(*to))
    {
        return None;
    }
    only_filler.then_some(Period::Span { from, to })
}

/// Returns the month numbers written before a year (`12/2026`, `31/12/2026`, `quý iv/2026`,
/// `tháng 6 năm 2026`) and the byte offset where they start.
fn months_before(text: &str, year_at: usize) -> (usize, Vec<u8>) {
    let Some(before) = text.get(..year_at) else {
        return (year_at, Vec::new());
    };
    let before = before.trim_end();
    let before = before.strip_suffix("năm").map_or(before, str::trim_end);
    let slash = before.ends_with(['/', '-']) && before.len() == year_at;
    let trimmed = before
        .trim_end_matches('/')
        .trim_end_matches(|c: char| slash && c == '-');
    let word_at = start_of_end(trimmed, |c| c.is_ascii_alphanumeric());
    let (head, word) = trimmed.split_at_checked(word_at).unwrap_or(("", trimmed));
    let labelled = |label: &str| head.trim_end().ends_with(label);
    if slash || labelled("tháng") || labelled("quý") {
        let quarter = match word {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            _ => 0,
        };
        if labelled("quý") && 0 < quarter {
            return (word_at, vec![quarter * 3 - 2, quarter * 3]);
        }
        // The number is a month; a day may precede it, as in `31/12/2026`.
        if let Ok(month) = word.parse::<u8>() {
            let day_at = head.strip_suffix(['/', '-']).and_then(|day| {
                let at = start_of_end(day, |c| c.is_ascii_digit());
                (at < day.len()).then_some(at)
            });
            return (day_at.unwrap_or(word_at), vec![month]);
        }
    }
    (year_at, Vec::new())
}

/// Returns where the last characters begin for which `is_part` holds.
fn start_of_end(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    let rest = text.trim_end_matches(is_part);
    rest.len()
}

/// Returns the first month or quarter of a text that names no year.
fn earlier_month(text: &str) -> Option<u8> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–'))
        .filter(|it| !it.is_empty())
        .collect();
    words.windows(2).find_map(|pair| match pair {
        ["quý", quarter] => Some(match *quarter {
            "i" | "1" => 1,
            "ii" | "2" => 4,
            "iii" | "3" => 7,
            "iv" | "4" => 10,
            _ => return None,
        }),
        ["tháng", month] => month.parse().ok().filter(|it| (1..=12).contains(it)),
        _ => None,
    })
}

fn valid(month: Month) -> bool {
    (1..=12).contains(&month.month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Period::parse(text) {
            Some(Period::Span { from, to }) => {
                format!("{}/{}..{}/{}", from.month, from.year, to.month, to.year)
            }
            Some(other) => format!("{other:?}"),
            None => "?".to_owned(),
        }
    }

    #[test]
    fn a_day_may_follow_any_character() {
        for (text, expected) in [
            ("1/10–31/12/2026", "12/2026"),
            ("từ 1/10 —31/12/2026", "12/2026"),
            ("ứ31/12/2026", "?"),
            ("…15-6-2027", "6/2027"),
            ("(“3/2026”)", "3/2026"),
        ] {
            let found = read(text);
            assert!(found.contains(expected) || found == "?", "{text}: {found}");
        }
    }

    #[test]
    fn reads_every_time_of_the_real_plans() {
        for (text, expected) in [
            ("Năm 2026-2030", "1/2026..12/2030"),
            ("Năm 2026 - 2030", "1/2026..12/2030"),
            ("Năm 2025-2030", "1/2025..12/2030"),
            ("Năm 2026", "1/2026..12/2026"),
            ("Hàng năm", "Recurring"),
            ("Tháng 12/2026", "12/2026..12/2026"),
            ("Tháng 01/2026", "1/2026..1/2026"),
            ("Tháng 6/2026", "6/2026..6/2026"),
            ("Khi Khung hướng dẫn đánh giá được ban hành", "Conditional"),
            (
                "Dự  kiến  tháng  12/2026  (Sau  khi Trung  ương  xây  dựng,  ban  hành)",
                "12/2026..12/2026",
            ),
            (
                "Dự kiến tháng 03/2027 (sau khi Khung chương trình được ban hành)",
                "3/2027..3/2027",
            ),
            ("trước ngày 20/02 hằng năm", "Recurring"),
            ("trước ngày 15 của tháng cuối quý", "Recurring"),
            ("Quý IV/2026", "10/2026..12/2026"),
            ("Trong quý I năm 2026", "1/2026..3/2026"),
            ("31/12/2026", "12/2026..12/2026"),
            ("Trước ngày 31/12/2026", "12/2026..12/2026"),
            ("Từ tháng 3/2026 đến tháng 9/2027", "3/2026..9/2027"),
            ("Giai đoạn 2026-2030", "1/2026..12/2030"),
            ("Năm 2030-2026", "1/2030..12/2026"),
            ("Tháng 13/2026", "?"),
            ("Tháng 4 - tháng 8/2026", "4/2026..8/2026"),
            ("Quý IV - Quý II/2026", "10/2026..6/2026"),
            ("6 tháng đầu năm 2026", "1/2026..6/2026"),
            ("Hoàn thành trong 09 tháng đầu năm 2026", "1/2026..9/2026"),
            ("6 tháng cuối năm 2026", "7/2026..12/2026"),
            ("Đầu năm 2027", "1/2027..6/2027"),
            ("Cuối năm 2026", "10/2026..12/2026"),
            ("Quý II và quý III/2026", "4/2026..9/2026"),
            ("Cả năm 2026", "1/2026..12/2026"),
            ("Từ ngày 10 đến ngày 15/4/2026", "4/2026..4/2026"),
            ("Trước 30.9.2026", "9/2026..9/2026"),
            ("Cả năm", "Recurring"),
            ("Hằng ngày, trong giờ hành chính", "Recurring"),
            ("6 tháng một lần", "Recurring"),
            ("02 lần/năm", "Recurring"),
            ("Hằng đêm", "Recurring"),
            ("Sáng thứ Hai hằng tuần", "Recurring"),
            ("Mỗi kỳ họp", "Recurring"),
            ("2025 và những năm tiếp theo", "Recurring"),
            ("Học kỳ I", "Conditional"),
            ("Dịp Tết Nguyên đán", "Conditional"),
            ("Quý II, quý IV", "Conditional"),
            ("Mùa khô năm 2026", "Conditional"),
            ("Trước khai giảng năm học mới", "Conditional"),
            ("Quý V/2026", "?"),
            ("Năm 2206", "?"),
            ("Từ khi nhận chim đến khi thả", "Conditional"),
            ("Tại hội đàm thường niên", "Conditional"),
            ("Từ lúc cắt trái tới lúc bán", "Conditional"),
            ("Càng sớm càng tốt", "?"),
            ("mai kia", "?"),
            ("sớm nhất có thể", "?"),
            ("", "?"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
