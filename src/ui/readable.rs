//! Dates and sizes as people read them.

/// Formats a time, in milliseconds since 1970, as date and time by Vietnamese convention.
pub(super) fn date_text(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    let options = js_sys::Object::new();
    String::from(date.to_locale_string("vi-VN", &options))
}

/// Formats a number of bytes, such as `1,2 MB` or `340 KB`.
pub(super) fn size_text(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1e6 => format!("{:.0} KB", (bytes / 1e3).ceil()),
        bytes if bytes < 1e9 => format!("{:.1} MB", bytes / 1e6).replace('.', ","),
        bytes => format!("{:.0} GB", bytes / 1e9),
    }
}
