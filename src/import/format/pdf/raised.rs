//! Raised glyphs of a line: footnote marks and powers, which are smaller than the letters before them and
//! stand above the baseline.

use super::page::Glyph;
use crate::import::format::raised::raised;

/// Maximum size of a raised glyph, in shares of that of its line.
pub(super) const SIZE_MAX: f64 = 0.92;
/// How far it is above the baseline at least, in shares of the size of the line.
const RISE_MIN: f64 = 0.15;
/// Maximum number of letters of a mark: "viii".
const LETTERS_MAX: usize = 4;

/// Writes the raised glyphs of a line, from left to right, as what they show: a digit as a raised digit,
/// and the letters of a footnote mark in brackets.
pub(super) fn mark_raised(glyphs: &mut [Glyph], size: f64, baseline: f64) {
    let is_raised = |glyph: &Glyph| {
        !glyph.is_space() && glyph.size <= SIZE_MAX * size && RISE_MIN * size <= baseline - glyph.y
    };
    for part in glyphs.chunk_by_mut(|left, right| is_raised(left) == is_raised(right)) {
        if !part.first().is_some_and(is_raised) {
            continue;
        }
        let text: String = part.iter().map(|glyph| glyph.text.as_str()).collect();
        if raised(&text).is_some() {
            for glyph in part {
                if let Some(text) = raised(&glyph.text) {
                    glyph.text = text;
                }
            }
        } else if text.len() <= LETTERS_MAX && text.chars().all(|c| c.is_ascii_lowercase()) {
            if let Some(first) = part.first_mut() {
                first.text.insert(0, '(');
            }
            if let Some(last) = part.last_mut() {
                last.text.push(')');
            }
        }
    }
}
