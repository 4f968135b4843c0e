//! IndexedDB as a map from key to text: large and durable, but asynchronous.
//!
//! Browsers keep writes to local storage in memory for seconds up to a minute, and lose them when
//! they are killed. A transaction of IndexedDB has been handed to the operating system when it
//! completes.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use idb::{
    Database, DatabaseEvent as _, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query,
    TransactionMode, TransactionResult,
};
use wasm_bindgen::JsValue;

use crate::persist::{StorageError, Texts};

const NAME: &str = "phuluc";
const STORE: &str = "texts";

thread_local! {
    /// The database after it has been opened.
    static DATABASE: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// One operation of a transaction.
pub(super) enum Write {
    Put {
        key: String,
        text: String,
    },
    /// Deletes the text under a key, if there is one.
    Delete(String),
}

impl Write {
    pub(super) fn put(key: impl Into<String>, text: impl Into<String>) -> Write {
        Write::Put {
            key: key.into(),
            text: text.into(),
        }
    }
}

async fn database() -> Result<Rc<Database>, StorageError> {
    if let Some(open) = DATABASE.with_borrow(Option::clone) {
        return Ok(open);
    }
    let database = open().await.map_err(|_| StorageError::Unavailable)?;
    let database = Rc::new(database);
    DATABASE.set(Some(Rc::clone(&database)));
    Ok(database)
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(NAME, Some(1))?;
    request.on_upgrade_needed(|event| {
        // If this fails, the first transaction reports it.
        if let Ok(database) = event.database() {
            database
                .create_object_store(STORE, ObjectStoreParams::new())
                .ok();
        }
    });
    request.await
}

/// Performs all writes in one transaction. When this returns `Ok`, the operating system has them.
pub(super) async fn write(writes: Vec<Write>) -> Result<(), StorageError> {
    let result = try_write(&writes).await;
    if result.is_err() {
        // The browser may have closed the database: the next call opens it again.
        DATABASE.take();
    }
    result
}

async fn try_write(writes: &[Write]) -> Result<(), StorageError> {
    let database = database().await?;
    let failed = |_| StorageError::Unavailable;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadWrite)
        .map_err(failed)?;
    let store = transaction.object_store(STORE).map_err(failed)?;
    for write in writes {
        match write {
            Write::Put { key, text } => store
                .put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))
                .map(drop)
                .map_err(failed)?,
            Write::Delete(key) => store
                .delete(Query::Key(JsValue::from_str(key)))
                .map(drop)
                .map_err(failed)?,
        }
    }
    match transaction.await {
        Ok(TransactionResult::Committed) => Ok(()),
        // The usual reason for an abort is an exceeded quota; the API does not tell it from others.
        _ => Err(StorageError::Full),
    }
}

/// Opens the object store for reading.
async fn store() -> Option<ObjectStore> {
    let database = database().await.ok()?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadOnly)
        .ok()?;
    transaction.object_store(STORE).ok()
}

/// Returns the text under a key.
pub(super) async fn get(key: &str) -> Option<String> {
    let request = store().await?.get(Query::Key(JsValue::from_str(key)));
    request.ok()?.await.ok()??.as_string()
}

/// Returns the texts whose keys begin with `prefix`, by the rest of the key.
pub(super) async fn all(prefix: &str) -> Texts {
    try_all(prefix).await.unwrap_or_default()
}

/// Returns those of the named texts that are stored, by name; their keys are `prefix` and the name.
pub(super) async fn some(prefix: &str, names: BTreeSet<String>) -> Texts {
    try_some(prefix, names).await.unwrap_or_default()
}

async fn try_some(prefix: &str, names: BTreeSet<String>) -> Option<Texts> {
    let store = store().await?;
    let requests = names.into_iter().map(|name| {
        let key = JsValue::from_str(&format!("{prefix}{name}"));
        Some((name, store.get(Query::Key(key)).ok()?))
    });
    // All requests are made before the first answer, so that they share the transaction.
    let requests: Vec<_> = requests.collect::<Option<_>>()?;
    let mut texts = Texts::new();
    for (name, request) in requests {
        if let Some(text) = request.await.ok()?.and_then(|text| text.as_string()) {
            texts.insert(name, text);
        }
    }
    Some(texts)
}

async fn try_all(prefix: &str) -> Option<Texts> {
    let store = store().await?;
    let keys = store.get_all_keys(Some(range(prefix)?), None).ok()?;
    let texts = store.get_all(Some(range(prefix)?), None).ok()?;
    let keys = keys.await.ok()?.into_iter();
    let texts = texts.await.ok()?.into_iter();
    let pairs = keys.zip(texts).filter_map(|(key, text)| {
        let key = key.as_string()?.strip_prefix(prefix)?.to_owned();
        Some((key, text.as_string()?))
    });
    Some(pairs.collect())
}

/// Deletes the texts whose keys begin with `prefix` and whose rest of the key is not in `used`.
///
/// `used` is computed from the text under `key` and the texts whose keys begin with `others`, in
/// the same transaction, so that no other window writes in between. When it returns `None`, nothing
/// is deleted.
pub(super) async fn sweep(
    prefix: &str,
    key: &str,
    others: &str,
    used: impl Fn(&str, &[String]) -> Option<BTreeSet<String>>,
) -> Option<()> {
    let database = database().await.ok()?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadWrite)
        .ok()?;
    let store = transaction.object_store(STORE).ok()?;
    let keys = store.get_all_keys(Some(range(prefix)?), None).ok()?;
    let own = store.get(Query::Key(JsValue::from_str(key))).ok()?;
    let others = store.get_all(Some(range(others)?), None).ok()?;
    // A transaction commits when it has no pending request, so only its own requests are awaited
    // here.
    let keys = keys.await.ok()?;
    let own = own.await.ok()??.as_string()?;
    let others = others.await.ok()?;
    let others: Option<Vec<String>> = others.iter().map(JsValue::as_string).collect();
    let used = used(&own, &others?)?;
    for key in keys {
        let name = key.as_string()?.strip_prefix(prefix)?.to_owned();
        if !used.contains(&name) {
            store.delete(Query::Key(key)).ok()?;
        }
    }
    transaction.await.ok().map(drop)
}

/// Returns the range of keys that begin with `prefix`.
fn range(prefix: &str) -> Option<Query> {
    let (first, last) = (prefix.to_owned(), format!("{prefix}\u{ffff}"));
    let range = KeyRange::bound(
        &JsValue::from_str(&first),
        &JsValue::from_str(&last),
        None,
        None,
    );
    range.ok().map(Query::KeyRange)
}
