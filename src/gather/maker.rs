//! Makes annexes of rows of texts.

use std::sync::Arc;

use crate::model::{
    Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Role, Row, RowId, RowKind,
};

/// Annexes that are being made.
#[derive(Default)]
pub(super) struct Maker {
    next_id: u32,
    pub annexes: Vec<Annex>,
}

impl Maker {
    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    /// Adds an annex of rows, each with its kind and the texts of its cells.
    pub fn push(
        &mut self,
        sheet: String,
        title: String,
        headings: Vec<(Role, String)>,
        rows: Vec<(RowKind, Vec<String>)>,
    ) {
        let id = AnnexId(self.id());
        let columns: Vec<Column> = headings
            .iter()
            .map(|(role, title)| Column::new(ColumnId(self.id()), *role, &[title]))
            .collect();
        let rows = rows.into_iter().map(|(kind, texts)| {
            let cells = columns.iter().map(|column| column.id).zip(texts);
            Arc::new(Row::with_cells(RowId(self.id()), kind, cells))
        });
        let rows = rows.collect();
        let head = AnnexHead {
            kind: AnnexKind::Other,
            title,
            sheet,
            ..AnnexHead::default()
        };
        self.annexes.push(Annex {
            id,
            head,
            columns,
            rows,
        });
    }
}

/// Rows of texts, each behind its number.
pub(super) fn numbered(texts: Vec<Vec<String>>) -> Vec<(RowKind, Vec<String>)> {
    let rows = (1..).zip(texts);
    rows.map(|(n, texts): (usize, _)| (RowKind::Item(1), [vec![n.to_string()], texts].concat()))
        .collect()
}

/// The number, and columns of texts.
pub(super) fn headings(titles: &[&str]) -> Vec<(Role, String)> {
    let others = titles
        .iter()
        .map(|title| (Role::Other, (*title).to_owned()));
    std::iter::once((Role::Ordinal, "STT".to_owned()))
        .chain(others)
        .collect()
}
