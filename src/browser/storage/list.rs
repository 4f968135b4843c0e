//! The list of documents.

use super::{
    copying::raw,
    deep::{self, Write},
    document::remove_local,
    local,
};
use crate::{
    browser::clock::now,
    persist::{
        Entry,
        keys::{CLOCK, HEADS, METAS},
        listed,
    },
};

/// Lists the documents in local storage, for display until [`list`] has read deep storage too.
pub fn local_list() -> Vec<Entry> {
    listed(&[local::all(HEADS)], &[local::all(METAS)])
}

/// Lists all documents, latest change first. Purges those that were deleted more than 30 days ago.
pub async fn list() -> Vec<Entry> {
    let heads = [deep::all(HEADS).await, local::all(HEADS)];
    let metas = [deep::all(METAS).await, local::all(METAS)];
    let mut entries = listed(&heads, &metas);
    // A single wrong reading of the clock must not purge anything, so the date must have passed on
    // two visits: the earlier of the last and the present time counts.
    let last: f64 = local::get(CLOCK)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0.0);
    let sure = last.min(now());
    local::put(CLOCK, &now().to_string()).ok();
    for entry in entries.iter().filter(|it| it.is_expired(sure)) {
        purge(&entry.id).await;
    }
    entries.retain(|it| !it.is_expired(sure));
    entries
}

/// Removes a document with its versions from both stores.
async fn purge(id: &str) {
    remove_local(id);
    let keys = raw(id).await.into_keys();
    // If this fails, the document is purged the next time the list is read.
    deep::write(keys.map(Write::Delete).collect()).await.ok();
}
