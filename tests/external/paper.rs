//! The layout on paper against that of LibreOffice: heights of rows, and rows of each page.

use std::{
    collections::HashMap,
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    annexes,
    need::{Missing, Outcome},
    office::{convert, export_to, folder, need, run},
};
use phuluc::{
    export::{self, OutputFormat, Page},
    import,
    model::{Document, sample},
    report,
};

/// Documents whose annexes are like others, and unlike: few and many columns, short and long texts.
fn documents() -> Result<Vec<(String, Document)>, Missing> {
    let mut documents = vec![("mau".to_owned(), sample::document())];
    let strangers = ["xa", "nongnghiep", "cchc", "kinhphi"].map(|it| format!("../strangers/{it}"));
    let fixtures = ["kh334", "kh226", "qd3256"].map(str::to_owned);
    for file in fixtures.into_iter().chain(strangers) {
        let file = format!("{file}.xlsx");
        let document = import::import(&annexes::bytes(&file)?, &file).unwrap();
        let name = file.replace("../strangers/", "").replace(".xlsx", "");
        documents.push((name, document.document));
    }
    for seed in 1..=6 {
        documents.push((format!("generated-{seed}"), generated(seed)));
    }
    Ok(documents)
}

/// An annex with random texts; each row has a word of its own.
fn generated(seed: u64) -> Document {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let words: Vec<&str> =
        "triển khai rà soát, cập nhật cơ sở dữ liệu chuyên ngành; bảo đảm kết nối \
        thông suốt từ tỉnh đến xã (hoàn thành trong quý II/2026) theo Quyết định số 1234/QĐ-UBND"
            .split_whitespace()
            .collect();
    let n_others = random.below(8) + 1;
    let mut text = "STT\tNội dung".to_owned();
    for at in 0..n_others {
        text += &format!("\tCột {at}");
    }
    for row in 1..=60 {
        text += &format!("\n{row}\tr{row}");
        for at in 0..=n_others {
            let longest = if at == 0 { 40 } else { random.below(12) + 1 };
            for _ in 0..random.below(longest + 1) {
                let word = random.below(words.len());
                text += if text.ends_with('\t') { "" } else { " " };
                text += words[word];
            }
            text += if at < n_others { "\t" } else { "" };
        }
    }
    import::import(text.as_bytes(), "x.tsv").unwrap().document
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// LibreOffice needs no more height for any row than it has, and at most one line less, or two for one
/// row in a hundred. Rows of merged cells are left out, for which it computes no height.
pub(crate) fn no_line_is_cut_and_no_row_is_a_line_too_high() -> Outcome {
    need("soffice", "--version")?;
    let folder = folder("heights");
    let documents = documents()?;
    let mut paths = Vec::new();
    for (name, document) in &documents {
        let bytes = report::export(document, OutputFormat::Xlsx).unwrap();
        let path = folder.join(format!("{name}.xlsx"));
        fs::write(&path, without_heights(&bytes)).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    // LibreOffice computes heights only when it opens its own format.
    let own: Vec<String> = paths.iter().map(|it| it.replace(".xlsx", ".ods")).collect();
    for (format, paths) in [("ods", &paths), ("fods", &own)] {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        convert(&folder, format, &paths);
    }
    let (mut n_rows, mut wrong, mut high) = (0, Vec::new(), Vec::new());
    for (name, document) in &documents {
        let text = fs::read_to_string(folder.join(format!("{name}.fods"))).unwrap();
        let tables = row_heights(&text);
        for (page, heights) in export::pages(document, &[]).iter().zip(tables) {
            let body = page.body.0..page.body.1;
            for (row, height) in heights.iter().enumerate() {
                if !body.contains(&row) || !counts(page, row) {
                    continue;
                }
                let size = page
                    .cells
                    .iter()
                    .find(|it| it.row == row)
                    .unwrap()
                    .style
                    .size;
                // Besides its lines, a row has the space around them. LibreOffice sets lines of whole
                // pixels of the screen, which are 1.06 to 1.15 times as high as the letters.
                let lines = |height: f64, space: f64, line: f64| (height - space) / (size * line);
                let own = lines(page.heights_pt[row], 4.0, 1.22).round();
                let needed = lines(*height, 1.4, 1.06).round();
                n_rows += 1;
                let sheet = &page.sheet;
                let what = format!("{name} {sheet}, row {}: {own} for {needed}", row + 1);
                if page.heights_pt[row] < *height || needed + 2.0 < own {
                    wrong.push(what);
                } else if needed + 1.0 < own {
                    high.push(what);
                }
            }
        }
    }
    assert!(300 < n_rows, "{n_rows}");
    assert!(wrong.is_empty(), "{} of {n_rows}: {wrong:#?}", wrong.len());
    assert!(
        high.len() * 100 <= n_rows,
        "{} of {n_rows}: {high:#?}",
        high.len()
    );
    Ok(())
}

/// Whether the height of a row is that of its highest cell.
fn counts(page: &Page, row: usize) -> bool {
    let covers = |first: usize, n: usize| (first..first + n).contains(&row);
    let merged = |cell: &&export::Placed| covers(cell.row, cell.n_rows) && 1 < cell.n_rows;
    let ends_group = page.cells.iter().find(merged);
    let is_heading = page
        .cells
        .iter()
        .any(|cell| cell.row == row && 1 < cell.n_columns);
    !is_heading && ends_group.is_none_or(|cell| cell.row + cell.n_rows != row + 1)
}

/// Leaves the heights of rows out of a workbook, so that the program that opens it computes them.
fn without_heights(bytes: &[u8]) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut entry = package.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(part).unwrap();
            let mut pieces = text.split(" ht=\"");
            let mut kept = pieces.next().unwrap().to_owned();
            for piece in pieces {
                let (_, rest) = piece.split_once("customHeight=\"1\"").unwrap();
                kept += rest;
            }
            part = kept.into_bytes();
        }
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The heights of the rows of each sheet in points, in the flat form of OpenDocument.
fn row_heights(text: &str) -> Vec<Vec<f64>> {
    let styles = text.split("<style:style ").skip(1).filter_map(|style| {
        let height = attribute(style, "style:row-height")?;
        Some((attribute(style, "style:name")?, points(height)))
    });
    let styles: HashMap<&str, f64> = styles.collect();
    let tables = text.split("<table:table ").skip(1).map(|table| {
        let rows = table.split("<table:table-row ").skip(1).flat_map(|row| {
            let tag = row.split('>').next().unwrap();
            let repeated = attribute(tag, "table:number-rows-repeated");
            let n: usize = repeated.map_or(1, |it| it.parse().unwrap());
            let style = attribute(tag, "table:style-name").unwrap();
            std::iter::repeat_n(styles[style], n.min(10_000))
        });
        rows.collect()
    });
    tables.collect()
}

fn attribute<'text>(tag: &'text str, name: &str) -> Option<&'text str> {
    let tag = tag.split("</style:style>").next()?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}

fn points(length: &str) -> f64 {
    let units = [
        ("cm", 72.0 / 2.54),
        ("mm", 72.0 / 25.4),
        ("in", 72.0),
        ("pt", 1.0),
    ];
    let (number, scale) = units
        .iter()
        .find_map(|(unit, scale)| Some((length.strip_suffix(unit)?, scale)))
        .unwrap();
    number.parse::<f64>().unwrap() * scale
}

/// A workbook and a Word document of an annex have the rows on the same pages as the print view, to a
/// row.
pub(crate) fn the_pages_of_workbook_and_document_are_those_of_the_layout() -> Outcome {
    need("soffice", "--version")?;
    need("pdftotext", "-v")?;
    let folder = folder("pages");
    for seed in 1..=8 {
        let document = generated(seed);
        let laid_out = export::pages(&document, &[]);
        let page = &laid_out[0];
        // Rows count from 1 below the table's header.
        let starts = page.starts.iter().map(|it| it.row + 1 - page.body.0);
        let starts: Vec<usize> = [1].into_iter().chain(starts).collect();
        for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
            let file = format!("{seed}.{}", format.extension());
            let path = export_to(&folder, &file, &document, format);
            convert(&folder, "pdf", &[&path]);
            let pdf = Path::new(&path).with_extension("pdf");
            let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
            let first = |page: &str| {
                let words = page.split_whitespace();
                let rows = words.filter_map(|word| word.strip_prefix('r')?.parse::<usize>().ok());
                rows.min()
            };
            let found: Vec<usize> = text.split('\u{c}').filter_map(first).collect();
            assert_eq!(
                found.len(),
                starts.len(),
                "{file}: {found:?} for {starts:?}"
            );
            for (found, start) in found.iter().zip(&starts) {
                assert!(
                    found.abs_diff(*start) <= 1,
                    "{file}: {found:?} for {starts:?}"
                );
            }
        }
    }
    Ok(())
}
