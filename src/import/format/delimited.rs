//! Reads delimited text files (CSV, TSV) in the encodings and with the separators that Excel
//! saves.

use std::borrow::Cow;

use super::sheet::{Budget, Cell, Sheet, clean};
use crate::import::ImportError;

/// Reads `text` as one sheet without merged cells.
pub(in crate::import) fn read(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let (separator, text) = declared_separator(text).unwrap_or_else(|| (separator(text), text));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut budget = Budget::default();
    let unreadable = |error: csv::Error| ImportError::Unreadable(error.to_string());
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    while reader.read_record(&mut record).map_err(unreadable)? {
        for (column, field) in (0..).zip(rejoined(&record, separator).iter()) {
            let cell = Cell {
                text: clean(&unwrapped(field)),
                ..Cell::default()
            };
            sheet.put((row, column), cell, &mut budget)?;
        }
        row += 1;
    }
    sheet.finish(Vec::new());
    Ok(vec![sheet])
}

/// Returns the fields of a record. A line of text with unquoted commas, above or below the table, is one
/// field again: every comma in it has a blank behind it, and nothing but empty fields follow.
fn rejoined(record: &csv::StringRecord, separator: u8) -> Vec<Cow<'_, str>> {
    let filled = record
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.is_empty());
    let n_filled = filled.last().map_or(0, |(last, _)| last + 1);
    let mut parts = record.iter().take(n_filled);
    let first = parts.next().unwrap_or_default();
    let is_text = separator == b','
        && 1 < n_filled
        && first.contains(' ')
        && parts.all(|part| part.starts_with(' ') && part.trim().contains(' '));
    if !is_text {
        return record.iter().map(Cow::Borrowed).collect();
    }
    let parts: Vec<&str> = record.iter().take(n_filled).collect();
    vec![Cow::Owned(parts.join(","))]
}

/// Returns the text of a field written as a formula, `="01"`, which programs write so that Excel keeps
/// the text as it is; any other field unchanged.
fn unwrapped(field: &str) -> Cow<'_, str> {
    let inner = field
        .trim()
        .strip_prefix("=\"")
        .and_then(|it| it.strip_suffix('"'));
    inner.map_or(Cow::Borrowed(field), |it| it.replace("\"\"", "\"").into())
}

/// Returns the separator that a first line `sep=;` names, as programs write it for Excel, and the
/// text after that line.
fn declared_separator(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
    let line = line.trim_matches('"');
    let (word, separator) = line.split_at_checked(4)?;
    let [separator] = *separator.as_bytes() else {
        return None;
    };
    (word.eq_ignore_ascii_case("sep=") && separator.is_ascii()).then_some((separator, rest))
}

/// Number of records that the separator is detected from.
const RECORDS_JUDGED: usize = 200;

/// What may separate the fields of a record.
const SEPARATORS: [u8; 4] = [b'\t', b'|', b';', b','];

/// Detects the separator, outside quotes: the one that most records contain equally often. In a tie the
/// tab goes first and the comma last, because Vietnamese sentences contain many commas. One with a blank
/// behind it belongs to a sentence, unless no other is found; a bar belongs to none.
fn separator(text: &str) -> u8 {
    let found = |tight: bool| {
        let records = counts(text, tight);
        let n_equal = |which: usize| {
            let of = |record: &[usize; SEPARATORS.len()]| record.get(which).copied().unwrap_or(0);
            let mut found: Vec<usize> = records.iter().map(of).filter(|n| 0 < *n).collect();
            found.sort_unstable();
            let groups = found.chunk_by(|left, right| left == right);
            groups.map(<[usize]>::len).max().unwrap_or(0)
        };
        let scores = SEPARATORS.into_iter().enumerate().rev();
        let scores = scores.map(|(which, separator)| (n_equal(which), separator));
        // Of equal scores, the last one wins: the tab.
        scores.max_by_key(|(n, _)| *n).filter(|(n, _)| 0 < *n)
    };
    let best = found(true).filter(|(n, _)| 1 < *n).or_else(|| found(false));
    best.map_or(b',', |(_, separator)| separator)
}

/// Counts the separators of each record that are outside quotes. `tight` leaves out those with a
/// blank behind them, but for bars.
fn counts(text: &str, tight: bool) -> Vec<[usize; SEPARATORS.len()]> {
    let mut quoted = false;
    let mut records: Vec<[usize; SEPARATORS.len()]> = Vec::new();
    let mut counts = [0; SEPARATORS.len()];
    let mut is_empty = true;
    let next = text.bytes().skip(1).chain([b'\n', b'\n']);
    for (byte, next) in text.bytes().chain([b'\n']).zip(next) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !is_empty {
                    records.push(counts);
                }
                (counts, is_empty) = ([0; SEPARATORS.len()], true);
                if RECORDS_JUDGED <= records.len() {
                    break;
                }
                continue;
            }
            _ if quoted || (tight && next == b' ' && byte != b'|') => {}
            _ => {
                for (n, separator) in counts.iter_mut().zip(SEPARATORS) {
                    *n += usize::from(byte == separator);
                }
            }
        }
        is_empty = false;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::text_encoding::decode;

    #[test]
    fn the_separator_is_what_every_record_has() {
        for (text, expected) in [
            ("sep=;\nSTT;A\n1;\"b;c\"\n", [["STT", "A"], ["1", "b;c"]]),
            (
                "\"sep=,\"\r\nSTT,A\r\n1,b;c;d\r\n",
                [["STT", "A"], ["1", "b;c;d"]],
            ),
            ("sep=|\nSTT|A\n1|b\n", [["STT", "A"], ["1", "b"]]),
            // More semicolons than commas, but not in every record.
            ("STT,A\n1,b; c; d; e\n", [["STT", "A"], ["1", "b; c; d; e"]]),
            ("STT;A\n1;b, c, d, e\n", [["STT", "A"], ["1", "b, c, d, e"]]),
            // A comma in every record, but in its sentences.
            (
                "VĂN HÓA, XÃ HỘI\nA, B;C\nd, e;f\n",
                [["VĂN HÓA, XÃ HỘI", ""], ["A, B", "C"]],
            ),
            ("STT, A\n1, b\n", [["STT", "A"], ["1", "b"]]),
            (
                "STT | A, B\n1 | c, d; e\n",
                [["STT", "A, B"], ["1", "c, d; e"]],
            ),
            (
                "STT,A\n=\"01\",=\"120.000 \"\"bản\"\"\"\n",
                [["STT", "A"], ["01", "120.000 \"bản\""]],
            ),
            // A title with a comma, not in quotes.
            (
                "CHỈ TIÊU Y TẾ, DÂN SỐ NĂM 2027,,\nSTT,Nội dung,ĐVT\n1,b,c\n",
                [["CHỈ TIÊU Y TẾ, DÂN SỐ NĂM 2027", ""], ["STT", "Nội dung"]],
            ),
        ] {
            let sheets = read(text).unwrap();
            let lines = sheets[0].lines.iter();
            let lines = lines.map(|line| [line.text(0), line.text(1)]).take(2);
            assert_eq!(lines.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn control_characters_become_blanks() {
        let sheets = read("STT;A\u{1}B\n1;c\u{b}d\n").unwrap();
        assert_eq!(sheets[0].lines[0].text(1), "A B");
        assert_eq!(sheets[0].lines[1].text(1), "c\nd");
    }

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
