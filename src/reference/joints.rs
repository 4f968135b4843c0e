//! Slips of two words or of keys: a word that a blank tore apart ("th ực", "la o"), two that stand without
//! one ("thựchiện"), two in a row without their marks ("hoc tap"), and words typed in VNI ("hoa5ch").

use std::ops::Range;

use super::{
    plain_words::ONSETS,
    syllable_pairs::{Id, Pairs, RARE},
    words::{Kind, Word, id_of},
};
use crate::text::{
    confusion::{Confusion, Form},
    orthography::Syllable,
    search::like_written,
    telex,
};

/// A byte range and what is meant there.
pub(super) type Meant = (Range<usize>, String);

/// Two words must be written beside each other so often that their letters alone tell them.
const CLEAR_CLASS: u8 = 3;
/// A word must be counted so often that its keys alone tell it.
const USUAL: f32 = 60.0;

/// Finds what two words in a row are meant to be, where a blank tore one apart or both lack their marks.
pub(super) fn of_two(pairs: &Pairs, words: &[Word], at: usize) -> Option<Meant> {
    let word = words.get(at)?;
    let behind = words.get(at + 1).filter(|it| it.follows)?;
    if behind.kind != Kind::Plain {
        return None;
    }
    let range = word.start..behind.start + behind.text.len();
    let are_in_use = word.id.is_some() && behind.id.is_some();
    let meant = match torn(pairs, words, at) {
        None if !are_in_use => unmarked(pairs, word, behind),
        torn => torn.filter(|_| !are_in_use || behind.text.chars().nth(1).is_none()),
    }?;
    Some((range, meant))
}

/// What a blank may part from the end of a word.
const RESTS: &[&str] = &[
    "o", "e", "i", "u", "y", "ê", "ô", "ơ", "ư", "n", "g", "h", "p", "t", "c", "m", "ng", "nh",
    "ch",
];

/// Returns the word that a blank tore apart: its first part has no vowel, or its second is a letter or the
/// consonants of an end.
fn torn(pairs: &Pairs, words: &[Word], at: usize) -> Option<String> {
    let (word, behind) = (words.get(at)?, words.get(at + 1)?);
    let is_onset = ONSETS.contains(&word.text);
    let is_rest = word.kind == Kind::Plain && RESTS.contains(&behind.text);
    if !is_onset && !is_rest {
        return None;
    }
    let whole = format!("{}{}", word.lower, behind.lower);
    let id = id_of(pairs, &whole)?;
    // Neither part is a word of its own.
    let is_used = |it: &Word| it.id.is_some_and(|id| USUAL <= pairs.count(id));
    if USUAL <= pairs.count(id) && !is_used(word) && !is_used(behind) {
        return Some(whole);
    }
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let before = before.filter(|_| word.follows).and_then(|it| it.id);
    let next = words
        .get(at + 2)
        .filter(|it| it.follows)
        .and_then(|it| it.id);
    let fits = before.is_some_and(|it| pairs.is_frequent(it, id))
        || next.is_some_and(|it| pairs.is_frequent(id, it));
    fits.then_some(whole)
}

/// Returns the two words that people often write beside each other and that have these letters, where
/// one of them is none without its marks.
fn unmarked(pairs: &Pairs, word: &Word, behind: &Word) -> Option<String> {
    let is_bare = |it: &Word| it.kind == Kind::Plain && it.lower.is_ascii() && 1 < it.lower.len();
    if !is_bare(word) || !is_bare(behind) {
        return None;
    }
    let (mut best, mut class_of_best, mut n_best) = (None, CLEAR_CLASS, 0);
    for one in pairs.with_letters(&word.lower) {
        for two in pairs.with_letters(&behind.lower) {
            let Some(class) = pairs.class(*one, *two).filter(|it| class_of_best <= *it) else {
                continue;
            };
            n_best = if class_of_best == class {
                n_best + 1
            } else {
                1
            };
            (best, class_of_best) = (Some((*one, *two)), class);
        }
    }
    let (one, two) = best.filter(|_| n_best == 1)?;
    let (one, two) = (&pairs.form(one)?.text, &pairs.form(two)?.text);
    Some(format!("{one} {two}"))
}

/// A word tells the one behind it where that follows it this often.
const TOLD_SHARE: f32 = 0.3;

/// The same where the word behind tells it, too.
const LOST_SHARE: f32 = 0.2;

/// Completes a word of which one letter is left, where the word before it is mostly followed by one that
/// begins with this letter: "NHIỆM V".
pub(super) fn stump(pairs: &Pairs, word: &Word, before: &Word) -> Option<Meant> {
    let before = before.id?;
    if word.kind == Kind::Foreign || word.id.is_some() {
        return None;
    }
    let usual = pairs.after(before).filter_map(|id| {
        let form = pairs.form(id)?;
        let class = pairs.class(before, id).filter(|it| *it != RARE)?;
        let begins = form.text.starts_with(word.lower.as_str());
        begins.then_some((class, id, form))
    });
    let (_, id, form) = usual.max_by_key(|(class, ..)| *class)?;
    let is_told = TOLD_SHARE * pairs.count(before) <= pairs.times(before, id);
    let range = word.start..word.start + word.text.len();
    is_told.then(|| (range, like_written(word.text, &form.text)))
}

/// Returns both words where one swallowed the one before it, "ĐỘT PHÁT TRIỂN" for "ĐỘT PHÁ PHÁT TRIỂN": the
/// word before is mostly followed by one that is this word but for its last letter.
pub(super) fn swallowed(
    pairs: &Pairs,
    before: &Word,
    word: &Word,
    behind: Option<&Word>,
) -> Option<Meant> {
    let (one, own, next) = (before.id?, word.id?, behind?.id?);
    if pairs.is_frequent(one, own) || !pairs.is_frequent(own, next) {
        return None;
    }
    let (last, _) = word.lower.char_indices().next_back()?;
    let lost = pairs.id(word.lower.get(..last)?)?;
    if pairs.times(one, lost) < LOST_SHARE * pairs.count(one) {
        return None;
    }
    // "Hải quanh khu vực" is rather "Hải quan".
    let confusion = Form::of(&word.lower).confusion(pairs.form(lost)?);
    if confusion == Some(Confusion::Coda) || pairs.is_frequent(lost, next) {
        return None;
    }
    let lost = like_written(word.text, &pairs.form(lost)?.text);
    let range = word.start..word.start + word.text.len();
    Some((range, format!("{lost} {}", word.text)))
}

/// Returns the two words that a word without a blank between them consists of.
pub(super) fn glued(pairs: &Pairs, lower: &str) -> Option<String> {
    let cuts = lower.char_indices().map(|(at, _)| at).skip(2);
    let parts = cuts.filter_map(|at| {
        let (one, two) = lower.split_at_checked(at)?;
        Some((one, id_of(pairs, one)?, two, id_of(pairs, two)?))
    });
    let parts: Vec<_> = parts.collect();
    let mut often = parts
        .iter()
        .filter(|(_, first, _, second)| pairs.is_frequent(*first, *second));
    if let Some((one, _, two, _)) = often.next() {
        return Some(format!("{one} {two}"));
    }
    // Two words that seldom meet, where no others are written so.
    let is_used = |id: Id| USUAL <= pairs.count(id);
    match parts.as_slice() {
        [(one, first, two, second)] if is_used(*first) && is_used(*second) => {
            (GLUED_LETTERS <= lower.chars().count()).then(|| format!("{one} {two}"))
        }
        _ => None,
    }
}

/// Shorter words may be foreign, or one word with a letter too many.
const GLUED_LETTERS: usize = 6;

/// Finds words typed in VNI while the input method was off, beside a word that tells them.
pub(super) fn typed_in_vni(pairs: &Pairs, text: &str) -> Vec<Meant> {
    let is_key =
        |it: &[u8]| matches!(it, [a, b] if a.is_ascii_lowercase() && (b'1'..=b'9').contains(b));
    if !text.as_bytes().windows(2).any(is_key) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    let mut pieces = text.split_inclusive(' ').peekable();
    while let Some(piece) = pieces.next() {
        let bare = piece.trim_end().trim_end_matches(['.', ',', ';', ':', ')']);
        let next = pieces.peek().and_then(|it| {
            let word = it.trim_end().trim_end_matches(['.', ',', ';', ':', ')']);
            id_of(pairs, &word.to_lowercase())
        });
        let meant = telex::of_vni(bare).and_then(|it| {
            let text = telex::decoded(&it).map(Syllable::text)?;
            let id = pairs.id(&text).filter(|id| USUAL < pairs.count(*id))?;
            let fits = before.is_some_and(|it| pairs.is_frequent(it, id))
                || next.is_some_and(|it| pairs.is_frequent(id, it));
            fits.then_some((id, text))
        });
        before = match &meant {
            Some((id, _)) => Some(*id),
            None => id_of(pairs, &bare.to_lowercase()),
        };
        found.extend(meant.map(|(_, meant)| (at..at + bare.len(), meant)));
        at += piece.len();
    }
    found
}
