//! What was computed of a text before: the cells of an annex repeat a small number of texts.

use std::{borrow::Borrow, cell::RefCell, hash::Hash};

use rustc_hash::FxHashMap;

/// Cache of readings, by what they are of. It is emptied when it is full.
pub struct Remembered<Reading, Key = String> {
    readings: RefCell<FxHashMap<Key, Reading>>,
    most: usize,
}

/// Number of readings at which a cache is emptied, unless another is given.
const READINGS_MAX: usize = 4_096;

impl<Reading: Clone, Key: Eq + Hash> Remembered<Reading, Key> {
    pub fn new() -> Self {
        Self::at_most(READINGS_MAX)
    }

    /// A cache that is emptied at this many readings.
    pub fn at_most(most: usize) -> Self {
        Remembered {
            readings: RefCell::default(),
            most,
        }
    }

    /// Returns the reading of `key`; calls `read` on a cache miss.
    pub fn get<Q>(&self, key: &Q, read: impl FnOnce(&Q) -> Reading) -> Reading
    where
        Key: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = Key> + ?Sized,
    {
        if let Some(known) = self.readings.borrow().get(key) {
            return known.clone();
        }
        let reading = read(key);
        let mut readings = self.readings.borrow_mut();
        if self.most <= readings.len() {
            readings.clear();
        }
        readings.insert(key.to_owned(), reading.clone());
        reading
    }

    pub fn clear(&self) {
        self.readings.borrow_mut().clear();
    }
}

impl<Reading: Clone, Key: Eq + Hash> Default for Remembered<Reading, Key> {
    fn default() -> Self {
        Self::new()
    }
}
