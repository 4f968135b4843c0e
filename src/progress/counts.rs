//! How many rows stand how: in all, by section and by agency.

use super::{
    course::Course,
    judged::{Judged, Progress},
};
use crate::model::{ProgressStatus, RowId};

/// How many rows stand how, with the rows of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    rows: Vec<(ProgressStatus, Option<Course>, bool, RowId)>,
}

impl Tally {
    pub(super) fn add(&mut self, judged: &Judged) {
        self.rows
            .push((judged.status, judged.course, judged.is_unclear, judged.row));
    }

    pub fn total(&self) -> usize {
        self.rows.len()
    }

    pub fn n(&self, status: ProgressStatus) -> usize {
        self.rows.iter().filter(|(it, ..)| *it == status).count()
    }

    /// Counts the rows that have not reached their target and are on such a course.
    pub fn n_on(&self, course: Course) -> usize {
        self.on(course).len()
    }

    /// Counts the rows whose result cannot be assessed.
    pub fn n_unclear(&self) -> usize {
        self.unclear().len()
    }

    /// The rows with any of these assessments.
    pub fn rows(&self, statuses: &[ProgressStatus]) -> Vec<RowId> {
        let rows = self.rows.iter().filter(|(it, ..)| statuses.contains(it));
        rows.map(|(.., row)| *row).collect()
    }

    pub fn on(&self, course: Course) -> Vec<RowId> {
        let is_open = |it: ProgressStatus| !it.is_reached() && it != ProgressStatus::Dropped;
        let rows = self
            .rows
            .iter()
            .filter(|(status, it, ..)| *it == Some(course) && is_open(*status));
        rows.map(|(.., row)| *row).collect()
    }

    pub fn unclear(&self) -> Vec<RowId> {
        let rows = self.rows.iter().filter(|(_, _, is_unclear, _)| *is_unclear);
        rows.map(|(.., row)| *row).collect()
    }

    pub fn all(&self) -> Vec<RowId> {
        self.rows.iter().map(|(.., row)| *row).collect()
    }
}

/// The tallies of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub all: Tally,
    pub indicators: Tally,
    pub tasks: Tally,
    /// By annex and title of the section; rows above the first section have an empty title.
    pub sections: Vec<((usize, String), Tally)>,
    /// By lead agency. A row that several agencies lead counts for each; one without an agency has
    /// an empty name.
    pub agencies: Vec<(String, Tally)>,
}

impl Counts {
    pub fn of(progress: &Progress) -> Counts {
        let mut counts = Counts::default();
        for judged in &progress.rows {
            counts.all.add(judged);
            match judged.is_task {
                true => counts.tasks.add(judged),
                false => counts.indicators.add(judged),
            }
            let section = (judged.annex_at, judged.section.clone());
            add_to(&mut counts.sections, section, judged);
            for agency in &judged.agencies {
                add_to(&mut counts.agencies, agency.clone(), judged);
            }
            if judged.agencies.is_empty() {
                add_to(&mut counts.agencies, String::new(), judged);
            }
        }
        counts
    }
}

/// Adds a row to the tally under a key; tallies are in order of first appearance.
fn add_to<Key: PartialEq>(tallies: &mut Vec<(Key, Tally)>, key: Key, judged: &Judged) {
    if let Some((_, tally)) = tallies.iter_mut().find(|(it, _)| *it == key) {
        tally.add(judged);
        return;
    }
    let mut tally = Tally::default();
    tally.add(judged);
    tallies.push((key, tally));
}
