//! Sums that a table itself states: parents of parts, sections of items, rows and columns of totals.
//!
//! Nothing of a table says that rows are parts of another, so the table must show it: by another
//! column or another row in which they add up, by words ("Tổng cộng"), or by adding up all but
//! exactly.

use crate::model::{ColumnId, RowKind, parse_number};

/// A row of the table, as far as sums are concerned.
pub(super) struct Line {
    pub kind: RowKind,
    pub is_total: bool,
    /// Whether figures of the row add up with others: no percentages, ratios or averages.
    pub adds: bool,
    /// The same, whatever the other rows are.
    pub counts: bool,
    pub unit: String,
    /// One for each column.
    pub values: Vec<Option<f64>>,
}

/// A figure that is not the sum of its parts: the row and the column by position, the figure and the
/// sum.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    pub row: usize,
    pub column: usize,
    pub stated: f64,
    pub sum: f64,
    /// The rows that add up in the column; empty where columns add up in the row.
    pub parts: Vec<usize>,
}

/// A column of figures.
pub(super) struct Heading {
    pub id: ColumnId,
    /// Whether the heading names a total: "Tổng số", "Cộng".
    pub is_total: bool,
    /// The heading above, which columns that are parts of one share.
    pub group: String,
    /// Whether the column can be a part: money and amounts, not a comparison.
    pub is_part: bool,
}

/// The number of a cell: digits only, with a sign.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(digits) => parse_number(digits).map(|it| -it),
        None => parse_number(text.strip_prefix('+').unwrap_or(text)),
    }
}

pub(super) fn same(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * left.abs().max(1.0)
}

/// Whether two figures differ by no more than a slip of a digit may be taken for: a fifth.
fn is_near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 0.2 * left.abs().max(right.abs())
}

/// The parts of a row in a column, added up; `None` unless at least two have figures.
fn sum(lines: &[Line], parts: &[usize], column: usize) -> Option<f64> {
    let values = parts
        .iter()
        .filter_map(|at| lines.get(*at)?.values.get(column).copied()?);
    let (n, sum) = values.fold((0, 0.0), |(n, sum), value| (n + 1, sum + value));
    (1 < n).then_some(sum)
}

fn value(lines: &[Line], row: usize, column: usize) -> Option<f64> {
    lines.get(row)?.values.get(column).copied().flatten()
}

/// Finds the figures of parents, sections and totals that their parts deny.
fn in_columns(lines: &[Line], n_columns: usize) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut wholes = wholes(lines);
    wholes.retain(|(_, candidates)| !candidates.is_empty());
    // The parts are those that add up in most columns.
    let hits = |row: usize, parts: &Vec<usize>| {
        let columns = (0..n_columns).filter(|column| {
            matches!(
                (value(lines, row, *column), sum(lines, parts, *column)),
                (Some(stated), Some(sum)) if same(stated, sum) && stated != 0.0
            )
        });
        columns.count()
    };
    let best = |row: usize, candidates: &[Vec<usize>]| {
        let sets = candidates.iter().map(|parts| hits(row, parts)).enumerate();
        sets.max_by_key(|(_, n)| *n)
    };
    let found_best: Vec<Option<(usize, usize)>> = wholes
        .iter()
        .map(|(row, candidates)| best(*row, candidates))
        .collect();
    // Where rows of a kind are the sums of theirs, so is one that is not. One that differs in several columns
    // rather has other parts.
    let are_sums = |row: usize| {
        let figures = lines
            .get(row)
            .map_or(0, |it| it.values.iter().flatten().count());
        if figures != 1 {
            return false;
        }
        let kind_of = |at: usize| lines.get(at).filter(|it| !it.is_total).map(|it| it.kind);
        let kind = kind_of(row);
        let alike = wholes.iter().zip(&found_best);
        let alike = alike.filter(|((at, _), _)| *at != row && kind_of(*at) == kind);
        let (n, added) = alike.fold((0, 0), |(n, added), (_, best)| {
            let adds_up = best.is_some_and(|(_, hits)| 0 < hits);
            (n + 1, added + usize::from(adds_up))
        });
        match kind {
            Some(RowKind::Section(_)) => 0 < added && n < 2 * added,
            Some(RowKind::Item(_)) => 1 < added && n == added,
            None => false,
        }
    };
    for ((row, candidates), best) in wholes.iter().zip(&found_best) {
        let is_total = lines.get(*row).is_some_and(|line| line.is_total);
        let Some((parts, n_hits)) =
            best.and_then(|(at, n_hits)| Some((candidates.get(at)?, n_hits)))
        else {
            continue;
        };
        for column in 0..n_columns {
            let Some(stated) = value(lines, *row, column) else {
                continue;
            };
            let sums: Vec<f64> = candidates
                .iter()
                .filter_map(|it| sum(lines, it, column))
                .collect();
            if sums.iter().any(|sum| same(*sum, stated)) {
                continue;
            }
            let closest = sums
                .iter()
                .copied()
                .min_by(|one, other| (one - stated).abs().total_cmp(&(other - stated).abs()));
            // Items and sections of which a total may be.
            let agrees = |sum: f64| 1 < sums.iter().filter(|it| same(**it, sum)).count();
            let agreed = sums.iter().copied().find(|it| agrees(*it));
            let of_sum = |sum: f64| {
                let mut sets = candidates.iter();
                sets.find(|it| self::sum(lines, it, column) == Some(sum))
                    .cloned()
                    .unwrap_or_default()
            };
            let sum = match (n_hits, closest) {
                (0, Some(closest)) if is_total && is_near(closest, stated) => closest,
                (0, _) if is_total && agreed.is_some() => agreed.unwrap_or_default(),
                // Rows below an item need not be all of its parts.
                (0, Some(closest)) if !is_total && (closest - stated).abs() <= 0.05 * stated => {
                    closest
                }
                (0, Some(closest)) if are_sums(*row) => closest,
                (0, _) => continue,
                _ => match sum(lines, parts, column) {
                    Some(sum) => sum,
                    None => continue,
                },
            };
            found.push(Difference {
                row: *row,
                column,
                stated,
                sum,
                parts: of_sum(sum),
            });
        }
    }
    found
}

/// Finds the figures that rows and columns deny, each wrong figure once. A figure that is wrong makes the
/// sum of its row and that of its column wrong by as much.
pub(super) fn all(lines: &[Line], headings: &[Heading]) -> Vec<Difference> {
    let in_rows = in_rows(lines, headings);
    let in_columns = in_columns(lines, headings.len());
    let by = |it: &Difference| (it.stated - it.sum).abs();
    let is_one = |row: &Difference, column: &Difference| same(by(row), by(column));
    // The figure where both meet is wrong: a part of its row, and the sum of its column.
    let is_of_column = |row: &Difference| {
        let mut crossing = in_columns.iter();
        crossing.any(|it| it.row == row.row && it.column != row.column && is_one(row, it))
    };
    // A part of the column is wrong in its own row, or this very figure is.
    let is_of_row = |column: &Difference| {
        in_rows.iter().any(|it| {
            let is_part = column.parts.contains(&it.row) && is_one(it, column);
            is_part || (it.row, it.column) == (column.row, column.column)
        })
    };
    let columns = in_columns.iter().filter(|it| !is_of_row(it)).cloned();
    let rows = in_rows.iter().filter(|it| !is_of_column(it)).cloned();
    rows.chain(columns.collect::<Vec<_>>()).collect()
}

/// Rows that may be sums, each with the sets of rows that may be its parts.
fn wholes(lines: &[Line]) -> Vec<(usize, Vec<Vec<usize>>)> {
    let mut wholes: Vec<(usize, Vec<Vec<usize>>)> = Vec::new();
    // The rows that are open at each depth, with their direct parts so far.
    let mut open: Vec<(u16, usize, Vec<usize>)> = Vec::new();
    let mut items = Vec::new();
    let mut sections = Vec::new();
    let mut since_total = Vec::new();
    let mut since_section = Vec::new();
    let mut first_total = None;
    let close = |wholes: &mut Vec<(usize, Vec<Vec<usize>>)>,
                 (_, row, parts): (u16, usize, Vec<usize>)| {
        if 1 < parts.len() && (fits(lines, row, &parts) || adds_up(lines, row, &parts)) {
            wholes.push((row, vec![parts]));
        }
    };
    // Only the last total is taken for one of the whole table: each candidate is a list of rows.
    let last_total = lines.iter().rposition(|line| line.is_total);
    for (at, line) in lines.iter().enumerate() {
        if line.is_total {
            while let Some(done) = open.pop() {
                close(&mut wholes, done);
            }
            if items.is_empty() && sections.is_empty() {
                first_total = first_total.or(Some(at));
                continue;
            }
            let all = last_total == Some(at);
            let sets = [
                (&since_section, true),
                (&since_total, true),
                (&items, all),
                (&sections, all),
            ];
            let mut candidates: Vec<Vec<usize>> = Vec::new();
            for (set, _) in sets
                .into_iter()
                .filter(|(set, fits)| *fits && 1 < set.len())
            {
                if !candidates.contains(set) {
                    candidates.push(set.clone());
                }
            }
            wholes.push((at, candidates));
            since_total.clear();
            since_section.clear();
            continue;
        }
        let depth = match line.kind {
            RowKind::Section(level) => u16::from(level),
            RowKind::Item(level) => 256 + u16::from(level),
        };
        while open.last().is_some_and(|(above, ..)| depth <= *above) {
            if let Some(done) = open.pop() {
                close(&mut wholes, done);
            }
        }
        if let Some((.., parts)) = open.last_mut() {
            parts.push(at);
        }
        open.push((depth, at, Vec::new()));
        match line.kind {
            RowKind::Section(1) => {
                sections.push(at);
                since_section.clear();
            }
            RowKind::Section(_) => since_section.clear(),
            RowKind::Item(1) => {
                items.push(at);
                since_total.push(at);
                since_section.push(at);
            }
            RowKind::Item(_) => {}
        }
    }
    while let Some(done) = open.pop() {
        close(&mut wholes, done);
    }
    if let Some(row) = first_total {
        let first_section = sections.first().copied().unwrap_or(lines.len());
        let leading: Vec<usize> = items
            .iter()
            .copied()
            .filter(|at| *at < first_section)
            .collect();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for set in [leading, items, sections] {
            if 1 < set.len() && !sets.contains(&set) {
                sets.push(set);
            }
        }
        wholes.push((row, sets));
    }
    for (row, candidates) in &mut wholes {
        if lines.get(*row).is_some_and(|it| it.is_total) {
            keep_addends(lines, *row, candidates);
        }
    }
    wholes
}

/// Keeps what a total may be of: rows that count in its own unit. Rows of several units have no total.
fn keep_addends(lines: &[Line], total: usize, candidates: &mut Vec<Vec<usize>>) {
    let unit = lines.get(total).map_or("", |it| it.unit.as_str());
    let unit_of = |at: &usize| lines.get(*at).map_or("", |it| it.unit.as_str());
    for set in candidates.iter_mut() {
        let is_other = |it: &str| !unit.is_empty() && !it.is_empty() && it != unit;
        set.retain(|at| !is_other(unit_of(at)));
    }
    candidates.retain(|set| {
        let mut units = set.iter().map(unit_of).filter(|it| !it.is_empty());
        let first = units.next().unwrap_or("");
        1 < set.len() && units.all(|it| it == first)
    });
}

/// Whether parts of other units add up in so many columns that it is no chance: medals of gold and of
/// silver.
fn adds_up(lines: &[Line], row: usize, parts: &[usize]) -> bool {
    let n_columns = lines.get(row).map_or(0, |it| it.values.len());
    let all_add = std::iter::once(&row)
        .chain(parts)
        .all(|at| lines.get(*at).is_some_and(|it| it.adds));
    let hits = (0..n_columns).filter(|column| {
        matches!(
            (value(lines, row, *column), sum(lines, parts, *column)),
            (Some(stated), Some(sum)) if stated != 0.0 && same(stated, sum)
        )
    });
    all_add && COLUMNS_BY_CHANCE < hits.count()
}

/// Figures of other units may add up by chance in this many columns.
const COLUMNS_BY_CHANCE: usize = 2;

/// Whether rows can be parts of another: same unit, and figures that add up.
fn fits(lines: &[Line], row: usize, parts: &[usize]) -> bool {
    let Some(whole) = lines.get(row) else {
        return false;
    };
    let fit = |at: &usize| {
        let part = lines.get(*at);
        part.is_some_and(|it| it.adds && (it.unit == whole.unit || it.unit.is_empty()))
    };
    whole.adds && parts.iter().all(fit)
}

/// Share of the rows in which a column of totals must be the sum of the others, in per cent, and the
/// smallest number of such rows.
const SHARE_PERCENT: usize = 60;
const ROWS_MIN: usize = 3;

/// Finds the rows in which a column of totals is not the sum of the columns that it is the sum of in
/// most rows.
fn in_rows(lines: &[Line], headings: &[Heading]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (total, heading) in headings.iter().enumerate().filter(|(_, it)| it.is_total) {
        let others = |wanted: &dyn Fn(usize, &Heading) -> bool| -> Vec<usize> {
            let others = headings
                .iter()
                .enumerate()
                .filter(|(at, it)| *at != total && it.is_part && !it.is_total && wanted(*at, it));
            others.map(|(at, _)| at).collect()
        };
        let sets = [
            others(&|_, it| it.group == heading.group),
            others(&|at, _| total < at),
            others(&|at, _| at < total),
            others(&|_, _| true),
        ];
        for parts in sets.into_iter().filter(|parts| 1 < parts.len()) {
            let rows: Vec<(usize, f64, f64)> = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.counts)
                .filter_map(|(at, line)| {
                    let stated = line.values.get(total).copied().flatten()?;
                    let parts: Vec<f64> = parts
                        .iter()
                        .filter_map(|at| line.values.get(*at).copied()?)
                        .collect();
                    (!parts.is_empty()).then(|| (at, stated, parts.iter().sum()))
                })
                .collect();
            let equal = rows
                .iter()
                .filter(|(_, stated, sum)| same(*stated, *sum))
                .count();
            if equal < ROWS_MIN || equal * 100 < rows.len() * SHARE_PERCENT {
                continue;
            }
            let wrong = rows
                .into_iter()
                .filter(|(_, stated, sum)| !same(*stated, *sum));
            found.extend(wrong.map(|(row, stated, sum)| Difference {
                row,
                column: total,
                stated,
                sum,
                parts: Vec::new(),
            }));
            break;
        }
    }
    found
}
