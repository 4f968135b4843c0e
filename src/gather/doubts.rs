//! What was matched although it is written otherwise, and what was done because it had been decided
//! before: both are shown beside the form, and a person may decide otherwise.

use super::{
    answer::AnswerRow,
    choices::Choice,
    consolidation::Consolidation,
    form::Form,
    row_texts::{content, name},
    sent_file::SentFile,
};
use crate::model::{Column, ColumnId, RowId};

/// Rows of files that are written alike, beside the row of the form that they were matched to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyRow {
    /// The row of the form.
    pub at: usize,
    pub asked: String,
    pub said: String,
    /// The rows, each with the number of its file.
    pub rows: Vec<(u32, RowId)>,
}

/// The same of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyColumn {
    /// The annex of the form and its column, by index.
    pub at: (usize, usize),
    pub asked: String,
    pub said: String,
    pub columns: Vec<(u32, ColumnId)>,
}

/// Lists the rows that are written otherwise than in the form.
pub fn likely_rows(of: &Consolidation) -> Vec<LikelyRow> {
    let mut found: Vec<LikelyRow> = Vec::new();
    let rows = of.parts().iter().flat_map(|it| &it.part.rows);
    for row in rows.filter(|it| it.is_likely && it.choice.is_none()) {
        let Some(at) = row.form else {
            continue;
        };
        let (said, place) = (name(of.form(), row), (row.source, row.id));
        match found.iter_mut().find(|it| it.at == at && it.said == said) {
            Some(known) => known.rows.push(place),
            None => found.push(LikelyRow {
                at,
                asked: content(of.form(), at),
                said,
                rows: vec![place],
            }),
        }
    }
    found
}

/// Lists the columns whose headings are written otherwise than in the form.
pub fn likely_columns(of: &Consolidation) -> Vec<LikelyColumn> {
    let mut found: Vec<LikelyColumn> = Vec::new();
    let columns = of.parts().iter().flat_map(|it| &it.part.columns);
    for column in columns.filter(|it| it.is_likely && it.choice.is_none()) {
        let Some(to) = column.heading.of_form() else {
            continue;
        };
        let (at, place) = ((column.annex, to), (column.source, column.id));
        let known = found.iter_mut();
        match known
            .into_iter()
            .find(|it| it.at == at && *it.said == *column.title)
        {
            Some(known) => known.columns.push(place),
            None => found.push(LikelyColumn {
                at,
                asked: column_title(of.form(), column.annex, to),
                said: column.title.to_string(),
                columns: vec![place],
            }),
        }
    }
    found
}

/// The heading of a column of the form.
pub fn column_title(form: &Form, annex: usize, column: usize) -> String {
    let annex = form.document.annexes.get(annex);
    let column = annex.and_then(|it| it.columns.get(column));
    column
        .map(Column::title)
        .unwrap_or_default()
        .replace('\n', " ")
}

/// What was done to a row or a column because it had been decided before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedLine {
    pub said: String,
    /// What it was taken for in the form; `None` for an extra one, or one that is left out.
    pub asked: Option<String>,
    pub choice: Choice,
}

/// Lists what was done to a file because of earlier ones of its sender.
pub fn remembered_lines(of: &Consolidation, file: &SentFile) -> Vec<RememberedLine> {
    let known = &file.decisions.remembered.choices;
    let own = &file.decisions.choices;
    let rows = file.answer.rows.iter().filter_map(|row: &AnswerRow| {
        let choice = known
            .rows
            .get(&row.id)
            .filter(|_| !own.rows.contains_key(&row.id))?;
        Some(RememberedLine {
            said: name(of.form(), row),
            asked: row.form.map(|at| content(of.form(), at)),
            choice: *choice,
        })
    });
    let columns = file.answer.columns.iter().filter_map(|column| {
        let choice = known.columns.get(&column.id);
        let choice = choice.filter(|_| !own.columns.contains_key(&column.id))?;
        let to = column.heading.of_form();
        Some(RememberedLine {
            said: column.title.to_string(),
            asked: to.map(|to| column_title(of.form(), column.annex, to)),
            choice: *choice,
        })
    });
    rows.chain(columns).collect()
}
