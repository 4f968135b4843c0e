//! Walks the XML parts of office packages. This is the only file that names quick-xml.

use std::io::{BufRead, BufReader, Cursor, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use crate::import::ImportError;

/// Maximum unpacked size of a part, in bytes. A larger part is a decompression bomb: it is cut off
/// here, so that the walk fails.
const PART_MAX: u64 = 512 << 20;
/// Maximum nesting depth of elements. Real parts nest about a dozen deep.
const DEPTH_MAX: usize = 200;

/// An event of a walk. An empty element is opened and closed.
pub(in crate::import) enum Node<'a> {
    Open(&'a Tag<'a>),
    /// The local name, without prefix.
    Close(&'a str),
    Text(&'a str),
}

/// An opening tag.
pub(in crate::import) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Returns the name without its prefix.
    pub(in crate::import) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns the value of an attribute, given its name without prefix.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<String> {
        let found = self
            .0
            .attributes()
            .flatten()
            .find(|it| it.key.local_name().into_inner() == name)?;
        Some(
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()?
                .into_owned(),
        )
    }

    /// Returns all attributes, by their names without prefix.
    pub(in crate::import) fn attributes(&self) -> Vec<(Box<str>, String)> {
        let attributes = self.0.attributes().flatten();
        let pairs = attributes.filter_map(|it| {
            let value = it.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((it.key.local_name().into_inner().into(), value.into_owned()))
        });
        pairs.collect()
    }

    /// Returns a count from an attribute, at least 1; also 1 if it is missing or not a number.
    pub(in crate::import) fn count(&self, name: &str) -> usize {
        self.attribute(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(1)
            .max(1)
    }
}

/// Visits every element and text of a part, in order. An error from `visit` ends the walk.
///
/// Fails with `Unreadable` for malformed or too deeply nested XML, and with `Truncated` if the part
/// ends inside an element.
pub(in crate::import) fn walk(
    part: impl Read,
    mut visit: impl FnMut(Node) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut part = part.take(PART_MAX);
    let mut start = [0; 4];
    let mut n = 0;
    // A short read is no end.
    while let Some(rest) = start.get_mut(n..).filter(|rest| !rest.is_empty()) {
        match part.read(rest) {
            Ok(0) | Err(_) => break,
            Ok(more) => n += more,
        }
    }
    let start = start.get(..n).unwrap_or_default();
    let walked = match utf16(start) {
        Some(encoding) => {
            let mut bytes = start.to_vec();
            part.read_to_end(&mut bytes)
                .map_err(|error| ImportError::Unreadable(error.to_string()))?;
            walk_buffered(encoding.decode(&bytes).0.as_bytes(), &mut visit)
        }
        None => walk_buffered(BufReader::new(start.chain(&mut part)), &mut visit),
    };
    match walked {
        Err(ImportError::Truncated) if part.limit() == 0 => Err(ImportError::TooLarge),
        walked => walked,
    }
}

/// Returns the encoding of XML in UTF-16, given its first bytes.
pub(in crate::import) fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    match start {
        [0xFF, 0xFE, ..] | [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn walk_buffered(
    part: impl BufRead,
    visit: &mut impl FnMut(Node) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = Reader::from_reader(part);
    // A walk may start in the middle of a part, where more elements are closed than opened.
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    let mut depth = 0usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| ImportError::Unreadable(error.to_string()))? {
            Event::Start(tag) => {
                depth += 1;
                if DEPTH_MAX < depth {
                    return Err(ImportError::Unreadable("nested too deep".to_owned()));
                }
                visit(Node::Open(&Tag(tag)))?;
            }
            Event::Empty(tag) => {
                let tag = Tag(tag);
                visit(Node::Open(&tag))?;
                visit(Node::Close(tag.name()))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(tag.local_name().into_inner()))?;
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => visit(Node::Text(&resolve(&entity)))?,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(ImportError::Truncated),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// Resolves the five predefined entities of XML, and character references. Others are declared by
/// the document, which is how entity bombs are built; they stay as written.
fn resolve(entity: &BytesRef) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.xml10_content();
    match &*name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

/// An open ZIP package.
pub(in crate::import) type Package<'bytes> = zip::ZipArchive<Cursor<&'bytes [u8]>>;

/// Opens a package. Its central directory is at the end, so an interrupted download fails with
/// `Truncated`.
pub(in crate::import) fn package(bytes: &[u8]) -> Result<Package<'_>, ImportError> {
    zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Truncated)
}

/// Opens a part of a package; it is unpacked while it is read.
pub(in crate::import) fn part<'archive, 'bytes>(
    package: &'archive mut Package<'bytes>,
    name: &str,
) -> Result<impl Read + use<'archive, 'bytes>, ImportError> {
    package
        .by_name(name)
        .map_err(|error| ImportError::Unreadable(format!("{name}: {error}")))
}
