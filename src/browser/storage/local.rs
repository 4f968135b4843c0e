//! Local storage as a map from key to text: synchronous, even while the page is being closed, but
//! small.

use gloo_storage::{LocalStorage, Storage as _};

use crate::persist::{self, StorageError, Texts};

/// Returns local storage if the browser allows it. `LocalStorage` of gloo panics otherwise, so call
/// this before using it.
pub(super) fn raw() -> Result<web_sys::Storage, StorageError> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or(StorageError::Unavailable)?;
    Ok(LocalStorage::raw())
}

/// Stores a text and verifies that it was stored.
pub(super) fn put(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = raw()?;
    storage
        .set_item(key, text)
        .map_err(|_| StorageError::Full)?;
    // Some browsers silently drop writes in private windows.
    let kept = storage.get_item(key).ok().flatten();
    if kept.as_deref() == Some(text) {
        Ok(())
    } else {
        Err(StorageError::Unavailable)
    }
}

/// Returns the text under a key.
pub(super) fn get(key: &str) -> Option<String> {
    raw().ok()?.get_item(key).ok()?
}

/// Removes the text under a key, if there is one.
pub(super) fn remove(key: &str) {
    if let Ok(storage) = raw() {
        // If this fails, the text takes up room until it is removed later.
        storage.remove_item(key).ok();
    }
}

/// Returns the texts whose keys begin with `prefix`, by the rest of the key.
pub(super) fn all(prefix: &str) -> Texts {
    let keys = keys(prefix).into_iter();
    let pairs = keys.filter_map(|rest| {
        let text = get(&format!("{prefix}{rest}"))?;
        Some((rest, text))
    });
    persist::texts(pairs)
}

/// Returns the rest of each key that begins with `prefix`.
pub(super) fn keys(prefix: &str) -> Vec<String> {
    let Ok(storage) = raw() else {
        return Vec::new();
    };
    let n = storage.length().unwrap_or(0);
    let keys = (0..n).filter_map(|idx| storage.key(idx).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(prefix)?.to_owned()))
        .collect()
}
