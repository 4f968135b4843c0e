//! Tables without rules: columns of aligned words below a recognised header.
//!
//! The strips that no word of the body stands in separate the columns, and the headings lie over one
//! or several of them. Each ordinal makes a row, and the lines go to the rows so that their texts lie
//! best around the ordinals, or begin beside them. What does not lie well is a doubt.

use std::ops::Range;

use super::{
    broken_ordinals,
    columns::{Columns, Place},
    edges::Edge,
    far_ordinals::far_ordinals,
    flow::set_starts,
    groups::{Group, with_groups},
    headings::{Header, RoleOf},
    layout::Frame,
    lines::{Line, Word},
    placing::{Placed, place, place_heading, rejoin},
    row_ends::{end_of_body, end_of_rows, first_total, mark_totals, take_notes},
    rows_by_ordinals::{Row, rows, usual_pitch},
    rows_by_rules::{are_rows, end_of_bands, rows_by_rules, set_bands},
    table::{Table, TableCell},
    titles::{Titles, first_title, has_ordinal},
    wrapped,
};
use crate::model::Role;

/// Minimum number of columns of a table, and of those whose heading is known.
const COLUMNS_MIN: usize = 3;
const KNOWN_MIN: usize = 2;
/// The same where each column has a heading and there are this many rows with ordinals.
const KNOWN_OF_LIST: usize = 1;
const ROWS_OF_LIST: usize = 3;
/// Maximum number of lines of a header above that of the ordinals, and their distance in sizes.
const ABOVE_MAX: usize = 4;
const ABOVE_REACH: f64 = 1.7;
/// Maximum distance of the words of the ordinals' heading, in sizes.
const WORD_GAP: f64 = 0.45;
/// Number of columns behind that of the ordinals that may hold groups of rows.
const GROUP_COLUMNS: usize = 2;
/// How far rows may be from one whose text is printed over another, and have lost lines to it.
const OVERPRINTED_REACH: usize = 2;
/// Minimum number of cells of a row that is no heading.
const ITEM_CELLS: usize = 3;

/// The rules that tables have which rules do not divide into cells.
#[derive(Clone, Copy)]
pub(super) struct Ruling<'r> {
    pub edges: &'r [Edge],
    /// Frames of the first page.
    pub frames: &'r [Frame],
}

/// The number of a row, and of its page.
type RowOfPage = (usize, usize);

/// A table, and where it was read.
pub(super) struct Reading {
    pub table: Table,
    pub columns: Columns,
    pub anchor: Anchor,
    /// The lines that it takes, and those of its header.
    pub used: Range<usize>,
    pub header: Range<usize>,
}

/// The heading of the ordinals: its line, and where it is.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    pub line: usize,
    /// The line behind its last one.
    pub end: usize,
    pub left: f64,
    pub right: f64,
    /// Where the ordinals begin that stand further left, as in a wide column with its heading in the middle.
    pub far: f64,
    /// Middle of its lines: a narrow column breaks it.
    pub middle: f64,
    /// Whether it is the heading of ordinals, and not that of another first column.
    pub has_ordinals: bool,
}

/// Returns the heading of the ordinals if it begins a line.
pub(super) fn anchor(lines: &[Line], idx: usize, role_of: RoleOf) -> Option<Anchor> {
    let line = lines.get(idx)?;
    let first = line.words.first()?;
    let is_ordinal = |text: &str| role_of(text) == Some(Role::Ordinal);
    let text = first.text();
    let at = |middle: f64, end: usize| Anchor {
        line: idx,
        end,
        left: first.left,
        right: first.right,
        far: far_ordinals(lines.get(end..).unwrap_or_default(), first.left).unwrap_or(first.left),
        middle,
        has_ordinals: true,
    };
    if is_ordinal(&text) {
        return Some(at(line.baseline, idx + 1));
    }
    // "Số TT"
    if let Some(second) = line.words.get(1)
        && second.left - first.right <= WORD_GAP * line.size
        && is_ordinal(&format!("{text} {}", second.text()))
    {
        return Some(Anchor {
            right: second.right,
            ..at(line.baseline, idx + 1)
        });
    }
    let is_below = |it: &&Line| {
        let word = it.words.first();
        it.baseline - line.baseline <= ABOVE_REACH * line.size
            && word.is_some_and(|it| it.left < first.right && first.left < it.right)
    };
    let mut others = (idx + 1..).zip(lines.get(idx + 1..)?).take(2);
    let (last, below) = others.find(|(_, line)| is_below(line))?;
    let rest = below.words.first()?.text();
    let is_broken = text.chars().count() <= 2 || rest.chars().count() <= 2;
    let is_one = is_ordinal(&format!("{text} {rest}"))
        || (is_broken && is_ordinal(&format!("{text}{rest}")));
    is_one.then(|| at((line.baseline + below.baseline) / 2.0, last + 1))
}

impl Anchor {
    /// Returns where ordinals stand below their heading.
    fn place(&self, size: f64) -> (f64, f64) {
        (self.far.min(self.left) - size, self.right + size)
    }
}

/// Whether a line begins the next annex, or is an end mark.
pub(super) fn is_end(line: &Line, place_of_ordinals: (f64, f64)) -> bool {
    let text = line.text();
    let is_title = text.to_lowercase().starts_with("phụ lục");
    text.starts_with("./.") || (is_title && !has_ordinal(line, place_of_ordinals))
}

/// Returns the table below the heading of the ordinals.
pub(super) fn table_at(
    lines: &[Line],
    ruling: &Ruling,
    anchor: Anchor,
    role_of: RoleOf,
) -> Option<Reading> {
    let header = anchor.line;
    let size = lines.get(header)?.size;
    let place_of_ordinals = anchor.place(size);
    let below = lines.iter().enumerate().skip(anchor.end);
    let (start, _) = below
        .clone()
        .find(|(_, line)| has_ordinal(line, place_of_ordinals))?;
    let start = first_title(lines, header..anchor.end, start);
    let end = below
        .clone()
        .find(|(_, line)| is_end(line, place_of_ordinals));
    let mut end = end.map_or(lines.len(), |(idx, _)| idx);
    let ordinals = below.filter(|(idx, line)| *idx < end && has_ordinal(line, place_of_ordinals));
    let mut ordinals: Vec<usize> = ordinals.map(|(idx, _)| idx).collect();
    end = take_notes(lines, &mut ordinals).unwrap_or(end);
    let total = first_total(lines, anchor.end..start);
    let start = total.unwrap_or(start);
    let body_end = end_of_body(lines, *ordinals.last()?, end);
    let mut titles = Titles::find(lines, start..body_end, place_of_ordinals);
    let first = titles.first_like(lines, anchor.end..start);
    let start = first.unwrap_or(start);
    if first.is_some() {
        titles = Titles::find(lines, start..body_end, place_of_ordinals);
    }
    let rest = wrapped::lines(lines, start..body_end, place_of_ordinals);
    let mut body = titles.without(lines.get(start..body_end)?);
    body.retain(|line| !rest.iter().any(|idx| is_line(lines, *idx, line)));
    let top = top_of_header(lines, header);
    let of_header: Vec<&Line> = lines.get(top..start)?.iter().collect();
    let n_ordinals = ordinals.len();
    // Titles do not tell the columns, but their ordinals may begin further left.
    let left = ordinals.iter().filter_map(|idx| lines.get(*idx));
    let left = left.map(|line| line.left).fold(anchor.left, f64::min);
    let frame = ruling
        .frames
        .iter()
        .find(|frame| (frame.top..frame.bottom).contains(&anchor.middle));
    let given = Place {
        n_rows: n_ordinals,
        n_above: header - top,
        foot: anchor.middle + ABOVE_REACH * size,
        left,
        ruled: frame.map(|frame| frame.sides.as_slice()),
    };
    let columns = Columns::find(&of_header, &body, &given);
    if columns.len() < COLUMNS_MIN {
        return None;
    }
    let ordinals = (columns.side(0), columns.side(1));
    let placed = lines
        .get(..end)?
        .iter()
        .enumerate()
        .map(|(idx, line)| Placed {
            baseline: line.baseline,
            size: line.size,
            is_above: idx < top,
            is_row: idx == header
                || Some(idx) == total
                || (start <= idx && has_ordinal(line, ordinals)),
            page: line.page,
            band: 0,
            middle: if idx == header {
                anchor.middle
            } else {
                line.baseline
            },
            pieces: match idx < start {
                true => place_heading(&columns, line),
                false => place(&columns, line),
            },
        });
    let mut placed: Vec<Placed> = placed.collect();
    wrapped::place(&mut placed, &rest, columns.len());
    titles.place(&mut placed, &columns);
    broken_ordinals::join(&mut placed);
    if let Some(body) = placed.get_mut(start..) {
        rejoin(body, columns.len(), columns.spacing);
        mark_totals(body);
    }
    set_starts(&mut placed, start, columns.len());
    let pitch = usual_pitch(placed.get(start..body_end)?);
    let n_bands = set_bands(&mut placed, ruling.edges, &columns);
    let has_exact_bands = are_rows(placed.get(start..body_end)?);
    placed.truncate(match has_exact_bands {
        true => end_of_bands(&placed, n_bands).unwrap_or(end_of_rows(&placed, pitch)),
        false => end_of_rows(&placed, pitch),
    });
    let mut rows = rows(&placed, header)?.1;
    if has_exact_bands {
        let top = rows.first()?.lines.start;
        rows = rows_by_rules(&placed, top..start)?;
    }
    let header_lines = placed.get(rows.first()?.lines.clone())?;
    let mut head = Header::of(header_lines, &columns, anchor.middle);
    let (n_headings, n_known) = head.count(columns.len(), role_of);
    let is_list = n_headings == columns.len() && ROWS_OF_LIST <= n_ordinals;
    let known_min = if is_list { KNOWN_OF_LIST } else { KNOWN_MIN };
    if n_headings < COLUMNS_MIN || n_known < known_min {
        return None;
    }
    let header_end = rows.first()?.lines.end;
    let mut groups = Vec::new();
    let may_hold = |column: &usize| {
        head.may_hold_groups(*column, role_of) && !has_text_in_each(&rows, *column)
    };
    let last = columns.len().min(GROUP_COLUMNS + 2) - 1;
    let found = (1..last)
        .filter(may_hold)
        .find_map(|column| with_groups(&placed, header..header_end, column));
    if let Some((with_groups, found)) = found.filter(|_| !has_exact_bands) {
        (rows, groups) = (with_groups, found);
        let lines = placed.get(rows.first()?.lines.clone())?;
        head = Header::of(lines, &columns, anchor.middle);
    }
    let used = rows.first()?.lines.start..rows.last()?.lines.end;
    let header = rows.first()?.lines.clone();
    let pages = pages_of(&rows, &placed, head.n_rows);
    let mut table = table(&columns, head, rows, groups);
    (table.pages, table.cut) = pages;
    Some(Reading {
        table,
        columns,
        anchor,
        used,
        header,
    })
}

fn is_line(lines: &[Line], idx: usize, line: &Line) -> bool {
    lines.get(idx).is_some_and(|it| std::ptr::eq(it, line))
}

/// Whether each row that is no heading has a text of its own in a column, without a doubt.
fn has_text_in_each(rows: &[Row], column: usize) -> bool {
    let items = rows
        .iter()
        .skip(1)
        .filter(|row| ITEM_CELLS <= row.cells.len());
    let mut own = items.map(|row| row.cells.iter().find(|cell| cell.from == column));
    own.all(|cell| cell.is_some_and(|cell| !cell.is_doubtful))
}

/// Returns the first row of each page, and the rows that a page cuts.
pub(super) fn pages_of(
    rows: &[Row],
    lines: &[Placed],
    n_header: usize,
) -> (Vec<RowOfPage>, Vec<RowOfPage>) {
    let page_of = |idx: Option<usize>| idx.and_then(|idx| lines.get(idx)).map(|line| line.page);
    let (mut firsts, mut cut) = (Vec::new(), Vec::new());
    let mut last = page_of(rows.first().map(|row| row.lines.start));
    for (idx, row) in rows.iter().enumerate() {
        let (first, end) = (row.lines.start, row.lines.end.checked_sub(1));
        let number = idx + n_header - 1;
        for (page, list) in [
            (page_of(Some(first)), &mut firsts),
            (page_of(end), &mut cut),
        ] {
            if let Some(page) = page.filter(|_| page != last) {
                list.push((number, page));
                last = Some(page);
            }
        }
    }
    (firsts, cut)
}

/// Returns the first line that may belong to the header.
pub(super) fn top_of_header(lines: &[Line], header: usize) -> usize {
    let is_near = |idx: &usize| match lines.get(*idx..).unwrap_or_default() {
        [line, below, ..] => {
            let has_letters = |word: &Word| word.text().contains(char::is_alphanumeric);
            below.baseline - line.baseline <= ABOVE_REACH * below.size
                && line.words.iter().any(has_letters)
                && !is_reference(line)
        }
        _ => false,
    };
    let above = (0..header).rev().take(ABOVE_MAX).take_while(is_near);
    header - above.count()
}

/// Number of words from which a text in brackets is a sentence.
const SENTENCE_MIN: usize = 4;

/// Whether a line is a reference above the header, "(Kèm theo …)", or the last line of one.
fn is_reference(line: &Line) -> bool {
    let text = line.text();
    let n_words = line.words.len();
    SENTENCE_MIN <= n_words
        && (text.starts_with('(') || (text.ends_with(')') && !text.contains('(')))
}

/// Returns the columns and numbers of cells with texts that are printed over each other.
fn overprinted(rows: &[Row]) -> Vec<(usize, usize)> {
    let cells = (0..).zip(rows).flat_map(|(number, row)| {
        let own = row.cells.iter();
        let over = own.filter(|cell| cell.lines.iter().any(|line| line.is_overprinted));
        over.map(move |cell| (cell.from, number))
    });
    cells.collect()
}

/// Whether the only text of a row is not beside its ordinal: it may belong to another row.
fn is_far_from_ordinal(row: &Row) -> bool {
    matches!(row.cells.as_slice(), [ordinal, text] if ordinal.to == 0 && 1 < text.from)
}

pub(super) fn table(
    columns: &Columns,
    header: Header,
    rows: Vec<Row>,
    groups: Vec<Group>,
) -> Table {
    let n_columns = columns.len();
    let n_header = header.n_rows;
    let mut table = Table {
        left: columns.side(0),
        right: columns.side(n_columns),
        top: rows.first().map_or(0.0, |row| row.top),
        bottom: rows.last().map_or(0.0, |row| row.bottom),
        n_rows: rows.len() + n_header - 1,
        n_header,
        is_guessed: true,
        ..Table::default()
    };
    let mut is_taken = vec![vec![false; n_columns]; table.n_rows];
    let mut add = |cell: TableCell, (from, to): (usize, usize)| {
        let own = is_taken.iter_mut().take(cell.bottom).skip(cell.top);
        let own = own.flat_map(|row| row.iter_mut().take(to + 1).skip(from));
        own.for_each(|it| *it = true);
        table.cells.push(TableCell {
            left: columns.side(from),
            right: columns.side(to + 1),
            ..cell
        });
    };
    let foot = rows.first().map_or(0.0, |row| row.bottom);
    for heading in header.cells {
        let cell = TableCell {
            top: heading.top,
            bottom: heading.bottom,
            foot,
            is_doubtful: heading
                .lines
                .iter()
                .any(|line| line.is_overprinted || line.is_unsure),
            lines: heading.lines,
            ..TableCell::default()
        };
        add(cell, (heading.from, heading.to));
    }
    let feet: Vec<f64> = rows.iter().map(|row| row.bottom).collect();
    let row_of = |row: usize| row + n_header - 1;
    for group in groups {
        let last = group.rows.end.saturating_sub(1);
        let cell = TableCell {
            top: row_of(group.rows.start),
            bottom: row_of(group.rows.end),
            foot: feet.get(last).copied().unwrap_or(foot),
            is_doubtful: group.is_doubtful || group.lines.iter().any(|it| columns.is_joined(it)),
            lines: group.lines,
            ..TableCell::default()
        };
        add(cell, (group.column, group.column));
    }
    let overprinted = overprinted(&rows);
    for (number, row) in rows.into_iter().enumerate().skip(1) {
        let is_item = ITEM_CELLS <= row.cells.len();
        let is_far = is_far_from_ordinal(&row);
        for cell in row.cells {
            let is_doubtful = cell.is_doubtful
                || is_far
                || overprinted
                    .iter()
                    .any(|it| it.0 == cell.from && it.1.abs_diff(number) <= OVERPRINTED_REACH)
                || columns.is_unsure(cell.from)
                || (is_item && cell.from < cell.to)
                || cell
                    .lines
                    .iter()
                    .any(|line| line.is_unsure || columns.is_joined(line));
            let made = TableCell {
                top: row_of(number),
                bottom: row_of(number + 1),
                foot: row.bottom,
                lines: cell.lines,
                is_doubtful,
                ..TableCell::default()
            };
            add(made, (cell.from, cell.to));
        }
    }
    for (row, is_taken) in is_taken.into_iter().enumerate() {
        let foot = row.checked_sub(n_header - 1).and_then(|it| feet.get(it));
        let foot = foot.copied().unwrap_or(table.top);
        let empty = is_taken
            .iter()
            .enumerate()
            .filter(|(_, is_taken)| !**is_taken);
        table.cells.extend(empty.map(|(at, _)| TableCell {
            left: columns.side(at),
            right: columns.side(at + 1),
            top: row,
            bottom: row + 1,
            foot,
            ..TableCell::default()
        }));
    }
    table
}
