//! PDF files of tables wider than their paper: pages beside each other.

use phuluc::{
    import::Imported,
    wording::{Key, Language},
};

use crate::{
    pdf::{keys, read, rows},
    pdf_file::{Page, pdf},
};

const LEFT: [f64; 4] = [50.0, 90.0, 330.0, 440.0];
const RIGHT: [f64; 4] = [50.0, 150.0, 260.0, 320.0];
const HEADINGS: [[&str; 3]; 2] = [
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì"],
    ["Cơ quan phối hợp", "Thời gian", "Ghi chú"],
];

/// A page of the columns `xs`: rows of one line each, the first of them 20 points high and each other 2
/// points higher than the one before.
fn part(xs: &[f64], top: f64, rows: &[[&str; 3]]) -> Page {
    let mut page = Page::default();
    let mut ys = vec![top];
    for n in 0..rows.len() {
        ys.push(ys[n] + 20.0 + 2.0 * n as f64);
    }
    page.rules(xs, &ys);
    for (row, y) in rows.iter().zip(&ys) {
        page.row(xs, *y, row);
    }
    page
}

/// The title over all columns, clipped to the columns of the page as programs print it.
fn title(page: &mut Page, from: f64, width: f64) {
    page.content += &format!("q 50 0 {width} 842 re W n\n");
    page.text(from + 420.0, 60.0, "Phụ lục II");
    page.text(from + 360.0, 80.0, "DANH MỤC NHIỆM VỤ NĂM 2026");
    page.content += "Q\n";
}

/// The pages of a table: its first and its second rows, each in two parts.
fn parts() -> [[Page; 2]; 2] {
    let mut left = part(
        &LEFT,
        100.0,
        &[
            HEADINGS[0],
            ["1", "Ban hành kế hoạch", "Sở Nội vụ"],
            ["2", "Tập huấn cán bộ", "Công an tỉnh"],
            ["3", "Mua sắm", "Sở Tài chính"],
        ],
    );
    title(&mut left, 0.0, 390.0);
    let mut right = part(
        &RIGHT,
        100.0,
        &[
            HEADINGS[1],
            ["Sở Y tế", "Quý I/2026", "a"],
            ["Sở Xây dựng", "Năm 2027", "b"],
            ["", "Năm 2028", ""],
        ],
    );
    title(&mut right, -390.0, 270.0);
    let next_left = part(
        &LEFT,
        60.0,
        &[
            ["4", "Đánh giá", "Sở Nội vụ"],
            ["5", "Tổng kết", "Sở Tư pháp"],
        ],
    );
    let next_right = part(
        &RIGHT,
        60.0,
        &[["", "Năm 2029", "d"], ["Các sở", "Năm 2030", ""]],
    );
    [[left, right], [next_left, next_right]]
}

const READ: [&str; 5] = [
    "1|Ban hành kế hoạch|Sở Nội vụ|Sở Y tế|Quý I/2026|a",
    "2|Tập huấn cán bộ|Công an tỉnh|Sở Xây dựng|Năm 2027|b",
    "3|Mua sắm|Sở Tài chính||Năm 2028|",
    "4|Đánh giá|Sở Nội vụ||Năm 2029|d",
    "5|Tổng kết|Sở Tư pháp|Các sở|Năm 2030|",
];

#[track_caller]
fn assert_whole(imported: &Imported) {
    assert_eq!(rows(imported), READ);
    let [annex] = imported.document.annexes.as_slice() else {
        panic!("{:?}", imported.document);
    };
    assert_eq!(annex.head.number, "II");
    assert_eq!(annex.head.title, "DANH MỤC NHIỆM VỤ NĂM 2026");
}

#[test]
fn a_table_wider_than_its_paper_is_one_in_either_order_of_its_pages() {
    let [[a, b], [c, d]] = parts();
    for pages in [[a.clone(), c.clone(), b.clone(), d.clone()], [a, b, c, d]] {
        let imported = read(&pdf(&pages));
        assert_whole(&imported);
        assert_eq!(keys(&imported), [Key::NoteBeside]);
    }
}

#[test]
fn page_numbers_and_running_lines_beside_each_other_are_no_content() {
    let [[a, b], [c, d]] = parts();
    let mut pages = [a, c, b, d];
    for (number, page) in pages.iter_mut().enumerate() {
        page.text(280.0, 820.0, &format!("Trang {}/4", number + 1));
        page.text(60.0, 30.0, "UBND TỈNH LẠNG SƠN");
    }
    let imported = read(&pdf(&pages));
    assert_whole(&imported);
}

#[test]
fn columns_that_each_page_repeats_are_read_once() {
    // The ordinals stand on the right page too.
    let [[left, _], _] = parts();
    let xs = [50.0, 90.0, 190.0, 300.0];
    let right = part(
        &xs,
        100.0,
        &[
            ["STT", "Cơ quan phối hợp", "Thời gian"],
            ["1", "Sở Y tế", "Quý I/2026"],
            ["2", "Sở Xây dựng", "Năm 2027"],
            ["3", "", "Năm 2028"],
        ],
    );
    let imported = read(&pdf(&[left, right]));
    assert_eq!(
        rows(&imported),
        [
            "1|Ban hành kế hoạch|Sở Nội vụ|Sở Y tế|Quý I/2026",
            "2|Tập huấn cán bộ|Công an tỉnh|Sở Xây dựng|Năm 2027",
            "3|Mua sắm|Sở Tài chính||Năm 2028"
        ]
    );
    assert_eq!(keys(&imported), [Key::NoteBeside]);
}

#[test]
fn pages_whose_rows_do_not_match_are_a_doubt_and_their_cut_lines_no_title() {
    let [[left, _], _] = parts();
    let mut right = part(
        &RIGHT,
        104.0,
        &[
            HEADINGS[1],
            ["Sở Y tế", "Quý I/2026", "a"],
            ["Sở Xây dựng", "Năm 2027", "b"],
        ],
    );
    title(&mut right, -390.0, 270.0);
    let imported = read(&pdf(&[left, right]));
    let notes = imported.notes.iter();
    let texts: Vec<String> = notes
        .map(|note| note.message.text(Language::Vietnamese))
        .collect();
    assert!(keys(&imported).contains(&Key::NoteMaybeBeside), "{texts:?}");
    assert!(keys(&imported).contains(&Key::NoteCutLines), "{texts:?}");
    for annex in imported.document.annexes.iter().skip(1) {
        assert_eq!(annex.head.title, "", "{:?}", annex.head);
    }
}

#[test]
fn tables_of_the_same_heights_under_each_other_stay_apart() {
    let [[left, _], _] = parts();
    // A table of its own: it has ordinals and a title.
    let mut other = part(
        &[50.0, 90.0, 250.0, 400.0],
        100.0,
        &[
            ["STT", "Chỉ tiêu", "Đơn vị tính"],
            ["1", "Một", "%"],
            ["2", "Hai", "%"],
            ["3", "Ba", "%"],
        ],
    );
    other.text(200.0, 60.0, "Phụ lục III");
    let imported = read(&pdf(&[left.clone(), other]));
    assert_eq!(imported.document.annexes.len(), 2);
    // The same columns: the table goes on, though its rows are as high.
    let next = part(
        &LEFT,
        100.0,
        &[
            ["", "- Cấp tỉnh", "Sở Nội vụ"],
            ["", "- Cấp xã", "Các xã"],
            ["", "- Khác", "Các sở"],
            ["4", "Hết", "Sở Y tế"],
        ],
    );
    let imported = read(&pdf(&[left, next]));
    assert_eq!(rows(&imported).len(), 7);
    assert!(!keys(&imported).contains(&Key::NoteBeside));
}

/// The last page of a wide table may have one row, which is told by the columns.
#[test]
fn the_last_row_of_a_wide_table_may_be_alone_on_its_pages() {
    let [[a, b], _] = parts();
    let last = part(&LEFT, 60.0, &[["4", "Đánh giá", "Sở Nội vụ"]]);
    let last_right = part(&RIGHT, 60.0, &[["Các sở", "Năm 2029", "d"]]);
    let imported = read(&pdf(&[a, last, b, last_right]));
    let expected = ["4|Đánh giá|Sở Nội vụ|Các sở|Năm 2029|d"];
    assert_eq!(rows(&imported)[..3], READ[..3]);
    assert_eq!(rows(&imported)[3..], expected);
}

#[test]
fn columns_go_with_the_table_beside_another_that_they_end() {
    let rows_of = |heading: [&'static str; 3], texts: [[&'static str; 3]; 3]| {
        let [first, second, third] = texts;
        [heading, first, second, third]
    };
    let left = part(
        &LEFT,
        100.0,
        &rows_of(
            ["STT", "Chỉ tiêu", "Năm 2027"],
            [
                ["1", "Lượt bạn đọc", "24.000"],
                ["2", "Thẻ mới", "1.300"],
                ["3", "Sách bổ sung", "2.450"],
            ],
        ),
    );
    let middle = part(
        &LEFT,
        100.0,
        &rows_of(
            ["STT", "Công việc", "Người phụ trách"],
            [
                ["1", "Mở phòng đọc", "Chị Hòa"],
                ["2", "Thanh lý sách cũ", "Anh Khôi"],
                ["3", "Kiểm kê kho", "Chị Mận"],
            ],
        ),
    );
    let right = part(
        &RIGHT,
        100.0,
        &rows_of(
            ["Thời hạn", "Sản phẩm", "Ghi chú"],
            [
                ["Quý I", "Phòng đọc", "a"],
                ["Quý II", "Biên bản", "b"],
                ["Quý III", "Báo cáo", "c"],
            ],
        ),
    );
    let imported = read(&pdf(&[left, middle, right]));
    assert_eq!(
        rows(&imported),
        [
            "1|Lượt bạn đọc|24.000",
            "2|Thẻ mới|1.300",
            "3|Sách bổ sung|2.450",
            "1|Mở phòng đọc|Chị Hòa|Quý I|Phòng đọc|a",
            "2|Thanh lý sách cũ|Anh Khôi|Quý II|Biên bản|b",
            "3|Kiểm kê kho|Chị Mận|Quý III|Báo cáo|c",
        ]
    );
}
