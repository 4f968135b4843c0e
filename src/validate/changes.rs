//! What steps changed in an annex.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::{
    edit::Step,
    model::{Annex, ColumnId, Row, RowId},
};

/// Summary of what steps changed in an annex.
#[derive(Default)]
pub(super) struct Changes {
    /// Columns or head changed, which can affect every row.
    pub everything: bool,
    /// Rows were inserted, removed, moved or changed their kind.
    pub structure: bool,
    pub removal: bool,
    rows: FxHashSet<RowId>,
    pub columns: FxHashSet<ColumnId>,
}

impl Changes {
    pub(super) fn note(&mut self, step: &Step) {
        match step {
            Step::SetCell { row, column, .. } => {
                self.rows.insert(*row);
                self.columns.insert(*column);
            }
            Step::SetRowKind { row, .. } => {
                self.rows.insert(*row);
                self.structure = true;
            }
            Step::InsertRows { rows, .. } => {
                self.rows.extend(rows.iter().map(|row| row.id));
                self.structure = true;
            }
            Step::RemoveRows { .. } => (self.structure, self.removal) = (true, true),
            Step::MoveRows { .. } => self.structure = true,
            // No rule reads notes.
            Step::SetNote { .. } => {}
            _ => self.everything = true,
        }
    }

    /// Returns the changed rows that still exist in the annex.
    pub(super) fn rows_of<'annex>(&self, annex: &'annex Annex) -> Vec<&'annex Arc<Row>> {
        let mut rows = annex.rows.iter();
        match self.rows.iter().next() {
            None => Vec::new(),
            // The most common case, without hashing every row.
            Some(only) if self.rows.len() == 1 => {
                rows.find(|row| row.id == *only).into_iter().collect()
            }
            Some(_) => rows.filter(|row| self.rows.contains(&row.id)).collect(),
        }
    }
}
