//! # `footnote-digit`
//!
//! A footnote mark is attached to a word or to the symbol of a document: "2260-QĐ/TU5", "UBND6",
//! "đồng bộ3".
//!
//! **Why.** The mark was a superscript in the copied page. As a plain digit it changes the meaning
//! of the text.
//!
//! **Fix.** Removes the digit. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity},
    text::search::offset_in,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "footnote-digit",
    severity: Severity::Warning,
    title: Key::RuleFootnoteDigit,
    rationale: Key::RuleFootnoteDigitWhy,
    source: "Số chú thích ở cuối chữ dính vào khi sao chép. Ví dụ: “2260-QĐ/TU5”, “UBND6”",
    check: Check::Row(check),
};

/// Issuing bodies, which document symbols end with. Those of the National Assembly end with the number
/// of its term: "33/2024/QH15".
const ISSUERS: &[&str] = &[
    "UBND", "HĐND", "TU", "TTg", "CP", "BTC", "BNV", "BKHCN", "BCA", "BTP", "BTTTT", "VPCP", "TW",
    "ĐU", "HU", "BCĐ", "BCĐTW", "KHCN",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    let columns =
        columns.filter(|it| !matches!(it.role, Role::Ordinal | Role::Target | Role::Unit));
    for column in columns.map(|column| column.id) {
        let text = row.cell(column);
        if !has_glued_digit(text) {
            continue;
        }
        for (word, at) in words(text) {
            let Some(bare) = without_mark(word) else {
                continue;
            };
            let mut after = text.to_owned();
            after.replace_range(at..at + word.len(), bare);
            let message = Key::FootnoteDigit.with([word.to_owned(), bare.to_owned()]);
            let label = Key::FixReplaceBy.with([bare.to_owned()]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Whether a digit follows a letter somewhere. This byte-level prefilter rules out most cells.
fn has_glued_digit(text: &str) -> bool {
    let mut last = 0u8;
    text.bytes().any(|byte| {
        let glued = byte.is_ascii_digit() && (last.is_ascii_alphabetic() || 128 <= last);
        last = byte;
        glued
    })
}

/// Splits a text into words, each with its byte offset.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let is_gap =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | ':' | '“' | '”');
    let words = text.split(is_gap).map(|word| word.trim_end_matches('.'));
    words.map(move |word| (word, offset_in(text, word)))
}

/// Returns the word without the footnote mark at its end, or `None` if it has none.
fn without_mark(word: &str) -> Option<&str> {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let n_digits = word.len() - bare.len();
    if !(1..=2).contains(&n_digits) {
        return None;
    }
    let last = bare.rsplit(['/', '-']).next().unwrap_or_default();
    let is_symbol = ISSUERS.contains(&last);
    // A lower-case Vietnamese word does not end with a digit. Words in ASCII, such as "ipv6" and
    // "web3", may.
    let has_marks = !bare.is_ascii();
    let is_word = has_marks && bare.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
    (is_symbol || (is_word && crate::text::syllable::is_syllable(bare))).then_some(bare)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::footnote_digit::RULE, testing::*};

    #[test]
    fn reports_marks_but_not_names_with_digits() {
        let text = "
            stt | content
            - 1 | Quyết định số 2260-QĐ/TU5 ngày 23/5/2025; theo kế hoạch của UBND6.
            - 2 | Phủ sóng 5G, IPv6, Đề án 06, chuẩn H264, mục a1, khu A2
            - 3 | Kết nối đồng bộ3 với cơ sở dữ liệu
            - 4 | Luật Quy hoạch số 21/2017/QH14, Nghị quyết số 18/2021/UBTVQH15
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “2260-QĐ/TU5” có thể là “2260-QĐ/TU” kèm số chú thích.
        row 1 content: “UBND6” có thể là “UBND” kèm số chú thích.
        row 3 content: “bộ3” có thể là “bộ” kèm số chú thích.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Quyết định số 2260-QĐ/TU ngày 23/5/2025; theo kế hoạch của UBND.
        - 2 | Phủ sóng 5G, IPv6, Đề án 06, chuẩn H264, mục a1, khu A2
        - 3 | Kết nối đồng bộ với cơ sở dữ liệu
        - 4 | Luật Quy hoạch số 21/2017/QH14, Nghị quyết số 18/2021/UBTVQH15
        ");
    }
}
