//! What a person decided about rows and columns of a file.

use std::collections::BTreeMap;

use crate::model::{ColumnId, RowId};

/// What a row or a column of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This row of the form, counted over all annexes; or this column of the annex of the form.
    Form(usize),
    /// An extra one, which goes into the stacked table.
    Taken,
    /// Nothing is made of it.
    Left,
}

/// The choices for rows and columns of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub rows: BTreeMap<RowId, Choice>,
    pub columns: BTreeMap<ColumnId, Choice>,
}

impl Choices {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }

    /// Returns these choices, and others where these say nothing.
    pub fn over(&self, others: &Choices) -> Choices {
        let mut both = others.clone();
        both.rows.extend(&self.rows);
        both.columns.extend(&self.columns);
        both
    }
}
