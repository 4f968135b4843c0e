//! The document: a plan's annexes, each a table of rows under columns, in display order.
//!
//! Cells hold the text the user typed. Meaning (a target, a period, an ordinal) is read from the
//! text on demand and never stored in its place.

mod agencies;
mod column;
mod date;
mod form;
mod numbering;
mod ordinal;
mod period;
mod phase;
mod remembered;
mod review;
mod row;
mod target;

use std::sync::Arc;

pub use agencies::{Named, agencies_in};
pub use column::{Column, ColumnId, Role};
pub use date::{Date, dates_in};
pub use form::{Form, FormColumn, FormSheet};
pub use numbering::Numbering;
pub use ordinal::{Ordinal, Style as OrdinalStyle, roman_text, roman_value, split_ordinal};
pub use period::{Month, Period};
pub use phase::Phase;
pub use review::{Profile, Review, Severity, Waiver};
pub use row::{Row, RowId, RowKind};
pub use target::{Amount, Bound, Measure, Target, parse_number, vietnamese_number};

/// Everything one plan's annexes say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub plan: Plan,
    pub annexes: Vec<Annex>,
    pub review: Review,
}

/// What identifies the plan the annexes belong to. Every field is text as typed, and may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How the user calls the document in the list; at first the file's name.
    pub name: String,
    /// Number and symbol (số, ký hiệu), such as `334/KH-UBND`.
    pub number: String,
    /// Date of issue as written, such as `31/12/2025`.
    pub date: String,
    /// Issuing body, such as `UBND tỉnh Lạng Sơn`.
    pub body: String,
}

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

/// A cell by identity: it stays itself while rows come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
}

impl Document {
    pub fn annex(&self, id: AnnexId) -> Option<&Annex> {
        self.annexes.iter().find(|annex| annex.id == id)
    }

    pub fn n_rows(&self) -> usize {
        self.annexes.iter().map(|annex| annex.rows.len()).sum()
    }

    /// The first id that no annex, column or row of the document uses.
    pub fn next_id(&self) -> u32 {
        Document::next_id_after(&self.annexes)
    }

    /// The first id behind all that annexes, their columns and rows use.
    pub fn next_id_after<'annex>(annexes: impl IntoIterator<Item = &'annex Annex>) -> u32 {
        let ids = annexes.into_iter().flat_map(|annex| {
            let columns = annex.columns.iter().map(|column| column.id.0);
            let rows = annex.rows.iter().map(|row| row.id.0);
            columns.chain(rows).chain([annex.id.0])
        });
        ids.max().map_or(1, |max| max + 1)
    }
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
