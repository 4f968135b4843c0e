use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// What texts were read as. The cells of an annex say the same few things over and over.
pub(super) struct Remembered<Reading> {
    texts: RefCell<FxHashMap<Box<str>, Reading>>,
}

/// So many texts are remembered.
const TEXTS_MAX: usize = 4_096;

impl<Reading: Clone> Remembered<Reading> {
    pub fn new() -> Remembered<Reading> {
        Remembered {
            texts: RefCell::default(),
        }
    }

    /// The reading of `text`, by `read` where it is not remembered.
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
