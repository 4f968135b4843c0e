//! # `misread-text`
//!
//! UTF-8 text that a program read in another encoding: `Ná»™i vá»¥` for "Nội vụ"; or letters that
//! became question marks: "Ph?t tri?n".
//!
//! **Fix.** The text as it was meant, where all of it can be restored. Unsafe: to be read first.

use crate::{
    model::Severity,
    text::{canonical::composed, misread, search::around},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "misread-text",
    severity: Severity::Error,
    title: Key::RuleMisread,
    rationale: Key::RuleMisreadWhy,
    source: "Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP (bộ mã ký tự Unicode theo Tiêu chuẩn Việt Nam TCVN 6909:2001)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.row.cells() {
        if let Some((start, end)) = question_mark(text) {
            let message = Key::LettersLost.with([around(text, start, end)]);
            acc.push(scope.finding(&RULE, column, message));
            continue;
        }
        if !misread::may_be_misread(text) {
            continue;
        }
        let Some(meant) = misread::recovered(text) else {
            continue;
        };
        let meant = composed(&meant);
        let message = Key::Misread.with([meant.clone()]);
        let finding = scope.finding(&RULE, column, message);
        // What still looks misread has lost bytes that nobody can restore.
        let is_partial = meant.contains(['Ä', 'Å', 'Æ', 'º', '»', '¼', '\u{ad}']);
        if is_partial || misread::may_be_misread(&meant) {
            acc.push(finding);
            continue;
        }
        let step = scope.set_cell(column, meant);
        acc.push(finding.with_fix(Applicability::Unsafe, Key::FixDecode.into(), vec![step]));
    }
}

/// Returns the first word with a question mark between its letters, if there are two such words, or
/// one with two.
fn question_mark(text: &str) -> Option<(usize, usize)> {
    memchr::memchr(b'?', text.as_bytes())?;
    let mut first = None;
    let mut n = 0;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['?', '.', ',', ';', ')']);
        let is_address = bare.contains(['/', '=', '&', '@']);
        let inside = bare.char_indices().filter(|(at, c)| {
            let before = bare.get(..*at).and_then(|it| it.chars().next_back());
            let behind = bare.get(at + 1..).and_then(|it| it.chars().next());
            *c == '?'
                && before.is_some_and(char::is_alphabetic)
                && behind.is_some_and(char::is_lowercase)
        });
        let here = if is_address { 0 } else { inside.count() };
        if 0 < here {
            first = first.or(Some((at, at + bare.len())));
        }
        n += here;
        at += word.len();
    }
    first.filter(|_| 2 <= n)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::misread_text::RULE, testing::*};

    #[test]
    fn restores_misread_text() {
        let text = "
            stt | content | lead
            - 1 | Tá»· lá»‡ há»“ sÆ¡ | Sá»Ÿ Ná»™i vá»¥
            - 2 | Ph?t tri?n ch?nh quy?n s? | Sở Y tế
            - 3 | ĐÃ HOÀN THÀNH | Đã xong? Chưa rõ?
            - 4 | https://a.vn/x?b=c&d?e | Théâtre à l’été
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: Chữ bị đọc sai bảng mã, có thể là “Tỷ lệ hồ sơ”.
        row 1 lead: Chữ bị đọc sai bảng mã, có thể là “Sở Nội vụ”.
        row 2 content: Chữ có dấu đã thành dấu hỏi (“Ph?t tri?n ch?nh”); cần gõ lại theo bản gốc.
        "#);
        assert_snapshot!(fixed_all(&RULE, text), @r#"
        - 1 | Tỷ lệ hồ sơ | Sở Nội vụ
        - 2 | Ph?t tri?n ch?nh quy?n s? | Sở Y tế
        - 3 | ĐÃ HOÀN THÀNH | Đã xong? Chưa rõ?
        - 4 | https://a.vn/x?b=c&d?e | Théâtre à l’été
        "#);
    }
}
