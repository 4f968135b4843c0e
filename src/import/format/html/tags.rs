//! The tags of a page, without their texts.

use html5gum::{Token, Tokenizer};

/// Returns the name of each tag of a page, and whether it ends an element.
pub(super) fn tags(text: &str) -> impl Iterator<Item = (Vec<u8>, bool)> {
    Tokenizer::new(text).filter_map(|token| {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => Some((tag.name.to_vec(), false)),
            Token::EndTag(tag) => Some((tag.name.to_vec(), true)),
            _ => None,
        }
    })
}
