//! Letters on others: texts that are printed over each other, as programs do where a row is too low for
//! them, and letters that are drawn twice.

use super::page::Glyph;

/// Number of letters on others from which on two texts are printed over each other.
const LETTERS_MIN: usize = 3;

/// Whether letters of a line, from left to right, stand on the ones before them.
pub(super) fn is_overprinted(letters: &[Glyph]) -> bool {
    let is_letter = |glyph: &&Glyph| glyph.text.contains(char::is_alphanumeric);
    let solid: Vec<&Glyph> = letters.iter().filter(is_letter).collect();
    let over = solid.windows(2).filter(|pair| match pair {
        [left, right] => right.x < left.x + left.width.min(right.width) / 2.0,
        _ => false,
    });
    LETTERS_MIN <= over.count()
}

/// Drops letters that are drawn twice, a little apart, which makes them look bold.
pub(super) fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut letters: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let is_double = letters.iter().rev().take(3).any(|it| {
            it.text == glyph.text
                && (it.x - glyph.x).abs() < 0.15 * glyph.width.max(0.1)
                && (it.y - glyph.y).abs() < 0.1 * glyph.size
        });
        if !is_double {
            letters.push(glyph);
        }
    }
    letters
}
