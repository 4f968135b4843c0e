//! Post-processes the package of the workbook writer, for what the writer cannot express.

use std::io::{Cursor, Read as _, Write};

use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions,
};

use super::{
    rows::Rows,
    shared_texts::{SharedTexts, n_written},
};

/// Start and end of the rows in the XML of a sheet.
const ROWS: (&str, &str) = ("<sheetData>", "</sheetData>");

/// Compression level: fast enough for the largest annex, and within a few percent of the smallest
/// file size.
pub(super) const DEFLATE_LEVEL: u8 = 3;

/// The start of the page header as the writer produces it, and its replacement, which allows a
/// different header on the first page. The element comes after all cells. `differentFirst` and
/// `firstHeader`: ECMA-376 Part 1, 18.3.1.46 and 18.3.1.42.
const HEADER: (&str, &str) = ("<headerFooter>", "<headerFooter differentFirst=\"1\">");
/// The end of the page header, and its replacement with an empty first-page header.
const HEADER_END: (&str, &str) = (
    "</headerFooter>",
    "<firstHeader></firstHeader></headerFooter>",
);

/// The part of the package with the texts of all cells.
const SHARED_TEXTS: &str = "xl/sharedStrings.xml";

/// Returns the workbook with these rows and texts, and without a page number on the first page of their
/// sheets: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4.
///
/// `made` is the package from the writer, in which each of these sheets has only placeholder cells,
/// one per cell format.
pub(super) fn finished(
    made: &[u8],
    rows: &[Rows],
    texts: &SharedTexts,
) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(made))?;
    let mut written = String::new();
    archive
        .by_name(SHARED_TEXTS)?
        .read_to_string(&mut written)?;
    let n_written = n_written(&written).ok_or_else(unexpected)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(made.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL.into()))
        // A fixed date, so that the same document gives the same bytes.
        .last_modified_time(DateTime::default());
    for idx in 0..archive.len() {
        let mut part = archive.by_index(idx)?;
        let name = part.name()?.into_owned();
        if name == SHARED_TEXTS {
            let part = texts.part(&written).ok_or_else(unexpected)?;
            writer.start_file(SHARED_TEXTS, options)?;
            writer.write_all(part.as_bytes())?;
            continue;
        }
        let Some(rows) = sheet_index(&name).and_then(|at| rows.get(at)) else {
            drop(part);
            writer.raw_copy_file(archive.by_index_raw(idx)?)?;
            continue;
        };
        let mut sheet = String::new();
        part.read_to_string(&mut sheet)?;
        writer.start_file(name.as_str(), options)?;
        write_sheet(&mut writer, &sheet, (rows, n_written))?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Returns the position of a sheet in the workbook, from 0; the names of the parts count from 1.
fn sheet_index(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?;
    let number: usize = number.strip_suffix(".xml")?.parse().ok()?;
    number.checked_sub(1)
}

/// Writes a sheet with its rows, whose texts stand behind those that the workbook writer wrote.
fn write_sheet(
    writer: &mut impl Write,
    sheet: &str,
    (rows, n_written): (&Rows, usize),
) -> std::io::Result<()> {
    let formats = 1..=rows.formats.len();
    let styles = formats.map(|row| style_of(sheet, row));
    let styles: Vec<u32> = styles.collect::<std::io::Result<_>>()?;
    let (before, placeholders) = sheet.split_once(ROWS.0).ok_or_else(unexpected)?;
    let (_, after) = placeholders.split_once(ROWS.1).ok_or_else(unexpected)?;
    writer.write_all(before.as_bytes())?;
    writer.write_all(rows.xml(&styles, n_written).as_bytes())?;
    let after = after.replacen(HEADER.0, HEADER.1, 1);
    let after = after.replacen(HEADER_END.0, HEADER_END.1, 1);
    writer.write_all(after.as_bytes())
}

/// Returns the style index that the writer gave to the placeholder cell in column A of a row, from
/// 1. A workbook written with a wrong style would look right nowhere, so a missing cell is an error.
fn style_of(sheet: &str, row: usize) -> std::io::Result<u32> {
    let cell = format!("<c r=\"A{row}\" s=\"");
    let style = sheet.split_once(&cell).map(|(_, rest)| rest);
    let style = style.and_then(|rest| rest.split('"').next()?.parse().ok());
    style.ok_or_else(unexpected)
}

/// The writer's XML differs from that of the pinned rust_xlsxwriter.
fn unexpected() -> std::io::Error {
    std::io::Error::other("the worksheet is not as the workbook writer wrote it")
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;
    use crate::{export::pages, model::sample};

    /// The sheet as the pinned writer writes it, with one placeholder per format from A1 down.
    fn written(formats: &[Format]) -> String {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, format) in (0..).zip(formats) {
            sheet.write_blank(row, 0, format).unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        xml
    }

    #[test]
    fn placeholders_of_the_writer_are_found() {
        let formats = [
            Format::new().set_bold(),
            Format::new().set_italic(),
            Format::new().set_bold(),
        ];
        let sheet = written(&formats);
        let styles: Vec<u32> = (1..=3).map(|row| style_of(&sheet, row).unwrap()).collect();
        let [bold, italic, again] = styles[..] else {
            panic!("{styles:?}");
        };
        assert!(0 < bold && bold != italic && bold == again, "{styles:?}");
    }

    #[test]
    fn a_missing_placeholder_is_an_error_and_not_style_0() {
        let sheet = written(&[Format::new().set_bold()]);
        assert!(style_of(&sheet, 2).is_err());
        let pages = pages(&sample::document(), &[]);
        let rows = Rows::of(&pages[0], &mut SharedTexts::default());
        assert!(1 < rows.formats.len());
        let mut out = Vec::new();
        assert!(write_sheet(&mut out, &sheet, (&rows, 0)).is_err());
        assert!(write_sheet(&mut out, "<worksheet/>", (&rows, 0)).is_err());
    }
}
