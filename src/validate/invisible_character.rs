//! # `invisible-character`
//!
//! Characters nobody sees: soft hyphens, zero-width spaces, byte order marks, and text whose letters
//! and tone marks are stored apart.
//!
//! **Why.** Searching and comparing then fail on texts that look the same.
//!
//! **Fix.** Takes them out, and composes the letters. Always safe: what is seen stays.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::{Applicability, Check, Diagnostic, Rule, Scope, Severity};
use crate::{model::Row, wording::Key};

pub(super) const RULE: Rule = Rule {
    id: "invisible-character",
    severity: Severity::Warning,
    title: Key::RuleInvisible,
    rationale: Key::RuleInvisibleWhy,
    source: "TCVN 6909:2001 (Unicode dựng sẵn), Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I.3",
    check: Check::Row(check),
};

fn check(scope: &Scope, row: &Row, acc: &mut Vec<Diagnostic>) {
    for (column, text) in row.cells() {
        if !text.contains(is_invisible) && is_nfc(text) {
            continue;
        }
        let after: String = text.nfc().filter(|c| !is_invisible(*c)).collect();
        let step = scope.set_cell(row, column, after);
        let finding = scope.finding(&RULE, row, column, Key::Invisible.into());
        acc.push(finding.with_fix(Applicability::Safe, Key::FixInvisible.into(), vec![step]));
    }
}

/// Nothing to see and nothing to say in Vietnamese. The joiners of emoji stay.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::testing::*, RULE};

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
