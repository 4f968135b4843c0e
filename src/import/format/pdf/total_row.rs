//! The total below a table with rules, which has none itself.

use super::{
    lines::Line,
    row_ends::begins_total,
    table::{Table, TableCell},
};

/// Maximum distance of its letters from the last rule, in sizes.
const DISTANCE_MAX: f64 = 1.2;
/// Distance between words, in sizes, that separates cells.
const CELL_GAP: f64 = 0.9;
/// By how much a text may reach over a side, in points.
const OVER: f64 = 1.0;

/// Adds the line of totals directly below a table as its last row.
pub(super) fn add(table: &mut Table, lines: &mut Vec<Line>) {
    let is_below = |line: &Line| {
        let distance = line.top() - table.bottom;
        (-0.5 * line.size..=DISTANCE_MAX * line.size).contains(&distance)
            && table.left - OVER <= line.left
            && line.right <= table.right + OVER
            && begins_total(&line.text())
    };
    let Some(at) = lines.iter().position(is_below) else {
        return;
    };
    let Some(cells) = lines.get(at).and_then(|line| cells_of(table, line)) else {
        return;
    };
    let line = lines.remove(at);
    table.cells.extend(cells);
    table.n_rows += 1;
    table.bottom = line.baseline;
}

/// Returns the cells of a line: its name, and figures below figures. `None` if a figure is in no column.
fn cells_of(table: &Table, line: &Line) -> Option<Vec<TableCell>> {
    let sides = table.sides();
    let column = |x: f64| sides.partition_point(|side| *side <= x).checked_sub(1);
    let has_figure = |line: &Line| line.text().contains(|c: char| c.is_ascii_digit());
    let is_below_figure = |left: f64| {
        let mut cells = table
            .cells
            .iter()
            .filter(|cell| cell.bottom == table.n_rows);
        cells.any(|cell| (cell.left - left).abs() <= OVER && cell.lines.iter().any(has_figure))
    };
    let mut cells = Vec::new();
    let mut n_figures = 0;
    for (idx, piece) in line.clone().split(CELL_GAP).into_iter().enumerate() {
        let (from, to) = (column(piece.left + OVER)?, column(piece.right - OVER)?);
        let (left, right) = (*sides.get(from)?, *sides.get(to + 1)?);
        if 0 < idx && (from != to || (has_figure(&piece) && !is_below_figure(left))) {
            return None;
        }
        n_figures += usize::from(has_figure(&piece));
        cells.push(TableCell {
            left,
            right,
            top: table.n_rows,
            bottom: table.n_rows + 1,
            foot: piece.baseline,
            lines: vec![piece],
            ..TableCell::default()
        });
    }
    (0 < n_figures).then_some(cells)
}
