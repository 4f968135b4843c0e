use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    wording::Key,
};

/// Removes the selected rows.
pub(super) fn delete_row(editor: &Editor) -> Option<Transaction> {
    let rows = editor.selection().rows;
    let label = match rows.len() {
        0 => return None,
        1 => Key::DidDeleteRow.into(),
        n => Key::DidDeleteRows.with([n.to_string()]),
    };
    Some(Transaction {
        label,
        steps: vec![Step::RemoveRows {
            annex: editor.annex()?.id,
            at: rows.start,
            n: rows.len(),
        }],
    })
}
