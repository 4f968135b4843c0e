//! Vertical strips that no word of a table's body stands in: between columns.

use super::lines::{Line, Word};
use crate::model::Ordinal;

/// Maximum width of a space, in shares of the size.
const SPACE_MAX: f64 = 0.45;
/// Distance between words from which on they are headings of two columns, in shares of the size.
const HEADINGS_GAP: f64 = 0.6;
/// Distance that the words of a text hardly have, in shares of the size.
const FAR: f64 = 1.0;
/// Width of the steps in which words are counted, in points.
const STEP: f64 = 0.25;
const STEPS_MAX: f64 = 8_000.0;
/// Maximum distance of the baselines of texts beside each other, in sizes.
const BESIDE: f64 = 0.8;
/// The heading of a section for each so many rows may run over a strip.
const CROSSING_SHARE: usize = 2;
/// By how much the starts of aligned texts may differ, in points.
const ALIGNED_SHIFT: f64 = 0.8;

/// What tells two texts from two words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// Whether the file stores the spaces of its texts: words without one between them were placed
    /// each by itself.
    is_stored: bool,
    /// Maximum width of a space, in shares of the size.
    space_max: f64,
}

impl Spacing {
    pub fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Spacing {
        let mut n_bare = 0;
        // The widths of stored spaces.
        let mut spaces: Vec<f64> = Vec::new();
        for line in lines {
            for pair in line.words.windows(2) {
                let [before, word] = pair else {
                    continue;
                };
                let gap = (word.left - before.right) / line.size.max(0.1);
                match word.n_spaces {
                    1 => spaces.push(gap),
                    0 if gap <= SPACE_MAX => n_bare += 1,
                    _ => {}
                }
            }
        }
        spaces.sort_by(f64::total_cmp);
        let usual = spaces.get(spaces.len() / 2).copied().unwrap_or(0.0);
        Spacing {
            is_stored: 3 <= spaces.len() && n_bare <= 4 * spaces.len(),
            space_max: (1.3 * usual).clamp(SPACE_MAX, FAR),
        }
    }

    /// Returns the maximum width of a space, in shares of the size.
    pub fn space_max(self) -> f64 {
        self.space_max
    }

    /// Returns the distance from which on words are headings of two columns, in shares of the size.
    pub fn headings_gap(self) -> f64 {
        self.space_max.max(HEADINGS_GAP)
    }

    /// Whether the space between two words is missing although the file stores spaces.
    pub fn is_missing(self, word: &Word) -> bool {
        self.is_stored && word.n_spaces == 0
    }

    /// Whether two neighbouring words belong to two texts.
    pub fn is_apart(self, before: &Word, word: &Word, size: f64) -> bool {
        self.space_max * size < word.left - before.right || self.is_missing(word)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    pub left: f64,
    pub right: f64,
}

impl Strip {
    pub fn middle(self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// Returns the strips that separate columns, from left to right. The spaces of a text may lie below
/// each other too; but they are spaces, and a column's texts are at many distances from the next.
pub(super) fn strips(body: &[&Line], spacing: Spacing, n_rows: usize) -> Vec<Strip> {
    let mut strips = free_strips(body, spacing, n_rows);
    loop {
        let middle = |idx: usize, end: f64| strips.get(idx).map_or(end, |strip| strip.middle());
        let weakest = (0..strips.len())
            .filter_map(|idx| {
                let left = idx
                    .checked_sub(1)
                    .map_or(f64::MIN, |it| middle(it, f64::MIN));
                let ends = (left, middle(idx + 1, f64::MAX));
                Some((idx, lack(body, spacing, *strips.get(idx)?, ends)?))
            })
            .max_by_key(|(_, lack)| *lack);
        match weakest {
            Some((idx, _)) => strips.remove(idx),
            None => return strips,
        };
    }
}

/// What lines say of a strip between two columns.
#[derive(Default)]
struct Evidence {
    /// Lines with two texts at its sides, and with two words of a text.
    n_apart: usize,
    n_close: usize,
    n_crossing: usize,
    /// Whether two texts are further apart than words ever are.
    is_far: bool,
    /// Whether texts stand beside each other at its sides.
    has_both: bool,
}

/// Collects what lines say of the strip at `at`. `left` and `right` are the strips around the columns at its
/// sides.
fn evidence(body: &[&Line], spacing: Spacing, (left, at, right): (f64, f64, f64)) -> Evidence {
    let has_letters = |word: &Word| {
        let mut parts = word.parts.iter();
        parts.any(|(_, text)| text.contains(char::is_alphanumeric))
    };
    let mut found = Evidence::default();
    // The baselines of the lines with text at the sides.
    let (mut lefts, mut rights): (Vec<f64>, Vec<f64>) = Default::default();
    // Where texts begin that are further from the one before than a space, and those that are not.
    let (mut apart, mut close): (Vec<f64>, Vec<f64>) = Default::default();
    for line in body {
        let place = line.words.partition_point(|word| word.left < at);
        let (before, behind) = line.words.split_at(place);
        let mut inside = before.iter().rev().take_while(|word| left < word.left);
        let has_left = inside.any(has_letters);
        if has_left {
            lefts.push(line.baseline);
        }
        if before.last().is_some_and(|before| at < before.right) {
            found.n_crossing += 1;
            continue;
        }
        let Some(word) = behind.first().filter(|word| word.left < right) else {
            continue;
        };
        rights.push(line.baseline);
        match before.last() {
            Some(before) if !spacing.is_apart(before, word, line.size) => close.push(word.left),
            before => {
                let far = 2.0 * spacing.space_max * line.size;
                apart.push(word.left);
                found.is_far |= before.is_none_or(|it| far < word.left - it.right);
            }
        }
    }
    // A full line may come as close to the next text as a space; but that begins where others do.
    apart.sort_by(f64::total_cmp);
    let is_aligned = |start: &f64| {
        let at = apart.partition_point(|it| *it < start - ALIGNED_SHIFT);
        apart
            .get(at + 1)
            .is_some_and(|it| *it <= start + ALIGNED_SHIFT)
    };
    found.n_apart = apart.len();
    found.n_close = close.iter().filter(|start| !is_aligned(start)).count();
    // A text in the middle of its row may stand half a line above or below another.
    let reach = BESIDE * body.first().map_or(12.0, |line| line.size);
    found.has_both = lefts.iter().any(|left| {
        let at = rights.partition_point(|right| *right < left - reach);
        rights.get(at).is_some_and(|right| *right < left + reach)
    });
    found
}

/// Returns how much evidence a strip lacks that it separates the columns on its sides; `None` if it has
/// enough.
fn lack(
    body: &[&Line],
    spacing: Spacing,
    strip: Strip,
    (left, right): (f64, f64),
) -> Option<usize> {
    let found = evidence(body, spacing, (left, strip.middle(), right));
    let is_enough =
        found.has_both && 3 * found.n_close <= found.n_apart && (1 < found.n_apart || found.is_far);
    (!is_enough).then_some(1 + 3 * found.n_close)
}

/// Returns the strips without words, but for some lines that have no other text beside them.
fn free_strips(body: &[&Line], spacing: Spacing, n_rows: usize) -> Vec<Strip> {
    let words = || body.iter().flat_map(|line| &line.words);
    let from = words().map(|word| word.left).fold(f64::MAX, f64::min);
    let to = words().map(|word| word.right).fold(f64::MIN, f64::max);
    if to <= from {
        return Vec::new();
    }
    let n = ((to - from) / STEP).clamp(1.0, STEPS_MAX) as usize;
    let (mut many, mut few) = (vec![0usize; n], vec![0usize; n]);
    for line in body {
        let is_apart = |pair: &[Word]| match pair {
            [before, word] => {
                let gap = spacing.headings_gap() * line.size;
                gap < word.left - before.right || spacing.is_missing(word)
            }
            _ => false,
        };
        let n_texts = 1 + line.words.windows(2).filter(|pair| is_apart(pair)).count();
        let first = line.words.first().map(Word::text).unwrap_or_default();
        let is_heading = n_texts < 3 && Ordinal::parse(&first).is_some();
        let counts = if is_heading { &mut few } else { &mut many };
        line.words.iter().for_each(|word| count(counts, from, word));
    }
    let n_crossing = n_rows / CROSSING_SHARE;
    let costs = many.iter().zip(&few).map(|(many, few)| {
        let is_free = *many == 0 && *few <= n_crossing;
        if is_free { *few } else { usize::MAX }
    });
    let mut strips = Vec::new();
    let mut costs = costs.enumerate().peekable();
    while let Some((start, cost)) = costs.next() {
        if cost == usize::MAX {
            continue;
        }
        // The widest part of the strip with the fewest words.
        let mut best = (cost, start, start + 1);
        let mut open = best;
        while let Some((at, cost)) = costs.next_if(|(_, cost)| *cost != usize::MAX) {
            open = match cost == open.0 {
                true => (cost, open.1, at + 1),
                false => (cost, at, at + 1),
            };
            let rank =
                |(cost, start, end): (usize, usize, usize)| (cost, usize::MAX - (end - start));
            best = if rank(open) < rank(best) { open } else { best };
        }
        let place = |at: usize| from + STEP * at as f64;
        strips.push(Strip {
            left: place(best.1),
            right: place(best.2),
        });
    }
    strips
}

/// Counts a word in each step that it stands in.
fn count(counts: &mut [usize], from: f64, word: &Word) {
    let at = |x: f64| ((x - from) / STEP).clamp(0.0, counts.len() as f64) as usize;
    let (start, end) = (at(word.left), at(word.right).max(at(word.left) + 1));
    let steps = counts.iter_mut().take(end).skip(start);
    steps.for_each(|n| *n += 1);
}

/// Returns the place between `from` and `to` that best separates two columns, and the number of lines that
/// cross it.
pub(super) fn best_side(body: &[&Line], spacing: Spacing, (from, to): (f64, f64)) -> (f64, usize) {
    let words = body.iter().flat_map(|line| &line.words);
    let edges = words.flat_map(|word| [word.left, word.right]);
    let mut edges: Vec<f64> = edges.filter(|edge| from < *edge && *edge < to).collect();
    edges.extend([from, to]);
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|right, left| *right - *left < STEP);
    let mut best = ((from + to) / 2.0, (i64::MIN, 0), 0);
    for pair in edges.windows(2) {
        let [left, right] = pair else {
            continue;
        };
        let side = (left + right) / 2.0;
        let found = evidence(body, spacing, (f64::MIN, side, f64::MAX));
        let [n_apart, n_close, n_crossing] =
            [found.n_apart, found.n_close, found.n_crossing].map(|n| i64::try_from(n).unwrap_or(0));
        let rank = (
            n_apart - 3 * n_close - 2 * n_crossing,
            ((right - left) / STEP) as usize,
        );
        if best.1 < rank {
            best = (side, rank, found.n_crossing);
        }
    }
    (best.0, best.2)
}
