//! A sheet as plain cells. Every format is read into this form; later stages use nothing else.

use std::rc::Rc;

use crate::{
    import::{
        ImportError, Note,
        limits::{CELLS_MAX, TEXT_MAX},
    },
    text::canonical,
    wording::Message,
};

/// Annexes have at most a dozen columns; anything further right is a stray mark.
pub(in crate::import) const COLUMNS_MAX: usize = 256;
/// Maximum number of merged regions. Any others are decoration and are dropped.
pub(in crate::import) const MERGES_MAX: usize = 200_000;

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Lines that contain text, from top to bottom.
    pub lines: Vec<Line>,
    /// Sorted by left column, then by top row.
    pub merges: Vec<Merge>,
    /// False if the format has no merge information: an empty cell may then be part of a merged
    /// cell.
    pub knows_merges: bool,
    /// Columns that the spreadsheet program hides, counted from 0.
    pub hidden_columns: Vec<usize>,
    /// Places, such as `B1`, of formulas without a computed value: their cells look empty.
    pub uncomputed: Vec<String>,
    /// Number of cells with text too far right to belong to an annex; they are left out.
    pub n_far_cells: usize,
    /// Footnotes with their marks, and the row of each reference.
    pub footnotes: Vec<(u32, String)>,
    /// Notes on cells; sorted by row when the sheet is understood.
    pub comments: Vec<Comment>,
    /// What the reader of the format has to say, some of it about a row as Excel shows it.
    pub remarks: Vec<(Option<u32>, Message)>,
    /// Title of a web page, which a browser shows in its tab.
    pub page_title: String,
}

/// A note on a cell (comment). Rows and columns count from 0.
#[derive(Clone, Debug)]
pub(in crate::import) struct Comment {
    pub row: u32,
    pub column: usize,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Line {
    /// Row of the sheet, counted from 0.
    pub row: u32,
    /// Hidden in the spreadsheet program.
    pub hidden: bool,
    /// Whether the line stands outside tables, in a format that tells.
    pub is_paragraph: bool,
    /// Whether the line begins a page, in a format that tells.
    pub starts_page: bool,
    /// Whether the line is known to go on with the texts of the row above.
    pub continues: bool,
    /// Cells by column, starting at the first column of the sheet.
    pub cells: Vec<Cell>,
    /// Columns whose text, or lack of it, may be wrong, and why.
    pub doubts: Vec<(usize, Message)>,
}

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Cell {
    /// Displayed text, in NFC and trimmed.
    pub text: String,
    /// Whether the cell stores a number: the text is then the formatted number.
    pub is_number: bool,
    /// Day, month and year of a stored date, with 0 for a part that its format does not show.
    pub date: Option<(u8, u8, u16)>,
    pub bold: bool,
    /// Font name, if the format specifies it.
    pub font: Option<Rc<str>>,
    /// The parts of the text, if they differ in their fonts and one of them is a legacy font.
    pub runs: Option<Rc<[Run]>>,
    /// Text that is struck out: the text itself, or a part that was left out of it.
    pub struck: Option<Rc<str>>,
}

/// A part of the text of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Run {
    pub text: String,
    pub font: Option<Rc<str>>,
}

impl Cell {
    /// Whether all of the text is struck out.
    pub(in crate::import) fn is_struck(&self) -> bool {
        let struck = self.struck.as_deref();
        struck.is_some_and(|struck| struck.split_whitespace().eq(self.text.split_whitespace()))
    }

    /// Separates struck-out text from the rest, which becomes the text of the cell. If nothing else
    /// is left, the text stays.
    pub(in crate::import) fn strike(&mut self, struck: &str, rest: &str) {
        if struck.is_empty() {
            return;
        }
        self.struck = Some(Rc::from(struck));
        if !rest.is_empty() {
            rest.clone_into(&mut self.text);
        }
    }
}

/// A merged region, both corners included. Rows and columns count from 0.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// Number of cells and bytes read from a file so far, checked against the limits.
#[derive(Debug, Default)]
pub(in crate::import) struct Budget {
    n_cells: usize,
    n_bytes: usize,
}

impl Budget {
    /// Adds one cell; fails with `TooLarge` above a limit.
    fn spend(&mut self, text: &str) -> Result<(), ImportError> {
        self.n_cells += 1;
        self.n_bytes += text.len();
        if CELLS_MAX < self.n_cells || TEXT_MAX < self.n_bytes {
            return Err(ImportError::TooLarge);
        }
        Ok(())
    }
}

impl Sheet {
    /// Returns the same sheet without its lines, uncomputed formulas, footnotes and remarks.
    pub(in crate::import) fn clone_without_lines(&self) -> Sheet {
        Sheet {
            name: self.name.clone(),
            hidden: self.hidden,
            lines: Vec::new(),
            merges: self.merges.clone(),
            hidden_columns: self.hidden_columns.clone(),
            comments: self.comments.clone(),
            page_title: String::new(),
            uncomputed: Vec::new(),
            footnotes: Vec::new(),
            remarks: Vec::new(),
            ..*self
        }
    }

    /// Stores a cell at its row and column. Empty cells are skipped. Cells beyond the column limit
    /// are only counted. Fails with `TooLarge` if the budget is exhausted.
    pub(in crate::import) fn put(
        &mut self,
        (row, column): (u32, u32),
        cell: Cell,
        budget: &mut Budget,
    ) -> Result<(), ImportError> {
        if cell.text.is_empty() {
            return Ok(());
        }
        let column = column as usize;
        if COLUMNS_MAX <= column {
            self.n_far_cells += 1;
            return Ok(());
        }
        budget.spend(&cell.text)?;
        if self.lines.last().is_none_or(|line| line.row != row) {
            // Most lines are as long as the one above.
            let n_cells = self.lines.last().map_or(0, |line| line.cells.len());
            self.lines.push(Line {
                row,
                cells: Vec::with_capacity(n_cells.max(column + 1)),
                ..Line::default()
            });
        }
        if let Some(line) = self.lines.last_mut() {
            if line.cells.len() <= column {
                line.cells.resize_with(column + 1, Cell::default);
            }
            if let Some(slot) = line.cells.get_mut(column) {
                *slot = cell;
            }
        }
        Ok(())
    }

    /// Returns paragraphs at these rows as merged regions: each spans the full width, like a line above or
    /// below a table in a worksheet.
    pub(in crate::import) fn paragraphs(rows: &[u32], n_columns: u32) -> Vec<Merge> {
        let right = n_columns.saturating_sub(1);
        let rows = rows.iter().filter(|_| 0 < right);
        let merges = rows.map(|row| Merge {
            top: *row,
            left: 0,
            bottom: *row,
            right,
        });
        merges.collect()
    }

    /// Marks the lines at these rows, in ascending order, as paragraphs outside tables.
    pub(in crate::import) fn mark_paragraphs(&mut self, rows: &[u32]) {
        for line in &mut self.lines {
            line.is_paragraph = rows.binary_search(&line.row).is_ok();
        }
    }

    /// Marks the lines at these rows, in ascending order, as the first ones of a page.
    pub(in crate::import) fn mark_page_starts(&mut self, rows: &[u32]) {
        for line in &mut self.lines {
            line.starts_page = rows.binary_search(&line.row).is_ok();
        }
    }

    /// Sorts lines and merges into the order that later stages rely on; files may use any order.
    pub(in crate::import) fn finish(&mut self, merges: Vec<Merge>) {
        self.lines.sort_by_key(|line| line.row);
        self.merges = merges;
        self.merges.truncate(MERGES_MAX);
        self.merges.sort_by_key(|merge| (merge.left, merge.top));
    }

    /// Returns the last column of the merged region that starts in the column of a cell and covers
    /// the cell; the column itself if there is none.
    pub(in crate::import) fn merged_until(&self, row: u32, column: usize) -> usize {
        let left = u32::try_from(column).unwrap_or(u32::MAX);
        let end = self
            .merges
            .partition_point(|merge| (merge.left, merge.top) <= (left, row));
        let merge = end.checked_sub(1).and_then(|idx| self.merges.get(idx));
        let merge = merge.filter(|merge| merge.left == left && row <= merge.bottom);
        merge.map_or(column, |merge| merge.right as usize)
    }

    /// Returns the merged region that covers a cell from above, if the cell is in its first column.
    pub(in crate::import) fn merged_down(&self, row: u32, column: usize) -> Option<&Merge> {
        let left = u32::try_from(column).ok()?;
        let end = self
            .merges
            .partition_point(|merge| (merge.left, merge.top) <= (left, row));
        let merge = self.merges.get(end.checked_sub(1)?)?;
        (merge.left == left && merge.top < row && row <= merge.bottom).then_some(merge)
    }

    /// Creates a note about this sheet, or about one line of it.
    pub(in crate::import) fn note(&self, line: Option<&Line>, message: impl Into<Message>) -> Note {
        Note {
            sheet: self.name.clone(),
            row: line.map(|line| line.row + 1),
            annex: None,
            message: message.into(),
        }
    }
}

impl Line {
    /// Returns the text of a cell; empty if the line has no such cell.
    pub(in crate::import) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// Iterates over the cells with text, with their columns.
    pub(in crate::import) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| !cell.text.is_empty())
    }
}

/// Returns a cell text in the form that the document stores: NFC, line feeds only, trimmed.
pub(in crate::import) fn clean(text: &str) -> String {
    let text = text.trim();
    // Fast path: characters below U+0300 and Vietnamese letters are composed already, which applies
    // to most texts.
    let composed = |c: char| c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let is_control = |c: char| c < ' ' && c != '\n' && c != '\t';
    if text.chars().all(|c| composed(c) && !is_control(c)) {
        return text.to_owned();
    }
    let text = canonical::composed(text);
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}'], "\n");
    if text.contains(is_control) {
        return text.replace(is_control, " ").trim().to_owned();
    }
    text
}
