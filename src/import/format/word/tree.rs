//! Elements of a part as a tree. The body is read in units, a paragraph or a table row at a time,
//! so that only one unit is in memory.

use std::io::Read;

use crate::import::{
    ImportError,
    format::xml::{self, Node, Tag},
};

/// Maximum number of elements in a unit. A table row of a real document has a few thousand.
const ELEMENTS_MAX: usize = 1_000_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Without prefix. The vocabularies share no name with a different meaning that matters here.
    pub name: Box<str>,
    pub attributes: Vec<(Box<str>, String)>,
    pub children: Vec<Element>,
    /// The character data directly in the element.
    pub text: String,
}

impl Element {
    pub(super) fn new(name: &str) -> Element {
        Element {
            name: name.into(),
            ..Element::default()
        }
    }

    pub(super) fn with(mut self, attribute: &str, value: impl Into<String>) -> Element {
        self.attributes.push((attribute.into(), value.into()));
        self
    }

    /// Creates a property: an element whose value is in `val`.
    pub(super) fn property(name: &str, value: impl Into<String>) -> Element {
        Element::new(name).with("val", value)
    }

    pub(super) fn holding(mut self, children: Vec<Element>) -> Element {
        self.children = children;
        self
    }

    pub(super) fn of(tag: &Tag) -> Element {
        Element {
            name: tag.name().into(),
            attributes: tag.attributes(),
            ..Element::default()
        }
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| &*child.name == name)
    }

    /// Follows a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |at, name| at.child(name))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| &**key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns `val` of a child: how most properties are stored.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Returns `val` of a child as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.value(name)?.trim().parse().ok()
    }

    /// Returns an on/off property; `None` if it is not set. Without a value it is on.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(child.attribute("val").is_none_or(is_on))
    }

    /// Whether an element with this name is anywhere inside.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.child(name).is_some() || self.children.iter().any(|child| child.contains(name))
    }

    /// Returns the number of bytes of text inside: of the elements `t`, in whatever branch.
    pub(super) fn n_text(&self) -> usize {
        let own = if &*self.name == "t" {
            self.text.len()
        } else {
            0
        };
        own + self.children.iter().map(Element::n_text).sum::<usize>()
    }

    /// Returns the texts inside, separated by blanks where a paragraph or a label ends.
    pub(super) fn all_text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text.trim().to_owned()
    }

    fn collect_text(&self, all: &mut String) {
        // `v` are the labels of a chart's categories and series.
        let is_label = &*self.name == "v" && self.text.contains(char::is_alphabetic);
        if &*self.name == "t" || is_label {
            all.push_str(&self.text);
        }
        self.children
            .iter()
            .for_each(|child| child.collect_text(all));
        if (&*self.name == "p" || is_label) && !all.ends_with(' ') {
            all.push(' ');
        }
    }

    /// Returns the alternative of `mc:AlternateContent` that Word shows: the first choice, which
    /// every version since 2010 understands, otherwise the fallback.
    pub(super) fn alternative(&self) -> Option<&Element> {
        self.child("Choice").or_else(|| self.child("Fallback"))
    }
}

/// Reads an attribute of the type `ST_OnOff`.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

/// Collects the elements of a unit.
#[derive(Debug, Default)]
pub(super) struct Builder {
    open: Vec<Element>,
    n_elements: usize,
}

impl Builder {
    /// Whether a unit is being collected.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Fails with `TooLarge` if the unit has too many elements.
    pub(super) fn start(&mut self, tag: &Tag) -> Result<(), ImportError> {
        self.n_elements += 1;
        if ELEMENTS_MAX < self.n_elements {
            return Err(ImportError::TooLarge);
        }
        self.open.push(Element::of(tag));
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    /// Closes an element; returns the unit if it is complete.
    pub(super) fn end(&mut self) -> Option<Element> {
        let closed = self.open.pop()?;
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(closed);
                None
            }
            None => {
                self.n_elements = 0;
                Some(closed)
            }
        }
    }
}

/// Reads a whole part, such as the styles, and returns its root.
pub(super) fn root(part: impl Read) -> Result<Element, ImportError> {
    let mut builder = Builder::default();
    let mut root = Element::default();
    xml::walk(part, |node| {
        match node {
            Node::Open(tag) => builder.start(tag)?,
            Node::Text(text) => builder.text(text),
            Node::Close(_) => root = builder.end().unwrap_or_else(|| std::mem::take(&mut root)),
        }
        Ok(())
    })?;
    Ok(root)
}
