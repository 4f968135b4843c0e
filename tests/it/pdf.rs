//! PDF files: tables by their rules and by their words, over pages, and what is none.

use std::time::{Duration, Instant};

use phuluc::{
    import::{self, ImportError, Imported},
    wording::{Key, Language},
};

use proptest::{collection::vec, prelude::*};

use crate::pdf_file::{Page, file, font_of, hex, pdf, pdf_with, stream};

pub(crate) fn read(bytes: &[u8]) -> Imported {
    import::import(bytes, "x.pdf").unwrap()
}

/// The rows of all annexes, their cells separated by bars.
pub(crate) fn rows(imported: &Imported) -> Vec<String> {
    let annexes = imported.document.annexes.iter();
    let rows = annexes.flat_map(|annex| {
        annex.rows.iter().map(|row| {
            let cells: Vec<&str> = annex
                .columns
                .iter()
                .map(|column| row.cell(column.id))
                .collect();
            cells.join("|")
        })
    });
    rows.collect()
}

pub(crate) fn keys(imported: &Imported) -> Vec<Key> {
    imported.notes.iter().map(|note| note.message.key).collect()
}

const XS: [f64; 5] = [50.0, 90.0, 330.0, 440.0, 545.0];
const HEADINGS: [&str; 4] = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];

/// A page with a table: its header, and rows of one line each.
fn table(rows: &[[&str; 4]]) -> Page {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    page.text(230.0, 80.0, "DANH MỤC NHIỆM VỤ");
    let ys: Vec<f64> = (0..rows.len() + 2)
        .map(|n| 100.0 + 20.0 * n as f64)
        .collect();
    page.rules(&XS, &ys);
    page.row(&XS, 100.0, &HEADINGS);
    for (row, y) in rows.iter().zip(&ys[1..]) {
        page.row(&XS, *y, row);
    }
    page
}

const ROWS: [[&str; 4]; 2] = [
    ["1", "Ban hành kế hoạch", "Sở Nội vụ", "Quý I/2026"],
    ["2", "Tập huấn cán bộ", "Công an tỉnh", "Năm 2027"],
];
const READ: [&str; 2] = [
    "1|Ban hành kế hoạch|Sở Nội vụ|Quý I/2026",
    "2|Tập huấn cán bộ|Công an tỉnh|Năm 2027",
];

#[test]
fn a_ruled_table_is_an_annex() {
    let imported = read(&pdf(&[table(&ROWS)]));
    assert_eq!(rows(&imported), READ);
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.head.title, "DANH MỤC NHIỆM VỤ");
    assert_eq!(keys(&imported), []);
    assert!(imported.doubts.is_empty());
}

#[test]
fn rules_may_be_drawn_twice_as_thin_shapes_or_in_white() {
    let mut twice = table(&ROWS);
    twice.rules(&XS.map(|x| x + 0.7), &[100.4, 120.4, 140.4, 160.4]);
    let mut shapes = table(&[]);
    shapes.content = shapes
        .content
        .lines()
        .filter(|line| !line.contains(" m "))
        .collect::<Vec<_>>()
        .join("\n");
    shapes.content.push('\n');
    shapes.row(&XS, 120.0, &ROWS[0]).row(&XS, 140.0, &ROWS[1]);
    for y in [100.0, 120.0, 140.0, 160.0] {
        shapes.content += &format!("50 {} 495 0.5 re f\n", 842.0 - y);
    }
    for x in XS {
        // In pieces, as some programs draw each cell.
        for y in [100.0, 120.0, 140.0] {
            shapes.content += &format!("{x} {} 0.5 20 re f\n", 842.0 - y - 20.0);
        }
    }
    let mut white = table(&ROWS);
    white.content = format!("1 1 1 RG 1 1 1 rg\n{}", white.content);
    for page in [twice, shapes, white] {
        assert_eq!(rows(&read(&pdf(&[page]))), READ);
    }
}

/// A second page of the table, without a title.
fn second_page(ys: &[f64], texts: &[[&str; 4]]) -> Page {
    let mut page = Page::default();
    page.text(295.0, 40.0, "2");
    page.rules(&XS, ys);
    for (row, y) in texts.iter().zip(ys) {
        page.row(&XS, *y, row);
    }
    page
}

#[test]
fn pages_of_a_table_are_one_annex_without_the_repeated_header() {
    let next = second_page(
        &[60.0, 80.0, 100.0],
        &[HEADINGS, ["3", "Mua sắm", "Sở Tài chính", "Năm 2028"]],
    );
    let imported = read(&pdf(&[table(&ROWS), next]));
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(rows(&imported)[2], "3|Mua sắm|Sở Tài chính|Năm 2028");
    assert_eq!(keys(&imported), [Key::NoteRepeatedHeader]);
}

#[test]
fn a_row_cut_at_the_foot_of_a_page_is_one() {
    // The last row of the first page has no lower rule.
    let mut first = table(&ROWS);
    for x in XS {
        first.line((x, 160.0), (x, 190.0));
    }
    first.row(
        &XS,
        160.0,
        &["3", "Nâng cấp hạ tầng số của", "Sở Khoa học", "Năm 2028"],
    );
    let next = second_page(
        &[60.0, 80.0, 100.0, 120.0],
        &[
            HEADINGS,
            ["", "các xã, phường", "", ""],
            ["4", "Đánh giá", "Sở Nội vụ", "Năm 2029"],
        ],
    );
    let imported = read(&pdf(&[first, next]));
    assert_eq!(
        rows(&imported)[2..],
        [
            "3|Nâng cấp hạ tầng số của các xã, phường|Sở Khoa học|Năm 2028",
            "4|Đánh giá|Sở Nội vụ|Năm 2029"
        ]
    );
    assert!(keys(&imported).contains(&Key::NoteJoinedRow));
}

#[test]
fn a_row_cut_between_rules_is_one_where_its_text_goes_on() {
    let mut first = table(&ROWS);
    first.rules(&XS, &[160.0, 190.0]);
    // The line is full: the next word had no room.
    first.row(
        &XS,
        160.0,
        &[
            "3",
            "Xây dựng\nChương trình hành động của Đảng bộ tỉnh",
            "Sở Khoa học",
            "Năm 2028",
        ],
    );
    let next = second_page(
        &[60.0, 80.0, 100.0],
        &[HEADINGS, ["", "Công an tỉnh", "", ""]],
    );
    let imported = read(&pdf(&[first, next]));
    assert_eq!(rows(&imported).len(), 3);
    let last = &rows(&imported)[2];
    assert!(
        last.ends_with("Đảng bộ tỉnh Công an tỉnh|Sở Khoa học|Năm 2028"),
        "{last}"
    );
}

#[test]
fn a_row_without_ordinal_on_the_next_page_is_a_row() {
    let next = second_page(
        &[60.0, 80.0, 100.0],
        &[HEADINGS, ["", "- Cấp tỉnh", "Sở Tài chính", "Năm 2028"]],
    );
    let imported = read(&pdf(&[table(&ROWS), next]));
    assert_eq!(rows(&imported)[2], "|- Cấp tỉnh|Sở Tài chính|Năm 2028");
}

#[test]
fn a_merged_column_goes_on_over_the_page() {
    let xs = [50.0, 90.0, 200.0, 350.0, 450.0, 545.0];
    let mut first = Page::default();
    first.text(260.0, 60.0, "Phụ lục I");
    first.rules(&xs, &[100.0, 120.0]);
    let headings = ["STT", "Nhóm nhiệm vụ", "Nhiệm vụ", "Chủ trì", "Thời gian"];
    first.row(&xs, 100.0, &headings);
    // The second column has one cell for both rows.
    for x in xs {
        first.line((x, 120.0), (x, 160.0));
    }
    first.line((50.0, 160.0), (545.0, 160.0));
    first
        .line((50.0, 140.0), (90.0, 140.0))
        .line((200.0, 140.0), (545.0, 140.0));
    first.row(&xs, 120.0, &["1", "Hạ tầng", "Một", "Sở A", "2026"]);
    first.row(&xs, 140.0, &["2", "", "Hai", "Sở B", "2026"]);
    let mut next = Page::default();
    next.rules(&xs, &[60.0, 80.0]);
    next.row(&xs, 60.0, &headings);
    next.rules(&xs, &[80.0, 100.0]).rules(&xs, &[100.0, 120.0]);
    next.row(&xs, 80.0, &["3", "", "Ba", "Sở C", "2027"]);
    next.row(&xs, 100.0, &["4", "Dữ liệu", "Bốn", "Sở D", "2027"]);
    let imported = read(&pdf(&[first, next]));
    assert_eq!(
        rows(&imported),
        [
            "1|Hạ tầng|Một|Sở A|2026",
            "2|Hạ tầng|Hai|Sở B|2026",
            "3|Hạ tầng|Ba|Sở C|2027",
            "4|Dữ liệu|Bốn|Sở D|2027"
        ]
    );
}

#[test]
fn a_merged_cell_with_a_row_on_each_page_is_one() {
    // Its text is on the second page only; no rule is below it on the first.
    let xs = [50.0, 90.0, 200.0, 350.0, 450.0, 545.0];
    let headings = ["STT", "Nhóm nhiệm vụ", "Nhiệm vụ", "Chủ trì", "Thời gian"];
    let mut first = Page::default();
    first.text(260.0, 60.0, "Phụ lục I");
    first.rules(&xs, &[100.0, 120.0]);
    first.row(&xs, 100.0, &headings);
    for x in xs {
        first.line((x, 120.0), (x, 140.0));
    }
    first
        .line((50.0, 140.0), (90.0, 140.0))
        .line((200.0, 140.0), (545.0, 140.0));
    first.row(&xs, 120.0, &["1", "", "Một", "Sở A", "2026"]);
    let mut next = Page::default();
    next.rules(&xs, &[60.0, 80.0, 100.0, 120.0]);
    next.row(&xs, 60.0, &headings);
    next.row(&xs, 80.0, &["2", "Hạ tầng", "Hai", "Sở B", "2026"]);
    next.row(&xs, 100.0, &["3", "Dữ liệu", "Ba", "Sở C", "2027"]);
    let imported = read(&pdf(&[first, next]));
    assert_eq!(rows(&imported)[0], "1|Hạ tầng|Một|Sở A|2026");
    assert_eq!(rows(&imported)[2], "3|Dữ liệu|Ba|Sở C|2027");
}

#[test]
fn in_a_column_of_groups_a_cell_without_text_goes_on() {
    // The page draws a rule at its foot; that other groups are merged tells the column.
    let xs = [50.0, 90.0, 200.0, 350.0, 450.0, 545.0];
    let headings = ["STT", "Nhóm nhiệm vụ", "Nhiệm vụ", "Chủ trì", "Thời gian"];
    let mut first = Page::default();
    first.text(260.0, 60.0, "Phụ lục I");
    first
        .rules(&xs, &[100.0, 120.0])
        .rules(&xs, &[160.0, 180.0]);
    first.row(&xs, 100.0, &headings);
    for x in xs {
        first.line((x, 120.0), (x, 160.0));
    }
    first
        .line((50.0, 140.0), (90.0, 140.0))
        .line((200.0, 140.0), (545.0, 140.0));
    first.row(&xs, 120.0, &["1", "Hạ tầng", "Một", "Sở A", "2026"]);
    first.row(&xs, 140.0, &["2", "", "Hai", "Sở B", "2026"]);
    first.row(&xs, 160.0, &["3", "Dữ liệu", "Ba", "", "2026"]);
    let mut next = Page::default();
    next.rules(&xs, &[60.0, 80.0, 100.0]);
    next.row(&xs, 60.0, &headings);
    next.row(&xs, 80.0, &["4", "", "Bốn", "Sở D", "2027"]);
    let imported = read(&pdf(&[first, next]));
    assert_eq!(rows(&imported)[2], "3|Dữ liệu|Ba||2026");
    assert_eq!(rows(&imported)[3], "4|Dữ liệu|Bốn|Sở D|2027");
}

#[test]
fn two_tables_close_together_are_two_annexes() {
    let mut page = table(&ROWS);
    // Eight points below, with a line between.
    page.rules(&XS, &[184.0, 204.0, 224.0]);
    page.text_in("F1", 8.0, 250.0, 172.0, &hex("Phụ lục II"));
    page.row(&XS, 184.0, &HEADINGS)
        .row(&XS, 204.0, &["1", "Khác", "Sở Y tế", "2026"]);
    let imported = read(&pdf(&[page]));
    let annexes = &imported.document.annexes;
    assert_eq!(
        annexes
            .iter()
            .map(|annex| annex.rows.len())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(annexes[1].head.number, "II");
}

#[test]
fn words_broken_by_kerning_are_whole() {
    let mut page = table(&ROWS);
    page.content = page.content.replace("DANH", "");
    let y = 842.0 - 92.0;
    let spaced = format!(
        "BT /F1 12 Tf 200 {y} Td [{} -40 {} 500 {} {} -40 {}] TJ ET\n",
        hex("ĐIỀ"),
        hex(" "),
        hex("U "),
        hex("KHO"),
        hex("ẢN")
    );
    page.content.push_str(&spaced);
    let imported = read(&pdf(&[page]));
    let head = &imported.document.annexes[0].head;
    assert!(format!("{head:?}").contains("ĐIỀU KHOẢN"), "{head:?}");
}

#[test]
fn detached_accents_are_composed() {
    let mut row = ROWS;
    row[0][1] = "Ban hành kê\u{301} hoạch";
    assert_eq!(rows(&read(&pdf(&[table(&row)])))[0], READ[0]);
}

/// A simple font of this name, whose letters are 600 wide.
fn simple_font(name: &str) -> Vec<u8> {
    let widths = "600 ".repeat(224);
    format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding\
         /FirstChar 32/LastChar 255/Widths[{widths}]>>"
    )
    .into_bytes()
}

#[test]
fn legacy_fonts_are_told_by_their_names() {
    let mut page = table(&ROWS[..1]);
    page.rules(&XS, &[140.0, 160.0]);
    page.row(&XS, 140.0, &["2", "", "Sở A", "2026"]);
    // "Tỷ lệ" in TCVN3.
    page.text_in("F9", 12.0, 93.0, 152.0, "<54FB206CD6>");
    let font = (20, simple_font("QWERTY+.VnTime,Bold"));
    let imported = read(&pdf_with(&[page], &[font], "/F9 20 0 R", ""));
    assert_eq!(rows(&imported)[1], "2|Tỷ lệ|Sở A|2026");
}

#[test]
fn a_font_that_does_not_say_its_letters_is_named() {
    let mut page = table(&ROWS);
    page.text_in("F9", 12.0, 60.0, 700.0, "<00410042>");
    let font = b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Bizarre/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Bizarre/DW 500>>]>>";
    let others = [(20, font.to_vec())];
    let imported = read(&pdf_with(
        std::slice::from_ref(&page),
        &others,
        "/F9 20 0 R",
        "",
    ));
    let note = imported
        .notes
        .iter()
        .find(|note| note.message.key == Key::NoteUnknownFont);
    assert!(
        note.unwrap()
            .message
            .text(Language::Vietnamese)
            .contains("“Bizarre”")
    );
    // Where it is most of the text, the file is refused.
    page.content = page.content.replace("/F1", "/F9");
    let error = import::import(&pdf_with(&[page], &others, "/F9 20 0 R", ""), "x.pdf").unwrap_err();
    assert_eq!(error, ImportError::PdfFont("“Bizarre”".to_owned()));
}

#[test]
fn pages_may_lie_on_their_side() {
    // By the page's own rotation, and by the direction of its text.
    let upright = table(&ROWS);
    let mut rotated = upright.clone();
    rotated.content = format!("q 0 1 -1 0 595 0 cm\n{}Q\n", upright.content);
    rotated.entries = "/Rotate 90/MediaBox[0 0 842 595]".to_owned();
    let mut across = upright.clone();
    across.is_landscape = true;
    across.content = format!("q 0 1 -1 0 842 0 cm\n{}Q\n", upright.content);
    for page in [rotated, across] {
        assert_eq!(rows(&read(&pdf(&[page]))), READ);
    }
}

#[test]
fn an_annex_across_a_page_of_a_portrait_plan_is_found() {
    let mut prose = Page::default();
    prose.text(80.0, 80.0, "KẾ HOẠCH");
    for n in 0..40 {
        prose.text(
            80.0,
            100.0 + 15.0 * f64::from(n),
            "Căn cứ Luật Tổ chức chính quyền địa phương;",
        );
    }
    let mut annex = Page {
        is_landscape: true,
        ..Page::default()
    };
    annex.text(380.0, 60.0, "Phụ lục I");
    let xs = XS.map(|x| x * 1.4);
    annex.rules(&xs, &[100.0, 120.0, 140.0]);
    annex.row(&xs, 100.0, &HEADINGS).row(&xs, 120.0, &ROWS[0]);
    let imported = read(&pdf(&[prose, annex]));
    assert_eq!(rows(&imported), READ[..1]);
    assert_eq!(keys(&imported), [Key::NoteBodyText]);
}

#[test]
fn running_lines_and_page_numbers_are_no_content() {
    let mut first = table(&ROWS);
    let mut next = second_page(
        &[80.0, 100.0, 120.0],
        &[HEADINGS, ["3", "Ba", "Sở A", "2026"]],
    );
    for page in [&mut first, &mut next] {
        page.text(60.0, 30.0, "UBND TỈNH LẠNG SƠN");
        page.text(60.0, 815.0, "Lưu hành nội bộ");
    }
    next.text(500.0, 815.0, "2/2");
    let imported = read(&pdf(&[first, next]));
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(rows(&imported)[2], "3|Ba|Sở A|2026");
    let margins = imported
        .notes
        .iter()
        .find(|note| note.message.key == Key::NoteMargins);
    let text = margins.unwrap().message.text(Language::Vietnamese);
    assert!(
        text.contains("UBND TỈNH LẠNG SƠN") && text.contains("Lưu hành nội bộ"),
        "{text}"
    );
}

#[test]
fn the_stamp_of_a_signature_is_named_and_no_content() {
    let mut page = table(&ROWS);
    page.entries =
        "/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/Rect[300 700 500 760]/AP<</N 20 0 R>>>>]"
            .to_owned();
    let stamp = format!("BT /F1 8 Tf 0 40 Td {} Tj ET", hex("Ký bởi: UBND tỉnh"));
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 60]/Resources<</Font<</F1 11 0 R>>>>",
        stamp.as_bytes(),
    );
    let imported = read(&pdf_with(&[page], &[(20, form)], "", ""));
    assert_eq!(rows(&imported), READ);
    let note = imported
        .notes
        .iter()
        .find(|note| note.message.key == Key::NoteSignature);
    assert!(
        note.unwrap()
            .message
            .text(Language::Vietnamese)
            .contains("Ký bởi: UBND tỉnh")
    );
}

#[test]
fn a_scan_says_what_to_do() {
    let page = Page {
        content: "q 595 0 0 842 0 0 cm /I1 Do Q".to_owned(),
        ..Page::default()
    };
    let picture = stream(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        b"\0",
    );
    let scan = pdf_with(
        std::slice::from_ref(&page),
        &[(20, picture.clone())],
        "",
        "/XObject<</I1 20 0 R>>",
    );
    let error = import::import(&scan, "x.pdf").unwrap_err();
    assert_eq!(error, ImportError::PdfScan);
    assert!(
        error
            .user_message()
            .text(Language::Vietnamese)
            .contains("bản quét")
    );
    // A page among others is named.
    let mixed = pdf_with(
        &[page, table(&ROWS)],
        &[(20, picture)],
        "",
        "/XObject<</I1 20 0 R>>",
    );
    let imported = read(&mixed);
    assert_eq!(rows(&imported), READ);
    assert!(keys(&imported).contains(&Key::NoteScannedPages));
    assert_eq!(
        import::import(&pdf(&[Page::default()]), "x.pdf").unwrap_err(),
        ImportError::PdfEmpty
    );
}

#[test]
fn text_in_no_rules_is_read_by_its_columns() {
    let mut page = table(&[]);
    page.content = page
        .content
        .lines()
        .filter(|line| !line.contains(" m "))
        .collect::<Vec<_>>()
        .join("\n");
    page.content.push('\n');
    page.row(
        &XS,
        130.0,
        &[
            "1",
            "Ban hành kế hoạch chuyển đổi số\ncủa tỉnh",
            "Sở Nội vụ",
            "Quý I/2026",
        ],
    );
    page.row(
        &XS,
        165.0,
        &["2", "Tập huấn", "Công an tỉnh và\ncác xã", "Năm 2027"],
    );
    let imported = read(&pdf(&[page]));
    assert_eq!(
        rows(&imported),
        [
            "1|Ban hành kế hoạch chuyển đổi số của tỉnh|Sở Nội vụ|Quý I/2026",
            "2|Tập huấn|Công an tỉnh và các xã|Năm 2027"
        ]
    );
}

#[test]
fn the_prose_of_a_plan_is_offered_where_it_has_no_annex() {
    let mut page = Page::default();
    for (idx, line) in [
        "KẾ HOẠCH CHUYỂN ĐỔI SỐ",
        "1. Mục tiêu",
        "- 100% cơ quan dùng chữ ký số.",
        "- 80% hồ sơ được xử lý trực tuyến.",
        "2. Tổ chức thực hiện",
    ]
    .into_iter()
    .enumerate()
    {
        page.text(80.0, 100.0 + 20.0 * idx as f64, line);
    }
    let imported = read(&pdf(&[page]));
    let rows = rows(&imported);
    for text in [
        "100% cơ quan dùng chữ ký số",
        "80% hồ sơ được xử lý trực tuyến",
    ] {
        assert!(rows.iter().any(|row| row.contains(text)), "{rows:?}");
    }
    assert!(!rows.iter().any(|row| row.contains("Tổ chức")), "{rows:?}");
}

#[test]
fn every_letter_is_in_the_sheet_or_in_a_note() {
    let mut page = table(&ROWS);
    page.text(60.0, 400.0, "Chữ lạc ở giữa trang");
    page.text(300.0, 500.0, "Một chỗ khác nữa");
    let imported = read(&pdf(&[page]));
    let said = format!("{:?} {:?}", imported.document, imported.notes);
    for text in ["Chữ lạc ở giữa trang", "Một chỗ khác nữa"] {
        assert!(said.contains(text), "{said}");
    }
}

#[test]
fn text_that_is_clipped_away_is_not_on_the_page() {
    let mut page = table(&ROWS);
    let hidden = format!(
        "q 50 600 100 20 re W n BT /F1 12 Tf 300 610 Td {} Tj ET BT /F1 12 Tf 60 605 Td {} Tj ET Q\n",
        hex("bị che"),
        hex("hiện ra")
    );
    page.content.push_str(&hidden);
    let imported = read(&pdf(&[page]));
    let said = format!("{:?} {:?}", imported.document, imported.notes);
    assert!(
        !said.contains("bị che") && said.contains("hiện ra"),
        "{said}"
    );
}

#[test]
fn a_file_with_a_password_says_what_to_do() {
    let trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -44\
        /O<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>\
        /U<0000000000000000000000000000000000000000000000000000000000000000>>>";
    let catalogue = (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec());
    let pages = (2, b"<</Type/Pages/Kids[]/Count 0>>".to_vec());
    let error = import::import(&file(&[catalogue, pages], trailer), "x.pdf").unwrap_err();
    assert_eq!(error, ImportError::PdfPassword);
    assert!(
        error
            .user_message()
            .text(Language::Vietnamese)
            .contains("mật khẩu")
    );
}

/// A page whose content is only this.
fn content(text: &str) -> Page {
    Page {
        content: text.to_owned(),
        ..Page::default()
    }
}

#[test]
fn files_made_to_keep_the_reader_busy_end_in_a_message() {
    // A form that draws itself twice, and so on.
    let form = |number: usize| {
        let next = number + 1;
        stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>/Font<</F1 11 0 R>>>>"
            ),
            format!("{}BT /F1 9 Tf <0041> Tj ET", "/X Do ".repeat(20)).as_bytes(),
        )
    };
    let forms: Vec<(usize, Vec<u8>)> = (20..40).map(|number| (number, form(number))).collect();
    let many = pdf_with(&[content("/X Do")], &forms, "", "/XObject<</X 20 0 R>>");
    let cyclic = pdf_with(
        &[content("/X Do")],
        &[(20, form(19))],
        "",
        "/XObject<</X 20 0 R>>",
    );
    // A stream that unpacks to more than the limit.
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 66 << 20], 1);
    let bomb = stream("/Filter/FlateDecode", &packed);
    let bomb_page = Page {
        entries: "/Contents 20 0 R".to_owned(),
        ..Page::default()
    };
    let bomb = pdf_with(&[bomb_page], &[(20, bomb)], "", "");
    // Widths of four thousand million codes.
    let wide = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 4294967295 500]>>]>>";
    let wide = pdf_with(
        &[content("BT /F9 9 Tf <0041> Tj ET")],
        &[(20, wide.to_vec())],
        "/F9 20 0 R",
        "",
    );
    // Packed twice, which is a thousand times a thousand.
    let twice = miniz_oxide::deflate::compress_to_vec_zlib(&packed, 9);
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", &twice);
    let twice_page = Page {
        entries: "/Contents 20 0 R".to_owned(),
        ..Page::default()
    };
    let twice = pdf_with(&[twice_page], &[(20, twice)], "", "");
    // Comments that mark the whole page many times.
    let quads = "0 842 595 842 0 0 595 0 ".repeat(500);
    let marked = format!("<</Subtype/StrikeOut/QuadPoints[{quads}]>>");
    let mut marks = content(&"BT /F1 9 Tf <0041004200430044> Tj ET ".repeat(15_000));
    marks.entries = format!("/Annots[{}]", "20 0 R ".repeat(2_000));
    let marks = pdf_with(&[marks], &[(20, marked.into_bytes())], "", "");
    let nested = Page {
        entries: "/X <<".repeat(100_000),
        ..Page::default()
    };
    let nested = pdf(&[nested]);
    let deep = pdf(&[content(&"[".repeat(500_000))]);
    let states = pdf(&[content(&"q ".repeat(1_000_000))]);
    let mut lines = String::new();
    for n in 0..60_000 {
        lines += &format!(
            "{} {} m {} {} l S ",
            n % 600,
            n % 800,
            (n * 7) % 600,
            n % 800
        );
    }
    let lines = pdf(&[content(&lines)]);
    for (name, bytes) in [
        ("many", many),
        ("cyclic", cyclic),
        ("bomb", bomb),
        ("twice", twice),
        ("marks", marks),
        ("nested", nested),
        ("wide", wide),
        ("deep", deep),
        ("states", states),
        ("lines", lines),
    ] {
        let start = Instant::now();
        assert!(import::import(&bytes, "x.pdf").is_err(), "{name}");
        let elapsed = start.elapsed();
        assert!(elapsed < Duration::from_secs(5), "{name}: {elapsed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    /// Whatever is changed in a file, it is read or refused; nothing else happens.
    #[test]
    fn damaged_files_are_read_or_refused(changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..30), cut in any::<prop::sample::Index>()) {
        let next = second_page(&[60.0, 80.0, 100.0], &[HEADINGS, ["3", "Ba", "Sở A", "2026"]]);
        let mut bytes = pdf(&[table(&ROWS), next]);
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if cut.index(4) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        let error = import::import(&bytes, "x.pdf").err();
        prop_assert_ne!(error, Some(ImportError::GaveUp));
    }

    /// The operators of a page in any order, with any numbers.
    #[test]
    fn any_content_is_read_or_refused(operators in vec((0usize..24, -1_000.0f64..1_000.0, -1_000.0f64..1_000.0), 0..200)) {
        let text = operators.iter().map(|(operator, x, y)| match operator {
            0 => "q ".to_owned(),
            1 => "Q ".to_owned(),
            2 => format!("{} 0 0 {} {x} {y} cm ", x / 500.0, y / 500.0),
            3 => format!("{x} {y} m "),
            4..8 => format!("{x} {y} l "),
            8 => format!("{x} {y} {y} {x} re "),
            9 => "S ".to_owned(),
            10 => "f ".to_owned(),
            11 => "W n ".to_owned(),
            12 => "BT ".to_owned(),
            13 => format!("/F1 {x} Tf "),
            14 => format!("{x} {y} Td "),
            15 => format!("0 {x} {y} 0 0 0 Tm "),
            16 => format!("[{} {x} {}] TJ ", hex("STT"), hex("Nhiệm vụ")),
            17 => format!("{y} Tc "),
            18 => format!("{y} Tz "),
            19 => format!("{y} Ts "),
            20 => "1e39 0 0 1e39 0 0 cm ".to_owned(),
            _ => format!("{} Tj ", hex("1")),
        });
        let page = content(&text.collect::<String>());
        let error = import::import(&pdf(&[page]), "x.pdf").err();
        prop_assert_ne!(error, Some(ImportError::GaveUp));
    }
}

#[test]
fn codes_without_unicode_are_looked_up_in_the_embedded_font() {
    let mut page = table(&ROWS[..1]);
    page.rules(&XS, &[140.0, 160.0]);
    page.row(&XS, 140.0, &["2", "", "Sở A", "2026"]);
    page.text_in("F9", 12.0, 93.0, 152.0, "<00010002000300040005>");
    let font = b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Arial/Encoding/Identity-H/DescendantFonts[21 0 R]>>";
    let descendant =
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Arial/CIDToGIDMap/Identity/DW 500\
        /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
        /FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Arial/Flags 4/FontFile2 22 0 R>>>>";
    let others = [
        (20, font.to_vec()),
        (21, descendant.to_vec()),
        (22, stream("", &font_of("Số hó"))),
    ];
    let imported = read(&pdf_with(&[page], &others, "/F9 20 0 R", ""));
    assert_eq!(rows(&imported)[1], "2|Số hó|Sở A|2026");
    assert!(!keys(&imported).contains(&Key::NoteUnknownFont));
}

#[test]
fn text_that_a_program_recognised_in_a_scan_is_doubtful() {
    let mut page = table(&ROWS);
    page.content = format!("3 Tr\n{}", page.content);
    let imported = read(&pdf(&[page]));
    assert_eq!(rows(&imported), READ);
    assert!(keys(&imported).contains(&Key::NoteRecognised));
}

#[test]
fn the_sample_as_libreoffice_prints_it_is_the_sample() {
    let imported = read(include_bytes!("../fixtures/mau.pdf"));
    let sample = import::import(include_bytes!("../fixtures/mau.xlsx"), "x.xlsx").unwrap();
    assert_eq!(rows(&imported), rows(&sample));
    let titles = |imported: &Imported| -> Vec<String> {
        let annexes = imported.document.annexes.iter();
        annexes
            .map(|annex| format!("{} {}", annex.head.number, annex.head.title))
            .collect()
    };
    assert_eq!(titles(&imported), titles(&sample));
}

#[test]
fn headings_over_several_columns_without_rules_are_read_or_doubted() {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    let xs = [50.0, 90.0, 280.0, 340.0, 420.0, 480.0];
    page.row(
        &[90.0, 280.0, 360.0],
        100.0,
        &["Chỉ tiêu", "Đơn vị", "Giai đoạn (năm)"],
    );
    page.row(&[50.0, 355.0, 430.0], 114.0, &["STT", "2026", "2030"]);
    for (number, y) in (1..).zip([150.0, 180.0, 210.0, 240.0]) {
        page.row(
            &xs,
            y,
            &[&number.to_string(), "Tỷ lệ hồ sơ", "%", "50", "100", ""],
        );
    }
    let imported = read(&pdf(&[page]));
    assert!(keys(&imported).contains(&Key::NoteGuessedTable));
    let is_read = rows(&imported)[3] == "4|Tỷ lệ hồ sơ|%|50|100";
    assert!(
        is_read || !imported.doubts.is_empty(),
        "{:?}",
        rows(&imported)
    );
}

/// The line that refers to the plan may stand as close above the header as the headings' own lines.
#[test]
fn a_line_close_above_the_header_is_no_heading() {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    page.text(230.0, 74.0, "DANH MỤC NHIỆM VỤ");
    page.text(
        60.0,
        88.0,
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)",
    );
    let xs = [50.0, 120.0, 200.0, 280.0, 360.0, 440.0];
    page.row(
        &xs,
        101.0,
        &[
            "STT",
            "Nhiệm vụ",
            "Cơ quan",
            "Cơ quan",
            "Kết quả",
            "Thời gian",
        ],
    );
    page.row(
        &[200.0, 280.0, 440.0],
        114.0,
        &["chủ trì", "phối hợp", "thực hiện"],
    );
    for (number, y) in (1..).zip([127.0, 140.0, 153.0]) {
        let number = number.to_string();
        let texts = [
            &number,
            "Ban hành",
            "Sở Nội vụ",
            "Sở Y tế",
            "Báo cáo",
            "Năm 2026",
        ];
        page.row(&xs, y, &texts);
    }
    let imported = read(&pdf(&[page]));
    let annex = &imported.document.annexes[0];
    let roles: Vec<&str> = annex.columns.iter().map(|it| it.role.key()).collect();
    assert_eq!(
        roles,
        ["stt", "content", "lead", "coordinating", "result", "time"]
    );
    assert_eq!(annex.rows.len(), 3);
    assert!(
        annex.head.reference.contains("12/KH-UBND"),
        "{:?}",
        annex.head
    );
}
