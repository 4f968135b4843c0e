//! Detects the format of a file from its bytes; extensions are unreliable.

use std::io::{Cursor, Read as _};

use super::{compound_file, main_part, xml};
use crate::import::ImportError;

/// A file format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum InputFormat {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// An OpenDocument spreadsheet in one XML file.
    FlatOds,
    /// Word 97 to 2003.
    Doc,
    Docx,
    /// An OpenDocument text, and one in one XML file.
    Odt,
    FlatOdt,
    Html,
    SpreadsheetXml,
    /// CSV and similar text files.
    Delimited,
    /// A ZIP archive with files of these formats.
    Archive,
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Returns the format of a file, or the reason why a file of another kind cannot be imported.
pub(in crate::import) fn sniff(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    if bytes.is_empty() {
        Err(ImportError::Empty)
    } else if bytes.starts_with(ZIP) {
        sniff_zip(bytes)
    } else if bytes.starts_with(COMPOUND_FILE) {
        sniff_compound_file(bytes)
    } else if is_pdf(bytes) {
        Err(ImportError::Pdf)
    } else if bytes.starts_with(b"\xDB\xA5") || bytes.starts_with(b"\xDC\xA5") {
        // Word 2 and 6 without a compound file.
        Err(ImportError::OldWord)
    } else if bytes.starts_with(b"{\\rtf") {
        Err(ImportError::Rtf)
    } else if bytes.starts_with(b"Rar!\x1A\x07") {
        Err(ImportError::Archive(".rar"))
    } else if bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        Err(ImportError::Archive(".7z"))
    } else if bytes.starts_with(b"\x1F\x8B") {
        Err(ImportError::Archive(".gz"))
    } else {
        sniff_text(bytes)
    }
}

/// Whether a file begins as PDF files do. Some programs write white space before it.
pub(in crate::import) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"%PDF")
}

fn sniff_zip(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    // The central directory is at the end of a ZIP file, so an interrupted download has none.
    let mut archive = xml::package(bytes)?;
    let has = |name: &str| {
        archive
            .file_names()
            .any(|it| it.is_ok_and(|it| it.eq_ignore_ascii_case(name)))
    };
    if has("xl/workbook.xml") {
        Ok(InputFormat::Xlsx)
    } else if has("xl/workbook.bin") {
        Ok(InputFormat::Xlsb)
    } else if has("word/document.xml") {
        Ok(InputFormat::Docx)
    } else if names_word(&archive) {
        // Some programs name the main part differently.
        Ok(InputFormat::Docx)
    } else if has("content.xml") {
        sniff_open_document(&mut archive)
    } else if has("ppt/presentation.xml") {
        Err(ImportError::Presentation)
    } else if has("[Content_Types].xml") {
        // The main part may have another name.
        match main_part::path(&mut archive) {
            path if path.starts_with("word/") => Ok(InputFormat::Docx),
            path if path.ends_with(".bin") => Ok(InputFormat::Xlsb),
            _ => Ok(InputFormat::Xlsx),
        }
    } else {
        Ok(InputFormat::Archive)
    }
}

/// Tells the kinds of OpenDocument by the part that names them, which stands first.
fn sniff_open_document(archive: &mut xml::Package) -> Result<InputFormat, ImportError> {
    let mut kind = String::new();
    if let Ok(part) = xml::part(archive, "mimetype") {
        // Without it, the content is read as a spreadsheet.
        part.take(MIMETYPE_MAX).read_to_string(&mut kind).ok();
    }
    match kind
        .trim()
        .trim_start_matches("application/vnd.oasis.opendocument.")
    {
        kind if kind.starts_with("text") => Ok(InputFormat::Odt),
        kind if kind.starts_with("presentation") => Err(ImportError::Presentation),
        _ => Ok(InputFormat::Ods),
    }
}

/// Maximum length of the name of a kind.
const MIMETYPE_MAX: u64 = 200;

/// Whether a package has a main part of Word under another name than usual.
fn names_word(archive: &zip::ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut names = archive.file_names().flatten();
    names.any(|it| {
        let name = it.to_lowercase();
        name.starts_with("word/document") && name.ends_with(".xml")
    })
}

/// Detects the format of a compound file, the container of Office files from before 2007 and of
/// encrypted newer ones, by the names of its streams, whose case does not count.
fn sniff_compound_file(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    let names: Vec<String> = match compound_file::stream_names(bytes) {
        Some(names) => names.iter().map(|name| name.to_lowercase()).collect(),
        // A damaged directory still holds the names, in UTF-16.
        None => ["EncryptedPackage", "WordDocument", "Workbook", "Book"]
            .into_iter()
            .filter(|name| {
                let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
                contains(bytes, &utf16)
            })
            .map(str::to_lowercase)
            .collect(),
    };
    let has = |name: &str| names.iter().any(|it| it == name);
    if has("encryptedpackage") {
        Err(ImportError::Password)
    } else if has("worddocument") {
        Ok(InputFormat::Doc)
    } else if has("workbook") || has("book") {
        Ok(InputFormat::Xls)
    } else if has("powerpoint document") {
        Err(ImportError::Presentation)
    } else {
        Err(ImportError::Unknown)
    }
}

fn sniff_text(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let start: Vec<u8> = bytes
        .iter()
        .copied()
        .take(4096)
        .filter(|&byte| byte != 0)
        .collect();
    let start = String::from_utf8_lossy(&start).to_lowercase();
    let start = start
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    // The headers of a message, in any order, up to an empty line.
    let headers = start.lines().take_while(|line| !line.is_empty());
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Ok(InputFormat::SpreadsheetXml)
    } else if start.contains("application/vnd.oasis.opendocument.spreadsheet") {
        Ok(InputFormat::FlatOds)
    } else if start.contains("application/vnd.oasis.opendocument.text") {
        Ok(InputFormat::FlatOdt)
    } else if start.starts_with('<') && (start.contains("<html") || start.contains("<table")) {
        Ok(InputFormat::Html)
    } else if headers
        .into_iter()
        .any(|line| line.starts_with("mime-version:"))
    {
        Err(ImportError::Mhtml)
    } else if start.starts_with('{')
        && (start.contains("docs.google.com") || start.contains("\"doc_id\""))
    {
        Err(ImportError::GoogleLink)
    } else if (utf16 || !bytes.contains(&0) || is_utf16(bytes))
        && start.contains([',', ';', '\t', '\n'])
    {
        Ok(InputFormat::Delimited)
    } else {
        Err(ImportError::Unknown)
    }
}

/// Whether bytes look like text in UTF-16 without a byte order mark: many of them are zero, and
/// all of these are first bytes of their units, or all are second bytes.
fn is_utf16(bytes: &[u8]) -> bool {
    let mut n_zeros = [0usize; 2];
    let units = bytes.chunks_exact(2).take(2_048);
    let n_units = units.len();
    for unit in units {
        for (n, byte) in n_zeros.iter_mut().zip(unit) {
            *n += usize::from(*byte == 0);
        }
    }
    let [first, second] = n_zeros;
    first.min(second) == 0 && n_units <= 2 * first.max(second)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_their_bytes() {
        for (bytes, expected) in [
            (&b""[..], Err(ImportError::Empty)),
            (b"PK\x03\x04 and then the line broke", Err(ImportError::Truncated)),
            (b"%PDF-1.7", Err(ImportError::Pdf)),
            (b"STT;Noi dung\n1;A\n", Ok(InputFormat::Delimited)),
            (b"\xEF\xBB\xBFSTT,Noi dung\n", Ok(InputFormat::Delimited)),
            (b"\xFF\xFES\0T\0T\0\t\0A\0\n\0", Ok(InputFormat::Delimited)),
            (b"<html><table><tr><td>STT</td></tr></table>", Ok(InputFormat::Html)),
            (b"\r\n<TABLE border=1>", Ok(InputFormat::Html)),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Ok(InputFormat::SpreadsheetXml),
            ),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Err(ImportError::Mhtml)),
            (b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n", Err(ImportError::Mhtml)),
            (b"S\0T\0T\0\t\0A\0\n\0", Ok(InputFormat::Delimited)),
            (b"\0S\0T\0T\0\t\0A\0\n", Ok(InputFormat::Delimited)),
            (b"{\\rtf1\\ansi", Err(ImportError::Rtf)),
            (b"\xDB\xA5\x2D\0", Err(ImportError::OldWord)),
            (b"Rar!\x1A\x07\x01\0", Err(ImportError::Archive(".rar"))),
            (b"7z\xBC\xAF\x27\x1C\0\x04", Err(ImportError::Archive(".7z"))),
            (
                b"{\"url\":\"https://docs.google.com/open?id=1\",\"doc_id\":\"1\"}",
                Err(ImportError::GoogleLink),
            ),
            (
                b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">",
                Ok(InputFormat::FlatOds),
            ),
            (b"\x89PNG\r\n\x1a\n\0\0\0", Err(ImportError::Unknown)),
        ] {
            assert_eq!(sniff(bytes), expected);
        }
    }
}
