//! PDF files as office programs print them: clipped headings, letterheads that go on, boxes around words,
//! sheets wider than their paper.

use phuluc::wording::Key;

use crate::{
    pdf::{keys, read, rows},
    pdf_file::{LETTER, Page, pdf},
};

const XS: [f64; 5] = [50.0, 90.0, 330.0, 440.0, 545.0];
const HEADINGS: [&str; 4] = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];
const FIRST: [&str; 4] = ["1", "Ban hành kế hoạch", "Sở Nội vụ", "Quý I/2026"];
const SECOND: [&str; 4] = ["2", "Tập huấn cán bộ", "Công an tỉnh", "Năm 2027"];
const THIRD: [&str; 4] = ["3", "Kiểm tra hồ sơ", "Sở Tài chính", "Năm 2028"];

fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER * 12.0
}

fn titled() -> Page {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    page.text(230.0, 80.0, "DANH MỤC NHIỆM VỤ");
    page
}

/// Draws a table with rows of these heights.
fn ruled(page: &mut Page, top: f64, rows: &[([&str; 4], f64)]) {
    let mut ys = vec![top];
    for (row, height) in rows {
        let y = *ys.last().unwrap();
        page.row(&XS, y, row);
        ys.push(y + height);
    }
    page.rules(&XS, &ys);
}

/// A repeated heading may have lost a line: the program gave it less room on the next page.
#[test]
fn a_heading_that_the_next_page_clips_is_a_repetition() {
    let whole = ["STT", "Nhiệm vụ", "Cơ quan chủ trì\ntham mưu", "Thời gian"];
    for clipped in ["Cơ quan chủ trì", ""] {
        let mut first = titled();
        ruled(
            &mut first,
            100.0,
            &[(whole, 34.0), (FIRST, 20.0), (SECOND, 20.0)],
        );
        let mut next = Page::default();
        let heading = ["STT", "Nhiệm vụ", clipped, "Thời gian"];
        ruled(&mut next, 60.0, &[(heading, 20.0), (THIRD, 20.0)]);
        let imported = read(&pdf(&[first, next]));
        let expected = [FIRST, SECOND, THIRD].map(|row| row.join("|"));
        assert_eq!(rows(&imported), expected, "{clipped}");
        assert_eq!(imported.document.annexes.len(), 1);
        assert!(keys(&imported).contains(&Key::NoteRepeatedHeader));
    }
    // Other headings are another table.
    let mut first = titled();
    ruled(&mut first, 100.0, &[(whole, 34.0), (FIRST, 20.0)]);
    let mut next = Page::default();
    let heading = ["STT", "Tên dự án", "Chủ đầu tư", "Thời gian"];
    ruled(&mut next, 60.0, &[(heading, 20.0), (THIRD, 20.0)]);
    let imported = read(&pdf(&[first, next]));
    assert!(!keys(&imported).contains(&Key::NoteRepeatedHeader));
}

/// Each side of a letterhead may go on on a line of its own, which is none of the title below.
#[test]
fn a_letterhead_that_goes_on_on_the_next_line_is_no_title() {
    let middle = |page: &mut Page, at: f64, y: f64, text: &str| {
        page.text(at - width(text) / 2.0, y, text);
    };
    let mut page = Page::default();
    middle(&mut page, 150.0, 40.0, "ỦY BAN NHÂN DÂN TỈNH");
    middle(&mut page, 420.0, 40.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    middle(&mut page, 150.0, 55.0, "TRUNG TÂM KIỂM SOÁT BỆNH TẬT");
    middle(&mut page, 420.0, 55.0, "Độc lập - Tự do - Hạnh phúc");
    middle(&mut page, 150.0, 70.0, "HUYỆN");
    middle(&mut page, 297.0, 84.0, "DANH MỤC NHIỆM VỤ");
    ruled(
        &mut page,
        110.0,
        &[(HEADINGS, 20.0), (FIRST, 20.0), (SECOND, 20.0)],
    );
    let imported = read(&pdf(&[page]));
    let [annex] = imported.document.annexes.as_slice() else {
        panic!("{:?}", imported.document);
    };
    assert_eq!(annex.head.title, "DANH MỤC NHIỆM VỤ");
    assert_eq!(rows(&imported), [FIRST, SECOND].map(|row| row.join("|")));
}

/// So does a line that the author of the letterhead began, where the other side has none.
#[test]
fn a_line_below_the_left_side_of_a_letterhead_is_no_title() {
    let middle = |page: &mut Page, at: f64, y: f64, text: &str| {
        page.text(at - width(text) / 2.0, y, text);
    };
    let mut page = Page::default();
    middle(&mut page, 150.0, 40.0, "CÔNG ĐOÀN NGÀNH ĐƯỜNG SẮT");
    middle(&mut page, 420.0, 40.0, "Mẫu số 03");
    middle(&mut page, 150.0, 55.0, "KHU VỰC BẮC");
    middle(&mut page, 150.0, 70.0, "ĐÈO CẢ");
    middle(&mut page, 297.0, 84.0, "DANH MỤC NHIỆM VỤ");
    ruled(
        &mut page,
        110.0,
        &[(HEADINGS, 20.0), (FIRST, 20.0), (SECOND, 20.0)],
    );
    let imported = read(&pdf(&[page]));
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.number, "03");
    assert_eq!(head.title, "DANH MỤC NHIỆM VỤ");
}

/// A box around words lies close to the sides of its cell, and touches them.
#[test]
fn a_box_around_words_of_a_cell_makes_no_column() {
    for (row, column) in [(1, 2), (0, 1), (2, 3), (1, 0)] {
        let mut page = titled();
        let table = [HEADINGS, FIRST, SECOND];
        ruled(&mut page, 100.0, &table.map(|row| (row, 16.0)));
        let text: &str = table[row][column];
        let word = text.split(' ').next().unwrap();
        let top = 100.0 + 16.0 * row as f64 + 2.5;
        let (left, right) = (XS[column] + 2.0, XS[column] + 4.0 + width(word));
        for (from, to) in [
            ((left, top), (right, top)),
            ((left, top + 12.0), (right, top + 12.0)),
            ((left, top), (left, top + 12.0)),
            ((right, top), (right, top + 12.0)),
        ] {
            page.line(from, to);
        }
        let imported = read(&pdf(&[page]));
        let expected = [FIRST, SECOND].map(|row| row.join("|"));
        assert_eq!(rows(&imported), expected, "{text}");
        assert_eq!(imported.document.annexes[0].columns.len(), 4, "{text}");
    }
    // Cells of which each has a frame of its own are no boxes.
    let mut page = titled();
    for (number, row) in [HEADINGS, FIRST, SECOND].iter().enumerate() {
        let (top, bottom) = (100.0 + 18.0 * number as f64, 116.0 + 18.0 * number as f64);
        page.row(&XS, top, row);
        for pair in XS.windows(2) {
            page.rules(&[pair[0] + 1.0, pair[1] - 1.0], &[top, bottom]);
        }
    }
    let imported = read(&pdf(&[page]));
    assert_eq!(rows(&imported), [FIRST, SECOND].map(|row| row.join("|")));
}

/// Two headings beside each other may begin alike, a space apart.
#[test]
fn headings_that_begin_alike_are_none_over_both_columns() {
    let mut page = titled();
    let xs = [50.0, 90.0, 270.0, 345.0, 420.0];
    let heading = "Số phòng năm";
    page.text(53.0, 114.0, "STT");
    page.text(150.0, 114.0, "Khu vực");
    page.text(271.0, 108.0, heading);
    page.text(271.0 + width(heading) + 4.0, 108.0, heading);
    page.text(295.0, 122.0, "2027");
    page.text(370.0, 122.0, "2030");
    page.text(440.0, 114.0, "Cơ quan chủ trì");
    for (number, row) in [
        ["1", "Bãi Dài", "420", "1.100", "Sở Y tế"],
        ["2", "Đầm Môn và các đảo", "45", "90", "Sở Xây dựng"],
        ["3", "Khánh Sơn", "60", "180", "UBND xã"],
    ]
    .into_iter()
    .enumerate()
    {
        let y = 150.0 + 20.0 * number as f64;
        for (at, text) in row.into_iter().enumerate() {
            let x = match at {
                2 | 3 => xs[at + 1] - 6.0 - width(text),
                4 => 425.0,
                _ => xs[at] + 3.0,
            };
            page.text(x, y, text);
        }
    }
    let imported = read(&pdf(&[page]));
    let columns = imported.document.annexes[0].columns.iter();
    let headers: Vec<String> = columns.map(|it| it.header.join(" / ")).collect();
    assert_eq!(
        headers,
        [
            "STT",
            "Khu vực",
            "Số phòng năm 2027",
            "Số phòng năm 2030",
            "Cơ quan chủ trì"
        ]
    );
}

/// A narrow column breaks figures above and below the line of their ordinal.
#[test]
fn figures_that_a_narrow_column_breaks_make_no_rows() {
    let mut page = titled();
    page.row(&XS, 100.0, &["STT", "Hạng mục", "Đơn giá", "Thành tiền"]);
    let items = [
        (
            "1",
            "Máy quay tại nút giao",
            ["45.500.0", "00"],
            ["1.638.000.0", "00"],
        ),
        (
            "2",
            "Máy chủ lưu trữ",
            ["310.000.00", "0"],
            ["1.240.000.00", "0"],
        ),
        (
            "3",
            "Đường truyền riêng",
            ["2.400.00", "0"],
            ["28.800.00", "0"],
        ),
    ];
    for (number, (ordinal, name, price, sum)) in items.into_iter().enumerate() {
        let y = 130.0 + 36.0 * number as f64;
        page.text(XS[0] + 3.0, y, ordinal);
        page.text(XS[1] + 3.0, y, name);
        for (x, parts) in [(XS[2], price), (XS[3], sum)] {
            page.text(x + 3.0, y - 7.0, parts[0]);
            page.text(x + 3.0, y + 7.0, parts[1]);
        }
    }
    let imported = read(&pdf(&[page]));
    let found: Vec<String> = rows(&imported)
        .iter()
        .map(|row| row.replace('\n', ""))
        .collect();
    let found: Vec<String> = found.iter().map(|row| row.replace("0 0", "00")).collect();
    assert_eq!(
        found,
        [
            "1|Máy quay tại nút giao|45.500.000|1.638.000.000",
            "2|Máy chủ lưu trữ|310.000.000|1.240.000.000",
            "3|Đường truyền riêng|2.400.000|28.800.000",
        ]
    );
}

/// The heights of the rows of a wide sheet without rules.
const HEIGHTS: [f64; 4] = [22.0, 20.0, 27.0, 24.0];

/// Pages of a sheet: the columns behind the third are on a page of their own. The title runs over both.
fn wide(is_cut: bool) -> [Page; 2] {
    let left_xs = [50.0, 90.0, 330.0];
    let left = [
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Ban hành kế hoạch", "Sở Nội vụ"],
        ["2", "Tập huấn cán bộ", "Công an tỉnh"],
        ["3", "Kiểm tra hồ sơ", "Sở Tài chính"],
    ];
    let right_xs = [50.0, 170.0];
    let right = [
        ["Thời gian", "Sản phẩm"],
        ["Quý I/2026", "Quyết định"],
        ["Năm 2027", "12 lớp"],
        ["Năm 2028", "Báo cáo"],
    ];
    let mut pages = [Page::default(), Page::default()];
    for (page, from) in pages.iter_mut().zip([0.0, -390.0]) {
        page.content += "q 50 0 390 842 re W n\n";
        let start = if is_cut { 380.0 } else { 120.0 };
        if is_cut || from == 0.0 {
            page.text(from + start, 60.0, "Phụ lục II");
            page.text(from + start, 80.0, "DANH MỤC NHIỆM VỤ NĂM 2026");
        }
        page.content += "Q\n";
    }
    let mut y = 110.0;
    for (idx, height) in HEIGHTS.into_iter().enumerate() {
        pages[0].row(&left_xs, y, &left[idx]);
        pages[1].row(&right_xs, y, &right[idx]);
        y += height;
    }
    pages
}

#[test]
fn a_sheet_without_rules_over_pages_beside_each_other_is_one() {
    for is_cut in [true, false] {
        let imported = read(&pdf(&wide(is_cut)));
        assert_eq!(
            rows(&imported),
            [
                "1|Ban hành kế hoạch|Sở Nội vụ|Quý I/2026|Quyết định",
                "2|Tập huấn cán bộ|Công an tỉnh|Năm 2027|12 lớp",
                "3|Kiểm tra hồ sơ|Sở Tài chính|Năm 2028|Báo cáo",
            ],
            "{is_cut}"
        );
        let annex = &imported.document.annexes[0];
        assert_eq!(annex.head.title, "DANH MỤC NHIỆM VỤ NĂM 2026", "{is_cut}");
        assert!(keys(&imported).contains(&Key::NoteBeside), "{is_cut}");
        assert!(!keys(&imported).contains(&Key::NoteMaybeRight), "{is_cut}");
    }
}

/// A page whose lines stand at the same heights, but has no headings, is only named.
#[test]
fn a_page_with_lines_at_the_same_heights_is_not_put_beside_another() {
    let [left, _] = wide(false);
    let mut other = Page::default();
    let mut y = 110.0;
    for (text, height) in [
        "Các sở, ngành báo cáo",
        "về Sở Nội vụ",
        "trước ngày 15",
        "hằng tháng",
    ]
    .into_iter()
    .zip(HEIGHTS)
    {
        other.row(&[50.0], y, &[text]);
        y += height;
    }
    let imported = read(&pdf(&[left, other]));
    assert!(!keys(&imported).contains(&Key::NoteBeside));
    assert_eq!(rows(&imported)[0], "1|Ban hành kế hoạch|Sở Nội vụ");
}

/// In a file without any letter of Unicode, a heading is TCVN3 too whose words are syllables as they stand.
#[test]
fn where_all_is_in_an_old_font_a_heading_over_figures_is_too() {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phô lôc I");
    page.text(230.0, 80.0, "Danh môc nhiÖm vô");
    let rows = [
        ["STT", "NhiÖm vô", "Sè hé", "§¬n vÞ chñ tr×"],
        ["1", "TËp huÊn c¸n bé", "12", "Së Néi vô"],
        ["2", "N©ng cÊp ®ª x·", "9", "Së X©y dùng"],
        ["3", "KiÓm tra hå s¬", "30", "Së Tµi chÝnh"],
    ];
    ruled(&mut page, 100.0, &rows.map(|row| (row, 20.0)));
    let imported = read(&pdf(&[page]));
    let columns = imported.document.annexes[0].columns.iter();
    let headers: Vec<String> = columns.map(|it| it.header.join(" / ")).collect();
    assert_eq!(headers, ["STT", "Nhiệm vụ", "Số hộ", "Đơn vị chủ trì"]);
}

/// Titles over all columns do not tell that a table ends at the foot of a page.
#[test]
fn a_table_with_wide_titles_goes_on_on_the_next_page() {
    let mut pages = [titled(), Page::default()];
    pages[0].row(&XS, 100.0, &HEADINGS);
    let title =
        |name: &str| format!("NHIỆM VỤ {name} CỦA CÁC CƠ QUAN, ĐƠN VỊ TRÊN ĐỊA BÀN TOÀN TỈNH");
    let sections = [
        (0, "CHUNG", 1..4),
        (0, "RIÊNG", 4..6),
        (1, "KHÁC", 6..8),
        (1, "THÊM", 8..10),
    ];
    let mut tops = [124.0, 60.0];
    let mut expected = Vec::new();
    for (at, name, numbers) in sections {
        let (page, y) = (&mut pages[at], &mut tops[at]);
        page.text(XS[1] + 3.0, *y + 12.0, &title(name));
        expected.push(format!("|{}||", title(name)));
        *y += 20.0;
        for number in numbers {
            let number = number.to_string();
            let row = [
                number.as_str(),
                "Kiểm tra, hướng dẫn các xã",
                "Sở Nội vụ",
                "Năm 2027",
            ];
            page.row(&XS, *y, &row);
            expected.push(row.join("|"));
            *y += 20.0;
        }
    }
    let imported = read(&pdf(&pages));
    assert_eq!(rows(&imported), expected);
}

/// The recipients and the signer of a plan stand on the page before its annex, which has no "Phụ lục" line.
#[test]
fn the_end_of_a_plan_is_no_title_of_its_annex() {
    let plan = |ends: &[(f64, &str)]| {
        let mut page = Page::default();
        page.text(250.0, 60.0, "KẾ HOẠCH");
        page.text(180.0, 80.0, "Phát triển thư viện năm 2027");
        page.text(50.0, 110.0, "Các phòng tổ chức thực hiện kế hoạch này.");
        for (number, (x, text)) in ends.iter().enumerate() {
            page.text(*x, 150.0 + 18.0 * number as f64, text);
        }
        page
    };
    let annex = |title: &str| {
        let mut page = Page::default();
        page.text(200.0, 60.0, title);
        ruled(
            &mut page,
            100.0,
            &[(HEADINGS, 20.0), (FIRST, 20.0), (SECOND, 20.0)],
        );
        page
    };
    for ends in [
        [
            (50.0, "Nơi nhận:"),
            (50.0, "- Như trên;"),
            (50.0, "- Lưu: VT."),
            (380.0, "Trần Văn Bình"),
        ],
        [
            (380.0, "TM. ỦY BAN NHÂN DÂN"),
            (380.0, "CHỦ TỊCH"),
            (50.0, "- Các thôn;"),
            (380.0, "Lê Thị Hoa"),
        ],
    ] {
        for title in ["DANH MỤC NHIỆM VỤ", "Danh mục nhiệm vụ"] {
            let imported = read(&pdf(&[plan(&ends), annex(title)]));
            let head = &imported.document.annexes[0].head;
            assert_eq!(head.title, title, "{ends:?}");
            let before = head.before.join("\n");
            for (_, text) in ends {
                assert!(before.contains(text), "{before}");
            }
        }
    }
    // A title of two lines that no page parts keeps both.
    let mut page = annex("DANH MỤC NHIỆM VỤ");
    page.text(230.0, 80.0, "NĂM 2027");
    let imported = read(&pdf(&[page]));
    let title = &imported.document.annexes[0].head.title;
    assert_eq!(title, "DANH MỤC NHIỆM VỤ\nNĂM 2027");
}
