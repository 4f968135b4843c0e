//! Opens the file that a value is from, at its place.

use leptos::prelude::GetUntracked as _;

use super::state::Gather;
use crate::{
    gather::{Consolidation, Heading},
    model::{CellRef, Document},
    wording::Key,
};

/// Opens the file of the active value as a document; closing that returns to the board.
pub(super) fn open_source(gather: Gather) {
    let (at, column_at) = (gather.cell.get_untracked(), gather.column.get_untracked());
    match gather.read(|it| source(it, at, column_at)) {
        Some((document, place)) => gather.open_document(document, Some(place)),
        None => gather.tell_error(Key::GatherNothingToOpen.into()),
    }
}

/// The document of the file that says what is in a cell of the board, and where it does.
fn source(
    it: &Consolidation,
    (row, unit): (usize, usize),
    column_at: usize,
) -> Option<(Document, CellRef)> {
    let (_, column, _) = Gather::columns(it).into_iter().nth(column_at)?;
    let said = it.parts().get(unit)?.cell(it.form(), row, column).row?;
    let (document, _) = it.file(said.source)?.document()?;
    let annexes = document.annexes.iter();
    let mut annexes = annexes.filter(|it| it.rows.iter().any(|row| row.id == said.id));
    let annex = annexes.next()?.id;
    let is_its = |heading: &Heading| matches!(heading, Heading::Form(at, _) if *at == column);
    let own = said.cells.iter().find(|it| is_its(&it.heading));
    let own = own.or(said.cells.first())?;
    let place = CellRef {
        annex,
        row: said.id,
        column: own.column,
    };
    Some((document, place))
}
