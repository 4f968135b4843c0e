use std::ops::Range;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    wording::Key,
};

/// Removes the rows that have a selected cell.
pub(super) fn delete_row(selection: &Selection) -> Option<Transaction> {
    let positions = selection.row_positions();
    let annex = selection.annex()?.id;
    let label = match positions.len() {
        0 => return None,
        1 => Key::DidDeleteRow.into(),
        n => Key::DidDeleteRows.with([n.to_string()]),
    };
    // Last range first, so that the positions of the earlier ones stay valid.
    let runs = runs(&positions).into_iter().rev();
    let steps = runs.map(|run| Step::RemoveRows {
        annex,
        at: run.start,
        n: run.len(),
    });
    Some(Transaction {
        label,
        steps: steps.collect(),
    })
}

/// Groups ascending positions into contiguous ranges.
fn runs(positions: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for &at in positions {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
