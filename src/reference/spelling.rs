//! Finds misspelt words by what officials write beside each other.
//!
//! A word is weighed against each word that it may be confused with, in the company of both
//! neighbours: how much likelier each is there (a bigram model, in bits), and how much each belongs to the
//! neighbours, minus what the confusion costs. What bonds tell and confusions cost was fitted by logistic
//! regression to slips put at random into 57 000 sentences of the press, which the pairs were not counted in;
//! `examples/syllable_pairs` puts in such slips and tells how many are found.

use super::{
    bonds::{are_bound, bond, has_other_tone, is_told_firmly},
    habits::habit,
    joints::{Meant, of_two, stump, swallowed, typed_in_vni},
    levels::level,
    plain_words::{
        FOREIGN, STAND_ANYWHERE, begins_phrase, is_begun, is_short_unit, is_without_marks,
        multiplies,
    },
    seldom::introduces_name,
    syllable_pairs::{Id, Pairs, pairs},
    words::{Kind, Word, words},
};
use crate::text::{
    confusion::{Confusion, Form},
    orthography::Syllable,
    remembered::Remembered,
    search::like_written,
    telex,
};

/// A word that is probably a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Byte range of what is written.
    pub start: usize,
    pub end: usize,
    /// The intended words, where they are clear.
    pub meant: Option<String>,
}

impl Slip {
    fn of((range, meant): Meant) -> Slip {
        Slip {
            start: range.start,
            end: range.end,
            meant: Some(meant),
        }
    }
}

/// How much a syllable that nobody writes must gain, in bits, by another in its place.
const GAIN_MIN: f32 = 8.0;
/// What it tells, in bits, that the word meant belongs to a neighbour altogether.
pub const BOND_MEANT: f32 = 22.0;
/// What it tells against it that the word written does.
const BOND_WRITTEN: f32 = 17.5;
/// What it costs to have typed a word in Telex with the keyboard off.
const TELEX: f32 = -2.0;
/// How often a word is counted that only the dictionary has.
const IN_DICTIONARY: f32 = 6.0;
/// How much more the best word must gain than the next one.
const LEAD_MIN: f32 = 4.0;
/// Added to the minimum for a capital, which may begin a name: inside a sentence, beside another
/// capital, and at the start of a sentence.
const CAPITAL_INSIDE: f32 = 11.0;
const CAPITAL_BESIDE: f32 = 3.0;
const CAPITAL_FIRST: f32 = 4.0;
/// How much a word in capitals, which may be a name, must gain where no neighbour tells the word meant firmly.
const SHOUTED: f32 = 6.0;
/// What it costs to take a word in use for one with another letter, as a wrong key makes it.
const OTHER_KEY: f32 = 33.5;
/// Added to the minimum where it is not clear which word is meant.
const UNCERTAIN: f32 = 0.5;
/// A word that sounds like one that nobody writes must be written this often.
const FREQUENT: f32 = 60.0;
/// How much another word must gain over a syllable that nobody writes.
const GAIN_UNKNOWN: f32 = 4.0;
/// With more slips than one in this many words, the text is in another language or encoding.
const SLIPS_SHARE: usize = 3;

thread_local! {
    /// Slips by text: cells of a column repeat each other, and an edit checks the document again.
    static KNOWN: Remembered<Vec<Slip>> = Remembered::at_most(KNOWN_MAX);
    /// The best word by the word written and its company: a document repeats its phrases.
    static BEST: Remembered<Option<Best>, (String, Company)> = Remembered::at_most(KNOWN_MAX);
}

/// The word before the neighbour, and both neighbours.
type Company = [Option<Id>; 3];

const KNOWN_MAX: usize = 20_000;

/// Returns the probable slips of a text, from left to right.
pub fn slips(text: &str) -> Vec<Slip> {
    if text.len() < 2 {
        return Vec::new();
    }
    KNOWN.with(|it| it.get(text, |text| find(pairs(), text)))
}

fn find(pairs: &Pairs, text: &str) -> Vec<Slip> {
    let words = words(pairs, text);
    if is_without_marks(pairs, text, &words) {
        return vec![Slip {
            start: 0,
            end: text.len(),
            meant: None,
        }];
    }
    let mut slips: Vec<Slip> = Vec::new();
    let mut at = 0;
    // Behind two torn or unmarked words, nothing is known of the neighbour.
    let mut is_behind_two = false;
    while let Some(word) = words.get(at) {
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .filter(|_| word.follows);
        let behind = words.get(at + 1).filter(|it| it.follows);
        let place = Place {
            pairs,
            word,
            before_that: before
                .filter(|it| it.follows)
                .and_then(|_| words.get(at.checked_sub(2)?)),
            before,
            behind,
        };
        let of_two = of_two(pairs, &words, at).map(Slip::of);
        let habit = || habit(pairs, &words, at).map(Slip::of);
        let of_level = || level(pairs, &words, at).map(Slip::of);
        let of_one = || place.slip().filter(|_| !(is_behind_two && word.follows));
        let found = of_two
            .clone()
            .or_else(habit)
            .or_else(of_level)
            .or_else(of_one);
        let is_behind = |it: &Slip| slips.last().is_none_or(|last| last.end <= it.start);
        slips.extend(found.filter(is_behind));
        is_behind_two = of_two.is_some();
        at += 1 + usize::from(is_behind_two);
    }
    let n_words = words.iter().filter(|it| it.kind != Kind::Foreign).count();
    if n_words < slips.len() * SLIPS_SHARE && 1 < slips.len() {
        return Vec::new();
    }
    for slip in &mut slips {
        let written = text.get(slip.start..slip.end).unwrap_or_default();
        let is_shouted = !written.contains(char::is_lowercase);
        slip.meant = slip.meant.take().map(|it| match is_shouted {
            true => it.to_uppercase(),
            false => it,
        });
    }
    slips.extend(typed_in_vni(pairs, text).into_iter().map(Slip::of));
    slips.sort_by_key(|it| it.start);
    slips
}

/// A word and its neighbours.
pub(super) struct Place<'place> {
    pub(super) pairs: &'place Pairs,
    pub(super) word: &'place Word<'place>,
    /// What stands before the neighbour.
    before_that: Option<&'place Word<'place>>,
    pub(super) before: Option<&'place Word<'place>>,
    pub(super) behind: Option<&'place Word<'place>>,
}

impl Place<'_> {
    fn slip(&self) -> Option<Slip> {
        let word = self.word;
        // Both are in use beside the same words; `wording-mixed` knows which "hàng" is the form of laws.
        if matches!(word.lower.as_str(), "hàng" | "hằng" | "mỗi" | "mọi") {
            return None;
        }
        if word.lower.chars().nth(1).is_none() {
            return stump(self.pairs, word, self.before?).map(Slip::of);
        }
        if word.kind == Kind::Foreign || is_short_unit(&word.lower) {
            return None;
        }
        // "nguồn th": the text is cut there.
        if self.behind.is_none() && is_begun(&word.lower) {
            return None;
        }
        let found = |meant: Option<&str>| {
            Some(Slip {
                start: word.start,
                end: word.start + word.text.len(),
                meant: meant.map(|meant| like_written(word.text, meant)),
            })
        };
        if let Some(right) = &word.right {
            let (before, behind) = (
                self.before.and_then(|it| it.id),
                self.behind.and_then(|it| it.id),
            );
            let is_other = has_other_tone(self.pairs, right, before, behind);
            return found(Some(right.as_str()).filter(|_| !is_other));
        }
        // "cứu hộ giai đoạn": what the word before belongs to has ended.
        let has_ended = self.before_that.zip(self.before).is_some_and(|(that, it)| {
            that.id
                .zip(it.id)
                .is_some_and(|(that, it)| self.pairs.is_frequent(that, it))
        });
        let swallowed = self
            .before
            .filter(|_| !has_ended)
            .and_then(|before| swallowed(self.pairs, before, word, self.behind));
        if swallowed.is_some() {
            return swallowed.map(Slip::of);
        }
        // "tỷ con" under a heading of units.
        if self.before.is_none() && multiplies(&word.lower) && word.lower != "chục" {
            return None;
        }
        let are_fine = |one: Option<Id>, two: Option<Id>| match (one, two) {
            (Some(one), Some(two)) => self.pairs.is_frequent(one, two),
            _ => true,
        };
        let first = self.before.and_then(|it| it.id);
        let first = first.filter(|it| !begins_phrase(&word.lower) || are_fine(Some(*it), word.id));
        let second = self.behind.and_then(|it| it.id);
        // Fast path: nearly all words.
        if word.id.is_some() && are_fine(first, word.id) && are_fine(word.id, second) {
            return None;
        }
        let that = self.before_that.and_then(|it| it.id);
        let key = (word.lower.clone(), [that, first, second]);
        let best = BEST.with(|it| it.get(&key, |_| self.best(first, second)));
        let may_be = best;
        let best = best.filter(|it| {
            let is_sure = self.penalty() < it.gain;
            let may_be_other = word.may_be_of_name || FOREIGN.contains(&word.lower.as_str());
            let is_known = may_be_other && !is_told_firmly(self.pairs, (first, it.id, second));
            let is_name = self.begins_other_name(it.id)
                || self.is_of_other_language()
                || self.is_of_name(it.id);
            is_sure && !is_known && !is_name
        });
        // "CA HUẾ": what is written in capitals may be a name.
        let is_shouted = word.text.chars().all(char::is_uppercase);
        if let Some(best) = best {
            let meant = self.pairs.form(best.id).map(|it| it.text.as_str());
            let is_certain = LEAD_MIN <= best.lead;
            let least = UNCERTAIN + self.penalty();
            let may_be_name = is_shouted
                && best.gain < SHOUTED
                && Syllable::parse(&word.lower).is_some()
                && !is_told_firmly(self.pairs, (first, best.id, second));
            let is_unsure = !is_certain && word.id.is_some() && best.gain < least;
            if may_be_name || is_unsure {
                return None;
            }
            return found(meant.filter(|_| is_certain));
        }
        if word.kind == Kind::Capital && word.id.is_none() && Syllable::parse(&word.lower).is_none()
        {
            return found(Some(&self.name_meant()?));
        }
        if !self.is_unknown() {
            return None;
        }
        // A syllable that can be one is no slip because nobody writes it, "đuông dừa", "pí pặp".
        let is_syllable = !word.lower.is_ascii() && Syllable::parse(&word.lower).is_some();
        let speaks = || may_be.is_some_and(|it| GAIN_UNKNOWN - GAIN_MIN <= it.gain);
        let is_told =
            || may_be.is_some_and(|it| is_told_firmly(self.pairs, (first, it.id, second)));
        let is_name = (is_shouted && !is_told()) || self.is_of_other_language();
        if is_syllable && (is_name || !(speaks() || self.sounds_like_other())) {
            return None;
        }
        found(self.impossible()?.as_deref())
    }

    /// Whether the word sounds like one that people often write: "thãm", "xưởi", "phườn".
    fn sounds_like_other(&self) -> bool {
        let own = Form::of(&self.word.lower);
        self.pairs.often(FREQUENT).any(|it| {
            let confusion = own.confusion(it);
            matches!(
                confusion,
                Some(Confusion::HoiNga | Confusion::Onset | Confusion::Coda)
            )
        })
    }

    /// Whether a syllable that nobody writes stands beside another: both are of another language, or a name,
    /// "chụ xon xao".
    fn is_of_other_language(&self) -> bool {
        let is_unused = |it: &Word| {
            let is_rare = it.id.is_none_or(|id| self.pairs.count(id) < IN_DICTIONARY);
            is_rare && Syllable::parse(&it.lower).is_some() && it.lower.chars().nth(1).is_some()
        };
        let beside = [self.before, self.behind];
        is_unused(self.word) && beside.into_iter().flatten().any(is_unused)
    }

    /// Whether the word begins a name, or stands before one ("xứ Cồn Mả", "Hủa Phăn"), of which `meant` is
    /// not known to be a part.
    fn begins_other_name(&self, meant: Id) -> bool {
        self.behind.is_some_and(|behind| {
            let is_name = matches!(behind.kind, Kind::Capital | Kind::Foreign);
            let is_known = behind
                .id
                .is_some_and(|it| self.pairs.is_frequent(meant, it));
            let may_begin = self.word.kind == Kind::Capital || introduces_name(&self.word.lower);
            is_name && !is_known && may_begin
        }) || self.begins_compound_of_name(meant)
    }

    /// Whether a capital inside a sentence is of a name, "Xây dựng La Ngà", rather than a word that joins others.
    fn is_of_name(&self, meant: Id) -> bool {
        let form = self.pairs.form(meant);
        self.word.kind == Kind::Capital
            && self.before.is_some()
            && form.is_some_and(|it| STAND_ANYWHERE.contains(&it.text.as_str()))
    }

    /// Whether a capital behind another begins the next part of a name, "Hội Đông y": as the end of a
    /// compound it would be small.
    fn begins_compound_of_name(&self, meant: Id) -> bool {
        let is_capital = |it: &Word| it.kind == Kind::Capital;
        let behind = self.behind.and_then(|it| it.id);
        is_capital(self.word)
            && self.before.is_some_and(is_capital)
            && behind.is_some_and(|it| !self.pairs.is_frequent(meant, it))
    }

    fn penalty(&self) -> f32 {
        if self.word.kind != Kind::Capital {
            return 0.0;
        }
        let is_capital = |it: Option<&Word>| it.is_some_and(|it| it.kind == Kind::Capital);
        let inside = if self.before.is_some() {
            CAPITAL_INSIDE
        } else {
            CAPITAL_FIRST
        };
        let beside = is_capital(self.before) || is_capital(self.behind);
        inside + if beside { CAPITAL_BESIDE } else { 0.0 }
    }

    /// Returns the word that fits best between the neighbours.
    fn best(&self, before: Option<Id>, behind: Option<Id>) -> Option<Best> {
        let own = Form::of(&self.word.lower);
        let is_in_use = self.word.id.is_some();
        let is_short = self.word.lower.chars().nth(2).is_none();
        let telex = telex::decoded(&self.word.lower).map(Syllable::text);
        let is_unseen = |one: Option<Id>, two: Option<Id>| {
            let both = one.zip(two);
            both.is_none_or(|(one, two)| self.pairs.class(one, two).is_none())
        };
        let is_alone = is_unseen(before, self.word.id) && is_unseen(self.word.id, behind);
        let key = |id: Id| {
            let is_bound =
                are_bound(self.pairs, before, Some(id)) || are_bound(self.pairs, Some(id), behind);
            (is_alone && is_bound).then_some(OTHER_KEY)
        };
        let mut best: Option<Best> = None;
        let candidates = before.into_iter().flat_map(|it| self.pairs.after(it));
        let candidates = candidates.chain(behind.into_iter().flat_map(|it| self.pairs.before(it)));
        for id in candidates {
            if best.as_ref().is_some_and(|it| it.id == id) {
                continue;
            }
            let Some(form) = self.pairs.form(id) else {
                continue;
            };
            let cost = match own.confusion(form) {
                _ if telex.as_ref() == Some(&form.text) => Some(TELEX),
                // Too many words are one letter longer than a short one, or one letter away.
                Some(Confusion::Lost) if is_in_use && is_short => key(id),
                Some(confusion) => confusion
                    .cost(is_in_use)
                    .or_else(|| key(id).filter(|_| !is_short)),
                None => None,
            };
            let Some(cost) = cost else {
                continue;
            };
            let gain = self.gain(before, id, behind) - cost + self.bonds(before, id, behind);
            best = Some(match best {
                Some(first) if gain <= first.gain => Best {
                    lead: first.lead.min(first.gain - gain),
                    ..first
                },
                Some(first) => Best {
                    id,
                    gain,
                    lead: gain - first.gain,
                },
                None => Best {
                    id,
                    gain,
                    lead: f32::INFINITY,
                },
            });
        }
        best
    }

    /// What it tells, in bits, how much the word meant belongs to its neighbours, and the word written.
    fn bonds(&self, before: Option<Id>, meant: Id, behind: Option<Id>) -> f32 {
        let Some(written) = self.word.id else {
            return -GAIN_MIN;
        };
        let strongest = |id: Id| {
            let first = before.and_then(|it| bond(self.pairs, it, id));
            let second = behind.and_then(|it| bond(self.pairs, id, it));
            first.unwrap_or(0.0).max(second.unwrap_or(0.0)).sqrt()
        };
        BOND_MEANT * strongest(meant) - BOND_WRITTEN * strongest(written)
    }

    /// Binary logarithm of how much likelier `meant` is between the neighbours than the word written.
    fn gain(&self, before: Option<Id>, meant: Id, behind: Option<Id>) -> f32 {
        let chance = |word: Option<Id>| {
            let first = self.pairs.chance(before, word).log2();
            let second = behind.map_or(0.0, |_| self.pairs.chance(word, behind).log2());
            first + second
        };
        chance(Some(meant)) - chance(self.word.id)
    }
}

#[derive(Clone, Copy)]
struct Best {
    id: Id,
    gain: f32,
    /// How much more it gains than the next one.
    lead: f32,
}

#[cfg(test)]
pub(super) mod tests;
