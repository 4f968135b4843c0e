//! What values come to, and the answers that say nothing.

use crate::text::likeness::{folded, words};

/// What the values of several units come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// The sum of counts or money.
    Sum(f64),
    /// Lowest, median and highest of percentages, levels and other values that do not add up.
    Spread { low: f64, median: f64, high: f64 },
    /// How many say "Đạt", and how many answered.
    Met { n: usize, of: usize },
    /// How many say "Có", and how many answered.
    Yes { n: usize, of: usize },
    /// How many put a mark under the heading of the column.
    Marked(usize),
    /// What some say in figures, and how many answered in words.
    Partly(Box<Total>, usize),
    /// Texts, which are listed and not counted.
    Texts,
}

/// Words that say that there is nothing to count, without marks.
const NOTHING: &[&str] = &["khong phat sinh", "khong co", "khong"];

/// Whether an answer says that there is none.
pub(super) fn says_nothing(text: &str) -> bool {
    NOTHING.contains(&folded(&words(text)).join(" ").as_str())
}
