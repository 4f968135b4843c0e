//! Takes what somebody else filled in into a report or a plan: rows by their content and place,
//! columns by what they are in a report.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    earlier::Earlier,
    merge_rows::column_map,
    update::{Caution, CellChange, CellPart, ChangedRow, NewRow, Update},
};
use crate::{
    gather::{Paired, pair},
    model::{
        Annex, AnnexHead, Column, ColumnId, ReportColumns, ReportPeriod, Role, Row, RowId,
        YearPart, reported_period, years,
    },
    progress::result_title,
};

/// Compares an annex with a report on it. Results, assessments, remarks and money are taken; what else
/// the report says otherwise is left unless the user takes it, as are rows that the annex does not
/// have. A cell that the report leaves empty changes nothing. `None` where the file is no report on
/// this annex, or on another period.
pub(super) fn reported(annex: &Annex, file: &Annex, earlier: &[&Annex]) -> Option<Update> {
    let there = period_of(file);
    let period = there.or_else(|| period_of(annex));
    let reported = columns_of(&file.report_columns(there));
    if reported.iter().all(Option::is_none) || !is_of(annex, file, period) {
        return None;
    }
    // Titles were compared already.
    let untitled = Annex {
        head: AnnexHead::default(),
        ..file.clone()
    };
    let paired = pair(annex, &untitled)?;
    let columns = columns(annex, file, there, period);
    let earlier = Earlier::of(earlier.to_vec());
    let comparing = Comparing {
        annex,
        file,
        reported: reported.into_iter().flatten().collect(),
        earlier,
    };
    Some(comparing.update(columns, &paired))
}

/// Returns a report whose results say in their heading which period they are of.
pub(super) fn with_period(file: &Annex) -> Cow<'_, Annex> {
    let period = period_of(file);
    let results = file.report_columns(period).actual;
    let is_open =
        |it: &Column| Some(it.id) == results && ReportPeriod::parse(&it.title()).is_none();
    let Some(at) = file.columns.iter().position(is_open) else {
        return Cow::Borrowed(file);
    };
    let mut named = file.clone();
    if let (Some(column), Some(period)) = (named.columns.get_mut(at), period) {
        column.header = vec![result_title(period)];
    }
    Cow::Owned(named)
}

fn period_of(annex: &Annex) -> Option<ReportPeriod> {
    reported_period(&annex.head, &annex.columns)
}

/// Whether an annex can hold a report of a period: it is no report of another one, and its title is
/// not about other years.
fn is_of(annex: &Annex, file: &Annex, period: Option<ReportPeriod>) -> bool {
    let own = reported_period(&annex.head, &[]);
    let is_other_report = own.is_some_and(|own| own.part != YearPart::Year && Some(own) != period);
    let results = annex.report_columns(period).actual;
    let results = results.and_then(|it| annex.column(it));
    let of_results = results.and_then(|it| ReportPeriod::parse(&it.title()));
    let has_other_results = of_results.is_some_and(|own| period.is_some_and(|it| it != own));
    let span = |title: &str| {
        let years = years(title);
        let years = || years.iter().map(|(_, year)| *year);
        Some((years().min()?, years().max()?))
    };
    let is_of_other_years = match (span(&annex.head.title), span(&file.head.title)) {
        (Some((first, last)), Some((from, to))) => to < first || last < from,
        _ => false,
    };
    !is_other_report && !has_other_results && !is_of_other_years
}

/// Returns the columns of the annex for those of the file: what a report fills in by what it is, the
/// others by heading and role.
fn columns(
    annex: &Annex,
    file: &Annex,
    there: Option<ReportPeriod>,
    period: Option<ReportPeriod>,
) -> HashMap<ColumnId, ColumnId> {
    let from = columns_of(&file.report_columns(there));
    let to = columns_of(&annex.report_columns(period));
    let mut columns: HashMap<ColumnId, ColumnId> = from
        .into_iter()
        .zip(to)
        .filter_map(|(from, to)| from.zip(to))
        .collect();
    let by_heading = column_map(annex, file);
    for other in file.columns.iter().map(|it| it.id) {
        let own = by_heading.get(&other);
        let own = own.filter(|own| columns.values().all(|it| it != *own));
        if let (Some(own), false) = (own, from.contains(&Some(other))) {
            columns.insert(other, *own);
        }
    }
    columns
}

/// The columns that a report fills in.
fn columns_of(columns: &ReportColumns) -> [Option<ColumnId>; 8] {
    [
        columns.actual,
        columns.status,
        columns.difficulty,
        columns.next_step,
        columns.evidence,
        columns.planned,
        columns.disbursed,
        columns.rate,
    ]
}

struct Comparing<'annex> {
    annex: &'annex Annex,
    file: &'annex Annex,
    /// The columns of the file that report.
    reported: Vec<ColumnId>,
    earlier: Earlier<'annex>,
}

impl Comparing<'_> {
    fn update(&self, columns: HashMap<ColumnId, ColumnId>, paired: &[Paired]) -> Update {
        let mut update = Update {
            columns,
            ..Update::default()
        };
        let rows: HashMap<RowId, &Arc<Row>> =
            self.annex.rows.iter().map(|row| (row.id, row)).collect();
        let mut seen = HashSet::new();
        let mut behind = None;
        for (row, paired) in self.file.rows.iter().zip(paired) {
            let (own, caution) = match paired {
                Paired::Row(own) => (*own, None),
                Paired::Perhaps(rows) => match rows.as_slice() {
                    [own] => (*own, Some(Caution::UnsureRow)),
                    _ => {
                        update.new.push(NewRow {
                            behind,
                            row: Arc::clone(row),
                            caution: Some(Caution::UnsureRow),
                        });
                        continue;
                    }
                },
                Paired::New => {
                    update.new.push(NewRow {
                        behind,
                        row: Arc::clone(row),
                        caution: Some(Caution::OnlyInReport),
                    });
                    continue;
                }
            };
            let Some(own) = rows.get(&own) else {
                continue;
            };
            seen.insert(own.id);
            if caution.is_none() {
                behind = Some(own.id);
            }
            let cells = self.cells(own, row, &update.columns, caution);
            if cells.is_empty() {
                update.n_same += 1;
            } else {
                update.changed.push(ChangedRow {
                    row: own.id,
                    from: row.id,
                    cells,
                });
            }
        }
        update.n_only_here = rows.len() - seen.len();
        update
    }

    fn cells(
        &self,
        own: &Row,
        row: &Row,
        columns: &HashMap<ColumnId, ColumnId>,
        caution: Option<Caution>,
    ) -> Vec<CellChange> {
        let cells = row.cells().filter_map(|(from, text)| {
            let role = self.file.column(from)?.role;
            if role == Role::Ordinal || text.trim().is_empty() {
                return None;
            }
            let to = columns.get(&from).copied();
            let change = self.earlier.change(own, to, (CellPart::Text, from, text))?;
            let is_reported = self.reported.contains(&from);
            let not_reported = (!is_reported).then_some(Caution::NotReported);
            Some(CellChange {
                caution: caution.or(not_reported).or(change.caution),
                ..change
            })
        });
        cells.collect()
    }
}
