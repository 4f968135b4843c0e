//! Who else can read what the page stores, and the choice to store nothing.

use web_sys::Location;

/// Address fragment with which `public/boot.js` hides local storage and IndexedDB from the page, so
/// that documents are only in memory and in files.
const NOT_STORED: &str = "#khong-luu";

fn location() -> Option<Location> {
    Some(web_sys::window()?.location())
}

/// Whether the page was opened from disk, where browsers let other pages from disk read its
/// storage.
pub fn is_from_disk() -> bool {
    location().and_then(|it| it.protocol().ok()).as_deref() == Some("file:")
}

/// Whether the user chose to store nothing in this browser.
pub fn stores_nothing() -> bool {
    location().and_then(|it| it.hash().ok()).as_deref() == Some(NOT_STORED)
}

/// Reloads the page so that it stores nothing, or stores as usual.
pub fn store_nothing(yes: bool) {
    if let Some(location) = location() {
        // If this fails, nothing changes, as the page shows.
        let hash = if yes { NOT_STORED } else { "" };
        location
            .set_hash(hash)
            .and_then(|()| location.reload())
            .ok();
    }
}
