//! Keeps documents and settings in this browser; says so when that cannot be done.
//!
//! Everything is a text under a key. [`local`] storage takes a change at once, even while the page goes
//! away; [`deep`] storage (IndexedDB) takes it a moment later, holds any size, and survives the end of
//! the browser. A document is written to both; whichever has the later save is right, and a page of
//! rows is taken from where it is.
//!
//! Keys: `phuluc/doc/ID` a document's head, `phuluc/page/ID/NAME` its pages of rows, `phuluc/meta/ID`
//! what the list shows of it, `phuluc/draft/ID` the cell being typed, `phuluc/version/ID/…` earlier
//! states, `phuluc/clock`; others see [`settings`]. Other keys of the origin are never touched.

mod copies;
mod deep;
mod local;
mod settings;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use copies::{duplicate, everything, put_copy, put_settings, raw};
pub use settings::{
    forms, language, profile, remember_role, roles, set_forms, set_language, set_profile, set_zoom,
    zoom,
};
pub use versions::{Version, VersionKind, add_version, keep_day, version, versions};

use crate::{
    model::{CellRef, Document},
    persist::{self, LoadError, Saved, Summary},
    wording::{Key, Message},
};

/// What all keys of this page begin with.
const OWN: &str = "phuluc/";
const HEAD: &str = "phuluc/doc/";
const PAGE: &str = "phuluc/page/";
const META: &str = "phuluc/meta/";
const DRAFT: &str = "phuluc/draft/";
const CLOCK: &str = "phuluc/clock";

const DAY_MS: f64 = 24.0 * 3_600_000.0;
/// How long a deleted document can be brought back.
const KEPT_AFTER_DELETION_MS: f64 = 30.0 * DAY_MS;
/// How long changes may exist nowhere but here before the user is reminded.
const UNSAFE_MS: f64 = 7.0 * DAY_MS;

/// A document in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    /// What its head says; an unreadable one is listed too, and kept.
    pub summary: Result<Summary, String>,
    pub meta: Meta,
}

impl Entry {
    /// Whether it has changes that have been nowhere but in this browser for a week.
    pub fn is_unsafe(&self) -> bool {
        let since = self.meta.unsafe_since_ms;
        since.is_some_and(|since| since + UNSAFE_MS < now())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// How often it was written; of two the one written more often is right.
    pub writes: u64,
    /// Milliseconds since 1970.
    pub changed_ms: f64,
    pub deleted_ms: Option<f64>,
    pub archived: bool,
    pub n_errors: usize,
    pub n_findings: usize,
    /// The first change since the document last left this browser as a file.
    pub unsafe_since_ms: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser keeps nothing: private window, policy, blocked cookies.
    Unavailable,
    /// No room; what was stored before is still there.
    Full,
    /// Another window has saved the document since this one read it; that is not overwritten.
    Newer,
}

impl StorageError {
    pub fn user_message(self) -> Message {
        match self {
            StorageError::Unavailable => Key::StorageUnavailable.into(),
            StorageError::Full => Key::StorageFull.into(),
            StorageError::Newer => Key::StorageNewer.into(),
        }
    }
}

/// A document as it was found.
pub struct Loaded {
    pub document: Document,
    /// How often any copy of it was saved.
    pub saves: u64,
    /// The latest save could not be read; this is the one before.
    pub is_older: bool,
    pub meta: Meta,
    pub draft: Option<Draft>,
}

/// The text of a cell that was being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    annex: u32,
    row: u32,
    column: u32,
    pub text: String,
}

impl Draft {
    pub fn new(place: Place, text: String) -> Draft {
        Draft {
            annex: place.annex.0,
            row: place.row.0,
            column: place.column.0,
            text,
        }
    }

    pub fn place(&self) -> Place {
        use crate::model::{AnnexId, ColumnId, RowId};
        Place {
            annex: AnnexId(self.annex),
            row: RowId(self.row),
            column: ColumnId(self.column),
        }
    }
}

pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A new document's id.
pub fn new_id() -> String {
    let random = js_sys::Math::random() * 1e9;
    format!("{:.0}-{random:.0}", now())
}

/// What local storage alone says: there at once, for the first look.
pub fn local_list() -> Vec<Entry> {
    listed(vec![local::all(HEAD)], vec![local::all(META)])
}

/// The documents, latest change first. Those deleted longer than 30 days ago are let go.
pub async fn list() -> Vec<Entry> {
    let heads = vec![deep::all(HEAD).await, local::all(HEAD)];
    let metas = vec![deep::all(META).await, local::all(META)];
    let mut entries = listed(heads, metas);
    // A clock that jumped ahead deletes nothing: it has to be past the date on two visits.
    let seen: f64 = local::get(CLOCK)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0.0);
    let sure = seen.min(now());
    local::put(CLOCK, &now().to_string()).ok();
    let is_over = |entry: &Entry| {
        let deleted = entry.meta.deleted_ms;
        deleted.is_some_and(|deleted| deleted + KEPT_AFTER_DELETION_MS < sure)
    };
    for entry in entries.iter().filter(|it| is_over(it)) {
        purge(&entry.id).await;
    }
    entries.retain(|it| !is_over(it));
    entries
}

type Texts = BTreeMap<String, String>;

fn listed(heads: Vec<Texts>, metas: Vec<Texts>) -> Vec<Entry> {
    let ids: BTreeSet<&String> = heads.iter().flat_map(BTreeMap::keys).collect();
    let entries = ids.into_iter().map(|id| {
        let read = heads
            .iter()
            .filter_map(|it| it.get(id))
            .map(|it| persist::summary(it));
        let (good, bad): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        let latest = good
            .into_iter()
            .flatten()
            .max_by_key(|summary| summary.saves);
        let reason = || {
            let mut errors = bad.iter().filter_map(|it| it.as_ref().err());
            errors.next().map(ToString::to_string).unwrap_or_default()
        };
        let metas = metas.iter().filter_map(|it| it.get(id));
        let metas = metas.filter_map(|it| serde_json::from_str::<Meta>(it).ok());
        Entry {
            id: id.clone(),
            summary: latest.ok_or_else(reason),
            meta: metas.max_by_key(|it| it.writes).unwrap_or_default(),
        }
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by(|a, b| b.meta.changed_ms.total_cmp(&a.meta.changed_ms));
    entries
}

/// A document as it goes into storage.
pub struct Packed {
    head: String,
    /// Pages by name, deflated.
    pages: Vec<(String, String)>,
}

impl Packed {
    pub fn of(saved: Saved) -> Packed {
        let pages = saved.pages.into_iter();
        Packed {
            head: saved.head,
            pages: pages
                .map(|(name, page)| (name, persist::pack(&page)))
                .collect(),
        }
    }

    /// What deep storage is told of the pages.
    fn page_changes(&self, id: &str) -> impl Iterator<Item = deep::Change> {
        let pages = self.pages.iter();
        pages.map(move |(name, page)| (format!("{PAGE}{id}/{name}"), Some(page.clone())))
    }
}

/// Writes new pages, then the head, then drops pages no longer named. Cut off anywhere, the
/// document is either as before or as after.
pub fn put_local(id: &str, saved: &Packed, meta: &Meta) -> Result<(), StorageError> {
    refuse_older(local::get(&format!("{HEAD}{id}")), saved)?;
    for (name, page) in &saved.pages {
        local::put(&format!("{PAGE}{id}/{name}"), page)?;
    }
    local::put(&format!("{HEAD}{id}"), &saved.head)?;
    put_meta_local(id, meta)?;
    if let Ok(summary) = persist::summary(&saved.head) {
        let own = format!("{PAGE}{id}/");
        let unused = local::keys(&own)
            .into_iter()
            .filter(|name| !summary.pages.contains(name));
        unused.for_each(|name| local::remove(&format!("{own}{name}")));
    }
    Ok(())
}

/// Writes new pages and the head, all or nothing.
pub async fn put_deep(id: &str, saved: &Packed, meta: &Meta) -> Result<(), StorageError> {
    refuse_older(deep::get(&format!("{HEAD}{id}")).await, saved)?;
    let meta = serde_json::to_string(meta).unwrap_or_default();
    let rest = [
        (format!("{HEAD}{id}"), Some(saved.head.clone())),
        (format!("{META}{id}"), Some(meta)),
    ];
    deep::write(saved.page_changes(id).chain(rest).collect()).await
}

/// Saves are counted: what was saved as often or more often was saved by somebody else.
fn refuse_older(kept: Option<String>, saved: &Packed) -> Result<(), StorageError> {
    let saves = |head: &str| persist::summary(head).map_or(0, |it| it.saves);
    match kept {
        Some(kept) if saves(&saved.head) <= saves(&kept) => Err(StorageError::Newer),
        _ => Ok(()),
    }
}

/// Keeps a document beside the others.
pub async fn put_new(document: &Document) -> Result<(), StorageError> {
    let (id, saved) = (new_id(), Packed::of(persist::save(document)));
    let meta = Meta {
        writes: 1,
        changed_ms: now(),
        unsafe_since_ms: Some(now()),
        ..Meta::default()
    };
    match put_deep(&id, &saved, &meta).await {
        Ok(()) => Ok(()),
        Err(_) => put_local(&id, &saved, &meta),
    }
}

/// Makes room: what deep storage has of a document need not be in local storage too.
pub fn leave_local(id: &str) {
    for name in local::keys(&format!("{PAGE}{id}/")) {
        local::remove(&format!("{PAGE}{id}/{name}"));
    }
    local::remove(&format!("{HEAD}{id}"));
}

/// The latest state of a document that can be read.
pub async fn load(id: &str) -> Result<Loaded, LoadError> {
    let key = format!("{HEAD}{id}");
    let deep_pages = deep::all(&format!("{PAGE}{id}/")).await;
    let page = |name: &str| {
        let text = local::get(&format!("{PAGE}{id}/{name}"));
        let text = text.and_then(|it| persist::unpack(&it));
        text.or_else(|| persist::unpack(deep_pages.get(name)?))
    };
    let mut heads = [local::get(&key), deep::get(&key).await]
        .into_iter()
        .flatten()
        .map(|head| (persist::summary(&head).map_or(0, |it| it.saves), head))
        .collect::<Vec<_>>();
    heads.sort_by_key(|(saves, _)| std::cmp::Reverse(*saves));
    let saves = heads.first().map_or(0, |(saves, _)| *saves);
    let mut failure = LoadError::Damaged("nothing is stored".to_owned());
    for (at, (_, head)) in heads.iter().enumerate() {
        match persist::load(head, page) {
            Ok(document) => {
                let draft = local::get(&format!("{DRAFT}{id}"));
                return Ok(Loaded {
                    document,
                    saves,
                    is_older: 0 < at && heads.first().is_some_and(|(_, first)| first != head),
                    meta: meta(id).await,
                    draft: draft.and_then(|it| serde_json::from_str(&it).ok()),
                });
            }
            Err(error) if at == 0 => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
}

async fn meta(id: &str) -> Meta {
    let key = format!("{META}{id}");
    let metas = [local::get(&key), deep::get(&key).await];
    let metas = metas.iter().flatten();
    let metas = metas.filter_map(|it| serde_json::from_str::<Meta>(it).ok());
    metas.max_by_key(|it| it.writes).unwrap_or_default()
}

fn put_meta_local(id: &str, meta: &Meta) -> Result<(), StorageError> {
    let text = serde_json::to_string(meta).unwrap_or_default();
    local::put(&format!("{META}{id}"), &text)
}

/// Changes what the list says of a document; its content stays.
pub async fn set_meta(id: &str, change: impl FnOnce(&mut Meta)) -> Result<(), StorageError> {
    let mut meta = meta(id).await;
    change(&mut meta);
    meta.writes += 1;
    let here = put_meta_local(id, &meta);
    let text = serde_json::to_string(&meta).unwrap_or_default();
    deep::write(vec![(format!("{META}{id}"), Some(text))])
        .await
        .or(here)
}

/// Notes the cell that is being typed, or that none is.
pub fn set_draft(id: &str, draft: Option<&Draft>) {
    let key = format!("{DRAFT}{id}");
    match draft {
        // Without room for it the draft is only not offered again.
        Some(draft) => {
            local::put(&key, &serde_json::to_string(draft).unwrap_or_default()).ok();
        }
        None => local::remove(&key),
    }
}

/// Drops pages that neither the document nor a version of it names any more; none where one of them
/// cannot be read.
pub async fn tidy(id: &str) {
    let pages = |head: &str| Some(persist::summary(head).ok()?.pages);
    let used = |head: &str, versions: &[String]| {
        let mut used: BTreeSet<String> = pages(head)?.into_iter().collect();
        if let Some(head) = local::get(&format!("{HEAD}{id}")) {
            used.extend(pages(&head)?);
        }
        for version in versions {
            used.extend(versions::pages(version)?);
        }
        Some(used)
    };
    let (page, head) = (format!("{PAGE}{id}/"), format!("{HEAD}{id}"));
    let versions = format!("{}{id}/", versions::PREFIX);
    // What is not tidied now is tidied another time.
    deep::sweep(&page, &head, &versions, used).await;
}

/// Forgets a document for good.
async fn purge(id: &str) {
    leave_local(id);
    local::remove(&format!("{META}{id}"));
    local::remove(&format!("{DRAFT}{id}"));
    let keys = raw(id).await.into_keys();
    deep::write(keys.map(|key| (key, None)).collect())
        .await
        .ok();
}

/// Whether documents can be kept at all.
pub async fn is_available() -> bool {
    local::raw().is_ok() || deep::write(Vec::new()).await.is_ok()
}

/// Asks the browser not to clear this page's storage when the disk runs full. It may say no.
pub fn ask_to_persist() {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    // The answer changes nothing we do.
    if let Some(promise) = storage.and_then(|storage| storage.persist().ok()) {
        leptos::task::spawn_local(async move {
            wasm_bindgen_futures::JsFuture::from(promise).await.ok();
        });
    }
}

/// Bytes used and bytes left, as the browser estimates them.
pub async fn room() -> Option<(f64, f64)> {
    let storage = web_sys::window()?.navigator().storage();
    let estimate = wasm_bindgen_futures::JsFuture::from(storage.estimate().ok()?);
    let estimate = estimate.await.ok()?;
    let get = |key: &str| js_sys::Reflect::get(&estimate, &key.into()).ok()?.as_f64();
    let (used, quota) = (get("usage")?, get("quota")?);
    Some((used, (quota - used).max(0.0)))
}
