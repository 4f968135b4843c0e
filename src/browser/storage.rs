//! Stores documents and settings in this browser, and reports when that fails.
//!
//! Every stored value is a text under a key ([`keys`](crate::persist::keys)). A document is written
//! to two stores:
//!
//! - local storage (`local.rs`) takes a change at once, even while the page is being closed, but is
//!   small, and the browser may keep its writes in memory for a while;
//! - deep storage (`deep.rs`, IndexedDB) is asynchronous, but holds large documents and survives a
//!   crash of the browser.
//!
//! When the document is read, the state that follows from the other one wins, and each page of rows
//! is taken from the store that has it. Settings are in local storage only, versions in deep storage only.

mod copying;
mod deep;
mod document;
mod gatherings;
mod list;
mod local;
mod place;
mod room;
mod settings;
mod versions;

pub use copying::{
    everything, heads, local_everything, new_settings, put_copy, put_settings, put_versions, raw,
};
pub use document::{
    Loaded, Save, leave_local, load, new_id, put_new, set_draft, set_meta, set_views, set_zoom,
    tidy, views, write_deep, write_local, zoom,
};
pub use gatherings::{
    GatherError, StoredGathering, gathering, gatherings, has_gatherings, last_units, put_gathering,
    put_new_gatherings, set_gathering_deleted, set_last_units,
};
pub use list::{duplicate, list, local_list};
pub use place::{board_place, place, set_board_place, set_place};
pub use room::{ask_to_persist, is_available, room};
pub use settings::{
    findings_open, forms, language, profile, remember_role, roles, set_findings_open, set_forms,
    set_language, set_profile,
};
pub use versions::{add_version, keep_day, version, versions};

pub use super::clock::now;
pub use crate::persist::{
    Draft, Entry, Gathering, Meta, Packed, StorageError, Version, VersionKind,
};
