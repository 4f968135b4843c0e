//! Writes a ZIP package whose parts are not compressed. The writer of the `zip` crate brings two
//! compressors along, which no reader needs.

use std::collections::HashSet;

const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1 January 1980, where the dates of packages begin.
const DATE: u16 = 0x21;
/// Bytes of a header before the name.
const HEADER: usize = 30;
/// Where a header has the checksum of its part, followed by both sizes.
const CHECKSUM: usize = 14;

pub(in crate::import) struct StoredPackage {
    bytes: Vec<u8>,
    /// Each part with where its header begins.
    parts: Vec<(String, usize)>,
    names: HashSet<String>,
    /// The directory of the parts that have ended; `None` once the package is too large for one.
    directory: Option<Vec<u8>>,
}

impl StoredPackage {
    pub fn with_capacity(n_bytes: usize) -> StoredPackage {
        StoredPackage {
            bytes: Vec::with_capacity(n_bytes),
            parts: Vec::new(),
            names: HashSet::new(),
            directory: Some(Vec::new()),
        }
    }

    /// Ends the part before and begins the one of this name; `false` if there is one already. Its
    /// content is then added to [`bytes`](StoredPackage::bytes).
    pub fn begin(&mut self, name: &str) -> bool {
        let Ok(name_length) = u16::try_from(name.len()) else {
            return false;
        };
        if !self.names.insert(name.to_owned()) {
            return false;
        }
        self.end();
        self.parts.push((name.to_owned(), self.bytes.len()));
        self.bytes.extend(b"PK\x03\x04");
        put(&mut self.bytes, &[VERSION, FLAGS, 0, 0, DATE]);
        self.bytes.extend([0; 12]);
        put(&mut self.bytes, &[name_length, 0]);
        self.bytes.extend(name.as_bytes());
        true
    }

    /// The package so far. Only adding to it is allowed.
    pub fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends the package; `None` if it is too large for one.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        self.end();
        let (directory, start) = (self.directory?, u32::try_from(self.bytes.len()).ok()?);
        let n_parts = u16::try_from(self.parts.len()).ok()?;
        let size = u32::try_from(directory.len()).ok()?;
        self.bytes.extend(directory);
        self.bytes.extend(b"PK\x05\x06");
        put(&mut self.bytes, &[0, 0, n_parts, n_parts]);
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        put(&mut self.bytes, &[0]);
        Some(self.bytes)
    }

    /// Ends the last part: writes its checksum and its size, and lists it in the directory.
    fn end(&mut self) {
        if let Some((name, start)) = self.parts.last()
            && let Some(directory) = &mut self.directory
            && listed(directory, &mut self.bytes, name, *start).is_none()
        {
            self.directory = None;
        }
    }
}

fn listed(directory: &mut Vec<u8>, bytes: &mut [u8], name: &str, start: usize) -> Option<()> {
    let content = bytes.get(start + HEADER + name.len()..)?;
    let size = u32::try_from(content.len()).ok()?.to_le_bytes();
    let checksum = crc32fast::hash(content).to_le_bytes();
    let numbers = [checksum, size, size].concat();
    let header = bytes.get_mut(start..start + HEADER)?;
    header
        .get_mut(CHECKSUM..CHECKSUM + numbers.len())?
        .copy_from_slice(&numbers);
    directory.extend(b"PK\x01\x02");
    put(directory, &[VERSION]);
    directory.extend(header.get(4..)?);
    // No comment, the first disk, no attributes.
    directory.extend([0; 10]);
    directory.extend(u32::try_from(start).ok()?.to_le_bytes());
    directory.extend(name.as_bytes());
    Some(())
}

fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    bytes.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::import::format::xml;

    #[test]
    fn what_is_put_into_a_package_comes_out_of_it() {
        let mut package = StoredPackage::with_capacity(0);
        for (name, content) in [
            ("xl/một.xml", "<a/>"),
            ("xl/hai.xml", ""),
            ("ba", "phụ lục"),
        ] {
            assert!(package.begin(name));
            package.bytes().extend(content.as_bytes());
        }
        assert!(!package.begin("xl/một.xml"));
        let bytes = package.finish().unwrap();
        let mut package = xml::package(&bytes).unwrap();
        let mut parts = Vec::new();
        for idx in 0..package.len() {
            let mut part = package.by_index(idx).unwrap();
            let mut content = String::new();
            part.read_to_string(&mut content).unwrap();
            parts.push(format!("{}: {content}", part.name().unwrap()));
        }
        assert_eq!(parts, ["xl/một.xml: <a/>", "xl/hai.xml: ", "ba: phụ lục"]);
    }

    #[test]
    fn an_empty_package_is_one() {
        let bytes = StoredPackage::with_capacity(0).finish().unwrap();
        assert_eq!(xml::package(&bytes).unwrap().len(), 0);
    }
}
