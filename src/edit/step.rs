//! The smallest changes of a document.

use std::sync::Arc;

use crate::model::{
    Annex, AnnexHead, AnnexId, Column, ColumnId, Plan, Review, Row, RowId, RowKind,
};

/// The smallest change of a document. The list is closed: adding a variant is a design decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    SetCell {
        annex: AnnexId,
        row: RowId,
        column: ColumnId,
        text: String,
    },
    /// Sets the note on a cell; an empty text removes it.
    SetNote {
        annex: AnnexId,
        row: RowId,
        column: ColumnId,
        text: String,
    },
    SetRowKind {
        annex: AnnexId,
        row: RowId,
        kind: RowKind,
    },
    InsertRows {
        annex: AnnexId,
        at: usize,
        rows: Vec<Arc<Row>>,
    },
    RemoveRows {
        annex: AnnexId,
        at: usize,
        n: usize,
    },
    /// Moves `n` rows from position `from` to position `to`, counted after their removal.
    MoveRows {
        annex: AnnexId,
        from: usize,
        n: usize,
        to: usize,
    },
    InsertColumn {
        annex: AnnexId,
        at: usize,
        column: Column,
        cells: Vec<(RowId, String)>,
    },
    RemoveColumn {
        annex: AnnexId,
        column: ColumnId,
    },
    MoveColumn {
        annex: AnnexId,
        from: usize,
        to: usize,
    },
    /// Replaces role, header and width of the column with the same id.
    SetColumn {
        annex: AnnexId,
        column: Column,
    },
    InsertAnnex {
        at: usize,
        annex: Box<Annex>,
    },
    RemoveAnnex {
        annex: AnnexId,
    },
    MoveAnnex {
        from: usize,
        to: usize,
    },
    SetHead {
        annex: AnnexId,
        head: AnnexHead,
    },
    SetPlan {
        plan: Plan,
    },
    /// Replaces the check settings and the waivers.
    SetReview {
        review: Review,
    },
}

impl Step {
    /// Returns the annex that the step changes; `None` for steps on the plan or the list of annexes.
    pub fn annex(&self) -> Option<AnnexId> {
        match self {
            Step::SetCell { annex, .. }
            | Step::SetNote { annex, .. }
            | Step::SetRowKind { annex, .. }
            | Step::InsertRows { annex, .. }
            | Step::RemoveRows { annex, .. }
            | Step::MoveRows { annex, .. }
            | Step::InsertColumn { annex, .. }
            | Step::RemoveColumn { annex, .. }
            | Step::MoveColumn { annex, .. }
            | Step::SetColumn { annex, .. }
            | Step::SetHead { annex, .. } => Some(*annex),
            Step::InsertAnnex { .. }
            | Step::RemoveAnnex { .. }
            | Step::MoveAnnex { .. }
            | Step::SetPlan { .. }
            | Step::SetReview { .. } => None,
        }
    }
}
