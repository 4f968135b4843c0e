//! Ordinals at the left of a wide column without rules, whose heading stands in its middle.

use super::lines::{Line, Word};
use crate::model::Ordinal;

/// Minimum number of ordinals left of their heading.
const FAR_MIN: usize = 2;
/// Number of lines below the heading that are looked at.
const LINES_MAX: usize = 200;

/// Returns where ordinals begin left of their heading, each far from the text beside it, which begins behind
/// that of the heading; `None` if most stand below the heading.
pub(super) fn far_ordinals(lines: &[Line], heading: f64) -> Option<f64> {
    let is_ordinal = |word: &Word| Ordinal::parse(&word.text()).is_some();
    let firsts = || {
        lines
            .iter()
            .take(LINES_MAX)
            .filter_map(|line| Some((line, line.words.first()?)))
    };
    let is_far = |(line, word): &(&Line, &Word)| {
        let next = line.words.get(1);
        word.right < heading
            && is_ordinal(word)
            && next.is_some_and(|next| heading < next.left && line.size < next.left - word.right)
    };
    let n_below = firsts().filter(|(_, word)| heading <= word.right && is_ordinal(word));
    let far: Vec<f64> = firsts().filter(is_far).map(|(_, word)| word.left).collect();
    let is_usual = FAR_MIN <= far.len() && n_below.count() < far.len();
    is_usual.then(|| far.into_iter().fold(heading, f64::min))
}
