use std::collections::HashMap;

use super::{
    LoadError, Saved, Stamp,
    summary::{next_id, stamp_of, summary},
    v2,
};
use crate::model::Document;

/// Reads a document; `page` returns the JSON of a page by its name.
pub fn load(head: &str, page: impl Fn(&str) -> Option<String>) -> Result<Document, LoadError> {
    match summary(head)?.version {
        1 | 2 => v2::load(head, page),
        version => Err(LoadError::TooNew(version)),
    }
}

/// Reads a document that was saved with all of its pages.
pub fn load_whole(saved: &Saved) -> Result<Document, LoadError> {
    let pages: HashMap<&str, &str> = saved
        .pages
        .iter()
        .map(|(name, page)| (name.as_str(), page.as_str()))
        .collect();
    load(&saved.head, |name| {
        pages.get(name).map(|&page| page.to_owned())
    })
}

/// The heads of one document in the two stores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    pub local: Option<String>,
    pub deep: Option<String>,
}

impl Heads {
    /// Whether two windows saved in parallel, so that neither state covers the other.
    pub fn is_split(&self) -> bool {
        let (local, deep) = (self.local.as_deref(), self.deep.as_deref());
        match (local.and_then(stamp_of), deep.and_then(stamp_of)) {
            (Some(local), Some(deep)) => !local.covers(&deep) && !deep.covers(&local),
            _ => false,
        }
    }

    /// Returns the heads, that of the state which covers the other one first. Where neither does,
    /// deep storage comes first, and where one head cannot be read, the other one.
    fn ordered(&self) -> Vec<&str> {
        let (local, deep) = (self.local.as_deref(), self.deep.as_deref());
        let local_first = match (local.and_then(stamp_of), deep.and_then(stamp_of)) {
            (Some(local), Some(deep)) => local.covers(&deep),
            (local, _) => local.is_some(),
        };
        let ordered = if local_first {
            [local, deep]
        } else {
            [deep, local]
        };
        ordered.into_iter().flatten().collect()
    }
}

/// The latest readable one of the two stored states of a document.
#[derive(Debug, PartialEq)]
pub struct Latest {
    pub document: Document,
    /// The first id that no state has ever used, whether its rows can be read or not.
    pub next_id: u32,
    /// Which save it is. Where the latest state cannot be read, the stamp of that one, so that the
    /// next save replaces it.
    pub stamp: Stamp,
    /// Whether deep storage has the state with that stamp.
    pub is_deep: bool,
    /// Whether a later state exists that cannot be read.
    pub is_older: bool,
}

/// Reads the state that covers the other one, or the other one when it cannot be read. When none
/// can be read, returns the error of the first. `page` returns the JSON of a page by its name.
pub fn load_latest(
    heads: &Heads,
    page: impl Fn(&str) -> Option<String>,
) -> Result<Latest, LoadError> {
    let ordered = heads.ordered();
    let next_id = ordered.iter().map(|head| next_id(head)).max().unwrap_or(0);
    let stamp = ordered.iter().find_map(|head| stamp_of(head));
    let stamp = stamp.unwrap_or_default();
    let mut failure = LoadError::Damaged("nothing is stored".to_owned());
    for (at, head) in ordered.iter().enumerate() {
        match load(head, &page) {
            Ok(document) => {
                let deep = heads.deep.as_deref().and_then(stamp_of);
                return Ok(Latest {
                    next_id: document.next_id().max(next_id),
                    document,
                    is_deep: 0 < at || deep.is_some_and(|deep| deep.is(&stamp)),
                    stamp,
                    is_older: 0 < at || ordered.iter().any(|it| is_too_new(it)),
                });
            }
            Err(error) if at == 0 => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
}

fn is_too_new(head: &str) -> bool {
    matches!(summary(head), Err(LoadError::TooNew(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        persist::{Saver, save},
    };

    #[test]
    fn damage_is_named_not_hidden() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let Saved { head, pages } = save(&document);
        assert_eq!(
            load_whole(&Saved {
                head: head.clone(),
                pages: pages.clone()
            }),
            Ok(document)
        );
        assert_eq!(
            load_whole(&Saved {
                head: head.clone(),
                pages: Vec::new()
            }),
            Err(LoadError::MissingPage(pages[0].0.clone()))
        );
        assert!(matches!(load("{", |_| None), Err(LoadError::Damaged(_))));
        let newer = head.replace("\"version\":2", "\"version\":9");
        assert_eq!(load(&newer, |_| None), Err(LoadError::TooNew(9)));
    }

    #[test]
    fn the_latest_readable_state_is_loaded() {
        let old = fixture::parse("stt | content\n- 1 | Một\n");
        let new = fixture::parse("stt | content\n- 1 | Hai\n");
        let mut saver = Saver::default();
        let (first, second) = (saver.save(&old, 40), saver.save(&new, 50));
        let heads = |local: &Saved, deep: &Saved| Heads {
            local: Some(local.head.clone()),
            deep: Some(deep.head.clone()),
        };
        let any = |name: &str| {
            let mut pages = first.pages.iter().chain(&second.pages);
            pages.find(|it| it.0 == name).map(|it| it.1.clone())
        };
        for (heads, is_deep) in [
            (heads(&second, &first), false),
            (heads(&first, &second), true),
            (heads(&second, &second), true),
        ] {
            let latest = load_latest(&heads, any).unwrap();
            assert_eq!((latest.is_deep, latest.is_older), (is_deep, false));
            assert_eq!((latest.stamp, latest.next_id), (Stamp::numbered(2), 50));
            assert_eq!(latest.document, new);
        }

        let first_only = |name: &str| {
            let page = first.pages.iter().find(|it| it.0 == name);
            page.map(|it| it.1.clone())
        };
        let older = load_latest(&heads(&first, &second), first_only).unwrap();
        // The next save replaces the unreadable state, which has given out ids too.
        assert_eq!((older.stamp, older.next_id), (Stamp::numbered(2), 50));
        assert!(older.is_older && older.is_deep);
        assert_eq!(older.document, old);

        let missing = LoadError::MissingPage(second.pages[0].0.clone());
        assert_eq!(load_latest(&heads(&first, &second), |_| None), Err(missing));
        assert!(matches!(
            load_latest(&Heads::default(), |_| None),
            Err(LoadError::Damaged(_))
        ));
    }

    #[test]
    fn of_two_parallel_states_that_of_deep_storage_is_loaded() {
        let one = fixture::parse("stt | content\n- 1 | Một\n");
        let two = fixture::parse("stt | content\n- 1 | Hai\n");
        let old = Stamp::numbered(3);
        let save =
            |document: &Document, window| Saver::default().save_as(document, 0, &old.next(window));
        let (local, deep) = (save(&one, 1), save(&two, 2));
        let heads = Heads {
            local: Some(local.head.clone()),
            deep: Some(deep.head.clone()),
        };
        assert!(heads.is_split());
        let page = |name: &str| {
            let mut pages = local.pages.iter().chain(&deep.pages);
            pages.find(|it| it.0 == name).map(|it| it.1.clone())
        };
        let latest = load_latest(&heads, page).unwrap();
        assert_eq!((latest.document, latest.is_deep), (two, true));
        let later = Heads {
            local: Some(Saver::default().save_as(&one, 0, &old.next(2).next(1)).head),
            ..heads
        };
        assert!(!later.is_split());
    }

    #[test]
    fn a_damaged_state_does_not_hide_a_good_one() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let saved = save(&document);
        let page = |_: &str| Some(saved.pages[0].1.clone());
        let heads = Heads {
            local: Some("{".to_owned()),
            deep: Some(saved.head.clone()),
        };
        assert!(!heads.is_split());
        let latest = load_latest(&heads, page).unwrap();
        assert_eq!((&latest.document, latest.is_older), (&document, false));
        let later = saved.head.replace("\"version\":2", "\"version\":9");
        let heads = Heads {
            local: Some(saved.head.clone()),
            deep: Some(later),
        };
        let latest = load_latest(&heads, page).unwrap();
        assert_eq!((latest.document, latest.is_older), (document, true));
    }
}
