//! Tables without rules over the pages of a document. What goes on at the top of a page is read together
//! with the page before, so that all rows tell the columns.

use std::ops::Range;

use super::{
    bare_tables::{first_table, table_at},
    edges::Edge,
    headings::RoleOf,
    layout::{Block, Frame, PageLayout, SIDES_GAP},
    lines::Line,
    margins::n_outer,
    placing::place,
    row_ends::{closes, end_of_body},
    table::Table,
    titles::{Titles, has_ordinal},
    unnumbered::end_of_lines,
    unruled::{Reading, Ruling, anchor, is_end, top_of_header},
};

/// Maximum number of lines of a page that are looked at.
const LINES_MAX: usize = 250;
/// Number of lines at the top of a page among which a repeated header begins.
const ABOVE_MAX: usize = 4;
/// Distance between the pages of a table, in sizes: that of two lines.
const PITCH: f64 = 1.2;
/// One of so many lines may run over the side of a column.
const CROSSING_SHARE: usize = 4;
/// Maximum number of lines below the last row of a page on which a table does not end.
const BEHIND_MAX: usize = 3;
/// How far a line may reach beyond the last column of the page before, in sizes.
const OUTSIDE_MAX: f64 = 5.0;
/// How far an edge may be above the first line of a page and below the last, in sizes.
const EDGE_REACH: f64 = 3.0;

/// Finds the tables among the lines of all pages.
pub(super) fn find(pages: &mut [PageLayout], role_of: RoleOf) {
    for page in pages.iter_mut() {
        let number = page.number;
        page.lines.iter_mut().for_each(|line| line.page = number);
    }
    for idx in 0..pages.len() {
        let mut blocks = Vec::new();
        while let Some((before, table)) =
            next_table(pages.get_mut(idx..).unwrap_or_default(), role_of)
        {
            blocks.extend(before.into_iter().map(as_block));
            blocks.push(Block::Table(table));
        }
        let Some(page) = pages.get_mut(idx) else {
            continue;
        };
        blocks.extend(std::mem::take(&mut page.lines).into_iter().map(as_block));
        page.blocks.extend(blocks);
        page.blocks
            .sort_by(|left, right| left.top().total_cmp(&right.top()));
    }
}

fn as_block(line: Line) -> Block {
    Block::Line(line.split(SIDES_GAP))
}

/// The part of a table on a page that it goes on on.
struct Part {
    /// The header that the page repeats.
    header: Range<usize>,
    body: Range<usize>,
    /// Whether the table may go on on the next page too.
    is_open: bool,
}

/// Reads the next table of the first page, with what the others continue. Takes its lines off the pages,
/// and returns those before it.
fn next_table(pages: &mut [PageLayout], role_of: RoleOf) -> Option<(Vec<Line>, Table)> {
    let (first, others) = pages.split_first_mut()?;
    let is_half = others
        .first()
        .is_some_and(|next| next.number == first.number);
    let others: &mut [PageLayout] = if is_half { &mut [] } else { others };
    if LINES_MAX < first.lines.len() {
        return None;
    }
    let mut reading = reading(first, others.first(), role_of)?;
    // Of the first page; the reading may go on on the next.
    let n_own = first.lines.len() - n_outer(first, others.first(), true);
    let own_end = reading.used.end.min(n_own);
    let mut parts: Vec<Part> = Vec::new();
    let is_last =
        |block: &Block| matches!(block, Block::Table(table) if reading.table.top < table.top);
    if own_end == n_own && !first.blocks.iter().any(is_last) {
        let header = first.lines.get(reading.header.clone())?;
        let mut above: &PageLayout = first;
        for page in others.iter() {
            let part = part(&reading, header, (above, page), role_of);
            above = page;
            let is_open = part.as_ref().is_some_and(|part| part.is_open);
            parts.extend(part);
            if !is_open {
                break;
            }
        }
    }
    let mut whole = Whole::new(first, own_end);
    for (page, part) in others.iter().zip(&parts) {
        whole.append(page, part);
    }
    let mut n_used = own_end;
    if !parts.is_empty()
        && let Some(read) = table_at(
            &whole.lines,
            &whole.ruling(&first.frames),
            reading.anchor,
            role_of,
        )
        && own_end <= read.used.end
    {
        n_used = read.used.end;
        reading = read;
    } else if own_end < reading.used.end {
        return None;
    }
    let mut table = reading.table;
    let mut from = own_end;
    for (page, part) in others.iter_mut().zip(&parts) {
        let n = n_used.saturating_sub(from).min(part.body.len());
        from += part.body.len();
        if n == 0 {
            break;
        }
        let mut rows = table.pages.iter().chain(&table.cut);
        let row = rows.find(|(_, of_page)| *of_page == page.number);
        if let Some((row, _)) = row.filter(|_| !part.header.is_empty()) {
            table.repeated.push((*row, page.number));
        }
        page.lines.drain(part.body.start..part.body.start + n);
        page.lines.drain(part.header.clone());
    }
    let behind = first.lines.split_off(own_end);
    let mut before = std::mem::replace(&mut first.lines, behind);
    before.truncate(reading.used.start);
    Some((before, table))
}

/// Number of rows of a page that tell the columns by themselves.
const ROWS_MIN: usize = 4;

/// Reads the first table of a page, with the help of the next one where few rows of it are on the page.
fn reading(first: &PageLayout, next: Option<&PageLayout>, role_of: RoleOf) -> Option<Reading> {
    let alone = first_table(&first.lines, &first.ruling(), role_of);
    let n_own = first.lines.len() - n_outer(first, next, true);
    let is_short = |reading: &Reading| reading.table.n_rows < ROWS_MIN && n_own <= reading.used.end;
    let Some(next) = next.filter(|_| alone.as_ref().is_none_or(is_short)) else {
        return alone;
    };
    let mut whole = Whole::new(first, n_own);
    let start = n_outer(next, Some(first), false);
    let foot = next.lines.len() - n_outer(next, Some(first), true);
    let part = (start < foot).then_some(start).and_then(|start| {
        let others = (start..next.lines.len()).zip(next.lines.get(start..)?);
        let end = others.clone().find(|(idx, line)| {
            anchor(&next.lines, *idx, role_of).is_some() || is_end(line, (0.0, 0.0))
        });
        let end = end.map_or(foot, |it| it.0);
        Some(Part {
            header: start..start,
            body: start..end,
            is_open: false,
        })
    });
    let Some(part) = part.filter(|part| !part.body.is_empty()) else {
        return alone;
    };
    whole.append(next, &part);
    let both = first_table(&whole.lines, &whole.ruling(&first.frames), role_of);
    let goes_on = |reading: &Reading| {
        let header = whole.lines.get(reading.header.clone()).unwrap_or_default();
        n_own < reading.used.end
            && reading.header.end <= n_own
            && self::part(reading, header, (first, next), role_of).is_some()
    };
    both.filter(goes_on).or(alone)
}

impl PageLayout {
    fn ruling(&self) -> Ruling<'_> {
        Ruling {
            edges: &self.separators,
            frames: &self.frames,
        }
    }
}

/// The lines and edges of a table as if its pages were one.
struct Whole {
    lines: Vec<Line>,
    edges: Vec<Edge>,
}

impl Whole {
    fn new(page: &PageLayout, end: usize) -> Whole {
        Whole {
            lines: page.lines.get(..end).unwrap_or_default().to_vec(),
            edges: page.separators.clone(),
        }
    }

    fn ruling<'w>(&'w self, frames: &'w [Frame]) -> Ruling<'w> {
        Ruling {
            edges: &self.edges,
            frames,
        }
    }

    fn append(&mut self, page: &PageLayout, part: &Part) {
        let body = page.lines.get(part.body.clone()).unwrap_or_default();
        let (Some(above), Some(first), Some(last)) = (self.lines.last(), body.first(), body.last())
        else {
            return;
        };
        let foot = above.baseline + EDGE_REACH * above.size;
        let shift = above.baseline + PITCH * first.size - first.baseline;
        let reach = EDGE_REACH * first.size;
        self.edges.retain(|edge| edge.at <= foot);
        let top = above.baseline;
        let near = page
            .separators
            .iter()
            .filter(|edge| (first.baseline - reach..=last.baseline + reach).contains(&edge.at));
        let moved = near.map(|edge| Edge {
            at: (edge.at + shift).max(top),
            ..*edge
        });
        self.edges.extend(moved);
        self.edges
            .sort_by(|left, right| left.at.total_cmp(&right.at));
        let lines = body.iter().map(|line| line.lowered(shift, page.number));
        self.lines.extend(lines);
    }
}

/// Returns the part of a table on the next page, if it goes on there.
fn part(
    reading: &Reading,
    header: &[Line],
    (above, page): (&PageLayout, &PageLayout),
    role_of: RoleOf,
) -> Option<Part> {
    let lines = &page.lines;
    if LINES_MAX < lines.len() {
        return None;
    }
    let repeats = |start: &usize| {
        let own = lines.get(*start..).unwrap_or_default().iter();
        own.clone().count() >= header.len()
            && own.zip(header).all(|(own, line)| own.text() == line.text())
    };
    let repeated = (0..lines.len().min(ABOVE_MAX)).find(repeats);
    let header = match repeated {
        Some(start) => start..start + header.len(),
        None => {
            let start = n_outer(page, Some(above), false);
            start..start
        }
    };
    let start = header.end;
    if page
        .blocks
        .iter()
        .any(|block| block.top() < lines.get(start).map_or(0.0, Line::top))
    {
        return None;
    }
    let sides = (reading.columns.side(0), reading.columns.side(1));
    let mut others = (start..lines.len()).zip(lines.get(start..)?);
    let end = others.find_map(|(idx, line)| {
        let next = anchor(lines, idx, role_of).map(|_| top_of_header(lines, idx).max(start));
        next.or_else(|| is_end(line, sides).then_some(idx))
    });
    let foot = (lines.len() - n_outer(page, Some(above), true)).max(start);
    let end = end.unwrap_or(foot).min(foot);
    let own = lines.get(start..end)?;
    let last = own.iter().rposition(|line| has_ordinal(line, sides));
    let body_end = match last {
        _ if !reading.anchor.has_ordinals => end_of_lines(lines, start, end),
        Some(last) => end_of_body(lines, start + last, end),
        None => start + rest_of_row(own, !header.is_empty()),
    };
    let body = lines.get(start..body_end)?;
    let titles = Titles::find(lines, start..body_end, sides);
    let rows = titles.without(body);
    let right = reading.columns.side(reading.columns.len());
    let n_crossing = rows
        .iter()
        .filter(|line| {
            let pieces = place(&reading.columns, line);
            let is_heading = pieces.len() <= 2 && has_ordinal(line, sides);
            let is_outside = right + OUTSIDE_MAX * line.size < line.right;
            is_outside || (!is_heading && pieces.iter().any(|(from, to, _)| from < to))
        })
        .count();
    let fits = !body.is_empty() && CROSSING_SHARE * n_crossing <= rows.len();
    fits.then_some(Part {
        header,
        is_open: end == foot && end - body_end <= BEHIND_MAX,
        body: start..end,
    })
}

/// Returns how many lines at the top of a page are the rest of the row before, if no ordinal follows.
fn rest_of_row(lines: &[Line], is_known: bool) -> usize {
    let starts_low = lines
        .first()
        .is_some_and(|line| line.text().starts_with(char::is_lowercase));
    if !is_known && !starts_low {
        return 0;
    }
    let gaps = lines.windows(2).take_while(|pair| match pair {
        [above, line] => line.baseline - above.baseline <= 1.8 * line.size && !closes(line),
        _ => false,
    });
    (1 + gaps.count()).min(lines.len())
}
