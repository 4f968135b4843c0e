//! Workbooks and pages as other programs and other people make them, one kind of difficulty per
//! test.

use std::io::{Cursor, Read as _, Write as _};

use phuluc::{
    export::outline,
    import::{self, ImportError, Imported},
    wording::{Key, Language},
};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const HEADER: [&str; 6] = [
    "STT",
    "Chỉ tiêu",
    "Đơn vị",
    "Mục tiêu 2026",
    "Mục tiêu 2030",
    "Cơ quan chủ trì",
];

fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).unwrap();
    for row in 1..4 {
        let cells = [
            &row.to_string(),
            "Tỷ lệ hồ sơ",
            "%",
            "90%",
            "100%",
            "Sở Nội vụ",
        ];
        sheet.write_row(row, 0, cells.map(str::to_owned)).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// Returns the package with its parts as `change` makes them; `None` drops a part.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for idx in 0..package.len() {
        let mut part = package.by_index(idx).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if let Some((name, content)) = change(&name, content) {
            let options = SimpleFileOptions::default();
            writer.start_file(name, options).unwrap();
            writer.write_all(&content).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// Returns the package with the text of one part changed.
fn with_part(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    repacked(bytes, |name, content| {
        let content = match name == part {
            true => change(std::str::from_utf8(&content).unwrap()).into_bytes(),
            false => content,
        };
        Some((name.to_owned(), content))
    })
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[track_caller]
fn read(bytes: &[u8]) -> Imported {
    import::import(bytes, "x.xlsx").unwrap()
}

fn rows(imported: &Imported) -> Vec<Value> {
    let annexes = outline::outline(&imported.document);
    annexes[0]["rows"].as_array().unwrap().clone()
}

fn notes(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter();
    notes
        .map(|note| {
            let text = note.message.text(Language::Vietnamese);
            format!("{}: {text}", note.sheet)
        })
        .collect()
}

#[test]
fn struck_out_text_is_left_out_and_named() {
    let struck = Format::new().set_font_strikethrough();
    let plain = Format::new();
    let bytes = workbook(|sheet| {
        let parts = [(&struck, "80%"), (&plain, "90%")];
        sheet.write_rich_string(1, 3, &parts).unwrap();
        for (column, text) in ["2", "Tỷ lệ bỏ", "%", "50%", "60%", "Sở Y tế"]
            .iter()
            .enumerate()
        {
            sheet
                .write_with_format(2, column as u16, *text, &struck)
                .unwrap();
        }
    });
    let imported = read(&bytes);
    let found = rows(&imported);
    assert_eq!(found[0]["target 2026"], "90%");
    assert_eq!(found[1]["content"], "Tỷ lệ bỏ");
    let row = imported.document.annexes[0].rows[1].id;
    assert_eq!(imported.hidden.rows, [row]);
    assert_eq!(
        notes(&imported),
        [
            "Sheet1: Ô D2: không lấy phần chữ bị gạch ngang “80%”.",
            "Sheet1: Cả dòng bị gạch ngang trong tệp; có giữ lại không?",
        ]
    );
}

#[test]
fn pages_show_what_they_show() {
    let page = "<table><tr><th>STT<th>Chỉ tiêu<th>Đơn vị<th>Năm 2026<th>Cơ quan chủ trì</tr>
        <tr><td>1<td>Tỷ lệ<span style='display: none'>mã 17</span> hồ sơ<td>%
            <td><s>80%</s> <b>90%</b><td>Sở <del>X<br>Z</del>Y</tr>
        <tr style='text-decoration:line-through'><td>2<td>Bỏ<td>%<td>5<td>Sở A</tr>
        <tr style='display:none'><td>3<td>Ẩn<td>%<td>5<td>Sở B</tr>
        <tr><td>4<td style='display:none'>mã<td>Còn<td>%<td>5<td>Sở C</tr></table>";
    let imported = import::import_text(page, "x").unwrap();
    let found = rows(&imported);
    assert_eq!(found[0]["content"], "Tỷ lệ hồ sơ");
    assert_eq!(found[0]["target 2026"], "90%");
    assert_eq!(found[0]["lead"], "Sở Y");
    assert_eq!(found[3]["content"], "Còn");
    let ids: Vec<_> = imported.document.annexes[0]
        .rows
        .iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(imported.hidden.rows, [ids[2], ids[1]]);
    let keys: Vec<Key> = imported.notes.iter().map(|note| note.message.key).collect();
    assert!(keys.contains(&Key::NoteHiddenText), "{keys:?}");
    assert!(keys.contains(&Key::NoteStruckRow), "{keys:?}");
}

#[test]
fn parts_of_a_cell_are_converted_each_by_its_font() {
    let old = Format::new().set_font_name(".VnTime");
    let capitals = Format::new().set_font_name(".VnTimeH");
    let vni = Format::new().set_font_name("VNI-Times");
    let new = Format::new().set_font_name("Times New Roman");
    let bytes = workbook(|sheet| {
        let parts = [(&old, "Tû lÖ "), (&new, "hồ sơ "), (&vni, "tröïc tuyeán")];
        sheet.write_rich_string(1, 1, &parts).unwrap();
        let parts = [(&capitals, "Së "), (&new, "Y tế")];
        sheet.write_rich_string(1, 5, &parts).unwrap();
    });
    let found = rows(&read(&bytes));
    assert_eq!(found[0]["content"], "Tỷ lệ hồ sơ trực tuyến");
    assert_eq!(found[0]["lead"], "SỞ Y tế");
}

#[test]
fn symbols_in_unicode_text_convert_nothing() {
    let bytes = workbook(|sheet| {
        for row in 1..4 {
            sheet.write(row, 4, "2 × 2").unwrap();
            sheet.write(row, 1, "«Hạ tầng» · «nền tảng»").unwrap();
        }
    });
    let imported = read(&bytes);
    assert_eq!(notes(&imported), [] as [String; 0]);
    assert_eq!(rows(&imported)[0]["content"], "«Hạ tầng» · «nền tảng»");
    assert_eq!(rows(&imported)[0]["target 2030"], "2 × 2");
}

#[test]
fn utf8_that_was_misread_is_recovered() {
    let misread = |text: &str| encoding_rs_1252(text.as_bytes());
    let bytes = workbook(|sheet| {
        sheet.write(1, 5, misread("Sở Nội vụ và Sở Y tế")).unwrap();
        sheet.write(2, 1, misread("KỶ NIỆM ngày ĐẸP “số”")).unwrap();
    });
    let imported = read(&bytes);
    let found = rows(&imported);
    assert_eq!(found[0]["lead"], "Sở Nội vụ và Sở Y tế");
    assert_eq!(found[1]["content"], "KỶ NIỆM ngày ĐẸP “số”");
    let keys: Vec<Key> = imported.notes.iter().map(|note| note.message.key).collect();
    assert_eq!(keys, [Key::NoteMisread, Key::NoteMisread]);
}

/// Decodes bytes as a browser decodes Windows-1252.
fn encoding_rs_1252(bytes: &[u8]) -> String {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let char_of = |byte: &u8| match byte {
        0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap(),
        other => char::from(*other),
    };
    bytes.iter().map(char_of).collect()
}

#[test]
fn lost_letters_are_named() {
    let text = "STT;Ch? tiêu;??n v?;M?c tiêu 2026\n1;T? l? h? s? tr?c tuy?n;%;90\n";
    let refused = import::import(text.as_bytes(), "x.csv");
    assert_eq!(refused, Err(ImportError::LettersLost));
    let bytes = workbook(|sheet| {
        sheet.write(1, 1, "K? ho?ch chuy?n đ?i s?").unwrap();
    });
    assert_eq!(
        notes(&read(&bytes)),
        [
            "Sheet1: Nhiều chữ có dấu đã biến thành “?” (3 chỗ, đầu tiên ở ô B2: \
             “K? ho?ch chuy?n đ?i s?”). Không khôi phục được từ tệp này; hãy xin tệp gốc."
        ]
    );
}

#[test]
fn a_value_merged_across_columns_holds_for_each() {
    let plain = Format::new();
    let bytes = workbook(|sheet| {
        sheet.merge_range(1, 3, 1, 4, "95%", &plain).unwrap();
        sheet.merge_range(2, 0, 2, 2, "Tổng cộng", &plain).unwrap();
        sheet.merge_range(3, 3, 3, 5, "7", &plain).unwrap();
    });
    let imported = read(&bytes);
    let found = rows(&imported);
    assert_eq!(found[0]["target 2026"], "95%");
    assert_eq!(found[0]["target 2030"], "95%");
    assert_eq!(found[0]["lead"], "Sở Nội vụ");
    assert_eq!(found[1]["unit"], Value::Null, "a total is no value");
    assert_eq!(found[2]["lead"], "7");
    let keys: Vec<Key> = imported.notes.iter().map(|note| note.message.key).collect();
    assert_eq!(keys, [Key::NoteMergedAcross, Key::NoteMergedAcross]);
}

#[test]
fn entries_that_are_no_worksheets_are_named() {
    let good = workbook(|_| ());
    for entry in [
        r#"<sheet name="Macro &amp; 1" sheetId="9" r:id=""/>"#,
        r#"<sheet name="Macro &amp; 1" sheetId="9" r:id="rId77"/>"#,
    ] {
        let bytes = with_part(&good, "xl/workbook.xml", |text| {
            text.replace("</sheets>", &format!("{entry}</sheets>"))
                .replace("sheetId=\"1\"", "sheetId=\"1\" state=\"odd\"")
        });
        let imported = read(&bytes);
        assert_eq!(rows(&imported).len(), 3, "{entry}");
        assert_eq!(
            notes(&imported),
            [
                "Macro & 1: Bỏ trang này vì không phải trang tính (trang macro, hộp thoại hoặc mục hỏng)."
            ]
        );
    }
}

#[test]
fn packages_of_other_programs_are_read() {
    let good = workbook(|_| ());
    let expected = rows(&read(&good));
    let renamed = repacked(&good, |name, content| {
        let text = String::from_utf8_lossy(&content)
            .replace("xl/workbook.xml", "xl/book.xml")
            .into_bytes();
        Some(match name {
            "xl/workbook.xml" => ("xl/book.xml".to_owned(), content),
            "xl/_rels/workbook.xml.rels" => ("xl/_rels/book.xml.rels".to_owned(), content),
            "_rels/.rels" | "[Content_Types].xml" => (name.to_owned(), text),
            _ => (name.to_owned(), content),
        })
    });
    let utf16 = repacked(&good, |name, content| {
        if !name.ends_with(".xml") || name.contains("Content_Types") {
            return Some((name.to_owned(), content));
        }
        let text = String::from_utf8(content).unwrap();
        let text = format!("\u{feff}{}", text.replace("UTF-8", "UTF-16"));
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        Some((name.to_owned(), bytes))
    });
    let dimension = with_part(&good, "xl/worksheets/sheet1.xml", |text| {
        text.replace("ref=\"A1:F4\"", "ref=\"A1:F4:G9\"")
    });
    for (what, bytes) in [("name", renamed), ("UTF-16", utf16), ("extent", dimension)] {
        assert_eq!(rows(&read(&bytes)), expected, "{what}");
    }
}

#[test]
fn a_damaged_sheet_does_not_take_the_others_along() {
    let mut book = Workbook::new();
    for _ in 0..2 {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADER).unwrap();
        sheet
            .write_row(1, 0, ["1", "Tỷ lệ", "%", "1%", "2%", "Sở A"])
            .unwrap();
    }
    let good = book.save_to_buffer().unwrap();
    let bytes = with_part(&good, "xl/worksheets/sheet2.xml", |text| {
        text.replace("r=\"A2\"", "r=\"?\"")
    });
    let imported = read(&bytes);
    assert_eq!(rows(&imported).len(), 1);
    let damaged = &imported.notes[0];
    assert_eq!(damaged.sheet, "Sheet2");
    assert_eq!(damaged.message.key, Key::NoteSheetDamaged);
    assert_eq!(damaged.message.args[0], "1");
}

#[test]
fn workbooks_in_an_archive_are_read_by_name() {
    let one = workbook(|_| ());
    let csv = "STT;Nhiệm vụ;Cơ quan chủ trì\n1;Ban hành;Sở A\n".as_bytes();
    let bytes = zipped(&[
        ("thư mục/b.xlsx", &one),
        ("a.csv", csv),
        ("hỏng.xlsx", b"PK\x03\x04 broken"),
        ("__MACOSX/._b.xlsx", b"x"),
        ("đọc.txt", b"x"),
    ]);
    let imported = import::import(&bytes, "gói.zip").unwrap();
    let sheets: Vec<&str> = imported
        .document
        .annexes
        .iter()
        .map(|annex| annex.head.sheet.as_str())
        .collect();
    assert_eq!(sheets, ["a", "b"]);
    let skipped = imported.notes.iter();
    let skipped: Vec<&str> = skipped
        .filter(|note| note.message.key == Key::NoteFileSkipped)
        .map(|note| note.message.args[0].as_str())
        .collect();
    assert_eq!(skipped, ["hỏng.xlsx", "đọc.txt"]);
    assert_eq!(imported.notes.len(), 2);

    let single = import::import(&zipped(&[("b.xlsx", &one)]), "x.zip").unwrap();
    assert_eq!(single.document.annexes[0].head.sheet, "Sheet1");
    let nothing = import::import(&zipped(&[("a.txt", b"x")]), "x.zip");
    assert_eq!(nothing, Err(ImportError::EmptyZip));
    let nested = import::import(&zipped(&[("b.xlsx", &bytes)]), "x.zip");
    assert_eq!(nested, Err(ImportError::EmptyZip));
}

#[test]
fn what_a_workbook_shows_beside_its_cells_is_named() {
    let bytes = workbook(|sheet| {
        sheet.set_header("&L&\"Arial,Bold\"DỰ THẢO LẦN 2&R&D");
        sheet.set_footer("&C&P");
        let textbox = rust_xlsxwriter::Shape::textbox().set_text("Chỉ tiêu này đang xin ý kiến");
        sheet.insert_shape(4, 1, &textbox).unwrap();
        for (row, text) in [(0, "Xem lại đầu cột"), (1, "Hỏi lại Sở Tài chính")] {
            let note = rust_xlsxwriter::Note::new(text).add_author_prefix(false);
            sheet.insert_note(row, 1, &note).unwrap();
        }
    });
    let imported = read(&bytes);
    assert_eq!(
        notes(&imported),
        [
            "Sheet1: Không nhập chữ trong hộp nổi ngoài bảng: “Chỉ tiêu này đang xin ý kiến”.",
            "Sheet1: Không nhập đầu trang, chân trang: “DỰ THẢO LẦN 2”.",
            "Sheet1: Ghi chú (comment) ngoài các dòng của bảng, không nhập: “Xem lại đầu cột”",
        ]
    );
    assert_eq!(cell_notes(&imported), ["content: Hỏi lại Sở Tài chính"]);
}

/// The notes on cells of the first annex, with the roles of their columns.
fn cell_notes(imported: &Imported) -> Vec<String> {
    let annex = &imported.document.annexes[0];
    let notes = annex.rows.iter().flat_map(|row| row.notes());
    notes
        .map(|(id, text)| format!("{}: {text}", annex.column(id).unwrap().role.key()))
        .collect()
}

#[test]
fn what_an_open_document_shows_beside_its_cells_is_named() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let boxed = "<draw:frame><draw:text-box><text:p>Đang xin <text:span>ý kiến</text:span></text:p></draw:text-box></draw:frame>";
    let noted = "<office:annotation><dc:creator>An</dc:creator><text:p>Hỏi <text:span>lại</text:span></text:p></office:annotation>";
    let one = format!(
        "<table:table-cell office:value-type=\"string\">{noted}<text:p>Một</text:p>{boxed}</table:table-cell>"
    );
    let content = [
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:draw=\"d\" xmlns:dc=\"c\"><office:body><office:spreadsheet><table:table table:name=\"PL\"><table:shapes><draw:custom-shape><text:p>DỰ THẢO</text:p></draw:custom-shape></table:shapes>",
        &row(&["STT", "Nhiệm vụ", "Cơ quan chủ trì"].map(cell).concat()),
        &row(&[cell("1"), one, cell("Sở Nội vụ")].concat()),
        "</table:table></office:spreadsheet></office:body></office:document>",
    ]
    .concat();
    let imported = import::import(content.as_bytes(), "x.fods").unwrap();
    assert_eq!(rows(&imported)[0]["content"], "Một");
    assert_eq!(
        notes(&imported),
        ["PL: Không nhập chữ trong hộp nổi ngoài bảng: “DỰ THẢO”, “Đang xin ý kiến”.",]
    );
    assert_eq!(cell_notes(&imported), ["content: Hỏi lại"]);
}

/// A workbook that is only locked for writing is encrypted with the password that Excel tries by
/// itself.
#[test]
fn workbooks_locked_for_writing_only_are_read() {
    for bytes in [
        include_bytes!("../fixtures/khoa-ghi.xlsx").as_slice(),
        include_bytes!("../fixtures/khoa-ghi-2007.xlsx"),
    ] {
        let imported = read(bytes);
        let contents = rows(&imported);
        let contents: Vec<&Value> = contents.iter().map(|row| &row["content"]).collect();
        assert_eq!(contents, ["Ban hành kế hoạch", "Tổng kết"]);
    }
}

#[test]
fn a_flat_open_document_is_read() {
    let text = r#"<?xml version="1.0"?><office:document
        office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
        xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>
        <style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="PL">
        <table:table-row><table:table-cell><text:p>STT</text:p></table:table-cell><table:table-cell><text:p>Nhiệm vụ</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p><text:span text:style-name="T1">Cũ</text:span>Mới</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="300"/><table:table-cell><text:p>xa</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell><text:p>2</text:p></table:table-cell><table:table-cell><text:p>Hai</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="300"/><table:table-cell><text:p>xa</text:p></table:table-cell></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document>"#;
    let imported = read(text.as_bytes());
    let found = rows(&imported);
    assert_eq!(found[0]["content"], "Mới");
    // A cell far to the right in a hidden row hides no other row.
    assert_eq!(imported.hidden.rows.len(), 1);
    assert_eq!(found.len(), 2);
    let keys: Vec<Key> = imported.notes.iter().map(|note| note.message.key).collect();
    assert!(keys.contains(&Key::NoteStruckText), "{keys:?}");
}

#[test]
fn every_refusal_is_in_vietnamese_with_its_detail_apart() {
    let errors = [
        ImportError::Unreadable("invalid Zip archive".to_owned()),
        ImportError::GaveUp,
        ImportError::Rtf,
        ImportError::Mhtml,
        ImportError::GoogleLink,
        ImportError::Archive(".rar"),
        ImportError::EmptyZip,
        ImportError::Presentation,
        ImportError::LettersLost,
        ImportError::Password,
    ];
    for error in errors {
        let text = error.user_message().text(Language::Vietnamese);
        let (main, detail) = text.split_once(" Chi tiết: ").unwrap_or((&text, ""));
        assert!(main.contains("Hãy") || main.contains("hãy"), "{main}");
        assert!(!main.contains("archive") && !main.contains('{'), "{main}");
        let has_detail = matches!(error, ImportError::Unreadable(_) | ImportError::GaveUp);
        assert_eq!(!detail.is_empty(), has_detail, "{error}");
    }
}
