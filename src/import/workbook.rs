//! Excel's own formats to sheets of cells; the only file that names calamine.

use std::{io::Cursor, rc::Rc};

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Style, XlsError, XlsbError, XlsxError,
};

use super::{
    ImportError, guard,
    look::{Look, Looks},
    number,
    sheet::{Budget, Cell, Sheet, clean},
    sheet_xml, xls, xlsb,
};

pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let bytes = guard::unpacked(bytes)?;
    let mut book = calamine::Xlsx::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let unreadable = |error: XlsxError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let epoch = epoch(book.has_1904_epoch());
    let metas = book.sheets_metadata().to_vec();
    if metas.is_empty() {
        return Err(ImportError::Unreadable("no sheet".to_owned()));
    }
    for meta in metas {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = sheet_of(&meta);
        sheet.knows_merges = true;
        let mut reader = book
            .worksheet_cells_reader(&meta.name)
            .map_err(unreadable)?;
        let looks: Vec<Look> = reader.styles().iter().map(look_of).collect();
        let plain = Look::default();
        while let Some((cell, style_id)) = reader.next_cell_with_style_id().map_err(unreadable)? {
            let look = looks.get(style_id).unwrap_or(&plain);
            let read = cell_of(cell.get_value(), look, epoch);
            sheet.put(cell.get_position(), read, &mut budget)?;
        }
        sheets.push(sheet);
    }
    sheet_xml::complete(&bytes, &mut sheets)?;
    Ok(sheets)
}

pub(super) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let records = xls::records_of(bytes)?;
    let mut looks = xls::looks(&records);
    let bytes = xls::tamed(records)?;
    let mut book = calamine::Xls::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let epoch = epoch(book.has_1904_epoch());
    let metas = book.sheets_metadata().to_vec();
    looks.resize_with(metas.len(), Looks::default);
    for (meta, looks) in metas.iter().zip(looks) {
        let mut sheet = sheet_of(meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let range = book
                .worksheet_range(&meta.name)
                .map_err(|error| ImportError::Unreadable(error.to_string()))?;
            let (top, left) = range.start().unwrap_or_default();
            let plain = Look::default();
            for (row, column, value) in range.used_cells() {
                let place = (top + row as u32, left + column as u32);
                let look = looks.cell(place.0, place.1).unwrap_or(&plain);
                sheet.put(place, cell_of(&borrowed(value), look, epoch), &mut budget)?;
            }
        }
        looks.complete(&mut sheet);
        sheets.push(sheet);
    }
    Ok(sheets)
}

pub(super) fn read_xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let bytes = guard::unpacked(bytes)?;
    let mut looks = xlsb::looks(&bytes);
    let mut book = calamine::Xlsb::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsbError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let epoch = epoch(book.has_1904_epoch());
    let unreadable = |error: XlsbError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let looks = looks.remove(&meta.name).unwrap_or_default();
        let mut sheet = sheet_of(&meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let mut reader = book
                .worksheet_cells_reader(&meta.name)
                .map_err(unreadable)?;
            let plain = Look::default();
            while let Some(cell) = reader.next_cell().map_err(unreadable)? {
                let (row, column) = cell.get_position();
                let look = looks.cell(row, column).unwrap_or(&plain);
                let read = cell_of(cell.get_value(), look, epoch);
                sheet.put((row, column), read, &mut budget)?;
            }
        }
        looks.complete(&mut sheet);
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn sheet_of(meta: &calamine::Sheet) -> Sheet {
    Sheet {
        name: meta.name.clone(),
        hidden: meta.visible != SheetVisible::Visible,
        ..Sheet::default()
    }
}

fn look_of(style: &Style) -> Look {
    let font = style.font.as_ref();
    Look {
        number_format: style
            .number_format
            .as_ref()
            .map_or(String::new(), |format| format.format_code.to_string()),
        bold: font.is_some_and(|font| font.is_bold()),
        font: font.and_then(|font| font.name.as_deref().map(Rc::from)),
    }
}

/// Days from 1/1/1900 to the day that the workbook's dates count from; old Macs count from 1904.
fn epoch(is_1904: bool) -> f64 {
    if is_1904 { 1_462.0 } else { 0.0 }
}

fn cell_of(value: &DataRef, look: &Look, epoch: f64) -> Cell {
    let (text, is_number) = show(value, &look.number_format, epoch);
    let date = match value {
        DataRef::DateTime(value) => number::date_shown(value.as_f64() + epoch, &look.number_format),
        _ => None,
    };
    Cell {
        text,
        is_number,
        date,
        bold: look.bold,
        font: look.font.clone(),
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
fn show(value: &DataRef, code: &str, epoch: f64) -> (String, bool) {
    match value {
        DataRef::Int(value) => (number::show(*value as f64, code), true),
        DataRef::Float(value) => (number::show(*value, code), true),
        DataRef::DateTime(value) => {
            let code = if code.is_empty() { "dd/mm/yyyy" } else { code };
            (number::show(value.as_f64() + epoch, code), false)
        }
        DataRef::String(text) => (clean(text), false),
        DataRef::SharedString(text) => (clean(text), false),
        DataRef::Bool(value) => ((if *value { "TRUE" } else { "FALSE" }).to_owned(), false),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (clean(text), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::Empty => (String::new(), false),
    }
}
