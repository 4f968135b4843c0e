use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{Row, RowId, RowKind},
    wording::Key,
};

/// As many empty rows as are selected, above them and of the kind of the first.
pub(super) fn above(editor: &Editor) -> Option<Transaction> {
    insert(editor, editor.selection().rows.start)
}

/// As many empty rows as are selected, below them: items below a section.
pub(super) fn below(editor: &Editor) -> Option<Transaction> {
    insert(editor, editor.selection().rows.end)
}

fn insert(editor: &Editor, at: usize) -> Option<Transaction> {
    let annex = editor.annex()?;
    let selected = editor.selected().0;
    let is_above = at == editor.selection().rows.start;
    let beside = if is_above {
        selected.first()
    } else {
        selected.last()
    };
    let kind = match beside.map(|row| row.kind) {
        Some(RowKind::Item(level)) => RowKind::Item(level),
        Some(kind @ RowKind::Section(_)) if is_above => kind,
        _ => RowKind::Item(1),
    };
    // An annex without rows gets its first.
    let n = selected.len().max(1);
    let ids = (editor.next_id()..).take(n);
    let rows = ids.map(|id| Arc::new(Row::new(RowId(id), kind)));
    let label = match n {
        1 => Key::DidInsertRow.into(),
        n => Key::DidInsertRows.with([n.to_string()]),
    };
    Some(Transaction {
        label,
        steps: vec![Step::InsertRows {
            annex: annex.id,
            at,
            rows: rows.collect(),
        }],
    })
}
