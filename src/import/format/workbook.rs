//! Reads Excel formats into sheets of cells. This is the only file that names calamine.

use std::{io::Cursor, rc::Rc};

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Style, XlsError, XlsbError, XlsxError,
};

use super::{
    cell_style::{CellStyle, SheetStyles, built_in_format},
    guard,
    main_part::MainPart,
    sheet::{Budget, Cell, Sheet, clean},
    sheet_extras, sheet_xml, xls, xls_encrypted, xlsb, xml,
};
use crate::{
    import::ImportError,
    text::number_format::{self, NumberFormat},
    wording::Key,
};

/// Reads an `.xlsx` workbook: cells with their styles first, then the details in the sheet XML.
pub(in crate::import) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut bytes = guard::unpacked(bytes)?;
    let main = MainPart::read(&mut xml::package(&bytes)?)?;
    if let Some(repaired) = main.repaired(&bytes)? {
        bytes = repaired;
    }
    let mut book = calamine::Xlsx::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let unreadable = |error: XlsxError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let mut damage = Damage::default();
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
        let mut read = || -> Result<(), ImportError> {
            let mut reader = book
                .worksheet_cells_reader(&meta.name)
                .map_err(unreadable)?;
            let cell_styles: Vec<CellStyle> = reader.styles().iter().map(cell_style_of).collect();
            let plain = CellStyle::default();
            while let Some((cell, style_id)) =
                reader.next_cell_with_style_id().map_err(unreadable)?
            {
                let cell_style = cell_styles.get(style_id).unwrap_or(&plain);
                let read = cell_of(cell.get_value(), cell_style, epoch);
                sheet.put(cell.get_position(), read, &mut budget)?;
            }
            Ok(())
        };
        let read = read();
        damage.tolerate(&mut sheet, read)?;
        sheets.push(sheet);
    }
    let mut package = xml::package(&bytes)?;
    let strings = sheet_xml::rich_strings(&mut package)?;
    for sheet in &mut sheets {
        let part = main.sheets.iter().find(|(name, _)| *name == sheet.name);
        if let Some((_, part)) = part {
            let read = sheet_xml::complete(&mut package, part, &strings, sheet);
            damage.tolerate(sheet, read)?;
        }
    }
    damage.settle(&sheets)?;
    sheets.extend(main.others.into_iter().map(|name| Sheet {
        name,
        remarks: vec![(None, Key::NoteNotTableSheet.into())],
        ..Sheet::default()
    }));
    Ok(sheets)
}

/// What is wrong with single sheets of a workbook.
#[derive(Default)]
struct Damage {
    first: Option<ImportError>,
}

impl Damage {
    /// Keeps what was read of a damaged sheet, with a note. Exceeding a limit stays an error.
    fn tolerate(
        &mut self,
        sheet: &mut Sheet,
        read: Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let error = match read {
            Ok(()) => return Ok(()),
            Err(ImportError::TooLarge) => return Err(ImportError::TooLarge),
            Err(error) => error,
        };
        if sheet.remarks.is_empty() {
            let last = sheet.lines.last().map_or(0, |line| line.row + 1);
            let remark = Key::NoteSheetDamaged.with([last.to_string(), error.to_string()]);
            sheet.remarks.push((None, remark));
        }
        self.first.get_or_insert(error);
        Ok(())
    }

    /// Fails if nothing was read because of the damage.
    fn settle(self, sheets: &[Sheet]) -> Result<(), ImportError> {
        match self.first {
            Some(error) if sheets.iter().all(|sheet| sheet.lines.is_empty()) => Err(error),
            _ => Ok(()),
        }
    }
}

/// Reads an `.xls` workbook. Only the sanitized records reach the workbook reader.
pub(in crate::import) fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut records = xls::records_of(bytes)?;
    xls_encrypted::unlock(&mut records);
    let mut cell_styles = xls::cell_styles(&records);
    let bytes = xls::tamed(records)?;
    let mut book = calamine::Xls::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let mut damage = Damage::default();
    let epoch = epoch(book.has_1904_epoch());
    let metas = book.sheets_metadata().to_vec();
    cell_styles.resize_with(metas.len(), SheetStyles::default);
    for (meta, cell_styles) in metas.iter().zip(cell_styles) {
        let mut sheet = sheet_of(meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let mut read = || -> Result<(), ImportError> {
                let range = book
                    .worksheet_range(&meta.name)
                    .map_err(|error| ImportError::Unreadable(error.to_string()))?;
                let (top, left) = range.start().unwrap_or_default();
                let plain = CellStyle::default();
                for (row, column, value) in range.used_cells() {
                    let place = (top + row as u32, left + column as u32);
                    let cell_style = cell_styles.cell(place.0, place.1).unwrap_or(&plain);
                    let read = cell_of(&borrowed(value), cell_style, epoch);
                    sheet.put(place, read, &mut budget)?;
                }
                Ok(())
            };
            let read = read();
            damage.tolerate(&mut sheet, read)?;
        }
        cell_styles.complete(&mut sheet);
        sheets.push(sheet);
    }
    damage.settle(&sheets)?;
    Ok(sheets)
}

/// Reads an `.xlsb` workbook.
pub(in crate::import) fn read_xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let bytes = guard::unpacked(bytes)?;
    let mut details = xlsb::details(&bytes);
    let mut book = calamine::Xlsb::new(Cursor::new(&*bytes)).map_err(|error| match error {
        XlsbError::Password => ImportError::Password,
        other => ImportError::Unreadable(other.to_string()),
    })?;
    let epoch = epoch(book.has_1904_epoch());
    let unreadable = |error: XlsbError| ImportError::Unreadable(error.to_string());
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let mut package = xml::package(&bytes)?;
    for meta in book.sheets_metadata().to_vec() {
        let details = details.remove(&meta.name).unwrap_or_default();
        let cell_styles = details.styles;
        let mut texts = details.texts.into_iter().peekable();
        let mut sheet = sheet_of(&meta);
        sheet.knows_merges = true;
        if meta.typ == SheetType::WorkSheet {
            let mut reader = book
                .worksheet_cells_reader(&meta.name)
                .map_err(unreadable)?;
            let plain = CellStyle::default();
            let mut put = |place: (u32, u32), value: &DataRef| {
                let cell_style = cell_styles.cell(place.0, place.1).unwrap_or(&plain);
                sheet.put(place, cell_of(value, cell_style, epoch), &mut budget)
            };
            while let Some(cell) = reader.next_cell().map_err(unreadable)? {
                let place = cell.get_position();
                while let Some((earlier, text)) = texts.next_if(|(it, _)| *it < place) {
                    put(earlier, &DataRef::String(text))?;
                }
                put(place, cell.get_value())?;
            }
            for (place, text) in texts {
                put(place, &DataRef::String(text))?;
            }
        }
        cell_styles.complete(&mut sheet);
        sheet_extras::read(&mut package, &details.path, &[], &mut sheet);
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
            .map_or_else(NumberFormat::default, |format| {
                // The formats of these ids follow the locale.
                match format.format_id {
                    Some(id @ (14 | 22)) => NumberFormat::parse(built_in_format(id as u16)),
                    _ => NumberFormat::parse(&format.format_code),
                }
            }),
        bold: font.is_some_and(|font| font.is_bold()),
        struck: font.is_some_and(|font| font.strikethrough),
        font: font.and_then(|font| font.name.as_deref().map(Rc::from)),
    }
}

/// Returns the number of days to add to the dates of a workbook: old Macs count from 1904.
fn epoch(is_1904: bool) -> f64 {
    if is_1904 { 1_462.0 } else { 0.0 }
}

fn cell_of(value: &DataRef, cell_style: &CellStyle, epoch: f64) -> Cell {
    let (text, number) = show(value, &cell_style.number_format, epoch);
    let format = &cell_style.number_format;
    Cell {
        struck: cell_style.struck.then(|| Rc::from(text.as_str())),
        text,
        is_number: number.is_some() && !format.is_date(),
        date: number.and_then(|number| format.autoconverted(number + epoch)),
        bold: cell_style.bold,
        font: cell_style.font.clone(),
        runs: None,
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

/// Returns the text that a cell shows, and the number that it stores.
fn show(value: &DataRef, format: &NumberFormat, epoch: f64) -> (String, Option<f64>) {
    let number = match value {
        DataRef::Int(value) => *value as f64,
        DataRef::Float(value) => *value,
        DataRef::DateTime(value) => value.as_f64(),
        DataRef::DateTimeIso(text) => match number_format::serial_of_iso(text) {
            Some(serial) => serial - epoch,
            None => return (clean(text), None),
        },
        DataRef::String(text) => return (shown_text(text, format), None),
        DataRef::SharedString(text) => return (shown_text(text, format), None),
        DataRef::Bool(value) => {
            return ((if *value { "TRUE" } else { "FALSE" }).to_owned(), None);
        }
        DataRef::DurationIso(text) => return (clean(text), None),
        DataRef::Error(error) => return (error.to_string(), None),
        DataRef::Empty => return (String::new(), None),
    };
    (format.show_from(number, epoch), Some(number))
}

fn shown_text(text: &str, format: &NumberFormat) -> String {
    match format.show_text(text) {
        Some(shown) => clean(&shown),
        None => clean(text),
    }
}
