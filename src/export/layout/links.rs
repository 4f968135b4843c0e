//! Links from the rows of an extra annex to the cells of the document they are about.

use rustc_hash::FxHashMap;

use super::{
    extra::Extra,
    page::{Page, Value},
};
use crate::model::{Annex, AnnexId, Document, RowId};

/// The column whose cells link: the ordinal of the row, which readers look for.
const LINKED_COLUMN: usize = 2;

/// Makes the rows of an extra annex, laid out on `page`, link to their cells on the `pages` laid out before it.
pub(super) fn link(document: &Document, page: &mut Page, pages: &[Page], extra: &Extra) {
    let (first, cells) = (page.body.0, &extra.links);
    let text = |at: usize| {
        let column = extra.annex.columns.get(LINKED_COLUMN)?;
        Some(extra.annex.rows.get(at)?.cell(column.id))
    };
    // One index for all links: a list of findings may have as many rows as the annexes.
    let annexes = document.annexes.iter().zip(pages);
    let rows = annexes.flat_map(|(annex, page)| {
        let rows = (page.body.0..).zip(&annex.rows);
        rows.map(move |(at, row)| ((annex.id, row.id), (annex, page, at)))
    });
    let index: FxHashMap<(AnnexId, RowId), (&Annex, &Page, usize)> = match cells.as_slice() {
        [] => FxHashMap::default(),
        _ => rows.collect(),
    };
    for cell in page
        .cells
        .iter_mut()
        .filter(|cell| cell.column == LINKED_COLUMN)
    {
        let Some(at) = cell.row.checked_sub(first) else {
            continue;
        };
        cell.link = cells.get(at).and_then(|cell_ref| {
            let (annex, to, row) = index.get(&(cell_ref.annex, cell_ref.row))?;
            let mut columns = annex.columns.iter();
            let column = columns.position(|it| it.id == cell_ref.column)?;
            Some((to.sheet.clone(), *row, column))
        });
        if cell.link.is_some() {
            // A link is one of a text, and needs a visible one to click on.
            let text = text(at).filter(|it| !it.is_empty()).unwrap_or("→");
            cell.value = Value::of(text);
        }
    }
}
