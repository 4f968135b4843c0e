use crate::wording::{Key, Message};

/// Why a document could not be written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    #[error("the document has no annex")]
    Nothing,
    #[error("a cell on sheet {0}, row {1} holds more text than Excel takes")]
    CellTooLong(String, usize),
    #[error("the workbook could not be written: {0}")]
    Writer(String),
}

impl ExportError {
    pub fn user_message(&self) -> Message {
        match self {
            ExportError::Nothing => Key::ExportNothing.into(),
            ExportError::CellTooLong(sheet, row) => {
                Key::ExportCellTooLong.with([sheet.clone(), row.to_string()])
            }
            ExportError::Writer(reason) => Key::ExportFailed.with([reason.clone()]),
        }
    }
}
