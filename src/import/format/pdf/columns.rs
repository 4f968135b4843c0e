//! Tables without rules: columns of aligned words below a recognised header.
//!
//! The header gives the number of columns; between two of them, the sides meet where the fewest
//! words stand. Each ordinal makes a row, and the lines go to the rows so that their texts lie best
//! around the ordinals, or begin beside them. What does not lie well is a doubt.

use super::{
    lines::{Line, Word},
    rows_by_ordinals::{Placed, rows},
    table::{Table, TableCell},
};
use crate::model::{Ordinal, Role};

/// Tells what a heading says about its column; `None` if it is none that annexes have.
pub(in crate::import) type RoleOf<'f> = &'f dyn Fn(&str) -> Option<Role>;

/// What the lines outside ruled tables are.
#[derive(Debug)]
pub(super) enum Found {
    Table(Table),
    Line(Line),
}

/// Distance between words from which on they are headings of two columns, in shares of the size.
const HEADINGS_GAP: f64 = 0.6;
/// Maximum distance of the lines of a header from that of its ordinal heading, in sizes.
const HEADER_REACH: f64 = 1.7;
/// Minimum number of columns of a table.
const COLUMNS_MIN: usize = 3;
/// Maximum number of lines of a page that are looked at.
const LINES_MAX: usize = 250;

/// Finds a table among lines, from top to bottom. A page has one, or the next begins with a header
/// of its own.
pub(super) fn tables(lines: Vec<Line>, role_of: RoleOf) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = lines;
    while rest.len() <= LINES_MAX
        && let Some((before, table, behind)) = first_table(&rest, role_of)
    {
        found.extend(before.into_iter().map(Found::Line));
        found.push(Found::Table(table));
        rest = behind;
    }
    found.extend(rest.into_iter().map(Found::Line));
    found
}

/// Returns the lines before the first table, the table, and the lines behind it.
fn first_table(lines: &[Line], role_of: RoleOf) -> Option<(Vec<Line>, Table, Vec<Line>)> {
    let is_header = |line: &Line| {
        let first = line.words.first().map(Word::text).unwrap_or_default();
        role_of(&first) == Some(Role::Ordinal)
    };
    let mut heads = lines.iter().enumerate().filter(|(_, line)| is_header(line));
    loop {
        let (header, line) = heads.next()?;
        let Some(columns) = columns(lines, line, role_of) else {
            continue;
        };
        let end = end_of(lines, header, &columns);
        let mut placed: Vec<Placed> = lines
            .get(..end)?
            .iter()
            .enumerate()
            .map(|(idx, line)| columns.place(line, idx, header))
            .collect();
        rejoin(&mut placed, columns.sides.len());
        let Some(rows) = rows(&placed, header) else {
            continue;
        };
        let (first, last) = (rows.first()?.lines.start, rows.last()?.lines.end);
        let table = columns.table(rows);
        let before = lines.get(..first)?.to_vec();
        return Some((before, table, lines.get(last..)?.to_vec()));
    }
}

/// Returns where a table ends at the latest: before the next annex, header or end mark.
fn end_of(lines: &[Line], header: usize, columns: &Columns) -> usize {
    let behind = lines.iter().enumerate().skip(header + 1);
    let ends = |line: &Line| {
        let text = line.text();
        let is_title = text.to_lowercase().starts_with("phụ lục");
        text.starts_with("./.") || (is_title && !columns.is_ordinal(line))
    };
    let mut ends = behind.filter(|(_, line)| ends(line)).map(|(idx, _)| idx);
    ends.next().unwrap_or(lines.len())
}

/// Share of the pieces of a column that make an alignment its own.
const ALIGNED_SHARE: f64 = 0.5;
/// By how much aligned pieces may differ, in points.
const ALIGNED_SHIFT: f64 = 1.5;

/// Joins the end of a text to what is left of it: a heading of a section may end a word behind a
/// side, at the distance of a space, where no text of the column begins.
fn rejoin(lines: &mut [Placed], n_columns: usize) {
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
        let mut pieces: Vec<(usize, usize, Line)> = Vec::new();
        // An ordinal and one text: the heading of a section.
        let is_heading = line.is_row && line.pieces.len() <= 3;
        for (from, to, piece) in std::mem::take(&mut line.pieces) {
            match pieces.last_mut() {
                Some((_, last, before))
                    if piece.left - before.right <= SPACE_MAX * line.size
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

/// Maximum width of a space, in shares of the size.
const SPACE_MAX: f64 = 0.45;

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

/// The positions of the sides of columns.
struct Columns {
    sides: Vec<f64>,
    /// Whether each column may be several.
    is_unsure: Vec<bool>,
}

/// Minimum number of lines that begin inside a column at one place, where it may be two.
const INNER_STARTS_MIN: usize = 4;

/// Whether a column may be several: a line of its heading has two parts, or many of its lines begin
/// at one place inside it, behind others.
fn may_be_several(heading: &[&Word], body: &[&Line], (left, right): (f64, f64)) -> bool {
    let is_inside = |word: &Word| left <= word.left + 1.0 && word.right - 1.0 <= right;
    let parts = heading.windows(2).any(|pair| match pair {
        [before, word] => {
            let is_beside = (before.baseline - word.baseline).abs() < 1.0;
            is_beside && HEADINGS_GAP * before.size < word.left - before.right
        }
        _ => false,
    });
    if parts {
        return true;
    }
    // The texts of each line inside the column: words no further apart than a space.
    let mut texts: Vec<(f64, f64)> = Vec::new();
    let mut n_lines = 0;
    for line in body {
        let words = line.words.iter().filter(|word| is_inside(word));
        let mut open: Option<(f64, f64)> = None;
        for word in words {
            open = match open {
                Some((from, to)) if word.left - to <= SPACE_MAX * line.size => {
                    Some((from, word.right))
                }
                _ => {
                    texts.extend(open);
                    Some((word.left, word.right))
                }
            };
        }
        n_lines += usize::from(open.is_some());
        texts.extend(open);
    }
    texts.sort_by(|left, right| left.0.total_cmp(&right.0));
    let first = texts.first().map_or(f64::MAX, |it| it.0);
    let inner = texts
        .iter()
        .enumerate()
        .filter(|(_, it)| first + 25.0 < it.0);
    let mut starts = inner.map(|(idx, (at, _))| {
        let behind = texts.get(idx..).unwrap_or_default();
        (behind.partition_point(|it| it.0 - at <= 0.8), *at)
    });
    starts.any(|(n, at)| {
        let before = || texts.iter().take_while(|it| it.0 < at - 1.0);
        let n_crossing = before().filter(|it| at < it.1).count();
        let n_before = before().count() - n_crossing;
        INNER_STARTS_MIN <= n && n_lines <= 2 * n && 2 <= n_before && n_crossing * 6 <= n_lines
    })
}

/// Words of a header that stand together, in one line or several.
struct Heading<'w> {
    left: f64,
    right: f64,
    words: Vec<&'w Word>,
}

impl Heading<'_> {
    fn text(&self) -> String {
        let mut words = self.words.clone();
        words.sort_by(|left, right| {
            let order = left.baseline.total_cmp(&right.baseline);
            order.then(left.left.total_cmp(&right.left))
        });
        let texts: Vec<String> = words.into_iter().map(Word::text).collect();
        texts.join(" ")
    }
}

/// Returns the words of the lines no further above and below the ordinal heading than this, from left
/// to right.
fn header_words<'w>(lines: &'w [Line], header: &Line, (above, below): (f64, f64)) -> Vec<&'w Word> {
    let first = header.words.first().map_or(0.0, |word| word.left);
    let of_header = lines.iter().filter(|line| {
        let is_near = (header.baseline - above..=header.baseline + below).contains(&line.baseline);
        let has_letters = |word: &Word| word.text().contains(char::is_alphanumeric);
        is_near && line.words.iter().any(has_letters)
    });
    let mut words: Vec<&Word> = of_header.flat_map(|line| &line.words).collect();
    // What stands left of the ordinals is no heading.
    words.retain(|word| first - header.size <= word.left);
    words.sort_by(|left, right| left.left.total_cmp(&right.left));
    words
}

/// Puts words, from left to right, together where they are closer than `gap`.
fn headings<'w>(words: &[&'w Word], gap: f64) -> Vec<Heading<'w>> {
    let mut headings: Vec<Heading> = Vec::new();
    for word in words {
        match headings.last_mut() {
            Some(heading) if word.left - heading.right <= gap => {
                heading.right = heading.right.max(word.right);
                heading.words.push(word);
            }
            _ => headings.push(Heading {
                left: word.left,
                right: word.right,
                words: vec![word],
            }),
        }
    }
    headings
}

/// Finds the columns of the header whose ordinal heading is in `header`.
fn columns(lines: &[Line], header: &Line, role_of: RoleOf) -> Option<Columns> {
    let reach = HEADER_REACH * header.size;
    // Headings may have lines above that of the ordinals and below it. A line close above may also be
    // the last of the title, which reaches over the columns: then fewer headings are known.
    let readings = [(reach, reach), (1.0, reach), (1.0, 1.0)];
    let readings = readings.map(|(above, below)| {
        let words = header_words(lines, header, (above, below));
        let headings = headings(&words, HEADINGS_GAP * header.size);
        let known = headings.iter().filter(|it| role_of(&it.text()).is_some());
        (known.count(), words, headings)
    });
    let most = readings.iter().map(|(n_known, ..)| *n_known).max()?;
    let mut readings = readings.into_iter();
    let (n_known, of_header, headings) = readings.find(|(n_known, ..)| *n_known == most)?;
    if headings.len() < COLUMNS_MIN || n_known < 2 {
        return None;
    }
    let first = header.words.first()?;
    let body = || lines.iter().filter(|line| header.baseline < line.baseline);
    let middles: Vec<f64> = headings
        .iter()
        .map(|it| (it.left + it.right) / 2.0)
        .collect();
    let between = middles
        .windows(2)
        .zip(headings.windows(2))
        .map(|(middles, headings)| {
            let ([from, to], [before, behind]) = (middles, headings) else {
                return 0.0;
            };
            let usual = (before.right + behind.left) / 2.0;
            let words = || {
                of_header
                    .iter()
                    .copied()
                    .chain(body().flat_map(|line| &line.words))
            };
            emptiest(*from, *to, usual, words)
        });
    let mut sides: Vec<f64> = between.collect();
    let words = || body().flat_map(|line| &line.words);
    let left = words().map(|word| word.left).fold(first.left, f64::min) - 1.0;
    let right = words().map(|word| word.right).fold(header.right, f64::max) + 1.0;
    sides.insert(0, left);
    sides.push(right);
    let body: Vec<&Line> = body().collect();
    let is_unsure = sides.windows(2).map(|pair| match pair {
        [left, right] => {
            let of_column = of_header
                .iter()
                .copied()
                .filter(|word| (*left..*right).contains(&((word.left + word.right) / 2.0)));
            let mut heading: Vec<&Word> = of_column.collect();
            heading.sort_by(|left, right| {
                let order = left.baseline.total_cmp(&right.baseline);
                order.then(left.left.total_cmp(&right.left))
            });
            may_be_several(&heading, &body, (*left, *right))
        }
        _ => false,
    });
    Some(Columns {
        is_unsure: is_unsure.collect(),
        sides,
    })
}

/// Returns the middle of the widest place between `from` and `to` where the fewest words stand.
fn emptiest<'w, I: Iterator<Item = &'w Word>>(
    from: f64,
    to: f64,
    usual: f64,
    words: impl Fn() -> I,
) -> f64 {
    const STEP: f64 = 0.5;
    let n = ((to - from) / STEP).clamp(1.0, 4_000.0) as usize;
    let mut counts = vec![0usize; n];
    for word in words() {
        let at = |x: f64| ((x - from) / STEP).clamp(0.0, n as f64) as usize;
        let (start, end) = (at(word.left), at(word.right));
        counts
            .iter_mut()
            .take(end)
            .skip(start)
            .for_each(|it| *it += 1);
    }
    let least = counts.iter().copied().min().unwrap_or(0);
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for (idx, count) in counts.iter().copied().chain([usize::MAX]).enumerate() {
        match (count == least, start) {
            (true, None) => start = Some(idx),
            (false, Some(it)) => {
                if best.is_none_or(|(from, to)| to - from < idx - it) {
                    best = Some((it, idx));
                }
                start = None;
            }
            _ => {}
        }
    }
    best.map_or(usual, |(start, end)| {
        from + STEP * (start + end) as f64 / 2.0
    })
}

impl Columns {
    fn at(&self, x: f64) -> usize {
        let inner = self.sides.get(1..self.sides.len() - 1).unwrap_or_default();
        inner.partition_point(|side| *side <= x)
    }

    /// Whether a cell of this row and column may hold the texts of several.
    fn is_unsure(&self, column: usize, row: usize) -> bool {
        0 < row && self.is_unsure.get(column) == Some(&true)
    }

    /// Whether a line begins with an ordinal in the first column.
    fn is_ordinal(&self, line: &Line) -> bool {
        let first = line.words.first();
        first.is_some_and(|word| {
            let middle = (word.left + word.right) / 2.0;
            self.at(middle) == 0 && Ordinal::parse(&word.text()).is_some()
        })
    }

    /// Puts the words of a line into columns. A word over a side belongs to a merged cell, with all
    /// words that it stands among.
    fn place(&self, line: &Line, idx: usize, header: usize) -> Placed {
        let mut pieces: Vec<(usize, usize, Line)> = Vec::new();
        for word in &line.words {
            let (from, to) = (self.at(word.left + 1.0), self.at(word.right - 1.0));
            let (from, to) = (from.min(to), to.max(from));
            match pieces.last_mut() {
                Some((_, last, piece)) if joins(piece, word, (*last, from, to), line.size) => {
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
        Placed {
            baseline: line.baseline,
            size: line.size,
            is_row: idx == header || (header < idx && self.is_ordinal(line)),
            pieces,
        }
    }

    fn table(&self, rows: Vec<super::rows_by_ordinals::Row>) -> Table {
        let side = |at: usize| self.sides.get(at).copied().unwrap_or(0.0);
        let n_columns = self.sides.len() - 1;
        let mut table = Table {
            left: side(0),
            right: side(n_columns),
            top: rows.first().map_or(0.0, |row| row.top),
            bottom: rows.last().map_or(0.0, |row| row.bottom),
            n_rows: rows.len(),
            is_guessed: true,
            ..Table::default()
        };
        for (number, row) in rows.into_iter().enumerate() {
            let mut is_taken = vec![false; n_columns];
            for cell in row.cells {
                is_taken
                    .iter_mut()
                    .take(cell.to + 1)
                    .skip(cell.from)
                    .for_each(|it| *it = true);
                table.cells.push(TableCell {
                    left: side(cell.from),
                    right: side(cell.to + 1),
                    top: number,
                    bottom: number + 1,
                    foot: row.bottom,
                    lines: cell.lines,
                    open_top: false,
                    open_bottom: false,
                    is_doubtful: cell.is_doubtful || self.is_unsure(cell.from, number),
                });
            }
            let empty = (0..n_columns).filter(|at| is_taken.get(*at) == Some(&false));
            table.cells.extend(empty.map(|at| TableCell {
                left: side(at),
                right: side(at + 1),
                top: number,
                bottom: number + 1,
                foot: row.bottom,
                ..TableCell::default()
            }));
        }
        table
    }
}

/// Whether a word belongs to the piece before it: it is in the same column, or one of them reaches
/// over the side between them.
fn joins(piece: &Line, word: &Word, (last, from, to): (usize, usize, usize), size: f64) -> bool {
    if last == from && from == to {
        return true;
    }
    let is_close = word.left - piece.right <= HEADINGS_GAP * size;
    last == from || (is_close && from < to)
}
