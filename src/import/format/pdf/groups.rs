//! A column whose texts stand beside several rows each: groups, as cells merged over rows show them.

use std::ops::Range;

use super::{
    lines::Line,
    placing::Placed,
    rows_by_ordinals::{Align, OFF_MAX, Row, RowCell, rows, usual_pitch},
};

/// The text of a group, and its rows.
#[derive(Debug)]
pub(super) struct Group {
    pub column: usize,
    pub rows: Range<usize>,
    pub lines: Vec<Line>,
    pub is_doubtful: bool,
}

/// What a row costs, in sizes, that is at the top or foot of a page beside no text: the text is on the
/// page before or behind.
const OPEN_COST: f64 = 0.5;
/// Maximum number of lines of a group's text, and of its rows.
const LINES_MAX: usize = 16;
const ROWS_MAX: usize = 40;
/// How far a line may be beyond the first or last row of its group, in sizes.
const REACH: f64 = 10.0;
/// Maximum number of ways to pair ends of rows with ends of texts. A page has a few hundred of those that
/// are near each other; where lines are piled up, no groups are read.
const ENDS_MAX: usize = 200_000;

/// Reads the rows of a table with a column of groups; `None` if its texts do not stand so. `header` is the
/// line of its ordinal heading, and those behind that belong to it.
pub(super) fn with_groups(
    lines: &[Placed],
    header: Range<usize>,
    column: usize,
) -> Option<(Vec<Row>, Vec<Group>)> {
    let mut masked = lines.to_vec();
    let mut taken: Vec<(usize, Line)> = Vec::new();
    for (idx, line) in masked.iter_mut().enumerate().skip(header.end) {
        let (own, others) = std::mem::take(&mut line.pieces)
            .into_iter()
            .partition(|(from, to, _)| (*from, *to) == (column, column));
        let own: Vec<_> = own;
        line.pieces = others;
        taken.extend(own.into_iter().map(|(_, _, piece)| (idx, piece)));
    }
    let (align, mut rows) = rows(&masked, header.start)?;
    let (start, last) = (rows.first()?.lines.end, rows.last()?.lines.end);
    if taken.iter().any(|(idx, _)| *idx < start) {
        return None;
    }
    taken.retain(|(idx, _)| *idx < last);
    take_headings(&mut rows, &mut taken, column);
    let pitch = usual_pitch(lines.get(start..last)?);
    let mut groups = Vec::new();
    let parts: Vec<Range<usize>> = parts(&rows);
    for (number, part) in parts.iter().enumerate() {
        let own = rows.get(part.clone())?;
        let edges = (number == 0, number + 1 == parts.len());
        let from = rows.get(part.start.checked_sub(1)?)?.lines.end;
        let to = rows.get(part.end).map_or(last, |row| row.lines.start);
        let texts = taken.iter().filter(|(idx, _)| (from..to).contains(idx));
        let texts: Vec<&Line> = texts.map(|(_, line)| line).collect();
        for (rows, lines, is_doubtful) in divide(own, &texts, align, pitch, edges)? {
            groups.push(Group {
                column,
                rows: part.start + rows.start..part.start + rows.end,
                lines: texts
                    .get(lines)?
                    .iter()
                    .map(|line| (*line).clone())
                    .collect(),
                is_doubtful,
            });
        }
    }
    let n_lines: usize = groups.iter().map(|group| group.lines.len()).sum();
    let has_several = groups.iter().any(|group| 1 < group.rows.len());
    (has_several && n_lines == taken.len()).then_some((rows, groups))
}

/// Gives a row without any other text the lines of the column beside it: it is the heading of a section.
fn take_headings(rows: &mut [Row], taken: &mut Vec<(usize, Line)>, column: usize) {
    for row in rows.iter_mut().skip(1) {
        if row.cells.iter().any(|cell| cell.from != 0) {
            continue;
        }
        let (own, others) = std::mem::take(taken)
            .into_iter()
            .partition(|(idx, _)| row.lines.contains(idx));
        *taken = others;
        let own: Vec<(usize, Line)> = own;
        if !own.is_empty() {
            row.cells.push(RowCell {
                from: column,
                to: column,
                lines: own.into_iter().map(|(_, line)| line).collect(),
                is_doubtful: false,
            });
        }
    }
}

/// Returns the rows between the headings of sections, which have an ordinal and one text.
fn parts(rows: &[Row]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (idx, row) in rows.iter().enumerate().skip(1) {
        let is_heading = row.cells.iter().filter(|cell| cell.from != 0).count() <= 1;
        match parts.last_mut() {
            _ if is_heading => {}
            Some(part) if part.end == idx => part.end += 1,
            _ => parts.push(idx..idx + 1),
        }
    }
    parts
}

/// A part of the rows, the lines of its text, and whether they stand elsewhere.
type Part = (Range<usize>, Range<usize>, bool);

/// The least cost of so many rows with so many lines, and the rows and lines before the last group. `None`
/// where they cannot stand together.
type Least = Option<(f64, usize, usize)>;

/// Divides rows and lines into groups so that each text stands best beside its rows. `edges` tells whether
/// groups may go on on the pages before and behind. `None` if a text stands beside none.
fn divide(
    rows: &[Row],
    lines: &[&Line],
    align: Align,
    pitch: f64,
    (is_first, is_last): (bool, bool),
) -> Option<Vec<Part>> {
    let (n_rows, n_lines) = (rows.len(), lines.len());
    let size = lines.first().map_or(12.0, |line| line.size);
    let ends = ends(rows, lines, REACH * size);
    if ENDS_MAX < ends.iter().map(ExactSizeIterator::len).sum() {
        return None;
    }
    let mut best: Vec<Vec<Least>> = vec![vec![Some((0.0, 0, 0))]];
    let cost = |best: &[Vec<Least>], end: usize, line_end: usize| {
        let from = ends.get(end)?.start;
        best.get(end)?.get(line_end.checked_sub(from)?).copied()?
    };
    for end in 1..=n_rows {
        let mut row = Vec::new();
        for line_end in ends.get(end).cloned().unwrap_or_default() {
            let mut least: Least = None;
            // Of two ways that cost the same, the one with smaller groups.
            for start in (end.saturating_sub(ROWS_MAX)..end).rev() {
                for line_start in line_end.saturating_sub(LINES_MAX)..=line_end {
                    let Some((before, ..)) = cost(&best, start, line_start) else {
                        continue;
                    };
                    let own = match lines.get(line_start..line_end) {
                        Some([]) => {
                            let is_edge = (is_first && start == 0 && line_start == 0)
                                || (is_last && end == n_rows && line_end == n_lines);
                            is_edge.then_some(OPEN_COST * size * (end - start) as f64)
                        }
                        Some(text) => is_text(text, pitch)
                            .then(|| off(rows.get(start..end), text, align).abs()),
                        None => None,
                    };
                    if let Some(own) = own
                        && least.is_none_or(|it| before + own < it.0)
                    {
                        least = Some((before + own, start, line_start));
                    }
                }
            }
            row.push(least);
        }
        best.push(row);
    }
    let (mut end, mut line_end) = (n_rows, n_lines);
    let mut parts: Vec<Part> = Vec::new();
    while 0 < end {
        let (_, start, line_start) = cost(&best, end, line_end)?;
        let text = lines.get(line_start..line_end)?;
        let is_off =
            !text.is_empty() && OFF_MAX * size < off(rows.get(start..end), text, align).abs();
        // A group that the page cuts begins at its top.
        let is_cut = is_last && end == n_rows;
        let is_off = is_off
            && !(is_cut && off(rows.get(start..end), text, Align::Top).abs() <= OFF_MAX * size);
        let is_edge = (is_first && start == 0) || is_cut;
        if is_off && !is_edge {
            return None;
        }
        parts.push((start..end, line_start..line_end, is_off));
        (end, line_end) = (start, line_start);
    }
    parts.reverse();
    Some(parts)
}

/// Returns, for each number of rows from the first on, how many lines may belong to them: those above their
/// end, and maybe those near it.
fn ends(rows: &[Row], lines: &[&Line], reach: f64) -> Vec<Range<usize>> {
    let near = rows.iter().skip(1).map(|row| {
        let above = lines.partition_point(|line| line.baseline < row.top - reach);
        let near = lines.partition_point(|line| line.baseline <= row.top + reach);
        above..near.max(above) + 1
    });
    let all = lines.len()..lines.len() + 1;
    std::iter::once(0..1).chain(near).chain([all]).collect()
}

/// Whether lines are as close below each other as those of a text.
fn is_text(lines: &[&Line], pitch: f64) -> bool {
    const PITCH_MAX: f64 = 1.45;
    let mut pairs = lines.windows(2);
    pairs.all(|pair| match pair {
        [above, line] => line.baseline - above.baseline <= PITCH_MAX * pitch,
        _ => true,
    })
}

/// Returns how far a text is from the middle of its rows, or from the first of them.
fn off(rows: Option<&[Row]>, text: &[&Line], align: Align) -> f64 {
    let (Some([first, ..]), Some([.., last]), Some(top), Some(foot)) =
        (rows, rows, text.first(), text.last())
    else {
        return 0.0;
    };
    match align {
        Align::Middle => {
            let middle = (top.baseline + foot.baseline) / 2.0 - 0.35 * top.size;
            middle - (first.top + last.bottom) / 2.0
        }
        Align::Top | Align::Bottom => top.baseline - top.size - first.top,
    }
}
