//! The columns of a table without rules: between strips that stay free over its body, and where the
//! header has two headings beside each other.

use super::{
    lines::{Line, Word},
    strips::{Spacing, Strip, best_side, strips},
};

/// Minimum number of lines that begin inside a column at one place, where it may be two.
const INNER_STARTS_MIN: usize = 4;

/// Maximum number of words with which two headings begin alike.
const REPEATED_MAX: usize = 12;

/// What is known of a table before its columns are.
pub(super) struct Place<'r> {
    pub n_rows: usize,
    /// Number of lines above that of the ordinals' heading that may belong to the header.
    pub n_above: usize,
    /// Lowest baseline of its headings.
    pub foot: f64,
    /// Where the heading of the ordinals begins.
    pub left: f64,
    /// The sides of the columns, if rules separate them.
    pub ruled: Option<&'r [f64]>,
}

/// The positions of the sides of columns.
#[derive(Debug)]
pub(super) struct Columns {
    pub sides: Vec<f64>,
    /// Where the texts of each column begin, at the leftmost.
    lefts: Vec<f64>,
    /// Whether each column may be several.
    is_unsure: Vec<bool>,
    pub spacing: Spacing,
}

impl Columns {
    /// Finds the columns of a body below the lines of a header.
    pub fn find(header: &[&Line], body: &[&Line], place: &Place) -> Columns {
        let left = place.left;
        let spacing = Spacing::of(header.iter().chain(body).copied());
        let words = || body.iter().flat_map(|line| &line.words);
        let ways = header_words(header, place);
        let all_of_header = ways.first().cloned().unwrap_or_default();
        // A line above that of the ordinals' heading may also be the last of the title, which reaches over
        // the columns: then the words make fewer headings.
        let most = ways
            .into_iter()
            .max_by_key(|words| texts(words, spacing).len());
        let of_header = most.unwrap_or_default();
        let free = strips(body, spacing, place.n_rows);
        let places = free.iter();
        let mut inner: Vec<f64> = places
            .map(|strip| {
                let between = between_alike(header, *strip);
                between.unwrap_or_else(|| clear_place(*strip, [&of_header, &all_of_header]))
            })
            .collect();
        let mut gaps: Vec<(f64, f64)> = Vec::new();
        for pair in texts(&of_header, spacing).windows(2) {
            if let [(_, from), (to, _)] = pair {
                gaps.push((*from, *to));
            }
        }
        for line in header {
            for pair in line.words.windows(2) {
                if let [before, word] = pair
                    && left - line.size <= before.left
                    && spacing.headings_gap() * line.size < word.left - before.right
                {
                    gaps.push((before.right, word.left));
                }
            }
        }
        let is_in = |side: f64, (from, to): (f64, f64)| (from - 1.0..=to + 1.0).contains(&side);
        // One with others in it, on another line, reaches over columns.
        let is_narrow = |gap: &&(f64, f64)| {
            !gaps
                .iter()
                .any(|it| it != *gap && gap.0 <= it.0 && it.1 <= gap.1)
        };
        let narrow: Vec<(f64, f64)> = gaps.iter().filter(is_narrow).copied().collect();
        for &(from, to) in &gaps {
            if inner.iter().any(|side| is_in(*side, (from, to))) {
                continue;
            }
            // A strip reaches into the gap, but its side was put where there is none.
            let strip = free.iter().enumerate().find(|(idx, strip)| {
                let side = inner.get(*idx).copied().unwrap_or(f64::MIN);
                strip.left.max(from) < strip.right.min(to)
                    && !narrow.iter().any(|gap| is_in(side, *gap))
            });
            if let Some((idx, strip)) = strip {
                if let Some(side) = inner.get_mut(idx) {
                    *side = (strip.left.max(from) + strip.right.min(to)) / 2.0;
                }
            } else {
                let (side, n_crossing) = best_side(body, spacing, (from, to));
                if 2 * n_crossing <= body.len() {
                    inner.push(side);
                }
            }
        }
        inner.sort_by(f64::total_cmp);
        let all = || of_header.iter().copied().chain(words());
        let first = all().map(|word| word.left).fold(left, f64::min) - 1.0;
        let last = all().map(|word| word.right).fold(left, f64::max) + 1.0;
        inner.retain(|side| first < *side && *side < last);
        let sides: Vec<f64> = match place.ruled {
            Some(sides) => sides.to_vec(),
            None => [first].into_iter().chain(inner).chain([last]).collect(),
        };
        let mut columns = Columns {
            lefts: vec![f64::MAX; sides.len().saturating_sub(1)],
            is_unsure: Vec::new(),
            sides,
            spacing,
        };
        for word in words() {
            let at = columns.at(word.left + 1.0);
            if let Some(left) = columns.lefts.get_mut(at) {
                *left = left.min(word.left);
            }
        }
        let is_unsure = columns.sides.windows(2).map(|pair| match pair {
            [left, right] if place.ruled.is_none() => {
                let middle = |word: &&Word| (word.left + word.right) / 2.0;
                let own = of_header.iter().copied();
                let mut heading: Vec<&Word> = own
                    .filter(|word| (*left..*right).contains(&middle(word)))
                    .collect();
                heading.sort_by(|left, right| {
                    let order = left.baseline.total_cmp(&right.baseline);
                    order.then(left.left.total_cmp(&right.left))
                });
                may_be_several(&heading, body, (*left, *right), spacing)
            }
            _ => false,
        });
        columns.is_unsure = is_unsure.collect();
        columns
    }

    pub fn len(&self) -> usize {
        self.sides.len() - 1
    }

    pub fn at(&self, x: f64) -> usize {
        let inner = self.sides.get(1..self.sides.len() - 1).unwrap_or_default();
        inner.partition_point(|side| *side <= x)
    }

    /// Returns the left side of a column, or the right one of the last.
    pub fn side(&self, column: usize) -> f64 {
        self.sides.get(column).copied().unwrap_or(0.0)
    }

    /// Whether a side is between two positions.
    pub fn has_side(&self, (from, to): (f64, f64)) -> bool {
        let inner = self.sides.get(1..self.sides.len() - 1).unwrap_or_default();
        let at = inner.partition_point(|side| *side < from);
        inner.get(at).is_some_and(|side| *side <= to)
    }

    /// Returns how far a heading is from the middle of its columns.
    pub fn off_middle(&self, (left, right): (f64, f64), (from, to): (usize, usize)) -> f64 {
        (left + right - self.side(from) - self.side(to + 1)).abs() / 2.0
    }

    /// Returns how far a heading is from the middle of its columns, or from where their texts begin.
    pub fn off(&self, sides: (f64, f64), span: (usize, usize)) -> f64 {
        let start = self.lefts.get(span.0).copied().unwrap_or(f64::MAX);
        self.off_middle(sides, span).min((sides.0 - start).abs())
    }

    /// Whether a cell of this column may hold the texts of several.
    pub fn is_unsure(&self, column: usize) -> bool {
        self.is_unsure.get(column) == Some(&true)
    }

    /// Whether a line has texts beside each other that a cell holds as one.
    pub fn is_joined(&self, line: &Line) -> bool {
        let mut others = line.words.iter().skip(1);
        others.any(|word| self.spacing.is_missing(word))
    }
}

/// Returns the words of the header from left to right: with all lines above that of the ordinals' heading,
/// without the first of them, and so on.
fn header_words<'l>(header: &[&'l Line], place: &Place) -> Vec<Vec<&'l Word>> {
    let words = |top: usize| {
        let lines = header.iter().skip(top);
        let near = lines.filter(|line| line.baseline <= place.foot);
        // What stands left of the ordinals is no heading.
        let words = near.flat_map(|line| &line.words);
        let mut words: Vec<&Word> = words.filter(|it| place.left - it.size <= it.left).collect();
        words.sort_by(|left, right| left.left.total_cmp(&right.left));
        words
    };
    (0..=place.n_above).map(words).collect()
}

/// Puts words, from left to right, together where they are no further apart than those of a heading.
fn texts(words: &[&Word], spacing: Spacing) -> Vec<(f64, f64)> {
    let mut texts: Vec<(f64, f64)> = Vec::new();
    for word in words {
        match texts.last_mut() {
            Some((_, to)) if word.left - *to <= spacing.headings_gap() * word.size => {
                *to = to.max(word.right);
            }
            _ => texts.push((word.left, word.right)),
        }
    }
    texts
}

/// Whether the words before a place are those behind it: two headings that begin alike.
pub(super) fn is_repeated(words: &[Word], at: usize) -> bool {
    let (before, behind) = words.split_at(at.min(words.len()));
    let texts = |words: &[Word]| words.iter().map(Word::text).collect::<Vec<_>>();
    let n_max = before.len().min(behind.len()).min(REPEATED_MAX);
    (1..=n_max).any(|n| {
        let last = before.get(before.len() - n..).unwrap_or_default();
        texts(last) == texts(behind.get(..n).unwrap_or_default())
    })
}

/// Returns the place in a strip between two headings that begin alike.
fn between_alike(header: &[&Line], strip: Strip) -> Option<f64> {
    header.iter().find_map(|line| {
        let mut places = 1..line.words.len();
        places.find_map(|at| {
            let [before, word] = line.words.get(at - 1..=at)? else {
                return None;
            };
            let (from, to) = (before.right.max(strip.left), word.left.min(strip.right));
            (from < to && is_repeated(&line.words, at)).then_some((from + to) / 2.0)
        })
    })
}

/// Returns the middle of the widest part of a strip where the fewest words of the header stand: of those
/// that make the most headings, then of all.
fn clear_place(strip: Strip, [header, all]: [&[&Word]; 2]) -> f64 {
    let edges = all.iter().flat_map(|word| [word.left, word.right]);
    let mut edges: Vec<f64> = edges
        .filter(|edge| strip.left < *edge && *edge < strip.right)
        .collect();
    edges.extend([strip.left, strip.right]);
    edges.sort_by(f64::total_cmp);
    let places = edges.windows(2).filter_map(|pair| match pair {
        [from, to] => {
            let middle = (from + to) / 2.0;
            let n_over = |words: &[&Word]| {
                let over = words.iter();
                over.filter(|it| it.left < middle && middle < it.right)
                    .count()
            };
            Some(((n_over(header), n_over(all)), *from - *to, middle))
        }
        _ => None,
    });
    let best = places.min_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
    best.map_or(strip.middle(), |(_, _, middle)| middle)
}

/// Whether a column may be several: a line of its heading has two parts, or many of its lines begin
/// at one place inside it, behind others.
fn may_be_several(
    heading: &[&Word],
    body: &[&Line],
    (left, right): (f64, f64),
    spacing: Spacing,
) -> bool {
    let is_inside = |word: &Word| left <= word.left + 1.0 && word.right - 1.0 <= right;
    let parts = heading.windows(2).any(|pair| match pair {
        [before, word] => {
            let is_beside = (before.baseline - word.baseline).abs() < 1.0;
            is_beside && spacing.headings_gap() * before.size < word.left - before.right
        }
        _ => false,
    });
    if parts {
        return true;
    }
    // The texts of each line inside the column: words no further apart than a space.
    let mut texts: Vec<(f64, f64)> = Vec::new();
    let mut n_lines = 0;
    for line in body {
        let words = line.words.iter().filter(|word| is_inside(word));
        let mut open: Option<(f64, f64)> = None;
        for word in words {
            open = match open {
                Some((from, to)) if word.left - to <= spacing.space_max() * line.size => {
                    Some((from, word.right))
                }
                _ => {
                    texts.extend(open);
                    Some((word.left, word.right))
                }
            };
        }
        n_lines += usize::from(open.is_some());
        texts.extend(open);
    }
    texts.sort_by(|left, right| left.0.total_cmp(&right.0));
    let first = texts.first().map_or(f64::MAX, |it| it.0);
    let inner = texts
        .iter()
        .enumerate()
        .filter(|(_, it)| first + 25.0 < it.0);
    let mut starts = inner.map(|(idx, (at, _))| {
        let behind = texts.get(idx..).unwrap_or_default();
        (behind.partition_point(|it| it.0 - at <= 0.8), *at)
    });
    starts.any(|(n, at)| {
        let before = || texts.iter().take_while(|it| it.0 < at - 1.0);
        let n_crossing = before().filter(|it| at < it.1).count();
        let n_before = before().count() - n_crossing;
        INNER_STARTS_MIN <= n && n_lines <= 2 * n && 2 <= n_before && n_crossing * 6 <= n_lines
    })
}
