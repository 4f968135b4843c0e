//! Reads OpenDocument texts (ODF 1.3): the same units as of a `.docx`, a paragraph or a table row each,
//! so that everything after that is shared.

mod lists;
mod looks;
mod spans;

use self::{
    lists::{ListsAround, OpenLists},
    looks::Looks,
    spans::OpenTable,
};
use super::{
    body::{Body, Margins},
    lists::Lists,
    margins,
    styles::Styles,
    tree::Element,
};
use crate::import::{
    ImportError,
    format::{
        ods, picture,
        sheet::Sheet,
        xml::{self, Node, Tag},
    },
};

/// Shapes that hold paragraphs themselves.
const SHAPES: [&str; 5] = ["custom-shape", "rect", "ellipse", "caption", "text-box"];
/// Elements whose text is none of the document: what a change deleted, the number of a note, the name of
/// a picture.
const SKIPPED: [&str; 6] = [
    "tracked-changes",
    "note-citation",
    "image",
    "object",
    "object-ole",
    "forms",
];
/// Maximum number of copies of a row or a cell. Text documents hardly repeat any.
const REPEATED_MAX: usize = 64;
/// Maximum number of blanks that one element stands for.
const SPACES_MAX: usize = 1_000;

/// Reads the body of a document as one sheet.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = xml::package(bytes)?;
    if ods::is_encrypted(&mut archive) {
        return Err(ImportError::Password);
    }
    let mut reader = Reader::default();
    if let Ok(styles) = xml::part(&mut archive, "styles.xml") {
        // Damaged styles only cost looks, headers and footers.
        xml::walk(styles, |node| reader.visit(node)).ok();
        reader.leave_part();
    }
    xml::walk(xml::part(&mut archive, "content.xml")?, |node| {
        reader.visit(node)
    })?;
    reader.finish()
}

/// Reads a document in one XML file (`.fodt`).
pub(in crate::import) fn read_flat(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut reader = Reader::default();
    xml::walk(bytes, |node| reader.visit(node))?;
    reader.finish()
}

/// What an element of the file opened here.
enum Opened {
    Nothing,
    Element,
    /// An element that starts a story of its own: the lists and spans around it.
    Story(ListsAround, Vec<String>),
    Span,
    List,
    Table,
    Frame,
}

/// Turns the elements of the file into those of WordprocessingML.
#[derive(Default)]
struct Reader {
    looks: Looks,
    lists: OpenLists,
    /// The elements that are being made, outermost first, and what each open element of the file is.
    open: Vec<Element>,
    opened: Vec<Opened>,
    /// Nesting depth in an element that is skipped.
    n_skipped: usize,
    spans: Vec<String>,
    tables: Vec<OpenTable>,
    /// Whether the open frame is large.
    frame_is_large: bool,
    /// Paragraphs and tables of the body.
    blocks: Vec<Element>,
    footnotes: Vec<Element>,
    endnotes: Vec<Element>,
    margins: Vec<Element>,
    comments: Vec<String>,
    covered: Vec<String>,
    n_changes: usize,
    n_objects: usize,
    n_pictures: usize,
}

impl Reader {
    fn visit(&mut self, node: Node) -> Result<(), ImportError> {
        match node {
            Node::Open(tag) if 0 < self.n_skipped || self.skips(tag) => {
                self.n_skipped += 1;
                self.n_changes += usize::from(tag.name() == "changed-region");
            }
            Node::Open(tag) => {
                let opened = self.open(tag);
                self.opened.push(opened);
            }
            Node::Close(_) if 0 < self.n_skipped => self.n_skipped -= 1,
            Node::Close(name) => self.close(name),
            Node::Text(_) if 0 < self.n_skipped => {}
            Node::Text(text) => self.text(text),
        }
        Ok(())
    }

    /// Whether an element is left out. What it shows is counted.
    fn skips(&mut self, tag: &Tag) -> bool {
        let name = tag.name();
        let in_margin = self.open.first().is_some_and(|it| &*it.name == "margin");
        let in_frame = matches!(self.opened.last(), Some(Opened::Frame));
        self.n_objects += usize::from(matches!(name, "object" | "object-ole"));
        let is_picture = name == "image" && self.frame_is_large && !in_margin;
        self.n_pictures += usize::from(is_picture);
        SKIPPED.contains(&name)
            || (in_margin && matches!(name, "page-number" | "page-count"))
            || (in_frame && matches!(name, "title" | "desc"))
    }

    fn open(&mut self, tag: &Tag) -> Opened {
        if self.looks.open(tag) || self.lists.define(tag) {
            return Opened::Nothing;
        }
        match tag.name() {
            "p" | "h" => {
                self.start_paragraph(tag);
                Opened::Element
            }
            "span" => {
                self.spans
                    .push(tag.attribute("style-name").unwrap_or_default());
                Opened::Span
            }
            "s" => {
                let n = tag.count("c").min(SPACES_MAX);
                self.run(Element::new("t"), &" ".repeat(n));
                Opened::Nothing
            }
            "tab" => {
                self.run(Element::new("tab"), "");
                Opened::Nothing
            }
            "line-break" => {
                self.run(Element::new("br"), "");
                Opened::Nothing
            }
            "list" => {
                self.lists.open(tag);
                Opened::List
            }
            "list-item" | "list-header" => {
                self.lists.item(tag);
                Opened::Nothing
            }
            "table" => {
                self.open.push(Element::new("tbl"));
                self.tables.push(OpenTable::default());
                Opened::Table
            }
            "table-row" => {
                self.open.push(Element::new("tr"));
                if let Some(table) = self.tables.last_mut() {
                    table.start_row(tag.count("number-rows-repeated").min(REPEATED_MAX));
                }
                Opened::Element
            }
            "table-cell" | "covered-table-cell" => self.start_cell(tag),
            "frame" => {
                let side = |name| picture::millimetres(&tag.attribute(name)?);
                let size = side("width").zip(side("height"));
                self.frame_is_large =
                    size.is_some_and(|(width, height)| picture::is_large(width, height));
                Opened::Frame
            }
            name if SHAPES.contains(&name) => self.start_story(Element::new("txbxContent")),
            "note" => {
                let class = tag.attribute("note-class").unwrap_or_default();
                self.start_story(Element::new("note").with("class", class))
            }
            "annotation" => self.start_story(Element::new("comment")),
            "header" | "footer" | "header-left" | "footer-left" | "header-first"
            | "footer-first"
                if self.open.is_empty() =>
            {
                self.start_story(Element::new("margin"))
            }
            _ => Opened::Nothing,
        }
    }

    fn start_story(&mut self, element: Element) -> Opened {
        self.open.push(element);
        let lists = self.lists.begin_story();
        Opened::Story(lists, std::mem::take(&mut self.spans))
    }

    fn start_paragraph(&mut self, tag: &Tag) {
        let style = tag.attribute("style-name").unwrap_or_default();
        let outline = (tag.name() == "h" && tag.attribute("is-list-header").is_none())
            .then(|| tag.count("outline-level"));
        let place = self.lists.place(self.looks.list_of(&style), outline);
        let mut properties = vec![Element::property("pStyle", style)];
        properties.extend(place.map(|(list, level)| {
            Element::new("numPr").holding(vec![
                Element::property("numId", list.to_string()),
                Element::property("ilvl", level.to_string()),
            ])
        }));
        let properties = Element::new("pPr").holding(properties);
        self.open.push(Element::new("p").holding(vec![properties]));
    }

    /// Starts a cell. A covered one continues the cell above it, or is a part of the cell to its left.
    fn start_cell(&mut self, tag: &Tag) -> Opened {
        let n = tag.count("number-columns-repeated").min(REPEATED_MAX);
        let Some(table) = self.tables.last_mut() else {
            return Opened::Nothing;
        };
        if tag.name() == "table-cell" {
            let spans = ["number-columns-spanned", "number-rows-spanned"];
            let [n_columns, n_rows] = spans.map(|name| tag.count(name).min(REPEATED_MAX * 16));
            let cell = table.cell(n, n_columns, n_rows);
            return self.start_story(cell);
        }
        let continued = table.covered(n);
        if let Some(row) = self.open.last_mut() {
            row.children.extend(continued);
        }
        self.start_story(Element::new("covered"))
    }

    fn close(&mut self, name: &str) {
        self.looks.close(name);
        self.lists.close_definition(name);
        match self.opened.pop() {
            None | Some(Opened::Nothing | Opened::Frame) => {}
            Some(Opened::Span) => drop(self.spans.pop()),
            Some(Opened::List) => self.lists.close(),
            Some(Opened::Element) => {
                let Some(element) = self.open.pop() else {
                    return;
                };
                let n = match (&*element.name, self.tables.last()) {
                    ("tr", Some(table)) => table.n_rows,
                    _ => 1,
                };
                for _ in 1..n {
                    self.attach(element.clone());
                }
                self.attach(element);
            }
            Some(Opened::Table) => {
                self.tables.pop();
                let table = self.open.pop();
                table.into_iter().for_each(|it| self.attach(it));
            }
            Some(Opened::Story(lists, spans)) => {
                self.lists.end_story(lists);
                self.spans = spans;
                let story = self.open.pop();
                story.into_iter().for_each(|it| self.end_story(it));
            }
        }
    }

    fn end_story(&mut self, story: Element) {
        match &*story.name {
            "note" => {
                let (kind, notes) = match story.attribute("class") {
                    Some("endnote") => ("endnoteReference", &mut self.endnotes),
                    _ => ("footnoteReference", &mut self.footnotes),
                };
                let id = notes.len().to_string();
                notes.push(story.with("id", id.clone()));
                self.run(Element::new(kind).with("id", id), "");
            }
            "comment" => self.comments.push(story.all_text()),
            "margin" => self.margins.push(story),
            "covered" => {
                let text = story.all_text();
                self.covered.extend(Some(text).filter(|it| !it.is_empty()));
            }
            "tc" => {
                let n = self.tables.last().map_or(1, |table| table.n_cells);
                for _ in 1..n {
                    self.attach(story.clone());
                }
                self.attach(story);
            }
            // A box that is anchored to the page stands in no paragraph.
            _ if self.open.last().is_none_or(|it| &*it.name != "p") => {
                self.attach(Element::new("p").holding(vec![story]));
            }
            _ => self.attach(story),
        }
    }

    /// Adds a finished element to the one around it, or to the body.
    fn attach(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.blocks.push(element),
        }
    }

    /// Adds a run with one element to the open paragraph.
    fn run(&mut self, mut element: Element, text: &str) {
        let Some(paragraph) = self.open.last_mut().filter(|it| &*it.name == "p") else {
            return;
        };
        element.text.push_str(text);
        let mut children = self.looks.of_spans(&self.spans);
        children.push(element);
        paragraph.children.push(Element::new("r").holding(children));
    }

    /// Adds text. White space of the file is one blank.
    fn text(&mut self, text: &str) {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match c.is_ascii_whitespace() {
                true if shown.ends_with(' ') => {}
                true => shown.push(' '),
                false => shown.push(c),
            }
        }
        if !shown.is_empty() {
            self.run(Element::new("t"), &shown);
        }
    }

    /// Forgets what a damaged part left open.
    fn leave_part(&mut self) {
        (self.open, self.opened, self.n_skipped) = (Vec::new(), Vec::new(), 0);
        self.blocks.clear();
    }

    fn finish(self) -> Result<Vec<Sheet>, ImportError> {
        let mut body = Body::default();
        body.story.styles = Styles::of(&self.looks.styles());
        body.story.lists = Lists::of(&self.lists.numbering());
        for block in &self.blocks {
            if &*block.name == "tbl" {
                body.start_table()?;
                for row in &block.children {
                    body.unit(row, false)?;
                }
            } else {
                body.unit(block, false)?;
            }
        }
        let [footnotes, endnotes] =
            [self.footnotes, self.endnotes].map(|it| Element::new("notes").holding(it));
        let sheet = body.finish(|story| {
            let notes = margins::notes(
                story,
                std::slice::from_ref(&footnotes),
                std::slice::from_ref(&endnotes),
            );
            margins::quote(story, &self.margins);
            let account = &mut story.account;
            account.comments.extend(self.comments.iter().cloned());
            account.covered.extend(self.covered.iter().cloned());
            account.n_changes += self.n_changes;
            account.n_objects += self.n_objects;
            account.n_pictures += self.n_pictures;
            Margins {
                notes,
                comments: Vec::new(),
            }
        })?;
        Ok(vec![sheet])
    }
}
