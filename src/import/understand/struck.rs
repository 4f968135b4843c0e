//! Names what is struck out in the lines of a table.

use super::table::Table;
use crate::{
    import::{
        Note,
        format::sheet::{Cell, Line, Sheet},
    },
    text::column_letter::column_letter,
    wording::Key,
};

/// Whether the whole text of a line is struck out, given its cells with text.
pub(in crate::import) fn is_whole(own: &[(usize, &Cell)]) -> bool {
    !own.is_empty() && own.iter().all(|(_, cell)| cell.is_struck())
}

/// Returns the notes about struck-out text of a line: one if it is the whole line, otherwise one for
/// each cell.
pub(in crate::import) fn notes(
    sheet: &Sheet,
    table: &Table,
    line: &Line,
    own: &[(usize, &Cell)],
) -> Vec<Note> {
    if is_whole(own) {
        return vec![sheet.note(Some(line), Key::NoteStruckRow)];
    }
    let struck = own.iter().filter_map(|(idx, cell)| {
        let struck = cell.struck.as_deref()?;
        let at = table.columns.get(*idx)?.at;
        let place = format!("{}{}", column_letter(at), line.row + 1);
        let key = match cell.is_struck() {
            true => Key::NoteStruckCell,
            false => Key::NoteStruckText,
        };
        Some(sheet.note(Some(line), key.with([place, struck.to_owned()])))
    });
    struck.collect()
}
