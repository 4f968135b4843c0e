//! The stories beside the body: footnotes, endnotes, comments, headers and footers.

use std::collections::HashMap;

use super::{
    story::{Lines, Story},
    text::Text,
    tree::Element,
};

/// Returns the footnotes and endnotes that the document refers to, each with its mark. Their texts
/// are in the children of the roots, by their `id`.
pub(super) fn notes(story: &mut Story, footnotes: &[Element], endnotes: &[Element]) -> Vec<String> {
    let [footnotes, endnotes] = [footnotes, endnotes].map(|roots| {
        let notes = roots.iter().flat_map(|root| &root.children);
        let notes = notes.filter_map(|note| Some((note.attribute("id")?, note)));
        notes.collect::<HashMap<&str, &Element>>()
    });
    let references = std::mem::take(&mut story.notes);
    let texts = references.iter().map(|reference| {
        let notes = if reference.is_endnote {
            &endnotes
        } else {
            &footnotes
        };
        let note = notes.get(reference.id.as_str());
        let text = note.map(|note| story_text(note, story)).unwrap_or_default();
        format!("{} {text}", reference.mark).trim().to_owned()
    });
    texts.collect()
}

/// Returns the comments by their `id`.
pub(super) fn comments(story: &mut Story, roots: &[Element]) -> Vec<(String, String)> {
    let comments = roots.iter().flat_map(|root| &root.children);
    let texts = comments.filter_map(|comment| {
        let id = comment.attribute("id")?.to_owned();
        Some((id, story_text(comment, story)))
    });
    texts.collect()
}

/// Quotes headers and footers. Page numbers are no text of the document.
pub(super) fn quote(story: &mut Story, roots: &[Element]) {
    story.in_margin = true;
    for root in roots {
        let text = story_text(root, story);
        if text.contains(char::is_alphanumeric) {
            story.account.margins.push(text);
        }
    }
    story.in_margin = false;
}

/// Reads a story of its own as plain text.
fn story_text(root: &Element, story: &mut Story) -> String {
    let n_before = story.n_met;
    let mut lines = Lines::default();
    story.blocks(root, &mut lines);
    story.check_met(root, n_before);
    let texts: Vec<String> = lines.take().iter().map(Text::plain).collect();
    let filled: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    filled.join("\n")
}
