//! Letters on others: texts that are printed over each other, as programs do where a row is too low for
//! them, and letters that are drawn twice.

use super::page::Glyph;

/// Number of letters on others from which on two texts are printed over each other.
const LETTERS_MIN: usize = 3;

/// By how much a letter that is drawn twice may be apart, in sizes: even narrow ones are wider.
const DOUBLE_SHIFT: f64 = 0.1;

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
            let width = glyph.width.max(0.1);
            let reach = (0.15 * width).max((0.5 * width).min(DOUBLE_SHIFT * glyph.size));
            it.text == glyph.text
                && (it.x - glyph.x).abs() < reach
                && (it.y - glyph.y).abs() < 0.1 * glyph.size
        });
        if !is_double {
            letters.push(glyph);
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str, x: f64, width: f64) -> Glyph {
        Glyph {
            text: text.to_owned(),
            x,
            width,
            size: 11.0,
            y: 0.0,
            font: 0,
            is_bold: false,
            turn: 0,
            part: 0,
        }
    }

    #[test]
    fn narrow_letters_may_be_drawn_twice_too() {
        let twice = [0.0, 0.6].map(|x| letter("I", x, 3.6)).to_vec();
        assert_eq!(without_doubles(twice).len(), 1);
        let two = [0.0, 3.6].map(|x| letter("I", x, 3.6)).to_vec();
        assert_eq!(without_doubles(two).len(), 2);
        let condensed = [0.0, 1.4].map(|x| letter("l", x, 2.4)).to_vec();
        assert_eq!(without_doubles(condensed).len(), 2);
    }
}
