//! What the panel of the progress is asked to show.

use crate::model::ReportPeriod;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ui) struct ProgressOptions {
    /// `None` takes the latest period that the document reports on.
    pub period: Option<ReportPeriod>,
    /// The period that is compared with.
    pub earlier: Option<ReportPeriod>,
}
