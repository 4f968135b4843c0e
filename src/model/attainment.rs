//! Compares a result with its target: the assessment of an indicator by its figures, and why.

use std::cmp::Ordering;

use super::{
    better::{Better, better},
    bound::Bound,
    compared::{beside, counted, ends, shown},
    date::Date,
    figure::{Figure, NoFigure},
    goal::{Goal, goal_in_content, grade, place_of},
    going_on::is_begun,
    no_result::{is_not_there, is_not_yet, is_nothing, is_put_off},
    number_words::counted_in_words,
    plan_share::{is_of_plan, share_of_plan},
    progress_status::{
        ProgressStatus::{self, Dropped, Exceeded, Met, Missed, NoData, NotDue},
        is_blank,
    },
    sized_unit::are_one,
    target::{Amount, Measure, Target},
    way::change_since,
};
use crate::wording::{Key, Message};

/// An indicator with what it was to reach and what it reached.
#[derive(Clone, Debug, Default)]
pub struct Claim<'texts> {
    pub content: &'texts str,
    pub unit: &'texts str,
    pub target: &'texts str,
    pub actual: &'texts str,
    /// Whether the row's other figures (a baseline, a later target) show that the indicator is to
    /// rise, and these figures.
    pub trend: Option<(bool, String)>,
    /// Where the indicator stood before, in its own unit.
    pub baseline: Option<f64>,
    /// The last day that is reported on: what has a later day is still to come.
    pub until: Option<Date>,
}

/// The assessment of an indicator, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Attainment {
    pub status: ProgressStatus,
    /// Why no assessment can be made although there is a result; the status is then
    /// [`ProgressStatus::NoData`].
    pub doubt: Option<Doubted>,
    pub why: Message,
    /// The figures that were compared: of the target and of the result, and whether more is better.
    pub figures: Option<(f64, f64, Option<bool>)>,
}

/// Why a result cannot be compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubted {
    /// Another unit, or another kind of figure.
    OtherKind,
    /// Perhaps a fraction in place of a percentage.
    Fraction,
    /// It is not known which way is better.
    Direction,
    /// Words on either side, or several figures.
    Words,
    NoTarget,
}

impl Claim<'_> {
    /// Compares the result with the target. What cannot be compared is said, never guessed.
    pub fn judge(&self) -> Attainment {
        let actual = self.actual.trim();
        if is_blank(actual) {
            return self.without_result();
        }
        match ProgressStatus::parse(actual) {
            Some(Dropped) if !self.asks_for_none() => return said(Dropped, actual),
            Some(NoData) if self.allows_none() => {}
            Some(NoData) if !self.asks_for_missing() => return said(NoData, actual),
            Some(NoData) => return said(Missed, actual),
            Some(NotDue) => return said(NotDue, actual),
            _ => {}
        }
        if self.is_given_up() {
            return said(Dropped, actual);
        }
        if let Some(goal) = self.since_before() {
            return self.figure(&goal);
        }
        let goal = match Goal::parse(self.target, self.unit, self.content) {
            Goal::Missing => goal_in_content(self.content, actual).unwrap_or(Goal::Missing),
            goal => goal,
        };
        match goal {
            Goal::Missing => doubt(Doubted::NoTarget, Key::WhyTargetMissing.into()),
            Goal::None => sure(NotDue, Key::WhyNoTarget.with([self.shown_target()])),
            Goal::Figure(goal) => self.figure(&goal),
            Goal::Rank { place, is_group } => self.rank(place, is_group),
            Goal::Grade(wanted) => {
                let found = grade(&actual.to_lowercase());
                match found.and_then(|found| found.compare(wanted)) {
                    Some(Ordering::Less) => sure(Exceeded, self.pair(Key::WhySatisfies)),
                    Some(Ordering::Equal) => sure(Met, self.pair(Key::WhySatisfies)),
                    Some(Ordering::Greater) => sure(Missed, self.pair(Key::WhyFails)),
                    None => self.by_words(),
                }
            }
            Goal::By(day) => self.by_day(day),
            Goal::Yes => self.by_deed(),
            Goal::Words => self
                .by_way()
                .or_else(|| self.by_none())
                .unwrap_or_else(|| self.by_deed_of(self.target)),
        }
    }

    fn without_result(&self) -> Attainment {
        match Target::parse(self.target, self.unit) {
            Target::None => sure(NotDue, Key::WhyNoTarget.with([self.shown_target()])),
            _ => sure(NoData, Key::WhyNoActual.into()),
        }
    }

    pub(super) fn shown_target(&self) -> String {
        match self.target.trim() {
            "" => self.content.trim().to_owned(),
            target => shown(target, self.unit),
        }
    }

    fn shown_actual(&self) -> String {
        shown(self.actual.trim(), self.unit)
    }

    pub(super) fn pair(&self, key: Key) -> Message {
        key.with([self.shown_actual(), self.shown_target()])
    }

    fn rank(&self, place: f64, is_group: bool) -> Attainment {
        if let (Some(goal), false) = (self.counted_goal(place), is_group) {
            return self.figure(&goal);
        }
        let Some(found) = place_of(self.actual) else {
            return self.by_words();
        };
        let status = match found {
            _ if place < found => Missed,
            _ if found < place && !is_group => Exceeded,
            _ => Met,
        };
        let key = match status {
            Missed => Key::WhyRankMissed,
            _ => Key::WhyRankReached,
        };
        Attainment {
            figures: Some((place, found, Some(false))),
            ..sure(status, self.pair(key))
        }
    }

    /// The target as a number of things, where the result says how many of just so many: `11/15`.
    fn counted_goal(&self, place: f64) -> Option<Figure> {
        let of = |text| Figure::parse(text, self.unit, Some(Measure::Plain)).ok();
        let is_of_all = of(self.actual)
            .is_some_and(|it| matches!(it.amount, Amount::Of(_, whole) if whole == place));
        of(self.target).filter(|it| is_of_all && matches!(it.amount, Amount::One(_)))
    }

    fn figure(&self, goal: &Figure) -> Attainment {
        if let Amount::Each(parts) = &goal.amount {
            return self.each(parts);
        }
        let lower = self.actual.to_lowercase();
        if is_nothing(&lower) && self.is_none_enough(goal) {
            return sure(Met, self.pair(Key::WhySatisfies));
        }
        if let Some(status) = self.beyond(goal, &lower) {
            return said(status, self.actual.trim());
        }
        // "Chuyển sang 6 tháng cuối năm" tells a time and no amount.
        if is_put_off(&lower) {
            return said(Missed, self.actual.trim());
        }
        let parsed = self.result(goal);
        if let Some(share) = share_of_plan(&lower).filter(|_| !self.names_plan()) {
            let is_level = |it: &Figure| {
                !is_of_plan(&it.of.to_lowercase())
                    && (it.measure == Measure::Percent) == (goal.measure == Measure::Percent)
            };
            if !parsed.as_ref().is_ok_and(is_level) {
                return self.of_plan(goal, share);
            }
        }
        let several = || self.actual.trim().to_owned();
        let actual = match parsed {
            Ok(actual) => actual,
            Err(NoFigure::Several) => {
                return doubt(Doubted::Words, Key::WhySeveral.with([several()]));
            }
            // Of a share or a score, "Chưa có" says that it is not known.
            Err(NoFigure::None)
                if is_not_there(&lower) && (is_measured(goal) || self.unit.trim() == "Điểm") =>
            {
                return said(NoData, self.actual.trim());
            }
            // "Chưa lắp đặt": the one thing is not there.
            Err(NoFigure::None) if is_not_yet(&lower) && is_one_thing(goal) => {
                return said(Missed, self.actual.trim());
            }
            // "Chưa thu hoạch": there is no result yet.
            Err(NoFigure::None) if is_not_yet(&lower) => {
                return doubt(Doubted::Words, self.pair(Key::WhyWords));
            }
            // The one thing that was asked for: "Đã tổ chức ngày 09/01/2026".
            Err(NoFigure::None) if self.is_one_done(goal) => return said(Met, self.actual.trim()),
            Err(NoFigure::None) => {
                return self.by_work_state().unwrap_or_else(|| self.by_words());
            }
        };
        if let Some(points) = self.points_since(goal, &actual) {
            return self.changed_by_points(goal, points);
        }
        let since = self
            .baseline
            .filter(|_| !self.names_change())
            .and_then(|before| change_since(goal, &actual, before));
        let actual = since.unwrap_or(actual);
        // "Giảm dưới 2%" is a fall below 2%, unless the result tells by how much.
        let is_below = goal.change.is_some()
            && actual.change.is_none()
            && matches!(goal.bound, Bound::LessThan | Bound::AtMost);
        let level = is_below.then(|| Figure {
            change: None,
            ..goal.clone()
        });
        let goal = level.as_ref().unwrap_or(goal);
        if goal.change.is_some() != actual.change.is_some() && !self.names_change() {
            return doubt(Doubted::OtherKind, self.pair(Key::WhyOtherKind));
        }
        let (goal, actual) = (&counted(goal, &actual), counted(&actual, goal));
        let Some((wanted, found)) = self.same_kind(goal, &actual) else {
            return doubt(Doubted::OtherKind, self.pair(Key::WhyOtherKind));
        };
        if self.may_be_fraction(goal, &actual) {
            return doubt(Doubted::Fraction, self.pair(Key::WhyFraction));
        }
        let (low, high) = ends(&goal.amount, wanted);
        let (from, to) = ends(&actual.amount, found);
        let beside = beside(&actual, &lower);
        let (from, to) = (from + beside * from.abs(), to + beside * to.abs());
        let (from, to) = match (goal.change, actual.change) {
            (Some(wanted), Some(stated)) if wanted != stated => (-to, -from),
            _ => (from, to),
        };
        let better = self.better(goal);
        let one = self.compare(goal, (low, high), from, better.as_ref());
        let other = self.compare(goal, (low, high), to, better.as_ref());
        if one.status != other.status || one.doubt != other.doubt {
            return doubt(Doubted::Words, Key::WhySeveral.with([several()]));
        }
        if one.status.is_reached() && is_begun(&self.actual.to_lowercase(), self.content) {
            return doubt(Doubted::Words, self.pair(Key::WhyWords));
        }
        let figures = Some((low, from, better.map(|it| it.is_higher)));
        let why = match goal.change {
            // What is compared is by how much it changed, and not the figure of the report itself.
            Some(_) => self.pair(if one.status.is_reached() {
                Key::WhySatisfies
            } else {
                Key::WhyFails
            }),
            None => one.why,
        };
        Attainment {
            figures,
            why,
            ..one
        }
    }

    /// Reads the figure of the result that is to be compared with a target.
    fn result(&self, goal: &Figure) -> Result<Figure, NoFigure> {
        let found = Figure::parse(self.actual, self.unit, Some(goal.measure));
        let found = found.or_else(|no| self.in_words(goal).ok_or(no));
        let found = found.or_else(|no| self.finished_part(goal).ok_or(no));
        let found = found.or_else(|no| self.in_prose(goal).ok_or(no));
        let states_change = matches!(&found, Ok(it) if it.change.is_some());
        if goal.change.is_none() || states_change {
            return found;
        }
        let change = Figure::change_in(self.actual, self.unit, goal.measure);
        change.map_or(found, Ok)
    }

    /// Reads a count in words of what the target counts.
    fn in_words(&self, goal: &Figure) -> Option<Figure> {
        let (n, of) = counted_in_words(&self.actual.trim().to_lowercase())?;
        let wanted = match goal.of.as_str() {
            "" => self.unit.trim(),
            of => of,
        };
        let is_counted = !wanted.is_empty() && are_one(wanted, &of);
        (is_counted && goal.measure == Measure::Plain).then(|| Figure {
            bound: Bound::Exactly,
            amount: Amount::One(f64::from(n)),
            keep: false,
            change: None,
            of,
            ..goal.clone()
        })
    }

    pub(super) fn better(&self, goal: &Figure) -> Option<Better> {
        let (target, trend) = (self.target.trim(), self.trend.as_ref());
        better(self.content, self.unit, goal, target, trend)
    }

    /// Whether the amounts of the indicator are shares of a plan themselves.
    fn names_plan(&self) -> bool {
        let texts = [self.content, self.target].map(str::to_lowercase);
        let is_named = |word: &&str| texts.iter().any(|it| it.contains(*word));
        ["kế hoạch", "dự toán", "giải ngân"].iter().any(is_named)
    }

    /// Whether the amounts of the indicator are changes themselves.
    fn names_change(&self) -> bool {
        let content = self.content.to_lowercase();
        let words = ["tăng", "giảm", "thêm", "chênh lệch", "tiết kiệm"];
        words.iter().any(|it| content.contains(it))
    }

    /// Takes the share of its plan that the report states, in per cent.
    fn of_plan(&self, goal: &Figure, share: f64) -> Attainment {
        let actual = self.actual.trim();
        if self.better(goal).is_some_and(|it| !it.is_higher) {
            return doubt(Doubted::Words, self.pair(Key::WhyWords));
        }
        let status = match share {
            _ if share < 100.0 => Missed,
            _ if 100.0 < share => Exceeded,
            _ => Met,
        };
        said(status, actual)
    }

    /// Whether 0,95 stands where 95% was asked for.
    fn may_be_fraction(&self, goal: &Figure, actual: &Figure) -> bool {
        goal.measure == Measure::Percent
            && matches!(actual.amount, Amount::One(value) if 0.0 < value && value <= 1.0)
            && !self.actual.contains('%')
            && 2.0 <= goal.value()
            && goal.change.is_none()
            // As a fraction, "1" under "Dưới 2" would be far from what was asked for.
            && actual.value() * 100.0 <= goal.value() * 2.0
    }

    fn compare(
        &self,
        goal: &Figure,
        (low, high): (f64, f64),
        value: f64,
        better: Option<&Better>,
    ) -> Attainment {
        let same = |left: f64, right: f64| (left - right).abs() <= 1e-9 * left.abs().max(1.0);
        let is_within = (low <= value || same(low, value)) && (value <= high || same(high, value));
        let pair = |key: Key| self.pair(key);
        match goal.bound {
            Bound::MoreThan if low < value && !same(low, value) => {
                return sure(Met, pair(Key::WhySatisfies));
            }
            Bound::MoreThan => return sure(Missed, pair(Key::WhyFails)),
            Bound::LessThan if value < high && !same(high, value) => {
                return sure(Met, pair(Key::WhySatisfies));
            }
            Bound::LessThan => return sure(Missed, pair(Key::WhyFails)),
            // A limit is kept or broken, never exceeded.
            Bound::AtMost if value <= high || same(high, value) => {
                return sure(Met, pair(Key::WhySatisfies));
            }
            Bound::AtMost => return sure(Missed, pair(Key::WhyFails)),
            Bound::AtLeast | Bound::Exactly | Bound::About => {}
        }
        if is_within {
            let key = match same(low, high) {
                true => Key::WhyEqual,
                false => Key::WhySatisfies,
            };
            return sure(Met, pair(key));
        }
        let Some(better) = better else {
            // What is to be kept is kept where it did not become less.
            if goal.keep {
                let (key, status) = match high < value {
                    true => (Key::WhySatisfies, Met),
                    false => (Key::WhyFails, Missed),
                };
                return sure(status, pair(key));
            }
            return doubt(Doubted::Direction, pair(Key::WhyDirectionOpen));
        };
        let (key, status) = match (high < value, better.is_higher) {
            (true, true) => (Key::WhyHigherIsBetter, Exceeded),
            (false, true) => (Key::WhyLowerIsWorse, Missed),
            (true, false) => (Key::WhyHigherIsWorse, Missed),
            (false, false) => (Key::WhyLowerIsBetter, Exceeded),
        };
        // More than all of a whole cannot be.
        let is_whole = goal.measure == Measure::Percent && same(high, 100.0);
        let status = match status {
            Exceeded if is_whole && goal.change.is_none() => Met,
            other => other,
        };
        let args = [
            self.shown_actual(),
            self.shown_target(),
            better.evidence.clone(),
        ];
        sure(status, key.with(args))
    }

    /// Compares a target for several levels with a result for the same levels.
    fn each(&self, parts: &[(f64, String)]) -> Attainment {
        let actual = Figure::parse(self.actual, self.unit, Some(Measure::Percent));
        let Ok(Figure {
            amount: Amount::Each(found),
            ..
        }) = actual
        else {
            return self.by_words();
        };
        let mut is_above = false;
        for (wanted, of) in parts {
            let Some((value, _)) = found.iter().find(|(_, it)| are_one(of, it)) else {
                return doubt(Doubted::Words, self.pair(Key::WhyWords));
            };
            if value < wanted {
                return sure(Missed, self.pair(Key::WhyFails));
            }
            is_above |= wanted < value;
        }
        let status = if is_above { Exceeded } else { Met };
        sure(status, self.pair(Key::WhySatisfies))
    }
}

/// Whether a target is one thing, which is there or not.
pub(super) fn is_one_thing(goal: &Figure) -> bool {
    goal.measure == Measure::Plain && goal.amount == Amount::One(1.0) && goal.change.is_none()
}

/// Whether a figure is a share or a level, which is known or not, and no number of things.
fn is_measured(figure: &Figure) -> bool {
    matches!(figure.measure, Measure::Percent | Measure::Level)
}

pub(super) fn sure(status: ProgressStatus, why: Message) -> Attainment {
    Attainment {
        status,
        doubt: None,
        why,
        figures: None,
    }
}

pub(super) fn said(status: ProgressStatus, text: &str) -> Attainment {
    sure(status, Key::WhyReportSays.with([text.to_owned()]))
}

pub(super) fn doubt(doubt: Doubted, why: Message) -> Attainment {
    Attainment {
        doubt: Some(doubt),
        ..sure(NoData, why)
    }
}
