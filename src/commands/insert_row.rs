use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Row, RowId, RowKind},
    wording::Key,
};

/// Inserts as many empty rows as are selected above them, with the kind of the first.
pub(super) fn above(selection: &Selection) -> Option<Transaction> {
    let positions = selection.row_positions();
    let annex = selection.annex()?;
    let at = positions.first().copied().unwrap_or(0);
    let kind = annex.rows.get(at).map_or(RowKind::Item(1), |row| row.kind);
    insert(selection, at, positions.len(), kind)
}

/// Inserts as many empty rows as are selected below them, with the kind of the last; items after a
/// section.
pub(super) fn below(selection: &Selection) -> Option<Transaction> {
    let positions = selection.row_positions();
    let annex = selection.annex()?;
    let last = positions.last().copied();
    let kind = match last.and_then(|at| annex.rows.get(at)).map(|row| row.kind) {
        Some(kind @ RowKind::Item(_)) => kind,
        _ => RowKind::Item(1),
    };
    insert(
        selection,
        last.map_or(0, |at| at + 1),
        positions.len(),
        kind,
    )
}

fn insert(selection: &Selection, at: usize, n: usize, kind: RowKind) -> Option<Transaction> {
    let annex = selection.annex()?;
    // An empty annex has no selected rows; it gets one row.
    let n = n.max(1);
    let ids = (selection.next_id()..).take(n);
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
