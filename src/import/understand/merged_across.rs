//! Fills the cells that a horizontal merge covers: its value applies to each column.

use super::table::Table;
use crate::{
    import::{
        Note,
        format::sheet::{Line, Sheet},
    },
    model::{Column, Role},
    text::column_letter::column_letter,
    wording::Key,
};

/// Fills the covered cells of a row, given as texts by column index, and returns a note for each
/// merge. What starts at the ordinal or the content is a heading or a total, and fills nothing.
pub(in crate::import) fn fill(
    sheet: &Sheet,
    table: &Table,
    columns: &[Column],
    line: &Line,
    cells: &mut Vec<(usize, String)>,
) -> Vec<Note> {
    let is_value = |idx: usize| {
        columns.get(idx).is_some_and(|column| {
            !matches!(column.role, Role::Ordinal | Role::Group | Role::Content)
        })
    };
    let mut notes = Vec::new();
    for own in 0..cells.len() {
        let Some(idx) = cells.get(own).map(|(idx, _)| *idx) else {
            continue;
        };
        let Some(at) = table.columns.get(idx).map(|place| place.at) else {
            continue;
        };
        let last = sheet.merged_until(line.row, at);
        if last == at || !is_value(idx) {
            continue;
        }
        let text = cells.get(own).map(|(_, text)| text.clone());
        let text = text.unwrap_or_default();
        let covered = table.columns.iter().enumerate().skip(idx + 1);
        let covered = covered.take_while(|(_, place)| place.at <= last);
        let mut is_filled = false;
        for (covered, _) in covered {
            if is_value(covered) && cells.iter().all(|(it, _)| *it != covered) {
                cells.push((covered, text.clone()));
                is_filled = true;
            }
        }
        if is_filled {
            let place = format!("{}{}", column_letter(at), line.row + 1);
            notes.push(sheet.note(Some(line), Key::NoteMergedAcross.with([place])));
        }
    }
    notes
}
