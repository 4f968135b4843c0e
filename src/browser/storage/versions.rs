//! Earlier states of a document and records of its exports, in deep storage only.

use super::{
    deep::{self, Transaction},
    local,
};
use crate::{
    browser::clock::{is_same_day, now},
    model::Document,
    persist::{
        self, LoadError, Packed, Saved, StorageError, Texts, Version, VersionKind,
        keys::{self, StorageKey},
    },
};

/// How many automatic versions are kept. Named versions and those of exports are always kept.
const DAYS_KEPT: usize = 30;

/// Returns the versions of a document, latest first.
pub async fn versions(document_id: &str) -> Result<Vec<Version>, StorageError> {
    let texts = deep::all(&keys::versions_of(document_id)).await?;
    Ok(read(&texts))
}

fn read(texts: &Texts) -> Vec<Version> {
    let versions = texts.iter().rev();
    versions
        .filter_map(|(id, text)| Version::read(id, text))
        .collect()
}

/// Reads the document of a version.
pub async fn version(document_id: &str, version: &Version) -> Result<Document, LoadError> {
    let prefix = keys::pages_of(document_id);
    let names = persist::named_pages([version.head.as_str()]);
    let pages = async { Transaction::reading().await?.some(&prefix, names).await };
    let pages = pages.await.map_err(|_| LoadError::StoreUnreadable)?;
    persist::load(&version.head, |name| {
        let text = pages.get(name).and_then(|it| persist::unpack(it));
        text.or_else(|| persist::unpack(&local::get(&format!("{prefix}{name}"))?))
    })
}

/// Stores a state of a document as a version.
pub async fn add_version(
    document_id: &str,
    document: &Document,
    kind: VersionKind,
    name: &str,
    sha256: Option<String>,
) -> Result<(), StorageError> {
    let transaction = Transaction::writing().await?;
    let saved = persist::save(document);
    let version = Version::new(&saved.head, kind, name, now(), sha256);
    put(&transaction, document_id, saved, &version).await?;
    transaction.commit().await
}

/// Stores the document as a version when it was last changed on another day and the latest version
/// has other rows. Removes the oldest automatic versions to stay within the limit.
pub async fn keep_day(
    document_id: &str,
    document: &Document,
    changed_ms: f64,
) -> Result<(), StorageError> {
    if changed_ms == 0.0 || is_same_day(changed_ms, now()) {
        return Ok(());
    }
    let transaction = Transaction::writing().await?;
    let known = read(&transaction.all(&keys::versions_of(document_id)).await?);
    let saved = persist::save(document);
    if known.first().is_some_and(|it| it.has_rows_of(&saved.head)) {
        return Ok(());
    }
    let days = known.iter().filter(|it| it.kind == VersionKind::Day);
    for old in days.skip(DAYS_KEPT - 1) {
        transaction.delete(&key(document_id, old))?;
    }
    let version = Version::new(&saved.head, VersionKind::Day, "", now(), None);
    put(&transaction, document_id, saved, &version).await?;
    transaction.commit().await
}

/// Puts a version, with those of its pages that are not stored yet.
async fn put(
    transaction: &Transaction,
    document: &str,
    mut saved: Saved,
    version: &Version,
) -> Result<(), StorageError> {
    let stored = transaction.names(&keys::pages_of(document)).await?;
    saved.pages.retain(|(name, _)| !stored.contains(name));
    for (key, page) in Packed::of(saved).keyed_pages(document) {
        transaction.put(&key, page)?;
    }
    transaction.put(&key(document, version), &version.write())
}

fn key(document: &str, version: &Version) -> String {
    let id = &version.id;
    StorageKey::Version { document, id }.to_string()
}
