use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::summary;

/// Why a version was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VersionKind {
    /// Kept automatically when work continued on another day.
    Day,
    /// Created by the user.
    Named,
    /// Created by an export.
    Export,
    /// The state in which a file was imported.
    Import,
}

/// An earlier state of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Last part of its storage key. Ids of one document sort by time.
    #[serde(skip)]
    pub id: String,
    pub kind: VersionKind,
    /// The name that the user gave it, or the name of the exported or imported file.
    pub name: String,
    /// The time it was created, in milliseconds since 1970.
    pub made_ms: f64,
    pub n_rows: usize,
    /// SHA-256 of the exported file, as hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
    pub head: String,
}

impl Version {
    pub fn new(
        head: &str,
        kind: VersionKind,
        name: &str,
        made_ms: f64,
        sha256: Option<String>,
    ) -> Version {
        Version {
            // Fifteen digits hold milliseconds until the year 33658, so ids sort by time.
            id: format!("{made_ms:015.0}"),
            kind,
            name: name.to_owned(),
            made_ms,
            n_rows: summary(head).map_or(0, |it| it.n_rows),
            sha256,
            head: head.to_owned(),
        }
    }

    /// Reads a stored version; `None` when the text is not one.
    pub fn read(id: &str, text: &str) -> Option<Version> {
        let version: Version = serde_json::from_str(text).ok()?;
        Some(Version {
            id: id.to_owned(),
            ..version
        })
    }

    /// Returns the stored text; [`Version::read`] reads it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether others may hold the document in this state: a file that they answer was exported, or
    /// the document was made from their file.
    pub fn is_shared(&self) -> bool {
        matches!(self.kind, VersionKind::Export | VersionKind::Import)
    }

    /// Whether the version has the same rows as the document of `head`.
    pub fn has_rows_of(&self, head: &str) -> bool {
        let pages = |head: &str| summary(head).map(|it| it.pages);
        pages(&self.head) == pages(head)
    }
}

/// Returns the names of the pages that heads and stored versions need; `None` when one of them
/// cannot be read, because then no page is known to be unused.
pub fn used_pages<'text>(
    heads: impl IntoIterator<Item = &'text str>,
    versions: &[String],
) -> Option<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for head in heads {
        used.extend(summary(head).ok()?.pages);
    }
    for text in versions {
        let version = Version::read("", text)?;
        used.extend(summary(&version.head).ok()?.pages);
    }
    Some(used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, persist};

    #[test]
    fn a_version_reads_back() {
        let saved = persist::save(&fixture::parse("stt | content\n- 1 | Một\n"));
        let version = Version::new(&saved.head, VersionKind::Named, "Bản 1", 7.0, None);
        assert_eq!(version.id, "000000000000007");
        assert_eq!(version.n_rows, 1);
        assert_eq!(Version::read(&version.id, &version.write()), Some(version));
        assert_eq!(Version::read("1", "{}"), None);
    }

    #[test]
    fn pages_of_versions_are_used() {
        let old = persist::save(&fixture::parse("stt | content\n- 1 | Một\n"));
        let new = persist::save(&fixture::parse("stt | content\n- 1 | Hai\n"));
        let version = Version::new(&old.head, VersionKind::Day, "", 7.0, None);
        assert!(version.has_rows_of(&old.head) && !version.has_rows_of(&new.head));
        let used = used_pages([new.head.as_str()], &[version.write()]).unwrap();
        let names = [&old.pages[0].0, &new.pages[0].0].map(String::clone);
        assert_eq!(used, names.into());
        assert_eq!(used_pages([new.head.as_str()], &["{".to_owned()]), None);
        assert_eq!(used_pages(["{"], &[]), None);
    }
}
