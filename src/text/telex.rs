//! Reads what was typed in Telex while the input method was off: "hoof sow" is "hồ sơ".

use super::orthography::{Syllable, with_mark};

/// Returns the keys of Telex for a word that was typed in VNI, "hoa5ch"; `None` if it has no keys of VNI.
pub fn of_vni(word: &str) -> Option<String> {
    let mut keys = String::with_capacity(word.len() + 1);
    for c in word.chars() {
        let key = match c {
            'a'..='z' => c,
            _ if !keys.contains(['a', 'e', 'i', 'o', 'u', 'y', 'd']) => return None,
            '1' => 's',
            '2' => 'f',
            '3' => 'r',
            '4' => 'x',
            '5' => 'j',
            '6' => keys.chars().rfind(|it| matches!(it, 'a' | 'e' | 'o'))?,
            '7' | '8' => 'w',
            '9' => 'd',
            _ => return None,
        };
        keys.push(key);
    }
    (keys != word && 2 < word.len()).then_some(keys)
}

/// Vowels with their keys that no other language writes: "buoon", "vieen".
const TYPED: [&str; 8] = ["uoo", "iee", "yee", "uow", "uwo", "eeu", "aau", "aay"];
/// Letters with the keys of their marks.
const MARKED: [&str; 7] = ["aa", "ee", "oo", "ow", "uw", "aw", "dd"];

/// Whether a lower-case word can hardly be anything but keys of Telex: those of a letter's mark and of a tone,
/// wherever the tone is ("lowsp", "caafu"), vowels that only keys make, or the key of a tone that no word has
/// in this place ("loajt", "mefo").
pub fn is_typed(word: &str) -> bool {
    let Some(syllable) = decoded(word) else {
        return false;
    };
    let has = |keys: &[&str]| keys.iter().any(|it| word.contains(it));
    let is_inside =
        word.contains(['j', 'f']) && !word.starts_with(['j', 'f']) && !word.ends_with(['j', 'f']);
    has(&TYPED) || is_inside || (syllable.tone != 0 && has(&MARKED))
}

/// Returns the syllable that a lower-case ASCII word stands for in Telex. `None` if the word has no
/// key of Telex, or gives no syllable.
pub fn decoded(word: &str) -> Option<Syllable> {
    if !word.is_ascii() || word.len() < 2 {
        return None;
    }
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    let mut tone = 0;
    let mut has_key = false;
    for c in word.chars() {
        let has_vowel = letters.iter().any(|it| !matches!(it, 'b'..='d' | 'f'..='h' | 'j'..='n' | 'p'..='t' | 'v'..='x' | 'z' | 'đ'));
        let key = match c {
            'f' => 1,
            'r' => 2,
            'x' => 3,
            's' => 4,
            'j' => 5,
            _ => 0,
        };
        if has_vowel && key != 0 {
            if tone != 0 {
                return None;
            }
            tone = key;
            has_key = true;
            continue;
        }
        let changed = match c {
            'a' | 'e' | 'o' => doubled(&mut letters, c),
            'w' => horned(&mut letters),
            'd' => letters
                .first_mut()
                .filter(|it| **it == 'd')
                .map(|it| *it = 'đ')
                .is_some(),
            _ => false,
        };
        has_key |= changed;
        if !changed {
            letters.push(c);
        }
    }
    let word: String = letters.into_iter().collect();
    let bare = if tone == 0 || !matches!(word.chars().next_back(), Some('c' | 'p' | 't' | 'h')) {
        word
    } else {
        return closed(&word, tone).filter(|_| has_key);
    };
    let syllable = Syllable::parse(&bare).filter(|_| has_key)?;
    let syllable = Syllable { tone, ..syllable };
    Syllable::parse(&syllable.text())
}

/// Reads a syllable that ends in a stop, which cannot be read without its tone.
fn closed(letters: &str, tone: u8) -> Option<Syllable> {
    let mark = if tone == 5 { '\u{323}' } else { '\u{301}' };
    let vowel = letters.char_indices().rfind(|(_, c)| {
        matches!(
            c,
            'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
        )
    });
    let (at, c) = vowel?;
    let marked = with_mark(c, mark);
    let mut word = letters.to_owned();
    word.replace_range(at..at + c.len_utf8(), &marked);
    let syllable = Syllable::parse(&word)?;
    let syllable = Syllable { tone, ..syllable };
    Syllable::parse(&syllable.text())
}

/// Takes a second a, e or o as the circumflex of the first.
fn doubled(letters: &mut [char], c: char) -> bool {
    let Some(first) = letters.iter_mut().rev().find(|it| **it == c) else {
        return false;
    };
    *first = match c {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    };
    true
}

/// Takes w as the horn or breve of the vowel before it.
fn horned(letters: &mut [char]) -> bool {
    let Some(at) = letters.iter().rposition(|it| matches!(it, 'a' | 'o' | 'u')) else {
        return false;
    };
    let is_pair = letters.get(at).is_some_and(|it| *it == 'o')
        && at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .is_some_and(|it| *it == 'u');
    if is_pair && let Some(before) = letters.get_mut(at - 1) {
        *before = 'ư';
    }
    if let Some(vowel) = letters.get_mut(at) {
        *vowel = match vowel {
            'a' => 'ă',
            'o' => 'ơ',
            _ => 'ư',
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_words_of_other_languages() {
        for word in [
            "lowsp", "chawsn", "caafu", "laasn", "truyeefn", "nhawjt", "chawfm", "loajt", "dieejn",
            "mefo", "buoon",
        ] {
            assert!(is_typed(word), "{word}");
        }
        for word in [
            "project", "wifi", "soft", "seen", "moon", "week", "queen", "show", "major", "law",
            "café", "info",
        ] {
            assert!(!is_typed(word), "{word}");
        }
    }

    #[test]
    fn reads_keys_of_telex() {
        for (typed, meant) in [
            ("hoof", "hồ"),
            ("sow", "sơ"),
            ("quanr", "quản"),
            ("lys", "lý"),
            ("nghieepj", "nghiệp"),
            ("dduwowcj", "được"),
            ("dduocwj", "được"),
            ("thuwcj", "thực"),
            ("tyr", "tỷ"),
            ("leej", "lệ"),
            ("uyr", "ủy"),
            ("chaats", "chất"),
        ] {
            let read = decoded(typed).map(Syllable::text);
            assert_eq!(read.as_deref(), Some(meant), "{typed}");
        }
        for word in [
            "quan", "ban", "internet", "web", "for", "http", "kw", "văn", "",
        ] {
            assert_eq!(decoded(word), None, "{word}");
        }
    }
}
