use serde::{Deserialize, Serialize};

use super::{language::Language, texts::Key};

/// A text and its arguments, independent of the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub key: Key,
    pub args: Vec<String>,
}

/// Begins an argument that is a message itself. Its key follows, as a character for private use, which
/// no word holds, then its arguments, each after a gap.
const NESTED: char = '\u{1}';
const FIRST_KEY: u32 = 0xe000;
const GAP: char = '\u{2}';

impl Message {
    /// Returns the message as an argument of another one, with which it is shown in one language.
    pub fn nested(&self) -> String {
        let key = char::from_u32(FIRST_KEY + u32::from(u16::from(self.key)));
        let mut text: String = [NESTED].into_iter().chain(key).collect();
        for arg in &self.args {
            text.push(GAP);
            text.push_str(arg);
        }
        text
    }

    fn from_nested(arg: &str) -> Option<Message> {
        let mut parts = arg.strip_prefix(NESTED)?.split(GAP);
        let key = u32::from(parts.next()?.chars().next()?).checked_sub(FIRST_KEY)?;
        Some(Message {
            key: u16::try_from(key).ok()?.try_into().ok()?,
            args: parts.map(str::to_owned).collect(),
        })
    }

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
                    match Message::from_nested(arg) {
                        Some(nested) => text.push_str(&nested.text(language)),
                        None => text.push_str(arg),
                    }
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
    fn a_message_within_another_is_shown_in_its_language() {
        let reason = Key::ImportArchive.with(["RAR".to_owned()]).nested();
        let message = Key::NoteFileSkipped.with(["a.zip".to_owned(), reason]);
        assert_eq!(
            message.text(Language::English),
            "Left out the file “a.zip” of the archive: This is a RAR archive. Unpack it first (right click › Extract) and open the Excel or Word file inside."
        );
        assert!(
            message
                .text(Language::Vietnamese)
                .contains("Đây là tệp nén RAR.")
        );
    }

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
