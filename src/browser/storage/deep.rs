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

use crate::persist::{self, StorageError, Texts};

const NAME: &str = "phuluc";
const STORE: &str = "texts";

thread_local! {
    /// The database after it has been opened.
    static DATABASE: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
}

/// Several reads and writes of which no other window sees or changes a part. It commits when it has
/// no pending request, so only its own requests may be awaited before [`Transaction::commit`].
pub(super) struct Transaction {
    inner: idb::Transaction,
    store: ObjectStore,
}

impl Transaction {
    pub(super) async fn reading() -> Result<Transaction, StorageError> {
        Transaction::begin(TransactionMode::ReadOnly).await
    }

    pub(super) async fn writing() -> Result<Transaction, StorageError> {
        Transaction::begin(TransactionMode::ReadWrite).await
    }

    async fn begin(mode: TransactionMode) -> Result<Transaction, StorageError> {
        let begun = begin_on(&*database().await?, mode);
        let begun = match begun {
            Ok(begun) => Ok(begun),
            // The browser may have closed the database, as it does when site data is cleared.
            Err(_) => {
                DATABASE.take();
                begin_on(&*database().await?, mode)
            }
        };
        begun.map_err(|_| StorageError::Unavailable)
    }

    /// Returns the text under a key.
    pub(super) async fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        let request = self.store.get(Query::Key(JsValue::from_str(key)));
        let text = request.map_err(unavailable)?.await.map_err(unavailable)?;
        Ok(text.and_then(|it| it.as_string()))
    }

    /// Returns those of the named texts that are stored, by name; their keys are `prefix` and the
    /// name.
    pub(super) async fn some(
        &self,
        prefix: &str,
        names: BTreeSet<String>,
    ) -> Result<Texts, StorageError> {
        let requests = names.into_iter().map(|name| {
            let key = JsValue::from_str(&format!("{prefix}{name}"));
            let request = self.store.get(Query::Key(key)).map_err(unavailable)?;
            Ok((name, request))
        });
        // All requests are made before the first answer, so that none of them waits for another.
        let requests: Vec<_> = requests.collect::<Result<_, StorageError>>()?;
        let mut texts = Texts::new();
        for (name, request) in requests {
            let text = request.await.map_err(unavailable)?;
            if let Some(text) = text.and_then(|it| it.as_string()) {
                texts.insert(name, text);
            }
        }
        Ok(texts)
    }

    /// Returns the texts whose keys begin with `prefix`, by the rest of the key.
    pub(super) async fn all(&self, prefix: &str) -> Result<Texts, StorageError> {
        let keys = self.store.get_all_keys(Some(range(prefix)?), None);
        let texts = self.store.get_all(Some(range(prefix)?), None);
        let keys = keys.map_err(unavailable)?.await.map_err(unavailable)?;
        let texts = texts.map_err(unavailable)?.await.map_err(unavailable)?;
        let pairs = keys.iter().zip(texts).filter_map(|(key, text)| {
            let key = key.as_string()?.strip_prefix(prefix)?.to_owned();
            Some((key, text.as_string()?))
        });
        Ok(persist::texts(pairs))
    }

    /// Returns the rest of each key that begins with `prefix`.
    pub(super) async fn names(&self, prefix: &str) -> Result<BTreeSet<String>, StorageError> {
        let keys = self.store.get_all_keys(Some(range(prefix)?), None);
        let keys = keys.map_err(unavailable)?.await.map_err(unavailable)?;
        let names = keys
            .iter()
            .filter_map(|key| Some(key.as_string()?.strip_prefix(prefix)?.to_owned()));
        Ok(names.collect())
    }

    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (key, text) = (JsValue::from_str(key), JsValue::from_str(text));
        let request = self.store.put(&text, Some(&key));
        request.map(drop).map_err(unavailable)
    }

    /// Deletes the text under a key, if there is one.
    pub(super) fn delete(&self, key: &str) -> Result<(), StorageError> {
        let request = self.store.delete(Query::Key(JsValue::from_str(key)));
        request.map(drop).map_err(unavailable)
    }

    /// Waits for the end. When this returns `Ok`, the operating system has all writes; otherwise
    /// none was made.
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        match self.inner.await {
            Ok(TransactionResult::Committed) => Ok(()),
            // The usual reason for an abort is an exceeded quota; the API does not tell it from
            // others.
            Ok(TransactionResult::Aborted) | Err(_) => Err(StorageError::Full),
        }
    }
}

fn begin_on(database: &Database, mode: TransactionMode) -> Result<Transaction, idb::Error> {
    let inner = database.transaction(&[STORE], mode)?;
    let store = inner.object_store(STORE)?;
    Ok(Transaction { inner, store })
}

fn unavailable(_: idb::Error) -> StorageError {
    StorageError::Unavailable
}

async fn database() -> Result<Rc<Database>, StorageError> {
    if let Some(open) = DATABASE.with_borrow(Option::clone) {
        return Ok(open);
    }
    let database = Rc::new(open().await.map_err(unavailable)?);
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

/// Returns the texts whose keys begin with `prefix`, by the rest of the key.
pub(super) async fn all(prefix: &str) -> Result<Texts, StorageError> {
    Transaction::reading().await?.all(prefix).await
}

/// Stores texts by key, all or none.
pub(super) async fn put_all(texts: &Texts) -> Result<(), StorageError> {
    let transaction = Transaction::writing().await?;
    for (key, text) in texts {
        transaction.put(key, text)?;
    }
    transaction.commit().await
}

/// Returns the range of keys that begin with `prefix`.
fn range(prefix: &str) -> Result<Query, StorageError> {
    let (first, last) = (prefix.to_owned(), format!("{prefix}\u{ffff}"));
    let range = KeyRange::bound(
        &JsValue::from_str(&first),
        &JsValue::from_str(&last),
        None,
        None,
    );
    range.map(Query::KeyRange).map_err(unavailable)
}
