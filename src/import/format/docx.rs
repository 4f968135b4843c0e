//! Reads Word documents (WordprocessingML, ECMA-376 Part 1): tables become cells, and each paragraph
//! outside tables becomes a line that spans the full width.
//!
//! The main part is read in units, each a paragraph or a table row. What a person sees in the
//! document and the sheet does not have is counted or quoted in an [`account::Account`]; text that
//! no branch of the reader has met is counted there as well.

mod account;
mod body;
mod fields;
mod lists;
mod parts;
mod story;
mod styles;
mod text;
mod tree;

use self::{
    body::Body,
    lists::Lists,
    parts::Parts,
    story::{Lines, Story},
    styles::Styles,
    text::Text,
    tree::{Builder, Element},
};
use super::{
    sheet::Sheet,
    xml::{self, Node, Tag},
};
use crate::import::ImportError;

/// Reads the body of a document as one sheet.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut parts = Parts::open(bytes)?;
    let mut reader = Reader::default();
    let mut unreadable = Vec::new();
    let styles = parts.of_kind("styles", &mut unreadable);
    let lists = parts.of_kind("numbering", &mut unreadable);
    reader.body.story.styles = styles.first().map(Styles::of).unwrap_or_default();
    reader.body.story.lists = lists.first().map(Lists::of).unwrap_or_default();
    xml::walk(parts.main()?, |node| reader.visit(node))?;
    let sheet = reader.body.finish(|story| {
        let notes = footnotes(&mut parts, story, &mut unreadable);
        margins(&mut parts, story, &mut unreadable);
        drawings(&mut parts, story, &mut unreadable);
        story.account.parts = unreadable.clone();
        notes
    })?;
    Ok(vec![sheet])
}

/// Cuts the main part into units.
#[derive(Default)]
struct Reader {
    body: Body,
    unit: Builder,
    /// Open content controls: whether each shows its prompt.
    controls: Vec<bool>,
    /// Open `mc:AlternateContent`: whether an alternative has been read.
    alternatives: Vec<bool>,
    /// Whether the parser is inside `w:t` outside any unit.
    in_stray_text: bool,
}

impl Reader {
    fn visit(&mut self, node: Node) -> Result<(), ImportError> {
        match node {
            Node::Open(tag) if self.unit.is_open() => self.unit.start(tag),
            Node::Open(tag) => self.open(tag),
            Node::Text(text) => {
                self.unit.text(text);
                if self.in_stray_text {
                    self.body.story.account.unread.push(text.to_owned());
                }
                Ok(())
            }
            Node::Close(name) if !self.unit.is_open() => {
                match name {
                    "sdt" => drop(self.controls.pop()),
                    "AlternateContent" => drop(self.alternatives.pop()),
                    "t" => self.in_stray_text = false,
                    _ => {}
                }
                Ok(())
            }
            Node::Close(_) => match self.unit.end() {
                Some(unit) => self.read_unit(&unit),
                None => Ok(()),
            },
        }
    }

    /// Starts a unit, or enters a wrapper.
    fn open(&mut self, tag: &Tag) -> Result<(), ImportError> {
        match tag.name() {
            "p" | "tr" | "sdtPr" | "del" | "moveFrom" => self.unit.start(tag),
            "Choice" | "Fallback" if self.alternatives.last() == Some(&true) => {
                self.unit.start(tag)
            }
            "Choice" | "Fallback" => {
                if let Some(is_read) = self.alternatives.last_mut() {
                    *is_read = true;
                }
                Ok(())
            }
            "AlternateContent" => {
                self.alternatives.push(false);
                Ok(())
            }
            "sdt" => {
                self.controls.push(false);
                Ok(())
            }
            "tbl" => self.body.start_table(),
            "altChunk" => {
                self.body.story.account.n_objects += 1;
                Ok(())
            }
            "t" => {
                self.in_stray_text = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn read_unit(&mut self, unit: &Element) -> Result<(), ImportError> {
        let in_prompt = self.controls.contains(&true);
        let n_before = self.body.story.n_met;
        match &*unit.name {
            "p" => {
                if in_prompt {
                    self.body.story.account.n_prompts += usize::from(0 < unit.n_text());
                    self.body.story.skip(unit);
                    return Ok(());
                }
                self.body.paragraph(unit)?;
            }
            "tr" => self.body.table_row(unit, in_prompt)?,
            "sdtPr" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = unit.switch("showingPlcHdr") == Some(true);
                }
            }
            "del" | "moveFrom" => {
                self.body.story.account.n_changes += 1;
                return Ok(());
            }
            _ => return Ok(()),
        }
        self.body.story.check_met(unit, n_before);
        Ok(())
    }
}

/// Returns the footnotes and endnotes that the document refers to, each with its mark.
fn footnotes(parts: &mut Parts, story: &mut Story, unreadable: &mut Vec<String>) -> Vec<String> {
    let references = std::mem::take(&mut story.notes);
    let footnotes = parts.of_kind("footnotes", unreadable);
    let endnotes = parts.of_kind("endnotes", unreadable);
    let texts = references.iter().map(|reference| {
        let roots = if reference.is_endnote {
            &endnotes
        } else {
            &footnotes
        };
        let mut notes = roots.iter().flat_map(|root| &root.children);
        let note = notes.find(|note| note.attribute("id") == Some(&reference.id));
        let text = note.map(|note| story_text(note, story)).unwrap_or_default();
        format!("{} {text}", reference.mark).trim().to_owned()
    });
    texts.collect()
}

/// Quotes the headers and footers. Page numbers are no text of the document.
fn margins(parts: &mut Parts, story: &mut Story, unreadable: &mut Vec<String>) {
    story.in_margin = true;
    for kind in ["header", "footer"] {
        for root in parts.of_kind(kind, unreadable) {
            let text = story_text(&root, story);
            if text.contains(char::is_alphanumeric) {
                story.account.margins.push(text);
            }
        }
    }
    story.in_margin = false;
}

/// Quotes the text of charts and diagrams, which are parts of their own.
fn drawings(parts: &mut Parts, story: &mut Story, unreadable: &mut Vec<String>) {
    for kind in ["chart", "chartEx", "diagramData"] {
        for root in parts.of_kind(kind, unreadable) {
            let text = root.all_text();
            if !text.is_empty() {
                story.account.drawings.push(text);
            }
        }
    }
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
