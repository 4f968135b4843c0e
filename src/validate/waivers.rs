//! Findings that a person has looked at and left, each with the reason.

use rustc_hash::FxHashMap;

use super::diagnostic::Diagnostic;
use crate::model::{AnnexId, Document, Row, RowId, Waiver};

/// The waivers of a document by row.
#[derive(Debug, Default)]
pub(super) struct Waivers(FxHashMap<(AnnexId, RowId), Vec<Waiver>>);

impl Waivers {
    pub(super) fn of(document: &Document) -> Waivers {
        let mut waivers = Waivers::default();
        for waiver in &document.review.waivers {
            let place = (waiver.place.annex, waiver.place.row);
            waivers.0.entry(place).or_default().push(waiver.clone());
        }
        waivers
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has_row(&self, annex: AnnexId, row: RowId) -> bool {
        self.0.contains_key(&(annex, row))
    }

    /// Returns the waiver of a finding, if the cell still has the text that was waived.
    pub(super) fn get(&self, row: &Row, it: &Diagnostic) -> Option<&Waiver> {
        let mut here = self.0.get(&(it.annex, it.row))?.iter();
        here.find(|waiver| {
            let is_same = waiver.rule == it.rule && waiver.place.column == it.column;
            is_same && waiver.text == row.cell(it.column)
        })
    }
}
