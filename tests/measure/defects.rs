//! Makers of defects, by the group that an official would put them in.

mod bodies;
mod head;
mod left_in;
mod numbers;
mod spelling;
mod time;

use phuluc::{
    edit::Step,
    model::{Annex, AnnexId, Column, ColumnId, Document, Role, Row, RowId},
};

use crate::dice::Dice;

impl Dice {
    /// One of some things; `None` when there is none.
    pub fn one_of<'it, T>(&mut self, things: &'it [T]) -> Option<&'it T> {
        match things.len() {
            0 => None,
            n => things.get(self.below(n)),
        }
    }
}

/// A kind of defect.
pub struct Kind {
    pub name: &'static str,
    /// Whether development does not look at it, so that rules are not fitted to it.
    pub aside: bool,
    /// Puts the defect where it fits; `None` where it fits nowhere.
    pub make: fn(&Document, &mut Dice) -> Option<Defect>,
}

pub struct Defect {
    pub steps: Vec<Step>,
    pub place: Place,
    pub what: String,
}

/// Where a finding counts as about the defect.
pub enum Place {
    Row(RowId),
    Annex(AnnexId),
}

impl Defect {
    /// Counts findings anywhere in the annex of the row, whose other rows it contradicts.
    pub fn of_annex(self, document: &Document) -> Option<Defect> {
        let annex = document
            .annexes
            .iter()
            .find(|it| matches!(self.place, Place::Row(row) if it.index_of(row).is_some()))?;
        Some(Defect {
            place: Place::Annex(annex.id),
            ..self
        })
    }
}

/// The groups of kinds.
pub fn groups() -> [(&'static str, &'static [Kind]); 6] {
    [
        ("spelling", spelling::KINDS),
        ("left in", left_in::KINDS),
        ("numbers", numbers::KINDS),
        ("bodies", bodies::KINDS),
        ("time", time::KINDS),
        ("head", head::KINDS),
    ]
}

pub const fn kind(name: &'static str, make: fn(&Document, &mut Dice) -> Option<Defect>) -> Kind {
    Kind {
        name,
        aside: false,
        make,
    }
}

/// A kind that development does not look at.
pub const fn aside(name: &'static str, make: fn(&Document, &mut Dice) -> Option<Defect>) -> Kind {
    Kind {
        name,
        aside: true,
        make,
    }
}

/// A cell of an item.
#[derive(Clone, Copy)]
pub struct Spot<'document> {
    pub annex: &'document Annex,
    pub row: &'document Row,
    pub column: &'document Column,
    pub text: &'document str,
}

impl Spot<'_> {
    pub fn text_of(&self, role: Role) -> &str {
        self.annex.text(self.row, role)
    }

    pub fn becomes(&self, text: impl Into<String>) -> Defect {
        let text = text.into();
        Defect {
            what: format!("“{}” → “{text}”", self.text),
            place: Place::Row(self.row.id),
            steps: vec![set(self.annex, self.row.id, self.column.id, text)],
        }
    }
}

pub fn set(annex: &Annex, row: RowId, column: ColumnId, text: String) -> Step {
    Step::SetCell {
        annex: annex.id,
        row,
        column,
        text,
    }
}

/// All cells with text of items under columns of some roles.
pub fn spots<'document>(document: &'document Document, roles: &[Role]) -> Vec<Spot<'document>> {
    let mut spots = Vec::new();
    for annex in &document.annexes {
        for row in annex.rows.iter().filter(|row| !row.kind.is_section()) {
            for column in annex.columns.iter().filter(|it| roles.contains(&it.role)) {
                let text = row.cell(column.id);
                if !text.trim().is_empty() {
                    spots.push(Spot {
                        annex,
                        row,
                        column,
                        text,
                    });
                }
            }
        }
    }
    spots
}

/// Changes the text of one cell under some roles that `change` can change.
pub fn change_one(
    document: &Document,
    dice: &mut Dice,
    roles: &[Role],
    change: impl Fn(&Spot, &mut Dice) -> Option<String>,
) -> Option<Defect> {
    let spots = spots(document, roles);
    let n = spots.len();
    let start = if n == 0 { return None } else { dice.below(n) };
    for at in 0..n {
        let spot = &spots[(start + at) % n];
        if let Some(text) = change(spot, dice).filter(|it| it != spot.text) {
            return Some(spot.becomes(text));
        }
    }
    None
}

/// Replaces a number's text by another of as many figures.
pub fn another_number(text: &str) -> Option<String> {
    let at = text.rfind(|c: char| c.is_ascii_digit() && c != '0')?;
    let digit = text.as_bytes()[at] - b'0';
    let other = if digit == 9 { 4 } else { digit + 1 };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

/// The value of a plain number.
pub fn value(text: &str) -> Option<f64> {
    phuluc::model::parse_number(text.trim())
}
