//! Which syllables Vietnamese spelling allows: an onset, a rhyme and a tone, and the rules that join
//! them.
//!
//! The table is complete for the standard language (about 18 000 possible syllables, of which people
//! use some 5 000), so that a word with Vietnamese letters outside it is a slip, a loanword written
//! as one word, or a name from another language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::canonical::{composed, joined, parts};

/// Onsets, the longest first where one begins another.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tones, in the order that the codes of syllables count them.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich im in inh ip it iu \
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on \
    ong ooc oong op ot oăc oăm oăn oăng oăt u ua uc ui um un ung up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt uân \
    uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ y yêm yên yêng yêt yêu âc âm ân âng âp ât âu ây ê \
    êch êm ên ênh êp êt êu ô ôc ôi ôm ôn ông ôp ôt ăc ăm ăn ăng ăp ăt ơ ơi ơm ơn ơp ơt ư ưa ưc ưi ưm ưng ưt ưu ươc \
    ươi ươm ươn ương ươp ươt ươu";

/// Number of rhymes; a test counts them.
const N_RHYMES: u16 = 162;
const N_TONES: u16 = 6;

/// Number of codes that syllables can have.
pub const N_CODES: u16 = 28 * N_RHYMES * N_TONES;

/// Combining marks of the tones: none, huyền, hỏi, ngã, sắc, nặng.
const MARKS: [Option<char>; 6] = [
    None,
    Some('\u{300}'),
    Some('\u{309}'),
    Some('\u{303}'),
    Some('\u{301}'),
    Some('\u{323}'),
];

const SAC: u8 = 4;
const NANG: u8 = 5;

/// What a syllable consists of, each part a position in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Syllable {
    pub onset: u8,
    pub rhyme: u8,
    pub tone: u8,
}

/// A rhyme taken apart.
#[derive(Debug)]
struct Rhyme {
    text: &'static str,
    nucleus: &'static str,
    coda: &'static str,
    /// Without the marks of â, ê, ơ, …
    bare: String,
}

static TABLE: LazyLock<Vec<Rhyme>> = LazyLock::new(|| {
    let rhymes = RHYMES.split_whitespace().map(|text| {
        let at = text.find(|c: char| !is_vowel(c)).unwrap_or(text.len());
        let (nucleus, coda) = text.split_at_checked(at).unwrap_or((text, ""));
        Rhyme {
            text,
            nucleus,
            coda,
            bare: text.chars().map(bare_letter).collect(),
        }
    });
    rhymes.collect()
});

static POSITIONS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    (0..)
        .zip(RHYMES.split_whitespace())
        .map(|(at, it)| (it, at))
        .collect()
});

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

/// Returns the letter without the mark that makes it another letter: a for ă and â, d for đ.
pub fn bare_letter(c: char) -> char {
    match c {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}

/// Splits a lower-case word into its letters without tone marks and its tone. `None` if it has two
/// tone marks.
pub fn split_tone(word: &str) -> Option<(String, u8)> {
    if word.is_ascii() {
        return Some((word.to_owned(), 0));
    }
    let mut tone = 0;
    let mut letters = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() || is_vowel(c) || c == 'đ' {
            letters.push(c);
            continue;
        }
        let mut base: Option<char> = None;
        for part in parts(c) {
            match (1..)
                .zip(MARKS.iter().skip(1).flatten())
                .find(|(_, mark)| **mark == part)
            {
                Some(_) if tone != 0 => return None,
                Some((at, _)) => tone = at,
                None => {
                    base = match base {
                        None => Some(part),
                        Some(first) => {
                            let whole = joined(first, part);
                            letters.extend(whole.is_none().then_some(first));
                            Some(whole.unwrap_or(part))
                        }
                    };
                }
            }
        }
        letters.extend(base);
    }
    Some((letters, tone))
}

impl Syllable {
    /// Reads a lower-case word in composed letters, with the tone mark on any of its vowels. `None`
    /// if Vietnamese has no such syllable.
    pub fn parse(word: &str) -> Option<Syllable> {
        if 24 < word.len() {
            return None;
        }
        let (letters, tone) = split_tone(word)?;
        let mut onsets = (0..).zip(ONSETS);
        onsets.find_map(|(onset, text)| {
            let rest = letters.strip_prefix(text)?;
            let rhyme = rhyme_behind(text, rest)?;
            let syllable = Syllable { onset, rhyme, tone };
            syllable.may_have_tone().then_some(syllable)
        })
    }

    pub fn code(self) -> u16 {
        (u16::from(self.onset) * N_RHYMES + u16::from(self.rhyme)) * N_TONES + u16::from(self.tone)
    }

    pub fn of_code(code: u16) -> Option<Syllable> {
        let rhyme = code / N_TONES;
        (code < N_CODES).then_some(Syllable {
            onset: u8::try_from(rhyme / N_RHYMES).ok()?,
            rhyme: u8::try_from(rhyme % N_RHYMES).ok()?,
            tone: u8::try_from(code % N_TONES).ok()?,
        })
    }

    /// Returns the syllable as laws write it, with the tone mark of an open "oa", "oe", "uy" on the
    /// first vowel: "hóa", "thủy".
    pub fn text(self) -> String {
        let (onset, rhyme) = (self.onset_text(), self.rhyme_text());
        let tail = match onset {
            // The u that the rhyme begins with is the u of the onset.
            "qu" => {
                let mut vowels = rhyme.chars();
                let first = vowels.next();
                let glides = matches!(first, Some('u' | 'o'))
                    && matches!(vowels.next(), Some('y' | 'ê' | 'â' | 'ơ' | 'a' | 'ă' | 'e'))
                    && rhyme != "ua";
                if glides { vowels_behind(rhyme) } else { rhyme }
            }
            "gi" => rhyme.strip_prefix('i').unwrap_or(rhyme),
            _ => rhyme,
        };
        let nucleus = tail.find(|c: char| !is_vowel(c)).unwrap_or(tail.len());
        let (vowels, coda) = tail.split_at_checked(nucleus).unwrap_or((tail, ""));
        let mut text = onset.to_owned();
        let Some(mark) = MARKS.get(usize::from(self.tone)).copied().flatten() else {
            text.push_str(tail);
            return text;
        };
        if vowels.is_empty() {
            // "gì", "gìn": the vowel of the onset carries the mark.
            text.pop();
            text.push_str(&with_mark('i', mark));
            text.push_str(coda);
            return text;
        }
        let at = marked_vowel(vowels, coda);
        for (n, vowel) in vowels.chars().enumerate() {
            match n == at {
                true => text.push_str(&with_mark(vowel, mark)),
                false => text.push(vowel),
            }
        }
        text.push_str(coda);
        text
    }

    /// The same rhyme and tone behind another onset.
    pub fn with_onset(self, onset: &str) -> Option<Syllable> {
        let at = ONSETS.iter().position(|it| *it == onset)?;
        Some(Syllable {
            onset: u8::try_from(at).ok()?,
            ..self
        })
    }

    pub fn onset_text(self) -> &'static str {
        ONSETS
            .get(usize::from(self.onset))
            .copied()
            .unwrap_or_default()
    }

    pub fn rhyme_text(self) -> &'static str {
        self.entry().map_or("", |it| it.text)
    }

    /// The vowels of the rhyme, without the tone.
    pub fn nucleus(self) -> &'static str {
        self.entry().map_or("", |it| it.nucleus)
    }

    pub fn coda(self) -> &'static str {
        self.entry().map_or("", |it| it.coda)
    }

    /// The rhyme without the marks of its letters.
    pub fn bare_rhyme(self) -> &'static str {
        self.entry().map_or("", |it| it.bare.as_str())
    }

    fn entry(self) -> Option<&'static Rhyme> {
        TABLE.get(usize::from(self.rhyme))
    }

    /// A syllable that ends in a stop has the tone sắc or nặng.
    fn may_have_tone(self) -> bool {
        !matches!(self.coda(), "c" | "ch" | "p" | "t") || matches!(self.tone, SAC | NANG)
    }
}

/// Returns a vowel with the mark of a tone. "ê" and U+0323 have no composition of their own, but the
/// whole has.
pub fn with_mark(vowel: char, mark: char) -> String {
    composed(&String::from_iter([vowel, mark]))
}

fn vowels_behind(rhyme: &'static str) -> &'static str {
    let mut chars = rhyme.chars();
    chars.next();
    chars.as_str()
}

/// Returns a lower-case word with its tone mark on the right letter, where it stands on a wrong one:
/// "qúy", "cuả", "khỏan". An open "oa", "oe" or "uy" has two right ones.
pub fn misplaced(word: &str) -> Option<String> {
    let right = Syllable::parse(word)?.text();
    let (letters, _) = split_tone(word)?;
    let is_other = right != word && split_tone(&right).is_some_and(|(it, _)| it == letters);
    let is_open = !letters.starts_with("qu")
        && ["oa", "oe", "uy"].iter().any(|it| letters.ends_with(it))
        && word.ends_with(|c: char| !c.is_ascii());
    (is_other && !is_open).then_some(right)
}

/// Returns the position of the rhyme that `rest` spells behind an onset.
fn rhyme_behind(onset: &str, rest: &str) -> Option<u8> {
    let position = |text: &str| POSITIONS.get(text).copied();
    let first = rest.chars().next();
    match onset {
        "qu" => match first? {
            'y' | 'ê' | 'â' | 'ơ' => position(&format!("u{rest}")),
            'a' | 'ă' | 'e' => position(&format!("o{rest}")),
            _ => position(rest),
        },
        "gi" => match first {
            Some('i' | 'y') => None,
            _ => position(rest).or_else(|| position(&format!("i{rest}"))),
        },
        "k" | "gh" | "ngh" => {
            position(rest).filter(|_| matches!(first, Some('i' | 'e' | 'ê' | 'y')))
        }
        "c" | "g" | "ng" => {
            position(rest).filter(|_| !matches!(first, Some('i' | 'e' | 'ê' | 'y')))
        }
        "" => position(rest).filter(|_| !rest.starts_with("iê")),
        _ => position(rest).filter(|_| !rest.starts_with("yê")),
    }
}

/// Returns which of the vowels carries the tone mark.
fn marked_vowel(vowels: &str, coda: &str) -> usize {
    let marked = vowels.chars().enumerate().filter(|(_, c)| !c.is_ascii());
    if let Some((at, _)) = marked.last() {
        return at;
    }
    match vowels.len() {
        1 => 0,
        2 if coda.is_empty() => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree() {
        assert_eq!(usize::from(N_RHYMES), RHYMES.split_whitespace().count());
        for code in 0..N_CODES {
            assert_eq!(Syllable::of_code(code).unwrap().code(), code);
        }
        assert_eq!(Syllable::of_code(N_CODES), None);
    }

    #[test]
    fn reads_and_writes_syllables() {
        for word in [
            "tỷ",
            "lệ",
            "người",
            "nghiệp",
            "được",
            "quyền",
            "giải",
            "quyết",
            "đường",
            "ủy",
            "gì",
            "nghiêng",
            "khuyến",
            "của",
            "y",
            "toàn",
            "yêu",
            "hoạch",
            "thuở",
            "xoong",
            "quốc",
            "quý",
            "quí",
            "giếng",
            "giữ",
            "hóa",
            "khỏe",
            "thủy",
            "khuya",
            "khuỷu",
            "quang",
            "quẹo",
            "quê",
            "gìn",
            "ngoài",
            "xoáy",
            "rượu",
            "hươu",
            "uốn",
            "ướt",
            "ích",
            "yết",
            "huỳnh",
            "quơ",
        ] {
            let syllable = Syllable::parse(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!(syllable.text(), word);
        }
        // Either place of the tone mark is read.
        assert_eq!(Syllable::parse("hoá"), Syllable::parse("hóa"));
        assert_eq!(Syllable::parse("thuỷ"), Syllable::parse("thủy"));
    }

    #[test]
    fn knows_on_which_letter_the_mark_stands() {
        for (word, right) in [
            ("qúy", "quý"),
            ("cuả", "của"),
            ("khỏan", "khoản"),
            ("gía", "giá"),
            ("gìa", "già"),
            ("qủa", "quả"),
            ("tíêp", "tiếp"),
        ] {
            assert_eq!(misplaced(word).as_deref(), Some(right), "{word}");
        }
        for word in [
            "hoá", "hóa", "khoẻ", "thuỷ", "thủy", "quý", "quí", "của", "mía", "giá", "gì", "giếng",
            "khuya", "ủy", "uỷ", "tuổi", "hm", "oà",
        ] {
            assert_eq!(misplaced(word), None, "{word}");
        }
    }

    #[test]
    fn knows_what_cannot_be() {
        for word in [
            "nghành",
            "ngiệp",
            "kách",
            "gi\u{ea}\u{303}c",
            "phát\u{301}",
            "hoat",
            "tổc",
            "cê",
            "nge",
            "trưc",
            "nguòi",
            "tôê",
            "strong",
            "hm",
            "bb",
            "ôtô",
            "hiẹu\u{302}n",
            "xuấ",
            "",
        ] {
            assert_eq!(Syllable::parse(word), None, "{word}");
        }
    }
}
