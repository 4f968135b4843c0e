//! Which rows head deeper items.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::found::RowRef;
use crate::model::{Annex, Row};

/// The rows that head deeper items.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Parents(FxHashSet<RowRef>);

impl Parents {
    /// Looks at an annex anew, and returns the rows for which the answer changed.
    pub(super) fn note(&mut self, annex: &Annex) -> Vec<Arc<Row>> {
        let next = annex.rows.iter().skip(1).map(Some).chain([None]);
        let mut changed = Vec::new();
        for (row, next) in annex.rows.iter().zip(next) {
            let is_parent = row.kind.heads(next.map(|it| it.kind));
            let place = (annex.id, row.id);
            let differs = if is_parent {
                self.0.insert(place)
            } else {
                self.0.remove(&place)
            };
            if differs {
                changed.push(Arc::clone(row));
            }
        }
        changed
    }

    pub(super) fn contains(&self, place: RowRef) -> bool {
        self.0.contains(&place)
    }

    pub(super) fn retain(&mut self, stays: impl FnMut(&RowRef) -> bool) {
        self.0.retain(stays);
    }
}
