//! The rows of a table with rules.

use std::ops::Range;

use super::marks::{has_bar, is_bar, is_joint, is_own, is_rule};
use crate::model::Ordinal;

/// The rows of a table, each on the first of its lines; all other lines are empty.
pub(super) struct Rows {
    pub lines: Vec<String>,
    /// Lines that go on with the texts of the row above.
    pub continued: Vec<usize>,
}

/// Returns the rows of the table with rules that begins with the first of the lines; `None` if none does.
pub(super) fn rows_of(lines: &[&str]) -> Option<Rows> {
    let header = lines.iter().find(|line| !is_rule(line))?;
    let is_closed = header.trim_start().starts_with(is_bar);
    let is_row = |line: &str| match is_closed {
        true => line.trim_start().starts_with(is_bar),
        false => has_bar(line) && !line.starts_with(is_bar),
    };
    let own = lines.iter().take_while(|it| is_rule(it) || is_row(it));
    let lines: Vec<&str> = own.copied().collect();
    Table::new(&lines, is_closed)
        .filter(Table::is_drawn)?
        .rows()
}

/// A line of a table: the cells between its bars, and where these are, in characters.
struct TableLine {
    is_rule: bool,
    bars: Vec<usize>,
    cells: Vec<String>,
}

struct Table {
    is_grid: bool,
    lines: Vec<TableLine>,
    /// Where the columns begin and end.
    edges: Vec<usize>,
}

impl Table {
    fn new(lines: &[&str], is_closed: bool) -> Option<Table> {
        let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let indent = lines.iter().map(indent).min()?;
        let rule = lines.first().filter(|line| is_rule(line));
        let is_grid = rule.is_some_and(|it| it.trim_start().starts_with(is_joint));
        let lines = lines.iter().filter_map(|line| line.get(indent..));
        let lines: Vec<TableLine> = lines.map(|line| table_line(line, is_closed)).collect();
        // Rules without bars at their ends are out of line with the rows.
        let shown = lines.iter().filter(|line| is_closed || !line.is_rule);
        let edges = shown
            .map(|line| &line.bars)
            .rev()
            .max_by_key(|it| it.len())?;
        let edges = edges.clone();
        (2 < edges.len()).then_some(Table {
            is_grid,
            lines,
            edges,
        })
    }

    fn n_columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// Returns the lines between two rules.
    fn blocks(&self) -> Vec<Range<usize>> {
        let is_row = |at: &usize| self.lines.get(*at).is_some_and(|line| !line.is_rule);
        let rows: Vec<usize> = (0..self.lines.len()).filter(is_row).collect();
        let blocks = rows.chunk_by(|left, right| left + 1 == *right);
        let ends = |block: &[usize]| Some(*block.first()?..block.last()? + 1);
        blocks.filter_map(ends).collect()
    }

    /// Whether the rules and bars are drawn: a table of Markdown has no more than a rule below its header.
    fn is_drawn(&self) -> bool {
        let n_blocks = self.blocks().len();
        let rows = || self.lines.iter().filter(|line| !line.is_rule);
        let goes_on = |line: &TableLine| self.cells(line).first().is_some_and(String::is_empty);
        let is_aligned = |line: &TableLine| {
            let inner = |bars: &[usize]| bars.get(..self.n_columns()).map(<[usize]>::to_vec);
            line.bars.len() != self.edges.len() || inner(&line.bars) == inner(&self.edges)
        };
        let is_wrapped = || n_blocks == 2 && rows().any(goes_on) && rows().all(is_aligned);
        0 < n_blocks && (self.is_grid || 2 < n_blocks || is_wrapped())
    }

    /// Returns the cells of a line, as many as there are columns. A cell over several columns is in the
    /// first one; a line between some of the rows is no text.
    fn cells(&self, line: &TableLine) -> Vec<String> {
        let mut cells = vec![String::new(); self.n_columns()];
        let is_full = line.bars.len() == self.edges.len();
        for (idx, (bar, text)) in line.bars.iter().zip(&line.cells).enumerate() {
            let column = if is_full { idx } else { self.column_at(*bar) };
            let is_drawn = is_rule(text);
            if text.is_empty() || is_drawn {
                continue;
            }
            if let Some(cell) = cells.get_mut(column) {
                cell.push_str(if cell.is_empty() { "" } else { " " });
                cell.push_str(text);
            }
        }
        cells
    }

    /// Returns the column that begins nearest to a place.
    fn column_at(&self, place: usize) -> usize {
        let starts = self.edges.iter().take(self.n_columns()).enumerate();
        let nearest = starts.min_by_key(|(_, edge)| edge.abs_diff(place));
        nearest.map_or(0, |(column, _)| column)
    }

    fn rows(&self) -> Option<Rows> {
        let cells: Vec<Vec<String>> = self.lines.iter().map(|line| self.cells(line)).collect();
        let blocks = self.blocks();
        let (header, body) = match blocks.as_slice() {
            [header, body @ ..] if !body.is_empty() => (Some(header.clone()), body),
            blocks => (None, blocks),
        };
        let of_body = || body.iter().filter_map(|block| cells.get(block.clone()));
        let firsts = of_body().flatten().filter_map(|row| row.first());
        let firsts: Vec<&String> = firsts.filter(|text| !text.is_empty()).collect();
        let n_ordinals = firsts
            .iter()
            .filter(|it| Ordinal::parse(it).is_some())
            .count();
        let reader = RowReader {
            room: self.room(&cells),
            is_numbered: firsts.len() <= 2 * n_ordinals,
            is_parted: 1 < body.len(),
        };
        let mut rows = Rows {
            lines: vec![String::new(); self.lines.len()],
            continued: Vec::new(),
        };
        let mut write = |lines: Range<usize>| {
            let texts = joined(cells.get(lines.clone()).unwrap_or_default());
            if let Some(line) = rows.lines.get_mut(lines.start) {
                *line = format!("| {} |", texts.join(" | "));
            }
        };
        header.into_iter().for_each(&mut write);
        for block in body {
            let lines = cells.get(block.clone())?;
            let (starts, continued) = reader.starts(lines);
            let ends = starts.iter().skip(1).copied().chain([lines.len()]);
            for (start, end) in starts.iter().zip(ends) {
                write(block.start + start..block.start + end);
            }
            rows.continued
                .extend(continued.into_iter().map(|at| block.start + at));
        }
        Some(rows)
    }

    /// Returns how many characters of a line each column has room for.
    fn room(&self, cells: &[Vec<String>]) -> Vec<usize> {
        let edges = self.edges.windows(2).enumerate();
        let room = edges.map(|(column, edges)| {
            let width = match edges {
                [left, right] => right - left - 1,
                _ => 0,
            };
            let texts = cells.iter().filter_map(|row| row.get(column));
            let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
            // A blank on either side; the cells over several columns are longer.
            width.saturating_sub(2).max(longest.min(width))
        });
        room.collect()
    }
}

fn table_line(line: &str, is_closed: bool) -> TableLine {
    let is_rule = is_rule(line);
    let line = match is_closed {
        true => line.trim_end().to_owned(),
        false => format!("|{}", line.trim_end()),
    };
    let mut bars = Vec::new();
    let mut cells = Vec::new();
    let mut text = String::new();
    let mut before = None;
    for (at, c) in line.chars().enumerate() {
        let is_edge = is_own(before, c) || (is_rule && is_joint(c));
        before = Some(c);
        if !is_edge {
            text.push(c);
            continue;
        }
        if !bars.is_empty() {
            cells.push(text.trim().to_owned());
        }
        text.clear();
        bars.push(at);
    }
    if !text.trim().is_empty() || !line.ends_with(is_bar) && !is_rule {
        cells.push(text.trim().to_owned());
        bars.push(line.chars().count());
    }
    TableLine {
        is_rule,
        bars,
        cells,
    }
}

/// How the lines between two rules become rows.
struct RowReader {
    /// How many characters of a line each column has room for.
    room: Vec<usize>,
    /// Whether the first column holds ordinals.
    is_numbered: bool,
    /// Whether there are rules between the rows.
    is_parted: bool,
}

impl RowReader {
    /// Returns the lines that rows begin in, and those that go on with the row above, though no rule says
    /// so. Everything between two rules is one row, unless several of its lines show that they are rows.
    fn starts(&self, lines: &[Vec<String>]) -> (Vec<usize>, Vec<usize>) {
        let mut starts = Vec::new();
        let mut continued = Vec::new();
        let mut above: Vec<&str> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let first = line.first().map_or("", String::as_str);
            let goes_on = self.goes_on(line, &above);
            let begins = match (self.is_parted, self.is_numbered) {
                (true, true) => Ordinal::parse(first).is_some() || (!first.is_empty() && !goes_on),
                (true, false) => is_filled_like(line, lines.first()) && !goes_on,
                (false, _) => true,
            };
            if at == 0 || begins {
                starts.push(at);
            }
            if !self.is_parted && self.is_numbered && first.is_empty() && goes_on {
                continued.push(at);
            } else if at == 0 || begins {
                above = vec![""; line.len()];
            }
            for (above, text) in above.iter_mut().zip(line).filter(|(_, it)| !it.is_empty()) {
                *above = text;
            }
        }
        (starts, continued)
    }

    /// Whether a line has the rest of the texts above, none of which had room for the next word.
    fn goes_on(&self, line: &[String], above: &[&str]) -> bool {
        let is_figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        let mut cells = line.iter().zip(above).zip(&self.room);
        line.len() == above.len()
            && cells.all(|((text, above), room)| {
                let word = text.split_whitespace().next().unwrap_or_default();
                let is_full = *room < above.chars().count() + 1 + word.chars().count();
                let is_other = (is_figure(text) && is_figure(above)) || text == above;
                text.is_empty() || (!above.is_empty() && is_full && !is_other)
            })
    }
}

/// Whether a line has a text wherever the first line has one.
fn is_filled_like(line: &[String], first: Option<&Vec<String>>) -> bool {
    let mut pairs = first.into_iter().flatten().zip(line);
    pairs.all(|(first, own)| first.is_empty() || !own.is_empty())
}

/// Joins the lines of each cell. A bullet begins a line.
fn joined(lines: &[Vec<String>]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for line in lines {
        texts.resize(texts.len().max(line.len()), String::new());
        for (text, part) in texts
            .iter_mut()
            .zip(line)
            .filter(|(_, part)| !part.is_empty())
        {
            if !text.is_empty() {
                let is_bullet = part.starts_with(['-', '–', '+', '•', '*']);
                text.push_str(if is_bullet { "<br>" } else { " " });
            }
            text.push_str(part);
        }
    }
    texts
}
