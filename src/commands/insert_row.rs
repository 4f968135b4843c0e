use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{Row, RowId, RowKind},
    wording::Key,
};

/// An empty row above the active one, of its kind.
pub(super) fn above(editor: &Editor) -> Option<Transaction> {
    insert(editor, editor.cursor().row)
}

/// An empty row below the active one: an item below a section.
pub(super) fn below(editor: &Editor) -> Option<Transaction> {
    let n_rows = editor.annex()?.rows.len();
    insert(editor, (editor.cursor().row + 1).min(n_rows))
}

fn insert(editor: &Editor, at: usize) -> Option<Transaction> {
    let annex = editor.annex()?;
    let kind = match editor.row().map(|row| row.kind) {
        Some(RowKind::Item(level)) => RowKind::Item(level),
        Some(kind @ RowKind::Section(_)) if at == editor.cursor().row => kind,
        _ => RowKind::Item(1),
    };
    Some(Transaction {
        label: Key::DidInsertRow.into(),
        steps: vec![Step::InsertRows {
            annex: annex.id,
            at,
            rows: vec![Arc::new(Row::new(RowId(editor.next_id()), kind))],
        }],
    })
}
