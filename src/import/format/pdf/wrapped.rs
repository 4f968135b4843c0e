//! Lines that run over the margin of the page, as those typed with tabs do: the rest stands at the left margin
//! below, where ordinals are.

use std::ops::Range;

use super::{lines::Line, placing::Placed, titles::has_ordinal};
use crate::model::Ordinal;

/// By how much lines at the margin may differ, in points.
const SAME_LEFT: f64 = 1.5;
/// Width of a space, and what a line may lack to be full, in sizes.
const SLACK: f64 = 0.6;
/// Maximum distance of two lines, in sizes, and of the words of a text.
const PITCH_MAX: f64 = 1.7;
const WORD_GAP: f64 = 0.6;
/// Maximum number of words of a rest.
const WORDS_MAX: usize = 6;

/// Returns the lines that are the rest of the one above.
pub(super) fn lines(lines: &[Line], body: Range<usize>, ordinals: (f64, f64)) -> Vec<usize> {
    let own = lines.get(body.clone()).unwrap_or_default();
    let right = own.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let is_rest = |idx: &usize| {
        let Some([above, line]) = lines.get(idx.saturating_sub(1)..=*idx) else {
            return false;
        };
        let Some(first) = line.words.first() else {
            return false;
        };
        let mut gaps = line.words.windows(2).map(|pair| match pair {
            [before, word] => word.left - before.right,
            _ => 0.0,
        });
        has_ordinal(above, ordinals)
            && (above.left - line.left).abs() <= SAME_LEFT
            && above.page == line.page
            && line.baseline - above.baseline <= PITCH_MAX * line.size
            && line.words.len() <= WORDS_MAX
            && gaps.all(|gap| gap <= WORD_GAP * line.size)
            && Ordinal::parse(&first.text()).is_none()
            && !first.is_bold
            && right < above.right + first.width() + SLACK * line.size
    };
    (body.start + 1..body.end).filter(is_rest).collect()
}

/// How far a rest stands below its line, in sizes: it belongs to no other.
const BELOW: f64 = 0.5;

/// Puts the rests of lines into the last column, close below their lines; it is a guess.
pub(super) fn place(placed: &mut [Placed], rests: &[usize], n_columns: usize) {
    for idx in rests {
        let above = idx.checked_sub(1).and_then(|idx| placed.get(idx));
        let above = above.map(|line| line.baseline + BELOW * line.size);
        let Some(line) = placed.get_mut(*idx) else {
            continue;
        };
        line.baseline = above.unwrap_or(line.baseline);
        line.middle = line.baseline;
        let mut pieces = std::mem::take(&mut line.pieces).into_iter();
        let Some((_, _, mut text)) = pieces.next() else {
            continue;
        };
        for (_, _, more) in pieces {
            text.right = more.right;
            text.words.extend(more.words);
        }
        text.is_unsure = true;
        line.pieces = vec![(n_columns - 1, n_columns - 1, text)];
    }
}
