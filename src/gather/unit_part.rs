//! Where one unit stands, and what it says in each cell of the form.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{
    answer::{AnswerCell, AnswerRow, Heading},
    board::{Part, State},
    form::Form,
};
use crate::{
    model::{ColumnId, Role, RowId, Target, unit_factors},
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
    /// That the amount was converted to the unit of the form.
    pub converted: Option<&'part Message>,
    /// What the file says, where a person put it right.
    pub was: Option<&'part str>,
}

/// What one unit sent.
#[derive(Clone, Debug)]
pub struct UnitPart {
    pub part: Part,
    pub standing: Standing,
    /// Days after the deadline on which the last file arrived.
    pub days_late: u32,
    pub n_wrong: usize,
    /// Rows and columns that somebody has to decide about; of a file that is another form, the file.
    pub n_open: usize,
    /// Places that the unit has to correct or to fill in, as [`super::places`] lists them.
    pub n_places: usize,
    /// Whether none of its rows can be one of the form's.
    pub is_strange: bool,
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
        let is_strange =
            part.state == State::OtherForm && part.rows.iter().all(|row| row.annex.is_none());
        let n_columns = part.columns.iter().filter(|it| it.is_open()).count();
        let n_rows = part.rows.iter().filter(|row| row.is_open()).count();
        let n_open = match is_strange {
            true => part.files.len(),
            false => n_columns + n_rows,
        };
        let standing = match part.state {
            State::Missing => Standing::Missing,
            State::Unreadable => Standing::Unreadable,
            State::OtherForm => Standing::OtherForm,
            State::Received => Standing::Received,
        };
        let mut unit_part = UnitPart {
            part,
            standing,
            days_late: 0,
            n_wrong,
            n_open,
            n_places: 0,
            is_strange,
            files: Vec::new(),
            waiting: Vec::new(),
            cells,
            rows,
            differs,
        };
        if unit_part.part.state == State::Received {
            let n_missing = unit_part.missing(form).count();
            unit_part.n_places = n_wrong + n_rows + n_missing + unit_part.differs.len();
            if unit_part.part.is_blank || 0 < unit_part.n_places + n_open {
                unit_part.standing = Standing::ToCorrect;
            }
        }
        unit_part
    }

    /// The cells of the form, by row and column, that lack a value.
    pub(super) fn missing<'it>(
        &'it self,
        form: &'it Form,
    ) -> impl Iterator<Item = (usize, usize)> + 'it {
        let annexes = 0..form.document.annexes.len();
        let cells = annexes.flat_map(move |annex| {
            let columns = form.value_columns(annex);
            form.rows_of(annex).flat_map(move |row| {
                let columns = columns.clone().into_iter();
                columns.map(move |column| (row, column))
            })
        });
        cells.filter(move |(row, column)| {
            self.value(*row, *column).is_none() && form.is_required(*row, *column)
        })
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
        let (text, message, state) = match said {
            Some((_, cell)) => {
                let message = cell.wrong.as_ref().or(differs.map(|it| &it.1));
                let state = match (&cell.wrong, differs) {
                    (Some(_), _) => CellState::Wrong,
                    (None, Some(_)) => CellState::Differs,
                    (None, None) => CellState::Value,
                };
                let converted = cell.converted.as_ref();
                let message = message.or(converted.map(|it| &it.1));
                let text = converted.map_or(&cell.text, |it| &it.0);
                (text.as_str(), message, state)
            }
            None if self.part.state == State::Received && form.is_required(row, column) => {
                ("", None, CellState::Missing)
            }
            None => ("", None, CellState::Empty),
        };
        BoardCell {
            text,
            state,
            row: said.map(|(row, _)| row).or(of_row),
            message,
            converted: said.and_then(|(_, cell)| Some(&cell.converted.as_ref()?.1)),
            was: said.and_then(|(_, cell)| cell.was.as_deref()),
        }
    }

    /// Whether the unit has a cell for a value of the form, so that a person can put it right.
    pub fn may_put_right(&self, row: usize, column: usize) -> bool {
        self.origin(row, column).is_some()
    }

    /// The cell of a file that a cell of the form is from: the number of the file, row and column there, and
    /// what it says.
    pub(super) fn origin(
        &self,
        row: usize,
        column: usize,
    ) -> Option<(u32, (RowId, ColumnId), &str)> {
        let said = self.cells.get(&(row, column));
        let said = said.and_then(|(at, cell)| {
            let row = self.part.rows.get(*at)?;
            let cell = row.cells.get(*cell)?;
            let words = cell.was.as_deref().unwrap_or(&cell.text);
            Some((row.source, (row.id, cell.column), words))
        });
        said.or_else(|| {
            let own = self.part.rows.get(*self.rows.get(&row)?)?;
            let mut columns = self.part.columns.iter();
            let column = columns.find(|it| {
                let is_its = it.source == own.source && Some(it.annex) == own.annex;
                is_its && it.heading.of_form() == Some(column)
            })?;
            Some((own.source, (own.id, column.id), ""))
        })
    }

    /// Whether what the unit says in a cell cannot be added to what others say.
    pub fn is_apart(&self, row: usize, column: usize) -> bool {
        self.value(row, column).is_some_and(|it| it.is_apart)
    }

    /// What a unit says in a cell, as it adds to what others say.
    pub fn amount(&self, row: usize, column: usize) -> Cow<'_, str> {
        let cell = self.value(row, column);
        cell.map_or(Cow::Borrowed(""), AnswerCell::in_forms_unit)
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
            let is_same_unit = column.role == Role::Unit
                && unit_factors(wanted, &said).is_some_and(|(left, right)| left == right);
            let is_changed = is_kept && !is_same_unit && words(wanted) != words(&said);
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
