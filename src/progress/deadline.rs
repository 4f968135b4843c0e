//! The day by which a plan wants a report.

use crate::model::{Annex, Date, Document, ReportPeriod, YearPart, dates_in};

/// Words of sentences about reporting.
const REPORTING: &[&str] = &["báo cáo", "cung cấp số liệu", "gửi số liệu", "định kỳ"];

/// All texts of an annex that may state when to report.
pub(super) fn texts_of(annex: &Annex) -> impl Iterator<Item = &str> {
    let cells = annex.rows.iter().flat_map(|row| row.cells());
    annex.head.lines().chain(cells.map(|(_, text)| text))
}

/// Returns the day that the texts of a plan state for the report on a period: `trước ngày 15 của tháng
/// cuối quý`, `Quý III: trước ngày 20/9 hằng năm`, `trước ngày 20/02, 20/5, 20/9 và 01/12 hằng năm`.
/// `None` where they state none, or none for such a period.
pub fn deadline<'text>(
    texts: impl IntoIterator<Item = &'text str>,
    period: ReportPeriod,
) -> Option<Date> {
    let found = texts.into_iter().filter_map(|text| {
        let lower = text.to_lowercase();
        REPORTING
            .iter()
            .any(|it| lower.contains(it))
            .then(|| of_text(&lower, period))
            .flatten()
    });
    // A day of the period's own quarter is more particular than a list of days.
    let mut found: Vec<(u8, Date)> = found.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.first().map(|(_, date)| *date)
}

/// Returns the day by which a document wants the report on a period; see [`deadline`].
pub fn stated_deadline(document: &Document, period: ReportPeriod) -> Option<Date> {
    deadline(document.annexes.iter().flat_map(texts_of), period)
}

fn of_text(lower: &str, period: ReportPeriod) -> Option<(u8, Date)> {
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '/')
        .filter(|word| !word.is_empty())
        .collect();
    let quarter = period.last_quarter();
    let is_quarter = matches!(period.part, YearPart::Quarter(_));
    let is_month = matches!(period.part, YearPart::Month(_));
    if let Some(day) = day_before(
        &words,
        &["tháng cuối quý", "tháng cuối kỳ", "tháng báo cáo"],
    ) && !is_month
    {
        return Some((1, real(period.year, period.last_month(), day)?));
    }
    if let Some(day) = day_before(
        &words,
        &[
            "tháng liền kề",
            "tháng sau",
            "tháng tiếp theo",
            "tháng đầu quý sau",
            "tháng đầu của quý",
        ],
    ) {
        let (year, month) = match period.last_month() {
            12 => (period.year + 1, 1),
            month => (period.year, month + 1),
        };
        return Some((1, real(year, month, day)?));
    }
    if let Some(day) = day_before(&words, &["hằng tháng", "hàng tháng"])
        && is_month
    {
        return Some((1, real(period.year, period.last_month(), day)?));
    }
    let dates: Vec<Date> = dates_in(lower).into_iter().map(|(_, date)| date).collect();
    let recurring: Vec<Date> = dates.iter().copied().filter(|it| it.year == 0).collect();
    let of_year = |date: &Date| real(period.year, date.month, date.day);
    if let [date] = recurring.as_slice() {
        let named = quarters_in(&words);
        return match named.as_slice() {
            [] => None,
            quarters if quarters.contains(&quarter) => Some((0, of_year(date)?)),
            _ => None,
        };
    }
    if is_month || dates.is_empty() {
        return None;
    }
    let fixed = dates
        .iter()
        .copied()
        .filter(|it| it.year != 0 && it.is_real());
    let days: Vec<Date> = match recurring.is_empty() {
        true => fixed.collect(),
        false => recurring.iter().filter_map(of_year).collect(),
    };
    // The last day within the period's last quarter.
    let from = Date {
        year: period.year,
        month: quarter * 3 - 2,
        day: 1,
    };
    let within = days
        .into_iter()
        .filter(|it| from <= *it && *it <= period.end());
    let last = within.max();
    // A list of fewer days than quarters is of other periods.
    let is_list = recurring.len() == 4 || (!is_quarter && 1 < recurring.len());
    last.filter(|_| is_list || recurring.is_empty())
        .map(|date| (2, date))
}

/// Returns the day in "ngày 15 của tháng cuối quý", for any of these names of a month.
fn day_before(words: &[&str], months: &[&str]) -> Option<u8> {
    let behind = |at: usize| {
        let mut rest = words.iter().skip(at).copied();
        let first = rest.next()?;
        let rest: Vec<&str> = match first {
            "của" => rest.take(4).collect(),
            _ => std::iter::once(first).chain(rest.take(3)).collect(),
        };
        Some(rest.join(" "))
    };
    words
        .windows(2)
        .enumerate()
        .find_map(|(at, pair)| match pair {
            ["ngày" | "mùng", day] => {
                let day = day.parse().ok().filter(|it| (1..=31).contains(it))?;
                let behind = behind(at + 2)?;
                months
                    .iter()
                    .any(|it| behind.starts_with(it))
                    .then_some(day)
            }
            _ => None,
        })
}

fn quarters_in(words: &[&str]) -> Vec<u8> {
    let pairs = words.windows(2).filter_map(|pair| match pair {
        ["quý", quarter] => match *quarter {
            "i" | "1" => Some(1),
            "ii" | "2" => Some(2),
            "iii" | "3" => Some(3),
            "iv" | "4" => Some(4),
            _ => None,
        },
        _ => None,
    });
    pairs.collect()
}

fn real(year: u16, month: u8, day: u8) -> Option<Date> {
    Some(Date { year, month, day }).filter(Date::is_real)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let day = |texts: &[&str], period: &str| {
            let period = ReportPeriod::parse(period).unwrap();
            deadline(texts.iter().copied(), period).map(|it| it.written())
        };
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
}
