//! PDF files: what stands on a page beside its tables: comments of readers, notes at the foot, lines below
//! words, texts over each other.

use phuluc::{
    import::Imported,
    wording::{Key, Language},
};

use crate::{
    pdf::{keys, read, rows},
    pdf_file::{LETTER, Page, hex, pdf, pdf_with, stream},
};

const XS: [f64; 5] = [50.0, 90.0, 330.0, 440.0, 545.0];
const HEADINGS: [&str; 4] = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];

/// A page with the heads of an annex and a table of rows of one line each, from `top` on.
fn table(page: &mut Page, top: f64, rows: &[[&str; 4]]) {
    let ys: Vec<f64> = (0..rows.len() + 2).map(|n| top + 20.0 * n as f64).collect();
    page.rules(&XS, &ys);
    page.row(&XS, top, &HEADINGS);
    for (row, y) in rows.iter().zip(&ys[1..]) {
        page.row(&XS, *y, row);
    }
}

fn titled() -> Page {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    page.text(230.0, 80.0, "DANH MỤC NHIỆM VỤ");
    page
}

const FIRST: [[&str; 4]; 2] = [
    ["1", "Ban hành kế hoạch", "Sở Nội vụ", "Quý I/2026"],
    ["2", "Tập huấn cán bộ", "Công an tỉnh", "Năm 2027"],
];
const SECOND: [[&str; 4]; 1] = [["3", "Kiểm tra hồ sơ", "Sở Tài chính", "Năm 2028"]];

fn note(imported: &Imported, key: Key) -> String {
    let mut notes = imported.notes.iter();
    let found = notes.find(|note| note.message.key == key);
    found.map_or_else(String::new, |it| it.message.text(Language::Vietnamese))
}

/// A text string in UTF-16.
fn utf16(text: &str) -> String {
    format!("<FEFF{}", hex(text).trim_start_matches('<'))
}

#[test]
fn comments_of_readers_are_named_with_the_text_that_they_are_about() {
    let mut page = titled();
    table(&mut page, 100.0, &FIRST);
    // The second row: its text is 152 points below the top.
    let (left, right) = (93.0, 93.0 + 15.0 * LETTER * 12.0);
    let quad = format!("[{left} 704 {right} 704 {left} 684 {right} 684]");
    let comments = [
        format!("/Subtype/FreeText/Contents{}", utf16("Sửa thành Quý II")),
        "/Subtype/Text/Contents(na\\204t)".to_owned(),
        format!(
            "/Subtype/Highlight/QuadPoints{quad}/Contents{}",
            utf16("Nêu rõ số lớp")
        ),
        format!("/Subtype/StrikeOut/QuadPoints{quad}"),
        "/Subtype/Stamp/Name/Approved".to_owned(),
        format!("/Subtype/Line/Contents{}", utf16("Chuyển lên trên")),
        // No comments: a link, a hidden note, the state of another.
        format!("/Subtype/Link/Contents{}", utf16("trang chủ")),
        format!("/Subtype/Text/F 2/Contents{}", utf16("đã ẩn")),
        format!(
            "/Subtype/Text/StateModel(Review)/Contents{}",
            utf16("Accepted")
        ),
    ];
    let all: String = comments
        .iter()
        .map(|it| format!("<</Type/Annot/Rect[300 700 400 720]{it}>>"))
        .collect();
    page.entries = format!("/Annots[{all}]");
    let imported = read(&pdf(&[page]));
    assert_eq!(rows(&imported).len(), 2);
    let said = note(&imported, Key::NotePageComments);
    for text in [
        "“Sửa thành Quý II”",
        "“na—t”",
        "“Tập huấn cán bộ → Nêu rõ số lớp”",
        "“Approved”",
        "“Chuyển lên trên”",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    for text in ["trang chủ", "đã ẩn", "Accepted"] {
        assert!(!said.contains(text), "{text}: {said}");
    }
    let removed = note(&imported, Key::NoteMarkedRemoved);
    assert!(removed.contains("“Tập huấn cán bộ”"), "{removed}");
}

#[test]
fn a_comment_that_is_drawn_is_named_once() {
    let mut page = titled();
    table(&mut page, 100.0, &FIRST);
    page.entries = format!(
        "/Annots[<</Type/Annot/Subtype/Stamp/Rect[300 600 400 620]/AP<</N 20 0 R>>/Contents{}>>]",
        utf16("ĐÃ DUYỆT")
    );
    let drawn = format!("BT /F1 8 Tf 0 4 Td {} Tj ET", hex("ĐÃ DUYỆT"));
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 11 0 R>>>>",
        drawn.as_bytes(),
    );
    let imported = read(&pdf_with(&[page], &[(20, form)], "", ""));
    assert!(note(&imported, Key::NoteBoxes).contains("ĐÃ DUYỆT"));
    assert!(!keys(&imported).contains(&Key::NotePageComments));
}

/// Two pages of a ruled table, with lines at the foot of the first.
fn with_notes(draws_rule: bool, size: f64, notes: &[&str]) -> Imported {
    let mut first = titled();
    table(&mut first, 100.0, &FIRST);
    if draws_rule {
        first.line((50.0, 700.0), (150.0, 700.0));
    }
    for (number, text) in notes.iter().enumerate() {
        let y = 712.0 + 14.0 * number as f64;
        first.text_in("F1", size, 50.0, y, &hex(text));
    }
    let mut second = Page::default();
    table(&mut second, 60.0, &SECOND);
    read(&pdf(&[first, second]))
}

#[test]
fn notes_at_the_foot_of_a_page_stand_below_the_table() {
    for (draws_rule, size, notes) in [
        (
            true,
            10.0,
            vec!["(1) Số liệu ước tính.", "(2) Chưa gồm xã mới."],
        ),
        (
            true,
            10.0,
            vec!["1 Số liệu ước tính đến cuối năm, chưa tính", "các xã mới."],
        ),
        (false, 12.0, vec!["Ghi chú: Số liệu ước tính."]),
        (false, 10.0, vec!["Nguồn: Cục Thống kê."]),
        (false, 12.0, vec!["(*) Theo phê duyệt của cấp trên."]),
        (false, 12.0, vec!["* Không tính hộ tái định cư."]),
        (false, 11.0, vec!["a) Số liệu ước tính."]),
        // Without a space, and the rule so close to the table that it is a part of it.
        (false, 10.0, vec!["1Số liệu ước tính."]),
    ] {
        let imported = with_notes(draws_rule, size, &notes);
        let found = rows(&imported);
        assert_eq!(imported.document.annexes.len(), 1, "{notes:?}");
        assert_eq!(found.len(), 3, "{notes:?}: {found:?}");
        assert!(found[2].starts_with("3|Kiểm tra hồ sơ"), "{found:?}");
        let below = imported.document.annexes[0].head.after.join(" ");
        for text in notes {
            assert!(below.contains(text), "{text}: {below}");
        }
    }
}

#[test]
fn a_title_at_the_foot_of_a_page_is_no_note() {
    let imported = with_notes(false, 12.0, &["Phụ lục II", "DANH MỤC VIỆC CHUYỂN TIẾP"]);
    assert_eq!(imported.document.annexes.len(), 2);
}

#[test]
fn lines_below_words_are_no_rules() {
    // A table without rules whose headings, in two lines, are underlined, each by itself.
    let mut page = titled();
    let headings = [
        ("STT", 60.0, 121.0),
        ("Nhiệm vụ, giải", 140.0, 114.0),
        ("pháp", 170.0, 128.0),
        ("Cơ quan chủ", 340.0, 114.0),
        ("trì", 366.0, 128.0),
        ("Thời gian", 460.0, 121.0),
    ];
    for (text, x, y) in headings {
        page.text(x, y, text);
        let right = x + text.chars().count() as f64 * LETTER * 12.0;
        page.line((x, y + 1.5), (right, y + 1.5));
    }
    for (idx, row) in FIRST.iter().chain(&SECOND).enumerate() {
        let y = 150.0 + 20.0 * idx as f64;
        for (text, x) in row.iter().zip([66.0, 95.0, 335.0, 455.0]) {
            page.text(x, y, text);
        }
    }
    let imported = read(&pdf(&[page]));
    let columns = imported.document.annexes[0].columns.iter();
    let headings: Vec<String> = columns
        .map(|it| it.header.join(" ").replace('\n', " "))
        .collect();
    assert_eq!(
        headings,
        ["STT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Thời gian"]
    );
    assert_eq!(rows(&imported).len(), 3);
    assert!(imported.doubts.is_empty(), "{:?}", imported.doubts);
}

#[test]
fn texts_over_each_other_are_a_doubt() {
    let mut page = titled();
    table(&mut page, 100.0, &FIRST);
    page.text(95.0, 132.0, "Một việc khác hẳn");
    let imported = read(&pdf(&[page]));
    assert_eq!(imported.doubts.len(), 1, "{:?}", rows(&imported));
}

#[test]
fn lines_that_say_that_a_table_goes_on_are_no_rows() {
    for (text, n_annexes) in [
        ("Phụ lục I (tiếp theo)", 1),
        ("Phụ lục I (tiếp)", 1),
        ("(Tiếp theo trang trước)", 1),
        ("Phụ lục I", 1),
        ("Phụ lục II", 2),
    ] {
        let mut first = titled();
        table(&mut first, 100.0, &FIRST);
        let mut second = Page::default();
        second.text(260.0, 100.0, text);
        table(&mut second, 130.0, &SECOND);
        let imported = read(&pdf(&[first, second]));
        assert_eq!(imported.document.annexes.len(), n_annexes, "{text}");
        assert_eq!(rows(&imported).len(), 3, "{text}: {:?}", rows(&imported));
        let said = note(&imported, Key::NoteMargins);
        assert_eq!(said.contains(text), n_annexes == 1, "{text}: {said}");
    }
}

#[test]
fn words_in_a_box_or_in_colour_are_in_their_cells() {
    let mut page = titled();
    let expected: Vec<_> = FIRST.iter().chain(&SECOND).collect();
    for (idx, row) in [&HEADINGS].into_iter().chain(expected.clone()).enumerate() {
        page.row(&XS, 100.0 + 20.0 * idx as f64, row);
    }
    // A box around a name, and colours behind the words of a row.
    let (left, right) = (XS[2] + 1.5, XS[2] + 4.5 + 9.0 * LETTER * 12.0);
    for (from, to) in [
        ((left, 122.0), (right, 122.0)),
        ((left, 135.5), (right, 135.5)),
        ((left, 122.0), (left, 135.5)),
        ((right, 122.0), (right, 135.5)),
    ] {
        page.line(from, to);
    }
    for (text, x) in FIRST[1].iter().zip(XS) {
        let width = text.chars().count() as f64 * LETTER * 12.0;
        page.content += &format!("1 1 0 rg {} 687 {width} 13 re f 0 g\n", x + 3.0);
    }
    let found = rows(&read(&pdf(&[page])));
    let expected: Vec<String> = expected.into_iter().map(|it| it.join("|")).collect();
    assert_eq!(found, expected);
}
