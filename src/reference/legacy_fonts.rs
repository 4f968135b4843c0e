//! Decodes text typed in fonts from before Unicode: TCVN3 (ABC, `.VnTime`) and VNI (`VNI-Times`).
//!
//! Such text is stored as Latin letters, at whose codes the fonts contain Vietnamese glyphs:
//! `Tû lÖ` is displayed as "Tỷ lệ" in `.VnTime`, and is meaningless in other fonts. The tables
//! agree with TCVN 5712:1993 (VN3) and with the VNI-Win layout.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::text::syllable::is_syllable;

/// A legacy encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Tcvn3,
    Vni,
}

/// Vietnamese letters by TCVN3 code.
static TCVN3: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("tcvn3.tsv").lines();
    let pairs = lines.filter_map(|line| {
        let (code, letter) = line.split_once('\t')?;
        let code = u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?;
        Some((char::from_u32(code)?, letter.chars().next()?))
    });
    pairs.collect()
});

/// Vietnamese letters by VNI sequence of one or two characters.
static VNI: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("vni.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).collect()
});

impl Encoding {
    /// Returns the encoding that a font name implies.
    pub fn of_font(name: &str) -> Option<Encoding> {
        let lower = name.to_lowercase();
        if lower.starts_with(".vn") {
            Some(Encoding::Tcvn3)
        } else if lower.starts_with("vni-") || lower.starts_with("vni ") {
            Some(Encoding::Vni)
        } else {
            None
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Vni => "VNI",
        }
    }

    /// Decodes text to Unicode. In TCVN3, accented capitals may depend on the font: see
    /// [`capitals`].
    pub fn decode(self, text: &str) -> String {
        match self {
            Encoding::Tcvn3 => {
                let letters = text.chars().map(|c| TCVN3.get(&c).copied().unwrap_or(c));
                recased(&letters.collect::<String>())
            }
            Encoding::Vni => decode_vni(text),
        }
    }
}

/// Whether text could be in a legacy encoding: it contains characters beyond ASCII, and all of them
/// have 8-bit codes in these encodings. A letter that exists only in Unicode proves the contrary.
pub fn may_be_legacy(text: &str) -> bool {
    let beyond = |c: char| {
        !(c.is_ascii() || ('\u{a1}'..='\u{ff}').contains(&c) || "Ÿœ“”‘’–—…•\u{a0}".contains(c))
    };
    !text.is_ascii() && !text.chars().any(beyond)
}

/// Whether text has no characters beyond those of the legacy encodings.
pub fn is_decodable(text: &str) -> bool {
    text.is_ascii() || may_be_legacy(text)
}

/// Detects the encoding of `texts`, all from one column, from their words alone.
///
/// Returns `None` without clear evidence: nine of ten accented words must decode to syllables, and
/// at most half may be syllables as they are. (In real text, 70 % of the words in TCVN3 and 60 % in
/// VNI contain letters that Vietnamese does not have.) Several different words have to be syllables
/// only when decoded; symbols beside a word are none.
pub fn detect<'text>(texts: impl Iterator<Item = &'text str> + Clone) -> Option<Encoding> {
    let words = texts.flat_map(accented_words);
    let n = words.clone().count();
    if n < WORDS_MIN {
        return None;
    }
    let n_valid = |decode: &dyn Fn(&str) -> String| {
        words
            .clone()
            .filter(|word| is_syllable(&decode(word)))
            .count()
    };
    if n < 2 * n_valid(&|word| word.to_owned()) {
        return None;
    }
    let scores = [Encoding::Tcvn3, Encoding::Vni].map(|it| (it, n_valid(&|word| it.decode(word))));
    let (best, valid) = scores.into_iter().max_by_key(|(_, valid)| *valid)?;
    let told: HashSet<&str> = words
        .filter(|word| !is_syllable(word) && is_syllable(&best.decode(word)))
        .take(TOLD_AT_ONCE)
        .collect();
    // Nine of ten: the others are foreign names and typing errors.
    (9 * n <= 10 * valid && TELLING_MIN <= told.len()).then_some(best)
}

/// Returns how many of a hundred accented words are syllables, in text of any encoding; 100 if there are
/// hardly any.
pub fn share_of_syllables(text: &str) -> usize {
    let words = accented_words(text);
    let n = words.clone().count();
    let n_valid = words.filter(|word| is_syllable(word)).count();
    if n < WORDS_MIN {
        100
    } else {
        100 * n_valid / n
    }
}

/// Whether the words of a text are syllables as they are, and fewer are when decoded.
pub fn is_unicode(text: &str, encoding: Encoding) -> bool {
    let words = accented_words(text);
    let n = words.clone().count();
    let n_valid = words.clone().filter(|word| is_syllable(word)).count();
    let n_decoded = words.filter(|word| is_syllable(&encoding.decode(word)));
    n_valid == n && n_decoded.count() < n
}

/// Whether all accented words of a text are syllables when decoded, and not all are as they are.
pub fn is_legacy(text: &str, encoding: Encoding) -> bool {
    accented_words(text).any(|word| !is_syllable(word)) && decodes_to_syllables(text, encoding)
}

/// Whether all accented words of a text are syllables when decoded.
pub fn decodes_to_syllables(text: &str, encoding: Encoding) -> bool {
    accented_words(text).all(|word| is_syllable(&encoding.decode(word)))
}

/// Iterates over the words with characters beyond ASCII and at least one letter of ASCII. Quotation
/// marks and other symbols around a word do not belong to it, although legacy fonts have letters at
/// their codes.
fn accented_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let words = text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let words = words.map(|word| word.trim_matches(SYMBOLS));
    words.filter(|word| !word.is_ascii() && word.contains(|c: char| c.is_ascii_alphabetic()))
}

const SYMBOLS: [char; 13] = [
    '«', '»', '×', '÷', '·', '“', '”', '‘', '’', '–', '—', '…', '•',
];

/// Minimum number of different words that are syllables only when decoded.
const TELLING_MIN: usize = 2;
/// Maximum number of such words that are compared.
const TOLD_AT_ONCE: usize = 100;
/// Minimum number of accented words that count as evidence.
const WORDS_MIN: usize = 4;

/// Whether a font shows every letter as a capital: `.VnTimeH`, `.VnArialH`.
pub fn capitals(font: &str) -> bool {
    Encoding::of_font(font) == Some(Encoding::Tcvn3) && font.ends_with('H')
}

/// Restores capitals. TCVN3 has no accented capitals except Ă Â Ê Ô Ơ Ư, so typists used lower
/// case. A word whose other letters are capitals is converted to upper case. So is a word without
/// lower-case ASCII letters that starts with a capital, next to such a word.
fn recased(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let clearly = |word: &str| {
        let n_upper = word.chars().filter(char::is_ascii_uppercase).count();
        let n_lower = word.chars().filter(char::is_ascii_lowercase).count();
        2 <= n_upper && n_lower == 0
    };
    let any_clear = words.iter().any(|word| clearly(word));
    let words = words.iter().enumerate().map(|(at, word)| {
        let beside = |other: Option<usize>| {
            other
                .and_then(|at| words.get(at))
                .is_some_and(|it| clearly(it))
        };
        let n_lower = word.chars().filter(char::is_ascii_lowercase).count();
        let short = n_lower == 0
            && word.starts_with(char::is_uppercase)
            && (beside(at.checked_sub(1)) || beside(Some(at + 1)));
        if any_clear && (clearly(word) || short) {
            word.to_uppercase()
        } else {
            (*word).to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn decode_vni(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let one = c.len_utf8();
        let two = one + rest.chars().nth(1).map_or(0, char::len_utf8);
        let found = [two, one]
            .into_iter()
            .find_map(|len| Some((len, VNI.get(rest.get(..len)?)?)));
        let (len, letters) = found
            .map_or((one, rest.get(..one).unwrap_or_default()), |(len, it)| {
                (len, *it)
            });
        decoded.push_str(letters);
        rest = rest.get(len..).unwrap_or_default();
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_both_encodings() {
        for (encoding, text, expected) in [
            (
                Encoding::Tcvn3,
                "Tû lÖ hå s¬ ®\u{ad}îc sè hãa",
                "Tỷ lệ hồ sơ được số hóa",
            ),
            (Encoding::Tcvn3, "KÕ HO¹CH N¡M 2026", "KẾ HOẠCH NĂM 2026"),
            (
                Encoding::Tcvn3,
                "Së Khoa häc vµ C«ng nghÖ (UBND tØnh)",
                "Sở Khoa học và Công nghệ (UBND tỉnh)",
            ),
            (
                Encoding::Vni,
                "Tyû leä hoà sô ñöôïc soá hoùa",
                "Tỷ lệ hồ sơ được số hóa",
            ),
            (Encoding::Vni, "KEÁ HOAÏCH", "KẾ HOẠCH"),
        ] {
            assert_eq!(encoding.decode(text), expected);
        }
    }

    #[test]
    fn detects_with_evidence_only() {
        let tcvn3 = ["Tû lÖ hå s¬, kÕt qu¶ gi¶i quyÕt", "thñ tôc hµnh chÝnh"];
        let vni = [
            "Tyû leä hoà sô, keát quaû giaûi quyeát",
            "thuû tuïc haønh chính",
        ];
        let unicode = ["Tỷ lệ hồ sơ, kết quả giải quyết", "thủ tục hành chính"];
        let french = ["Théâtre à l'été, où naître", "Forêt, château, garçon"];
        assert_eq!(detect(tcvn3.into_iter()), Some(Encoding::Tcvn3));
        assert_eq!(detect(vni.into_iter()), Some(Encoding::Vni));
        for texts in [&unicode, &french, &["Tû lÖ", "100"]] {
            assert_eq!(detect(texts.iter().copied()), None, "{texts:?}");
        }
    }

    #[test]
    fn symbols_are_no_evidence() {
        for texts in [
            &["Có", "×", "×", "×", "×", "×"][..],
            &["«Nâng cao»", "«Hạ tầng»", "« »", "«", "»"],
            &["«một»", "«hai»", "«ba»", "«ban»", "«toàn»"],
            &["5 × 3", "· a", "· b", "· c", "3 × 2"],
            &["Café", "Café", "Café", "Café", "Café"],
        ] {
            assert_eq!(detect(texts.iter().copied()), None, "{texts:?}");
        }
        assert!(is_unicode("Có", Encoding::Vni) || !is_unicode("Tû lÖ", Encoding::Tcvn3));
        assert!(!is_unicode("Tû lÖ", Encoding::Tcvn3));
    }

    #[test]
    fn fonts_name_their_encoding() {
        assert_eq!(Encoding::of_font(".VnTimeH"), Some(Encoding::Tcvn3));
        assert_eq!(Encoding::of_font("VNI-Times"), Some(Encoding::Vni));
        assert_eq!(Encoding::of_font("Times New Roman"), None);
        assert!(capitals(".VnTimeH") && !capitals(".VnTime"));
    }
}
