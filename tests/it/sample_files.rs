//! The sample document in formats that are written here, because no office program at hand writes
//! them; the others are in `tests/fixtures`.

use std::{
    collections::HashMap,
    io::{Cursor, Read as _, Write as _},
};

use phuluc::{
    export::{self, OutputFormat, Page, Placed, Value},
    model::sample,
    report,
};
use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::xlsb;

/// The pages of the sample with their cells in the order of rows.
fn pages() -> Vec<Page> {
    let mut pages = export::pages(&sample::document(), &[]);
    for page in &mut pages {
        page.cells.sort_by_key(|cell| (cell.row, cell.column));
    }
    pages
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap()
}

/// The number of a cell that shows it as it is.
fn plain_number(cell: &Placed) -> Option<f64> {
    match cell.value {
        Value::Number(number, "General" | "0") => Some(number),
        _ => None,
    }
}

pub(crate) fn xlsb() -> Vec<u8> {
    let pages = pages();
    let sheets: Vec<(&str, Vec<u8>)> = pages
        .iter()
        .map(|page| {
            let texts: Vec<String> = page.cells.iter().map(|cell| cell.value.text()).collect();
            let of_cell = |(cell, text)| {
                let cell: &Placed = cell;
                let text: &String = text;
                let value = match plain_number(cell) {
                    Some(number) => xlsb::Value::Number(number),
                    None => xlsb::Value::Text(text),
                };
                (number(cell.row), number(cell.column), 0, value)
            };
            let cells: Vec<xlsb::Cell> = page.cells.iter().zip(&texts).map(of_cell).collect();
            let spans = page.cells.iter().filter(|it| 1 < it.n_rows * it.n_columns);
            let merges: Vec<[u32; 4]> = spans
                .map(|cell| {
                    let last = [cell.row + cell.n_rows, cell.column + cell.n_columns];
                    let last = last.map(|after| number(after - 1));
                    [number(cell.row), last[0], number(cell.column), last[1]]
                })
                .collect();
            let sheet = xlsb::Sheet {
                cells: &cells,
                merges: &merges,
                ..xlsb::Sheet::default()
            };
            (page.sheet.as_str(), sheet.records())
        })
        .collect();
    xlsb::package(&sheets)
}

/// The exported workbook with the content type of `.xlsm` and a part that holds macros.
pub(crate) fn xlsm() -> Vec<u8> {
    let bytes = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, part: &[u8]| {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(part).unwrap();
    };
    for at in 0..package.len() {
        let mut entry = package.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).unwrap();
        if name == "[Content_Types].xml" {
            let types = String::from_utf8(part).unwrap();
            let plain =
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
            assert!(types.contains(plain));
            let macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
            part = types.replace(plain, macros).into_bytes();
        }
        put(&name, &part);
    }
    put("xl/vbaProject.bin", &[0xD0, 0xCF, 0x11, 0xE0]);
    writer.finish().unwrap().into_inner()
}

/// XML of Excel 2003 (SpreadsheetML).
pub(crate) fn spreadsheet_xml() -> String {
    let sheets: String = pages().iter().map(sheet_xml).collect();
    format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheets}</Workbook>"#
    )
}

fn sheet_xml(page: &Page) -> String {
    let mut xml = format!(r#"<Worksheet ss:Name="{}"><Table>"#, page.sheet);
    for row in page.cells.chunk_by(|left, right| left.row == right.row) {
        xml += &format!(r#"<Row ss:Index="{}">"#, row[0].row + 1);
        for cell in row {
            let text = cell.value.text();
            let text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('\n', "&#10;");
            let kind = match plain_number(cell) {
                Some(_) => "Number",
                None => "String",
            };
            xml += &format!(
                r#"<Cell ss:Index="{}" ss:MergeAcross="{}" ss:MergeDown="{}"><Data ss:Type="{kind}">{text}</Data></Cell>"#,
                cell.column + 1,
                cell.n_columns - 1,
                cell.n_rows - 1
            );
        }
        xml += "</Row>";
    }
    xml + "</Table></Worksheet>"
}

/// A workbook whose letters are for a VNI font.
pub(crate) fn vni() -> Vec<u8> {
    let table = include_str!("../../src/reference/vni.tsv");
    let legacy: HashMap<char, &str> = table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(legacy, letter)| (letter.chars().next().unwrap(), legacy))
        .collect();
    workbook(|text| {
        let of_char = |c: char| legacy.get(&c).map_or(c.to_string(), |it| (*it).to_owned());
        (text.chars().map(of_char).collect(), "VNI-Times")
    })
}

/// A workbook whose letters are for the fonts of TCVN3: `.VnTimeH` shows small letters as capitals.
pub(crate) fn tcvn3() -> Vec<u8> {
    let table = include_str!("../../src/reference/tcvn3.tsv");
    let legacy: HashMap<char, char> = table
        .lines()
        .filter_map(|line| line.strip_prefix("U+")?.split_once('\t'))
        .map(|(code, letter)| {
            let code = u32::from_str_radix(code, 16).unwrap();
            let letter = letter.chars().next().unwrap();
            (letter, char::from_u32(code).unwrap())
        })
        .collect();
    workbook(|text| {
        let is_capital = text == text.to_uppercase();
        let of_char = |c: char| match c.to_lowercase().next() {
            _ if c.is_ascii() || c == '–' => c,
            Some(small) if is_capital => legacy[&small],
            _ => legacy[&c],
        };
        let font = if is_capital { ".VnTimeH" } else { ".VnTime" };
        (text.chars().map(of_char).collect(), font)
    })
}

/// Writes the sample with each text as `encode` returns it, in the font that goes with it.
fn workbook(encode: impl Fn(&str) -> (String, &'static str)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for page in pages() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.sheet).unwrap();
        for cell in &page.cells {
            let (row, column) = (number(cell.row), u16::try_from(cell.column).unwrap());
            let (text, font) = encode(&cell.value.text());
            let format = Format::new().set_font_name(font);
            if let Some(number) = plain_number(cell) {
                sheet
                    .write_number_with_format(row, column, number, &format)
                    .unwrap();
            } else if cell.n_rows * cell.n_columns == 1 {
                sheet
                    .write_string_with_format(row, column, text, &format)
                    .unwrap();
            } else {
                let last = number(cell.row + cell.n_rows - 1);
                let last_column = u16::try_from(cell.column + cell.n_columns - 1).unwrap();
                sheet
                    .merge_range(row, column, last, last_column, &text, &format)
                    .unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}
