use std::{collections::BTreeMap, sync::Arc};

use crate::{
    editor::Mending,
    model::{ReportPeriod, RowId},
    session::SaveProblem,
    validate::Diagnostic,
    wording::Key,
};

/// The modal dialog over the document.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Dialog {
    /// Previews changes before they are made.
    Changes(Proposal),
    /// Asks why findings, of one kind, are waived.
    Waive(Vec<Arc<Diagnostic>>),
    /// Chooses a form for the annexes.
    Form,
    /// Asks for the period of a report on the plan.
    Report,
    /// The settings of the checks.
    Checks,
    /// Earlier versions of the document.
    History,
    /// What goes into an export.
    Export,
    /// Edits the text of the active cell in a large field.
    LongText,
    /// Edits the note on the active cell.
    Note,
    /// Asks for the row to go to.
    GoTo,
    /// The keyboard map.
    Help,
    /// Asks what to do with a document that cannot be saved and is being left.
    Leave(SaveProblem),
}

/// Changes to look at before they are made.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Proposal {
    /// Says that they were made; its argument is their number.
    pub did: Key,
    pub changes: Mending,
    /// Where they are assessments that the figures propose.
    pub assessments: Option<Assessments>,
}

/// What is known of proposed assessments.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Assessments {
    pub period: Option<ReportPeriod>,
    /// Why each row is assessed so.
    pub reasons: BTreeMap<RowId, String>,
}
