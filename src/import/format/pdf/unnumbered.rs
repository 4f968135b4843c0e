//! Tables without rules and without ordinals. The header is a line with several known headings, and the
//! rows are cut so that the texts of each lie best beside each other and fill its columns.

use std::{collections::HashSet, ops::Range};

use super::{
    columns::{Columns, Place},
    flow,
    headings::{Header, RoleOf},
    lines::Line,
    placing::{Placed, place, place_heading, rejoin},
    row_ends::closes,
    rows_by_fill::{Cuts, end_of_rows, titles},
    rows_by_ordinals::{Row, whole_row},
    rows_by_rules::{are_rows, rows_by_rules, set_bands},
    strips::Spacing,
    titles::{first_title, is_capital, is_one, is_title_below},
    unruled::{Anchor, Reading, Ruling, anchor, is_end, pages_of, table, top_of_header},
};
use crate::model::Role;

/// Minimum number of headings on one line, and of those that are known.
const HEADINGS_MIN: usize = 3;
const KNOWN_MIN: usize = 2;
/// Maximum number of words of a heading.
const HEADING_WORDS_MAX: usize = 8;
/// Maximum number of lines of a header below the first.
const HEADER_LINES_MAX: usize = 3;
/// Number of lines around a header among which none has a heading of ordinals.
const NEAR: usize = 4;
/// Minimum number of rows below the header, and of those with several cells.
const ROWS_MIN: usize = 2;
/// Distance of two lines of a table at most, in sizes.
const LINE_GAP_MAX: f64 = 2.6;
/// Distance from which on a line below the header begins the first row, in sizes.
const HEADER_GAP: f64 = 1.7;

/// Returns the place of a header if a line has several known headings, and no table with ordinals is near.
pub(super) fn anchor_of_headings(lines: &[Line], idx: usize, role_of: RoleOf) -> Option<Anchor> {
    let line = lines.get(idx)?;
    let headings = headings_at(lines, idx)?;
    let known: HashSet<Role> = headings
        .iter()
        .filter_map(|heading| role_of(heading))
        .collect();
    let mut near = idx.saturating_sub(NEAR)..(idx + NEAR + 1).min(lines.len());
    let is_sure = KNOWN_MIN <= known.len() && !near.any(|it| anchor(lines, it, role_of).is_some());
    is_sure.then_some(Anchor {
        line: idx,
        end: idx + 1,
        left: line.left,
        right: line.words.first().map_or(line.left, |word| word.right),
        far: line.left,
        middle: line.baseline,
        has_ordinals: false,
    })
}

/// Returns the headings whose first or middle lines are on a line, each with the lines close below it; `None` if
/// they are too few, or sentences.
fn headings_at(lines: &[Line], idx: usize) -> Option<Vec<String>> {
    let line = lines.get(idx)?;
    let spacing = Spacing::of(lines.iter());
    let gap = spacing.headings_gap();
    let mut headings: Vec<(Line, String)> = Vec::new();
    let mut above = line.baseline;
    for below in lines.get(idx..)?.iter().take(HEADER_LINES_MAX) {
        if HEADER_GAP * line.size < below.baseline - above {
            break;
        }
        above = below.baseline;
        for text in below.clone().split(gap) {
            let is_over =
                |it: &&mut (Line, String)| it.0.left < text.right && text.left < it.0.right;
            match headings.iter_mut().find(is_over) {
                Some((_, whole)) => {
                    whole.push(' ');
                    whole.push_str(&text.text());
                }
                None => headings.push((text.clone(), text.text())),
            }
        }
        if headings.len() < HEADINGS_MIN {
            return None;
        }
        // The line alone may be the whole header.
        if below.baseline == line.baseline
            && line.is_bold() != lines.get(idx + 1).is_some_and(Line::is_bold)
        {
            break;
        }
    }
    let own = line.clone().split(gap);
    let is_sentence = own.iter().any(|it| HEADING_WORDS_MAX < it.words.len());
    (HEADINGS_MIN <= own.len() && !is_sentence)
        .then(|| headings.into_iter().map(|it| it.1).collect())
}

/// Returns the table below a line of headings.
pub(super) fn table_below(
    lines: &[Line],
    ruling: &Ruling,
    anchor: Anchor,
    role_of: RoleOf,
) -> Option<Reading> {
    let header = anchor.line;
    let size = lines.get(header)?.size;
    let start = first_of_body(lines, header);
    let end = end_of_lines(lines, start, lines.len());
    let top = top_of_headings(lines, header);
    let of_header: Vec<&Line> = lines.get(top..start)?.iter().collect();
    let spacing = Spacing::of(lines.get(top..end)?.iter());
    let whole_body: Vec<&Line> = lines.get(start..end)?.iter().collect();
    let stands_out = |line: &&Line| is_one(&line.words, spacing, line.size) && line.is_bold();
    let mut body: Vec<&Line> = whole_body.clone();
    body.retain(|line| !stands_out(line));
    let body = if body.is_empty() { whole_body } else { body };
    let left = lines.get(start..end)?.iter().map(|line| line.left);
    let has_row =
        |line: &&&Line| HEADINGS_MIN <= (**line).clone().split(spacing.headings_gap()).len();
    let frames = ruling.frames.iter();
    let mut frames = frames.filter(|it| (it.top..it.bottom).contains(&anchor.middle));
    let given = Place {
        n_rows: body.iter().filter(|line| has_row(line)).count(),
        n_above: header - top,
        foot: lines.get(start - 1)?.baseline + 0.1 * size,
        left: left.fold(anchor.left, f64::min),
        ruled: frames.next().map(|frame| frame.sides.as_slice()),
    };
    let columns = Columns::find(&of_header, &body, &given);
    if columns.len() < HEADINGS_MIN {
        return None;
    }
    let placed = (0..).zip(lines.get(..end)?).map(|(idx, line)| Placed {
        baseline: line.baseline,
        size: line.size,
        is_above: idx < top,
        is_row: idx == header,
        page: line.page,
        band: 0,
        middle: line.baseline,
        pieces: match idx < start {
            true => place_heading(&columns, line),
            false => place(&columns, line),
        },
    });
    let mut placed: Vec<Placed> = placed.collect();
    if let Some(body) = placed.get_mut(start..) {
        rejoin(body, columns.len(), columns.spacing);
    }
    let titles = titles(&mut placed, start, &columns);
    flow::set_starts(&mut placed, start, columns.len());
    let end = start + end_of_rows(placed.get(start..)?, &titles);
    placed.truncate(end);
    if placed.len() < start + ROWS_MIN {
        return None;
    }
    let rows = match by_edges(&mut placed, start, ruling, &columns) {
        Some(rows) => with_header(&placed, top..start, rows),
        None => {
            let body = placed.get(start..)?;
            let rows = Cuts::new(body, &titles, columns.len()).best();
            let rows = rows.into_iter().map(|mut row| {
                row.lines = row.lines.start + start..row.lines.end + start;
                row
            });
            with_header(&placed, top..start, rows.collect())
        }
    };
    let header_lines = placed.get(top..start)?;
    let head = Header::of(header_lines, &columns, anchor.middle);
    let (n_headings, n_known) = head.count(columns.len(), role_of);
    let n_full = rows.iter().skip(1).filter(|row| 1 < row.cells.len());
    if n_headings < columns.len() || n_known < KNOWN_MIN || n_full.count() < ROWS_MIN {
        return None;
    }
    let pages = pages_of(&rows, &placed, head.n_rows);
    let mut table = table(&columns, head, rows, Vec::new());
    (table.pages, table.cut) = pages;
    Some(Reading {
        table,
        columns,
        anchor,
        used: top..end,
        header: top..start,
    })
}

/// Returns the rows below a header, with the header as the first.
fn with_header(lines: &[Placed], header: Range<usize>, rows: Vec<Row>) -> Vec<Row> {
    std::iter::once(whole_row(lines, header))
        .chain(rows)
        .collect()
}

/// Returns the rows between edges, if edges separate them.
fn by_edges(
    placed: &mut [Placed],
    start: usize,
    ruling: &Ruling,
    columns: &Columns,
) -> Option<Vec<Row>> {
    set_bands(placed, ruling.edges, columns);
    let bands: Vec<(usize, usize)> = placed.iter().map(|line| (line.page, line.band)).collect();
    let mut is_first = vec![false; placed.len()];
    for (idx, first) in is_first.iter_mut().enumerate().skip(start) {
        *first = idx.checked_sub(1).and_then(|it| bands.get(it)) != bands.get(idx);
    }
    let n_rows = is_first.iter().filter(|it| **it).count();
    // Each line in a band of its own may be underlined.
    if n_rows < ROWS_MIN + 1 || placed.len() - start < n_rows {
        return None;
    }
    let mut marked = placed.to_vec();
    for (line, is_first) in marked.iter_mut().zip(is_first).skip(start) {
        line.is_row = is_first;
    }
    let body = marked.get(start..)?;
    if !are_rows(body) {
        return None;
    }
    Some(rows_by_rules(&marked, 0..start)?.split_off(1))
}

/// Returns the first line of a header: lines close above that are no title over its columns.
fn top_of_headings(lines: &[Line], header: usize) -> usize {
    let top = top_of_header(lines, header);
    let Some(own) = lines.get(header) else {
        return header;
    };
    let spacing = Spacing::of(lines.iter());
    let headings = own.clone().split(spacing.headings_gap());
    let is_part = |idx: &usize| {
        let Some(line) = lines.get(*idx) else {
            return false;
        };
        // Each text of a heading stands over one of the others, or between them.
        let texts = line.clone().split(spacing.headings_gap());
        let n_over = |text: &Line| {
            let over = headings.iter();
            over.filter(|it| it.left < text.right && text.left < it.right)
                .count()
        };
        let is_title = match texts.as_slice() {
            [text] => {
                let shift = (text.left + text.right - own.left - own.right).abs() / 2.0;
                let is_over = 0 < n_over(text) && shift <= line.size;
                let is_capital = is_capital(&text.words) && !is_capital(&own.words);
                is_over || is_capital || text.text().starts_with(['-', '–', '('])
            }
            _ => false,
        };
        !is_title && line.is_bold() == own.is_bold() && texts.iter().all(|text| n_over(text) <= 1)
    };
    header - (top..header).rev().take_while(is_part).count()
}

/// Returns the first line below a header: it has another weight, stands further away, or is a title.
fn first_of_body(lines: &[Line], header: usize) -> usize {
    let Some(own) = lines.get(header) else {
        return header + 1;
    };
    let spacing = Spacing::of(lines.iter());
    let headings = own.clone().split(spacing.headings_gap());
    let is_heading_bold = own.is_bold();
    let is_below = |idx: &usize| match lines.get(idx - 1..=*idx) {
        Some([above, line]) => {
            let texts = line.clone().split(spacing.headings_gap());
            let is_title =
                is_one(&line.words, spacing, line.size) && is_title_below(line, &headings);
            let goes_on = is_heading_bold || texts.len() < headings.len();
            is_heading_bold == line.is_bold()
                && goes_on
                && !is_title
                && line.baseline - above.baseline <= HEADER_GAP * line.size
                && (is_heading_bold || !line.text().starts_with(char::is_uppercase))
        }
        _ => false,
    };
    let start = header + 1 + (header + 1..lines.len()).take_while(is_below).count();
    first_title(lines, header..header + 1, start)
}

/// Returns the end of the lines from `start` on that follow each other closely, or hold several texts beside each
/// other behind a gap: rows may be higher than their texts.
pub(super) fn end_of_lines(lines: &[Line], start: usize, end: usize) -> usize {
    let spacing = Spacing::of(lines.iter());
    let is_body = |line: &Line| !closes(line) && !is_end(line, (0.0, 0.0));
    let mut at = start;
    while at < end {
        let n = block_at(lines.get(at..end).unwrap_or_default());
        let block = lines.get(at..at + n).unwrap_or_default();
        let n_body = block.iter().take_while(|line| is_body(line)).count();
        let n_texts = |line: &Line| line.clone().split(spacing.headings_gap()).len();
        let is_row = block.iter().any(|line| HEADINGS_MIN <= n_texts(line));
        if at != start && !is_row {
            break;
        }
        at += n_body;
        if n_body < n {
            break;
        }
    }
    at
}

/// Returns how many lines follow each other closely.
fn block_at(lines: &[Line]) -> usize {
    let is_close = |pair: &&[Line]| match pair {
        [above, line] => {
            line.page != above.page || line.baseline - above.baseline <= LINE_GAP_MAX * line.size
        }
        _ => false,
    };
    (1 + lines.windows(2).take_while(is_close).count()).min(lines.len())
}
