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
    pub n_errors: usize,
    pub n_findings: usize,
    /// The time of the first change since the document was last saved as a file outside this
    /// browser.
    pub unsafe_since_ms: Option<f64>,
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

    #[test]
    fn the_copy_written_more_often_is_taken() {
        let meta = |writes, n_errors| Meta {
            writes,
            n_errors,
            ..Meta::default()
        };
        let copies = [meta(2, 7).write(), meta(3, 0).write(), "{".to_owned()];
        assert_eq!(Meta::latest(&copies), meta(3, 0));
        assert_eq!(Meta::latest(&["{".to_owned()]), Meta::default());
    }
}
