//! In a browser the texts are a file of their own (`.ci/texts.mjs` makes it), which both programs of the
//! page share. The workers have none: they name texts by their keys.

use std::sync::OnceLock;

use super::language::Language;

static TEXTS: OnceLock<Vec<&str>> = OnceLock::new();

/// Takes over the content of the file: the Vietnamese texts, then the English ones, each ended by a NUL.
pub fn take_over(file: String) {
    let file: &'static str = file.leak();
    TEXTS.get_or_init(|| file.split_terminator('\0').collect());
}

pub(super) fn text(at: usize, language: Language) -> &'static str {
    let texts = TEXTS.get().map(Vec::as_slice).unwrap_or_default();
    let (vietnamese, english) = texts.split_at(texts.len() / 2);
    let texts = match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    };
    texts.get(at).copied().unwrap_or_default()
}
