//! What a rule reports.

use crate::{
    edit::{Step, Transaction},
    model::{AnnexId, CellRef, ColumnId, RowId, Severity},
    wording::Message,
};

/// One place where one rule is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub rule: &'static str,
    pub severity: Severity,
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub message: Message,
    pub fix: Option<Fix>,
}

/// A change offered to the user; applying it is an ordinary, undoable transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub applicability: Applicability,
    pub transaction: Transaction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Certainly what the user meant: "fix all" may apply it.
    Safe,
    /// A guess: applied only when the user picks it.
    Unsafe,
}

impl Diagnostic {
    /// The cell it is about.
    pub fn cell_ref(&self) -> CellRef {
        CellRef {
            annex: self.annex,
            row: self.row,
            column: self.column,
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
