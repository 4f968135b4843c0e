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

/// Whether a word may stand twice in a row: people write it so, or each belongs to a compound with its
/// neighbour.
pub fn is_natural_repetition(pairs: &Pairs, word: &str, behind: Option<&str>) -> bool {
    if FUNCTION_WORDS.contains(&word) {
        return matches!(
            (word, behind),
            ("của", Some("cải")) | ("các", Some("bon" | "tông"))
        );
    }
    let Some(own) = id_of(pairs, word).filter(|_| !REDUPLICATED.contains(&word)) else {
        return true;
    };
    // Counted where two compounds meet, "thực hiện hiện đại hóa".
    pairs.class(own, own).is_some()
}
