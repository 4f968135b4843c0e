//! PDF files of tables without rules: titles of sections, wherever they stand, and texts that stand at the
//! foot of their rows, as Excel puts them.

use phuluc::import::Imported;

use crate::{
    pdf::{read, rows},
    pdf_file::{LETTER, Page, hex, pdf},
};

const SIZE: f64 = 12.0;
const PITCH: f64 = 14.0;
/// The sides of the columns.
const XS: [f64; 6] = [50.0, 90.0, 250.0, 350.0, 450.0, 550.0];
const HEADINGS: [&str; 5] = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"];

fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER * SIZE
}

/// How the texts of a row of several lines stand in its height.
#[derive(Clone, Copy, Debug)]
enum Height {
    Top,
    Middle,
    Bottom,
}

struct Bare {
    page: Page,
    y: f64,
}

impl Bare {
    fn new() -> Bare {
        let mut page = Page::default();
        page.text(260.0, 60.0, "Phụ lục I");
        page.text(230.0, 76.0, "DANH MỤC NHIỆM VỤ");
        let mut table = Bare { page, y: 100.0 };
        table.row(Height::Middle, "F2", &HEADINGS);
        table
    }

    fn row(&mut self, height: Height, font: &str, texts: &[&str]) {
        let n_lines = texts.iter().map(|it| it.split('\n').count()).max();
        let n_lines = n_lines.unwrap_or(1) as f64;
        for (text, x) in texts.iter().zip(XS) {
            let lines: Vec<&str> = text.split('\n').filter(|it| !it.is_empty()).collect();
            let free = PITCH * (n_lines - lines.len() as f64);
            let top = self.y
                + match height {
                    Height::Top => 0.0,
                    Height::Middle => free / 2.0,
                    Height::Bottom => free,
                };
            for (number, line) in lines.iter().enumerate() {
                let y = top + PITCH * (number + 1) as f64;
                self.page.text_in(font, SIZE, x + 3.0, y, &hex(line));
            }
        }
        self.y += PITCH * n_lines + 4.0;
    }

    /// Writes a title of one or more lines at `left`, or in the middle of the table.
    fn title(&mut self, font: &str, ordinal: &str, left: Option<f64>, text: &str) {
        let lines: Vec<&str> = text.split('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            let x = left.unwrap_or((XS[1] + XS[5] - width(line)) / 2.0);
            let y = self.y + PITCH * (number + 1) as f64;
            self.page.text_in(font, SIZE, x, y, &hex(line));
        }
        if !ordinal.is_empty() {
            let y = self.y + PITCH * (lines.len() + 1) as f64 / 2.0;
            self.page.text_in(font, SIZE, XS[0] + 8.0, y, &hex(ordinal));
        }
        self.y += PITCH * lines.len() as f64 + 4.0;
    }

    fn read(self) -> Imported {
        read(&pdf(&[self.page]))
    }
}

const ITEMS: [[&str; 5]; 5] = [
    [
        "1",
        "Soạn tài liệu hướng dẫn\nthoát nạn tại nhà",
        "Công an tỉnh",
        "Báo tỉnh",
        "Quý II/2027",
    ],
    [
        "2",
        "Tổ chức hội thi",
        "UBND các xã,\nphường",
        "Công an tỉnh",
        "Tháng 9/2027",
    ],
    [
        "3",
        "Tổng kiểm tra cơ sở có\nnguy cơ cháy cao",
        "Công an tỉnh",
        "Sở Xây dựng",
        "Quý III/2027",
    ],
    [
        "4",
        "Rà soát trụ nước",
        "Công ty Cấp\nnước",
        "UBND các xã",
        "Hằng năm",
    ],
    ["5", "Diễn tập", "Sở Y tế", "Bệnh viện", "Năm 2028"],
];

/// The text of an item as it is read, between bars.
fn item(idx: usize) -> String {
    ITEMS[idx].join("|").replace('\n', " ")
}

fn squeezed(imported: &Imported) -> Vec<String> {
    let rows = rows(imported).into_iter();
    rows.map(|row| row.replace('\n', " ")).collect()
}

fn with_titles(font: &str, ordinals: [&str; 2], left: Option<f64>, titles: [&str; 2]) -> Imported {
    let mut table = Bare::new();
    for (idx, texts) in ITEMS.iter().enumerate() {
        match idx {
            0 => table.title(font, ordinals[0], left, titles[0]),
            2 => table.title(font, ordinals[1], left, titles[1]),
            _ => {}
        }
        table.row(Height::Middle, "F1", texts);
    }
    table.read()
}

#[test]
fn titles_are_read_wherever_they_stand() {
    let short = ["CÔNG TÁC TUYÊN TRUYỀN", "CÔNG TÁC KIỂM TRA"];
    let mixed = ["Công tác tuyên truyền", "Công tác kiểm tra"];
    let long = [
        "Công tác tuyên truyền, giáo dục pháp luật cho người dân ở các\nkhu dân cư tập trung đông người",
        "Công tác kiểm tra, xử lý vi phạm và khắc phục hậu quả tại các\ncơ sở sản xuất, kinh doanh",
    ];
    let numbered = ["I", "II"];
    for (font, ordinals, left, titles) in [
        ("F1", numbered, None, short),
        ("F2", numbered, None, mixed),
        ("F1", numbered, None, mixed),
        ("F2", numbered, Some(93.0), mixed),
        ("F2", numbered, Some(93.0), long),
        ("F2", numbered, None, long),
        ("F2", ["", ""], None, mixed),
        ("F1", ["", ""], None, short),
        ("F1", ["", ""], Some(53.0), short),
        ("F2", ["", ""], Some(93.0), long),
    ] {
        let imported = with_titles(font, ordinals, left, titles);
        let found = squeezed(&imported);
        let title = |idx: usize| {
            let text = titles[idx].replace('\n', " ");
            format!("{}|{text}|||", ordinals[idx])
        };
        let expected = [
            title(0),
            item(0),
            item(1),
            title(1),
            item(2),
            item(3),
            item(4),
        ];
        assert_eq!(found, expected, "{font} {ordinals:?} {left:?}");
        assert!(imported.doubts.is_empty(), "{font} {ordinals:?} {left:?}");
    }
}

#[test]
fn the_bold_name_of_an_item_is_no_title() {
    let mut table = Bare::new();
    for texts in &ITEMS[..3] {
        table.row(Height::Middle, "F1", texts);
    }
    let (top, foot) = (table.y + PITCH, table.y + 2.0 * PITCH);
    for (y, text) in [(top, "Xây dựng lực lượng"), (foot, "tại chỗ")] {
        table.page.text_in("F2", SIZE, XS[1] + 3.0, y, &hex(text));
    }
    table.row(
        Height::Middle,
        "F1",
        &["4", "\n", "Sở Y tế", "Bệnh viện", "Năm 2028"],
    );
    table.row(
        Height::Middle,
        "F1",
        &["5", "Diễn tập", "Sở Y tế", "Bệnh viện", "Năm 2028"],
    );
    let found = squeezed(&table.read());
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(
        found[3],
        "4|Xây dựng lực lượng tại chỗ|Sở Y tế|Bệnh viện|Năm 2028"
    );
}

#[test]
fn texts_stand_at_the_top_in_the_middle_or_at_the_foot_of_their_rows() {
    for height in [Height::Top, Height::Middle, Height::Bottom] {
        let mut table = Bare::new();
        for texts in &ITEMS {
            table.row(height, "F1", texts);
        }
        let imported = table.read();
        let expected: Vec<String> = (0..ITEMS.len()).map(item).collect();
        assert_eq!(squeezed(&imported), expected, "{height:?}");
        assert!(
            imported.doubts.is_empty(),
            "{height:?}: {:?}",
            imported.doubts
        );
    }
}

#[test]
fn a_text_alone_in_a_far_column_is_a_doubt() {
    let mut table = Bare::new();
    for texts in &ITEMS[..3] {
        table.row(Height::Middle, "F1", texts);
    }
    table.row(Height::Middle, "F1", &["4", "", "", "Sở Xây dựng", ""]);
    table.row(Height::Middle, "F1", &ITEMS[4]);
    let imported = table.read();
    assert_eq!(rows(&imported).len(), 5);
    assert_eq!(imported.doubts.len(), 1 + 1, "{:?}", imported.doubts);
}
