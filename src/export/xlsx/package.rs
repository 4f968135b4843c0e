//! What the writer of workbooks cannot say, put into the package it made.

use std::io::{Cursor, Read as _, Write};

use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions,
};

use super::rows::Rows;

/// Where the rows of a sheet begin and end.
const ROWS: (&str, &str) = ("<sheetData>", "</sheetData>");

/// Fast enough for the largest annex and within a few percent of the smallest file.
pub(super) const DEFLATE_LEVEL: u8 = 3;

/// The header of a sheet as the writer makes it, and with another one, empty, on the first page; it
/// stands behind all cells.
/// `differentFirst` and `firstHeader` are those of ECMA-376 Part 1, 18.3.1.46 and 18.3.1.42.
const HEADER: (&str, &str) = ("<headerFooter>", "<headerFooter differentFirst=\"1\">");
const HEADER_END: (&str, &str) = (
    "</headerFooter>",
    "<firstHeader></firstHeader></headerFooter>",
);

/// The workbook of these rows, without a page number on the first page of each sheet that has one:
/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4. `made` is the package as the writer leaves it,
/// in which each of these sheets only shows its looks.
pub(super) fn finished(made: &[u8], rows: &[Rows]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(made))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(made.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL.into()))
        // A fixed date: the same document gives the same bytes.
        .last_modified_time(DateTime::default());
    for idx in 0..archive.len() {
        let mut part = archive.by_index(idx)?;
        let name = part.name()?.into_owned();
        let Some(rows) = sheet_index(&name).and_then(|at| rows.get(at)) else {
            drop(part);
            writer.raw_copy_file(archive.by_index_raw(idx)?)?;
            continue;
        };
        let mut sheet = String::new();
        part.read_to_string(&mut sheet)?;
        writer.start_file(name.as_str(), options)?;
        write_sheet(&mut writer, &sheet, rows)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A sheet's position in the workbook; the names of the parts count from 1.
fn sheet_index(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?;
    let number: usize = number.strip_suffix(".xml")?.parse().ok()?;
    number.checked_sub(1)
}

fn write_sheet(writer: &mut impl Write, sheet: &str, rows: &Rows) -> std::io::Result<()> {
    let formats = 1..=rows.formats.len();
    let styles: Vec<u32> = formats.map(|row| style_of(sheet, row)).collect();
    let unknown = || std::io::Error::other("a sheet of another form");
    let (before, shown) = sheet.split_once(ROWS.0).ok_or_else(unknown)?;
    let (_, after) = shown.split_once(ROWS.1).ok_or_else(unknown)?;
    writer.write_all(before.as_bytes())?;
    writer.write_all(rows.xml(&styles).as_bytes())?;
    let after = after.replacen(HEADER.0, HEADER.1, 1);
    let after = after.replacen(HEADER_END.0, HEADER_END.1, 1);
    writer.write_all(after.as_bytes())
}

/// The style of a cell of column A, by its index among the workbook's.
fn style_of(sheet: &str, row: usize) -> u32 {
    let cell = format!("<c r=\"A{row}\" s=\"");
    let style = sheet.split_once(&cell).map(|(_, rest)| rest);
    let style = style.and_then(|rest| rest.split('"').next()?.parse().ok());
    style.unwrap_or(0)
}
