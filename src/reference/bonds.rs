//! How much words belong together: whether one neighbour is enough to tell a slip.

use super::syllable_pairs::{Id, Pairs};
use crate::text::confusion::Form;

/// A word between its neighbours.
type Between = (Option<Id>, Id, Option<Id>);

/// How much two words must belong together for one to tell the other.
const BOND_SURE: f32 = 0.25;
/// The same where the other neighbour may stand beside it, too.
const BOND_FIRM: f32 = 0.02;

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
