//! What a command reads: the document, and which of its cells are selected.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    cursor::{CellRange, Cursor},
    view::Shown,
};
use crate::model::{Annex, CellRef, Column, Document, Row};

/// The document with a cursor and the selected ranges of the active annex, as its view shows it.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'document> {
    pub(super) document: &'document Document,
    pub(super) next_id: u32,
    pub(super) shown: &'document Shown,
    pub(super) cursor: Cursor,
    pub(super) corner: (usize, usize),
    pub(super) others: &'document [CellRange],
    pub(super) is_sorted: bool,
}

impl<'document> Selection<'document> {
    pub fn document(&self) -> &'document Document {
        self.document
    }

    /// Returns the first id that is free for a new annex, column or row.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Returns the active annex; `None` in a document without annexes.
    pub fn annex(&self) -> Option<&'document Annex> {
        self.document.annexes.get(self.cursor.annex)
    }

    /// Returns what the view shows of the active annex.
    pub fn shown(&self) -> &'document Shown {
        self.shown
    }

    /// Returns the row under the cursor.
    pub fn row(&self) -> Option<&'document Arc<Row>> {
        self.shown_row(self.cursor.row)
    }

    /// Returns the column under the cursor.
    pub fn column(&self) -> Option<&'document Column> {
        self.shown_column(self.cursor.column)
    }

    /// Returns the row at a position among those shown.
    pub fn shown_row(&self, at: usize) -> Option<&'document Arc<Row>> {
        let position = self.shown.rows.get(at)?;
        self.annex()?.rows.get(*position)
    }

    /// Returns the column at a position among those shown.
    pub fn shown_column(&self, at: usize) -> Option<&'document Column> {
        let position = self.shown.columns.get(at)?;
        self.annex()?.columns.get(*position)
    }

    /// Whether the view sorts the rows, so that neighbours on screen need not be neighbours in the
    /// annex.
    pub fn is_sorted(&self) -> bool {
        self.is_sorted
    }

    /// Whether the cursor is in the empty row below the last.
    pub fn is_in_next_row(&self) -> bool {
        self.annex().is_some() && self.cursor.row == self.shown.rows.len()
    }

    /// Identifies the active cell.
    pub fn cell_ref(&self) -> Option<CellRef> {
        Some(CellRef {
            annex: self.annex()?.id,
            row: self.row()?.id,
            column: self.column()?.id,
        })
    }

    /// Returns the range that contains the cursor; empty only if the view shows no cell. In the empty
    /// row below the last it is one cell, of no row.
    pub fn range(&self) -> CellRange {
        if self.column().is_none() || (self.row().is_none() && !self.is_in_next_row()) {
            return CellRange::default();
        }
        let ((row, column), at) = (self.corner, self.cursor);
        CellRange {
            rows: row.min(at.row)..row.max(at.row) + 1,
            columns: column.min(at.column)..column.max(at.column) + 1,
        }
    }

    /// Returns all selected ranges, the cursor's range last.
    pub fn ranges(&self) -> Vec<CellRange> {
        let others = self.others.iter().cloned();
        others.chain([self.range()]).collect()
    }

    /// Returns the shown rows and columns of the cursor's range.
    pub fn cells(&self) -> (Vec<&'document Arc<Row>>, Vec<&'document Column>) {
        self.cells_of(&self.range())
    }

    /// Returns the shown rows and columns of a range.
    pub fn cells_of(
        &self,
        range: &CellRange,
    ) -> (Vec<&'document Arc<Row>>, Vec<&'document Column>) {
        let rows = range.rows.clone().map_while(|at| self.shown_row(at));
        let columns = range.columns.clone();
        let columns = columns.map_while(|at| self.shown_column(at));
        (rows.collect(), columns.collect())
    }

    /// Returns the annex positions of all rows that have a selected cell, in ascending order.
    pub fn row_positions(&self) -> Vec<usize> {
        let ranges = self.ranges();
        let shown = ranges.iter().flat_map(|it| it.rows.clone());
        let positions = shown.filter_map(|at| self.shown.rows.get(at).copied());
        let positions: BTreeSet<usize> = positions.collect();
        positions.into_iter().collect()
    }
}
