//! Reads Word documents: tables become cells, and each paragraph outside tables becomes a line that
//! spans the full width.

use std::rc::Rc;

use super::{
    sheet::{Budget, COLUMNS_MAX, Cell, Merge, Sheet, clean},
    xml::{self, Node, Tag},
};
use crate::import::ImportError;

/// Reads the body of a document as one sheet.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = xml::package(bytes)?;
    let mut body = Body::default();
    xml::walk(
        xml::part(&mut archive, "word/document.xml")?,
        |node| match node {
            Node::Open(tag) => {
                body.open(tag);
                Ok(())
            }
            Node::Close(name) => body.close(name),
            Node::Text(text) => {
                body.text(text);
                Ok(())
            }
        },
    )?;
    body.sheet.knows_merges = true;
    let mut merges = std::mem::take(&mut body.merges);
    // A paragraph spans the full width, like a line above or below a table in a worksheet.
    let right = body.n_columns.saturating_sub(1);
    if 0 < right {
        merges.extend(body.paragraphs.iter().map(|row| Merge {
            top: *row,
            left: 0,
            bottom: *row,
            right,
        }));
    }
    body.sheet.finish(merges);
    Ok(vec![body.sheet])
}

/// The document as one sheet, and the state of the parser.
#[derive(Default)]
struct Body {
    sheet: Sheet,
    merges: Vec<Merge>,
    budget: Budget,
    row: u32,
    /// Nesting depth of tables. Inner tables are text of the enclosing cell.
    n_tables: usize,
    column: u32,
    cell: OpenCell,
    /// Whether the parser is inside `w:t`, the visible text of a run.
    in_text: bool,
    /// Whether the parser is inside `w:tabs`, where `w:tab` defines a tab stop.
    in_tab_stops: bool,
    /// Nesting depth of elements whose text is not shown.
    is_deleted: usize,
    /// Rows that are paragraphs outside tables.
    paragraphs: Vec<u32>,
    n_columns: u32,
    /// Vertical merges in progress: column and index into `merges`.
    open_merges: Vec<(u32, usize)>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    n_letters: usize,
    n_bold: usize,
    run_is_bold: bool,
    font: Option<String>,
    n_columns: u32,
    /// `w:vMerge`: `Some(true)` starts a merged cell, `Some(false)` continues the one above.
    merge: Option<bool>,
}

impl Body {
    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            "tbl" => {
                if self.n_tables == 0 {
                    self.open_merges.clear();
                }
                self.n_tables += 1;
            }
            "tr" if self.n_tables == 1 => self.column = 0,
            "tc" if self.n_tables == 1 => self.cell = OpenCell::default(),
            "gridSpan" if self.n_tables == 1 => {
                self.cell.n_columns = u32::try_from(tag.count("val").min(COLUMNS_MAX)).unwrap_or(1);
            }
            "vMerge" if self.n_tables == 1 => {
                self.cell.merge = Some(tag.attribute("val").is_some_and(|it| it == "restart"));
            }
            "p" if !self.cell.text.is_empty() => self.cell.text.push('\n'),
            "r" => self.cell.run_is_bold = false,
            "b" => {
                self.cell.run_is_bold = tag
                    .attribute("val")
                    .is_none_or(|it| it != "0" && it != "false")
            }
            "rFonts" => {
                let font = tag.attribute("ascii").or_else(|| tag.attribute("hAnsi"));
                self.cell.font = font.or(self.cell.font.take());
            }
            "t" => self.in_text = true,
            "br" | "cr" => self.push("\n"),
            "tabs" => self.in_tab_stops = true,
            "tab" if self.in_tab_stops => {}
            "tab" if self.n_tables > 0 || !self.cell.text.is_empty() => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            // Tracked deletions and field codes are not shown.
            "del" | "moveFrom" | "instrText" => self.is_deleted += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "t" => self.in_text = false,
            "tabs" => self.in_tab_stops = false,
            "del" | "moveFrom" | "instrText" => self.is_deleted = self.is_deleted.saturating_sub(1),
            "tbl" => self.n_tables = self.n_tables.saturating_sub(1),
            "tc" if self.n_tables == 1 => return self.close_cell(),
            "tr" if self.n_tables == 1 => self.row += 1,
            "p" if self.n_tables == 0 => {
                let cell = std::mem::take(&mut self.cell);
                if !cell.text.trim().is_empty() {
                    self.paragraphs.push(self.row);
                }
                self.sheet
                    .put((self.row, 0), finished(&cell), &mut self.budget)?;
                self.row += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), ImportError> {
        let cell = std::mem::take(&mut self.cell);
        let (row, left) = (self.row, self.column);
        let right = left + cell.n_columns.max(1) - 1;
        self.column = right + 1;
        self.n_columns = self.n_columns.max(self.column);
        let open = self
            .open_merges
            .iter()
            .position(|(column, _)| *column == left);
        match cell.merge {
            Some(false) => {
                let merge = open
                    .and_then(|at| self.open_merges.get(at))
                    .and_then(|(_, idx)| self.merges.get_mut(*idx));
                if let Some(merge) = merge {
                    merge.bottom = row;
                }
            }
            starts => {
                if let Some(at) = open {
                    self.open_merges.swap_remove(at);
                }
                if starts.is_some() {
                    self.open_merges.push((left, self.merges.len()));
                }
                if starts.is_some() || left < right {
                    self.merges.push(Merge {
                        top: row,
                        left,
                        bottom: row,
                        right,
                    });
                }
            }
        }
        self.sheet
            .put((row, left), finished(&cell), &mut self.budget)
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_deleted == 0 {
            let n = text.chars().filter(|c| c.is_alphanumeric()).count();
            self.cell.n_letters += n;
            self.cell.n_bold += if self.cell.run_is_bold { n } else { 0 };
            self.cell.text.push_str(text);
        }
    }
}

fn finished(cell: &OpenCell) -> Cell {
    Cell {
        text: clean(&cell.text),
        date: None,
        is_number: false,
        bold: 0 < cell.n_letters && cell.n_bold == cell.n_letters,
        font: cell.font.as_deref().map(Rc::from),
    }
}
