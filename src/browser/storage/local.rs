//! Local storage as texts by key: written at once, even while the page goes away, and small.

use std::collections::BTreeMap;

use gloo_storage::{LocalStorage, Storage as _};

use super::StorageError;

/// Local storage, when there is one. `LocalStorage::raw` panics where there is none: ask here first.
pub(super) fn raw() -> Result<web_sys::Storage, StorageError> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or(StorageError::Unavailable)?;
    Ok(LocalStorage::raw())
}

pub(super) fn put(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = raw()?;
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
}

pub(super) fn get(key: &str) -> Option<String> {
    raw().ok()?.get_item(key).ok()?
}

pub(super) fn remove(key: &str) {
    if let Ok(storage) = raw() {
        // What cannot be removed is tidied up another time.
        storage.remove_item(key).ok();
    }
}

/// The texts whose keys begin with `prefix`, by what follows it.
pub(super) fn all(prefix: &str) -> BTreeMap<String, String> {
    let keys = keys(prefix).into_iter();
    let pairs = keys.filter_map(|rest| {
        let text = get(&format!("{prefix}{rest}"))?;
        Some((rest, text))
    });
    pairs.collect()
}

/// What follows `prefix` in the keys that begin with it.
pub(super) fn keys(prefix: &str) -> Vec<String> {
    let Ok(storage) = raw() else {
        return Vec::new();
    };
    let n = storage.length().unwrap_or(0);
    let keys = (0..n).filter_map(|idx| storage.key(idx).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(prefix)?.to_owned()))
        .collect()
}
