//! A table of a page: cells with the lines in them.

use super::lines::Line;
use crate::model::Ordinal;

/// By how much the columns of two pages may differ, in points.
pub(super) const COLUMN_SHIFT: f64 = 4.0;

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub n_rows: usize,
    /// Number of its rows with headings, if they are known.
    pub n_header: usize,
    pub cells: Vec<TableCell>,
    pub open_top: bool,
    pub open_bottom: bool,
    /// Whether its columns were told by how the words are aligned.
    pub is_guessed: bool,
    /// Rows before which a page repeated the header, and the numbers of these pages.
    pub repeated: Vec<(usize, usize)>,
    /// The first row of each page behind the first.
    pub pages: Vec<(usize, usize)>,
    /// Rows that a page cuts, and the numbers of the pages on which they go on.
    pub cut: Vec<(usize, usize)>,
}

/// A cell with the positions of its sides and the numbers of its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct TableCell {
    pub left: f64,
    pub right: f64,
    /// First row, and the one behind the last.
    pub top: usize,
    pub bottom: usize,
    /// Position of the lower side.
    pub foot: f64,
    pub lines: Vec<Line>,
    /// Whether no rule bounds it above or below.
    pub open_top: bool,
    pub open_bottom: bool,
    /// Whether a text in it may belong elsewhere.
    pub is_doubtful: bool,
}

/// Minimum number of ordinals in a cell that holds several rows.
const ROWS_IN_CELL: usize = 2;
/// Number of lines that are more than a broken number.
const LONG_MIN: usize = 4;

impl Table {
    /// Whether no rules separate its rows: the first cell of one has several ordinals, and others several
    /// lines.
    pub fn has_rows_in_cells(&self) -> bool {
        let is_ordinal = |line: &Line| Ordinal::parse(&line.text()).is_some();
        let mut firsts = self
            .cells
            .iter()
            .filter(|cell| cell.left <= self.left + 1.0);
        firsts.any(|cell| {
            let n_ordinals = cell.lines.iter().filter(|line| is_ordinal(line)).count();
            if !cell.has_ordinals_in_order() {
                return false;
            }
            let mut others = self.cells.iter().filter(|it| cell.left < it.left);
            ROWS_IN_CELL <= n_ordinals
                && others.any(|it| it.top == cell.top && n_ordinals <= it.lines.len())
        })
    }

    /// Returns the positions of the sides of its cells.
    pub fn sides(&self) -> Vec<f64> {
        let mut sides: Vec<f64> = self
            .cells
            .iter()
            .flat_map(|cell| [cell.left, cell.right])
            .collect();
        sides.sort_by(f64::total_cmp);
        sides.dedup_by(|right, left| *right - *left <= COLUMN_SHIFT);
        sides
    }
}

impl TableCell {
    /// Whether the numbers of its lines go up: a narrow column breaks 100 into "10" and "0".
    fn has_ordinals_in_order(&self) -> bool {
        let texts: Vec<String> = self.lines.iter().map(Line::text).collect();
        let has_digit = |text: &&String| text.contains(|c: char| c.is_ascii_digit());
        let numbers: Vec<u32> = texts.iter().filter_map(|text| number(text)).collect();
        // Each section may begin anew.
        let is_long = LONG_MIN <= numbers.len();
        // The heading "TT" may be broken too.
        ROWS_IN_CELL <= texts.iter().filter(has_digit).count()
            && numbers.is_sorted_by(|left, right| left < right || (is_long && *right == 1))
    }

    pub fn text(&self) -> String {
        let texts: Vec<String> = self.lines.iter().map(|line| line.text()).collect();
        texts.join(" ")
    }

    /// Returns the width that lines of the cell may fill: as much is free at the right as at the left.
    pub fn room(&self) -> f64 {
        const PADDING_MAX: f64 = 7.0;
        let lines = self.lines.iter();
        let free = lines.map(|line| (line.left - self.left).min(self.right - line.right));
        let padding = free.fold(PADDING_MAX, f64::min).max(0.0);
        self.right - self.left - 2.0 * padding
    }
}

/// Returns the number that an ordinal is: "12", "12.".
pub(super) fn number(text: &str) -> Option<u32> {
    text.trim_end_matches('.').parse().ok()
}
