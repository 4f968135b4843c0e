//! Words that no neighbour speaks for: what stands in their place elsewhere tells whether they are slips.

use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

use super::{
    plain_words::multiplies,
    syllable_pairs::{Id, Pairs, pairs},
    words::{Kind, words},
};
use crate::text::{
    confusion::Form,
    letters::{is_alphabetic, lower, lowercase},
    remembered::Remembered,
};

/// What stands beside a word, in small letters; without a neighbour, it begins or ends a phrase. All names
/// are one, [`NAME`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub before: Option<String>,
    pub behind: Option<String>,
}

const NAME: &str = "*";

/// A word that no neighbour speaks for.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// Byte range of the word.
    pub start: usize,
    pub end: usize,
    pub word: String,
    pub place: Place,
}

thread_local! {
    static KNOWN: Remembered<Vec<Doubt>> = Remembered::new();
}

/// Returns the words of a text in small letters that people write beside neither neighbour.
pub fn doubts(text: &str) -> Vec<Doubt> {
    KNOWN.with(|it| it.get(text, |text| find(pairs(), text)))
}

fn find(pairs: &Pairs, text: &str) -> Vec<Doubt> {
    let words = words(pairs, text);
    let doubts = words.iter().enumerate().filter_map(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let before = before.filter(|_| word.follows);
        let behind = words.get(at + 1).filter(|it| it.follows);
        let is_plain = word.kind == Kind::Plain && word.lower.chars().nth(1).is_some();
        let place = Place {
            before: before.map(|it| neighbour(it.text, !it.follows)),
            behind: behind.map(|it| neighbour(it.text, false)),
        };
        let is_word = |it: &Option<String>| it.as_deref().is_some_and(|it| it != NAME);
        let is_alone = !is_word(&place.before) && !is_word(&place.behind);
        let is_told = before.is_some_and(|it| is_told(pairs, it.id, word.id))
            || behind.is_some_and(|it| is_told(pairs, word.id, it.id));
        if !is_plain || is_alone || is_told || multiplies(&word.lower) {
            return None;
        }
        Some(Doubt {
            start: word.start,
            end: word.start + word.text.len(),
            word: word.lower.clone(),
            place,
        })
    });
    doubts.collect()
}

/// A neighbour as it is compared: the first word of a phrase may have a capital and be no name.
fn neighbour(word: &str, is_first: bool) -> String {
    match word.starts_with(char::is_uppercase) && !is_first {
        true => NAME.to_owned(),
        false => lowercase(word),
    }
}

fn is_told(pairs: &Pairs, one: Option<Id>, two: Option<Id>) -> bool {
    one.zip(two)
        .is_some_and(|(one, two)| pairs.is_frequent(one, two))
}

/// Whether people often write a word beside one of its neighbours.
pub fn is_usual(word: &str, place: &Place) -> bool {
    let pairs = pairs();
    let id = |it: &str| pairs.id(it);
    let (before, behind) = (place.before.as_deref(), place.behind.as_deref());
    is_told(pairs, before.and_then(id), id(word)) || is_told(pairs, id(word), behind.and_then(id))
}

/// Whether one word may be written for another by mistake.
pub fn are_confused(written: &str, meant: &str) -> bool {
    let is_in_use = pairs().id(written).is_some();
    let confusion = Form::of(written).confusion(&Form::of(meant));
    confusion.is_some_and(|it| it.cost(is_in_use).is_some())
}

/// Places with what stands in them, and how often; they are found by the hash of their neighbours, since a long
/// annex has very many words and few in doubt.
pub struct Places<'doubt> {
    by_hash: FxHashMap<u64, Vec<Filled<'doubt>>>,
}

struct Filled<'doubt> {
    place: &'doubt Place,
    words: Vec<(String, usize)>,
}

impl<'doubt> Places<'doubt> {
    pub fn of(places: impl Iterator<Item = &'doubt Place>) -> Places<'doubt> {
        let mut by_hash: FxHashMap<u64, Vec<Filled>> = FxHashMap::default();
        for place in places {
            let here = by_hash.entry(place.hash()).or_default();
            if !here.iter().any(|it| it.place == place) {
                let words = Vec::new();
                here.push(Filled { place, words });
            }
        }
        Places { by_hash }
    }

    /// Notes the words of a text that stand in these places; the text is written in `n` cells.
    pub fn note(&mut self, text: &str, n: usize) {
        each_place(text, |hash, word, place| {
            let Some(here) = self.by_hash.get_mut(&hash) else {
                return;
            };
            let (place, word) = (place(), lowercase(word));
            let Some(filled) = here.iter_mut().find(|it| *it.place == place) else {
                return;
            };
            match filled.words.iter_mut().find(|(it, _)| *it == word) {
                Some((_, known)) => *known += n,
                None => filled.words.push((word, n)),
            }
        });
    }

    /// What stands in a place, and how often.
    pub fn words(&self, place: &Place) -> &[(String, usize)] {
        let here = self.by_hash.get(&place.hash());
        let filled = here.and_then(|it| it.iter().find(|it| it.place == place));
        filled.map_or(&[][..], |it| &it.words)
    }
}

impl Place {
    fn hash(&self) -> u64 {
        let hash = |it: &Option<String>| it.as_deref().map_or(NOTHING, word_hash);
        hash_of_both(hash(&self.before), hash(&self.behind))
    }
}

/// The hash of no neighbour.
const NOTHING: u64 = 0;

/// The hash of a word, in small letters.
fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars() {
        hasher.write_u32(u32::from(lower(c)));
    }
    hasher.finish()
}

fn hash_of_both(before: u64, behind: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(before);
    hasher.write_u64(behind);
    hasher.finish()
}

/// Calls `look` with each word of a text, the hash of its place, and what makes the place.
fn each_place(text: &str, mut look: impl FnMut(u64, &str, &dyn Fn() -> Place)) {
    let name = word_hash(NAME);
    let mut words: Vec<(&str, u64)> = Vec::new();
    // Words with only blanks between them.
    for phrase in text.split(|c: char| !is_alphabetic(c) && c != ' ' && c != '\u{a0}') {
        words.clear();
        words.extend(phrase.split_whitespace().enumerate().map(|(at, word)| {
            let is_name = 0 < at && word.starts_with(char::is_uppercase);
            (word, if is_name { name } else { word_hash(word) })
        }));
        for (at, (word, _)) in words.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            let behind = words.get(at + 1);
            let hash = |it: Option<&(&str, u64)>| it.map_or(NOTHING, |(_, hash)| *hash);
            look(hash_of_both(hash(before), hash(behind)), word, &|| Place {
                before: before.map(|(it, _)| neighbour(it, at == 1)),
                behind: behind.map(|(it, _)| neighbour(it, false)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_doubt_where_no_neighbour_speaks_for_it() {
        let words =
            |text: &str| -> Vec<String> { doubts(text).into_iter().map(|it| it.word).collect() };
        assert_eq!(words("Đường liên xả Bắc Mê"), ["xả"]);
        assert_eq!(words("phát triển kinh tế, xã hội"), [""; 0]);
    }

    #[test]
    fn places_are_between_neighbours() {
        let mut found = Vec::new();
        each_place(
            "Đường liên xã Minh Ngọc, phường",
            |hash, word, place| {
                let place = place();
                assert_eq!(place.hash(), hash);
                let [before, behind] = [&place.before, &place.behind]
                    .map(|it| it.as_deref().unwrap_or("-").to_owned());
                found.push(format!("{before} {} {behind}", lowercase(word)));
            },
        );
        assert_eq!(
            found,
            [
                "- đường liên",
                "đường liên xã",
                "liên xã *",
                "xã minh *",
                "* ngọc -",
                "- phường -"
            ]
        );
    }
}
