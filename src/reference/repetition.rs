//! Words that may stand twice in a row.

use super::{syllable_pairs::Pairs, words::id_of};

/// Words that stand beside any other, so that twice in a row is a slip.
const FUNCTION_WORDS: &[&str] = &[
    "của", "và", "các", "những", "cho", "được", "là", "với", "trong", "để", "theo", "tại", "từ",
    "có", "về", "trên", "đến", "do", "bằng", "bị", "khi", "này", "đã", "sẽ", "ở", "như", "hoặc",
    "vào", "tới", "một", "mỗi",
];

/// Words that mean "every" when doubled, "ngày ngày".
const REDUPLICATED: &[&str] = &[
    "ngày", "nhà", "người", "ngành", "đời", "năm", "tháng", "nơi", "lớp", "làng",
];

/// Words that are written twice to say one thing: "luôn luôn", "từ từ".
const LIKE_ONE: &[&str] = &[
    "luôn",
    "dần",
    "thường",
    "riêng",
    "chung",
    "hay",
    "đều",
    "vừa",
    "xa",
    "mãi",
    "ầm",
    "chuyên",
    "ai",
    "đâu",
    "song",
    "xinh",
    "rất",
    "lâu",
    "sâu",
    "cao",
    "lần",
    "hàng",
];

/// Two syllables are a compound where one is beside the other in at least this share of its places.
const END_MIN: f32 = 0.04;
const BEGIN_MIN: f32 = 0.015;

/// Whether a word may stand twice in a row: people write it so, or each belongs to a compound with its
/// neighbour. `before` and `behind` are the words around both.
pub fn is_natural_repetition(
    pairs: &Pairs,
    before: Option<&str>,
    word: &str,
    behind: Option<&str>,
) -> bool {
    if FUNCTION_WORDS.contains(&word) {
        return matches!(
            (word, behind),
            ("của", Some("cải")) | ("các", Some("bon" | "tông"))
        );
    }
    let Some(own) = id_of(pairs, word).filter(|_| !REDUPLICATED.contains(&word)) else {
        return true;
    };
    if LIKE_ONE.contains(&word) {
        return true;
    }
    // Counted where two compounds meet, "thực hiện hiện đại hóa"; then each must be one here too.
    let ends = before.and_then(|it| id_of(pairs, it)).map_or(1.0, |it| {
        let n = pairs.times(it, own);
        (n / pairs.count(it)).max(n / pairs.count(own))
    });
    let begins = behind.and_then(|it| id_of(pairs, it)).map_or(0.0, |it| {
        let n = pairs.times(own, it);
        (n / pairs.count(it)).max(n / pairs.count(own))
    });
    pairs.class(own, own).is_some() && END_MIN <= ends && BEGIN_MIN <= begins
}
