//! Assesses an indicator: its result against the target of the phase that holds the period.

use super::{
    course::{Course, Way, course},
    judged::{Figures, Outcome},
};
use crate::{
    model::{Amount, Claim, Figure, Measure, Pace, Phase, ProgressStatus, ReportPeriod},
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
        if let Some(outcome) = self.several(target, period, pace) {
            return outcome;
        }
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
            until: period.map(ReportPeriod::end),
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
            let way = judged.figures.map(|(target, actual, is_higher)| Way {
                baseline: match baseline {
                    Some(before) if is_higher == Some(true) && self.adds_up(before, actual) => {
                        Some(0.0)
                    }
                    _ => baseline,
                },
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

    /// Whether a result below the figure before is what came together so far in the one year of its target, and
    /// begins at nothing: "Thu ngân sách".
    fn adds_up(&self, before: f64, actual: f64) -> bool {
        let is_of_year = self.phase.is_some_and(|it| it.from == Some(it.to));
        let is_number = Measure::of_unit(self.unit) == Measure::Plain
            && !self.target.is_some_and(|it| it.contains('%'));
        is_of_year && is_number && actual < before
    }

    /// Assesses several values, "90%; 70%" and "92%; 71%", one by one: all of them have to be reached.
    fn several(&self, target: &str, period: Option<ReportPeriod>, pace: Pace) -> Option<Outcome> {
        let targets = self.values(target)?;
        let actuals = match self.values(self.actual) {
            Some(actuals) if actuals.len() == targets.len() => actuals,
            _ if self.value(self.actual).is_some() => {
                let said = target.trim().to_owned();
                return Some(Outcome::unclear(Key::WhySeveral.with([said])));
            }
            _ => return None,
        };
        let pairs = targets.into_iter().zip(actuals);
        let outcomes = pairs.map(|(target, actual)| {
            let one = Indicator {
                target: Some(target),
                actual,
                baseline: "",
                others: Vec::new(),
                ..self.clone()
            };
            one.judge(period, pace)
        });
        let outcomes: Vec<Outcome> = outcomes.collect();
        let is_judged =
            |it: &Outcome| it.status.is_reached() || it.status == ProgressStatus::Missed;
        if !outcomes.iter().all(is_judged) {
            return None;
        }
        let status = match outcomes
            .iter()
            .any(|it| it.status == ProgressStatus::Missed)
        {
            true => ProgressStatus::Missed,
            false => ProgressStatus::Met,
        };
        let course = outcomes.iter().filter_map(|it| it.course).max();
        let why = outcomes.into_iter().flat_map(|it| it.why).collect();
        Some(Outcome {
            status,
            is_unclear: false,
            course,
            why,
            due: None,
            figures: None,
        })
    }

    /// The values of a text that has several, with semicolons between them.
    fn values<'text>(&self, text: &'text str) -> Option<Vec<&'text str>> {
        let values: Vec<&str> = text.split(';').map(str::trim).collect();
        let is_value = |it: &&str| self.value(it).is_some();
        (1 < values.len() && values.iter().all(is_value)).then_some(values)
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
