//! Keeps documents and settings in local storage; says so when that cannot be done.
//!
//! Keys: `phuluc/doc/ID` a document's head, `phuluc/page/ID/NAME` its pages of rows,
//! `phuluc/meta/ID` when it changed and whether it was deleted, `phuluc/language`,
//! `phuluc/roles`, `phuluc/zoom`, `phuluc/profile` and `phuluc/forms` what the user chose. Other keys of the origin are never touched.

use std::collections::HashMap;

use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};

use crate::{
    model::{Document, Form, Profile},
    persist::{self, LoadError, Saved, Summary},
    wording::{Key, Language, Message},
};

const HEAD: &str = "phuluc/doc/";
const PAGE: &str = "phuluc/page/";
const META: &str = "phuluc/meta/";
const ROLES: &str = "phuluc/roles";
const LANGUAGE: &str = "phuluc/language";
const ZOOM: &str = "phuluc/zoom";
const PROFILE: &str = "phuluc/profile";
const FORMS: &str = "phuluc/forms";

/// How long a deleted document can be brought back: 30 days.
const KEPT_AFTER_DELETION_MS: f64 = 30.0 * 24.0 * 3_600_000.0;

/// A document in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    /// What its head says; an unreadable one is listed too, and kept.
    pub summary: Result<Summary, String>,
    pub meta: Meta,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Milliseconds since 1970.
    pub changed_ms: f64,
    pub deleted_ms: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser keeps nothing: private window, policy, blocked cookies.
    Unavailable,
    /// No room; what was stored before is still there.
    Full,
}

impl StorageError {
    pub fn user_message(self) -> Message {
        match self {
            StorageError::Unavailable => Key::StorageUnavailable.into(),
            StorageError::Full => Key::StorageFull.into(),
        }
    }
}

/// Local storage, when there is one. `LocalStorage::raw` panics where there is none: ask here first.
fn raw() -> Result<web_sys::Storage, StorageError> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or(StorageError::Unavailable)?;
    Ok(LocalStorage::raw())
}

pub fn is_available() -> bool {
    raw().is_ok()
}

/// A new document's id.
pub fn new_id() -> String {
    let now = js_sys::Date::now();
    let random = js_sys::Math::random() * 1e9;
    format!("{now:.0}-{random:.0}")
}

/// The documents, latest change first. Those deleted longer than 30 days ago are let go.
pub fn list() -> Vec<Entry> {
    let now = js_sys::Date::now();
    let mut entries = Vec::new();
    for id in keys(HEAD) {
        let meta: Meta = LocalStorage::get(format!("{META}{id}")).unwrap_or_default();
        if meta
            .deleted_ms
            .is_some_and(|deleted| deleted + KEPT_AFTER_DELETION_MS < now)
        {
            purge(&id);
            continue;
        }
        let head = read(&format!("{HEAD}{id}")).unwrap_or_default();
        let summary = persist::summary(&head).map_err(|error| error.to_string());
        entries.push(Entry { id, summary, meta });
    }
    entries.sort_by(|a, b| b.meta.changed_ms.total_cmp(&a.meta.changed_ms));
    entries
}

/// Writes new pages, then the head, then drops pages no longer named. Cut off anywhere, the
/// document is either as before or as after.
pub fn save(id: &str, saved: &Saved) -> Result<(), StorageError> {
    let storage = raw()?;
    let put = |key: &str, text: &str| -> Result<(), StorageError> {
        storage
            .set_item(key, text)
            .map_err(|_| StorageError::Full)?;
        // Read back what was written: some browsers drop writes in private windows without a word.
        let kept = storage.get_item(key).ok().flatten();
        if kept.as_deref() == Some(text) {
            Ok(())
        } else {
            Err(StorageError::Unavailable)
        }
    };
    for (name, page) in &saved.pages {
        put(&format!("{PAGE}{id}/{name}"), &persist::pack(page))?;
    }
    put(&format!("{HEAD}{id}"), &saved.head)?;
    let meta = Meta {
        changed_ms: js_sys::Date::now(),
        deleted_ms: None,
    };
    LocalStorage::set(format!("{META}{id}"), meta).map_err(|_| StorageError::Full)?;
    if let Ok(summary) = persist::summary(&saved.head) {
        let own = format!("{PAGE}{id}/");
        let unused = keys(&own)
            .into_iter()
            .filter(|name| !summary.pages.contains(name));
        unused.for_each(|name| LocalStorage::delete(format!("{own}{name}")));
    }
    Ok(())
}

pub fn load(id: &str) -> Result<Document, LoadError> {
    let head = read(&format!("{HEAD}{id}")).unwrap_or_default();
    persist::load(&head, |name| {
        persist::unpack(&read(&format!("{PAGE}{id}/{name}"))?)
    })
}

/// Everything stored of a document, as one JSON text: the way out when it cannot be read.
pub fn raw_copy(id: &str) -> String {
    let mut texts: HashMap<String, String> = HashMap::new();
    let page = format!("{PAGE}{id}/");
    let names = keys(&page).into_iter().map(|name| format!("{page}{name}"));
    for key in names.chain([format!("{HEAD}{id}"), format!("{META}{id}")]) {
        if let Some(text) = read(&key) {
            texts.insert(key, text);
        }
    }
    serde_json::to_string(&texts).unwrap_or_default()
}

/// Marks a document as deleted, or not; its content stays.
pub fn set_deleted(id: &str, deleted: bool) -> Result<(), StorageError> {
    raw()?;
    let key = format!("{META}{id}");
    let mut meta: Meta = LocalStorage::get(&key).unwrap_or_default();
    meta.deleted_ms = deleted.then(js_sys::Date::now);
    LocalStorage::set(&key, meta).map_err(|_| StorageError::Full)
}

pub fn language() -> Language {
    match raw() {
        Ok(_) => LocalStorage::get(LANGUAGE).unwrap_or_default(),
        Err(_) => Language::default(),
    }
}

/// Remembers the language; forgetting it is no loss worth a message.
pub fn set_language(language: Language) {
    if raw().is_ok() {
        LocalStorage::set(LANGUAGE, language).ok();
    }
}

/// What new documents are checked by, where the user has said so.
pub fn profile() -> Option<Profile> {
    raw().ok()?;
    let text: String = LocalStorage::get(PROFILE).ok()?;
    persist::read_profile(&text)
}

/// Remembers what new documents are checked by.
pub fn set_profile(profile: &Profile) -> Result<(), StorageError> {
    raw()?;
    let text = persist::write_profile(profile);
    LocalStorage::set(PROFILE, text).map_err(|_| StorageError::Full)
}

/// The forms of annexes that the user saved.
pub fn forms() -> Vec<Form> {
    let texts = raw()
        .ok()
        .and_then(|_| LocalStorage::get::<Vec<String>>(FORMS).ok());
    let texts = texts.unwrap_or_default();
    texts
        .iter()
        .filter_map(|text| persist::read_form(text))
        .collect()
}

pub fn set_forms(forms: &[Form]) -> Result<(), StorageError> {
    raw()?;
    let texts: Vec<String> = forms.iter().map(persist::write_form).collect();
    LocalStorage::set(FORMS, texts).map_err(|_| StorageError::Full)
}

/// How large the grid is drawn; 1 is the browser's own size.
pub fn zoom() -> f64 {
    match raw() {
        Ok(_) => LocalStorage::get(ZOOM).unwrap_or(1.0),
        Err(_) => 1.0,
    }
}

/// Remembers the size; forgetting it is no loss worth a message.
pub fn set_zoom(zoom: f64) {
    if raw().is_ok() {
        LocalStorage::set(ZOOM, zoom).ok();
    }
}

/// The roles the user gave to headings, by heading.
pub fn roles() -> HashMap<String, String> {
    match raw() {
        Ok(_) => LocalStorage::get(ROLES).unwrap_or_default(),
        Err(_) => HashMap::new(),
    }
}

/// Remembers a heading's role for the next import; forgetting it is no loss worth a message.
pub fn remember_role(heading: &str, role: &str) {
    let mut known = roles();
    known.insert(heading.to_owned(), role.to_owned());
    if raw().is_ok() {
        LocalStorage::set(ROLES, known).ok();
    }
}

fn purge(id: &str) {
    let page = format!("{PAGE}{id}/");
    for name in keys(&page) {
        LocalStorage::delete(format!("{page}{name}"));
    }
    LocalStorage::delete(format!("{HEAD}{id}"));
    LocalStorage::delete(format!("{META}{id}"));
}

fn read(key: &str) -> Option<String> {
    raw().ok()?.get_item(key).ok()?
}

/// What follows `prefix` in the keys that begin with it.
fn keys(prefix: &str) -> Vec<String> {
    let Ok(storage) = raw() else {
        return Vec::new();
    };
    let n = storage.length().unwrap_or(0);
    let keys = (0..n).filter_map(|idx| storage.key(idx).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(prefix)?.to_owned()))
        .collect()
}
