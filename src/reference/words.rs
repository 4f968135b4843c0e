//! The words of a text, as the spelling is judged by them.

use super::{
    seldom::introduces_name,
    syllable_pairs::{Id, Pairs},
};
use crate::text::{
    letters::{is_alphabetic, lowercase},
    orthography::{Syllable, misplaced},
    telex::is_typed,
};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word<'text> {
    pub text: &'text str,
    pub start: usize,
    pub lower: String,
    pub id: Option<Id>,
    /// The word with its tone mark on the right letter, where it stands on a wrong one.
    pub right: Option<String>,
    /// Whether only blanks separate it from the word before.
    pub follows: bool,
    pub kind: Kind,
    /// Whether it may be of a name, though all is written in capitals, "XÃ CON CUÔNG": it is taken for another
    /// only where both neighbours tell.
    pub may_be_of_name: bool,
}

/// Words counted less often are rare in laws.
const RARELY: f32 = 30.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In small letters, or all letters of the text are capitals.
    Plain,
    /// Begins with a capital.
    Capital,
    /// An abbreviation, a name with capitals inside, a part of an address, beside a digit.
    Foreign,
}

/// Finds a lower-case word, wherever its tone mark is.
pub(super) fn id_of(pairs: &Pairs, lower: &str) -> Option<Id> {
    pairs
        .id(lower)
        .or_else(|| pairs.id(&Syllable::parse(lower)?.text()))
}

pub(super) fn words<'text>(pairs: &Pairs, text: &'text str) -> Vec<Word<'text>> {
    let is_shouted = !text.chars().any(char::is_lowercase);
    let mut words: Vec<Word> = Vec::new();
    let mut rest = text;
    // End of the previous word.
    let mut end = 0;
    while let Some(from) = rest.find(is_alphabetic) {
        let start = text.len() - rest.len() + from;
        let behind = text.get(start..).unwrap_or_default();
        let length = behind
            .find(|c: char| !is_alphabetic(c))
            .unwrap_or(behind.len());
        let (word, after) = behind.split_at_checked(length).unwrap_or((behind, ""));
        rest = after;
        let gap = text.get(end..start).unwrap_or_default();
        let is_blank = |c: char| c == ' ' || c == '\u{a0}';
        // "phòng, chống" is one word in laws, of which "các phòng, ban" has another.
        let is_one = gap == ", "
            && words.last().is_some_and(|it| it.lower == "phòng")
            && word.starts_with(['c', 't', 'C', 'T']);
        let follows = !words.is_empty() && !gap.is_empty() && (gap.chars().all(is_blank) || is_one);
        end = start + length;
        let lower = lowercase(word);
        let joins = |c: char| {
            c.is_ascii_digit() || matches!(c, '@' | '_' | '\\' | '\'' | '’' | '&' | '#' | '=' | '~')
        };
        let before = text.get(..start).unwrap_or_default();
        let is_joined = before.ends_with(joins)
            || after.starts_with(joins)
            || is_joint(word, before.chars().rev())
            || is_joint(word, after.chars());
        let mut letters = word.chars();
        let first_is_large = letters.next().is_some_and(char::is_uppercase);
        let others_are_large = letters.any(char::is_uppercase);
        let kind = match (first_is_large, others_are_large) {
            _ if is_joined => Kind::Foreign,
            (true, _) if is_shouted && 1 < lower.chars().count() => Kind::Plain,
            (false, false) => Kind::Plain,
            // "người Nùng", "sông Krông Ana": a name, which may be written in any way.
            (true, false) if follows && begins_name(&words) && !is_typed(&lower) => Kind::Foreign,
            (true, false) => Kind::Capital,
            (_, true) => Kind::Foreign,
        };
        let usual = match kind {
            Kind::Foreign if matches!(word, "UBND" | "HĐND") => pairs.id("dân"),
            Kind::Foreign => None,
            _ => pairs.id(&lower),
        };
        let (id, right) = match usual.is_some() || kind == Kind::Foreign {
            true => (usual, None),
            false => (id_of(pairs, &lower), misplaced(&lower)),
        };
        // In capitals throughout, a name looks like any other word: "XÃ CON CUÔNG".
        let may_be_name = is_shouted
            && words
                .iter()
                .rev()
                .take(NAME_WORDS)
                .any(|it| introduces_name(&it.lower));
        let is_rare = id.is_none_or(|id| pairs.count(id) < RARELY);
        words.push(Word {
            may_be_of_name: kind == Kind::Plain && is_rare && may_be_name,
            text: word,
            start,
            lower,
            id,
            right,
            follows,
            kind,
        });
    }
    words
}

/// Whether the word before a capital introduces a name, "người Nùng". "Hợp tác xã" has a name of any words.
fn begins_name(before: &[Word]) -> bool {
    let of_cooperative =
        matches!(before, [.., one, two] if one.lower == "tác" && two.lower == "xã");
    !of_cooperative && before.last().is_some_and(|it| introduces_name(&it.lower))
}

/// How many words a name of a place has.
const NAME_WORDS: usize = 3;

/// Whether a hyphen or full stop joins the word to the next letter, as in "X-quang" and "gov.vn". No address
/// has the words of "cai sữa/nái".
fn is_joint(word: &str, mut behind: impl Iterator<Item = char>) -> bool {
    let joins = match behind.next() {
        Some('/') => word.is_ascii(),
        Some('-' | '.' | '+') => true,
        _ => false,
    };
    joins && behind.next().is_some_and(char::is_alphanumeric)
}
