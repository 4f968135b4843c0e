//! Looks at a package before a reader does: what would fill the memory is refused here, where that
//! is a message and not the end of the worker.

use std::io::{Cursor, Read as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::xml;
use crate::import::ImportError;

/// The largest part, unpacked, that is handed on. A sheet of 200 000 rows takes 100 MiB.
const PART_MAX: u64 = 256 << 20;
/// Styles are kept as a table of formats; thousands are plenty.
const STYLES_MAX: u64 = 16 << 20;
/// All parts together.
const PACKAGE_MAX: u64 = 320 << 20;
/// Up to this many shared strings cost little to make room for, true or not.
const STRINGS_TRUSTED: u64 = 1_000_000;
/// The least bytes a shared string takes: `<si><t/></si>`.
const SHARED_STRING_MIN: u64 = 9;
/// Pictures, macros and what else no annex is read from; they are not unpacked.
const IGNORED: [&str; 4] = ["/media/", "/embeddings/", "/pivotcache/", "vbaproject"];

/// The same package with its parts unpacked and within limits: however often a reader goes through
/// them, they are unpacked once.
pub(in crate::import) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut package = xml::package(bytes)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(
        bytes.len().saturating_mul(8),
    )));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut total = 0;
    for idx in 0..package.len() {
        let part = package
            .by_index(idx)
            .map_err(|error| ImportError::Unreadable(error.to_string()))?;
        let own_name = part.name().map_or(String::new(), |name| name.into_owned());
        let name = own_name.to_lowercase();
        if IGNORED.iter().any(|it| name.contains(it)) {
            continue;
        }
        let unreadable =
            |error: std::io::Error| ImportError::Unreadable(format!("{own_name}: {error}"));
        // A name that comes twice is the first part's.
        if writer.start_file(own_name.as_str(), stored).is_err() {
            continue;
        }
        let limit = if name.ends_with("styles.xml") || name.ends_with("styles.bin") {
            STYLES_MAX
        } else {
            PART_MAX
        };
        // What a part declares of its size may be a lie: it is unpacked, and let go at the limit.
        let mut part = part.take(limit + 1);
        let mut start = Vec::new();
        part.by_ref()
            .take(4_096)
            .read_to_end(&mut start)
            .map_err(unreadable)?;
        let declared = if name.ends_with("sharedstrings.xml") {
            declared_strings(&start)
        } else {
            0
        };
        let size = std::io::copy(&mut start.chain(part), &mut writer).map_err(unreadable)?;
        total += size;
        if limit < size || PACKAGE_MAX < total {
            return Err(ImportError::TooLarge);
        }
        if STRINGS_TRUSTED < declared && size < declared.saturating_mul(SHARED_STRING_MIN) {
            return Err(ImportError::Unreadable(format!("{own_name}: uniqueCount")));
        }
    }
    let written = writer.finish();
    let written = written.map_err(|error| ImportError::Unreadable(error.to_string()))?;
    Ok(written.into_inner())
}

/// How many shared strings a part says it holds; readers make room for as many.
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
