use std::collections::BTreeSet;

use serde::Deserialize;

use super::{FORMAT_VERSION, LoadError, Stamp};

/// What a list of documents shows, read from the head alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Summary {
    pub version: u32,
    /// How often the document was saved. Of two copies, the one with more saves is the later one.
    #[serde(default)]
    pub saves: u64,
    pub name: String,
    #[serde(default)]
    pub number: String,
    pub n_rows: usize,
    pub n_annexes: usize,
    /// The first id that the document has never used; 0 when it was saved without one.
    #[serde(default)]
    pub next_id: u32,
    /// Which save it is, if the head says more than the number.
    #[serde(default)]
    pub stamp: Option<Stamp>,
    /// Names of the pages that the document needs.
    pub pages: Vec<String>,
}

impl Summary {
    /// Which save the document is.
    pub fn stamp(&self) -> Stamp {
        self.stamp.clone().unwrap_or(Stamp::numbered(self.saves))
    }

    /// Returns the size of the rows' JSON in bytes, which the names of the pages contain.
    pub fn n_bytes(&self) -> usize {
        let lengths = self.pages.iter().filter_map(|name| {
            let (_, length) = name.split_once('-')?;
            usize::from_str_radix(length, 16).ok()
        });
        lengths.sum()
    }
}

/// Reads the summary of a document from its head.
pub fn summary(head: &str) -> Result<Summary, LoadError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let damaged = |error: serde_json::Error| LoadError::Damaged(error.to_string());
    let Versioned { version } = serde_json::from_str(head).map_err(damaged)?;
    if FORMAT_VERSION < version {
        return Err(LoadError::TooNew(version));
    }
    serde_json::from_str(head).map_err(damaged)
}

/// Returns the first id that the document of `head` has never used; 0 when the head does not say.
pub(super) fn next_id(head: &str) -> u32 {
    summary(head).map_or(0, |it| it.next_id)
}

/// Returns which save the document of `head` is; `None` when the head cannot be read.
pub fn stamp_of(head: &str) -> Option<Stamp> {
    summary(head).ok().map(|it| it.stamp())
}

/// Returns the names of the pages that at least one of the heads needs; unreadable heads need none.
pub fn named_pages<'text>(heads: impl IntoIterator<Item = &'text str>) -> BTreeSet<String> {
    let summaries = heads.into_iter().filter_map(|head| summary(head).ok());
    summaries.flat_map(|it| it.pages).collect()
}

/// Returns the head with another document name, or `None` when it is not a head.
pub fn renamed(head: &str, name: &str) -> Option<String> {
    let mut head: serde_json::Value = serde_json::from_str(head).ok()?;
    *head.get_mut("name")? = name.into();
    Some(head.to_string())
}
