//! Detects the format of a file from its bytes; extensions are unreliable.

use std::io::Cursor;

use crate::import::ImportError;

/// A file format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum InputFormat {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Docx,
    Html,
    SpreadsheetXml,
    /// CSV and similar text files.
    Delimited,
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
    } else if bytes.starts_with(b"%PDF") {
        Err(ImportError::Pdf)
    } else {
        sniff_text(bytes)
    }
}

fn sniff_zip(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    // The central directory is at the end of a ZIP file, so an interrupted download has none.
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Truncated)?;
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
    } else if has("content.xml") {
        Ok(InputFormat::Ods)
    } else {
        Err(ImportError::Unknown)
    }
}

/// Detects the format of a compound file, the container of Office files from before 2007 and of
/// encrypted newer ones. Its directory stores the stream names in UTF-16.
fn sniff_compound_file(bytes: &[u8]) -> Result<InputFormat, ImportError> {
    let has = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &utf16)
    };
    if has("EncryptedPackage") {
        Err(ImportError::Password)
    } else if has("Workbook") || has("Book") {
        Ok(InputFormat::Xls)
    } else if has("WordDocument") {
        Err(ImportError::Word)
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
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Ok(InputFormat::SpreadsheetXml)
    } else if start.starts_with('<') && (start.contains("<html") || start.contains("<table")) {
        Ok(InputFormat::Html)
    } else if start.starts_with("mime-version:") {
        Err(ImportError::Mhtml)
    } else if (utf16 || !bytes.contains(&0)) && start.contains([',', ';', '\t', '\n']) {
        Ok(InputFormat::Delimited)
    } else {
        Err(ImportError::Unknown)
    }
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
            (b"\x89PNG\r\n\x1a\n\0\0\0", Err(ImportError::Unknown)),
        ] {
            assert_eq!(sniff(bytes), expected);
        }
    }
}
