//! A file with everything stored in a browser: documents, their versions and the settings.

use serde::{Deserialize, Serialize};

use super::{LoadError, Summary, Texts, keys::StorageKey, summary, unpacked};

/// The beginning of such a file.
const MARK: &str = "{\"phuluc-all\":";

/// All stored texts of a browser, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Everything {
    /// The time the file was made, in milliseconds since 1970.
    pub made_ms: u64,
    pub texts: Texts,
}

/// A document in such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    pub summary: Summary,
}

impl Everything {
    /// Returns the text of the file.
    pub fn write(&self) -> String {
        let all = serde_json::to_string(self).unwrap_or_default();
        format!("{MARK}{all}}}")
    }

    /// Reads such a file; `None` when the text is not one. A file that unpacks to more text than any
    /// document has is refused.
    pub fn read(text: &str) -> Option<Result<Everything, LoadError>> {
        let all = text.trim().strip_prefix(MARK)?;
        let all = serde_json::from_str(all.strip_suffix('}').unwrap_or(all));
        let all = all.map_err(|error| LoadError::Damaged(error.to_string()));
        Some(all.and_then(|all: Everything| unpacked::check(&all.texts).map(|()| all)))
    }

    /// Returns the documents that can be read.
    pub fn documents(&self) -> Vec<Kept> {
        let heads = self.texts.iter();
        let kept = heads.filter_map(|(key, head)| match StorageKey::parse(key)? {
            StorageKey::Head(id) => Some(Kept {
                id: id.to_owned(),
                summary: summary(head).ok()?,
            }),
            _ => None,
        });
        kept.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, persist};

    #[test]
    fn everything_reads_back() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let saved = persist::save(&document);
        let texts = [
            ("phuluc/doc/7-1", saved.head.as_str()),
            ("phuluc/zoom", "1.5"),
        ];
        let texts = texts.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let all = Everything {
            made_ms: 1,
            texts: texts.into(),
        };
        let text = all.write();
        let read = Everything::read(&text).unwrap().unwrap();
        assert_eq!(read, all);
        assert_eq!(read.documents()[0].id, "7-1");
        assert_eq!(read.documents()[0].summary.n_rows, 1);
        let half = text.get(..text.len() / 2).unwrap();
        assert!(Everything::read(half).unwrap().is_err());
        assert_eq!(Everything::read(&persist::backup(&document)), None);
    }
}
