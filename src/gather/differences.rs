//! What a corrected file changes in the answer of its unit.

use rustc_hash::FxHashMap;

use super::{
    answer::{Answer, AnswerRow},
    choices::Choice,
    form::Form,
    row_texts::{content, name, said},
    unit_part::UnitPart,
};
use crate::{
    model::Column,
    text::likeness::{differ, words},
};

/// A cell that a file would change, or an extra row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The row of the form; `None` for an extra row.
    pub row: Option<usize>,
    /// The content of the row.
    pub content: String,
    /// The heading of the column; empty for an extra row.
    pub heading: String,
    pub before: String,
    pub after: String,
}

/// Lists what changes when an answer takes the place of what a unit sent before, in the order of the
/// form's rows; extra rows come last.
pub(super) fn differences(form: &Form, part: &UnitPart, answer: &Answer) -> Vec<Difference> {
    let (before, after) = (cells(form, &part.part.rows), cells(form, &answer.rows));
    let mut places: Vec<&(usize, usize)> = before.keys().chain(after.keys()).collect();
    places.sort_unstable();
    places.dedup();
    let text = |cells: &Cells<'_>, place| cells.get(place).copied().unwrap_or_default().to_owned();
    let of_form = places.into_iter().map(|place| Difference {
        row: Some(place.0),
        content: content(form, place.0),
        heading: heading(form, *place),
        before: text(&before, place),
        after: text(&after, place),
    });
    let changed = of_form.filter(|it| differ(&it.before, &it.after));
    changed.chain(extra(form, part, answer)).collect()
}

type Cells<'rows> = FxHashMap<(usize, usize), &'rows str>;

/// The texts of rows by row and column of the form. What the form itself says is no answer.
fn cells<'rows>(form: &Form, rows: &'rows [AnswerRow]) -> Cells<'rows> {
    let mut cells = Cells::default();
    for row in rows {
        for cell in &row.cells {
            if let (Some(at), Some(column)) = (row.form, cell.heading.of_form())
                && form.text(at, column).trim().is_empty()
            {
                cells.entry((at, column)).or_insert(&cell.text);
            }
        }
    }
    cells
}

fn heading(form: &Form, (row, column): (usize, usize)) -> String {
    let place = form.place(row);
    let column = place.and_then(|(annex, _)| annex.columns.get(column));
    column.map(Column::title).unwrap_or_default()
}

/// Extra rows that only one of both has, or that say something else.
fn extra(form: &Form, part: &UnitPart, answer: &Answer) -> Vec<Difference> {
    let taken = |rows: &[AnswerRow]| -> Vec<(String, String)> {
        let taken = rows.iter().filter(|it| it.choice == Some(Choice::Taken));
        taken.map(|row| (name(form, row), said(row))).collect()
    };
    let (before, after) = (taken(&part.part.rows), taken(&answer.rows));
    let of = |rows: &[(String, String)], name: &str| {
        let row = rows.iter().find(|(it, _)| words(it) == words(name));
        row.map_or(String::new(), |(_, said)| said.clone())
    };
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in before.iter().chain(&after) {
        if !names.iter().any(|it| words(it) == words(name)) {
            names.push(name);
        }
    }
    let rows = names.into_iter().map(|name| Difference {
        row: None,
        content: name.clone(),
        heading: String::new(),
        before: of(&before, name),
        after: of(&after, name),
    });
    rows.filter(|it| differ(&it.before, &it.after)).collect()
}
