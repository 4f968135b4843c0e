//! Canonical composition and decomposition, each compiled once: `nfc` and `nfd` of an iterator are
//! compiled for every kind of iterator.

use unicode_normalization::{UnicodeNormalization as _, char::decompose_canonical};

/// Returns the characters composed (NFC).
pub fn composed(chars: &mut dyn Iterator<Item = char>) -> String {
    chars.nfc().collect()
}

/// Returns the canonical parts of a character, in their order. No character has more than four.
pub fn parts(c: char) -> impl Iterator<Item = char> {
    let mut parts = [None; 4];
    let mut slots = parts.iter_mut();
    decompose_canonical(c, |part| {
        if let Some(slot) = slots.next() {
            *slot = Some(part);
        }
    });
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_every_character_are_those_of_its_decomposition() {
        for c in '\0'..=char::MAX {
            assert!(parts(c).eq(std::iter::once(c).nfd()), "{c:?}");
        }
    }

    #[test]
    fn a_whole_that_only_three_characters_make_is_composed() {
        assert_eq!(composed(&mut ['ê', '\u{323}'].into_iter()), "ệ");
    }
}
