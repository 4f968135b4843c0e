//! A page as blocks from top to bottom: tables with the lines of their cells, and the lines around
//! them.

use super::{
    edges::{Edge, TOUCH, edges, frames},
    grid::{Grid, grids},
    lines::{Line, lines},
    page::{Glyph, Page, PartKind, Rule, SLANTED},
    table::{Table, TableCell},
    total_row,
};
use crate::wording::Message;

/// Distance between words, in shares of their size, that separates the sides of a letterhead.
pub(super) const SIDES_GAP: f64 = 2.5;

/// Maximum number of horizontal edges of a page that may separate rows.
const SEPARATORS_MAX: usize = 1_000;

#[derive(Debug, Default)]
pub(super) struct PageLayout {
    /// Number of the page, from 1.
    pub number: usize,
    pub width: f64,
    pub height: f64,
    pub blocks: Vec<Block>,
    /// Lines outside tables with rules.
    pub lines: Vec<Line>,
    /// Horizontal rules and sides of coloured areas outside these tables.
    pub separators: Vec<Edge>,
    /// Frames of tables whose columns rules separate, but not their rows.
    pub frames: Vec<Frame>,
    /// Texts of digital signatures.
    pub signatures: Vec<String>,
    /// Texts laid over the page: stamps, remarks, watermarks.
    pub overlays: Vec<String>,
    /// Texts that are struck out and left out.
    pub struck: Vec<String>,
    /// What readers of the file wrote on the page, and what they marked to be removed.
    pub comments: Vec<String>,
    pub marked: Vec<String>,
    /// Notes at the foot of the page, which are no text between the parts of a table.
    pub foot_notes: Vec<Line>,
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

/// The columns of a table, and where it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub top: f64,
    pub bottom: f64,
    pub sides: Vec<f64>,
}

impl Block {
    pub fn top(&self) -> f64 {
        match self {
            Block::Line(pieces) => pieces.first().map_or(0.0, Line::top),
            Block::Table(table) => table.top,
        }
    }
}

/// Reads the tables with rules of a page, and its lines.
pub(super) fn layout(page: Page) -> PageLayout {
    let mut layout = PageLayout {
        width: page.width,
        height: page.height,
        cut: page.cut,
        struck: page.struck,
        comments: page.comments,
        marked: page.marked,
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
    let mut kept: Vec<Grid> = Vec::new();
    for (grid, cells) in grids.into_iter().zip(of_cells) {
        let table = table(&grid, cells.clone());
        if table.has_rows_in_cells() {
            others.extend(cells.into_iter().flatten());
            layout.frames.push(Frame {
                top: table.top,
                bottom: table.bottom,
                sides: grid.xs,
            });
            continue;
        }
        // Rules of a drawing have no text in their cells.
        if table.cells.iter().any(|cell| !cell.lines.is_empty()) {
            layout.blocks.push(Block::Table(table));
        }
        kept.push(grid);
    }
    layout.lines = lines(others);
    for block in &mut layout.blocks {
        if let Block::Table(table) = block {
            total_row::add(table, &mut layout.lines);
        }
    }
    layout.separators = separators([&page.rules, &page.shades], &kept);
    layout
}

/// Returns the horizontal edges outside tables with rules, from top to bottom.
fn separators(rules: [&[Rule]; 2], grids: &[Grid]) -> Vec<Edge> {
    let is_outside = |edge: &Edge| {
        !grids.iter().any(|grid| {
            let bounds = |lines: &[f64]| (lines.first().copied(), lines.last().copied());
            match (bounds(&grid.xs), bounds(&grid.ys)) {
                ((Some(left), Some(right)), (Some(top), Some(bottom))) => {
                    (top - TOUCH..=bottom + TOUCH).contains(&edge.at)
                        && left < edge.to
                        && edge.from < right
                }
                _ => false,
            }
        })
    };
    let found = rules.into_iter().flat_map(|rules| edges(rules, true));
    let mut found: Vec<Edge> = found.filter(is_outside).take(SEPARATORS_MAX).collect();
    found.sort_by(|left, right| left.at.total_cmp(&right.at));
    found
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
        let lines = lines(glyphs);
        TableCell {
            left,
            right,
            top: cell.top,
            bottom: cell.bottom,
            foot,
            open_top: cell.open_top,
            open_bottom: cell.open_bottom,
            is_doubtful: lines.iter().any(|line| line.is_overprinted),
            lines,
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
        ..Table::default()
    }
}

impl PageLayout {
    /// Whether a part of the line with this baseline is clipped away.
    pub fn is_cut_at(&self, baseline: f64) -> bool {
        self.cut.iter().any(|it| (it - baseline).abs() < 1.0)
    }

    /// Takes off the lines of which the page shows only a part.
    pub fn take_cut_lines(&mut self) -> Vec<String> {
        let lines = std::mem::take(&mut self.lines);
        let (cut, kept): (Vec<Line>, _) = lines
            .into_iter()
            .partition(|line| self.is_cut_at(line.baseline));
        self.lines = kept;
        cut.iter().map(Line::text).collect()
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
