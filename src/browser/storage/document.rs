//! Writing and reading a document: its head, its pages of rows, its meta and its draft.

use super::{
    deep::{self, Write},
    local,
};
use crate::{
    browser::clock::now,
    model::Document,
    persist::{
        self, Draft, Latest, LoadError, Meta, Packed, StorageError,
        keys::{self, StorageKey},
    },
};

/// A document as it was read from storage.
pub struct Loaded {
    pub document: Document,
    /// The first id that the document has never used.
    pub next_id: u32,
    /// The largest number of saves of all copies.
    pub saves: u64,
    /// Whether the latest save could not be read, so that this is an earlier one.
    pub is_older: bool,
    pub meta: Meta,
    pub draft: Option<Draft>,
}

/// Returns an id for a new document.
pub fn new_id() -> String {
    let random = js_sys::Math::random() * 1e9;
    format!("{:.0}-{random:.0}", now())
}

fn head_key(id: &str) -> String {
    StorageKey::Head(id).to_string()
}

fn meta_key(id: &str) -> String {
    StorageKey::Meta(id).to_string()
}

fn draft_key(id: &str) -> String {
    StorageKey::Draft(id).to_string()
}

/// Writes a document to local storage: new pages first, then the head, then removes pages that the
/// head no longer names. If this is interrupted, the document is in its state either before or
/// after the save.
pub fn put_local(id: &str, saved: &Packed, meta: &Meta) -> Result<(), StorageError> {
    saved.check_follows(local::get(&head_key(id)).as_deref())?;
    for (key, page) in saved.keyed_pages(id) {
        local::put(&key, page)?;
    }
    local::put(&head_key(id), saved.head())?;
    local::put(&meta_key(id), &meta.write())?;
    if let Some(needed) = saved.needed_pages() {
        let pages = keys::pages_of(id);
        let names = local::keys(&pages).into_iter();
        let unused = names.filter(|name| !needed.contains(name));
        unused.for_each(|name| local::remove(&format!("{pages}{name}")));
    }
    Ok(())
}

/// Writes a document to deep storage in one transaction.
pub async fn put_deep(id: &str, saved: &Packed, meta: &Meta) -> Result<(), StorageError> {
    saved.check_follows(deep::get(&head_key(id)).await.as_deref())?;
    let pages = saved.keyed_pages(id);
    let mut writes: Vec<Write> = pages.map(|(key, page)| Write::put(key, page)).collect();
    writes.push(Write::put(head_key(id), saved.head()));
    writes.push(Write::put(meta_key(id), meta.write()));
    deep::write(writes).await
}

/// Stores a document under a new id.
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

/// Removes the head and the pages of a document from local storage to make room. Call this only
/// when deep storage has them.
pub fn leave_local(id: &str) {
    let pages = keys::pages_of(id);
    for name in local::keys(&pages) {
        local::remove(&format!("{pages}{name}"));
    }
    local::remove(&head_key(id));
}

/// Reads the latest readable state of a document.
pub async fn load(id: &str) -> Result<Loaded, LoadError> {
    let (key, pages) = (head_key(id), keys::pages_of(id));
    let heads = [local::get(&key), deep::get(&key).await];
    // Deep storage also has the pages of all versions.
    let names = persist::named_pages(heads.iter().flatten().map(String::as_str));
    let deep_pages = deep::some(&pages, names).await;
    let page = |name: &str| {
        let text = local::get(&format!("{pages}{name}"));
        let text = text.and_then(|it| persist::unpack(&it));
        text.or_else(|| persist::unpack(deep_pages.get(name)?))
    };
    let Latest {
        document,
        next_id,
        saves,
        is_older,
    } = persist::load_latest(heads.into_iter().flatten(), page)?;
    let draft = local::get(&draft_key(id));
    Ok(Loaded {
        document,
        next_id,
        saves,
        is_older,
        meta: meta(id).await,
        draft: draft.and_then(|it| serde_json::from_str(&it).ok()),
    })
}

async fn meta(id: &str) -> Meta {
    let key = meta_key(id);
    let copies = [local::get(&key), deep::get(&key).await];
    Meta::latest(copies.iter().flatten())
}

/// Changes the meta of a document; its content stays as it is.
pub async fn set_meta(id: &str, change: impl FnOnce(&mut Meta)) -> Result<(), StorageError> {
    let mut meta = meta(id).await;
    change(&mut meta);
    meta.writes += 1;
    let (key, text) = (meta_key(id), meta.write());
    let local = local::put(&key, &text);
    deep::write(vec![Write::put(key, text)]).await.or(local)
}

/// Stores the draft of a document, or removes it.
pub fn set_draft(id: &str, draft: Option<&Draft>) {
    let key = draft_key(id);
    match draft {
        // If it cannot be stored, the only loss is that it is not offered after a crash.
        Some(draft) => {
            local::put(&key, &serde_json::to_string(draft).unwrap_or_default()).ok();
        }
        None => local::remove(&key),
    }
}

/// Removes pages from deep storage that neither the document nor its versions need. Removes nothing
/// when one of them cannot be read.
pub async fn tidy(id: &str) {
    let head = head_key(id);
    let used = |deep_head: &str, versions: &[String]| {
        let local_head = local::get(&head);
        let heads = [Some(deep_head), local_head.as_deref()];
        persist::used_pages(heads.into_iter().flatten(), versions)
    };
    // If this fails, the next call removes the pages.
    deep::sweep(&keys::pages_of(id), &head, &keys::versions_of(id), used).await;
}

/// Removes everything that local storage has of a document.
pub(super) fn remove_local(id: &str) {
    leave_local(id);
    local::remove(&meta_key(id));
    local::remove(&draft_key(id));
}
