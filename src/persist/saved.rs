use serde::{Deserialize, Serialize};

/// The version of the stored form that is written today.
///
/// A field that older files lack gets a default, and earlier versions of the page ignore it. Any other change is a new file beside `v2.rs` with
/// an upgrade from version 2. Never change a version that was shipped.
pub const FORMAT_VERSION: u32 = 2;

/// A document in its stored form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// JSON with the version of the format and, in order, the names of the pages.
    pub head: String,
    /// Pages as pairs of name and JSON. [`Saver::save`](super::Saver::save) returns only new pages.
    pub pages: Vec<(String, String)>,
}
