//! Links from the rows of an extra annex to the cells of the document they are about.

use super::page::{Page, Value};
use crate::model::{CellRef, Document};

/// The column whose cells link: the ordinal of the row, which readers look for.
const LINKED_COLUMN: usize = 2;

/// Makes the rows of `page` link to `cells` on the `pages` laid out before it.
pub(super) fn link(document: &Document, page: &mut Page, pages: &[Page], cells: &[CellRef]) {
    let first = page.body.0;
    for cell in page
        .cells
        .iter_mut()
        .filter(|cell| cell.column == LINKED_COLUMN)
    {
        let cell_ref = cell.row.checked_sub(first).and_then(|at| cells.get(at));
        cell.link = cell_ref.and_then(|cell_ref| {
            let at = document
                .annexes
                .iter()
                .position(|annex| annex.id == cell_ref.annex)?;
            let (annex, to) = (document.annexes.get(at)?, pages.get(at)?);
            let row = to.body.0 + annex.index_of(cell_ref.row)?;
            let column = annex
                .columns
                .iter()
                .position(|it| it.id == cell_ref.column)?;
            Some((to.sheet.clone(), row, column))
        });
        if cell.link.is_some() && cell.value == Value::Text(String::new()) {
            // A link needs a visible text to click on.
            cell.value = Value::Text("→".to_owned());
        }
    }
}
