//! Counts syllables and pairs of a text.

use std::{
    collections::{BTreeMap, HashMap},
    io::BufRead,
};

use super::packing::code;

/// How often each syllable and each pair is written, without capitals: names are no words.
#[derive(Default)]
pub struct Counts {
    pub syllables: BTreeMap<u16, f64>,
    pub pairs: BTreeMap<(u16, u16), f64>,
}

impl Counts {
    /// Counts a text. Two syllables are beside each other with blanks between, or the `_` by which corpora
    /// join the syllables of a word.
    pub fn of(text: impl BufRead) -> Counts {
        let mut counts = Counts::default();
        let mut known: HashMap<String, Option<u16>> = HashMap::new();
        for line in text.split(b'\n') {
            let line = line.unwrap();
            let line = String::from_utf8_lossy(&line);
            for phrase in line.split(|c: char| !c.is_alphabetic() && !" _\u{a0}".contains(c)) {
                let mut before = None;
                for word in phrase
                    .split([' ', '_', '\u{a0}'])
                    .filter(|it| !it.is_empty())
                {
                    let lower = word.to_lowercase();
                    let own = *known.entry(lower).or_insert_with_key(|it| code(it));
                    let is_capital = word.starts_with(char::is_uppercase);
                    if let Some(own) = own.filter(|_| !is_capital) {
                        *counts.syllables.entry(own).or_default() += 1.0;
                        if let Some(before) = before {
                            *counts.pairs.entry((before, own)).or_default() += 1.0;
                        }
                    }
                    before = own;
                }
            }
        }
        // What a text has once tells little, and would make half of the pairs.
        counts.pairs.retain(|_, n| 1.0 < *n);
        counts
    }

    /// Adds other counts with a weight.
    pub fn add(&mut self, other: &Counts, weight: f64) {
        for (code, n) in &other.syllables {
            *self.syllables.entry(*code).or_default() += weight * n;
        }
        for (pair, n) in &other.pairs {
            *self.pairs.entry(*pair).or_default() += weight * n;
        }
    }
}
