use std::sync::Arc;

use crate::{editor::Mending, session::SaveProblem, validate::Diagnostic};

/// The modal dialog over the document.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Dialog {
    /// Previews fixes before they are applied.
    Fixes(Mending),
    /// Asks why a finding is waived.
    Waive(Arc<Diagnostic>),
    /// Chooses a form for the annexes.
    Form,
    /// The settings of the checks.
    Checks,
    /// Earlier versions of the document.
    History,
    /// What goes into an export.
    Export,
    /// Edits the text of the active cell in a large field.
    LongText,
    /// Asks for the row to go to.
    GoTo,
    /// The keyboard map.
    Help,
    /// Asks what to do with a document that cannot be saved and is being left.
    Leave(SaveProblem),
}
