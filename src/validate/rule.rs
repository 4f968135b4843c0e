//! What a rule is.

use super::{
    annex_scope::AnnexScope,
    diagnostic::{About, Diagnostic},
    row_handle::RowHandle,
    row_scope::RowScope,
};
use crate::{
    model::{CellRef, ColumnId, Role, Severity},
    text::search::fold,
    wording::{Key, Language, Message},
};

/// A rule: the texts that users read and the function that finds violations.
pub(crate) struct Rule {
    pub id: &'static str,
    pub severity: Severity,
    pub title: Key,
    pub rationale: Key,
    pub source: &'static str,
    pub check: Check,
}

impl Rule {
    /// The rule without its function.
    pub const fn entry(&self) -> RuleEntry {
        RuleEntry {
            id: self.id,
            severity: self.severity,
            title: self.title,
            rationale: self.rationale,
            source: self.source,
            reads: match self.check {
                Check::Annex { reads, .. } => Some(reads),
                Check::Row(_) | Check::Import => None,
            },
        }
    }
}

/// What users read of a rule, and when it is due.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry {
    /// Kebab-case name of the problem. Stable, because saved settings refer to it.
    pub id: &'static str,
    pub severity: Severity,
    /// Name of the problem, shown as the heading of its findings.
    pub title: Key,
    /// Why the user should care.
    pub rationale: Key,
    /// The basis of the rule: a document in its official form, beginning with its kind or with the
    /// point, clause or part of it; or the reason or an example from practice.
    pub source: &'static str,
    /// The roles of the columns whose cells it compares with each other, of [`Check::Annex`].
    pub(super) reads: Option<&'static [Role]>,
}

impl RuleEntry {
    /// The basis or reason as users read it. Only a document is a basis.
    pub fn grounds(&self) -> Message {
        let is_basis = BASES.iter().any(|it| self.source.starts_with(it));
        let key = if is_basis {
            Key::FindingSource
        } else {
            Key::FindingPractice
        };
        key.with([self.source.to_owned()])
    }
}

impl RuleEntry {
    /// The grounds as far as they say more than the rationale that stands before them.
    pub fn further_grounds(&self) -> Option<Message> {
        let grounds = self.grounds();
        if grounds.key == Key::FindingSource {
            return Some(grounds);
        }
        let rationale = fold(self.rationale.text(Language::Vietnamese));
        let (reason, example) = match self.source.split_once(" Ví dụ: ") {
            Some((reason, example)) => (reason, Some(example)),
            None => (self.source, None),
        };
        let words = |text: &str| {
            let words = text.split(|it: char| !it.is_alphanumeric());
            words
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let said = words(&rationale);
        let is_said = words(&fold(reason)).iter().all(|it| said.contains(it));
        match (is_said, example) {
            (false, _) => Some(grounds),
            (true, Some(example)) => Some(Key::FindingExample.with([example.to_owned()])),
            (true, None) => None,
        }
    }
}

/// How the citation of a document begins.
const BASES: [&str; 8] = [
    "Điểm ",
    "Khoản ",
    "Mục I ",
    "Điều ",
    "Nghị định số ",
    "Nghị quyết số ",
    "Quyết định số ",
    "Tiêu chuẩn ",
];

#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
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
        about: About::Cell,
        message,
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        validate::RULES,
        wording::{Key, Language},
    };

    /// What is cited as a basis is a document with its number; examples name no province's plan.
    #[test]
    fn only_documents_are_cited_as_a_basis() {
        for rule in &RULES {
            let grounds = rule.grounds();
            let names_document = ["/NĐ-CP", "/QH15", "/QĐ-TTg", "TCVN "];
            if grounds.key == Key::FindingSource {
                assert!(
                    names_document.iter().any(|it| rule.source.contains(it)),
                    "{}",
                    rule.id
                );
            }
            let text = grounds.text(Language::Vietnamese);
            for name in [
                "Lạng Sơn",
                "Đồng Tháp",
                "Lào Cai",
                "KH 334",
                "KH 226",
                "QĐ 3256",
                "I.3",
            ] {
                assert!(!text.contains(name), "{}: {text}", rule.id);
            }
        }
    }
}
