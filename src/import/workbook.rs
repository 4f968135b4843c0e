//! Excel's own formats to sheets of cells; the only file that names calamine.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Style, XlsError, XlsbError,
    XlsxError,
};

use super::{
    ImportError, guard, hidden, number,
    sheet::{Budget, Cell, Merge, Sheet, clean},
};

pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    guard::check_package(bytes)?;
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let unreadable = |error: XlsxError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
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
            let date = match cell.get_value() {
                DataRef::DateTime(value) => {
                    number::civil(value.as_f64()).zip(number::date_parts(code))
                }
                _ => None,
            };
            let cell_read = Cell {
                text,
                is_number,
                date: date.and_then(
                    |((year, month, day), (shows_day, shows_month, shows_year))| {
                        let part = |shown: bool, value: i64| {
                            if shown {
                                u16::try_from(value).ok()
                            } else {
                                Some(0)
                            }
                        };
                        let (day, month) = (part(shows_day, day)?, part(shows_month, month)?);
                        Some((
                            u8::try_from(day).ok()?,
                            u8::try_from(month).ok()?,
                            part(shows_year, year)?,
                        ))
                    },
                ),
                bold: style.is_some_and(is_bold),
                font: style
                    .and_then(|style| style.font.as_ref()?.name.as_deref().map(str::to_owned)),
            };
            sheet.put(cell.get_position(), cell_read, &mut budget)?;
        }
        drop(reader);
        let merges = book
            .merge_cells_by_sheet_name(&meta.name)
            .map_err(unreadable)?;
        sheet.finish(merges_of(&merges));
        sheets.push(sheet);
    }
    hidden::mark(bytes, &mut sheets)?;
    Ok(sheets)
}

pub(super) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut book = calamine::Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let mut sheet = sheet_of_range(&mut book, &meta, &mut budget)?;
        sheet.knows_merges = true;
        let merges = book
            .merge_cells_by_sheet_name(&meta.name)
            .unwrap_or_default();
        sheet.finish(merges_of(&merges));
        sheets.push(sheet);
    }
    Ok(sheets)
}

pub(super) fn read_xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    guard::check_package(bytes)?;
    let mut book = calamine::Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let metas = book.sheets_metadata().to_vec();
    let sheets = metas.iter();
    sheets
        .map(|meta| sheet_of_range(&mut book, meta, &mut budget))
        .collect()
}

fn sheet_of_range<'bytes, R>(
    book: &mut R,
    meta: &calamine::Sheet,
    budget: &mut Budget,
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
            ..Cell::default()
        };
        sheet.put((top + row as u32, left + column as u32), cell, budget)?;
    }
    sheet.finish(Vec::new());
    Ok(sheet)
}

fn merges_of(merges: &[Dimensions]) -> Vec<Merge> {
    let merges = merges.iter().map(|merge| Merge {
        top: merge.start.0,
        left: merge.start.1,
        bottom: merge.end.0,
        right: merge.end.1,
    });
    merges.collect()
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

fn is_bold(style: &Style) -> bool {
    style.font.as_ref().is_some_and(|font| font.is_bold())
}
