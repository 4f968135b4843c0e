use serde::{Deserialize, Serialize};

use super::{language::Language, texts::Key};

/// A text and its arguments, independent of the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub key: Key,
    pub args: Vec<String>,
}

impl Message {
    /// Returns the text in a language, with the arguments in place of `{0}`, `{1}` ….
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
    /// Creates a message with the arguments for the placeholders `{0}`, `{1}` …, in order.
    pub fn with<const N: usize>(self, args: [String; N]) -> Message {
        Message {
            key: self,
            args: args.into(),
        }
    }
}
