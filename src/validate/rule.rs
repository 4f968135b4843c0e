//! What a rule is.

use super::{
    annex_scope::AnnexScope, diagnostic::Diagnostic, row_handle::RowHandle, row_scope::RowScope,
};
use crate::{
    model::{CellRef, ColumnId, Role, Severity},
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
    /// Needs one row only, and whether it heads others; run again only for rows that changed.
    Row(fn(&RowScope, &mut Vec<Diagnostic>)),
    /// Needs the rows beside each other; run again when rows come, go, move or change their kind,
    /// and when a cell under one of the roles changes. The scope hands out the texts of these roles
    /// only.
    Annex {
        reads: &'static [Role],
        check: fn(&AnnexScope, &mut Vec<Diagnostic>),
    },
    /// Reported by the import, since the document does not show what the file held.
    Import,
}

impl RowScope<'_> {
    /// A finding of `rule` about a cell of the row, without a fix.
    pub(super) fn finding(&self, rule: &Rule, column: ColumnId, message: Message) -> Diagnostic {
        let place = CellRef {
            annex: self.annex.id,
            row: self.row.id,
            column,
        };
        finding(rule, place, message)
    }
}

impl AnnexScope<'_> {
    /// A finding of `rule` about a cell, without a fix.
    pub(super) fn finding(
        &self,
        rule: &Rule,
        row: RowHandle,
        column: ColumnId,
        message: Message,
    ) -> Diagnostic {
        let place = CellRef {
            annex: self.annex.id,
            row: row.id,
            column,
        };
        finding(rule, place, message)
    }
}

fn finding(rule: &Rule, place: CellRef, message: Message) -> Diagnostic {
    Diagnostic {
        rule: rule.id,
        severity: rule.severity,
        annex: place.annex,
        row: place.row,
        column: place.column,
        message,
        fix: None,
    }
}
