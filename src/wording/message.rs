use serde::{Deserialize, Serialize};

use super::{language::Language, texts::Key};

/// A text with its blanks filled; which words it becomes depends on the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub key: Key,
    pub args: Vec<String>,
}

impl Message {
    pub fn text(&self, language: Language) -> String {
        let mut text = self.key.text(language).to_owned();
        for (idx, arg) in self.args.iter().enumerate() {
            text = text.replace(&format!("{{{idx}}}"), arg);
        }
        text
    }
}

impl From<Key> for Message {
    fn from(key: Key) -> Message {
        key.with([])
    }
}

impl Key {
    /// Fills the blanks `{0}`, `{1}` … in order.
    pub fn with<const N: usize>(self, args: [String; N]) -> Message {
        Message {
            key: self,
            args: args.into(),
        }
    }
}
