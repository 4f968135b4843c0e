//! The stored form of a consolidation without its files: the form, the units, the deadline.

use serde::{Deserialize, Serialize};

use super::{consolidation::Consolidation, recipe::Recipes};
use crate::persist::{self, Saved};

/// The version of the stored form.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct SavedHead {
    version: u32,
    name: String,
    deadline: String,
    units: Vec<String>,
    form: Saved,
    /// What was decided for units in an earlier consolidation.
    #[serde(default, skip_serializing_if = "Recipes::is_empty")]
    known: Recipes,
}

/// Returns the stored text of a consolidation without its files.
pub fn write_head(of: &Consolidation) -> String {
    let head = SavedHead {
        version: VERSION,
        name: of.name.clone(),
        deadline: of.deadline.clone(),
        units: of.units().to_vec(),
        form: persist::save(&of.form().document),
        known: of.known.clone(),
    };
    serde_json::to_string(&head).unwrap_or_default()
}

/// Reads what [`write_head`] wrote; `None` when it is damaged or of a later version.
pub fn read_head(text: &str) -> Option<Consolidation> {
    let head: SavedHead = serde_json::from_str(text).ok()?;
    if VERSION < head.version {
        return None;
    }
    let form = persist::load_whole(&head.form).ok()?;
    let mut read = Consolidation::new(head.name, form, head.units, head.deadline);
    read.known = head.known;
    Some(read)
}
