//! The header of a table without rules: headings over one column, or over several that have
//! headings of their own below it.

use super::{
    columns::Columns,
    lines::Line,
    placing::{Piece, Placed},
};
use crate::model::Role;

/// Tells what a heading says about its column; `None` if it is none that annexes have.
pub(in crate::import) type RoleOf<'f> = &'f dyn Fn(&str) -> Option<Role>;

/// Maximum number of rows of a header.
const ROWS_MAX: usize = 3;
/// By how much the middle of headings may be beside that of the ordinals' heading, in sizes, before
/// one is missing above them.
const OFF_MAX: f64 = 0.4;
/// How far a heading may be from the middle of its columns, in sizes, for each of them that has no other
/// heading.
const WIDER_MAX: f64 = 0.8;

/// The cells of a header.
pub(super) struct Header {
    pub n_rows: usize,
    pub cells: Vec<Heading>,
}

/// A heading with its first and last column, its first row and the one behind the last.
#[derive(Debug)]
pub(super) struct Heading {
    pub from: usize,
    pub to: usize,
    pub top: usize,
    pub bottom: usize,
    pub lines: Vec<Line>,
    parent: Option<usize>,
}

impl Heading {
    fn new((from, to, line): Piece, parent: Option<usize>) -> Heading {
        Heading {
            from,
            to,
            top: 0,
            bottom: 1,
            lines: vec![line],
            parent,
        }
    }

    fn is_over(&self, column: usize) -> bool {
        self.from <= column && column <= self.to
    }

    fn sides(&self) -> (f64, f64) {
        let lines = || self.lines.iter();
        let left = lines().map(|line| line.left).fold(f64::MAX, f64::min);
        (left, lines().map(|line| line.right).fold(left, f64::max))
    }

    fn first(&self) -> f64 {
        self.lines.first().map_or(f64::MAX, |line| line.baseline)
    }

    fn last(&self) -> f64 {
        self.lines.last().map_or(f64::MIN, |line| line.baseline)
    }

    /// Returns what the heading says. A narrow column breaks words.
    pub fn role(&self, role_of: RoleOf) -> Option<Role> {
        let texts: Vec<String> = self.lines.iter().map(Line::text).collect();
        role_of(&texts.join(" ")).or_else(|| role_of(&texts.concat()))
    }
}

impl Header {
    /// Reads the lines of a header, whose ordinal heading has its middle at `middle`.
    pub fn of(lines: &[Placed], columns: &Columns, middle: f64) -> Header {
        let mut cells: Vec<Heading> = Vec::new();
        // The lowest heading of each column so far.
        let mut open: Vec<Option<usize>> = vec![None; columns.len()];
        let mut below: Vec<&Piece> = lines.iter().flat_map(|line| &line.pieces).collect();
        for line in lines {
            below.drain(..line.pieces.len());
            for piece in &line.pieces {
                let (from, to, text) = piece;
                let at = |column: &usize| open.get(*column).copied().flatten();
                let above = at(from).or_else(|| at(to));
                let same = above.filter(|idx| {
                    let Some(above) = cells.get(*idx) else {
                        return false;
                    };
                    let is_inside = above.from <= *from && *to <= above.to;
                    let is_whole = above.from == *from && above.to == *to;
                    // A line that is narrower than the others, and no heading of one of several columns.
                    let is_beside = |it: &&Piece| {
                        above.from <= it.0 && it.1 <= above.to && (it.0 < *from || *to < it.1)
                    };
                    let beside = line.pieces.iter().chain(below.iter().copied());
                    is_whole || !is_inside || !beside.clone().any(|it| is_beside(&it))
                });
                match same.and_then(|idx| cells.get_mut(idx)) {
                    Some(cell) => cell.lines.push(text.clone()),
                    None => {
                        let number = cells.len();
                        cells.push(Heading::new(piece.clone(), above));
                        let own = open.iter_mut().take(to + 1).skip(*from);
                        own.for_each(|it| *it = Some(number));
                    }
                }
            }
        }
        split(&mut cells, columns, middle);
        widen(&mut cells, columns, middle);
        Header::with_rows(cells)
    }

    /// Gives each heading its rows.
    fn with_rows(mut cells: Vec<Heading>) -> Header {
        for idx in 0..cells.len() {
            let parent = cells.get(idx).and_then(|cell| cell.parent);
            let above = parent.and_then(|it| cells.get(it));
            let top = above.map_or(0, |above| above.top + 1).min(ROWS_MAX - 1);
            if let Some(cell) = cells.get_mut(idx) {
                (cell.top, cell.bottom) = (top, top + 1);
            }
        }
        let n_rows = cells.iter().map(|cell| cell.bottom).max().unwrap_or(1);
        let parents: Vec<usize> = cells.iter().filter_map(|cell| cell.parent).collect();
        for (idx, cell) in cells.iter_mut().enumerate() {
            if !parents.contains(&idx) {
                cell.bottom = n_rows;
            }
        }
        Header { n_rows, cells }
    }

    /// Returns the number of columns with a heading, and of those with a known one.
    pub fn count(&self, n_columns: usize, role_of: RoleOf) -> (usize, usize) {
        let (mut n, mut n_known) = (0, 0);
        let known: Vec<bool> = self
            .cells
            .iter()
            .map(|it| it.role(role_of).is_some())
            .collect();
        for column in 0..n_columns {
            let own = || {
                self.cells
                    .iter()
                    .zip(&known)
                    .filter(|it| it.0.is_over(column))
            };
            n += usize::from(own().next().is_some());
            n_known += usize::from(own().any(|(_, is_known)| *is_known));
        }
        (n, n_known)
    }

    /// Whether a column may hold groups of rows: its heading is that of the next column too, or says so,
    /// or another column behind it says what the rows are.
    pub fn may_hold_groups(&self, column: usize, role_of: RoleOf) -> bool {
        let own = self.cells.iter().rfind(|it| it.is_over(column));
        let Some(own) = own else {
            return true;
        };
        let mut behind = self.cells.iter().filter(|it| column < it.from);
        match own.role(role_of) {
            _ if column < own.to => true,
            Some(Role::Group) => true,
            None | Some(Role::Other | Role::Content) => {
                behind.any(|it| it.role(role_of) == Some(Role::Content))
            }
            _ => false,
        }
    }
}

/// Whether a column has no heading, or none above a lower one: no line of it is at `last` or above.
fn is_bare(cells: &[Heading], column: usize, last: f64, middle: f64) -> bool {
    let own = || cells.iter().filter(|it| it.is_over(column));
    let Some(line) = own().next().and_then(|it| it.lines.first()) else {
        return true;
    };
    let (first, foot) = own().fold((f64::MAX, f64::MIN), |it, cell| {
        (it.0.min(cell.first()), it.1.max(cell.last()))
    });
    last < first && OFF_MAX * line.size < (first + foot) / 2.0 - middle
}

/// Divides a heading that stands in the middle of several columns from the one below it, which begins at
/// the line of its neighbours.
fn split(cells: &mut Vec<Heading>, columns: &Columns, middle: f64) {
    for idx in 0..cells.len() {
        let Some(cell) = cells.get(idx).filter(|it| it.parent.is_none()) else {
            continue;
        };
        let sides = (
            cell.from.checked_sub(1),
            Some(cell.to + 1).filter(|it| *it < columns.len()),
        );
        let (Some(left), Some(right)) = sides else {
            continue;
        };
        let is_child = |column: usize, above: &Line, line: &Line| {
            let mut own = cells.iter().filter(|it| it.is_over(column));
            is_bare(cells, column, above.baseline, middle)
                && own.any(|it| (it.first() - line.baseline).abs() < 1.0)
        };
        let at = cell.lines.windows(2).position(|pair| match pair {
            [above, line] => is_child(left, above, line) && is_child(right, above, line),
            _ => false,
        });
        let span = (cell.from, cell.to);
        if let (Some(at), Some(cell)) = (at, cells.get_mut(idx)) {
            let lines = cell.lines.split_off(at + 1);
            cells.push(Heading {
                from: span.0,
                to: span.1,
                top: 0,
                bottom: 1,
                lines,
                parent: Some(idx),
            });
        }
    }
}

/// Puts headings over the columns beside them that have none, or none above a lower one.
fn widen(cells: &mut [Heading], columns: &Columns, middle: f64) {
    for idx in 0..cells.len() {
        let Some(cell) = cells.get(idx).filter(|it| it.parent.is_none()) else {
            continue;
        };
        let (own, sides, last) = ((cell.from, cell.to), cell.sides(), cell.last());
        let size = cell.lines.first().map_or(12.0, |line| line.size);
        let bare = |column: &usize| is_bare(cells, *column, last, middle);
        let lefts = (0..own.0).rev().take_while(bare).count();
        let rights = (own.1 + 1..columns.len()).take_while(bare).count();
        let mut best = (columns.off_middle(sides, own), own);
        for left in 0..=lefts {
            for right in 0..=rights {
                let span = (own.0 - left, own.1 + right);
                let off = columns.off_middle(sides, span);
                let cost = off - WIDER_MAX * size * (left + right) as f64;
                if cost < best.0 && 0 < left + right {
                    best = (cost, span);
                }
            }
        }
        let (from, to) = best.1;
        if best.1 == own
            || columns.off_middle(sides, best.1) > columns.off_middle(sides, own) + size
        {
            continue;
        }
        for (other, below) in cells.iter_mut().enumerate() {
            if other == idx {
                (below.from, below.to) = (from, to);
            } else if below.parent.is_none() && from <= below.from && below.to <= to {
                below.parent = Some(idx);
            }
        }
    }
}
