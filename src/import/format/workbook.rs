//! Reads Excel formats into sheets of cells. This is the only file that names calamine.

use std::{io::Cursor, rc::Rc};

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Style, XlsError, XlsbError, XlsxError,
};

use super::{
    cell_style::{CellStyle, SheetStyles},
    guard,
    sheet::{Budget, Cell, Sheet, clean},
    sheet_xml, xls, xlsb,
};
use crate::{import::ImportError, text::number_format};

/// Reads an `.xlsx` workbook: cells with their styles first, then the details in the sheet XML.
pub(in crate::import) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
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
        let cell_styles: Vec<CellStyle> = reader.styles().iter().map(cell_style_of).collect();
        let plain = CellStyle::default();
        while let Some((cell, style_id)) = reader.next_cell_with_style_id().map_err(unreadable)? {
            let cell_style = cell_styles.get(style_id).unwrap_or(&plain);
            let read = cell_of(cell.get_value(), cell_style, epoch);
            sheet.put(cell.get_position(), read, &mut budget)?;
        }
        sheets.push(sheet);
    }
    sheet_xml::complete(&bytes, &mut sheets)?;
    Ok(sheets)
}

/// Reads an `.xls` workbook. Only the sanitized records reach the workbook reader.
pub(in crate::import) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let records = xls::records_of(bytes)?;
    let mut cell_styles = xls::cell_styles(&records);
    let bytes = xls::tamed(records)?;
    let mut book = calamine::Xls::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let epoch = epoch(book.has_1904_epoch());
    let metas = book.sheets_metadata().to_vec();
    cell_styles.resize_with(metas.len(), SheetStyles::default);
    for (meta, cell_styles) in metas.iter().zip(cell_styles) {
        let mut sheet = sheet_of(meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let range = book
                .worksheet_range(&meta.name)
                .map_err(|error| ImportError::Unreadable(error.to_string()))?;
            let (top, left) = range.start().unwrap_or_default();
            let plain = CellStyle::default();
            for (row, column, value) in range.used_cells() {
                let place = (top + row as u32, left + column as u32);
                let cell_style = cell_styles.cell(place.0, place.1).unwrap_or(&plain);
                sheet.put(
                    place,
                    cell_of(&borrowed(value), cell_style, epoch),
                    &mut budget,
                )?;
            }
        }
        cell_styles.complete(&mut sheet);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Reads an `.xlsb` workbook.
pub(in crate::import) fn read_xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let bytes = guard::unpacked(bytes)?;
    let mut cell_styles = xlsb::cell_styles(&bytes);
    let mut book = calamine::Xlsb::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsbError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let epoch = epoch(book.has_1904_epoch());
    let unreadable = |error: XlsbError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let cell_styles = cell_styles.remove(&meta.name).unwrap_or_default();
        let mut sheet = sheet_of(&meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let mut reader = book
                .worksheet_cells_reader(&meta.name)
                .map_err(unreadable)?;
            let plain = CellStyle::default();
            while let Some(cell) = reader.next_cell().map_err(unreadable)? {
                let (row, column) = cell.get_position();
                let cell_style = cell_styles.cell(row, column).unwrap_or(&plain);
                let read = cell_of(cell.get_value(), cell_style, epoch);
                sheet.put((row, column), read, &mut budget)?;
            }
        }
        cell_styles.complete(&mut sheet);
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

fn cell_style_of(style: &Style) -> CellStyle {
    let font = style.font.as_ref();
    CellStyle {
        number_format: style
            .number_format
            .as_ref()
            .map_or(String::new(), |format| format.format_code.to_string()),
        bold: font.is_some_and(|font| font.is_bold()),
        font: font.and_then(|font| font.name.as_deref().map(Rc::from)),
    }
}

/// Returns the number of days to add to the dates of a workbook: old Macs count from 1904.
fn epoch(is_1904: bool) -> f64 {
    if is_1904 { 1_462.0 } else { 0.0 }
}

fn cell_of(value: &DataRef, cell_style: &CellStyle, epoch: f64) -> Cell {
    let (text, is_number) = show(value, &cell_style.number_format, epoch);
    let date = match value {
        DataRef::DateTime(value) => {
            number_format::date_shown(value.as_f64() + epoch, &cell_style.number_format)
        }
        _ => None,
    };
    Cell {
        text,
        is_number,
        date,
        bold: cell_style.bold,
        font: cell_style.font.clone(),
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

/// Returns the text that a cell shows, and whether the cell stores a number.
fn show(value: &DataRef, code: &str, epoch: f64) -> (String, bool) {
    match value {
        DataRef::Int(value) => (number_format::show(*value as f64, code), true),
        DataRef::Float(value) => (number_format::show(*value, code), true),
        DataRef::DateTime(value) => {
            let code = if code.is_empty() { "dd/mm/yyyy" } else { code };
            (number_format::show(value.as_f64() + epoch, code), false)
        }
        DataRef::String(text) => (clean(text), false),
        DataRef::SharedString(text) => (clean(text), false),
        DataRef::Bool(value) => ((if *value { "TRUE" } else { "FALSE" }).to_owned(), false),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (clean(text), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::Empty => (String::new(), false),
    }
}
