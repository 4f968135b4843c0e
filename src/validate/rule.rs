//! What a rule is.

use super::{diagnostic::Diagnostic, scope::Scope};
use crate::{
    model::{ColumnId, Role, Row, Severity},
    wording::{Key, Message},
};

/// A rule is data: what the user reads about it, and the function that looks for it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name of the problem. Stable: saved settings and links refer to it.
    pub id: &'static str,
    pub severity: Severity,
    /// The kind of problem, as a heading over its findings.
    pub title: Key,
    /// Why the user should care.
    pub rationale: Key,
    /// Where the rule comes from.
    pub source: &'static str,
    pub(super) check: Check,
}

#[derive(Debug)]
pub(super) enum Check {
    /// Needs one row only, and whether it heads others; run again only for rows that changed.
    Row(fn(&Scope, &Row, &mut Vec<Diagnostic>)),
    /// Needs the rows beside each other; run again when rows come, go, move or change their kind,
    /// and when a cell under one of the roles changes.
    Annex {
        reads: &'static [Role],
        check: fn(&Scope, &mut Vec<Diagnostic>),
    },
    /// Told by the import, which alone has seen the file.
    Import,
}

impl Scope<'_> {
    /// A finding of `rule` about a cell, without a fix.
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
