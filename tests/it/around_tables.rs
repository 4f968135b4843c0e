//! What stands around tables: paragraphs are no rows, numbered paragraphs below the head of an annex are
//! its list, and what a program shows beside its content is named.

use std::io::{Cursor, Write as _};

use phuluc::{
    import,
    wording::{Key, Language},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    hostile::docx,
    word::{cell, has, heading, item, notes, p, read, row, rows, run, table},
};

fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| p(&run(text))).collect()
}

#[test]
fn paragraphs_below_a_table_are_no_rows() {
    let behind = [
        "II. NHIỆM VỤ, GIẢI PHÁP",
        "1. Hoàn thiện cơ chế, chính sách",
        "Rà soát, sửa đổi quy chế.",
        "- Sở Tài chính hướng dẫn.",
    ];
    let body = heading() + &table(&[item("1", &p(&run("Một")))]) + &paragraphs(&behind);
    let signed = format!(
        "<w:tbl>{}</w:tbl>",
        row(&["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"].map(|it| cell(&p(&run(it)))))
    );
    for body in [body.clone(), body + &signed] {
        let imported = read(&body, &[]);
        assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
        let after = &imported.document.annexes[0].head.after;
        assert_eq!(after[..behind.len()], behind);
        assert!(!has(&imported, Key::NoteLeftOver));
    }
}

/// In a worksheet too, though nothing tells a paragraph there.
#[test]
fn remarks_below_a_table_are_no_rows() {
    let table = "Phụ lục I;;\nDANH MỤC;;\nSTT;Nhiệm vụ;Cơ quan chủ trì\n1;Một;Sở A\n2;Hai;Sở B\n";
    for remarks in [
        "Lưu ý:;;\n1. Báo cáo trước ngày 15/12.;;\n- Sở C hướng dẫn.;;\n",
        ";1. Báo cáo trước ngày 15/12.;\n;2. Kinh phí theo phân cấp.;\n",
    ] {
        let text = format!("{table}{remarks}");
        let imported = import::import(text.as_bytes(), "x.csv").unwrap();
        assert_eq!(
            rows(&imported),
            ["1 | Một | Sở A", "2 | Hai | Sở B"],
            "{remarks}"
        );
        let after = imported.document.annexes[0].head.after.len();
        assert_eq!(after, remarks.lines().count());
    }
}

#[test]
fn an_annex_of_numbered_paragraphs_stands_beside_those_with_tables() {
    let second = [
        "Phụ lục II",
        "DANH MỤC VĂN BẢN",
        "(Kèm theo Kế hoạch số 40/KH-UBND)",
        "I. Năm 2027",
        "1. Quyết định thành lập Hội đồng.",
        "Do Sở Nội vụ trình.",
        "2. Lệnh gọi khám sức khỏe.",
    ];
    let third = p(&run("Phụ lục III")) + &p(&run("NHIỆM VỤ KHÁC"));
    let body = heading()
        + &table(&[item("1", &p(&run("Một")))])
        + &paragraphs(&second)
        + &third
        + &table(&[item("1", &p(&run("Ba")))]);
    let imported = read(&body, &[]);
    let annexes = &imported.document.annexes;
    let numbers: Vec<&str> = annexes.iter().map(|it| it.head.number.as_str()).collect();
    assert_eq!(numbers, ["I", "II", "III"]);
    let annex = &annexes[1];
    assert_eq!(annex.head.title, "DANH MỤC VĂN BẢN");
    assert_eq!(annex.head.reference, "(Kèm theo Kế hoạch số 40/KH-UBND)");
    let texts: Vec<String> = annex
        .rows
        .iter()
        .map(|row| {
            let cells = annex.columns.iter().map(|it| row.cell(it.id));
            cells.collect::<Vec<_>>().join(" | ")
        })
        .collect();
    assert_eq!(
        texts,
        [
            "I. | Năm 2027",
            "1. | Quyết định thành lập Hội đồng.\nDo Sở Nội vụ trình.",
            "2. | Lệnh gọi khám sức khỏe.",
        ]
    );
    assert!(annex.rows[0].kind.is_section() && !annex.rows[1].kind.is_section());
    assert!(has(&imported, Key::NoteNumberedParagraphs));
}

#[test]
fn numbered_paragraphs_are_read_from_text_too() {
    let text = "PHỤ LỤC 2\nDANH MỤC NHIỆM VỤ\n(Kèm theo Chương trình số 4)\nI. Về thể chế\n\
                1. Rà soát văn bản, quy định.\n2. Kiện toàn đội ngũ:\na) Pháp y;\nb) Kỹ thuật.";
    for imported in [
        import::import(text.as_bytes(), "x.txt").unwrap(),
        import::import_text(text, "x").unwrap(),
    ] {
        assert_eq!(
            rows(&imported),
            [
                "I. | Về thể chế",
                "1. | Rà soát văn bản, quy định.",
                "2. | Kiện toàn đội ngũ:",
                "a) | Pháp y;",
                "b) | Kỹ thuật.",
            ]
        );
    }
}

#[test]
fn menus_and_footers_of_a_page_are_named_and_no_title() {
    let table = "<table><tr><th>STT<th>Nhiệm vụ<th>Cơ quan chủ trì<tr><td>1<td>Một<td>Sở A</table>";
    for (before, behind, title) in [
        (
            "<nav><a href=/>Trang chủ</a></nav><h2>DANH MỤC NHIỆM VỤ</h2>",
            "<footer>Bản quyền 2026</footer>",
            "DANH MỤC NHIỆM VỤ",
        ),
        (
            "<div class=menu><a href=/>Trang chủ</a> | <a href=/gt>Giới thiệu</a></div>\
             <h1><a href=/1>DANH MỤC NHIỆM VỤ</a></h1>",
            "<div role=contentinfo>Bản quyền 2026</div>",
            "DANH MỤC NHIỆM VỤ",
        ),
    ] {
        let page = format!("<html><body>{before}{table}{behind}</body></html>");
        let imported = import::import(page.as_bytes(), "x.html").unwrap();
        let head = &imported.document.annexes[0].head;
        assert_eq!(head.title, title, "{before}");
        assert_eq!(head.before.len() + head.after.len(), 0, "{before}");
        let said = notes(&imported).join("\n");
        assert!(said.contains("Trang chủ"), "{said}");
        assert!(said.contains("Bản quyền 2026"), "{said}");
    }
}

#[test]
fn every_file_of_an_archive_is_read_or_named() {
    let body = heading() + &table(&[item("1", &p(&run("Một")))]);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("hồ sơ.docx", docx(&body)),
        ("hồ sơ.rar", b"Rar!\x1A\x07\x01\x00".to_vec()),
        ("Thumbs.db", vec![0; 10]),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let imported = import::import(&bytes, "x.zip").unwrap();
    assert_eq!(imported.document.annexes.len(), 1);
    let skipped = imported.notes.iter();
    let skipped: Vec<String> = skipped
        .filter(|note| note.message.key == Key::NoteFileSkipped)
        .map(|note| note.message.text(Language::Vietnamese))
        .collect();
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].contains("hồ sơ.rar"), "{skipped:?}");
}
