//! Finds the table on a sheet: its header, its columns and its body.

use super::{
    header::{header_depth, is_header, is_plain_header, is_tag_line},
    header_path::header_path,
    headings,
    letterhead::{is_letterhead_line, is_motto},
    undivided::is_undivided,
};
use crate::{
    import::format::sheet::{COLUMNS_MAX, Line, Sheet},
    model::{Ordinal, OrdinalStyle, annex_line, split_ordinal},
    reference::marks::END_MARK,
};

/// A table found on a sheet. Line numbers are indices into the lines of the sheet.
#[derive(Debug)]
pub(in crate::import) struct Table {
    pub header: std::ops::Range<usize>,
    /// Columns of the sheet that belong to the table, from left to right.
    pub columns: Vec<TableColumn>,
    /// First line of the body.
    pub body: usize,
    /// Whether the line above the header is the first section of the body.
    pub opens_above: bool,
    /// Whether its first column holds codes, and the second one what they stand for.
    pub has_codes: bool,
}

impl Table {
    /// Returns the end of the lines above the table.
    pub fn head_end(&self) -> usize {
        self.header.start - usize::from(self.opens_above)
    }
}

#[derive(Debug)]
pub(in crate::import) struct TableColumn {
    pub at: usize,
    /// Header texts, outermost first.
    pub path: Vec<String>,
}

/// Number of lines in which a plain header is looked for.
const PLAIN_LINES: usize = 50;

/// Finds the first table of a sheet; `None` if no line is a header.
pub(in crate::import) fn find(sheet: &Sheet) -> Option<Table> {
    let mut lines = sheet.lines.iter().enumerate();
    let (start, _) = lines.find(|(at, line)| is_header(sheet, *at, line))?;
    table_at(sheet, start)
}

/// Finds the first list without an ordinal column: a line of short texts over rows that fill the
/// same columns.
pub(in crate::import) fn find_plain(sheet: &Sheet) -> Option<Table> {
    let start = (0..sheet.lines.len().min(PLAIN_LINES)).find(|at| is_plain_header(sheet, *at))?;
    table_at(sheet, start)
}

/// Reads the header at line `start`.
pub(in crate::import) fn table_at(sheet: &Sheet, start: usize) -> Option<Table> {
    let first = sheet.lines.get(start)?;
    let end = start + header_depth(sheet, start, first);
    let body = end + usize::from(sheet.lines.get(end).is_some_and(is_tag_line));
    let with_text = sheet
        .lines
        .get(start..)?
        .iter()
        .map(|line| line.cells.len());
    let headings = sheet.merges.iter().filter(|merge| merge.top == first.row);
    let under_headings = headings.map(|merge| (merge.right as usize + 1).min(COLUMNS_MAX));
    let n_columns = with_text.chain(under_headings).max()?;
    let holds_text = |at: usize| {
        let mut lines = sheet.lines.iter().skip(start);
        lines.any(|line| !line.text(at).is_empty())
    };
    let mut columns: Vec<TableColumn> = Vec::new();
    for at in 0..n_columns {
        let mut path = header_path(sheet, start..end, at);
        if !holds_text(at) && (path.is_empty() || is_undivided(sheet, start, at)) {
            continue;
        }
        if path.is_empty() && !sheet.knows_merges {
            // A heading over two columns, in a format without merge information.
            path = columns
                .last()
                .map(|left| left.path.clone())
                .unwrap_or_default();
        }
        columns.push(TableColumn { at, path });
    }
    Some(Table {
        header: start..end,
        columns,
        body,
        opens_above: opens_above(sheet, start, body),
        has_codes: false,
    })
}

/// Whether the line above a header is a section, "A. CẤP TỈNH", because the next one, "B. CẤP XÃ",
/// is below the header.
fn opens_above(sheet: &Sheet, start: usize, body: usize) -> bool {
    let ordinal = |line: &Line| {
        let (_, first) = line.filled().next()?;
        let text = split_ordinal(&first.text).map_or(first.text.as_str(), |(ordinal, _)| ordinal);
        let ordinal = Ordinal::parse(text).filter(|it| it.depth() == 1)?;
        let style = ordinal.style();
        let is_section = matches!(style, OrdinalStyle::Roman | OrdinalStyle::UpperLetter);
        is_section.then(|| (style, ordinal.last()))
    };
    let Some(above) = start.checked_sub(1).and_then(|at| sheet.lines.get(at)) else {
        return false;
    };
    let is_alone = above.filled().nth(1).is_none() && !is_annex_line(above);
    let Some((style, 1)) = ordinal(above).filter(|_| is_alone) else {
        return false;
    };
    let below = sheet.lines.get(body..).unwrap_or_default().iter();
    let next = below.filter_map(ordinal).find(|(it, _)| *it == style);
    next.is_some_and(|(_, last)| last == 2)
}

/// Splits a sheet with several tables into one sheet per table, each with the lines that introduce
/// it. A repeated header starts a new table only if a "Phụ lục" line precedes it.
pub(in crate::import) fn split(sheet: Sheet) -> Vec<Sheet> {
    let parts = split_gaps(sheet).into_iter();
    let sheets = parts.flat_map(split_lines);
    sheets.flat_map(split_columns).collect()
}

/// Splits a sheet where an empty column separates two lists with ordinals, which need not begin on
/// the same line.
fn split_gaps(sheet: Sheet) -> Vec<Sheet> {
    let mut has_text: Vec<bool> = Vec::new();
    let mut ordinals: Vec<usize> = Vec::new();
    for line in &sheet.lines {
        for (at, cell) in line.filled() {
            if has_text.len() <= at {
                has_text.resize(at + 1, false);
            }
            has_text
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|it| *it = true);
            let heads_list = || !line.text(at + 1).is_empty() && !line.text(at + 2).is_empty();
            // Most texts are longer than the headings of ordinals.
            let may_be = cell.text.len() <= 20 && !ordinals.contains(&at);
            if may_be && headings::is_ordinal(&cell.text) && heads_list() {
                ordinals.push(at);
            }
        }
    }
    ordinals.sort_unstable();
    let is_gap = |at: usize| has_text.get(at) == Some(&false);
    let crosses = |at: usize| {
        let mut merges = sheet.merges.iter();
        merges.any(|it| (it.left as usize) < at && at <= it.right as usize)
    };
    let mut starts: Vec<usize> = ordinals.first().copied().into_iter().collect();
    for pair in ordinals.windows(2) {
        let [left, right] = pair else { continue };
        let gap = (left + 1..*right).rev().find(|at| is_gap(*at));
        starts.extend(gap.map(|at| at + 1).filter(|at| !crosses(*at)));
    }
    if starts.len() < 2 {
        return vec![sheet];
    }
    cut(&sheet, &starts)
}

fn split_lines(sheet: Sheet) -> Vec<Sheet> {
    let mut starts = Vec::new();
    let mut header: Option<(usize, usize)> = None;
    let mut innermost: Vec<String> = Vec::new();
    for (at, line) in sheet
        .lines
        .iter()
        .enumerate()
        .filter(|(at, line)| is_header(&sheet, *at, line))
    {
        let depth = header_depth(&sheet, at, line);
        let Some((first, end)) = header else {
            header = Some((at, at + depth));
            innermost = innermost_headings(&sheet, at..at + depth);
            continue;
        };
        if at < end {
            continue;
        }
        let lead = lead_of(&sheet, at);
        let again = sheet
            .lines
            .get(first)
            .is_some_and(|first| same_texts(first, line) || has_headings(line, &innermost));
        let numbered = sheet
            .lines
            .get(lead..at)
            .unwrap_or_default()
            .iter()
            .any(is_annex_line);
        if !again || numbered {
            starts.push(lead);
            header = Some((at, at + depth));
            innermost = innermost_headings(&sheet, at..at + depth);
        }
    }
    let mut rest = sheet;
    let mut sheets = Vec::new();
    for start in starts.into_iter().rev() {
        let lines = rest.lines.split_off(start);
        let first = lines.first().map_or(0, |line| line.row);
        let (above, own) = rest
            .footnotes
            .into_iter()
            .partition(|(row, _)| *row < first);
        rest.footnotes = above;
        let remarks = rest.remarks.into_iter();
        let (remarks, above) = remarks.partition(|(row, _)| row.is_some_and(|row| first < row));
        rest.remarks = above;
        sheets.push(Sheet {
            lines,
            footnotes: own,
            remarks,
            n_far_cells: 0,
            ..rest.clone_without_lines()
        });
    }
    sheets.push(rest);
    sheets.reverse();
    sheets
}

/// Splits a sheet with tables side by side, each with an ordinal column, into one sheet per table.
fn split_columns(sheet: Sheet) -> Vec<Sheet> {
    let mut lines = sheet.lines.iter().enumerate();
    let Some((_, header)) = lines.find(|(at, line)| is_header(&sheet, *at, line)) else {
        return vec![sheet];
    };
    let filled: Vec<usize> = header.filled().map(|(at, _)| at).collect();
    let ordinals = header
        .filled()
        .filter(|(_, cell)| headings::is_ordinal(&cell.text));
    // A heading after each, so that "STT" at the right edge is no table.
    let starts = ordinals.map(|(at, _)| at).filter(|at| {
        filled.contains(&(at + 1)) && (Some(at) == filled.first() || 1 < filled.len())
    });
    let starts: Vec<usize> = starts.collect();
    if starts.len() < 2 {
        return vec![sheet];
    }
    cut(&sheet, &starts)
}

/// Cuts a sheet into parts that begin at these columns, the first one at the edge.
fn cut(sheet: &Sheet, starts: &[usize]) -> Vec<Sheet> {
    let ends = starts.iter().copied().skip(1).chain([usize::MAX]);
    let firsts = [0].into_iter().chain(starts.iter().copied().skip(1));
    let mut sheets = Vec::new();
    for (first, end) in firsts.zip(ends) {
        let mut part = sheet.clone_without_lines();
        part.merges
            .retain(|merge| (first..end).contains(&(merge.left as usize)));
        let lines = sheet.lines.iter().map(|line| {
            let mut line = line.clone();
            line.cells.truncate(end);
            line.cells
                .iter_mut()
                .take(first)
                .for_each(|cell| cell.text.clear());
            line
        });
        part.lines = lines
            .filter(|line| line.filled().next().is_some())
            .collect();
        part.n_far_cells = if first == 0 { sheet.n_far_cells } else { 0 };
        part.uncomputed = if first == 0 {
            sheet.uncomputed.clone()
        } else {
            Vec::new()
        };
        sheets.push(part);
    }
    sheets
}

/// Returns the first line of the introduction of the table whose header is at `header`. Among the
/// single-cell lines directly above, this is the last "Phụ lục" line, otherwise the line after the
/// end mark of the previous table, otherwise the first one. A letterhead above them belongs to them.
fn lead_of(sheet: &Sheet, header: usize) -> usize {
    let above = sheet.lines.get(..header).unwrap_or_default();
    let single = above.iter().rev().take_while(|line| {
        let mut filled = line.filled();
        matches!((filled.next(), filled.next()), (Some(_), None))
    });
    let run = header - single.count();
    let lines = sheet.lines.get(run..header).unwrap_or_default();
    let numbered = lines.iter().rposition(is_annex_line);
    let closed = lines
        .iter()
        .rposition(|line| line.filled().any(|(_, cell)| cell.text == END_MARK));
    let lead = run + numbered.or(closed.map(|at| at + 1)).unwrap_or(0);
    if run < lead && numbered.is_none() {
        return lead;
    }
    let has_motto = |line: &Line| line.filled().any(|(_, cell)| is_motto(&cell.text));
    let first = run.saturating_sub(LETTERHEAD_LINES);
    let near = sheet.lines.get(first..run).unwrap_or_default();
    let Some(motto) = near.iter().position(has_motto).map(|at| first + at) else {
        // "Mẫu số 3" may stand beside the body, in a letterhead without a motto.
        let own = near
            .iter()
            .rev()
            .take_while(|line| is_letterhead_line(line));
        return lead - if lead == run { own.count() } else { 0 };
    };
    // "Mẫu số 3" may stand above the letterhead.
    let above = motto.checked_sub(1).and_then(|at| sheet.lines.get(at));
    motto - usize::from(above.is_some_and(is_annex_line))
}

/// Maximum number of lines of a letterhead.
const LETTERHEAD_LINES: usize = 5;

/// Whether a line contains an annex number: "Phụ lục …".
fn is_annex_line(line: &Line) -> bool {
    line.filled()
        .any(|(_, cell)| annex_line(&cell.text).is_some())
}

/// Whether two lines have the same headings in the same order.
fn same_texts(left: &Line, right: &Line) -> bool {
    let texts = |line: &Line| -> usize { line.filled().count() };
    let pairs = left.filled().zip(right.filled());
    texts(left) == texts(right)
        && pairs
            .into_iter()
            .all(|((_, left), (_, right))| headings::same(&left.text, &right.text))
}

/// Returns the innermost heading of each column of a sheet.
fn innermost_headings(sheet: &Sheet, header: std::ops::Range<usize>) -> Vec<String> {
    let lines = sheet.lines.get(header.clone()).unwrap_or_default();
    let n_columns = lines.iter().map(|line| line.cells.len()).max();
    let paths = (0..n_columns.unwrap_or(0)).map(|at| header_path(sheet, header.clone(), at));
    paths
        .map(|mut path| path.pop().unwrap_or_default())
        .collect()
}

/// Whether a line has the headings of all columns, each in its place.
fn has_headings(line: &Line, headings: &[String]) -> bool {
    let n = headings.iter().filter(|it| !it.is_empty()).count();
    2 < n
        && line.filled().count() == n
        && line.filled().all(|(at, cell)| {
            let heading = headings.get(at);
            heading.is_some_and(|it| !it.is_empty() && headings::same(it, &cell.text))
        })
}

impl Table {
    /// Returns how many lines from the first on repeat the header; 0 if they do not.
    pub fn repeated_lines(&self, sheet: &Sheet, lines: &[Line]) -> usize {
        if lines
            .first()
            .is_some_and(|line| self.repeats_innermost(line))
        {
            return 1;
        }
        let mut offsets = 0..self.header.len();
        let repeats = |line: &&Line| {
            let offset = offsets.next();
            offset.is_some_and(|offset| self.repeats_header(sheet, line, offset))
        };
        lines.iter().take_while(repeats).count()
    }

    /// Whether `line` names the innermost headings of the columns, as a header of several lines is
    /// repeated in one.
    fn repeats_innermost(&self, line: &Line) -> bool {
        let heading = self.columns.first().and_then(|it| it.path.last());
        let first = line.filled().next();
        let begins = heading.zip(first);
        // Most lines begin otherwise.
        if self.header.len() < 2
            || !begins.is_some_and(|(it, (_, cell))| headings::same(it, &cell.text))
        {
            return false;
        }
        let n_columns = self.columns.last().map_or(0, |column| column.at + 1);
        let mut headings = vec![String::new(); n_columns];
        for column in &self.columns {
            if let (Some(slot), Some(last)) = (headings.get_mut(column.at), column.path.last()) {
                slot.clone_from(last);
            }
        }
        has_headings(line, &headings)
    }

    /// Whether `line` repeats the header line at `offset`.
    fn repeats_header(&self, sheet: &Sheet, line: &Line, offset: usize) -> bool {
        let Some(header) = sheet.lines.get(self.header.start + offset) else {
            return false;
        };
        1 < line.filled().count() && same_texts(line, header)
    }
}
