//! Positions in the active annex, as it is shown.

use std::ops::Range;

/// Position of the active cell: annex, then row and column among those shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    pub annex: usize,
    pub row: usize,
    pub column: usize,
}

/// A rectangle of cells in the active annex, by position among the rows and columns shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellRange {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
}

impl CellRange {
    pub fn contains(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    pub fn n_cells(&self) -> usize {
        self.rows.len() * self.columns.len()
    }
}
