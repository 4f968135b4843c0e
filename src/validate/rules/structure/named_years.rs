//! The years that a heading, a title or another line names, and what is wrong with them. A part of
//! `heading-years`.

use crate::{
    validate::frame::YEARS_AHEAD,
    wording::{Key, Message},
};

/// The years of a text that are not part of a date, of a document's number or of a comparison, with
/// their byte offsets.
pub(super) fn years(text: &str) -> Vec<(usize, u16)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len())
        .filter(|&at| (at == 0 || !digit(at - 1)) && (at..at + 4).all(digit) && !digit(at + 4));
    let found = starts.filter_map(|at| Some((at, text.get(at..at + 4)?.parse::<u16>().ok()?)));
    let own = found.filter(|(at, year)| {
        let before = text
            .get(..*at)
            .unwrap_or_default()
            .trim_end()
            .to_lowercase();
        let behind = text.get(at + 4..).unwrap_or_default();
        let before_year = before.strip_suffix("năm").unwrap_or(&before).trim_end();
        // "22 THÁNG 12 NĂM 2024", "QĐ 12/2024", "so với năm 2020"
        let is_date = before_year.ends_with(|c: char| c.is_ascii_digit() || c == '/');
        let is_range = before_year.ends_with(['-', '–']);
        let compares = ["so với", "so", "trước", "luật", "=", "gốc"]
            .iter()
            .any(|word| before_year.ends_with(word));
        (1900..3000).contains(year)
            && (!is_date || is_range)
            && !compares
            && !behind.starts_with('/')
    });
    own.collect()
}

/// A phase that ends before it begins.
pub(super) fn turned_round(text: &str) -> Option<Message> {
    let years = years(text);
    let is_turned = years.windows(2).any(|pair| {
        let [(at, from), (next, to)] = pair else {
            return false;
        };
        let between = text.get(at + 4..*next).unwrap_or_default().to_lowercase();
        let joined = ["-", "–", "đến", "đến năm", "- năm", "tới"].contains(&between.trim());
        joined && to < from
    });
    is_turned.then(|| Key::HeadingTurnedRound.with([text.trim().to_owned()]))
}

/// What is wrong with the years of a text beside the year in which the plan was issued.
pub(super) fn wrong(text: &str, issued: Option<u16>, is_title: bool) -> Option<Message> {
    if let Some(message) = turned_round(text) {
        return Some(message);
    }
    let years = years(text);
    let issued = issued?;
    let is_far = |year: u16| {
        issued + YEARS_AHEAD < year || (year + 1 < issued && (is_title || year + 2 < issued))
    };
    // "2021-2030" begins before the plan.
    let begins = |year: u16| {
        years
            .iter()
            .any(|(_, other)| year < *other && issued <= *other && *other <= issued + YEARS_AHEAD)
    };
    let (_, year) = years
        .iter()
        .copied()
        .find(|(_, year)| is_far(*year) && !begins(*year))?;
    Some(Key::HeadingYear.with([text.trim().to_owned(), year.to_string(), issued.to_string()]))
}
