//! Shape of Vietnamese syllables, to distinguish decoded text from random letters.

use super::canonical::{composed, decomposed};

/// Consonants that a syllable can begin with, longest first.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Vowels, without tone marks.
const NUCLEI: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo",
    "ôi", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa",
    "ưi", "ươ", "ươi", "ươu", "ưu", "yê", "yêu",
];

/// Consonants that a syllable can end with.
const CODAS: &[&str] = &["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Whether `word` has the shape of a Vietnamese syllable, regardless of case.
pub fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let mut n_tones = 0;
    let letters = decomposed(&lower).filter(|c| {
        let tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        n_tones += usize::from(tone);
        !tone
    });
    let bare = composed(&letters.collect::<String>());
    n_tones <= 1 && has_shape(&bare)
}

/// Whether a lower-case word without tone marks consists of onset, nucleus and coda.
fn has_shape(bare: &str) -> bool {
    let rests = ONSETS.iter().filter_map(|onset| bare.strip_prefix(onset));
    // In "gì" and "quốc", the vowel of the onset may be the vowel of the syllable.
    let with_vowel = bare
        .strip_prefix('g')
        .into_iter()
        .chain(bare.strip_prefix('q'));
    rests.chain(with_vowel).any(|rest| {
        let stems = CODAS.iter().filter_map(|coda| rest.strip_suffix(coda));
        stems.into_iter().any(|stem| NUCLEI.contains(&stem))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_syllables_from_chance() {
        for word in [
            "Tỷ",
            "lệ",
            "người",
            "nghiệp",
            "được",
            "quyền",
            "giải",
            "quyết",
            "Đường",
            "uỷ",
            "gì",
            "nghiêng",
            "khuyến",
            "của",
            "Y",
            "toàn",
            "yêu",
            "HOẠCH",
            "thuở",
            "xoong",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in [
            "Tû", "lÖ", "ngêi", "®îc", "hm", "strong", "naïve", "ướć", "ễxyz", "fâ",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
