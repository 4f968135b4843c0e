//! What rows of files and of the form say, as one text.

use super::{
    answer::{AnswerRow, Heading},
    form::Form,
};
use crate::model::Role;

/// Everything that a row says.
pub fn said(row: &AnswerRow) -> String {
    row.cells
        .iter()
        .map(|cell| cell.text.as_str())
        .collect::<Vec<_>>()
        .join(" | ")
}

/// What a file says in a cell that a person put right.
pub fn in_file(was: &str) -> String {
    match was {
        "" => "(trống)".to_owned(),
        was => was.to_owned(),
    }
}

/// The content of a row of the form.
pub fn content(form: &Form, at: usize) -> String {
    let place = form.place(at);
    let text = place
        .and_then(|(annex, at)| Some(annex.text(annex.rows.get(at)?, Role::Content).to_owned()));
    text.unwrap_or_default()
}

/// The content of a row of a file, or all that it says.
pub(super) fn name(form: &Form, row: &AnswerRow) -> String {
    let columns = row.annex.and_then(|at| form.document.annexes.get(at));
    let is_content = |heading: &Heading| {
        let column = heading.of_form().and_then(|at| columns?.columns.get(at));
        column.is_some_and(|it| it.role == Role::Content)
    };
    let content = row.cells.iter().find(|it| is_content(&it.heading));
    content.map_or_else(|| said(row), |it| it.text.clone())
}
