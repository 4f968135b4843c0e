//! Assesses an indicator: its result against the target of the phase that holds the period.

use super::{
    course::{Course, Way, course},
    judged::{Figures, Outcome},
};
use crate::{
    model::{Amount, Claim, Figure, Pace, Phase, ProgressStatus, ReportPeriod},
    wording::Key,
};

/// An indicator with its target, its result and its other figures.
#[derive(Clone)]
pub(super) struct Indicator<'texts> {
    pub content: &'texts str,
    pub unit: &'texts str,
    /// `None` where it is not known which of several targets counts.
    pub target: Option<&'texts str>,
    pub actual: &'texts str,
    pub baseline: &'texts str,
    /// Targets of other phases, with the year in which each ends.
    pub others: Vec<(u16, &'texts str)>,
    pub phase: Option<Phase>,
}

impl Indicator<'_> {
    pub fn judge(&self, period: Option<ReportPeriod>, pace: Pace) -> Outcome {
        let Some(target) = self.target else {
            return Outcome::unclear(Key::WhyNoPeriod);
        };
        let measure = self.value(target).map(|it| it.measure);
        let baseline = Figure::parse(self.baseline, self.unit, measure).ok();
        let baseline = baseline
            .filter(|it| Some(it.measure) == measure)
            .map(|it| it.value());
        let before = Figure::parse(self.baseline, self.unit, None).ok();
        let before = before.filter(|it| it.change.is_none() && matches!(it.amount, Amount::One(_)));
        let claim = Claim {
            content: self.content,
            unit: self.unit,
            target,
            actual: self.actual,
            trend: self.trend(target, baseline),
            baseline: before.map(|it| it.value()),
        };
        let judged = claim.judge();
        let begins_later = period
            .zip(self.phase)
            .filter(|(period, phase)| phase.from.is_some_and(|from| period.year < from));
        let is_open = judged.status == ProgressStatus::Missed
            || (judged.status == ProgressStatus::NoData && judged.doubt.is_none());
        if let (Some((_, phase)), true) = (begins_later, is_open) {
            return Outcome::new(
                ProgressStatus::NotDue,
                Key::WhyPhaseLater.with([phase.key()]),
            );
        }
        let mut outcome = Outcome {
            is_unclear: judged.doubt.is_some(),
            ..Outcome::new(judged.status, judged.why)
        };
        outcome.figures = judged.figures.map(|(target, actual, _)| Figures {
            baseline,
            target,
            actual,
        });
        if judged.status.is_reached() {
            outcome.course = Some(Course::OnCourse);
        }
        if let (ProgressStatus::Missed, Some(period)) = (judged.status, period) {
            let way = judged.figures.map(|(target, actual, _)| Way {
                baseline,
                target,
                actual,
            });
            if let Some((course, why)) = course(pace, way, self.phase, period) {
                outcome.course = course;
                outcome.why.push(why);
            }
        }
        outcome
    }

    fn value(&self, text: &str) -> Option<Figure> {
        Figure::parse(text, self.unit, None).ok()
    }

    /// What the other figures of the row show: from the baseline to the target, or from this target
    /// to a later one.
    fn trend(&self, target: &str, baseline: Option<f64>) -> Option<(bool, String)> {
        let own = self.value(target)?;
        let shown = |from: &str, to: &str| format!("{} → {}", from.trim(), to.trim());
        if let Some(baseline) = baseline.filter(|it| *it != own.value()) {
            return Some((baseline < own.value(), shown(self.baseline, target)));
        }
        let ends = self.phase?.to;
        self.others.iter().find_map(|(year, text)| {
            let other = self.value(text).filter(|it| it.measure == own.measure)?;
            let (from, to) = match ends < *year {
                true => ((target, own.value()), (*text, other.value())),
                false => ((*text, other.value()), (target, own.value())),
            };
            (from.1 != to.1).then(|| (from.1 < to.1, shown(from.0, to.0)))
        })
    }
}
