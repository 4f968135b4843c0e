use serde::{Deserialize, Serialize};

use crate::wording::Message;

/// Reports something that was guessed, joined or left out, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub sheet: String,
    /// Row number as Excel shows it, from 1.
    pub row: Option<u32>,
    pub message: Message,
}
