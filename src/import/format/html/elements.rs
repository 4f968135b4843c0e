//! The elements of HTML and their attributes.

/// Elements without content, which are never closed.
pub(super) const VOID: [&str; 10] = [
    "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "source",
];

/// Returns a count from an attribute, at least 1; also 1 if it is missing or not a number.
pub(super) fn count(value: Option<String>) -> u32 {
    let number = value.and_then(|it| it.trim().parse().ok());
    number.unwrap_or(1).max(1)
}
