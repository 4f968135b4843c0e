//! What was decided about a file, by a person now or for an earlier file of the same sender.

use serde::{Deserialize, Serialize};

use super::choices::Choices;

/// Whether a file counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileState {
    #[default]
    Counted,
    /// It says something else than a counted file of its unit; a person has to look at it.
    Waiting,
    /// A later file took its place, or a person put it away. It stays in the history.
    Replaced,
}

/// What a person decided about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pub state: FileState,
    /// Whether its unit's answer was approved with this file in it.
    pub is_approved: bool,
    /// The day on which it came, as `2026-09-12`, where that is not the day on which it was taken in.
    pub came: Option<String>,
    /// The unit that it is of.
    pub unit: Option<String>,
    pub choices: Choices,
    pub remembered: Remembered,
}

/// What was done to a file because it had been decided for earlier files of its sender. A person's own
/// decisions come before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The unit that it is of.
    pub unit: Option<String>,
    pub choices: Choices,
    /// A person took it back, and nothing earlier is remembered from here on.
    pub is_refused: bool,
}

impl Decisions {
    /// All choices for rows and columns.
    pub fn all_choices(&self) -> Choices {
        self.choices.over(&self.remembered.choices)
    }

    /// The unit that the file was given, if it was.
    pub fn given_unit(&self) -> Option<&str> {
        self.unit.as_deref().or(self.remembered.unit.as_deref())
    }

    /// Whether they lead to the same match.
    pub(super) fn match_as(&self, other: &Decisions) -> bool {
        self.given_unit() == other.given_unit() && self.all_choices() == other.all_choices()
    }
}
