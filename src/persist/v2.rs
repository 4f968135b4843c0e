//! Version 2 of the stored form. It only adds fields to version 1, so it reads files of both.
//!
//! The format is frozen: users have such files.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{
    FORMAT_VERSION, LoadError, Stamp, chunks,
    review::{self, SavedReview},
};
use crate::model::{
    Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Paper, Plan, Role, Row,
    RowId, RowKind,
};

#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    /// How often the document was saved. Since version 2.
    #[serde(default)]
    saves: u64,
    name: String,
    number: String,
    date: String,
    body: String,
    n_rows: usize,
    n_annexes: usize,
    /// The first id that the document has never used. Version 2 has it since the pages are cut by
    /// content; 0 in earlier files.
    #[serde(default)]
    next_id: u32,
    /// Written by the session, with `saves` in it. Not in earlier files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<Stamp>,
    /// Names of all pages in order; each annex has the next `n_pages` of them.
    pages: Vec<String>,
    annexes: Vec<SavedAnnex>,
    /// Since version 2.
    #[serde(default)]
    review: SavedReview,
}

#[derive(Serialize, Deserialize)]
struct SavedAnnex {
    id: u32,
    kind: String,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    form_words: String,
    number: String,
    title: String,
    reference: String,
    sheet: String,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_named: bool,
    before: Vec<String>,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    between: Vec<String>,
    after: Vec<String>,
    columns: Vec<SavedColumn>,
    n_pages: usize,
    /// Since version 2.
    #[serde(default)]
    automatic_ordinals: bool,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    landscape: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell_size: Option<u8>,
    /// Since version 2. Beside the rows, whose form earlier versions of the page cannot read with more
    /// in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<SavedNotes>,
}

#[derive(Serialize, Deserialize)]
struct SavedColumn {
    id: u32,
    role: String,
    header: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    width: Option<f32>,
    /// Since version 2.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_of_plan: bool,
}

/// A row: its id, its kind (`s` for section or `i` for item, then the level), and its cells as
/// pairs of column id and text.
#[derive(Serialize, Deserialize)]
struct SavedRow<Text>(u32, String, Vec<(u32, Text)>);

/// The notes on a row's cells: the row's id, and pairs of column id and text.
#[derive(Serialize, Deserialize)]
struct SavedNotes(u32, Vec<(u32, String)>);

/// Returns the head of `document`. `write_page` gets the annex and the rows of each page and returns
/// the page's name.
pub(super) fn head(
    document: &Document,
    (saves, stamp): (u64, Option<Stamp>),
    next_id: u32,
    mut write_page: impl FnMut(AnnexId, &[Arc<Row>]) -> String,
) -> String {
    let mut pages = Vec::new();
    let annexes = document.annexes.iter().map(|annex| {
        let AnnexHead {
            kind,
            form_words,
            number,
            title,
            reference,
            sheet,
            is_named,
            before,
            between,
            after,
            automatic_ordinals,
            paper,
        } = annex.head.clone();
        let names: Vec<String> = chunks::of(&annex.rows)
            .map(|rows| write_page(annex.id, rows))
            .collect();
        let n_pages = names.len();
        pages.extend(names);
        let columns = annex.columns.iter().map(|column| SavedColumn {
            id: column.id.0,
            role: column.role.key().to_owned(),
            header: column.header.clone(),
            width: column.width,
            is_of_plan: column.is_of_plan,
        });
        SavedAnnex {
            id: annex.id.0,
            kind: kind.key().to_owned(),
            form_words,
            number,
            title,
            reference,
            sheet,
            is_named,
            before,
            between,
            after,
            columns: columns.collect(),
            n_pages,
            automatic_ordinals,
            landscape: paper.landscape,
            cell_size: paper.cell_size,
            notes: save_notes(annex),
        }
    });
    let annexes = annexes.collect();
    let Plan {
        name,
        number,
        date,
        body,
    } = document.plan.clone();
    to_json(&Head {
        version: FORMAT_VERSION,
        saves,
        name,
        number,
        date,
        body,
        n_rows: document.n_rows(),
        n_annexes: document.annexes.len(),
        next_id,
        stamp,
        pages,
        annexes,
        review: review::save(&document.review),
    })
}

/// Returns a page of rows as JSON.
pub(super) fn page(rows: &[Arc<Row>]) -> String {
    let rows = rows.iter().map(|row| {
        let (mark, level) = match row.kind {
            RowKind::Section(level) => ('s', level),
            RowKind::Item(level) => ('i', level),
        };
        let cells = row.cells().map(|(column, text)| (column.0, text));
        SavedRow(row.id.0, format!("{mark}{level}"), cells.collect())
    });
    to_json(&rows.collect::<Vec<_>>())
}

/// Reads a document of version 1 or 2; `page` returns the JSON of a page by its name.
pub(super) fn load(
    head: &str,
    page: impl Fn(&str) -> Option<String>,
) -> Result<Document, LoadError> {
    let head: Head = from_json(head)?;
    let mut names = head.pages.iter();
    let annexes = head.annexes.into_iter().map(|annex| {
        let mut rows = Vec::new();
        let notes = annex.notes.into_iter();
        let mut notes: FxHashMap<u32, _> =
            notes.map(|SavedNotes(row, of_row)| (row, of_row)).collect();
        for name in names.by_ref().take(annex.n_pages) {
            let text = page(name).ok_or_else(|| LoadError::MissingPage(name.clone()))?;
            let saved: Vec<SavedRow<String>> = from_json(&text)?;
            rows.extend(saved.into_iter().map(|row| load_row(row, &mut notes)));
        }
        let columns = annex.columns.into_iter().map(|column| Column {
            id: ColumnId(column.id),
            role: Role::from_key(&column.role).unwrap_or_default(),
            header: column.header,
            width: column.width,
            is_of_plan: column.is_of_plan,
        });
        Ok(Annex {
            id: AnnexId(annex.id),
            head: AnnexHead {
                kind: AnnexKind::from_key(&annex.kind).unwrap_or_default(),
                form_words: annex.form_words,
                number: annex.number,
                title: annex.title,
                reference: annex.reference,
                sheet: annex.sheet,
                is_named: annex.is_named,
                before: annex.before,
                between: annex.between,
                after: annex.after,
                automatic_ordinals: annex.automatic_ordinals,
                paper: Paper {
                    landscape: annex.landscape,
                    cell_size: annex.cell_size,
                },
            },
            columns: columns.collect(),
            rows,
        })
    });
    Ok(Document {
        annexes: annexes.collect::<Result<_, LoadError>>()?,
        plan: Plan {
            name: head.name,
            number: head.number,
            date: head.date,
            body: head.body,
        },
        review: review::load(head.review),
    })
}

/// Returns the notes on cells of columns that are there.
fn save_notes(annex: &Annex) -> Vec<SavedNotes> {
    let rows = annex.rows.iter().map(|row| {
        let notes = row.notes().filter(|(id, _)| annex.column(*id).is_some());
        let notes = notes.map(|(column, text)| (column.0, text.to_owned()));
        SavedNotes(row.id.0, notes.collect())
    });
    rows.filter(|SavedNotes(_, notes)| !notes.is_empty())
        .collect()
}

fn load_row(
    SavedRow(id, kind, cells): SavedRow<String>,
    notes: &mut FxHashMap<u32, Vec<(u32, String)>>,
) -> Arc<Row> {
    let (mark, level) = kind.split_at_checked(1).unwrap_or(("i", "1"));
    let level = level.parse().unwrap_or(1);
    let kind = match mark {
        "s" => RowKind::Section(level),
        _ => RowKind::Item(level),
    };
    let cells = cells
        .into_iter()
        .map(|(column, text)| (ColumnId(column), text));
    let row = Row::with_cells(RowId(id), kind, cells);
    let notes = notes.remove(&id).unwrap_or_default().into_iter();
    Arc::new(row.with_notes(notes.map(|(column, text)| (ColumnId(column), text))))
}

/// Returns `value` as JSON. Serialization cannot fail: the types here hold strings, numbers and
/// lists only.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, LoadError> {
    serde_json::from_str(text).map_err(|error| LoadError::Damaged(error.to_string()))
}
