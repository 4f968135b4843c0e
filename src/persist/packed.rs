use super::{
    Saved, StorageError,
    keys::StorageKey,
    pack::pack,
    summary::{saves, summary},
};

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

    /// Refuses to replace the stored head `kept` when it was saved as often or more often: then
    /// another window saved it.
    pub fn check_follows(&self, kept: Option<&str>) -> Result<(), StorageError> {
        match kept {
            Some(kept) if saves(&self.head) <= saves(kept) => Err(StorageError::Newer),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, persist::Saver};

    #[test]
    fn a_save_of_another_window_is_not_overwritten() {
        let document = fixture::parse("stt | content\n- 1 | Một\n");
        let mut saver = Saver::default();
        let (first, second) = (saver.save(&document, 0), saver.save(&document, 0));
        let (first, second) = (Packed::of(first), Packed::of(second));
        assert_eq!(first.check_follows(None), Ok(()));
        assert_eq!(second.check_follows(Some(first.head())), Ok(()));
        let newer = Err(StorageError::Newer);
        assert_eq!(first.check_follows(Some(first.head())), newer);
        assert_eq!(first.check_follows(Some(second.head())), newer);
    }
}
