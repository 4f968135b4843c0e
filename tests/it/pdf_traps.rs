//! What is known to go wrong with PDF files, each in another form than in the other tests.

use phuluc::wording::Key;

use crate::{
    pdf::{keys, read, rows},
    pdf_file::{Page, hex, pdf, pdf_with, stream},
};

const XS: [f64; 5] = [60.0, 100.0, 320.0, 430.0, 540.0];
const HEADINGS: [&str; 4] = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Hoàn thành"];
const FIRST: [&str; 4] = ["1", "Rà soát quy trình", "Sở Xây dựng", "Tháng 6/2026"];
const SECOND: [&str; 4] = ["2", "Số hóa hồ sơ", "Sở Y tế", "Tháng 9/2027"];

fn read_row(row: [&str; 4]) -> String {
    row.join("|")
}

fn texts(rows: &[[&str; 4]]) -> Page {
    let mut page = Page::default();
    page.text(250.0, 70.0, "PHỤ LỤC SỐ 3");
    page.text(220.0, 90.0, "DANH MỤC CÔNG VIỆC");
    page.row(&XS, 110.0, &HEADINGS);
    for (row, y) in rows.iter().zip([134.0, 158.0]) {
        page.row(&XS, y, row);
    }
    page
}

/// A row that is longer than a page has a part on three pages, and no rule at any of their feet.
#[test]
fn a_row_over_three_pages_is_one() {
    let part = |top: f64, text: &str, is_first: bool| {
        let mut page = Page::default();
        if is_first {
            page.text(250.0, 70.0, "Phụ lục II");
            page.rules(&XS, &[top - 24.0, top]);
            page.row(&XS, top - 24.0, &HEADINGS);
        } else {
            page.line((60.0, top), (540.0, top));
        }
        for x in XS {
            page.line((x, top), (x, 780.0));
        }
        let cells = if is_first {
            ["1", text, "Sở Xây dựng", "Tháng 6/2026"]
        } else {
            ["", text, "", ""]
        };
        page.row(&XS, top, &cells);
        page
    };
    let mut last = part(60.0, "và báo cáo kết quả", false);
    last.line((60.0, 780.0), (540.0, 780.0));
    let pages = [
        part(134.0, "Rà soát quy trình nội bộ của các sở,", true),
        part(60.0, "ngành, địa phương trên địa bàn tỉnh", false),
        last,
    ];
    assert_eq!(
        rows(&read(&pdf(&pages))),
        [
            "1|Rà soát quy trình nội bộ của các sở, ngành, địa phương trên địa bàn tỉnh và báo cáo kết quả|Sở Xây dựng|Tháng 6/2026"
        ]
    );
}

/// Rules as rows of dots, and as the borders that each cell draws for itself, some in white.
#[test]
fn rules_may_be_dotted_or_those_of_each_cell() {
    let ys = [110.0, 134.0, 158.0, 182.0];
    let mut dotted = texts(&[FIRST, SECOND]);
    for y in ys {
        let mut x = 60.0;
        while x < 540.0 {
            dotted.content += &format!("{x} {} 1 0.6 re f\n", 842.0 - y);
            x += 2.5;
        }
    }
    for x in XS {
        let mut y = 110.0;
        while y < 182.0 {
            dotted.content += &format!("{x} {} 0.6 1 re f\n", 841.0 - y);
            y += 2.5;
        }
    }
    let mut cells = texts(&[FIRST, SECOND]);
    for (row, y) in ys.windows(2).enumerate() {
        for (column, x) in XS.windows(2).enumerate() {
            let colour = if (row + column) % 2 == 0 {
                "1 g 1 G"
            } else {
                "0 g 0 G"
            };
            cells.content += &format!(
                "{colour} {} {} {} {} re S\n",
                x[0] + 0.3,
                842.0 - y[1] + 0.3,
                x[1] - x[0] - 0.6,
                y[1] - y[0] - 0.6
            );
        }
    }
    for (name, page) in [("dotted", dotted), ("cells", cells)] {
        let imported = read(&pdf(&[page]));
        assert_eq!(
            rows(&imported),
            [read_row(FIRST), read_row(SECOND)],
            "{name}"
        );
        assert!(imported.doubts.is_empty(), "{name}");
    }
}

/// Tables one above the other that share no rule, the second with other columns and no line between.
#[test]
fn a_table_right_below_another_with_other_columns_keeps_its_own() {
    let mut page = texts(&[FIRST, SECOND]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    let xs = [60.0, 100.0, 400.0, 540.0];
    page.rules(&xs, &[188.0, 212.0, 236.0]);
    page.row(&xs, 188.0, &["STT", "Chỉ tiêu", "Đơn vị tính"]);
    page.row(&xs, 212.0, &["1", "Tỷ lệ hồ sơ số", "%"]);
    let imported = read(&pdf(&[page]));
    let said = format!("{:?} {:?}", imported.document, imported.notes);
    for text in [
        "Rà soát quy trình",
        "Số hóa hồ sơ",
        "Tỷ lệ hồ sơ số",
        "Đơn vị tính",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    assert_eq!(rows(&imported)[..2], [read_row(FIRST), read_row(SECOND)]);
}

/// Each letter by itself with its place, none with a space, as some printers write.
#[test]
fn letters_that_are_placed_one_by_one_are_words() {
    let mut page = texts(&[FIRST]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    let mut x = 103.0;
    for letter in "Đánh giá an toàn".chars() {
        if letter != ' ' {
            page.text(x, 170.0, &letter.to_string());
        }
        // Kerned by a tenth of a letter.
        x += if letter == 'n' { 5.4 } else { 6.0 };
    }
    page.row(&XS, 158.0, &["2", "", "Sở Y tế", "2027"]);
    assert_eq!(
        rows(&read(&pdf(&[page])))[1],
        "2|Đánh giá an toàn|Sở Y tế|2027"
    );
}

/// An accent drawn before its letter, by itself and above it.
#[test]
fn an_accent_before_its_letter_belongs_to_it() {
    let mut page = texts(&[FIRST]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    page.row(&XS, 158.0, &["2", "", "Sở Y tế", "2027"]);
    page.text(103.0, 170.0, "K")
        .text(109.0, 170.0, "´")
        .text(109.0, 170.0, "ê");
    page.text(118.0, 170.0, "hoạch");
    let found = rows(&read(&pdf(&[page])));
    assert_eq!(found[1], "2|Kế hoạch|Sở Y tế|2027");
}

/// A font whose codes are those of Latin letters, all as wide.
fn latin_font(name: &str) -> Vec<u8> {
    let widths = "500 ".repeat(224);
    format!(
        "<</Type/Font/Subtype/Type1/BaseFont/{name}/FirstChar 32/LastChar 255/Widths[{widths}]\
         /Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding>>>>"
    )
    .into_bytes()
}

/// Headings in old fonts tell the columns of a table without rules too.
#[test]
fn tables_without_rules_may_be_in_legacy_fonts() {
    let in_vni = [
        "STT|Nhieäm vuï|Cô quan chuû trì|Thôøi gian",
        "1|Toång keát hoäi nghò|Sôû Noäi vuï|Quyù I/2027",
        "2|Kieåm tra hoà sô|Sôû Y teá|Naêm 2028",
        "3|Taäp huaán|Sôû Taøi chính|Naêm 2029",
    ];
    let in_tcvn3 = [
        "STT|NhiÖm vô|C¬ quan chñ tr×|Thêi gian",
        "1|Tæng kÕt héi nghÞ|Së Néi vô|Quý I/2027",
        "2|KiÓm tra hå s¬|Së Y tÕ|N¨m 2028",
        "3|TËp huÊn|Së Tµi chÝnh|N¨m 2029",
    ];
    for (font, lines) in [("VNI-Times", in_vni), ("ABCDEF+.VnTime", in_tcvn3)] {
        let mut page = Page::default();
        page.text(260.0, 60.0, "Phụ lục I");
        page.text(230.0, 80.0, "DANH MỤC NHIỆM VỤ");
        for (idx, line) in lines.iter().enumerate() {
            let y = 110.0 + 20.0 * idx as f64;
            for (text, x) in line.split('|').zip([50.0, 90.0, 300.0, 450.0]) {
                let codes = text.chars().map(|c| format!("{:02X}", u32::from(c)));
                let codes = format!("<{}>", codes.collect::<String>());
                page.text_in("F8", 12.0, x, y, &codes);
            }
        }
        let bytes = pdf_with(&[page], &[(20, latin_font(font))], "/F8 20 0 R", "");
        let found = rows(&read(&bytes));
        assert_eq!(
            found,
            [
                "1|Tổng kết hội nghị|Sở Nội vụ|Quý I/2027",
                "2|Kiểm tra hồ sơ|Sở Y tế|Năm 2028",
                "3|Tập huấn|Sở Tài chính|Năm 2029",
            ],
            "{font}"
        );
    }
}

/// VNI and TCVN3 beside each other, the latter in the font whose letters are capitals.
#[test]
fn two_legacy_fonts_of_one_file_are_read_each_in_its_own_way() {
    let mut page = texts(&[FIRST]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    page.row(&XS, 158.0, &["2", "", "", "2027"]);
    // "Tổng kết" in VNI, "sở y tế" in TCVN3.
    page.text_in("F8", 12.0, 103.0, 170.0, "<546FE56E67206B65E174>");
    page.text_in("F9", 12.0, 323.0, 170.0, "<73EB207920 74D5>");
    let fonts = [
        (20, latin_font("ABCDEF+VNI-Times")),
        (21, latin_font(".VnTimeH")),
    ];
    let imported = read(&pdf_with(&[page], &fonts, "/F8 20 0 R/F9 21 0 R", ""));
    assert_eq!(rows(&imported)[1], "2|Tổng kết|SỞ Y TẾ|2027");
}

/// Upside down by the page's entry, and twice turned.
#[test]
fn pages_may_be_upside_down() {
    let mut upright = texts(&[FIRST, SECOND]);
    upright.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    let turned = format!("q -1 0 0 -1 595 842 cm\n{}Q\n", upright.content);
    let down = Page {
        content: turned.clone(),
        ..Page::default()
    };
    let back = Page {
        content: turned,
        entries: "/Rotate 180".to_owned(),
        ..Page::default()
    };
    for page in [down, back] {
        assert_eq!(
            rows(&read(&pdf(&[page]))),
            [read_row(FIRST), read_row(SECOND)]
        );
    }
}

/// Page numbers in words, and a running line of the annex that changes from page to page.
#[test]
fn page_numbers_in_words_are_no_content() {
    let mut pages: Vec<Page> = Vec::new();
    for number in 1..=3 {
        let mut page = if number == 1 {
            texts(&[FIRST, SECOND])
        } else {
            Page::default()
        };
        let top = if number == 1 { 110.0 } else { 60.0 };
        if number == 1 {
            page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
        } else {
            page.rules(&XS, &[top, top + 24.0]);
            let ordinal = (number + 1).to_string();
            page.row(&XS, top, &[&ordinal, "Tổng kết", "Sở Y tế", "2030"]);
        }
        page.text(280.0, 815.0, &format!("Trang {number} / 3"));
        pages.push(page);
    }
    let imported = read(&pdf(&pages));
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(
        rows(&imported),
        [
            read_row(FIRST),
            read_row(SECOND),
            "3|Tổng kết|Sở Y tế|2030".to_owned(),
            "4|Tổng kết|Sở Y tế|2030".to_owned()
        ]
    );
}

/// A stamp that the page itself draws as a form, over the title of the annex.
#[test]
fn a_stamp_that_the_page_draws_is_named_and_no_content() {
    let mut page = texts(&[FIRST, SECOND]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    page.content += "q 1 0 0 1 380 740 cm /S1 Do Q\n";
    let lines = [
        "Người ký: Ủy ban nhân dân tỉnh",
        "Thời gian ký: 05/03/2026 08:30:00 +07:00",
    ];
    let shown: String = lines
        .iter()
        .zip([30, 18])
        .map(|(line, y)| format!("BT /F1 7 Tf 4 {y} Td {} Tj ET\n", hex(line)))
        .collect();
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 180 50]/Resources<</Font<</F1 11 0 R>>>>",
        shown.as_bytes(),
    );
    let imported = read(&pdf_with(
        &[page],
        &[(20, form)],
        "",
        "/XObject<</S1 20 0 R>>",
    ));
    assert_eq!(rows(&imported), [read_row(FIRST), read_row(SECOND)]);
    assert!(keys(&imported).contains(&Key::NoteSignature));
    assert_eq!(
        imported.document.annexes[0].head.title,
        "DANH MỤC CÔNG VIỆC"
    );
}

/// One note says which pages repeated the header, and one which rows were cut.
#[test]
fn a_table_over_many_pages_is_one_note() {
    let mut pages = Vec::new();
    let mut first = texts(&[FIRST, SECOND]);
    first.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    pages.push(first);
    for number in 3..8 {
        let mut page = Page::default();
        page.rules(&XS, &[60.0, 84.0, 108.0]);
        page.row(&XS, 60.0, &HEADINGS);
        page.row(
            &XS,
            84.0,
            &[&number.to_string(), "Tổng kết", "Sở Y tế", "2030"],
        );
        pages.push(page);
    }
    let imported = read(&pdf(&pages));
    assert_eq!(rows(&imported).len(), 7);
    assert!(!keys(&imported).contains(&Key::NoteRepeatedHeader));
    let said = imported
        .notes
        .iter()
        .filter(|note| note.message.key == Key::NoteRepeatedHeaders);
    let said: Vec<&[String]> = said.map(|note| note.message.args.as_slice()).collect();
    assert_eq!(said, [["2–6"]]);
}

/// A picture large enough to be a photo of a table is named; the same one on two pages counts once, and
/// an emblem does not.
#[test]
fn large_pictures_beside_text_are_named() {
    let mut page = texts(&[FIRST, SECOND]);
    page.rules(&XS, &[110.0, 134.0, 158.0, 182.0]);
    let mut large = page.clone();
    large.content += "q 300 0 0 150 100 200 cm /I1 Do Q\n";
    let mut small = page.clone();
    small.content += "q 60 0 0 60 100 200 cm /I1 Do Q\n";
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        &[0],
    );
    for (pages, expected) in [(vec![large.clone(), large], Some("1")), (vec![small], None)] {
        let imported = read(&pdf_with(
            &pages,
            &[(20, image.clone())],
            "",
            "/XObject<</I1 20 0 R>>",
        ));
        let mut notes = imported.notes.iter().map(|note| &note.message);
        let found = notes.find(|message| message.key == Key::NotePictures);
        let found = found.map(|message| message.args.first().unwrap().clone());
        assert_eq!(found.as_deref(), expected);
    }
}

/// The last line of a title is a year, and a footer stands beside the page number.
#[test]
fn a_year_is_no_page_number_and_a_footer_beside_one_is_no_row() {
    let page = |number: &str, row: [&str; 4]| {
        let mut page = Page::default();
        if number == "1" {
            page.text(250.0, 60.0, "PHỤ LỤC SỐ 3");
            page.text(200.0, 76.0, "DANH MỤC CÔNG VIỆC NĂM");
            page.text(285.0, 92.0, "2027");
        }
        page.rules(&XS, &[110.0, 134.0, 158.0]);
        page.row(&XS, 110.0, &HEADINGS);
        page.row(&XS, 134.0, &row);
        page.text(295.0, 810.0, number);
        page.text(430.0, 810.0, "Phát hành ngày 06/01/2027");
        page
    };
    let imported = read(&pdf(&[page("1", FIRST), page("2", SECOND)]));
    assert_eq!(rows(&imported), [read_row(FIRST), read_row(SECOND)]);
    let title = &imported.document.annexes[0].head.title;
    assert_eq!(title.replace('\n', " "), "DANH MỤC CÔNG VIỆC NĂM 2027");
    assert!(keys(&imported).contains(&Key::NoteMargins));
}
