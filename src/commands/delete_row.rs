use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    wording::Key,
};

/// Removes the active row.
pub(super) fn delete_row(editor: &Editor) -> Option<Transaction> {
    editor.row()?;
    Some(Transaction {
        label: Key::DidDeleteRow.into(),
        steps: vec![Step::RemoveRows {
            annex: editor.annex()?.id,
            at: editor.cursor().row,
            n: 1,
        }],
    })
}
