//! How a glyph lies on the page, and what it belongs to.

use super::page::{Glyph, SLANTED};

/// Returns the direction of reading in quarter turns clockwise.
pub(super) fn turn((x, y): (f64, f64)) -> u8 {
    const SLANT_MAX: f64 = 0.15;
    let (across, along) = (x.abs(), y.abs());
    if along <= SLANT_MAX * across {
        if 0.0 <= x { 0 } else { 2 }
    } else if across <= SLANT_MAX * along {
        if 0.0 < y { 1 } else { 3 }
    } else {
        SLANTED
    }
}

/// Number of glyphs before a mark among which its letter is.
const LETTERS_BACK: usize = 4;

/// Adds a combining mark to the letter that it stands over. Returns whether it did.
pub(super) fn attach_mark(glyphs: &mut [Glyph], mark: &Glyph) -> bool {
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    if mark.text.is_empty() || !mark.text.chars().all(is_mark) {
        return false;
    }
    let x = mark.x + mark.width / 2.0;
    let under = glyphs.iter_mut().rev().take(LETTERS_BACK).find(|letter| {
        let is_beside = (letter.y - mark.y).abs() < letter.size / 2.0;
        let slack = letter.size / 3.0;
        is_beside && letter.turn == mark.turn && !letter.is_space() && {
            letter.x - 0.1 <= x && x <= letter.x + letter.width + slack
        }
    });
    under
        .map(|letter| letter.text.push_str(&mark.text))
        .is_some()
}

/// Accents that stand for themselves, and the marks that they are over a letter.
const ACCENTS: [(char, char); 9] = [
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('˘', '\u{306}'),
    ('ˋ', '\u{300}'),
    ('ˊ', '\u{301}'),
];

/// Adds accents that are drawn over a letter to it.
pub(super) fn compose_accents(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut letters: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let overlap = |left: &Glyph, right: &Glyph| {
        let from = left.x.max(right.x);
        let to = (left.x + left.width).min(right.x + right.width);
        (to - from) / left.width.min(right.width).max(0.01)
    };
    let mark_of = |glyph: &Glyph| {
        let mut chars = glyph.text.chars();
        let (first, None) = (chars.next()?, chars.next()) else {
            return None;
        };
        let (_, mark) = ACCENTS.iter().find(|(accent, _)| *accent == first)?;
        Some(*mark)
    };
    let is_letter = |glyph: &Glyph| glyph.text.starts_with(char::is_alphabetic);
    for mut glyph in glyphs {
        if let Some(before) = letters.last_mut()
            && 0.6 < overlap(before, &glyph)
        {
            match (mark_of(before), mark_of(&glyph)) {
                (_, Some(mark)) if is_letter(before) => {
                    before.text.push(mark);
                    continue;
                }
                (Some(mark), _) if is_letter(&glyph) => {
                    glyph.text.push(mark);
                    letters.pop();
                }
                _ => {}
            }
        }
        letters.push(glyph);
    }
    letters
}
