//! Irregular layouts of real annexes, one per test.

use std::io::{Cursor, Read as _, Write as _};

use phuluc::{
    export::outline,
    import::{self, Imported},
    wording::Language,
};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Returns a workbook with one sheet whose table starts at (`top`, `left`). In a cell, `" / "` is a
/// line break, `=` merges with the cell to the left, `^` with the cell above.
fn sheet(top: u32, left: u16, rows: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet(), top, left, rows);
    book.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet, top: u32, left: u16, rows: &[&str]) {
    let cells: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.split('|').map(str::trim).collect())
        .collect();
    let at = |row: usize, column: usize| cells.get(row)?.get(column).copied();
    let plain = Format::new();
    for (row, texts) in cells.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            if text.is_empty() || *text == "=" || *text == "^" {
                continue;
            }
            let right = (column + 1..)
                .take_while(|it| at(row, *it) == Some("="))
                .count();
            let down = (row + 1..)
                .take_while(|it| at(*it, column) == Some("^"))
                .count();
            let (first, start) = (top + row as u32, left + column as u16);
            let text = text.replace(" / ", "\n");
            if right + down == 0 {
                sheet.write_string(first, start, text).unwrap();
            } else {
                let (last, end) = (first + down as u32, start + right as u16);
                sheet
                    .merge_range(first, start, last, end, &text, &plain)
                    .unwrap();
            }
        }
    }
}

/// Returns the workbook with one package part changed.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for idx in 0..package.len() {
        let mut part = package.by_index(idx).unwrap();
        let own_name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if own_name == name {
            let changed = change(&text);
            assert_ne!(changed, text, "{name} did not change");
            text = changed;
        }
        writer
            .start_file(own_name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Imports a workbook and renders it: columns by role, one line per row, then the notes.
fn read(bytes: &[u8]) -> String {
    render(&import::import(bytes, "x.xlsx").unwrap())
}

fn render(imported: &Imported) -> String {
    let mut text = String::new();
    let outline = outline::outline(&imported.document);
    for (annex, plain) in outline
        .as_array()
        .unwrap()
        .iter()
        .zip(&imported.document.annexes)
    {
        let columns = annex["columns"].as_array().unwrap().iter();
        let columns: Vec<String> = columns
            .map(|column| {
                let header = column[1].as_str().unwrap_or_default().replace('\n', "⏎");
                format!("{}={header}", column[0].as_str().unwrap())
            })
            .collect();
        text.push_str(&format!("[{}] {}\n", plain.head.title, columns.join(" | ")));
        for row in &plain.rows {
            let cells: Vec<String> = plain
                .columns
                .iter()
                .map(|column| row.cell(column.id).replace('\n', "⏎"))
                .collect();
            let kind = if row.kind.is_section() { "#" } else { "-" };
            let level = kind.repeat(usize::from(row.kind.level()));
            text.push_str(&format!("{level} {}\n", cells.join(" | ")));
        }
        for line in &plain.head.after {
            text.push_str(&format!("after: {line}\n"));
        }
    }
    for note in &imported.notes {
        text.push_str(&format!("! {}\n", note.message.text(Language::English)));
    }
    text
}

#[test]
fn headers_of_one_to_six_lines() {
    let six = [
        "STT | Chỉ tiêu | Đơn vị tính | Mục tiêu thực hiện | = | = | Cơ quan chủ trì",
        "^ | ^ | ^ | Giai đoạn 2026-2030 | = | = | ^",
        "^ | ^ | ^ | Trong đó | = | = | ^",
        "^ | ^ | ^ | Chia theo năm | = | = | ^",
        "^ | ^ | ^ | Năm đầu | = | Năm cuối | ^",
        "^ | ^ | ^ | Năm 2026 | Năm 2027 | Năm 2030 | ^",
    ];
    for depth in 1..=6 {
        let mut rows: Vec<String> = six[6 - depth..]
            .iter()
            .map(|row| (*row).to_owned())
            .collect();
        // Column names must be in the first line, whichever that is.
        rows[0] = rows[0]
            .replacen("^ | ^ | ^", "STT | Chỉ tiêu | Đơn vị tính", 1)
            .replace("| ^", "| Cơ quan chủ trì");
        rows.push("1 | Tỷ lệ hồ sơ | % | 90% | 95% | 100% | Sở Nội vụ".to_owned());
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let imported = import::import(&sheet(0, 0, &rows), "x.xlsx").unwrap();
        let annex = &imported.document.annexes[0];
        let roles: Vec<&str> = annex.columns.iter().map(|it| it.role.key()).collect();
        assert_eq!(
            roles,
            [
                "stt", "content", "unit", "target", "target", "target", "lead"
            ],
            "{depth} lines"
        );
        assert_eq!(annex.rows.len(), 1, "{depth} lines");
        assert_eq!(
            annex.columns[5].header.len(),
            depth,
            "{:?}",
            annex.columns[5].header
        );
    }
}

#[test]
fn a_table_may_start_anywhere_and_number_its_columns() {
    insta::assert_snapshot!(read(&sheet(
        6,
        3,
        &[
            "TT | Nhiệm vụ | Chủ trì | Phối hợp | Kết quả",
            "(1) | (2) | (3) | (4) | (5)",
            "1 | Ban hành / kế hoạch | Sở Nội vụ | Sở Y tế | Kế hoạch",
        ]
    )));
}

#[test]
fn spacers_totals_and_pages_are_what_they_are() {
    insta::assert_snapshot!(read(&sheet(
        0,
        0,
        &[
            "STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì",
            "I | Chính quyền số | | |",
            " | | | |",
            "1 | Tỷ lệ hồ sơ trực tuyến của | % | 90% | Sở Nội vụ",
            "STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì",
            " | cả tỉnh | | | và các xã",
            "2 | Tỷ lệ ký số | % | 100% | Sở Tư pháp",
            " | Cộng | | 2 |",
            "Tổng cộng | = | | 2 |",
        ]
    )));
}

#[test]
fn what_stands_below_the_table_is_kept() {
    insta::assert_snapshot!(read(&sheet(
        0,
        0,
        &[
            "STT | Nhiệm vụ | Cơ quan chủ trì",
            "1 | Ban hành kế hoạch (1) | Sở Nội vụ",
            "(1) Theo hướng dẫn của bộ. | = | =",
            "(*) Số liệu tạm tính. | = | =",
            "Nơi nhận: | | TM. ỦY BAN NHÂN DÂN",
            "- Như trên; | | CHỦ TỊCH",
        ]
    )));
}

#[test]
fn an_outcome_is_a_target_beside_a_unit_and_a_product_otherwise() {
    insta::assert_snapshot!(read(&sheet(0, 0, &[
        "STT | Nội dung | Đơn vị | Kết quả | Cơ quan chủ trì | Kinh phí (triệu đồng)",
        "1 | Một | % | 90% | Sở Nội vụ | 500",
    ])), @r"
    [] stt=STT | content=Nội dung | unit=Đơn vị | target=Kết quả | lead=Cơ quan chủ trì | other=Kinh phí (triệu đồng)
    - 1 | Một | % | 90% | Sở Nội vụ | 500
    ");
    insta::assert_snapshot!(read(&sheet(0, 0, &[
        "STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả",
        "1 | Một | Sở Nội vụ | Sở Y tế | Báo cáo",
    ])), @r"
    [] stt=STT | content=Nội dung | lead=Cơ quan chủ trì | coordinating=Cơ quan phối hợp | result=Kết quả
    - 1 | Một | Sở Nội vụ | Sở Y tế | Báo cáo
    ");
}

#[test]
fn several_tables_of_a_sheet_are_several_annexes() {
    insta::assert_snapshot!(read(&sheet(
        0,
        0,
        &[
            "Phụ lục I | = | =",
            "CHỈ TIÊU | = | =",
            "STT | Chỉ tiêu | Cơ quan chủ trì",
            "1 | Một | Sở Nội vụ",
            " | |",
            "Phụ lục II | = | =",
            "NHIỆM VỤ | = | =",
            "STT | Nhiệm vụ | Cơ quan chủ trì",
            "1 | Hai | Sở Y tế",
        ]
    )));
}

#[test]
fn rich_text_formats_and_formulas_are_read_as_shown() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(
        sheet,
        0,
        0,
        &["STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì"],
    );
    let (red, bold) = (
        Format::new().set_font_color(Color::Red),
        Format::new().set_bold(),
    );
    let rich = [(&bold, "Tỷ lệ "), (&red, "hồ sơ\n"), (&bold, "trực tuyến")];
    sheet.write_rich_string(1, 1, &rich).unwrap();
    for (row, code, value) in [
        (1, "0%", 0.9),
        (2, "0.0%", 0.995),
        (3, "#,##0", 1_273_494.0),
        (4, "0.00", 6.1),
        (5, "General", 0.1 + 0.2),
        (6, "00", 3.0),
        (7, "dd/mm/yyyy", 46_022.0),
    ] {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_string(row, 4, "Sở Nội vụ").unwrap();
        let format = Format::new().set_num_format(code);
        sheet
            .write_number_with_format(row, 3, value, &format)
            .unwrap();
    }
    let formula = rust_xlsxwriter::Formula::new("1+1").set_result("2");
    sheet.write_formula(2, 1, formula).unwrap();
    insta::assert_snapshot!(read(&book.save_to_buffer().unwrap()));
}

/// Excel for the web and others write formulas without a cached result.
#[test]
fn a_formula_without_a_result_is_named() {
    let mut book = Workbook::new();
    fill(
        book.add_worksheet(),
        0,
        0,
        &[
            "STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì",
            "1 | Một | % | CÔNG THỨC | Sở Nội vụ",
        ],
    );
    let formula = rust_xlsxwriter::Formula::new("SUM(1,2)").set_result("bỏ");
    book.worksheet_from_index(0)
        .unwrap()
        .write_formula(1, 3, formula)
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let bytes = with_part(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<v>bỏ</v>", "")
    });
    insta::assert_snapshot!(read(&bytes));
}

/// Workbooks from old Macs use the 1904 date system.
#[test]
fn dates_of_a_mac_workbook_are_the_dates_it_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, 0, &["STT | Nhiệm vụ | Thời gian"]);
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number(1, 0, 1.0).unwrap();
    sheet.write_string(1, 1, "Một").unwrap();
    sheet
        .write_number_with_format(1, 2, 46_022.0 - 1_462.0, &date)
        .unwrap();
    let bytes = with_part(&book.save_to_buffer().unwrap(), "xl/workbook.xml", |text| {
        text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1)
    });
    let imported = import::import(&bytes, "x.xlsx").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.rows[0].cell(annex.columns[2].id), "31/12/2025");
}

/// HTML that Excel puts on the clipboard for a copied range.
#[test]
fn a_range_copied_in_excel_is_pasted() {
    let html = include_str!("../fixtures/clipboard-excel.html");
    insta::assert_snapshot!(render(&import::import_text(html, "dán").unwrap()));
}

/// HTML that Word puts on the clipboard for a copied table.
#[test]
fn a_table_copied_in_word_is_pasted() {
    let html = include_str!("../fixtures/clipboard-word.html");
    insta::assert_snapshot!(render(&import::import_text(html, "dán").unwrap()));
}

/// Format written by SQL Server reports and other old systems.
#[test]
fn a_spreadsheet_of_excel_2003_xml_is_read() {
    let xml = include_bytes!("../fixtures/excel-2003.xml");
    let imported = import::import(xml, "bao-cao.xls").unwrap();
    insta::assert_snapshot!(render(&imported));
    let annex = &imported.document.annexes[0];
    assert_eq!(imported.hidden.rows, [annex.rows[2].id]);
    assert_eq!(imported.hidden.columns, [annex.columns[4].id]);
}

/// The tab stops of a paragraph are settings; only a tab in a run is text.
#[test]
fn tab_stops_of_word_are_not_text() {
    let stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/><w:tab w:val='right' w:pos='9000'/></w:tabs></w:pPr>";
    let changed = "<w:pPr><w:pPrChange><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr></w:pPrChange></w:pPr>";
    let cell = |text: &str| format!("<w:tc>{text}</w:tc>");
    let text = |text: &str| format!("<w:p>{stops}<w:r><w:t>{text}</w:t></w:r></w:p>");
    let header = ["STT", "Nội dung", "Cơ quan chủ trì"].map(|it| cell(&text(it)));
    let two_lines = format!(
        "{}<w:p>{changed}<w:r><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r></w:p>",
        text("Một")
    );
    let row = [
        cell(&text("1")),
        cell(&two_lines),
        cell(&format!("<w:p>{stops}</w:p>")),
    ];
    let bytes = crate::hostile::docx(&format!(
        "<w:p>{stops}<w:r><w:t>Phụ lục I</w:t></w:r></w:p><w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        header.concat(),
        row.concat()
    ));
    let document = import::import(&bytes, "x").unwrap().document;
    let annex = &document.annexes[0];
    let texts: Vec<&str> = annex
        .columns
        .iter()
        .map(|it| annex.rows[0].cell(it.id))
        .collect();
    assert_eq!(texts, ["1", "Một\nhai ba", ""]);
}
