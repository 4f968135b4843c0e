//! Word documents whose annexes stand in tables that lay out the page, or are typed with tabs.

use phuluc::import::Imported;

use crate::word::{cell, heading, item, p, read, row, rows, run, table};

const TAB: &str = "<w:r><w:tab/></w:r>";

fn titles(imported: &Imported) -> Vec<&str> {
    let annexes = imported.document.annexes.iter();
    annexes.map(|annex| annex.head.title.as_str()).collect()
}

fn annex(title: &str, content: &str) -> String {
    p(&run("Phụ lục I"))
        + &p(&run(title))
        + &table(&[
            item("1", &p(&run(content))),
            item("2", &p(&run("Tổng kết"))),
        ])
}

#[test]
fn a_table_around_an_annex_lays_it_out() {
    let frame = format!("<w:tbl>{}</w:tbl>", row(&[cell(&annex("VIỆC", "Rà soát"))]));
    let imported = read(&frame, &[]);
    assert_eq!(titles(&imported), ["VIỆC"]);
    assert_eq!(
        rows(&imported),
        ["1 | Rà soát | Sở Nội vụ", "2 | Tổng kết | Sở Nội vụ"]
    );
}

#[test]
fn annexes_in_cells_beside_each_other_are_annexes() {
    let cells = [
        annex("VIỆC CỦA TỈNH", "Rà soát"),
        annex("VIỆC CỦA XÃ", "Cắm mốc"),
    ];
    let frame = format!("<w:tbl>{}</w:tbl>", row(&cells.map(|it| cell(&it))));
    let imported = read(&frame, &[]);
    assert_eq!(titles(&imported), ["VIỆC CỦA TỈNH", "VIỆC CỦA XÃ"]);
    assert_eq!(rows(&imported)[0], "1 | Rà soát | Sở Nội vụ");
}

#[test]
fn a_table_in_a_cell_of_an_annex_stays_in_its_cell() {
    let inner = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["STT", "Tên", "Số"].map(|it| cell(&p(&run(it))))),
        row(&["1", "Trạm", "3"].map(|it| cell(&p(&run(it))))),
    );
    let items = [
        item("1", &(p(&run("Xây trạm")) + &inner + &p(""))),
        item("2", &p(&run("Hai"))),
    ];
    let imported = read(&(heading() + &table(&items)), &[]);
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(
        rows(&imported)[0],
        "1 | Xây trạm\nSTT Tên Số\n1 Trạm 3 | Sở Nội vụ"
    );
}

fn tabbed(texts: &[&str]) -> String {
    let runs: Vec<String> = texts.iter().map(|text| run(text)).collect();
    p(&runs.join(TAB))
}

#[test]
fn paragraphs_with_tabs_below_a_header_are_rows() {
    let body = heading()
        + &tabbed(&["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"])
        + &tabbed(&["I", "Thể chế"])
        + &tabbed(&["1", "Rà soát", "Sở Nội vụ", "Quý I/2027"])
        + &tabbed(&["2", "Sơ kết", "", "Quý II/2027"])
        + &tabbed(&["3", "Tổng kết", "Sở Y tế", "Quý IV/2027"])
        + &p(&run("Các sở báo cáo."));
    let imported = read(&body, &[]);
    assert_eq!(titles(&imported), ["DANH MỤC NHIỆM VỤ"]);
    assert_eq!(
        rows(&imported),
        [
            "I | Thể chế",
            "1 | Rà soát | Sở Nội vụ | Quý I/2027",
            "2 | Sơ kết |  | Quý II/2027",
            "3 | Tổng kết | Sở Y tế | Quý IV/2027",
        ]
    );
    assert_eq!(imported.document.annexes[0].head.after, ["Các sở báo cáo."]);
}

#[test]
fn tabs_in_other_paragraphs_are_blanks() {
    let body = tabbed(&["ỦY BAN NHÂN DÂN", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        + &heading()
        + &tabbed(&["Đơn vị:", "triệu", "đồng"])
        + &table(&[
            item("1", &tabbed(&["a)", "Rà soát", "lần 1"])),
            item("2", &p(&run("Hai"))),
        ]);
    let imported = read(&body, &[]);
    assert_eq!(rows(&imported)[0], "1 | a) Rà soát lần 1 | Sở Nội vụ");
}

/// Some lines typed with tabs hold the rest of the one above, and headings may be several tabs apart.
#[test]
fn lines_with_tabs_go_on_below_a_row() {
    let lines: [&[&str]; 6] = [
        &["STT", "", "Nội dung", "", "Chủ trì", "Thời hạn"],
        &["1", "Xây dựng kế hoạch", "Sở Xây dựng", "Quý I"],
        &["2", "Rà soát tổ chức của", "Sở Nội vụ và", "Quý II"],
        &["", "Trung tâm Giống", "Sở Y tế"],
        &["3", "Tập huấn", "Sở Y tế", "Quý III"],
        &["4", "Kiểm tra", "Thanh tra tỉnh", "Quý IV"],
    ];
    let body: String = lines.iter().map(|texts| tabbed(texts)).collect();
    let imported = read(&body, &[]);
    assert_eq!(
        rows(&imported),
        [
            "1 | Xây dựng kế hoạch | Sở Xây dựng | Quý I",
            "2 | Rà soát tổ chức của Trung tâm Giống | Sở Nội vụ và Sở Y tế | Quý II",
            "3 | Tập huấn | Sở Y tế | Quý III",
            "4 | Kiểm tra | Thanh tra tỉnh | Quý IV",
        ]
    );
}
