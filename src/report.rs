//! What an export lists of the findings: it knows [`validate`](crate::validate), while
//! [`export`](crate::export) writes what it is given.

mod appendix;

pub use appendix::{extras, extras_of, is_wanted};

use crate::{
    export::{ExportError, Made, OutputFormat, write},
    model::Document,
};

/// Checks a document where it asks for lists of findings, and writes it with them. The same document
/// always gives the same bytes, which say that they were made at a fixed time.
pub fn export(document: &Document, format: OutputFormat) -> Result<Vec<u8>, ExportError> {
    export_made(document, format, Made::FIXED)
}

/// Does the same for a file that says when it was made.
pub fn export_made(
    document: &Document,
    format: OutputFormat,
    made: Made,
) -> Result<Vec<u8>, ExportError> {
    write(document, &extras(document), None, format, made)
}
