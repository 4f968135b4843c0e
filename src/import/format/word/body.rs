//! The body as a sheet: a row of a table is a line of cells, and a paragraph outside tables is a
//! line that spans the full width.

use super::{
    account::Account,
    paragraph_lines::{introduces_table, lines, page_break},
    story::{Lines, Story},
    tabbed::{self, Tabbed},
    text::{Composed, Text, compose},
    tree::Element,
};
use crate::{
    import::{
        ImportError,
        format::sheet::{Budget, COLUMNS_MAX, Cell, Comment, Merge, Sheet},
    },
    wording::Message,
};

/// The document as one sheet, and the state of reading it.
#[derive(Default)]
pub(super) struct Body {
    pub story: Story,
    sheet: Sheet,
    merges: Vec<Merge>,
    budget: Budget,
    row: u32,
    lines: Lines,
    /// Rows that are paragraphs outside tables.
    paragraphs: Vec<u32>,
    /// Whether the next line begins a page, and the rows that do.
    new_page: bool,
    page_starts: Vec<u32>,
    /// What the parts say that other programs left for Word to convert.
    remarks: Vec<(Option<u32>, Message)>,
    tabbed: Vec<Tabbed>,
    n_columns: u32,
    /// Whether all rows of the open table so far have one cell.
    is_frame: bool,
    /// Vertical merges that the last row takes part in: left column and index into `merges`.
    open_merges: Vec<(u32, usize)>,
    /// For each note referenced so far, the row of the reference.
    note_rows: Vec<u32>,
    /// Row and column of each comment referred to so far, and its id.
    comments: Vec<(u32, usize, String)>,
}

/// The texts that the body refers to.
pub(super) struct Margins {
    /// Footnotes and endnotes, in the order of the references.
    pub notes: Vec<String>,
    /// Comments by id.
    pub comments: Vec<(String, String)>,
}

/// A cell of a table row.
struct OpenCell {
    left: u32,
    right: u32,
    text: Composed,
    merge: VerticalMerge,
}

#[derive(Clone, Copy, PartialEq)]
enum VerticalMerge {
    None,
    Starts,
    /// Continues the cell above, which covers it.
    Continues,
}

impl Body {
    /// Reads a unit, and notes text in it that no branch of the reader has met.
    pub(super) fn unit(&mut self, unit: &Element, in_prompt: bool) -> Result<(), ImportError> {
        let n_before = self.story.n_met;
        match &*unit.name {
            "tr" => self.row(unit, in_prompt)?,
            _ => self.paragraph(unit)?,
        }
        self.story.check_met(unit, n_before);
        Ok(())
    }

    /// Reads a paragraph outside tables.
    fn paragraph(&mut self, element: &Element) -> Result<(), ImportError> {
        let properties = element.child("pPr");
        if properties.and_then(|it| it.switch("pageBreakBefore")) == Some(true) {
            self.flush()?;
            self.new_page = true;
        }
        let mut paragraph = self.story.paragraph(element);
        for text_box in std::mem::take(&mut paragraph.boxes) {
            self.text_box(text_box)?;
        }
        let art = paragraph.word_art.drain(..).map(str::to_owned);
        self.story.account.boxes.extend(art);
        if self.lines.add(&mut paragraph) {
            self.flush()?;
        }
        // A section ends with the paragraph that has its properties.
        self.new_page |= properties.is_some_and(|it| it.child("sectPr").is_some());
        Ok(())
    }

    /// Puts the finished paragraphs on the sheet.
    fn flush(&mut self) -> Result<(), ImportError> {
        for text in self.lines.take() {
            let text_follows = page_break(&text);
            let lines = lines(&text);
            for (idx, line) in lines.iter().enumerate() {
                self.new_page |= text_follows == Some(true) && idx + 1 == lines.len();
                self.line(line)?;
            }
            self.new_page |= text_follows == Some(false);
        }
        Ok(())
    }

    fn line(&mut self, line: &Text) -> Result<(), ImportError> {
        let text = compose(std::slice::from_ref(line));
        self.count(&text);
        self.story
            .account
            .struck
            .extend(text.struck.iter().cloned());
        if !text.text.is_empty() {
            self.paragraphs.push(self.row);
            let row = self.row;
            let tabbed = tabbed::split(line).map(|texts| Tabbed { row, texts });
            self.tabbed.extend(tabbed);
        }
        self.put(0, text.text.clone(), &text)?;
        self.end_row();
        Ok(())
    }

    /// Reads a text box outside tables. One that holds a table, or the lines that introduce one, is
    /// part of the document; any other floats beside it.
    fn text_box(&mut self, content: &Element) -> Result<(), ImportError> {
        let introduces = content
            .children
            .iter()
            .any(|it| introduces_table(&it.all_text()));
        if introduces || content.contains("tbl") {
            return self.content(content);
        }
        let mut lines = Lines::default();
        self.story.blocks(content, &mut lines);
        let texts = lines.take().iter().map(Text::plain).collect::<Vec<_>>();
        let text = texts.join("\n");
        if !text.trim().is_empty() {
            self.story.account.boxes.push(text.trim().to_owned());
        }
        Ok(())
    }

    /// Reads paragraphs and tables.
    fn content(&mut self, parent: &Element) -> Result<(), ImportError> {
        for child in &parent.children {
            match &*child.name {
                "p" => self.paragraph(child)?,
                "tbl" => {
                    self.start_table()?;
                    let mut rows = Vec::new();
                    self.story.find(child, "tr", false, &mut rows);
                    for (row, in_prompt) in rows {
                        self.row(row, in_prompt)?;
                    }
                }
                "del" | "moveFrom" => self.story.skip_change(child),
                _ => self.content(child)?,
            }
        }
        Ok(())
    }

    pub(super) fn start_table(&mut self) -> Result<(), ImportError> {
        self.open_merges.clear();
        self.is_frame = true;
        self.flush()
    }

    /// Reads a row of a table. A table around other tables only lays out the page: what is in its cells is
    /// read as if it stood outside, one cell after the other.
    fn row(&mut self, row: &Element, in_prompt: bool) -> Result<(), ImportError> {
        let cells = row.children.iter().filter(|it| &*it.name == "tc");
        let n_filled = cells.clone().filter(|it| 0 < it.n_text()).count();
        if !self.is_frame || !cells.clone().any(holds_table) {
            self.is_frame &= n_filled <= 1;
            return self.table_row(row, in_prompt);
        }
        if cells.clone().filter(|it| holds_table(it)).count() < n_filled {
            self.is_frame = false;
            return self.table_row(row, in_prompt);
        }
        for cell in cells {
            self.content(cell)?;
            self.flush()?;
        }
        self.open_merges.clear();
        self.is_frame = true;
        Ok(())
    }

    /// Reads a row of a table.
    fn table_row(&mut self, row: &Element, in_prompt: bool) -> Result<(), ImportError> {
        if self.story.is_deleted_row(row) {
            return Ok(());
        }
        let properties = row.child("trPr");
        let skipped = properties.and_then(|it| it.number("gridBefore"));
        let mut column = skipped.unwrap_or(0).min(COLUMNS_MAX as u32);
        let mut found = Vec::new();
        self.story.find(row, "tc", in_prompt, &mut found);
        let mut cells: Vec<OpenCell> = Vec::new();
        for (element, in_prompt) in found {
            let properties = element.child("tcPr");
            if properties.is_some_and(|it| it.child("cellDel").is_some()) {
                self.story.account.n_changes += 1;
                self.story.skip(element);
                continue;
            }
            let span = properties.and_then(|it| it.number("gridSpan")).unwrap_or(1);
            let span = span.clamp(1, COLUMNS_MAX as u32);
            let merge = vertical_merge(properties);
            let is_open = self.open_merges.iter().any(|(left, _)| *left == column);
            let is_covered = is_open && merge == VerticalMerge::Continues;
            let mut lines = Lines::default();
            self.story.is_covered = is_covered;
            self.story
                .with_prompt(in_prompt, |story| story.blocks(element, &mut lines));
            self.story.is_covered = false;
            self.place_comments(column);
            let mut text = compose(&lines.take());
            self.count(&text);
            if is_covered && !text.text.is_empty() {
                self.story
                    .account
                    .covered
                    .push(std::mem::take(&mut text.text));
            }
            let horizontal = properties.and_then(|it| it.child("hMerge"));
            let joins = horizontal.is_some_and(|it| it.attribute("val") != Some("restart"));
            if let (true, Some(last)) = (joins && text.text.is_empty(), cells.last_mut()) {
                last.right += span;
            } else {
                cells.push(OpenCell {
                    left: column,
                    right: column + span - 1,
                    text,
                    merge: match (is_covered, merge) {
                        (false, VerticalMerge::Continues) => VerticalMerge::Starts,
                        (_, merge) => merge,
                    },
                });
            }
            column += span;
        }
        self.n_columns = self.n_columns.max(column.min(COLUMNS_MAX as u32));
        self.merge(&cells);
        let is_hidden = properties.and_then(|it| it.switch("hidden")) == Some(true);
        self.put_row(cells, is_hidden)
    }

    /// Extends, closes and opens merged regions.
    fn merge(&mut self, cells: &[OpenCell]) {
        let before = std::mem::take(&mut self.open_merges);
        for cell in cells {
            let open = before.iter().find(|(left, _)| *left == cell.left);
            match (cell.merge, open) {
                (VerticalMerge::Continues, Some((left, idx))) => {
                    if let Some(merge) = self.merges.get_mut(*idx) {
                        merge.bottom = self.row;
                    }
                    self.open_merges.push((*left, *idx));
                }
                (merge, _) => {
                    let starts = merge != VerticalMerge::None;
                    if starts {
                        self.open_merges.push((cell.left, self.merges.len()));
                    }
                    if starts || cell.left < cell.right {
                        self.merges.push(Merge {
                            top: self.row,
                            left: cell.left,
                            bottom: self.row,
                            right: cell.right,
                        });
                    }
                }
            }
        }
    }

    fn put_row(&mut self, cells: Vec<OpenCell>, is_hidden: bool) -> Result<(), ImportError> {
        let has_struck = cells.iter().any(|cell| cell.text.with_struck.is_some());
        let kept = cells
            .iter()
            .any(|cell| cell.text.text.contains(char::is_alphabetic));
        let is_struck = has_struck && !kept;
        for cell in cells {
            let text = cell.text;
            let shown = match &text.with_struck {
                Some(all) if is_struck => all.clone(),
                _ => {
                    self.story
                        .account
                        .struck
                        .extend(text.struck.iter().cloned());
                    text.text.clone()
                }
            };
            self.put(cell.left, shown, &text)?;
        }
        if is_struck {
            self.story.account.struck_rows.push(self.row);
        }
        let line = self
            .sheet
            .lines
            .last_mut()
            .filter(|line| line.row == self.row);
        if let (true, Some(line)) = (is_hidden || is_struck, line) {
            line.hidden = true;
        }
        self.end_row();
        Ok(())
    }

    fn put(&mut self, column: u32, text: String, look: &Composed) -> Result<(), ImportError> {
        if !text.is_empty() && std::mem::take(&mut self.new_page) {
            self.page_starts.push(self.row);
        }
        let cell = Cell {
            text,
            date: None,
            is_number: false,
            bold: look.bold,
            font: look.font.clone(),
            ..Cell::default()
        };
        self.sheet.put((self.row, column), cell, &mut self.budget)
    }

    fn count(&mut self, text: &Composed) {
        self.story.account.n_legacy += usize::from(text.decoded);
    }

    /// Puts the lines of a part that another program left for Word to convert.
    pub(super) fn insert(&mut self, part: Sheet) -> Result<(), ImportError> {
        self.start_table()?;
        self.new_page = false;
        let top = self.row;
        for line in part.lines {
            self.row = top + line.row;
            if line.is_paragraph {
                self.paragraphs.push(self.row);
            }
            let n_columns = u32::try_from(line.cells.len()).unwrap_or(0);
            self.n_columns = self.n_columns.max(n_columns);
            for (column, cell) in (0..).zip(line.cells) {
                self.sheet.put((self.row, column), cell, &mut self.budget)?;
            }
            let own = self.sheet.lines.last_mut();
            if let Some(own) = own.filter(|own| own.row == self.row) {
                own.hidden = line.hidden;
            }
        }
        let is_paragraph = |merge: &Merge| self.paragraphs.binary_search(&merge.top).is_ok();
        let merges = part.merges.into_iter().map(|merge| Merge {
            top: top + merge.top,
            bottom: top + merge.bottom,
            ..merge
        });
        self.merges
            .extend(merges.filter(|merge| !is_paragraph(merge)));
        let remarks = part.remarks.into_iter();
        self.remarks
            .extend(remarks.map(|(row, message)| (row.map(|row| top + row), message)));
        self.end_row();
        Ok(())
    }

    /// Places the comments referred to since the last call in a column of this row.
    fn place_comments(&mut self, column: u32) {
        let ids = self.story.comments.drain(..);
        let placed = ids.map(|id| (self.row, column as usize, id));
        self.comments.extend(placed);
    }

    fn end_row(&mut self) {
        self.place_comments(0);
        self.note_rows.resize(self.story.notes.len(), self.row);
        self.row += 1;
    }

    /// Completes the sheet. `complete` reads the stories beside the body.
    pub(super) fn finish(
        mut self,
        mut complete: impl FnMut(&mut Story) -> Margins,
    ) -> Result<Sheet, ImportError> {
        self.flush()?;
        self.note_rows.resize(self.story.notes.len(), self.row);
        self.place_comments(0);
        let in_tables = tabbed::into_tables(&mut self.sheet, &self.tabbed);
        self.paragraphs
            .retain(|row| in_tables.binary_search(row).is_err());
        let n_typed = self.sheet.lines.iter().map(|line| line.cells.len()).max();
        let n_typed = n_typed.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let n_columns = self.n_columns.max(n_typed);
        let paragraphs = Sheet::paragraphs(&self.paragraphs, n_columns);
        self.merges.extend(paragraphs);
        self.sheet.mark_paragraphs(&self.paragraphs);
        self.sheet.mark_page_starts(&self.page_starts);
        self.sheet.knows_merges = true;
        self.sheet.finish(self.merges);
        let margins = complete(&mut self.story);
        self.sheet.footnotes = self.note_rows.into_iter().zip(margins.notes).collect();
        self.sheet.comments = on_cells(self.comments, margins.comments, &mut self.story.account);
        self.sheet.remarks = self.story.account.remarks();
        self.sheet.remarks.append(&mut self.remarks);
        Ok(self.sheet)
    }
}

/// Joins the references to comments and their texts; those of one cell are one comment.
fn on_cells(
    references: Vec<(u32, usize, String)>,
    mut texts: Vec<(String, String)>,
    account: &mut Account,
) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    for (row, column, id) in references {
        let at = texts.iter().position(|(own, _)| *own == id);
        let text = at.map(|at| texts.remove(at).1).unwrap_or_default();
        if text.is_empty() {
            account.n_comments += 1;
            continue;
        }
        let is_here = |it: &&mut Comment| (it.row, it.column) == (row, column);
        match comments.last_mut().filter(is_here) {
            Some(last) => last.text = format!("{}\n{text}", last.text),
            None => comments.push(Comment { row, column, text }),
        }
    }
    let rest = texts.into_iter().map(|(_, text)| text);
    account
        .comments
        .extend(rest.filter(|text| !text.is_empty()));
    comments
}

/// Whether a cell holds a table of several rows and columns.
fn holds_table(cell: &Element) -> bool {
    fn has_rows(table: &Element) -> bool {
        let rows = table.children.iter().filter(|it| &*it.name == "tr");
        let n_cells = |row: &Element| row.children.iter().filter(|it| &*it.name == "tc").count();
        1 < rows.filter(|row| 2 < n_cells(row)).count()
    }
    let mut tables = cell.children.iter().filter(|it| &*it.name == "tbl");
    tables.any(|table| {
        let rows = table.children.iter().filter(|it| &*it.name == "tr");
        let mut cells = rows.flat_map(|row| row.children.iter().filter(|it| &*it.name == "tc"));
        has_rows(table) || cells.any(holds_table)
    })
}

fn vertical_merge(properties: Option<&Element>) -> VerticalMerge {
    let Some(properties) = properties else {
        return VerticalMerge::None;
    };
    if let Some(merge) = properties.child("vMerge") {
        return match merge.attribute("val") {
            Some("restart") => VerticalMerge::Starts,
            _ => VerticalMerge::Continues,
        };
    }
    // A merge that is a tracked change.
    let tracked = properties
        .child("cellMerge")
        .and_then(|it| it.attribute("vMerge"));
    match tracked {
        Some("rest") => VerticalMerge::Starts,
        Some("cont") => VerticalMerge::Continues,
        _ => VerticalMerge::None,
    }
}
