//! Assesses what became of money: disbursed against what was planned, or its share against a target.

use super::{indicator::Indicator, judged::Outcome};
use crate::model::{Annex, ColumnId, Pace, Phase, ReportColumns, ReportPeriod, Role, Row};

/// What was to be disbursed, what was, and the assessment.
pub(super) struct Disbursed {
    pub target: String,
    pub actual: String,
    pub outcome: Outcome,
}

/// Assesses a row of a table of money.
pub(super) fn disbursed(
    annex: &Annex,
    columns: &ReportColumns,
    row: &Row,
    (period, pace): (Option<ReportPeriod>, Pace),
) -> Disbursed {
    let cell = |column: Option<ColumnId>| column.map_or("", |it| row.cell(it)).trim();
    let title = |column: Option<ColumnId>| {
        let column = column.and_then(|it| annex.column(it));
        column.map_or(String::new(), |it| it.title())
    };
    let mut targets = annex.columns_of(Role::Target);
    let target = targets.next().map(|it| it.id);
    let is_share = title(target).contains('%') && !cell(target).is_empty();
    let planned = if is_share {
        None
    } else {
        columns.planned.or(target)
    };
    let (rate, sum) = (cell(columns.rate), cell(columns.disbursed));
    let (target, actual, unit) = if is_share {
        (cell(target).to_owned(), rate.to_owned(), "%".to_owned())
    } else if sum.is_empty() && !rate.is_empty() {
        ("100".to_owned(), rate.to_owned(), "%".to_owned())
    } else {
        let unit = unit_of(&title(planned));
        let of_sum = unit_of(&title(columns.disbursed));
        let actual = match of_sum.is_empty() || of_sum == unit || sum.is_empty() {
            true => sum.to_owned(),
            false => format!("{sum} {of_sum}"),
        };
        (cell(planned).to_owned(), actual, unit)
    };
    let phase = period.map(|it| Phase {
        from: Some(it.year),
        to: it.year,
    });
    let indicator = Indicator {
        content: "Giải ngân",
        unit: &unit,
        target: Some(&target),
        actual: &actual,
        baseline: "",
        others: Vec::new(),
        phase,
    };
    let outcome = indicator.judge(period, pace);
    Disbursed {
        outcome,
        target,
        actual,
    }
}

/// The unit in brackets at the end of a heading.
fn unit_of(title: &str) -> String {
    let inside = title
        .rsplit_once('(')
        .and_then(|(_, it)| it.split_once(')'));
    inside.map_or(String::new(), |(it, _)| it.trim().to_lowercase())
}
