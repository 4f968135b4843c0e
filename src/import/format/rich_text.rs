//! Texts of a workbook whose parts have fonts of their own (ECMA-376, part 1, 18.4.4).

use std::rc::Rc;

use memchr::memmem;

use super::{
    raised::raised,
    sheet::{Cell, Run, clean},
    xml::Node,
};

/// A text in parts, and the state of reading it.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct RichText {
    parts: Vec<Part>,
    part: Option<Part>,
    reads_text: bool,
    is_raised: bool,
}

/// A part of a text.
#[derive(Clone, Debug, Default)]
struct Part {
    /// The text as it is shown.
    run: Run,
    /// The text as it is stored, if its digits are raised.
    stored: Option<String>,
    /// `None` if it looks as its cell does.
    is_struck: Option<bool>,
}

/// How a font shows its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Font {
    pub name: Rc<str>,
    pub is_bold: bool,
    pub is_struck: bool,
    pub is_raised: bool,
}

impl Font {
    /// Whether a part of a text in this font can differ from the text of its cell in more than looks.
    pub(in crate::import) fn matters(&self) -> bool {
        self.is_struck || self.is_raised || may_be_legacy(&self.name)
    }
}

impl Part {
    fn of(text: String, font: Option<&Font>) -> Part {
        let mut part = Part {
            run: Run {
                text,
                font: font.map(|font| Rc::clone(&font.name)),
            },
            stored: None,
            is_struck: font.map(|font| font.is_struck),
        };
        if font.is_some_and(|font| font.is_raised) {
            part.raise();
        }
        part
    }

    /// Shows digits as raised ones. In a legacy font, other characters stand for those.
    fn raise(&mut self) {
        if !self.is_legacy()
            && let Some(text) = raised(&self.run.text)
        {
            self.stored = Some(std::mem::replace(&mut self.run.text, text));
        }
    }

    fn is_legacy(&self) -> bool {
        self.run.font.as_deref().is_some_and(may_be_legacy)
    }
}

/// Whether XML can contain a text whose parts matter: with a part that is struck out, raised or in a
/// legacy font.
pub(in crate::import) fn may_matter(xml: &[u8]) -> bool {
    let says = |word: &[u8]| memmem::find(xml, word).is_some();
    says(b"strike") || says(b"superscript") || says(b"rFont val=\".V") || says(b"rFont val=\"VNI")
}

impl RichText {
    /// A text of UTF-16 units whose parts start at `starts`, each with its font. What precedes the
    /// first part looks as its cell does.
    pub(in crate::import) fn of_parts(units: &[u16], starts: &[(u16, Option<&Font>)]) -> RichText {
        let ends = starts.iter().skip(1).map(|(start, _)| *start);
        let ends = ends.chain([u16::MAX]);
        let first = starts.first().map_or(0, |(start, _)| *start);
        let parts = starts.iter().zip(ends);
        let parts = parts.map(|((start, font), end)| (*start, end, *font));
        let parts = [(0, first, None)].into_iter().chain(parts);
        let parts = parts.filter_map(|(start, end, font)| {
            let end = usize::from(end).min(units.len());
            let text = String::from_utf16_lossy(units.get(usize::from(start)..end)?);
            (!text.is_empty()).then(|| Part::of(text, font))
        });
        RichText {
            parts: parts.collect(),
            ..RichText::default()
        }
    }

    /// Takes the next event of a walk.
    pub(in crate::import) fn visit(&mut self, node: &Node) {
        match node {
            Node::Open(tag) => match (tag.name(), &mut self.part) {
                ("r", None) => self.part = Some(Part::default()),
                ("rPr", Some(part)) => part.is_struck = Some(false),
                ("rFont", Some(part)) => part.run.font = tag.attribute("val").map(Rc::from),
                ("strike" | "dstrike", Some(part)) => {
                    let value = tag.attribute("val");
                    let is_off = value.is_some_and(|value| value == "0" || value == "false");
                    part.is_struck = Some(!is_off);
                }
                ("vertAlign", Some(_)) => {
                    self.is_raised = tag.attribute("val").is_some_and(|it| it == "superscript");
                }
                ("t", Some(_)) => self.reads_text = true,
                _ => {}
            },
            Node::Text(text) if self.reads_text => {
                if let Some(part) = &mut self.part {
                    part.run.text.push_str(text);
                }
            }
            Node::Text(_) => {}
            Node::Close("t") => self.reads_text = false,
            Node::Close("r") => {
                let is_raised = std::mem::take(&mut self.is_raised);
                if let Some(part) = self.part.as_mut().filter(|_| is_raised) {
                    part.raise();
                }
                self.parts.extend(self.part.take());
            }
            Node::Close(_) => {}
        }
    }

    /// Whether a part is struck out, raised or has a font that can be a legacy one.
    pub(in crate::import) fn matters(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.is_struck == Some(true) || part.stored.is_some() || part.is_legacy())
    }

    /// Adds the parts to the cell that has this text.
    pub(in crate::import) fn complete(&self, cell: &mut Cell) {
        let is_legacy = self.parts.iter().any(Part::is_legacy);
        let cell_is_struck = cell.struck.is_some();
        let is_struck = |part: &Part| part.is_struck.unwrap_or(cell_is_struck);
        let stored = |part: &Part| part.stored.clone().unwrap_or_else(|| part.run.text.clone());
        // Other text means that the cell shows it in a form of its own.
        if clean(&self.parts.iter().map(stored).collect::<String>()) != cell.text {
            return;
        }
        let shown = self.parts.iter().map(|part| part.run.text.as_str());
        cell.text = clean(&shown.collect::<String>());
        cell.struck = None;
        let texts = |struck: bool| {
            let parts = self
                .parts
                .iter()
                .filter(move |part| is_struck(part) == struck);
            parts.map(|part| part.run.text.as_str())
        };
        let rest: String = texts(false).collect();
        let struck: Vec<&str> = texts(true).map(str::trim).collect();
        cell.strike(&clean(&struck.join(" ")), &clean(&rest));
        if is_legacy {
            let is_left = |part: &&Part| !is_struck(part) || rest.trim().is_empty();
            let left = self.parts.iter().filter(is_left);
            cell.runs = Some(left.map(|part| part.run.clone()).collect());
        }
    }
}

/// Whether a font may be one of TCVN3 or VNI, by its name.
pub(in crate::import) fn may_be_legacy(font: &str) -> bool {
    font.starts_with(".V") || font.starts_with("VNI")
}
