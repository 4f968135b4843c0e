use std::collections::BTreeMap;

use super::{
    Meta,
    keys::StorageKey,
    summary::{renamed, stamp_of},
};

/// Stored texts by key, or by what follows a common prefix of their keys.
pub type Texts = BTreeMap<String, String>;

/// Returns the texts of these pairs. It puts in one after the other; `collect` would sort them first, by
/// a sort of its own for each kind of iterator.
pub fn texts(pairs: impl IntoIterator<Item = (String, String)>) -> Texts {
    let mut texts = Texts::new();
    texts.extend(pairs);
    texts
}

/// Merges the texts of both stores by key. Of a head or a meta the later copy is taken, of anything
/// else the copy of local storage.
pub fn merged(deep: Texts, local: Texts) -> Texts {
    let mut all = deep;
    for (key, text) in local {
        if all
            .get(&key)
            .is_none_or(|deep| !is_older(&key, &text, deep))
        {
            all.insert(key, text);
        }
    }
    all
}

/// Whether `text` is an older state than `other`, which is stored under the same key elsewhere.
fn is_older(key: &str, text: &str, other: &str) -> bool {
    let writes = |text: &str| serde_json::from_str::<Meta>(text).map_or(0, |it| it.writes);
    match StorageKey::parse(key) {
        Some(StorageKey::Head(_)) => match (stamp_of(text), stamp_of(other)) {
            (Some(stamp), Some(other)) => !stamp.covers(&other),
            (stamp, _) => stamp.is_none(),
        },
        Some(StorageKey::Meta(_)) => writes(text) < writes(other),
        _ => false,
    }
}

/// Returns the texts of document `from` with keys of document `to`, under another name when one is
/// given. A draft is not copied, and the copy of a deleted document is not deleted.
pub fn copied(texts: &Texts, from: &str, to: &str, name: Option<&str>) -> Texts {
    let copies = texts.iter().filter_map(|(key, text)| {
        let key = StorageKey::parse(key)?;
        if key.document() != Some(from) {
            return None;
        }
        let text = match (key, name) {
            (StorageKey::Draft(_), _) => return None,
            (StorageKey::Head(_), Some(name)) => renamed(text, name)?,
            (StorageKey::Meta(_), _) => undeleted(text),
            _ => text.clone(),
        };
        Some((key.with_document(to).to_string(), text))
    });
    self::texts(copies)
}

/// Returns a meta of a document that is not deleted, with nothing else changed.
fn undeleted(text: &str) -> String {
    let meta = Meta::latest([&text.to_owned()]);
    let meta = Meta {
        deleted_ms: None,
        in_trash: None,
        ..meta
    };
    meta.write()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        persist::{Saver, summary},
    };

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        let pairs = pairs.iter();
        pairs
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    fn heads() -> [String; 2] {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let mut saver = Saver::default();
        [saver.save(&document, 0).head, saver.save(&document, 0).head]
    }

    #[test]
    fn the_later_text_of_two_stores_is_taken() {
        let [first, second] = heads();
        let meta = |writes| {
            let meta = Meta {
                writes,
                ..Meta::default()
            };
            meta.write()
        };
        let (old, new) = (meta(1), meta(2));
        let deep = texts(&[
            ("phuluc/doc/1", &first),
            ("phuluc/doc/2", &second),
            ("phuluc/meta/1", &old),
            ("phuluc/meta/2", &new),
            ("phuluc/zoom", "1"),
            ("phuluc/doc/3", &first),
        ]);
        let local = texts(&[
            ("phuluc/doc/1", &second),
            ("phuluc/doc/2", &first),
            ("phuluc/meta/1", &new),
            ("phuluc/meta/2", &old),
            ("phuluc/zoom", "2"),
            ("phuluc/doc/4", &first),
        ]);
        let expected = texts(&[
            ("phuluc/doc/1", &second),
            ("phuluc/doc/2", &second),
            ("phuluc/meta/1", &new),
            ("phuluc/meta/2", &new),
            ("phuluc/zoom", "2"),
            ("phuluc/doc/3", &first),
            ("phuluc/doc/4", &first),
        ]);
        assert_eq!(merged(deep, local), expected);
    }

    #[test]
    fn a_copy_has_keys_of_its_own() {
        let [head, _] = heads();
        let stored = texts(&[
            ("phuluc/doc/1", &head),
            ("phuluc/doc/12", &head),
            ("phuluc/page/1/a", "x"),
            ("phuluc/page/12/a", "y"),
            ("phuluc/version/1/7", "v"),
            ("phuluc/draft/1", "d"),
            ("phuluc/zoom", "1"),
        ]);
        let copy = copied(&stored, "1", "9", Some("Bản sao"));
        let keys: Vec<&str> = copy.keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["phuluc/doc/9", "phuluc/page/9/a", "phuluc/version/9/7"]
        );
        assert_eq!(summary(&copy["phuluc/doc/9"]).unwrap().name, "Bản sao");
        assert_eq!(copy["phuluc/page/9/a"], "x");
        let same = copied(&stored, "1", "1", None);
        assert_eq!(same["phuluc/doc/1"], head);
    }

    #[test]
    fn a_copy_of_a_deleted_document_is_not_deleted() {
        let [head, _] = heads();
        let meta = Meta {
            deleted_ms: Some(1.0),
            changed_ms: 7.0,
            ..Meta::default()
        };
        let stored = texts(&[("phuluc/doc/1", &head), ("phuluc/meta/1", &meta.write())]);
        let copy = copied(&stored, "1", "1", None);
        let copied = Meta::latest([&copy["phuluc/meta/1"]]);
        assert_eq!((copied.deleted_ms, copied.changed_ms), (None, 7.0));
    }
}
