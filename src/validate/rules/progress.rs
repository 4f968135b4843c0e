//! Results, assessments and money of reports.

pub(super) mod actual_falls;
pub(super) mod actual_other_kind;
pub(super) mod actual_out_of_range;
pub(super) mod difficulty_missing;
pub(super) mod disbursement_differs;
pub(super) mod report_late;
mod reported;
pub(super) mod status_contradicts;
