//! What the writer of workbooks cannot say, put into the package it made.

use std::io::{Cursor, Read as _};

use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions,
};

/// Fast enough for the largest annex and within a few percent of the smallest file.
pub(super) const DEFLATE_LEVEL: u8 = 3;

/// The header of a sheet as the writer makes it, and with another one, empty, on the first page.
/// `differentFirst` and `firstHeader` are those of ECMA-376 Part 1, 18.3.1.46 and 18.3.1.42.
const HEADER: (&str, &str) = ("<headerFooter>", "<headerFooter differentFirst=\"1\">");
const HEADER_END: (&str, &str) = (
    "</headerFooter>",
    "<firstHeader></firstHeader></headerFooter>",
);

/// The same workbook without a page number on the first page of each sheet that has one: Nghị định
/// 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4. `made` is the package as the writer leaves it.
pub(super) fn finished(made: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(made))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(made.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL.into()))
        // A fixed date: the same document gives the same bytes.
        .last_modified_time(DateTime::default());
    let mut text = Vec::new();
    for idx in 0..archive.len() {
        let name = archive.by_index_raw(idx)?.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            writer.raw_copy_file(archive.by_index_raw(idx)?)?;
            continue;
        }
        text.clear();
        archive.by_index(idx)?.read_to_end(&mut text)?;
        writer.start_file(name.as_str(), options)?;
        write_sheet(&mut writer, &text)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The header stands behind all cells, so it is looked for from the end.
fn write_sheet(writer: &mut impl std::io::Write, sheet: &[u8]) -> std::io::Result<()> {
    let find = |text: &str| memchr::memmem::rfind(sheet, text.as_bytes());
    let (Some(start), Some(end)) = (find(HEADER.0), find(HEADER_END.0)) else {
        return writer.write_all(sheet);
    };
    let part = |range: std::ops::Range<usize>| sheet.get(range).unwrap_or_default();
    writer.write_all(part(0..start))?;
    writer.write_all(HEADER.1.as_bytes())?;
    writer.write_all(part(start + HEADER.0.len()..end))?;
    writer.write_all(HEADER_END.1.as_bytes())?;
    writer.write_all(part(end + HEADER_END.0.len()..sheet.len()))
}
