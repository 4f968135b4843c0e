//! # `capital-in-word`
//!
//! A capital inside a Vietnamese word: "tIếp nhận". Units, names and abbreviations ("kWh", "eKYC",
//! "VNeID") are no Vietnamese words.
//!
//! **Fix.** Writes the small letter. Safe: no word changes.

use crate::{
    model::{Role, Severity},
    text::syllable::is_syllable,
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
        let Some(word) = mixed_word(text) else {
            continue;
        };
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

/// Finds a word with one capital behind small letters.
fn mixed_word(text: &str) -> Option<&str> {
    // Cheap look before words are cut out: a capital behind a letter.
    let bytes = text.as_bytes().windows(2);
    let may_mix = |pair: &[u8]| match pair {
        [before, now] => {
            let follows = before.is_ascii_lowercase() || 0x80 <= *before;
            follows && (now.is_ascii_uppercase() || matches!(now, 0xC3 | 0xC4))
        }
        _ => false,
    };
    if !bytes.into_iter().any(may_mix) {
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
        3 <= n && capitals == 1 && word.starts_with(char::is_lowercase) && is_syllable(word)
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
        ";
        assert_snapshot!(report(&RULE, text), @"row 1 content: “tIếp” có chữ hoa giữa từ, nên viết “tiếp”.");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Hướng dẫn tiếp nhận hồ sơ
        - 2 | Tiết kiệm 10 kWh, dùng VNeID, eKYC, iOS
        - 3 | Kiá»n toÃ n lÃnh tIêp
        ");
    }
}
