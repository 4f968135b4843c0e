//! The line that numbers an annex: `Phụ lục I`, `Phụ biểu số 2`.

/// Returns what follows "Phụ lục" on a line of its own: `Some("")` if nothing follows, `None` for
/// any other line.
pub(in crate::import) fn annex_number(line: &str) -> Option<&str> {
    let line = line.trim();
    let lower = line.to_lowercase();
    let prefix = [
        "phụ lục số",
        "phụ lục",
        "phụ biểu số",
        "phụ biểu",
        "biểu số",
    ]
    .into_iter()
    .find(|prefix| lower.starts_with(prefix))?;
    // Lower-casing the prefix keeps its number of characters, but not of bytes.
    let (at, _) = line
        .char_indices()
        .nth(prefix.chars().count())
        .unwrap_or((line.len(), ' '));
    let rest = line.get(at..)?;
    let number = rest.trim().trim_end_matches([':', '.']);
    let is_number = number.chars().count() <= 8 && !number.contains(char::is_whitespace);
    (is_number && (rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric())))
        .then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_annex_number() {
        for (line, number) in [
            ("Phụ lục I", Some("I")),
            ("PHỤ LỤC", Some("")),
            ("Phụ lục số 2:", Some("2")),
            ("Phụ lục 1", Some("1")),
            ("Phụ lục các chỉ tiêu cụ thể", None),
            ("DANH MỤC", None),
        ] {
            assert_eq!(annex_number(line), number, "{line}");
        }
    }
}
