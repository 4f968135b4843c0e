//! What restoring a backup of everything would do with each of its documents, decided before
//! anything is written. No stored document is ever overwritten.

use serde_json::Value;

use super::{Everything, Kept, Meta, Texts, keys::StorageKey, summary};

/// A document of a backup, and what restoring it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restoration {
    pub kept: Kept,
    pub standing: Standing,
    /// How many of its versions are not stored here; they are added in every case.
    pub n_new_versions: usize,
    /// Whether it was in the trash when the backup was made.
    pub was_deleted: bool,
}

/// How a document of a backup compares with the stored documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not stored here: it is added.
    New,
    /// Stored here with other content, or in a form that this build cannot read: it is added as a
    /// copy.
    Differs,
    /// Stored here with the same content, but in the trash: that one is taken out of the trash.
    Deleted,
    Same,
}

impl Restoration {
    /// Whether restoring the document changes anything.
    pub fn is_of_use(&self) -> bool {
        self.standing != Standing::Same || 0 < self.n_new_versions
    }
}

/// Compares a backup with what is stored `here`: the heads, metas and versions by key.
pub fn restorations(all: &Everything, here: &Texts) -> Vec<Restoration> {
    let documents = all.documents().into_iter();
    let restorations = documents.map(|kept| {
        let id = kept.id.as_str();
        let key = StorageKey::Head(id).to_string();
        let is_deleted = |texts: &Texts| {
            let meta = Meta::latest(texts.get(&StorageKey::Meta(id).to_string()));
            meta.deleted_ms.is_some()
        };
        let standing = match (here.get(&key), all.texts.get(&key)) {
            (None, _) => Standing::New,
            (Some(here), Some(head)) if differs(here, head) => Standing::Differs,
            _ if is_deleted(here) => Standing::Deleted,
            _ => Standing::Same,
        };
        let versions = all.texts.keys().filter(|key| {
            let key = StorageKey::parse(key);
            matches!(key, Some(StorageKey::Version { document, .. }) if document == id)
        });
        Restoration {
            standing,
            n_new_versions: versions.filter(|key| !here.contains_key(*key)).count(),
            was_deleted: is_deleted(&all.texts),
            kept,
        }
    });
    restorations.collect()
}

/// Whether two heads are of different documents: everything counts but how often they were saved.
/// A head that this build cannot read, because it is damaged or of a newer format, differs from all
/// others.
pub fn differs(head: &str, other: &str) -> bool {
    let content = |head: &str| {
        summary(head).ok()?;
        let mut content: Value = serde_json::from_str(head).ok()?;
        let fields = content.as_object_mut()?;
        for of_saving in ["saves", "stamp", "next_id"] {
            fields.remove(of_saving);
        }
        Some(content)
    };
    match (content(head), content(other)) {
        (Some(content), Some(other)) => content != other,
        _ => true,
    }
}

/// Returns the versions of a document of a backup that are not stored `here`, and the pages they
/// need. `here` holds the texts of the document by key; none of them is replaced.
pub fn missing_versions(all: &Texts, id: &str, here: &Texts) -> Texts {
    let own = all.iter().filter(|(key, _)| {
        let key = StorageKey::parse(key);
        matches!(key, Some(StorageKey::Version { document, .. } | StorageKey::Page { document, .. }) if document == id)
    });
    let missing = own.filter(|(key, _)| !here.contains_key(*key));
    missing
        .map(|(key, text)| (key.clone(), text.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Document, fixture},
        persist::{self, Saver, Version, VersionKind},
    };

    fn document() -> Document {
        fixture::parse("stt | content\n- 1 | Một\n- 2 | Hai\n")
    }

    fn head(document: &Document) -> String {
        persist::save(document).head
    }

    #[test]
    fn everything_but_the_number_of_saves_makes_a_difference() {
        let same = document();
        let mut saver = Saver::default();
        saver.save(&same, 9);
        assert!(!differs(&head(&same), &saver.save(&same, 9).head));
        let changes: [fn(&mut Document); 8] = [
            |it| it.plan.name.push('x'),
            |it| it.plan.number.push('x'),
            |it| it.annexes[0].head.title.push('x'),
            |it| it.annexes[0].head.reference.push('x'),
            |it| it.annexes[0].columns[1].header.push("x".to_owned()),
            |it| it.review.lists_waivers = true,
            |it| it.review.profile.rules = [("stray-spacing".to_owned(), None)].into(),
            |it| drop(it.annexes[0].rows.pop()),
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut other = document();
            change(&mut other);
            assert!(differs(&head(&same), &head(&other)), "{at}");
        }
    }

    #[test]
    fn a_format_of_a_later_build_differs() {
        let head = head(&document());
        let newer = head.replace("\"version\":2", "\"version\":9");
        assert!(differs(&newer, &head) && differs(&newer, &newer) && differs("{", "{"));
    }

    /// A backup with one document `1`, its meta and a version.
    fn backup(document: &Document, meta: &Meta) -> Everything {
        let saved = persist::save(document);
        let version = Version::new(&saved.head, VersionKind::Named, "Bản 1", 7.0, None);
        let texts = [
            ("phuluc/doc/1".to_owned(), saved.head),
            ("phuluc/meta/1".to_owned(), meta.write()),
            ("phuluc/page/1/a".to_owned(), "[]".to_owned()),
            (format!("phuluc/version/1/{}", version.id), version.write()),
        ];
        Everything {
            made_ms: 1,
            texts: texts.into(),
        }
    }

    fn deleted() -> Meta {
        Meta {
            deleted_ms: Some(1.0),
            ..Meta::default()
        }
    }

    #[test]
    fn what_is_here_decides_what_a_restore_does() {
        let all = backup(&document(), &Meta::default());
        let standing = |here: &Texts| {
            let found = restorations(&all, here);
            assert_eq!(found.len(), 1);
            (found[0].standing, found[0].n_new_versions)
        };
        assert_eq!(standing(&Texts::new()), (Standing::New, 1));
        assert_eq!(standing(&all.texts), (Standing::Same, 0));
        let mut without_version = all.texts.clone();
        without_version.retain(|key, _| !key.starts_with("phuluc/version/"));
        assert_eq!(standing(&without_version), (Standing::Same, 1));
        assert!(restorations(&all, &without_version)[0].is_of_use());
        let trash = backup(&document(), &deleted()).texts;
        assert_eq!(standing(&trash), (Standing::Deleted, 0));
        let mut other = document();
        other.annexes[0].head.title = "Khác".to_owned();
        assert_eq!(
            standing(&backup(&other, &deleted()).texts).0,
            Standing::Differs
        );
        let mut newer = all.texts.clone();
        let head = newer["phuluc/doc/1"].replace("\"version\":2", "\"version\":9");
        newer.insert("phuluc/doc/1".to_owned(), head);
        assert_eq!(standing(&newer), (Standing::Differs, 0));
        assert!(restorations(&backup(&document(), &deleted()), &newer)[0].was_deleted);
    }

    #[test]
    fn missing_versions_replace_nothing() {
        let all = backup(&document(), &Meta::default()).texts;
        let here: Texts = [("phuluc/page/1/a".to_owned(), "[1]".to_owned())].into();
        let missing = missing_versions(&all, "1", &here);
        let keys: Vec<&str> = missing.keys().map(String::as_str).collect();
        assert_eq!(keys, ["phuluc/version/1/000000000000007"]);
        assert!(missing_versions(&all, "2", &here).is_empty());
    }
}
