use super::{LoadError, Saved, Stamp, Unfit, keys::StorageKey, pack::pack, summary::summary};

/// A document as it goes into storage: its head and those pages that are new, compressed.
pub struct Packed {
    head: String,
    /// Pairs of name and compressed JSON.
    pages: Vec<(String, String)>,
}

impl Packed {
    pub fn of(saved: Saved) -> Packed {
        let pages = saved.pages.into_iter();
        Packed {
            head: saved.head,
            pages: pages.map(|(name, page)| (name, pack(&page))).collect(),
        }
    }

    pub fn head(&self) -> &str {
        &self.head
    }

    /// Returns the pages as pairs of storage key and text, for the document of that id.
    pub fn keyed_pages(&self, document: &str) -> impl Iterator<Item = (String, &str)> {
        let pages = self.pages.iter();
        pages.map(move |(name, page)| {
            let key = StorageKey::Page { document, name };
            (key.to_string(), page.as_str())
        })
    }

    /// Returns the names of all pages that the document needs; `None` when its head cannot be read.
    pub fn needed_pages(&self) -> Option<Vec<String>> {
        Some(summary(&self.head).ok()?.pages)
    }

    /// Checks whether a store with the head `kept` may take this save; `since` is as in
    /// [`Stamp::check`]. A head of a later format is never replaced, a damaged one is.
    pub fn check(&self, kept: Option<&str>, since: Option<&Stamp>) -> Result<(), Unfit> {
        let kept = match kept.map(summary) {
            Some(Err(LoadError::TooNew(_))) => return Err(Unfit::Newer),
            Some(Ok(kept)) => Some(kept.stamp()),
            Some(Err(_)) | None => None,
        };
        let own = summary(&self.head).unwrap_or_default().stamp();
        own.check(kept.as_ref(), since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, persist::Saver};

    #[test]
    fn a_save_of_another_window_is_not_overwritten() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let old = Stamp::numbered(1);
        let (one, two) = (old.next(1), old.next(2));
        let packed = |stamp: &Stamp| Packed::of(Saver::default().save_as(&document, 0, stamp));
        let [old, one, two] = [old, one, two].map(|stamp| packed(&stamp));
        assert_eq!(one.check(None, None), Ok(()));
        assert_eq!(one.check(Some(old.head()), None), Ok(()));
        assert_eq!(two.check(Some(one.head()), None), Err(Unfit::Newer));
        assert_eq!(old.check(Some(one.head()), None), Err(Unfit::Covered));
        let since = Some(Stamp::numbered(1));
        assert_eq!(one.check(Some(old.head()), since.as_ref()), Ok(()));
        assert_eq!(one.check(None, since.as_ref()), Err(Unfit::Gone));
    }

    #[test]
    fn a_later_format_is_never_overwritten() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let saved = Packed::of(Saver::default().save(&document, 0));
        let later = saved.head().replace("\"version\":2", "\"version\":9");
        assert_eq!(saved.check(Some(&later), None), Err(Unfit::Newer));
        assert_eq!(saved.check(Some("{"), None), Ok(()));
    }
}
