//! The stored form of a file of a consolidation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    choices::{Choice, Choices},
    decisions::{Decisions, FileState, Remembered},
};
use crate::model::{ColumnId, RowId};

/// The version of the stored form. Version 1 has neither choices for columns nor what is remembered,
/// version 2 no values that were put right; what needs no more is still written so.
const VERSION: u32 = 3;

#[derive(Serialize, Deserialize)]
pub(super) struct SavedFile {
    pub name: String,
    pub sha256: String,
    pub received: String,
    #[serde(flatten)]
    pub decisions: SavedDecisions,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<[String; 2]>,
    #[serde(default)]
    pub body: String,
}

#[derive(Serialize, Deserialize)]
struct Versioned<T> {
    version: u32,
    #[serde(flatten)]
    file: T,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SavedDecisions {
    state: FileState,
    approved: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    came: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(flatten)]
    choices: SavedChoices,
    #[serde(default, skip_serializing_if = "SavedRemembered::is_empty")]
    remembered: SavedRemembered,
}

#[derive(Default, Serialize, Deserialize)]
struct SavedRemembered {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(flatten)]
    choices: SavedChoices,
    #[serde(default)]
    refused: bool,
}

/// Choices with the numbers of rows and columns.
#[derive(Default, Serialize, Deserialize)]
struct SavedChoices {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<(u32, SavedChoice)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<(u32, SavedChoice)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<(u32, u32, String)>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SavedChoice {
    Form(usize),
    Taken,
    Left,
}

impl SavedFile {
    pub fn write(self) -> String {
        let decisions = &self.decisions;
        let is_first = decisions.choices.columns.is_empty() && decisions.remembered.is_empty();
        let version = match (decisions.choices.values.is_empty(), is_first) {
            (true, true) => 1,
            (true, false) => 2,
            (false, _) => VERSION,
        };
        let versioned = Versioned {
            version,
            file: self,
        };
        serde_json::to_string(&versioned).unwrap_or_default()
    }

    /// Returns `None` when a text is damaged or of a later version.
    pub fn read(text: &str) -> Option<SavedFile> {
        let saved: Versioned<SavedFile> = serde_json::from_str(text).ok()?;
        (saved.version <= VERSION).then_some(saved.file)
    }
}

impl SavedDecisions {
    pub fn of(decisions: &Decisions) -> SavedDecisions {
        let Remembered {
            unit,
            choices,
            is_refused,
        } = &decisions.remembered;
        SavedDecisions {
            state: decisions.state,
            approved: decisions.is_approved,
            came: decisions.came.clone(),
            unit: decisions.unit.clone(),
            choices: SavedChoices::of(&decisions.choices),
            remembered: SavedRemembered {
                unit: unit.clone(),
                choices: SavedChoices::of(choices),
                refused: *is_refused,
            },
        }
    }

    pub fn decisions(self) -> Decisions {
        Decisions {
            state: self.state,
            is_approved: self.approved,
            came: self.came,
            unit: self.unit,
            choices: self.choices.choices(),
            remembered: Remembered {
                unit: self.remembered.unit,
                choices: self.remembered.choices.choices(),
                is_refused: self.remembered.refused,
            },
        }
    }
}

impl SavedRemembered {
    fn is_empty(&self) -> bool {
        let SavedChoices { rows, columns, .. } = &self.choices;
        self.unit.is_none() && rows.is_empty() && columns.is_empty() && !self.refused
    }
}

impl SavedChoices {
    fn of(choices: &Choices) -> SavedChoices {
        let rows = choices.rows.iter();
        let columns = choices.columns.iter();
        SavedChoices {
            rows: rows.map(|(id, it)| (id.0, (*it).into())).collect(),
            columns: columns.map(|(id, it)| (id.0, (*it).into())).collect(),
            values: choices
                .values
                .iter()
                .map(|((row, column), text)| (row.0, column.0, text.clone()))
                .collect(),
        }
    }

    fn choices(self) -> Choices {
        let rows = self.rows.into_iter();
        let columns = self.columns.into_iter();
        let rows: BTreeMap<RowId, Choice> = rows.map(|(id, it)| (RowId(id), it.into())).collect();
        Choices {
            rows,
            columns: columns.map(|(id, it)| (ColumnId(id), it.into())).collect(),
            values: self
                .values
                .into_iter()
                .map(|(row, column, text)| ((RowId(row), ColumnId(column)), text))
                .collect(),
        }
    }
}

impl From<Choice> for SavedChoice {
    fn from(choice: Choice) -> SavedChoice {
        match choice {
            Choice::Form(at) => SavedChoice::Form(at),
            Choice::Taken => SavedChoice::Taken,
            Choice::Left => SavedChoice::Left,
        }
    }
}

impl From<SavedChoice> for Choice {
    fn from(saved: SavedChoice) -> Choice {
        match saved {
            SavedChoice::Form(at) => Choice::Form(at),
            SavedChoice::Taken => Choice::Taken,
            SavedChoice::Left => Choice::Left,
        }
    }
}
