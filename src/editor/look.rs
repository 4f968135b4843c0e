//! View changes of the active annex, and navigation to cells.

use std::{cell::LazyCell, collections::BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Cursor, Editor, view::View};
use crate::{
    model::{Annex, AnnexId, CellRef, ColumnId, Role, Row, RowId, address},
    wording::Language,
};

impl Editor {
    /// Changes the view of the active annex. `change` gets the view, the annex, and a predicate for
    /// cells with a finding. The active cell stays active if it is still shown.
    pub fn change_view(
        &mut self,
        change: impl FnOnce(&mut View, &Annex, &dyn Fn(RowId, ColumnId) -> bool),
    ) {
        let place = self.cell_ref();
        let Some(annex) = self.document.annexes.get(self.cursor.annex) else {
            return;
        };
        // Lazy: most changes never call the predicate.
        let with_finding = LazyCell::new(|| {
            let of_annex = self.findings().iter().filter(|it| it.annex == annex.id);
            let places = of_annex.map(|it| (it.row, it.column));
            places.collect::<BTreeSet<(RowId, ColumnId)>>()
        });
        let mut view = self.view().into_owned();
        change(&mut view, annex, &|row, column| {
            with_finding.contains(&(row, column))
        });
        let id = annex.id;
        self.views.insert(id, view);
        self.show_anew();
        let cursor = place.and_then(|place| self.cursor_of(place));
        self.move_to(cursor.unwrap_or(self.cursor));
    }

    /// Keeps the first columns of an annex in view while the others scroll.
    pub fn freeze(&mut self, annex: AnnexId, n: usize) {
        self.views.entry(annex).or_default().n_frozen = n;
        self.show_anew();
    }

    /// Returns the position of a cell in the view; `None` if it is hidden or in another annex.
    pub fn cursor_of(&self, place: CellRef) -> Option<Cursor> {
        let annex = self.annex().filter(|annex| annex.id == place.annex)?;
        let (row, column) = position_in(annex, place)?;
        Some(Cursor {
            annex: self.cursor.annex,
            row: self.shown.rows.iter().position(|it| *it == row)?,
            column: self.shown.columns.iter().position(|it| *it == column)?,
        })
    }

    /// Moves the cursor to a cell, and reveals it if it is folded away, filtered out or hidden.
    pub fn go_to(&mut self, place: CellRef) {
        let mut annexes = self.document.annexes.iter();
        let Some(at) = annexes.position(|annex| annex.id == place.annex) else {
            return;
        };
        if at != self.cursor.annex {
            self.move_to(Cursor {
                annex: at,
                ..Cursor::default()
            });
        }
        if self.cursor_of(place).is_none() {
            let position = self.annex().and_then(|annex| position_in(annex, place));
            self.change_view(|view, annex, _| {
                view.show_column(place.column);
                if let Some((row, _)) = position {
                    view.show_row(annex, row);
                }
            });
        }
        if let Some(cursor) = self.cursor_of(place) {
            self.move_to(cursor);
        }
    }

    /// Returns the cell of the active column in the row that a person names: by its number in the
    /// annex, counted from 1, otherwise by its ordinal, the next after the cursor first.
    pub fn row_named(&self, name: &str) -> Option<CellRef> {
        let (annex, column) = (self.annex()?, self.column()?);
        let ordinal = |row: &Row| {
            let text = annex.text(row, Role::Ordinal).trim();
            text.trim_end_matches(['.', ')']).to_lowercase()
        };
        let by_number = || {
            let number: usize = name.parse().ok()?;
            annex.rows.get(number.checked_sub(1)?)
        };
        let by_ordinal = || {
            let wanted = name.trim_end_matches(['.', ')']).to_lowercase();
            let here = self.row().and_then(|row| annex.index_of(row.id));
            let (before, after) = annex.rows.split_at_checked(here.map_or(0, |at| at + 1))?;
            let mut rows = after.iter().chain(before);
            rows.find(|row| !wanted.is_empty() && ordinal(row) == wanted)
        };
        Some(CellRef {
            annex: annex.id,
            row: by_number().or_else(by_ordinal)?.id,
            column: column.id,
        })
    }

    /// Returns the first of `places` after the active cell, or with `back` the last before it, and
    /// wraps around. `places` must be in document order.
    pub fn next_of(&self, places: &[CellRef], back: bool) -> Option<CellRef> {
        let mut order: FxHashMap<RowId, usize> = FxHashMap::default();
        let rows = self.document.annexes.iter().flat_map(|annex| &annex.rows);
        order.extend(rows.enumerate().map(|(at, row)| (row.id, at)));
        let key = |place: &CellRef| {
            let mut columns = self.document.annex(place.annex)?.columns.iter();
            let column = columns.position(|it| it.id == place.column)?;
            Some((*order.get(&place.row)?, column))
        };
        let here = self.cell_ref().as_ref().and_then(key);
        let next = match back {
            false => places.iter().find(|it| here < key(it)),
            true => places.iter().rev().find(|it| key(it) < here),
        };
        let round = if back { places.last() } else { places.first() };
        next.or(round).copied()
    }

    /// Returns the addresses of rows in words: "Phụ lục II, mục I, dòng 1".
    pub fn addresses(
        &self,
        rows: &FxHashSet<RowId>,
        language: Language,
    ) -> FxHashMap<RowId, String> {
        let addresses = address::addresses(&self.document, rows).into_iter();
        addresses
            .map(|(row, address)| (row, address.text(language)))
            .collect()
    }
}

/// Returns the row and column position of a cell in its annex, hidden or not.
fn position_in(annex: &Annex, place: CellRef) -> Option<(usize, usize)> {
    let mut columns = annex.columns.iter();
    Some((
        annex.index_of(place.row)?,
        columns.position(|it| it.id == place.column)?,
    ))
}
