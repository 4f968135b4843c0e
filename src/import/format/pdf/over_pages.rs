//! Tables without rules over the pages of a document. What goes on at the top of a page is read together
//! with the page before, so that all rows tell the columns.

use std::ops::Range;

use super::{
    edges::Edge,
    headings::RoleOf,
    layout::{Block, PageLayout, SIDES_GAP},
    lines::Line,
    margins::{MARGIN, is_page_number},
    placing::place,
    row_ends::{closes, end_of_body},
    table::Table,
    unruled::{Reading, anchor, first_table, has_ordinal, is_end, table_at, top_of_header},
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
    if LINES_MAX < first.lines.len() {
        return None;
    }
    let mut reading = first_table(&first.lines, &first.separators, role_of)?;
    let behind = first.lines.get(reading.used.end..)?;
    let mut parts: Vec<Part> = Vec::new();
    let is_last =
        |block: &Block| matches!(block, Block::Table(table) if reading.table.top < table.top);
    if behind.iter().all(|line| is_page_number(&line.text())) && !first.blocks.iter().any(is_last) {
        let header = first.lines.get(reading.header.clone())?;
        for page in others.iter() {
            let part = part(&reading, header, page, role_of);
            let is_open = part.as_ref().is_some_and(|part| part.is_open);
            parts.extend(part);
            if !is_open {
                break;
            }
        }
    }
    let mut whole = Whole::new(first, reading.used.end);
    for (page, part) in others.iter().zip(&parts) {
        whole.append(page, part);
    }
    let first_end = reading.used.end;
    let mut n_used = first_end;
    if !parts.is_empty()
        && let Some(read) = table_at(&whole.lines, &whole.edges, reading.anchor, role_of)
        && first_end <= read.used.end
    {
        n_used = read.used.end;
        reading = read;
    }
    let mut table = reading.table;
    let mut from = first_end;
    for (page, part) in others.iter_mut().zip(&parts) {
        let n = n_used.saturating_sub(from).min(part.body.len());
        from += part.body.len();
        if n == 0 {
            break;
        }
        if let Some((row, _)) = table.pages.iter().find(|it| it.1 == page.number)
            && !part.header.is_empty()
        {
            table.repeated.push((*row, page.number));
        }
        page.lines.drain(part.body.start..part.body.start + n);
        page.lines.drain(part.header.clone());
    }
    let behind = first.lines.split_off(first_end);
    let mut before = std::mem::replace(&mut first.lines, behind);
    before.truncate(reading.used.start);
    Some((before, table))
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
fn part(reading: &Reading, header: &[Line], page: &PageLayout, role_of: RoleOf) -> Option<Part> {
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
            let start = first_content(page)?;
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
    let n = lines.len();
    let n_numbers = lines
        .iter()
        .rev()
        .take_while(|line| is_page_number(&line.text()) && is_margin(line, page))
        .count();
    let end = end.unwrap_or((n - n_numbers).max(start));
    let own = lines.get(start..end)?;
    let last = own.iter().rposition(|line| has_ordinal(line, sides));
    let body_end = match last {
        Some(last) => end_of_body(lines, start + last, end),
        None => start + rest_of_row(own, !header.is_empty()),
    };
    let body = lines.get(start..body_end)?;
    let n_crossing = body
        .iter()
        .filter(|line| {
            let pieces = place(&reading.columns, line);
            let is_heading = pieces.len() <= 2 && has_ordinal(line, sides);
            !is_heading && pieces.iter().any(|(from, to, _)| from < to)
        })
        .count();
    let fits = !body.is_empty() && CROSSING_SHARE * n_crossing <= body.len();
    fits.then_some(Part {
        header,
        is_open: end == n - n_numbers && end - body_end <= BEHIND_MAX,
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

fn is_margin(line: &Line, page: &PageLayout) -> bool {
    let limit = MARGIN * page.height;
    line.baseline < limit || page.height - limit < line.baseline
}

/// Returns the first line of a page that is not in its margin: a page number, or what is far above the
/// others.
fn first_content(page: &PageLayout) -> Option<usize> {
    let is_number = |line: &&Line| {
        is_page_number(&line.text()) && is_margin(line, page) && line.words.len() <= 3
    };
    let n = page.lines.iter().take(2).take_while(is_number).count();
    (n < page.lines.len()).then_some(n)
}
