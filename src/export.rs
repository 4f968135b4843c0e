//! Lays a document out in the official format and writes the workbook.
//!
//! [`official`] holds the format as constants with their source, [`page`] places texts (pure),
//! [`metrics`] measures them; [`xlsx`] (with [`rows`] and [`package`]) and [`docx`] write what was placed, [`print`] shows it to a printer.
//! [`tidy`] writes what the document says as data.

mod appendix;
mod breaks;
mod choices;
mod docx;
mod metrics;
mod official;
mod package;
mod page;
mod print;
mod rows;
mod sheet_name;
mod style;
mod tidy;
mod widths;
mod xlsx;

pub use appendix::Appendix;
pub use choices::{Choice, Choices, choices};
pub use page::{Page, Placed, Value, pages};
pub use print::html;
pub use style::{Align, Style};

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

/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The official workbook.
    Xlsx,
    /// The same pages for Word.
    Docx,
    /// Tidy tables with a data package's descriptor.
    Data,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Xlsx, Format::Docx, Format::Data];

    /// How names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Docx => "docx",
            Format::Data => "zip",
        }
    }

    /// The format that a file's name asks for.
    pub fn of_name(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        let mut all = Format::ALL.into_iter();
        all.find(|it| name.ends_with(&format!(".{}", it.extension())))
    }
}

/// The bytes of a file; the same document always gives the same bytes.
pub fn export_as(document: &Document, format: Format) -> Result<Vec<u8>, ExportError> {
    export_with(document, &Appendix::of(document), format)
}

/// The same with an appendix that was made elsewhere: by those who know the findings anyway.
pub fn export_with(
    document: &Document,
    appendix: &Appendix,
    format: Format,
) -> Result<Vec<u8>, ExportError> {
    if document.annexes.is_empty() {
        return Err(ExportError::Nothing);
    }
    match format {
        Format::Xlsx => xlsx::write(
            &pages(document, appendix),
            &choices(document),
            &document.plan,
        ),
        Format::Docx => docx::write(&pages(document, appendix)),
        Format::Data => tidy::write(document),
    }
}

/// The official workbook.
pub fn export(document: &Document) -> Result<Vec<u8>, ExportError> {
    export_as(document, Format::Xlsx)
}

/// A file name from the plan's number or the document's name, and from the annex where there is only
/// one; safe on Windows.
pub fn file_name(document: &Document, format: Format) -> String {
    let annex = match document.annexes.as_slice() {
        [only] if !only.head.number.is_empty() => format!(" PL {}", only.head.number),
        _ => String::new(),
    };
    let extension = format.extension();
    match safe_name(document) {
        name if name.is_empty() => format!("phu-luc.{extension}"),
        name => format!("Phu luc {name}{}.{extension}", safe(&annex)),
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
    safe(name).trim_matches(['.', ' ', '-']).to_owned()
}

/// A text without what file names cannot hold.
fn safe(name: &str) -> String {
    let is_bad = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    name.chars()
        .map(|c| if is_bad(c) { '-' } else { c })
        .collect()
}
