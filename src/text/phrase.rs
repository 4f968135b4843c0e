//! Phrases in texts. Both are words in lower case with single spaces between them.

/// Whether a text begins with a phrase as words of its own.
pub fn starts_with(text: &str, phrase: &str) -> bool {
    let rest = text.strip_prefix(phrase);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a text has a phrase as words of its own: "bước thực hiện" does not have "ước thực hiện".
pub fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let is_apart = before.is_empty() || before.ends_with(' ');
        is_apart && text.get(at..).is_some_and(|it| starts_with(it, phrase))
    })
}
