//! Reads delimited text files (CSV, TSV) in the encodings and with the separators that Excel
//! saves.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::sheet::{Budget, Cell, Sheet, clean};
use crate::import::ImportError;

/// Reads `text` as one sheet without merged cells.
pub(in crate::import) fn read(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut budget = Budget::default();
    for (row, record) in (0..).zip(reader.records()) {
        let record = record.map_err(|error| ImportError::Unreadable(error.to_string()))?;
        for (column, field) in (0..).zip(&record) {
            let cell = Cell {
                text: clean(field),
                ..Cell::default()
            };
            sheet.put((row, column), cell, &mut budget)?;
        }
    }
    sheet.finish(Vec::new());
    Ok(vec![sheet])
}

/// Decodes text by its byte order mark. Text without one is UTF-8 if it is valid UTF-8, UTF-16 if
/// it contains NUL bytes, and otherwise Windows-1258, which old Vietnamese versions of Windows use.
///
/// Windows-1258 stores a tone mark after its letter; [`clean`] composes the two.
pub(in crate::import) fn decode(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => match bytes.iter().position(|&byte| byte == 0) {
            Some(at) if at % 2 == 0 => UTF_16BE,
            Some(_) => UTF_16LE,
            None => WINDOWS_1258,
        },
    };
    encoding.decode(bytes).0.into_owned()
}

/// Detects the separator in the first lines, outside quotes: a tab or semicolon that occurs at
/// least once per line on average, otherwise the most frequent of tab, semicolon and comma.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in text.bytes().take(20_000) {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(it, _)| *it == byte)
                .for_each(|(_, n)| *n += 1),
        }
    }
    // Vietnamese sentences contain many commas, so one tab or semicolon per line takes precedence.
    let lines = text
        .lines()
        .take(200)
        .filter(|line| !line.trim().is_empty())
        .count();
    let enough = counts.iter().find(|(byte, n)| *byte != b',' && lines <= *n);
    enough
        .or(counts.iter().max_by_key(|(_, n)| *n))
        .map_or(b',', |(byte, _)| *byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_excel_saves() {
        let utf16: Vec<u8> = "STT\tNội dung\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let with_mark = [&b"\xFF\xFE"[..], &utf16].concat();
        // "Nội dung" in Windows-1258: the letter ô, then the combining dot below.
        let old = b"STT;N\xF4\xF2i dung\n1;\"a;b\"\n".to_vec();
        for (bytes, expected) in [
            (
                "STT,Nội dung\n1,\"a, b\"\n".into(),
                [["STT", "Nội dung"], ["1", "a, b"]],
            ),
            (
                "\u{feff}STT;Nội dung\n1;a, b, c, d\n".into(),
                [["STT", "Nội dung"], ["1", "a, b, c, d"]],
            ),
            (old, [["STT", "Nội dung"], ["1", "a;b"]]),
        ] {
            let bytes: Vec<u8> = bytes;
            let sheets = read(&decode(&bytes)).unwrap();
            let lines = sheets[0]
                .lines
                .iter()
                .map(|line| [line.text(0), line.text(1)]);
            assert_eq!(lines.collect::<Vec<_>>(), expected);
        }
        for bytes in [utf16, with_mark] {
            assert_eq!(
                read(&decode(&bytes)).unwrap()[0].lines[0].text(1),
                "Nội dung"
            );
        }
    }
}
