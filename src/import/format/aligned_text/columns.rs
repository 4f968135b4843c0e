//! Tells the columns of a table by the lines that have a part for each.

use super::parts::Part;

/// Minimum number of columns, and of lines that show them.
pub(super) const COLUMNS_MIN: usize = 3;
const LINES_MIN: usize = 3;
/// Maximum number of columns that are looked at.
const COLUMNS_MAX: usize = 40;

/// How far the parts of a column may be from each other in the middle.
const MIDDLE_TOLERANCE: usize = 1;
/// How far a part may lie from the column that it belongs to, where only the header shows all columns.
const OFFSET_MAX: usize = 3;

/// A column: where most of its parts begin, end and have their middle, and what is in them.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub start: usize,
    pub end: usize,
    /// Twice the place of the middle.
    middle: usize,
    pub texts: Vec<Vec<char>>,
}

impl Column {
    /// Returns how far a part lies from the column: the edge or the middle that is nearest counts.
    pub fn offset(&self, part: &Part) -> usize {
        let edges = part
            .start
            .abs_diff(self.start)
            .min(part.end.abs_diff(self.end));
        edges.min((part.start + part.end).abs_diff(self.middle) / 2)
    }
}

/// Returns the columns of a table, whose first line is its header; `None` if its lines do not agree.
pub(super) fn columns(lines: &[Vec<Part>]) -> Option<Vec<Column>> {
    let (header, body) = lines.split_first()?;
    let is_row = |parts: &&Vec<Part>| COLUMNS_MIN <= parts.len();
    let rows: Vec<&Vec<Part>> = body.iter().filter(is_row).collect();
    if rows.len() + 1 < LINES_MIN {
        return None;
    }
    let n_with = |n: usize| rows.iter().filter(|parts| parts.len() == n).count();
    let n_most = rows.iter().map(|parts| parts.len()).max()?.min(COLUMNS_MAX);
    let full = (COLUMNS_MIN..=n_most).rev().find(|n| 2 <= n_with(*n));
    // Columns without any text are in the header only.
    if full.is_none_or(|n| n < header.len()) && header.len() <= COLUMNS_MAX {
        let columns = of_rows(&[header])?;
        let parts = || rows.iter().flat_map(|row| row.iter());
        let fits = |part: &&Part| columns.iter().any(|it| it.offset(part) <= OFFSET_MAX);
        if COLUMNS_MIN <= columns.len() && parts().count() <= parts().filter(fits).count() * 4 / 3 {
            return Some(columns);
        }
    }
    let full: Vec<&Vec<Part>> = rows
        .iter()
        .filter(|it| Some(it.len()) == full)
        .copied()
        .collect();
    let columns = of_rows(&full)?;
    let is_apart = |pair: &[Column]| matches!(pair, [left, right] if left.start < right.start);
    columns.windows(2).all(is_apart).then_some(columns)
}

/// Returns the columns of rows with a part for each; `None` if most of the parts of a column are not
/// aligned.
fn of_rows(rows: &[&Vec<Part>]) -> Option<Vec<Column>> {
    let n_columns = rows.first()?.len();
    let column = |at: usize| {
        let parts: Vec<&Part> = rows.iter().filter_map(|row| row.get(at)).collect();
        let all = |place: &dyn Fn(&Part) -> usize| -> Vec<usize> {
            parts.iter().map(|part| place(part)).collect()
        };
        let start = most_frequent(&all(&|part| part.start))?;
        let end = most_frequent(&all(&|part| part.end))?;
        let middle = most_frequent(&all(&|part| part.start + part.end))?;
        let near = |it: &&Part| (it.start + it.end).abs_diff(middle) / 2 <= MIDDLE_TOLERANCE;
        let n_aligned = [
            parts.iter().filter(|it| it.start == start).count(),
            parts.iter().filter(|it| it.end == end).count(),
            parts.iter().copied().filter(near).count(),
        ];
        let is_aligned = parts.len() * 2 <= n_aligned.into_iter().max()? * 3;
        let mut texts: Vec<Vec<char>> = parts.iter().map(|part| part.text.clone()).collect();
        texts.sort_unstable();
        texts.dedup();
        is_aligned.then_some(Column {
            start,
            end,
            middle,
            texts,
        })
    };
    (0..n_columns).map(column).collect()
}

fn most_frequent(values: &[usize]) -> Option<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|left, right| left == right);
    runs.rev().max_by_key(|run| run.len())?.first().copied()
}
