//! What a file brings to an annex, and what of it the user takes.

use std::{collections::HashMap, sync::Arc};

use crate::model::{ColumnId, Row, RowId};

/// The differences a file brings to an annex. Rows that only the annex has stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    pub changed: Vec<ChangedRow>,
    /// Rows that only the file has.
    pub new: Vec<NewRow>,
    pub n_same: usize,
    pub n_only_here: usize,
}

/// A row of the annex whose texts or notes differ in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRow {
    pub row: RowId,
    pub cells: Vec<CellChange>,
}

/// What of a cell a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellPart {
    Text,
    Note,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// The file's column, which may have no counterpart in the annex yet.
    pub from: ColumnId,
    pub part: CellPart,
    pub before: String,
    pub after: String,
    /// Whether the text was changed in the document too since it was sent out, so that taking the
    /// file's undoes that.
    pub is_conflict: bool,
}

impl CellChange {
    /// Returns what the user decides about, given the row of the annex.
    pub fn choice(&self, row: RowId) -> Choice {
        Choice::Cell(row, self.from, self.part)
    }
}

/// A row that only the file has, in the file's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRow {
    /// The annex row to insert it after; `None` appends it to the annex.
    pub behind: Option<RowId>,
    pub row: Arc<Row>,
    /// Whether the annex had it when it was sent out, and has lost it since.
    pub was_deleted: bool,
}

/// Something of an update that can be taken or left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// A cell of a row of the annex, by the file's column.
    Cell(RowId, ColumnId, CellPart),
    /// A new row, by its id in the file.
    New(RowId),
}

/// What the user decided about parts of an update. The others are taken, unless that would undo what
/// was changed here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions(HashMap<Choice, bool>);

impl Decisions {
    pub fn decide(&mut self, choice: Choice, is_taken: bool) {
        self.0.insert(choice, is_taken);
    }

    pub fn takes_cell(&self, row: RowId, cell: &CellChange) -> bool {
        let decided = self.0.get(&cell.choice(row));
        decided.copied().unwrap_or(!cell.is_conflict)
    }

    pub fn takes_new(&self, new: &NewRow) -> bool {
        let decided = self.0.get(&Choice::New(new.row.id));
        decided.copied().unwrap_or(!new.was_deleted)
    }

    /// Removes what is not taken.
    pub(super) fn apply(&self, update: &mut Update) {
        for row in &mut update.changed {
            let id = row.row;
            row.cells.retain(|cell| self.takes_cell(id, cell));
        }
        update.changed.retain(|row| !row.cells.is_empty());
        update.new.retain(|new| self.takes_new(new));
    }
}
