//! The words of a name that say something.

use std::{cmp::Reverse, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::words::{Says, words};
use crate::{sorting, text::phrase::starts_with};

/// A word of a name with its place, counted in syllables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub says: Says,
    pub phrase: &'static str,
    pub start: usize,
    pub end: usize,
}

/// All words by their first syllable, the longest first.
static BY_FIRST: LazyLock<FxHashMap<&'static str, Vec<(&'static str, Says)>>> =
    LazyLock::new(|| {
        let mut sorted: Vec<(&str, Says)> = words().collect();
        sorting::by_key(&mut sorted, |(it, _)| Reverse(it.len()));
        let mut by_first: FxHashMap<&str, Vec<(&str, Says)>> = FxHashMap::default();
        for (phrase, says) in sorted {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            by_first.entry(first).or_default().push((phrase, says));
        }
        by_first
    });

/// The words of a name that say something, from the left, longer ones first.
pub(super) fn pieces(name: &str) -> Vec<Piece> {
    let syllables: Vec<&str> = name.split(' ').collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = syllables.get(at..).filter(|it| !it.is_empty()) {
        let text = rest.join(" ");
        let known = rest.first().and_then(|it| BY_FIRST.get(it));
        let found = known.and_then(|it| it.iter().find(|(it, _)| starts_with(&text, it)));
        // "5 không, 3 sạch" denies nothing.
        let counted = at.checked_sub(1).and_then(|it| syllables.get(it));
        let is_counted = counted.is_some_and(|it| it.chars().all(|c| c.is_ascii_digit()));
        let found = found.filter(|(_, says)| *says != Says::Not || !is_counted);
        let Some((phrase, says)) = found else {
            at += 1;
            continue;
        };
        let end = at + phrase.split(' ').count();
        pieces.push(Piece {
            says: *says,
            phrase,
            start: at,
            end,
        });
        at = end;
    }
    pieces
}
