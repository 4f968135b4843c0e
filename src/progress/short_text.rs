//! Texts of cells where there is one line for them.

/// A text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line of so many characters at most, the last of which says that there are more.
pub(super) fn cut(text: &str, n_chars: usize) -> String {
    let flat = flat(text);
    match flat.chars().nth(n_chars) {
        None => flat,
        Some(_) => flat
            .chars()
            .take(n_chars.saturating_sub(1))
            .chain(['…'])
            .collect(),
    }
}
