//! Parts of cells that look different from the rest, lists and tables inside cells, and sections
//! above a header, in several formats.

use phuluc::{
    export::outline,
    import::{self, Imported},
    wording::Key,
};
use rust_xlsxwriter::{Format, FormatScript, Workbook};
use serde_json::{Value, json};

use crate::xlsb;

fn rows(imported: &Imported) -> Vec<Value> {
    let outline = outline::outline(&imported.document);
    outline[0]["rows"].as_array().unwrap().clone()
}

fn has(imported: &Imported, key: Key) -> bool {
    let mut notes = imported.notes.iter();
    notes.any(|note| note.message.key == key)
}

fn assert_parts(imported: &Imported) {
    let found = rows(imported);
    assert_eq!(found[0]["content"], "Ban hành kế hoạch");
    assert_eq!(found[1]["content"], "Nâng cao tỷ lệ hồ sơ trực tuyến");
    assert_eq!(found[2]["lead"], "Sở Tài chính");
    assert!(has(imported, Key::NoteStruckText) && has(imported, Key::NoteLegacyFont));
}

#[test]
fn parts_of_cells_of_an_old_workbook_have_their_own_fonts() {
    let bytes = include_bytes!("../fixtures/chu-trong-o.xls");
    let imported = import::import(bytes, "x.xls").unwrap();
    assert_parts(&imported);
    // The part before the first change of font looks as its cell does.
    assert_eq!(rows(&imported)[0]["lead"], "Sở Nội vụ");
}

/// The parts stand in the cell, which calamine 0.38 skips, or in the strings that cells share.
#[test]
fn parts_of_cells_of_a_binary_workbook_have_their_own_fonts() {
    use xlsb::Value::{Rich, Shared, Text};
    let cells = [
        (0, 0, 0, Text("STT")),
        (0, 1, 0, Text("Nhiệm vụ")),
        (0, 2, 0, Text("Cơ quan chủ trì")),
        (1, 0, 0, Text("1")),
        (
            1,
            1,
            0,
            Rich("Ban hành quy chế kế hoạch", &[(0, 0), (9, 2), (17, 0)]),
        ),
        (1, 2, 0, Text("Sở Nội vụ")),
        (2, 0, 0, Text("2")),
        (2, 1, 0, Shared(0)),
        (2, 2, 0, Text("Sở Y tế")),
        (3, 0, 0, Text("3")),
        (3, 1, 0, Text("Tổng kết")),
        (3, 2, 0, Rich("Sở Tài chính", &[(0, 0)])),
    ];
    let sheet = xlsb::Sheet {
        cells: &cells,
        ..xlsb::Sheet::default()
    };
    let shared: (&str, &[(u16, u16)]) = ("N©ng cao tû lÖ hồ sơ trực tuyến", &[(0, 1), (15, 0)]);
    let bytes = xlsb::package_with(&[("PL I", sheet.records())], &[shared]);
    let imported = import::import(&bytes, "x.xlsb").unwrap();
    assert_parts(&imported);
}

#[test]
fn parts_of_cells_of_an_open_document_have_their_own_fonts() {
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"text\"><style:text-properties {properties}/></style:style>"
        )
    };
    let row = |cells: [&str; 3]| {
        let cells = cells.map(|text| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        });
        format!("<table:table-row>{}</table:table-row>", cells.concat())
    };
    let content = [
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles>",
        &style("S", "style:text-line-through-style=\"solid\""),
        &style("T", "style:font-name=\".VnTime\""),
        &style("V", "style:font-name=\"VNI-Times\""),
        "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"PL\">",
        &row(["STT", "Nhiệm vụ", "Cơ quan chủ trì"]),
        &row(["1", &format!("Ban hành {}kế hoạch", span("S", "quy chế")), "Sở Nội vụ"]),
        &row(["2", &format!("{}hồ sơ trực tuyến", span("T", "N©ng cao tû lÖ ")), "Sở Y tế"]),
        &row(["3", "Tổng kết", &format!("{}Tài chính", span("V", "Sôû "))]),
        "</table:table></office:spreadsheet></office:body></office:document>",
    ]
    .concat();
    assert_parts(&import::import(content.as_bytes(), "x.fods").unwrap());
}

/// As Excel puts a table on the clipboard: what a cell looks like stands in the rules of classes.
#[test]
fn parts_of_cells_of_a_page_have_their_own_fonts() {
    let page = "<html><head><style><!--table {}\n.xl65 {font-family:.VnTime, sans-serif;}\n\
        .font5 {text-decoration:line-through;}\n.xl66 {display:none}\n.xl67{font-weight:700}--></style></head><body><table>
        <tr><td>STT<td>Nhiệm vụ<td>Cơ quan chủ trì</tr>
        <tr class=xl67><td class=xl67>1<td class=xl67>Chung<td></tr>
        <tr><td>1<td>Ban hành <font class='font5'>quy chế</font>kế hoạch<td>Sở Nội vụ</tr>
        <tr><td>2<td class=xl65>N©ng cao tû lÖ <font face='Times New Roman'>hồ sơ trực tuyến</font><td>Sở Y tế</tr>
        <tr><td>3<td>Tổng <span class=xl66>ẩn</span>kết<td><font face='VNI-Times'>Sôû </font>Tài chính</tr></table>";
    let mut imported = import::import_text(page, "x").unwrap();
    assert!(has(&imported, Key::NoteHiddenText));
    assert_eq!(rows(&imported)[0]["kind"], "section");
    assert_eq!(rows(&imported)[3]["content"], "Tổng kết");
    imported.document.annexes[0].rows.remove(0);
    assert_parts(&imported);
}

#[test]
fn lists_and_tables_in_the_cells_of_a_page_keep_their_lines() {
    let page = "<table><tr><th>STT<th>Nhiệm vụ<th>Sản phẩm<th>Cơ quan chủ trì</tr>
        <tr><td>1<td>Gồm:<ol start=2><li>Một</li><li>Hai</li></ol><td><ul><li>A<li>B</ul><td>Sở Nội vụ</tr>
        <tr><td>2<td>Đào tạo<table><tr><td>Lớp<td>Số người</tr><tr><td>Cán bộ<td>30</tr></table><td>x<td>Sở Y tế</tr></table>";
    let found = rows(&import::import_text(page, "x").unwrap());
    assert_eq!(found[0]["content"], "Gồm:\n2. Một\n3. Hai");
    assert_eq!(found[0]["result"], "- A\n- B");
    assert_eq!(found[1]["content"], "Đào tạo\nLớp Số người\nCán bộ 30");
}

#[test]
fn a_section_above_the_header_opens_the_table() {
    let text = "Phụ lục I\nDANH MỤC\nA. CẤP TỈNH\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở A\nB. CẤP XÃ\n1\tHai\tSở B";
    let imported = import::import_text(text, "x").unwrap();
    let kinds: Vec<_> = rows(&imported)
        .into_iter()
        .map(|row| (row["kind"].clone(), row["content"].clone()))
        .collect();
    let section = |text: &str| (json!("section"), json!(text));
    let item = |text: &str| (json!("item"), json!(text));
    assert_eq!(
        kinds,
        [
            section("CẤP TỈNH"),
            item("Một"),
            section("CẤP XÃ"),
            item("Hai")
        ]
    );
    let head = &imported.document.annexes[0].head;
    assert_eq!((head.title.as_str(), head.between.len()), ("DANH MỤC", 0));
    assert!(!has(&imported, Key::NoteLeftOver));
    // Without a second one below, the line belongs to the head.
    let one = text.replace("\nB. CẤP XÃ", "");
    let imported = import::import_text(&one, "x").unwrap();
    assert_eq!(rows(&imported).len(), 2);
    assert_eq!(
        imported.document.annexes[0].head.title,
        "DANH MỤC\nA. CẤP TỈNH"
    );
}

/// A plan of Word or of a page, without a table: its bullets become indicators, and the rest of its
/// text is named.
#[test]
fn bullets_of_a_page_become_an_annex() {
    let page = b"<html><body><p>II. M\xe1\xbb\xa4C TI\xc3\x8aU C\xe1\xbb\xa4 TH\xe1\xbb\x82</p><ul><li>95% h\xe1\xbb\x93 s\xc6\xa1</li><li>99% d\xe1\xbb\xaf li\xe1\xbb\x87u</li></ul><p>III. KINH PH\xc3\x8d</p></body></html>";
    let imported = import::import(page, "x.html").unwrap();
    let found = rows(&imported);
    assert_eq!(found.len(), 3);
    assert_eq!(
        (&found[2]["target"], &found[2]["unit"]),
        (&json!("99"), &json!("%"))
    );
    assert!(has(&imported, Key::NotePlanText));
}

/// A raised digit is no digit of the number before it.
#[test]
fn raised_digits_stay_raised() {
    let assert_raised = |imported: &Imported| {
        let found = rows(imported);
        let texts = ["content", "unit", "target 2027"].map(|key| found[0][key].as_str().unwrap());
        assert_eq!(texts, ["Diện tích nhà ở bình quân", "m²", "12.500¹"]);
    };
    let (plain, raised) = (
        Format::new(),
        Format::new().set_font_script(FormatScript::Superscript),
    );
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, heading) in ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027"]
        .into_iter()
        .enumerate()
    {
        sheet.write(0, at as u16, heading).unwrap();
    }
    sheet.write(1, 0, 1).unwrap();
    sheet.write(1, 1, "Diện tích nhà ở bình quân").unwrap();
    sheet
        .write_rich_string(1, 2, &[(&plain, "m"), (&raised, "2")])
        .unwrap();
    sheet
        .write_rich_string(1, 3, &[(&plain, "12.500"), (&raised, "1")])
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_raised(&import::import(&bytes, "x.xlsx").unwrap());

    let row = |cells: [&str; 4]| {
        let cells = cells
            .map(|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"));
        format!("<table:table-row>{}</table:table-row>", cells.concat())
    };
    for position in ["super 58%", "33% 58%"] {
        let span = |text: &str| format!("<text:span text:style-name=\"R\">{text}</text:span>");
        let content = [
            "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"",
            position,
            "\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"PL\">",
            &row(["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027"]),
            &row(["1", "Diện tích nhà ở bình quân", &format!("m{}", span("2")), &format!("12.500{}", span("1"))]),
            "</table:table></office:spreadsheet></office:body></office:document>",
        ]
        .concat();
        assert_raised(&import::import(content.as_bytes(), "x.fods").unwrap());
    }

    let page = "<table><tr><th>STT<th>Chỉ tiêu<th>Đơn vị tính<th>Năm 2027</tr>
        <tr><td>1<td>Diện tích nhà ở bình quân<td>m<font class=f><sup>2</sup></font><td>12.500<sup>1</sup></tr></table>";
    assert_raised(&import::import_text(page, "x").unwrap());
}
