//! Pages that look like the right part of a table without rules which is wider than its paper: their lines
//! stand at the heights of those of another page, and they have no ordinals.

use super::{headings::RoleOf, layout::PageLayout, table::number, unruled::anchor};
use crate::wording::Key;

/// Minimum number of lines of such a page.
const LINES_MIN: usize = 4;
/// Share of its lines that stand at the heights of the other's.
const SAME_SHARE: f64 = 0.8;
/// By how much heights may differ, in points.
const SHIFT_MAX: f64 = 1.0;
/// Maximum number of pages before it that are looked at.
const PAGES_MAX: usize = 40;

/// Says which pages may be right parts of others.
pub(super) fn say(pages: &mut [PageLayout], role_of: RoleOf) {
    for idx in 1..pages.len() {
        let (before, rest) = pages.split_at_mut(idx);
        let Some(page) = rest.first_mut().filter(|page| is_part(page, role_of)) else {
            continue;
        };
        let mut others = before.iter().rev().take(PAGES_MAX);
        let left = others.find(|other| has_table(other, role_of) && is_beside(page, other));
        if let Some(left) = left {
            let numbers = [page.number, left.number].map(|it| it.to_string());
            page.remarks.push(Key::NoteMaybeRight.with(numbers));
        }
    }
}

/// Whether a page has lines, but neither tables with rules nor the ordinals of rows.
fn is_part(page: &PageLayout, role_of: RoleOf) -> bool {
    let is_bare = page.blocks.is_empty() && LINES_MIN <= page.lines.len();
    is_bare && !has_table(page, role_of)
}

/// Whether the numbers with which lines begin count on.
fn counts(page: &PageLayout) -> bool {
    let firsts = page.lines.iter().filter_map(|line| line.words.first());
    let numbers = firsts.filter_map(|word| number(&word.text()));
    let numbers: Vec<u32> = numbers.collect();
    let mut pairs = numbers.windows(2);
    pairs.any(|pair| matches!(pair, [left, right] if left.checked_add(1) == Some(*right)))
}

/// Whether a page has the heading of ordinals, or numbers that count on.
fn has_table(page: &PageLayout, role_of: RoleOf) -> bool {
    let lines = &page.lines;
    counts(page) || (0..lines.len()).any(|idx| anchor(lines, idx, role_of).is_some())
}

fn is_beside(page: &PageLayout, other: &PageLayout) -> bool {
    let heights: Vec<f64> = other.lines.iter().map(|line| line.baseline).collect();
    let is_same = |at: f64| {
        let idx = heights.partition_point(|it| *it < at - SHIFT_MAX);
        heights.get(idx).is_some_and(|it| *it <= at + SHIFT_MAX)
    };
    let lines = page.lines.iter();
    let n_same = lines.filter(|line| is_same(line.baseline)).count();
    SAME_SHARE * page.lines.len() as f64 <= n_same as f64
}
