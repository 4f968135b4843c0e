//! What all parts of a Word document have in common.

use crate::text::html::push_text;

pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Relationships of the document ahead of those to its charts.
const N_RELATIONS: usize = 3;

/// The id of the relationship to a chart, the `n`th of the document.
pub(super) fn relation(n: usize) -> String {
    format!("rId{}", N_RELATIONS + n)
}

/// Whether a character is left out: those that XML 1.0 forbids, and other control characters.
pub(super) fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Appends a text of one line without the characters that XML forbids.
pub(super) fn push_clean(xml: &mut String, text: &str) {
    let is_left_out = |c: char| c.is_control() || is_forbidden(c);
    push_text(xml, &text.replace(is_left_out, " "));
}
