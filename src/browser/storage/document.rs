//! Writing and reading a document: its head, its pages of rows, its meta and its draft.

use std::collections::BTreeSet;

use super::{copying::put_copy, deep::Transaction, local, settings};
use crate::{
    browser::clock::now,
    editor::KeptViews,
    model::Document,
    persist::{
        self, Draft, Found, Heads, Latest, LoadError, Meta, Packed, Stamp, StorageError, Texts,
        ZOOM_MAX, ZOOM_MIN,
        keys::{self, StorageKey},
    },
    session::WriteError,
};

/// A document as it was read from storage.
pub struct Loaded {
    pub document: Document,
    /// The first id that the document has never used.
    pub next_id: u32,
    /// Which save it is.
    pub stamp: Stamp,
    /// Whether deep storage has it.
    pub is_deep: bool,
    /// Whether the latest save could not be read, so that this is an earlier one.
    pub is_older: bool,
    pub meta: Meta,
    pub draft: Option<Draft>,
}

/// A save of a document on its way to a store.
pub struct Save {
    pub packed: Packed,
    /// The save whose other pages the store must have; `None` when all pages are in `packed`.
    pub since: Option<Stamp>,
    /// What was found in it; `None` when it was not checked yet.
    pub found: Option<Found>,
}

impl Save {
    /// Returns the record for the list of documents; `stored` are its copies in the stores.
    fn meta<'text>(&self, stored: impl IntoIterator<Item = &'text String>) -> String {
        let meta = Meta::latest(stored).saved(now(), self.found);
        meta.write()
    }
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

/// Writes a save to local storage, unless that would lose another window's: new pages first, then
/// the head, then removes pages that the head no longer names. If this is interrupted, the document
/// is in its state either before or after the save.
pub fn write_local(id: &str, save: &Save) -> Result<(), WriteError> {
    local::raw().map_err(write_error)?;
    let packed = &save.packed;
    let kept = local::get(&head_key(id));
    packed.check(kept.as_deref(), save.since.as_ref())?;
    let put = |key: &str, text: &str| local::put(key, text).map_err(write_error);
    for (key, page) in packed.keyed_pages(id) {
        put(&key, page)?;
    }
    put(&head_key(id), packed.head())?;
    let meta = save.meta(&local::get(&meta_key(id)));
    put(&meta_key(id), &meta)?;
    if let Some(needed) = packed.needed_pages() {
        let pages = keys::pages_of(id);
        let names = local::keys(&pages).into_iter();
        let unused = names.filter(|name| !needed.contains(name));
        unused.for_each(|name| local::remove(&format!("{pages}{name}")));
    }
    Ok(())
}

/// Writes a save to deep storage, unless that would lose another window's. Check and write are one
/// transaction.
pub async fn write_deep(id: &str, save: &Save) -> Result<(), WriteError> {
    let (head, meta) = (head_key(id), meta_key(id));
    let transaction = Transaction::writing().await.map_err(write_error)?;
    let kept = transaction.get(&head).await.map_err(write_error)?;
    save.packed.check(kept.as_deref(), save.since.as_ref())?;
    let metas = [
        transaction.get(&meta).await.map_err(write_error)?,
        local::get(&meta),
    ];
    let put = |key: &str, text: &str| transaction.put(key, text).map_err(write_error);
    for (key, page) in save.packed.keyed_pages(id) {
        put(&key, page)?;
    }
    put(&head, save.packed.head())?;
    put(&meta, &save.meta(metas.iter().flatten()))?;
    transaction.commit().await.map_err(write_error)
}

fn write_error(error: StorageError) -> WriteError {
    match error {
        StorageError::Full => WriteError::Full,
        StorageError::Unavailable => WriteError::Blocked,
    }
}

/// Stores a document under a new id.
pub async fn put_new(document: &Document) -> Result<(), WriteError> {
    let id = new_id();
    let save = Save {
        packed: Packed::of(persist::save(document)),
        since: None,
        found: None,
    };
    match write_deep(&id, &save).await {
        Ok(()) => Ok(()),
        Err(_) => write_local(&id, &save),
    }
}

/// Removes the head and the pages of a document from local storage, unless what is there is not
/// covered by that save. Call this only when deep storage has it.
pub fn leave_local(id: &str, stamp: &Stamp) {
    let kept = local::get(&head_key(id)).and_then(|head| persist::stamp_of(&head));
    if kept.is_none_or(|kept| stamp.covers(&kept)) {
        empty_local(id);
    }
}

fn empty_local(id: &str) {
    let pages = keys::pages_of(id);
    for name in local::keys(&pages) {
        local::remove(&format!("{pages}{name}"));
    }
    local::remove(&head_key(id));
}

/// The head and the pages of a document in deep storage, and its meta.
struct Deep {
    head: Option<String>,
    pages: Texts,
    meta: Option<String>,
}

impl Deep {
    /// Reads them in one transaction; `local_head` may name pages too. Deep storage also has the
    /// pages of all versions, which are not read.
    async fn read(id: &str, local_head: Option<&str>) -> Result<Deep, StorageError> {
        let transaction = Transaction::reading().await?;
        let head = transaction.get(&head_key(id)).await?;
        let heads = [head.as_deref(), local_head];
        let names: BTreeSet<String> = persist::named_pages(heads.into_iter().flatten());
        let pages = transaction.some(&keys::pages_of(id), names).await?;
        let meta = transaction.get(&meta_key(id)).await?;
        Ok(Deep { head, pages, meta })
    }
}

/// Reads the latest readable state of a document. Of two states that windows saved in parallel, that
/// of local storage becomes a document of its own first; `copy_name` returns its name. A failed read
/// of deep storage is an error, unless local storage has the document.
pub async fn load(id: &str, copy_name: &dyn Fn(&str) -> String) -> Result<Loaded, LoadError> {
    let mut local_head = local::get(&head_key(id));
    let deep = Deep::read(id, local_head.as_deref()).await;
    if deep.is_err() && local_head.is_none() {
        return Err(LoadError::StoreUnreadable);
    }
    let deep = deep.unwrap_or(Deep {
        head: None,
        pages: Texts::new(),
        meta: None,
    });
    let is_split = Heads {
        local: local_head.clone(),
        deep: deep.head.clone(),
    }
    .is_split();
    if is_split && part(id, &deep, copy_name).await.is_ok() {
        local_head = None;
    }
    let pages = keys::pages_of(id);
    let page = |name: &str| {
        let text = local::get(&format!("{pages}{name}"));
        let text = text.and_then(|it| persist::unpack(&it));
        text.or_else(|| persist::unpack(deep.pages.get(name)?))
    };
    let heads = Heads {
        local: local_head,
        deep: deep.head,
    };
    let Latest {
        document,
        next_id,
        stamp,
        is_deep,
        is_older,
    } = persist::load_latest(&heads, page)?;
    let metas = [local::get(&meta_key(id)), deep.meta];
    let draft = local::get(&draft_key(id));
    Ok(Loaded {
        document,
        next_id,
        stamp,
        is_deep,
        is_older,
        meta: Meta::latest(metas.iter().flatten()),
        draft: draft.and_then(|it| serde_json::from_str(&it).ok()),
    })
}

/// Makes the state in local storage a document of its own, and removes it from there.
async fn part(
    id: &str,
    deep: &Deep,
    copy_name: &dyn Fn(&str) -> String,
) -> Result<(), StorageError> {
    let (head, pages) = (head_key(id), keys::pages_of(id));
    let of_pages = |texts: Texts| {
        let texts = texts.into_iter();
        texts.map(|(name, text)| (format!("{pages}{name}"), text))
    };
    let mut texts = persist::texts(of_pages(deep.pages.clone()));
    texts.extend(of_pages(local::all(&pages)));
    let kept = local::get(&head).unwrap_or_default();
    let name = persist::summary(&kept).unwrap_or_default().name;
    texts.insert(head, kept);
    let meta = Meta {
        changed_ms: now(),
        unsafe_since_ms: Some(now()),
        ..Meta::default()
    };
    texts.insert(meta_key(id), meta.write());
    put_copy(&texts, id, &new_id(), Some(&copy_name(&name))).await?;
    empty_local(id);
    Ok(())
}

/// Changes the meta of a document; its content stays as it is.
pub async fn set_meta(id: &str, change: impl Fn(&mut Meta)) -> Result<(), StorageError> {
    let key = meta_key(id);
    let changed = |stored: &[Option<String>]| {
        let mut meta = Meta::latest(stored.iter().flatten());
        change(&mut meta);
        meta.writes += 1;
        meta.write()
    };
    let deep = async {
        let transaction = Transaction::writing().await?;
        let stored = [transaction.get(&key).await?, local::get(&key)];
        let text = changed(&stored);
        transaction.put(&key, &text)?;
        local::put(&key, &text).ok();
        transaction.commit().await
    };
    match deep.await {
        Ok(()) => Ok(()),
        Err(_) => local::put(&key, &changed(&[local::get(&key)])),
    }
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

/// Removes pages from deep storage that neither the document nor its versions need, in one
/// transaction. Removes nothing when one of them cannot be read.
pub async fn tidy(id: &str) -> Result<(), StorageError> {
    let (head, pages) = (head_key(id), keys::pages_of(id));
    let transaction = Transaction::writing().await?;
    let versions = transaction.all(&keys::versions_of(id)).await?;
    let versions: Vec<String> = versions.into_values().collect();
    let Some(deep_head) = transaction.get(&head).await? else {
        return Ok(());
    };
    let names = transaction.names(&pages).await?;
    let local_head = local::get(&head);
    let heads = [Some(deep_head.as_str()), local_head.as_deref()];
    let Some(used) = persist::used_pages(heads.into_iter().flatten(), &versions) else {
        return Ok(());
    };
    for unused in names.difference(&used) {
        transaction.delete(&format!("{pages}{unused}"))?;
    }
    transaction.commit().await
}

/// Removes everything that local storage has of a document.
pub(super) fn remove_local(id: &str) {
    empty_local(id);
    local::remove(&meta_key(id));
    local::remove(&draft_key(id));
    local::remove(&view_key(id));
    local::remove(&zoom_key(id));
}

fn view_key(id: &str) -> String {
    StorageKey::View(id).to_string()
}

/// Returns how a document was shown when it was left.
pub fn views(id: &str) -> KeptViews {
    let text = local::get(&view_key(id));
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Keeps how a document is shown. Without storage it is shown from its beginning next time.
pub fn set_views(id: &str, views: &KeptViews) {
    if views.is_empty() {
        return local::remove(&view_key(id));
    }
    if let Ok(text) = serde_json::to_string(views) {
        local::put(&view_key(id), &text).ok();
    }
}

fn zoom_key(id: &str) -> String {
    StorageKey::Zoom(id).to_string()
}

/// Returns the zoom of a document; 1 is 100 %.
pub fn zoom(id: &str) -> f64 {
    let text = local::get(&zoom_key(id));
    let zoom = text.and_then(|text| text.parse().ok());
    zoom.map_or_else(settings::usual_zoom, |it: f64| it.clamp(ZOOM_MIN, ZOOM_MAX))
}

/// Keeps the zoom of a document. Without storage it is shown at the usual one next time.
pub fn set_zoom(id: &str, zoom: f64) {
    local::put(&zoom_key(id), &zoom.to_string()).ok();
}
