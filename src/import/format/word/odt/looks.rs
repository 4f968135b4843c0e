//! The styles of an OpenDocument text as those of a Word document.

use std::collections::HashMap;

use crate::import::format::{word::tree::Element, xml::Tag};

/// Styles of paragraphs and of spans.
#[derive(Default)]
pub(super) struct Looks {
    /// Paragraph styles as `w:style`, and the defaults.
    paragraphs: Vec<Element>,
    defaults: Option<Element>,
    /// List styles of paragraph styles.
    lists: HashMap<String, String>,
    /// Styles of spans: the style that each is based on, and its look.
    spans: HashMap<String, (String, Element)>,
    open: Option<OpenStyle>,
}

struct OpenStyle {
    name: String,
    family: String,
    parent: String,
    look: Element,
}

/// Maximum length of a chain of styles; a longer one is a loop.
const CHAIN_MAX: usize = 32;

impl Looks {
    /// Reads a tag of a style; false for any other.
    pub(super) fn open(&mut self, tag: &Tag) -> bool {
        let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
        match tag.name() {
            "style" | "default-style" => {
                let name = attribute("name");
                let list = attribute("list-style-name");
                if !list.is_empty() {
                    self.lists.insert(name.clone(), list);
                }
                self.open = Some(OpenStyle {
                    name,
                    family: attribute("family"),
                    parent: attribute("parent-style-name"),
                    look: Element::new("rPr"),
                });
                true
            }
            "text-properties" => match &mut self.open {
                Some(style) => {
                    style.look.children = look(tag);
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if !matches!(name, "style" | "default-style") {
            return;
        }
        let Some(style) = self.open.take() else {
            return;
        };
        match (style.family.as_str(), name) {
            ("paragraph", "default-style") => self.defaults = Some(style.look),
            ("paragraph", _) => {
                let own = Element::new("style").with("styleId", style.name);
                let parent = Element::property("basedOn", style.parent);
                self.paragraphs.push(own.holding(vec![parent, style.look]));
            }
            ("text", "style") => {
                self.spans.insert(style.name, (style.parent, style.look));
            }
            _ => {}
        }
    }

    /// Returns the list style that a paragraph style names.
    pub(super) fn list_of(&self, style: &str) -> Option<&str> {
        self.lists.get(style).map(String::as_str)
    }

    /// Returns the looks of open spans, from the outermost on, each behind those that it is based on.
    pub(super) fn of_spans(&self, spans: &[String]) -> Vec<Element> {
        let mut looks = Vec::new();
        for name in spans {
            let next = |(parent, _): &&(String, Element)| self.spans.get(parent);
            let chain = std::iter::successors(self.spans.get(name), next).take(CHAIN_MAX);
            let mut own: Vec<Element> = chain.map(|(_, look)| look.clone()).collect();
            own.reverse();
            looks.extend(own.into_iter().filter(|look| !look.children.is_empty()));
        }
        looks
    }

    /// Returns the paragraph styles as `w:styles`.
    pub(super) fn styles(&self) -> Element {
        let mut children = self.paragraphs.clone();
        if let Some(look) = self.defaults.clone() {
            let inner = Element::new("rPrDefault").holding(vec![look]);
            children.push(Element::new("docDefaults").holding(vec![inner]));
        }
        Element::new("styles").holding(children)
    }
}

/// Reads `style:text-properties` as the properties of `w:rPr`.
fn look(tag: &Tag) -> Vec<Element> {
    let mut look = Vec::new();
    let switch = |name: &str, is_on: bool| Element::property(name, if is_on { "1" } else { "0" });
    if let Some(weight) = tag.attribute("font-weight") {
        let is_heavy = weight.parse().is_ok_and(|weight: u32| 600 <= weight);
        look.push(switch("b", weight == "bold" || is_heavy));
    }
    let line = tag.attribute("text-line-through-style");
    if let Some(line) = line.or(tag.attribute("text-line-through-type")) {
        look.push(switch("strike", line != "none"));
    }
    if let Some(display) = tag.attribute("display") {
        look.push(switch("vanish", display == "none"));
    }
    let font = tag.attribute("font-name").or(tag.attribute("font-family"));
    if let Some(font) = font {
        let font = font.trim_matches(['\'', '"']);
        look.push(Element::new("rFonts").with("ascii", font));
    }
    // "super 58%", or by how much it is raised.
    if let Some(position) = tag.attribute("text-position") {
        let rise = position.split('%').next().unwrap_or_default();
        let is_raised =
            position.starts_with("super") || rise.parse::<f32>().is_ok_and(|it| 0.0 < it);
        let value = if is_raised { "superscript" } else { "baseline" };
        look.push(Element::property("vertAlign", value));
    }
    look
}
