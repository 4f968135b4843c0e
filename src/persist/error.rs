use super::FORMAT_VERSION;
use crate::wording::{Key, Message};

/// Why a stored document could not be read. The entry itself is kept.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    #[error("the entry is not a document: {0}")]
    Damaged(String),
    #[error("the entry has version {0}; this page reads up to {FORMAT_VERSION}")]
    TooNew(u32),
    #[error("the file unpacks to more text than any document has")]
    TooLarge,
    #[error("a page of rows is missing: {0}")]
    MissingPage(String),
    #[error("the browser does not let this page read its storage")]
    StoreUnreadable,
}

/// Why a document or a setting could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser stores nothing: private window, policy, blocked cookies.
    Unavailable,
    /// The quota is used up; what was stored before is still there.
    Full,
}

impl StorageError {
    pub fn user_message(self) -> Message {
        match self {
            StorageError::Unavailable => Key::StorageUnavailable.into(),
            StorageError::Full => Key::StorageFull.into(),
        }
    }
}
