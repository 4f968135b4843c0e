//! An annex in the states in which it was sent out or imported.

use std::collections::HashMap;

use super::update::{Caution, CellChange, CellPart};
use crate::{
    model::{Annex, ColumnId, Row, RowId},
    text::likeness::differ,
};

/// An annex in its states when it was sent out or imported: the texts that a file may still hold
/// unchanged.
pub(super) struct Earlier<'earlier> {
    pub states: Vec<&'earlier Annex>,
    rows: HashMap<RowId, Vec<&'earlier Row>>,
}

impl<'earlier> Earlier<'earlier> {
    pub fn of(states: Vec<&'earlier Annex>) -> Earlier<'earlier> {
        let mut rows: HashMap<RowId, Vec<&Row>> = HashMap::new();
        for row in states.iter().flat_map(|it| &it.rows) {
            rows.entry(row.id).or_default().push(row);
        }
        Earlier { states, rows }
    }

    /// Returns the earlier texts of a cell of the annex, or the earlier notes on it.
    fn texts(
        &self,
        row: RowId,
        column: Option<ColumnId>,
        part: CellPart,
    ) -> impl Iterator<Item = &'earlier str> {
        let rows = self.rows.get(&row).into_iter().flatten();
        rows.map(move |row| text_of(row, column, part))
    }

    /// Compares a cell of the annex, or its note, with the file's, three ways. `None` when there is
    /// nothing to take: the texts are equal, or the file holds one that was sent out.
    pub fn change(
        &self,
        own: &Row,
        column: Option<ColumnId>,
        (part, from, after): (CellPart, ColumnId, &str),
    ) -> Option<CellChange> {
        let before = text_of(own, column, part);
        let earlier = || self.texts(own.id, column, part);
        if !differ(before, after) || earlier().any(|text| !differ(text, after)) {
            return None;
        }
        let is_unsent = !self.states.is_empty() && !self.rows.contains_key(&own.id);
        let is_conflict = is_unsent || earlier().any(|text| differ(text, before));
        Some(CellChange {
            from,
            part,
            before: before.to_owned(),
            after: after.to_owned(),
            caution: is_conflict.then_some(Caution::Conflict),
        })
    }
}

fn text_of(row: &Row, column: Option<ColumnId>, part: CellPart) -> &str {
    match (column, part) {
        (None, _) => "",
        (Some(column), CellPart::Text) => row.cell(column),
        (Some(column), CellPart::Note) => row.note(column),
    }
}
