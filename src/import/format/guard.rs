//! Checks a ZIP package before a format reader opens it. Input that would exhaust the memory is
//! rejected here with an error; in the reader, it would abort the worker.

use std::io::Read as _;

use memchr::memmem;

use super::{cell_references, stored_package::StoredPackage, xml};
use crate::import::ImportError;

/// Maximum unpacked size of a part, in bytes. A sheet of 200 000 rows takes 100 MiB.
const PART_MAX: u64 = 256 << 20;
/// Maximum unpacked size of the styles, in bytes. Readers keep them as a table of formats, and a
/// workbook needs a few thousand formats at most.
const STYLES_MAX: u64 = 16 << 20;
/// Maximum unpacked size of all parts together, in bytes.
const PACKAGE_MAX: u64 = 320 << 20;
/// Memory that is reserved before anything is unpacked, at most, in bytes.
const RESERVED_MAX: usize = 64 << 20;
/// Declared counts of shared strings up to this are not checked: reserving memory for them is
/// cheap even if the count is false.
const STRINGS_TRUSTED: u64 = 1_000_000;
/// Assumed minimum size of a shared string, in bytes: `<si></si>`.
const SHARED_STRING_MIN: u64 = 9;
/// Parts that no annex is read from (pictures, embedded files, pivot caches, macros). They are not
/// unpacked.
const IGNORED: [&str; 4] = ["/media/", "/embeddings/", "/pivotcache/", "vbaproject"];

/// Returns the same package with its parts uncompressed and within the limits, so that a reader
/// which opens a part repeatedly does not decompress it each time.
///
/// Fails with `TooLarge` above a limit, and with `Truncated` or `Unreadable` if the package is
/// damaged or declares more shared strings than it can hold.
pub(in crate::import) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut package = xml::package(bytes)?;
    let reserved = bytes.len().saturating_mul(8).min(RESERVED_MAX);
    let mut unpacked = StoredPackage::with_capacity(reserved);
    let mut total = 0;
    for idx in 0..package.len() {
        let own_name = match package.name_for_index(idx) {
            Some(Ok(name)) => name.into_owned(),
            _ => continue,
        };
        let name = own_name.to_lowercase();
        if IGNORED.iter().any(|it| name.contains(it)) {
            continue;
        }
        let part = match package.by_index(idx) {
            Ok(part) => part,
            Err(_) if !is_essential(&name) => continue,
            Err(error) => return Err(ImportError::Unreadable(format!("{own_name}: {error}"))),
        };
        let unreadable =
            |error: std::io::Error| ImportError::Unreadable(format!("{own_name}: {error}"));
        // Of several parts with the same name, the first one is kept.
        if !unpacked.begin(&own_name) {
            continue;
        }
        let limit = if name.ends_with("styles.xml") || name.ends_with("styles.bin") {
            STYLES_MAX
        } else {
            PART_MAX
        };
        // The declared size may be false, so the limit applies to the bytes actually unpacked.
        let mut part = part.take(limit + 1);
        let mut start = Vec::new();
        let read = part.by_ref().take(4_096).read_to_end(&mut start);
        match read {
            Err(error) if is_essential(&name) => return Err(unreadable(error)),
            _ => {}
        }
        let declared = if name.ends_with("sharedstrings.xml") {
            declared_strings(&start)
        } else {
            0
        };
        replace_dimension(&mut start);
        let has_references =
            name.ends_with(".xml") && cell_references::PARTS.iter().any(|it| name.contains(it));
        let size = if let Some(encoding) = xml::utf16(&start) {
            part.read_to_end(&mut start).map_err(unreadable)?;
            let text = encoding.decode(&start).0;
            let text = text
                .replacen("UTF-16", "UTF-8", 1)
                .replacen("utf-16", "utf-8", 1);
            std::io::copy(&mut text.as_bytes(), unpacked.bytes()).map_err(unreadable)?
        } else if has_references {
            match part.read_to_end(&mut start) {
                Err(error) if is_essential(&name) => return Err(unreadable(error)),
                _ => {}
            }
            cell_references::replace_impossible(&mut start);
            std::io::copy(&mut start.as_slice(), unpacked.bytes()).map_err(unreadable)?
        } else {
            match std::io::copy(&mut start.chain(part), unpacked.bytes()) {
                Ok(size) => size,
                // What is left of it is not needed.
                Err(_) if !is_essential(&name) => 0,
                Err(error) => return Err(unreadable(error)),
            }
        };
        total += size;
        if limit < size || PACKAGE_MAX < total {
            return Err(ImportError::TooLarge);
        }
        if STRINGS_TRUSTED < declared && size < declared.saturating_mul(SHARED_STRING_MIN) {
            return Err(ImportError::Unreadable(format!("{own_name}: uniqueCount")));
        }
    }
    unpacked.finish().ok_or(ImportError::TooLarge)
}

/// Whether the text of a workbook depends on a part, given its name in lower case.
fn is_essential(name: &str) -> bool {
    let parts = [
        "workbook",
        "sheet",
        "strings",
        "styles",
        ".rels",
        "content.xml",
    ];
    parts.iter().any(|part| name.contains(part))
}

/// Replaces the declared extent of a sheet: readers fail on one that is not a range, and need none.
fn replace_dimension(start: &mut Vec<u8>) {
    const DECLARED: &[u8] = b"dimension ref=\"";
    let Some(at) = memmem::find(start, DECLARED) else {
        return;
    };
    let from = at + DECLARED.len();
    let rest = start.get(from..).unwrap_or_default();
    if let Some(len) = memchr::memchr(b'"', rest) {
        start.splice(from..from + len, *b"A1");
    }
}

/// Returns the declared number of shared strings, which readers preallocate: 0 if it is missing,
/// `u64::MAX` if it is out of range.
fn declared_strings(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let Some((_, rest)) = start.split_once("uniqueCount") else {
        return 0;
    };
    let digits: String = rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .unwrap_or(if digits.is_empty() { 0 } else { u64::MAX })
}
