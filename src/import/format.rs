//! Bytes to [`sheet::Sheet`]s of cells: one file per format, and what the formats share.
//!
//! [`sniff`] names the format from the first bytes. To add one, teach `sniff` its first bytes, write
//! `format/NAME.rs` that returns sheets (`delimited.rs` is the smallest example) and name it in
//! [`read`].

pub(super) mod aligned_text;
mod archive;
pub(super) mod broken_lines;
mod cell_references;
mod cell_style;
mod compound_file;
mod css;
pub(super) mod delimited;
mod drawn_tables;
mod encrypted;
mod guard;
pub(super) mod html;
mod main_part;
mod margin;
mod ods;
mod ods_locale;
mod ods_margins;
mod pdf;
mod picture;
pub(super) mod plain_text;
pub(super) mod quotation;
mod raised;
mod rich_text;
pub(super) mod sheet;
mod sheet_extras;
mod sheet_xml;
pub(super) mod sniff;
mod spreadsheet_xml;
mod stored_package;
mod tab_rows;
pub(super) mod text_encoding;
mod word;
mod workbook;
mod xls;
mod xls_encrypted;
mod xls_objects;
mod xls_strings;
mod xlsb;
mod xml;

pub(super) use self::encrypted::unlocked;
use self::{pdf::RoleOf, sheet::Sheet, sniff::InputFormat};
use super::error::ImportError;

/// A reader of one format.
type ReadSheets<'reader> = dyn Fn(&[u8]) -> Result<Vec<Sheet>, ImportError> + 'reader;

/// Reads the sheets of a file in a known format; `read_pdf` those of a PDF file in an archive. Natively,
/// a reader that panics on a broken file becomes an error here; in a browser a panic ends the worker,
/// and the page reports that.
pub(super) fn read(
    bytes: &[u8],
    format: InputFormat,
    read_pdf: &ReadSheets,
) -> Result<Vec<Sheet>, ImportError> {
    guarded(|| match format {
        InputFormat::Archive => archive::read(bytes, archive::is_wanted, true, |file| {
            match sniff::sniff(file) {
                Err(ImportError::Pdf) => read_pdf(file),
                Ok(format) => dispatch(file, format),
                Err(error) => Err(error),
            }
        }),
        format => dispatch(bytes, format),
    })
}

/// Reads the sheet of a PDF file, as [`read`] does. It is apart, because in a browser the reader of
/// PDF files is a program of its own.
pub(super) fn read_pdf(
    bytes: &[u8],
    password: &str,
    role_of: RoleOf,
) -> Result<Vec<Sheet>, ImportError> {
    guarded(|| pdf::read(bytes, password, role_of))
}

/// Reads the PDF files of an archive with `read`, and passes over all others.
pub(super) fn read_archived_pdfs(
    bytes: &[u8],
    read: impl Fn(&[u8]) -> Result<Vec<Sheet>, ImportError>,
) -> Result<Vec<Sheet>, ImportError> {
    guarded(|| archive::read(bytes, archive::is_pdf, false, read))
}

fn guarded(
    read: impl FnOnce() -> Result<Vec<Sheet>, ImportError>,
) -> Result<Vec<Sheet>, ImportError> {
    let read = std::panic::AssertUnwindSafe(read);
    std::panic::catch_unwind(read).unwrap_or(Err(ImportError::GaveUp))
}

/// Unpacks the files of an archive; `None` when the file is no archive.
pub(super) fn archived(bytes: &[u8]) -> Option<Result<Vec<archive::Packed>, ImportError>> {
    let is_archive = matches!(sniff::sniff(bytes), Ok(InputFormat::Archive));
    is_archive.then(|| archive::files(bytes))
}

fn dispatch(bytes: &[u8], format: InputFormat) -> Result<Vec<Sheet>, ImportError> {
    match format {
        InputFormat::Xlsx => workbook::read_xlsx(bytes),
        InputFormat::Xlsb => workbook::read_xlsb(bytes),
        InputFormat::Xls => workbook::read_xls(bytes),
        InputFormat::Ods => ods::read(bytes),
        InputFormat::FlatOds => ods::read_flat(bytes),
        // An archive in an archive.
        InputFormat::Archive => Err(ImportError::EmptyZip),
        InputFormat::Doc => word::doc::read(bytes),
        InputFormat::Docx => word::docx::read(bytes),
        InputFormat::Odt => word::odt::read(bytes),
        InputFormat::FlatOdt => word::odt::read_flat(bytes),
        InputFormat::Html => html::read(bytes),
        InputFormat::SpreadsheetXml => spreadsheet_xml::read(bytes),
        InputFormat::Delimited => delimited::read(&text_encoding::decode(bytes)),
    }
}
