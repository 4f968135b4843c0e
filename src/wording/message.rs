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
        let template = self.key.text(language);
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        // In one pass, so that an argument may itself contain a placeholder.
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let placeholder = after.split_once('}').and_then(|(idx, after)| {
                let arg = self.args.get(idx.parse::<usize>().ok()?)?;
                Some((arg, after))
            });
            rest = match placeholder {
                Some((arg, after)) => {
                    text.push_str(arg);
                    after
                }
                None => {
                    text.push('{');
                    after
                }
            };
        }
        text.push_str(rest);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_may_look_like_a_placeholder() {
        let args = ["{1}", "{0}", "{2}{"].map(str::to_owned);
        let text = Key::NoteDate.with(args).text(Language::English);
        assert_eq!(
            text,
            "Cell {1}: Excel stored a date ({0}); written back as typed: “{2}{”."
        );
    }
}
