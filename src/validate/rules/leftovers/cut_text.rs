//! # `cut-text`
//!
//! A text of exactly 255 characters (256, 1024) that ends inside a sentence: a program cut it.
//!
//! **Fix.** None: only the original has the rest.

use crate::{
    model::Severity,
    text::cut::is_cut,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "cut-text",
    severity: Severity::Error,
    title: Key::RuleCutText,
    rationale: Key::RuleCutTextWhy,
    source: "Giới hạn 255 ký tự của Excel đời cũ, của nhiều cơ sở dữ liệu và phần mềm xuất tệp",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.row.cells() {
        if !is_cut(text) {
            continue;
        }
        let words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
        let end: Vec<&str> = words.into_iter().rev().collect();
        let message = Key::CutText.with([end.join(" "), text.chars().count().to_string()]);
        acc.push(scope.finding(&RULE, column, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::{rules::leftovers::cut_text::RULE, testing::report};

    #[test]
    fn names_the_end_of_a_cut_text() {
        let long: String = "rà soát dữ liệu ".chars().cycle().take(252).collect();
        let text = format!("stt | content\n- 1 | {long}qua\n- 2 | {long}qua.\n- 3 | {long}");
        assert_eq!(
            report(&RULE, &text),
            "row 1 content: Nội dung dừng giữa câu ở “rà soát dữ lqua”, đúng 255 ký tự, nên có thể đã bị cắt; hãy lấy lại đủ từ bản gốc.\n"
        );
    }
}
