//! How the reports of a document are judged and told, as far as its authors decided it.

use std::collections::BTreeMap;

use super::{Date, ReportPeriod, RowId};

/// Part of a document's review: the pace that is asked for, and what is decided about each report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reporting {
    pub pace: Pace,
    pub periods: Vec<PeriodReport>,
}

/// The rule by which an indicator is on course: a straight path from the baseline to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Late is who has come less than this share of what the path asks for, in per cent.
    pub late_percent: u8,
    /// With so many quarters left, a target that is not reached is at risk in any case.
    pub last_quarters: u16,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            late_percent: 70,
            last_quarters: 1,
        }
    }
}

/// What is decided about the report of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodReport {
    /// `None` for a report that does not say its period.
    pub period: Option<ReportPeriod>,
    /// The day that times are compared with, where it is not the report's own.
    pub date: Option<Date>,
    pub opening: Option<Opening>,
    /// The assessments that were filled in as proposed, by row. A person who writes something else there
    /// makes it their own.
    pub filled: BTreeMap<RowId, String>,
}

/// The opening of a report as a person edited it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What was proposed when editing began.
    pub proposed: String,
    pub text: String,
}

impl Reporting {
    pub fn of(&self, period: Option<ReportPeriod>) -> Option<&PeriodReport> {
        self.periods.iter().find(|it| it.period == period)
    }

    /// Changes what is decided about a period.
    pub fn change(&mut self, period: Option<ReportPeriod>, change: impl FnOnce(&mut PeriodReport)) {
        let mut report = self.of(period).cloned().unwrap_or(PeriodReport {
            period,
            ..PeriodReport::default()
        });
        change(&mut report);
        self.periods.retain(|it| it.period != period);
        if report.date.is_some() || report.opening.is_some() || !report.filled.is_empty() {
            self.periods.push(report);
        }
    }
}
