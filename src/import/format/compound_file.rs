//! Compound files (MS-CFB), the containers of Office files from before 2007 and of encrypted newer
//! ones, and the numbers in their streams.

use std::io::{Cursor, Read as _, Write as _};

use cfb::{CompoundFile, Version};

/// Returns the names of the streams of a compound file; `None` if its directory cannot be read.
pub(in crate::import) fn stream_names(bytes: &[u8]) -> Option<Vec<String>> {
    let container = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let entries = container.read_root_storage();
    Some(entries.map(|entry| entry.name().to_owned()).collect())
}

/// Returns a stream of a compound file; `None` if there is none.
pub(in crate::import) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    first_stream(bytes, &[name]).ok()
}

/// Returns the first of these streams that a compound file has. A cyclic chain of sectors is an
/// error.
pub(in crate::import) fn first_stream(bytes: &[u8], names: &[&str]) -> std::io::Result<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(bytes))?;
    let found = names.iter().find(|name| container.exists(name));
    let name = found.or(names.last()).copied().unwrap_or_default();
    let stream = container.open_stream(name)?;
    let mut data = Vec::new();
    stream.take(bytes.len() as u64).read_to_end(&mut data)?;
    Ok(data)
}

/// Returns a compound file with one stream.
pub(in crate::import) fn of_stream(name: &str, data: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    let mut stream = container.create_stream(name)?;
    stream.write_all(data)?;
    stream.flush()?;
    drop(stream);
    Ok(container.into_inner().into_inner())
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
