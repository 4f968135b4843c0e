//! The pages of a table as one: headers that pages repeat are dropped, rows that a page cuts are put
//! together, and merged cells go on over the page.

use super::{
    table::{COLUMN_SHIFT, Table, TableCell},
    text::{Break, break_between},
};
use crate::wording::Message;

/// Maximum number of rows of a header that pages repeat.
const HEADER_MAX: usize = 5;
/// Maximum distance between the last line of a cell and its foot, in sizes of the letters, where a
/// page cuts it.
const FOOT_MAX: f64 = 1.3;

/// A table with the pages that it has so far.
#[derive(Debug)]
pub(super) struct JoinedTable {
    pub table: Table,
    /// What is said of rows.
    pub remarks: Vec<(usize, Message)>,
    /// The cells that end with the last row.
    last: Vec<usize>,
    /// Columns in which cells are merged over rows: their sides, and the last row where one begins.
    groups: Vec<(f64, f64, usize)>,
}

impl JoinedTable {
    pub fn new(table: Table) -> JoinedTable {
        let cells = table.cells.iter().enumerate();
        let last = cells.filter(|(_, cell)| cell.bottom == table.n_rows);
        let mut groups = Vec::new();
        table
            .cells
            .iter()
            .for_each(|cell| note_group(&mut groups, cell));
        JoinedTable {
            groups,
            last: last.map(|(idx, _)| idx).collect(),
            table,
            remarks: Vec::new(),
        }
    }

    /// Iterates over the cells that end with the last row.
    fn last_cells(&self) -> impl Iterator<Item = &TableCell> {
        let places = self.last.iter();
        places.filter_map(|idx| self.table.cells.get(*idx))
    }

    /// Whether a table at the top of the next page has the same columns.
    pub fn goes_on(&self, next: &Table) -> bool {
        // Those without rules are read over all pages at once.
        if self.table.is_guessed || next.is_guessed {
            return false;
        }
        if !is_near(self.table.left, next.left) || !is_near(self.table.right, next.right) {
            return false;
        }
        let (own, others) = (self.table.sides(), next.sides());
        let is_part = |part: &[f64], whole: &[f64]| {
            part.iter()
                .all(|it| whole.iter().any(|other| is_near(*it, *other)))
        };
        is_part(&own, &others) || is_part(&others, &own)
    }

    /// Appends the rows of the next page.
    pub fn append(&mut self, next: Table, page: usize) {
        let n_header = self.n_repeated(&next);
        if 0 < n_header {
            self.table.repeated.push((self.table.n_rows, page));
        }
        if next.n_rows <= n_header {
            return;
        }
        let is_cut = self.is_cut(&next, n_header);
        let last = self.table.n_rows;
        // Where the first row of the page goes.
        let start = if is_cut { last - 1 } else { last };
        let row = |row: usize| start + row - n_header;
        if is_cut {
            self.table.cut.push((start, page));
        }
        let n_rows = row(next.n_rows);
        let above = std::mem::take(&mut self.last);
        // Merged headings make no group.
        let is_body = |(_, _, top): &(f64, f64, usize)| n_header.max(1) <= *top;
        let groups: Vec<_> = self.groups.iter().copied().filter(is_body).collect();
        let cells = next.cells.into_iter().filter(|cell| n_header <= cell.top);
        for cell in cells {
            let (top, bottom) = (row(cell.top), row(cell.bottom));
            let cells = &mut self.table.cells;
            let mut places = above.iter().copied().filter(|_| cell.top == n_header);
            let place = places.find(|idx| {
                let above = cells.get(*idx).filter(|it| it.is_above(&cell));
                let is_group = groups.iter().any(|(left, right, _)| {
                    is_near(*left, cell.left) && is_near(*right, cell.right)
                });
                above.is_some_and(|it| is_cut || it.is_continued_by(&cell, is_group))
            });
            let place = match (place, place.and_then(|idx| cells.get_mut(idx))) {
                (Some(idx), Some(above)) => {
                    above.go_on(cell, bottom);
                    idx
                }
                _ => {
                    let cell = TableCell {
                        top,
                        bottom,
                        ..cell
                    };
                    note_group(&mut self.groups, &cell);
                    cells.push(cell);
                    cells.len() - 1
                }
            };
            if bottom == n_rows {
                self.last.push(place);
            }
        }
        self.table.n_rows = n_rows;
        self.table.bottom = next.bottom;
        self.table.open_bottom = next.open_bottom;
    }

    /// Returns how many rows at the top of a page repeat the top of the table.
    fn n_repeated(&self, next: &Table) -> usize {
        let rows = 0..next.n_rows.min(HEADER_MAX);
        rows.take_while(|row| repeats(&self.table, next, *row))
            .count()
    }

    /// Whether the first row of a page, below its header, is the rest of the last row here.
    fn is_cut(&self, next: &Table, n_header: usize) -> bool {
        if self.table.n_rows < 2 {
            return false;
        }
        let first: Vec<&TableCell> = next
            .cells
            .iter()
            .filter(|cell| cell.top == n_header && !cell.lines.is_empty())
            .collect();
        let is_ordinal = |cell: &TableCell| (cell.left - next.left).abs() <= COLUMN_SHIFT;
        let has_ordinal = first.iter().any(|cell| is_ordinal(cell));
        let mut above = self.last_cells();
        let had_ordinal = above.any(|cell| is_ordinal(cell) && !cell.lines.is_empty());
        if self.table.open_bottom || (next.open_top && n_header == 0) {
            return !(has_ordinal && had_ordinal);
        }
        let goes_on = |cell: &&TableCell| {
            let mut above = self.last_cells();
            above.any(|above| above.is_above(cell) && above.is_cut_before(cell))
        };
        // A group is one cell over several rows; here it only goes on.
        let single = || first.iter().filter(|cell| cell.bottom - cell.top == 1);
        0 < single().count() && !has_ordinal && single().all(goes_on)
    }
}

/// Whether a row of a page repeats that of the table above. A program may clip a heading that has no room
/// there; most are whole.
fn repeats(above: &Table, next: &Table, row: usize) -> bool {
    let with_text = |table: &Table| -> Vec<(f64, usize, String)> {
        let cells = table.cells.iter().filter(|cell| cell.top == row);
        let texts = cells.map(|cell| (cell.left, cell.bottom - cell.top, cell.text()));
        texts.filter(|(_, _, text)| !text.is_empty()).collect()
    };
    let (headings, own) = (with_text(above), with_text(next));
    let original = |left: f64, n_rows: usize| {
        let mut headings = headings.iter();
        headings.find(|(at, n, _)| is_near(*at, left) && *n == n_rows)
    };
    let pairs: Option<Vec<(&String, &String)>> = own
        .iter()
        .map(|(left, n_rows, text)| original(*left, *n_rows).map(|it| (&it.2, text)))
        .collect();
    let Some(pairs) = pairs.filter(|_| 1 < headings.len()) else {
        return false;
    };
    let n_whole = pairs
        .iter()
        .filter(|(heading, text)| heading == text)
        .count();
    let n_clipped = headings.len() - n_whole;
    1 < n_whole
        && n_clipped <= n_whole
        && pairs
            .iter()
            .all(|(heading, text)| heading.starts_with(text.as_str()))
}

fn is_near(left: f64, right: f64) -> bool {
    (left - right).abs() <= COLUMN_SHIFT
}

/// Notes the column of a cell with text that is merged over rows.
fn note_group(groups: &mut Vec<(f64, f64, usize)>, cell: &TableCell) {
    if cell.bottom - cell.top < 2 || cell.lines.is_empty() {
        return;
    }
    let mut known = groups.iter_mut();
    let known = known.find(|it| is_near(it.0, cell.left) && is_near(it.1, cell.right));
    match known {
        Some(known) => known.2 = known.2.max(cell.top),
        None => groups.push((cell.left, cell.right, cell.top)),
    }
}

impl TableCell {
    /// Whether a cell of the next page is in the same column.
    fn is_above(&self, below: &TableCell) -> bool {
        is_near(self.left, below.left) && is_near(self.right, below.right)
    }

    /// Appends the rest of the cell, which ends with the row before `bottom`.
    fn go_on(&mut self, rest: TableCell, bottom: usize) {
        let starts_low = rest.text().starts_with(char::is_lowercase);
        if let Some(last) = self.lines.last_mut() {
            last.goes_on |= starts_low;
        }
        self.bottom = bottom;
        self.foot = rest.foot;
        self.open_bottom = rest.open_bottom;
        self.is_doubtful |= rest.is_doubtful;
        self.lines.extend(rest.lines);
    }

    /// Whether a merged cell goes on in the first one of the next page. In a column of groups, one
    /// without text does.
    fn is_continued_by(&self, below: &TableCell, is_group: bool) -> bool {
        let is_merged = 1 < self.bottom - self.top || 1 < below.bottom - below.top;
        let is_open = self.open_bottom || below.open_top;
        (is_merged || is_open || is_group) && (self.lines.is_empty() || below.lines.is_empty())
    }

    /// Whether the text of the cell goes on in a cell of the next page.
    fn is_cut_before(&self, below: &TableCell) -> bool {
        let (Some(last), Some(first)) = (self.lines.last(), below.lines.first()) else {
            return false;
        };
        let room = self.room().min(below.room());
        let starts_low = below.text().starts_with(char::is_lowercase);
        let is_at_foot = self.foot - last.baseline <= FOOT_MAX * last.size && 1 < self.lines.len();
        starts_low || break_between(last, first, room) != Break::Ended || is_at_foot
    }
}
