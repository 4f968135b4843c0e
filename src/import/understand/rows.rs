//! The lines of a table's body to rows: sections, items, and lines that a page break cut in two.

use std::sync::Arc;

use super::{
    autoconverted,
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

#[derive(Debug, Default)]
pub(in crate::import) struct Body {
    pub rows: Vec<Arc<Row>>,
    /// Rows that the spreadsheet program does not show.
    pub hidden: Vec<RowId>,
    /// Lines that became no row of their own.
    pub asides: Vec<Aside>,
    /// Cells whose text is a guess.
    pub doubts: Vec<Doubt>,
    /// Lines below the table.
    pub after: Vec<String>,
    pub notes: Vec<Note>,
}

pub(in crate::import) fn read(
    sheet: &Sheet,
    table: &Table,
    columns: &[Column],
    annex: AnnexId,
    fresh: &mut impl FnMut() -> u32,
) -> Body {
    let lines = sheet.lines.get(table.body..).unwrap_or_default();
    let (lines, below) = lines.split_at(table_end(sheet, table, columns, lines));
    let mut reader = Reader {
        sheet,
        table,
        columns,
        annex,
        levels: Levels::default(),
        page_break: false,
        months: autoconverted::MonthStyles::default(),
        rows: Vec::new(),
        hidden: Vec::new(),
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
        asides: reader.asides,
        doubts: reader.doubts,
        notes: reader.notes,
    }
}

/// How the column at `id` is called in Excel.
pub(in crate::import) fn letter_of(table: &Table, columns: &[Column], id: ColumnId) -> String {
    let idx = columns.iter().position(|column| column.id == id);
    let place = idx.and_then(|idx| table.columns.get(idx));
    column_letter(place.map_or(0, |column| column.at))
}

/// The first of the closing lines, which belong to no row: a line of the usual closing words, or
/// the lines at the very end that span the table or stand under the ordinals without being one.
fn table_end(sheet: &Sheet, table: &Table, columns: &[Column], lines: &[Line]) -> usize {
    let closing = ["nơi nhận", "ghi chú:", "người lập", "tm.", "kt."];
    let closes = |line: &Line| {
        line.filled().any(|(_, cell)| cell.text == END_MARK)
            || line
                .filled()
                .next()
                .is_some_and(|(_, cell)| closing.iter().any(|word| starts_with(&cell.text, word)))
    };
    let mut end = lines.iter().position(closes).unwrap_or(lines.len());
    let ordinal_at = columns
        .iter()
        .position(|column| column.role == Role::Ordinal);
    let ordinal_at = ordinal_at
        .and_then(|idx| table.columns.get(idx))
        .map(|column| column.at);
    let last_at = table.columns.last().map_or(0, |column| column.at);
    while let Some(line) = end.checked_sub(1).and_then(|idx| lines.get(idx)) {
        let mut filled = line.filled();
        let (Some((at, cell)), None) = (filled.next(), filled.next()) else {
            break;
        };
        let spans = merge_at(sheet, line.row, at).is_some_and(|merge| {
            merge.left as usize <= table.columns.first().map_or(0, |it| it.at)
                && last_at <= merge.right as usize
        });
        // An ordinal alone over the whole width heads nothing.
        // "(1) …" over the whole width is a footnote.
        let is_footnote = spans && cell.text.starts_with('(');
        let numbered =
            split_ordinal(&cell.text).is_some() || (!spans && Ordinal::parse(&cell.text).is_some());
        if (numbered && !is_footnote) || !(spans || Some(at) == ordinal_at) {
            break;
        }
        end -= 1;
    }
    end
}

/// Whether a text starts with a word in lower case, however the text spells it.
fn starts_with(text: &str, word: &str) -> bool {
    let mut chars = text.chars().flat_map(char::to_lowercase);
    word.chars().all(|c| chars.next() == Some(c))
}

struct Reader<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    columns: &'a [Column],
    annex: AnnexId,
    levels: Levels,
    /// The line before was a header said again.
    page_break: bool,
    months: autoconverted::MonthStyles,
    rows: Vec<Row>,
    hidden: Vec<RowId>,
    asides: Vec<Aside>,
    doubts: Vec<Doubt>,
    notes: Vec<Note>,
}

impl Reader<'_> {
    /// How many lines from `idx` say the header again; 0 when they do not.
    fn repeated_header(&self, lines: &[Line], idx: usize) -> usize {
        let here = lines.get(idx..).unwrap_or_default().iter();
        let mut offsets = 0..self.table.header.len();
        here.take_while(|line| {
            let offset = offsets.next();
            offset.is_some_and(|offset| self.table.repeats_header(self.sheet, line, offset))
        })
        .count()
    }

    /// The filled cells of a line that stand under the table's columns, by column.
    fn own_cells<'line>(&self, line: &'line Line) -> Vec<(usize, &'line Cell)> {
        let places = self.table.columns.iter().enumerate();
        places
            .filter_map(|(idx, place)| Some((idx, line.cells.get(place.at)?)))
            .filter(|(_, cell)| !cell.text.is_empty())
            .collect()
    }

    /// Keeps a line that became no row of its own, for whoever imports to look at.
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
        let kind = self.kind(&cells, bold);
        if kind.is_section() {
            self.settle_heading(&mut cells);
        } else {
            self.fill_down(line, &mut cells);
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
        self.hidden.extend(line.hidden.then_some(row.id));
        self.rows.push(row);
    }

    fn role(&self, idx: usize) -> Role {
        self.columns
            .get(idx)
            .map_or(Role::Other, |column| column.role)
    }

    /// What was typed into a cell, where a number or a date is stored, and what to report of it.
    fn cell_text(&self, line: &Line, idx: usize, cell: &Cell) -> (String, Option<Message>) {
        let role = self.role(idx);
        let meant = if cell.is_number && role == Role::Ordinal {
            // `6,1` is shown, `6.1` is meant.
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

    /// Whether a line without an ordinal goes on with the sentences of the row before.
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

    /// A heading typed over the whole width, "I. CẤP SỞ, NGÀNH", is an ordinal and a content.
    fn split_heading(&self, cells: &mut Vec<(usize, String)>) {
        let [(only, text)] = cells.as_slice() else {
            return;
        };
        let content = self
            .columns
            .iter()
            .position(|column| column.role == Role::Content);
        let (Role::Ordinal, Some(content)) = (self.role(*only), content) else {
            return;
        };
        if let Some((ordinal, rest)) = split_ordinal(text) {
            *cells = vec![(*only, ordinal.to_owned()), (content, rest.to_owned())];
        }
    }

    /// A section's heading may start under the group column and run over the content's.
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

    /// A cell merged down over rows counts for each of them.
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

    /// What the item before says under the same column.
    fn text_above(&self, idx: usize) -> &str {
        match (self.rows.last(), self.columns.get(idx)) {
            (Some(row), Some(column)) if !row.kind.is_section() => row.cell(column.id),
            _ => "",
        }
    }

    fn kind(&mut self, cells: &[(usize, String)], bold: bool) -> RowKind {
        let mut ordinal_text = "";
        let mut heading = true;
        for (idx, text) in cells {
            match self.role(*idx) {
                Role::Ordinal => ordinal_text = text,
                Role::Content | Role::Group => {}
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
            OrdinalStyle::LowerLetter => heading,
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

/// How deep each way of numbering sections lies, in the order in which the table uses them.
#[derive(Default)]
struct Levels {
    open: Vec<(Option<OrdinalStyle>, usize)>,
    last_letter: u32,
}

impl Levels {
    /// The level of a section with this ordinal: `I` 1, `I.1` below it 2, the next `II` 1 again.
    fn of(&mut self, ordinal: Option<&Ordinal>) -> u8 {
        let key = match ordinal {
            Some(ordinal) => (Some(ordinal.style()), ordinal.depth()),
            None => (None, 1),
        };
        if let Some(ordinal) = ordinal.filter(|it| it.style() == OrdinalStyle::UpperLetter) {
            self.last_letter = ordinal.last();
        }
        match self.open.iter().position(|it| *it == key) {
            Some(at) => self.open.truncate(at + 1),
            None => {
                let parent = (key.0, key.1.saturating_sub(1));
                if let Some(at) = self.open.iter().position(|it| *it == parent) {
                    self.open.truncate(at + 1);
                }
                self.open.push(key);
            }
        }
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }

    /// `C` after `B` is the third letter, not a hundred.
    fn told_apart(&self, ordinal: Ordinal, text: &str) -> Ordinal {
        match ordinal.as_letter(text) {
            Some(letter)
                if ordinal.style() == OrdinalStyle::Roman
                    && 0 < self.last_letter
                    && letter.last() == self.last_letter + 1 =>
            {
                letter
            }
            _ => ordinal,
        }
    }
}
