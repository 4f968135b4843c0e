//! # `invisible-character`
//!
//! Invisible characters: soft hyphens, zero-width spaces, byte order marks, and decomposed text, in
//! which letters and tone marks are separate characters.
//!
//! **Why.** Searching and comparing fail on texts that look identical.
//!
//! **Fix.** Removes the characters and composes the letters (NFC). Safe: the visible text stays the
//! same.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::{
    model::Severity,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "invisible-character",
    severity: Severity::Warning,
    title: Key::RuleInvisible,
    rationale: Key::RuleInvisibleWhy,
    source: "TCVN 6909:2001 (Unicode dựng sẵn), Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I.3",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for (column, text) in row.cells() {
        if is_plain(text) || (!text.contains(is_invisible) && is_nfc(text)) {
            continue;
        }
        let after: String = text.nfc().filter(|c| !is_invisible(*c)).collect();
        let step = scope.set_cell(column, after);
        let finding = scope.finding(&RULE, column, Key::Invisible.into());
        acc.push(finding.with_fix(Applicability::Safe, Key::FixInvisible.into(), vec![step]));
    }
}

/// Whether a text consists only of ASCII, composed Latin and Vietnamese letters, dashes and
/// quotation marks. This byte-level prefilter accepts nearly all cells.
fn is_plain(text: &str) -> bool {
    let mut before = [0u8; 2];
    text.bytes().all(|byte| {
        let [first, second] = before;
        before = [second, byte];
        match (second, byte) {
            (_, 0..=0x7f | 0xc3..=0xc9) => true,
            // Ạ to ỹ begin with E1 BA or E1 BB; “ and – begin with E2 80.
            (_, 0xe1 | 0xe2) => true,
            (0xe1, 0xba | 0xbb) | (0xe2, 0x80) => true,
            (0x80, 0x93..=0x9f) if first == 0xe2 => true,
            (0xba | 0xbb, 0x80..=0xbf) if first == 0xe1 => true,
            (0xc3..=0xc9, 0x80..=0xbf) => true,
            _ => false,
        }
    })
}

/// Whether a character is invisible and has no function in Vietnamese text. The zero-width joiner,
/// which emoji need, is kept.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::invisible_character::RULE, testing::*};

    #[test]
    fn a_look_at_the_bytes_lets_nothing_pass() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("ạ{c}b");
            let is_clean = !text.contains(super::is_invisible) && super::is_nfc(&text);
            assert!(is_clean || !super::is_plain(&text), "{:x}", c as u32);
        }
        assert!(super::is_plain("Tỷ lệ “hồ sơ” – 100%, Ăn ưởng Đ"));
    }

    #[test]
    fn reports_and_drops_what_nobody_sees() {
        let text = "
            stt | content
            - 1 | ph\u{ad}ương\u{200b} pháp
            - 2 | Ty\u{309} lê\u{323} hô\u{300} sơ
            - 3 | Bình thường 👨‍👩‍👧
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: Có ký tự ẩn hoặc chữ có dấu lưu tách rời.
        row 2 content: Có ký tự ẩn hoặc chữ có dấu lưu tách rời.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | phương pháp
        - 2 | Tỷ lệ hồ sơ
        - 3 | Bình thường 👨‍👩‍👧
        ");
    }
}
