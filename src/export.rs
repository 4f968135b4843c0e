//! Lays a document out in the official format and writes the workbook.
//!
//! [`official`] holds the format as constants with their source, [`page`] places texts (pure),
//! [`metrics`] measures them, [`xlsx`] writes what was placed, [`print`] shows it to a printer.

mod appendix;
mod breaks;
mod choices;
mod metrics;
mod official;
mod package;
mod page;
mod print;
mod sheet_name;
mod widths;
mod xlsx;

pub use choices::{Choice, Choices, choices};
pub use page::{Align, Page, Placed, Style, Value, pages};
pub use print::html;

use crate::{
    model::Document,
    wording::{Key, Message},
};

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

/// The workbook's bytes; the same document always gives the same bytes.
pub fn export(document: &Document) -> Result<Vec<u8>, ExportError> {
    if document.annexes.is_empty() {
        return Err(ExportError::Nothing);
    }
    xlsx::write(&pages(document), &choices(document), &document.plan)
}

/// A file name for the workbook from the plan's number or the document's name, safe on Windows.
pub fn file_name(document: &Document) -> String {
    match safe_name(document) {
        name if name.is_empty() => "phu-luc.xlsx".to_owned(),
        name => format!("Phu luc {name}.xlsx"),
    }
}

/// A file name for a backup copy of the document.
pub fn backup_name(document: &Document) -> String {
    match safe_name(document) {
        name if name.is_empty() => "phu-luc.phuluc".to_owned(),
        name => format!("Phu luc {name}.phuluc"),
    }
}

fn safe_name(document: &Document) -> String {
    let plan = &document.plan;
    let name = if plan.number.is_empty() {
        &plan.name
    } else {
        &plan.number
    };
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    safe.trim_matches(['.', ' ', '-']).to_owned()
}
