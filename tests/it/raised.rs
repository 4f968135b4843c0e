//! Raised digits in every format: a footnote mark behind a number is no digit of it.

use phuluc::import::{self, Imported};
use rust_xlsxwriter::{Format, FormatScript, Workbook};

use crate::{
    hostile::package,
    pdf::read,
    pdf_file::{Page, hex, pdf},
    word::rows,
};

#[track_caller]
fn assert_raised(imported: &Imported) {
    assert_eq!(rows(imported), ["1 | Bao phủ | m² | 95¹ | Sở Y tế"]);
}

const HEADINGS: [&str; 5] = ["STT", "Chỉ tiêu", "Đơn vị", "Năm 2027", "Chủ trì"];

#[test]
fn raised_digits_of_a_workbook_stay_raised() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(HEADINGS) {
        sheet.write(0, column, text).unwrap();
    }
    let (plain, raised) = (
        Format::new(),
        Format::new().set_font_script(FormatScript::Superscript),
    );
    for (column, text) in [(0, "1"), (1, "Bao phủ"), (4, "Sở Y tế")] {
        sheet.write(1, column, text).unwrap();
    }
    for (column, text, mark) in [(2, "m", "2"), (3, "95", "1")] {
        let parts = [(&plain, text), (&raised, mark)];
        sheet.write_rich_string(1, column, &parts).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_raised(&import::import(&bytes, "x.xlsx").unwrap());
}

#[test]
fn raised_digits_of_a_page_stay_raised() {
    let headings = HEADINGS.map(|it| format!("<th>{it}"));
    let page = format!(
        "<table><tr>{}<tr><td>1<td>Bao phủ<td>m<sup>2</sup><td>95<sup>1</sup><td>Sở Y tế</table>",
        headings.concat()
    );
    assert_raised(&import::import(page.as_bytes(), "x.html").unwrap());
}

#[test]
fn raised_digits_of_an_open_document_stay_raised() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let mark = |text: &str, mark: &str| {
        cell(&format!(
            r#"{text}<text:span text:style-name="T1">{mark}</text:span>"#
        ))
    };
    let headings: String = HEADINGS.iter().map(|it| cell(it)).collect();
    let content = format!(
        r#"<office:document-content><office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles><office:body><table:table table:name="T"><table:table-row>{headings}</table:table-row><table:table-row>{}{}{}{}{}</table:table-row></table:table></office:body></office:document-content>"#,
        cell("1"),
        cell("Bao phủ"),
        mark("m", "2"),
        mark("95", "1"),
        cell("Sở Y tế"),
    );
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    assert_raised(&import::import(&bytes, "x.ods").unwrap());
}

#[test]
fn raised_digits_of_a_pdf_stay_raised() {
    let xs = [50.0, 90.0, 250.0, 330.0, 420.0, 540.0];
    let mut page = Page::default();
    page.rules(&xs, &[100.0, 120.0, 140.0]);
    page.row(&xs, 100.0, &HEADINGS);
    page.row(&xs, 120.0, &["1", "Bao phủ", "m", "95", "Sở Y tế"]);
    // Behind "m" and "95", in small letters, four points up.
    page.text_in("F1", 7.0, 259.0, 128.0, &hex("2"));
    page.text_in("F1", 7.0, 345.0, 128.0, &hex("1"));
    assert_raised(&read(&pdf(&[page])));
}

/// A spreadsheet written in an English locale shows its values as a Vietnamese one does.
#[test]
fn numbers_of_an_english_spreadsheet_are_shown_as_vietnamese_ones() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let number = |value: &str, text: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{value}"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let headings = HEADINGS.map(cell);
    let rows_of = [
        row(&headings),
        row(&[
            cell("1"),
            cell("Vốn"),
            cell("tỷ"),
            number("12000.5", "12,000.50"),
            cell("Sở A"),
        ]),
        row(&[
            cell("2"),
            cell("Khách"),
            cell("lượt"),
            number("12000", "12.000"),
            cell("Sở A"),
        ]),
    ];
    let content = format!(
        r#"<office:document-content><office:body><table:table table:name="T">{}</table:table></office:body></office:document-content>"#,
        rows_of.concat()
    );
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let imported = import::import(&bytes, "x.ods").unwrap();
    assert_eq!(
        rows(&imported),
        [
            "1 | Vốn | tỷ | 12.000,50 | Sở A",
            "2 | Khách | lượt | 12.000 | Sở A"
        ]
    );
}
