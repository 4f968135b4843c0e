//! Kinds of files that other programs and other offices make: each is read as a person reads it.

use phuluc::{
    import::{self, Imported},
    wording::{Key, Language},
};

use crate::{
    headings::roles,
    hostile::package,
    pdf::keys,
    word::{cell, has, heading, item, notes, p, read, row, rows, run, table},
};

fn read_text(text: &str, name: &str) -> Imported {
    import::import(text.as_bytes(), name).unwrap()
}

/// The number and the title of each annex.
fn heads(imported: &Imported) -> Vec<[&str; 2]> {
    let annexes = imported.document.annexes.iter();
    annexes
        .map(|annex| [annex.head.number.as_str(), annex.head.title.as_str()])
        .collect()
}

#[test]
fn a_table_that_goes_on_under_its_name_is_one() {
    let rows_of = |from: u32| [from, from + 1].map(|it| item(&it.to_string(), &p(&run("Việc"))));
    for (name, n_notes) in [
        ("Phụ lục I (tiếp theo)", 2),
        ("Phụ lục I", 2),
        ("(tiếp)", 2),
    ] {
        let body = heading() + &table(&rows_of(1)) + &p(&run(name)) + &table(&rows_of(3));
        let imported = read(&body, &[]);
        assert_eq!(heads(&imported), [["I", "DANH MỤC NHIỆM VỤ"]]);
        assert_eq!(rows(&imported).len(), 4);
        assert_eq!(rows(&imported)[2], "3 | Việc | Sở Nội vụ");
        assert_eq!(imported.notes.len(), n_notes, "{:?}", notes(&imported));
        let said = imported.notes.iter().map(|note| &note.message);
        let said = said.filter(|it| it.key == Key::NoteRunningHead);
        assert_eq!(
            said.map(|it| it.args[0].as_str()).collect::<Vec<_>>(),
            [name]
        );
    }
    // In a worksheet too.
    let text = "Biểu 02;;\nNHIỆM VỤ;;\nSTT;Nhiệm vụ;Cơ quan chủ trì\n1;Một;Sở A\n\
                Biểu 02 (tiếp theo);;\nSTT;Nhiệm vụ;Cơ quan chủ trì\n2;Hai;Sở B\n";
    let imported = read_text(text, "x.csv");
    assert_eq!(rows(&imported), ["1 | Một | Sở A", "2 | Hai | Sở B"]);
}

#[test]
fn a_letterhead_between_two_tables_belongs_to_the_second() {
    let head = |left: &str, right: &str| {
        let cells = [left, right]
            .map(|text| cell(&text.split('~').map(|it| p(&run(it))).collect::<String>()));
        format!("<w:tbl>{}</w:tbl>", row(&cells))
    };
    let second = "<w:tbl>".to_owned()
        + &row(&["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027"].map(|it| cell(&p(&run(it)))))
        + &row(&["1", "Tỷ lệ", "%", "90"].map(|it| cell(&p(&run(it)))))
        + "</w:tbl>";
    for (left, right, number) in [
        ("UBND PHƯỜNG A~PHÒNG KINH TẾ", "Mẫu số 02", "02"),
        ("SỞ NỘI VỤ", "Biểu số 02", "02"),
        (
            "SỞ NỘI VỤ~Số: 12/BC-SNV",
            "Huế, ngày 05 tháng 3 năm 2027",
            "",
        ),
        (
            "SỞ NỘI VỤ~VĂN PHÒNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM~Độc lập - Tự do - Hạnh phúc",
            "",
        ),
    ] {
        let body = heading()
            + &table(&[item("1", &p(&run("Một")))])
            + &head(left, right)
            + &p(&run("BÁO CÁO CHỈ TIÊU"))
            + &second;
        let imported = read(&body, &[]);
        assert_eq!(
            heads(&imported),
            [["I", "DANH MỤC NHIỆM VỤ"], [number, "BÁO CÁO CHỈ TIÊU"]]
        );
        assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
        let before = imported.document.annexes[1].head.before.join("/");
        assert!(before.contains(left.split('~').next().unwrap()), "{before}");
    }
}

/// The body of a decision is no title.
#[test]
fn the_title_begins_on_the_last_page() {
    let decision = [
        "UBND TỈNH A",
        "QUYẾT ĐỊNH",
        "Ban hành chỉ tiêu",
        "Nơi nhận: như trên",
    ];
    let decision: String = decision.iter().map(|it| p(&run(it))).collect();
    let annex = |first: &str| format!("{first}{}", table(&[item("1", &p(&run("Một")))]));
    let title = run("DANH MỤC NHIỆM VỤ");
    for body in [
        decision.clone() + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + &annex(&p(&title)),
        decision.clone() + r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"# + &annex(&p(&title)),
        decision.clone() + &annex(&p(&format!(r#"<w:r><w:br w:type="page"/></w:r>{title}"#))),
        decision.clone() + &annex(&p(&format!("<w:pPr><w:pageBreakBefore/></w:pPr>{title}"))),
    ] {
        let imported = read(&body, &[]);
        assert_eq!(heads(&imported), [["", "DANH MỤC NHIỆM VỤ"]], "{body}");
        assert_eq!(imported.document.annexes[0].head.before.len(), 4);
    }
    // A break between the title and its table, and one below a number.
    let title = p(&run("Phụ lục II")) + &p(&title) + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>";
    let imported = read(&annex(&title), &[]);
    assert_eq!(heads(&imported), [["II", "DANH MỤC NHIỆM VỤ"]]);
}

/// Numbers that Word counts without storing them, as old templates have them.
#[test]
fn numbers_of_fields_are_counted() {
    let field = |code: &str| {
        let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
        let code = format!("<w:r><w:instrText> {code} </w:instrText></w:r>");
        mark("begin") + &code + &mark("end")
    };
    let numbered = |number: &str| {
        row(&[
            cell(&p(number)),
            cell(&p(&run("Việc"))),
            cell(&p(&run("Sở Nội vụ"))),
        ])
    };
    let simple = r#"<w:fldSimple w:instr=" AUTONUM "/>"#.to_owned();
    let lines = [field("AUTONUM \\* Arabic"), simple, field("AUTONUM")];
    let imported = read(&(heading() + &table(&lines.map(|it| numbered(&it)))), &[]);
    assert_eq!(
        rows(&imported),
        ["1.", "2.", "3."].map(|it| format!("{it} | Việc | Sở Nội vụ"))
    );
    assert_eq!(keys(&imported), [Key::NoteCounted]);
    // What Word computes otherwise is named; what it does not show is not.
    let content = p(&(run("Mức ") + &field("EQ \\f(1;2)") + &field("XE \"mức\"")));
    let imported = read(&(heading() + &table(&[item("1", &content)])), &[]);
    assert_eq!(keys(&imported), [Key::NoteFields]);
    assert!(notes(&imported)[0].contains("EQ \\f(1;2)"));
}

/// A page or a message that another program left in a Word document.
#[test]
fn parts_that_word_is_to_convert_are_read() {
    let rows_of_page = "<table><tr><th>STT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th></tr>\
        <tr><td>1</td><td>Một</td><td rowspan=2>Sở A</td></tr><tr><td>2</td><td>Hai</td></tr></table>";
    let page = format!("<html><body>{rows_of_page}<p>Cuối bảng</p></body></html>");
    let fragment = format!("<p>Kính gửi</p>{rows_of_page}");
    let message = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\n\
         Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n\
         {}\n--b--\n",
        page.replace('=', "=3D")
    );
    for part in [page, fragment, message] {
        let body = heading() + r#"<w:altChunk r:id="r0"/>"# + &p(&run("Nơi nhận: như trên"));
        let imported = read(&body, &[("aFChunk", &part)]);
        assert_eq!(heads(&imported)[0][0], "I");
        assert_eq!(rows(&imported), ["1 | Một | Sở A", "2 | Hai | Sở A"]);
        let after = imported.document.annexes[0].head.after.join(" / ");
        assert!(after.ends_with("Nơi nhận: như trên"), "{after}");
        assert!(!has(&imported, Key::NoteObjects));
    }
    // One that cannot be read is counted.
    let body = heading() + &table(&[item("1", &p(&run("Một")))]) + r#"<w:altChunk r:id="r0"/>"#;
    let imported = read(&body, &[("aFChunk", "{\\rtf1 x}")]);
    assert!(has(&imported, Key::NoteObjects));
}

/// A document whose table is a workbook that it shows as an object.
fn document_with_object(body: &str, object: &[u8]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        r#"<Relationships><Relationship Id="r0" Type="{office}/package" Target="embeddings/a.xlsx"/></Relationships>"#
    );
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    package(&[
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/embeddings/a.xlsx", object),
    ])
}

#[test]
fn a_workbook_that_a_document_shows_is_its_table() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Bảng 1").unwrap();
    let lines = [
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Một", "Sở A"],
        ["2", "Hai", "Sở B"],
    ];
    for (at, line) in (0..).zip(lines) {
        sheet.write_row(at, 0, line).unwrap();
    }
    let notes_sheet = book.add_worksheet().set_name("Nguồn").unwrap();
    notes_sheet.write(0, 0, "Số liệu gốc").unwrap();
    let book = book.save_to_buffer().unwrap();
    let object = r#"<w:p><w:r><w:object><o:OLEObject r:id="r0"/></w:object></w:r></w:p>"#;
    let body = heading() + object + &p(&run("Nơi nhận: như trên"));
    let imported = import::import(&document_with_object(&body, &book), "x.docx").unwrap();
    assert_eq!(heads(&imported), [["I", "DANH MỤC NHIỆM VỤ"]]);
    assert_eq!(rows(&imported), ["1 | Một | Sở A", "2 | Hai | Sở B"]);
    assert_eq!(
        imported.document.annexes[0].head.after,
        ["Nơi nhận: như trên"]
    );
    assert_eq!(
        keys(&imported),
        [Key::NoteEmbedded, Key::NoteEmbeddedOthers]
    );
    // One that cannot be read is what the refusal is about.
    let refused = import::import(&document_with_object(&body, b"equation"), "x.docx");
    let message = refused.unwrap_err().user_message();
    assert_eq!(message.key, Key::ImportObjects);
    assert_eq!(message.args, ["1"]);
}

/// The foot of a table may stand before its rows in the source.
#[test]
fn the_foot_of_a_table_of_a_page_is_below_its_rows() {
    let head = "<thead><tr><th>STT<th>Nhiệm vụ<th>Cơ quan chủ trì</thead>";
    let body = "<tbody><tr><td>1<td>Một<td rowspan=2>Sở A<tr><td>2<td>Hai</tbody>";
    let source = "<tr><td colspan=3>Nguồn: Thư viện tỉnh";
    let sum = "<tr><td><td>Cộng<td>2";
    for (foot, n_rows, after) in [(source, 2, "Nguồn: Thư viện tỉnh"), (sum, 3, "")] {
        let foot = format!("<tfoot>{foot}</tfoot>");
        for table in [
            format!("{head}{foot}{body}"),
            format!("{foot}{head}{body}"),
            format!("{head}{body}{foot}"),
        ] {
            let page = format!("<table>{table}</table><p>./.");
            let imported = read_text(&page, "x.html");
            let rows = rows(&imported);
            assert_eq!(rows[..2], ["1 | Một | Sở A", "2 | Hai | Sở A"], "{table}");
            assert_eq!(rows.len(), n_rows, "{table}");
            let head = &imported.document.annexes[0].head;
            assert_eq!(head.after.join(" / "), after, "{table}");
        }
    }
}

/// Numbered paragraphs with labels below each, which no line announces, in a text and in Word.
#[test]
fn paragraphs_with_labels_are_a_list_without_an_announcement() {
    let lines = [
        "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2027",
        "1. Xét xử lưu động",
        "- Đơn vị chủ trì: Tòa Hình sự",
        "- Thời gian: Quý II/2027",
        "2. Số hóa hồ sơ",
        "- Đơn vị chủ trì: Văn phòng",
        "- Thời gian: Tháng 10/2027",
        "Nơi nhận: như trên",
    ];
    let paragraphs = lines.map(|line| p(&run(line))).concat();
    let document = import::import(&crate::word::document(&paragraphs, &[]), "x.docx").unwrap();
    for imported in [read_text(&lines.join("\n"), "x.txt"), document] {
        assert_eq!(heads(&imported), [["", "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2027"]]);
        assert_eq!(roles(&imported), "stt content lead time");
        assert_eq!(
            rows(&imported),
            [
                "1. | Xét xử lưu động | Tòa Hình sự | Quý II/2027",
                "2. | Số hóa hồ sơ | Văn phòng | Tháng 10/2027",
            ]
        );
        assert!(has(&imported, Key::NoteNumberedParagraphs));
    }
    // The message about a text says nothing of another format.
    let refused = import::import("Kính gửi: Sở Nội vụ\nXin báo cáo.".as_bytes(), "x.txt");
    let message = refused
        .unwrap_err()
        .user_message()
        .text(Language::Vietnamese);
    assert!(
        message.contains("Phụ lục …") && !message.contains("CSV"),
        "{message}"
    );
}

/// A page saved from a spreadsheet on the web has its frame in it.
#[test]
fn the_frame_of_a_spreadsheet_is_no_table() {
    let page = "<table><thead><tr><th></th><th>A</th><th>B</th><th>C</th></tr></thead>\
        <tr><th>1</th><td colspan=3>Phụ lục 36</td></tr><tr><th>2</th><td colspan=3>NHIỆM VỤ</td></tr>\
        <tr><th>3</th><td></td><td></td><td></td></tr>\
        <tr><th>4</th><td>TT</td><td>Nhiệm vụ</td><td>Cơ quan chủ trì</td></tr>\
        <tr><th>5</th><td>1</td><td>Một</td><td>Sở A</td></tr>\
        <tr><th>6</th><td>2</td><td>Hai</td><td>Sở B</td></tr></table>";
    let imported = read_text(page, "x.html");
    assert_eq!(heads(&imported), [["36", "NHIỆM VỤ"]]);
    assert_eq!(roles(&imported), "stt content lead");
    assert_eq!(keys(&imported), [Key::NoteSheetFrame]);
}

/// Columns that only the grid of the file has, in a page and in Word.
#[test]
fn grid_columns_that_no_row_divides_are_one() {
    let page = "<table><tr><td>STT</td><td colspan=2>Tên nhiệm vụ</td><td colspan=3>Đơn vị phối hợp</td><td>Kết quả</td></tr>\
        <tr><td>1</td><td colspan=2>Một</td><td colspan=3>Sở A</td><td>01 giải</td></tr>\
        <tr><td>2</td><td colspan=2>Hai</td><td colspan=3>Sở B</td><td>60 lớp</td></tr></table>";
    let imported = read_text(page, "x.html");
    assert_eq!(roles(&imported), "stt content coordinating result");
    assert_eq!(rows(&imported)[0], "1 | Một | Sở A | 01 giải");
    assert!(!has(&imported, Key::NoteMergedAcross));

    let wide = |text: &str| {
        format!(
            r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#,
            p(&run(text))
        )
    };
    let line = |texts: [&str; 3]| row(&[cell(&p(&run(texts[0]))), wide(texts[1]), wide(texts[2])]);
    let lines = [
        line(["STT", "Nhiệm vụ", "Cơ quan chủ trì"]),
        line(["1", "Một", "Sở A"]),
        line(["2", "Hai", "Sở B"]),
    ];
    let imported = read(
        &format!("{}<w:tbl>{}</w:tbl>", heading(), lines.concat()),
        &[],
    );
    assert_eq!(rows(&imported), ["1 | Một | Sở A", "2 | Hai | Sở B"]);
}

/// "Đơn vị" over the names of places is whoever has the target, no unit of measure.
#[test]
fn names_of_places_are_no_units() {
    for cells in [
        ["Phường Kinh Bắc", "Xã Yên Phong", "Trường Đại học A"],
        ["Thôn 1", "Thôn 2", "Bản Cát"],
    ] {
        let rows = (1..)
            .zip(cells)
            .map(|(n, cell): (u32, _)| format!("{n};{cell};4{n}0;\n"));
        let text =
            "Phụ lục VI;;;\nCHỈ TIÊU HIẾN MÁU;;;\nTT;Đơn vị;Chỉ tiêu năm 2027;Ghi chú\n".to_owned();
        let imported = read_text(&(text + &rows.collect::<String>()), "x.csv");
        assert_eq!(roles(&imported), "stt content target note");
    }
}

/// What a form on a page shows is in its fields.
#[test]
fn fields_of_a_form_on_a_page_are_read() {
    let page = "<table><tr><td>STT</td><td>Nhiệm vụ</td><td>Cơ quan chủ trì</td><td>Kết quả</td></tr>\
        <tr><td>1</td><td><input value=\"Một\"><input type=hidden value=\"ma-1\"></td>\
        <td><select><option>Sở A<option selected>Sở B<option>Sở C</select></td>\
        <td><textarea>01 lớp</textarea></td></tr>\
        <tr><td>2</td><td>Hai</td><td><select><option>Sở D</option><option>Sở E</option></select></td>\
        <td><input type=checkbox checked> Đạt</td></tr></table>";
    let imported = read_text(page, "x.html");
    assert_eq!(
        rows(&imported),
        ["1 | Một | Sở B | 01 lớp", "2 | Hai | Sở D | ☒ Đạt"]
    );
}

/// Text in the letters of TCVN3, saved without any encoding.
#[test]
fn a_text_in_a_legacy_encoding_is_converted_as_a_whole() {
    let text = "Phô lôc 31;;\nPH¢N C¤NG NHIÖM Vô;;\nTT;NhiÖm vô;§¬n vÞ chñ tr×\n\
                1;ChØnh lý tµi liÖu;Së Néi vô\n2;Sè hãa;Së Khoa häc\n";
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let imported = import::import(&bytes, "x.csv").unwrap();
    assert_eq!(heads(&imported), [["31", "PHÂN CÔNG NHIỆM VỤ"]]);
    assert_eq!(
        rows(&imported),
        [
            "1 | Chỉnh lý tài liệu | Sở Nội vụ",
            "2 | Số hóa | Sở Khoa học"
        ]
    );
    assert_eq!(keys(&imported), [Key::NoteLegacyText]);
}

#[test]
fn tables_drawn_in_a_text_are_tables() {
    let ruled = "Phụ lục 40\nNHIỆM VỤ\n\
        +-----+-----------+-----------------+\n| STT | Nhiệm vụ  | Cơ quan chủ trì |\n\
        +=====+===========+=================+\n| I   | Chuẩn bị  |                 |\n\
        +-----+-----------+-----------------+\n| 1   | Thu thập  | Sở A            |\n\
        |     | sổ        |                 |\n+-----+-----------+-----------------+\n";
    let bare = "## Phụ lục 40\n### NHIỆM VỤ\n\n#### I. Chuẩn bị\n\nSTT | Nhiệm vụ | Cơ quan chủ trì\n\
        --- | --- | ---\n1 | Thu thập sổ | Sở A\n\n#### II. Số hóa\n\n\
        STT | Nhiệm vụ | Cơ quan chủ trì\n--- | --- | ---\n2 | Quét | Sở B\n";
    for (text, n_rows) in [(ruled, 2), (bare, 4)] {
        let imported = read_text(text, "x.md");
        assert_eq!(heads(&imported), [["40", "NHIỆM VỤ"]]);
        let rows = rows(&imported);
        assert_eq!(rows.len(), n_rows, "{rows:?}");
        assert_eq!(rows[0].replace('.', ""), "I | Chuẩn bị");
        assert_eq!(rows[1], "1 | Thu thập sổ | Sở A");
    }
}

#[test]
fn labels_below_numbered_paragraphs_are_columns() {
    let text = "Phụ lục 42\nNHIỆM VỤ\n\n1. Hoàn thiện hồ sơ\n   - Cơ quan chủ trì: Sở A\n   - Thời gian thực hiện: Quý III/2027\n\
        2. Diễn tập\n   - Cơ quan chủ trì: Công an tỉnh\n   - Thời gian thực hiện: Tháng 10/2027\n";
    let imported = read_text(text, "x.txt");
    assert_eq!(roles(&imported), "stt content lead time");
    assert_eq!(
        rows(&imported),
        [
            "1. | Hoàn thiện hồ sơ | Sở A | Quý III/2027",
            "2. | Diễn tập | Công an tỉnh | Tháng 10/2027"
        ]
    );
    assert_eq!(keys(&imported), [Key::NoteNumberedParagraphs]);
}
