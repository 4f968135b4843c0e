//! Where one unit stands, and what it says in each cell of the form.

use rustc_hash::FxHashMap;

use super::{
    answer::{AnswerCell, AnswerRow, Heading},
    board::{Part, State},
    form::Form,
};
use crate::{
    model::{ColumnId, Role, Target},
    text::likeness::words,
    wording::{Key, Message},
};

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Unreadable,
    OtherForm,
    /// Its rows have errors, or something has to be decided about them.
    ToCorrect,
    Received,
    Approved,
}

impl Standing {
    /// The name that users read.
    pub fn label(self) -> Key {
        match self {
            Standing::Missing => Key::GatherMissing,
            Standing::Unreadable => Key::GatherUnreadable,
            Standing::OtherForm => Key::GatherOtherForm,
            Standing::ToCorrect => Key::GatherToCorrect,
            Standing::Received => Key::GatherReceived,
            Standing::Approved => Key::GatherApproved,
        }
    }

    /// Whether a file arrived that answers the form.
    pub fn is_received(self) -> bool {
        matches!(
            self,
            Standing::ToCorrect | Standing::Received | Standing::Approved
        )
    }
}

/// What a cell of a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// The unit sent nothing, or the row asks for nothing.
    Empty,
    Value,
    Missing,
    /// It has an error.
    Wrong,
    /// It is not what the form asks for: another unit of measure, or words in place of a number.
    Differs,
}

/// A cell of a unit.
#[derive(Clone, Copy, Debug)]
pub struct BoardCell<'part> {
    pub text: &'part str,
    pub state: CellState,
    /// The row of the file that says it.
    pub row: Option<&'part AnswerRow>,
    /// What is wrong, or differs.
    pub message: Option<&'part Message>,
}

/// What one unit sent.
#[derive(Clone, Debug)]
pub struct UnitPart {
    pub part: Part,
    pub standing: Standing,
    /// Days after the deadline on which the last file arrived.
    pub days_late: u32,
    pub n_wrong: usize,
    /// Rows and columns that somebody has to decide about.
    pub n_open: usize,
    /// Its files that count, by number, and those that wait to be looked at.
    pub files: Vec<u32>,
    pub waiting: Vec<u32>,
    /// Row and column of the form to row and cell of the part.
    cells: FxHashMap<(usize, usize), (usize, usize)>,
    /// Rows of the form that the unit answers, with their rows of the part.
    rows: FxHashMap<usize, usize>,
    /// How a row of the form or one of its cells was changed.
    differs: FxHashMap<(usize, Option<usize>), (ColumnId, Message)>,
}

impl UnitPart {
    pub(super) fn new(form: &Form, part: Part) -> UnitPart {
        let mut cells = FxHashMap::default();
        let mut rows = FxHashMap::default();
        let mut differs = FxHashMap::default();
        for (at, row) in part.rows.iter().enumerate() {
            let Some(own) = row.form else {
                continue;
            };
            rows.entry(own).or_insert(at);
            for (cell_at, cell) in row.cells.iter().enumerate() {
                if let Heading::Form(column, _) = &cell.heading {
                    cells.entry((own, *column)).or_insert((at, cell_at));
                }
            }
            if let Some(found) = departure(form, own, row) {
                differs
                    .entry(found.place)
                    .or_insert((found.column, found.message));
            }
        }
        let n_wrong = part.rows.iter().flat_map(|row| &row.cells);
        let n_wrong = n_wrong.filter(|cell| cell.wrong.is_some()).count();
        let n_columns = part.columns.iter().filter(|it| it.is_open()).count();
        let n_open = n_columns + part.rows.iter().filter(|row| row.is_open()).count();
        let standing = match part.state {
            State::Missing => Standing::Missing,
            State::Unreadable => Standing::Unreadable,
            State::OtherForm => Standing::OtherForm,
            State::Received if part.is_blank || 0 < n_wrong + n_open => Standing::ToCorrect,
            State::Received => Standing::Received,
        };
        UnitPart {
            part,
            standing,
            days_late: 0,
            n_wrong,
            n_open,
            files: Vec::new(),
            waiting: Vec::new(),
            cells,
            rows,
            differs,
        }
    }

    /// Whether the unit answers a row of the form.
    pub fn has_row(&self, row: usize) -> bool {
        self.rows.contains_key(&row)
    }

    /// Returns what the unit says in a cell of the form.
    pub fn cell(&self, form: &Form, row: usize, column: usize) -> BoardCell<'_> {
        let said = self.cells.get(&(row, column)).and_then(|(at, cell)| {
            let row = self.part.rows.get(*at)?;
            Some((row, row.cells.get(*cell)?))
        });
        let of_row = self.rows.get(&row).and_then(|at| self.part.rows.get(*at));
        let differs = self.differs.get(&(row, Some(column)));
        let differs = differs.or_else(|| self.differs.get(&(row, None)));
        let row_at = row;
        let is_asked = form.place(row).is_some_and(|(annex, at)| {
            let row = annex.rows.get(at);
            row.is_some_and(|row| !row.kind.is_section()) && !form.is_of_list(row_at)
        });
        let (text, message, state) = match said {
            Some((_, cell)) => {
                let message = cell.wrong.as_ref().or(differs.map(|it| &it.1));
                let state = match (&cell.wrong, differs) {
                    (Some(_), _) => CellState::Wrong,
                    (None, Some(_)) => CellState::Differs,
                    (None, None) => CellState::Value,
                };
                (cell.text.as_str(), message, state)
            }
            None if is_asked && self.part.state == State::Received => {
                ("", None, CellState::Missing)
            }
            None => ("", None, CellState::Empty),
        };
        BoardCell {
            text,
            state,
            row: said.map(|(row, _)| row).or(of_row),
            message,
        }
    }

    /// Whether what the unit says in a cell cannot be added to what others say.
    pub fn is_apart(&self, row: usize, column: usize) -> bool {
        self.value(row, column).is_some_and(|it| it.is_apart)
    }

    /// Returns how a row of the form was changed, with the column of the file.
    pub(super) fn departures(&self, row: usize) -> impl Iterator<Item = &(ColumnId, Message)> {
        let of_row = self.differs.iter().filter(move |((own, _), _)| *own == row);
        of_row.map(|(_, it)| it)
    }

    /// The values of the unit by row and column of the form.
    pub(super) fn value(&self, row: usize, column: usize) -> Option<&AnswerCell> {
        let (at, cell) = self.cells.get(&(row, column))?;
        self.part.rows.get(*at)?.cells.get(*cell)
    }
}

/// How a row is not what the form asks for.
struct Departure {
    /// The row of the form, and the column if it concerns one cell only.
    place: (usize, Option<usize>),
    /// The column of the file.
    column: ColumnId,
    message: Message,
}

/// Returns how a row departs from what the form asks for, if it does.
fn departure(form: &Form, own: usize, row: &AnswerRow) -> Option<Departure> {
    let (annex, at) = form.place(own)?;
    let asked = annex.rows.get(at).filter(|it| !it.kind.is_section())?;
    let unit = annex.text(asked, Role::Unit);
    row.cells.iter().find_map(|cell| {
        let Heading::Form(column_at, _) = &cell.heading else {
            return None;
        };
        let column = annex.columns.get(*column_at)?;
        let wanted = asked.cell(column.id).trim();
        let said = cell.text.clone();
        if !wanted.is_empty() {
            let is_kept = matches!(column.role, Role::Unit | Role::Target);
            let is_changed = is_kept && words(wanted) != words(&said);
            return is_changed.then(|| Departure {
                place: (own, None),
                column: cell.column,
                message: Key::GatherFormChanged.with([said, wanted.to_owned(), column.title()]),
            });
        }
        let is_value = matches!(column.role, Role::Actual | Role::Target);
        let is_text = is_value
            && !unit.trim().is_empty()
            && Target::parse(&said, unit) == Target::Qualitative;
        is_text.then(|| Departure {
            place: (own, Some(*column_at)),
            column: cell.column,
            message: Key::GatherNotANumber.with([said, unit.to_owned()]),
        })
    })
}
