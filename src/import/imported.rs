//! What an import returns.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::note::Note;
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
