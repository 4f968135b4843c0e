//! Writes documents as files: the official workbook, Word, print, tidy data and the outline.
//!
//! [`layout`] turns a document into pages of placed cells by Nghị định 30/2020/NĐ-CP; [`xlsx`],
//! [`docx`] and [`print`] write the pages, [`tidy`] writes the document as data.

mod docx;
mod error;
mod file_name;
mod layout;
mod made;
pub mod outline;
mod output_format;
mod print;
mod summary;
mod tidy;
mod xlsx;

pub use error::ExportError;
pub use file_name::{backup_name, file_name};
use layout::tall_rows::divide_tall_rows;
pub use layout::{
    Align, Choice, Choices, Extra, Page, PageStart, Paper, Placed, Style, Value, choices, pages,
};
pub use made::Made;
pub use output_format::OutputFormat;
pub use print::{PrintedPage, html, page_rules, printed_pages};
pub use summary::{CountTable, List, Summary};
pub use tidy::n_formula_like;

use crate::model::Document;

/// Writes a document, with `extras` behind its annexes, as the bytes of a file that says it was made
/// then. A workbook has the `summary` behind them, a Word document before them; tidy data leaves all of
/// that out. The same input always gives the same bytes.
pub fn write(
    document: &Document,
    extras: &[Extra],
    summary: Option<&Summary>,
    format: OutputFormat,
    made: Made,
) -> Result<Vec<u8>, ExportError> {
    if document.annexes.is_empty() {
        return Err(ExportError::Nothing);
    }
    match format {
        OutputFormat::Xlsx => {
            let pages = pages(document, extras);
            let pages = divide_tall_rows(&pages);
            xlsx::write(&pages, &choices(document), summary, &document.plan, made)
        }
        OutputFormat::Docx => docx::write(&pages(document, extras), summary, &document.plan, made),
        OutputFormat::Data => tidy::write(document, false),
        OutputFormat::DataForSpreadsheets => tidy::write(document, true),
    }
}
