//! Columns to mark, groups of columns and qualified rows in other words than the form's.

use phuluc::gather::{self, Part};

use crate::gather_texts::{board, form, values};

const CONDITIONS: &str = "\
RÀ SOÁT ĐIỀU KIỆN BẢO ĐẢM
TT;Điều kiện;Đã có (Có/Không);Thời điểm áp dụng;Khó khăn
1;Quy trình nội bộ điện tử;;;
2;Người trực tổng đài;;;
3;Phương án dự phòng sự cố;;;
4;Công khai kết quả xin lỗi;;;
";

fn conditions(headings: &str, cells: [&str; 4]) -> String {
    let mut text = CONDITIONS.replace("Đã có (Có/Không)", headings);
    for (n, cells) in (1..).zip(cells) {
        let row = text.lines().nth(n + 1).unwrap().to_owned();
        text = text.replace(&row, &row.replacen(";;", &format!(";{cells};"), 1));
    }
    text
}

#[test]
fn marks_under_two_answers_are_the_answer_that_is_marked() {
    let form = form(CONDITIONS);
    let two = ["x;", ";x", "x;", ";x"];
    let files = [
        ("Sở Y tế.csv", conditions("Có;Không", two)),
        ("Sở Nội vụ.csv", conditions("Chưa có;Đã có", two)),
        (
            "Sở Tư pháp.csv",
            conditions("Có;Không", ["1;", ";1", "1;0", "x;x"]),
        ),
    ];
    let board = board(&form, &files);
    let said = |unit: usize| values(&form, &board.parts[unit], "Đã có (Có/Không)");
    assert_eq!(said(0), ["Có", "Không", "Có", "Không"]);
    assert_eq!(said(1), ["Chưa có", "Đã có", "Chưa có", "Đã có"]);
    assert_eq!(said(2), ["Có", "Không", "Có", "Có; Không"]);
    assert!(format!("{:?}", board.parts[0].notes).contains("GatherMarksAsWords"));
    let column = 2;
    let total = form.total(0, column, &["Có", "Chưa có", "Có"]).unwrap();
    assert_eq!(total.text(), "2/3 đơn vị trả lời “Có”");
}

#[test]
fn words_are_marks_where_the_form_has_columns_to_mark() {
    let head = "TỰ CHẤM KỶ LUẬT\nSTT;Tiêu chí;Tự đánh giá;;Ghi chú\n;;Đạt;Chưa đạt;\n";
    let blank =
        "1;Trực ban ngày nghỉ;;;\n2;Đeo thẻ khi làm việc;;;\n3;Công khai lịch tiếp dân;;;\n";
    let form = form(&format!("{head}{blank}"));
    let text = "TỰ CHẤM KỶ LUẬT\nSTT;Tiêu chí;Kết quả tự đánh giá;Ghi chú\n1;Trực ban ngày nghỉ;Đạt;\n2;Đeo thẻ khi làm việc;Không đạt;\n3;Công khai lịch tiếp dân;Đạt;\n";
    let board = board(&form, &[("Sở Y tế.csv", text.to_owned())]);
    let part = &board.parts[0];
    assert_eq!(values(&form, part, "Tự đánh giá / Đạt"), ["x", "", "x"]);
    assert_eq!(values(&form, part, "Tự đánh giá / Chưa đạt"), ["", "x", ""]);
    assert!(format!("{:?}", part.notes).contains("GatherWordsAsMarks"));
}

const EQUIPMENT: &str = "\
RÀ SOÁT PHƯƠNG TIỆN
STT;Nội dung;Đơn vị tính;Số lượng;Số lượng;Số lượng;Kinh phí (triệu đồng);Kinh phí (triệu đồng)
STT;Nội dung;Đơn vị tính;Hiện có;Còn dùng được;Cần bổ sung;Ngân sách xã;Xã hội hóa
1;Đội dân phòng;Đội;;;;;
2;Bình chữa cháy xách tay;Bình;;;;;
";

fn equipment(first: &str, second: &str) -> String {
    let lines: Vec<&str> = EQUIPMENT.lines().collect();
    format!(
        "{}\n{first}\n{second}\n{}\n{}\n",
        lines[0],
        lines[3].replace(";;;;;", ";1;2;3;4;5"),
        lines[4].replace(";;;;;", ";11;12;13;14;15"),
    )
}

#[test]
fn groups_in_other_words_and_the_forms_order_are_the_forms() {
    let form = form(EQUIPMENT);
    let of = |part: &Part| -> Vec<String> {
        let columns = [
            "Số lượng / Hiện có",
            "Số lượng / Còn dùng được",
            "Số lượng / Cần bổ sung",
            "Kinh phí (triệu đồng) / Ngân sách xã",
            "Kinh phí (triệu đồng) / Xã hội hóa",
        ];
        let said = columns.map(|it| values(&form, part, it)[0].to_owned());
        said.to_vec()
    };
    let files = [
        (
            "Xã Cầu Kè.csv",
            equipment(
                "STT;Nội dung;Đơn vị tính;Số lượng thực tế;;;Nguồn kinh phí (triệu đồng);",
                ";;;Đang có;Sử dụng được;Đề nghị bổ sung;NS xã;XHH",
            ),
        ),
        (
            "Xã Trà Ôn.csv",
            equipment(
                "STT;Nội dung;Đơn vị tính;Số lượng;;;Kinh phí (nghìn đồng);",
                ";;;Hiện có;Còn dùng được;Cần bổ sung;Ngân sách xã;Xã hội hóa",
            ),
        ),
        // Another source of money than the form's.
        (
            "Xã Hương Mỹ.csv",
            equipment(
                "STT;Nội dung;Đơn vị tính;Số lượng;;;Kinh phí (triệu đồng);",
                ";;;Hiện có;Còn dùng được;Cần bổ sung;Ngân sách xã;Trung ương",
            ),
        ),
        // What is needed stands where the form has what there is.
        (
            "Xã Long Hữu.csv",
            equipment(
                "STT;Nội dung;Đơn vị tính;Số bình, đội;;;Kinh phí (triệu đồng);",
                ";;;Nhu cầu bổ sung;Dùng được;Đang có;Ngân sách xã;Xã hội hóa",
            ),
        ),
    ];
    let board = board(&form, &files);
    assert_eq!(of(&board.parts[0]), ["1", "2", "3", "4", "5"]);
    assert!(format!("{:?}", board.parts[0].notes).contains("GatherByPlace"));
    assert_eq!(of(&board.parts[1]), ["1", "2", "3", "4", "5"]);
    assert!(format!("{:?}", board.parts[1].notes).contains("GatherConverted"));
    assert_eq!(of(&board.parts[2]), ["1", "2", "3", "4", ""]);
    assert_ne!(of(&board.parts[3])[0], "1");
    let table = gather::table(&form, &board);
    assert!(table.contains(",4,0.004,true,"), "{table}");
}

#[test]
fn a_column_of_the_same_time_is_the_forms() {
    let form = form(
        "KẾT QUẢ DỊCH VỤ CÔNG\nTT;Nội dung;ĐVT;Năm 2025;Quý III/2026;9 tháng năm 2026\n1;Hồ sơ tiếp nhận;Hồ sơ;;;\n2;Hồ sơ nộp trực tuyến;Hồ sơ;;;\n",
    );
    let answer = |headings: &str| {
        format!(
            "KẾT QUẢ DỊCH VỤ CÔNG\nTT;Nội dung;ĐVT;{headings}\n1;Hồ sơ tiếp nhận;Hồ sơ;1;2;3\n2;Hồ sơ nộp trực tuyến;Hồ sơ;4;5;6\n"
        )
    };
    let files = [
        (
            "Sở Xây dựng.csv",
            answer("Thực hiện 2025;Thực hiện quý III/2026;Lũy kế 9 tháng/2026"),
        ),
        (
            "Sở Y tế.csv",
            answer("Năm 2025;Lũy kế quý III/2026;Kinh phí 9 tháng năm 2026 (triệu đồng)"),
        ),
    ];
    let board = board(&form, &files);
    let said = |unit: usize| {
        let columns = ["Năm 2025", "Quý III/2026", "9 tháng năm 2026"];
        columns.map(|it| values(&form, &board.parts[unit], it)[0].to_owned())
    };
    assert_eq!(said(0), ["1", "2", "3"]);
    assert_eq!(said(1)[2], "");
}

#[test]
fn a_qualifier_left_out_or_a_content_cut_off_is_the_row() {
    let form = form(
        "SỐ LIỆU\nSTT;Chỉ tiêu;Đơn vị;Kết quả\n1;Tổng số hồ sơ tiếp nhận (bao gồm trực tuyến và trực tiếp);Hồ sơ;\n2;Tỷ lệ cơ sở sản xuất, kinh doanh, nuôi trồng thủy sản, làng nghề bảo đảm quy định về môi trường;%;\n3;Số hộ nghèo (nữ làm chủ hộ);Hộ;\n3;Số hộ nghèo (dân tộc thiểu số);Hộ;\n4;Số lượt người đến sinh hoạt trong tháng;Lượt;\n",
    );
    let text = "SỐ LIỆU\nSTT;Chỉ tiêu;Đơn vị;Kết quả\n3;Số hộ nghèo;Hộ;7\n1;Tổng số hồ sơ tiếp nhận;Hồ sơ;12\n2;Tỷ lệ cơ sở sản xuất, kinh doanh, nuôi trồng thủy sản, làng;%;90\n";
    let board = board(&form, &[("Xã A Dơi.csv", text.to_owned())]);
    assert_eq!(
        values(&form, &board.parts[0], "Kết quả"),
        ["12", "90", "", "", ""]
    );
}

#[test]
fn rows_that_only_groups_name_are_found() {
    let text =
        "BẢO HIỂM Y TẾ\nTT;Nhóm;Số người\n1;Hộ nghèo;\n2;Hộ cận nghèo;\n3;Học sinh, sinh viên;\n";
    let form = form(text);
    let file = text.replace("nghèo;", "nghèo;5").replace("viên;", "viên;6");
    let board = board(&form, &[("Phường Một.csv", file)]);
    assert_eq!(values(&form, &board.parts[0], "Số người"), ["5", "5", "6"]);
}
