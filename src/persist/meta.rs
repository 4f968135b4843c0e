use serde::{Deserialize, Serialize};

/// What the list of documents shows of a document beside its [`Summary`](super::Summary).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// How often this record was written. Of two copies, the one with more writes is the later one.
    pub writes: u64,
    /// The time of the last change, in milliseconds since 1970.
    pub changed_ms: f64,
    pub deleted_ms: Option<f64>,
    /// For a deleted document, when it was first seen in the trash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_trash: Option<InTrash>,
    pub archived: bool,
    /// What the last complete check found, see [`Meta::found`].
    pub n_errors: Option<usize>,
    pub n_findings: Option<usize>,
    /// The time of the first change since the document was last saved as a file outside this
    /// browser.
    pub unsafe_since_ms: Option<f64>,
}

/// What a check of a whole document found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub n_errors: usize,
    pub n_findings: usize,
}

/// How many days the page had been used when a document was first seen in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct InTrash {
    /// The time of the deletion that this belongs to; that of an earlier deletion has no effect.
    pub deleted_ms: f64,
    pub n_days: u64,
}

impl Meta {
    /// Returns the stored text; [`Meta::latest`] reads it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Returns what the last complete check found; `None` before there was one.
    pub fn found(&self) -> Option<Found> {
        let (n_errors, n_findings) = self.n_errors.zip(self.n_findings)?;
        Some(Found {
            n_errors,
            n_findings,
        })
    }

    pub fn set_found(&mut self, found: Found) {
        self.n_errors = Some(found.n_errors);
        self.n_findings = Some(found.n_findings);
    }

    /// Returns the record after a save of the document. `self` is the stored record, read in the same
    /// transaction: where the list files the document is not for a save to change, and what was found
    /// before stays where `found` is `None`.
    pub fn saved(mut self, now_ms: f64, found: Option<Found>) -> Meta {
        if let Some(found) = found {
            self.set_found(found);
        }
        Meta {
            writes: self.writes + 1,
            changed_ms: now_ms,
            unsafe_since_ms: self.unsafe_since_ms.or(Some(now_ms)),
            ..self
        }
    }

    /// Returns the latest of several stored copies, or the default when none can be read.
    pub fn latest<'text>(copies: impl IntoIterator<Item = &'text String>) -> Meta {
        let copies = copies.into_iter();
        let copies = copies.filter_map(|it| serde_json::from_str::<Meta>(it).ok());
        copies.max_by_key(|it| it.writes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Archiving in one window what another edits is not undone by that one's next save.
    #[test]
    fn a_save_does_not_file_the_document() {
        let filed = Meta {
            writes: 4,
            archived: true,
            deleted_ms: Some(5.0),
            ..Meta::default()
        };
        let found = Found {
            n_errors: 1,
            n_findings: 2,
        };
        let saved = filed.clone().saved(9.0, Some(found));
        assert!(saved.archived && saved.deleted_ms == Some(5.0));
        assert_eq!((saved.writes, saved.changed_ms), (5, 9.0));
        assert_eq!(saved.unsafe_since_ms, Some(9.0));
        assert_eq!((filed.found(), saved.found()), (None, Some(found)));
        assert_eq!(saved.saved(10.0, None).found(), Some(found));
    }

    #[test]
    fn the_copy_written_more_often_is_taken() {
        let meta = |writes, n_errors: usize| Meta {
            writes,
            n_errors: Some(n_errors),
            ..Meta::default()
        };
        let copies = [meta(2, 7).write(), meta(3, 0).write(), "{".to_owned()];
        assert_eq!(Meta::latest(&copies), meta(3, 0));
        assert_eq!(Meta::latest(&["{".to_owned()]), Meta::default());
    }
}
