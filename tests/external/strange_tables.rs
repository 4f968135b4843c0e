//! Small files that hold one difficulty each, in spreadsheets, text and archives.

use std::collections::BTreeMap;

use crate::{
    annexes,
    need::{Missing, Outcome},
};
use phuluc::{
    export::outline,
    import::{self, ImportError, Imported},
    wording::Key,
};
use serde_json::Value;

fn import(file: &str) -> Result<Result<Imported, ImportError>, Missing> {
    let bytes = annexes::bytes(&format!("../reports/{file}"))?;
    Ok(import::import(&bytes, file))
}

fn read(file: &str) -> Result<Imported, Missing> {
    Ok(import(file)?.unwrap())
}

/// The texts of a field in the rows of the first annex.
fn field(imported: &Imported, name: &str) -> Vec<String> {
    let annexes = outline::outline(&imported.document);
    let rows = annexes[0]["rows"].as_array().unwrap();
    let texts = rows.iter().map(|row| match &row[name] {
        Value::String(text) => text.clone(),
        _ => String::new(),
    });
    texts.collect()
}

fn keys(imported: &Imported) -> Vec<Key> {
    imported.notes.iter().map(|note| note.message.key).collect()
}

/// A key of the outline, and its texts row by row.
type Field<'a> = (&'a str, &'a [&'a str]);

/// Checks the fields of each row of the first annex.
#[track_caller]
fn assert_fields(file: &str, imported: &Imported, expected: &[Field]) {
    for (name, texts) in expected {
        assert_eq!(field(imported, name), *texts, "{file}: {name}");
    }
}

pub(crate) fn numbers_are_shown_as_excel_shows_them() -> Outcome {
    let cases: &[(&str, &[Field])] = &[
        (
            "I01-rounding-as-shown.xlsx",
            &[
                ("target 2026", &["13%", "107%", "10,16", "Duy trì 100%"]),
                ("target 2030", &["99,3%", "6,3%", "3", "100%"]),
            ],
        ),
        (
            "I02-format-sections.xlsx",
            &[
                (
                    "target 2026",
                    &["-", "(1.250)", "Hoàn thành", "182.438", "36.500.000 ₫"],
                ),
                ("target 2030", &["5", "-", "Chưa đạt", "95,5", "1/2"]),
            ],
        ),
        (
            "I04-dates-with-words.xlsx",
            &[(
                "time",
                &[
                    "Tháng 12/2026",
                    "Quý IV/2026",
                    "Trước ngày 5/3/2026",
                    "Năm 2027",
                    "30 Tháng Sáu 2026",
                    "5/3/2026",
                ],
            )],
        ),
        (
            "more/r22_time_of_day.xlsx",
            &[("target 2026", &["8:00", "36:30", "05/01/2026 08:30"])],
        ),
        (
            "more/r23_scaled_thousands.xlsx",
            &[("target 2026", &["1.235", "1.235", "1.234,6"])],
        ),
        (
            "more/r25_optional_decimals.xlsx",
            &[("target 2026", &["12,5", "3"])],
        ),
        (
            "more/r26_digits_with_literals.xlsx",
            &[("target 2026", &["0912.345.678", "6.1", "12-34-56"])],
        ),
    ];
    for (file, fields) in cases {
        let imported = read(file)?;
        assert_fields(file, &imported, fields);
        // Some of these tables have no column of agencies, which is said.
        let mut told = keys(&imported);
        told.retain(|key| *key != Key::NoteNoLead);
        assert_eq!(told, [], "{file}");
        assert_eq!(imported.doubts, [], "{file}");
    }
    Ok(())
}

pub(crate) fn every_kind_of_number_format_is_shown() -> Outcome {
    let imported = read("more/r20_number_formats.xlsx")?;
    let annexes = outline::outline(&imported.document);
    let rows = annexes[0]["rows"].as_array().unwrap();
    let shown: BTreeMap<&str, &str> = rows
        .iter()
        .map(|row| {
            let text = row["note"].as_str().unwrap_or_default();
            (row["content"].as_str().unwrap(), text)
        })
        .collect();
    assert_eq!(shown.len(), 90);
    for (row, expected) in [
        ("dòng 2", "8:00"),
        ("dòng 4", "02:30 CH"),
        ("dòng 5", "36:30"),
        ("dòng 11", "05/01/2026 8:30"),
        ("dòng 17", "1.235"),
        ("dòng 20", "-"),
        ("dòng 21", "(1.500)"),
        ("dòng 25", ""),
        ("dòng 30", "2,5tr"),
        ("dòng 32", "2 1/4"),
        ("dòng 36", "123,5E+3"),
        ("dòng 39", "(243) 825-1234"),
        ("dòng 53", "15.000 ₫"),
        ("dòng 54", "VND 15.000"),
        ("dòng 64", "2,68"),
        ("dòng 77", "1905"),
        ("dòng 80", "ngày 05 tháng 01 năm 2026"),
        ("dòng 82", "5-Jan-26"),
        ("dòng 83", "13%"),
        ("dòng 89", "1,01"),
    ] {
        assert_eq!(shown[row], expected, "{row}");
    }
    Ok(())
}

pub(crate) fn struck_out_and_merged_cells_are_named() -> Outcome {
    let imported = read("I08-struck-out.xlsx")?;
    assert_eq!(field(&imported, "target 2026")[0], "90%");
    assert_eq!(field(&imported, "lead")[2], "Sở Khoa học và Công nghệ");
    assert_eq!(imported.hidden.rows.len(), 1);
    assert_eq!(
        keys(&imported),
        [Key::NoteStruckText, Key::NoteStruckRow, Key::NoteStruckText]
    );
    let file = "I16-merged-across.xlsx";
    assert_fields(
        file,
        &read(file)?,
        &[
            ("target 2026", &["90%", "80%"]),
            ("target 2027", &["90%", "95%"]),
            ("target 2028", &["90%", "95%"]),
            ("lead", &["Sở Nội vụ", "Sở Y tế"]),
            ("coordinating", &["Sở Nội vụ", "Sở Tư pháp"]),
        ],
    );
    Ok(())
}

pub(crate) fn encodings_are_recovered_with_evidence_only() -> Outcome {
    let file = "V01-mixed-encodings-in-cell.xlsx";
    let imported = read(file)?;
    assert_fields(
        file,
        &imported,
        &[(
            "content",
            &[
                "Nâng cao tỷ lệ hồ sơ trực tuyến toàn trình",
                "Ban hành kế hoạch chuyển đổi số của tỉnh",
                "Đào tạo cán bộ, công chức",
                "Xây dựng cơ sở dữ liệu dùng chung",
                "Tổng kết giai đoạn",
            ],
        )],
    );
    assert_eq!(field(&imported, "lead")[4], "SỞ TÀI CHÍNH");
    let file = "V02-utf8-read-as-1252.xlsx";
    assert_fields(
        file,
        &read(file)?,
        &[
            ("content", &["Ban hành kế hoạch chuyển đổi số", "Tổng kết"]),
            ("lead", &["Sở Nội vụ", "Sở Y tế"]),
            ("time", &["Năm 2026", "Năm 2030"]),
        ],
    );
    let imported = read("V02b-utf8-literal-in-two-cells.xlsx")?;
    assert_eq!(field(&imported, "lead")[0], "Sở Nội vụ");
    assert_eq!(field(&imported, "content")[1], "KỶ NIỆM ngày chuyển đổi số");
    for (file, heading) in [
        ("more/r28_guillemets_as_tcvn3.xlsx", "Ghi chú"),
        ("more/r28b_tick_marks_as_tcvn3.xlsx", "Có"),
    ] {
        let imported = read(file)?;
        let columns = &imported.document.annexes[0].columns;
        assert!(columns.iter().any(|it| it.header == [heading]), "{file}");
        assert!(!keys(&imported).contains(&Key::NoteLegacyFont), "{file}");
    }
    Ok(())
}

pub(crate) fn files_that_other_programs_open_are_read() -> Outcome {
    for (file, n_notes) in [
        ("more/r11_capital_stream.xls", 0),
        ("more/r12_goi.zip", 0),
        ("more/r14_macrosheet.xlsm", 1),
        ("more/r15b_empty_relation.xlsx", 1),
    ] {
        let imported = read(file)?;
        assert_eq!(
            field(&imported, "stt"),
            ["I", "1", "2", "II", "3"],
            "{file}"
        );
        let notes = vec![Key::NoteNotTableSheet; n_notes];
        assert_eq!(keys(&imported), notes, "{file}");
    }
    let file = "C01-sep-line.csv";
    let imported = read(file)?;
    let head = &imported.document.annexes[0].head;
    assert_eq!((head.title.as_str(), head.before.len()), ("", 0));
    assert_eq!(
        field(&imported, "content")[1],
        "Tỷ lệ \"số hóa\"; lưu trữ\nđiện tử"
    );
    let locked = import("more/r12_velvet.xlsx")?;
    assert_eq!(locked.map(|it| it.document.annexes.len()), Ok(1));
    assert_eq!(import("more/r29_chrome.mhtml")?, Err(ImportError::Mhtml));
    Ok(())
}
