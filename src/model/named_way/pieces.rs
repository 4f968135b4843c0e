//! The words of a name that say something.

use std::{cmp::Reverse, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::words;
use crate::{sorting, text::phrase::starts_with};

/// What a word says within a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing, whatever its syllables say elsewhere.
    Nothing,
    /// Something that is made, held or kept: more is planned.
    Thing,
    /// An attribute or a matter that is not wanted: "nghèo", "ô nhiễm".
    BadThing,
    /// An event that is not wanted: "tai nạn".
    BadEvent,
    /// What is amiss with anything: "hỏng", "quá hạn".
    Amiss,
    /// The same, with a verb behind it that is left undone: "ngừng cấp nước".
    Stops,
    /// What a plan raises: "sản lượng".
    Amount,
    /// What is wanted.
    Good,
    /// "Có": good unless what is had is bad.
    Has,
    /// What is done, with or without an object.
    Deed,
    /// What is done about bad things.
    Remedy,
    /// What makes bad things fewer, also states: "giảm", "khắc phục".
    Undoes,
    /// "Được": something is done about what stands ahead of it.
    Passive,
    /// "Bị".
    Suffers,
    Not,
    NotYet,
    /// What is wanted, denied: "chưa lắp".
    Denied,
    Grows,
}

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
        let mut words: Vec<(&str, Says)> = words::words().collect();
        sorting::by_key(&mut words, |(it, _)| Reverse(it.len()));
        let mut by_first: FxHashMap<&str, Vec<(&str, Says)>> = FxHashMap::default();
        for (phrase, says) in words {
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
