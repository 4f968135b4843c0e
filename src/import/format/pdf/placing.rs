//! Puts the words of lines into columns.

use super::{
    columns::{Columns, is_repeated},
    lines::{Line, Word},
    strips::Spacing,
};

/// A line whose words are in columns.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub baseline: f64,
    pub size: f64,
    /// Whether it has the ordinal of a row.
    pub is_row: bool,
    /// Whether it is above the header.
    pub is_above: bool,
    /// Middle of the ordinal, if it is no more than a line high the baseline.
    pub middle: f64,
    /// Number of its page, and of the rules above it.
    pub page: usize,
    pub band: usize,
    pub pieces: Vec<Piece>,
}

/// A text with its first and last column.
pub(super) type Piece = (usize, usize, Line);

/// Puts the words of a line into columns. A word over a side belongs to a merged cell, with all words
/// that it stands among.
pub(super) fn place(columns: &Columns, line: &Line) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in &line.words {
        let (from, to) = (columns.at(word.left + 1.0), columns.at(word.right - 1.0));
        let (from, to) = (from.min(to), to.max(from));
        match pieces.last_mut() {
            Some((_, last, piece)) if joins(columns, piece, word, (*last, from, to)) => {
                *last = (*last).max(to);
                piece.right = word.right;
                piece.words.push(word.clone());
            }
            _ => pieces.push((from, to, line.with_word(word.clone()))),
        }
    }
    if let Some((_, _, last)) = pieces.last_mut() {
        last.n_spaces_behind = line.n_spaces_behind;
    }
    pieces
}

/// Whether a word belongs to the piece before it: it is in the same column, or one of them reaches
/// over the side between them.
fn joins(
    columns: &Columns,
    piece: &Line,
    word: &Word,
    (last, from, to): (usize, usize, usize),
) -> bool {
    if last == from && from == to {
        return true;
    }
    let gap = columns.spacing.headings_gap() * piece.size;
    let is_close = word.left - piece.right <= gap;
    last == from || (is_close && from < to)
}

/// Puts the words of a line of the header into columns: together where a heading lies best in the
/// middle of its columns, or begins where their texts do.
pub(super) fn place_heading(columns: &Columns, line: &Line) -> Vec<Piece> {
    const SPAN_COST: f64 = 2.0;
    let words = &line.words;
    let cost = |start: usize, end: usize| {
        let (first, last) = (words.get(start)?, words.get(end.checked_sub(1)?)?);
        let (from, to) = (columns.at(first.left + 1.0), columns.at(last.right - 1.0));
        let to = to.max(from);
        let off = columns.off((first.left, last.right), (from, to));
        Some((off + SPAN_COST * (to - from) as f64, from, to))
    };
    // What it costs to cut between words that are a space apart.
    let space = usual_space(line, columns.spacing.space_max() * line.size);
    let cut_cost = |at: usize| match words.get(at.saturating_sub(1)..=at) {
        Some([before, word]) if (word.left - before.right - space).abs() <= SAME_SPACE => line.size,
        _ => 0.0,
    };
    // Between which words the line may be cut, and must be.
    let gap = |at: usize| match words.get(at.saturating_sub(1)..=at) {
        Some([before, word]) => {
            let is_side = columns.has_side((before.right - 1.0, word.left + 1.0));
            let is_far = columns.spacing.headings_gap() * line.size < word.left - before.right;
            let is_two = || columns.spacing.is_missing(word) || is_repeated(words, at);
            (is_side, is_far || (is_side && is_two()))
        }
        _ => (true, true),
    };
    // For each word behind a text: the cost up to there, and the text.
    let mut best: Vec<Option<(f64, usize, usize, usize)>> = vec![Some((0.0, 0, 0, 0))];
    for end in 1..=words.len() {
        let mut least: Option<(f64, usize, usize, usize)> = None;
        for start in (0..end).rev() {
            if gap(start).0 || gap(start).1 {
                let before = best.get(start).copied().flatten();
                if let (Some((before, ..)), Some((own, from, to))) = (before, cost(start, end))
                    && least.is_none_or(|it| before + own + cut_cost(start) < it.0)
                {
                    least = Some((before + own + cut_cost(start), start, from, to));
                }
            }
            if gap(start).1 {
                break;
            }
        }
        best.push(least);
    }
    let mut pieces = Vec::new();
    let mut end = words.len();
    while 0 < end
        && let Some((_, start, from, to)) = best.get(end).copied().flatten()
    {
        let own = words.get(start..end).unwrap_or_default();
        if let [first, others @ ..] = own {
            let mut piece = line.with_word(first.clone());
            piece.words.extend_from_slice(others);
            piece.right = others.last().map_or(first.right, |word| word.right);
            piece.is_unsure = from < to
                && (start + 1..end).any(|at| {
                    let parts = [cost(start, at), cost(at, end), cost(start, end)];
                    gap(at).0 && may_be_two(parts.map(|it| it.map(|it| it.0)), line.size)
                });
            pieces.push((from, to, piece));
        }
        end = start;
    }
    pieces.reverse();
    if let Some((_, _, last)) = pieces.last_mut() {
        last.n_spaces_behind = line.n_spaces_behind;
    }
    pieces
}

/// Whether a heading over several columns lies as well over them in two parts.
fn may_be_two([left, right, whole]: [Option<f64>; 3], size: f64) -> bool {
    match (left, right, whole) {
        (Some(left), Some(right), Some(whole)) => left + right <= whole + UNSURE_MAX * size,
        _ => false,
    }
}

/// By how much worse two headings may lie than one, in sizes, that may be meant.
const UNSURE_MAX: f64 = 0.2;
/// By how much two spaces of a line may differ, in points.
const SAME_SPACE: f64 = 0.3;

/// Returns the usual distance of the words of a line that are no further apart than a space; infinite if
/// only two are.
fn usual_space(line: &Line, max: f64) -> f64 {
    let pairs = line.words.windows(2).filter_map(|pair| match pair {
        [before, word] => Some(word.left - before.right),
        _ => None,
    });
    let mut spaces: Vec<f64> = pairs.filter(|gap| *gap <= max).collect();
    spaces.sort_by(f64::total_cmp);
    match spaces.len() {
        0 | 1 => f64::INFINITY,
        n => spaces.get(n / 2).copied().unwrap_or(f64::INFINITY),
    }
}

/// Share of the pieces of a column that make an alignment its own.
const ALIGNED_SHARE: f64 = 0.5;
/// By how much aligned pieces may differ, in points.
const ALIGNED_SHIFT: f64 = 1.5;

/// Joins the end of a text to what is left of it: a heading of a section may end a word behind a
/// side, at the distance of a space, where no text of the column begins.
pub(super) fn rejoin(lines: &mut [Placed], n_columns: usize, spacing: Spacing) {
    let usual: Vec<[Option<f64>; 2]> = (0..n_columns)
        .map(|column| {
            let pieces = || {
                let pieces = lines.iter().flat_map(|line| &line.pieces);
                pieces.filter(move |(from, to, _)| (*from, *to) == (column, column))
            };
            [
                most_common(pieces().map(|(_, _, piece)| piece.left)),
                most_common(pieces().map(|(_, _, piece)| (piece.left + piece.right) / 2.0)),
            ]
        })
        .collect();
    let is_aligned = |column: usize, piece: &Line| {
        let [left, middle] = usual.get(column).copied().unwrap_or_default();
        let is_near = |usual: Option<f64>, at: f64| {
            usual.is_some_and(|usual| (usual - at).abs() <= ALIGNED_SHIFT)
        };
        is_near(left, piece.left) || is_near(middle, (piece.left + piece.right) / 2.0)
    };
    let has_usual = |column: usize| usual.get(column).is_some_and(|it| *it != [None, None]);
    for line in lines {
        let mut pieces: Vec<Piece> = Vec::new();
        // An ordinal and one text: the heading of a section.
        let is_heading = line.is_row && line.pieces.len() <= 3;
        for (from, to, piece) in std::mem::take(&mut line.pieces) {
            match pieces.last_mut() {
                Some((_, last, before))
                    if piece.left - before.right <= spacing.space_max() * line.size
                        && !piece
                            .words
                            .iter()
                            .take(1)
                            .any(|word| spacing.is_missing(word))
                        && has_usual(from)
                        && (!is_aligned(from, &piece)
                            || (is_heading && is_space(before, &piece))) =>
                {
                    *last = to;
                    before.right = piece.right;
                    before.words.extend(piece.words);
                    before.n_spaces_behind = piece.n_spaces_behind;
                }
                _ => pieces.push((from, to, piece)),
            }
        }
        line.pieces = pieces;
    }
}

/// Whether the distance of two texts is that of the words before it.
fn is_space(before: &Line, piece: &Line) -> bool {
    const SAME: f64 = 0.3;
    let mut gaps = before.words.windows(2).filter_map(|pair| match pair {
        [left, right] => Some(right.left - left.right),
        _ => None,
    });
    let last = gaps.next_back();
    last.is_some_and(|gap| (piece.left - before.right - gap).abs() <= SAME)
}

/// Returns the value that most of the others are near, if they are half of all.
fn most_common(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let n_near = |from: usize, value: f64| {
        let behind = values.get(from..).unwrap_or_default();
        behind.partition_point(|it| it - value <= ALIGNED_SHIFT)
    };
    let counted = values
        .iter()
        .enumerate()
        .map(|(idx, value)| (n_near(idx, *value), *value));
    let (n, value) = counted.max_by_key(|(n, _)| *n)?;
    (ALIGNED_SHARE * values.len() as f64 <= n as f64 && 3 <= n).then_some(value)
}
