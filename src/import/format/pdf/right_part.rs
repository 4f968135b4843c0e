//! Pages that are the right part of a table without rules which is wider than its paper: their lines stand
//! at the heights of those of another page, and they have no ordinals. Where one has headings beside those
//! of the other page, they are put together; what only may be such a page is said.

use super::{
    beside::{Part, Spread},
    headings::RoleOf,
    layout::PageLayout,
    lines::{Line, Word},
    table::number,
    unruled::{anchor, top_of_header},
};
use crate::{model::Ordinal, wording::Key};

/// Minimum number of lines of such a page.
const LINES_MIN: usize = 4;
/// Share of its lines that stand at the heights of the other's.
const SAME_SHARE: f64 = 0.8;
/// By how much heights may differ, in points.
const SHIFT_MAX: f64 = 1.0;
/// By how much columns that go on on another page may be elsewhere, in points.
const COLUMN_SHIFT: f64 = 3.0;
/// Maximum number of pages before it that are looked at.
const PAGES_MAX: usize = 40;
/// Maximum number of pages beside each other.
const ACROSS_MAX: usize = 12;
/// Numbers that are no ordinals, but years.
const ORDINALS_MAX: u32 = 1_000;
/// Distance of the columns of two pages where no text runs over both, in sizes.
const PAGES_GAP: f64 = 2.0;

/// Finds pages that are beside each other because of their headings and the heights of their lines.
pub(super) fn find(pages: &[PageLayout], role_of: RoleOf) -> Vec<Spread> {
    let mut spreads: Vec<Spread> = Vec::new();
    for (idx, page) in pages.iter().enumerate() {
        if !page.blocks.is_empty() {
            continue;
        }
        if has_table(page, role_of) {
            spreads.push(Spread {
                parts: vec![part(page, idx, 0.0)],
                is_by_order: false,
            });
            continue;
        }
        if page.lines.is_empty() {
            continue;
        }
        let first = spreads.len().saturating_sub(PAGES_MAX);
        let fitting = (first..spreads.len()).filter(|at| {
            let (before, own) = spreads.split_at(*at);
            own.first()
                .is_some_and(|spread| fits(page, spread, before, pages, role_of))
        });
        let fitting: Vec<usize> = fitting.collect();
        let n_parts = |at: &usize| spreads.get(*at).map_or(0, |spread| spread.parts.len());
        let least = fitting.iter().copied().min_by_key(n_parts);
        let Some(spread) = least.and_then(|at| spreads.get_mut(at)) else {
            continue;
        };
        spread.is_by_order |= 1 < fitting.len();
        let shift = shift(spread, page, pages);
        spread.parts.push(part(page, idx, shift));
    }
    spreads.retain(|spread| 1 < spread.parts.len());
    spreads
}

fn part(page: &PageLayout, idx: usize, shift: f64) -> Part {
    let baselines = page.lines.iter().map(|line| line.baseline);
    let top = page.lines.first().map_or(0.0, Line::top);
    Part {
        page: idx,
        from: f64::MIN,
        shift,
        top,
        bottom: baselines.fold(top, f64::max),
    }
}

/// Whether a page is beside the left one of a spread: it has its headings there, or goes on with the columns
/// of a page beside one `before`.
fn fits(
    page: &PageLayout,
    spread: &Spread,
    before: &[Spread],
    pages: &[PageLayout],
    role_of: RoleOf,
) -> bool {
    let left = spread.parts.first().and_then(|part| pages.get(part.page));
    let Some(left) = left.filter(|left| is_beside(page, left)) else {
        return false;
    };
    if ACROSS_MAX <= spread.parts.len() {
        return false;
    }
    let header = (0..left.lines.len()).find(|idx| anchor(&left.lines, *idx, role_of).is_some());
    if let Some(header) = header {
        return has_headings(page, left, header, role_of);
    }
    let goes_on = |part: &Part| {
        let start = |page: &PageLayout| {
            page.lines
                .iter()
                .map(|line| line.left)
                .fold(f64::MAX, f64::min)
        };
        let other = pages.get(part.page);
        other.is_some_and(|other| (start(other) - start(page)).abs() <= COLUMN_SHIFT)
    };
    let parts = before.iter().flat_map(|spread| spread.parts.iter().skip(1));
    parts.rev().take(PAGES_MAX).any(goes_on)
}

/// Whether the first text of a page that is not cut stands beside the header of the left one, and has a
/// heading that annexes have.
fn has_headings(page: &PageLayout, left: &PageLayout, header: usize, role_of: RoleOf) -> bool {
    let is_ordinal = |line: &&Line| {
        let first = line.words.first().map(Word::text);
        first.is_some_and(|first| Ordinal::parse(&first).is_some())
    };
    let below = left.lines.get(header + 1..).unwrap_or_default();
    let foot = below
        .iter()
        .find(is_ordinal)
        .map_or(f64::MAX, |line| line.baseline);
    let top = left.lines.get(top_of_header(&left.lines, header));
    let top = top.map_or(f64::MAX, |line| line.baseline - line.size);
    let is_running = |line: &Line| {
        let mut others = left.lines.iter();
        others
            .any(|it| (it.baseline - line.baseline).abs() <= SHIFT_MAX && it.text() == line.text())
    };
    let own = page.lines.iter();
    let own = own.filter(|line| !page.is_cut_at(line.baseline) && !is_running(line));
    let own: Vec<&Line> = own
        .take_while(|line| line.baseline < foot - SHIFT_MAX)
        .collect();
    let is_below = own.first().is_some_and(|line| top <= line.baseline);
    let is_known = || headings(&own).iter().any(|text| role_of(text).is_some());
    let is_bold = |line: &&Line| line.words.iter().all(|word| word.is_bold);
    let mut rest = page
        .lines
        .iter()
        .filter(|line| foot - SHIFT_MAX <= line.baseline);
    let stands_out = own.iter().all(is_bold) && !rest.any(|line| is_bold(&line));
    is_below && (is_known() || (stands_out && has_gaps(page)))
}

/// Whether the lines of a page are at different distances, which another page has by no chance.
fn has_gaps(page: &PageLayout) -> bool {
    const OTHER: f64 = 2.0;
    let gaps = page.lines.windows(2).filter_map(|pair| match pair {
        [above, line] => Some(line.baseline - above.baseline),
        _ => None,
    });
    let (least, most) = gaps.fold((f64::MAX, f64::MIN), |it, gap| {
        (it.0.min(gap), it.1.max(gap))
    });
    LINES_MIN <= page.lines.len() && OTHER < most - least
}

/// Returns the texts of headings: words below and beside each other.
fn headings(lines: &[&Line]) -> Vec<String> {
    const GAP: f64 = 0.6;
    let mut words: Vec<&Word> = lines.iter().flat_map(|line| &line.words).collect();
    words.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut columns: Vec<(f64, Vec<&Word>)> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some((right, own)) if word.left - *right <= GAP * word.size => {
                *right = right.max(word.right);
                own.push(word);
            }
            _ => columns.push((word.right, vec![word])),
        }
    }
    let texts = columns.into_iter().map(|(_, mut words)| {
        words.sort_by(|one, other| {
            let order = one.baseline.total_cmp(&other.baseline);
            order.then(one.left.total_cmp(&other.left))
        });
        let texts: Vec<String> = words.into_iter().map(Word::text).collect();
        texts.join(" ")
    });
    texts.collect()
}

/// Returns by how far a page is to be moved to the right: so that lines that run over both go on, or behind
/// all texts of the pages before it.
fn shift(spread: &Spread, page: &PageLayout, pages: &[PageLayout]) -> f64 {
    let before = spread
        .parts
        .iter()
        .filter_map(|part| Some((part, pages.get(part.page)?)));
    let last = before.clone().next_back();
    let own = page.lines.iter();
    let over = own
        .clone()
        .filter(|line| page.is_cut_at(line.baseline))
        .filter_map(|line| {
            let (part, left) = last?;
            let is_same = |it: &&Line| {
                (it.baseline - line.baseline).abs() <= SHIFT_MAX && left.is_cut_at(it.baseline)
            };
            let start = left.lines.iter().find(is_same)?;
            Some(start.right + part.shift - line.left)
        });
    if let Some(shift) = over.max_by(f64::total_cmp) {
        return shift;
    }
    let rights =
        before.flat_map(|(part, page)| page.lines.iter().map(|line| line.right + part.shift));
    let right = rights.fold(0.0, f64::max);
    let first = own.clone().map(|line| line.left).fold(f64::MAX, f64::min);
    let size = own.map(|line| line.size).fold(0.0, f64::max);
    right + PAGES_GAP * size - first
}

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
    let numbers: Vec<u32> = numbers.filter(|number| *number < ORDINALS_MAX).collect();
    let pairs = numbers.windows(2);
    let counts = |pair: &&[u32]| matches!(pair, [left, right] if left + 1 == *right);
    let n_counting = pairs.clone().filter(counts).count();
    0 < n_counting && pairs.count() <= 2 * n_counting
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
