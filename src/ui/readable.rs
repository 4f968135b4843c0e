//! Dates and sizes as people read them.

use crate::{
    browser::{is_same_day, storage::now},
    wording::{Key, Message},
};

const DAY_MS: f64 = 86_400_000.0;

/// Formats a time, in milliseconds since 1970, as date and time: `31/12/2026 09:05`.
pub(super) fn date_text(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    let (day, month, year) = (date.get_date(), date.get_month() + 1, date.get_full_year());
    format!("{day:02}/{month:02}/{year} {}", hour_text(ms))
}

fn hour_text(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Says when something was, as people do: the hour of today or yesterday, otherwise the date too.
pub(super) fn when(ms: f64) -> Message {
    let now = now();
    if is_same_day(ms, now) {
        Key::Today.with([hour_text(ms)])
    } else if is_same_day(ms + DAY_MS, now) {
        Key::Yesterday.with([hour_text(ms)])
    } else {
        Key::OnDate.with([date_text(ms)])
    }
}

/// Formats a number of bytes, such as `1,2 MB` or `340 KB`.
pub(super) fn size_text(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1e6 => format!("{:.0} KB", (bytes / 1e3).ceil()),
        bytes if bytes < 1e9 => format!("{:.1} MB", bytes / 1e6).replace('.', ","),
        bytes => format!("{:.0} GB", bytes / 1e9),
    }
}
