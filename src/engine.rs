//! The heavy jobs of the workers, with bytes as input and output: [`read`] and [`read_pdf`] import
//! files, [`write()`] exports them.

mod archive;
mod parcel;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    export::{self, Extra, Made, OutputFormat, Summary},
    import::{self, Aside, AsideKind, ImportError, Imported, Note},
    model::{Annex, AnnexHead, AnnexId, CellRef, ColumnId, Document, Doubt, RowId, sample},
    persist::{self, Saved},
    wording::{Key, Message},
};

pub use archive::{Unpacked, unpacked};

/// The result of an import job.
#[derive(Debug)]
pub struct ImportReply {
    pub document: Document,
    pub notes: Vec<Note>,
    /// Ids of the rows and columns that the file hides.
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    pub hidden_annexes: Vec<Annex>,
    pub asides: Vec<Aside>,
    pub doubts: Vec<Doubt>,
    /// Each row with the line of its sheet that it begins in, as Excel shows it, from 1.
    pub lines: Vec<(RowId, u32)>,
}

/// The head of the parcel that contains an [`ImportReply`].
#[derive(Serialize, Deserialize)]
struct ReplyHead {
    document: String,
    hidden_annexes: String,
    notes: Vec<Note>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    /// The head of a document whose only annex has the rows of the asides. `asides` has the rest of
    /// each: its annex, the row before it, and its kind.
    aside_rows: String,
    asides: Vec<(u32, Option<u32>, AsideKind)>,
    /// Annex, row, column and message of each doubt.
    doubts: Vec<(u32, u32, u32, Message)>,
    /// Each row with the line that it begins in.
    lines: Vec<(u32, u32)>,
}

impl ImportReply {
    /// Reads the buffer that an import job returns.
    pub fn read(bytes: &[u8]) -> Result<ImportReply, Message> {
        let broken = || Message::from(Key::EngineCrashed);
        let parcel = parcel::unpack::<ReplyHead>(bytes).ok_or_else(broken)?;
        let load = |head: &str| {
            let loaded = parcel.load(head);
            loaded.map_err(|error| Key::ImportUnreadable.with([error.to_string()]))
        };
        let document = load(&parcel.head.document)?;
        let hidden_annexes = load(&parcel.head.hidden_annexes)?.annexes;
        let aside_rows = load(&parcel.head.aside_rows)?;
        let head = parcel.head;
        let rows = aside_rows.annexes.into_iter().flat_map(|annex| annex.rows);
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
            document,
            hidden_annexes,
            notes: head.notes,
            hidden_rows: head.hidden_rows,
            hidden_columns: head.hidden_columns,
            lines: head
                .lines
                .into_iter()
                .map(|(row, line)| (RowId(row), line))
                .collect(),
        })
    }
}

/// Imports a file. Returns the buffer for [`ImportReply::read`], or a message for the user.
fn import_job(bytes: &[u8], file_name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import_other(bytes, file_name))
}

/// Imports pasted text or HTML. Returns the buffer for [`ImportReply::read`], or a message for the
/// user.
fn import_text_job(text: &[u8], name: &str) -> Result<Vec<u8>, Message> {
    reply(import::import_text(&String::from_utf8_lossy(text), name))
}

fn reply(imported: Result<Imported, ImportError>) -> Result<Vec<u8>, Message> {
    let Imported {
        document,
        notes,
        hidden,
        asides,
        doubts,
        lines,
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
    let head = ReplyHead {
        document: document.head.clone(),
        hidden_annexes: hidden_annexes.head.clone(),
        aside_rows: aside_rows.head.clone(),
        asides: asides.collect(),
        doubts: doubts
            .into_iter()
            .map(|it| (it.annex.0, it.row.0, it.column.0, it.message))
            .collect(),
        notes,
        hidden_rows: hidden.rows.iter().map(|row| row.0).collect(),
        hidden_columns: hidden.columns.iter().map(|column| column.0).collect(),
        lines: lines.iter().map(|(row, line)| (row.0, *line)).collect(),
    };
    parcel::pack(head, &[&document, &hidden_annexes, &aside_rows])
        .map_err(|reason| Key::ImportUnreadable.with([reason]))
}

/// Rows per annex of the warm-up document. With [`WARM_UP_ROUNDS`] repetitions, browsers have
/// compiled the hot code with optimisations and the WebAssembly memory has grown to its usual size.
const WARM_UP_ROWS: usize = 600;
const WARM_UP_ROUNDS: usize = 5;

/// A job of a worker.
#[derive(Clone, Copy, Debug)]
pub struct Task<'t> {
    /// The kind of the job.
    pub job: &'t str,
    /// The name of the file, or of the text.
    pub name: &'t str,
    /// The password of the file; empty if it has none, or it is not known.
    pub password: &'t str,
    pub bytes: &'t [u8],
}

/// Runs a job of the reader. `import` and `import-text` return the buffer for
/// [`ImportReply::read`], `unpack` the one for [`unpacked`]. Any other job is the warm-up: it imports the file a few times and returns
/// nothing, so that the browser compiles the code with optimisations while the user is not waiting.
pub fn read(task: &Task) -> Result<Vec<u8>, Message> {
    match task.job {
        "import" => import_job(task.bytes, task.name),
        "import-text" => import_text_job(task.bytes, task.name),
        "unpack" => archive::unpack_job(task.bytes),
        _ => {
            for _ in 0..WARM_UP_ROUNDS {
                import_job(task.bytes, task.name)?;
            }
            Ok(Vec::new())
        }
    }
}

/// Runs a job of the reader of PDF files: any job imports one, or those of an archive, and returns the
/// buffer for [`ImportReply::read`].
pub fn read_pdf(task: &Task) -> Result<Vec<u8>, Message> {
    reply(import::import_pdf(task.bytes, task.name, task.password))
}

/// Runs a job of the writer. `export` returns a file. Any other job is the warm-up: it exports a
/// long version of the sample a few times and returns the workbook, which then warms up the reader.
///
/// The name is not read: the request says the format. Reader and writer have the same signature.
pub fn write(task: &Task) -> Result<Vec<u8>, Message> {
    if task.job == "export" {
        return export_job(task.bytes);
    }
    let sample = sample::long(WARM_UP_ROWS);
    let request = export_request(&sample, &[], None, OutputFormat::Xlsx, Made::FIXED)?;
    for _ in 1..WARM_UP_ROUNDS {
        export_job(&request)?;
    }
    export_job(&request)
}

/// A cell as the ids of its annex, row and column.
type CellIds = (u32, u32, u32);

/// Head of the parcel that the writer receives.
#[derive(Serialize, Deserialize)]
struct ExportHead {
    /// Key of the output format.
    format: String,
    /// When the file is made, in seconds since 1970.
    made: i64,
    document: String,
    extras: Vec<ExtraHead>,
    summary: Option<Summary>,
}

/// Head of a document that holds one extra annex.
#[derive(Serialize, Deserialize)]
struct ExtraHead {
    document: String,
    /// The cells that the rows link to, as ids of annex, row and column.
    links: Vec<CellIds>,
}

/// Packs a document, its extra annexes and the summary of its progress for the writer, which has no
/// rules and finds nothing itself.
pub fn export_request(
    document: &Document,
    extras: &[Extra],
    summary: Option<Summary>,
    format: OutputFormat,
    made: Made,
) -> Result<Vec<u8>, Message> {
    let alone = |extra: &Extra| {
        persist::save(&Document {
            annexes: vec![extra.annex.clone()],
            ..Document::default()
        })
    };
    let ids = |extra: &Extra| {
        let links = extra.links.iter();
        links
            .map(|it| (it.annex.0, it.row.0, it.column.0))
            .collect()
    };
    let document = persist::save(document);
    let saved: Vec<Saved> = extras.iter().map(alone).collect();
    let heads = saved.iter().zip(extras);
    let head = ExportHead {
        format: format.key().to_owned(),
        made: made.seconds(),
        document: document.head.clone(),
        extras: heads
            .map(|(saved, extra)| ExtraHead {
                document: saved.head.clone(),
                links: ids(extra),
            })
            .collect(),
        summary,
    };
    let documents: Vec<&Saved> = [&document].into_iter().chain(&saved).collect();
    parcel::pack(head, &documents).map_err(|reason| Key::ExportFailed.with([reason]))
}

/// Writes what [`export_request`] packed.
fn export_job(request: &[u8]) -> Result<Vec<u8>, Message> {
    let broken = || Message::from(Key::ExportBroken);
    let parcel = parcel::unpack::<ExportHead>(request).ok_or_else(broken)?;
    let load = |head: &String| {
        let loaded = parcel.load(head);
        loaded.map_err(|error| Key::ExportFailed.with([error.to_string()]))
    };
    let mut extras = Vec::new();
    for extra in &parcel.head.extras {
        let links = extra.links.iter().map(|(annex, row, column)| CellRef {
            annex: AnnexId(*annex),
            row: RowId(*row),
            column: ColumnId(*column),
        });
        extras.push(Extra {
            annex: load(&extra.document)?.annexes.pop().ok_or_else(broken)?,
            links: links.collect(),
        });
    }
    let document = load(&parcel.head.document)?;
    let format = OutputFormat::from_key(&parcel.head.format).ok_or_else(broken)?;
    let made = Made::at(parcel.head.made);
    let summary = parcel.head.summary.as_ref();
    export::write(&document, &extras, summary, format, made).map_err(|error| error.user_message())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands, editor::Editor, report};

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
        assert_eq!(reply.lines, imported.lines);
        let lines: Vec<u32> = reply.lines.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn doubts_cross_with_the_document() {
        let bytes = import::fixture::AUTOCONVERTED_MONTH.as_bytes();
        let reply = ImportReply::read(&import_job(bytes, "x.xml").unwrap()).unwrap();
        let imported = import::import(bytes, "x.xml").unwrap();
        assert_eq!(reply.doubts, imported.doubts);
        assert_eq!(reply.doubts.len(), 1);
    }

    #[test]
    fn the_writer_writes_what_is_written_here() {
        let mut document = sample::document();
        document.review.lists_findings = true;
        document.review.lists_waivers = true;
        let mut editor = Editor::new(document);
        let finding = Arc::clone(&editor.findings()[0]);
        let waive = commands::waive(&editor.selection(), &[finding], "Theo văn bản của bộ");
        editor.commit(&waive.unwrap()).unwrap();
        assert_eq!(editor.extras().len(), 2);
        let document = editor.document();
        for format in OutputFormat::ALL {
            let request =
                export_request(document, &editor.extras(), None, format, Made::FIXED).unwrap();
            let task = Task {
                job: "export",
                name: "a",
                password: "",
                bytes: &request,
            };
            let written = write(&task).unwrap();
            assert!(written == report::export(document, format).unwrap());
        }
    }

    #[test]
    fn a_broken_reply_is_refused() {
        let bytes = import_text_job(b"STT\tNhi\xe1\xbb\x87m v\xe1\xbb\xa5\n1\tx", "dán").unwrap();
        for len in 0..bytes.len() {
            assert!(ImportReply::read(&bytes[..len]).is_err(), "{len}");
        }
    }
}
