//! What changed between the reports of two periods.

use rustc_hash::FxHashMap;

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
    // The rows of the earlier report that no later row has taken yet, in order.
    let mut free: FxHashMap<_, Vec<&Judged>> = FxHashMap::default();
    for before in &earlier.rows {
        free.entry(key(before)).or_default().push(before);
    }
    let found = later.rows.iter().map(|after| {
        let before = free.get_mut(&key(after)).and_then(|alike| {
            let same = alike.iter().position(|it| it.ordinal == after.ordinal);
            (!alike.is_empty()).then(|| alike.remove(same.unwrap_or(0)))
        });
        Change {
            row: after.row,
            before: before.cloned(),
            after: after.clone(),
        }
    });
    found.collect()
}
