//! What an import returns.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::note::{Note, NoteKind};
use crate::model::{Annex, AnnexId, ColumnId, Document, Doubt, Row, RowId};

/// An imported document and the report of how it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    pub document: Document,
    pub notes: Vec<Note>,
    pub hidden: Hidden,
    /// Table lines that did not become rows.
    pub asides: Vec<Aside>,
    /// Cells whose text was guessed.
    pub doubts: Vec<Doubt>,
    /// Each row with the line of its sheet that it begins in, as Excel shows it, from 1.
    pub lines: Vec<(RowId, u32)>,
}

/// How one annex was read.
#[derive(Debug, Default)]
pub struct AnnexReport<'a> {
    pub read: Vec<&'a Note>,
    pub doubtful: Vec<&'a Note>,
    pub left_out: Vec<&'a Note>,
    /// Its lines that did not become rows.
    pub asides: Vec<&'a Aside>,
    /// Its cells whose text was guessed.
    pub doubts: Vec<&'a Doubt>,
}

impl<'a> AnnexReport<'a> {
    /// Collects what an import says of an annex. Notes about the whole file belong to none.
    pub fn of(
        id: AnnexId,
        notes: &'a [Note],
        asides: &'a [Aside],
        doubts: &'a [Doubt],
    ) -> AnnexReport<'a> {
        let mut report = AnnexReport {
            asides: asides.iter().filter(|aside| aside.annex == id).collect(),
            doubts: doubts.iter().filter(|doubt| doubt.annex == id).collect(),
            ..AnnexReport::default()
        };
        for note in notes.iter().filter(|note| note.annex == Some(id)) {
            match note.kind() {
                NoteKind::Read => report.read.push(note),
                NoteKind::Doubtful => report.doubtful.push(note),
                NoteKind::LeftOut => report.left_out.push(note),
            }
        }
        report
    }
}

impl Imported {
    /// Collects what the import says of an annex.
    pub fn report(&self, id: AnnexId) -> AnnexReport<'_> {
        AnnexReport::of(id, &self.notes, &self.asides, &self.doubts)
    }
}

/// A table line that did not become a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub annex: AnnexId,
    /// The row before the line; `None` before the first row.
    pub after: Option<RowId>,
    pub kind: AsideKind,
    /// The texts of the line by the annex's columns.
    pub row: Arc<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsideKind {
    /// Appended to the row before, which a page break had cut.
    Joined,
    /// A repeated header, or a line that numbers the columns.
    Ignored,
}

/// What the file hides. Hidden rows and columns are part of the document, hidden sheets are not; the
/// user decides in the preview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden {
    pub rows: Vec<RowId>,
    pub columns: Vec<ColumnId>,
    pub annexes: Vec<Annex>,
}
