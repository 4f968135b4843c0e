//! How much words belong together: whether one neighbour is enough to tell a slip, and whether the word meant
//! is certain.

use super::syllable_pairs::{Id, Pairs};
use crate::text::confusion::{Confusion, Form};

/// A word between its neighbours.
type Between = (Option<Id>, Id, Option<Id>);

/// How much two words must belong together for one to tell the other.
const BOND_SURE: f32 = 0.25;
/// A word must be written this often to be another that may be meant.
const RIVAL_MIN: f32 = 8.0;
/// What one neighbour alone costs, and how much it must belong to the word meant to cost nothing.
const ONE_SIDED: f32 = 4.0;
const BOND_FULL: f32 = 0.15;

/// What it costs to take a word in use for another where one neighbour alone says so, and that stands
/// beside many others: "bằng cách" does not make "bằng cát" a slip, but "sử dụng" makes "sữ dụng" one.
pub(super) fn one_sided(
    pairs: &Pairs,
    written: Option<Id>,
    (before, meant, behind): Between,
) -> f32 {
    if written.is_none() {
        return 0.0;
    }
    let first = before.and_then(|it| bond(pairs, it, meant));
    let second = behind.and_then(|it| bond(pairs, meant, it));
    match (first, second) {
        (Some(_), Some(_)) => 0.0,
        (Some(bond), None) | (None, Some(bond)) => ONE_SIDED * (1.0 - (bond / BOND_FULL).min(1.0)),
        (None, None) => ONE_SIDED,
    }
}

/// How much two words belong together, from 0 to 1; `None` where people seldom write them so.
fn bond(pairs: &Pairs, one: Id, two: Id) -> Option<f32> {
    let counts = pairs.count(one) * pairs.count(two);
    pairs
        .is_frequent(one, two)
        .then(|| pairs.times(one, two) / counts.sqrt())
}

/// Whether both neighbours tell the word meant, or one that it belongs to.
pub(super) fn is_told(pairs: &Pairs, (before, meant, behind): Between) -> bool {
    let first = before.and_then(|it| bond(pairs, it, meant));
    let second = behind.and_then(|it| bond(pairs, meant, it));
    (first.is_some() && second.is_some()) || first.or(second).is_some_and(|it| BOND_SURE <= it)
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
    if is_told(pairs, between) {
        return true;
    }
    // "sơ trế" may be "sơ chế".
    let rivals = own.with_other_onset().into_iter();
    let mut rivals = rivals.filter_map(|it| pairs.id(&it));
    if pairs.id(written).is_none() && rivals.any(stands_beside) {
        return false;
    }
    let cost = |id: Id| own.confusion(pairs.form(id)?)?.cost(false);
    let Some(cost_of_meant) = cost(meant) else {
        return true;
    };
    let mut rivals = pairs.with_letters(own.bare()).iter();
    !rivals.any(|id| {
        let is_usual = RIVAL_MIN <= pairs.count(*id);
        *id != meant && is_usual && cost(*id).is_some_and(|it| it <= cost_of_meant)
    })
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
