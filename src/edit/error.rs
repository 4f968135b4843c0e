use crate::model::{AnnexId, ColumnId, RowId};

/// Why a step does not fit the document: the transaction is stale, not a mistake of the user.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("annex {0:?} is not in the document")]
    UnknownAnnex(AnnexId),
    #[error("row {0:?} is not in the annex")]
    UnknownRow(RowId),
    #[error("column {0:?} is not in the annex")]
    UnknownColumn(ColumnId),
    #[error("id {0} is already in use")]
    DuplicateId(u32),
    #[error("position {at} is past the end ({n})")]
    OutOfBounds { at: usize, n: usize },
}
