//! What the rules found, by row.

use std::{collections::hash_map::Entry, sync::Arc};

use rustc_hash::FxHashMap;

use super::diagnostic::Diagnostic;
use crate::model::{AnnexId, RowId};

pub(super) type RowRef = (AnnexId, RowId);
pub(super) type ByRow = FxHashMap<RowRef, Vec<Arc<Diagnostic>>>;

#[derive(Debug, Default)]
pub(super) struct Found {
    /// Findings of row rules.
    pub rows: ByRow,
    /// Findings of rules about neighbouring rows, by annex and index in the list of rules …
    annexes: FxHashMap<(AnnexId, usize), Vec<Arc<Diagnostic>>>,
    /// … and the same by row.
    pub neighbours: ByRow,
}

impl Found {
    /// Whether no row rule and no rule about neighbouring rows found anything.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.neighbours.is_empty()
    }

    /// Returns the findings of a row.
    pub(super) fn of_row(&self, place: RowRef) -> Vec<Arc<Diagnostic>> {
        let maps = [&self.rows, &self.neighbours].into_iter();
        let here = maps.filter_map(|map| map.get(&place));
        here.flatten().cloned().collect()
    }

    /// Replaces the findings of the row rules in a row.
    pub(super) fn put_row(&mut self, place: RowRef, found: Vec<Diagnostic>) {
        if found.is_empty() {
            self.rows.remove(&place);
        } else {
            let found = found.into_iter().map(Arc::new);
            self.rows.insert(place, found.collect());
        }
    }

    /// Replaces the findings of one rule in one annex. Keeps the old ones if nothing changed.
    pub(super) fn put_annex(&mut self, annex: AnnexId, rule: usize, found: Vec<Diagnostic>) {
        let old = self.annexes.entry((annex, rule)).or_default();
        let is_same = |(old, new): (&Arc<Diagnostic>, &Diagnostic)| **old == *new;
        if old.len() == found.len() && old.iter().zip(&found).all(is_same) {
            return;
        }
        for it in old.iter() {
            if let Entry::Occupied(mut here) = self.neighbours.entry((annex, it.row)) {
                here.get_mut().retain(|other| other.rule != it.rule);
                if here.get().is_empty() {
                    here.remove();
                }
            }
        }
        *old = found.into_iter().map(Arc::new).collect();
        for it in old.iter() {
            let here = self.neighbours.entry((annex, it.row)).or_default();
            here.push(Arc::clone(it));
        }
    }
}
