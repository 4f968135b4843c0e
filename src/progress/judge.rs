//! Assesses the rows of the reporting annexes of a document.

use std::collections::BTreeMap;

use super::{
    completion::{completed, rate, with_rate},
    indicator::Indicator,
    judged::{Judged, Outcome, Progress},
    money::disbursed,
    own_word::{decided, filled_in, is_assessment, under_way},
    parts::of_parts,
    plan_rows::{PlanRow, plan_rows},
    said_of_time::{says_state, years_of},
    task::Task,
};
use crate::{
    model::{
        Amount, Annex, AnnexKind, ColumnId, Date, Document, Done, Figure, Measure, Pace, Phase,
        ProgressStatus, ReportColumns, ReportPeriod, Role, Row, RowId, WorkState, YearPart,
        agencies_in, asks_for_thing, day_by, is_blank, marked, report_date, reported_period,
        stated_deadline, target_column,
    },
    reference::agencies::Directory,
    wording::Key,
};

/// Assesses the rows of all reporting annexes of a period; without one, of the latest that the document
/// reports on. Times are compared with the day that its authors decided on, otherwise with the report's
/// own date, otherwise with the end of the period.
pub fn judge(document: &Document, period: Option<ReportPeriod>) -> Progress {
    let own_period = |annex: &Annex| reported_period(&annex.head, &annex.columns);
    let reports = |annex: &&Annex| has_report(annex, period);
    let latest = || {
        document
            .annexes
            .iter()
            .filter(reports)
            .filter_map(own_period)
            .max()
    };
    let period = period.map(|it| reported_as(document, it)).or_else(latest);
    let annexes = document.annexes.iter().enumerate();
    let annexes = annexes.filter(|(_, annex)| is_of(annex, period));
    let mut annexes: Vec<(usize, &Annex)> = annexes.collect();
    // A report of another period has the results of this one beside its own. Where this period has a
    // report, they do not count twice.
    let is_own = |annex: &Annex| period.is_some() && own_period(annex) == period;
    if annexes.iter().any(|(_, annex)| is_own(annex)) {
        let is_other = |own: ReportPeriod| Some(own) != period && own.part != YearPart::Year;
        annexes.retain(|(_, annex)| !own_period(annex).is_some_and(is_other));
    }
    let reporting = &document.review.reporting;
    let date = reporting.of(period).and_then(|it| it.date).or_else(|| {
        annexes
            .iter()
            .find_map(|(_, annex)| report_date(&annex.head))
    });
    let date = date.or(period.map(ReportPeriod::end));
    let mut progress = Progress {
        period,
        date,
        deadline: period.and_then(|period| stated_deadline(document, period)),
        annexes: annexes.iter().map(|(_, annex)| annex.id).collect(),
        rows: Vec::new(),
    };
    for (annex_at, annex) in annexes {
        let judging = Judging {
            annex,
            annex_at,
            columns: annex.report_columns(period),
            directory: &document.review.profile.directory,
            period,
            date,
            pace: reporting.pace,
            filled: reporting.of(period).map(|it| &it.filled),
        };
        progress
            .rows
            .extend(plan_rows(annex).iter().map(|row| judging.row(row)));
    }
    progress
}

/// Returns the period under which a document reports on another: what is asked about the third quarter
/// is answered by the nine months.
fn reported_as(document: &Document, period: ReportPeriod) -> ReportPeriod {
    let is_reported = document.annexes.iter().any(|it| is_of(it, Some(period)));
    if is_reported {
        return period;
    }
    let mut others = periods(document).into_iter();
    others.find(|it| it.ends_with(period)).unwrap_or(period)
}

/// Returns the periods that a document reports on, the latest first.
pub fn periods(document: &Document) -> Vec<ReportPeriod> {
    let named = document.annexes.iter().flat_map(|annex| {
        let results = annex.columns_of(Role::Actual).flat_map(|it| &it.header);
        let results = results.filter_map(|it| ReportPeriod::parse(it));
        results.chain(reported_period(&annex.head, &annex.columns))
    });
    let mut periods: Vec<ReportPeriod> = named.collect();
    periods.sort_unstable();
    periods.dedup();
    periods.retain(|period| {
        let mut annexes = document.annexes.iter();
        annexes.any(|annex| is_of(annex, Some(*period)))
    });
    periods.reverse();
    periods
}

/// Whether an annex reports on a period, and not on another one alone.
fn is_of(annex: &Annex, period: Option<ReportPeriod>) -> bool {
    let own = reported_period(&annex.head, &annex.columns);
    let is_other = own.is_some_and(|own| {
        Some(own) != period && own.part != YearPart::Year && !names_results_of(annex, period)
    });
    has_report(annex, period) && !is_other
}

/// Whether an annex has a column for results or assessments of a period.
fn has_report(annex: &Annex, period: Option<ReportPeriod>) -> bool {
    let columns = annex.report_columns(period);
    let has_content = annex.column_of(Role::Content).is_some();
    let has_plan = columns.planned.is_some() || annex.column_of(Role::Target).is_some();
    let is_of_money = columns.is_of_money() && has_plan;
    let is_assessed =
        columns.status.is_some() || columns.completion.is_some() || !columns.marks.is_empty();
    has_content && (columns.is_report() || is_assessed || is_of_money)
}

fn names_results_of(annex: &Annex, period: Option<ReportPeriod>) -> bool {
    let mut results = annex.columns_of(Role::Actual).flat_map(|it| &it.header);
    period.is_some() && results.any(|it| ReportPeriod::parse(it) == period)
}

struct Judging<'document> {
    annex: &'document Annex,
    annex_at: usize,
    columns: ReportColumns,
    directory: &'document Directory,
    period: Option<ReportPeriod>,
    date: Option<Date>,
    pace: Pace,
    /// The assessments that were filled in as proposed.
    filled: Option<&'document BTreeMap<RowId, String>>,
}

impl Judging<'_> {
    fn row(&self, plan_row: &PlanRow) -> Judged {
        let PlanRow {
            at,
            row,
            section,
            phase: _,
        } = plan_row;
        let annex = self.annex;
        let cell = |column: Option<ColumnId>| column.map_or("", |it| row.cell(it));
        let text = |role: Role| annex.text(row, role);
        let is_task = self.is_task(row);
        let marked = marked(annex, &self.columns.marks, row);
        let own = marked.unwrap_or(cell(self.columns.status)).trim();
        let result = match is_task {
            true => self.told(row),
            false => self.reached(row),
        };
        // A column of states may tell what is done instead of assessing it.
        let filled = self.filled.and_then(|it| it.get(&row.id));
        let filled = filled.filter(|it| it.trim() == own);
        let tells = result.trim().is_empty()
            && !own.is_empty()
            && filled.is_none()
            && !is_assessment(own, is_task);
        let rate = rate(cell(self.columns.completion));
        let is_silent = result.trim().is_empty() && !tells;
        let called_off = self.called_off(row).filter(|_| is_silent && own.is_empty());
        let actual = match rate.as_deref().filter(|_| is_silent) {
            Some(rate) => rate,
            None if tells => own,
            None => called_off.unwrap_or(result),
        };
        let (target, actual, outcome) = if is_task {
            let time = self.time(row);
            let task = Task {
                content: text(Role::Content),
                time,
                product: match self.is_made_by_a_day(row) {
                    true => self.target_text(row),
                    false => text(Role::Result),
                },
                actual,
                year: self.period.map(|it| it.year),
            };
            let outcome = task.judge(self.date, self.pace);
            let outcome = match &rate {
                Some(rate) => with_rate(&task, outcome, rate, (self.date, self.pace)),
                None => outcome,
            };
            (time.to_owned(), actual.to_owned(), outcome)
        } else if is_silent && rate.is_some() {
            let (target, ..) = self.indicator(plan_row, "");
            let outcome = completed(actual, self.phase_of(plan_row), (self.period, self.pace));
            (target, actual.to_owned(), outcome)
        } else if self.columns.is_of_money() && !tells {
            let found = disbursed(annex, &self.columns, row, (self.period, self.pace));
            (found.target, found.actual, found.outcome)
        } else {
            self.indicator(plan_row, actual)
        };
        let lead = text(Role::Lead);
        let named = agencies_in(self.directory, lead);
        let agencies = named.iter().map(|it| match &it.agency {
            Some(agency) => agency.name.clone(),
            None => lead
                .get(it.range.clone())
                .unwrap_or_default()
                .trim()
                .to_owned(),
        });
        let mut agencies: Vec<String> = agencies.filter(|it| !it.is_empty()).collect();
        let mut seen = Vec::new();
        agencies.retain(|it| {
            let is_new = !seen.contains(it);
            seen.push(it.clone());
            is_new
        });
        let judged = Judged {
            annex: annex.id,
            annex_at: self.annex_at,
            row: row.id,
            row_at: *at,
            is_task,
            ordinal: text(Role::Ordinal).trim().to_owned(),
            content: text(Role::Content).trim().to_owned(),
            target: target.trim().to_owned(),
            actual: actual.trim().to_owned(),
            status: outcome.status,
            proposed: outcome.status,
            is_own: false,
            is_unclear: outcome.is_unclear,
            course: outcome.course,
            why: outcome.why,
            section: section.clone(),
            agencies,
            due: outcome.due,
            figures: outcome.figures,
        };
        if let Some(filled) = filled {
            return filled_in(judged, filled);
        }
        let own = if tells { "" } else { own };
        match WorkState::parse(own) {
            Some(state) => {
                let end = judged.due.or_else(|| self.end_of(plan_row));
                // The figure of an indicator is that of the end of the period, whenever it is told.
                let told = self.period.map(ReportPeriod::end).filter(|_| !is_task);
                let date = self.date.map(|date| told.map_or(date, |end| end.max(date)));
                under_way(judged, own, state, end.zip(date))
            }
            None => decided(judged, own),
        }
    }

    /// What stands beside an empty result and says that the matter is not carried out.
    fn called_off<'row>(&self, row: &'row Row) -> Option<&'row str> {
        let others = self.annex.columns.iter();
        let others = others.filter(|it| matches!(it.role, Role::Note | Role::Other));
        let mut texts = others.map(|it| row.cell(it.id).trim());
        texts.find(|it| ProgressStatus::parse(it) == Some(ProgressStatus::Dropped))
    }

    /// The day by which an indicator is to be reached: that of its row, or the end of its phase.
    fn end_of(&self, plan_row: &PlanRow) -> Option<Date> {
        let of_row = day_by(self.annex.text(plan_row.row, Role::Time));
        // "Hoàn thành trong năm 2026" is nearer than the end of the phase.
        let target = self.target_text(plan_row.row);
        let of_target = || day_by(target).filter(|_| target.contains(char::is_alphabetic));
        let of_row = of_row.or_else(of_target);
        of_row.or_else(|| Some(Date::end_of_month(self.phase_of(plan_row)?.to, 12)))
    }

    /// The phase whose target counts.
    fn phase_of(&self, plan_row: &PlanRow) -> Option<Phase> {
        let chosen = target_column(&self.annex.columns, self.period);
        chosen.and_then(|(_, phase)| phase).or(plan_row.phase)
    }

    /// Whether an indicator's own time is still to come.
    fn is_open(&self, plan_row: &PlanRow) -> bool {
        let end = self.end_of(plan_row).zip(self.date);
        end.is_some_and(|(end, date)| date <= end)
    }

    fn is_task(&self, row: &Row) -> bool {
        let annex = self.annex;
        match annex.head.kind {
            AnnexKind::Tasks => !self.is_measured(row),
            AnnexKind::Indicators => self.is_made_by_a_day(row),
            AnnexKind::Other => {
                let has_target = annex.column_of(Role::Target).is_some();
                !has_target && !annex.text(row, Role::Time).trim().is_empty()
            }
        }
    }

    /// Whether what is to be reached is a thing without any number, made by a day of its own: "Phương án" by
    /// "15/5/2026".
    fn is_made_by_a_day(&self, row: &Row) -> bool {
        let target = self.target_text(row);
        let is_thing = asks_for_thing(target, self.annex.text(row, Role::Unit));
        is_thing && day_by(self.time_cell(row)).is_some()
    }

    /// Whether a row has a figure to reach beside the one that was reached, whatever its table is called.
    fn is_measured(&self, row: &Row) -> bool {
        let unit = self.annex.text(row, Role::Unit);
        let target = self.target_text(row);
        let is_figure = |text: &str| Figure::parse(text, unit, None).is_ok();
        let is_planned = is_figure(target) && day_by(target).is_none();
        let has_time = !is_blank(self.annex.text(row, Role::Time));
        let has_times = self.annex.column_of(Role::Time).is_some();
        let is_held = !has_times
            && !is_blank(target)
            && day_by(target).is_none()
            && !is_blank(self.reached(row));
        (is_planned && (!has_time || is_figure(self.reached(row)))) || is_held
    }

    /// The target that counts, as the row states it.
    fn target_text<'row>(&self, row: &'row Row) -> &'row str {
        let target = target_column(&self.annex.columns, self.period);
        target.map_or("", |(column, _)| row.cell(column))
    }

    /// The text under the heading of the deadline, of several times: "Bắt đầu" beside "Hạn hoàn thành". Of
    /// times whose headings do not say it, the last that is no beginning.
    fn time_cell<'row>(&self, row: &'row Row) -> &'row str {
        let is_deadline = |title: &str| {
            let title = title.to_lowercase();
            let words = ["hạn", "hoàn thành", "kết thúc"];
            words.iter().any(|it| title.contains(it))
        };
        let is_start = |title: &str| {
            let title = title.to_lowercase();
            let words = ["bắt đầu", "giao", "khởi", "triển khai", "nhận"];
            words.iter().any(|it| title.contains(it))
        };
        let times = || self.annex.columns_of(Role::Time);
        let named = times().find(|it| is_deadline(&it.title()));
        let last = || times().filter(|it| !is_start(&it.title())).last();
        match named.or_else(last) {
            Some(column) => row.cell(column.id),
            None => self.annex.text(row, Role::Time),
        }
    }

    /// The time of a task, also where it stands among the targets.
    fn time<'row>(&self, row: &'row Row) -> &'row str {
        let time = self.time_cell(row);
        let target = self.annex.text(row, Role::Target);
        match time.trim().is_empty() && day_by(target).is_some() {
            true => target,
            false => time,
        }
    }

    /// The part of the year that the target column that counts is for, as is the result then.
    fn part_of_target(&self) -> Option<ReportPeriod> {
        let chosen = target_column(&self.annex.columns, self.period);
        let chosen = chosen.and_then(|(id, _)| self.annex.column(id))?;
        let year = self.period.map(|it| it.year);
        let mut periods = chosen.header.iter();
        periods.find_map(|it| {
            let period = ReportPeriod::parse_in(it, year);
            period.filter(|it| it.part != YearPart::Year)
        })
    }

    /// What the report says in its column of results, or beside it where that is empty.
    fn told<'row>(&self, row: &'row Row) -> &'row str {
        let columns = [self.columns.actual, self.columns.cumulative];
        let columns = columns.iter().flatten().chain(&self.columns.beside);
        let mut texts = columns.map(|it| row.cell(*it));
        texts.find(|it| !is_blank(it)).unwrap_or_default()
    }

    /// The result that is held against the target: that of the year so far, unless the target is for a
    /// part of the year.
    fn reached<'row>(&self, row: &'row Row) -> &'row str {
        let cell = |column: Option<ColumnId>| column.map_or("", |it| row.cell(it));
        let so_far = cell(self.columns.cumulative);
        let number = match is_blank(so_far) || self.part_of_target().is_some() {
            true => self.told(row),
            false => so_far,
        };
        let share = cell(self.columns.share);
        match !is_blank(share) && self.is_share_asked(row, number) {
            true => share,
            false => number,
        }
    }

    /// Whether a share is asked for, and the number beside it is none.
    fn is_share_asked(&self, row: &Row, number: &str) -> bool {
        let unit = self.annex.text(row, Role::Unit);
        let is_share = |text: &str| {
            let figure = Figure::parse(text, unit, None);
            figure.is_ok_and(|it| {
                it.measure == Measure::Percent || matches!(it.amount, Amount::Of(..))
            })
        };
        is_share(self.target_text(row)) && !is_share(number)
    }

    /// Returns the target, the result and the assessment of an indicator.
    fn indicator(&self, plan_row: &PlanRow, actual: &str) -> (String, String, Outcome) {
        let row = plan_row.row;
        let annex = self.annex;
        let cell = |column: Option<ColumnId>| column.map_or("", |it| row.cell(it));
        let chosen = target_column(&annex.columns, self.period);
        let phase = chosen.and_then(|(_, phase)| phase).or(plan_row.phase);
        let phase = phase.or_else(|| years_of(annex.text(row, Role::Time)));
        let phased = annex.columns_of(Role::Target).filter_map(|column| {
            let phase = column.phase()?;
            let is_other = chosen.is_some_and(|(id, _)| id != column.id);
            is_other.then(|| (phase.to, row.cell(column.id)))
        });
        let n_targets = annex.columns_of(Role::Target).count();
        let target = match chosen {
            Some((column, _)) => Some(row.cell(column)),
            None if n_targets == 0 => Some(""),
            None => None,
        };
        let indicator = Indicator {
            content: annex.text(row, Role::Content),
            unit: annex.text(row, Role::Unit),
            target,
            actual,
            baseline: cell(self.columns.baseline),
            others: phased.collect(),
            phase,
        };
        let mut outcome = indicator.judge(self.period, self.pace);
        // "Đang hoàn thiện" says that it is not there yet, which it need not be.
        let is_in_words = outcome.figures.is_none()
            && (outcome.is_unclear || outcome.status == ProgressStatus::Missed);
        if is_in_words
            && Done::parse(actual) == Done::No
            && says_state(actual)
            && self.is_open(plan_row)
        {
            let said = Key::WhyReportSays.with([actual.trim().to_owned()]);
            outcome = Outcome::new(ProgressStatus::NotDue, said);
        }
        let parts = &self.columns.parts;
        let is_of_other_part = self
            .part_of_target()
            .is_some_and(|it| Some(it) != self.period);
        let (summed, outcome) = match parts.is_empty() || is_of_other_part {
            true => (None, outcome),
            false => {
                let texts: Vec<&str> = parts.iter().map(|it| row.cell(*it).trim()).collect();
                of_parts(&indicator, outcome, &texts, (self.period, self.pace))
            }
        };
        let actual = summed.unwrap_or(actual.to_owned());
        (target.unwrap_or_default().to_owned(), actual, outcome)
    }
}
