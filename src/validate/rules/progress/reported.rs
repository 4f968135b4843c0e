//! What a row of a report says, for the rules about it.

use crate::{
    model::{
        Attainment, Claim, Column, ReportColumns, ReportPeriod, Role, is_blank, reported_period,
        target_column,
    },
    validate::RowScope,
};

/// A row with a result, and the columns of its annex.
pub(super) struct Reported<'row> {
    pub columns: ReportColumns,
    pub actual: &'row Column,
    pub actual_text: &'row str,
    pub target: Option<(&'row Column, &'row str)>,
}

/// Returns what a row reports; `None` for sections, totals, and rows without a result of their own.
pub(super) fn reported<'row>(scope: &RowScope<'row>) -> Option<Reported<'row>> {
    let annex = &scope.annex;
    // Most annexes have no results, and most rows of a new report have none yet.
    let mut results = annex.columns_of(Role::Actual);
    if !results.any(|it| !is_blank(scope.row.cell(it.id))) || !scope.states_something() {
        return None;
    }
    let period = reported_period(annex.head, annex.columns);
    let columns = ReportColumns::of(annex.columns, period);
    let actual = annex.column(columns.actual?)?;
    let actual_text = scope.row.cell(actual.id).trim();
    if is_blank(actual_text) {
        return None;
    }
    let target = target_column(annex.columns, period).and_then(|(id, phase)| {
        // What was reached before the phase is no result of it.
        let own = actual
            .header
            .iter()
            .rev()
            .find_map(|it| ReportPeriod::parse(it));
        let is_earlier = own
            .zip(phase)
            .is_some_and(|(own, phase)| phase.from.is_some_and(|from| own.year < from));
        (!is_earlier).then(|| (annex.column(id), scope.row.cell(id).trim()))
    });
    Some(Reported {
        columns,
        actual,
        actual_text,
        target: target.and_then(|(column, text)| Some((column?, text))),
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
        };
        Some(claim.judge())
    }
}
