//! Deadlines, periods and phases.

pub(super) mod date_form;
pub(super) mod date_impossible;
pub(super) mod early_start;
pub(super) mod past_deadline;
pub(super) mod time_ends_before_start;
pub(super) mod time_form_mixed;
pub(super) mod time_not_understood;
pub(super) mod time_outside_phases;
pub(super) mod time_start_differs;
mod turned_round;
pub(super) mod year_impossible;
pub(super) mod year_of_other_plan;
