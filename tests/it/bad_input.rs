//! Files that are not annexes: each kind has its own message in Vietnamese that says what to do.

use std::{fs, path::PathBuf};

use phuluc::{
    export::OutputFormat,
    import::{self, ImportError},
    model::sample,
    report,
    wording::Language,
};
use rust_xlsxwriter::Workbook;

fn error(bytes: &[u8]) -> ImportError {
    import::import(bytes, "tệp.xlsx").unwrap_err()
}

/// Returns a workbook of one sheet written by `fill`.
fn workbook(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn each_kind_of_bad_file_has_its_own_message() {
    let good = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    let password = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/password.xlsx");
    let word_2 = b"\xDB\xA5\x2D\0";
    let cases = [
        (error(b""), ImportError::Empty),
        (error(&good[..good.len() / 2]), ImportError::Truncated),
        (error(&fs::read(password).unwrap()), ImportError::Password),
        (
            error("Họ tên,Điện thoại\nA,0205\n".as_bytes()),
            ImportError::NoTableInText,
        ),
        (
            error("<html><body><table><tr><td>STT</td></tr></table></body></html>".as_bytes()),
            ImportError::NoTableInPage,
        ),
        (error(b"%PDF-1.7 \n"), ImportError::Truncated),
        (error(word_2), ImportError::OldWord),
        (error(b"\x89PNG\r\n\x1a\n\0\0"), ImportError::Unknown),
        (error(&workbook(|_| ())), ImportError::NoTable),
        (
            error(&workbook(|sheet| {
                sheet.write(0, 0, "Ghi chép họp giao ban").unwrap();
            })),
            ImportError::NoTable,
        ),
    ];
    let mut texts = Vec::new();
    for (found, expected) in cases {
        assert_eq!(found, expected);
        texts.push(found.user_message().text(Language::Vietnamese));
    }
    texts.sort();
    texts.dedup();
    assert_eq!(
        texts.len(),
        8,
        "two cases share NoTable, two Truncated, all others have words of their own"
    );
}

#[test]
fn a_workbook_with_a_damaged_part_is_an_error_not_a_panic() {
    let good = report::export(&sample::document(), OutputFormat::Xlsx).unwrap();
    for at in (60..good.len() - 200).step_by(97) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        // Some damage is harmless; none may cause a panic.
        import::import(&bad, "x.xlsx").ok();
    }
}

/// Hidden sheets, rows and columns are reported. A hidden sheet is not imported by default; hidden
/// rows and columns are, but are marked so that the user can exclude them.
#[test]
fn what_a_file_hides_is_asked_about() {
    let mut book = Workbook::new();
    for name in ["PL I", "Nháp"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet
            .write_row(0, 0, ["STT", "Chỉ tiêu", "Cơ quan chủ trì", "Ghi chú"])
            .unwrap();
        sheet
            .write_row(1, 0, ["1", "Tỷ lệ hồ sơ", "Sở Nội vụ", "x"])
            .unwrap();
        sheet
            .write_row(2, 0, ["2", "Tỷ lệ cũ", "Sở Nội vụ", "y"])
            .unwrap();
        sheet.set_hidden(name == "Nháp");
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    }
    let imported = import::import(&book.save_to_buffer().unwrap(), "x.xlsx").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(imported.hidden.annexes.len(), 1);
    assert!(
        imported.hidden.rows.contains(&annex.rows[1].id)
            && !imported.hidden.rows.contains(&annex.rows[0].id)
    );
    assert!(imported.hidden.columns.contains(&annex.columns[3].id));
    let notes = imported.notes.iter().map(|note| {
        format!(
            "{}: {}",
            note.sheet,
            note.message.text(Language::Vietnamese)
        )
    });
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            "PL I: Có 1 dòng bị ẩn trong tệp.",
            "PL I: Cột D (Ghi chú) bị ẩn trong tệp.",
            "Nháp: Có 1 dòng bị ẩn trong tệp.",
            "Nháp: Cột D (Ghi chú) bị ẩn trong tệp.",
            "Nháp: Trang tính ẩn, chưa nhập.",
        ]
    );
}

#[test]
fn what_is_left_out_is_counted() {
    let bytes = workbook(|sheet| {
        sheet
            .write_row(0, 0, ["STT", "Chỉ tiêu", "Cơ quan chủ trì"])
            .unwrap();
        sheet
            .write_row(1, 0, ["1", "Tỷ lệ hồ sơ", "Sở Nội vụ"])
            .unwrap();
        sheet.write(1, 16_383, "x").unwrap();
        sheet.write(1_048_575, 300, "y").unwrap();
    });
    let imported = import::import(&bytes, "x.xlsx").unwrap();
    assert_eq!(imported.document.annexes[0].columns.len(), 3);
    let texts: Vec<String> = imported
        .notes
        .iter()
        .map(|note| note.message.text(Language::Vietnamese))
        .collect();
    assert_eq!(texts, ["Bỏ 2 ô nằm bên phải cột thứ 256."]);
}

/// The user typed `12/2026`, `4/5` and `6.10`, which Excel stored as two dates and a number.
#[test]
fn what_excel_made_of_the_typing_is_taken_back() {
    let bytes = workbook(|sheet| {
        let format = |code: &str| rust_xlsxwriter::Format::new().set_num_format(code);
        sheet
            .write_row(
                0,
                0,
                [
                    "STT",
                    "Nhiệm vụ",
                    "Cơ quan chủ trì",
                    "Sản phẩm",
                    "Thời gian",
                ],
            )
            .unwrap();
        sheet
            .write_row(1, 0, ["6", "Hồ sơ", "Sở Nội vụ", "Báo cáo", "Tháng 6/2026"])
            .unwrap();
        for sub in 1..=11u32 {
            let row = sub + 1;
            let number = f64::from(6 * 10u32.pow(u32::from(sub > 9) + 1) + sub)
                / f64::from(10u32.pow(u32::from(sub > 9) + 1));
            sheet.write(row, 0, number).unwrap();
            sheet
                .write_row(row, 1, ["Tài liệu", "Sở Nội vụ", "Báo cáo", "Năm 2026"])
                .unwrap();
        }
        sheet
            .write_with_format(3, 4, 46_357, &format("mmm-yy"))
            .unwrap();
        sheet
            .write_with_format(4, 3, 46_146, &format("d-mmm"))
            .unwrap();
    });
    let imported = import::import(&bytes, "x.xlsx").unwrap();
    let rows = phuluc::export::outline::outline(&imported.document)[0]["rows"].clone();
    assert_eq!(rows[2]["time"], "Tháng 12/2026");
    assert_eq!(rows[3]["result"], "4/5");
    let ordinals: Vec<&str> = (8..12)
        .map(|row| rows[row]["stt"].as_str().unwrap())
        .collect();
    assert_eq!(ordinals, ["6.8", "6.9", "6.10", "6.11"]);
    let notes: Vec<String> = imported
        .notes
        .iter()
        .map(|note| note.message.text(Language::Vietnamese))
        .collect();
    assert_eq!(
        notes,
        [
            "Ô E4: Excel lưu thành ngày (Thg12-26); ghi lại như đã gõ: “Tháng 12/2026”.",
            "Ô D5: Excel lưu thành ngày (4-Thg5); ghi lại như đã gõ: “4/5”.",
            "Số thứ tự 6.1 đứng sau số .9 nên đọc là 6.10.",
        ]
    );
}

/// Typical layout of office tables: letterhead, a row of column numbers, section headings merged
/// over the whole width, an empty A1, closing lines.
#[test]
fn a_messy_sheet_is_read_as_people_read_it() {
    let bytes = workbook(|sheet| {
        let plain = rust_xlsxwriter::Format::new();
        sheet.write(1, 1, "ỦY BAN NHÂN DÂN").unwrap();
        sheet.write(2, 1, "Phụ lục III: ").unwrap();
        sheet.write(3, 1, "CHỈ TIÊU NĂM 2026").unwrap();
        sheet
            .write(
                4,
                1,
                "(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 2/1/2026 của UBND xã)",
            )
            .unwrap();
        sheet
            .write_row(
                6,
                1,
                ["TT", "Nội dung", "ĐVT", "Năm 2026", "Đơn vị thực hiện"],
            )
            .unwrap();
        sheet
            .write_row(7, 1, ["(1)", "(2)", "(3)", "(4)", "(5)"])
            .unwrap();
        sheet
            .merge_range(8, 1, 8, 5, "A. Phục vụ người dân", &plain)
            .unwrap();
        sheet
            .write_row(9, 1, ["1", "Tỷ lệ hồ sơ trực tuyến", "%"])
            .unwrap();
        sheet
            .write_with_format(
                9,
                4,
                0.855,
                &rust_xlsxwriter::Format::new().set_num_format("0.0%"),
            )
            .unwrap();
        sheet.write(9, 5, "Văn phòng").unwrap();
        sheet
            .merge_range(11, 1, 11, 5, "B. Hạ tầng", &plain)
            .unwrap();
        sheet
            .write_row(12, 1, ["1", "Số điểm kết nối", "Điểm", "3"])
            .unwrap();
        sheet.write(13, 1, "./.").unwrap();
        sheet.write(15, 1, "Nơi nhận: UBND tỉnh").unwrap();
    });
    let document = import::import(&bytes, "x.xlsx").unwrap().document;
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&phuluc::export::outline::outline(&document)).unwrap()
    );
    assert_eq!(document.annexes[0].head.before, ["ỦY BAN NHÂN DÂN"]);
    assert_eq!(document.annexes[0].head.after, ["Nơi nhận: UBND tỉnh"]);
}
