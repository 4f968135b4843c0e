use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, Row, RowId, RowKind},
    wording::Key,
};

/// Inserts as many empty rows as are selected above them, with the kind of the first; items above a
/// section that follows items.
pub(super) fn above(selection: &Selection) -> Option<Transaction> {
    let positions = selection.row_positions();
    let annex = selection.annex()?;
    let at = positions.first().copied().unwrap_or(annex.rows.len());
    let kind_at = |at: usize| Some(annex.rows.get(at)?.kind);
    let before = at.checked_sub(1).and_then(kind_at);
    let kind = match (before, kind_at(at)) {
        (Some(item @ RowKind::Item(_)), Some(RowKind::Section(_)) | None) => item,
        (_, kind) => kind.unwrap_or(RowKind::Item(1)),
    };
    insert(selection, at, positions.len(), kind)
}

/// Inserts as many empty rows as are selected below them, with the kind of the last; items after a
/// section.
pub(super) fn below(selection: &Selection) -> Option<Transaction> {
    let positions = selection.row_positions();
    let annex = selection.annex()?;
    let Some(last) = positions.last().copied() else {
        return insert(selection, annex.rows.len(), 1, next_kind(annex));
    };
    let kind = kind_below(annex.rows.get(last));
    insert(selection, last + 1, positions.len(), kind)
}

/// Appends an empty row for the empty row below the last to become; `None` when the cursor is
/// elsewhere. It is an item of the last row's level; an item after a section.
pub fn append_row(selection: &Selection) -> Option<Transaction> {
    let annex = selection.annex()?;
    let kind = next_kind(annex);
    let at = annex.rows.len();
    selection
        .is_in_next_row()
        .then(|| insert(selection, at, 1, kind))?
}

/// Returns the kind of a row that is appended.
pub(super) fn next_kind(annex: &Annex) -> RowKind {
    kind_below(annex.rows.last())
}

/// Returns the kind of a row that is added below another.
fn kind_below(row: Option<&Arc<Row>>) -> RowKind {
    match row.map(|row| row.kind) {
        Some(kind @ RowKind::Item(_)) => kind,
        _ => RowKind::Item(1),
    }
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
