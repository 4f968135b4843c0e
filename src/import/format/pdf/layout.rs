//! A page as blocks from top to bottom: tables with the lines of their cells, and the lines around
//! them.

use super::{
    edges::frames,
    grid::{Grid, grids},
    headings::RoleOf,
    lines::{Line, lines},
    page::{Glyph, Page, PartKind, SLANTED},
    table::{Table, TableCell},
    unruled,
};
use crate::wording::Message;

/// Distance between words, in shares of their size, that separates the sides of a letterhead.
const SIDES_GAP: f64 = 2.5;

#[derive(Debug, Default)]
pub(super) struct PageLayout {
    /// Number of the page, from 1.
    pub number: usize,
    pub width: f64,
    pub height: f64,
    pub blocks: Vec<Block>,
    /// Texts of digital signatures.
    pub signatures: Vec<String>,
    /// Texts laid over the page: stamps, remarks, watermarks.
    pub overlays: Vec<String>,
    /// Baselines of lines of which a part is clipped away.
    pub cut: Vec<f64>,
    /// What is to be said of its first table.
    pub remarks: Vec<Message>,
}

#[derive(Debug)]
pub(super) enum Block {
    /// What stands on one line: usually one piece, two in a letterhead.
    Line(Vec<Line>),
    Table(Table),
}

impl Block {
    pub fn top(&self) -> f64 {
        match self {
            Block::Line(pieces) => pieces.first().map_or(0.0, Line::top),
            Block::Table(table) => table.top,
        }
    }
}

/// Reads the blocks of a page. `role_of` tells what headings say about their columns, and `known` the
/// sides of those of a table without rules on the page before.
pub(super) fn layout(page: Page, role_of: RoleOf, known: &[f64]) -> PageLayout {
    let mut layout = PageLayout {
        width: page.width,
        height: page.height,
        cut: page.cut,
        ..PageLayout::default()
    };
    let glyphs = layout.take_overlays(page.glyphs, &page.parts);
    let grids: Vec<Grid> = frames(&page.rules).iter().flat_map(grids).collect();
    let mut of_cells: Vec<Vec<Vec<Glyph>>> = grids
        .iter()
        .map(|grid| vec![Vec::new(); grid.cells.len()])
        .collect();
    let mut others = Vec::new();
    for glyph in glyphs {
        let place = place_in(&grids, glyph.middle());
        let cell = place.and_then(|(grid, cell)| of_cells.get_mut(grid)?.get_mut(cell));
        match cell {
            Some(cell) => cell.push(glyph),
            None => others.push(glyph),
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (grid, cells) in grids.iter().zip(of_cells) {
        let table = table(grid, cells);
        // Rules of a drawing.
        if table.cells.iter().any(|cell| !cell.lines.is_empty()) {
            blocks.push(Block::Table(table));
        }
    }
    let lines = lines(others);
    blocks.extend(
        unruled::tables(lines, role_of, known)
            .into_iter()
            .map(|it| match it {
                unruled::Found::Table(table) => Block::Table(table),
                unruled::Found::Line(line) => Block::Line(line.split(SIDES_GAP)),
            }),
    );
    blocks.sort_by(|left, right| left.top().total_cmp(&right.top()));
    layout.blocks = blocks;
    layout
}

/// Returns the smallest cell around a point: its table, and its number there.
fn place_in(grids: &[Grid], point: (f64, f64)) -> Option<(usize, usize)> {
    let around = grids.iter().enumerate().filter_map(|(idx, grid)| {
        let number = grid.cell_at(point)?;
        let [left, top, right, bottom] = grid.bounds(grid.cells.get(number)?);
        Some(((right - left) * (bottom - top), (idx, number)))
    });
    let smallest = around.min_by(|left, right| left.0.total_cmp(&right.0));
    smallest.map(|(_, place)| place)
}

fn table(grid: &Grid, glyphs: Vec<Vec<Glyph>>) -> Table {
    let cells = grid.cells.iter().zip(glyphs).map(|(cell, glyphs)| {
        let [left, _, right, foot] = grid.bounds(cell);
        TableCell {
            left,
            right,
            top: cell.top,
            bottom: cell.bottom,
            foot,
            lines: lines(glyphs),
            open_top: cell.open_top,
            open_bottom: cell.open_bottom,
            is_doubtful: false,
        }
    });
    let edge = |lines: &[f64]| {
        let first = lines.first().copied().unwrap_or(0.0);
        (first, lines.last().copied().unwrap_or(first))
    };
    let ((left, right), (top, bottom)) = (edge(&grid.xs), edge(&grid.ys));
    Table {
        left,
        right,
        top,
        bottom,
        n_rows: grid.ys.len().saturating_sub(1),
        cells: cells.collect(),
        open_top: grid.open_top,
        open_bottom: grid.open_bottom,
        is_guessed: false,
    }
}

impl PageLayout {
    /// Returns the sides of the columns of a table without rules that may go on on the next page.
    pub fn open_sides(&self) -> Vec<f64> {
        let tables = self.blocks.iter().rev().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Line(_) => None,
        });
        let last = tables.take(1).find(|table| table.is_guessed);
        let sides = last.map(Table::sides).unwrap_or_default();
        // Those between two columns.
        let inner = sides.get(1..sides.len().saturating_sub(1));
        inner.unwrap_or_default().to_vec()
    }

    /// Whether a part of the line with this baseline is clipped away.
    pub fn is_cut_at(&self, baseline: f64) -> bool {
        self.cut.iter().any(|it| (it - baseline).abs() < 1.0)
    }

    /// Takes off the lines of which the page shows only a part.
    pub fn take_cut_lines(&mut self) -> Vec<String> {
        let blocks = std::mem::take(&mut self.blocks);
        let (cut, kept) = blocks.into_iter().partition(|block| match block {
            Block::Line(pieces) => pieces.iter().any(|line| self.is_cut_at(line.baseline)),
            Block::Table(_) => false,
        });
        self.blocks = kept;
        let cut: Vec<Block> = cut;
        let texts = cut.into_iter().map(|block| match block {
            Block::Line(pieces) => pieces.iter().map(Line::text).collect::<Vec<_>>().join(" "),
            Block::Table(_) => String::new(),
        });
        texts.collect()
    }

    /// Sets aside what is laid over the page. Programs that sign a document may also draw the stamp
    /// into a form of the page.
    fn take_overlays(&mut self, glyphs: Vec<Glyph>, parts: &[PartKind]) -> Vec<Glyph> {
        let mut of_parts: Vec<Vec<Glyph>> = vec![Vec::new(); parts.len()];
        let mut kept = Vec::new();
        let mut slanted = Vec::new();
        for glyph in glyphs {
            if glyph.turn == SLANTED {
                slanted.push(glyph);
            } else if glyph.part == 0 {
                kept.push(glyph);
            } else if let Some(part) = of_parts.get_mut(glyph.part) {
                part.push(glyph);
            }
        }
        if !slanted.is_empty() {
            let text: String = slanted.iter().map(|glyph| glyph.text.as_str()).collect();
            self.overlays.push(text.trim().to_owned());
        }
        for (kind, glyphs) in parts.iter().zip(of_parts) {
            if glyphs.is_empty() {
                continue;
            }
            let text = || {
                let lines = lines(glyphs.clone());
                let texts: Vec<String> = lines.iter().map(Line::text).collect();
                texts.join("\n").trim().to_owned()
            };
            match kind {
                PartKind::Signature => self.signatures.push(text()),
                PartKind::Overlay => self.overlays.push(text()),
                PartKind::Content if glyphs.len() < STAMP_MAX && is_stamp(&text()) => {
                    self.signatures.push(text());
                }
                PartKind::Content => kept.extend(glyphs),
            }
        }
        self.signatures.retain(|text| !text.is_empty());
        self.overlays.retain(|text| !text.is_empty());
        kept
    }
}

/// Maximum number of letters of a signature's stamp.
const STAMP_MAX: usize = 400;

/// Whether a text is what a program for digital signatures draws: who signed, and when.
fn is_stamp(text: &str) -> bool {
    let text = text.to_lowercase();
    let names = [
        "ký bởi",
        "người ký",
        "signed by",
        "digitally signed",
        "chữ ký số",
    ];
    let times = [
        "thời gian ký",
        "ngày ký",
        "thời gian:",
        "date:",
        "signing time",
        "+07",
    ];
    let has = |words: &[&str]| words.iter().any(|it| text.contains(it));
    has(&names) && has(&times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_signatures_are_told_by_their_words() {
        assert!(is_stamp(
            "Ký bởi: Ủy ban nhân dân\nThời gian ký: 05/01/2026 10:20:11 +07:00"
        ));
        assert!(!is_stamp("Người ký văn bản chịu trách nhiệm"));
    }
}
