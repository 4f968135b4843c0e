//! Where this window left its document or board, in session storage: a reload and a tab that is opened again go on
//! there, and every window has its own.

use crate::{
    model::{AnnexId, CellRef, ColumnId, RowId},
    persist::keys::{BOARD_PLACE, PLACE},
};

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Remembers the active cell of a document.
pub fn set_place(document: &str, place: CellRef) {
    let text = format!(
        "{} {} {} {document}",
        place.annex.0, place.row.0, place.column.0
    );
    if let Some(session) = session() {
        // Without it the document is shown from its beginning.
        session.set_item(PLACE, &text).ok();
    }
}

/// Returns the cell that was active when this window left the document.
pub fn place(document: &str) -> Option<CellRef> {
    let text = session()?.get_item(PLACE).ok()??;
    let mut parts = text.splitn(4, ' ');
    let mut number = || parts.next()?.parse().ok();
    let (annex, row, column) = (number()?, number()?, number()?);
    let place = CellRef {
        annex: AnnexId(annex),
        row: RowId(row),
        column: ColumnId(column),
    };
    (parts.next() == Some(document)).then_some(place)
}

/// Row, unit, column of values, view and filter.
const BOARD_NUMBERS: usize = 5;

/// Keeps what was active on the board of a consolidation, as numbers.
pub fn set_board_place(id: &str, place: [usize; BOARD_NUMBERS]) {
    let numbers = place.map(|it| it.to_string()).join(" ");
    if let Some(session) = session() {
        // Without it the board is shown from its beginning.
        session
            .set_item(BOARD_PLACE, &format!("{numbers} {id}"))
            .ok();
    }
}

/// Returns what was active when this window left the board.
pub fn board_place(id: &str) -> Option<[usize; BOARD_NUMBERS]> {
    let text = session()?.get_item(BOARD_PLACE).ok()??;
    let mut parts = text.splitn(BOARD_NUMBERS + 1, ' ');
    let mut place = [0; BOARD_NUMBERS];
    for number in &mut place {
        *number = parts.next()?.parse().ok()?;
    }
    (parts.next() == Some(id)).then_some(place)
}
