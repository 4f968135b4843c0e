//! Bytes to plain sheets of cells; the only file that names calamine.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Style, XlsError, XlsxError,
};
use unicode_normalization::UnicodeNormalization as _;

use super::{ImportError, Note, number, sniff::Format};
use crate::wording::Key;

/// The most non-empty cells a workbook may have: twenty times the largest annex known.
pub const CELLS_MAX: usize = 4_000_000;
/// Annexes have at most a dozen columns; what lies further right is a stray mark.
pub(super) const COLUMNS_MAX: usize = 256;
/// Merged regions beyond this are decoration.
const MERGES_MAX: usize = 200_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Lines that hold text, top down.
    pub lines: Vec<Line>,
    /// Sorted by left column, then top.
    pub merges: Vec<Merge>,
    /// False where the reader cannot tell merged cells: then an empty cell may be part of one.
    pub knows_merges: bool,
    /// Cells with text too far right to belong to an annex; left out.
    pub n_far_cells: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Row of the sheet, counted from 0.
    pub row: u32,
    /// Cells by column, from the sheet's first.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What the cell shows, in NFC, ends trimmed.
    pub text: String,
    /// True where the cell stores a number: its text is then the number's.
    pub is_number: bool,
    pub bold: bool,
}

/// A merged region; both corners inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Sheet {
    /// The merged region that covers a cell from above, when the cell is in its first column.
    pub fn merged_down(&self, row: u32, column: usize) -> Option<&Merge> {
        let left = u32::try_from(column).ok()?;
        let end = self
            .merges
            .partition_point(|merge| (merge.left, merge.top) <= (left, row));
        let merge = self.merges.get(end.checked_sub(1)?)?;
        (merge.left == left && merge.top < row && row <= merge.bottom).then_some(merge)
    }

    pub fn note(&self, line: Option<&Line>, key: Key) -> Note {
        Note {
            sheet: self.name.clone(),
            row: line.map(|line| line.row + 1),
            message: key.into(),
        }
    }
}

impl Line {
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| !cell.text.is_empty())
    }
}

pub(super) fn read(bytes: &[u8], format: Format) -> Result<Vec<Sheet>, ImportError> {
    match format {
        Format::Xlsx => read_xlsx(bytes),
        Format::Xls => read_xls(bytes),
        Format::Xlsb => read_plain::<calamine::Xlsb<_>>(bytes),
        Format::Ods => read_plain::<calamine::Ods<_>>(bytes),
    }
}

fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let unreadable = |error: XlsxError| ImportError::Unreadable(error.to_string());
    let mut n_cells = 0;
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = Sheet {
            name: meta.name.clone(),
            hidden: meta.visible != SheetVisible::Visible,
            knows_merges: true,
            ..Sheet::default()
        };
        let mut reader = book
            .worksheet_cells_reader(&meta.name)
            .map_err(unreadable)?;
        while let Some((cell, style_id)) = reader.next_cell_with_style_id().map_err(unreadable)? {
            let style = reader.styles().get(style_id);
            let code = style
                .and_then(|style| style.number_format.as_ref())
                .map_or("", |format| &format.format_code);
            let (text, is_number) = show(cell.get_value(), code);
            let cell_read = Cell {
                text,
                is_number,
                bold: style.is_some_and(is_bold),
            };
            sheet.put(cell.get_position(), cell_read, &mut n_cells)?;
        }
        drop(reader);
        let merges = book
            .merge_cells_by_sheet_name(&meta.name)
            .map_err(unreadable)?;
        sheet.set_merges(&merges);
        sheet.sort();
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let book = calamine::Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut n_cells = 0;
    let mut sheets = Vec::new();
    let mut book = book;
    for meta in book.sheets_metadata().to_vec() {
        let mut sheet = sheet_of_range(&mut book, &meta, &mut n_cells)?;
        sheet.knows_merges = true;
        sheet.set_merges(
            &book
                .merge_cells_by_sheet_name(&meta.name)
                .unwrap_or_default(),
        );
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn read_plain<'bytes, R>(bytes: &'bytes [u8]) -> Result<Vec<Sheet>, ImportError>
where
    R: Reader<Cursor<&'bytes [u8]>>,
    R::Error: std::fmt::Display + std::fmt::Debug,
{
    let mut book =
        R::new(Cursor::new(bytes)).map_err(|error| match format!("{error:?}").as_str() {
            "Password" => ImportError::Password,
            _ => ImportError::Unreadable(error.to_string()),
        })?;
    let mut n_cells = 0;
    let metas = book.sheets_metadata().to_vec();
    let sheets = metas.iter();
    sheets
        .map(|meta| sheet_of_range(&mut book, meta, &mut n_cells))
        .collect()
}

fn sheet_of_range<'bytes, R>(
    book: &mut R,
    meta: &calamine::Sheet,
    n_cells: &mut usize,
) -> Result<Sheet, ImportError>
where
    R: Reader<Cursor<&'bytes [u8]>>,
    R::Error: std::fmt::Display,
{
    let mut sheet = Sheet {
        name: meta.name.clone(),
        hidden: meta.visible != SheetVisible::Visible,
        ..Sheet::default()
    };
    if meta.typ != SheetType::WorkSheet {
        return Ok(sheet);
    }
    let range = book
        .worksheet_range(&meta.name)
        .map_err(|error| ImportError::Unreadable(error.to_string()))?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let (text, is_number) = show(&borrowed(value), "");
        let cell = Cell {
            text,
            is_number,
            bold: false,
        };
        sheet.put((top + row as u32, left + column as u32), cell, n_cells)?;
    }
    sheet.sort();
    Ok(sheet)
}

impl Sheet {
    fn put(
        &mut self,
        (row, column): (u32, u32),
        cell: Cell,
        n_cells: &mut usize,
    ) -> Result<(), ImportError> {
        if cell.text.is_empty() {
            return Ok(());
        }
        if COLUMNS_MAX <= column as usize {
            self.n_far_cells += 1;
            return Ok(());
        }
        *n_cells += 1;
        if CELLS_MAX < *n_cells {
            return Err(ImportError::TooLarge);
        }
        if self.lines.last().is_none_or(|line| line.row != row) {
            self.lines.push(Line {
                row,
                cells: Vec::new(),
            });
        }
        if let Some(line) = self.lines.last_mut() {
            let column = column as usize;
            if line.cells.len() <= column {
                line.cells.resize_with(column + 1, Cell::default);
            }
            if let Some(slot) = line.cells.get_mut(column) {
                *slot = cell;
            }
        }
        Ok(())
    }

    /// Files are free to list rows in any order; lines are top down.
    fn sort(&mut self) {
        self.lines.sort_by_key(|line| line.row);
    }

    fn set_merges(&mut self, merges: &[Dimensions]) {
        let merges = merges.iter().take(MERGES_MAX).map(|merge| Merge {
            top: merge.start.0,
            left: merge.start.1,
            bottom: merge.end.0,
            right: merge.end.1,
        });
        self.merges = merges.collect();
        self.merges.sort_by_key(|merge| (merge.left, merge.top));
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

/// What a cell shows, and whether it stores a number.
fn show(value: &DataRef, code: &str) -> (String, bool) {
    match value {
        DataRef::Int(value) => (number::show(*value as f64, code), true),
        DataRef::Float(value) => (number::show(*value, code), true),
        DataRef::DateTime(value) => {
            let code = if code.is_empty() { "dd/mm/yyyy" } else { code };
            (number::show(value.as_f64(), code), false)
        }
        DataRef::String(text) => (clean(text), false),
        DataRef::SharedString(text) => (clean(text), false),
        DataRef::Bool(value) => ((if *value { "TRUE" } else { "FALSE" }).to_owned(), false),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (clean(text), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::Empty => (String::new(), false),
    }
}

fn clean(text: &str) -> String {
    let text: String = text.nfc().collect();
    text.replace("\r\n", "\n").trim().to_owned()
}

fn is_bold(style: &Style) -> bool {
    style.font.as_ref().is_some_and(|font| font.is_bold())
}
