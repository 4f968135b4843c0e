//! # `capital-in-word`
//!
//! A capital inside a Vietnamese word: "tIếp nhận". Units, names and abbreviations ("kWh", "eKYC",
//! "VNeID") are no Vietnamese words.
//!
//! **Fix.** Writes the small letter. Safe: no word changes.

use super::glued_words::missing_blank;
use crate::{
    model::{Role, Severity},
    reference::syllable_pairs::pairs,
    text::{
        orthography::Syllable,
        search::{capitalised, offset_in},
        syllable::is_syllable,
    },
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "capital-in-word",
    severity: Severity::Warning,
    title: Key::RuleCapitalInWord,
    rationale: Key::RuleCapitalInWordWhy,
    source: "Chữ hoa đứng ở đầu từ. Ví dụ: “cHuyển đổi” nên viết “chuyển đổi”",
    check: Check::Row(check),
};

const TEXTS: &[Role] = &[
    Role::Content,
    Role::Result,
    Role::Lead,
    Role::Coordinating,
    Role::Note,
    Role::Time,
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| TEXTS.contains(&role)) {
        if let Some(at) = may_mix(text).then(|| missing_blank(text)).flatten() {
            let (before, behind) = text.split_at(at);
            let last = before.split_whitespace().next_back().unwrap_or_default();
            let first = behind.split_whitespace().next().unwrap_or_default();
            let message = Key::BlankMissing.with([last.to_owned(), first.to_owned()]);
            let label = Key::FixReplaceBy.with([format!("{last} {first}")]);
            let step = scope.set_cell(column.id, format!("{before} {behind}"));
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
            continue;
        }
        let Some(word) = mixed_word(text).or_else(|| doubly_large(text)) else {
            continue;
        };
        // "BỒi dưỡng" begins the text or stands inside it.
        if word.starts_with(char::is_uppercase) {
            let is_first = offset_in(text, word) == 0;
            let lower = word.to_lowercase();
            // "UBND PhườNg" has a capital of its own, "hồ ĐưỢc" none.
            let before = text.get(..offset_in(text, word)).unwrap_or_default();
            let has_own = word.chars().nth(1).is_some_and(char::is_lowercase)
                && before.trim_end().ends_with(char::is_uppercase);
            let right = match is_first || has_own {
                true => capitalised(&lower),
                false => lower,
            };
            let message = Key::CapitalInWord.with([word.to_owned(), right.clone()]);
            let label = Key::FixReplaceBy.with([right.clone()]);
            let step = scope.set_cell(column.id, text.replacen(word, &right, 1));
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
            continue;
        }
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        let right = format!("{first}{}", letters.as_str().to_lowercase());
        let message = Key::CapitalInWord.with([word.to_owned(), right.clone()]);
        let label = Key::FixReplaceBy.with([right.clone()]);
        let step = scope.set_cell(column.id, text.replacen(word, &right, 1));
        let finding = scope.finding(&RULE, column.id, message);
        acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
    }
}

/// Finds a word with two capitals before small letters, "BỒi", that is one in use.
fn doubly_large(text: &str) -> Option<&str> {
    let may_begin = |at: usize| {
        let mut letters = text.get(at + 1..).unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let mut bytes = text.bytes().enumerate();
    if !bytes.any(|(at, byte)| byte.is_ascii_uppercase() && may_begin(at)) {
        return None;
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.into_iter().find(|word| {
        let capitals = word.chars().take_while(|it| it.is_uppercase()).count();
        let rest_is_small = word.chars().skip(2).all(char::is_lowercase);
        let is_long = 3 <= word.chars().count();
        capitals == 2 && rest_is_small && is_long && is_usual(word)
    })
}

/// Whether a word has no small letter.
fn is_shouted(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

/// Whether people often write a word.
fn is_usual(word: &str) -> bool {
    let pairs = pairs();
    let syllable = Syllable::parse(&word.to_lowercase());
    let id = syllable.and_then(|it| pairs.id(&it.text()));
    id.is_some_and(|id| USUAL <= pairs.count(id))
}

const USUAL: f32 = 60.0;

/// Whether a capital stands behind a letter: a cheap look before words are cut out.
fn may_mix(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |at: usize, n: usize| bytes.get(at + n).copied().unwrap_or_default();
    let mixes = |at: usize| {
        let (before, now) = (behind(at, 0), behind(at, 1));
        let follows = before.is_ascii_lowercase() || 0x80 <= before;
        // Ơ and Ư; the capitals from Ạ on have even numbers.
        let is_capital = || match now {
            0xC6 => matches!(behind(at, 2), 0xA0 | 0xAF),
            0xE1 => matches!(behind(at, 2), 0xBA | 0xBB) && behind(at, 3) % 2 == 0,
            _ => now.is_ascii_uppercase() || matches!(now, 0xC3 | 0xC4),
        };
        follows && is_capital()
    };
    (0..bytes.len()).any(mixes)
}

/// Finds a word with one capital behind small letters.
fn mixed_word(text: &str) -> Option<&str> {
    if !may_mix(text) {
        return None;
    }
    let mut was_small = false;
    let mut has_mixed = false;
    for c in text.chars() {
        // Text in a wrong encoding has letters like these in every word.
        if matches!(c, '\u{80}'..='\u{bf}' | 'Ã' | 'Ä' | 'Æ' | 'Å') {
            return None;
        }
        has_mixed |= was_small && c.is_uppercase();
        was_small = c.is_lowercase();
    }
    if !has_mixed {
        return None;
    }
    let words = text.split(|c: char| !c.is_alphabetic());
    words.into_iter().find(|word| {
        let n = word.chars().count();
        let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
        // "kW" and "DaNang" are no words of the language, but "sƠ" and "ĐưỢc" are.
        let is_marked = !word.is_ascii();
        let is_long = 3 <= n || is_marked;
        let may_begin = word.starts_with(char::is_lowercase) || is_marked;
        is_long && capitals == 1 && may_begin && !is_shouted(word) && is_syllable(word)
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::capital_in_word::RULE, testing::*};

    #[test]
    fn reports_capitals_inside_words() {
        let text = "
            stt | content
            - 1 | Hướng dẫn tIếp nhận hồ sơ
            - 2 | Tiết kiệm 10 kWh, dùng VNeID, eKYC, iOS
            - 3 | Kiá»n toÃ n lÃnh tIêp
            - 4 | Số công chức được BỒi dưỡng, KHCN, THCS, ThS
            - 5 | Lập hồ sƠ đề nghị
            - 6 | Số hồ ĐưỢc nạo vét, UBND xã Ơi, LÊ Ông
            - 7 | Giao UBND PhườNg An Hải
            - 8 | Bến thuyềnBạch Đằng
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “tIếp” có chữ hoa giữa từ, nên viết “tiếp”.
        row 4 content: “BỒi” có chữ hoa giữa từ, nên viết “bồi”.
        row 5 content: “sƠ” có chữ hoa giữa từ, nên viết “sơ”.
        row 6 content: “ĐưỢc” có chữ hoa giữa từ, nên viết “được”.
        row 7 content: “PhườNg” có chữ hoa giữa từ, nên viết “Phường”.
        row 8 content: Thiếu dấu cách giữa “thuyền” và “Bạch”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Hướng dẫn tiếp nhận hồ sơ
        - 2 | Tiết kiệm 10 kWh, dùng VNeID, eKYC, iOS
        - 3 | Kiá»n toÃ n lÃnh tIêp
        - 4 | Số công chức được bồi dưỡng, KHCN, THCS, ThS
        - 5 | Lập hồ sơ đề nghị
        - 6 | Số hồ được nạo vét, UBND xã Ơi, LÊ Ông
        - 7 | Giao UBND Phường An Hải
        - 8 | Bến thuyền Bạch Đằng
        ");
    }
}
