//! What changed between the reports of two periods.

use super::judged::{Judged, Progress};
use crate::{model::RowId, text::likeness::words};

/// A row of the later report, with what it was in the earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub row: RowId,
    /// `None` where the earlier report does not have the row.
    pub before: Option<Judged>,
    pub after: Judged,
}

impl Change {
    /// Whether the result or the assessment differs.
    pub fn is_change(&self) -> bool {
        self.before.as_ref().is_none_or(|before| {
            before.status != self.after.status || before.actual != self.after.actual
        })
    }
}

/// Compares the reports of two periods row by row: by content within its section, then by ordinal
/// where a content stands several times.
pub fn changes(earlier: &Progress, later: &Progress) -> Vec<Change> {
    let key = |it: &Judged| (words(&it.section), words(&it.content));
    let mut taken = vec![false; earlier.rows.len()];
    let keys: Vec<_> = earlier.rows.iter().map(key).collect();
    let found = later.rows.iter().map(|after| {
        let own = key(after);
        let rows = keys.iter().enumerate();
        let free = rows.filter(|(at, it)| **it == own && taken.get(*at) == Some(&false));
        let free: Vec<usize> = free.map(|(at, _)| at).collect();
        let has_ordinal = |at: &&usize| {
            let before = earlier.rows.get(**at);
            before.is_some_and(|it| it.ordinal == after.ordinal)
        };
        let at = free.iter().find(has_ordinal).or(free.first()).copied();
        if let Some(slot) = at.and_then(|at| taken.get_mut(at)) {
            *slot = true;
        }
        Change {
            row: after.row,
            before: at.and_then(|at| earlier.rows.get(at)).cloned(),
            after: after.clone(),
        }
    });
    found.collect()
}
