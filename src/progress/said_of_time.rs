//! What a row says of its years, and of work that goes on.

use crate::model::{Period, Phase, WorkState};

/// The years that a time names, where it goes to the end of one.
pub(super) fn years_of(time: &str) -> Option<Phase> {
    match Period::parse(time)? {
        Period::Span { from, to } if to.month == 12 => Some(Phase {
            from: Some(from.year),
            to: to.year,
        }),
        _ => None,
    }
}

/// Whether a result says how the work goes, and not that nothing is known yet.
pub(super) fn says_state(actual: &str) -> bool {
    let is_known = !actual.to_lowercase().contains("chưa có");
    is_known
        && matches!(
            WorkState::parse(actual),
            Some(WorkState::UnderWay | WorkState::OnCourse)
        )
}
