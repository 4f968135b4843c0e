//! Answers whose headings, contents, units and totals are written otherwise than in the form.

use phuluc::{
    export::OutputFormat,
    gather::{self, Board, Form, Part, Units},
    import,
    model::Document,
    report,
};

use crate::gather_texts::form;

const READING: &str = "\
;BIỂU TỔNG HỢP VĂN HÓA ĐỌC 6 THÁNG ĐẦU NĂM 2026;;;;
STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Kết quả 6 tháng đầu năm;Ghi chú
1;Số thư viện, phòng đọc đang hoạt động;thư viện;;;
2;Số bản sách hiện có;bản;;;
2.1;Trong đó: sách thiếu nhi;bản;;;
3;Số lượt bạn đọc tại tủ sách cơ sở;lượt người;;;
4;Tỷ lệ trường học có góc thư viện thân thiện;%;;;
5;Số cuộc thi, giao lưu, giới thiệu sách;cuộc;;;
";

const MONEY: &str = "\
;TÌNH HÌNH KINH PHÍ GIẢM NGHÈO 9 THÁNG NĂM 2026;;;;
;Đơn vị tính: triệu đồng;;;;
TT;Nội dung;Kế hoạch vốn năm 2026;Đã giải ngân;Tỷ lệ giải ngân (%);Nguyên nhân chậm
;Tổng cộng;;;;
A;Vốn đầu tư phát triển;;;;
1;Đầu tư cơ sở hạ tầng thôn đặc biệt khó khăn;;;;
2;Sửa chữa công trình nước sạch nông thôn;;;;
B;Vốn sự nghiệp;;;;
1;Hỗ trợ phát triển sản xuất cho hộ nghèo;;;;
";

fn board(form: &Form, units: &[&str], files: &[(&str, String)]) -> Board {
    let units = Units::new(units.iter().map(|it| (*it).to_owned()));
    let answers = files.iter().map(|(name, text)| {
        let imported = import::import(text.as_bytes(), name).unwrap();
        gather::read_answer(&units, form, name, text.as_bytes(), &imported)
    });
    Board::new(&units, form, answers.collect())
}

fn column(form: &Form, title: &str) -> usize {
    let columns = &form.document.annexes[0].columns;
    columns.iter().position(|it| it.title() == title).unwrap()
}

fn values<'part>(form: &Form, part: &'part Part, title: &str) -> Vec<&'part str> {
    let n_rows = form.document.annexes[0].rows.len();
    let column = column(form, title);
    let said = |row| Board::value(part, row, column).map_or("", |(_, text)| text);
    (0..n_rows).map(said).collect()
}

/// The text of every cell of a sheet, a line each row.
fn sheet(document: &Document, name: &str) -> Vec<String> {
    let annex = document.annexes.iter().find(|it| it.head.sheet == name);
    let annex = annex.unwrap();
    let rows = annex.rows.iter().map(|row| {
        let texts = annex.columns.iter().map(|it| row.cell(it.id));
        texts.collect::<Vec<_>>().join(" | ")
    });
    rows.collect()
}

#[test]
fn shortened_headings_and_light_words_are_the_forms() {
    let form = form(READING);
    let shortened = "\
STT;Chỉ tiêu;Kế hoạch năm;Kết quả;Ghi chú
1;Số thư viện, phòng đọc đang hoạt động (thư viện);3;3;
2;Số bản sách hiện có (bản);12.500;12.640;
2.1;Trong đó: sách thiếu nhi;3.000;3.115;
3;Số lượt bạn đọc tại tủ sách cơ sở (lượt người);900;515;
4;Tỷ lệ trường học có góc thư viện thân thiện (%);100;96,4;
5;Số cuộc thi, giao lưu, giới thiệu sách;8;5;
";
    let reworded = "\
TT;Nội dung;Kết quả 6 tháng;ĐVT;Kế hoạch 2026;Cùng kỳ năm 2025
1;Thư viện, phòng đọc đang hoạt động;1;thư viện;1;1
2;Tổng số bản sách hiện có;4.120;bản;4.500;4.000
2.1;Sách thiếu nhi;1.240;bản;1.400;1.100
3;Lượt bạn đọc ở tủ sách cơ sở;402;lượt người;800;390
4;Tỷ lệ trường học có góc thư viện thân thiện;83,3;%;100;80
5;Cuộc thi, giao lưu và giới thiệu sách;2;cuộc;3;2
";
    let files = [
        ("My Hao.csv", shortened.to_owned()),
        ("Tien Lu.csv", reworded.to_owned()),
    ];
    let board = board(&form, &["Phường Mỹ Hào", "Xã Tiên Lữ"], &files);
    let of = |unit: usize, title| values(&form, &board.parts[unit], title);
    let (plan, result) = ("Kế hoạch năm 2026", "Kết quả 6 tháng đầu năm");
    assert_eq!(of(0, result), ["3", "12.640", "3.115", "515", "96,4", "5"]);
    assert_eq!(of(0, plan), ["3", "12.500", "3.000", "900", "100", "8"]);
    assert_eq!(of(1, result), ["1", "4.120", "1.240", "402", "83,3", "2"]);
    assert_eq!(of(1, plan), ["1", "4.500", "1.400", "800", "100", "3"]);
    // What the form has no column for is named by its heading, and stands in the workbook.
    let notes = format!("{:?}", board.parts[1].notes);
    assert!(notes.contains("“Cùng kỳ năm 2025”"), "{notes}");
    let document = gather::document(&form, &board);
    let beside = sheet(&document, "Cột ngoài mẫu");
    assert_eq!(beside.len(), 6);
    assert!(
        beside[1].ends_with("Số bản sách hiện có | Cùng kỳ năm 2025 | 4.000"),
        "{}",
        beside[1]
    );
    let totals = sheet(&document, "Số tổng 1");
    assert!(totals[0].contains("| 4 | 2/2"), "{}", totals[0]);
}

#[test]
fn a_shortened_heading_that_fits_two_columns_is_no_answer() {
    let form = form(
        "\
STT;Chỉ tiêu;Đơn vị tính;Kết quả quý I;Kết quả quý II
1;Số hộ được cấp nước sạch tập trung;hộ;;
2;Số trường học có tường rào kiên cố;trường;;
",
    );
    let text = "\
STT;Chỉ tiêu;Đơn vị tính;Kết quả
1;Số hộ được cấp nước sạch tập trung;hộ;120
2;Số trường học có tường rào kiên cố;trường;4
";
    let board = board(
        &form,
        &["Xã Tân Trào"],
        &[("Tan Trao.csv", text.to_owned())],
    );
    assert_eq!(values(&form, &board.parts[0], "Kết quả quý I"), ["", ""]);
    assert_eq!(values(&form, &board.parts[0], "Kết quả quý II"), ["", ""]);
}

#[test]
fn one_more_word_that_says_something_is_a_question() {
    let form = form(
        "\
STT;Chỉ tiêu;Đơn vị tính;Kết quả
1;Số hộ nghèo trên địa bàn cuối kỳ;hộ;
2;Số trường học có tường rào kiên cố;trường;
",
    );
    let text = "\
STT;Chỉ tiêu;Đơn vị tính;Kết quả
1;Số hộ thoát nghèo trên địa bàn cuối kỳ;hộ;12
2;Trường học có tường rào kiên cố;trường;4
";
    let board = board(
        &form,
        &["Xã Tân Trào"],
        &[("Tan Trao.csv", text.to_owned())],
    );
    assert_eq!(values(&form, &board.parts[0], "Kết quả"), ["", "4"]);
    let open = board.parts[0].rows.iter().find(|row| row.form.is_none());
    assert_eq!(open.unwrap().perhaps, [0]);
}

#[test]
fn money_of_another_size_is_marked_and_not_added() {
    let form = form(MONEY);
    let answer = |unit: &str, figures: [&str; 6], total: &str| {
        format!(
            "\
;TÌNH HÌNH KINH PHÍ GIẢM NGHÈO 9 THÁNG NĂM 2026;;;;
;Đơn vị tính: {unit};;;;
TT;Nội dung;Kế hoạch vốn năm 2026;Giải ngân đến 30/9/2026;Tỷ lệ giải ngân (%);Nguyên nhân chậm
;{total};{};{};10,1;
A;Vốn đầu tư phát triển;{};{};20,2;
1;Đầu tư cơ sở hạ tầng thôn đặc biệt khó khăn;{};{};30,3;
2;Sửa chữa công trình nước sạch nông thôn;100;10;10;
B;Vốn sự nghiệp;;;;
1;Hỗ trợ phát triển sản xuất cho hộ nghèo;100;10;10;
",
            figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]
        )
    };
    let files = [
        (
            "Muong Ang.csv",
            answer(
                "triệu đồng",
                ["900", "90,1", "800", "80,2", "700", "70,2"],
                "Cộng",
            ),
        ),
        (
            "Nam Po.csv",
            answer(
                "triệu đồng",
                ["90", "9,2", "80", "8", "70", "7,1"],
                "Tổng cộng",
            ),
        ),
        (
            "Tua Chua.csv",
            answer(
                "đồng",
                ["9000000", "900000", "800000", "80000", "700000", "70000"],
                "Tổng số",
            ),
        ),
    ];
    let units = ["Xã Mường Ảng", "Xã Nậm Pồ", "Xã Tủa Chùa"];
    let board = board(&form, &units, &files);
    let spent = |unit: usize| values(&form, &board.parts[unit], "Đã giải ngân");
    assert_eq!(spent(0), ["90,1", "80,2", "70,2", "10", "", "10"]);
    assert_eq!(spent(2), ["900000", "80000", "70000", "10", "", "10"]);
    // Only the last is in another unit, is converted, and says so.
    let converted = |unit: usize| {
        let cells = board.parts[unit].rows.iter().flat_map(|row| &row.cells);
        cells.filter(|it| it.converted.is_some()).count()
    };
    assert_eq!((converted(0), converted(1), converted(2)), (0, 0, 10));
    let notes = format!("{:?}", board.parts[2].notes);
    assert!(notes.contains("triệu đồng"), "{notes}");
    let document = gather::document(&form, &board);
    let totals = sheet(&document, "Số tổng 1");
    // Rows of totals and headings with figures are there; shares are not added.
    assert!(
        totals[0].contains("| 999 | 3/3 | 100,2 | 3/3 | thấp nhất 10,1"),
        "{}",
        totals[0]
    );
    assert!(
        totals[1].contains("| 880,8 | 3/3 | 88,28 | 3/3"),
        "{}",
        totals[1]
    );
    assert!(
        totals[2].contains("| 770,7 | 3/3 | 77,37 | 3/3"),
        "{}",
        totals[2]
    );
    let stacked = sheet(&document, "Xếp nối 1");
    assert!(
        stacked
            .iter()
            .any(|it| it.contains("Vốn đầu tư phát triển | 800")),
        "{stacked:?}"
    );
    assert!(
        !report::export(&document, OutputFormat::Xlsx)
            .unwrap()
            .is_empty()
    );
}

/// Headings may repeat, as "Kế hoạch" and "Thực hiện" of every year do.
#[test]
fn columns_with_equal_headings_answer_in_order() {
    let sheet = |figures: &str| {
        format!(
            "\
;BIỂU CHĂN NUÔI;;;;;
STT;Chỉ tiêu;Đơn vị tính;Kế hoạch;Thực hiện;Kế hoạch;Thực hiện
1;Tổng đàn lợn;con;{figures}
2;Tổng đàn gia cầm;con;{figures}
"
        )
    };
    let form = form(&sheet(";;;"));
    let files = [("Xa Son Ha.csv", sheet("10;11;12;13"))];
    let board = board(&form, &["Xã Sơn Hà"], &files);
    let columns = &form.document.annexes[0].columns;
    let said: Vec<&str> = (3..columns.len())
        .map(|at| Board::value(&board.parts[0], 1, at).map_or("", |(_, text)| text))
        .collect();
    assert_eq!(said, ["10", "11", "12", "13"]);
    // Tables of a database tell them apart.
    let table = gather::table(&form, &board);
    for name in [
        ",Kế hoạch,",
        ",Kế hoạch (2),",
        ",Thực hiện,",
        ",Thực hiện (2),",
    ] {
        assert_eq!(table.matches(name).count(), 2, "{name}");
    }
}
