use serde::{Deserialize, Serialize};

use crate::wording::Message;

/// Something that was guessed, joined or left out, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub sheet: String,
    /// Row number as Excel shows it.
    pub row: Option<u32>,
    pub message: Message,
}
