//! Cuts the rows of an annex into pages at rows that the rows themselves determine (content-defined
//! chunking). With pages of a fixed number of rows, a row inserted at the top would shift every
//! page; here only the pages around it change.
//!
//! A page begins at a row whose hash is the smallest of all within [`REACH`] rows. So a border
//! depends on nothing farther away than that, two borders are never closer, and on average they lie
//! twice as far apart. Only ids are hashed: editing a cell moves no border.

use std::sync::Arc;

use crate::model::{Row, RowId};

/// How far to each side the row at a border is compared. Pages have about 200 rows, 60 KB of JSON.
const REACH: usize = 100;

/// Returns the pages of an annex's rows, at least one row on each.
pub(super) fn of(rows: &[Arc<Row>]) -> impl Iterator<Item = &[Arc<Row>]> {
    let hashes: Vec<u64> = rows.iter().map(|row| scatter(row.id)).collect();
    let ends = (REACH..rows.len()).filter(move |at| is_border(&hashes, *at));
    let mut start = 0;
    ends.chain([rows.len()]).filter_map(move |end| {
        let page = rows.get(start..end)?;
        start = end;
        (!page.is_empty()).then_some(page)
    })
}

/// Whether a page begins at the row. Of equal hashes, which damaged documents have, the first counts.
fn is_border(hashes: &[u64], at: usize) -> bool {
    let (before, from) = hashes.split_at_checked(at).unwrap_or_default();
    let Some((own, after)) = from.split_first() else {
        return false;
    };
    // The nearest rows come first: nearly always one of them has a smaller hash.
    before.iter().rev().take(REACH).all(|it| own < it)
        && after.iter().take(REACH).all(|it| own <= it)
}

/// Spreads ids, which are mostly consecutive, over 64 bits: the finaliser of SplitMix64.
fn scatter(RowId(id): RowId) -> u64 {
    let mut bits = u64::from(id).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::RowKind;

    fn rows(ids: impl IntoIterator<Item = u32>) -> Vec<Arc<Row>> {
        let ids = ids.into_iter();
        ids.map(|id| Arc::new(Row::new(RowId(id), RowKind::Item(1))))
            .collect()
    }

    fn pages(rows: &[Arc<Row>]) -> Vec<Vec<u32>> {
        of(rows)
            .map(|page| page.iter().map(|row| row.id.0).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn every_row_is_on_one_page(first in 0u32..1_000_000, n in 0u32..3_000) {
            let rows = rows(first..first + n);
            let pages = pages(&rows);
            prop_assert_eq!(pages.concat(), (first..first + n).collect::<Vec<_>>());
            for (at, page) in pages.iter().enumerate() {
                prop_assert!(page.len() <= 20 * REACH);
                prop_assert!(REACH <= page.len() || at + 1 == pages.len());
            }
        }

        /// A row inserted, deleted or moved anywhere changes the pages around it and no others.
        #[test]
        fn borders_stay_where_they_are(first in 0u32..1_000_000, at in 0usize..5_000) {
            let before = rows(first..first + 5_000);
            let mut inserted = before.clone();
            inserted.splice(at..at, rows([first + 5_000]));
            let mut deleted = before.clone();
            deleted.remove(at);
            let old: BTreeSet<_> = pages(&before).into_iter().collect();
            for after in [inserted, deleted] {
                let new = pages(&after).into_iter().filter(|page| !old.contains(page));
                prop_assert!(new.count() <= 3);
            }
        }
    }

    #[test]
    fn pages_have_about_two_hundred_rows() {
        let n = pages(&rows(1..50_001)).len();
        assert!((200..300).contains(&n), "{n}");
    }

    #[test]
    fn rows_with_one_id_are_kept_together() {
        assert_eq!(pages(&rows([7; 900])), [[7; 900]]);
        assert!(pages(&[]).is_empty());
    }
}
