//! How many lines the cells of an annex take at certain widths of its columns, for comparing widths.

use std::sync::Arc;

use super::metrics::{self, Extent};
use crate::model::{Column, Role, Row};

/// Number of rows that are looked at, spread evenly over the annex.
const SAMPLE: usize = 240;

/// The numbers of lines of the cells of some rows, the last of which are the headings.
pub(super) struct LineCounts {
    /// By column: for each row, how much text its cell has.
    texts: Vec<Vec<Extent>>,
    /// By column: for each row, the number of lines of its cell.
    lines: Vec<Vec<u16>>,
    n_rows: usize,
    /// Number of rows of the annex for each one that is looked at.
    every: usize,
    size: f64,
}

impl LineCounts {
    pub(super) fn of(
        columns: &[Column],
        rows: &[Arc<Row>],
        size: f64,
        widths: &[f64],
    ) -> LineCounts {
        let items: Vec<_> = rows.iter().filter(|row| !row.kind.is_section()).collect();
        let every = items.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<_> = items.iter().step_by(every).collect();
        let texts = columns.iter().map(|column| {
            let texts = sample
                .iter()
                .map(|row| metrics::extent(row.cell(column.id), false));
            let texts: Vec<Extent> = texts.collect();
            let mut texts = match column.role {
                Role::Group => shared(texts, |at, other| {
                    let text = |at: usize| sample.get(at).map(|row| row.cell(column.id));
                    text(at) == text(other)
                }),
                _ => texts,
            };
            let heading = column.header.last().map_or("", String::as_str);
            texts.push(metrics::extent(heading, true));
            texts
        });
        let mut counts = LineCounts {
            texts: texts.collect(),
            lines: vec![Vec::new(); widths.len()],
            n_rows: sample.len() + 1,
            every,
            size,
        };
        for (at, width) in widths.iter().enumerate() {
            counts.set(at, *width);
        }
        counts
    }

    pub(super) fn set(&mut self, column: usize, width: f64) {
        let lines = self.lines(column, width);
        if let Some(own) = self.lines.get_mut(column) {
            *own = lines;
        }
    }

    /// Returns the number of lines that each cell of a column takes at a width.
    pub(super) fn lines(&self, column: usize, width: f64) -> Vec<u16> {
        let texts = self.texts.get(column).map_or(&[][..], Vec::as_slice);
        let lines = texts.iter().map(|it| it.n_lines(width, self.size));
        lines.collect()
    }

    /// Estimates the height of all rows of the annex in points.
    pub(super) fn height_pt(&self) -> f64 {
        let lines = f64::from(self.total(&[]));
        metrics::lines_height_pt(lines, self.n_rows, self.size) * self.every as f64
    }

    /// Returns the lines of all rows together, with other lines for some of the columns.
    pub(super) fn total(&self, instead: &[(usize, &Vec<u16>)]) -> u32 {
        let columns: Vec<&Vec<u16>> = self
            .lines
            .iter()
            .enumerate()
            .map(|(at, own)| {
                let other = instead.iter().find(|(it, _)| *it == at);
                other.map_or(own, |(_, lines)| lines)
            })
            .collect();
        let height = |row: usize| {
            let lines = columns.iter().filter_map(|column| column.get(row));
            u32::from(lines.max().copied().unwrap_or(1))
        };
        (0..self.n_rows).map(height).sum()
    }
}

/// Divides the text of a group among its rows, whose cells are merged.
fn shared(texts: Vec<Extent>, same: impl Fn(usize, usize) -> bool) -> Vec<Extent> {
    let mut divided = Vec::with_capacity(texts.len());
    while divided.len() < texts.len() {
        let start = divided.len();
        let n = (start..texts.len())
            .take_while(|at| same(start, *at))
            .count()
            .max(1);
        let part = texts.get(start).map(|it| it.divided(n)).unwrap_or_default();
        divided.extend(std::iter::repeat_n(part, n));
    }
    divided
}
