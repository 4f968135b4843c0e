//! Reads HTML tables, which reporting systems save as `.xls` and which the clipboard holds.

use std::{collections::HashMap, rc::Rc};

use html5gum::{Token, Tokenizer};

use super::{
    delimited,
    sheet::{Budget, COLUMNS_MAX, Cell, Merge, Sheet, clean},
};
use crate::{import::ImportError, wording::Key};

/// Decodes a page and reads it with [`read_text`].
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    read_text(&delimited::decode(bytes))
}

/// Reads the tables of a page, and the lines between them, as one sheet.
pub(in crate::import) fn read_text(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let mut reader = HtmlReader::default();
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let count = |name: &[u8]| {
                    let value = tag
                        .attributes
                        .get(name)
                        .map(|value| String::from_utf8_lossy(value).into_owned());
                    value
                        .and_then(|value| value.trim().parse::<u32>().ok())
                        .unwrap_or(1)
                        .max(1)
                };
                let style = tag.attributes.get(&b"style"[..]).map(|style| {
                    let style = String::from_utf8_lossy(style).to_lowercase();
                    style.replace([' ', '\n', '\r', '\t'], "")
                });
                let style = Style::of(
                    &name,
                    &style.unwrap_or_default(),
                    tag.attributes.contains_key(&b"hidden"[..]),
                );
                if !reader.skips(&name, &style) {
                    reader.open(&name, count(b"rowspan"), count(b"colspan"), &style)?;
                    if !tag.self_closing {
                        reader.strike(&name, &style);
                    }
                }
                if tag.self_closing {
                    reader.close(&name)?;
                }
            }
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name))?,
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.end_line()?;
    let unseen = clean(&reader.unseen);
    if !unseen.is_empty() {
        let start: String = unseen.chars().take(200).collect();
        let remark = Key::NoteHiddenText.with([start]);
        reader.sheet.remarks.push((None, remark));
    }
    reader.sheet.knows_merges = true;
    let merges = std::mem::take(&mut reader.merges);
    reader.sheet.finish(merges);
    Ok(vec![reader.sheet])
}

/// How an element shows its text.
#[derive(Default)]
struct Style {
    bold: bool,
    struck: bool,
    hidden: bool,
}

impl Style {
    /// Reads the style of an element: its attribute without blanks, in lower case.
    fn of(name: &str, style: &str, is_hidden: bool) -> Style {
        let says = |declaration: &str| style.contains(declaration);
        let line = style.split("text-decoration").skip(1);
        let mut line = line.filter_map(|it| it.split(';').next());
        Style {
            bold: says("font-weight:bold") || says("font-weight:700"),
            struck: matches!(name, "s" | "del" | "strike")
                || line.any(|value| value.contains("line-through")),
            hidden: is_hidden
                || says("display:none")
                || says("visibility:hidden")
                || says("visibility:collapse")
                || says("mso-hide:all"),
        }
    }
}

/// Elements without content, which are never closed.
const VOID: [&str; 10] = [
    "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "source",
];

#[derive(Default)]
struct HtmlReader {
    sheet: Sheet,
    merges: Vec<Merge>,
    budget: Budget,
    row: u32,
    row_is_hidden: bool,
    column: u32,
    n_tables: usize,
    in_row: bool,
    cell: Option<OpenCell>,
    /// Text outside tables, up to the next block element.
    line: String,
    /// Number of open `<b>` and `<strong>` elements.
    n_bold: usize,
    /// Number of open elements whose text is not shown: `<style>`, `<script>`, `<title>`, `<head>`.
    n_unseen: usize,
    /// The open element that hides its text, and how many elements of its name are open in it.
    hiding: Option<(String, usize)>,
    /// Text that is not shown.
    unseen: String,
    /// Names of the open elements from the first one that strikes its text out.
    striking: Vec<String>,
    /// Last row that a `rowspan` from above covers, by column.
    taken: HashMap<u32, u32>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    struck: String,
    bold_letters: usize,
    letters: usize,
    is_bold: bool,
    /// Number of rows and columns that the cell spans.
    spans: (u32, u32),
}

impl HtmlReader {
    fn open(
        &mut self,
        name: &str,
        n_rows: u32,
        n_columns: u32,
        style: &Style,
    ) -> Result<(), ImportError> {
        match name {
            "table" => {
                if self.n_tables == 0 {
                    self.end_line()?;
                }
                self.n_tables += 1;
            }
            "tr" if self.n_tables == 1 => {
                self.end_row()?;
                self.in_row = true;
                self.row_is_hidden = style.hidden;
                self.column = 0;
            }
            "td" | "th" if self.n_tables == 1 => {
                self.end_cell()?;
                self.cell = Some(OpenCell {
                    is_bold: style.bold || name == "th",
                    // Excel writes spans over hidden columns; no annex is wider than this.
                    spans: (n_rows.min(100_000), n_columns.min(COLUMNS_MAX as u32)),
                    ..OpenCell::default()
                });
            }
            "b" | "strong" => self.n_bold += 1,
            "br" => self.line_break(),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" => self.block()?,
            "style" | "script" | "title" | "head" => self.n_unseen += 1,
            _ => {}
        }
        Ok(())
    }

    /// Whether an element is inside one that hides its text, or hides its own. A hidden row is read
    /// and marked instead.
    fn skips(&mut self, name: &str, style: &Style) -> bool {
        if matches!(name, "td" | "th" | "tr") {
            self.end_hidden_cell();
        }
        if let Some((hiding, n)) = &mut self.hiding {
            *n += usize::from(hiding == name);
            return true;
        }
        let starts = style.hidden && name != "tr" && !VOID.contains(&name);
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
    fn strike(&mut self, name: &str, style: &Style) {
        if (style.struck || !self.striking.is_empty()) && !VOID.contains(&name) {
            self.striking.push(name.to_owned());
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
        if let Some(at) = self.striking.iter().rposition(|it| it == name) {
            self.striking.truncate(at);
        }
        match name {
            "table" => {
                if self.n_tables == 1 {
                    self.end_row()?;
                    self.taken.clear();
                }
                self.n_tables = self.n_tables.saturating_sub(1);
            }
            "tr" if self.n_tables == 1 => self.end_row()?,
            "td" | "th" if self.n_tables == 1 => self.end_cell()?,
            "b" | "strong" => self.n_bold = self.n_bold.saturating_sub(1),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" if self.cell.is_none() => {
                self.end_line()?
            }
            "style" | "script" | "title" | "head" => {
                self.n_unseen = self.n_unseen.saturating_sub(1)
            }
            _ => {}
        }
        Ok(())
    }

    /// Appends text. White space of the source collapses to one space; only tags break lines.
    fn text(&mut self, text: &str) {
        if 0 < self.n_unseen {
            return;
        }
        if self.hiding.is_some() {
            self.unseen.push_str(text);
            return;
        }
        let is_struck = !self.striking.is_empty();
        let bold = 0 < self.n_bold;
        let target = match &mut self.cell {
            Some(cell) => {
                let n = text.chars().filter(|c| c.is_alphanumeric()).count();
                cell.letters += n;
                cell.bold_letters += if bold { n } else { 0 };
                if is_struck {
                    &mut cell.struck
                } else {
                    &mut cell.text
                }
            }
            None if self.n_tables == 0 => &mut self.line,
            None => return,
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

    fn end_line(&mut self) -> Result<(), ImportError> {
        let text = clean(&std::mem::take(&mut self.line));
        if self.n_tables == 0 && !text.is_empty() {
            let cell = Cell {
                text,
                ..Cell::default()
            };
            self.sheet.put((self.row, 0), cell, &mut self.budget)?;
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
        let (text, struck) = (lines_of(&cell.text), lines_of(&cell.struck));
        let is_struck = text.is_empty() && !struck.is_empty();
        let cell = Cell {
            bold: cell.is_bold || (0 < cell.letters && cell.bold_letters == cell.letters),
            struck: (!struck.is_empty()).then(|| Rc::from(struck.as_str())),
            text: if is_struck { struck } else { text },
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

/// Trims the lines of a text.
fn lines_of(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    clean(&lines.join("\n"))
}
