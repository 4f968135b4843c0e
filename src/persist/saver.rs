use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use super::{Saved, v2};
use crate::model::{AnnexId, Document, Row};

/// Writes documents. It remembers the pages it has written, so that each page is written once.
#[derive(Debug, Default)]
pub struct Saver {
    /// How often the document was saved so far.
    saves: u64,
    /// The pages of the last save by annex and page index.
    written: HashMap<(AnnexId, usize), Written>,
}

/// A page as it was last written.
#[derive(Debug)]
struct Written {
    rows: Vec<Arc<Row>>,
    name: String,
}

impl Saver {
    /// Creates a saver for a document that was saved `saves` times before.
    pub fn after(saves: u64) -> Saver {
        Saver {
            saves,
            ..Saver::default()
        }
    }

    /// Makes the next save write every page, because earlier writes may have failed.
    pub fn forget(&mut self) {
        self.written.clear();
    }

    /// Returns the current state without counting a save: the pages in it are still due at the next
    /// [`Saver::save`].
    pub fn peek(&self, document: &Document) -> Saved {
        let mut new = Vec::new();
        let head = v2::head(document, self.saves, |annex, idx, rows| {
            match self.written.get(&(annex, idx)) {
                Some(page) if same_rows(&page.rows, rows) => page.name.clone(),
                _ => {
                    let page = v2::page(rows);
                    let name = page_name(&page);
                    new.push((name.clone(), page));
                    name
                }
            }
        });
        Saved { head, pages: new }
    }

    /// Returns the head and the pages that the previous save did not contain.
    pub fn save(&mut self, document: &Document) -> Saved {
        let mut new = Vec::new();
        let mut written = HashMap::new();
        self.saves += 1;
        let head = v2::head(document, self.saves, |annex, idx, rows| {
            let place = (annex, idx);
            let page = match self.written.remove(&place) {
                Some(page) if same_rows(&page.rows, rows) => page,
                _ => {
                    let page = v2::page(rows);
                    let name = page_name(&page);
                    new.push((name.clone(), page));
                    Written {
                        rows: rows.to_vec(),
                        name,
                    }
                }
            };
            let name = page.name.clone();
            written.insert(place, page);
            name
        });
        self.written = written;
        Saved { head, pages: new }
    }
}

/// Returns the stored form of a whole document.
pub fn save(document: &Document) -> Saved {
    Saver::default().save(document)
}

fn same_rows(old: &[Arc<Row>], new: &[Arc<Row>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| Arc::ptr_eq(old, new))
}

/// Names a page after its content: 64 bits of hash and the length in bytes, both hexadecimal. Two
/// pages of one document sharing a name is possible in theory only.
fn page_name(page: &str) -> String {
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    format!("{:016x}-{:x}", hasher.finish(), page.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::{Step, Transaction},
        model::fixture,
        wording::Key,
    };

    #[test]
    fn an_edit_writes_one_page() {
        let text: String = (1..1_000)
            .map(|n| format!("- {n} | Nhiệm vụ {n}\n"))
            .collect();
        let mut document = fixture::parse(&format!("stt | content\n{text}"));
        let mut saver = Saver::default();
        assert_eq!(saver.save(&document).pages.len(), 5);
        assert_eq!(saver.save(&document).pages.len(), 0);
        let annex = &document.annexes[0];
        let step = Step::SetCell {
            annex: annex.id,
            row: annex.rows[500].id,
            column: annex.columns[1].id,
            text: "khác".to_owned(),
        };
        document
            .apply(&Transaction {
                label: Key::ImportEmpty.into(),
                steps: vec![step],
            })
            .unwrap();
        // Peeking is not a save: the page is still due.
        assert_eq!(saver.peek(&document).pages.len(), 1);
        assert_eq!(saver.save(&document).pages.len(), 1);
        assert_eq!(saver.peek(&document).pages.len(), 0);
    }
}
