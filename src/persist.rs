//! The stored form of documents: versioned, with serde types of its own, and independent of a
//! browser.
//!
//! A document is a small head and pages of rows. Pages are cut by content (`chunks.rs`) and named
//! after it, so an edit or an insertion writes one new page and then the head; a head never refers
//! to a page that has not been written yet.
//!
//! - [`Saver`] turns a document into a head and its pages ([`Saved`]), [`Packed`] compresses the
//!   pages, [`load`] reads them back. `v2.rs` is the current format.
//! - [`keys`] defines the key of every text in storage. [`Texts`] are the texts of a store by key.
//! - [`listed`], [`merged`] and [`load_latest`] decide between the copies that two stores hold.
//! - [`backup`], [`Everything`], [`write_form`] and [`write_profile`] are the files that users
//!   exchange.

mod backup;
mod chunks;
mod digest;
mod draft;
mod error;
mod everything;
mod foreign_settings;
mod form;
mod gathering;
pub mod keys;
mod listing;
mod load;
mod meta;
mod pack;
mod packed;
mod reporting;
mod restoration;
mod review;
mod saved;
mod saver;
mod stamp;
mod summary;
mod texts;
mod unpacked;
mod usage;
mod v2;
mod version;

pub use backup::{BACKUP_MARK, backup, read_backup};
pub use digest::sha256;
pub use draft::Draft;
pub use error::{LoadError, StorageError};
pub use everything::{Everything, Kept};
pub use foreign_settings::{ForeignSetting, ZOOM_MAX, ZOOM_MIN, foreign_settings};
pub use form::{read_form, write_form};
pub use gathering::Gathering;
pub use listing::{Entry, listed};
pub use load::{Heads, Latest, load, load_latest, load_whole};
pub use meta::{Found, InTrash, Meta};
pub use pack::{pack, unpack};
pub use packed::Packed;
pub use restoration::{Restoration, Standing, differs, missing_versions, restorations};
pub use review::{read_profile, write_profile};
pub use saved::{FORMAT_VERSION, Saved};
pub use saver::{Saver, save};
pub use stamp::{Stamp, Unfit};
pub use summary::{Summary, named_pages, renamed, stamp_of, summary};
pub use texts::{Texts, copied, merged, texts};
pub use usage::{TrashDuty, Usage, trash_duty};
pub use version::{Version, VersionKind, used_pages};
