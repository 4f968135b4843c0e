//! Pasted tables: where their columns are, which rows are sections, what their values are, which letters
//! they lost.

use phuluc::{import, wording::Key};

use crate::{headings::roles, word::rows};

#[test]
fn cells_in_lines_of_their_own_are_cells() {
    let text = "Phụ lục 1\nCHỈ TIÊU\nSTT\nNội dung\nĐơn vị tính\nChỉ tiêu\nBan phụ trách\n\
1\nKết nạp đoàn viên\nĐoàn viên\n9.500\nBan Xây dựng Đoàn\n\
2\nTrồng cây\nCây\n50.000\nBan Phong trào\n3\nTỷ lệ\n%\n100\nBan Tuyên giáo\n";
    for imported in [
        import::import(text.as_bytes(), "x.txt").unwrap(),
        import::import_text(text, "x").unwrap(),
    ] {
        assert_eq!(roles(&imported), "stt content unit target lead");
        assert_eq!(
            rows(&imported)[1],
            "2 | Trồng cây | Cây | 50.000 | Ban Phong trào"
        );
    }
}

/// What a line leaves open is marked, not guessed in silence.
#[test]
fn a_text_over_two_aligned_columns_is_doubtful() {
    let text = "Phụ lục 1\nVIỆC\n\n\
STT  Nhiệm vụ                         Chủ trì          Thời gian\n\
1    Rà soát quy hoạch                Sở Xây dựng      Quý I/2027\n\
2    Lập hồ sơ địa giới các xã, phường mới sáp nhập Sở Tư pháp  Quý II/2027\n\
3    Cắm mốc                          Sở Nội vụ        Quý III/2027\n";
    let imported = import::import_text(text, "x").unwrap();
    assert_eq!(rows(&imported)[2], "3 | Cắm mốc | Sở Nội vụ | Quý III/2027");
    assert_eq!(
        rows(&imported)[1],
        "2 | Lập hồ sơ địa giới các xã, phường mới sáp nhập Sở Tư pháp |  | Quý II/2027"
    );
    let annex = &imported.document.annexes[0];
    let doubts = imported
        .doubts
        .iter()
        .map(|doubt| (doubt.row, doubt.column));
    let row = annex.rows[1].id;
    assert_eq!(
        doubts.collect::<Vec<_>>(),
        [(row, annex.columns[1].id), (row, annex.columns[2].id)]
    );
}

/// A month and the months up to it are what was reached, as a time beside a plan and its share is.
#[test]
fn months_beside_a_plan_are_what_was_reached() {
    for (header, expected) in [
        (
            "Giao 2027\tTháng 8\t8 tháng\tĐạt (%)",
            "target actual actual other",
        ),
        (
            "Kế hoạch 2027\tTháng 6\t6 tháng đầu năm\tGhi chú",
            "target actual actual note",
        ),
        (
            "Kế hoạch 2027\tQuý III\tGhi chú\tĐạt (%)",
            "target actual note other",
        ),
        (
            "Kế hoạch 2027\tQuý I\tQuý II\tGhi chú",
            "target target target note",
        ),
    ] {
        let text = format!(
            "STT\tChỉ tiêu\tĐơn vị tính\t{header}\n1\tSố hộ\thộ\t120\t20\t80\t66\n2\tSố xã\txã\t12\t2\t8\t66\n"
        );
        let imported = import::import_text(&text, "x").unwrap();
        assert_eq!(
            roles(&imported),
            format!("stt content unit {expected}"),
            "{header}"
        );
    }
}

fn sections(text: &str) -> Vec<bool> {
    let imported = import::import_text(text, "x").unwrap();
    let rows = imported.document.annexes[0].rows.iter();
    rows.map(|row| row.kind.is_section()).collect()
}

#[test]
fn a_heading_with_the_number_that_sections_leave_out_is_a_section() {
    let text = |first: &str, last: &str| {
        format!(
            "STT\tNhiệm vụ\tCơ quan chủ trì\nI\tThể chế\n1\tMột\tSở Nội vụ\n{first}\tHạ tầng\n\
             {last}\tHai\tSở Y tế\nIII\tNhân lực\n1\tBa\tSở Y tế\n"
        )
    };
    assert_eq!(
        sections(&text("2", "1")),
        [true, false, true, false, true, false]
    );
    // An item that nobody leads yet.
    assert_eq!(
        sections(&text("2", "3")),
        [true, false, false, false, true, false]
    );
    assert_eq!(
        sections(&text("5", "1")),
        [true, false, false, false, true, false]
    );
}

#[test]
fn an_indicator_numbered_as_a_section_is_an_item_if_nothing_is_below() {
    let text = "STT\tChỉ tiêu\tĐơn vị tính\tKH 2027\nA\tTổng thu\tTỷ đồng\t21\nI\tThu nội địa\tTỷ đồng\t17\n\
                1\tThuế\tTỷ đồng\t15\n2\tPhí\tTỷ đồng\t2\nII\tThu khác\tTỷ đồng\t4\nB\tTổng chi\tTỷ đồng\t20\n\
                C\tViệc khác\n";
    assert_eq!(
        sections(text),
        [true, true, false, false, false, false, true]
    );
}

#[test]
fn numbers_of_columns_may_share_a_cell() {
    let text = "STT\tChỉ tiêu\tĐơn vị tính\tKH 2027\tGhi chú\n(1) (2)\t\t(3)\t(4)\t(5)\n1\tMột\tHa\t2\tx\n2\tHai\tHa\t3\ty\n";
    assert_eq!(sections(text), [false, false]);
}

/// LibreOffice takes the letter "ư" of TCVN3 for a soft hyphen when it makes a PDF file.
#[test]
fn a_letter_that_was_lost_on_the_way_is_restored_or_named() {
    let text = "STT\tNhiÖm vô\tChØ tiªu\tBan phô tr¸ch\n\
                1\tGiíi thiÖu ®oµn viªn u tó trong trêng häc\t10\tBan Thêng vô\n\
                2\tX©y dùng Ch¬ng tr×nh ®µo t¹o\t20\tBan Phong trµo tØnh §oµn\n\
                3\tTæ chøc héi nghÞ ë x·, phêng\t30\tBan Tuyªn gi¸o\n";
    let imported = import::import_text(text, "x").unwrap();
    let shown = rows(&imported);
    assert!(
        shown[0].contains("trong trường học") && shown[0].ends_with("Ban Thường vụ"),
        "{shown:?}"
    );
    assert!(shown[1].contains("Chương trình"), "{shown:?}");
    let header = imported.document.annexes[0].columns[2].title();
    assert_eq!(header, "Chỉ tiêu");
    let lost = imported
        .notes
        .iter()
        .find(|it| it.message.key == Key::NoteLostLetter);
    assert_eq!(lost.unwrap().message.args[0], "4");
}
