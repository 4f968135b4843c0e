//! Turns the lines of a table body into rows: sections, items, and items that a page break split
//! over two lines.

use std::sync::Arc;

use super::{
    autoconverted,
    closing::table_end,
    levels::Levels,
    merged_across, struck,
    table::{Table, merge_at, top_left},
};
use crate::{
    import::{
        Aside, AsideKind, Note,
        format::sheet::{Cell, Line, Sheet},
    },
    model::{
        AnnexId, Column, ColumnId, Doubt, Ordinal, OrdinalStyle, Role, Row, RowId, RowKind,
        split_ordinal,
    },
    reference::marks::END_MARK,
    text::column_letter::column_letter,
    wording::{Key, Message},
};

/// The rows of a table, and everything else found below its header.
#[derive(Debug, Default)]
pub(in crate::import) struct Body {
    pub rows: Vec<Arc<Row>>,
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
        letters_open: true,
        months: autoconverted::MonthStyles::default(),
        rows: Vec::new(),
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
    }
    for line in above {
        reader.read_line(line, fresh);
    }
    let mut idx = 0;
    while let Some(line) = lines.get(idx) {
        let n_header = reader.repeated_header(lines, idx);
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
        reader.read_line(line, fresh);
        reader.page_break = false;
        idx += 1;
    }
    let texts = below.iter().flat_map(|line| line.filled());
    let after = texts
        .map(|(_, cell)| cell.text.clone())
        .filter(|text| text != END_MARK);
    Body {
        after: after.collect(),
        rows: reader.rows.into_iter().map(Arc::new).collect(),
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

/// Number of lines in which the next ordinal is looked for.
const LINES_AHEAD: usize = 3;

fn next_ordinal(table: &Table, columns: &[Column], below: &[Line]) -> Option<Ordinal> {
    let idx = columns
        .iter()
        .position(|column| column.role == Role::Ordinal)?;
    let at = table.columns.get(idx)?.at;
    let below = below.iter().take(LINES_AHEAD);
    below.map(|line| line.text(at)).find_map(Ordinal::parse)
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
    /// Whether rows such as "b)" with nothing but a heading are sections, as "a)" was.
    letters_open: bool,
    months: autoconverted::MonthStyles,
    rows: Vec<Row>,
    hidden: Vec<RowId>,
    struck: Vec<RowId>,
    asides: Vec<Aside>,
    doubts: Vec<Doubt>,
    notes: Vec<Note>,
}

impl Reader<'_> {
    /// Returns how many lines from `idx` repeat the header; 0 if they do not.
    fn repeated_header(&self, lines: &[Line], idx: usize) -> usize {
        let here = lines.get(idx..).unwrap_or_default().iter();
        let mut offsets = 0..self.table.header.len();
        here.take_while(|line| {
            let offset = offsets.next();
            offset.is_some_and(|offset| self.table.repeats_header(self.sheet, line, offset))
        })
        .count()
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
        if self.continues(&own) {
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
        let mut guessed = Vec::new();
        let mut cells: Vec<(usize, String)> = cells
            .into_iter()
            .map(|(idx, (text, meant))| {
                guessed.extend(meant.map(|message| (idx, message)));
                (idx, text)
            })
            .collect();
        self.split_heading(&mut cells);
        let bold = own.iter().all(|(_, cell)| cell.bold);
        let kind = match self.heads_alone(line, &mut cells) {
            true => RowKind::Section(self.levels.of(None)),
            false => self.kind(&cells, bold),
        };
        if kind.is_section() {
            self.settle_heading(&mut cells);
        } else {
            self.fill_down(line, &mut cells);
            let filled =
                merged_across::fill(self.sheet, self.table, self.columns, line, &mut cells);
            self.notes.extend(filled);
        }
        let ids = |idx: usize| self.columns.get(idx).map(|column| column.id);
        let cells = cells
            .into_iter()
            .filter_map(|(idx, text)| Some((ids(idx)?, text)));
        let row = Row::with_cells(RowId(fresh()), kind, cells);
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

    /// Whether a line without an ordinal continues the sentences of the previous row: all of its
    /// texts start in lower case or, after a page break, at least one does.
    fn continues(&self, own: &[(usize, &Cell)]) -> bool {
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
        if self.page_break {
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

    /// Splits a heading typed over the full width, "I. CẤP SỞ, NGÀNH", into ordinal and content.
    fn split_heading(&self, cells: &mut Vec<(usize, String)>) {
        let [(only, text)] = cells.as_slice() else {
            return;
        };
        let (Role::Ordinal, Some(content)) = (self.role(*only), self.content()) else {
            return;
        };
        if let Some((ordinal, rest)) = split_ordinal(text) {
            *cells = vec![(*only, ordinal.to_owned()), (content, rest.to_owned())];
        }
    }

    /// Returns the column that headings belong to: the content, otherwise the first column that is
    /// not the ordinal.
    fn content(&self) -> Option<usize> {
        let content = self.columns.iter().position(|it| it.role == Role::Content);
        content.or_else(|| self.columns.iter().position(|it| it.role != Role::Ordinal))
    }

    /// Whether the only cell of a line is a heading without an ordinal: in the ordinal column, or
    /// merged over the rest of the row. Moves it to the content column.
    fn heads_alone(&self, line: &Line, cells: &mut [(usize, String)]) -> bool {
        let [(only, text)] = cells else {
            return false;
        };
        let Some(content) = self.content() else {
            return false;
        };
        let at = |idx: usize| self.table.columns.get(idx).map_or(0, |place| place.at);
        let last = self.table.columns.last().map_or(0, |place| place.at);
        let spans = merge_at(self.sheet, line.row, at(*only)).is_some_and(|merge| {
            merge.left as usize <= at(content)
                && last <= merge.right as usize
                && merge.left < merge.right
        });
        let has_word = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let in_ordinals = self.role(*only) == Role::Ordinal && Ordinal::parse(text).is_none();
        if has_word && (in_ordinals || (spans && *only <= content)) {
            *only = content;
            return true;
        }
        false
    }

    /// Moves a section heading that starts in the group column, and extends over the content
    /// column, to the content column.
    fn settle_heading(&self, cells: &mut [(usize, String)]) {
        let at = |role: Role| self.columns.iter().position(|column| column.role == role);
        let (Some(group), Some(content)) = (at(Role::Group), at(Role::Content)) else {
            return;
        };
        if cells.iter().all(|(idx, _)| *idx != content) {
            let heading = cells.iter_mut().find(|(idx, _)| *idx == group);
            heading.into_iter().for_each(|(idx, _)| *idx = content);
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
                Some(merge) => top_left(self.sheet, merge),
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
    fn kind(&mut self, cells: &[(usize, String)], bold: bool) -> RowKind {
        let mut ordinal_text = "";
        let mut heading = true;
        let content = self.content();
        for (idx, text) in cells {
            match self.role(*idx) {
                Role::Ordinal => ordinal_text = text,
                Role::Content | Role::Group => {}
                _ if Some(*idx) == content => {}
                _ => heading = false,
            }
        }
        let Some(ordinal) = Ordinal::parse(ordinal_text) else {
            return if heading && bold && ordinal_text.is_empty() {
                RowKind::Section(self.levels.of(None))
            } else {
                RowKind::Item(1)
            };
        };
        let ordinal = self.levels.told_apart(ordinal, ordinal_text);
        let depth = u8::try_from(ordinal.depth()).unwrap_or(u8::MAX);
        let is_section = match ordinal.style() {
            OrdinalStyle::Roman | OrdinalStyle::UpperLetter => true,
            OrdinalStyle::LowerLetter => heading && self.letter_opens(&ordinal, bold),
            OrdinalStyle::Arabic => heading && bold,
        };
        if is_section {
            RowKind::Section(self.levels.of(Some(&ordinal)))
        } else if ordinal.style() == OrdinalStyle::LowerLetter {
            RowKind::Item(2)
        } else {
            RowKind::Item(depth)
        }
    }
}

impl Reader<'_> {
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
