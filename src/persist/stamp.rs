use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many writers a stamp remembers.
const N_WRITERS: usize = 16;

/// Why a store must not take a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds one that this save does not follow from: another window's.
    Newer,
    /// It holds a later one that follows from this save.
    Covered,
    /// It lacks the one from which the other pages would have come.
    Gone,
}

/// Which save of a document a stored state is, and which saves it follows from: a version vector.
/// With it a store can tell a save that continues its state from one that would overwrite it, even
/// if both have the same number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// How often the document was saved.
    pub saves: u64,
    /// Who saved it: a window since it read the document. 0 in files that do not say.
    #[serde(default)]
    pub writer: u64,
    /// The latest save of each writer that this state contains.
    #[serde(default)]
    seen: BTreeMap<u64, u64>,
}

impl Stamp {
    /// The stamp of a state of which only the number of saves is known.
    pub fn numbered(saves: u64) -> Stamp {
        let seen = [(0, saves)].into();
        Stamp {
            saves,
            writer: 0,
            seen,
        }
    }

    /// Returns the stamp of the next save, by that writer.
    pub fn next(&self, writer: u64) -> Stamp {
        let saves = self.saves + 1;
        let mut seen = self.seen.clone();
        seen.insert(writer, saves);
        while N_WRITERS < seen.len() {
            let oldest = seen.iter().min_by_key(|(_, saves)| **saves).map(|it| *it.0);
            seen.remove(&oldest.unwrap_or(writer));
        }
        Stamp {
            saves,
            writer,
            seen,
        }
    }

    /// Whether this state is the other one or follows from it.
    pub fn covers(&self, other: &Stamp) -> bool {
        let seen = self.seen.get(&other.writer);
        seen.is_some_and(|saves| other.saves <= *saves)
    }

    /// Checks whether a store that holds `kept` may take this save. A save that brings only the pages
    /// changed since an earlier one names that one in `since`.
    pub fn check(&self, kept: Option<&Stamp>, since: Option<&Stamp>) -> Result<(), Unfit> {
        if let Some(kept) = kept {
            if !self.covers(kept) {
                let is_contained = kept.covers(self);
                return Err(if is_contained {
                    Unfit::Covered
                } else {
                    Unfit::Newer
                });
            }
            if kept.covers(self) && !kept.is(self) {
                return Err(Unfit::Covered);
            }
        }
        match since {
            Some(since) if kept.is_none_or(|kept| !kept.is(since)) => Err(Unfit::Gone),
            _ => Ok(()),
        }
    }

    /// Whether both are the same save.
    pub fn is(&self, other: &Stamp) -> bool {
        (self.saves, self.writer) == (other.saves, other.writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_covers_what_it_follows_from() {
        let old = Stamp::numbered(5);
        let (one, two) = (old.next(1), old.next(2));
        assert!(one.covers(&old) && one.covers(&one) && !old.covers(&one));
        // Two windows saved the same state in parallel.
        assert!(!one.covers(&two) && !two.covers(&one) && !one.is(&two));
        let later = two.next(2).next(1);
        assert!(later.covers(&two) && later.covers(&old));
        // The window's earlier save in parallel is not part of it.
        assert!(!Stamp::numbered(5).next(2).covers(&one));
    }

    #[test]
    fn a_store_takes_what_follows_from_its_state() {
        let old = Stamp::numbered(5);
        let (one, two) = (old.next(1), old.next(2));
        assert_eq!(one.check(None, None), Ok(()));
        assert_eq!(one.check(Some(&old), Some(&old)), Ok(()));
        assert_eq!(one.check(Some(&one), None), Ok(()));
        assert_eq!(one.check(Some(&two), None), Err(Unfit::Newer));
        assert_eq!(one.check(Some(&one.next(2)), None), Err(Unfit::Covered));
        assert_eq!(one.check(None, Some(&old)), Err(Unfit::Gone));
        assert_eq!(one.next(1).check(Some(&old), Some(&one)), Err(Unfit::Gone));
    }

    #[test]
    fn few_writers_are_remembered() {
        let last = (1..100).fold(Stamp::default(), |stamp, writer| stamp.next(writer));
        assert_eq!(last.seen.len(), N_WRITERS);
        assert!(last.covers(&last) && last.saves == 99);
    }
}
