//! One annex (phụ lục): the lines above and below its table, its columns and its rows.

use std::sync::Arc;

use super::{
    column::{Column, ColumnId, Role},
    row::{Row, RowId},
};

/// Identity of an annex for as long as the document lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnnexId(pub u32);

/// What the rows of an annex are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnnexKind {
    /// Chỉ tiêu: something measured, with targets.
    Indicators,
    /// Nhiệm vụ, giải pháp: something to be done.
    Tasks,
    #[default]
    Other,
}

impl AnnexKind {
    pub const ALL: [AnnexKind; 3] = [AnnexKind::Indicators, AnnexKind::Tasks, AnnexKind::Other];

    /// The name used in outlines and stored documents.
    pub fn key(self) -> &'static str {
        match self {
            AnnexKind::Indicators => "indicators",
            AnnexKind::Tasks => "tasks",
            AnnexKind::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<AnnexKind> {
        AnnexKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The lines above an annex's table, and what its rows are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexHead {
    pub kind: AnnexKind,
    /// What follows "Phụ lục": `I`, `2`, or empty.
    pub number: String,
    pub title: String,
    /// The reference line, such as `(Kèm theo Kế hoạch số …)`.
    pub reference: String,
    /// Name of the worksheet the annex came from or goes to.
    pub sheet: String,
    /// Other lines above the table, kept as they were.
    pub before: Vec<String>,
    /// Lines below the table, kept as they were.
    pub after: Vec<String>,
    /// Ordinals follow the rows by themselves; otherwise they are what people typed.
    pub automatic_ordinals: bool,
    pub paper: Paper,
}

impl AnnexHead {
    /// What the annex is called where there is little room: `Phụ lục I`, or its sheet's name.
    pub fn label(&self) -> String {
        match (self.number.as_str(), self.sheet.as_str()) {
            ("", "") => "Phụ lục".to_owned(),
            ("", sheet) => sheet.to_owned(),
            (number, _) => format!("Phụ lục {number}"),
        }
    }
}

/// How an annex goes on paper, where that is not left to the export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Landscape or portrait; by the number of columns when not said.
    pub landscape: Option<bool>,
    /// Size of the table's letters in points.
    pub cell_size: Option<u8>,
}

impl Paper {
    /// Sizes that real annexes use for their tables; the decree is silent on them.
    pub const CELL_SIZES: [u8; 5] = [10, 11, 12, 13, 14];
}

/// One annex: head lines, columns, rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Annex {
    pub id: AnnexId,
    pub head: AnnexHead,
    pub columns: Vec<Column>,
    pub rows: Vec<Arc<Row>>,
}

impl Annex {
    pub fn column(&self, id: ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The first column that plays `role`.
    pub fn column_of(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    pub fn columns_of(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.role == role)
    }

    /// Text of a row under the first column that plays `role`; empty when there is none.
    pub fn text<'row>(&self, row: &'row Row, role: Role) -> &'row str {
        match self.column_of(role) {
            Some(column) => row.cell(column.id),
            None => "",
        }
    }

    pub fn index_of(&self, id: RowId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Takes a column out, with the texts under it; `None` when there is no such column.
    pub(crate) fn remove_column(&mut self, id: ColumnId) -> Option<(Column, Vec<(RowId, String)>)> {
        let at = self.columns.iter().position(|column| column.id == id)?;
        let column = self.columns.remove(at);
        let mut cells = Vec::new();
        for row in &mut self.rows {
            if !row.cell(id).is_empty() {
                cells.push((row.id, Arc::make_mut(row).replace_cell(id, String::new())));
            }
        }
        Some((column, cells))
    }

    /// How many header rows the longest header path needs; at least one.
    pub fn n_header_rows(&self) -> usize {
        let depths = self.columns.iter().map(|column| column.header.len());
        depths.max().unwrap_or(1).max(1)
    }
}
