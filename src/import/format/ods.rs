//! Reads OpenDocument spreadsheets directly from `content.xml`, which stores merged cells and the
//! displayed text of each cell. A general-purpose reader does not expose them.

use std::{collections::HashMap, io::Read, rc::Rc};

use super::{
    ods_locale,
    ods_margins::Margins,
    picture,
    raised::raised,
    sheet::{Budget, COLUMNS_MAX, Cell, Comment, Merge, Run, Sheet, clean},
    sheet_extras,
    xml::{self, Node, Tag},
};
use crate::import::ImportError;

/// Maximum length of a run of spaces, which the file stores as a count. A longer one is nonsense.
const SPACES_MAX: usize = 1_000;
/// Maximum number of copies of one cell. A larger count is a decompression bomb.
const REPEATED_MAX: usize = 100_000;
/// Elements of drawings that can hold text.
const DRAWINGS: [&str; 11] = [
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "path",
    "caption",
    "connector",
];
/// Maximum number of rows in any spreadsheet program.
const ROWS_MAX: usize = 1_048_576;

pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = xml::package(bytes)?;
    if is_encrypted(&mut archive) {
        return Err(ImportError::Password);
    }
    let mut margins = Margins::default();
    if let Ok(styles) = xml::part(&mut archive, "styles.xml") {
        // Damaged styles only cost the headers and footers.
        xml::walk(styles, |node| {
            margins.visit(&node);
            Ok(())
        })
        .ok();
    }
    read_content(xml::part(&mut archive, "content.xml")?, margins)
}

/// Whether a package of OpenDocument is encrypted.
pub(super) fn is_encrypted(archive: &mut xml::Package) -> bool {
    let mut encrypted = false;
    if let Ok(manifest) = xml::part(archive, "META-INF/manifest.xml") {
        // An unreadable manifest says nothing about encryption; reading the content reports the
        // error.
        xml::walk(manifest, |node| {
            encrypted |= matches!(node, Node::Open(tag) if tag.name() == "encryption-data");
            Ok(())
        })
        .ok();
    }
    encrypted
}

/// Reads a spreadsheet in one XML file (`.fods`).
pub(in crate::import) fn read_flat(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    read_content(bytes, Margins::default())
}

fn read_content(content: impl Read, margins: Margins) -> Result<Vec<Sheet>, ImportError> {
    let mut book = Book {
        margins,
        ..Book::default()
    };
    xml::walk(content, |node| {
        // In one file, the page styles stand before the sheets.
        if book.sheet.is_none() {
            book.margins.visit(&node);
        }
        match node {
            Node::Open(tag) => {
                book.open(tag);
                Ok(())
            }
            Node::Close(name) => book.close(name),
            Node::Text(text) => {
                book.text(text);
                Ok(())
            }
        }
    })?;
    Ok(book.sheets)
}

/// The workbook, and the state of the parser.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    margins: Margins,
    /// Page style of the sheet being read.
    page: String,
    budget: Budget,
    /// Styles by name.
    styles: HashMap<String, OdsStyle>,
    /// The style being read, with its name.
    style: Option<(String, OdsStyle)>,
    /// The sheet being read, and its merges.
    sheet: Option<(Sheet, Vec<Merge>)>,
    /// First row of the current row element, from 0.
    row: usize,
    /// How often the current row element repeats.
    n_rows: usize,
    row_is_hidden: bool,
    column: usize,
    /// Number of columns declared so far.
    n_columns: usize,
    cell: Option<OpenCell>,
    /// Nesting depth of annotations, whose text does not belong to the cell.
    in_note: usize,
    /// Paragraphs of the comment being read; its author and date are no text of it.
    note: String,
    reads_note: bool,
    /// Nesting depth of drawings, which may stand in a cell without belonging to its text; the
    /// paragraph being read of one, and all of the sheet.
    in_drawing: usize,
    drawn: String,
    boxes: Vec<String>,
    /// Whether the open frame is large, and the number of large pictures of the sheet.
    frame_is_large: bool,
    n_pictures: usize,
    /// The open spans.
    spans: Vec<Span>,
}

#[derive(Clone, Debug, Default)]
struct OdsStyle {
    bold: bool,
    hidden: bool,
    struck: bool,
    raised: bool,
    font: String,
    /// Name of the page style, of sheets.
    page: Option<String>,
}

/// A part of a paragraph: whether it is struck out or raised, and its font.
struct Span {
    struck: bool,
    raised: bool,
    font: Option<Rc<str>>,
}

struct OpenCell {
    text: String,
    /// The text of spans that are struck out.
    struck: String,
    /// The text that is not struck out, in parts with their fonts.
    runs: Vec<Run>,
    n_paragraphs: usize,
    is_number: bool,
    /// The stored number or date.
    value: String,
    style: String,
    n_columns: usize,
    /// Number of rows and columns that the cell spans.
    spans: (usize, usize),
}

impl OpenCell {
    /// Appends text, which has the font of the cell if it has none of its own.
    fn push(&mut self, text: &str, font: Option<Rc<str>>) {
        self.text.push_str(text);
        match self.runs.last_mut().filter(|run| run.font == font) {
            Some(run) => run.text.push_str(text),
            None => self.runs.push(Run {
                text: text.to_owned(),
                font,
            }),
        }
    }
}

impl Book {
    fn open(&mut self, tag: &Tag) {
        // A chart holds a table of its own.
        if 0 < self.in_drawing && tag.name().starts_with("table") {
            return;
        }
        match tag.name() {
            "style" => {
                let style = OdsStyle {
                    page: tag.attribute("master-page-name"),
                    ..OdsStyle::default()
                };
                self.style = tag.attribute("name").map(|name| (name, style));
            }
            "text-properties" => {
                if let Some((_, style)) = &mut self.style {
                    style.bold |= tag
                        .attribute("font-weight")
                        .is_some_and(|weight| weight == "bold");
                    let line = tag.attribute("text-line-through-style");
                    let line = line.or(tag.attribute("text-line-through-type"));
                    style.struck |= line.is_some_and(|line| line != "none");
                    // "super 58%", or by how much it is raised.
                    style.raised |= tag.attribute("text-position").is_some_and(|it| {
                        let rise = it.split('%').next().unwrap_or_default();
                        it.starts_with("super") || rise.parse::<f32>().is_ok_and(|it| 0.0 < it)
                    });
                    style.font = tag.attribute("font-name").unwrap_or_default();
                }
            }
            "table-properties" => {
                if let Some((_, style)) = &mut self.style {
                    style.hidden |= tag.attribute("display").is_some_and(|it| it == "false");
                }
            }
            "table" => {
                let style = tag.attribute("style-name").unwrap_or_default();
                let style = self.styles.get(&style);
                let page = style.and_then(|style| style.page.clone());
                self.page = page.unwrap_or_else(|| "Default".to_owned());
                let sheet = Sheet {
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: style.is_some_and(|style| style.hidden),
                    knows_merges: true,
                    ..Sheet::default()
                };
                self.sheet = Some((sheet, Vec::new()));
                (self.row, self.n_rows, self.n_columns) = (0, 0, 0);
            }
            "table-column" => {
                let first = self.n_columns;
                self.n_columns = first.saturating_add(tag.count("number-columns-repeated"));
                if let Some((sheet, _)) = self.sheet.as_mut().filter(|_| is_hidden(tag)) {
                    sheet
                        .hidden_columns
                        .extend(first..self.n_columns.min(COLUMNS_MAX));
                }
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.n_rows);
                self.n_rows = tag.count("number-rows-repeated");
                self.row_is_hidden = is_hidden(tag);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let kind = tag.attribute("value-type").unwrap_or_default();
                self.cell = Some(OpenCell {
                    text: String::new(),
                    struck: String::new(),
                    runs: Vec::new(),
                    n_paragraphs: 0,
                    is_number: matches!(kind.as_str(), "float" | "percentage" | "currency"),
                    value: tag
                        .attribute("value")
                        .or_else(|| tag.attribute("date-value"))
                        .unwrap_or_default(),
                    style: tag.attribute("style-name").unwrap_or_default(),
                    n_columns: tag.count("number-columns-repeated"),
                    spans: (
                        tag.count("number-rows-spanned"),
                        tag.count("number-columns-spanned"),
                    ),
                });
            }
            "annotation" => {
                self.in_note += 1;
                self.note.clear();
            }
            "image" => self.n_pictures += usize::from(self.frame_is_large),
            name if DRAWINGS.contains(&name) => {
                self.in_drawing += 1;
                let side = |name| picture::millimetres(&tag.attribute(name)?);
                let size = side("width").zip(side("height"));
                self.frame_is_large =
                    size.is_some_and(|(width, height)| picture::is_large(width, height));
            }
            "span" => {
                let style = tag.attribute("style-name").unwrap_or_default();
                let style = self.styles.get(&style);
                let font = style.filter(|style| !style.font.is_empty());
                self.spans.push(Span {
                    struck: style.is_some_and(|style| style.struck),
                    raised: style.is_some_and(|style| style.raised),
                    font: font.map(|style| Rc::from(style.font.as_str())),
                });
            }
            "p" if 0 < self.in_note => {
                self.reads_note = true;
                if !self.note.is_empty() {
                    self.note.push('\n');
                }
            }
            "p" | "h" => {
                if let Some(cell) = self.open_cell() {
                    if 0 < cell.n_paragraphs {
                        cell.push("\n", None);
                    }
                    cell.n_paragraphs += 1;
                }
            }
            "s" => {
                let n = tag.count("c").min(SPACES_MAX);
                self.text(&" ".repeat(n));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ImportError> {
        if 0 < self.in_drawing && name.starts_with("table") {
            return Ok(());
        }
        match name {
            "style" => {
                if let Some((name, style)) = self.style.take() {
                    self.styles.insert(name, style);
                }
            }
            "table" => {
                if let Some((mut sheet, merges)) = self.sheet.take() {
                    sheet.finish(merges);
                    let boxes = std::mem::take(&mut self.boxes);
                    sheet_extras::name(&boxes, &[], self.margins.of(&self.page), &mut sheet);
                    sheet_extras::name_pictures(std::mem::take(&mut self.n_pictures), &mut sheet);
                    self.sheets.push(sheet);
                }
            }
            "table-cell" | "covered-table-cell" => return self.close_cell(),
            "span" => {
                self.spans.pop();
            }
            "annotation" => {
                self.in_note = self.in_note.saturating_sub(1);
                let text = clean(&std::mem::take(&mut self.note));
                let row = u32::try_from(self.row).ok().filter(|_| !text.is_empty());
                if let (Some(row), Some((sheet, _))) = (row, &mut self.sheet) {
                    let column = self.column;
                    sheet.comments.push(Comment { row, column, text });
                }
            }
            "p" if 0 < self.in_note => self.reads_note = false,
            name if DRAWINGS.contains(&name) => self.in_drawing = self.in_drawing.saturating_sub(1),
            "p" if 0 < self.in_drawing && self.in_note == 0 => {
                let drawn = std::mem::take(&mut self.drawn);
                let drawn = Some(clean(&drawn)).filter(|text| !text.is_empty());
                self.boxes.extend(drawn);
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), ImportError> {
        let (Some(cell), Some((sheet, merges))) = (self.cell.take(), &mut self.sheet) else {
            return Ok(());
        };
        let column = self.column;
        self.column = column.saturating_add(cell.n_columns);
        let mut text = clean(&cell.text);
        let shown = match (cell.is_number, cell.value.parse()) {
            (true, Ok(value)) => ods_locale::number(&text, value),
            _ => ods_locale::date(&text, &cell.value),
        };
        text = shown.unwrap_or(text);
        let mut struck = clean(&cell.struck);
        if text.is_empty() {
            text.clone_from(&struck);
        }
        if text.is_empty() {
            return Ok(());
        }
        let style = self.styles.get(&cell.style);
        if style.is_some_and(|style| style.struck) {
            struck.clone_from(&text);
        }
        let struck = (!struck.is_empty()).then(|| Rc::from(struck));
        let has_fonts = cell.runs.iter().any(|run| run.font.is_some());
        let runs: Option<Rc<[Run]>> = has_fonts.then(|| cell.runs.into());
        let at =
            |row: usize, column: usize| (row.min(ROWS_MAX) as u32, column.min(ROWS_MAX) as u32);
        // Rows and cells with text rarely repeat, and then only a few times.
        if REPEATED_MAX < self.n_rows.saturating_mul(cell.n_columns) {
            return Err(ImportError::TooLarge);
        }
        for row in self.row..self.row.saturating_add(self.n_rows).min(ROWS_MAX) {
            for column in column..self.column.min(column.saturating_add(COLUMNS_MAX)) {
                let cell = Cell {
                    text: text.clone(),
                    is_number: cell.is_number,
                    date: None,
                    bold: style.is_some_and(|style| style.bold),
                    font: style
                        .map(|style| Rc::from(style.font.as_str()))
                        .filter(|font: &Rc<str>| !font.is_empty()),
                    runs: runs.clone(),
                    struck: struck.clone(),
                };
                sheet.put(at(row, column), cell, &mut self.budget)?;
                // A cell too far right leaves no line.
                let line = sheet.lines.last_mut();
                if let Some(line) = line.filter(|line| line.row as usize == row) {
                    line.hidden = self.row_is_hidden;
                }
            }
        }
        if cell.spans != (1, 1) {
            let (top, left) = at(self.row, column);
            let (bottom, right) = at(
                self.row.saturating_add(cell.spans.0.min(ROWS_MAX) - 1),
                column.saturating_add(cell.spans.1.min(ROWS_MAX) - 1),
            );
            merges.push(Merge {
                top,
                left,
                bottom,
                right,
            });
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if 0 < self.in_note {
            if self.reads_note {
                self.note.push_str(text);
            }
            return;
        }
        if 0 < self.in_drawing {
            self.drawn.push_str(text);
            return;
        }
        let struck = self.spans.iter().any(|span| span.struck);
        let is_raised = self.spans.iter().any(|span| span.raised);
        let raised = Some(text).filter(|_| is_raised).and_then(raised);
        let text = raised.as_deref().unwrap_or(text);
        let mut fonts = self.spans.iter().rev();
        let font = fonts.find_map(|span| span.font.clone());
        if let Some(cell) = self.open_cell().filter(|cell| 0 < cell.n_paragraphs) {
            if struck {
                cell.struck.push_str(text);
            } else {
                cell.push(text, font);
            }
        }
    }

    fn open_cell(&mut self) -> Option<&mut OpenCell> {
        let is_own = self.in_note == 0 && self.in_drawing == 0;
        self.cell.as_mut().filter(|_| is_own)
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("visibility")
        .is_some_and(|it| it == "collapse" || it == "filter")
}
