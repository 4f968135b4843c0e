//! Earlier states of a document, and the files it was exported to. In deep storage only.

use serde::{Deserialize, Serialize};

use super::{PAGE, Packed, StorageError, Texts, deep, local, now};
use crate::{
    model::Document,
    persist::{self, LoadError},
};

pub(super) const PREFIX: &str = "phuluc/version/";

/// So many automatic versions are kept; those with a name and those of exports always are.
const DAYS_KEPT: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VersionKind {
    /// Made by itself when work went on on another day.
    Day,
    /// Made by the user.
    Named,
    /// Made by an export.
    Export,
}

/// A state of a document as it once was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Its key in the document's history; later ones are greater.
    #[serde(skip)]
    pub id: String,
    pub kind: VersionKind,
    /// The user's name for it, or the file's.
    pub name: String,
    /// Milliseconds since 1970.
    pub made_ms: f64,
    pub n_rows: usize,
    /// SHA-256 of the file that was exported from it, as hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
    head: String,
}

/// The versions of a document, latest first.
pub async fn versions(document_id: &str) -> Vec<Version> {
    let texts = deep::all(&format!("{PREFIX}{document_id}/")).await;
    let versions = texts.into_iter().rev().filter_map(|(id, text)| {
        let version: Version = serde_json::from_str(&text).ok()?;
        Some(Version { id, ..version })
    });
    versions.collect()
}

/// The document as it was.
pub async fn version(document_id: &str, version: &Version) -> Result<Document, LoadError> {
    let pages = deep::all(&format!("{PAGE}{document_id}/")).await;
    persist::load(&version.head, |name| {
        let text = pages.get(name).and_then(|it| persist::unpack(it));
        text.or_else(|| persist::unpack(&local::get(&format!("{PAGE}{document_id}/{name}"))?))
    })
}

/// Keeps a state of a document; pages that are in deep storage already need not be in `saved`.
pub async fn add_version(
    document_id: &str,
    saved: &Packed,
    kind: VersionKind,
    name: &str,
    sha256: Option<String>,
) -> Result<(), StorageError> {
    let version = Version {
        id: String::new(),
        kind,
        name: name.to_owned(),
        made_ms: now(),
        n_rows: persist::summary(&saved.head).map_or(0, |it| it.n_rows),
        sha256,
        head: saved.head.clone(),
    };
    let pages = saved.page_changes(document_id);
    deep::write(pages.chain([entry(document_id, &version)]).collect()).await
}

/// Keeps the state that work begins with on another day than it was left.
pub async fn keep_day(
    document_id: &str,
    document: &Document,
    changed_ms: f64,
) -> Result<(), StorageError> {
    let day = |ms: f64| {
        let date = js_sys::Date::new(&ms.into());
        (date.get_full_year(), date.get_month(), date.get_date())
    };
    if changed_ms == 0.0 || day(changed_ms) == day(now()) {
        return Ok(());
    }
    let known = versions(document_id).await;
    let pages = |head: &str| persist::summary(head).map(|it| it.pages);
    let saved = persist::save(document);
    let present = pages(&saved.head);
    if known.first().is_some_and(|it| pages(&it.head) == present) {
        return Ok(());
    }
    let days = known.iter().filter(|it| it.kind == VersionKind::Day);
    let old = days
        .skip(DAYS_KEPT - 1)
        .map(|it| (format!("{PREFIX}{document_id}/{}", it.id), None));
    deep::write(old.collect()).await?;
    let saved = Packed::of(saved);
    add_version(document_id, &saved, VersionKind::Day, "", None).await
}

fn entry(document_id: &str, version: &Version) -> deep::Change {
    // Fifteen digits hold the milliseconds of any year to come, so keys sort by time.
    let key = format!("{PREFIX}{document_id}/{:015.0}", version.made_ms);
    let text = serde_json::to_string(version).unwrap_or_default();
    (key, Some(text))
}

/// Everything kept of a document's versions; their pages lie with the document's.
pub(super) async fn raw(document_id: &str) -> Texts {
    let prefix = format!("{PREFIX}{document_id}/");
    let texts = deep::all(&prefix).await.into_iter();
    texts
        .map(|(id, text)| (format!("{prefix}{id}"), text))
        .collect()
}

/// Names of the pages that a version needs, from its text.
pub(super) fn pages(text: &str) -> Option<Vec<String>> {
    let version: Version = serde_json::from_str(text).ok()?;
    Some(persist::summary(&version.head).ok()?.pages)
}
