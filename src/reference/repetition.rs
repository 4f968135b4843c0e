//! Words and phrases that stand twice in a row, and those that may.

use super::{
    syllable_pairs::{Pairs, pairs},
    words::id_of,
};
use crate::text::letters::{is_alphanumeric, lower};

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

/// Words that name an animal, a plant or a thing when doubled: "le le".
const NAMES: &[&str] = &[
    "ba", "le", "cu", "cào", "chuồn", "chôm", "su", "đa", "te", "giẻ", "thia", "bìm", "mòng",
];
/// Words so rare that nobody writes them by themselves: doubled, they are a name.
const RARE: f32 = 20.0;

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
const BEGIN_MIN: f32 = 0.03;
/// The same for a compound that is one wherever it stands.
const COMPOUND_MIN: f32 = 0.15;
/// How often a pair is written that tells nothing.
const SELDOM: f32 = 30.0;

/// Whether a word may stand twice in a row: people write it so, or each belongs to a compound with its
/// neighbour. `before` and `behind` are the words around both.
fn is_natural_repetition(
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
    if LIKE_ONE.contains(&word) || NAMES.contains(&word) || pairs.count(own) < RARE {
        return true;
    }
    // Counted where two compounds meet, "thực hiện hiện đại hóa"; then each must be one here too. A word
    // that stands beside any other begins none: "các khu khu công nghiệp".
    let Some(before) = before.filter(|it| !FUNCTION_WORDS.contains(it)) else {
        return false;
    };
    let ends = id_of(pairs, before).map_or(1.0, |it| {
        let n = pairs.times(it, own);
        (n / pairs.count(it)).max(n / pairs.count(own))
    });
    let begins = behind.and_then(|it| id_of(pairs, it)).map_or(0.0, |it| {
        let n = pairs.times(own, it);
        (n / pairs.count(it)).max(n / pairs.count(own))
    });
    // "bản vẽ hoàn công công trình": without the first, the words would be ones that nobody writes.
    let is_seldom = id_of(pairs, before).is_none_or(|it| pairs.times(it, own) < SELDOM);
    let meets = END_MIN <= ends || (is_seldom && COMPOUND_MIN <= begins);
    pairs.class(own, own).is_some() && meets && BEGIN_MIN <= begins
}

/// Whether the second of two equal words is rather a slip for one that goes with the word behind, "Thời
/// gian gian đoạn": then dropping it would lose a word.
pub fn second_is_other(once: &str, behind: &str) -> bool {
    let pairs = pairs();
    let lower = once.to_lowercase();
    let next = behind
        .trim_start()
        .split(|c: char| !c.is_alphabetic())
        .next();
    let (Some(own), Some(next)) = (
        id_of(pairs, &lower),
        next.and_then(|it| id_of(pairs, &it.to_lowercase())),
    ) else {
        return false;
    };
    let bare = pairs.form(own).map_or("", |it| it.bare());
    !pairs.is_frequent(own, next)
        && pairs
            .with_letters(bare)
            .iter()
            .any(|it| *it != own && pairs.is_frequent(*it, next))
}

/// Most words of a phrase that is looked for twice in a row.
const PHRASE_MAX: usize = 6;

/// Returns the words and phrases that a text has twice in a row: where the first begins and ends, and
/// where the second ends.
pub fn repetitions(text: &str) -> Vec<(usize, usize, usize)> {
    let words = words_of(text);
    let mut found = Vec::new();
    // Fast path: nearly no text has a word twice so near.
    let sums: Vec<u32> = words.iter().map(|(_, word)| sum(word)).collect();
    let has_one = (1..=PHRASE_MAX).any(|length| {
        let pairs = sums.iter().zip(sums.iter().skip(length));
        pairs.into_iter().any(|(one, two)| one == two)
    });
    if !has_one {
        return found;
    }
    let mut at = 0;
    while at < words.len() {
        let mut lengths = (1..=PHRASE_MAX).rev();
        let length = lengths.find(|length| is_repeated(text, &words, at, *length));
        at += match length {
            Some(length) => {
                let end_of = |n: usize| words.get(at + n).map(|(at, word)| at + word.len());
                let start = words.get(at).map(|(at, _)| *at);
                if let (Some(start), Some(middle), Some(end)) =
                    (start, end_of(length - 1), end_of(2 * length - 1))
                {
                    found.push((start, middle, end));
                }
                2 * length
            }
            None => 1,
        };
    }
    found
}

/// A number that words have in common which differ in capitals only.
fn sum(word: &str) -> u32 {
    let letters = word.chars().map(|c| u32::from(lower(c)));
    letters.fold(0, |sum, c| sum.wrapping_mul(31).wrapping_add(c))
}

/// The words of a text, each with its byte offset.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(Some).chain([None]);
    for it in ends {
        let (at, is_letter) = it.map_or((text.len(), false), |(at, c)| (at, is_alphanumeric(c)));
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, text.get(from..at).unwrap_or_default()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether `length` words at `at` are written again behind, with nothing but blanks between.
fn is_repeated(text: &str, words: &[(usize, &str)], at: usize, length: usize) -> bool {
    let (Some(first), Some(second)) = (
        words.get(at..at + length),
        words.get(at + length..at + 2 * length),
    ) else {
        return false;
    };
    let is_same = |a: &str, b: &str| {
        let [a_lower, b_lower] = [a, b].map(|it| it.chars().flat_map(char::to_lowercase));
        a == b || a_lower.eq(b_lower)
    };
    if !first.iter().zip(second).all(|(a, b)| is_same(a.1, b.1)) {
        return false;
    }
    let all = words.get(at..at + 2 * length).unwrap_or_default();
    let are_adjacent = all
        .iter()
        .zip(all.iter().skip(1))
        .all(|((from, word), (to, _))| {
            text.get(from + word.len()..*to)
                .is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == '\u{a0}'))
        });
    if !are_adjacent {
        return false;
    }
    let has_letters = first
        .iter()
        .all(|(_, word)| word.chars().all(char::is_alphabetic));
    if !has_letters
        || first
            .iter()
            .any(|(_, word)| word.chars().nth(1).is_none() && *word != "ở")
    {
        return false;
    }
    // "Quảng Ninh Ninh Bình": a capital may begin another name.
    if second
        .first()
        .is_some_and(|(_, word)| word.starts_with(char::is_uppercase))
        && length == 1
    {
        let is_shouted = !text.chars().any(char::is_lowercase);
        if !is_shouted {
            return false;
        }
    }
    let lower = |at: usize| words.get(at).map(|(_, word)| word.to_lowercase());
    let word = lower(at).unwrap_or_default();
    if 1 < length {
        // "dần dần dần dần" is one word.
        return first.iter().any(|(_, it)| it.to_lowercase() != word);
    }
    // What stands before a comma is no part of a compound with what stands behind it.
    let joins = |(from, word): &(usize, &str)| {
        let gap = words
            .get(at)
            .and_then(|(to, _)| text.get(from + word.len()..*to));
        gap.is_some_and(|it| it.chars().all(|c| c == ' ' || c == '\u{a0}'))
    };
    let is_joined = at
        .checked_sub(1)
        .and_then(|it| words.get(it))
        .is_some_and(joins);
    let before = at.checked_sub(1).and_then(lower).filter(|_| is_joined);
    let behind = lower(at + 2);
    !is_natural_repetition(pairs(), before.as_deref(), &word, behind.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_stand_twice() {
        let twice = |text: &str| -> Vec<String> {
            let found = repetitions(text).into_iter();
            found
                .map(|(start, middle, _)| text[start..middle].to_owned())
                .collect()
        };
        for (text, found) in [
            ("DANH MỤC DANH MỤC NHIỆM VỤ NĂM 2026", "DANH MỤC"),
            (
                "CHỈ TIÊU CHỦ YẾU CHỈ TIÊU CHỦ YẾU NĂM 2026",
                "CHỈ TIÊU CHỦ YẾU",
            ),
            ("NHIỆM VỤ VÀ VÀ GIẢI PHÁP", "VÀ"),
            ("hạ tầng 5G trong các khu khu công nghiệp", "khu"),
            ("Tiếp công dân, giải giải quyết kiến nghị", "giải"),
            (
                "tổ chức thực hiện tổ chức thực hiện kế hoạch",
                "tổ chức thực hiện",
            ),
        ] {
            assert_eq!(twice(text), [found], "{text}");
        }
        for text in [
            "NHIỆM VỤ THỰC HIỆN HIỆN ĐẠI HÓA HÀNH CHÍNH",
            "Cơ quan quan trắc; quản lý lý lịch tư pháp",
            "Bản vẽ hoàn công công trình sử dụng vốn nhà nước",
            "Tăng dần dần dần dần mức chi",
            "Đền bù lúa bị sếu, gà đãy, le le ăn",
            "Nuôi ba ba, chuồn chuồn, cu cu",
            "Báo cáo, báo cáo",
        ] {
            assert_eq!(twice(text), [""; 0], "{text}");
        }
    }
}
