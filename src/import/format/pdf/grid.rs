//! Edges to cells: the squares between neighbouring edges are joined where nothing separates them,
//! and each region that the outside does not reach is a cell.

use super::edges::{Edge, Frame, Groups, TOUCH};

/// Maximum number of squares of a table.
const SQUARES_MAX: usize = 250_000;
/// Minimum width and height of a cell, in points; less is the room in a double border.
const CELL_MIN: f64 = 3.0;

/// A table with the positions of its rows and columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub xs: Vec<f64>,
    pub ys: Vec<f64>,
    pub cells: Vec<GridCell>,
    pub open_top: bool,
    pub open_bottom: bool,
    /// The cell of each square between neighbouring lines, row by row.
    owners: Vec<Option<usize>>,
}

/// A cell by the lines of the grid that bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GridCell {
    pub left: usize,
    pub right: usize,
    pub top: usize,
    pub bottom: usize,
    /// Whether no rule bounds it above or below: it goes on over the page.
    pub open_top: bool,
    pub open_bottom: bool,
}

impl Grid {
    /// Returns the number of the cell around a point.
    pub fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        let before = |lines: &[f64], at: f64| {
            let idx = lines.partition_point(|line| *line <= at);
            (idx < lines.len()).then(|| idx.checked_sub(1)).flatten()
        };
        let (column, row) = (before(&self.xs, x)?, before(&self.ys, y)?);
        *self.owners.get(row * (self.xs.len() - 1) + column)?
    }

    /// Notes which cell each square belongs to.
    fn find_owners(&mut self) {
        let n_columns = self.xs.len().saturating_sub(1);
        let n_rows = self.ys.len().saturating_sub(1);
        self.owners = vec![None; n_columns * n_rows];
        for (idx, cell) in self.cells.iter().enumerate() {
            for row in cell.top..cell.bottom {
                for column in cell.left..cell.right {
                    if let Some(owner) = self.owners.get_mut(row * n_columns + column) {
                        *owner = Some(idx);
                    }
                }
            }
        }
    }

    /// Returns left, top, right and bottom of a cell.
    pub fn bounds(&self, cell: &GridCell) -> [f64; 4] {
        let at = |lines: &[f64], idx: usize| lines.get(idx).copied().unwrap_or(0.0);
        [
            at(&self.xs, cell.left),
            at(&self.ys, cell.top),
            at(&self.xs, cell.right),
            at(&self.ys, cell.bottom),
        ]
    }
}

/// Returns the tables of a frame. Cells that share a side belong to one table; a cell by itself is
/// only a box.
pub(super) fn grids(frame: &Frame) -> Vec<Grid> {
    let xs = positions(&frame.vertical);
    let ys = positions(&frame.horizontal);
    let (n_columns, n_rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
    if n_columns == 0 || n_rows == 0 || SQUARES_MAX < n_columns * n_rows {
        return Vec::new();
    }
    let cells = cells(frame, &xs, &ys);
    let mut whole = Grid {
        xs,
        ys,
        cells,
        open_top: frame.open_top,
        open_bottom: frame.open_bottom,
        owners: Vec::new(),
    };
    whole.find_owners();
    let mut tables = Vec::new();
    for cells in neighbours(&whole) {
        if 1 < cells.len() {
            tables.push(compact(&whole, cells));
        }
    }
    let top = |grid: &Grid| grid.ys.first().copied().unwrap_or(0.0);
    tables.sort_by(|left, right| top(left).total_cmp(&top(right)));
    tables
}

fn positions(edges: &[Edge]) -> Vec<f64> {
    let mut positions: Vec<f64> = edges.iter().map(|edge| edge.at).collect();
    positions.sort_by(f64::total_cmp);
    positions.dedup_by(|right, left| *right - *left < 0.01);
    positions
}

/// Returns for each position whether an edge there covers each interval of `across`.
fn coverage(edges: &[Edge], positions: &[f64], across: &[f64]) -> Vec<Vec<bool>> {
    let n_intervals = across.len().saturating_sub(1);
    let mut covered = vec![vec![false; n_intervals]; positions.len()];
    for edge in edges {
        let line = positions.partition_point(|at| *at < edge.at - 0.01);
        let Some(line) = covered.get_mut(line) else {
            continue;
        };
        for (interval, is_covered) in across.windows(2).zip(line) {
            let [from, to] = interval else { continue };
            let slack = TOUCH.min(0.4 * (to - from));
            *is_covered |= edge.from <= from + slack && to - slack <= edge.to;
        }
    }
    covered
}

fn cells(frame: &Frame, xs: &[f64], ys: &[f64]) -> Vec<GridCell> {
    let (n_columns, n_rows) = (xs.len() - 1, ys.len() - 1);
    let across = coverage(&frame.horizontal, ys, xs);
    let along = coverage(&frame.vertical, xs, ys);
    let is_set = |lines: &[Vec<bool>], line: usize, interval: usize| {
        lines.get(line).and_then(|line| line.get(interval)) == Some(&true)
    };
    let square = |row: usize, column: usize| row * n_columns + column;
    let outside = n_rows * n_columns;
    let mut regions = Groups::new(outside + 1);
    for row in 0..n_rows {
        for column in 0..n_columns {
            let own = square(row, column);
            if !is_set(&across, row, column) {
                let above = row
                    .checked_sub(1)
                    .map_or(outside, |row| square(row, column));
                regions.join(above, own);
            }
            if !is_set(&along, column, row) {
                let left = column.checked_sub(1).map_or(outside, |it| square(row, it));
                regions.join(left, own);
            }
            if row + 1 == n_rows && !is_set(&across, n_rows, column) {
                regions.join(outside, own);
            }
            if column + 1 == n_columns && !is_set(&along, n_columns, row) {
                regions.join(outside, own);
            }
        }
    }
    // Runs of one region in a row, each continued downwards while its width stays.
    let outside = regions.root(outside);
    let mut open: Vec<(usize, GridCell)> = Vec::new();
    let mut cells = Vec::new();
    for row in 0..n_rows {
        let mut runs: Vec<(usize, GridCell)> = Vec::new();
        for column in 0..n_columns {
            let region = regions.root(square(row, column));
            match runs.last_mut() {
                Some((it, run)) if *it == region && run.right == column => run.right += 1,
                _ => runs.push((
                    region,
                    GridCell {
                        left: column,
                        right: column + 1,
                        top: row,
                        bottom: row + 1,
                        open_top: false,
                        open_bottom: false,
                    },
                )),
            }
        }
        runs.retain(|(region, _)| *region != outside);
        let mut next = Vec::new();
        for (region, mut run) in runs {
            let same = |(it, cell): &(usize, GridCell)| {
                *it == region && (cell.left, cell.right) == (run.left, run.right)
            };
            if let Some(idx) = open.iter().position(same) {
                run.top = open.swap_remove(idx).1.top;
            }
            next.push((region, run));
        }
        cells.extend(open.drain(..).map(|(_, cell)| cell));
        open = next;
    }
    cells.extend(open.into_iter().map(|(_, cell)| cell));
    let is_real = |cell: &GridCell| {
        let length = |lines: &[f64], from: usize, to: usize| {
            let at = |idx: usize| lines.get(idx).copied().unwrap_or(0.0);
            at(to) - at(from)
        };
        CELL_MIN <= length(xs, cell.left, cell.right)
            && CELL_MIN <= length(ys, cell.top, cell.bottom)
    };
    cells.retain(is_real);
    let drawn: Vec<Edge> = frame
        .horizontal
        .iter()
        .copied()
        .filter(|edge| edge.is_drawn)
        .collect();
    let drawn = coverage(&drawn, ys, xs);
    for cell in &mut cells {
        let is_open = |line: usize| {
            let mut squares = cell.left..cell.right;
            squares.all(|column| !is_set(&drawn, line, column))
        };
        (cell.open_top, cell.open_bottom) = (is_open(cell.top), is_open(cell.bottom));
    }
    cells
}

/// Groups cells that share a part of a side.
fn neighbours(grid: &Grid) -> Vec<Vec<GridCell>> {
    let n_columns = grid.xs.len().saturating_sub(1);
    let n_rows = grid.ys.len().saturating_sub(1);
    let mut groups = Groups::new(grid.cells.len());
    let owners = &grid.owners;
    let owner = |row: usize, column: usize| owners.get(row * n_columns + column).copied().flatten();
    for row in 0..n_rows {
        for column in 0..n_columns {
            let Some(own) = owner(row, column) else {
                continue;
            };
            let right = (column + 1 < n_columns)
                .then(|| owner(row, column + 1))
                .flatten();
            let below = owner(row + 1, column).filter(|_| row + 1 < n_rows);
            for other in [right, below].into_iter().flatten() {
                groups.join(own, other);
            }
        }
    }
    let mut tables: Vec<(usize, Vec<GridCell>)> = Vec::new();
    for (idx, cell) in grid.cells.iter().enumerate() {
        let root = groups.root(idx);
        match tables.iter_mut().find(|(it, _)| *it == root) {
            Some((_, cells)) => cells.push(*cell),
            None => tables.push((root, vec![*cell])),
        }
    }
    tables.into_iter().map(|(_, cells)| cells).collect()
}

/// Returns the table of some cells, with only the lines that bound one.
fn compact(grid: &Grid, mut cells: Vec<GridCell>) -> Grid {
    let used = |of: fn(&GridCell) -> [usize; 2]| {
        let mut used: Vec<usize> = cells.iter().flat_map(of).collect();
        used.sort_unstable();
        used.dedup();
        used
    };
    let columns = used(|cell| [cell.left, cell.right]);
    let rows = used(|cell| [cell.top, cell.bottom]);
    let at = |lines: &[f64], used: &[usize]| -> Vec<f64> {
        used.iter()
            .filter_map(|idx| lines.get(*idx))
            .copied()
            .collect()
    };
    let place = |used: &[usize], idx: usize| used.binary_search(&idx).unwrap_or(0);
    for cell in &mut cells {
        *cell = GridCell {
            left: place(&columns, cell.left),
            right: place(&columns, cell.right),
            top: place(&rows, cell.top),
            bottom: place(&rows, cell.bottom),
            ..*cell
        };
    }
    cells.sort_by_key(|cell| (cell.top, cell.left));
    let mut table = Grid {
        xs: at(&grid.xs, &columns),
        ys: at(&grid.ys, &rows),
        cells,
        owners: Vec::new(),
        ..*grid
    };
    table.find_owners();
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::pdf::{edges::frames, page::Rule};

    fn rules(lines: &[(bool, f64, f64, f64)]) -> Vec<Rule> {
        let rules = lines.iter().map(|(is_horizontal, at, from, to)| Rule {
            is_horizontal: *is_horizontal,
            at: *at,
            from: *from,
            to: *to,
        });
        rules.collect()
    }

    fn cells(lines: &[(bool, f64, f64, f64)]) -> Vec<Vec<[usize; 4]>> {
        let frames = frames(&rules(lines));
        let grids = frames.iter().flat_map(grids);
        grids
            .map(|grid| {
                let cells = grid.cells.iter();
                cells
                    .map(|it| [it.left, it.top, it.right, it.bottom])
                    .collect()
            })
            .collect()
    }

    #[test]
    fn cells_are_merged_where_no_rule_separates_them() {
        // Two rows; the first column is merged down, the heading of the others across.
        let found = cells(&[
            (true, 0.0, 0.0, 90.0),
            (true, 20.0, 30.0, 90.0),
            (true, 40.0, 0.0, 90.0),
            (false, 0.0, 0.0, 40.0),
            (false, 30.0, 0.0, 40.0),
            (false, 60.0, 20.0, 40.0),
            (false, 90.0, 0.0, 40.0),
        ]);
        assert_eq!(
            found,
            [vec![[0, 0, 1, 2], [1, 0, 3, 1], [1, 1, 2, 2], [2, 1, 3, 2]]]
        );
    }

    #[test]
    fn a_row_that_a_page_cuts_has_cells() {
        let found = cells(&[
            (true, 0.0, 0.0, 60.0),
            (true, 20.0, 0.0, 60.0),
            (false, 0.0, 0.0, 50.0),
            (false, 30.0, 0.0, 50.0),
            (false, 60.0, 0.0, 50.0),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 4);
    }

    #[test]
    fn a_box_is_no_table_and_underlining_no_row() {
        let square = [
            (true, 0.0, 0.0, 60.0),
            (true, 40.0, 0.0, 60.0),
            (false, 0.0, 0.0, 40.0),
            (false, 60.0, 0.0, 40.0),
        ];
        assert!(cells(&square).is_empty());
        let mut divided = square.to_vec();
        divided.push((false, 30.0, 0.0, 40.0));
        divided.push((true, 20.0, 8.0, 20.0));
        assert_eq!(cells(&divided), [vec![[0, 0, 1, 1], [1, 0, 2, 1]]]);
    }
}
