//! Layout of the exported workbook, read directly from the package.

use std::io::{Cursor, Read as _};

use phuluc::{
    export::{self, Made, OutputFormat, Paper},
    model::sample,
    report,
};

use crate::odd_texts::set_cell;

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

/// Source: decree (Nghị định) 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I and III.1.
#[test]
fn the_page_is_set_up_as_the_decree_says() {
    let bytes = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
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

/// Paper and letter size: the user's choice, otherwise a default.
#[test]
fn paper_and_letters_are_as_the_user_says() {
    let mut document = sample::document();
    document.annexes.truncate(1);
    let look = |document: &phuluc::model::Document| {
        let page = export::pages(document, &report::extras(document)).remove(0);
        let cell = page
            .cells
            .iter()
            .find(|it| it.row == page.body.0 + 1)
            .unwrap();
        (page.paper, cell.style.size)
    };
    assert_eq!(look(&document), (Paper::Landscape, 12.0));
    document.annexes[0].head.paper.landscape = Some(false);
    document.annexes[0].head.paper.cell_size = Some(13);
    assert_eq!(look(&document), (Paper::Portrait, 13.0));
    let stored = phuluc::persist::load_whole(&phuluc::persist::save(&document));
    assert_eq!(stored, Ok(document));
}

/// A table that breaks words on A4 is set on A3, in the workbook and in the Word document.
#[test]
fn a_table_too_wide_for_a4_is_on_a3() {
    let mut document = sample::document();
    document.annexes.truncate(1);
    let annex = &mut document.annexes[0];
    let columns: Vec<_> = annex.columns.iter().map(|it| it.id).collect();
    for column in columns.into_iter().skip(1) {
        set_cell(annex, 1, column, &"a".repeat(30));
    }
    assert_eq!(export::pages(&document, &[])[0].paper, Paper::Wide);
    let workbook = report::export(&document, OutputFormat::Xlsx).unwrap();
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("paperSize=\"8\""), "{sheet}");
    assert!(sheet.contains("orientation=\"landscape\""), "{sheet}");
    let word = report::export(&document, OutputFormat::Docx).unwrap();
    let word = part(&word, "word/document.xml");
    assert!(
        word.contains("<w:pgSz w:w=\"23811\" w:h=\"16838\" w:orient=\"landscape\"/>"),
        "{word}"
    );
}

/// Source: Phần I, Mục I.4: all pages except page 1 show their number.
#[test]
fn the_first_page_has_no_number() {
    let bytes = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let sheet = part(&bytes, name);
        let header = &sheet[sheet.find("<headerFooter").unwrap()..];
        let header = &header[..header.find("</headerFooter>").unwrap()];
        assert!(
            header.starts_with(r#"<headerFooter differentFirst="1">"#),
            "{header}"
        );
        assert!(header.contains("&amp;P</oddHeader>"), "{header}");
        assert!(header.ends_with("<firstHeader></firstHeader>"), "{header}");
    }
}

/// The properties of a file say when it was made; without a time, it is the same each time.
#[test]
fn files_say_when_they_were_made() {
    let document = sample::document();
    let made = Made::at(1_795_708_799);
    for (format, name) in [
        (OutputFormat::Xlsx, "docProps/core.xml"),
        (OutputFormat::Docx, "docProps/core.xml"),
    ] {
        let bytes = report::export_made(&document, format, made).unwrap();
        let properties = part(&bytes, name);
        assert!(properties.contains("2026-11-26T15:59:59Z"), "{properties}");
        assert!(properties.contains(&document.plan.name), "{properties}");
        let fixed = report::export(&document, format).unwrap();
        assert!(part(&fixed, name).contains("2020-03-05T00:00:00Z"));
    }
}

/// Units and agencies are suggestions, not constraints; tables and lists are named ranges.
#[test]
fn the_workbook_offers_what_to_choose_and_names_its_tables() {
    let bytes = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for (range, list) in [("C7:C16", "Don_vi_tinh"), ("F7:F16", "Co_quan")] {
        let start = sheet
            .find(&format!("sqref=\"{range}\""))
            .unwrap_or_else(|| panic!("{sheet}"));
        let own = &sheet[start..start + 80];
        assert!(
            own.contains(&format!("<formula1>{list}</formula1>")),
            "{own}"
        );
    }
    assert!(
        !sheet.contains("showErrorMessage"),
        "another text is no error"
    );
    let workbook = part(&bytes, "xl/workbook.xml");
    for expected in [
        "name=\"Don_vi_tinh\">'phuluc_danh_muc'!$A$1:$A$",
        "name=\"Co_quan\">'phuluc_danh_muc'!$B$1:$B$",
        "name=\"Bang_1\">'PL I'!$A$5:$F$16<",
        "state=\"veryHidden\"",
    ] {
        assert!(workbook.contains(expected), "no {expected} in {workbook}");
    }
}

/// The open findings, on request, each with a link to its cell.
#[test]
fn findings_are_a_sheet_with_links() {
    let mut document = sample::document();
    document.review.lists_findings = true;
    let bytes = report::export(&document, OutputFormat::Xlsx).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(sheet.contains(r#"location="'PL I'!B8""#), "{sheet}");
    let imported = phuluc::import::import(&bytes, "x.xlsx").unwrap();
    assert_eq!(imported.document.annexes.len(), 2);
}

#[test]
fn plain_percentages_are_numbers_and_other_targets_texts() {
    let document = phuluc::model::fixture::parse(
        "
        stt:STT | content:Chỉ tiêu | target:Giai đoạn / 2026 - 2027 | lead:Cơ quan chủ trì
        - 1 | Tỷ lệ hồ sơ | 95% | Sở Nội vụ
        - 2 | Tỷ lệ hài lòng | Duy trì 100% | Sở Nội vụ
    ",
    );
    let pages = export::pages(&document, &report::extras(&document));
    let targets = pages[0]
        .cells
        .iter()
        .filter(|cell| cell.column == 2 && pages[0].header.1 < cell.row);
    let values: Vec<String> = targets.map(|cell| format!("{:?}", cell.value)).collect();
    assert_eq!(values, [r#"Number(0.95, "0%")"#, r#"Text("Duy trì 100%")"#]);
}

/// Layout of the sample document: merged cells, header, groups, closing mark.
#[test]
fn the_sample_is_laid_out() {
    let pages = export::pages(&sample::document(), &[]);
    let mut text = String::new();
    for page in &pages {
        let width: f64 = page.widths_pt.iter().sum();
        text += &format!(
            "{} {:?} width={width:.1} header={:?}\n",
            page.sheet, page.paper, page.header
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
