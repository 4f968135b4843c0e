//! Compound files (MS-CFB), the containers of Office files from before 2007 and of encrypted newer
//! ones, and the numbers in their streams.

use std::io::{Cursor, Read as _};

use cfb::CompoundFile;

/// Returns the names of the streams of a compound file; `None` if its directory cannot be read.
pub(in crate::import) fn stream_names(bytes: &[u8]) -> Option<Vec<String>> {
    let container = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let entries = container.read_root_storage();
    Some(entries.map(|entry| entry.name().to_owned()).collect())
}

/// Returns a stream of a compound file; `None` if there is none.
pub(in crate::import) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let stream = container.open_stream(name).ok()?;
    let mut data = Vec::new();
    stream
        .take(bytes.len() as u64)
        .read_to_end(&mut data)
        .ok()?;
    Some(data)
}

/// Reads a little-endian 16-bit number; 0 if the data is too short.
pub(super) fn short(data: &[u8], at: usize) -> u16 {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// Reads a little-endian 32-bit number; 0 if the data is too short.
pub(super) fn long(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
