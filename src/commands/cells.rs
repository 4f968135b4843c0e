//! Setting and clearing the text of cells.

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Column, Row},
    sorting,
    text::canonical::composed,
    wording::Key,
};

/// Sets the text of the active cell, as NFC; `None` when it is unchanged.
pub fn set_text(selection: &Selection, text: &str) -> Option<Transaction> {
    let (row, column) = (selection.row()?, selection.column()?);
    let text = composed(text);
    let steps = set_cells(selection, [(row.as_ref(), column, text)]);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidSetCell.with([column.title()]),
        steps,
    })
}

/// Sets the note on the active cell, as NFC; a blank one removes it. `None` when it is unchanged.
pub fn set_note(selection: &Selection, text: &str) -> Option<Transaction> {
    let (annex, row, column) = (selection.annex()?, selection.row()?, selection.column()?);
    let text = composed(text.trim_end());
    (row.note(column.id) != text).then(|| Transaction {
        label: match text.is_empty() {
            true => Key::DidRemoveNote.with([column.title()]),
            false => Key::DidSetNote.with([column.title()]),
        },
        steps: vec![Step::SetNote {
            annex: annex.id,
            row: row.id,
            column: column.id,
            text,
        }],
    })
}

/// Sets the text of every selected cell.
pub fn set_selected(selection: &Selection, text: &str) -> Option<Transaction> {
    let text = composed(text);
    let ranges = selection.ranges();
    let mut cells = Vec::new();
    for range in &ranges {
        let (rows, columns) = selection.cells_of(range);
        for row in rows {
            cells.extend(columns.iter().map(|it| (row.as_ref(), *it, text.clone())));
        }
    }
    if 1 < ranges.len() {
        // Ranges may overlap; each cell is changed once.
        sorting::by_key(&mut cells, |(row, column, _)| (row.id, column.id));
        cells.dedup_by_key(|(row, column, _)| (row.id, column.id));
    }
    let steps = set_cells(selection, cells);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidSetCells.with([steps.len().to_string()]),
        steps,
    })
}

/// Clears the selected cells.
pub fn clear(selection: &Selection) -> Option<Transaction> {
    let mut transaction = set_selected(selection, "")?;
    if transaction.steps.len() == 1 {
        transaction.label = Key::DidClearCell.into();
    } else {
        transaction.label = Key::DidClearCells.with([transaction.steps.len().to_string()]);
    }
    Some(transaction)
}

/// Returns the steps for those cells of the active annex whose text changes.
pub(super) fn set_cells<'cell>(
    selection: &Selection,
    cells: impl IntoIterator<Item = (&'cell Row, &'cell Column, String)>,
) -> Vec<Step> {
    let Some(annex) = selection.annex().map(|annex| annex.id) else {
        return Vec::new();
    };
    let changed = cells
        .into_iter()
        .filter(|(row, column, text)| row.cell(column.id) != text);
    let steps = changed.map(|(row, column, text)| Step::SetCell {
        annex,
        row: row.id,
        column: column.id,
        text,
    });
    steps.collect()
}
