//! Pages with tables beside each other: each half is read as a page of its own, with the lines above its
//! table.

use super::{
    headings::RoleOf,
    layout::{Block, Frame, PageLayout},
    lines::{Line, Word},
    strips::{Spacing, best_side},
    table::Table,
};
use crate::model::Role;

/// Share of a table's height that is beside another.
const BESIDE_MIN: f64 = 0.5;
/// Maximum number of tables beside each other.
const ACROSS_MAX: usize = 4;

/// Where a page has two tables beside each other.
struct Cut {
    x: f64,
    top: f64,
    /// Lower end of the lower table, if rules tell it.
    bottom: f64,
}

/// Divides the pages on which tables stand beside each other. `role_of` tells what headings say about
/// their columns.
pub(super) fn divide(pages: &mut Vec<PageLayout>, role_of: RoleOf) {
    let mut divided = Vec::new();
    for page in pages.drain(..) {
        let mut rest = page;
        for _ in 1..ACROSS_MAX {
            let Some(cut) = cut(&rest, role_of) else {
                break;
            };
            let right = rest.take_right(&cut);
            divided.push(std::mem::replace(&mut rest, right));
        }
        divided.push(rest);
    }
    *pages = divided;
}

fn cut(page: &PageLayout, role_of: RoleOf) -> Option<Cut> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let tables: Vec<&Table> = tables.collect();
    let is_ordinal = |word: &Word| role_of(&word.text()) == Some(Role::Ordinal);
    between_tables(&tables)
        .or_else(|| between_headings(&page.lines, is_ordinal))
        .or_else(|| beside_table(&tables, &page.lines, is_ordinal))
}

/// Returns where two tables with rules are beside each other, at the leftmost.
fn between_tables(tables: &[&Table]) -> Option<Cut> {
    let pairs = tables
        .iter()
        .flat_map(|left| tables.iter().map(move |right| (left, right)));
    let cuts = pairs.filter_map(|(left, right)| {
        let shared = left.bottom.min(right.bottom) - left.top.max(right.top);
        let height = (left.bottom - left.top).min(right.bottom - right.top);
        (left.right <= right.left && BESIDE_MIN * height < shared).then(|| Cut {
            x: (left.right + right.left) / 2.0,
            top: left.top.min(right.top),
            bottom: left.bottom.max(right.bottom),
        })
    });
    cuts.min_by(|left, right| left.x.total_cmp(&right.x))
}

/// Returns where a line has the headings of two columns of ordinals.
fn between_headings(lines: &[Line], is_ordinal: impl Fn(&Word) -> bool) -> Option<Cut> {
    lines.iter().enumerate().find_map(|(idx, line)| {
        let is_first = line.words.first().is_some_and(&is_ordinal);
        let next = line.words.iter().skip(1).position(&is_ordinal)? + 1;
        let (before, word) = (line.words.get(next - 1)?, line.words.get(next)?);
        if !is_first || word.left - before.right <= line.size {
            return None;
        }
        let below: Vec<&Line> = lines.get(idx..)?.iter().collect();
        let spacing = Spacing::of(below.iter().copied());
        let (x, _) = best_side(&below, spacing, (before.right, word.left));
        let crosses = |line: &&&Line| line.crosses(x);
        let end = below
            .iter()
            .find(crosses)
            .map_or(f64::MAX, |line| line.top());
        Some(Cut {
            x,
            top: line.top(),
            bottom: end,
        })
    })
}

/// Returns where the heading of a column of ordinals is beside a table with rules.
fn beside_table(
    tables: &[&Table],
    lines: &[Line],
    is_ordinal: impl Fn(&Word) -> bool,
) -> Option<Cut> {
    let headings = lines
        .iter()
        .flat_map(|line| &line.words)
        .filter(|word| is_ordinal(word));
    headings
        .flat_map(|word| tables.iter().map(move |table| (word, table)))
        .find_map(|(word, table)| {
            let is_beside = (table.top..table.bottom).contains(&word.baseline);
            let x = if table.right < word.left {
                (table.right + word.left) / 2.0
            } else {
                table.left - 1.0
            };
            let is_outside = table.right < word.left || word.right < table.left;
            (is_beside && is_outside).then_some(Cut {
                x,
                top: table.top.min(word.baseline - word.size),
                bottom: table.bottom,
            })
        })
}

impl Line {
    /// Whether a text of the line runs over a position.
    fn crosses(&self, x: f64) -> bool {
        let at = self.words.partition_point(|word| word.left < x);
        let (before, behind) = self.words.split_at(at);
        match (before.last(), behind.first()) {
            (Some(before), _) if x < before.right => true,
            (Some(before), Some(word)) => word.left - before.right <= self.size,
            _ => false,
        }
    }

    /// Takes off the words right of a position.
    fn take_right(&mut self, x: f64) -> Option<Line> {
        let at = self
            .words
            .partition_point(|word| (word.left + word.right) / 2.0 < x);
        let words = self.words.split_off(at);
        let mut line = self.with_word(words.first()?.clone());
        line.right = words.last()?.right;
        line.words = words;
        line.n_spaces_behind = std::mem::take(&mut self.n_spaces_behind);
        self.right = self.words.last().map_or(self.left, |word| word.right);
        Some(line)
    }
}

impl PageLayout {
    /// Takes off what is right of a cut, and what is below both tables.
    fn take_right(&mut self, cut: &Cut) -> PageLayout {
        let mut right = PageLayout {
            number: self.number,
            width: self.width,
            height: self.height,
            ..PageLayout::default()
        };
        let above = self.lines.partition_point(|line| line.baseline < cut.top);
        let head = self.lines.get(..above).unwrap_or_default();
        let whole = head.iter().rposition(|line| line.crosses(cut.x));
        let start = whole.map_or(0, |at| at + 1);
        let halves = self.lines.split_off(start);
        for mut line in halves {
            if cut.bottom < line.baseline && line.crosses(cut.x) {
                right.lines.push(line);
                continue;
            }
            right.lines.extend(line.take_right(cut.x));
            if !line.words.is_empty() {
                self.lines.push(line);
            }
        }
        let blocks = std::mem::take(&mut self.blocks);
        let is_right = |block: &Block| match block {
            Block::Table(table) => cut.x <= table.left,
            Block::Line(_) => false,
        };
        (right.blocks, self.blocks) = blocks.into_iter().partition(is_right);
        for edge in std::mem::take(&mut self.separators) {
            if edge.from < cut.x {
                let mut left = edge;
                left.to = left.to.min(cut.x);
                self.separators.push(left);
            }
            if cut.x < edge.to {
                let mut edge = edge;
                edge.from = edge.from.max(cut.x);
                right.separators.push(edge);
            }
        }
        let is_right = |frame: &Frame| frame.sides.first().is_some_and(|left| cut.x <= *left);
        (right.frames, self.frames) = std::mem::take(&mut self.frames)
            .into_iter()
            .partition(is_right);
        right
    }
}
