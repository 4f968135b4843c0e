//! The list of documents.

use std::cell::Cell;

use super::{
    copying::raw,
    deep::{self, Write},
    document::{remove_local, set_meta},
    local,
};
use crate::{
    browser::clock::today,
    persist::{
        Entry, TrashDuty, Usage,
        keys::{CLOCK, HEADS, METAS},
        listed,
    },
};

/// Lists the documents in local storage, for display until [`list`] has read deep storage too.
pub fn local_list() -> Vec<Entry> {
    listed(&[local::all(HEADS)], &[local::all(METAS)])
}

/// Lists all documents, latest change first. Purges those that were in the trash for more than 30
/// days on which the page was used.
pub async fn list() -> Vec<Entry> {
    let heads = [deep::all(HEADS).await, local::all(HEADS)];
    let metas = [deep::all(METAS).await, local::all(METAS)];
    let mut entries = listed(&heads, &metas);
    let usage = usage();
    for entry in &entries {
        match entry.trash_duty(&usage) {
            Some(TrashDuty::Purge) => purge(&entry.id).await,
            // If this fails, the days are counted from the next time the list is read.
            Some(TrashDuty::Begin(count)) => {
                let result = set_meta(&entry.id, |meta| meta.in_trash = Some(count));
                result.await.ok();
            }
            None => {}
        }
    }
    entries.retain(|it| it.trash_duty(&usage) != Some(TrashDuty::Purge));
    entries
}

thread_local! {
    /// Whether this load of the page has been counted.
    static IS_COUNTED: Cell<bool> = const { Cell::new(false) };
}

/// Returns on how many days the page was used. The first call since page load counts today.
fn usage() -> Usage {
    let mut usage = Usage::read(local::get(CLOCK).as_deref());
    if !IS_COUNTED.replace(true) {
        usage.load(&today());
        // Without a stored count nothing is purged.
        local::put(CLOCK, &usage.write()).ok();
    }
    usage
}

/// Removes a document with its versions from both stores.
async fn purge(id: &str) {
    remove_local(id);
    let keys = raw(id).await.into_keys();
    // If this fails, the document is purged the next time the list is read.
    deep::write(keys.map(Write::Delete).collect()).await.ok();
}
