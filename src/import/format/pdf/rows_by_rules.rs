//! Rows of a table whose columns no rule separates, between horizontal rules or the sides of coloured
//! areas.

use std::ops::Range;

use super::{
    columns::Columns,
    edges::Edge,
    placing::Placed,
    row_ends::begins_total,
    rows_by_ordinals::{Row, whole_row},
};

/// Share of a table's width that an edge between two rows covers at least: a cell may be merged over
/// both.
const COVERED_MIN: f64 = 0.6;
/// Minimum number of rows that edges separate.
const ROWS_MIN: usize = 2;
/// How far a rule may be from the end of a text, in sizes.
const MIDDLE: f64 = 0.3;

/// Notes for each line how many edges are above it, counting the ends of pages. Returns the number of
/// edges of the last page.
pub(super) fn set_bands(lines: &mut [Placed], separators: &[Edge], columns: &Columns) -> usize {
    let (left, right) = (columns.side(0), columns.side(columns.len()));
    let edges = rows_of_edges(separators, (left, right));
    let mut n_pages = 0;
    let mut page = lines.first().map_or(0, |line| line.page);
    for line in lines {
        n_pages += usize::from(page != line.page);
        page = line.page;
        let middle = line.baseline - MIDDLE * line.size;
        line.band = n_pages + edges.partition_point(|at| *at < middle);
    }
    n_pages + edges.len()
}

/// Returns the positions where edges cover most of a table's width.
fn rows_of_edges(separators: &[Edge], (left, right): (f64, f64)) -> Vec<f64> {
    const SAME: f64 = 2.0;
    let mut rows: Vec<(f64, f64)> = Vec::new();
    for edge in separators {
        let covered = edge.to.min(right) - edge.from.max(left);
        match rows.last_mut() {
            _ if covered <= 0.0 => {}
            Some((at, sum)) if edge.at - *at <= SAME => *sum += covered,
            _ => rows.push((edge.at, covered)),
        }
    }
    let width = right - left;
    rows.retain(|(_, covered)| COVERED_MIN * width <= *covered);
    rows.into_iter().map(|(at, _)| at).collect()
}

/// Whether each ordinal of these lines has a band of its own, because of edges.
pub(super) fn are_rows(body: &[Placed]) -> bool {
    let rows: Vec<&Placed> = body.iter().filter(|line| line.is_row).collect();
    let mut pairs = rows.windows(2).filter_map(|pair| match pair {
        [above, below] if above.page == below.page => Some(above.band < below.band),
        _ => None,
    });
    let n_separated = pairs.clone().filter(|is_apart| *is_apart).count();
    ROWS_MIN <= n_separated + 1 && pairs.all(|is_apart| is_apart)
}

/// Returns the line behind the last edge, if it is below the last ordinal.
pub(super) fn end_of_bands(lines: &[Placed], n_bands: usize) -> Option<usize> {
    let last = lines.iter().rposition(|line| line.is_row)?;
    let is_closed = lines.get(last)?.band < n_bands;
    let end = lines.iter().position(|line| line.band == n_bands);
    is_closed.then_some(end.unwrap_or(lines.len()))
}

/// Returns the row of the header, and one for each band below it. A page may cut one in two.
pub(super) fn rows_by_rules(lines: &[Placed], header: Range<usize>) -> Option<Vec<Row>> {
    let mut rows = vec![whole_row(lines, header.clone())];
    let mut start = header.end;
    while let Some(first) = lines.get(start) {
        let behind = lines.get(start..)?.iter();
        let mut end = start + behind.take_while(|line| line.band == first.band).count();
        while let Some(next) = lines.get(end)
            && goes_on(lines.get(start..end)?, lines.get(end..)?)
        {
            let rest = lines.get(end..)?.iter();
            end += rest.take_while(|line| line.band == next.band).count();
        }
        rows.push(whole_row(lines, start..end));
        start = end;
    }
    Some(rows)
}

/// Whether a row goes on at the top of the next page: there is no ordinal, and no total.
fn goes_on(row: &[Placed], next: &[Placed]) -> bool {
    let (Some(last), Some(first)) = (row.last(), next.first()) else {
        return false;
    };
    let mut own = next.iter().take_while(|line| line.band == first.band);
    let has_total = first
        .pieces
        .first()
        .is_some_and(|piece| begins_total(&piece.2.text()));
    last.page != first.page && own.all(|line| !line.is_row) && !has_total
}
