//! Places the parts of a line in the columns of its table.

use super::{columns::Column, parts::Part};
use crate::model::{Ordinal, OrdinalStyle};

/// How far from the beginning of a column a header may be cut.
const HEADER_OFFSET_MAX: usize = 3;

/// The cells of a line.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub texts: Vec<String>,
    /// Columns whose text, or lack of it, is a guess.
    pub doubtful: Vec<usize>,
}

/// Returns the cells of a line. `None` if it has no column to be in.
pub(super) fn cells_of(parts: &[Part], columns: &[Column], is_header: bool) -> Option<Cells> {
    let n_columns = columns.len();
    let (parts, mut doubtful) = joined(parts, columns);
    let parts = cut_at_columns(&parts, columns, is_header);
    let places = placed(&parts, columns)?;
    let opens = is_heading(&parts, &places);
    let mut texts = vec![String::new(); n_columns];
    for (idx, (part, place)) in parts.iter().zip(&places).enumerate() {
        let next = places.get(idx + 1).copied().unwrap_or(n_columns);
        let text: String = part.text.iter().collect();
        if let Some(slot) = texts.get_mut(*place) {
            *slot = text;
        }
        let reaches = |at: &usize| columns.get(*at).is_some_and(|it| it.start < part.end);
        let covered: Vec<usize> = (place + 1..next).filter(reaches).collect();
        if covered.is_empty() || opens {
            continue;
        }
        doubtful.push(*place);
        doubtful.extend(&covered);
        let known = covered
            .iter()
            .find_map(|at| Some((*at, ending(part, columns.get(*at)?)?)));
        if let Some((at, n_before)) = known {
            let (before, behind) = part.text.split_at_checked(n_before)?;
            if let Some(slot) = texts.get_mut(*place) {
                *slot = before.iter().collect::<String>().trim().to_owned();
            }
            if let Some(slot) = texts.get_mut(at) {
                *slot = behind.iter().collect::<String>().trim().to_owned();
            }
        }
    }
    doubtful.sort_unstable();
    doubtful.dedup();
    Some(Cells { texts, doubtful })
}

/// Joins parts while there are more of them than columns: those with the least room between them.
fn joined(parts: &[Part], columns: &[Column]) -> (Vec<Part>, Vec<usize>) {
    let mut parts = parts.to_vec();
    let mut doubtful = Vec::new();
    while columns.len() < parts.len() {
        let gaps = parts
            .windows(2)
            .enumerate()
            .filter_map(|(at, pair)| match pair {
                [left, right] => Some((right.start - left.end, at)),
                _ => None,
            });
        let Some((_, at)) = gaps.min() else {
            break;
        };
        let right = parts.remove(at + 1);
        if let Some(left) = parts.get_mut(at) {
            left.text.push(' ');
            left.text.extend(right.text);
            left.end = right.end;
        }
        doubtful.push(at);
    }
    (parts, doubtful)
}

/// Cuts parts at the columns that begin inside them behind a blank. A header may be a little off; in a row,
/// a blank may be there by chance, so what is behind it has to be in the column elsewhere.
fn cut_at_columns(parts: &[Part], columns: &[Column], is_header: bool) -> Vec<Part> {
    let tolerance = if is_header { HEADER_OFFSET_MAX } else { 0 };
    let mut n_missing = columns.len() - parts.len().min(columns.len());
    let mut cut: Vec<Part> = Vec::new();
    for part in parts {
        let mut rest = part.clone();
        for column in columns {
            let inside = rest.start + 1..rest.end;
            if n_missing == 0 || !inside.contains(&column.start) {
                continue;
            }
            let begins = |at: &usize| {
                let before = at.checked_sub(rest.start + 1);
                before.is_some_and(|before| rest.text.get(before) == Some(&' '))
            };
            let near =
                (0..=tolerance).flat_map(|by| [column.start + by, column.start.saturating_sub(by)]);
            let is_known = |at: &usize| {
                let behind = rest.text.get(at - rest.start..);
                is_header || behind.is_some_and(|it| column.texts.iter().any(|text| text == it))
            };
            let Some(at) = near.into_iter().find(|at| begins(at) && is_known(at)) else {
                continue;
            };
            let behind = rest.text.split_off(at - rest.start);
            rest.text.pop();
            cut.push(Part {
                end: at - 1,
                ..rest.clone()
            });
            rest = Part {
                start: at,
                end: rest.end,
                text: behind,
            };
            n_missing -= 1;
        }
        cut.push(rest);
    }
    cut
}

/// Returns the column of each part: they keep their order, and lie as near to their columns as they
/// can.
fn placed(parts: &[Part], columns: &[Column]) -> Option<Vec<usize>> {
    // For each column, the least offset of the parts so far if the last of them is in it, and the
    // column of the part before.
    let mut best: Vec<Vec<Option<(usize, usize)>>> = Vec::new();
    for part in parts {
        let before = best.last();
        let row = columns.iter().enumerate().map(|(at, column)| {
            let own = column.offset(part);
            let Some(before) = before else {
                return Some((own, 0));
            };
            let before = before.iter().take(at).enumerate();
            let sums = before.filter_map(|(from, it)| Some((it.as_ref()?.0 + own, from)));
            sums.min()
        });
        let row = row.collect();
        best.push(row);
    }
    let last = best.last()?.iter().enumerate();
    let sums = last.filter_map(|(at, it)| Some((it.as_ref()?.0, at)));
    let (_, mut at) = sums.min()?;
    let mut places = Vec::new();
    for row in best.iter().rev() {
        places.push(at);
        at = row.get(at)?.as_ref()?.1;
    }
    places.reverse();
    Some(places)
}

/// Whether a line is an ordinal and a heading, which may extend over columns.
fn is_heading(parts: &[Part], places: &[usize]) -> bool {
    let ([ordinal, _], [0, 1]) = (parts, places) else {
        return false;
    };
    let ordinal = Ordinal::parse(&ordinal.text.iter().collect::<String>());
    ordinal.is_some_and(|it| it.style() != OrdinalStyle::Arabic)
}

/// Returns where a text that the column has elsewhere begins at the end of a part.
fn ending(part: &Part, column: &Column) -> Option<usize> {
    let texts = column.texts.iter().filter(|it| part.text.ends_with(it));
    let starts = texts.map(|it| part.text.len() - it.len());
    let behind_blank =
        |at: &usize| at.checked_sub(1).and_then(|it| part.text.get(it)) == Some(&' ');
    starts.filter(behind_blank).min()
}
