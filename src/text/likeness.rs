//! Compares texts that two people wrote of the same thing.

use std::{collections::HashSet, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::{
    canonical::{composed, decomposed, parts},
    search::fold,
};

/// Whether at least half of the distinct words of two texts are shared (Jaccard index ≥ 0.5).
pub fn alike(left: &str, right: &str) -> bool {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (left, right) = (words(left), words(right));
    let n_shared = left.intersection(&right).count();
    left.union(&right).count() <= 2 * n_shared
}

/// Whether two texts differ in more than spacing.
pub fn differ(left: &str, right: &str) -> bool {
    !left.split_whitespace().eq(right.split_whitespace())
}

/// Normalises a text for comparison: single spaces, lower case.
pub fn key(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Returns the words of a text in lower case, each with its tone mark at its end, so that "hoà" is
/// "hòa". Signs that change a meaning (`<`, `≥`, `%`) are words; other signs separate words, and
/// those before the first word are bullets.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        if c.is_alphanumeric() || is_mark(c) {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(toned(&std::mem::take(&mut word)));
        }
        let is_bullet = words.is_empty() && c == '+';
        if !is_bullet && matches!(c, '<' | '>' | '≤' | '≥' | '=' | '%' | '+') {
            words.push(c.to_string());
        }
    }
    if !word.is_empty() {
        words.push(toned(&word));
    }
    words
}

/// The words of a text in lower case, with single blanks between them and as they are written: for
/// phrases to look for. [`words`] are for comparison with each other only.
pub fn lower_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

/// Whether a text is written without any tone mark or letter mark, as on a keyboard without
/// Vietnamese.
pub fn is_unmarked(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphabetic() || c.is_ascii())
}

/// Returns words without marks.
pub fn folded(words: &[String]) -> Vec<String> {
    words.iter().map(|word| fold(word)).collect()
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Returns a word with its tone mark at its end.
fn toned(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    if word.contains(is_mark) {
        return toned_by_parts(word);
    }
    let mut letters = String::with_capacity(word.len() + 2);
    let mut tone = None;
    for c in word.chars() {
        match TONED_LETTERS.get(&c) {
            Some((letter, own)) => {
                letters.push_str(letter);
                tone = own.or(tone);
            }
            _ => letters.push(c),
        }
    }
    letters.extend(tone);
    letters
}

/// The letters that are not as they are written here: each without its tone mark, and the mark. `ế` is
/// `ê` with an acute.
static TONED_LETTERS: LazyLock<FxHashMap<char, (String, Option<char>)>> = LazyLock::new(|| {
    let marked = ('\u{c0}'..='\u{2fff}').filter(|c| !parts(*c).eq([*c]));
    let toned = marked.filter_map(|c| {
        let tone = parts(c).filter(|it| TONES.contains(it)).last();
        let rest = composed(
            &parts(c)
                .filter(|it| !TONES.contains(it))
                .collect::<String>(),
        );
        (!rest.chars().eq([c])).then_some((c, (rest, tone)))
    });
    toned.collect()
});

/// Marks of the tones huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Like [`toned`], for words whose marks are characters of their own.
fn toned_by_parts(word: &str) -> String {
    let mut tone = None;
    let letters = decomposed(word).filter(|c| {
        let is_tone = TONES.contains(c);
        if is_tone {
            tone = Some(*c);
        }
        !is_tone
    });
    let mut letters = composed(&letters.collect::<String>());
    letters.extend(tone);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_a_tone_are_those_that_their_parts_make() {
        for c in ('\0'..='\u{2fff}').filter(|c| c.is_lowercase()) {
            let word = format!("t{c}n");
            assert_eq!(toned(&word), toned_by_parts(&word), "{c:?}");
        }
    }

    #[test]
    fn words_are_the_same_however_they_are_typed() {
        let shown = |text: &str| words(text).join(" ");
        assert_eq!(shown("- Số HOÀ  giải;"), shown("số hòa giải"));
        assert_eq!(shown("Thu nhập > 5 triệu"), shown("thu nhập >5 triệu."));
        for (left, right) in [
            ("Thu nhập > 5", "Thu nhập < 5"),
            ("Hộ nghèo", "Hộ cận nghèo"),
            ("Tân Hòa", "Tân Hóa"),
            ("Tỷ lệ 2,5", "Tỷ lệ 2,6"),
        ] {
            assert_ne!(shown(left), shown(right));
        }
        assert_eq!(folded(&words("Đồng Văn")).join(" "), "dong van");
        assert!(is_unmarked("Xa Dong Van 2/9") && !is_unmarked("Xã Dong Van"));
    }
}
