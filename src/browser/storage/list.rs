//! The list of documents.

use std::cell::Cell;

use super::{
    copying::{put_copy, raw},
    deep::Transaction,
    document::{new_id, remove_local, set_meta},
    local,
};
use crate::{
    browser::clock::{now, today},
    persist::{
        Entry, StorageError, TrashDuty, Usage,
        keys::{CLOCK, HEADS, METAS},
        listed,
    },
};

/// Lists the documents in local storage, for display until [`list`] has read deep storage too.
pub fn local_list() -> Vec<Entry> {
    listed(&[local::all(HEADS)], &[local::all(METAS)])
}

/// Lists all documents, latest change first; fails when deep storage cannot be read. Purges those
/// that were in the trash for more than 30 days on which the page was used.
pub async fn list() -> Result<Vec<Entry>, StorageError> {
    let transaction = Transaction::reading().await?;
    let heads = [transaction.all(HEADS).await?, local::all(HEADS)];
    let metas = [transaction.all(METAS).await?, local::all(METAS)];
    let mut entries = listed(&heads, &metas);
    // The days are counted while something is in the trash, so that a first visit stores nothing.
    let has_trash = entries.iter().any(|it| it.meta.deleted_ms.is_some());
    let usage = if has_trash { usage() } else { Usage::default() };
    for entry in &entries {
        match entry.trash_duty(&usage) {
            // If this fails, the document is purged the next time the list is read.
            Some(TrashDuty::Purge) => purge(&entry.id).await.unwrap_or_default(),
            // If this fails, the days are counted from the next time the list is read.
            Some(TrashDuty::Begin(count)) => {
                let result = set_meta(&entry.id, |meta| meta.in_trash = Some(count));
                result.await.ok();
            }
            None => {}
        }
    }
    entries.retain(|it| it.trash_duty(&usage) != Some(TrashDuty::Purge));
    Ok(entries)
}

/// Copies a document; the copy is the first in the list.
pub async fn duplicate(id: &str, name: &str) -> Result<(), StorageError> {
    let to = new_id();
    put_copy(&raw(id).await?, id, &to, Some(name)).await?;
    set_meta(&to, |meta| {
        meta.changed_ms = now();
        meta.archived = false;
    })
    .await
}

thread_local! {
    /// Whether this load of the page has been counted.
    static IS_COUNTED: Cell<bool> = const { Cell::new(false) };
}

/// Returns on how many days the page was used with something in the trash. The first call since page
/// load counts today.
pub(super) fn usage() -> Usage {
    let mut usage = Usage::read(local::get(CLOCK).as_deref());
    if !IS_COUNTED.replace(true) {
        usage.load(&today());
        // Without a stored count nothing is purged.
        local::put(CLOCK, &usage.write()).ok();
    }
    usage
}

/// Removes a document with its versions from both stores.
async fn purge(id: &str) -> Result<(), StorageError> {
    remove_local(id);
    let keys = raw(id).await?.into_keys();
    let transaction = Transaction::writing().await?;
    for key in keys {
        transaction.delete(&key)?;
    }
    transaction.commit().await
}
