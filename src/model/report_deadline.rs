//! The day by which a plan wants a report, as its prose states it.

use super::{
    annex::Annex,
    date::{Date, dates_in},
    document::Document,
    ordinal::roman_value,
    report_period::{ReportPeriod, YearPart},
};

/// Words of sentences about reporting.
const REPORTING: &[&str] = &["báo cáo", "số liệu", "định kỳ"];

/// Words that begin a time limit.
const LIMITS: &[&str] = &["trước", "chậm", "muộn", "hạn", "quá", "vào", "kỳ"];

/// Words that may stand between the beginning of a limit and its days.
const WITHIN_LIMITS: &[&str] = &[
    "nhất", "là", "ngày", "mùng", "mồng", "các", "mốc", "thời", "điểm", "gửi", "báo", "cáo", "và",
    "hoặc", "hằng", "hàng", "mỗi", "tháng", "quý", "quí", "năm", "của", "cuối", "đầu", "sau",
    "lần", "lượt", "24", "giờ", "h",
];

/// Returns the day by which a document wants the report on a period; see [`deadline`].
pub fn stated_deadline(document: &Document, period: ReportPeriod) -> Option<Date> {
    let lines = document.annexes.iter().flat_map(|it| it.head.lines());
    let in_lines = deadline(lines, period);
    in_lines.or_else(|| {
        let cells = document.annexes.iter().flat_map(cells);
        // A date with its year in a row is that of a task.
        let recurring = cells.filter(|text| dates_in(text).iter().all(|(_, it)| it.year == 0));
        deadline(recurring, period)
    })
}

fn cells(annex: &Annex) -> impl Iterator<Item = &str> {
    let cells = annex.rows.iter().flat_map(|row| row.cells());
    cells.map(|(_, text)| text)
}

/// Returns the day that texts state for the report on a period: `trước ngày 15 của tháng cuối quý`,
/// `Quý III: trước ngày 20/9 hằng năm`, `trước ngày 20/02, 20/5, 20/9 và 01/12 hằng năm`. `None` where
/// they state none, or none for such a period.
pub fn deadline<'text>(
    texts: impl IntoIterator<Item = &'text str>,
    period: ReportPeriod,
) -> Option<Date> {
    let mut found: Vec<(u8, Date)> = Vec::new();
    // "… theo các mốc thời gian sau:" goes on in the lines of its list.
    let mut goes_on = false;
    for text in texts {
        let lower = text.to_lowercase();
        let is_item = lower.trim_start().starts_with(['-', '+', '•', '*']);
        let is_reporting = REPORTING.iter().any(|it| lower.contains(it));
        if is_reporting || (goes_on && is_item) {
            found.extend(of_text(&lower, period));
        }
        goes_on = (is_reporting && lower.trim_end().ends_with(':')) || (goes_on && is_item);
    }
    // What names the period is more particular than what holds for several.
    found.into_iter().min().map(|(_, date)| date)
}

/// When a report is due.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    /// A date; without its year one of every year.
    On(Date),
    /// A day of the last month of the period.
    OfLastMonth(u8),
    /// A day of the month behind the period.
    OfNextMonth(u8),
    /// Days behind the end of the period.
    After(u8),
}

/// A kind of report that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Month,
    /// Of a quarter, or of each.
    Quarter(Option<u8>),
    Half,
    NineMonths,
    Year,
}

/// A day with the kinds of reports that it is stated for.
#[derive(Debug)]
struct Due {
    day: Day,
    kinds: Vec<Kind>,
}

/// Returns the days that a text states for a period, each with its rank, 0 for the most particular.
fn of_text(lower: &str, period: ReportPeriod) -> Vec<(u8, Date)> {
    let dues = dues(&tokens(lower));
    let listed: Vec<&Due> = dues.iter().filter(|it| it.is_listed()).collect();
    let found = dues.iter().filter_map(|due| {
        let place = listed.iter().position(|it| std::ptr::eq(*it, due));
        match (due.day, place) {
            // Four days of a year are those of its quarters, two those of its halves.
            (Day::On(day), Some(at)) if matches!(listed.len(), 2 | 4) => {
                let is_own = is_of_list(at, listed.len(), period);
                let from = first_day_of_last_quarter(period);
                is_own.then(|| Some((1, next_from(from, day)?)))?
            }
            (Day::On(day), Some(_)) if due.kinds.is_empty() => {
                let from = first_day_of_last_quarter(period);
                (period.part == YearPart::Year).then(|| Some((2, next_from(from, day)?)))?
            }
            _ => Some((rank(&due.kinds, period)?, due.day.of(period)?)),
        }
    });
    found.collect()
}

impl Due {
    /// Whether the day is one of every year that no single report is named for.
    fn is_listed(&self) -> bool {
        let is_open = |it: &Kind| matches!(it, Kind::Quarter(None) | Kind::Half | Kind::Year);
        matches!(self.day, Day::On(it) if it.year == 0) && self.kinds.iter().all(is_open)
    }
}

impl Day {
    fn of(self, period: ReportPeriod) -> Option<Date> {
        match self {
            Day::On(day) => next_from(first_day_of_last_quarter(period), day),
            Day::OfLastMonth(day) => real(period.year, period.last_month(), day),
            Day::OfNextMonth(day) => {
                let (year, month) = match period.last_month() {
                    12 => (period.year + 1, 1),
                    month => (period.year, month + 1),
                };
                real(year, month, day)
            }
            Day::After(days) => Some(after(period.end(), days)),
        }
    }
}

/// How particular the kinds of a day are to a period; `None` where they are others.
fn rank(kinds: &[Kind], period: ReportPeriod) -> Option<u8> {
    if kinds.is_empty() {
        return Some(2);
    }
    let ranks = kinds.iter().filter_map(|kind| match (kind, period.part) {
        (Kind::Month, YearPart::Month(_))
        | (Kind::Quarter(None), YearPart::Quarter(_))
        | (Kind::Half, YearPart::FirstHalf | YearPart::SecondHalf)
        | (Kind::NineMonths, YearPart::NineMonths)
        | (Kind::Year, YearPart::Year) => Some(0),
        (Kind::Quarter(Some(it)), YearPart::Quarter(own)) => (*it == own).then_some(0),
        (_, YearPart::Month(_)) => None,
        // The report on more than a quarter is due with that on its last quarter.
        (Kind::Quarter(Some(it)), _) => (*it == period.last_quarter()).then_some(1),
        (Kind::Quarter(None), _) => Some(1),
        _ => None,
    });
    ranks.min()
}

/// Whether the day at a place of a list is that of a period.
fn is_of_list(at: usize, n: usize, period: ReportPeriod) -> bool {
    let last = usize::from(period.last_quarter());
    match (n, period.part) {
        (_, YearPart::Month(_)) => false,
        (4, _) => at + 1 == last,
        (_, YearPart::FirstHalf | YearPart::SecondHalf | YearPart::Year) => (at + 1) * 2 == last,
        _ => false,
    }
}

fn first_day_of_last_quarter(period: ReportPeriod) -> Date {
    Date {
        year: period.year,
        month: period.last_quarter() * 3 - 2,
        day: 1,
    }
}

/// The first time from a day on that a date comes; a date with its year comes within half a year or
/// is that of another period.
fn next_from(from: Date, date: Date) -> Option<Date> {
    if date.year != 0 {
        let months = |it: Date| i32::from(it.year) * 12 + i32::from(it.month);
        let is_near = from <= date && months(date) <= months(from) + 5;
        return (is_near && date.is_real()).then_some(date);
    }
    let of_year = |year: u16| real(year, date.month, date.day);
    of_year(from.year)
        .filter(|it| from <= *it)
        .or_else(|| of_year(from.year + 1))
}

fn after(end: Date, days: u8) -> Date {
    let mut date = end;
    for _ in 0..days {
        date = match Date::end_of_month(date.year, date.month).day {
            last if date.day < last => Date {
                day: date.day + 1,
                ..date
            },
            _ if date.month < 12 => Date {
                month: date.month + 1,
                day: 1,
                ..date
            },
            _ => Date {
                year: date.year + 1,
                month: 1,
                day: 1,
            },
        };
    }
    date
}

fn real(year: u16, month: u8, day: u8) -> Option<Date> {
    Some(Date { year, month, day }).filter(Date::is_real)
}

/// Splits a text into words with their signs; each sign that ends a clause is a token of its own.
fn tokens(lower: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = lower;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || is_sign(c)) {
        let from = rest.get(start..).unwrap_or_default();
        let first = from.chars().next().unwrap_or(' ');
        let end = match is_sign(first) {
            true => first.len_utf8(),
            false => from
                .find(|c: char| !c.is_alphanumeric() && c != '/')
                .unwrap_or(from.len()),
        };
        let (token, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        tokens.push(token);
        rest = behind;
    }
    tokens
}

fn is_sign(c: char) -> bool {
    matches!(c, '.' | ';' | '\n')
}

/// Reads the days of a text, each with the kinds of reports named before it; where the first day of a
/// sentence has none, each with those behind it.
fn dues(tokens: &[&str]) -> Vec<Due> {
    let mut dues: Vec<Due> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut is_limit = false;
    let mut names_follow = false;
    // The first day of the sentence, and of those that no kind was read since.
    let (mut first, mut open) = (0, 0);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        if token.chars().all(is_sign) {
            kinds.clear();
            is_limit &= *token != ".";
            (first, open, names_follow) = (dues.len(), dues.len(), false);
            at += 1;
        } else if let Some((days, of_day, n)) = days_at(rest).filter(|_| is_limit) {
            names_follow |= dues.len() == first && kinds.is_empty();
            let own: Vec<Kind> = of_day.into_iter().chain(kinds.iter().copied()).collect();
            dues.extend(days.into_iter().map(|day| Due {
                day,
                kinds: own.clone(),
            }));
            at += n;
        } else if let Some((kind, n)) = kind_at(tokens, at) {
            if names_follow {
                let named = dues.iter_mut().skip(open);
                named.for_each(|it| it.kinds.push(kind));
                open = match kind_at(tokens, at + n).is_some() {
                    true => open,
                    false => dues.len(),
                };
            } else if open < dues.len() {
                // A kind behind a day begins the next part.
                kinds = vec![kind];
                open = dues.len();
            } else {
                kinds.push(kind);
            }
            at += n;
        } else {
            let is_number = token.starts_with(|c: char| c.is_ascii_digit());
            is_limit = LIMITS.contains(token)
                || (is_limit && (WITHIN_LIMITS.contains(token) || is_number));
            at += 1;
        }
    }
    dues
}

/// Reads the days that begin at a token, the kind of report that they name themselves, and how many
/// tokens they take.
fn days_at(tokens: &[&str]) -> Option<(Vec<Day>, Option<Kind>, usize)> {
    let first = *tokens.first()?;
    if let [(word, date)] = dates_in(first).as_slice()
        && *word == first
        && (1..=12).contains(&date.month)
        && (1..=31).contains(&date.day)
    {
        return Some((vec![Day::On(*date)], None, 1));
    }
    let number = |at: usize| -> Option<u8> { tokens.get(at)?.parse().ok() };
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|it| words.contains(it));
    // "15 ngày kể từ ngày kết thúc quý"
    if let Some(n) = number(0).filter(|_| is(1, &["ngày"])) {
        let end = tokens
            .iter()
            .take(9)
            .position(|it| ["thúc", "hết"].contains(it))?;
        return is(end + 1, &["quý", "kỳ", "tháng", "năm"])
            .then(|| (vec![Day::After(n)], None, end + 1));
    }
    if !is(0, &["ngày", "mùng", "mồng"]) {
        return None;
    }
    let day = number(1).filter(|it| (1..=31).contains(it))?;
    let mut at = 2;
    while is(at, &["của", "các", "vào"]) {
        at += 1;
    }
    if is(at, &["hằng", "hàng", "mỗi"]) && is(at + 1, &["tháng"]) {
        let of_month = match is(at + 2, &["cuối"]) {
            true => (None, at + 3),
            false => (Some(Kind::Month), at + 2),
        };
        return Some((vec![Day::OfLastMonth(day)], of_month.0, of_month.1));
    }
    if !is(at, &["tháng"]) {
        return None;
    }
    if let Some(month) = number(at + 1).filter(|it| (1..=12).contains(it)) {
        let year = |at: usize| {
            let year = tokens.get(at).filter(|_| is(at - 1, &["năm"]))?;
            year.parse().ok().filter(|it| (2000..2100).contains(it))
        };
        let mut months = vec![month];
        at += 2;
        // "ngày 20 tháng 3, 6, 9, 12": the signs between are no tokens.
        loop {
            let skip = usize::from(is(at, &["và"]));
            let Some(next) = number(at + skip).filter(|it| (1..=12).contains(it)) else {
                break;
            };
            months.push(next);
            at += skip + 1;
        }
        let year = year(at + 1).unwrap_or(0);
        let days = months
            .into_iter()
            .map(|month| Day::On(Date { year, month, day }));
        return Some((days.collect(), None, at + if year == 0 { 0 } else { 2 }));
    }
    let behind = tokens.get(at + 1..).unwrap_or_default();
    let day = match behind {
        ["cuối" | "báo" | "kết", ..] | ["thứ", "ba" | "3", ..] => Day::OfLastMonth(day),
        ["sau" | "tiếp" | "kế" | "liền" | "đầu", ..] => Day::OfNextMonth(day),
        _ => return None,
    };
    // The words of the month name no kind of report.
    let is_of_month = |it: &&&str| {
        [
            "cuối", "cùng", "báo", "cáo", "kết", "thúc", "thứ", "ba", "3", "sau", "tiếp", "theo",
            "kế", "liền", "kề", "đầu", "tiên", "của", "mỗi", "hằng", "hàng",
        ]
        .contains(*it)
    };
    let n = behind.iter().take_while(is_of_month).count();
    Some((vec![day], None, at + 1 + n))
}

/// Reads the kind of report that begins at a token, and how many tokens it takes.
fn kind_at(tokens: &[&str], at: usize) -> Option<(Kind, usize)> {
    let word = |at: usize| tokens.get(at).copied().unwrap_or_default();
    let before = at.checked_sub(1).map_or("", word);
    match (word(at), word(at + 1)) {
        ("quý" | "quí", next) => {
            let next = next.split('/').next().unwrap_or(next);
            let number = roman_value(&next.to_uppercase()).and_then(|it| u8::try_from(it).ok());
            let number = number.or_else(|| next.parse().ok());
            match number.filter(|it| (1..=4).contains(it)) {
                Some(number) => Some((Kind::Quarter(Some(number)), 2)),
                None if next.starts_with("sau") => None,
                None => Some((Kind::Quarter(None), 1)),
            }
        }
        ("6" | "06" | "sáu", "tháng") => Some((Kind::Half, 2)),
        ("9" | "09" | "chín", "tháng") => Some((Kind::NineMonths, 2)),
        ("3" | "03" | "ba", "tháng") => Some((Kind::Quarter(None), 2)),
        ("tháng", _) if KIND_MARKS.contains(&before) => Some((Kind::Month, 1)),
        ("năm", next) if KIND_MARKS.contains(&before) && next.parse::<u16>().is_err() => {
            Some((Kind::Year, 1))
        }
        _ => None,
    }
}

/// Words before "tháng" and "năm" that make them a kind of report: "báo cáo năm", "cả năm".
const KIND_MARKS: &[&str] = &["cáo", "cả", "kỳ", "liệu", "quả", "quý", "tháng"];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(texts: &[&str], period: &str) -> Option<String> {
        let period = ReportPeriod::parse(period).unwrap();
        deadline(texts.iter().copied(), period).map(|it| it.written())
    }

    #[test]
    fn reads_the_deadlines_that_plans_state() {
        let lang_son = [
            "Định kỳ (trước ngày 15 của tháng cuối quý), báo cáo kết quả thực hiện Kế hoạch này qua Sở Khoa học và Công nghệ",
        ];
        let dong_thap = [
            "báo cáo số liệu các chỉ tiêu do đơn vị phụ trách theo các mốc thời gian sau:",
            "- Cung cấp số liệu Quý I: trước ngày 20/02 hằng năm.",
            "- Cung cấp số liệu Quý II (bao gồm số liệu Quý II và số liệu 06 tháng đầu năm): trước ngày 20/05 hằng năm.",
            "- Cung cấp số liệu Quý III: trước ngày 20/9 hằng năm.",
            "- Cung cấp số liệu Quý IV (bao gồm số liệu Quý IV và số liệu cả năm): trước ngày **01/12 hằng năm**.",
        ];
        let list = ["Các đơn vị báo cáo trước ngày 20/02, 20/5, 20/9 và 01/12 hằng năm."];
        let monthly = ["Gửi báo cáo trước ngày 05 của tháng liền kề"];
        let other = [
            "Hoàn thành trước ngày 15 của tháng cuối quý",
            "Báo cáo khi có yêu cầu",
        ];
        for (texts, period, expected) in [
            (&lang_son[..], "Quý III/2026", Some("15/9/2026")),
            (&lang_son, "Năm 2026", Some("15/12/2026")),
            (&dong_thap, "Quý I/2026", Some("20/02/2026")),
            (&dong_thap, "Quý II/2027", Some("20/5/2027")),
            (&dong_thap, "6 tháng đầu năm 2026", Some("20/5/2026")),
            (&dong_thap, "Năm 2026", Some("01/12/2026")),
            (&list, "Quý III/2026", Some("20/9/2026")),
            (&list, "Tháng 7/2026", None),
            (&monthly, "Quý IV/2026", Some("05/01/2027")),
            (&other, "Quý III/2026", None),
        ] {
            assert_eq!(
                day(texts, period).as_deref(),
                expected,
                "{texts:?} {period}"
            );
        }
    }

    #[test]
    fn a_day_is_that_of_the_reports_that_are_named_with_it() {
        let halves =
            "Báo cáo định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 10/12) về Sở Nội vụ";
        let behind = "Gửi báo cáo trước ngày 15/6 (báo cáo 6 tháng) và 15/12 (báo cáo năm)";
        let in_words = "Báo cáo quý: chậm nhất ngày 20 tháng 3, 6, 9, 12; báo cáo năm: chậm nhất ngày 05 tháng 12";
        let next_year = "Báo cáo hằng quý trước ngày 05/4, 05/7, 05/10 và 05/01 năm sau";
        let each =
            "Báo cáo tháng trước ngày 25 hằng tháng, báo cáo quý trước ngày 20 của tháng cuối quý";
        let from_end = "Báo cáo quý gửi chậm nhất 10 ngày kể từ ngày kết thúc quý";
        let two = "Định kỳ 6 tháng, hằng năm báo cáo trước ngày 20/6 và 20/12";
        let yearly = "Báo cáo kết quả thực hiện trước ngày 30 tháng 11 hằng năm";
        let sent = "(Kèm theo Báo cáo số 12/BC-SNV ngày 20/9/2026 của Sở Nội vụ)";
        let stated = "(Hạn báo cáo: trước ngày 15/9/2026)";
        let (third, year) = ("Quý III/2026", "Năm 2026");
        for (text, period, expected) in [
            (halves, "6 tháng đầu năm 2026", Some("15/6/2026")),
            (halves, year, Some("10/12/2026")),
            (halves, third, None),
            (behind, "6 tháng đầu năm 2026", Some("15/6/2026")),
            (behind, year, Some("15/12/2026")),
            (in_words, third, Some("20/9/2026")),
            (in_words, year, Some("05/12/2026")),
            (next_year, third, Some("05/10/2026")),
            (next_year, "Quý I/2026", Some("05/4/2026")),
            (next_year, "Quý IV/2026", Some("05/01/2027")),
            (each, "Tháng 7/2026", Some("25/7/2026")),
            (each, third, Some("20/9/2026")),
            (from_end, third, Some("10/10/2026")),
            (two, "6 tháng đầu năm 2026", Some("20/6/2026")),
            (two, year, Some("20/12/2026")),
            (yearly, year, Some("30/11/2026")),
            (yearly, third, None),
            (sent, third, None),
            (stated, third, Some("15/9/2026")),
            (stated, "Quý I/2026", None),
        ] {
            assert_eq!(day(&[text], period).as_deref(), expected, "{text} {period}");
        }
    }
}
