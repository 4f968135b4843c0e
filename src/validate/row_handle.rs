use crate::model::{RowId, RowKind};

/// A row of the annex being checked, without its texts: those come from the scope of the rule, which
/// hands out only what the rule declares that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowHandle {
    /// Position in the annex.
    pub at: usize,
    pub id: RowId,
    pub kind: RowKind,
}
