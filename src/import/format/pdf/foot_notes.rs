//! Notes at the foot of a page: they stand between the parts of a table that goes on on the next page,
//! and belong below it.

use super::{
    layout::{Block, PageLayout},
    lines::Line,
    margins::n_outer,
    row_ends::closes,
};

/// Share of the width of a page that the rule above notes covers.
const RULE_MIN: f64 = 0.04;
const RULE_MAX: f64 = 0.5;
/// How far the first note is below that rule, in sizes.
const RULE_GAP: f64 = 1.5;
/// Rules closer than this are at one height, in points.
const SAME_HEIGHT: f64 = 2.0;
/// Maximum size of notes, in shares of that of the other text.
const SIZE_MAX: f64 = 0.95;
/// Maximum number of lines of the notes of a page.
const LINES_MAX: usize = 20;
/// Maximum number of letters of a mark, without brackets.
const MARK_MAX: usize = 3;

/// Sets aside the notes at the feet of pages that others follow.
pub(super) fn take(pages: &mut [PageLayout]) {
    for idx in 0..pages.len().saturating_sub(1) {
        let [page, next, ..] = pages.get_mut(idx..).unwrap_or_default() else {
            return;
        };
        let end = page.lines.len() - n_outer(page, Some(next), true);
        if let Some(start) = start(page, end) {
            page.foot_notes = page.lines.drain(start..end).collect();
        }
    }
}

/// Whether a line begins with the mark of a note, or a word for one.
pub(super) fn begins_note(line: &Line) -> bool {
    let text = line.text();
    let first = text.split_whitespace().next().unwrap_or_default();
    let inner = first.trim_matches(['(', ')', '[', ']', ':', '.']);
    let is_bracketed = inner.len() < first.len();
    let is_mark =
        |c: char| matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁰') || ('⁴'..='⁹').contains(&c);
    let is_number = inner.chars().all(|c| c.is_ascii_digit());
    let is_letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    let is_short = (1..=MARK_MAX).contains(&inner.chars().count());
    closes(line)
        || first.starts_with(is_mark)
        || (is_short && is_bracketed && (is_number || is_letter))
}

/// Returns the first line of the notes among the lines up to `end`.
fn start(page: &PageLayout, end: usize) -> Option<usize> {
    let lines = page.lines.get(..end)?;
    let from = end.saturating_sub(LINES_MAX);
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let table = tables.max_by(|left, right| left.bottom.total_cmp(&right.bottom));
    let foot = table.map_or(f64::MIN, |table| table.bottom);
    let is_below_rule = |idx: usize, line: &Line| {
        let above = idx.checked_sub(1).and_then(|idx| lines.get(idx));
        let top = above.map_or(foot, |above| above.baseline.max(foot));
        has_rule(page, line, top)
    };
    // A table without rules stands above its notes.
    let size = match table {
        Some(table) => usual_size(table.cells.iter().flat_map(|cell| &cell.lines)),
        None => usual_size(lines.iter().take(from.max(end / 2))),
    };
    let rest = lines.iter().enumerate().skip(from);
    let mut rest = rest.filter(|(_, line)| foot < line.baseline);
    let found = rest.find(|(idx, line)| {
        let own = lines.get(*idx..).unwrap_or_default();
        let are_small = || own.iter().all(|it| it.size <= SIZE_MAX * size);
        let is_marked = || begins_note(line) || begins_with_number(line);
        (is_below_rule(*idx, line) && (is_marked() || are_small()))
            || match table {
                Some(_) => begins_note(line) || are_small(),
                None => begins_note(line) && are_small(),
            }
    });
    found.map(|(idx, _)| idx)
}

/// Whether a line begins with the number of a note, which need not be raised.
fn begins_with_number(line: &Line) -> bool {
    let first = line.words.first().map(|word| word.text());
    first.is_some_and(|text| text.len() <= MARK_MAX && text.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a short rule stands above a line, alone at its height and below `top`.
fn has_rule(page: &PageLayout, line: &Line, top: f64) -> bool {
    let is_near = |at: f64| {
        let gap = line.baseline - at;
        top <= at + SAME_HEIGHT && 0.0 < gap && gap <= (1.0 + RULE_GAP) * line.size
    };
    let near = page.separators.iter().filter(|edge| is_near(edge.at));
    let near: Vec<_> = near.collect();
    match near.as_slice() {
        [edge] => {
            let length = edge.to - edge.from;
            let is_short = (RULE_MIN * page.width..=RULE_MAX * page.width).contains(&length);
            is_short && edge.from - line.size <= line.left
        }
        _ => false,
    }
}

/// Returns the size that most of these lines have.
fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f64 {
    let mut sizes: Vec<f64> = lines.map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}
