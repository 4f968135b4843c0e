//! What an import returns.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::note::Note;
use crate::model::{Annex, AnnexId, ColumnId, Document, Doubt, Row, RowId};

/// A document read from a file, and what the reader should know about the reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    pub document: Document,
    pub notes: Vec<Note>,
    pub hidden: Hidden,
    /// Lines of the tables that became no row of their own.
    pub asides: Vec<Aside>,
    /// Cells whose text is a guess.
    pub doubts: Vec<Doubt>,
}

/// A line of a table that became no row of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub annex: AnnexId,
    /// The row it stands behind; `None` before the first.
    pub after: Option<RowId>,
    pub kind: AsideKind,
    /// What it says under the annex's columns.
    pub row: Arc<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsideKind {
    /// Its texts stand at the end of those of the row before: a page break had cut them.
    Joined,
    /// The header once more, or the numbers of the columns.
    Ignored,
}

/// What the file hides. Hidden rows and columns are in the document, hidden sheets are not; whoever
/// imports is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden {
    pub rows: Vec<RowId>,
    pub columns: Vec<ColumnId>,
    pub annexes: Vec<Annex>,
}
