//! A sheet as plain cells: what every format is read into, and all that the later stages see.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    import::{
        ImportError, Note,
        limits::{CELLS_MAX, TEXT_MAX},
    },
    wording::Message,
};

/// Annexes have at most a dozen columns; anything further right is a stray mark.
pub(in crate::import) const COLUMNS_MAX: usize = 256;
/// Merged regions beyond this are decoration.
pub(in crate::import) const MERGES_MAX: usize = 200_000;

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Lines that hold text, top down.
    pub lines: Vec<Line>,
    /// Sorted by left column, then top.
    pub merges: Vec<Merge>,
    /// False where the format cannot tell merged cells: then an empty cell may be part of one.
    pub knows_merges: bool,
    /// Columns not shown in the spreadsheet program.
    pub hidden_columns: Vec<usize>,
    /// Places of formulas whose value no program has computed: their cells look empty.
    pub uncomputed: Vec<String>,
    /// Cells with text too far right to belong to an annex; left out.
    pub n_far_cells: usize,
}

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Line {
    /// Row of the sheet, counted from 0.
    pub row: u32,
    /// Not shown in the spreadsheet program.
    pub hidden: bool,
    /// Cells by column, from the sheet's first.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Cell {
    /// What the cell shows, in NFC, ends trimmed.
    pub text: String,
    /// True where the cell stores a number: its text is then the number's.
    pub is_number: bool,
    /// Day, month and year of a date that the cell stores; 0 for a part its format does not show.
    pub date: Option<(u8, u8, u16)>,
    pub bold: bool,
    /// Name of the font, where the format tells it.
    pub font: Option<Rc<str>>,
}

/// A merged region; both corners inside.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// What has been read of a file so far, against what a file may hold.
#[derive(Debug, Default)]
pub(in crate::import) struct Budget {
    n_cells: usize,
    n_bytes: usize,
}

impl Budget {
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
    /// The same sheet without its lines.
    pub(in crate::import) fn clone_without_lines(&self) -> Sheet {
        Sheet {
            name: self.name.clone(),
            hidden: self.hidden,
            lines: Vec::new(),
            merges: self.merges.clone(),
            hidden_columns: self.hidden_columns.clone(),
            uncomputed: Vec::new(),
            ..*self
        }
    }

    /// Puts a cell at its row and column; empty ones take no room.
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
            self.lines.push(Line {
                row,
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

    /// Puts lines and merges into the order the later stages rely on; files are free to use any.
    pub(in crate::import) fn finish(&mut self, merges: Vec<Merge>) {
        self.lines.sort_by_key(|line| line.row);
        self.merges = merges;
        self.merges.truncate(MERGES_MAX);
        self.merges.sort_by_key(|merge| (merge.left, merge.top));
    }

    /// The merged region that covers a cell from above, when the cell is in its first column.
    pub(in crate::import) fn merged_down(&self, row: u32, column: usize) -> Option<&Merge> {
        let left = u32::try_from(column).ok()?;
        let end = self
            .merges
            .partition_point(|merge| (merge.left, merge.top) <= (left, row));
        let merge = self.merges.get(end.checked_sub(1)?)?;
        (merge.left == left && merge.top < row && row <= merge.bottom).then_some(merge)
    }

    pub(in crate::import) fn note(&self, line: Option<&Line>, message: impl Into<Message>) -> Note {
        Note {
            sheet: self.name.clone(),
            row: line.map(|line| line.row + 1),
            message: message.into(),
        }
    }
}

impl Line {
    pub(in crate::import) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    pub(in crate::import) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| !cell.text.is_empty())
    }
}

/// A cell's text as the document keeps it: NFC, line feeds only, ends trimmed.
pub(in crate::import) fn clean(text: &str) -> String {
    let text = text.trim();
    // Below U+0300 and among the letters of Vietnamese all is composed: most texts are.
    let composed = |c: char| c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    if text.chars().all(|c| composed(c) && c != '\r') {
        return text.to_owned();
    }
    let text: String = text.nfc().collect();
    text.replace("\r\n", "\n").replace('\r', "\n")
}
