//! Where this window left its document, in session storage: a reload and a tab that is opened again go on
//! there, and every window has its own.

use crate::{
    model::{AnnexId, CellRef, ColumnId, RowId},
    persist::keys::PLACE,
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
