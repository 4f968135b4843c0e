use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    wording::Key,
};

/// Swaps the active row with the one above; `None` on the first row.
pub(super) fn up(editor: &Editor) -> Option<Transaction> {
    let from = editor.cursor().row;
    move_row(editor, from, from.checked_sub(1)?)
}

/// Swaps the active row with the one below; `None` on the last row.
pub(super) fn down(editor: &Editor) -> Option<Transaction> {
    let from = editor.cursor().row;
    (from + 1 < editor.annex()?.rows.len()).then_some(())?;
    move_row(editor, from, from + 1)
}

fn move_row(editor: &Editor, from: usize, to: usize) -> Option<Transaction> {
    Some(Transaction {
        label: Key::DidMoveRow.into(),
        steps: vec![Step::MoveRows {
            annex: editor.annex()?.id,
            from,
            n: 1,
            to,
        }],
    })
}
