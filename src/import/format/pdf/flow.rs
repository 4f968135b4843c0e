//! How texts of a column follow each other: whether a text goes on in the line below, or another begins
//! there.

use super::{
    lines::{Line, Start},
    placing::Placed,
};

/// Width of a space, and what a line may lack to be full, in sizes.
const SPACE: f64 = 0.25;
const SLACK: f64 = 0.3;
/// Lines of a column that are closer than this are printed over each other, in sizes.
const PITCH_MIN: f64 = 0.75;
/// What a line costs in the wrong cell, in sizes.
const COST: f64 = 0.6;

/// Notes how the text of each piece begins. Only the lines from `body` on tell how wide their columns are.
pub(super) fn set_starts(lines: &mut [Placed], body: usize, n_columns: usize) {
    let columns: Vec<Column> = (0..n_columns)
        .map(|column| Column::of(lines.get(body..).unwrap_or_default(), column))
        .collect();
    // The last line and piece of each column.
    let mut last: Vec<Option<(usize, usize)>> = vec![None; n_columns];
    for idx in 0..lines.len() {
        let n_pieces = lines.get(idx).map_or(0, |line| line.pieces.len());
        for number in 0..n_pieces {
            let (before, rest) = lines.split_at_mut(idx);
            let Some((from, to, piece)) = rest.first_mut().and_then(|it| it.pieces.get_mut(number))
            else {
                continue;
            };
            let place = last.get(*from).copied().flatten();
            let above = place.and_then(|(line, at)| before.get_mut(line)?.pieces.get_mut(at));
            if let Some((_, _, above)) = above {
                let is_same_page = above.page == piece.page;
                let column = (body < idx && from == to)
                    .then(|| columns.get(*from))
                    .flatten();
                piece.start = start(above, piece, column);
                if is_same_page && piece.baseline - above.baseline < PITCH_MIN * piece.size {
                    piece.is_overprinted = true;
                    above.is_overprinted = true;
                }
            }
            if let Some(last) = last.get_mut(*from) {
                *last = Some((idx, number));
            }
        }
    }
}

/// What the lines of a column have.
struct Column {
    /// Width of the widest.
    room: f64,
    /// Whether most begin with a small letter: units do.
    is_lower_case: bool,
}

impl Column {
    fn of(lines: &[Placed], column: usize) -> Column {
        let pieces = lines.iter().flat_map(|line| &line.pieces);
        let own = pieces.filter(|(from, to, _)| (*from, *to) == (column, column));
        let own = own.map(|(_, _, piece)| piece);
        let n_lower = own.clone().filter(|piece| begins_low(piece)).count();
        Column {
            room: own.clone().map(Line::width).fold(0.0, f64::max),
            is_lower_case: own.count() < 2 * n_lower,
        }
    }
}

fn begins_low(line: &Line) -> bool {
    let first = line.words.first();
    first.is_some_and(|word| word.text().starts_with(char::is_lowercase))
}

/// Returns how a text begins below another; the column is given where its lines tell.
fn start(above: &Line, line: &Line, column: Option<&Column>) -> Start {
    let is_bold = |line: &Line| line.words.iter().all(|word| word.is_bold);
    let is_plain = |line: &Line| line.words.iter().all(|word| !word.is_bold);
    if (is_bold(above) && is_plain(line)) || (is_plain(above) && is_bold(line)) {
        return Start::OtherWeight;
    }
    let (Some(column), Some(last), Some(first)) = (column, above.words.last(), line.words.first())
    else {
        return Start::Unknown;
    };
    let text = first.text();
    let is_full = column.room < above.width() + (SPACE + SLACK) * line.size + first.width();
    let has_end = last.text().ends_with(['.', ';', ':', '-', '/']);
    let begins_item = !text.starts_with(char::is_alphanumeric);
    // Short texts may fill their column each.
    let words_min = if column.is_lower_case { 3 } else { 2 };
    match is_full {
        true if begins_low(line) && words_min <= above.words.len() => Start::GoesOn,
        false if !has_end && !begins_item => Start::Anew,
        _ => Start::Unknown,
    }
}

/// Returns what it costs that these lines are a row, in points: where a text begins that goes on from
/// above, or goes on where another begins.
pub(super) fn cost(lines: &[Placed]) -> f64 {
    let mut seen: Vec<usize> = Vec::new();
    let mut sum = 0.0;
    for line in lines {
        for (from, _, piece) in &line.pieces {
            let is_first = !seen.contains(from);
            if is_first {
                seen.push(*from);
            }
            let is_wrong = match piece.start {
                Start::Unknown => false,
                Start::GoesOn => is_first,
                Start::Anew | Start::OtherWeight => !is_first,
            };
            sum += if is_wrong { COST * line.size } else { 0.0 };
        }
    }
    sum
}
