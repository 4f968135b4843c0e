//! How a document is checked, and what its authors answered to the findings.

use std::{collections::BTreeMap, sync::Arc};

use super::CellRef;
use crate::reference::{agencies::Directory, indicators::Indicators};

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
}

/// Part of a document: the checks it is held to and the findings that were answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    pub profile: Profile,
    pub waivers: Vec<Waiver>,
    /// Whether an export lists the waivers in a sheet of their own.
    pub lists_waivers: bool,
    /// Whether an export lists the findings that are open.
    pub lists_findings: bool,
}

/// What findings are looked for; may be shared between documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Rules by id that are not as they come: of another severity, or off (`None`). May name rules
    /// this version does not know.
    pub rules: BTreeMap<String, Option<Severity>>,
    pub directory: Arc<Directory>,
    /// The national indicators that annexes are compared with.
    pub indicators: Arc<Indicators>,
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

/// A finding that stays as it is, for a reason (giải trình).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    pub place: CellRef,
    /// Id of the rule.
    pub rule: String,
    /// What the cell said: once it says something else, the waiver no longer holds.
    pub text: String,
    pub reason: String,
}
