//! The heavy jobs as bytes in, bytes out: what crosses between the page and the engine worker.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    export::{self, Format},
    import::{self, Aside, AsideKind, Doubt, ImportError, Imported, Note},
    model::{Annex, AnnexHead, AnnexId, ColumnId, Document, RowId},
    persist::{self, Saved},
    sample,
    wording::{Key, Message},
};

/// What an import answers with.
#[derive(Debug)]
pub struct ImportReply {
    pub document: Document,
    pub notes: Vec<Note>,
    /// Ids of rows and columns that the file hides.
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    pub hidden_annexes: Vec<Annex>,
    pub asides: Vec<Aside>,
    pub doubts: Vec<Doubt>,
}

/// The head of a reply; the pages of both documents follow it, one behind the other.
#[derive(Serialize, Deserialize)]
struct ReplyHead {
    document: String,
    hidden_annexes: String,
    notes: Vec<Note>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    /// A document whose only annex has the rows of the asides, and what else they are.
    aside_rows: String,
    asides: Vec<(u32, Option<u32>, AsideKind)>,
    /// Annex, row and column of each doubt.
    doubts: Vec<(u32, u32, u32, Message)>,
    /// Each page's name and length in bytes.
    pages: Vec<(String, usize)>,
}

/// A reply starts with the length of its head, so many bytes long.
const LENGTH_BYTES: usize = 4;

impl ImportReply {
    /// Reads the one buffer that an import job answers with.
    pub fn read(bytes: &[u8]) -> Result<ImportReply, Message> {
        let broken = || Message::from(Key::EngineCrashed);
        let (length, rest) = bytes
            .split_first_chunk::<LENGTH_BYTES>()
            .ok_or_else(broken)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (head, mut rest) = rest.split_at_checked(length).ok_or_else(broken)?;
        let head: ReplyHead = serde_json::from_slice(head).map_err(|_| broken())?;
        let mut pages = HashMap::new();
        for (name, length) in &head.pages {
            let (page, after) = rest.split_at_checked(*length).ok_or_else(broken)?;
            pages.insert(name.as_str(), page);
            rest = after;
        }
        let load = |head: &str| {
            let page = |name: &str| String::from_utf8(pages.get(name)?.to_vec()).ok();
            persist::load(head, page)
                .map_err(|error| Key::ImportUnreadable.with([error.to_string()]))
        };
        let rows = load(&head.aside_rows)?.annexes.into_iter();
        let rows = rows.flat_map(|annex| annex.rows);
        let asides = head.asides.into_iter().zip(rows);
        let asides = asides.map(|((annex, after, kind), row)| Aside {
            annex: AnnexId(annex),
            after: after.map(RowId),
            kind,
            row,
        });
        let doubts = head.doubts.into_iter();
        let doubts = doubts.map(|(annex, row, column, message)| Doubt {
            annex: AnnexId(annex),
            row: RowId(row),
            column: ColumnId(column),
            message,
        });
        Ok(ImportReply {
            doubts: doubts.collect(),
            asides: asides.collect(),
            document: load(&head.document)?,
            hidden_annexes: load(&head.hidden_annexes)?.annexes,
            notes: head.notes,
            hidden_rows: head.hidden_rows,
            hidden_columns: head.hidden_columns,
        })
    }
}

/// Reads a workbook; the reply for [`ImportReply::read`], or what to tell the user.
pub fn import_job(bytes: &[u8], file_name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import(bytes, file_name))
}

/// Reads pasted text or HTML; the reply for [`ImportReply::read`], or what to tell the user.
pub fn import_text_job(text: &[u8], name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import_text(&String::from_utf8_lossy(text), name))
}

fn reply(imported: Result<Imported, ImportError>) -> Result<Vec<u8>, Message> {
    let Imported {
        document,
        notes,
        hidden,
        asides,
        doubts,
    } = imported.map_err(|error| error.user_message())?;
    let document = persist::save(&document);
    let hidden_annexes = persist::save(&Document {
        annexes: hidden.annexes,
        ..Document::default()
    });
    let aside_rows = persist::save(&Document {
        annexes: vec![Annex {
            id: AnnexId(0),
            head: AnnexHead::default(),
            columns: Vec::new(),
            rows: asides.iter().map(|aside| Arc::clone(&aside.row)).collect(),
        }],
        ..Document::default()
    });
    let asides = asides.iter();
    let asides = asides.map(|aside| (aside.annex.0, aside.after.map(|row| row.0), aside.kind));
    let pages: Vec<_> = [&document.pages, &hidden_annexes.pages, &aside_rows.pages]
        .into_iter()
        .flatten()
        .collect();
    let head = ReplyHead {
        document: document.head,
        hidden_annexes: hidden_annexes.head,
        aside_rows: aside_rows.head,
        asides: asides.collect(),
        doubts: doubts
            .into_iter()
            .map(|it| (it.annex.0, it.row.0, it.column.0, it.message))
            .collect(),
        notes,
        hidden_rows: hidden.rows.iter().map(|row| row.0).collect(),
        hidden_columns: hidden.columns.iter().map(|column| column.0).collect(),
        pages: pages
            .iter()
            .map(|(name, page)| (name.clone(), page.len()))
            .collect(),
    };
    let failed = |reason: String| Key::ImportUnreadable.with([reason]);
    let head = serde_json::to_vec(&head).map_err(|error| failed(error.to_string()))?;
    let length = u32::try_from(head.len()).map_err(|error| failed(error.to_string()))?;
    let size: usize = pages.iter().map(|(_, page)| page.len()).sum();
    let mut bytes = Vec::with_capacity(LENGTH_BYTES + head.len() + size);
    bytes.extend(length.to_le_bytes());
    bytes.extend(head);
    for (_, page) in pages {
        bytes.extend(page.as_bytes());
    }
    Ok(bytes)
}

/// Rows of each annex that warms the engine up, and how often they go round: by then browsers have
/// compiled what runs often, and the memory has its size.
const WARM_UP_ROWS: usize = 600;
const WARM_UP_ROUNDS: usize = 5;

/// Exports and imports the sample, made long, a few times: a browser runs code slowly at first, and
/// compiles well what it has seen running, best while nobody waits.
pub fn warm_up() {
    let sample = sample::long(WARM_UP_ROWS);
    for _ in 0..WARM_UP_ROUNDS {
        // Nobody asked for it: a failure would only leave the engine cold.
        if let Ok(bytes) = export::export(&sample) {
            import_job(&bytes, "").ok();
        }
    }
}

/// The document as JSON, to hand to [`export_job`].
pub fn export_request(document: &Document) -> Vec<u8> {
    serde_json::to_vec(&persist::save(document)).unwrap_or_default()
}

/// Writes the document handed over by [`export_request`], as the file's name asks.
pub fn export_job(request: &[u8], name: &str) -> Result<Vec<u8>, Message> {
    let failed = |reason: String| Key::ExportFailed.with([reason]);
    let saved: Saved =
        serde_json::from_slice(request).map_err(|error| failed(error.to_string()))?;
    let document = persist::load_whole(&saved).map_err(|error| failed(error.to_string()))?;
    let format = Format::of_name(name).unwrap_or(Format::Xlsx);
    export::export_as(&document, format).map_err(|error| error.user_message())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_read_as_it_was_written() {
        let text = "STT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở A\nSTT\tNhiệm vụ\tCơ quan chủ trì\n2\tHai\tSở B\n";
        let bytes = import_text_job(text.as_bytes(), "dán").unwrap();
        let reply = ImportReply::read(&bytes).unwrap();
        let imported = import::import_text(text, "dán").unwrap();
        assert_eq!(reply.document, imported.document);
        assert_eq!(reply.notes, imported.notes);
        assert_eq!(reply.asides, imported.asides);
        assert_eq!(reply.asides.len(), 1);
    }

    #[test]
    fn doubts_cross_with_the_document() {
        let bytes = include_bytes!("../tests/fixtures/dinh-dang.xls");
        let reply = ImportReply::read(&import_job(bytes, "x.xls").unwrap()).unwrap();
        let imported = import::import(bytes, "x.xls").unwrap();
        assert_eq!(reply.doubts, imported.doubts);
        assert_eq!(reply.doubts.len(), 1);
    }

    #[test]
    fn a_broken_reply_is_refused() {
        let bytes = import_text_job(b"STT\tNhi\xe1\xbb\x87m v\xe1\xbb\xa5\n1\tx", "dán").unwrap();
        for len in 0..bytes.len() {
            assert!(ImportReply::read(&bytes[..len]).is_err(), "{len}");
        }
    }
}
