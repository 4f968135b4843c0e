//! What a share of the work that is done says: "Tỷ lệ hoàn thành (%)".

use super::{indicator::Indicator, judged::Outcome, task::Task};
use crate::model::{Date, Pace, Phase, ReportPeriod, parse_number};

/// Reads the share of a cell: "80", "80%". `None` where it is no figure.
pub(super) fn rate(cell: &str) -> Option<String> {
    let figure = cell.trim().trim_end_matches('%').trim();
    parse_number(figure)?;
    Some(format!("{figure}%"))
}

/// Assesses an indicator of which the report says only how much of it is done.
pub(super) fn completed(
    rate: &str,
    phase: Option<Phase>,
    (period, pace): (Option<ReportPeriod>, Pace),
) -> Outcome {
    let indicator = Indicator {
        content: "Tỷ lệ hoàn thành",
        unit: "%",
        target: Some("100"),
        actual: rate,
        baseline: "",
        others: Vec::new(),
        phase,
    };
    indicator.judge(period, pace)
}

/// Assesses a task whose report also says how much of it is done. What is not whole is not done, whatever
/// the report tells of it; and where that cannot be judged, the share decides.
pub(super) fn with_rate(
    task: &Task,
    outcome: Outcome,
    rate: &str,
    (date, pace): (Option<Date>, Pace),
) -> Outcome {
    let by_rate = Task {
        actual: rate,
        ..*task
    };
    let by_rate = by_rate.judge(date, pace);
    let is_part = outcome.status.is_reached() && !by_rate.status.is_reached();
    if !outcome.is_unclear && !is_part {
        return outcome;
    }
    by_rate
}
