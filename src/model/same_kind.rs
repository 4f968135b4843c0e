//! Brings a target and a result to one measure.

use super::{
    attainment::Claim,
    figure::Figure,
    sized_unit::factors,
    target::{Amount, Measure},
};

impl Claim<'_> {
    /// Brings a result to the measure of its target: the factors of both. `None` where they are of different
    /// kinds.
    pub(super) fn same_kind(&self, goal: &Figure, actual: &Figure) -> Option<(f64, f64)> {
        let is_share =
            |it: &Figure| it.measure == Measure::Percent || matches!(it.amount, Amount::Of(..));
        match (goal.measure, actual.measure) {
            _ if is_share(goal) && is_share(actual) => Some((1.0, 1.0)),
            (Measure::Level, Measure::Level) => Some((1.0, 1.0)),
            // A bare number is in the unit of its row; "34 xã" is a part of "34/34 xã".
            (Measure::Percent | Measure::Level, Measure::Plain) => {
                let is_bare = actual.of.is_empty() && self.unit.trim().is_empty();
                is_bare.then_some((1.0, 1.0))
            }
            (Measure::Plain, Measure::Plain) => {
                let unit = |it: &Figure| match it.of.as_str() {
                    "" => self.unit.trim().to_owned(),
                    of => of.to_owned(),
                };
                let (of_goal, of_actual) = factors(&unit(goal), &unit(actual))?;
                Some((1.0, of_actual / of_goal))
            }
            _ => None,
        }
    }
}
