use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use super::{Saved, Stamp, v2};
use crate::model::{AnnexId, Document, Row, RowId};

/// Writes documents. It remembers the pages it has written, so that each page is written once.
#[derive(Clone, Debug, Default)]
pub struct Saver {
    /// How often the document was saved so far.
    saves: u64,
    /// The pages of the last save by annex and first row.
    written: HashMap<(AnnexId, Option<RowId>), Written>,
}

/// A page as it was last written.
#[derive(Clone, Debug)]
struct Written {
    rows: Arc<[Arc<Row>]>,
    name: String,
}

impl Saver {
    /// Makes the next save write every page, because earlier writes may have failed.
    pub fn forget(&mut self) {
        self.written.clear();
    }

    /// Returns the head and the pages that the previous save did not contain. `next_id` is the first
    /// id that the document has never used: ids of deleted rows are not given out again, also after
    /// it is closed.
    pub fn save(&mut self, document: &Document, next_id: u32) -> Saved {
        self.saves += 1;
        self.write(document, next_id, None)
    }

    /// Like [`Saver::save`], as the save with that stamp.
    pub fn save_as(&mut self, document: &Document, next_id: u32, stamp: &Stamp) -> Saved {
        self.saves = stamp.saves;
        self.write(document, next_id, Some(stamp.clone()))
    }

    fn write(&mut self, document: &Document, next_id: u32, stamp: Option<Stamp>) -> Saved {
        let mut new = Vec::new();
        let mut written = HashMap::new();
        let head = v2::head(document, (self.saves, stamp), next_id, |annex, rows| {
            let place = place(annex, rows);
            let page = match self.written.remove(&place) {
                Some(page) if same_rows(&page.rows, rows) => page,
                _ => {
                    let page = v2::page(rows);
                    let name = page_name(&page);
                    new.push((name.clone(), page));
                    Written {
                        rows: rows.into(),
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
    Saver::default().save(document, document.next_id())
}

/// Where a page is looked for among those of the last save. Pages before it may have been split.
fn place(annex: AnnexId, rows: &[Arc<Row>]) -> (AnnexId, Option<RowId>) {
    (annex, rows.first().map(|row| row.id))
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
        model::{RowKind, fixture},
        persist::{Heads, load_latest, stamp_of},
        wording::Key,
    };

    fn document(n: u32) -> Document {
        let text: String = (1..=n).map(|n| format!("- {n} | Nhiệm vụ {n}\n")).collect();
        fixture::parse(&format!("stt | content\n{text}"))
    }

    fn apply(document: &mut Document, step: Step) {
        let label = Key::ImportEmpty.into();
        let steps = vec![step];
        document.apply(&Transaction { label, steps }).unwrap();
    }

    #[test]
    fn an_edit_writes_one_page() {
        let mut document = document(1_000);
        let mut saver = Saver::default();
        let n_pages = saver.save(&document, 0).pages.len();
        assert!((3..=10).contains(&n_pages), "{n_pages}");
        assert_eq!(saver.save(&document, 0).pages.len(), 0);
        let annex = &document.annexes[0];
        let step = Step::SetCell {
            annex: annex.id,
            row: annex.rows[500].id,
            column: annex.columns[1].id,
            text: "khác".to_owned(),
        };
        apply(&mut document, step);
        assert_eq!(saver.save(&document, 0).pages.len(), 1);
        assert_eq!(saver.save(&document, 0).pages.len(), 0);
    }

    #[test]
    fn rows_inserted_at_the_top_write_at_most_two_pages() {
        let mut document = document(5_000);
        let mut saver = Saver::default();
        assert!(10 < saver.save(&document, 0).pages.len());
        for _ in 0..300 {
            let id = RowId(document.next_id());
            let step = Step::InsertRows {
                annex: document.annexes[0].id,
                at: 0,
                rows: vec![Arc::new(Row::new(id, RowKind::Item(1)))],
            };
            apply(&mut document, step);
            let saved = saver.save(&document, document.next_id());
            assert!((1..=2).contains(&saved.pages.len()));
        }
    }

    #[test]
    fn the_head_says_which_save_it_is() {
        let document = document(3);
        let mut saver = Saver::default();
        let saved = saver.save(&document, 0);
        assert_eq!(stamp_of(&saved.head), Some(Stamp::numbered(1)));
        let stamp = Stamp::numbered(1).next(7);
        let saved = saver.save_as(&document, 0, &stamp);
        assert_eq!(stamp_of(&saved.head), Some(stamp));
        assert_eq!(
            stamp_of(&saver.save(&document, 0).head),
            Some(Stamp::numbered(3))
        );
        assert_eq!(stamp_of("{"), None);
    }

    #[test]
    fn ids_of_deleted_rows_stay_used() {
        let mut document = document(3);
        let next_id = document.next_id();
        document.annexes[0].rows.pop();
        assert!(document.next_id() < next_id);
        let saved = Saver::default().save(&document, next_id);
        let page = |name: &str| {
            let page = saved.pages.iter().find(|it| it.0 == name);
            page.map(|it| it.1.clone())
        };
        let heads = Heads {
            local: Some(saved.head.clone()),
            deep: None,
        };
        let latest = load_latest(&heads, page).unwrap();
        assert_eq!(latest.next_id, next_id);
        assert_eq!(latest.document, document);
    }
}
