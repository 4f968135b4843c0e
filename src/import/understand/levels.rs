//! Levels of sections.

use crate::model::{Ordinal, OrdinalStyle};

/// Levels of sections, by the order in which the table uses its numbering styles.
#[derive(Default)]
pub(in crate::import) struct Levels {
    /// Numbering style and ordinal depth of the open sections, outermost first.
    open: Vec<(Option<OrdinalStyle>, usize)>,
    /// Value of the last section ordinal that is an upper-case letter; 0 if there is none.
    last_letter: u32,
}

impl Levels {
    /// Returns the level of a section with this ordinal: 1 for `I`, 2 for `I.1` below it, and 1
    /// again for the next `II`.
    pub fn of(&mut self, ordinal: Option<&Ordinal>) -> u8 {
        let key = match ordinal {
            Some(ordinal) => (Some(ordinal.style()), ordinal.depth()),
            None => (None, 1),
        };
        if let Some(ordinal) = ordinal.filter(|it| it.style() == OrdinalStyle::UpperLetter) {
            self.last_letter = ordinal.last();
        }
        match self.open.iter().position(|it| *it == key) {
            Some(at) => self.open.truncate(at + 1),
            None => {
                let parent = (key.0, key.1.saturating_sub(1));
                if let Some(at) = self.open.iter().position(|it| *it == parent) {
                    self.open.truncate(at + 1);
                }
                self.open.push(key);
            }
        }
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }

    /// Resolves an ordinal that may be a Roman number or a letter: `C` after `B` is the third
    /// letter, not 100.
    pub fn told_apart(&self, ordinal: Ordinal, text: &str) -> Ordinal {
        match ordinal.as_letter(text) {
            Some(letter)
                if ordinal.style() == OrdinalStyle::Roman
                    && 0 < self.last_letter
                    && letter.last() == self.last_letter + 1 =>
            {
                letter
            }
            _ => ordinal,
        }
    }
}

/// Reads the number of a part of the list: "Phần I", "Chương 2", "Nhóm A".
pub(in crate::import) fn numbered_part(text: &str) -> Option<Ordinal> {
    let (word, number) = text.split_once(char::is_whitespace)?;
    let parts = ["phần", "chương", "mục", "nhóm"];
    let is_part = parts.contains(&word.to_lowercase().as_str());
    Ordinal::parse(number.trim()).filter(|_| is_part)
}
