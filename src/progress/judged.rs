//! The assessment of a row, and of all rows of the reports of a period.

use super::course::Course;
use crate::{
    model::{AnnexId, CellRef, Date, Document, ProgressStatus, ReportPeriod, Role, RowId},
    wording::{Language, Message},
};

/// A row of a reporting annex with its assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub annex: AnnexId,
    /// Position of the annex in its document, and of the row in its annex.
    pub annex_at: usize,
    pub row: RowId,
    pub row_at: usize,
    pub is_task: bool,
    pub ordinal: String,
    pub content: String,
    /// The target of the phase that holds the period; of a task, its time. As written.
    pub target: String,
    pub actual: String,
    pub status: ProgressStatus,
    /// What figures and times propose; differs from `status` only where a person decided.
    pub proposed: ProgressStatus,
    /// Whether the status is what a person wrote in the column of assessments.
    pub is_own: bool,
    /// Whether there is a result that cannot be assessed. The status is then `NoData`.
    pub is_unclear: bool,
    pub course: Option<Course>,
    pub why: Vec<Message>,
    /// Title of the outermost section above; empty without one.
    pub section: String,
    /// The lead agencies, by their names in the directory.
    pub agencies: Vec<String>,
    /// The day by which a task is due.
    pub due: Option<Date>,
    pub figures: Option<Figures>,
}

/// The figures of an indicator in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub baseline: Option<f64>,
    pub target: f64,
    pub actual: f64,
}

impl Judged {
    /// Returns the reason of the assessment in a language.
    pub fn why(&self, language: Language) -> String {
        let why: Vec<String> = self.why.iter().map(|it| it.text(language)).collect();
        why.join(" ")
    }

    /// Whether the row is late: a task that is overdue, or an indicator behind its path. What was called
    /// off is not.
    pub fn is_late(&self) -> bool {
        let is_open = !self.status.is_reached() && self.status != ProgressStatus::Dropped;
        self.status == ProgressStatus::Overdue || (self.course == Some(Course::Late) && is_open)
    }
}

/// The assessment of all rows of the reports of one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// `None` where nothing says which period is reported on.
    pub period: Option<ReportPeriod>,
    /// The day that times are compared with: the report's date, or the end of the period.
    pub date: Option<Date>,
    /// The day by which the plan wants the report.
    pub deadline: Option<Date>,
    /// The reporting annexes, in order.
    pub annexes: Vec<AnnexId>,
    pub rows: Vec<Judged>,
}

impl Progress {
    /// The rows that are late, the longest overdue first.
    pub fn late(&self) -> Vec<&Judged> {
        let mut late: Vec<&Judged> = self.rows.iter().filter(|it| it.is_late()).collect();
        late.sort_by_key(|it| (it.due.is_none(), it.due));
        late
    }

    /// The tasks that are due in a quarter of the reported year.
    pub fn due_in(&self, quarter: u8) -> Vec<&Judged> {
        let year = self.period.map_or(0, |it| it.year);
        let is_due = |due: Date| due.year == year && due.month.div_ceil(3) == quarter;
        let due = self.rows.iter().filter(|it| it.due.is_some_and(is_due));
        due.collect()
    }

    /// Returns the cells of rows in which the results stand, in the order of the document.
    pub fn places(&self, document: &Document, rows: &[RowId]) -> Vec<CellRef> {
        let judged = self.rows.iter().filter(|it| rows.contains(&it.row));
        let places = judged.filter_map(|it| {
            let annex = document.annex(it.annex)?;
            let columns = annex.report_columns(self.period);
            let content = annex.column_of(Role::Content).map(|it| it.id);
            Some(CellRef {
                annex: it.annex,
                row: it.row,
                column: columns
                    .actual
                    .or(columns.status)
                    .or(columns.completion)
                    .or(columns.marks.first().copied())
                    .or(content)?,
            })
        });
        places.collect()
    }
}

/// The assessment of a row, before a person's own is looked at.
pub(super) struct Outcome {
    pub status: ProgressStatus,
    pub is_unclear: bool,
    pub course: Option<Course>,
    pub why: Vec<Message>,
    pub due: Option<Date>,
    pub figures: Option<Figures>,
}

impl Outcome {
    pub fn new(status: ProgressStatus, why: impl Into<Message>) -> Outcome {
        Outcome {
            status,
            is_unclear: false,
            course: None,
            why: vec![why.into()],
            due: None,
            figures: None,
        }
    }

    pub fn unclear(why: impl Into<Message>) -> Outcome {
        Outcome {
            is_unclear: true,
            ..Outcome::new(ProgressStatus::NoData, why)
        }
    }
}
