//! Writes documents as files: the official workbook, Word, print, tidy data and the outline.
//!
//! [`layout`] turns a document into pages of placed cells by Nghị định 30/2020/NĐ-CP; [`xlsx`],
//! [`docx`] and [`print`] write the pages, [`tidy`] writes the document as data.

mod docx;
mod error;
mod file_name;
mod layout;
pub mod outline;
mod output_format;
mod print;
mod tidy;
mod xlsx;

pub use error::ExportError;
pub use file_name::{backup_name, file_name};
pub use layout::{Align, Choice, Choices, Extra, Page, Placed, Style, Value, choices, pages};
pub use output_format::OutputFormat;
pub use print::{html, page_rules};
pub use tidy::n_formula_like;

use crate::model::Document;

/// Writes a document, with `extras` behind its annexes, as the bytes of a file. The same input
/// always gives the same bytes. Tidy data leaves the extras out.
pub fn write(
    document: &Document,
    extras: &[Extra],
    format: OutputFormat,
) -> Result<Vec<u8>, ExportError> {
    if document.annexes.is_empty() {
        return Err(ExportError::Nothing);
    }
    match format {
        OutputFormat::Xlsx => {
            xlsx::write(&pages(document, extras), &choices(document), &document.plan)
        }
        OutputFormat::Docx => docx::write(&pages(document, extras)),
        OutputFormat::Data => tidy::write(document, false),
        OutputFormat::DataForSpreadsheets => tidy::write(document, true),
    }
}
