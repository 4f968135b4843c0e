//! What a person decided about rows, columns and values of a file.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{ColumnId, Document, RowId};

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

/// The choices for rows and columns of a file, and the values that were put right in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub rows: BTreeMap<RowId, Choice>,
    pub columns: BTreeMap<ColumnId, Choice>,
    pub values: BTreeMap<(RowId, ColumnId), String>,
}

impl Choices {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty() && self.values.is_empty()
    }

    /// Returns these choices, and others where these say nothing.
    pub fn over(&self, others: &Choices) -> Choices {
        let mut both = others.clone();
        both.rows.extend(&self.rows);
        both.columns.extend(&self.columns);
        let values = self.values.iter();
        both.values
            .extend(values.map(|(at, text)| (*at, text.clone())));
        both
    }

    /// Returns a document with the values that a person put right; `None` where there are none.
    pub(super) fn put_right(&self, document: &Document) -> Option<Document> {
        if self.values.is_empty() {
            return None;
        }
        let mut document = document.clone();
        for annex in &mut document.annexes {
            for row in &mut annex.rows {
                let own = (row.id, ColumnId(0))..=(row.id, ColumnId(u32::MAX));
                for ((_, column), text) in self.values.range(own) {
                    Arc::make_mut(row).replace_cell(*column, text.clone());
                }
            }
        }
        Some(document)
    }
}
