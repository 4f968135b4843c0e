/// What stands beside the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Side {
    Findings,
    /// The plan's data and the page setup of the annex.
    Plan,
    /// The progress of the plan, as its reports tell it.
    Progress,
}
