//! The exported workbook's form, read from the package itself.

use std::io::{Cursor, Read as _};

use phuluc::{export, sample};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I and III.1.
#[test]
fn the_page_is_set_up_as_the_decree_says() {
    let bytes = export::export(&sample::document()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        r#"useFirstPageNumber="1""#,
        r#"<pageMargins left="1.1811023622047245" right="0.5905511811023623" top="0.7874015748031497" bottom="0.7874015748031497""#,
        r#"&amp;C&amp;"Times New Roman,Regular"&amp;13&amp;P"#,
        r#"<pane ySplit="#,
    ] {
        assert!(
            sheet.contains(expected),
            "no {expected} in {}",
            &sheet[sheet.len() - 2_000..]
        );
    }
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles"), "{workbook}");
    assert!(workbook.contains("_xlnm.Print_Area"), "{workbook}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(
        styles.contains(r#"<name val="Times New Roman"/>"#),
        "{styles}"
    );
}

#[test]
fn plain_percentages_are_numbers_and_other_targets_texts() {
    let document = phuluc::fixture::parse(
        "
        stt:STT | content:Chỉ tiêu | target:Giai đoạn / 2026 - 2027 | lead:Cơ quan chủ trì
        - 1 | Tỷ lệ hồ sơ | 95% | Sở Nội vụ
        - 2 | Tỷ lệ hài lòng | Duy trì 100% | Sở Nội vụ
    ",
    );
    let pages = export::pages(&document);
    let targets = pages[0]
        .cells
        .iter()
        .filter(|cell| cell.column == 2 && pages[0].header.1 < cell.row);
    let values: Vec<String> = targets.map(|cell| format!("{:?}", cell.value)).collect();
    assert_eq!(values, [r#"Number(0.95, "0%")"#, r#"Text("Duy trì 100%")"#]);
}

/// Where everything of the sample stands: merges, header, groups, closing mark.
#[test]
fn the_sample_is_laid_out() {
    let pages = export::pages(&sample::document());
    let mut text = String::new();
    for page in &pages {
        let width: f64 = page.widths_pt.iter().sum();
        text += &format!(
            "{} landscape={} width={width:.1} header={:?}\n",
            page.sheet, page.landscape, page.header
        );
        for cell in &page.cells {
            let value = match &cell.value {
                export::Value::Text(text) => text.clone(),
                export::Value::Number(number, format) => format!("{number} as {format}"),
            };
            if !value.is_empty() {
                let height: f64 = page.heights_pt[cell.row..cell.row + cell.n_rows]
                    .iter()
                    .sum();
                text += &format!(
                    "  r{} c{} {}x{} {height:.0}pt {value}\n",
                    cell.row, cell.column, cell.n_rows, cell.n_columns
                );
            }
        }
    }
    insta::assert_snapshot!(text);
}
