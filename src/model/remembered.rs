use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// Cache of readings, keyed by text. The cells of an annex repeat a small number of texts.
pub(super) struct Remembered<Reading> {
    texts: RefCell<FxHashMap<Box<str>, Reading>>,
}

/// Number of cached texts at which the cache is cleared.
const TEXTS_MAX: usize = 4_096;

impl<Reading: Clone> Remembered<Reading> {
    pub fn new() -> Remembered<Reading> {
        Remembered {
            texts: RefCell::default(),
        }
    }

    /// Returns the reading of `text`; calls `read` on a cache miss.
    pub fn get(&self, text: &str, read: impl FnOnce(&str) -> Reading) -> Reading {
        if let Some(known) = self.texts.borrow().get(text) {
            return known.clone();
        }
        let reading = read(text);
        let mut texts = self.texts.borrow_mut();
        if TEXTS_MAX <= texts.len() {
            texts.clear();
        }
        texts.insert(text.into(), reading.clone());
        reading
    }

    pub fn clear(&self) {
        self.texts.borrow_mut().clear();
    }
}
