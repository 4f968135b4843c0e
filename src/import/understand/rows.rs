//! Turns the lines of a table body into rows: sections, items, and items that a page break split
//! over two lines.

use std::sync::Arc;

use super::{
    autoconverted,
    closing::table_end,
    comments,
    continued::repeated_head,
    levels::{Levels, numbered_part},
    merged_across, merged_down,
    merges::top_left,
    neighbours,
    ordinals_ahead::{next_ordinal, numbers_open},
    row_headings::{Around, Place},
    struck,
    table::Table,
};
use crate::{
    import::{
        Aside, AsideKind, Note,
        format::sheet::{Cell, Line, Sheet},
    },
    model::{AnnexId, Column, ColumnId, Doubt, Ordinal, OrdinalStyle, Role, Row, RowId, RowKind},
    reference::marks::END_MARK,
    text::column_letter::column_letter,
    wording::{Key, Message},
};

/// The rows of a table, and everything else found below its header.
#[derive(Debug, Default)]
pub(in crate::import) struct Body {
    pub rows: Vec<Arc<Row>>,
    /// Each row with the line of the sheet that it begins in, as Excel shows it, from 1.
    pub lines: Vec<(RowId, u32)>,
    /// Rows that the spreadsheet program hides.
    pub hidden: Vec<RowId>,
    /// Other rows whose text is struck out.
    pub struck: Vec<RowId>,
    /// Lines that did not become a row of their own.
    pub asides: Vec<Aside>,
    /// Cells whose text is a guess.
    pub doubts: Vec<Doubt>,
    /// Lines below the table.
    pub after: Vec<String>,
    pub notes: Vec<Note>,
}

/// Reads the lines below the header of `table`. `fresh` supplies the row ids.
pub(in crate::import) fn read(
    sheet: &Sheet,
    table: &Table,
    columns: &[Column],
    annex: AnnexId,
    fresh: &mut impl FnMut() -> u32,
) -> Body {
    let lines = sheet.lines.get(table.body..).unwrap_or_default();
    let above = sheet
        .lines
        .get(table.head_end()..table.header.start)
        .unwrap_or_default();
    let (lines, below) = lines.split_at(table_end(sheet, table, columns, lines));
    let mut reader = Reader {
        sheet,
        table,
        columns,
        annex,
        levels: Levels::default(),
        page_break: false,
        next: None,
        is_between_filled: false,
        has_opened: false,
        level_above: 0,
        marks: Vec::new(),
        number_above: 0,
        letters_open: true,
        numbers_open: numbers_open(table, columns, lines),
        months: autoconverted::MonthStyles::default(),
        rows: Vec::new(),
        lines: Vec::new(),
        hidden: Vec::new(),
        struck: Vec::new(),
        asides: Vec::new(),
        doubts: Vec::new(),
        notes: Vec::new(),
    };
    for line in sheet
        .lines
        .get(table.header.end..table.body)
        .unwrap_or_default()
    {
        reader.set_aside(line, AsideKind::Ignored, fresh);
        let tags: Vec<&str> = line.filled().map(|(_, cell)| cell.text.as_str()).collect();
        let message = Key::NoteColumnNumbers.with([tags.join(" | ")]);
        reader.notes.push(sheet.note(Some(line), message));
    }
    for line in above {
        reader.read_line(line, fresh);
    }
    let mut idx = 0;
    while let Some(line) = lines.get(idx) {
        let n_head = repeated_head(sheet, table, lines.get(idx..).unwrap_or_default());
        for line in lines.iter().skip(idx).take(n_head) {
            let texts: Vec<&str> = line.filled().map(|(_, cell)| cell.text.as_str()).collect();
            let message = Key::NoteRunningHead.with([texts.join(" ")]);
            reader.notes.push(sheet.note(Some(line), message));
            reader.set_aside(line, AsideKind::Ignored, fresh);
        }
        if 0 < n_head {
            idx += n_head;
            continue;
        }
        let n_header = table.repeated_lines(sheet, lines.get(idx..).unwrap_or_default());
        if 0 < n_header {
            reader
                .notes
                .push(sheet.note(Some(line), Key::NoteRepeatedHeader));
            for line in lines.iter().skip(idx).take(n_header) {
                reader.set_aside(line, AsideKind::Ignored, fresh);
            }
            reader.page_break = true;
            idx += n_header;
            continue;
        }
        reader.next = next_ordinal(table, columns, lines.get(idx + 1..).unwrap_or_default());
        let is_filled = |line: Option<&Line>| line.is_some_and(|it| it.filled().nth(1).is_some());
        let above = idx.checked_sub(1).and_then(|above| lines.get(above));
        reader.is_between_filled =
            is_filled(lines.get(idx + 1)) && (above.is_none() || is_filled(above));
        reader.read_line(line, fresh);
        reader.page_break = false;
        idx += 1;
    }
    neighbours::settle(&mut reader.rows, columns);
    let texts = below.iter().flat_map(|line| line.filled());
    let after = texts
        .map(|(_, cell)| cell.text.clone())
        .filter(|text| text != END_MARK);
    Body {
        after: after.collect(),
        rows: reader.rows.into_iter().map(Arc::new).collect(),
        lines: reader.lines,
        hidden: reader.hidden,
        struck: reader.struck,
        asides: reader.asides,
        doubts: reader.doubts,
        notes: reader.notes,
    }
}

/// Returns the Excel letter of the column with this id.
pub(in crate::import) fn letter_of(table: &Table, columns: &[Column], id: ColumnId) -> String {
    let idx = columns.iter().position(|column| column.id == id);
    let place = idx.and_then(|idx| table.columns.get(idx));
    column_letter(place.map_or(0, |column| column.at))
}

/// State of reading a table body line by line.
struct Reader<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    columns: &'a [Column],
    annex: AnnexId,
    levels: Levels,
    /// Whether the previous line repeated the header.
    page_break: bool,
    /// Ordinal of the next numbered line.
    next: Option<Ordinal>,
    /// Whether the lines above and below have several cells.
    is_between_filled: bool,
    /// Whether an unnumbered line opened a section.
    has_opened: bool,
    /// Level of the last numbered item since the last section; 0 if there is none.
    level_above: u8,
    /// Marks of the parts of this item, outermost first: "-" and below it "+".
    marks: Vec<char>,
    /// The same of the last item with a number, "2.1", of which "a)" is a part.
    number_above: u8,
    /// Whether rows such as "b)" with nothing but a heading are sections, as "a)" was.
    letters_open: bool,
    /// Whether all rows such as "1" with nothing but a heading are sections.
    numbers_open: bool,
    months: autoconverted::MonthStyles,
    rows: Vec<Row>,
    lines: Vec<(RowId, u32)>,
    hidden: Vec<RowId>,
    struck: Vec<RowId>,
    asides: Vec<Aside>,
    doubts: Vec<Doubt>,
    notes: Vec<Note>,
}

impl<'a> Reader<'a> {
    fn place(&self) -> Place<'a> {
        Place {
            sheet: self.sheet,
            table: self.table,
            columns: self.columns,
        }
    }

    /// Returns the filled cells of a line below the columns of the table, with their column index.
    fn own_cells<'line>(&self, line: &'line Line) -> Vec<(usize, &'line Cell)> {
        let places = self.table.columns.iter().enumerate();
        places
            .filter_map(|(idx, place)| Some((idx, line.cells.get(place.at)?)))
            .filter(|(_, cell)| !cell.text.is_empty())
            .collect()
    }

    /// Keeps a line that did not become a row of its own, so that the user can review it.
    fn set_aside(&mut self, line: &Line, kind: AsideKind, fresh: &mut impl FnMut() -> u32) {
        let own = self.own_cells(line).into_iter();
        let cells = own.filter_map(|(idx, cell)| {
            let column = self.columns.get(idx)?;
            Some((column.id, cell.text.clone()))
        });
        self.asides.push(Aside {
            annex: self.annex,
            after: self.rows.last().map(|row| row.id),
            kind,
            row: Arc::new(Row::with_cells(RowId(fresh()), RowKind::Item(1), cells)),
        });
    }

    /// Reads a line as a new row, or appends it to the previous row.
    fn read_line(&mut self, line: &Line, fresh: &mut impl FnMut() -> u32) {
        let own = self.own_cells(line);
        if own.is_empty() {
            return;
        }
        if self.continues(line, &own) {
            self.join(&own);
            self.set_aside(line, AsideKind::Joined, fresh);
            self.notes
                .push(self.sheet.note(Some(line), Key::NoteJoinedRow));
            return;
        }
        let cells = own
            .iter()
            .map(|(idx, cell)| (*idx, self.cell_text(line, *idx, cell)));
        let cells: Vec<_> = cells.collect();
        let mut guessed: Vec<(usize, Message)> = Vec::new();
        let mut cells: Vec<(usize, String)> = cells
            .into_iter()
            .map(|(idx, (text, meant))| {
                guessed.extend(meant.map(|message| (idx, message)));
                (idx, text)
            })
            .collect();
        guessed.extend(line.doubts.iter().filter_map(|(at, message)| {
            let mut places = self.table.columns.iter();
            let idx = places.position(|place| place.at == *at)?;
            Some((idx, message.clone()))
        }));
        let place = self.place();
        place.split_heading(&mut cells);
        let bold = own.iter().all(|(_, cell)| cell.bold);
        let kind = match place.heads_alone(line, &mut cells) {
            true => RowKind::Section(self.levels.of(None)),
            false => self.kind(line, &cells, bold),
        };
        if kind.is_section() {
            (self.level_above, self.number_above) = (0, 0);
            self.marks.clear();
            place.settle(&mut cells);
        } else {
            self.notes.extend(merged_down::notes(&self.place(), line));
            self.fill_down(line, &mut cells);
            let filled =
                merged_across::fill(self.sheet, self.table, self.columns, line, &mut cells);
            self.notes.extend(filled);
        }
        let ids = |idx: usize| self.columns.get(idx).map(|column| column.id);
        let cells = cells
            .into_iter()
            .filter_map(|(idx, text)| Some((ids(idx)?, text)));
        let row = Row::with_cells(RowId(fresh()), kind, cells)
            .with_notes(comments::on(&self.place(), line));
        for (idx, message) in guessed {
            let column = self.columns.get(idx).map(|column| column.id);
            self.doubts.extend(column.map(|column| Doubt {
                annex: self.annex,
                row: row.id,
                column,
                message: message.clone(),
            }));
            self.notes.push(self.sheet.note(Some(line), message));
        }
        if struck::is_whole(&own) && !line.hidden {
            self.struck.push(row.id);
        }
        self.notes
            .extend(struck::notes(self.sheet, self.table, line, &own));
        self.hidden.extend(line.hidden.then_some(row.id));
        self.lines.push((row.id, line.row + 1));
        self.rows.push(row);
    }

    fn role(&self, idx: usize) -> Role {
        self.columns
            .get(idx)
            .map_or(Role::Other, |column| column.role)
    }

    /// Returns the text that was typed into a cell, even if the cell stores a number or a date, and
    /// a message if the text is a guess.
    fn cell_text(&self, line: &Line, idx: usize, cell: &Cell) -> (String, Option<Message>) {
        let role = self.role(idx);
        let meant = if cell.is_number && role == Role::Ordinal {
            // The cell shows `6,1`; the ordinal is `6.1`.
            let text = cell.text.replace(',', ".");
            let lost = autoconverted::lost_zero(self.columns, &self.rows, &text);
            return lost.map_or((text, None), |(meant, message)| (meant, Some(message)));
        } else {
            let at = self.table.columns.get(idx).map_or(0, |place| place.at);
            autoconverted::date_text(self.sheet, line, at, role, &self.months)
        };
        meant.map_or((cell.text.clone(), None), |(text, message)| {
            (text, Some(message))
        })
    }

    /// Whether a line without an ordinal continues the sentences of the previous row: its format tells,
    /// or all of its texts start in lower case or, after a page break, at least one does.
    fn continues(&self, line: &Line, own: &[(usize, &Cell)]) -> bool {
        let after_item = self.rows.last().is_some_and(|row| !row.kind.is_section());
        let numbered = own.iter().any(|(idx, _)| self.role(*idx) == Role::Ordinal);
        let has_ordinals = self
            .columns
            .iter()
            .any(|column| column.role == Role::Ordinal);
        if !after_item || numbered || !has_ordinals {
            return false;
        }
        let mut starts = own
            .iter()
            .map(|(_, cell)| cell.text.starts_with(char::is_lowercase));
        if line.continues {
            true
        } else if self.page_break {
            starts.any(|lower| lower)
        } else {
            starts.all(|lower| lower)
        }
    }

    /// Appends the texts of a line to the previous row.
    fn join(&mut self, own: &[(usize, &Cell)]) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        for (idx, cell) in own {
            let Some(column) = self.columns.get(*idx) else {
                continue;
            };
            let joined = match row.cell(column.id) {
                "" => cell.text.clone(),
                before => format!("{before} {}", cell.text),
            };
            row.replace_cell(column.id, joined);
        }
    }

    /// Fills the cells that a vertical merge covers: its text applies to each row. Without merge
    /// information, an empty group cell takes the text above.
    fn fill_down(&self, line: &Line, cells: &mut Vec<(usize, String)>) {
        for (idx, place) in self.table.columns.iter().enumerate() {
            let role = self.role(idx);
            if role == Role::Ordinal || cells.iter().any(|(it, _)| *it == idx) {
                continue;
            }
            let text = match self.sheet.merged_down(line.row, place.at) {
                Some(merge) => match top_left(self.sheet, merge) {
                    text if merged_down::is_one_amount(self.columns.get(idx), text) => "",
                    text => text,
                },
                None if role == Role::Group && !self.sheet.knows_merges => self.text_above(idx),
                None => "",
            };
            if !text.is_empty() {
                cells.push((idx, text.to_owned()));
            }
        }
    }

    /// Returns the text of the previous item in the same column; empty after a section.
    fn text_above(&self, idx: usize) -> &str {
        match (self.rows.last(), self.columns.get(idx)) {
            (Some(row), Some(column)) if !row.kind.is_section() => row.cell(column.id),
            _ => "",
        }
    }

    /// Classifies a row by its ordinal, by the columns it fills and by its weight.
    fn kind(&mut self, line: &Line, cells: &[(usize, String)], bold: bool) -> RowKind {
        let mut ordinal_text = "";
        let mut heading = true;
        let place = self.place();
        let content = place.content();
        for (idx, text) in cells {
            match self.role(*idx) {
                Role::Ordinal => ordinal_text = text,
                Role::Content | Role::Group => {}
                _ if Some(*idx) == content => {}
                _ => heading = false,
            }
        }
        let Some(ordinal) = Ordinal::parse(ordinal_text) else {
            let around = Around {
                next: self.next.as_ref(),
                is_between_filled: self.is_between_filled,
                is_first: self.rows.is_empty(),
                has_opened: self.has_opened,
            };
            if heading && let Some(ordinal) = numbered_part(ordinal_text) {
                return RowKind::Section(self.levels.of(Some(&ordinal)));
            }
            let is_unnumbered = heading && ordinal_text.is_empty();
            if is_unnumbered && !bold && place.opens_section(line, cells, &around) {
                self.has_opened = true;
                return RowKind::Section(self.levels.of(None));
            }
            if is_unnumbered && bold {
                return RowKind::Section(self.levels.of(None));
            }
            // "- Cấp tỉnh" below a numbered item is a part of it, and so is "-" in place of an ordinal.
            let text = cells.iter().find(|(idx, _)| Some(*idx) == content);
            let mark = match ordinal_text {
                "" => text.and_then(|(_, text)| text.chars().next()),
                marked => marked
                    .chars()
                    .next()
                    .filter(|c| marked.len() == c.len_utf8()),
            };
            let mark = mark.filter(|c| matches!(c, '-' | '–' | '+' | '•'));
            return RowKind::Item(mark.map_or(1, |mark| self.level_of_part(mark)));
        };
        self.marks.clear();
        let ordinal = self.levels.told_apart(ordinal, ordinal_text);
        let depth = u8::try_from(ordinal.depth()).unwrap_or(u8::MAX);
        let is_section = match ordinal.style() {
            // "I.1" that somebody does is an item of "I".
            OrdinalStyle::Roman | OrdinalStyle::UpperLetter if depth == 1 || heading => true,
            OrdinalStyle::Roman | OrdinalStyle::UpperLetter => !self.is_done(cells),
            OrdinalStyle::LowerLetter => heading && self.letter_opens(&ordinal, bold),
            OrdinalStyle::Arabic => heading && (bold || (self.numbers_open && depth == 1)),
        };
        if is_section {
            return RowKind::Section(self.levels.of(Some(&ordinal)));
        }
        let is_letter = ordinal.style() == OrdinalStyle::LowerLetter;
        let level = if is_letter {
            self.number_above.max(1).saturating_add(1)
        } else {
            self.number_above = depth;
            depth
        };
        self.level_above = level;
        RowKind::Item(level)
    }
}

impl Reader<'_> {
    /// Returns the level of a part of the item above, by its mark.
    fn level_of_part(&mut self, mark: char) -> u8 {
        let mark = if mark == '–' { '-' } else { mark };
        match self.marks.iter().position(|it| *it == mark) {
            Some(at) => self.marks.truncate(at + 1),
            None => self.marks.push(mark),
        }
        let depth = u8::try_from(self.marks.len()).unwrap_or(u8::MAX);
        self.level_above.saturating_add(depth)
    }

    /// Whether a row says who does something, by when, or with what result.
    fn is_done(&self, cells: &[(usize, String)]) -> bool {
        let says = [Role::Lead, Role::Coordinating, Role::Time, Role::Result];
        cells.iter().any(|(idx, _)| says.contains(&self.role(*idx)))
    }

    /// Whether "a)" with nothing but a heading opens a section. It does if numbered rows follow it;
    /// "a)" and "b)" below "1." are its parts. Later letters are what "a)" was.
    fn letter_opens(&mut self, ordinal: &Ordinal, bold: bool) -> bool {
        if ordinal.last() == 1 {
            let below_item = self.rows.last().is_some_and(|row| !row.kind.is_section());
            self.letters_open = match self.next.as_ref().map(Ordinal::style) {
                Some(OrdinalStyle::LowerLetter) => false,
                Some(OrdinalStyle::Arabic) => {
                    let restarts = self.next.as_ref().is_some_and(|next| next.last() == 1);
                    !below_item || restarts || bold
                }
                _ => !below_item || bold,
            };
        }
        self.letters_open
    }
}
