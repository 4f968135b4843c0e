//! Figures and texts with a mark that nothing in the annex explains: "340*", "25 mô hình *". A part of `placeholder-left`.

use crate::{
    model::{AnnexHead, Column},
    validate::RowScope,
};

/// Marks of notes behind a figure.
const MARKS: &[char] = &['*', '#', '^'];

/// Returns the mark behind a figure, where neither the annex nor the row explains one.
pub(super) fn unexplained_mark<'text>(
    scope: &RowScope,
    column: &Column,
    text: &'text str,
) -> Option<&'text str> {
    let text = text.trim();
    let figure = text
        .trim_end_matches(|c| MARKS.contains(&c) || matches!(c, '(' | ')' | ' '))
        .trim_end();
    let mark = text.get(figure.len()..)?.trim();
    let is_figure = figure
        .bytes()
        .all(|it| it.is_ascii_digit() || matches!(it, b'.' | b',' | b'%'));
    let is_mark = mark.contains(MARKS);
    // A star behind a word is one of hotels, apart from it one of a note.
    let is_apart = mark.contains('*') && text.len() > figure.len() + mark.len();
    let is_explained = || {
        explains(scope.annex.head)
            || scope
                .annex
                .columns
                .iter()
                .any(|it| it.title().contains(MARKS))
            || scope
                .cells(|_| true)
                .any(|(it, text)| it.id != column.id && is_note(text))
    };
    (!figure.is_empty() && is_mark && (is_figure || is_apart) && !is_explained()).then_some(mark)
}

/// Whether a cell begins with a mark and says what it stands for: "(*) Số ước tính".
fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(['(', ' ']);
    text.starts_with(MARKS) && text.contains(char::is_alphabetic)
}

/// Whether a line above or below the table has such a mark.
fn explains(head: &AnnexHead) -> bool {
    head.lines().any(|it| it.contains(MARKS)) || head.title.contains(MARKS)
}

#[cfg(test)]
mod tests {
    use crate::{
        model::fixture,
        validate::{rules::leftovers::placeholder_left::RULE, testing::report, validate},
    };

    #[test]
    fn a_mark_has_a_note() {
        let text = "content | target:Năm 2026 | other:Kinh phí\n- A | 340* | 12 (*)\n- B | 12 | 340\n- Mô hình * | 1 | 2\n- Khách sạn 4* | 1 | 2";
        assert_eq!(
            report(&RULE, text),
            "row 1 target: Ô “340*” có dấu “*” mà phụ lục không có chú thích.\n\
             row 1 other: Ô “12 (*)” có dấu “(*)” mà phụ lục không có chú thích.\n\
             row 3 content: Ô “Mô hình *” có dấu “*” mà phụ lục không có chú thích.\n"
        );
        let mut document = fixture::parse(text);
        document.annexes[0].head.after = vec!["(*) Số ước tính".to_owned()];
        let found = validate(&document);
        assert!(found.iter().all(|it| it.rule != RULE.id), "{found:?}");
        let text = "content | target:Năm 2026 (*) | other:Kinh phí\n- A | 340* | 12";
        assert_eq!(report(&RULE, text), "");
    }
}
