//! Files built to exhaust memory or to loop forever: each gives an error in time, without a panic.

use std::{
    io::{Cursor, Write as _},
    time::{Duration, Instant},
};

use phuluc::import::{self, ImportError};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Returns a zip package with these parts.
pub(crate) fn package<Part: AsRef<[u8]>>(parts: &[(&str, Part)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(part.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns an `.xlsx` of one sheet with the given sheet, shared strings and styles parts.
fn xlsx(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    package(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="PL" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}

fn ods(content: &str) -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ])
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    package(&[(
        "word/document.xml",
        &format!("<w:document><w:body>{body}</w:body></w:document>"),
    )])
}

/// Imports within a generous time limit and returns the error, if any. A caught panic fails the
/// test.
#[track_caller]
fn outcome(bytes: &[u8]) -> Option<ImportError> {
    let start = Instant::now();
    let error = import::import(bytes, "x").err();
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "took {:?}",
        start.elapsed()
    );
    assert_ne!(
        error,
        Some(ImportError::GaveUp),
        "a panic that was caught is a panic"
    );
    error
}

const STYLES: &str = "<styleSheet/>";

#[test]
fn a_part_that_unpacks_to_a_mountain_is_refused() {
    let mountain = " ".repeat(300 << 20);
    assert_eq!(
        outcome(&xlsx("<worksheet/>", &mountain, STYLES)),
        Some(ImportError::TooLarge)
    );
    let formats = format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(4 << 20));
    assert_eq!(
        outcome(&xlsx("<worksheet/>", "<sst/>", &formats)),
        Some(ImportError::TooLarge)
    );
}

#[test]
fn a_count_of_strings_that_is_a_lie_is_refused() {
    for count in ["4000000000", "99999999999999999999999"] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        assert!(matches!(
            outcome(&xlsx("<worksheet/>", &strings, STYLES)),
            Some(ImportError::Unreadable(_))
        ));
    }
}

#[test]
fn one_long_string_in_many_cells_is_refused() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_000));
    let cells: String = (1..=20_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    assert_eq!(
        outcome(&xlsx(&sheet, &strings, STYLES)),
        Some(ImportError::TooLarge)
    );
}

#[test]
fn cells_at_the_far_corner_cost_nothing() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    assert_eq!(
        outcome(&xlsx(sheet, "<sst/>", STYLES)),
        Some(ImportError::NoTable)
    );
}

#[test]
fn malformed_parts_are_errors() {
    for sheet in [
        "<worksheet><sheetData><row><c></row>",
        "<worksheet",
        "\u{0}",
        "<a><b></a></b>",
    ] {
        assert!(outcome(&xlsx(sheet, "<sst/>", STYLES)).is_some(), "{sheet}");
    }
    assert!(outcome(&package(&[("xl/workbook.xml", "<workbook/>")])).is_some());
}

#[test]
fn open_documents_that_lie_are_errors() {
    let table = |cells: &str| {
        format!(
            "<office:document-content><office:body><table:table table:name=\"T\">{cells}</table:table></office:body></office:document-content>"
        )
    };
    let cell = "<text:p>x</text:p>";
    // Missing end tags, which send a naive reader into an infinite loop.
    assert_eq!(
        outcome(&ods(
            "<office:document-content><table:table><table:table-row>"
        )),
        Some(ImportError::Truncated)
    );
    let rows = table(&format!(
        "<table:table-row table:number-rows-repeated=\"999999999\"><table:table-cell table:number-columns-repeated=\"16384\">{cell}</table:table-cell></table:table-row>"
    ));
    assert_eq!(outcome(&ods(&rows)), Some(ImportError::TooLarge));
    let spaces = table(
        "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"4000000000\"/>b</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(outcome(&ods(&spaces)), Some(ImportError::NoTable));
    let spans = table(&format!(
        "<table:table-row><table:table-cell table:number-rows-spanned=\"4000000000\" table:number-columns-spanned=\"4000000000\">{cell}</table:table-cell></table:table-row>"
    ));
    assert_eq!(outcome(&ods(&spans)), Some(ImportError::NoTable));
    let nothing = table(&format!(
        "<table:table-row table:number-rows-repeated=\"0\"><table:table-cell table:number-rows-spanned=\"0\" table:number-columns-spanned=\"0\">{cell}</table:table-cell></table:table-row>"
    ));
    assert_eq!(outcome(&ods(&nothing)), Some(ImportError::NoTable));
    let deep = "<a>".repeat(100_000);
    assert!(matches!(
        outcome(&ods(&deep)),
        Some(ImportError::Unreadable(_))
    ));
}

#[test]
fn entity_bombs_stay_as_written() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>&b;&b;&b;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#;
    assert_eq!(
        outcome(&package(&[("word/document.xml", bomb)])),
        Some(ImportError::NoTable)
    );
}

#[test]
fn word_and_web_tables_that_span_the_world_cost_nothing() {
    let body = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4000000000"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>STT</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    assert_eq!(outcome(&docx(body)), Some(ImportError::NoTable));
    let page = "<table><tr><td rowspan=4000000000 colspan=4000000000>STT<td>x</table>".repeat(50);
    assert_eq!(outcome(page.as_bytes()), Some(ImportError::NoTableInPage));
    let nested = "<table><tr><td>".repeat(50_000);
    assert!(outcome(nested.as_bytes()).is_some());
}

/// 200 000 rows are unusual but legitimate.
#[test]
fn an_annex_of_200_000_rows_opens() {
    let mut text = String::from("STT;Nhiệm vụ;Cơ quan chủ trì;Thời gian thực hiện\n");
    for row in 1..=200_000 {
        text += &format!("{row};Nhiệm vụ số {row};Sở Nội vụ;Năm 2026\n");
    }
    let document = import::import(text.as_bytes(), "x.csv").unwrap().document;
    assert_eq!(document.n_rows(), 200_000);
}

/// Returns a worksheet with a header of three cells and the given rows.
fn with_rows(rows: &str) -> String {
    let header = ["STT", "Nhiệm vụ", "Cơ quan chủ trì"]
        .into_iter()
        .zip(["A1", "B1", "C1"]);
    let header = header
        .map(|(text, place)| format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#));
    let header: String = header.collect();
    format!(r#"<worksheet><sheetData><row r="1">{header}</row>{rows}</sheetData></worksheet>"#)
}

#[test]
fn a_million_shared_strings_are_read() {
    let strings: String = (0..1_000_000)
        .map(|n| format!("<si><t>chuỗi {n}</t></si>"))
        .collect();
    let sheet =
        with_rows(r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>999999</v></c></row>"#);
    let strings = format!(r#"<sst uniqueCount="1000000">{strings}</sst>"#);
    let imported = import::import(&xlsx(&sheet, &strings, "<styleSheet/>"), "x").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.rows[0].cell(annex.columns[1].id), "chuỗi 999999");
}

/// Expanding the shared formula for each of its cells would need gigabytes, and so would a table of
/// formulas indexed by `si`.
#[test]
fn shared_formulas_cost_nothing() {
    let formula = "A1+".repeat(330_000);
    let cells: String = (3..5_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><f t="shared" si="4294967295"/><v>{row}</v></c><c r="B{row}" t="inlineStr"><is><t>x</t></is></c></row>"#))
        .collect();
    let rows = format!(
        r#"<row r="2"><c r="A2"><f t="shared" ref="A2:A5000" si="4294967295">{formula}1</f><v>1</v></c><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>{cells}"#
    );
    let bytes = xlsx(&with_rows(&rows), "<sst/>", "<styleSheet/>");
    let imported = import::import(&bytes, "x").unwrap();
    assert_eq!(imported.document.annexes[0].rows.len(), 4_998);
}

#[test]
fn a_mountain_of_styles_is_refused() {
    let styles = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        r#"<xf fontId="0"/>"#.repeat(2_000_000)
    );
    let sheet = with_rows(r#"<row r="2"><c r="A2"><v>1</v></c></row>"#);
    assert_eq!(
        outcome(&xlsx(&sheet, "<sst/>", &styles)),
        Some(ImportError::TooLarge)
    );
}
