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
                .all(|c| c.is_ascii_digit() || c == '%' || c == '-');
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
