//! Spans that end before they begin, in texts that name no year at both ends. A part of
//! `time-ends-before-start`.

use crate::model::{Date, dates_in, years};

/// Whether a time names two days of which the first is later in the one year that is named: "Từ ngày 31/8 đến
/// ngày 01/6/2026". The first may be of the year before, unless the plan is later still.
pub(super) fn are_days_turned(text: &str, issued: Option<Date>) -> bool {
    let dates = dates_in(text);
    let [(first, from), (last, to)] = dates.as_slice() else {
        return false;
    };
    let joined = text
        .split_once(first)
        .and_then(|(_, rest)| rest.split_once(last));
    let is_span = joined.is_some_and(|(between, _)| joins(between));
    let year_before = Date {
        year: to.year.saturating_sub(1),
        ..*from
    };
    let is_later = (to.month, to.day) < (from.month, from.day);
    is_span
        && from.year == 0
        && to.year != 0
        && is_later
        && issued.is_some_and(|issued| year_before < issued)
}

/// Whether a time goes from one month to the one before it, round the whole year: "Tháng 4 - tháng 3". A
/// season goes on into the next year, but not so far.
pub(super) fn are_months_turned(text: &str) -> bool {
    if text.matches("háng ").nth(1).is_none() {
        return false;
    }
    let lower = text.to_lowercase();
    let month = |text: &str| -> Option<u8> {
        let digits = text.trim_start();
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        digits.get(..end)?.parse().ok()
    };
    let months = lower.split("tháng ").skip(1);
    let months: Vec<&str> = months.collect();
    months.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let between = one
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit());
        let both = month(one).zip(month(other));
        let goes_on = ["năm sau", "năm tiếp theo"]
            .iter()
            .any(|it| other.contains(it));
        joins(between) && !goes_on && both.is_some_and(|(from, to)| from.checked_sub(1) == Some(to))
    })
}

/// Returns the years of a time that are turned round, whatever else it says: "năm học 2027-2026".
pub(super) fn turned_years(text: &str) -> Option<&str> {
    let years = years(text);
    years.windows(2).find_map(|pair| {
        let [(start, from), (next, to)] = pair else {
            return None;
        };
        let between = text.get(start + 4..*next)?;
        (to < from && joins(between)).then(|| text.get(*start..next + 4))?
    })
}

/// Whether the words between two ends make a span of them.
fn joins(between: &str) -> bool {
    let lower = between.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '–'));
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let mut rest = words.as_slice();
    if let ["hết", more @ ..] = rest {
        rest = more;
    }
    match rest {
        ["-" | "–" | "đến" | "tới", more @ ..] => {
            more.iter().all(|it| matches!(*it, "ngày" | "hết" | "năm"))
        }
        _ => false,
    }
}
