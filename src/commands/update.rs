//! What a file brings to an annex, and what of it the user takes.

use std::{collections::HashMap, sync::Arc};

use crate::{
    model::{ColumnId, Row, RowId},
    wording::Key,
};

/// The differences a file brings to an annex. Rows that only the annex has stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The columns of the file that the annex has, with their counterparts there.
    pub columns: HashMap<ColumnId, ColumnId>,
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
    /// The row of the file.
    pub from: RowId,
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
    pub caution: Option<Caution>,
}

/// Why a part of an update is left unless the user takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The text was changed in the document too since it was sent out, so that taking the file's
    /// undoes that.
    Conflict,
    /// The annex had the row when it was sent out, and has lost it since.
    Deleted,
    /// A report says otherwise what is not reported, such as a target.
    NotReported,
    /// The row of a report may be another row of the annex.
    UnsureRow,
    /// The row of a report has none in the annex.
    OnlyInReport,
}

impl Caution {
    /// The words that the user reads.
    pub fn label(self) -> Key {
        match self {
            Caution::Conflict => Key::ChangeConflict,
            Caution::Deleted => Key::ChangeDeletedHere,
            Caution::NotReported => Key::ChangeNotReported,
            Caution::UnsureRow => Key::ChangeUnsureRow,
            Caution::OnlyInReport => Key::ChangeOnlyInReport,
        }
    }
}

impl ChangedRow {
    /// Returns what the user decides about with one of its cells.
    pub fn choice(&self, cell: &CellChange) -> Choice {
        Choice::Cell {
            row: self.row,
            from: (self.from, cell.from),
            part: cell.part,
        }
    }
}

/// A row that only the file has, in the file's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRow {
    /// The annex row to insert it after; `None` appends it to the annex.
    pub behind: Option<RowId>,
    pub row: Arc<Row>,
    pub caution: Option<Caution>,
}

/// Something of an update that can be taken or left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// A cell of a row of the annex, by the file's row and column.
    Cell {
        row: RowId,
        from: (RowId, ColumnId),
        part: CellPart,
    },
    /// A new row, by its id in the file.
    New(RowId),
}

/// What the user decided about parts of an update. The others are taken, unless there is a caution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions(HashMap<Choice, bool>);

impl Decisions {
    pub fn decide(&mut self, choice: Choice, is_taken: bool) {
        self.0.insert(choice, is_taken);
    }

    pub fn takes_cell(&self, row: &ChangedRow, cell: &CellChange) -> bool {
        let decided = self.0.get(&row.choice(cell));
        decided.copied().unwrap_or(cell.caution.is_none())
    }

    pub fn takes_new(&self, new: &NewRow) -> bool {
        let decided = self.0.get(&Choice::New(new.row.id));
        decided.copied().unwrap_or(new.caution.is_none())
    }

    /// Removes what is not taken.
    pub(super) fn apply(&self, update: &mut Update) {
        let changed = std::mem::take(&mut update.changed).into_iter();
        let changed = changed.map(|row| ChangedRow {
            cells: row
                .cells
                .iter()
                .filter(|cell| self.takes_cell(&row, cell))
                .cloned()
                .collect(),
            ..row
        });
        update.changed = changed.filter(|row| !row.cells.is_empty()).collect();
        update.new.retain(|new| self.takes_new(new));
    }
}
