//! Headers and footers of an OpenDocument spreadsheet, which belong to the page styles of its sheets
//! (OpenDocument 1.3, part 3, 16.9 to 16.13).

use std::collections::HashMap;

use super::{sheet::clean, xml::Node};

/// Headers and footers by page style.
#[derive(Debug, Default)]
pub(in crate::import) struct Margins {
    pages: HashMap<String, Vec<String>>,
    /// Name of the page style being read.
    page: Option<String>,
    /// Whether a header or footer that is shown is being read.
    is_open: bool,
    /// Nesting depth of fields, such as the page number, which are no text of the document.
    n_fields: usize,
    text: String,
}

/// Elements that hold text; any other is a field.
const TEXTS: [&str; 8] = [
    "p",
    "h",
    "span",
    "a",
    "region-left",
    "region-center",
    "region-right",
    "soft-page-break",
];
const BLANKS: [&str; 3] = ["s", "tab", "line-break"];
const MARGINS: [&str; 6] = [
    "header",
    "footer",
    "header-left",
    "footer-left",
    "header-first",
    "footer-first",
];

impl Margins {
    /// Takes the next event of a walk over the styles.
    pub fn visit(&mut self, node: &Node) {
        match node {
            Node::Open(tag) if tag.name() == "master-page" => self.page = tag.attribute("name"),
            Node::Close("master-page") => self.page = None,
            _ if self.page.is_none() => {}
            Node::Open(tag) if MARGINS.contains(&tag.name()) => {
                let is_hidden = tag.attribute("display").is_some_and(|it| it == "false");
                (self.is_open, self.n_fields) = (!is_hidden, 0);
            }
            Node::Close(name) if MARGINS.contains(name) => self.is_open = false,
            Node::Open(tag) if BLANKS.contains(&tag.name()) => self.text.push(' '),
            Node::Open(tag) => self.n_fields += usize::from(!TEXTS.contains(&tag.name())),
            Node::Text(text) if self.is_open && self.n_fields == 0 => self.text.push_str(text),
            Node::Text(_) => {}
            Node::Close("p" | "h") => {
                // Where codes are allowed, as in Excel, a sign of their own is written twice.
                let text = clean(&std::mem::take(&mut self.text)).replace('&', "&&");
                if let Some(page) = self.page.clone().filter(|_| self.is_open) {
                    self.pages.entry(page).or_default().push(text);
                }
            }
            Node::Close(name) => {
                let is_field = !TEXTS.contains(name) && !BLANKS.contains(name);
                self.n_fields = self.n_fields.saturating_sub(usize::from(is_field));
            }
        }
    }

    /// Returns the headers and footers of a page style, in the form in which Excel stores them.
    pub fn of(&self, page: &str) -> &[String] {
        self.pages.get(page).map_or(&[], Vec::as_slice)
    }
}
