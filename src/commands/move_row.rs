use std::ops::Range;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    wording::Key,
};

/// Moves the selected rows over the one above; `None` at the top.
pub(super) fn up(editor: &Editor) -> Option<Transaction> {
    let rows = editor.selection().rows;
    let to = rows.start.checked_sub(1)?;
    move_rows(editor, rows, to)
}

/// Moves the selected rows over the one below; `None` at the bottom.
pub(super) fn down(editor: &Editor) -> Option<Transaction> {
    let rows = editor.selection().rows;
    (rows.end < editor.annex()?.rows.len()).then_some(())?;
    let to = rows.start + 1;
    move_rows(editor, rows, to)
}

fn move_rows(editor: &Editor, rows: Range<usize>, to: usize) -> Option<Transaction> {
    let label = match rows.len() {
        0 => return None,
        1 => Key::DidMoveRow.into(),
        n => Key::DidMoveRows.with([n.to_string()]),
    };
    Some(Transaction {
        label,
        steps: vec![Step::MoveRows {
            annex: editor.annex()?.id,
            from: rows.start,
            n: rows.len(),
            to,
        }],
    })
}
