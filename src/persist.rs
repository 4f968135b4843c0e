//! The stored form of a document: versioned, with serde types of its own.
//!
//! A document is a small head and pages of rows. A page is named by its content, so an edit writes
//! one new page and then the head; a head never points at half a document.

mod everything;
mod form;
mod pack;
mod review;
mod stamp;
mod v2;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

pub use everything::{Everything, Kept};
pub use form::{read_form, write_form};
pub use pack::{pack, unpack};
pub use review::{read_profile, write_profile};
use serde::{Deserialize, Serialize};
pub use stamp::sha256;

use crate::model::{AnnexId, Document, Row};

/// The version written today. A field that older files lack has a default; any other change is a new
/// file beside `v2.rs` and an upgrade. Never change what was shipped.
pub const VERSION: u32 = 2;

/// Rows on a page: an edit rewrites about 60 KB of text at the most.
const PAGE_ROWS: usize = 200;

/// A document as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// JSON that names the version and, in order, the pages.
    pub head: String,
    /// Pages by name, as JSON. From [`Saver::save`] only those that are new.
    pub pages: Vec<(String, String)>,
}

/// What a list of documents shows, read from the head alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Summary {
    pub version: u32,
    /// How often the document was saved; of two copies the one saved more often is the later one.
    #[serde(default)]
    pub saves: u64,
    pub name: String,
    #[serde(default)]
    pub number: String,
    pub n_rows: usize,
    pub n_annexes: usize,
    /// Names of the pages the document needs.
    pub pages: Vec<String>,
}

impl Summary {
    /// How much text the document's rows are, in bytes; pages say it in their names.
    pub fn n_bytes(&self) -> usize {
        let lengths = self.pages.iter().filter_map(|name| {
            let (_, length) = name.split_once('-')?;
            usize::from_str_radix(length, 16).ok()
        });
        lengths.sum()
    }
}

/// Why a stored document could not be read. The entry itself is never deleted for it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    #[error("the entry is not a document: {0}")]
    Damaged(String),
    #[error("the entry has version {0}; this page reads up to {VERSION}")]
    TooNew(u32),
    #[error("a page of rows is missing: {0}")]
    MissingPage(String),
}

/// Writes documents; remembers the pages already written, to write each once.
#[derive(Debug, Default)]
pub struct Saver {
    /// How often the document was saved so far.
    saves: u64,
    /// By annex and position in it.
    written: HashMap<(AnnexId, usize), Written>,
}

/// A page as it was last written.
#[derive(Debug)]
struct Written {
    rows: Vec<Arc<Row>>,
    name: String,
}

impl Saver {
    /// For a document that was saved so often before.
    pub fn after(saves: u64) -> Saver {
        Saver {
            saves,
            ..Saver::default()
        }
    }

    /// Has the next save write every page: what was written may not have arrived.
    pub fn forget(&mut self) {
        self.written.clear();
    }

    /// The same as [`Saver::save`] would give, without being a save: pages that the next save
    /// must write stay due.
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

    /// The head and the pages that were not in the save before.
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

/// Everything of a document at once.
pub fn save(document: &Document) -> Saved {
    Saver::default().save(document)
}

/// Reads a document; `page` finds the text of a page by name.
pub fn load(head: &str, page: impl Fn(&str) -> Option<String>) -> Result<Document, LoadError> {
    match summary(head)?.version {
        1 | 2 => v2::load(head, page),
        version => Err(LoadError::TooNew(version)),
    }
}

/// What a backup file begins with.
const BACKUP_MARK: &str = "{\"phuluc\":";

/// A document as one text, to keep or hand on as a file.
pub fn backup(document: &Document) -> String {
    let saved = serde_json::to_string(&save(document)).unwrap_or_default();
    format!("{BACKUP_MARK}{saved}}}")
}

/// Reads a backup file; `None` when the text is none.
pub fn read_backup(text: &str) -> Option<Result<Document, LoadError>> {
    let saved = text.trim().strip_prefix(BACKUP_MARK)?;
    let saved = saved.strip_suffix('}').unwrap_or(saved);
    let saved = serde_json::from_str::<Saved>(saved);
    let damaged = |error: serde_json::Error| LoadError::Damaged(error.to_string());
    Some(saved.map_err(damaged).and_then(|saved| load_whole(&saved)))
}

/// Reads a document that was saved as a whole.
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

pub fn summary(head: &str) -> Result<Summary, LoadError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let damaged = |error: serde_json::Error| LoadError::Damaged(error.to_string());
    let Versioned { version } = serde_json::from_str(head).map_err(damaged)?;
    if VERSION < version {
        return Err(LoadError::TooNew(version));
    }
    serde_json::from_str(head).map_err(damaged)
}

/// The head of a document with another name; `None` when it is none.
pub fn renamed(head: &str, name: &str) -> Option<String> {
    let mut head: serde_json::Value = serde_json::from_str(head).ok()?;
    *head.get_mut("name")? = name.into();
    Some(head.to_string())
}

fn same_rows(old: &[Arc<Row>], new: &[Arc<Row>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| Arc::ptr_eq(old, new))
}

/// A name that two different pages do not share.
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
        // A look is no save: the page is still due.
        assert_eq!(saver.peek(&document).pages.len(), 1);
        assert_eq!(saver.save(&document).pages.len(), 1);
        assert_eq!(saver.peek(&document).pages.len(), 0);
    }

    #[test]
    fn a_backup_reads_back() {
        let document = fixture::parse("stt | content\n- 1 | Một \"a\" {}\n");
        let text = backup(&document);
        assert_eq!(read_backup(&text), Some(Ok(document)));
        let half = text.get(..text.len() / 2).unwrap();
        assert!(matches!(
            read_backup(half),
            Some(Err(LoadError::Damaged(_)))
        ));
        assert_eq!(read_backup("stt;content"), None);
    }

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
}
