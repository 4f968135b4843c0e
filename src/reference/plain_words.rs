//! Words that the spelling treats apart: foreign ones, those without marks, those that stand anywhere.

use super::{
    syllable_pairs::Pairs,
    words::{Kind, Word},
};
use crate::text::orthography::Syllable;

/// Foreign words that are written like Vietnamese ones without marks.
pub(super) const FOREIGN: &[&str] = &[
    "kit", "set", "net", "top", "bit", "hot", "tip", "lap", "pop", "pet", "cat", "dot", "map",
    "tap", "hat", "hit", "bat", "lot", "cut", "cop", "pin", "chat", "chip", "chap", "tech", "that",
    "boat", "coat", "goat", "test", "bot", "mac", "pac", "doc", "sec", "sic", "vac", "tec", "nec",
    "cap", "gap", "tac", "pic", "vet", "mit", "nit", "sit", "pit", "rap", "hip", "zip", "vip",
    "pep", "chef", "beef", "beer", "reef", "roof", "hair", "chair", "door", "poor", "boost",
    "roost",
];

/// Loanwords that are written as one word, though two of their syllables are words that stand beside each other.
const LOANWORDS: &[&str] = &[
    "ôtô",
    "môtô",
    "canô",
    "nilông",
    "ôxy",
    "ôzôn",
    "ximăng",
    "bêtông",
    "amiăng",
    "kilôgam",
    "kilômét",
    "càphê",
    "mêtan",
    "áxít",
    "axít",
    "hyđrô",
    "hiđrô",
    "nitơ",
    "magiê",
    "crôm",
    "prôtêin",
    "lôgic",
    "lôgô",
    "rôbốt",
    "vắcxin",
    "môđun",
    "mômen",
    "sơmi",
    "balô",
    "đôla",
    "phôtô",
    "gluxít",
    "lôgarit",
    "vectơ",
];

/// Whether a word that nobody counted is a known loanword.
pub(super) fn is_loanword(lower: &str) -> bool {
    LOANWORDS.contains(&lower)
}

/// Whether syllables without tone are joined as only loanwords join them, "xôma", "pôlime".
pub(super) fn is_joined_as_loanword(lower: &str) -> bool {
    let is_level = |part: &str| Syllable::parse(part).is_some_and(|it| it.tone == 0);
    lower.char_indices().skip(1).any(|(at, c)| {
        let begins_syllable = !is_vowel(c);
        let (first, rest) = lower.split_at_checked(at).unwrap_or_default();
        let is_rest = || is_level(rest) || is_joined_as_loanword(rest);
        begins_syllable && is_level(first) && is_rest()
    })
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

/// Words that stand beside any other.
pub(super) const STAND_ANYWHERE: &[&str] = &[
    "để", "của", "và", "các", "cho", "với", "có", "được", "trong", "theo", "tại", "từ", "về",
    "trên", "đến", "do", "bị", "là", "khi", "không", "công", "một", "vào",
];

/// Onsets that a blank may part from their rhyme: "th ực".
pub(super) const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", "qu", "gi", "b", "c", "d", "đ", "h",
    "l", "n", "r", "s", "t", "v", "x",
];

/// Whether a word is the beginning of one, "th" of "thông": the text is cut there.
pub(crate) fn is_begun(word: &str) -> bool {
    1 < word.len() && ONSETS.contains(&word)
}

/// Whether a whole text is written without marks, "ke hoach chuyen doi so": nearly all of its words are
/// those of Vietnamese but for their marks, and some are none without.
pub(super) fn is_without_marks(pairs: &Pairs, text: &str, words: &[Word]) -> bool {
    if !text.is_ascii() || words.len() < UNMARKED_WORDS {
        return false;
    }
    let (mut alike, mut impossible) = (0, 0);
    for word in words.iter().filter(|it| it.kind != Kind::Foreign) {
        let is_alike = !pairs.marked(&word.lower).is_empty();
        alike += usize::from(is_alike);
        let is_none =
            Syllable::parse(&word.lower).is_none() && !FOREIGN.contains(&word.lower.as_str());
        impossible += usize::from(is_alike && (is_none || word.id.is_none()));
    }
    words.len() * 4 <= alike * 5 && 1 <= impossible
}

/// Fewer words without marks may be a name.
const UNMARKED_WORDS: usize = 4;

/// Whether a word names a level of government or a time of the year. It stands behind any compound
/// (“điều hành tỉnh”, “chia theo quý”), so what precedes it says nothing.
pub(super) fn begins_phrase(word: &str) -> bool {
    [
        "tỉnh",
        "xã",
        "phường",
        "huyện",
        "cấp",
        "ngành",
        "quý",
        "tháng",
        "năm",
    ]
    .contains(&word)
}

/// Whether a word multiplies what follows: "tỷ con", "nghìn lượt".
pub(super) fn multiplies(word: &str) -> bool {
    ["trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "chục"].contains(&word)
}

/// Whether a word is the symbol of a unit.
pub(super) fn is_short_unit(word: &str) -> bool {
    matches!(
        word,
        "km" | "kg" | "cm" | "mm" | "dm" | "ml" | "kw" | "mw" | "kv" | "hz" | "gb" | "mb" | "tb"
    )
}

/// Whether a letter is Vietnamese and has a mark.
pub(super) fn is_vietnamese(c: char) -> bool {
    matches!(c, 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | 'ạ'..='ỹ')
}
