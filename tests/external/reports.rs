//! Small files with one difficulty each, and annexes of other fields.

use crate::{annexes, need::Outcome};
use phuluc::{
    export::outline,
    import::{self, Imported},
    model::RowKind,
    wording::Key,
};
use serde_json::{Value, json};

fn read(file: &str) -> Result<(Imported, Value), crate::need::Missing> {
    let bytes = annexes::bytes(&format!("../{file}"))?;
    let imported = import::import(&bytes, file).unwrap();
    let outline = outline::outline(&imported.document);
    Ok((imported, outline))
}

/// Returns the keys of the columns of an annex.
fn keys(annex: &Value) -> Vec<&str> {
    let columns = annex["columns"].as_array().unwrap().iter();
    columns.map(|column| column[0].as_str().unwrap()).collect()
}

pub(crate) fn tables_side_by_side_are_two_annexes() -> Outcome {
    let (_, outline) = read("reports/I06-side-by-side.xlsx")?;
    assert_eq!(outline.as_array().unwrap().len(), 2);
    let (left, right) = (&outline[0], &outline[1]);
    assert_eq!(
        (&left["number"], &left["title"]),
        (&json!("I"), &json!("CHỈ TIÊU"))
    );
    assert_eq!(keys(left), ["stt", "content", "unit", "target", "lead"]);
    assert_eq!(left["rows"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&right["number"], &right["title"]),
        (&json!("II"), &json!("NHIỆM VỤ"))
    );
    assert_eq!(keys(right), ["stt", "content", "lead", "time"]);
    assert_eq!(right["rows"].as_array().unwrap().len(), 2);
    Ok(())
}

pub(crate) fn plain_headings_say_what_they_are() -> Outcome {
    for (file, expected) in [
        (
            "reports/I11-commune-milestones.xlsx",
            &[
                "stt",
                "content",
                "target -2026",
                "target -2030",
                "target -2045",
                "lead",
                "coordinating",
                "other",
            ][..],
        ),
        (
            "reports/I17-unit-line-above.xlsx",
            &["stt", "content", "target 2026", "target 2027", "lead"],
        ),
        (
            "reports/I18-plain-headings.xlsx",
            &["stt", "content", "unit", "target", "lead", "time"],
        ),
        (
            "reports/I18b-plain-headings.xlsx",
            &["stt", "content", "unit", "target", "target -2026", "lead"],
        ),
        (
            "reports/more/r01_stt_unknown_headings.xlsx",
            &["stt", "content", "other", "other", "other"],
        ),
        (
            "reports/more/r03_buoc_thuc_hien.xlsx",
            &["stt", "content", "other", "time"],
        ),
        (
            "reports/more/r04_section_no_content.xlsx",
            &["stt", "content", "other", "note"],
        ),
        (
            "reports/more/r06_content_is_a_number.xlsx",
            &[
                "stt",
                "content",
                "unit",
                "other",
                "target 2025",
                "target 2026",
            ],
        ),
    ] {
        let (_, outline) = read(file)?;
        assert_eq!(keys(&outline[0]), expected, "{file}");
    }
    Ok(())
}

pub(crate) fn lines_above_a_table_are_kept_apart() -> Outcome {
    let (imported, _) = read("reports/more/r07_labels_in_title.xlsx")?;
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.title, "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ");
    assert_eq!(head.between, ["Kỳ báo cáo: Quý I", "Đơn vị: Sở A"]);
    let (imported, _) = read("reports/I17-unit-line-above.xlsx")?;
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.between, ["Đơn vị tính: Triệu đồng"]);
    assert_eq!((head.number.as_str(), head.before.len()), ("I", 0));
    let (imported, _) = read("reports/I11-commune-milestones.xlsx")?;
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.number, "I");
    assert!(
        head.title.starts_with("HỆ THỐNG CHỈ TIÊU"),
        "{}",
        head.title
    );
    Ok(())
}

pub(crate) fn annexes_of_other_fields_leave_nothing_to_say() -> Outcome {
    for (file, n_items) in [
        ("strangers/cchc.xlsx", None),
        ("strangers/kinhphi.xlsx", None),
        ("strangers/nongnghiep.xlsx", None),
        ("strangers/xa.xlsx", None),
        ("strangers/nq03-pl1.md", Some(57)),
        ("strangers/nq03-pl2.md", Some(140)),
    ] {
        let (imported, _) = read(file)?;
        assert_eq!(imported.notes, [], "{file}");
        if let Some(expected) = n_items {
            let bytes = annexes::bytes(&format!("../{file}"))?;
            let text = String::from_utf8(bytes).unwrap();
            let pasted = import::import_text(&text, "x").unwrap().document;
            let rows = pasted.annexes.iter().flat_map(|annex| &annex.rows);
            let items = rows.filter(|row| matches!(row.kind, RowKind::Item(_)));
            assert_eq!(items.count(), expected, "{file}");
        }
    }
    Ok(())
}

pub(crate) fn no_text_of_a_public_file_is_left_over() -> Outcome {
    for file in [
        "kh334.xlsx",
        "kh226.xlsx",
        "qd3256.xlsx",
        "kh334.ods",
        "kh334-vntime.xlsx",
    ] {
        let bytes = annexes::bytes(file)?;
        let notes = import::import(&bytes, file).unwrap().notes;
        let left = notes.iter().find(|it| it.message.key == Key::NoteLeftOver);
        assert_eq!(left, None, "{file}");
    }
    Ok(())
}
