//! How the results of all units stand against the targets of the form.

use std::sync::Arc;

use leptos::prelude::Get as _;
use rustc_hash::FxHashMap;

use super::state::Gather;
use crate::{
    gather::Consolidation,
    model::{ProgressStatus, Role},
    progress::{self, Judged, MatrixRow},
    wording::{Key, Language},
};

/// The assessments by row of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Statuses {
    rows: Arc<FxHashMap<usize, MatrixRow>>,
    names: Arc<[String]>,
    language: Language,
}

impl PartialEq for Statuses {
    fn eq(&self, other: &Statuses) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows) && self.language == other.language
    }
}

impl Statuses {
    /// Assesses what the units report.
    pub fn of(gather: Gather) -> Statuses {
        let language = gather.language.get();
        let (rows, names) = gather.follow(|it| {
            let matrix = progress::Matrix::of(it.form(), &it.board(), None);
            let rows = matrix.rows.into_iter();
            let rows = rows.map(|row| (it.form().rows_of(row.annex_at).start + row.row_at, row));
            (rows.collect::<FxHashMap<_, _>>(), it.units().to_vec())
        });
        Statuses {
            rows: rows.into(),
            names: names.into(),
            language,
        }
    }

    /// Whether a form asks for results, which can be assessed.
    pub fn apply_to(it: &Consolidation) -> bool {
        let mut columns = it.form().document.annexes.iter().flat_map(|it| &it.columns);
        columns.any(|it| matches!(it.role, Role::Actual | Role::Status))
    }

    fn judged(&self, row: usize, unit: usize) -> Option<&Judged> {
        self.rows.get(&row)?.cells.get(unit)?.as_ref()
    }

    /// Class, text and title of a cell.
    pub fn cell(&self, row: usize, unit: usize, is_sent: bool) -> (String, String, String) {
        let Some(judged) = self.judged(row, unit) else {
            let class = match is_sent || !self.rows.contains_key(&row) {
                true => "c",
                false => "c unsent",
            };
            return (class.to_owned(), String::new(), String::new());
        };
        let label = match judged.status {
            ProgressStatus::NoData => "–".to_owned(),
            status => status.label().text(self.language).to_owned(),
        };
        let class = format!("c status status-{}", judged.status.key());
        (class, label, self.why(row, unit))
    }

    /// How many units reached the target of a row, in short; who stands best and worst, in full.
    pub fn total(&self, row: usize) -> (String, String) {
        let Some(row) = self.rows.get(&row) else {
            return Default::default();
        };
        let judged = row.cells.iter().flatten();
        let known: Vec<&Judged> = judged
            .filter(|it| it.status != ProgressStatus::NoData)
            .collect();
        if known.is_empty() {
            return Default::default();
        }
        let n_reached = known.iter().filter(|it| it.status.is_reached()).count();
        let short = Key::GatherReachedBy.with([n_reached, known.len()].map(|n| n.to_string()));
        let (best, worst) = row.best_and_worst();
        let named = |at: Vec<usize>| {
            let names = at.iter().filter_map(|it| self.names.get(*it));
            names.map(String::as_str).collect::<Vec<_>>().join(", ")
        };
        let full = match best.is_empty() {
            true => String::new(),
            false => Key::CliBestAndWorst
                .with([named(best), named(worst)])
                .text(self.language),
        };
        (short.text(self.language), full)
    }

    /// Why a unit's result is assessed as it is.
    pub fn why(&self, row: usize, unit: usize) -> String {
        let judged = self.judged(row, unit);
        judged.map_or(String::new(), |it| it.why(self.language))
    }
}
