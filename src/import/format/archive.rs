//! Reads the workbooks and documents in a ZIP archive, each under its file name.

use std::io::Read as _;

use super::{sheet::Sheet, xml};
use crate::{import::ImportError, wording::Key};

/// Maximum number of files that are read.
const FILES_MAX: usize = 200;
/// Maximum unpacked size of the files together, in bytes.
const FILES_SIZE_MAX: u64 = 320 << 20;
/// Extensions of the files that are read.
const EXTENSIONS: [&str; 18] = [
    ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".fods", ".odt", ".fodt", ".doc", ".docx",
    ".docm", ".csv", ".tsv", ".htm", ".html", ".xml", ".pdf",
];

/// Reads each file of an archive whose path `is_wanted` with `read`, and with `names_others` also the
/// others, of which most only leave a note. A file that cannot be read leaves a note, unless it is the
/// only one.
pub(in crate::import) fn read(
    bytes: &[u8],
    is_wanted: impl Fn(&str) -> bool,
    names_others: bool,
    read: impl Fn(&[u8]) -> Result<Vec<Sheet>, ImportError>,
) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = xml::package(bytes)?;
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.to_string()))
        .filter(|name| is_wanted(name) || (names_others && !is_own(&name.to_lowercase())))
        .collect();
    if !names.iter().any(|name| is_wanted(name)) {
        return Err(ImportError::EmptyZip);
    }
    names.sort();
    let mut files: Vec<(String, Result<Vec<Sheet>, ImportError>)> = Vec::new();
    let mut left = FILES_SIZE_MAX;
    for name in names.into_iter().take(FILES_MAX) {
        let mut file = Vec::new();
        let unpacked = xml::part(&mut archive, &name).and_then(|part| {
            let size = part.take(left + 1).read_to_end(&mut file);
            size.map_err(|error| ImportError::Unreadable(error.to_string()))
        });
        let size = match unpacked {
            Ok(size) => size as u64,
            Err(error) => {
                files.push((name, Err(error)));
                continue;
            }
        };
        left = left.checked_sub(size).ok_or(ImportError::TooLarge)?;
        files.push((name, read(&file)));
    }
    match files.len() {
        0 => Err(ImportError::EmptyZip),
        1 => files.remove(0).1,
        _ => merged(files),
    }
}

/// A file of an archive: its path, and its bytes or why they cannot be unpacked.
pub(in crate::import) type Packed = (String, Result<Vec<u8>, ImportError>);

/// Unpacks the files of an archive, whatever they are, in the order of their paths.
pub(in crate::import) fn files(bytes: &[u8]) -> Result<Vec<Packed>, ImportError> {
    let mut archive = xml::package(bytes)?;
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.to_string()))
        .filter(|name| !is_own(&name.to_lowercase()))
        .collect();
    names.sort();
    let mut left = FILES_SIZE_MAX;
    let mut files = Vec::new();
    for name in names {
        let mut file = Vec::new();
        let unpacked = xml::part(&mut archive, &name).and_then(|part| {
            let size = part.take(left + 1).read_to_end(&mut file);
            size.map_err(|error| ImportError::Unreadable(error.to_string()))
        });
        let size = unpacked.as_ref().map_or(0, |size| *size as u64);
        left = left.checked_sub(size).ok_or(ImportError::TooLarge)?;
        files.push((name, unpacked.map(|_| file)));
    }
    Ok(files)
}

/// Whether a program added the file to the archive for itself, or it is a folder.
fn is_own(lower: &str) -> bool {
    let is_of_system = ["thumbs.db", "desktop.ini"].contains(&file_name(lower));
    is_of_system
        || lower.contains("__macosx/")
        || file_name(lower).starts_with(['.', '~'])
        || lower.ends_with('/')
}

/// Whether a file may hold a table. Programs add files of their own to archives, hidden by a dot.
pub(in crate::import) fn is_wanted(name: &str) -> bool {
    let lower = name.to_lowercase();
    !is_own(&lower)
        && EXTENSIONS
            .iter()
            .any(|extension| lower.ends_with(extension))
}

/// Whether a file is a PDF file by its name.
pub(in crate::import) fn is_pdf(name: &str) -> bool {
    let lower = name.to_lowercase();
    !is_own(&lower) && lower.ends_with(".pdf")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn merged(
    files: Vec<(String, Result<Vec<Sheet>, ImportError>)>,
) -> Result<Vec<Sheet>, ImportError> {
    let mut sheets = Vec::new();
    let mut first_error = None;
    let mut n_read = 0;
    for (path, read) in files {
        let name = file_name(&path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match read {
            Ok(of_file) => {
                n_read += 1;
                let is_single = of_file.len() == 1;
                sheets.extend(of_file.into_iter().map(|sheet| Sheet {
                    name: match is_single || sheet.name.is_empty() {
                        true => stem.to_owned(),
                        false => format!("{stem} - {}", sheet.name),
                    },
                    ..sheet
                }));
            }
            Err(ImportError::TooLarge) => return Err(ImportError::TooLarge),
            Err(error) => {
                let note = match error {
                    ImportError::Pdf => Key::NotePdfInArchive.with([name.to_owned()]),
                    _ => {
                        let reason = error.user_message().nested();
                        Key::NoteFileSkipped.with([name.to_owned(), reason])
                    }
                };
                sheets.push(Sheet {
                    name: stem.to_owned(),
                    remarks: vec![(None, note)],
                    ..Sheet::default()
                });
                // What is wrong with another file comes first.
                if first_error.is_none() || first_error == Some(ImportError::Pdf) {
                    first_error = Some(error);
                }
            }
        }
    }
    match first_error {
        Some(error) if n_read == 0 => Err(error),
        _ => Ok(sheets),
    }
}
