//! IndexedDB as texts by key: roomy, safe as soon as a write has ended, and never at once.
//!
//! Browsers hold local storage back in memory for seconds up to a minute; whoever kills the browser
//! meanwhile loses that. A transaction of IndexedDB is with the system when it ends.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use idb::{
    Database, DatabaseEvent as _, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query,
    TransactionMode, TransactionResult,
};
use wasm_bindgen::JsValue;

use super::StorageError;

const NAME: &str = "phuluc";
const STORE: &str = "texts";

thread_local! {
    /// The open database, once it has been opened.
    static DATABASE: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// A text to put under a key, or `None` to remove what is there.
pub(super) type Change = (String, Option<String>);

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
        // A database that could not be made ready fails at its first use.
        if let Ok(database) = event.database() {
            database
                .create_object_store(STORE, ObjectStoreParams::new())
                .ok();
        }
    });
    request.await
}

/// Makes all changes or none; they are kept when this answers.
pub(super) async fn write(changes: Vec<Change>) -> Result<(), StorageError> {
    let result = try_write(&changes).await;
    if result.is_err() {
        // The database may have been closed behind our back: the next try opens it again.
        DATABASE.take();
    }
    result
}

async fn try_write(changes: &[Change]) -> Result<(), StorageError> {
    let database = database().await?;
    let failed = |_| StorageError::Unavailable;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadWrite)
        .map_err(failed)?;
    let store = transaction.object_store(STORE).map_err(failed)?;
    for (key, text) in changes {
        let key = JsValue::from_str(key);
        match text {
            Some(text) => store
                .put(&JsValue::from_str(text), Some(&key))
                .map(drop)
                .map_err(failed)?,
            None => store.delete(Query::Key(key)).map(drop).map_err(failed)?,
        }
    }
    match transaction.await {
        Ok(TransactionResult::Committed) => Ok(()),
        // A disk without room aborts; nothing else does.
        _ => Err(StorageError::Full),
    }
}

/// The texts, to be read.
async fn store() -> Option<ObjectStore> {
    let database = database().await.ok()?;
    let transaction = database
        .transaction(&[STORE], TransactionMode::ReadOnly)
        .ok()?;
    transaction.object_store(STORE).ok()
}

pub(super) async fn get(key: &str) -> Option<String> {
    let request = store().await?.get(Query::Key(JsValue::from_str(key)));
    request.ok()?.await.ok()??.as_string()
}

/// The texts whose keys begin with `prefix`, by what follows it.
pub(super) async fn all(prefix: &str) -> BTreeMap<String, String> {
    try_all(prefix).await.unwrap_or_default()
}

async fn try_all(prefix: &str) -> Option<BTreeMap<String, String>> {
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

/// Removes the keys that begin with `prefix`, but those that `used` names by what follows it. It is told
/// the text of `key` and the texts under `others`, and answers `None` when it cannot tell; nobody writes
/// between the look and the removal.
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
    // A transaction lives as long as something is asked of it: nothing else may be awaited here.
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

/// All keys that begin with `prefix`.
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
