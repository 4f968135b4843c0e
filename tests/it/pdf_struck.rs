//! Text of a PDF file that a line strikes out.

use phuluc::wording::Key;

use crate::{
    pdf::{read, rows},
    pdf_file::{LETTER, Page, pdf},
};

const XS: [f64; 4] = [50.0, 90.0, 350.0, 520.0];
const SIZE: f64 = 12.0;

fn table() -> Page {
    let mut page = Page::default();
    page.text(260.0, 60.0, "Phụ lục I");
    page.text(240.0, 76.0, "NHIỆM VỤ");
    page.rules(&XS, &[100.0, 118.0, 136.0, 154.0]);
    page.row(&XS, 100.0, &["STT", "Nhiệm vụ", "Cơ quan chủ trì"]);
    page.row(&XS, 118.0, &["1", "Báo cáo trước tháng 6", "Sở Nội vụ"]);
    page.row(&XS, 136.0, &["2", "Tổng kết", "Sở Y tế"]);
    page
}

/// Draws a line so far above the baseline, as long as `n` letters from the `first` one of a text on.
fn line(page: &mut Page, x: f64, baseline: f64, up: f64, (first, n): (usize, usize)) {
    let from = x + first as f64 * LETTER * SIZE;
    let y = baseline - up * SIZE;
    page.line((from, y), (from + n as f64 * LETTER * SIZE, y));
}

#[test]
fn text_that_is_struck_out_is_left_out_and_named() {
    let mut page = table();
    line(&mut page, XS[1] + 3.0, 130.0, 0.3, (8, 13));
    let imported = read(&pdf(&[page]));
    assert_eq!(
        rows(&imported),
        ["1|Báo cáo|Sở Nội vụ", "2|Tổng kết|Sở Y tế"]
    );
    let note = imported
        .notes
        .iter()
        .find(|it| it.message.key == Key::NoteStruckRuns);
    assert_eq!(note.unwrap().message.args, ["“trước tháng 6”"]);
}

#[test]
fn lines_below_text_and_rules_of_tables_strike_nothing_out() {
    let mut page = table();
    line(&mut page, XS[1] + 3.0, 130.0, -0.1, (8, 13));
    // A line that is longer than the words that it crosses.
    page.line((30.0, 144.4), (560.0, 144.4));
    let imported = read(&pdf(&[page]));
    assert!(rows(&imported)[0].starts_with("1|Báo cáo trước tháng 6"));
    assert!(
        imported
            .notes
            .iter()
            .all(|it| it.message.key != Key::NoteStruckRuns)
    );
}

/// A total often stands below the last rule.
#[test]
fn a_total_below_the_last_rule_is_a_row() {
    let xs = [50.0, 90.0, 300.0, 400.0, 520.0];
    let page = |figures: [f64; 2]| {
        let mut page = Page::default();
        page.text(260.0, 60.0, "Phụ lục I");
        page.text(240.0, 76.0, "KINH PHÍ");
        page.rules(&xs, &[100.0, 118.0, 136.0, 154.0]);
        page.row(&xs, 100.0, &["STT", "Nhiệm vụ", "Tổng vốn", "Năm 2027"]);
        page.row(&xs, 118.0, &["1", "Một", "12,5", "10"]);
        page.row(&xs, 136.0, &["2", "Hai", "6,8", "3,4"]);
        page.text(60.0, 168.0, "TỔNG CỘNG");
        page.text(figures[0], 168.0, "19,3");
        page.text(figures[1], 168.0, "13,4");
        read(&pdf(&[page]))
    };
    let imported = page([303.0, 403.0]);
    assert_eq!(rows(&imported)[2], "|TỔNG CỘNG|19,3|13,4");
    // A figure over a side belongs to no column.
    let imported = page([390.0, 450.0]);
    assert_eq!(rows(&imported).len(), 2);
    assert!(imported.document.annexes[0].head.after[0].starts_with("TỔNG CỘNG"));
}
