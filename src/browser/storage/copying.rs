//! Stored texts as they are: exporting, copying and restoring documents without reading them.

use super::{
    deep::{self, Transaction},
    local,
};
use crate::{
    persist::{
        self, ForeignSetting, StorageError, Texts,
        keys::{self, StorageKey},
        merged,
    },
    validate,
};

/// Returns the texts of both stores whose keys begin with one of the prefixes, by key.
async fn texts(prefixes: &[&str]) -> Result<Texts, StorageError> {
    let mut all = Texts::new();
    let transaction = Transaction::reading().await?;
    for prefix in prefixes {
        let deep = keyed(prefix, transaction.all(prefix).await?);
        all.extend(merged(deep, keyed(prefix, local::all(prefix))));
    }
    Ok(all)
}

/// Puts a prefix before the keys.
fn keyed(prefix: &str, texts: Texts) -> Texts {
    let texts = texts.into_iter();
    persist::texts(texts.map(|(rest, text)| (format!("{prefix}{rest}"), text)))
}

/// Returns all stored texts of a document except its draft, also when it cannot be read as a
/// document.
pub async fn raw(id: &str) -> Result<Texts, StorageError> {
    let (pages, versions) = (keys::pages_of(id), keys::versions_of(id));
    let (head, meta) = (StorageKey::Head(id), StorageKey::Meta(id));
    let mut all = texts(&[&pages, &versions, &head.to_string(), &meta.to_string()]).await?;
    // The id could be a prefix of another one.
    all.retain(|key, _| StorageKey::parse(key).is_some_and(|it| it.document() == Some(id)));
    Ok(all)
}

/// Returns all texts that this page stores in the browser.
pub async fn everything() -> Result<Texts, StorageError> {
    texts(&[keys::OWN]).await
}

/// Returns all texts that this page stores in local storage.
pub fn local_everything() -> Texts {
    keyed(keys::OWN, local::all(keys::OWN))
}

/// Stores the texts of document `from` as document `to`, under another name when one is given.
pub async fn put_copy(
    texts: &Texts,
    from: &str,
    to: &str,
    name: Option<&str>,
) -> Result<(), StorageError> {
    let copy = persist::copied(texts, from, to, name);
    match deep::put_all(&copy).await {
        Ok(()) => Ok(()),
        // Without deep storage, local storage has to do. It has no versions.
        Err(_) => {
            let versions = keys::versions_of(to);
            let mut kept = copy.iter().filter(|(key, _)| !key.starts_with(&versions));
            kept.try_for_each(|(key, text)| local::put(key, text))
        }
    }
}

/// Returns the heads, metas and versions that are stored, by key.
pub async fn heads() -> Result<Texts, StorageError> {
    texts(&[keys::HEADS, keys::METAS, keys::VERSIONS]).await
}

/// Stores the versions of a document of a backup that are missing here, with their pages.
pub async fn put_versions(backup: &Texts, id: &str) -> Result<(), StorageError> {
    deep::put_all(&persist::missing_versions(backup, id, &raw(id).await?)).await
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
