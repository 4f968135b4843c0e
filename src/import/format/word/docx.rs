//! Reads Word documents of 2007 and later (WordprocessingML, ECMA-376 Part 1).
//!
//! The main part is read in units, each a paragraph or a table row.

mod chunk;
mod embedded;
mod parts;

use std::collections::HashMap;

use self::parts::Parts;
use super::{
    body::{Body, Margins},
    lists::Lists,
    margins,
    story::Story,
    styles::Styles,
    tree::{Builder, Element},
};
use crate::import::{
    ImportError,
    format::{
        sheet::Sheet,
        xml::{self, Node, Tag},
    },
};

/// Reads the body of a document as one sheet.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    read_with_chunks(bytes, 0)
}

/// Reads a document that is a part of `depth` others, one in the other.
fn read_with_chunks(bytes: &[u8], depth: usize) -> Result<Vec<Sheet>, ImportError> {
    let mut parts = Parts::open(bytes)?;
    let read_document = |bytes: &[u8]| match depth < CHUNK_DEPTH_MAX {
        true => read_with_chunks(bytes, depth + 1),
        false => Err(ImportError::TooLarge),
    };
    let chunks = parts.chunks().into_iter();
    let mut reader = Reader {
        chunks: chunks
            .map(|(id, bytes)| (id, chunk::read(&bytes.unwrap_or_default(), read_document)))
            .collect(),
        ..Reader::default()
    };
    let objects = parts.objects().into_iter();
    reader.objects = objects
        .filter_map(|(id, bytes)| Some((id, embedded::read(&bytes?)?)))
        .collect();
    let mut unreadable = Vec::new();
    let styles = parts.of_kind("styles", &mut unreadable);
    let lists = parts.of_kind("numbering", &mut unreadable);
    reader.body.story.styles = styles.first().map(Styles::of).unwrap_or_default();
    reader.body.story.lists = lists.first().map(Lists::of).unwrap_or_default();
    xml::walk(parts.main()?, |node| reader.visit(node))?;
    let sheet = reader.body.finish(|story| {
        let footnotes = parts.of_kind("footnotes", &mut unreadable);
        let endnotes = parts.of_kind("endnotes", &mut unreadable);
        let notes = margins::notes(story, &footnotes, &endnotes);
        let comments = parts.of_kind("comments", &mut unreadable);
        let comments = margins::comments(story, &comments);
        for kind in ["header", "footer"] {
            margins::quote(story, &parts.of_kind(kind, &mut unreadable));
        }
        drawings(&mut parts, story, &mut unreadable);
        story.account.parts = unreadable.clone();
        Margins { notes, comments }
    })?;
    Ok(vec![sheet])
}

/// Maximum number of documents that are parts of each other.
const CHUNK_DEPTH_MAX: usize = 2;

/// Cuts the main part into units.
#[derive(Default)]
struct Reader {
    /// The parts that Word is to convert, by the ids of their relations; `None` for one that is no
    /// page, document or text.
    chunks: HashMap<String, Option<Sheet>>,
    /// Embedded workbooks, likewise.
    objects: HashMap<String, Sheet>,
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
                let id = tag.attribute("id").unwrap_or_default();
                match self.chunks.get_mut(&id).and_then(Option::take) {
                    Some(part) => self.body.insert(part),
                    None => {
                        self.body.story.account.n_objects += 1;
                        Ok(())
                    }
                }
            }
            "t" => {
                self.in_stray_text = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Puts the workbooks that a paragraph shows below it. Inside a table, they stay objects.
    fn read_objects(&mut self, paragraph: &Element) -> Result<(), ImportError> {
        if self.objects.is_empty() {
            return Ok(());
        }
        for id in object_ids(paragraph) {
            if let Some(sheet) = self.objects.remove(id) {
                let n_objects = &mut self.body.story.account.n_objects;
                *n_objects = n_objects.saturating_sub(1);
                self.body.insert(sheet)?;
            }
        }
        Ok(())
    }

    fn read_unit(&mut self, unit: &Element) -> Result<(), ImportError> {
        let in_prompt = self.controls.contains(&true);
        match &*unit.name {
            "p" if in_prompt => {
                self.body.story.account.n_prompts += usize::from(0 < unit.n_text());
            }
            "p" => {
                self.body.unit(unit, in_prompt)?;
                self.read_objects(unit)?;
            }
            "tr" => self.body.unit(unit, in_prompt)?,
            "sdtPr" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = unit.switch("showingPlcHdr") == Some(true);
                }
            }
            "del" | "moveFrom" => {
                self.body.story.account.n_changes += 1;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Returns the ids of the objects in an element.
fn object_ids(element: &Element) -> Vec<&str> {
    let own = (&*element.name == "OLEObject").then(|| element.attribute("id"));
    let inner = element.children.iter().flat_map(object_ids);
    own.flatten().into_iter().chain(inner).collect()
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
