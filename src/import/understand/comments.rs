//! Comments on cells: those of the rows become notes, the others are named.

use super::row_headings::Place;
use crate::{
    import::{
        Note,
        format::{quotation::quoted, sheet::Line},
        imported::Imported,
    },
    model::ColumnId,
};

/// Returns the comments on the cells of a line, by column.
pub(in crate::import) fn on(place: &Place, line: &Line) -> Vec<(ColumnId, String)> {
    let comments = &place.sheet.comments;
    let first = comments.partition_point(|it| it.row < line.row);
    let here = comments.iter().skip(first);
    let here = here.take_while(|it| it.row == line.row);
    let notes = here.filter_map(|comment| {
        let mut columns = place.table.columns.iter().zip(place.columns);
        let (_, column) = columns.find(|(own, _)| own.at == comment.column)?;
        Some((column.id, comment.text.clone()))
    });
    notes.collect()
}

/// Names the comments of each sheet that became no note on a cell. `comments` has the texts of each
/// sheet, with the note that is to name those left.
pub(in crate::import) fn name(comments: Vec<(Note, Vec<String>)>, imported: &mut Imported) {
    for (note, mut texts) in comments {
        let annexes = imported.document.annexes.iter();
        let annexes = annexes.chain(&imported.hidden.annexes);
        let rows = annexes
            .filter(|annex| annex.head.sheet == note.sheet)
            .flat_map(|annex| &annex.rows);
        for (_, kept) in rows.flat_map(|row| row.notes()) {
            if let Some(at) = texts.iter().position(|it| it == kept) {
                texts.swap_remove(at);
            }
        }
        if !texts.is_empty() {
            let message = note.message.key.with([quoted(&texts)]);
            imported.notes.push(Note { message, ..note });
        }
    }
}
