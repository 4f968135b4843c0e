//! The lines of a paragraph outside tables.

use super::{story::PAGE_BREAK, text::Text};

/// Whether text follows the last page break in a paragraph; `None` if there is no page break.
pub(super) fn page_break(text: &Text) -> Option<bool> {
    let pieces = text.pieces.iter();
    let mut behind = pieces
        .rev()
        .map(|piece| match piece.text.rfind(PAGE_BREAK) {
            Some(at) => (true, piece.text.get(at..).unwrap_or_default()),
            None => (false, piece.text.as_str()),
        });
    let mut text_follows = false;
    behind.find_map(|(is_break, text)| {
        text_follows |= !text.trim().is_empty();
        is_break.then_some(text_follows)
    })
}

/// Returns the lines of a paragraph outside tables. It is one line, but breaks separate pages, and
/// the lines that introduce a table.
pub(super) fn lines(text: &Text) -> Vec<Text> {
    let whole: String = text
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    let introduces = whole.lines().any(introduces_table);
    let separates = |c: char| c == PAGE_BREAK || (introduces && c == '\n');
    if !whole.contains(separates) {
        return vec![text.clone()];
    }
    let mut lines = vec![Text::default()];
    for piece in &text.pieces {
        for (idx, part) in piece.text.split(separates).enumerate() {
            if 0 < idx {
                lines.push(Text::default());
            }
            if let (Some(line), false) = (lines.last_mut(), part.is_empty()) {
                let mut own = piece.clone();
                part.clone_into(&mut own.text);
                line.pieces.push(own);
            }
        }
    }
    lines.retain(|line| !line.plain().is_empty());
    lines
}

/// Whether a line is one of those between which a title stands: the number of an annex or form, or
/// the reference to the plan.
pub(super) fn introduces_table(line: &str) -> bool {
    let line = line.trim().trim_start_matches('(').to_lowercase();
    [
        "phụ lục",
        "phụ biểu",
        "biểu số",
        "biểu mẫu",
        "mẫu số",
        "kèm theo",
        "ban hành kèm theo",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}
