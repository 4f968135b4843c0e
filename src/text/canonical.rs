//! Canonical composition (NFC) and decomposition (NFD).
//!
//! The tables of Unicode weigh as much as the whole first screen, in every program again, and a
//! browser has them. So the platform is asked: once for all letters that annexes are written in, and
//! for each text with others.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The end of the characters whose parts are looked up at once: Latin letters, Greek and Cyrillic
/// ones, punctuation and signs.
const LETTERS_END: char = '\u{3000}';
/// Parts texts that the platform is asked about together.
const GAP: char = '\0';

/// Returns the text composed (NFC).
pub fn composed(text: &str) -> String {
    if text.chars().all(is_whole) {
        return text.to_owned();
    }
    composed_letters(text).unwrap_or_else(|| platform::composed(text))
}

/// Whether the text is composed (NFC).
pub fn is_composed(text: &str) -> bool {
    text.chars().all(is_whole) || composed(text) == text
}

/// Returns the characters of a text in their canonical parts. The marks of a letter keep the order in
/// which they were typed.
pub fn decomposed(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(parts)
}

/// Returns the canonical parts of a character, in their order. No character has more than four.
pub fn parts(c: char) -> impl Iterator<Item = char> {
    let mut parts = [None; 4];
    let mut put = |own: &mut dyn Iterator<Item = char>| {
        parts
            .iter_mut()
            .zip(own)
            .for_each(|(slot, part)| *slot = Some(part));
    };
    match c {
        ..'\u{c0}' => put(&mut [c].into_iter()),
        ..LETTERS_END => put(&mut LETTERS.parts(c).iter().copied()),
        _ => put(&mut platform::decomposed(c.encode_utf8(&mut [0; 4])).chars()),
    }
    parts.into_iter().flatten()
}

/// Returns the letter that a letter and a mark make.
pub fn joined(letter: char, mark: char) -> Option<char> {
    LETTERS.wholes.get(&(letter, mark)).copied()
}

/// Whether a character is composed and stays so whatever follows it, unless a mark does. All letters
/// of Vietnamese are.
fn is_whole(c: char) -> bool {
    c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Composes a text of Latin letters and the marks of Vietnamese; `None` if there are others.
fn composed_letters(text: &str) -> Option<String> {
    let mut parts = Vec::with_capacity(text.len());
    for part in decomposed(text) {
        parts.push((class(part)?, part));
    }
    // Marks stand in the order of their classes. Letters, which have none, part their runs.
    for run in parts.chunk_by_mut(|(_, _), (class, _)| *class != 0) {
        run.sort_by_key(|(class, _)| *class);
    }
    let mut text = String::with_capacity(text.len());
    let mut letter: Option<char> = None;
    let mut loose: Vec<char> = Vec::new();
    let mut last_class = 0;
    for (class, part) in parts {
        if last_class < class
            && let Some(whole) = letter.and_then(|it| joined(it, part))
        {
            letter = Some(whole);
            continue;
        }
        last_class = class;
        if class == 0 {
            text.extend(letter.replace(part));
            text.extend(loose.drain(..));
        } else {
            loose.push(part);
        }
    }
    text.extend(letter);
    text.extend(loose);
    Some(text)
}

/// Returns the canonical combining class of a mark of Vietnamese, 0 for a Latin letter and a sign,
/// `None` for other characters.
fn class(c: char) -> Option<u8> {
    match c {
        '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' => Some(230),
        '\u{31b}' => Some(216),
        '\u{323}' => Some(220),
        // General punctuation, as in “…”.
        ..'\u{300}' | '\u{2010}'..='\u{2027}' => Some(0),
        _ => None,
    }
}

struct Letters {
    /// Where the parts of each character begin in `parts`, from U+00C0.
    starts: Vec<u16>,
    parts: Vec<char>,
    /// Wholes by letter and mark.
    wholes: FxHashMap<(char, char), char>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let all = || '\u{c0}'..LETTERS_END;
    let apart = |texts: &mut dyn Iterator<Item = String>| {
        let texts: Vec<String> = texts.collect();
        texts.join(GAP.encode_utf8(&mut [0; 4]))
    };
    let mut letters = Letters {
        starts: vec![0],
        parts: Vec::new(),
        wholes: FxHashMap::default(),
    };
    let own = platform::decomposed(&apart(&mut all().map(String::from)));
    for parts in own.split(GAP) {
        letters.parts.extend(parts.chars());
        letters
            .starts
            .push(u16::try_from(letters.parts.len()).unwrap_or(u16::MAX));
    }
    // A letter with several marks is one with all but the last of them, and the last.
    let last_off = |c: char| match letters.parts(c) {
        [rest @ .., mark] if !rest.is_empty() => Some((c, String::from_iter(rest), *mark)),
        _ => None,
    };
    let marked: Vec<(char, String, char)> = all().filter_map(last_off).collect();
    let wholes = platform::composed(&apart(&mut marked.iter().map(|it| it.0.into())));
    let rests = platform::composed(&apart(&mut marked.iter().map(|it| it.1.clone())));
    for (((c, _, mark), whole), rest) in marked.iter().zip(wholes.split(GAP)).zip(rests.split(GAP))
    {
        let mut rest = rest.chars();
        // Some characters are never composed again.
        if let (Some(letter), None) = (rest.next(), rest.next())
            && whole.chars().eq([*c])
        {
            letters.wholes.insert((letter, *mark), *c);
        }
    }
    letters
});

impl Letters {
    fn parts(&self, c: char) -> &[char] {
        let at = c as usize - 0xc0;
        let place = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        let range = usize::from(place(at))..usize::from(place(at + 1));
        self.parts.get(range).unwrap_or_default()
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::JsString;

    pub fn composed(text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }

    pub fn decomposed(text: &str) -> String {
        JsString::from(text).normalize("NFD").into()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use unicode_normalization::UnicodeNormalization as _;

    pub fn composed(text: &str) -> String {
        text.nfc().collect()
    }

    pub fn decomposed(text: &str) -> String {
        text.nfd().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::{UnicodeNormalization as _, char::compose};

    use super::*;

    #[test]
    fn the_parts_of_every_character_are_those_of_its_decomposition() {
        for c in '\0'..=char::MAX {
            assert!(parts(c).eq(std::iter::once(c).nfd()), "{c:?}");
        }
    }

    #[test]
    fn a_letter_and_a_mark_are_joined_as_unicode_says() {
        for letter in (' '..'\u{300}').chain('\u{1e00}'..'\u{1f00}') {
            for mark in '\u{300}'..'\u{330}' {
                assert_eq!(
                    joined(letter, mark),
                    compose(letter, mark),
                    "{letter:?} {mark:?}"
                );
            }
        }
    }

    #[test]
    fn a_whole_that_only_three_characters_make_is_composed() {
        assert_eq!(composed("ê\u{323}"), "ệ");
    }

    proptest! {
        #[test]
        fn texts_are_composed_as_unicode_says(text in "([a-uA-U\u{c0}-\u{24f}\u{1e00}-\u{1eff}“…]|[\u{300}-\u{309}\u{31b}\u{323}\u{327}]|\\PC){0,12}") {
            let nfc: String = text.nfc().collect();
            prop_assert_eq!(composed(&text), nfc.clone());
            prop_assert_eq!(is_composed(&text), text == nfc);
        }

        #[test]
        fn words_are_composed_without_the_platform(word in "([aeiouyAEOUY“ -]|[\u{c0}-\u{24f}\u{1ea0}-\u{1ef9}]|[\u{300}-\u{303}\u{306}\u{309}\u{31b}\u{323}]{1,3}){0,12}") {
            if let Some(composed) = composed_letters(&word) {
                prop_assert_eq!(composed, word.nfc().collect::<String>());
            }
        }
    }
}
