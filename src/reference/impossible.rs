//! Words that are slips whatever stands beside them: no syllable, no word in use.

use super::{
    joints::glued,
    plain_words::{FOREIGN, is_joined_as_loanword, is_loanword, is_vietnamese},
    seldom::is_rare,
    spelling::Place,
    words::Kind,
};
use crate::text::{
    confusion::{Confusion, Form},
    orthography::Syllable,
    telex,
};

/// A frequent word.
const FREQUENT: f32 = 60.0;
/// A word that is in use at least.
const SELDOM: f32 = 10.0;

impl Place<'_> {
    /// What a word with a capital is meant to be that is no syllable: one in use whose marks are on other
    /// letters, "Phuờng", or two without the blank between them, "Thànhphố".
    pub(super) fn name_meant(&self) -> Option<String> {
        if self.word.lower.is_ascii() {
            return self.typed();
        }
        if let Some(parts) = glued(self.pairs, &self.word.lower) {
            return Some(parts);
        }
        let own = Form::of(&self.word.lower);
        let alike = self.pairs.with_letters(own.bare()).iter();
        let mut alike = alike.filter(|id| {
            let form = self.pairs.form(**id);
            FREQUENT <= self.pairs.count(**id)
                && form.and_then(|it| own.confusion(it)) == Some(Confusion::Mark)
        });
        let only = alike.next().filter(|_| alike.next().is_none())?;
        Some(self.pairs.form(*only)?.text.clone())
    }

    /// Whether nobody uses a word that is no name: one in small letters, or one that begins a sentence and is
    /// followed by one in small letters ("Điễm tiếp nhận").
    pub(super) fn is_unknown(&self) -> bool {
        let word = self.word;
        let begins = word.kind == Kind::Capital
            && self.before.is_none()
            && self.behind.is_some_and(|it| it.kind == Kind::Plain);
        let is_common = word.kind == Kind::Plain || begins;
        is_common && word.id.is_none() && !word.may_be_of_name && !is_rare(&word.lower)
    }

    /// Whether a word that nobody uses is a slip whatever stands beside it; with the intended word
    /// where it is clear.
    pub(super) fn impossible(&self) -> Option<Option<String>> {
        let lower = self.word.lower.as_str();
        let n_letters = lower.chars().count();
        let has_vowel =
            lower.contains(|c: char| is_vietnamese(c) && c != 'đ' || "aeiouy".contains(c));
        if !has_vowel {
            // An abbreviation.
            return None;
        }
        if !lower.is_ascii() {
            let is_vietnamese = lower
                .chars()
                .all(|c| c.is_ascii_lowercase() || is_vietnamese(c));
            if !is_vietnamese || is_loanword(lower) {
                return None;
            }
            if let Some(parts) = glued(self.pairs, lower) {
                return Some(Some(parts));
            }
            let is_slip = n_letters <= 7 && !is_joined_as_loanword(lower);
            return is_slip.then_some(None);
        }
        if let Some(marked) = self.unmarked() {
            return Some(marked);
        }
        if n_letters < 4 || FOREIGN.contains(&lower) {
            return None;
        }
        if let Some(typed) = self.typed() {
            return Some(Some(typed));
        }
        let has_key = lower.ends_with(['f', 'r', 'j', 'x']);
        let has_doubled = ["aa", "ee", "oo", "ow", "uw", "aw", "dd"]
            .iter()
            .any(|it| lower.contains(it));
        let has_tone = has_key || lower.ends_with('s');
        let typed = telex::decoded(lower).map(Syllable::text);
        let typed = typed.filter(|it| {
            self.pairs
                .id(it)
                .is_some_and(|id| FREQUENT / 4.0 < self.pairs.count(id))
        });
        if let Some(typed) = typed.filter(|_| has_key || (has_doubled && has_tone)) {
            return Some(Some(typed));
        }
        None
    }

    /// The word in use whose keys of Telex this is, where it can be nothing else.
    fn typed(&self) -> Option<String> {
        let lower = self.word.lower.as_str();
        let meant = telex::decoded(lower).map(Syllable::text)?;
        let is_in_use = self
            .pairs
            .id(&meant)
            .is_some_and(|id| SELDOM <= self.pairs.count(id));
        let is_foreign = FOREIGN.contains(&lower);
        (is_in_use && !is_foreign && telex::is_typed(lower)).then_some(meant)
    }

    /// Whether a word in use is left when one of two equal letters in a row is taken out.
    fn has_letter_twice(&self) -> bool {
        let lower = self.word.lower.as_str();
        let letters: Vec<(usize, char)> = lower.char_indices().collect();
        let doubled = letters.windows(2).filter_map(|pair| match pair {
            [(_, one), (at, two)] if one == two => Some(*at),
            _ => None,
        });
        doubled.into_iter().any(|at| {
            let (before, behind) = lower.split_at_checked(at).unwrap_or((lower, ""));
            let without = [before, behind.get(1..).unwrap_or_default()].concat();
            self.pairs.id(&without).is_some()
        })
    }

    /// Whether a word without marks is Vietnamese only with them, "thoat", with the word in use where
    /// there is but one.
    fn unmarked(&self) -> Option<Option<String>> {
        let lower = self.word.lower.as_str();
        let stands_alone = self.before.is_none_or(|it| it.id.is_none())
            && self.behind.is_none_or(|it| it.id.is_none());
        if lower.len() < 3
            || stands_alone
            || FOREIGN.contains(&lower)
            || Syllable::parse(lower).is_some()
        {
            return None;
        }
        let marked = self.pairs.marked(lower);
        match marked.as_slice() {
            [] => None,
            // "Đặc khuu": a letter twice as well as one without its mark.
            _ if self.has_letter_twice() => Some(None),
            [only] => Some(Some((*only).to_owned())),
            _ => Some(None),
        }
    }
}
