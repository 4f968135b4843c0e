//! Rows of the form that a row of an answer may be, by the words that they share.

use super::{form::FormAnnex, row_keys::RowKey};

/// Rows of the form that share a word with more rows than this are not looked up by it.
const COMMON_ROWS: usize = 12;

/// Returns the rows of the form that share a rare word with a row.
pub(super) fn suggestions(form: &FormAnnex, key: &RowKey) -> Vec<usize> {
    let words = key.text.split(' ');
    let rows = words.filter_map(|word| form.by_word.get(word));
    let mut rows: Vec<usize> = rows
        .filter(|rows| rows.len() <= COMMON_ROWS)
        .flatten()
        .copied()
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Returns the row of the form that shares the largest part of its words with a row, if that is at least
/// half of them.
pub(super) fn suggestion(form: &FormAnnex, key: &RowKey) -> Option<usize> {
    let own: Vec<&str> = key.text.split(' ').collect();
    let scored = suggestions(form, key).into_iter().filter_map(|row| {
        let there: Vec<&str> = form.rows.get(row)?.text.split(' ').collect();
        let n = own.iter().filter(|word| there.contains(word)).count();
        let is_like = own.len().max(there.len()) <= 2 * n;
        is_like.then(|| (2 * n * PARTS / (own.len() + there.len()), row))
    });
    scored
        .max_by_key(|(share, row)| (*share, usize::MAX - row))
        .map(|(_, row)| row)
}

const PARTS: usize = 1_000;
