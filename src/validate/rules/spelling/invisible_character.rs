//! # `invisible-character`
//!
//! Invisible characters: soft hyphens, zero-width characters, byte order marks, noncharacters,
//! direction marks in a text that has one direction, and decomposed text, in which letters and tone
//! marks are separate characters. Characters that do something are reported by `control-character`.
//!
//! **Why.** Searching and comparing fail on texts that look identical.
//!
//! **Fix.** Removes the characters and composes the letters (NFC). Safe: the visible text stays the
//! same.

use crate::{
    model::Severity,
    text::{
        canonical::{composed, is_composed, parts},
        hidden::{Hidden, is_plain, turns_round},
    },
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "invisible-character",
    severity: Severity::Warning,
    title: Key::RuleInvisible,
    rationale: Key::RuleInvisibleWhy,
    source: "Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP (bộ mã ký tự Unicode theo Tiêu chuẩn Việt Nam TCVN 6909:2001)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for (column, text) in row.cells() {
        if is_plain(text) {
            continue;
        }
        let is_turned = turns_round(text);
        let is_idle = |c: char| is_idle(c, is_turned);
        if !text.contains(is_idle) && is_composed(text) {
            // Which letter was meant, only a person knows.
            if has_marks_exchanged(text) {
                acc.push(scope.finding(&RULE, column, Key::Invisible.into()));
            }
            continue;
        }
        // Composed after the removal: a removed character may stand between a letter and its mark.
        let after = composed(&text.replace(is_idle, ""));
        let step = scope.set_cell(column, after);
        let finding = scope.finding(&RULE, column, Key::Invisible.into());
        acc.push(finding.with_fix(Applicability::Safe, Key::FixInvisible.into(), vec![step]));
    }
}

/// Whether a tone mark stands before the other mark of its letter, so that the two are no letter of
/// Vietnamese: "á̂" for "ấ".
fn has_marks_exchanged(text: &str) -> bool {
    let mut before = None;
    text.chars().any(|c| {
        let letter = before.replace(c);
        let is_mark = matches!(c, '\u{302}' | '\u{306}' | '\u{31b}');
        let mut parts = letter.filter(|_| is_mark).into_iter().flat_map(parts);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(base), Some(tone), None) => {
                composed(&String::from_iter([base, c, tone]))
                    .chars()
                    .count()
                    == 1
            }
            _ => false,
        }
    })
}

/// Whether removing a character changes nothing that is seen: it does nothing, or sets a direction
/// in a text that is read from left to right only.
fn is_idle(c: char, is_turned: bool) -> bool {
    match Hidden::of(c) {
        // Between letters that join, as in Persian, the zero-width non-joiner is seen.
        Some(Hidden::Nothing) => c != '\u{200c}' || !is_turned,
        Some(Hidden::Direction) => !is_turned,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        text::canonical::is_composed,
        validate::{rules::spelling::invisible_character::RULE, testing::*},
    };

    #[test]
    fn a_look_at_the_bytes_lets_nothing_pass() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("ạ{c}b");
            assert!(
                is_composed(&text) || !super::is_plain(&text),
                "{:x}",
                c as u32
            );
        }
    }

    #[test]
    fn marks_in_the_wrong_order_are_reported() {
        let text = "content\n- nguời dân tá\u{302}p luyện\n- Êđê: ê\u{306}, ơ\u{306}";
        assert_snapshot!(report(&RULE, text), @"row 1 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.");
    }

    #[test]
    fn drops_what_does_nothing_in_this_text() {
        let text = "
            stt | content
            - 1 | phương\u{200c} pháp\u{fffe}
            - 2 | \u{202a}C:\\Kế hoạch\u{202c}\u{200e}
            - 3 | e\u{200b}\u{301}
            - 4 | abc\u{202e}gpj.exe
            - 5 | می\u{200c}خواهم
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.
        row 2 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.
        row 3 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.
        "#);
        let after = fixed(&RULE, text);
        assert!(
            after.contains("phương pháp\n") && after.contains("| C:\\Kế hoạch\n"),
            "{after:?}"
        );
        assert!(
            after.contains("| é\n") && after.contains("می\u{200c}خواهم"),
            "{after:?}"
        );
    }

    #[test]
    fn reports_and_drops_what_nobody_sees() {
        let text = "
            stt | content
            - 1 | ph\u{ad}ương\u{200b} pháp
            - 2 | Ty\u{309} lê\u{323} hô\u{300} sơ
            - 3 | Bình thường 👨‍👩‍👧
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.
        row 2 content: Có ký tự ẩn, hoặc chữ có dấu được lưu tách rời; nhìn không thấy khác.
        "#);
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | phương pháp
        - 2 | Tỷ lệ hồ sơ
        - 3 | Bình thường 👨‍👩‍👧
        ");
    }
}
