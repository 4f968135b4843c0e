//! Writes `.xlsb` files, which no other program here can write.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

/// Records: type and length as variable-length integers, seven bits per byte, then data.
#[derive(Default)]
struct Records(Vec<u8>);

impl Records {
    fn put(&mut self, kind: u16, data: &[u8]) -> &mut Records {
        for mut number in [usize::from(kind), data.len()] {
            loop {
                let more = 0x7F < number;
                self.0.push((number & 0x7F) as u8 | (u8::from(more) << 7));
                number >>= 7;
                if !more {
                    break;
                }
            }
        }
        self.0.extend(data);
        self
    }
}

pub(crate) fn long(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = long(u32::try_from(units.len()).unwrap()).to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

pub(crate) fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// Value of a cell.
pub(crate) enum Value<'a> {
    Text(&'a str),
    Number(f64),
    Error,
    /// A text in parts: where each begins, in UTF-16 units, and its font.
    Rich(&'a str, &'a [(u16, u16)]),
    /// Index of a shared string.
    Shared(u32),
}

/// A text in parts, as a record holds it.
fn rich(text: &str, parts: &[(u16, u16)]) -> Vec<u8> {
    let n_parts = long(u32::try_from(parts.len()).unwrap());
    let parts = parts.iter();
    let parts = parts.flat_map(|(start, font)| [start.to_le_bytes(), font.to_le_bytes()].concat());
    joined(&[&[1], &wide(text), &n_parts, &parts.collect::<Vec<u8>>()])
}

/// Row, column, style (see [`package`]) and value.
pub(crate) type Cell<'a> = (u32, u32, u32, Value<'a>);

#[derive(Default)]
pub(crate) struct Sheet<'a> {
    /// In the order of rows.
    pub cells: &'a [Cell<'a>],
    /// First and last row, first and last column.
    pub merges: &'a [[u32; 4]],
    pub hidden_row: Option<u32>,
    pub hidden_column: Option<u32>,
    /// Header and footer.
    pub margins: Option<[&'a str; 2]>,
}

impl Sheet<'_> {
    pub(crate) fn records(&self) -> Vec<u8> {
        let mut records = Records::default();
        records.put(0x81, &[]).put(0x94, &[0; 16]);
        if let Some(column) = self.hidden_column.map(long) {
            let column = joined(&[&column, &column, &long(2_000), &long(0), &[1, 0]]);
            records.put(0x0186, &[]).put(0x3C, &column).put(0x0187, &[]);
        }
        records.put(0x91, &[]);
        let mut last = None;
        for (row, column, style, value) in self.cells {
            if last != Some(row) {
                let hidden = if self.hidden_row == Some(*row) {
                    0x10
                } else {
                    0
                };
                records.put(
                    0x00,
                    &joined(&[&long(*row), &long(0), &[0, 1, 0, hidden, 0], &long(0)]),
                );
                last = Some(row);
            }
            let head = joined(&[&long(*column), &long(*style)]);
            match value {
                Value::Text(text) => records.put(0x06, &joined(&[&head, &wide(text)])),
                Value::Number(number) => {
                    records.put(0x05, &joined(&[&head, &number.to_le_bytes()]))
                }
                Value::Rich(text, parts) => {
                    records.put(0x3E, &joined(&[&head, &rich(text, parts)]))
                }
                Value::Shared(idx) => records.put(0x07, &joined(&[&head, &long(*idx)])),
                Value::Error => {
                    records.put(0x0B, &joined(&[&head, &[7, 0, 0], &long(0), &long(0)]))
                }
            };
        }
        records.put(0x92, &[]);
        if !self.merges.is_empty() {
            let n_merges = u32::try_from(self.merges.len()).unwrap();
            records.put(0x00B1, &long(n_merges));
            for merge in self.merges {
                records.put(0xB0, &merge.map(long).concat());
            }
            records.put(0x00B2, &[]);
        }
        if let Some([header, footer]) = self.margins {
            let none = long(u32::MAX).repeat(2);
            let margins = joined(&[&[0; 2], &wide(header), &none, &none, &wide(footer)]);
            // Header, footer, those of even pages, those of the first page.
            records.put(0x01DF, &margins).put(0x01E0, &[]);
        }
        records.put(0x82, &[]);
        records.0
    }
}

/// Adds comments to the first sheet of a package: row, column, text.
pub(crate) fn with_comments(package: Vec<u8>, comments: &[(u32, u32, &str)]) -> Vec<u8> {
    let mut records = Records::default();
    for (row, column, text) in comments {
        let place = [*row, *row, *column, *column].map(long).concat();
        let begin = joined(&[&long(0), &place, &[0; 16]]);
        let text = joined(&[&[0], &wide(text)]);
        records
            .put(0x027B, &begin)
            .put(0x027D, &text)
            .put(0x027C, &[]);
    }
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.bin"/></Relationships>"#;
    let mut package = ZipWriter::new_append(Cursor::new(package)).unwrap();
    for (name, bytes) in [
        ("xl/comments1.bin", records.0.as_slice()),
        ("xl/worksheets/_rels/sheet1.bin.rels", relations.as_bytes()),
    ] {
        package
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// Returns a package of sheets, each with its name. Cell styles: 0 general, 1 `0%`, 2 `0.0%`,
/// 3 .VnTime (TCVN3). Fonts: 0 Times New Roman, 1 .VnTime, 2 struck out.
pub(crate) fn package(sheets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    package_with(sheets, &[])
}

/// Returns a package whose sheets share texts in parts.
pub(crate) fn package_with(
    sheets: &[(&str, Vec<u8>)],
    shared: &[(&str, &[(u16, u16)])],
) -> Vec<u8> {
    let mut workbook = Records::default();
    let mut relations = String::new();
    workbook.put(0x83, &[]).put(0x8F, &[]);
    for (number, (name, _)) in (1..).zip(sheets) {
        let id = format!("rId{number}");
        workbook.put(
            0x9C,
            &joined(&[&long(0), &long(number), &wide(&id), &wide(name)]),
        );
        relations += &format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.bin"/>"#
        );
    }
    workbook.put(0x90, &[]).put(0x84, &[]);
    let relations = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    );
    let styles = styles();
    let mut parts: Vec<(String, &[u8])> = vec![
        ("xl/workbook.bin".to_owned(), &workbook.0),
        (
            "xl/_rels/workbook.bin.rels".to_owned(),
            relations.as_bytes(),
        ),
        ("xl/styles.bin".to_owned(), &styles),
    ];
    for (number, (_, records)) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.bin"), records));
    }
    let mut strings = Records::default();
    let n_shared = long(u32::try_from(shared.len()).unwrap());
    strings.put(0x9F, &joined(&[&n_shared, &n_shared]));
    for (text, fonts) in shared {
        strings.put(0x13, &rich(text, fonts));
    }
    strings.put(0xA0, &[]);
    if !shared.is_empty() {
        parts.push(("xl/sharedStrings.bin".to_owned(), &strings.0));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn styles() -> Vec<u8> {
    let font = |name: &str, weight: u16, flags: u8| {
        joined(&[
            &[0, 1, flags, 0],
            &weight.to_le_bytes(),
            &[0; 15],
            &wide(name),
        ])
    };
    let style = |format: u16, font: u16| {
        joined(&[
            &[0, 0],
            &format.to_le_bytes(),
            &font.to_le_bytes(),
            &[0; 10],
        ])
    };
    let mut styles = Records::default();
    styles
        .put(0x0267, &long(1))
        .put(0x2C, &joined(&[&164u16.to_le_bytes(), &wide("0.0%")]))
        .put(0x0268, &[])
        .put(0x0263, &long(3))
        .put(0x2B, &font("Times New Roman", 400, 0))
        .put(0x2B, &font(".VnTime", 700, 0))
        .put(0x2B, &font("Times New Roman", 400, 8))
        .put(0x0264, &[])
        .put(0x0272, &long(1))
        .put(0x2F, &style(0, 0))
        .put(0x0273, &[])
        .put(0x0269, &long(4))
        .put(0x2F, &style(0, 0))
        .put(0x2F, &style(9, 0))
        .put(0x2F, &style(164, 0))
        .put(0x2F, &style(0, 1))
        .put(0x026A, &[]);
    styles.0
}
