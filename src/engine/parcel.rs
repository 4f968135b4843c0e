//! One buffer for what crosses between the page and the engine: a head as JSON, and behind it the
//! pages of documents as they are, since escaping megabytes takes longer than copying them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    model::Document,
    persist::{self, LoadError, Saved},
};

/// A parcel starts with the length of its head, so many bytes long.
const LENGTH_BYTES: usize = 4;

#[derive(Serialize, Deserialize)]
struct Head<H> {
    own: H,
    /// Each page's name and length in bytes, in the order they follow.
    pages: Vec<(String, usize)>,
}

/// A head, which names documents by their own heads, and the pages of those.
pub(super) struct Parcel<'bytes, H> {
    pub head: H,
    pages: HashMap<String, &'bytes str>,
}

/// Packs a head with the pages of the documents it names.
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

/// Reads what [`pack`] made; `None` when it is broken.
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
    })
}

impl<H> Parcel<'_, H> {
    /// The document of a head.
    pub fn load(&self, head: &str) -> Result<Document, LoadError> {
        persist::load(head, |name| self.pages.get(name).map(|&it| it.to_owned()))
    }
}
