use std::{cmp::Reverse, collections::HashMap};

use super::{
    LoadError, Saved,
    summary::{next_id, saves, summary},
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

/// The latest readable one of several stored copies of a document.
#[derive(Debug, PartialEq)]
pub struct Latest {
    pub document: Document,
    /// The first id that no copy has ever used, whether its rows can be read or not.
    pub next_id: u32,
    /// The largest number of saves of all copies, readable or not.
    pub saves: u64,
    /// Whether a later copy exists that cannot be read.
    pub is_older: bool,
}

/// Reads the copy with the most saves, or the next one when that copy cannot be read. When no copy
/// can be read, returns the error of the latest one.
pub fn load_latest(
    heads: impl IntoIterator<Item = String>,
    page: impl Fn(&str) -> Option<String>,
) -> Result<Latest, LoadError> {
    let heads = heads.into_iter().map(|head| (saves(&head), head));
    let mut heads: Vec<(u64, String)> = heads.collect();
    heads.sort_by_key(|(saves, _)| Reverse(*saves));
    let saves = heads.first().map_or(0, |(saves, _)| *saves);
    let next_id = heads.iter().map(|(_, head)| next_id(head)).max();
    let mut failure = LoadError::Damaged("nothing is stored".to_owned());
    for (at, (_, head)) in heads.iter().enumerate() {
        match load(head, &page) {
            Ok(document) => {
                return Ok(Latest {
                    next_id: document.next_id().max(next_id.unwrap_or(0)),
                    document,
                    saves,
                    is_older: heads.first().is_some_and(|(_, latest)| latest != head),
                });
            }
            Err(error) if at == 0 => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
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
    fn the_latest_readable_copy_is_loaded() {
        let old = fixture::parse("stt | content\n- 1 | Một\n");
        let new = fixture::parse("stt | content\n- 1 | Hai\n");
        let mut saver = Saver::default();
        let (first, second) = (saver.save(&old, 40), saver.save(&new, 50));
        let heads = || [first.head.clone(), second.head.clone()];
        let any = |name: &str| {
            let mut pages = first.pages.iter().chain(&second.pages);
            pages.find(|it| it.0 == name).map(|it| it.1.clone())
        };
        let latest = load_latest(heads(), any).unwrap();
        assert_eq!((latest.saves, latest.is_older), (2, false));
        assert_eq!(latest.next_id, 50);
        assert_eq!(latest.document, new);

        let first_only = |name: &str| {
            let page = first.pages.iter().find(|it| it.0 == name);
            page.map(|it| it.1.clone())
        };
        let older = load_latest(heads(), first_only).unwrap();
        assert_eq!((older.saves, older.is_older), (2, true));
        // The unreadable copy has given out ids too.
        assert_eq!(older.next_id, 50);
        assert_eq!(older.document, old);

        let missing = LoadError::MissingPage(second.pages[0].0.clone());
        assert_eq!(load_latest(heads(), |_| None), Err(missing));
        assert!(matches!(
            load_latest([], |_| None),
            Err(LoadError::Damaged(_))
        ));
    }

    #[test]
    fn a_damaged_copy_does_not_hide_a_good_one() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let saved = save(&document);
        let page = |_: &str| Some(saved.pages[0].1.clone());
        let heads = ["{".to_owned(), saved.head.clone()];
        let latest = load_latest(heads, page).unwrap();
        assert_eq!((latest.document, latest.is_older), (document, false));
    }
}
