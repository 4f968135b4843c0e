//! Word files that go wrong elsewhere: `../shared/reports/W*`, each with what is right.

use std::{fs, path::Path};

use crate::{
    annexes,
    need::{Missing, Outcome},
    office::{convert, folder, need},
};
use phuluc::{
    export::outline,
    import::{self, Imported},
    wording::Key,
};
use serde_json::Value;

const FIELDS: [&str; 6] = ["stt", "content", "lead", "coordinating", "result", "time"];

fn read(file: &str) -> Result<Imported, Missing> {
    let bytes = annexes::bytes(&format!("../reports/{file}"))?;
    Ok(read_bytes(&bytes, file))
}

fn read_bytes(bytes: &[u8], file: &str) -> Imported {
    let imported = import::import(bytes, file).unwrap();
    let head = &imported.document.annexes[0].head;
    assert_eq!(
        [&head.number, &head.title],
        ["I", "DANH MỤC NHIỆM VỤ"],
        "{file}"
    );
    assert_eq!(
        head.reference,
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)"
    );
    imported
}

/// The fields of each row, with bars between them; sections are marked.
fn lines(imported: &Imported) -> Vec<String> {
    let outline = outline::outline(&imported.document);
    let rows = outline[0]["rows"].as_array().unwrap().clone();
    let line = |row: &Value| {
        let fields = FIELDS.map(|key| row[key].as_str().unwrap_or_default());
        let mark = if row["kind"] == "section" { "# " } else { "" };
        format!("{mark}{}", fields.join(" | "))
    };
    rows.iter().map(line).collect()
}

fn field(imported: &Imported, row: usize, key: &str) -> String {
    let outline = outline::outline(&imported.document);
    outline[0]["rows"][row][key]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn has(imported: &Imported, key: Key) -> bool {
    imported.notes.iter().any(|note| note.message.key == key)
}

pub(crate) fn automatic_numbers_are_ordinals() -> Outcome {
    let found = lines(&read("W01-auto-numbers.docx")?);
    let starts: Vec<String> = found
        .iter()
        .map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        starts,
        [
            "# I Hoàn thiện thể chế",
            "1 Ban hành kế hoạch",
            "2 Ban hành quy chế",
            "a) Quy chế quản lý",
            "b) Quy chế khai thác",
            "# II Hạ tầng số",
            "1 Xây dựng nền tảng",
            "2 Tổng kết",
        ]
    );
    Ok(())
}

pub(crate) fn marks_of_lists_stand_in_cells() -> Outcome {
    let imported = read("W03-lists-in-cell.docx")?;
    let contents: Vec<String> = (0..4).map(|row| field(&imported, row, "content")).collect();
    assert_eq!(
        contents,
        [
            "Ban hành các văn bản sau:\na) Quy chế quản lý;\nb) Quy chế khai thác.",
            "Đào tạo, trong đó:\n- Lãnh đạo;\n- Công chức.",
            "Tổng kết\n1. Báo cáo năm;\n2. Báo cáo giai đoạn.",
            "Thực hiện điểm a mục 1",
        ]
    );
    Ok(())
}

pub(crate) fn rows_start_and_end_at_their_grid_columns() -> Outcome {
    assert_eq!(
        lines(&read("W04-grid-before-after.docx")?)[1..],
        [
            " | Xây dựng nền tảng | Công an tỉnh | Sở Tư pháp | Nền tảng | Năm 2027",
            "3 | Tổng kết | Sở Tài chính | Sở Xây dựng | Báo cáo | ",
            "4 | Sơ kết | Sở Y tế | Sở Y tế | Báo cáo | Năm 2028",
        ]
    );
    Ok(())
}

pub(crate) fn prompts_of_content_controls_are_no_text() -> Outcome {
    assert_eq!(
        lines(&read("W05-content-controls.docx")?),
        [
            "1 | Ban hành kế hoạch | Sở Nội vụ | Sở Y tế | Kế hoạch | 31/12/2026",
            "2 | Tổng kết |  | Sở Y tế |  | Năm 2030",
            "3 | Sơ kết | Sở Tư pháp | Sở Tài chính | Báo cáo | Năm 2028",
        ]
    );
    Ok(())
}

pub(crate) fn text_boxes_are_read_once() -> Outcome {
    let imported = read("W06-text-boxes.docx")?;
    assert_eq!(field(&imported, 0, "content"), "Ban hành kế hoạch\nMới");
    let boxes = imported
        .notes
        .iter()
        .find(|note| note.message.key == Key::NoteBoxes);
    let quoted = &boxes.unwrap().message.args;
    assert_eq!(quoted.as_slice(), ["“DỰ THẢO LẦN 2”"]);
    Ok(())
}

pub(crate) fn tracked_changes_are_as_if_accepted() -> Outcome {
    let imported = read("W08-tracked.docx")?;
    assert_eq!(
        lines(&imported),
        [
            "1 | Ban hành kế hoạch năm 2026 | Sở Nội vụ | Sở Y tế | Báo cáo | Năm 2026",
            "2 | Nhiệm vụ mới thêm | Công an tỉnh |  |  | Năm 2027",
            "3 | Tổng kết | Sở Nội vụ | Sở Y tế | Báo cáo | Năm 2026",
            "4 | Nối liền với đoạn sau | Sở Nội vụ | Sở Y tế | Báo cáo | Năm 2026",
        ]
    );
    assert!(has(&imported, Key::NoteChanges));
    Ok(())
}

pub(crate) fn struck_text_is_said_and_hidden_text_is_absent() -> Outcome {
    let imported = read("W09-struck-hidden.docx")?;
    assert_eq!(
        lines(&imported)[0],
        "1 | Ban hành kế hoạch | Sở Khoa học và Công nghệ | Sở Y tế | Báo cáo | Năm 2026"
    );
    assert!(has(&imported, Key::NoteStruckRuns) && has(&imported, Key::NoteHiddenRuns));
    Ok(())
}

pub(crate) fn symbols_are_what_they_show() -> Outcome {
    let imported = read("W10-symbols.docx")?;
    let fields = [
        "content",
        "lead",
        "result",
        "other: Đã hoàn thành",
        "other: Chưa hoàn thành",
    ];
    let row = |row| fields.map(|key| field(&imported, row, key)).join(" | ");
    assert_eq!(row(0), "Ban hành kế hoạch | Sở Nội vụ | ≥ 95% | ✓ | ◻");
    assert_eq!(
        row(1),
        "Kế hoạch 57-NQ/TW; hướngdẫn | Sở Y tế | A B | ◻ | ☑"
    );
    Ok(())
}

pub(crate) fn footnotes_stand_below_the_table() -> Outcome {
    let imported = read("W11-footnotes.docx")?;
    assert_eq!(
        field(&imported, 0, "content"),
        "Ban hành kế hoạch(1) năm 2026"
    );
    assert_eq!(field(&imported, 1, "content"), "Tổng kết(2)");
    assert_eq!(
        imported.document.annexes[0].head.after,
        [
            "(1) Theo Quyết định số 2629/QĐ-TTg ngày 01/12/2025.",
            "(2) Số liệu tạm tính.",
        ]
    );
    Ok(())
}

const FILES: [&str; 9] = [
    "W01-auto-numbers",
    "W03-lists-in-cell",
    "W04-grid-before-after",
    "W05-content-controls",
    "W06-text-boxes",
    "W08-tracked",
    "W09-struck-hidden",
    "W10-symbols",
    "W11-footnotes",
];
/// Those that LibreOffice writes as something else: it shows no table and no numbers in its own file of
/// the first, and writes prompts and deleted rows as text.
const WRITTEN_OTHERWISE: [&str; 3] = ["W01-auto-numbers", "W05-content-controls", "W08-tracked"];

/// Each file as LibreOffice writes it for Word 97 to 2003 gives the rows of the original.
pub(crate) fn old_word_documents_give_the_rows_of_their_originals() -> Outcome {
    need("soffice", "--version")?;
    let folder = folder("reports-doc");
    let names = || {
        FILES
            .into_iter()
            .filter(|name| !WRITTEN_OTHERWISE.contains(name))
    };
    let mut paths = Vec::new();
    for name in names() {
        let path = folder.join(format!("{name}.docx"));
        let bytes = annexes::bytes(&format!("../reports/{name}.docx"))?;
        fs::write(&path, bytes).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    let shown: Vec<&str> = paths.iter().map(String::as_str).collect();
    convert(&folder, "doc", &shown);
    let squeezed = |imported: &Imported| -> Vec<String> {
        let lines = lines(imported).into_iter();
        let words = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        words.collect()
    };
    let mut differences = Vec::new();
    for name in names() {
        let path = Path::new(&folder).join(format!("{name}.doc"));
        let found = squeezed(&read_bytes(&fs::read(path).unwrap(), "x.doc"));
        let expected = squeezed(&read(&format!("{name}.docx"))?);
        if found != expected {
            differences.push(format!("{name}:\n{found:#?}\n{expected:#?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    Ok(())
}
