//! Looks at a package before a reader does: what would fill the memory is refused here, where that
//! is a message and not the end of the worker.

use std::io::Read as _;

use super::{ImportError, xml};

/// The largest part, unpacked, that is handed on. A sheet of 200 000 rows takes 100 MiB.
const PART_MAX: u64 = 256 << 20;
/// Styles are kept as a table of formats; thousands are plenty.
const STYLES_MAX: u64 = 16 << 20;
/// All parts together.
const PACKAGE_MAX: u64 = 512 << 20;
/// Up to this many shared strings cost little to make room for, true or not.
const STRINGS_TRUSTED: u64 = 1_000_000;
/// The least bytes a shared string takes: `<si><t/></si>`.
const SHARED_STRING_MIN: u64 = 9;

pub(super) fn check_package(bytes: &[u8]) -> Result<(), ImportError> {
    let mut package = xml::package(bytes)?;
    let mut total = 0;
    for idx in 0..package.len() {
        let part = package
            .by_index(idx)
            .map_err(|error| ImportError::Unreadable(error.to_string()))?;
        let name = part
            .name()
            .map_or(String::new(), |name| name.to_lowercase());
        let limit = if name.ends_with("styles.xml") || name.ends_with("styles.bin") {
            STYLES_MAX
        } else {
            PART_MAX
        };
        let is_strings = name.ends_with("sharedstrings.xml");
        // What a part declares of its size may be a lie: it is unpacked, and let go at the limit.
        let mut start = Vec::new();
        let mut part = part.take(limit + 1);
        let unreadable =
            |error: std::io::Error| ImportError::Unreadable(format!("{name}: {error}"));
        part.by_ref()
            .take(4_096)
            .read_to_end(&mut start)
            .map_err(unreadable)?;
        let rest = std::io::copy(&mut part, &mut std::io::sink()).map_err(unreadable)?;
        let size = start.len() as u64 + rest;
        total += size;
        if limit < size || PACKAGE_MAX < total {
            return Err(ImportError::TooLarge);
        }
        let declared = if is_strings {
            declared_strings(&start)
        } else {
            0
        };
        if STRINGS_TRUSTED < declared && size < declared.saturating_mul(SHARED_STRING_MIN) {
            return Err(ImportError::Unreadable(format!("{name}: uniqueCount")));
        }
    }
    Ok(())
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
