//! Review of a document: how it is checked, and which findings its authors waived.

use std::{collections::BTreeMap, sync::Arc};

use super::{CellRef, reporting::Reporting};
use crate::{
    reference::{agencies::Directory, indicators::Indicators},
    wording::Key,
};

/// Severity of a finding, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }

    pub fn from_key(key: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The name that users read.
    pub fn label(self) -> Key {
        match self {
            Severity::Error => Key::SeverityError,
            Severity::Warning => Key::SeverityWarning,
            Severity::Hint => Key::SeverityHint,
        }
    }
}

/// Part of a document: the settings of its checks, the waived findings, and what is decided about its
/// reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    pub profile: Profile,
    pub waivers: Vec<Waiver>,
    /// Whether an export lists the waivers on a sheet of their own.
    pub lists_waivers: bool,
    /// Whether an export lists the open findings on a sheet of their own.
    pub lists_findings: bool,
    /// Whether an exported workbook has the notes on cells.
    pub exports_notes: bool,
    pub reporting: Reporting,
}

/// Settings of the checks; may be shared between documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Overrides by rule id: another severity, or `None` for a rule that is off. May contain ids of
    /// rules that this version does not have.
    pub rules: BTreeMap<String, Option<Severity>>,
    pub directory: Arc<Directory>,
    /// The national indicators that annexes are compared with.
    pub indicators: Arc<Indicators>,
}

impl Profile {
    /// Returns the effective severity of a rule: the override, or else the rule's own `default`.
    /// `None` where the rule is switched off.
    pub fn severity(&self, rule: &str, default: Severity) -> Option<Severity> {
        self.rules.get(rule).copied().unwrap_or(Some(default))
    }
}

impl Default for Profile {
    fn default() -> Profile {
        Profile {
            rules: BTreeMap::new(),
            directory: Directory::standard(),
            indicators: Indicators::standard(),
        }
    }
}

/// A finding that is accepted, with a reason (giải trình, explanation).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    pub place: CellRef,
    /// Id of the rule.
    pub rule: String,
    /// Cell text when the finding was waived. The waiver no longer applies once the text changes.
    pub text: String,
    pub reason: String,
}
