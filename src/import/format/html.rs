//! Reads HTML tables, which reporting systems save as `.xls` and which the clipboard holds.

mod cell;
mod elements;
mod foot;
mod forms;
mod layout;
mod lists;
mod margins;
mod tags;

use std::{collections::HashMap, rc::Rc};

use html5gum::{Token, Tokenizer};

use self::{
    cell::{OpenCell, lines_of},
    elements::{VOID, count},
    foot::Foot,
    forms::Choice,
    lists::Lists,
    margins::Margins,
};
use super::{
    css::{Look, StyleSheet},
    quotation::quoted,
    raised::raised,
    sheet::{Budget, COLUMNS_MAX, Cell, Merge, Sheet, clean},
    text_encoding,
};
use crate::{import::ImportError, wording::Key};

/// Decodes a page and reads it with [`read_text`].
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let decoded = text_encoding::decoded(bytes);
    let mut sheets = read_text(&decoded.text)?;
    let remark = decoded.remark.map(|message| (None, message));
    if let Some(first) = sheets.first_mut() {
        first.remarks.extend(remark);
    }
    Ok(sheets)
}

/// Reads the tables of a page, and the lines between them, as one sheet.
pub(in crate::import) fn read_text(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let mut reader = HtmlReader {
        layouts: layout::layouts(text, tags::tags(text)),
        ..HtmlReader::default()
    };
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attribute = |name: &[u8]| {
                    let value = tag.attributes.get(name);
                    value.map(|value| String::from_utf8_lossy(value).into_owned())
                };
                let style = reader.styles.look_of(&name, attribute);
                reader.n_opened += usize::from(name == "table");
                if !reader.skips(&name, &style) {
                    let start = attribute(b"value").or(attribute(b"start"));
                    let first = start.and_then(|it| it.trim().parse().ok());
                    reader.lists.open(&name, first, style.unmarked);
                    reader.open_margin(&name, attribute(b"role"), attribute(b"href").is_some())?;
                    let spans = [b"rowspan", b"colspan"].map(|it| count(attribute(it)));
                    reader.open(&name, spans, &style)?;
                    reader.choice.open(&name, attribute(b"selected").is_some());
                    if name == "input"
                        && let Some(text) = forms::shown(attribute)
                    {
                        reader.text(&text);
                    }
                    if !tag.self_closing {
                        reader.strike(&name, &style);
                        reader.set_font(&name, &style);
                    }
                }
                if tag.self_closing {
                    reader.close(&name)?;
                }
            }
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name))?,
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            // The rules of a style element may be hidden from old browsers.
            Token::Comment(text) if reader.in_style => {
                reader.styles.add(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    // The source need not close its last elements.
    reader.end_row()?;
    reader.has_rows = false;
    reader.end_line()?;
    let unseen = clean(&reader.unseen);
    if !unseen.is_empty() {
        let start: String = unseen.chars().take(200).collect();
        let remark = Key::NoteHiddenText.with([start]);
        reader.sheet.remarks.push((None, remark));
    }
    if !reader.margins.texts.is_empty() {
        let remark = Key::NoteMargins.with([quoted(&reader.margins.texts)]);
        reader.sheet.remarks.push((None, remark));
    }
    reader.sheet.mark_paragraphs(&reader.paragraphs);
    reader.sheet.knows_merges = true;
    reader.sheet.page_title = clean(&reader.title);
    let merges = std::mem::take(&mut reader.merges);
    reader.sheet.finish(merges);
    Ok(vec![reader.sheet])
}

#[derive(Default)]
struct HtmlReader {
    sheet: Sheet,
    merges: Vec<Merge>,
    budget: Budget,
    row: u32,
    row_is_hidden: bool,
    column: u32,
    n_tables: usize,
    /// Whether each table of the page, in order, only places others; such tables are no tables here.
    layouts: Vec<bool>,
    /// Number of tables that opened so far, and whether each open one only places others.
    n_opened: usize,
    placing: Vec<bool>,
    in_row: bool,
    /// Whether the open table has a row.
    has_rows: bool,
    cell: Option<OpenCell>,
    /// Text outside cells, up to the next block element or, among the rows of a table, up to its
    /// end.
    line: String,
    /// Rows of these lines.
    paragraphs: Vec<u32>,
    margins: Margins,
    foot: Foot,
    /// Title of the page.
    title: String,
    in_title: bool,
    /// Number of open `<b>` and `<strong>` elements.
    n_bold: usize,
    /// Number of open elements whose text is not shown: `<style>`, `<script>`, `<title>`, `<head>`.
    n_unseen: usize,
    /// The open element that hides its text, and how many elements of its name are open in it.
    hiding: Option<(String, usize)>,
    /// Text that is not shown.
    unseen: String,
    styles: StyleSheet,
    in_style: bool,
    lists: Lists,
    choice: Choice,
    /// Names and fonts of the open elements from the first one that sets a font.
    fonts: Vec<(String, Option<Rc<str>>)>,
    /// Number of open elements that raise their text.
    n_raised: usize,
    /// Names of the open elements from the first one that strikes its text out.
    striking: Vec<String>,
    /// Last row that a `rowspan` from above covers, by column.
    taken: HashMap<u32, u32>,
}

impl HtmlReader {
    fn open(
        &mut self,
        name: &str,
        [n_rows, n_columns]: [u32; 2],
        style: &Look,
    ) -> Result<(), ImportError> {
        if name == "table" {
            let own = self.n_opened.checked_sub(1);
            let places = own.and_then(|at| self.layouts.get(at).copied());
            self.placing.push(places.unwrap_or(false));
        }
        match name {
            "table" | "tr" | "td" | "th" | "caption" if self.places() => self.end_line()?,
            "table" => {
                if self.n_tables == 0 {
                    self.end_line()?;
                }
                self.n_tables += 1;
                self.has_rows &= 1 < self.n_tables;
            }
            "tr" if self.n_tables == 1 => {
                self.end_row()?;
                self.end_line()?;
                (self.in_row, self.has_rows) = (true, true);
                self.row_is_hidden = style.hidden == Some(true);
                self.column = 0;
            }
            "td" | "th" if self.n_tables == 1 => {
                self.end_cell()?;
                self.fonts.clear();
                self.cell = Some(OpenCell {
                    is_bold: style.bold.unwrap_or(name == "th"),
                    font: style.font.clone(),
                    // Excel writes spans over hidden columns; no annex is wider than this.
                    spans: (n_rows.min(100_000), n_columns.min(COLUMNS_MAX as u32)),
                    ..OpenCell::default()
                });
            }
            "tfoot" if self.n_tables == 1 => {
                self.end_row()?;
                self.foot.open(self.row);
            }
            // A table inside a cell: a line per row.
            "tr" => self.block()?,
            "td" | "th" => self.text(" "),
            "b" | "strong" => self.n_bold += 1,
            "sup" => self.n_raised += 1,
            "br" => self.line_break(),
            "li" => {
                self.block()?;
                let mark = self.lists.mark();
                self.text(&mark);
            }
            "p" | "div" | "h1" | "h2" | "h3" | "h4" => self.block()?,
            "style" | "script" | "title" | "head" => {
                self.n_unseen += 1;
                self.in_style = name == "style";
                self.in_title = name == "title" && self.title.is_empty();
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens an element that may be a margin of the page, or a link.
    fn open_margin(
        &mut self,
        name: &str,
        role: Option<String>,
        is_link: bool,
    ) -> Result<(), ImportError> {
        let is_margin = Margins::is_margin(name, role.as_deref());
        if is_margin && self.cell.is_none() {
            self.end_line()?;
        }
        self.margins.open(name, is_margin, is_link && name == "a");
        Ok(())
    }

    /// Whether the innermost open table only places others.
    fn places(&self) -> bool {
        self.placing.last() == Some(&true)
    }

    /// Whether an element is inside one that hides its text, or hides its own. A hidden row is read
    /// and marked instead.
    fn skips(&mut self, name: &str, style: &Look) -> bool {
        if matches!(name, "td" | "th" | "tr") {
            self.end_hidden_cell();
        }
        if let Some((hiding, n)) = &mut self.hiding {
            *n += usize::from(hiding == name);
            return true;
        }
        let starts = style.hidden == Some(true) && name != "tr" && !VOID.contains(&name);
        if starts {
            self.hiding = Some((name.to_owned(), 1));
        }
        starts
    }

    /// Ends a hidden cell, which the source need not close.
    fn end_hidden_cell(&mut self) {
        self.hiding
            .take_if(|(hiding, _)| matches!(hiding.as_str(), "td" | "th"));
    }

    /// Notes an open element whose text, or whose parent's text, is struck out.
    fn strike(&mut self, name: &str, style: &Look) {
        if (style.struck == Some(true) || !self.striking.is_empty()) && !VOID.contains(&name) {
            self.striking.push(name.to_owned());
        }
    }

    /// Notes the font of an open element, or that it has that of its parent.
    fn set_font(&mut self, name: &str, style: &Look) {
        let is_cell = matches!(name, "td" | "th" | "tr" | "table" | "body" | "html");
        if (style.font.is_some() || !self.fonts.is_empty()) && !VOID.contains(&name) && !is_cell {
            self.fonts.push((name.to_owned(), style.font.clone()));
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ImportError> {
        if matches!(name, "tr" | "table") {
            self.end_hidden_cell();
        }
        if let Some((hiding, n)) = &mut self.hiding {
            *n -= usize::from(hiding == name);
            if *n == 0 {
                self.hiding = None;
            }
            return Ok(());
        }
        if let Some(chosen) = self.choice.close(name) {
            self.text(&chosen);
        }
        if self.margins.ends(name) && self.cell.is_none() {
            self.end_line()?;
        }
        self.margins.close(name);
        if let Some(at) = self.striking.iter().rposition(|it| it == name) {
            self.striking.truncate(at);
        }
        if let Some(at) = self.fonts.iter().rposition(|(it, _)| it == name) {
            self.fonts.truncate(at);
        }
        let places = self.places();
        if name == "table" {
            self.placing.pop();
        }
        match name {
            "ol" | "ul" => self.lists.close(),
            "table" | "tr" | "td" | "th" if places => self.end_line()?,
            "table" => {
                if self.n_tables == 1 {
                    self.end_row()?;
                    let lines = &mut self.sheet.lines;
                    self.foot.settle(self.row, lines, &mut self.merges);
                    self.taken.clear();
                    self.has_rows = false;
                    self.end_line()?;
                }
                self.n_tables = self.n_tables.saturating_sub(1);
            }
            "tr" if self.n_tables == 1 => self.end_row()?,
            "tfoot" if self.n_tables == 1 => {
                self.end_row()?;
                self.foot.close(self.row);
            }
            "td" | "th" if self.n_tables == 1 => self.end_cell()?,
            "b" | "strong" => self.n_bold = self.n_bold.saturating_sub(1),
            "sup" => self.n_raised = self.n_raised.saturating_sub(1),
            "caption" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" if self.cell.is_none() => {
                self.end_line()?
            }
            "style" | "script" | "title" | "head" => {
                self.n_unseen = self.n_unseen.saturating_sub(1);
                (self.in_style, self.in_title) = (false, false);
            }
            _ => {}
        }
        Ok(())
    }

    /// Appends text. White space of the source collapses to one space; only tags break lines.
    fn text(&mut self, text: &str) {
        if self.in_style {
            self.styles.add(text);
        } else if self.in_title {
            self.title.push_str(text);
        }
        if 0 < self.n_unseen {
            return;
        }
        if self.hiding.is_some() {
            self.unseen.push_str(text);
            return;
        }
        if self.choice.take(text) {
            return;
        }
        let raised = Some(text).filter(|_| 0 < self.n_raised).and_then(raised);
        let text = raised.as_deref().unwrap_or(text);
        let is_struck = !self.striking.is_empty();
        let bold = 0 < self.n_bold;
        let mut fonts = self.fonts.iter().rev();
        let font = fonts.find_map(|(_, font)| font.clone());
        let target = match &mut self.cell {
            Some(cell) => {
                let n = text.chars().filter(|c| c.is_alphanumeric()).count();
                cell.letters += n;
                cell.bold_letters += if bold { n } else { 0 };
                if is_struck {
                    &mut cell.struck
                } else {
                    let font = font.or_else(|| cell.font.clone());
                    if cell.parts.last().is_none_or(|(_, last)| *last != font) {
                        cell.parts.push((cell.text.len(), font));
                    }
                    &mut cell.text
                }
            }
            None => {
                self.margins.count(text);
                &mut self.line
            }
        };
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if !target.ends_with([' ', '\n']) && !target.is_empty() {
                    target.push(' ');
                }
            } else {
                target.push(c);
            }
        }
    }

    fn line_break(&mut self) {
        match &mut self.cell {
            Some(cell) if !self.striking.is_empty() => cell.struck.push('\n'),
            Some(cell) => cell.text.push('\n'),
            None => self.line.push(' '),
        }
    }

    fn block(&mut self) -> Result<(), ImportError> {
        match &mut self.cell {
            Some(cell) if !cell.text.trim().is_empty() => {
                cell.text.truncate(cell.text.trim_end().len());
                cell.text.push('\n');
                Ok(())
            }
            Some(_) => Ok(()),
            None => self.end_line(),
        }
    }

    /// Ends a line outside tables, or in a table before its first row, such as its caption.
    fn end_line(&mut self) -> Result<(), ImportError> {
        if self.has_rows {
            // Text between rows goes below the table, so that the rows stay together.
            if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            return Ok(());
        }
        let text = clean(&std::mem::take(&mut self.line));
        if !text.is_empty() && !self.margins.takes(&text) {
            let cell = Cell {
                text,
                ..Cell::default()
            };
            self.sheet.put((self.row, 0), cell, &mut self.budget)?;
            self.paragraphs.push(self.row);
            self.row += 1;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        self.end_cell()?;
        if self.in_row {
            self.row += 1;
            self.in_row = false;
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        while self
            .taken
            .get(&self.column)
            .is_some_and(|last| self.row <= *last)
        {
            self.column += 1;
        }
        let (n_rows, n_columns) = cell.spans;
        let (top, left) = (self.row, self.column);
        let (bottom, right) = (top.saturating_add(n_rows - 1), left + n_columns - 1);
        self.column = right + 1;
        if (n_rows, n_columns) != (1, 1) {
            self.merges.push(Merge {
                top,
                left,
                bottom,
                right,
            });
        }
        if 1 < n_rows {
            self.taken
                .extend((left..=right).map(|column| (column, bottom)));
        }
        let (font, runs) = cell.fonts();
        let (text, struck) = (lines_of(&cell.text), lines_of(&cell.struck));
        let is_struck = text.is_empty() && !struck.is_empty();
        let cell = Cell {
            bold: cell.is_bold || (0 < cell.letters && cell.bold_letters == cell.letters),
            struck: (!struck.is_empty()).then(|| Rc::from(struck.as_str())),
            text: if is_struck { struck } else { text },
            font,
            runs,
            ..Cell::default()
        };
        self.sheet.put((top, left), cell, &mut self.budget)?;
        if self.row_is_hidden
            && let Some(line) = self.sheet.lines.last_mut().filter(|line| line.row == top)
        {
            line.hidden = true;
        }
        Ok(())
    }
}
