//! Links from the rows of an extra annex to the cells of the document they are about.

use rustc_hash::FxHashMap;

use super::page::{Page, Value};
use crate::model::{Annex, AnnexId, CellRef, Document, RowId};

/// The column whose cells link: the ordinal of the row, which readers look for.
const LINKED_COLUMN: usize = 2;

/// Makes the rows of `page` link to `cells` on the `pages` laid out before it.
pub(super) fn link(document: &Document, page: &mut Page, pages: &[Page], cells: &[CellRef]) {
    let first = page.body.0;
    // One index for all links: a list of findings may have as many rows as the annexes.
    let annexes = document.annexes.iter().zip(pages);
    let rows = annexes.flat_map(|(annex, page)| {
        let rows = (page.body.0..).zip(&annex.rows);
        rows.map(move |(at, row)| ((annex.id, row.id), (annex, page, at)))
    });
    let index: FxHashMap<(AnnexId, RowId), (&Annex, &Page, usize)> = match cells {
        [] => FxHashMap::default(),
        _ => rows.collect(),
    };
    for cell in page
        .cells
        .iter_mut()
        .filter(|cell| cell.column == LINKED_COLUMN)
    {
        let cell_ref = cell.row.checked_sub(first).and_then(|at| cells.get(at));
        cell.link = cell_ref.and_then(|cell_ref| {
            let (annex, to, row) = index.get(&(cell_ref.annex, cell_ref.row))?;
            let mut columns = annex.columns.iter();
            let column = columns.position(|it| it.id == cell_ref.column)?;
            Some((to.sheet.clone(), *row, column))
        });
        if cell.link.is_some() && cell.value == Value::Text(String::new()) {
            // A link needs a visible text to click on.
            cell.value = Value::Text("→".to_owned());
        }
    }
}
