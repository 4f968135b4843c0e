//! The blocks of all pages as one sheet: a row of a table is a line of cells, and a paragraph is a
//! line that spans the full width.

use std::collections::BTreeMap;

use super::{
    fonts::Fonts,
    foot_notes::begins_note,
    joined::JoinedTable,
    layout::{Block, PageLayout, SIDES_GAP},
    lines::Line,
    sides::Sides,
    table::{COLUMN_SHIFT, Table, TableCell},
    text::{Break, Composed, break_between},
};
use crate::{
    import::{
        ImportError,
        format::sheet::{Budget, Merge, Sheet},
    },
    reference::closing_words,
    wording::{Key, Message},
};

/// The sheet, and the state of filling it.
pub(super) struct Body<'f, 'a> {
    fonts: &'f Fonts<'a>,
    sheet: Sheet,
    merges: Vec<Merge>,
    budget: Budget,
    row: u32,
    n_columns: u32,
    /// Rows that are paragraphs, and all rows outside tables.
    paragraphs: Vec<u32>,
    outside: Vec<u32>,
    /// The lines of the open paragraph.
    lines: Vec<PlacedLine>,
    /// The open line of texts beside each other.
    beside: Option<Sides>,
    table: Option<JoinedTable>,
    /// Notes at the feet of its pages, which stand below it.
    notes: Vec<PlacedLine>,
    /// The lines outside tables so far, and those that only repeat that a table goes on.
    heads: Vec<String>,
    pub continued: Vec<String>,
    has_guessed: bool,
    /// Whether recipients or a signature end a document on the pages so far, and the rows that begin the
    /// page behind.
    is_signed: bool,
    page_starts: Vec<u32>,
}

/// A line with the sides of the text of its page.
#[derive(Clone)]
struct PlacedLine {
    line: Line,
    page: usize,
    left: f64,
    right: f64,
}

impl PlacedLine {
    /// Returns the width that the line may fill.
    fn room(&self) -> f64 {
        let (line, width) = (&self.line, self.right - self.left);
        let middle = (line.left + line.right) / 2.0 - (self.left + self.right) / 2.0;
        let is_centred = middle.abs() < 4.0 && line.size < line.left - self.left;
        if is_centred {
            width
        } else {
            self.right - line.left
        }
    }
}

impl<'f, 'a> Body<'f, 'a> {
    pub fn new(fonts: &'f Fonts<'a>) -> Body<'f, 'a> {
        Body {
            fonts,
            sheet: Sheet::default(),
            merges: Vec::new(),
            budget: Budget::default(),
            row: 0,
            n_columns: 0,
            paragraphs: Vec::new(),
            outside: Vec::new(),
            lines: Vec::new(),
            beside: None,
            table: None,
            notes: Vec::new(),
            heads: Vec::new(),
            continued: Vec::new(),
            has_guessed: false,
            is_signed: false,
            page_starts: Vec::new(),
        }
    }

    pub fn page(&mut self, number: usize, mut page: PageLayout) -> Result<(), ImportError> {
        let (left, right) = sides(&page);
        self.take_continued(&mut page.blocks);
        let mut remarks = page.remarks;
        let page_number = page.number;
        if self.is_signed && matches!(page.blocks.first(), Some(Block::Line(_))) {
            self.start_page()?;
        }
        for (idx, block) in page.blocks.into_iter().enumerate() {
            match block {
                Block::Line(pieces) => {
                    self.end_table()?;
                    self.heads.push(text_of(&pieces));
                    self.is_signed |= pieces
                        .iter()
                        .any(|it| closing_words::ends_document(&it.text()));
                    self.line(pieces, |line| PlacedLine {
                        line,
                        page: number,
                        left,
                        right,
                    })?;
                }
                Block::Table(table) => {
                    self.end_paragraph()?;
                    let mut row = 0;
                    match &mut self.table {
                        Some(open) if idx == 0 && open.goes_on(&table) => {
                            row = open.table.n_rows;
                            open.append(table, page_number);
                        }
                        _ => {
                            self.end_table()?;
                            self.table = Some(JoinedTable::new(table));
                        }
                    }
                    let said = remarks.drain(..).map(|message| (row, message));
                    if let Some(open) = &mut self.table {
                        open.remarks.extend(said);
                    }
                }
            }
        }
        let left_over = remarks.into_iter().map(|message| (None, message));
        self.sheet.remarks.extend(left_over);
        let notes = page.foot_notes.into_iter().map(|line| PlacedLine {
            line,
            page: number,
            left,
            right,
        });
        self.notes.extend(notes);
        match self.table {
            Some(_) => Ok(()),
            None => self.put_notes(),
        }
    }

    /// Begins a page behind the end of a document: what stands on it belongs to an annex.
    fn start_page(&mut self) -> Result<(), ImportError> {
        self.end_table()?;
        self.end_paragraph()?;
        self.page_starts.push(self.row);
        self.is_signed = false;
        Ok(())
    }

    /// Takes off the lines at the top of a page that only repeat the heads of the table that goes on below:
    /// "Phụ lục I (tiếp theo)".
    fn take_continued(&mut self, blocks: &mut Vec<Block>) {
        let lines = blocks.iter().map_while(|block| match block {
            Block::Line(pieces) => Some(text_of(pieces)),
            Block::Table(_) => None,
        });
        let texts: Vec<String> = lines.take(CONTINUED_MAX).collect();
        let (Some(open), Some(Block::Table(next))) = (&self.table, blocks.get(texts.len())) else {
            return;
        };
        let is_known = |text: &String| is_continued(text) || self.heads.contains(text);
        if open.goes_on(next) && texts.iter().all(is_known) {
            blocks.drain(..texts.len());
            self.continued.extend(texts);
        }
    }

    /// Writes the notes at the feet of the pages so far, each as a paragraph.
    fn put_notes(&mut self) -> Result<(), ImportError> {
        for note in std::mem::take(&mut self.notes) {
            if begins_note(&note.line) {
                self.end_paragraph()?;
            }
            let pieces = note.line.clone().split(SIDES_GAP);
            self.line(pieces, |line| PlacedLine {
                line,
                ..note.clone()
            })?;
        }
        Ok(())
    }

    /// Ends the sheet.
    pub fn finish(mut self, remarks: Vec<(Option<u32>, Message)>) -> Result<Sheet, ImportError> {
        self.end_table()?;
        self.end_paragraph()?;
        let paragraphs = Sheet::paragraphs(&self.paragraphs, self.n_columns);
        self.merges.extend(paragraphs);
        self.sheet.mark_paragraphs(&self.outside);
        self.sheet.mark_page_starts(&self.page_starts);
        self.sheet.knows_merges = !self.has_guessed;
        self.sheet.remarks.extend(remarks);
        self.sheet.finish(self.merges);
        Ok(self.sheet)
    }

    fn line(
        &mut self,
        mut pieces: Vec<Line>,
        placed: impl Fn(Line) -> PlacedLine,
    ) -> Result<(), ImportError> {
        if 1 < pieces.len() {
            self.end_paragraph()?;
            let page = pieces.first().map_or(0, |piece| placed(piece.clone()).page);
            self.beside = Some(Sides::new(pieces, page));
            return Ok(());
        }
        let Some(line) = pieces.pop().map(placed) else {
            return Ok(());
        };
        if let Some(beside) = &mut self.beside
            && beside.take(&line.line, line.page, (line.left, line.right))
        {
            return Ok(());
        }
        self.end_beside()?;
        if self
            .lines
            .last()
            .is_some_and(|last| !self.goes_on(last, &line))
        {
            self.end_paragraph()?;
        }
        self.lines.push(line);
        Ok(())
    }

    /// Whether a line outside tables goes on in another.
    fn goes_on(&self, last: &PlacedLine, next: &PlacedLine) -> bool {
        let is_bold = |line: &Line| {
            line.has_mostly(|font| self.fonts.get(font).is_some_and(|font| font.is_bold))
        };
        let (size, distance) = (last.line.size, next.line.baseline - last.line.baseline);
        let is_near = last.page != next.page || distance <= 2.2 * size;
        is_near
            && (size - next.line.size).abs() <= 0.1 * size
            && is_bold(&last.line) == is_bold(&next.line)
            && break_between(&last.line, &next.line, last.room()) != Break::Ended
    }

    /// Writes the open texts beside each other, each as a cell.
    fn end_beside(&mut self) -> Result<(), ImportError> {
        let Some(beside) = self.beside.take() else {
            return Ok(());
        };
        for (column, lines) in (0u32..).zip(&beside.texts) {
            let room = |line: &Line| beside.room(line);
            let cell = Composed::of(lines, room, self.fonts).cell(self.fonts);
            self.sheet.put((self.row, column), cell, &mut self.budget)?;
        }
        self.outside.push(self.row);
        self.row += 1;
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        self.end_beside()?;
        let lines = std::mem::take(&mut self.lines);
        let lines: Vec<Line> = lines.into_iter().map(|it| it.line).collect();
        // The lines go on in each other, however wide they are.
        let composed = Composed::of(&lines, |_| 0.0, self.fonts);
        let cell = composed.cell(self.fonts);
        if !cell.text.is_empty() {
            self.paragraphs.push(self.row);
            self.outside.push(self.row);
            self.sheet.put((self.row, 0), cell, &mut self.budget)?;
            self.row += 1;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ImportError> {
        let Some(open) = self.table.take() else {
            return Ok(());
        };
        for (rows, one, several) in [
            (
                &open.table.repeated,
                Key::NoteRepeatedHeader,
                Key::NoteRepeatedHeaders,
            ),
            (&open.table.cut, Key::NoteJoinedRow, Key::NoteJoinedRows),
        ] {
            match rows.as_slice() {
                [] => {}
                [(row, _)] => self.remark(*row, one.into()),
                [(row, _), ..] => {
                    let pages = rows.iter().map(|(_, page)| *page);
                    self.remark(*row, several.with([ranges(pages)]));
                }
            }
        }
        for (row, message) in open.remarks {
            self.remark(row, message);
        }
        let mut table = open.table;
        self.has_guessed |= table.is_guessed;
        let columns = columns(&table);
        let (paddings, widest) = (paddings(&table), widest(&table));
        if table.is_guessed {
            self.remark(0, Key::NoteGuessedTable.into());
        }
        table.cells.sort_by(|left, right| {
            left.top
                .cmp(&right.top)
                .then(left.left.total_cmp(&right.left))
        });
        let at = |side: f64| column_at(&columns, side);
        let mut said_of_header: Vec<(usize, Message)> = Vec::new();
        for cell in &table.cells {
            let (left, right) = (at(cell.left), at(cell.right).max(at(cell.left) + 1));
            let padding = paddings.get(&key(cell.left)).copied().unwrap_or(0.0);
            let room = match widest.get(&key(cell.left)) {
                // Where nothing is drawn, the widest line shows the room.
                Some(width) if table.is_guessed => *width,
                _ => cell.right - cell.left - 2.0 * padding,
            };
            let composed = Composed::of(&cell.lines, |_| room, self.fonts);
            let made = composed.cell(self.fonts);
            let is_doubtful = cell.is_doubtful && !made.text.is_empty();
            let top = self.row + number(cell.top);
            let bottom = self.row + number(cell.bottom.max(cell.top + 1)) - 1;
            self.sheet.put((top, left), made, &mut self.budget)?;
            let line = self.sheet.lines.last_mut().filter(|line| line.row == top);
            if let Some(line) = line.filter(|_| is_doubtful) {
                let key = match cell.lines.iter().any(|line| line.is_overprinted) {
                    true => Key::NoteOverprintedCell,
                    false => Key::NoteGuessedCell,
                };
                match cell.top < table.n_header {
                    true => said_of_header.push((cell.top, key.into())),
                    false => line.doubts.push((left as usize, key.into())),
                }
            }
            if top < bottom || left + 1 < right {
                self.merges.push(Merge {
                    top,
                    left,
                    bottom,
                    right: right - 1,
                });
            }
        }
        said_of_header.dedup();
        for (row, message) in said_of_header {
            self.remark(row, message);
        }
        self.row += number(table.n_rows);
        self.n_columns = self.n_columns.max(number(columns.len().saturating_sub(1)));
        self.put_notes()
    }

    /// Says something about a row of the open table.
    fn remark(&mut self, row: usize, message: Message) {
        let row = self.row + number(row) + 1;
        self.sheet.remarks.push((Some(row), message));
    }
}

/// Maximum number of lines above a table that goes on.
const CONTINUED_MAX: usize = 4;

/// Whether a line says that something goes on from the page before.
fn is_continued(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("(tiếp") || text.contains("tiếp theo")
}

fn text_of(pieces: &[Line]) -> String {
    let texts: Vec<String> = pieces.iter().map(Line::text).collect();
    texts.join(" ")
}

/// Returns numbers that go up as text, those that follow each other as ranges: `2–5, 7`.
fn ranges(numbers: impl Iterator<Item = usize>) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if number <= *last + 1 => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let shown = ranges.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX / 4)
}

/// Returns the sides of the text of a page.
fn sides(page: &PageLayout) -> (f64, f64) {
    let mut sides = (f64::MAX, f64::MIN);
    let mut add = |left: f64, right: f64| sides = (sides.0.min(left), sides.1.max(right));
    for block in &page.blocks {
        match block {
            Block::Line(pieces) => pieces.iter().for_each(|line| add(line.left, line.right)),
            Block::Table(table) => add(table.left, table.right),
        }
    }
    let mut blocks = page.blocks.iter();
    if blocks.any(|block| matches!(block, Block::Table(_))) {
        return sides;
    }
    // The right margin of a page is no wider than the left one.
    (sides.0, sides.1.max(page.width - sides.0))
}

/// Returns the positions of the columns of a table, and of its right side.
fn columns(table: &Table) -> Vec<f64> {
    let sides = table.cells.iter().flat_map(|cell| [cell.left, cell.right]);
    let mut sides: Vec<f64> = sides.collect();
    sides.sort_by(f64::total_cmp);
    sides.dedup_by(|right, left| *right - *left <= COLUMN_SHIFT);
    sides
}

fn column_at(columns: &[f64], side: f64) -> u32 {
    let at = columns.partition_point(|it| *it < side - COLUMN_SHIFT);
    number(at)
}

fn key(side: f64) -> i64 {
    side.round() as i64
}

/// Returns the distance of text from the sides of its cells, by the left side of each column: the
/// least that any of its cells has.
fn paddings(table: &Table) -> BTreeMap<i64, f64> {
    let mut paddings: BTreeMap<i64, f64> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| !cell.lines.is_empty()) {
        let padding = padding(cell);
        let least = paddings.entry(key(cell.left)).or_insert(padding);
        *least = least.min(padding);
    }
    paddings
}

/// Returns the width of the widest line of each column, by its left side. Merged cells are wider.
fn widest(table: &Table) -> BTreeMap<i64, f64> {
    let mut widths: BTreeMap<i64, f64> = BTreeMap::new();
    let columns = columns(table);
    let is_single =
        |cell: &&TableCell| column_at(&columns, cell.left) + 1 == column_at(&columns, cell.right);
    for cell in table.cells.iter().filter(is_single) {
        let lines = cell.lines.iter().map(Line::width);
        let width = widths.entry(key(cell.left)).or_default();
        *width = lines.fold(*width, f64::max);
    }
    widths
}

fn padding(cell: &TableCell) -> f64 {
    (cell.right - cell.left - cell.room()) / 2.0
}
