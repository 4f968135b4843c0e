//! A cell by identity.

use super::{annex::AnnexId, column::ColumnId, row::RowId};

/// Identifies a cell by the ids of its annex, row and column, so that it survives rows and columns
/// being inserted, moved or removed around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
}
