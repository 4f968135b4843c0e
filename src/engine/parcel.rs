//! The buffer that the page and the workers exchange: a head as JSON, followed by the pages of
//! documents unescaped, because escaping megabytes takes longer than copying them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    model::Document,
    persist::{self, LoadError, Saved},
};

/// Size of the head's length at the start of a parcel, a little-endian integer.
const LENGTH_BYTES: usize = 4;

#[derive(Serialize, Deserialize)]
struct Head<H> {
    own: H,
    /// Name and length in bytes of each page, in the order of the buffer.
    pages: Vec<(String, usize)>,
}

/// A head, which contains the heads of documents, and the pages of these documents.
pub(super) struct Parcel<'bytes, H> {
    pub head: H,
    pages: HashMap<String, &'bytes str>,
    /// What follows the pages.
    pub rest: &'bytes [u8],
}

/// Returns the buffer for a head and the pages of its documents.
pub(super) fn pack<H: Serialize>(own: H, documents: &[&Saved]) -> Result<Vec<u8>, String> {
    let pages = || documents.iter().flat_map(|saved| &saved.pages);
    let head = Head {
        own,
        pages: pages()
            .map(|(name, page)| (name.clone(), page.len()))
            .collect(),
    };
    let head = serde_json::to_vec(&head).map_err(|error| error.to_string())?;
    let length = u32::try_from(head.len()).map_err(|error| error.to_string())?;
    let size: usize = pages().map(|(_, page)| page.len()).sum();
    let mut bytes = Vec::with_capacity(LENGTH_BYTES + head.len() + size);
    bytes.extend(length.to_le_bytes());
    bytes.extend(head);
    for (_, page) in pages() {
        bytes.extend(page.as_bytes());
    }
    Ok(bytes)
}

/// Reads a buffer made by [`pack`]; `None` when it is damaged.
pub(super) fn unpack<H: DeserializeOwned>(bytes: &[u8]) -> Option<Parcel<'_, H>> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH_BYTES>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let (head, mut rest) = rest.split_at_checked(length)?;
    let head: Head<H> = serde_json::from_slice(head).ok()?;
    let mut pages = HashMap::new();
    for (name, length) in head.pages {
        let (page, after) = rest.split_at_checked(length)?;
        pages.insert(name, std::str::from_utf8(page).ok()?);
        rest = after;
    }
    Some(Parcel {
        head: head.own,
        pages,
        rest,
    })
}

impl<H> Parcel<'_, H> {
    /// Reads the document of a head.
    pub fn load(&self, head: &str) -> Result<Document, LoadError> {
        persist::load(head, |name| self.pages.get(name).map(|&it| it.to_owned()))
    }
}
