//! Stored texts as they are: exporting, copying and restoring documents without reading them.

use super::{
    deep::{self, Write},
    document::{new_id, set_meta},
    local,
};
use crate::{
    browser::clock::now,
    persist::{
        self, ForeignSetting, StorageError, Texts,
        keys::{self, StorageKey},
        merged,
    },
    validate,
};

/// Returns the texts of both stores whose keys begin with `prefix`, by key.
async fn texts(prefix: &str) -> Texts {
    let keyed = |texts: Texts| {
        let texts = texts.into_iter();
        texts.map(|(rest, text)| (format!("{prefix}{rest}"), text))
    };
    let deep = keyed(deep::all(prefix).await).collect();
    merged(deep, keyed(local::all(prefix)).collect())
}

/// Returns all stored texts of a document except its draft, also when it cannot be read as a
/// document.
pub async fn raw(id: &str) -> Texts {
    let mut all = texts(&keys::pages_of(id)).await;
    all.extend(texts(&keys::versions_of(id)).await);
    for key in [StorageKey::Head(id), StorageKey::Meta(id)] {
        let key = key.to_string();
        // Match exactly: the id could be a prefix of another one.
        let own = texts(&key).await;
        all.extend(own.into_iter().filter(|(it, _)| *it == key));
    }
    all
}

/// Returns all texts that this page stores in the browser.
pub async fn everything() -> Texts {
    texts(keys::OWN).await
}

/// Stores the texts of document `from` as document `to`, under another name when one is given.
pub async fn put_copy(
    texts: &Texts,
    from: &str,
    to: &str,
    name: Option<&str>,
) -> Result<(), StorageError> {
    let copy = persist::copied(texts, from, to, name);
    let writes = copy.iter().map(|(key, text)| Write::put(key, text));
    match deep::write(writes.collect()).await {
        Ok(()) => Ok(()),
        // Without deep storage, local storage has to do. It has no versions.
        Err(_) => {
            let versions = keys::versions_of(to);
            let mut kept = copy.iter().filter(|(key, _)| !key.starts_with(&versions));
            kept.try_for_each(|(key, text)| local::put(key, text))
        }
    }
}

/// Copies a document; the copy is the first in the list.
pub async fn duplicate(id: &str, name: &str) -> Result<(), StorageError> {
    let to = new_id();
    put_copy(&raw(id).await, id, &to, Some(name)).await?;
    set_meta(&to, |meta| {
        meta.changed_ms = now();
        meta.archived = false;
    })
    .await
}

/// Returns the heads, metas and versions that are stored, by key.
pub async fn heads() -> Texts {
    let mut all = texts(keys::HEADS).await;
    all.extend(texts(keys::METAS).await);
    all.extend(texts(keys::VERSIONS).await);
    all
}

/// Stores the versions of a document of a backup that are missing here, with their pages.
pub async fn put_versions(backup: &Texts, id: &str) -> Result<(), StorageError> {
    let missing = persist::missing_versions(backup, id, &raw(id).await);
    let writes = missing.iter().map(|(key, text)| Write::put(key, text));
    deep::write(writes.collect()).await
}

/// Returns the settings of a backup that can be taken and are not set in this browser.
pub fn new_settings(texts: &Texts) -> Vec<ForeignSetting> {
    let mut settings = persist::foreign_settings(texts, |rule| validate::rule(rule).is_some());
    settings.retain(|it| local::get(it.key).is_none());
    settings
}

/// Stores settings that the user took from a backup.
pub fn put_settings(settings: &[ForeignSetting]) {
    for it in settings {
        local::put(it.key, &it.text).ok();
    }
}
