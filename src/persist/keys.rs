//! The key of every text that this page keeps in a browser.
//!
//! | key | text |
//! | --- | --- |
//! | `phuluc/doc/ID` | head of a document |
//! | `phuluc/page/ID/NAME` | page of rows, named after its content |
//! | `phuluc/meta/ID` | what the list shows of a document |
//! | `phuluc/draft/ID` | cell being typed |
//! | `phuluc/size/ID` | zoom of a document |
//! | `phuluc/view/ID` | how a document is shown: filters, folds, hidden and frozen columns |
//! | `phuluc/version/ID/TIME` | earlier state of a document |
//! | `phuluc/gather/ID` | what the list shows of a consolidation |
//! | `phuluc/gather-head/ID` | its form, units and deadline |
//! | `phuluc/gather-file/ID/NUMBER` | a file that a unit sent, with what was decided about it |
//! | `phuluc/clock` | number of days on which the page was used with something in the trash |
//! | `phuluc/place` | cell where this window left its document (session storage) |
//! | other `phuluc/…` | settings |
//!
//! Keys outside `phuluc/` belong to other pages of the origin and are never touched.

use std::fmt;

/// The beginning of all keys of this page.
pub const OWN: &str = "phuluc/";
/// The beginning of the keys of heads; a document id follows.
pub const HEADS: &str = "phuluc/doc/";
/// The beginning of the keys of metas; a document id follows.
pub const METAS: &str = "phuluc/meta/";
const PAGES: &str = "phuluc/page/";
const DRAFTS: &str = "phuluc/draft/";
const VIEWS: &str = "phuluc/view/";
const ZOOMS: &str = "phuluc/size/";
/// The beginning of the keys of versions; a document id and the id of a version follow.
pub const VERSIONS: &str = "phuluc/version/";
/// The beginning of what the list shows of consolidations; an id follows.
pub const GATHERINGS: &str = "phuluc/gather/";
/// The beginning of forms and units of consolidations; an id follows.
pub const GATHER_HEADS: &str = "phuluc/gather-head/";
const GATHER_FILES: &str = "phuluc/gather-file/";

pub const CLOCK: &str = "phuluc/clock";
pub const PLACE: &str = "phuluc/place";
/// The same on the board of a consolidation.
pub const BOARD_PLACE: &str = "phuluc/board-place";

pub const FINDINGS_OPEN: &str = "phuluc/findings-open";
pub const FORMS: &str = "phuluc/forms";
pub const GATHER_UNITS: &str = "phuluc/gather-units";
pub const LANGUAGE: &str = "phuluc/language";
pub const PROFILE: &str = "phuluc/profile";
pub const ROLES: &str = "phuluc/roles";
pub const ZOOM: &str = "phuluc/zoom";

/// Returns the beginning of the keys of a document's pages; the name of a page follows.
pub fn pages_of(document: &str) -> String {
    format!("{PAGES}{document}/")
}

/// Returns the beginning of the keys of a document's versions; the id of a version follows.
pub fn versions_of(document: &str) -> String {
    format!("{VERSIONS}{document}/")
}

/// Returns the beginning of the keys of a consolidation's files; the number of a file follows.
pub fn gather_files_of(id: &str) -> String {
    format!("{GATHER_FILES}{id}/")
}

/// A key of this page by its parts. `to_string` builds the key, [`StorageKey::parse`] takes it
/// apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageKey<'text> {
    Head(&'text str),
    Page {
        document: &'text str,
        name: &'text str,
    },
    Meta(&'text str),
    Draft(&'text str),
    View(&'text str),
    Zoom(&'text str),
    Version {
        document: &'text str,
        id: &'text str,
    },
    Clock,
    Place,
    /// A setting by what follows [`OWN`], also one that only a later version knows.
    Setting(&'text str),
}

impl<'text> StorageKey<'text> {
    /// Takes a key apart; `None` when it is not a key of this page.
    pub fn parse(key: &'text str) -> Option<StorageKey<'text>> {
        if let Some(id) = key.strip_prefix(HEADS) {
            Some(StorageKey::Head(id))
        } else if let Some(id) = key.strip_prefix(METAS) {
            Some(StorageKey::Meta(id))
        } else if let Some(id) = key.strip_prefix(DRAFTS) {
            Some(StorageKey::Draft(id))
        } else if let Some(id) = key.strip_prefix(VIEWS) {
            Some(StorageKey::View(id))
        } else if let Some(id) = key.strip_prefix(ZOOMS) {
            Some(StorageKey::Zoom(id))
        } else if let Some(rest) = key.strip_prefix(PAGES) {
            // Names of pages and ids of versions have no slash; an id from a foreign file might.
            let (document, name) = rest.rsplit_once('/')?;
            Some(StorageKey::Page { document, name })
        } else if let Some(rest) = key.strip_prefix(VERSIONS) {
            let (document, id) = rest.rsplit_once('/')?;
            Some(StorageKey::Version { document, id })
        } else if key == CLOCK {
            Some(StorageKey::Clock)
        } else if key == PLACE {
            Some(StorageKey::Place)
        } else {
            key.strip_prefix(OWN).map(StorageKey::Setting)
        }
    }

    /// Returns the id of the document that the key belongs to, if it belongs to one.
    pub fn document(self) -> Option<&'text str> {
        match self {
            StorageKey::Head(document)
            | StorageKey::Meta(document)
            | StorageKey::Draft(document)
            | StorageKey::View(document)
            | StorageKey::Zoom(document)
            | StorageKey::Page { document, .. }
            | StorageKey::Version { document, .. } => Some(document),
            StorageKey::Clock | StorageKey::Place | StorageKey::Setting(_) => None,
        }
    }

    /// Returns the same key of another document; keys without a document stay as they are.
    pub fn with_document(self, document: &'text str) -> StorageKey<'text> {
        match self {
            StorageKey::Head(_) => StorageKey::Head(document),
            StorageKey::Meta(_) => StorageKey::Meta(document),
            StorageKey::Draft(_) => StorageKey::Draft(document),
            StorageKey::View(_) => StorageKey::View(document),
            StorageKey::Zoom(_) => StorageKey::Zoom(document),
            StorageKey::Page { name, .. } => StorageKey::Page { document, name },
            StorageKey::Version { id, .. } => StorageKey::Version { document, id },
            StorageKey::Clock | StorageKey::Place | StorageKey::Setting(_) => self,
        }
    }
}

impl fmt::Display for StorageKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageKey::Head(id) => write!(f, "{HEADS}{id}"),
            StorageKey::Page { document, name } => write!(f, "{PAGES}{document}/{name}"),
            StorageKey::Meta(id) => write!(f, "{METAS}{id}"),
            StorageKey::Draft(id) => write!(f, "{DRAFTS}{id}"),
            StorageKey::View(id) => write!(f, "{VIEWS}{id}"),
            StorageKey::Zoom(id) => write!(f, "{ZOOMS}{id}"),
            StorageKey::Version { document, id } => write!(f, "{VERSIONS}{document}/{id}"),
            StorageKey::Clock => f.write_str(CLOCK),
            StorageKey::Place => f.write_str(PLACE),
            StorageKey::Setting(name) => write!(f, "{OWN}{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SETTINGS: [&str; 5] = [FORMS, LANGUAGE, PROFILE, ROLES, ZOOM];

    fn all<'text>(document: &'text str, name: &'text str) -> Vec<StorageKey<'text>> {
        vec![
            StorageKey::Head(document),
            StorageKey::Page { document, name },
            StorageKey::Meta(document),
            StorageKey::Draft(document),
            StorageKey::Zoom(document),
            StorageKey::Version { document, id: name },
            StorageKey::Clock,
            StorageKey::Place,
            StorageKey::Setting("zoom"),
        ]
    }

    proptest! {
        #[test]
        fn a_key_is_taken_apart_as_it_was_built(document in "\\PC{0,12}", name in "[0-9a-f-]{1,12}") {
            for key in all(&document, &name) {
                let text = key.to_string();
                prop_assert!(text.starts_with(OWN));
                prop_assert_eq!(StorageKey::parse(&text), Some(key));
            }
        }
    }

    #[test]
    fn keys_are_what_browsers_hold_already() {
        let keys: Vec<String> = all("7-1", "a").iter().map(StorageKey::to_string).collect();
        assert_eq!(
            keys,
            [
                "phuluc/doc/7-1",
                "phuluc/page/7-1/a",
                "phuluc/meta/7-1",
                "phuluc/draft/7-1",
                "phuluc/size/7-1",
                "phuluc/version/7-1/a",
                "phuluc/clock",
                "phuluc/place",
                "phuluc/zoom",
            ]
        );
    }

    #[test]
    fn no_kind_begins_with_another() {
        let mut beginnings = vec![
            HEADS, PAGES, METAS, DRAFTS, VIEWS, ZOOMS, VERSIONS, CLOCK, PLACE,
        ];
        beginnings.extend([GATHERINGS, GATHER_HEADS, GATHER_FILES, GATHER_UNITS]);
        beginnings.extend(SETTINGS);
        for (at, one) in beginnings.iter().enumerate() {
            for (other_at, other) in beginnings.iter().enumerate() {
                assert!(at == other_at || !one.starts_with(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn every_setting_is_one() {
        for key in SETTINGS {
            let parsed = StorageKey::parse(key);
            assert!(matches!(parsed, Some(StorageKey::Setting(_))), "{key}");
        }
        assert_eq!(
            StorageKey::parse("phuluc/of-a-later-version"),
            Some(StorageKey::Setting("of-a-later-version"))
        );
    }

    #[test]
    fn foreign_and_broken_keys_are_none() {
        for key in [
            "",
            "phuluc",
            "phulucdoc/1",
            "other",
            "phuluc/page/1",
            "phuluc/version/1",
        ] {
            assert_eq!(StorageKey::parse(key), None, "{key}");
        }
    }

    #[test]
    fn prefixes_of_a_document_hold_its_keys_only() {
        let page = StorageKey::Page {
            document: "7-1",
            name: "a",
        };
        let version = StorageKey::Version {
            document: "7-1",
            id: "a",
        };
        assert_eq!(page.to_string().strip_prefix(&pages_of("7-1")), Some("a"));
        assert_eq!(
            version.to_string().strip_prefix(&versions_of("7-1")),
            Some("a")
        );
        assert!(!page.to_string().starts_with(&pages_of("7")));
        let moved = all("7-1", "a").into_iter();
        let moved = moved.map(|it| it.with_document("8").document());
        assert_eq!(moved.flatten().collect::<Vec<_>>(), ["8"; 6]);
    }
}
