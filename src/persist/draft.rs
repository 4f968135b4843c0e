use serde::{Deserialize, Serialize};

use crate::model::{AnnexId, CellRef, ColumnId, RowId};

/// Text that was being typed into a cell and has not been committed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    annex: u32,
    row: u32,
    column: u32,
    pub text: String,
}

impl Draft {
    pub fn new(place: CellRef, text: String) -> Draft {
        Draft {
            annex: place.annex.0,
            row: place.row.0,
            column: place.column.0,
            text,
        }
    }

    /// Returns the cell that the text belongs to.
    pub fn cell_ref(&self) -> CellRef {
        CellRef {
            annex: AnnexId(self.annex),
            row: RowId(self.row),
            column: ColumnId(self.column),
        }
    }
}
