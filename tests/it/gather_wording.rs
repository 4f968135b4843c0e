//! Answers in other words than the form's: units of money, marks, headings and contents.

use phuluc::{
    gather::{self, Board, Form, Part, Units},
    import,
    progress::Matrix,
};

use crate::gather_texts::{answer, board, form, values};

/// The titles of the form's columns that an open column of a file may be.
fn perhaps(form: &Form, part: &Part, title: &str) -> Vec<String> {
    let column = part.columns.iter().find(|it| *it.title == *title).unwrap();
    let titles = column
        .perhaps
        .iter()
        .map(|at| form.document.annexes[0].columns[*at].title());
    titles.collect()
}

const WORKS: &str = "\
NHU CẦU ĐẦU TƯ THỦY LỢI NỘI ĐỒNG
STT;Hạng mục;Đơn vị;Khối lượng năm 2026;Kinh phí năm 2026 (triệu đồng)
1;Kiên cố hóa kênh loại III;km;;
2;Sửa chữa cống lấy nước;cái;;
3;Nạo vét kênh nội đồng;km;;
";

fn works(head: &str, heading: &str, money: [&str; 3]) -> String {
    let text = WORKS
        .replace("STT;", &format!("{head}STT;"))
        .replace("Kinh phí năm 2026 (triệu đồng)", heading);
    let text = text.replace("III;km;;", &format!("III;km;2,5;{}", money[0]));
    let text = text.replace("cái;;", &format!("cái;4;{}", money[1]));
    text.replace("đồng;km;;", &format!("đồng;km;3;{}", money[2]))
}

#[test]
fn the_line_above_a_table_gives_the_unit_of_its_money() {
    let form = form(WORKS);
    let kp = "Kinh phí năm 2026 (triệu đồng)";
    let files = [
        (
            "Xã Minh Long.csv",
            works(
                "Đơn vị tính: tỷ đồng\n",
                "Kinh phí năm 2026",
                ["1,2", "0,3", "2"],
            ),
        ),
        (
            "Xã Ba Tơ.csv",
            works(
                "(ĐVT: km, nghìn đồng)\n",
                "Kinh phí năm 2026",
                ["900", "80", "70"],
            ),
        ),
        ("Xã Sơn Hà.csv", works("", kp, ["100", "200", "300"])),
    ];
    let board = board(&form, &files);
    let table = gather::table(&form, &board);
    let added: Vec<&str> = table
        .lines()
        .filter(|it| it.contains("Kinh phí") && it.contains(",true,"))
        .collect();
    assert_eq!(added.len(), 9, "{table}");
    assert!(
        table.contains("1,2\",1200,true,\"số liệu theo đơn vị “tỷ đồng”"),
        "{table}"
    );
    // The matrix has the amount in the form's unit, and says where it is from.
    let made = gather::document(&form, &board);
    let texts: Vec<&str> = made
        .annexes
        .iter()
        .flat_map(|annex| &annex.rows)
        .flat_map(|row| row.cells().map(|(_, text)| text))
        .collect();
    assert!(texts.contains(&"1.200") && texts.contains(&"0,9"));
    let after: Vec<&String> = made.annexes.iter().flat_map(|it| &it.head.after).collect();
    assert!(
        after
            .iter()
            .any(|it| it.contains("Đã đổi sang đơn vị tính của mẫu: Xã Minh Long"))
    );
}

#[test]
fn money_of_a_row_in_per_cent_is_added() {
    let text = "STT;Hạng mục;Đơn vị;Kinh phí (triệu đồng)\n1;Tỷ lệ diện tích tưới chủ động;%;\n";
    let form = form(text);
    assert_eq!(
        form.total(0, 3, &["10,5", "20"]).map(|it| it.text()),
        Some("30,5".to_owned())
    );
}

const TASKS: &str = "\
TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH QUÝ III NĂM 2026
TT;Nội dung công việc;Thời hạn;Kết quả thực hiện;Mức độ hoàn thành;Khó khăn, vướng mắc;Kiến nghị, đề xuất
1;Tổ chức phiên tòa giả định tại trường học;Quý III/2026;;;;
2;Ký cam kết với các hộ kinh doanh có điều kiện;Tháng 6/2026;;;;
3;Rà soát người nghiện, lập hồ sơ quản lý;Tháng 9/2026;;;;
4;Tuyên truyền trên hệ thống loa truyền thanh;Cả năm 2026;;;;
";

#[test]
fn a_column_that_is_two_of_the_forms_is_asked() {
    let form = form(TASKS);
    let text = "\
TT;Nội dung công việc;Thời hạn;Kết quả thực hiện;Mức độ hoàn thành;Khó khăn, kiến nghị
1;Tổ chức phiên tòa giả định tại trường học;Quý III/2026;02 phiên;Hoàn thành;Thiếu kinh phí
2;Ký cam kết với các hộ kinh doanh có điều kiện;Tháng 6/2026;40 hộ;Hoàn thành;Chờ hướng dẫn
";
    let board = board(&form, &[("Xã Đức Thọ.csv", text.to_owned())]);
    let part = &board.parts[0];
    assert_eq!(values(&form, part, "Kiến nghị, đề xuất"), ["", "", "", ""]);
    assert_eq!(
        perhaps(&form, part, "Khó khăn, kiến nghị"),
        ["Khó khăn, vướng mắc", "Kiến nghị, đề xuất"]
    );
}

#[test]
fn the_column_that_fits_better_is_taken() {
    let form = form(TASKS);
    let text = "\
TT;Nhiệm vụ;Thời gian hoàn thành;Kết quả đạt được;Tiến độ;Tồn tại, hạn chế;Đề xuất, kiến nghị
1;Tổ chức phiên tòa giả định tại trường học;Quý III/2026;02 phiên, 300 người dự;Hoàn thành;;Không
2;Ký cam kết với các hộ kinh doanh có điều kiện;Tháng 6/2026;40 hộ đã ký;Chưa hoàn thành;Thiếu người;Không
3;Rà soát người nghiện, lập hồ sơ quản lý;Tháng 9/2026;12 hồ sơ;Hoàn thành;;Không
4;Tuyên truyền trên hệ thống loa truyền thanh;Cả năm 2026;60 lượt phát;Hoàn thành;;Không
";
    let board = board(&form, &[("Xã Hương Khê.csv", text.to_owned())]);
    let part = &board.parts[0];
    assert_eq!(
        values(&form, part, "Kết quả thực hiện")[..2],
        ["02 phiên, 300 người dự", "40 hộ đã ký"]
    );
    assert_eq!(values(&form, part, "Khó khăn, vướng mắc")[1], "Thiếu người");
}

#[test]
fn marks_stand_as_the_words_of_their_columns() {
    let form = form(TASKS);
    let text = "\
TT;Nội dung công việc;Thời hạn;Kết quả thực hiện;Mức độ;;Khó khăn, vướng mắc;Kiến nghị, đề xuất
;;;;Hoàn thành;Chưa hoàn thành;;
1;Tổ chức phiên tòa giả định tại trường học;Quý III/2026;02 phiên;x;;;Không
2;Ký cam kết với các hộ kinh doanh có điều kiện;Tháng 6/2026;40 hộ;;x;Thiếu người;
";
    let board = board(&form, &[("Xã Cẩm Xuyên.csv", text.to_owned())]);
    let part = &board.parts[0];
    assert_eq!(
        values(&form, part, "Mức độ hoàn thành")[..2],
        ["Hoàn thành", "Chưa hoàn thành"],
        "{:?}",
        part.notes
    );
    assert!(format!("{:?}", part.notes).contains("GatherMarksAsWords"));
}

#[test]
fn the_only_row_left_between_its_neighbours_is_the_forms() {
    let form = form(WORKS);
    let answer = works("", "Kinh phí năm 2026 (triệu đồng)", ["1", "2", "3"]);
    for (content, is_its) in [
        ("Sửa cống lấy nước nội đồng", true),
        ("Sửa chữa các cống lấy nước", true),
        ("Xây mới cống lấy nước", false),
        ("Mua máy bơm", false),
    ] {
        let text = answer.replace("Sửa chữa cống lấy nước", content);
        let board = board(&form, &[("Xã Nghĩa Hành.csv", text)]);
        let said = values(&form, &board.parts[0], "Kinh phí năm 2026 (triệu đồng)");
        let expected = ["1", if is_its { "2" } else { "" }, "3"];
        assert_eq!(said, expected, "{content}");
    }
}

#[test]
fn the_only_column_left_of_its_role_is_the_forms() {
    let text = "\
BÁO CÁO KẾT QUẢ NĂM 2026
STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Thực hiện năm 2026
1;Số cuộc kiểm tra;cuộc;;
2;Số hộ được hỗ trợ;hộ;;
";
    let form = form(text);
    for (heading, is_its) in [
        ("Chỉ tiêu giao 2026", true),
        ("Mục tiêu 2026", true),
        ("Kế hoạch được giao", true),
        ("Chỉ tiêu giao 2025", false),
        ("Ước thực hiện năm 2026", false),
    ] {
        let said = text
            .replace("Kế hoạch năm 2026", heading)
            .replace("cuộc;;", "cuộc;10;8")
            .replace("hộ;;", "hộ;20;18");
        let board = board(&form, &[("Xã Mẫu Sơn.csv", said)]);
        let found = values(&form, &board.parts[0], "Kế hoạch năm 2026");
        let expected = if is_its { ["10", "20"] } else { ["", ""] };
        assert_eq!(found, expected, "{heading}");
    }
}

#[test]
fn a_sheet_that_sums_up_the_others_is_the_answer() {
    let text = "\
STT;Loại tài sản;Đơn vị;Hiện có;Chờ thanh lý
1;Xe ô tô chuyên dùng;Xe;;
2;Máy vi tính để bàn;Bộ;;
3;Máy điều hòa nhiệt độ;Cái;;
";
    let form = form(text);
    let units = Units::new(["Sở Y tế".to_owned()]);
    let sheet = |name: &str, figures: [&str; 3]| {
        let text = text
            .replace("Xe;;", &format!("Xe;{}", figures[0]))
            .replace("Bộ;;", &format!("Bộ;{}", figures[1]))
            .replace("Cái;;", &format!("Cái;{}", figures[2]));
        let mut answer = answer(&form, &units, "Sở Y tế.csv", &text);
        for row in &mut answer.rows {
            row.sheet = name.into();
        }
        answer
    };
    let workbook = |total: [&str; 3]| {
        let mut whole = sheet("Tổng hợp", total);
        for part in [
            sheet("VP Sở", ["1;0", "20;2", "8;1"]),
            sheet("CC Dân số", ["2;1", "30;3", "4;1"]),
        ] {
            whole.rows.extend(part.rows);
        }
        Board::new(&units, &form, vec![whole])
    };
    let board = workbook(["3;1", "50;5", "12;2"]);
    assert_eq!(values(&form, &board.parts[0], "Hiện có"), ["3", "50", "12"]);
    assert!(!board.parts[0].rows.iter().any(|it| it.is_open()));
    // A figure that is no sum leaves the choice to a person.
    let board = workbook(["3;1", "50;5", "13;2"]);
    assert_eq!(values(&form, &board.parts[0], "Hiện có"), ["", "", ""]);
}

#[test]
fn a_row_that_is_asked_is_not_judged() {
    let form = form(TASKS);
    let text = "\
TT;Nội dung công việc;Thời hạn;Kết quả thực hiện;Mức độ hoàn thành;Khó khăn, vướng mắc;Kiến nghị, đề xuất
1;Phiên tòa giả định ở các trường trung học phổ thông;Quý III/2026;02 phiên;Hoàn thành;;
4;Tuyên truyền trên hệ thống loa truyền thanh;Cả năm 2026;60 lượt;Hoàn thành;;
";
    let board = board(&form, &[("Phường Sông Trí.csv", text.to_owned())]);
    let asked: Vec<usize> = board.parts[0]
        .rows
        .iter()
        .filter(|it| it.is_open())
        .flat_map(|it| it.perhaps.clone())
        .collect();
    assert_eq!(asked, [0]);
    let matrix = Matrix::of(&form, &board, None);
    let judged: Vec<bool> = matrix.rows.iter().map(|it| it.cells[0].is_some()).collect();
    assert_eq!(judged, [false, true, true, true]);
}

#[test]
fn a_second_line_of_headings_is_no_row_where_columns_are_moved() {
    let form = "\
<table>
<tr><td rowspan=2>STT<td rowspan=2>Hạng mục<td rowspan=2>Đơn vị<td colspan=2>Năm 2026<td colspan=2>Năm 2027</tr>
<tr><td>Khối lượng<td>Kinh phí<td>Khối lượng<td>Kinh phí</tr>
<tr><td>1<td>Kiên cố hóa kênh loại III<td>km<td><td><td><td></tr>
<tr><td>2<td>Nạo vét kênh nội đồng<td>km<td><td><td><td></tr>
</table>
";
    let form = import::import(form.as_bytes(), "mau.html").unwrap();
    let form = Form::new(form.document);
    let text = "\
STT;Hạng mục;Đơn vị;Năm 2026;;Năm 2027;
;;;Kinh phí;Khối lượng;Kinh phí;Khối lượng
1;Kiên cố hóa kênh loại III;km;61.328;864,3;62.009;272,8
2;Nạo vét kênh nội đồng;km;8.413;662,5;78.163;676,6
";
    let board = board(&form, &[("Phường Đức Phổ.csv", text.to_owned())]);
    let part = &board.parts[0];
    assert_eq!(
        values(&form, part, "Năm 2026 / Khối lượng"),
        ["864,3", "662,5"]
    );
    assert_eq!(
        values(&form, part, "Năm 2027 / Kinh phí"),
        ["62.009", "78.163"]
    );
}
