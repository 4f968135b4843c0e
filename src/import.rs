//! Turns the bytes of a file, or pasted text, into a document and a report of how it was read.
//!
//! [`format`] reads bytes into sheets of cells, [`understand`] reads sheets into annexes. Only a
//! file in which nothing can be read is an [`ImportError`]; anything else that is odd becomes a
//! [`Note`].

mod error;
mod format;
mod imported;
mod limits;
mod note;
mod understand;

pub use error::ImportError;
pub use imported::{Aside, AsideKind, Hidden, Imported};
pub use limits::{CELLS_MAX, TEXT_MAX};
pub use note::Note;

use self::{
    format::{
        delimited, html, plain_text,
        sheet::Sheet,
        sniff::{self, InputFormat},
    },
    understand::read_document,
};

/// Imports a file. The format is detected from the bytes; `file_name` only names the document.
pub fn import(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    let format = sniff::sniff(bytes)?;
    let name = stem(file_name);
    let mut imported = Imported::default();
    if format == InputFormat::Delimited {
        let text = delimited::decode(bytes);
        if plain_text::has_markup(&text) {
            imported = read_document(text_sheets(&text)?, &name);
        }
        if imported.document.annexes.is_empty() {
            imported = read_document(delimited::read(&text)?, &name);
        }
        if imported.document.annexes.is_empty() {
            imported = read_document(text_sheets(&text)?, &name);
        }
    } else {
        imported = read_document(format::read(bytes, format)?, &name);
    }
    if imported.document.annexes.is_empty() {
        return Err(match format {
            InputFormat::Delimited => ImportError::NoTableInText,
            InputFormat::Html => ImportError::NoTableInPage,
            _ => ImportError::NoTable,
        });
    }
    Ok(imported)
}

/// Imports pasted text or HTML: tables from a web page, a spreadsheet or Word, Markdown or
/// tab-separated tables, or a plan whose indicators are bullets.
pub fn import_text(text: &str, name: &str) -> Result<Imported, ImportError> {
    let is_page = text.trim_start().starts_with('<') && text.to_lowercase().contains("<table");
    let sheets = if is_page {
        html::read_text(text)?
    } else {
        text_sheets(text)?
    };
    let imported = read_document(sheets, name);
    if imported.document.annexes.is_empty() {
        return Err(ImportError::NoTableInText);
    }
    Ok(imported)
}

/// Reads the tables of a text or, if it has none, its bullets.
fn text_sheets(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let sheets = plain_text::read(text)?;
    if understand::has_table(&sheets) {
        return Ok(sheets);
    }
    Ok(plain_text::read_bullets(text).into_iter().collect())
}

/// Returns the file name without folder and extension.
fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
