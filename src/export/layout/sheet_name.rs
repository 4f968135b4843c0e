//! Valid worksheet names.

use crate::{
    reference::marks::{CHOICES_SHEET, SUMMARY_SHEET},
    text::hidden::is_nonchar,
};

/// Excel's maximum length of a sheet name, in UTF-16 code units.
const SHEET_NAME_MAX: usize = 31;

/// Returns the annex's own sheet name if Excel accepts it and it is free; otherwise the closest
/// free name.
pub(super) fn sheet_name(wanted: &str, idx: usize, taken: &[String]) -> String {
    let allowed: String = wanted
        .chars()
        .filter(|c| !"[]:*?/\\".contains(*c) && !c.is_control() && !is_nonchar(*c))
        .collect();
    let allowed = allowed.trim_matches(['\'', ' ']);
    let base = match allowed {
        "" => format!("PL {}", idx + 1),
        name if name.eq_ignore_ascii_case("history") => format!("{name} 1"),
        name => name.to_owned(),
    };
    // These sheets are written behind those of the annexes.
    let is_free = |name: &str| {
        let mut taken = taken
            .iter()
            .map(String::as_str)
            .chain([CHOICES_SHEET, SUMMARY_SHEET]);
        taken.all(|it| it.to_lowercase() != name.to_lowercase())
    };
    let numbered = (2..).map(|n| format!(" ({n})"));
    let mut names = std::iter::once(String::new())
        .chain(numbered)
        .map(|suffix| {
            let mut name = String::new();
            for c in base.chars() {
                if SHEET_NAME_MAX < name.encode_utf16().count() + c.len_utf16() + suffix.len() {
                    break;
                }
                name.push(c);
            }
            format!("{}{suffix}", name.trim_end())
        });
    names.find(|name| is_free(name)).unwrap_or(base.clone())
}
