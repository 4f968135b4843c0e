//! A cell whose text the import guessed.

use super::{annex::AnnexId, column::ColumnId, row::RowId};
use crate::wording::Message;

/// A cell of the file that held something other than its text, such as a date where `12/2026` was
/// typed. The document has the text that was probably typed; the message says what the file held.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub message: Message,
}
