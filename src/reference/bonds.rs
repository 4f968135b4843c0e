//! How much words belong together: whether one neighbour is enough to tell a slip, and whether the word meant
//! is certain.

use super::syllable_pairs::{Id, Pairs};
use crate::text::confusion::{Confusion, Form};

/// A word between its neighbours.
type Between = (Option<Id>, Id, Option<Id>);

/// How much two words must belong together for one to tell the other.
const BOND_SURE: f32 = 0.25;
/// The same where the other neighbour may stand beside it, too.
const BOND_FIRM: f32 = 0.02;
/// A word must be written this often to be another that may be meant.
const RIVAL_MIN: f32 = 8.0;

/// How much two words belong together, from 0 to 1; `None` where people seldom write them so.
pub(super) fn bond(pairs: &Pairs, one: Id, two: Id) -> Option<f32> {
    let counts = pairs.count(one) * pairs.count(two);
    pairs
        .is_frequent(one, two)
        .then(|| pairs.times(one, two) / counts.sqrt())
}

/// Whether two words belong together so much that one tells the other.
pub(super) fn are_bound(pairs: &Pairs, one: Option<Id>, two: Option<Id>) -> bool {
    let bond = one.zip(two).and_then(|(one, two)| bond(pairs, one, two));
    bond.is_some_and(|it| BOND_SURE <= it)
}

/// Whether both neighbours tell the word meant, or one that it belongs to.
fn is_told(pairs: &Pairs, (before, meant, behind): Between) -> bool {
    let first = before.and_then(|it| bond(pairs, it, meant));
    let second = behind.and_then(|it| bond(pairs, meant, it));
    (first.is_some() && second.is_some()) || first.or(second).is_some_and(|it| BOND_SURE <= it)
}

/// Whether both neighbours tell the word meant, and one of them belongs to it rather than only stands beside
/// it ("trường dân", "dân thực" in other compounds), or one that it belongs to.
pub(super) fn is_told_firmly(pairs: &Pairs, (before, meant, behind): Between) -> bool {
    let first = before.and_then(|it| bond(pairs, it, meant));
    let second = behind.and_then(|it| bond(pairs, meant, it));
    match (first, second) {
        (Some(one), Some(other)) => BOND_FIRM <= one.max(other),
        (one, other) => one.or(other).is_some_and(|it| BOND_SURE <= it),
    }
}

/// Whether the word meant is certain enough to be offered: its neighbours tell it, or no other word in use
/// is as easily confused with the one written.
pub(super) fn is_certain(pairs: &Pairs, written: &str, between: Between) -> bool {
    let (before, meant, behind) = between;
    let own = Form::of(written);
    let confusion = pairs.form(meant).and_then(|it| own.confusion(it));
    let stands_beside = |id: Id| {
        before.is_some_and(|it| pairs.is_frequent(it, id))
            || behind.is_some_and(|it| pairs.is_frequent(id, it))
    };
    let are_both = before.is_some_and(|it| pairs.is_frequent(it, meant))
        && behind.is_some_and(|it| pairs.is_frequent(meant, it));
    let mut others = pairs.with_letters(own.bare()).iter();
    match confusion {
        // "vé càu": too many words are one letter away.
        Some(Confusion::Other) if !are_both => return false,
        // "công cong cho" may be "công cộng".
        Some(Confusion::Unmarked)
            if !are_both && others.any(|id| *id != meant && stands_beside(*id)) =>
        {
            return false;
        }
        _ => {}
    }
    // "sơ trế" may be "sơ chế" as well as "sơ trễ", "loại dụ án" one of "vụ án" or of "dự án".
    let rivals = own.with_other_onset();
    let rivals: Vec<Id> = rivals.iter().filter_map(|it| pairs.id(it)).collect();
    let mut rivals = rivals.into_iter().filter(|it| *it != meant);
    let is_unused = is_unused(pairs, written);
    if (is_unused || !are_both) && rivals.clone().any(stands_beside) {
        return false;
    }
    let cost = |id: Id| own.confusion(pairs.form(id)?)?.cost(false);
    let cost_of_meant = cost(meant);
    let is_as_near = |id: Id| {
        let both = cost(id).zip(cost_of_meant);
        id != meant && both.is_some_and(|(it, of_meant)| it <= of_meant)
    };
    // "lổ đất" may be "lô đất" as well as "lở đất".
    let mut alike = pairs.with_letters(own.bare()).iter();
    if !are_both && alike.any(|it| is_as_near(*it) && stands_beside(*it)) {
        return false;
    }
    if is_told(pairs, between) {
        return true;
    }
    if is_unused && rivals.any(|it| RIVAL_MIN <= pairs.count(it)) {
        return false;
    }
    if cost_of_meant.is_none() {
        return true;
    }
    let mut alike = pairs.with_letters(own.bare()).iter();
    !alike.any(|id| is_as_near(*id) && RIVAL_MIN <= pairs.count(*id))
}

/// Whether a word is in the dictionary at most, so that it may be written for any other.
fn is_unused(pairs: &Pairs, word: &str) -> bool {
    pairs.id(word).is_none_or(|id| pairs.count(id) < RIVAL_MIN)
}

/// Whether the tone mark of a word is not misplaced but too many: "quốc gía" is "quốc gia".
pub(super) fn has_other_tone(
    pairs: &Pairs,
    right: &str,
    before: Option<Id>,
    behind: Option<Id>,
) -> bool {
    let fits = |id: Id| {
        before.is_some_and(|it| pairs.is_frequent(it, id))
            || behind.is_some_and(|it| pairs.is_frequent(id, it))
    };
    let own = pairs.id(right);
    if own.is_some_and(fits) {
        return false;
    }
    let form = Form::of(right);
    let mut others = pairs.with_letters(form.bare()).iter();
    others.any(|id| Some(*id) != own && fits(*id))
}
