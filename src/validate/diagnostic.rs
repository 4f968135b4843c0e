//! What a rule reports.

use crate::{
    edit::{Step, Transaction},
    model::{AnnexId, CellRef, ColumnId, RowId, Severity},
    wording::Message,
};

/// One violation of one rule at one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub rule: &'static str,
    pub severity: Severity,
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub about: About,
    pub message: Message,
    pub fix: Option<Fix>,
}

/// Gives findings the severity that is chosen for their rule, whose own is `of_rule`; what is milder
/// than its rule stays at most as severe.
pub(super) fn weigh<'a>(
    found: impl Iterator<Item = &'a mut Diagnostic>,
    of_rule: Severity,
    chosen: Severity,
) {
    for it in found {
        it.severity = match it.severity == of_rule {
            true => chosen,
            false => it.severity.max(chosen),
        };
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// The cell that it names.
    #[default]
    Cell,
    /// The head of the annex or the heading of a column, for which a cell of the first row stands.
    Annex,
}

/// A quick-fix: an ordinary, undoable transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub applicability: Applicability,
    pub transaction: Transaction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Certain to be what the user meant: bulk fixes may apply it.
    Safe,
    /// A guess: applied only when the user chooses it.
    Unsafe,
}

impl Diagnostic {
    /// Identifies the cell of the finding.
    pub fn cell_ref(&self) -> CellRef {
        CellRef {
            annex: self.annex,
            row: self.row,
            column: self.column,
        }
    }

    /// The same finding, less severe than its rule says: what shows it is not certain.
    pub(super) fn into_warning(self) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..self
        }
    }

    /// The same finding, about the annex for which its cell stands.
    pub(super) fn of_annex(self) -> Diagnostic {
        Diagnostic {
            about: About::Annex,
            ..self
        }
    }

    pub(super) fn with_fix(
        self,
        applicability: Applicability,
        label: Message,
        steps: Vec<Step>,
    ) -> Diagnostic {
        let transaction = Transaction { label, steps };
        Diagnostic {
            fix: Some(Fix {
                applicability,
                transaction,
            }),
            ..self
        }
    }
}
