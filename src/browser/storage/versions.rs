//! Earlier states of a document and records of its exports, in deep storage only.

use super::{
    deep::{self, Write},
    local,
};
use crate::{
    browser::clock::{is_same_day, now},
    model::Document,
    persist::{
        self, LoadError, Packed, StorageError, Version, VersionKind,
        keys::{self, StorageKey},
    },
};

/// How many automatic versions are kept. Named versions and those of exports are always kept.
const DAYS_KEPT: usize = 30;

/// Returns the versions of a document, latest first.
pub async fn versions(document_id: &str) -> Vec<Version> {
    let texts = deep::all(&keys::versions_of(document_id)).await;
    let versions = texts.iter().rev();
    versions
        .filter_map(|(id, text)| Version::read(id, text))
        .collect()
}

/// Reads the document of a version.
pub async fn version(document_id: &str, version: &Version) -> Result<Document, LoadError> {
    let prefix = keys::pages_of(document_id);
    let pages = deep::all(&prefix).await;
    persist::load(&version.head, |name| {
        let text = pages.get(name).and_then(|it| persist::unpack(it));
        text.or_else(|| persist::unpack(&local::get(&format!("{prefix}{name}"))?))
    })
}

/// Stores a state of a document as a version. `saved` need not contain pages that deep storage has.
pub async fn add_version(
    document_id: &str,
    saved: &Packed,
    kind: VersionKind,
    name: &str,
    sha256: Option<String>,
) -> Result<(), StorageError> {
    let version = Version::new(saved.head(), kind, name, now(), sha256);
    let pages = saved.keyed_pages(document_id);
    let mut writes: Vec<Write> = pages.map(|(key, page)| Write::put(key, page)).collect();
    writes.push(Write::put(key(document_id, &version), version.write()));
    deep::write(writes).await
}

/// Stores the document as a version when it was last changed on another day and the latest version
/// has other rows. Before that, removes the oldest automatic versions to stay within the limit.
pub async fn keep_day(
    document_id: &str,
    document: &Document,
    changed_ms: f64,
) -> Result<(), StorageError> {
    if changed_ms == 0.0 || is_same_day(changed_ms, now()) {
        return Ok(());
    }
    let known = versions(document_id).await;
    let saved = persist::save(document);
    if known.first().is_some_and(|it| it.has_rows_of(&saved.head)) {
        return Ok(());
    }
    let days = known.iter().filter(|it| it.kind == VersionKind::Day);
    let old = days.skip(DAYS_KEPT - 1);
    let deletions = old.map(|it| Write::Delete(key(document_id, it)));
    deep::write(deletions.collect()).await?;
    let saved = Packed::of(saved);
    add_version(document_id, &saved, VersionKind::Day, "", None).await
}

fn key(document: &str, version: &Version) -> String {
    let id = &version.id;
    StorageKey::Version { document, id }.to_string()
}
