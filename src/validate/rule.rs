//! What a rule is.

use super::{diagnostic::Diagnostic, scope::Scope};
use crate::{
    model::{ColumnId, Role, Row, Severity},
    wording::{Key, Message},
};

/// A rule: the texts that users read and the function that finds violations.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name of the problem. Stable, because saved settings refer to it.
    pub id: &'static str,
    pub severity: Severity,
    /// Name of the problem, shown as the heading of its findings.
    pub title: Key,
    /// Why the user should care.
    pub rationale: Key,
    /// The basis of the rule: a decree, or the practice it was observed in.
    pub source: &'static str,
    pub(super) check: Check,
}

#[derive(Debug)]
pub(super) enum Check {
    /// Reads one row, and whether it has sub-items. Runs again only for changed rows.
    Row(fn(&Scope, &Row, &mut Vec<Diagnostic>)),
    /// Reads the whole annex. Runs again when rows are inserted, removed, moved or change kind, and
    /// when a cell under one of the roles changes.
    Annex {
        reads: &'static [Role],
        check: fn(&Scope, &mut Vec<Diagnostic>),
    },
    /// Reported by the import, since the document does not show what the file held.
    Import,
}

impl Scope<'_> {
    /// Creates a finding of `rule` about a cell, without a fix.
    pub(super) fn finding(
        &self,
        rule: &Rule,
        row: &Row,
        column: ColumnId,
        message: Message,
    ) -> Diagnostic {
        Diagnostic {
            rule: rule.id,
            severity: rule.severity,
            annex: self.annex.id,
            row: row.id,
            column,
            message,
            fix: None,
        }
    }
}
