//! Targets that refer to the figure before: "Không thấp hơn năm 2025", "Tăng 5 điểm phần trăm".

use std::cmp::Ordering;

use super::{
    attainment::{Attainment, Claim, sure},
    figure::{Change, Figure},
    progress_status::ProgressStatus::{Exceeded, Met, Missed},
    target::Amount,
    way::bound_of_before,
};
use crate::wording::Key;

impl Claim<'_> {
    /// The target that refers to the figure before: "Không thấp hơn năm 2025", "Bằng năm 2025".
    pub(super) fn since_before(&self) -> Option<Figure> {
        let bound = bound_of_before(&self.target.to_lowercase())?;
        let found = Figure::parse(self.actual, self.unit, None).ok()?;
        let is_level = found.change.is_none() && matches!(found.amount, Amount::One(_));
        is_level.then_some(Figure {
            bound,
            amount: Amount::One(self.baseline?),
            keep: false,
            of: String::new(),
            ..found
        })
    }

    /// By how many points a share rose since the figure before, where the target asks for points.
    pub(super) fn points_since(&self, goal: &Figure, actual: &Figure) -> Option<f64> {
        let target = self.target.to_lowercase();
        let names_points = ["điểm phần trăm", "điểm %"]
            .iter()
            .any(|it| target.contains(it));
        let asks_points = goal.change.is_some() && names_points;
        let is_level = actual.change.is_none() && matches!(actual.amount, Amount::One(_));
        let before = self.baseline.filter(|_| asks_points && is_level)?;
        let way = if goal.change == Some(Change::Fall) {
            -1.0
        } else {
            1.0
        };
        Some((actual.value() - before) * way)
    }

    pub(super) fn changed_by_points(&self, goal: &Figure, points: f64) -> Attainment {
        let rounded = (points * 1e6).round() / 1e6;
        let (key, status) = match rounded.partial_cmp(&goal.value()) {
            Some(Ordering::Less) | None => (Key::WhyFails, Missed),
            Some(Ordering::Equal) => (Key::WhySatisfies, Met),
            Some(Ordering::Greater) => (Key::WhySatisfies, Exceeded),
        };
        sure(status, self.pair(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_that_are_the_figure_before_are_compared_with_it() {
        for (unit, target, actual, before, expected) in [
            ("Phiên", "Bằng năm 2025", "48", 48.0, Some(Met)),
            ("Phiên", "Bằng năm 2025", "45", 48.0, Some(Missed)),
            ("%", "Không thấp hơn năm 2025", "61,5", 60.0, Some(Exceeded)),
            ("%", "Không thấp hơn năm 2025", "58,9", 60.0, Some(Missed)),
            ("Vụ", "Không vượt năm trước", "12", 10.0, Some(Missed)),
            ("%", "Tăng 5 điểm phần trăm", "51,2", 45.0, Some(Exceeded)),
            ("%", "Tăng 5 điểm phần trăm", "50", 45.0, Some(Met)),
            ("%", "Tăng 5 điểm phần trăm", "48", 45.0, Some(Missed)),
            ("%", "Giảm 2 điểm phần trăm", "6,5", 8.0, Some(Missed)),
            ("%", "Giảm 2 điểm phần trăm", "6", 8.0, Some(Met)),
        ] {
            let claim = Claim {
                content: "Kết quả hằng năm",
                unit,
                target,
                actual,
                trend: None,
                baseline: Some(before),
                until: None,
            };
            let found = claim.judge();
            let status = Some(found.status).filter(|_| found.doubt.is_none());
            assert_eq!(status, expected, "{target}: {actual}");
        }
    }
}
