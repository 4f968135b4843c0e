//! What the import was not sure of, as findings.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    diagnostic::Diagnostic,
    rules::values::recovered_on_import::{RULE, finding},
};
use crate::model::{AnnexId, Document, Doubt, Profile, Row, RowId};

/// The doubts about a document by row.
#[derive(Debug, Default)]
pub(super) struct Doubts(FxHashMap<(AnnexId, RowId), Vec<Found>>);

/// A doubt, and the text that the import chose.
type Found = (Arc<Diagnostic>, String);

impl Doubts {
    pub(super) fn note(&mut self, document: &Document, doubts: &[Doubt]) {
        let mut of_row: FxHashMap<(AnnexId, RowId), Vec<&Doubt>> = FxHashMap::default();
        for doubt in doubts {
            let here = of_row.entry((doubt.annex, doubt.row));
            here.or_default().push(doubt);
        }
        for annex in &document.annexes {
            for row in &annex.rows {
                let place = (annex.id, row.id);
                let Some(doubts) = of_row.get(&place) else {
                    continue;
                };
                let found = doubts.iter().map(|doubt| {
                    let text = row.cell(doubt.column).to_owned();
                    (Arc::new(finding(doubt)), text)
                });
                self.0.insert(place, found.collect());
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the doubts about a row that stand: a doubt lapses when its text changes.
    pub(super) fn of_row(
        &self,
        annex: AnnexId,
        row: &Row,
        profile: &Profile,
    ) -> Vec<Arc<Diagnostic>> {
        let Some(doubts) = self.0.get(&(annex, row.id)) else {
            return Vec::new();
        };
        let Some(severity) = profile.severity(RULE.id, RULE.severity) else {
            return Vec::new();
        };
        let standing = doubts
            .iter()
            .filter(|(it, text)| row.cell(it.column) == text);
        let standing = standing.map(|(it, _)| match it.severity == severity {
            true => Arc::clone(it),
            false => Arc::new(Diagnostic {
                severity,
                ..Diagnostic::clone(it)
            }),
        });
        standing.collect()
    }
}
