//! Rows of a table without rules and ordinals: cut so that the texts of each lie best beside each other, and fill
//! the columns.

use std::ops::Range;

use super::{
    columns::Columns,
    flow,
    lines::{Line, Start},
    placing::Placed,
    rows_by_ordinals::{Align, OFF_MAX, Row, gaps, is_torn, offsets, usual_pitch, whole_row},
};

/// Maximum number of lines of a row.
const ROW_MAX: usize = 40;
/// Number of words from which one text over several columns is a sentence.
const SENTENCE_MIN: usize = 8;

/// What a row costs for each column that has no text, for a line that begins as a text of its own does, for
/// two figures in one cell, and if a page cuts it; all in sizes.
const MISSING_COST: f64 = 1.1;
const CAPITAL_COST: f64 = 0.25;
const FIGURES_COST: f64 = 1.5;
const CUT_COST: f64 = 0.6;
/// Share of the usual distance of lines from which on a distance inside a cell costs something, and how much.
const GAP_MAX: f64 = 1.1;
const GAP_SHARE: f64 = 1.5;
/// By how much two ways to cut the rows may differ in their cost, in sizes for each row, so that neither is
/// sure.
const UNSURE_MAX: f64 = 0.1;

/// Puts titles of sections over all columns; returns which lines are their first.
pub(super) fn titles(placed: &mut [Placed], start: usize, columns: &Columns) -> Vec<Title> {
    let last = columns.len() - 1;
    let body = placed.get_mut(start..).unwrap_or_default();
    let words = || body.iter().flat_map(|line| &line.pieces);
    let n_bold = words().filter(|(_, _, text)| text.is_bold()).count();
    let is_all_bold = words().count() < 2 * n_bold;
    let mut titles: Vec<Title> = Vec::new();
    for line in body.iter_mut() {
        let is_title = matches!(line.pieces.as_slice(), [(from, to, text)]
            if (text.is_bold() && !is_all_bold && (*from == 0 || from < to || is_middle(text, columns)))
                || (*from == 0 && 0 < *to && text.words.len() < SENTENCE_MIN));
        if let ([(from, to, _)], true) = (line.pieces.as_mut_slice(), is_title) {
            (*from, *to) = (0, last);
        }
        let kind = match (is_title, titles.last()) {
            (false, _) => Title::None,
            (true, Some(Title::First | Title::More)) if !begins_anew(line) => Title::More,
            (true, _) => Title::First,
        };
        titles.push(kind);
    }
    titles
}

fn begins_anew(line: &Placed) -> bool {
    let first = line.pieces.first().map(|(_, _, text)| text.text());
    first.is_some_and(|text| !text.starts_with(char::is_lowercase))
}

fn is_middle(text: &Line, columns: &Columns) -> bool {
    columns.off_middle((text.left, text.right), (0, columns.len() - 1)) <= text.size
}

/// Whether a line is a title of a section.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    None,
    First,
    /// A further line of one.
    More,
}

/// Returns the first line that is a sentence below the rows.
pub(super) fn end_of_rows(body: &[Placed], titles: &[Title]) -> usize {
    let is_sentence = |(line, title): (&Placed, &Title)| match line.pieces.as_slice() {
        [(from, to, text)] => {
            *title == Title::None && from + 1 < *to && SENTENCE_MIN <= text.words.len()
        }
        _ => false,
    };
    let end = body.iter().zip(titles).position(is_sentence);
    let end = end.unwrap_or(body.len());
    // A title stands above rows.
    let own = titles.get(..end).unwrap_or_default();
    let last = own.iter().rposition(|title| *title == Title::None);
    let end = last.map_or(0, |last| last + 1);
    // Notes with marks stand below them.
    let is_note = |line: &&Placed| match line.pieces.as_slice() {
        [(0, _, text)] => text.text().starts_with(['(', '*']),
        _ => false,
    };
    let rows = body.get(..end).unwrap_or_default();
    end - rows.iter().rev().take_while(is_note).count()
}

/// The ways to cut lines into rows.
pub(super) struct Cuts<'l> {
    lines: &'l [Placed],
    titles: &'l [Title],
    n_columns: usize,
    pitch: f64,
}

impl<'l> Cuts<'l> {
    pub fn new(lines: &'l [Placed], titles: &'l [Title], n_columns: usize) -> Cuts<'l> {
        Cuts {
            lines,
            titles,
            n_columns,
            pitch: usual_pitch(lines),
        }
    }

    /// Returns the rows of the way that costs least. Cells that are others in a way that costs hardly more are
    /// doubts.
    pub fn best(&self) -> Vec<Row> {
        let middle = self.cuts(Align::Middle);
        let top = self.cuts(Align::Top);
        let (align, (cost, best), (other_cost, other)) = match middle.0 <= top.0 {
            true => (Align::Middle, middle, top),
            false => (Align::Top, top, middle),
        };
        let size = self.lines.first().map_or(12.0, |line| line.size);
        let is_unsure = other_cost - cost <= UNSURE_MAX * size * best.len() as f64;
        let ranges = best.windows(2).filter_map(|pair| match pair {
            [from, to] => Some(*from..*to),
            _ => None,
        });
        let rows = ranges.map(|range| {
            let is_other = !(other.contains(&range.start) && other.contains(&range.end));
            let mut row = self.row(range, align);
            if is_unsure && is_other {
                row.cells.iter_mut().for_each(|it| it.is_doubtful = true);
            }
            row
        });
        rows.collect()
    }

    /// Returns the cost of the best cuts, and the cuts.
    fn cuts(&self, align: Align) -> (f64, Vec<usize>) {
        let n = self.lines.len();
        let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
        for end in 1..=n {
            let mut least = (f64::MAX, end - 1);
            for start in (end.saturating_sub(ROW_MAX)..end).rev() {
                if start + 1 < end && self.begins_row(start + 1) {
                    break;
                }
                let before = best.get(start).map_or(0.0, |it| it.0);
                let cost = before + self.cost(start..end, align);
                if cost < least.0 {
                    least = (cost, start);
                }
            }
            best.push(least);
        }
        let mut cuts = vec![n];
        let mut at = n;
        while 0 < at {
            at = best.get(at).map_or(0, |it| it.1.min(at - 1));
            cuts.push(at);
        }
        cuts.reverse();
        (best.last().map_or(0.0, |it| it.0), cuts)
    }

    /// Whether a line is sure to begin a row.
    fn begins_row(&self, idx: usize) -> bool {
        let title = |idx: usize| self.titles.get(idx).copied().unwrap_or(Title::None);
        let above = idx.checked_sub(1).map_or(Title::None, title);
        match title(idx) {
            Title::First => true,
            Title::More => false,
            Title::None => above != Title::None,
        }
    }

    /// Returns how badly lines lie as one row, in points.
    fn cost(&self, range: Range<usize>, align: Align) -> f64 {
        let own = self.lines.get(range.clone()).unwrap_or_default();
        let Some(first) = own.first() else {
            return 0.0;
        };
        let size = first.size;
        if self.titles.get(range.start) != Some(&Title::None) {
            return 0.0;
        }
        let is_cut = own.last().is_some_and(|last| last.page != first.page);
        let off: f64 = match is_cut {
            true => CUT_COST * size,
            false => self.offsets(own, align).iter().map(|it| it.1.abs()).sum(),
        };
        let filled = (0..self.n_columns).filter(|column| {
            let mut pieces = own.iter().flat_map(|line| &line.pieces);
            pieces.any(|(from, to, _)| from <= column && column <= to)
        });
        let missing = self.n_columns - filled.count();
        let gap = GAP_SHARE * gaps(own, GAP_MAX * self.pitch);
        off + flow::cost(own) + gap + size * (MISSING_COST * missing as f64 + begun_inside(own))
    }

    /// Returns how far the text of each column is from where it should be: the others tell.
    fn offsets(&self, own: &[Placed], align: Align) -> Vec<(usize, f64)> {
        let mut offsets = offsets(own, 0.0, align);
        let mut places: Vec<f64> = offsets.iter().map(|it| it.1).collect();
        places.sort_by(f64::total_cmp);
        let at = match align {
            Align::Top => places.first(),
            _ => places.get(places.len() / 2),
        };
        let at = at.copied().unwrap_or(0.0);
        offsets.iter_mut().for_each(|it| it.1 -= at);
        offsets
    }

    /// Returns a row, with its doubts.
    fn row(&self, range: Range<usize>, align: Align) -> Row {
        let own = self.lines.get(range.clone()).unwrap_or_default();
        let is_title = self.titles.get(range.start) != Some(&Title::None);
        let mut row = whole_row(self.lines, range);
        let is_cut = own.first().map(|it| it.page) != own.last().map(|it| it.page);
        let offsets = self.offsets(own, align);
        let is_lone = !is_title && row.cells.len() == 1;
        for cell in &mut row.cells {
            let size = own.first().map_or(12.0, |line| line.size);
            let mut off = offsets.iter().filter(|(column, _)| *column == cell.from);
            let is_off = !is_cut && off.any(|(_, off)| OFF_MAX * size < off.abs());
            cell.is_doubtful |= is_lone || is_torn(cell) || is_off;
        }
        row
    }
}

/// Returns what it costs that texts begin inside the cells of a row, in sizes.
fn begun_inside(lines: &[Placed]) -> f64 {
    let mut seen: Vec<(usize, bool)> = Vec::new();
    let mut sum = 0.0;
    for (from, _, piece) in lines.iter().flat_map(|line| &line.pieces) {
        let text = piece.text();
        let is_figure =
            text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
        match seen.iter_mut().find(|it| it.0 == *from) {
            Some((_, was_figure)) => {
                let is_again = *was_figure && is_figure;
                sum += if is_again { FIGURES_COST } else { 0.0 };
                let begins = piece.start == Start::Unknown && text.starts_with(char::is_uppercase);
                sum += if begins { CAPITAL_COST } else { 0.0 };
                *was_figure = is_figure;
            }
            None => seen.push((*from, is_figure)),
        }
    }
    sum
}
