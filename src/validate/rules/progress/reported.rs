//! What a row of a report says, for the rules about it.

use crate::{
    model::{Attainment, Claim, Column, Role, is_blank},
    validate::{RowScope, shared::Reporting},
};

/// A row with a result, and the columns of its annex.
pub(super) struct Reported<'row> {
    pub annex: &'row Reporting,
    pub actual: &'row Column,
    pub actual_text: &'row str,
    pub target: Option<(&'row Column, &'row str)>,
}

/// Returns what a row reports; `None` for sections, totals, and rows without a result of their own.
pub(super) fn reported<'row>(scope: &RowScope<'row>) -> Option<Reported<'row>> {
    let frame = &scope.annex;
    // Most annexes have no results, and most rows of a new report have none yet.
    let mut results = frame.columns_of(Role::Actual);
    if !results.any(|it| !is_blank(scope.row.cell(it.id))) || !scope.states_something() {
        return None;
    }
    let annex = frame.reporting();
    let actual = frame.column(annex.columns.actual?)?;
    let actual_text = scope.row.cell(actual.id).trim();
    if is_blank(actual_text) {
        return None;
    }
    let target = annex.target.and_then(|(id, phase)| {
        // What was reached before the phase is no result of it.
        let from = phase.and_then(|phase| phase.from);
        let years = annex.actual.map(|own| own.year).zip(from);
        let is_earlier = years.is_some_and(|(own, from)| own < from);
        let column = frame.column(id).filter(|_| !is_earlier)?;
        Some((column, scope.row.cell(id).trim()))
    });
    Some(Reported {
        annex,
        actual,
        actual_text,
        target,
    })
}

impl Reported<'_> {
    /// Compares the result with the target of its phase; `None` where there is none.
    pub fn judge(&self, scope: &RowScope) -> Option<Attainment> {
        let (_, target) = self.target.filter(|(_, text)| !is_blank(text))?;
        let claim = Claim {
            content: scope.text(Role::Content),
            unit: scope.text(Role::Unit),
            target,
            actual: self.actual_text,
            trend: None,
            baseline: None,
            until: None,
        };
        Some(claim.judge())
    }
}
