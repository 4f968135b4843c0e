//! The words by which reports say what became of a matter: done, going on, not known, not carried out.

pub(super) mod assessed;
pub(super) mod done;
pub(super) mod dropped;
pub(super) mod going_on;
pub(super) mod unknown;

use crate::text::phrase::{has_phrase, starts_with};

/// Whether words in lower case begin with one of a list.
pub(super) fn begins(said: &str, list: &[&str]) -> bool {
    list.iter().any(|it| starts_with(said, it))
}

/// Whether words in lower case have one of a list.
pub(super) fn says(said: &str, list: &[&str]) -> bool {
    list.iter().any(|it| has_phrase(said, it))
}
