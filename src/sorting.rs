//! Sorts of items that are few, or sorted seldom. The sort of the standard library is compiled anew,
//! in some 4 KB, for every type and every order; these share one.

use std::cmp::Ordering;

/// Sorts stably, as `sort_by` of a slice does.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let compare_at = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    if let Some(mut places) = places(items.len(), &compare_at) {
        arrange(&mut places, &mut |a, b| items.swap(a, b));
    }
}

/// Sorts stably, as `sort_by_key` of a slice does.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Returns where each item goes; `None` where all stay.
fn places(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    if (1..n).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| compare(*a, *b));
    let mut places = vec![0; n];
    for (to, from) in order.into_iter().enumerate() {
        if let Some(place) = places.get_mut(from) {
            *place = to;
        }
    }
    Some(places)
}

/// Moves each item to its place by swaps; each swap brings one there.
fn arrange(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for at in 0..places.len() {
        while let Some(to) = places.get(at).copied().filter(|to| *to != at) {
            swap(at, to);
            places.swap(at, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// As the standard library sorts, items with equal keys in their order.
        #[test]
        fn sorts_stably(keys in prop::collection::vec(0..20_u8, 0..60)) {
            let mut items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(&items, &expected);
            expected.sort_by(|(a, _), (b, _)| b.cmp(a));
            by(&mut items, |(a, _), (b, _)| b.cmp(a));
            prop_assert_eq!(items, expected);
        }
    }
}
