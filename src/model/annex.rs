//! One annex (phụ lục): the lines above and below its table, its columns and its rows.

use std::sync::Arc;

use super::{
    column::{Column, ColumnId, Role},
    row::{Row, RowId},
};

/// Identifies an annex within its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnnexId(pub u32);

/// The kind of an annex: what its rows state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnnexKind {
    /// Chỉ tiêu (indicators): measured, with targets.
    Indicators,
    /// Nhiệm vụ, giải pháp (tasks).
    Tasks,
    #[default]
    Other,
}

impl AnnexKind {
    pub const ALL: [AnnexKind; 3] = [AnnexKind::Indicators, AnnexKind::Tasks, AnnexKind::Other];

    /// Returns the name used in outlines and stored documents.
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

/// Words before the number of an annex.
pub const ANNEX_WORDS: &str = "Phụ lục";

/// The kind of an annex, and the lines above and below its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexHead {
    pub kind: AnnexKind,
    /// What stands before the number of a form: `Biểu số`, `Mẫu`. Empty for "Phụ lục".
    pub form_words: String,
    /// The number after it: `I`, `2`, or empty.
    pub number: String,
    pub title: String,
    /// The reference line, such as `(Kèm theo Kế hoạch số …)`.
    pub reference: String,
    /// Name of the worksheet that the annex came from or is exported to.
    pub sheet: String,
    /// Whether the user gave the sheet its name, which the annex then goes by on the screen.
    pub is_named: bool,
    /// Other lines above the table, unchanged.
    pub before: Vec<String>,
    /// Lines between title or reference and the table, such as `Đơn vị tính: Triệu đồng`.
    pub between: Vec<String>,
    /// Lines below the table, unchanged.
    pub after: Vec<String>,
    /// Whether ordinals are renumbered automatically; otherwise they stay as typed.
    pub automatic_ordinals: bool,
    pub paper: Paper,
}

impl AnnexHead {
    /// Returns the words before the number: `Phụ lục`, or those of a form.
    pub fn number_words(&self) -> &str {
        match self.form_words.as_str() {
            "" => ANNEX_WORDS,
            words => words,
        }
    }

    /// Whether a form, "Biểu số 01", is numbered by whoever asks for it.
    pub fn is_form(&self) -> bool {
        !self.form_words.is_empty()
    }

    /// Returns the line that numbers the annex: `Phụ lục I`, `Biểu số 01`, `Phụ lục`.
    pub fn number_line(&self) -> String {
        let line = format!("{} {}", self.number_words(), self.number);
        line.trim_end().to_owned()
    }

    /// Returns a short name: the one that the user gave, `Phụ lục I`, or the name of the sheet.
    pub fn label(&self) -> String {
        let goes_by_sheet = self.is_named || self.number.is_empty();
        match (self.sheet.as_str(), number_of_program(&self.sheet)) {
            (sheet, _) if !goes_by_sheet || sheet.is_empty() => self.number_line(),
            (_, Some(number)) if !self.is_named => {
                format!("{TABLE_WORD} {number}").trim_end().to_owned()
            }
            (sheet, _) => sheet.to_owned(),
        }
    }

    /// Returns the lines around the title and the table, from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.before.iter().chain(&self.between).chain(&self.after);
        lines.map(String::as_str)
    }
}

/// What an annex is called whose sheet has only the name that a program gave it.
const TABLE_WORD: &str = "Bảng";

/// Returns the number in the name that a program gave a sheet: `Sheet1`, `Table 1`; `None` for other
/// names.
fn number_of_program(sheet: &str) -> Option<&str> {
    let name = sheet.trim_end_matches(|it: char| it.is_ascii_digit());
    let number = sheet.strip_prefix(name)?;
    let name = name.trim_end_matches([' ', '_']).to_lowercase();
    let names = ["sheet", "table", "trang tính", "trang_tính"];
    names.contains(&name.as_str()).then_some(number)
}

/// Paper settings of an annex; `None` leaves a setting to the export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Whether the paper is landscape; `None` decides by the number of columns.
    pub landscape: Option<bool>,
    /// Font size of the table in points.
    pub cell_size: Option<u8>,
}

impl Paper {
    /// Font sizes of tables in real annexes; the decree does not specify any.
    pub const CELL_SIZES: [u8; 5] = [10, 11, 12, 13, 14];
}

/// One annex (phụ lục).
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

    /// Returns the first column with a role.
    pub fn column_of(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    pub fn columns_of(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.role == role)
    }

    /// Returns the text of a row under the first column with a role; empty without such a column.
    pub fn text<'row>(&self, row: &'row Row, role: Role) -> &'row str {
        match self.column_of(role) {
            Some(column) => row.cell(column.id),
            None => "",
        }
    }

    pub fn index_of(&self, id: RowId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Removes a column and returns it with its texts; `None` when there is no such column.
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

    /// Returns the length of the longest header path; at least 1.
    pub fn n_header_rows(&self) -> usize {
        let depths = self.columns.iter().map(|column| column.header.len());
        depths.max().unwrap_or(1).max(1)
    }
}
