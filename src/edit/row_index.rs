//! Positions of an annex's rows by id.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::error::EditError;
use crate::model::{Annex, AnnexId, Row, RowId};

/// Positions of rows by id, built on the second lookup: a single edit does not hash 50 000 rows, and
/// a paste of 50 000 cells stays linear.
#[derive(Default)]
pub(super) struct RowIndex {
    annex: Option<AnnexId>,
    positions: FxHashMap<RowId, usize>,
    asked: bool,
}

impl RowIndex {
    pub(super) fn clear(&mut self) {
        self.annex = None;
        self.positions.clear();
    }

    pub(super) fn row_mut<'annex>(
        &mut self,
        annex: &'annex mut Annex,
        id: RowId,
    ) -> Result<&'annex mut Arc<Row>, EditError> {
        let at = if std::mem::replace(&mut self.asked, true) {
            self.positions(annex).get(&id).copied()
        } else {
            annex.index_of(id)
        };
        let slot = at.and_then(|at| annex.rows.get_mut(at));
        slot.ok_or(EditError::UnknownRow(id))
    }

    pub(super) fn check_new(&mut self, annex: &Annex, rows: &[Arc<Row>]) -> Result<(), EditError> {
        let mut seen = FxHashSet::default();
        for row in rows {
            if self.positions(annex).contains_key(&row.id) || !seen.insert(row.id) {
                return Err(EditError::DuplicateId(row.id.0));
            }
        }
        Ok(())
    }

    fn positions(&mut self, annex: &Annex) -> &FxHashMap<RowId, usize> {
        if self.annex != Some(annex.id) {
            self.annex = Some(annex.id);
            let ids = annex.rows.iter().enumerate();
            self.positions = ids.map(|(at, row)| (row.id, at)).collect();
        }
        &self.positions
    }
}
