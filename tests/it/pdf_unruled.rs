//! PDF files of tables without rules: columns, headings over several of them, groups of rows.

use phuluc::{import::Imported, wording::Key};

use crate::{
    pdf::{keys, read, rows},
    pdf_file::{LETTER, Page, pdf},
};

const SIZE: f64 = 12.0;
/// Distance of the lines of a text.
const PITCH: f64 = 14.0;

fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER * SIZE
}

/// Where a cell puts its text.
#[derive(Clone, Copy, PartialEq)]
enum Align {
    Left,
    Middle,
}

/// Writes a text with its middle at `y`, as cells do that are aligned in the middle.
fn cell(page: &mut Page, (left, right): (f64, f64), y: f64, align: Align, text: &str) {
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
    let first = y - PITCH * (lines.len().max(1) - 1) as f64 / 2.0;
    for (number, line) in lines.iter().enumerate() {
        let x = match align {
            Align::Left => left + 3.0,
            Align::Middle => (left + right - width(line)) / 2.0,
        };
        page.text(x, first + PITCH * number as f64, line);
    }
}

/// A table under construction.
struct Bare {
    page: Page,
    xs: Vec<f64>,
    y: f64,
}

impl Bare {
    fn new(xs: &[f64]) -> Bare {
        let mut page = Page::default();
        page.text(260.0, 60.0, "Phụ lục I");
        page.text(240.0, 76.0, "CHỈ TIÊU CHUNG");
        Bare {
            page,
            xs: xs.to_vec(),
            y: 110.0,
        }
    }

    fn heading(&mut self, from: usize, to: usize, y: f64, text: &str) -> &mut Bare {
        let sides = (self.xs[from], self.xs[to + 1]);
        cell(&mut self.page, sides, y, Align::Middle, text);
        self
    }

    /// Writes a row of texts, in the middle of its height or from its top on. Returns its top and
    /// foot.
    fn row(&mut self, is_top: bool, texts: &[&str]) -> (f64, f64) {
        let n_lines = texts.iter().map(|text| text.split('\n').count()).max();
        let n_lines = n_lines.unwrap_or(1) as f64;
        let (top, foot) = (self.y, self.y + PITCH * n_lines + 4.0);
        for (at, text) in texts.iter().enumerate() {
            let own = if is_top {
                text.split('\n').count() as f64
            } else {
                n_lines
            };
            let middle = top + 2.0 + PITCH * own / 2.0;
            let is_short = text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '%' | '-' | '\n'));
            let align = if is_short { Align::Middle } else { Align::Left };
            let sides = (self.xs[at], self.xs[at + 1]);
            cell(&mut self.page, sides, middle + 4.0, align, text);
        }
        self.y = foot;
        (top, foot)
    }

    /// Writes the text of a group beside rows.
    fn group(&mut self, at: usize, top: (f64, f64), foot: (f64, f64), text: &str) {
        let sides = (self.xs[at], self.xs[at + 1]);
        let middle = (top.0 + foot.1) / 2.0 + 4.0;
        cell(&mut self.page, sides, middle, Align::Left, text);
    }
}

/// The rows, with one space where a line ends: the lines here are not full.
fn squeezed(imported: &Imported) -> Vec<String> {
    let rows = rows(imported).into_iter();
    rows.map(|row| row.replace('\n', " ")).collect()
}

fn headers(imported: &Imported) -> Vec<String> {
    let columns = imported.document.annexes[0].columns.iter();
    columns
        .map(|it| format!("{} {}", it.role.key(), it.header.join(" / ")))
        .collect()
}

fn grouped(is_top: bool) -> Imported {
    let mut table = Bare::new(&[50.0, 84.0, 170.0, 330.0, 385.0, 440.0, 560.0]);
    table.y = 96.0;
    table
        .heading(0, 0, 117.0, "STT")
        .heading(1, 2, 117.0, "Chỉ tiêu")
        .heading(3, 4, 110.0, "Giai đoạn")
        .heading(3, 3, 124.0, "2026")
        .heading(4, 4, 124.0, "2030")
        .heading(5, 5, 117.0, "Cơ quan chủ trì\ntheo dõi");
    table.y = 136.0;
    table.row(
        is_top,
        &["a", "Về cung cấp dịch vụ số bao trùm, thông minh"],
    );
    let first = table.row(
        is_top,
        &[
            "1",
            "",
            "Tỷ lệ hồ sơ được nộp\nqua mạng.",
            "90%",
            "100%",
            "Sở Nội vụ",
        ],
    );
    table.row(
        is_top,
        &[
            "2",
            "",
            "Tỷ lệ hồ sơ được số\nhóa.",
            "-",
            "80%",
            "Văn phòng\nỦy ban",
        ],
    );
    let third = table.row(
        is_top,
        &[
            "3",
            "",
            "Tỷ lệ người dân hài lòng\nvới dịch vụ công của\ncơ quan hành chính.",
            "95%",
            "99%",
            "Sở Nội vụ",
        ],
    );
    if is_top {
        table.group(
            1,
            first,
            (0.0, first.0 + 2.0 * PITCH + 4.0),
            "Dịch vụ\ncông",
        );
    } else {
        table.group(1, first, third, "Dịch vụ\ncông");
    }
    let fourth = table.row(
        is_top,
        &[
            "4",
            "",
            "Tỷ lệ cơ quan có dữ liệu\nmở.",
            "-",
            "50%",
            "Công an tỉnh",
        ],
    );
    table.group(1, fourth, fourth, "Dữ liệu mở");
    table.row(is_top, &["b", "Về quản lý"]);
    let fifth = table.row(
        is_top,
        &["5", "", "Mức độ trưởng thành.", "3", "4", "Công an tỉnh"],
    );
    let sixth = table.row(
        is_top,
        &[
            "6",
            "",
            "Tỷ lệ công chức được\nđào tạo kỹ năng số.",
            "50%",
            "100%",
            "Sở Nội vụ",
        ],
    );
    if is_top {
        table.group(1, fifth, fifth, "Quản trị");
    } else {
        table.group(1, fifth, sixth, "Quản trị");
    }
    read(&pdf(&[table.page]))
}

/// Headings over two columns, one of them without headings of their own below it, and groups whose
/// text stands beside several rows.
#[test]
fn headings_over_columns_and_groups_over_rows_are_read_by_where_they_stand() {
    for is_top in [false, true] {
        let imported = grouped(is_top);
        assert_eq!(
            headers(&imported),
            [
                "stt STT",
                "group Chỉ tiêu",
                "content Chỉ tiêu",
                "target Giai đoạn / 2026",
                "target Giai đoạn / 2030",
                "lead Cơ quan chủ trì theo dõi",
            ],
            "{is_top}"
        );
        assert_eq!(
            squeezed(&imported),
            [
                "a||Về cung cấp dịch vụ số bao trùm, thông minh|||",
                "1|Dịch vụ công|Tỷ lệ hồ sơ được nộp qua mạng.|90%|100%|Sở Nội vụ",
                "2|Dịch vụ công|Tỷ lệ hồ sơ được số hóa.|-|80%|Văn phòng Ủy ban",
                "3|Dịch vụ công|Tỷ lệ người dân hài lòng với dịch vụ công của cơ quan hành chính.|95%|99%|Sở Nội vụ",
                "4|Dữ liệu mở|Tỷ lệ cơ quan có dữ liệu mở.|-|50%|Công an tỉnh",
                "b||Về quản lý|||",
                "5|Quản trị|Mức độ trưởng thành.|3|4|Công an tỉnh",
                "6|Quản trị|Tỷ lệ công chức được đào tạo kỹ năng số.|50%|100%|Sở Nội vụ",
            ],
            "{is_top}"
        );
        assert!(
            imported.doubts.is_empty(),
            "{is_top}: {:?}",
            imported.doubts
        );
        assert!(keys(&imported).contains(&Key::NoteGuessedTable));
    }
}

/// Columns closer than a space is wide: what a file places by itself begins a text.
#[test]
fn texts_that_are_closer_than_words_are_told_apart_or_doubted() {
    let long = ["Ban hành quy chế", "Tập huấn công chức", "Tổng kết năm"];
    let right = 84.0 + width(long[1]);
    for (gap, is_read) in [(2.5, true), (0.2, false)] {
        let xs = [50.0, 81.0, right + gap - 3.0, right + gap + 75.0, 520.0];
        let mut table = Bare::new(&xs);
        table
            .heading(0, 0, 117.0, "STT")
            .heading(1, 1, 117.0, "Nhiệm vụ")
            .heading(2, 2, 117.0, "Chủ trì")
            .heading(3, 3, 117.0, "Thời gian");
        table.y = 130.0;
        for (number, content) in long.iter().enumerate() {
            table.row(
                false,
                &[&(number + 1).to_string(), content, "Sở Nội vụ", "Năm 2027"],
            );
        }
        let imported = read(&pdf(&[table.page]));
        let expected: Vec<String> = (1..)
            .zip(long)
            .map(|(number, content)| format!("{number}|{content}|Sở Nội vụ|Năm 2027"))
            .collect();
        let doubts: Vec<usize> = (0..3)
            .filter(|at| {
                let row = imported.document.annexes[0].rows.get(*at);
                row.is_some_and(|row| imported.doubts.iter().any(|it| it.row == row.id))
            })
            .collect();
        for (at, expected) in expected.iter().enumerate() {
            let is_right = rows(&imported).get(at) == Some(expected);
            assert!(
                is_right || doubts.contains(&at),
                "{gap}: {:?}",
                rows(&imported)
            );
        }
        assert_eq!(doubts.is_empty(), is_read, "{gap}: {:?}", rows(&imported));
    }
}

/// A row of totals has no ordinal, and what follows reaches over the columns.
#[test]
fn totals_are_rows_and_the_text_below_is_none() {
    let mut table = Bare::new(&[50.0, 90.0, 300.0, 380.0, 460.0, 560.0]);
    table.page.text(
        120.0,
        90.0,
        "(Kèm theo Kế hoạch số 3 của Ủy ban nhân dân tỉnh)",
    );
    for (at, heading) in ["STT", "Chỉ tiêu", "Năm 2027", "Năm 2028", "Chủ trì"]
        .into_iter()
        .enumerate()
    {
        table.heading(at, at, 108.0, heading);
    }
    table.y = 115.0;
    for texts in [
        ["1", "Lao động có việc làm", "16000", "16500", "Sở Nội vụ"],
        ["2", "Lao động ở nước ngoài", "500", "550", "Sở Nội vụ"],
        ["3", "Việc làm qua vay vốn", "2000", "2100", "Sở Tài chính"],
        ["", "Tổng cộng", "18500", "19150", ""],
    ] {
        table.row(false, &texts);
    }
    let y = table.y + 12.0;
    table.page.text(
        60.0,
        y,
        "Ghi chú: Số liệu chưa bao gồm lao động tại các khu kinh tế cửa khẩu.",
    );
    let imported = read(&pdf(&[table.page]));
    assert_eq!(
        squeezed(&imported),
        [
            "1|Lao động có việc làm|16000|16500|Sở Nội vụ",
            "2|Lao động ở nước ngoài|500|550|Sở Nội vụ",
            "3|Việc làm qua vay vốn|2000|2100|Sở Tài chính",
            "|Tổng cộng|18500|19150|",
        ]
    );
    let head = &imported.document.annexes[0].head;
    assert!(head.reference.starts_with("(Kèm theo"), "{head:?}");
    assert!(head.after.join(" ").starts_with("Ghi chú:"), "{head:?}");
}

const TASKS: [f64; 5] = [50.0, 84.0, 270.0, 400.0, 520.0];

/// The tasks of a table, each with a content of one to three lines.
fn tasks(from: usize, to: usize) -> Vec<[String; 4]> {
    let task = |number: usize| {
        let content = match number % 3 {
            0 => "Ban hành quy chế quản lý\ndữ liệu dùng chung của\ntỉnh",
            1 => "Tập huấn công chức",
            _ => "Nâng cấp trang tin điện\ntử của xã",
        };
        let lead = if number.is_multiple_of(2) {
            "Sở Khoa học\nvà Công nghệ"
        } else {
            "Sở Nội vụ"
        };
        [
            number.to_string(),
            content.to_owned(),
            lead.to_owned(),
            "Năm 2027".to_owned(),
        ]
    };
    (from..=to).map(task).collect()
}

/// What is read of tasks.
fn read_tasks(from: usize, to: usize) -> Vec<String> {
    let rows = tasks(from, to).into_iter();
    rows.map(|row| row.join("|").replace('\n', " ")).collect()
}

/// A table of tasks: with its heading on the first page, and without rules.
fn page_of_tasks(has_header: bool, is_top: bool, (from, to): (usize, usize)) -> Bare {
    let mut table = Bare::new(&TASKS);
    if !has_header {
        table.page = Page::default();
    }
    if has_header {
        let headings = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];
        for (at, heading) in headings.into_iter().enumerate() {
            table.heading(at, at, 112.0, heading);
        }
        table.y = 124.0;
    } else {
        table.y = 60.0;
    }
    for row in tasks(from, to) {
        let texts: Vec<&str> = row.iter().map(String::as_str).collect();
        table.row(is_top, &texts);
    }
    table
}

#[test]
fn a_table_goes_on_on_pages_without_a_header() {
    for is_top in [false, true] {
        let mut pages = Vec::new();
        for (number, part) in [(1, 9), (10, 19), (20, 23)].into_iter().enumerate() {
            let mut page = page_of_tasks(number == 0, is_top, part).page;
            page.text(290.0, 810.0, &format!("{}", number + 1));
            pages.push(page);
        }
        let imported = read(&pdf(&pages));
        assert_eq!(imported.document.annexes.len(), 1, "{is_top}");
        assert_eq!(squeezed(&imported), read_tasks(1, 23), "{is_top}");
        assert!(
            imported.doubts.is_empty(),
            "{is_top}: {:?}",
            imported.doubts
        );
    }
}

#[test]
fn a_repeated_header_and_the_rest_of_a_row_below_it_are_no_annex() {
    let first = page_of_tasks(true, true, (1, 4)).page;
    let mut second = page_of_tasks(true, true, (1, 0));
    second.page = Page::default();
    let headings = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];
    for (at, heading) in headings.into_iter().enumerate() {
        second.heading(at, at, 60.0, heading);
    }
    second.y = 72.0;
    second.row(true, &["", "của các phường", "", ""]);
    for row in tasks(5, 8) {
        let texts: Vec<&str> = row.iter().map(String::as_str).collect();
        second.row(true, &texts);
    }
    let imported = read(&pdf(&[first, second.page]));
    assert_eq!(imported.document.annexes.len(), 1);
    let mut expected = read_tasks(1, 8);
    expected[3] = expected[3].replace("công chức", "công chức của các phường");
    assert_eq!(squeezed(&imported), expected);
    assert!(keys(&imported).contains(&Key::NoteRepeatedHeader));
    assert!(keys(&imported).contains(&Key::NoteJoinedRow));
}

/// Rules between rows, or coloured rows, tell where rows end, also that of a row without an ordinal.
#[test]
fn horizontal_rules_and_coloured_rows_end_rows() {
    let texts = [
        [
            "1",
            "Ban hành quy chế",
            "Sở Nội vụ\nSở Tài chính\nSở Y tế",
            "Năm 2027",
        ],
        [
            "2",
            "Tập huấn\ncông chức\ncấp xã\ntoàn tỉnh",
            "Sở Nội vụ",
            "Quý I/2027",
        ],
        ["", "Nội dung khác", "Công an tỉnh", "Năm 2028"],
        ["3", "Tổng kết năm", "Sở Nội vụ", "Năm 2028"],
    ];
    for is_shaded in [false, true] {
        let mut table = Bare::new(&TASKS);
        let headings = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];
        for (at, heading) in headings.into_iter().enumerate() {
            table.heading(at, at, 112.0, heading);
        }
        table.y = 118.0;
        let mut page = String::new();
        for (number, row) in texts.iter().enumerate() {
            let (top, foot) = table.row(number.is_multiple_of(2), row);
            if !is_shaded {
                let ys = [842.0 - top, 842.0 - foot];
                for y in ys {
                    page += &format!("50 {y} m 520 {y} l S\n");
                }
            } else if number.is_multiple_of(2) {
                let (y, height) = (842.0 - foot, foot - top);
                page += &format!("0.9 0.9 1 rg 50 {y} 470 {height} re f 0 g\n");
            }
        }
        table.page.content = page + &table.page.content;
        let y = table.y + 14.0;
        table.page.text(
            60.0,
            y,
            "Các đơn vị báo cáo kết quả trước ngày 15 tháng 12 hằng năm.",
        );
        let imported = read(&pdf(&[table.page]));
        let expected = texts.map(|row| row.join("|").replace('\n', " "));
        assert_eq!(squeezed(&imported), expected, "{is_shaded}");
        assert!(imported.doubts.is_empty(), "{is_shaded}");
        let after = imported.document.annexes[0].head.after.join(" ");
        assert!(after.starts_with("Các đơn vị"), "{is_shaded}: {after}");
    }
}

/// Vertical rules and a frame, but no rules between rows.
#[test]
fn rows_in_a_frame_with_vertical_rules_are_told_by_their_ordinals() {
    let mut table = page_of_tasks(true, false, (1, 7));
    let foot = table.y;
    for y in [100.0, 118.0, foot] {
        table.page.line((TASKS[0], y), (TASKS[4], y));
    }
    for x in TASKS {
        table.page.line((x, 100.0), (x, foot));
    }
    let imported = read(&pdf(&[table.page]));
    assert_eq!(squeezed(&imported), read_tasks(1, 7));
}

/// Two tables beside each other, each with its title above, with and without rules.
#[test]
fn tables_beside_each_other_are_annexes_with_their_own_titles() {
    for is_ruled in [false, true] {
        let mut page = Page {
            is_landscape: true,
            ..Page::default()
        };
        page.text(150.0, 40.0, "Phụ lục I");
        page.text(560.0, 40.0, "Phụ lục II");
        page.text(120.0, 56.0, "NHIỆM VỤ CỦA TỈNH");
        page.text(530.0, 56.0, "NHIỆM VỤ CỦA XÃ");
        let mut expected = Vec::new();
        for (left, name) in [(40.0, "tỉnh"), (440.0, "xã")] {
            let xs = [left, left + 34.0, left + 200.0, left + 280.0, left + 360.0];
            let headings = ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"];
            let ys: Vec<f64> = (0..6).map(|n| 70.0 + 20.0 * f64::from(n)).collect();
            if is_ruled {
                // The right one begins a little higher.
                let moved: Vec<f64> = ys.iter().map(|y| y - left / 400.0).collect();
                page.rules(&xs, &moved);
            }
            page.row(&xs, ys[0], &headings);
            for number in 1..=4 {
                let content = format!("Việc {number} của {name}");
                let number = number.to_string();
                let row = [number.as_str(), &content, "Sở Nội vụ", "Năm 2027"];
                page.row(&xs, ys[number.parse::<usize>().unwrap()], &row);
                expected.push(row.join("|"));
            }
        }
        let imported = read(&pdf(&[page]));
        assert_eq!(squeezed(&imported), expected, "{is_ruled}");
        let annexes = imported.document.annexes.iter();
        let heads: Vec<(&str, &str)> = annexes
            .map(|annex| (annex.head.number.as_str(), annex.head.title.as_str()))
            .collect();
        let expected = [("I", "NHIỆM VỤ CỦA TỈNH"), ("II", "NHIỆM VỤ CỦA XÃ")];
        assert_eq!(heads, expected, "{is_ruled}");
    }
}

/// Of headings only that of the ordinals is known; but each column has one, and the ordinals go up.
#[test]
fn a_list_with_unheard_headings_is_a_table() {
    let mut table = Bare::new(&[50.0, 84.0, 200.0, 320.0, 440.0, 540.0]);
    let headings = [
        "TT",
        "Xã, phường",
        "Số hội viên",
        "Kết nạp mới",
        "Quỹ hỗ trợ",
    ];
    for (at, heading) in headings.into_iter().enumerate() {
        table.heading(at, at, 112.0, heading);
    }
    table.y = 124.0;
    let rows = [
        ["1", "Đồng Đăng", "1250", "45", "320"],
        ["2", "Kỳ Lừa", "980", "30", "210"],
        ["3", "Tam Thanh", "1105", "38", "275"],
        ["4", "Lương Văn Tri", "870", "26", "190"],
    ];
    for row in &rows {
        table.row(false, row);
    }
    let imported = read(&pdf(&[table.page]));
    assert_eq!(squeezed(&imported), rows.map(|row| row.join("|")));
}

/// Parts of an indicator have values of their own, but no ordinals.
#[test]
fn lines_with_figures_of_their_own_are_rows() {
    let mut table = Bare::new(&[50.0, 90.0, 300.0, 380.0, 460.0, 560.0]);
    let headings = ["STT", "Chỉ tiêu", "Đơn vị", "Năm 2027", "Năm 2028"];
    for (at, heading) in headings.into_iter().enumerate() {
        table.heading(at, at, 108.0, heading);
    }
    table.y = 115.0;
    let rows = [
        ["1", "Dân số trung bình", "Người", "16000", "16500"],
        ["", "- Thành thị", "Người", "5000", "5500"],
        ["", "- Nông thôn", "Người", "11000", "11000"],
        ["2", "Số hộ", "Hộ", "4100", "4200"],
    ];
    for row in &rows {
        table.row(true, row);
    }
    let imported = read(&pdf(&[table.page]));
    assert_eq!(squeezed(&imported), rows.map(|row| row.join("|")));
}

/// A column of ordinals that is too narrow for three digits, with rules and without.
#[test]
fn ordinals_of_three_digits_may_be_broken() {
    for is_ruled in [false, true] {
        let xs = [50.0, 84.0, 270.0, 400.0, 520.0];
        let mut table = Bare::new(&xs);
        let headings = ["T\nT", "Nhiệm vụ", "Cơ quan\nchủ trì", "Thời gian"];
        for (at, heading) in headings.into_iter().enumerate() {
            table.heading(at, at, 112.0, heading);
        }
        table.y = 118.0;
        let mut ys = vec![98.0, table.y];
        let mut expected = Vec::new();
        for number in 96..=103 {
            let digits = number.to_string();
            let shown = match digits.split_at(2) {
                (start, "") => start.to_owned(),
                (start, rest) => format!("{start}\n{rest}"),
            };
            let content = "Tập huấn công chức\nxã về dữ liệu";
            table.row(true, &[&shown, content, "Sở Nội vụ", "Năm 2027"]);
            ys.push(table.y);
            let content = content.replace('\n', " ");
            expected.push(format!("{number}|{content}|Sở Nội vụ|Năm 2027"));
        }
        if is_ruled {
            let xs = [59.0, 75.0, xs[2], xs[3], xs[4]];
            table.page.rules(&xs, &ys);
        }
        let imported = read(&pdf(&[table.page]));
        let found = squeezed(&imported);
        assert_eq!(found, expected, "{is_ruled}");
    }
}

/// In a wide column, the heading stands in the middle and the ordinals at the left.
#[test]
fn ordinals_may_stand_left_of_their_heading() {
    let mut table = Bare::new(&[50.0, 150.0, 330.0, 440.0, 560.0]);
    table
        .heading(0, 0, 117.0, "STT")
        .heading(1, 1, 117.0, "Nhiệm vụ")
        .heading(2, 2, 117.0, "Chủ trì")
        .heading(3, 3, 117.0, "Thời hạn");
    let rows_of = [
        ["I", "Công tác xét xử", "", ""],
        ["1", "Giải quyết án tồn đọng", "Tòa án tỉnh", "Quý I/2027"],
        ["2", "Phiên tòa trực tuyến", "Văn phòng", "Tháng 6/2027"],
        ["3", "Công bố bản án", "Văn phòng", "Quý IV/2027"],
    ];
    table.y = 136.0;
    for texts in rows_of {
        for (at, text) in texts.iter().enumerate() {
            let sides = (table.xs[at], table.xs[at + 1]);
            let y = table.y + PITCH;
            cell(&mut table.page, sides, y, Align::Left, text);
        }
        table.y += PITCH + 6.0;
    }
    let imported = read(&pdf(&[table.page]));
    let expected = rows_of.map(|row| row.join("|"));
    let found: Vec<String> = squeezed(&imported);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(&expected).skip(1) {
        assert_eq!(found, expected);
    }
}

/// Tasks without ordinals: what each is said to be, who does it and until when.
const LIST: [[&str; 4]; 5] = [
    [
        "Trang trí các tuyến phố\nvà khu vực quảng trường",
        "Phường Nam Lý",
        "Công ty đô thị",
        "15/3/2026",
    ],
    ["Đón khách", "Văn phòng", "Phòng Lễ tân", "20/3/2026"],
    [
        "Giữ trật tự trong lễ hội,\nphân luồng giao thông",
        "Công an phường",
        "Ban Chỉ huy\nQuân sự",
        "28/3/2026",
    ],
    [
        "Mở hội chợ",
        "Trung tâm\nXúc tiến",
        "Hội Phụ nữ",
        "29/3/2026",
    ],
    ["Viết báo cáo", "Văn phòng", "Các phòng", "10/4/2026"],
];

fn list(is_top: bool) -> Bare {
    let mut table = Bare::new(&[50.0, 250.0, 350.0, 460.0, 560.0]);
    for (at, heading) in ["Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn"]
        .into_iter()
        .enumerate()
    {
        table.heading(at, at, 108.0, heading);
    }
    table.y = 115.0;
    for texts in &LIST {
        table.row(is_top, texts);
    }
    table
}

/// A table without ordinals: rows are told by how the texts of their columns lie beside each other.
#[test]
fn rows_without_ordinals_are_told_by_their_texts() {
    for is_top in [false, true] {
        let mut table = list(is_top);
        let y = table.y + 12.0;
        table.page.text(53.0, y, "(1) Theo lịch của Ban Tổ chức.");
        let imported = read(&pdf(&[table.page]));
        let expected = LIST.map(|row| row.join("|").replace('\n', " "));
        assert_eq!(squeezed(&imported), expected, "{is_top}");
        assert_eq!(imported.document.annexes[0].head.title, "CHỈ TIÊU CHUNG");
        assert!(keys(&imported).contains(&Key::NoteGuessedTable));
    }
}

/// A total above the first ordinal is a row, and no heading; a note with a mark below the last is none.
#[test]
fn totals_come_first_and_marked_notes_last() {
    let mut table = Bare::new(&[50.0, 90.0, 300.0, 400.0, 500.0]);
    for (at, heading) in ["STT", "Nội dung", "Dự toán", "Ước thực hiện"]
        .into_iter()
        .enumerate()
    {
        table.heading(at, at, 108.0, heading);
    }
    table.y = 115.0;
    let rows = [
        ["", "TỔNG THU", "152300", "158900"],
        ["1", "Thu nội địa", "120000", "125400"],
        ["2", "Thu bổ sung", "32300", "33500"],
    ];
    for texts in &rows {
        table.row(false, texts);
    }
    let y = table.y + 10.0;
    table.page.text(53.0, y, "(1) Chưa gồm vốn khác.");
    let imported = read(&pdf(&[table.page]));
    assert_eq!(squeezed(&imported), rows.map(|row| row.join("|")));
    let after = imported.document.annexes[0].head.after.join(" ");
    assert!(after.contains("(1) Chưa gồm vốn khác."), "{after}");
}

/// A line typed with tabs runs over the margin; its rest stands below the ordinals.
#[test]
fn the_rest_of_a_line_over_the_margin_belongs_to_its_last_column() {
    let xs = [50.0, 90.0, 300.0, 470.0];
    let mut page = Page::default();
    page.text(240.0, 76.0, "NHIỆM VỤ NĂM 2027");
    let mut y = 108.0;
    let row = |page: &mut Page, y: f64, texts: [&str; 4]| {
        for (x, text) in xs.iter().zip(texts) {
            page.text(*x, y, text);
        }
    };
    row(&mut page, y, ["STT", "Nội dung", "Chủ trì", "Thời hạn"]);
    for (number, content, agency, time, rest) in [
        ("1", "Xây dựng kế hoạch", "Sở Xây dựng", "Quý I/2027", ""),
        ("2", "Rà soát tổ chức bộ máy", "Sở Nội vụ", "Quý", "II/2027"),
        ("3", "Tập huấn nghiệp vụ", "Sở Y tế", "Quý", "III/2027"),
        ("4", "Kiểm tra, giám sát", "Thanh tra tỉnh", "Tháng 12", ""),
    ] {
        y += PITCH;
        row(&mut page, y, [number, content, agency, time]);
        if !rest.is_empty() {
            y += PITCH;
            page.text(xs[0], y, rest);
        }
    }
    let imported = read(&pdf(&[page]));
    assert_eq!(
        squeezed(&imported),
        [
            "1|Xây dựng kế hoạch|Sở Xây dựng|Quý I/2027",
            "2|Rà soát tổ chức bộ máy|Sở Nội vụ|Quý II/2027",
            "3|Tập huấn nghiệp vụ|Sở Y tế|Quý III/2027",
            "4|Kiểm tra, giám sát|Thanh tra tỉnh|Tháng 12",
        ]
    );
    assert!(keys(&imported).contains(&Key::NoteGuessedCell));
}

/// The last line of a title at the top of a page may look like its number.
#[test]
fn years_at_the_end_of_a_title_are_no_page_number() {
    let mut table = list(false);
    table.page.text(250.0, 92.0, "- 2030");
    let imported = read(&pdf(&[table.page]));
    let head = &imported.document.annexes[0].head;
    assert!(head.title.contains("- 2030"), "{head:?}");
}
