//! Puts the lines of a table without rules into rows, one for each ordinal.

use std::ops::Range;

use super::{
    flow,
    lines::{Line, Start},
    placing::Placed,
};

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub top: f64,
    pub bottom: f64,
    /// Numbers of its lines.
    pub lines: Range<usize>,
    pub cells: Vec<RowCell>,
}

#[derive(Clone, Debug)]
pub(super) struct RowCell {
    pub from: usize,
    pub to: usize,
    pub lines: Vec<Line>,
    pub is_doubtful: bool,
}

/// By how much the middle of a text may be beside the ordinal, in sizes, before it is a doubt.
pub(super) const OFF_MAX: f64 = 0.75;
/// Distance of two lines of a text, in shares of the usual one, from which on it is a doubt.
const PITCH_MAX: f64 = 1.45;
/// Maximum number of lines of a row on either side of its ordinal.
const ROW_MAX: usize = 60;
/// What a line costs that is behind the last row, in sizes.
const BEHIND_COST: f64 = 1.2;

/// What a row costs that a page cuts, and one that a rule runs through, in sizes.
const CUT_COST: f64 = 0.6;
const RULE_COST: f64 = 1_000.0;

/// Share of the cost of a header that counts.
const HEADER_SHARE: f64 = 0.5;
/// What a line of single headings costs that is left out of the header, in sizes.
const LEFT_OUT_COST: f64 = 0.05;
/// Distance of two lines of a text, in shares of the usual one, from which on it costs something.
const GAP_MAX: f64 = 1.3;
/// What rows cost whose texts end at the line of the ordinal, which is rare, in sizes.
const BOTTOM_COST: f64 = 1.0;
/// By how much two ways to cut rows may differ in their cost, in sizes, so that neither is sure.
const UNSURE_MAX: f64 = 0.5;

/// Where the texts of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Around the ordinal.
    Middle,
    /// From the line of the ordinal on.
    Top,
    /// Up to the line of the ordinal.
    Bottom,
}

impl Align {
    /// Returns where the texts of a row stand, by the line of its ordinal.
    fn of(self, line: &Placed) -> f64 {
        match self {
            Align::Middle => line.middle,
            Align::Top | Align::Bottom => line.baseline,
        }
    }
}

/// Returns the rows from the header on, and where their texts stand; `None` if there is no row below it.
pub(super) fn rows(lines: &[Placed], header: usize) -> Option<(Align, Vec<Row>)> {
    let anchors: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_row)
        .map(|(idx, _)| idx)
        .collect();
    if anchors.len() < 2 || anchors.first() != Some(&header) {
        return None;
    }
    let pitch = usual_pitch(lines.get(header..).unwrap_or_default());
    let ways = [Align::Middle, Align::Top, Align::Bottom];
    let size = lines.get(header).map_or(12.0, |line| line.size);
    let ways = ways.map(|align| {
        let (cost, cuts) = cut(lines, &anchors, align, pitch);
        let own = if align == Align::Bottom {
            BOTTOM_COST * size
        } else {
            0.0
        };
        (align, (cost + own, cuts))
    });
    let best = ways
        .iter()
        .min_by(|left, right| left.1.0.total_cmp(&right.1.0));
    let (align, (cost, cuts)) = best.cloned()?;
    let rows = anchors.iter().zip(ranges(&cuts));
    let rows = rows.map(|(anchor, range)| {
        let is_edge = Some(anchor) == anchors.first() || Some(anchor) == anchors.last();
        let own = match is_edge {
            true => best_align(lines, range.clone(), *anchor, (align, pitch)).0,
            false => align,
        };
        row(lines, *anchor, range, own, pitch)
    });
    let mut rows: Vec<Row> = rows.collect();
    for (other, (other_cost, other_cuts)) in &ways {
        if *other != align && other_cost - cost <= UNSURE_MAX * size {
            doubt_difference(&mut rows, lines, other_cuts);
        }
    }
    Some((align, rows))
}

/// Returns the lines of each row between cuts.
fn ranges(cuts: &[usize]) -> impl Iterator<Item = Range<usize>> {
    cuts.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(*from..*to),
        _ => None,
    })
}

/// Doubts the cells of rows that are others with other cuts.
fn doubt_difference(rows: &mut [Row], lines: &[Placed], cuts: &[usize]) {
    for (row, range) in rows.iter_mut().zip(ranges(cuts)).skip(1) {
        let both = row.lines.start.min(range.start)..row.lines.end.max(range.end);
        let in_one = both.filter(|idx| row.lines.contains(idx) != range.contains(idx));
        let pieces = in_one.filter_map(|idx| lines.get(idx));
        let columns: Vec<usize> = pieces
            .flat_map(|line| line.pieces.iter().map(|piece| piece.0))
            .collect();
        for cell in &mut row.cells {
            cell.is_doubtful |= columns.contains(&cell.from);
        }
    }
}

/// Returns the cost of the best cuts, and the cuts: where each row begins, and where the last ends.
fn cut(lines: &[Placed], anchors: &[usize], align: Align, pitch: f64) -> (f64, Vec<usize>) {
    // For each line that may be the first one behind a row: the cost, and where the row begins.
    let first = anchors.first().copied().unwrap_or(0);
    let above = lines.get(..first).unwrap_or_default();
    let top = above.iter().rposition(|line| line.is_above);
    let top = top.map_or(0, |at| at + 1);
    let left_out = |start: usize| -> f64 {
        let above = lines.get(top..start).unwrap_or_default().iter();
        let headings = above.filter(|line| line.pieces.iter().all(|(from, to, _)| from == to));
        LEFT_OUT_COST * headings.map(|line| line.size).sum::<f64>()
    };
    let mut best: Vec<(usize, f64)> = (top..=first)
        .map(|start| (start, left_out(start)))
        .collect();
    let mut starts: Vec<Vec<(usize, usize)>> = Vec::new();
    for (number, anchor) in anchors.iter().enumerate() {
        let next = anchors.get(number + 1).copied().unwrap_or(lines.len());
        let is_edge = number == 0 || number + 1 == anchors.len();
        let own = |range: Range<usize>| match is_edge {
            // Headings below others stand lower than that of the ordinals.
            true if number == 0 => {
                HEADER_SHARE * best_align(lines, range, *anchor, (align, pitch)).1
            }
            true => best_align(lines, range, *anchor, (align, pitch)).1,
            false => row_cost(lines, range, *anchor, align, pitch),
        };
        let mut ends = Vec::new();
        let mut from = Vec::new();
        for end in anchor + 1..=next.min(anchor + ROW_MAX) {
            let ways = best
                .iter()
                .filter(|(start, _)| anchor - start < ROW_MAX)
                .map(|(start, cost)| (*start, cost + own(*start..end)));
            let Some((start, cost)) = ways.min_by(|left, right| left.1.total_cmp(&right.1)) else {
                continue;
            };
            ends.push((end, cost));
            from.push((end, start));
        }
        best = ends;
        starts.push(from);
    }
    let size = lines.get(first).map_or(12.0, |line| line.size);
    let ends = best
        .iter()
        .map(|(end, cost)| (*end, cost + (lines.len() - end) as f64 * BEHIND_COST * size));
    let Some((mut end, cost)) = ends.min_by(|left, right| left.1.total_cmp(&right.1)) else {
        return (f64::MAX, Vec::new());
    };
    let mut cuts = vec![end];
    for from in starts.iter().rev() {
        end = from
            .iter()
            .find(|(it, _)| *it == end)
            .map_or(0, |(_, start)| *start);
        cuts.push(end);
    }
    cuts.reverse();
    (cost, cuts)
}

/// Returns how the texts of a row stand best, and the cost. The header and the last row may stand in another
/// way than the `others`.
fn best_align(
    lines: &[Placed],
    range: Range<usize>,
    anchor: usize,
    (others, pitch): (Align, f64),
) -> (Align, f64) {
    let ways = [Align::Middle, Align::Top, others];
    let costs = ways.map(|align| (align, row_cost(lines, range.clone(), anchor, align, pitch)));
    let best = costs
        .into_iter()
        .min_by(|left, right| left.1.total_cmp(&right.1));
    best.unwrap_or((Align::Middle, f64::MAX))
}

/// Returns how badly the texts of a row lie at its ordinal: the distances, in points. A rule never runs
/// through a row, and a row that a page cuts may begin at its top.
fn row_cost(lines: &[Placed], range: Range<usize>, anchor: usize, align: Align, pitch: f64) -> f64 {
    let Some(ordinal) = lines.get(anchor) else {
        return 0.0;
    };
    let own = lines.get(range).unwrap_or_default();
    let of_page = on_page(own, ordinal.page);
    let is_cut = of_page.len() < own.len();
    let cost = |align: Align| -> f64 {
        let offsets = offsets(of_page, align.of(ordinal), align);
        offsets.iter().map(|(_, off)| off.abs()).sum()
    };
    let crosses = |lines: &[Placed]| {
        lines.first().map(|line| line.band) != lines.last().map(|line| line.band)
    };
    let rule = if crosses(of_page) {
        RULE_COST * ordinal.size
    } else {
        0.0
    };
    let rule = rule + gaps(of_page, GAP_MAX * pitch) + flow::cost(of_page);
    match is_cut {
        true => rule + CUT_COST * ordinal.size + cost(align).min(cost(Align::Top)),
        false => rule + cost(align),
    }
}

/// Returns by how much the lines of each column are further apart than `max`.
pub(super) fn gaps(lines: &[Placed], max: f64) -> f64 {
    let mut last: Vec<(usize, f64)> = Vec::new();
    let mut sum = 0.0;
    for line in lines {
        for (from, _, _) in &line.pieces {
            match last.iter_mut().find(|(column, _)| column == from) {
                Some((_, above)) => {
                    sum += (line.baseline - *above - max).max(0.0);
                    *above = line.baseline;
                }
                None => last.push((*from, line.baseline)),
            }
        }
    }
    sum
}

/// Returns the lines that are on a page.
fn on_page(lines: &[Placed], page: usize) -> &[Placed] {
    let first = lines.partition_point(|line| line.page < page);
    let end = lines.partition_point(|line| line.page <= page);
    lines.get(first..end).unwrap_or_default()
}

/// Returns how far the text of each column is from where it should be.
pub(super) fn offsets(lines: &[Placed], at: f64, align: Align) -> Vec<(usize, f64)> {
    let mut columns: Vec<(usize, f64, f64)> = Vec::new();
    for line in lines {
        for column in line.pieces.iter().flat_map(|(from, to, _)| *from..=*to) {
            match columns.iter_mut().find(|it| it.0 == column) {
                Some(column) => column.2 = line.baseline,
                None => columns.push((column, line.baseline, line.baseline)),
            }
        }
    }
    let columns = columns.into_iter().map(|(column, first, last)| {
        let place = match align {
            Align::Middle => (first + last) / 2.0,
            Align::Top => first,
            Align::Bottom => last,
        };
        (column, place - at)
    });
    columns.collect()
}

fn row(lines: &[Placed], anchor: usize, range: Range<usize>, align: Align, pitch: f64) -> Row {
    let mut row = whole_row(lines, range.clone());
    let Some(ordinal) = lines.get(anchor) else {
        return row;
    };
    let own = lines.get(range).unwrap_or_default();
    let of_page = on_page(own, ordinal.page);
    let ways: &[Align] = match of_page.len() < own.len() {
        true => &[align, Align::Top],
        false => &[align],
    };
    for cell in &mut row.cells {
        let is_off = |align: &Align| {
            let offsets = offsets(of_page, align.of(ordinal), *align);
            let mut own = offsets.iter().filter(|(column, _)| *column == cell.from);
            own.any(|(_, off)| OFF_MAX * ordinal.size < off.abs())
        };
        let mut pairs = cell.lines.windows(2);
        let is_apart = pairs.any(|pair| match pair {
            [above, line] => {
                above.page == line.page && PITCH_MAX * pitch < line.baseline - above.baseline
            }
            _ => false,
        });
        cell.is_doubtful |= is_apart || is_torn(cell) || ways.iter().all(is_off);
    }
    row.cells = without_overlap(row.cells);
    row
}

/// Whether a cell begins in the middle of a text, or holds two of different weight.
pub(super) fn is_torn(cell: &RowCell) -> bool {
    let mut lines = cell.lines.iter();
    let starts_inside = lines.next().is_some_and(|line| line.start == Start::GoesOn);
    starts_inside || lines.any(|line| line.start == Start::OtherWeight)
}

/// Puts lines into the cells of a row, whatever their distances.
pub(super) fn whole_row(lines: &[Placed], range: Range<usize>) -> Row {
    let own = lines.get(range.clone()).unwrap_or_default();
    let mut cells: Vec<RowCell> = Vec::new();
    for line in own {
        for (from, to, piece) in &line.pieces {
            let cell = cells.iter_mut().find(|it| it.from == *from);
            match cell {
                Some(cell) => {
                    cell.to = cell.to.max(*to);
                    cell.lines.push(piece.clone());
                }
                None => cells.push(RowCell {
                    from: *from,
                    to: *to,
                    lines: vec![piece.clone()],
                    is_doubtful: false,
                }),
            }
        }
    }
    Row {
        cells: without_overlap(cells),
        top: own.first().map_or(0.0, |line| line.baseline - line.size),
        bottom: own
            .last()
            .map_or(0.0, |line| line.baseline + 0.3 * line.size),
        lines: range,
    }
}

/// Joins cells that reach over each other, which is a doubt.
fn without_overlap(mut cells: Vec<RowCell>) -> Vec<RowCell> {
    cells.sort_by_key(|cell| cell.from);
    let mut apart: Vec<RowCell> = Vec::new();
    for cell in cells {
        match apart.last_mut() {
            Some(last) if cell.from <= last.to => {
                last.to = last.to.max(cell.to);
                last.is_doubtful = true;
                last.lines.extend(cell.lines);
                last.lines
                    .sort_by(|left, right| left.baseline.total_cmp(&right.baseline));
            }
            _ => apart.push(cell),
        }
    }
    apart
}

/// Returns the usual distance of two lines of a text.
pub(super) fn usual_pitch(lines: &[Placed]) -> f64 {
    let mut distances: Vec<f64> = Vec::new();
    let mut last: Vec<(usize, f64)> = Vec::new();
    for line in lines {
        for (from, _, _) in &line.pieces {
            match last.iter_mut().find(|(column, _)| column == from) {
                Some((_, above)) => {
                    distances.push(line.baseline - *above);
                    *above = line.baseline;
                }
                None => last.push((*from, line.baseline)),
            }
        }
    }
    distances.sort_by(f64::total_cmp);
    // Lines of one text are closer than rows.
    distances.get(distances.len() / 4).copied().unwrap_or(14.0)
}
