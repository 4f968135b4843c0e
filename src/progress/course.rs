//! Whether an indicator that has not reached its target yet is on its way there.

use crate::{
    model::{Pace, Phase, ReportPeriod, vietnamese_number},
    wording::{Key, Message},
};

/// On course, at risk or late: green, yellow, red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    OnCourse,
    AtRisk,
    Late,
}

impl Course {
    pub const ALL: [Course; 3] = [Course::OnCourse, Course::AtRisk, Course::Late];

    /// Returns the name used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Course::OnCourse => "on-course",
            Course::AtRisk => "at-risk",
            Course::Late => "late",
        }
    }

    pub fn label(self) -> Key {
        match self {
            Course::OnCourse => Key::CourseOn,
            Course::AtRisk => Key::CourseAtRisk,
            Course::Late => Key::CourseLate,
        }
    }
}

/// The figures of an indicator that has not reached its target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub baseline: Option<f64>,
    pub target: f64,
    pub actual: f64,
}

/// Returns the course of an indicator, and why. `None` where its end is not known; no course where it
/// has time left and its start is not known.
pub(super) fn course(
    pace: Pace,
    way: Option<Way>,
    phase: Option<Phase>,
    period: ReportPeriod,
) -> Option<(Option<Course>, Message)> {
    let phase = phase?;
    let left = quarters(period.year, phase.to) + 4 - i32::from(period.last_quarter());
    if left <= 0 {
        let why = Key::WhyPhaseOver.with([phase.to.to_string()]);
        return Some((Some(Course::Late), why));
    }
    let is_last = left <= i32::from(pace.last_quarters);
    let at_end = || {
        let why = Key::WhyLastQuarters.with([left.to_string(), phase.to.to_string()]);
        Some((is_last.then_some(Course::AtRisk), why))
    };
    let (Some(way), Some(from)) = (way, phase.from) else {
        return at_end();
    };
    let Some(baseline) = way.baseline.filter(|it| *it != way.target) else {
        return at_end();
    };
    let total = quarters(from, phase.to) + 4;
    let passed = (total - left).max(0);
    let asked = (way.target - baseline) * f64::from(passed) / f64::from(total.max(1));
    let done = way.actual - baseline;
    let share = if asked == 0.0 { 1.0 } else { done / asked };
    let shown = |value: f64| vietnamese_number((value * 10.0).round() / 10.0);
    let args = [
        shown(way.actual),
        shown(baseline + asked),
        shown(baseline),
        shown(way.target),
        left.to_string(),
    ];
    let course = match share {
        _ if share * 100.0 < f64::from(pace.late_percent) => Course::Late,
        _ if share < 1.0 || is_last => Course::AtRisk,
        _ => Course::OnCourse,
    };
    Some((Some(course), Key::WhyPath.with(args)))
}

fn quarters(from: u16, to: u16) -> i32 {
    (i32::from(to) - i32::from(from)) * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Language;

    #[test]
    fn the_path_leads_straight_from_the_baseline_to_the_target() {
        let told = |baseline, target, actual, phase, period, pace| {
            let way = Way {
                baseline,
                target,
                actual,
            };
            let period = ReportPeriod::parse(period).unwrap();
            match course(pace, Some(way), Phase::parse(phase), period) {
                Some((course, why)) => {
                    let course = course.map_or("?", Course::key);
                    format!("{course}: {}", why.text(Language::Vietnamese))
                }
                None => "?".to_owned(),
            }
        };
        let usual = Pace::default();
        let patient = Pace {
            late_percent: 50,
            ..usual
        };
        let third = "Quý III/2026";
        assert_eq!(
            [
                told(Some(84.0), 95.0, 92.0, "2026-2027", third, usual),
                told(Some(70.0), 100.0, 81.0, "2026-2027", third, usual),
                told(Some(0.0), 50.0, 12.0, "2026-2027", third, usual),
                told(Some(10.0), 4.0, 8.0, "2026-2027", third, usual),
                told(Some(84.0), 95.0, 94.0, "2026", third, usual),
                told(Some(0.0), 50.0, 12.0, "2026-2027", third, patient),
                told(None, 95.0, 92.0, "2026-2027", third, usual),
                told(None, 95.0, 92.0, "2026", third, usual),
                told(Some(84.0), 95.0, 94.0, "2026", "Năm 2026", usual),
            ],
            [
                "on-course: Thực hiện 92, đường đi đều từ 84 đến 95 tới kỳ này là 88,1, còn 5 quý.",
                "at-risk: Thực hiện 81, đường đi đều từ 70 đến 100 tới kỳ này là 81,3, còn 5 quý.",
                "late: Thực hiện 12, đường đi đều từ 0 đến 50 tới kỳ này là 18,8, còn 5 quý.",
                "at-risk: Thực hiện 8, đường đi đều từ 10 đến 4 tới kỳ này là 7,8, còn 5 quý.",
                "at-risk: Thực hiện 94, đường đi đều từ 84 đến 95 tới kỳ này là 92,3, còn 1 quý.",
                "at-risk: Thực hiện 12, đường đi đều từ 0 đến 50 tới kỳ này là 18,8, còn 5 quý.",
                "?: Còn 5 quý đến hết năm 2027.",
                "at-risk: Còn 1 quý đến hết năm 2026.",
                "late: Giai đoạn đến năm 2026 đã hết.",
            ]
        );
    }
}
