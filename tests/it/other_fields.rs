//! Annexes of many fields and offices, with headings that no plan of this repository has: columns
//! find their roles, rows their kinds, and no text is left over.

use phuluc::{import, model::RowKind, wording::Key};

/// Reads a table of lines, with cells between bars, and returns: number and title, the roles of the
/// columns, and the rows by kind (`S` section, `-` item, `=` item of level 2).
#[track_caller]
fn read(lines: &str) -> (String, String, String) {
    let text = lines.replace('|', "\t");
    let imported = import::import_text(&text, "x").unwrap();
    let left = imported.notes.iter();
    let left: Vec<_> = left
        .filter(|note| note.message.key == Key::NoteLeftOver)
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let annex = &imported.document.annexes[0];
    let roles: Vec<&str> = annex.columns.iter().map(|it| it.role.key()).collect();
    let rows = annex.rows.iter().map(|row| match row.kind {
        RowKind::Section(level) => format!("S{level}"),
        RowKind::Item(1) => "-".to_owned(),
        RowKind::Item(_) => "=".to_owned(),
    });
    let head = format!("{} {}", annex.head.number, annex.head.title);
    (
        head.trim().to_owned(),
        roles.join(" "),
        rows.collect::<Vec<_>>().join(" "),
    )
}

#[track_caller]
fn assert_read(lines: &str, head: &str, roles: &str, rows: &str) {
    let found = read(lines);
    let expected = (head.to_owned(), roles.to_owned(), rows.to_owned());
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn education() {
    assert_read(
        "PHỤ LỤC II. CHỈ TIÊU PHÁT TRIỂN GIÁO DỤC\n\
         (Kèm theo Kế hoạch số 5/KH-SGDĐT)\n\
         TT|Chỉ tiêu|ĐVT|TH 2025|Chỉ tiêu giao năm 2026|Mức phấn đấu|Phòng chuyên môn phụ trách\n\
         I|Giáo dục mầm non||||\n\
         1|Tỷ lệ trẻ ra lớp|%|95|97|98|Phòng Mầm non\n\
         2|Số trường đạt chuẩn|trường|12|14|15|Phòng Mầm non\n\
         II|Giáo dục phổ thông||||\n\
         3|Tỷ lệ tốt nghiệp|%|98,5|99|99,5|Phòng Phổ thông",
        "II CHỈ TIÊU PHÁT TRIỂN GIÁO DỤC",
        "stt content unit actual target target lead",
        "S1 - - S1 -",
    );
}

#[test]
fn health() {
    assert_read(
        "SỞ Y TẾ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         TRUNG TÂM Y TẾ|Độc lập - Tự do - Hạnh phúc\n\
         Biểu 02\n\
         BẢNG GIAO VIỆC TUẦN\n\
         Số TT|Việc phải làm|Khoa, phòng nhận việc|Xong trước|Sản phẩm|KQ thực hiện|Giải trình\n\
         1|Tiêm chủng mở rộng|Khoa Kiểm soát bệnh tật|Ngày 15/3/2026|Báo cáo|Đã tiêm 120 trẻ|\n\
         2|Giám sát dịch tễ|Khoa Kiểm soát bệnh tật|Ngày 20/3/2026|Biên bản|Đang làm|Thiếu người\n\
         Lạng Sơn, ngày 05 tháng 3 năm 2026\n\
         |GIÁM ĐỐC",
        "02 BẢNG GIAO VIỆC TUẦN",
        "stt content lead time result actual note",
        "- -",
    );
}

#[test]
fn environment() {
    assert_read(
        "Phụ lục số 03 – DANH MỤC ĐIỂM Ô NHIỄM\n\
         Số TT|Tên điểm|Xã|Loại chất thải|Khối lượng|Nguồn xử lý\n\
         1|Bãi rác cũ|Xã A|Sinh hoạt|1200|Ngân sách tỉnh\n\
         2|Kho thuốc|Xã B|Nguy hại|35|Ngân sách trung ương",
        "03 DANH MỤC ĐIỂM Ô NHIỄM",
        "stt content other other other other",
        "- -",
    );
}

#[test]
fn party() {
    assert_read(
        "ĐẢNG BỘ TỈNH A\n\
         CHƯƠNG TRÌNH KIỂM TRA NĂM 2026\n\
         STT|Nội dung kiểm tra|Cơ quan tham mưu|Đơn vị cùng thực hiện|Quý thực hiện\n\
         A|Cấp tỉnh|||\n\
         1|Kiểm tra nghị quyết|Ban Tổ chức|Ban Tuyên giáo|Quý I/2026\n\
         2|Giám sát chuyên đề|Ủy ban Kiểm tra|Văn phòng Tỉnh ủy|Quý II/2026\n\
         B|Cấp xã|||\n\
         1|Tự kiểm tra|Đảng ủy xã|Chi bộ|Quý IV/2026",
        "CHƯƠNG TRÌNH KIỂM TRA NĂM 2026",
        "stt content lead coordinating time",
        "S1 - - S1 -",
    );
}

#[test]
fn budget() {
    assert_read(
        "Phụ lục I\n\
         DỰ TOÁN CHI\n\
         (Kèm theo Tờ trình số 3/TTr)\n\
         Đơn vị tính: Triệu đồng\n\
         STT|Khoản chi|Dự toán 2025|Năm 2026|Năm 2027|Đơn vị thụ hưởng\n\
         1|Sửa chữa trường|500|600|700|Trường THCS A\n\
         2|Mua thiết bị|200|250|300|Trạm Y tế B",
        "I DỰ TOÁN CHI",
        "stt content other target target lead",
        "- -",
    );
}

#[test]
fn quarters() {
    assert_read(
        "TT|Tên chỉ số|Đơn vị đo|Quý I/2026|Quý II/2026|Cả năm 2026|Đơn vị theo dõi\n\
         1|Số lớp tập huấn|lớp|2|3|10|Phòng Nội vụ\n\
         2|Tỷ lệ hồ sơ đúng hạn|%|95|96|98|Văn phòng UBND xã",
        "",
        "stt content unit target target target lead",
        "- -",
    );
}

#[test]
fn vision() {
    assert_read(
        "TT|Mục tiêu|Đến hết năm 2026|Năm 2030|Tầm nhìn 2045|Đầu mối\n\
         1|Tỷ lệ phủ sóng|80%|95%|100%|Sở Khoa học và Công nghệ\n\
         2|Số mô hình|01 mô hình|03 mô hình|-|Sở Nội vụ",
        "",
        "stt content target target target lead",
        "- -",
    );
}

#[test]
fn letters_below_numbers() {
    assert_read(
        "STT|Nội dung|Cơ quan thực hiện|Thời hạn\n\
         1|Ban hành văn bản|Sở Tư pháp|Năm 2026\n\
         a)|Quy chế quản lý||\n\
         b)|Quy chế khai thác||\n\
         2|Tổng kết|Sở Nội vụ|Năm 2027",
        "",
        "stt content lead time",
        "- = = -",
    );
}

#[test]
fn letters_above_numbers() {
    assert_read(
        "STT|Nội dung|Cơ quan thực hiện|Thời hạn\n\
         a|Cấp tỉnh||\n\
         1|Ban hành văn bản|Sở Tư pháp|Năm 2026\n\
         2|Sơ kết|Sở Tư pháp|Năm 2026\n\
         b|Cấp xã||\n\
         3|Tổng kết|Sở Nội vụ|Năm 2027",
        "",
        "stt content lead time",
        "S1 - - S1 -",
    );
}

#[test]
fn lines_in_the_ordinal_column() {
    assert_read(
        "STT|Đơn vị được kiểm tra|Hình thức|Ghi chú\n\
         KHỐI SỞ, NGÀNH\n\
         1|Sở A|Trực tiếp|\n\
         2|Sở B|Trực tuyến|\n\
         KHỐI XÃ, PHƯỜNG\n\
         3|Xã C|Trực tiếp|\n\
         Người lập biểu||KT. GIÁM ĐỐC",
        "",
        "stt content other note",
        "S1 - - S1 -",
    );
}

#[test]
fn a_list_without_ordinals() {
    assert_read(
        "Mã số|Tên thủ tục|Cơ quan giải quyết\n\
         1.001|Cấp giấy phép xây dựng|Sở Xây dựng\n\
         1.002|Đăng ký kinh doanh|Sở Tài chính\n\
         1.003|Cấp phiếu lý lịch|Công an tỉnh",
        "",
        "other content lead",
        "- - -",
    );
}

#[test]
fn agencies_under_a_heading_of_units() {
    assert_read(
        "STT|Công việc|Đơn vị|Kết quả\n\
         1|Rà soát hộ nghèo|Phòng Kinh tế|Danh sách\n\
         2|Sửa đường thôn|UBND xã|02 km đường",
        "",
        "stt content lead result",
        "- -",
    );
}

#[test]
fn columns_numbered_by_letters_and_numbers() {
    assert_read(
        "TT|Xã, phường|Kế hoạch 2026|Ước thực hiện 6 tháng|So với kế hoạch|Ghi chú\n\
         A|B|1|2|3|4\n\
         1|Xã A|200|120|60|\n\
         2|Phường B|300|150|50|Chậm",
        "",
        "stt content target actual other note",
        "- -",
    );
}

#[test]
fn a_list_under_an_unusual_heading_of_ordinals() {
    assert_read(
        "Phụ lục III\nKẾ HOẠCH TUYÊN TRUYỀN\n\
         No.|Chủ đề|Đối tượng|Người chủ trì|Lực lượng hỗ trợ\n\
         1|An toàn giao thông|Học sinh|Công an xã|Đoàn Thanh niên\n\
         2|Phòng cháy|Tiểu thương|Công an xã|Ban quản lý chợ",
        "III KẾ HOẠCH TUYÊN TRUYỀN",
        "stt content other lead coordinating",
        "- -",
    );
}

#[test]
fn indicators_without_ordinals() {
    assert_read(
        "Chỉ số sức khỏe|Đơn vị|Năm gốc 2025|Mục tiêu 2026|Nguồn số liệu|Cơ quan chịu trách nhiệm\n\
         Tuổi thọ trung bình|tuổi|74,5|74,8|Niên giám|Sở Y tế\n\
         Tỷ lệ bao phủ|%|93|95|BHXH tỉnh|Bảo hiểm xã hội tỉnh",
        "",
        "content unit other target other lead",
        "- -",
    );
}

#[test]
fn two_annexes_in_one_text() {
    let annex = |number: &str| {
        format!(
            "Phụ lục {number}\nDANH MỤC\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở A\n2\tHai\tSở B\n"
        )
    };
    let text = format!("{}{}", annex("I"), annex("II"));
    let document = import::import_text(&text, "x").unwrap().document;
    let heads = document
        .annexes
        .iter()
        .map(|it| (it.head.number.as_str(), it.rows.len()));
    assert_eq!(heads.collect::<Vec<_>>(), [("I", 2), ("II", 2)]);
}

/// The same form for two offices, each with a letterhead of its own.
#[test]
fn one_form_twice_is_two_annexes() {
    let letterhead = |office: &str| {
        format!(
            "UBND XÃ A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{office}\tĐộc lập - Tự do - Hạnh phúc\n"
        )
    };
    let table = "STT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở A\n2\tHai\tSở B\n";
    let signed = "\tNGƯỜI LẬP\tTRƯỞNG PHÒNG\n";
    for form in [
        |letterhead: &str, table: &str| format!("{letterhead}Mẫu số 1\nTHEO DÕI\n{table}"),
        |letterhead: &str, table: &str| format!("Mẫu số 1\n{letterhead}THEO DÕI\n{table}"),
    ] {
        let [first, second] =
            ["PHÒNG KINH TẾ", "PHÒNG VĂN HÓA"].map(|it| form(&letterhead(it), table));
        let document = import::import_text(&format!("{first}{signed}{second}"), "x")
            .unwrap()
            .document;
        let annexes = document.annexes.iter();
        let heads = annexes.map(|it| {
            let office = it.head.before.get(2).map(String::as_str);
            (
                it.head.number.as_str(),
                it.head.title.as_str(),
                office,
                it.rows.len(),
            )
        });
        assert_eq!(
            heads.collect::<Vec<_>>(),
            [
                ("1", "THEO DÕI", Some("PHÒNG KINH TẾ"), 2),
                ("1", "THEO DÕI", Some("PHÒNG VĂN HÓA"), 2)
            ]
        );
    }
}

#[test]
fn tables_side_by_side_need_not_begin_on_one_line() {
    let text = "Phụ lục I\nCHỈ TIÊU\n\
         STT|Chỉ tiêu|ĐVT|Năm 2026||Phụ lục II\n\
         1|Một|%|90||NHIỆM VỤ\n\
         2|Hai|%|95||STT|Nhiệm vụ|Chủ trì\n\
         3|Ba|%|99||1|Việc A|Sở Nội vụ\n\
         |||||2|Việc B|Sở Y tế";
    let imported = import::import_text(&text.replace('|', "\t"), "x").unwrap();
    let annexes = imported.document.annexes.iter();
    let heads = annexes.map(|it| {
        (
            it.head.number.as_str(),
            it.head.title.as_str(),
            it.rows.len(),
        )
    });
    assert_eq!(
        heads.collect::<Vec<_>>(),
        [("I", "CHỈ TIÊU", 3), ("II", "NHIỆM VỤ", 2)]
    );
}

#[test]
fn what_a_table_lacks_is_said() {
    let keys = |text: &str| -> Vec<Key> {
        let notes = import::import_text(&text.replace('|', "\t"), "x")
            .unwrap()
            .notes;
        notes.into_iter().map(|note| note.message.key).collect()
    };
    let text = "STT|Chỉ tiêu|Đơn vị tính|Ghi chú\n1|Số trường|trường|\n2|Số lớp|lớp|";
    assert_eq!(keys(text), [Key::NoteNoTarget, Key::NoteNoLead]);
    let text = "STT|Chỉ tiêu|Đơn vị tính|Mục tiêu|Đầu mối\n1|Số trường|trường|3|Sở A";
    assert_eq!(keys(text), []);
    let text = "STT|Chỉ tiêu|ĐVT|Cột lạ|Đầu mối\n1|Số trường|trường|3|Sở A\n2|Số lớp|lớp|5|Sở B";
    assert_eq!(keys(text), [Key::NoteRoleByContent]);
}

/// Returns the kind of the first annex.
fn kind(lines: &str) -> &'static str {
    let imported = import::import_text(&lines.replace('|', "\t"), "x").unwrap();
    imported.document.annexes[0].head.kind.key()
}

#[test]
fn the_words_for_work_name_tasks() {
    for (heading, expected) in [
        ("Nội dung công việc", "tasks"),
        ("Việc cần làm", "tasks"),
        ("Nội dung", "tasks"),
        ("Tên dự án", "other"),
        ("Tên chỉ số", "indicators"),
    ] {
        let lines = format!(
            "STT|{heading}|Đơn vị phụ trách|Hoàn thành trước\n\
             1|Rà soát trang thiết bị|Trạm Y tế|15/3/2026\n\
             2|Lập kế hoạch tiêm chủng|Trạm Y tế|30/4/2026"
        );
        assert_eq!(kind(&lines), expected, "{heading}");
    }
}

#[test]
fn codes_that_number_the_rows_are_ordinals() {
    assert_read(
        "HỆ THỐNG CHỈ TIÊU GIAO THÔNG\n\
         Mã số|Chỉ tiêu|Đơn vị|2026|2028-2030|Trách nhiệm\n\
         1|Đường giao thông nông thôn|km|120|180|Sở Xây dựng\n\
         1.1|Đường liên xã|km|70|100|Sở Xây dựng\n\
         1.2|Đường thôn|km|50|80|UBND xã\n\
         2|Cầu dân sinh|cầu|4|12|Sở Xây dựng",
        "HỆ THỐNG CHỈ TIÊU GIAO THÔNG",
        "stt content unit target target lead",
        "- = = -",
    );
}

#[test]
fn values_planned_and_reached_are_told_apart_by_abbreviations() {
    assert_read(
        "TT|Chỉ tiêu|ĐVT|KH năm|TH 6 tháng|Ước cả năm|So với KH (%)|Đánh giá\n\
         1|Tạo việc làm mới|người|1500|900|1600|60|Đạt\n\
         2|Số hộ thoát nghèo|hộ|120|50|110|42|Chậm",
        "",
        "stt content unit target actual actual other status",
        "- -",
    );
}

#[test]
fn quarters_without_a_year_are_values_or_times() {
    let lines = |cells: [&str; 2]| {
        format!(
            "TT|Nhiệm vụ|Quý I|Quý II|Chủ trì\n1|Một|{}||Sở A\n2|Hai|{}||Sở B",
            cells[0], cells[1]
        )
    };
    let roles = "stt content time time lead";
    assert_read(&lines(["x", "Tháng 2"]), "", roles, "- -");
    let roles = "stt content target time lead";
    assert_read(&lines(["20", "30"]), "", roles, "- -");
}

#[test]
fn a_table_is_recognised_by_its_cells_alone() {
    assert_read(
        "BIỂU TỔNG HỢP\n\
         STT|Tiêu đề|Nơi làm|Bao giờ|Con số|Tính bằng\n\
         1|Số thôn có nhà văn hóa|UBND xã|Quý II/2026|12|thôn\n\
         2|Tỷ lệ hộ dùng nước sạch|Trung tâm Dịch vụ công ích|Năm 2026|95|%",
        "BIỂU TỔNG HỢP",
        "stt content lead time target unit",
        "- -",
    );
}

#[test]
fn headings_between_rows_need_no_ordinal_and_no_bold() {
    // Ordinals that start again, and a heading before the first row.
    assert_read(
        "STT|Chỉ tiêu|ĐVT|Năm 2026|Cơ quan theo dõi\n\
         |Chuyển đổi xanh|||\n\
         1|Diện tích rừng trồng|ha|500|Chi cục Kiểm lâm\n\
         2|Tỷ lệ che phủ|%|64|Chi cục Kiểm lâm\n\
         |Chuyển đổi số|||\n\
         1|Tỷ lệ hồ sơ trực tuyến|%|90|Văn phòng UBND tỉnh",
        "",
        "stt content unit target lead",
        "S1 - - S1 -",
    );
    // Ordinals that go on: an open paragraph is no heading.
    assert_read(
        "STT|Nội dung|Cơ quan chủ trì|Thời gian\n\
         1|Lập danh mục dự án|Sở Tài chính|Quý I/2026\n\
         |Gửi Sở Tài chính trước ngày 15.||\n\
         2|Rà soát quỹ đất|Sở Nông nghiệp và Môi trường|Quý I/2026",
        "",
        "stt content lead time",
        "- - -",
    );
    // A list without ordinals.
    assert_read(
        "Nội dung công việc|Người phụ trách|Thời hạn\n\
         I. VĂN HÓA||\n\
         Sửa nhà văn hóa|Trưởng thôn|30/6/2026\n\
         II. AN NINH||\n\
         Lắp camera|Công an xã|30/9/2026",
        "",
        "content lead time",
        "S1 - S1 -",
    );
}

#[test]
fn bullets_below_a_numbered_row_are_its_parts() {
    assert_read(
        "STT|Chỉ tiêu|ĐVT|Năm 2026|Đơn vị theo dõi\n\
         1|Số lượt khách|lượt|1000|Phòng Văn hóa - Xã hội\n\
         |- Khách quốc tế|lượt|100|Phòng Văn hóa - Xã hội\n\
         |- Khách nội địa|lượt|900|Phòng Văn hóa - Xã hội\n\
         2|Doanh thu|tỷ đồng|12|Phòng Kinh tế",
        "",
        "stt content unit target lead",
        "- = = -",
    );
}

#[test]
fn signatures_apart_from_the_table_are_no_rows() {
    assert_read(
        "TT|Công tác|Người thực hiện|Ngày hoàn thành\n\
         1|Ôn tập hè|Cô Lan|15/7/2026\n\
         2|Kiểm kê thiết bị|Thầy Nam|20/7/2026\n\
         \n\
         DUYỆT CỦA BAN GIÁM HIỆU|||TỔ TRƯỞNG\n\
         Nguyễn Văn A|||Trần Văn B",
        "",
        "stt content lead time",
        "- -",
    );
}

#[test]
fn headings_may_be_divided_without_merges() {
    assert_read(
        "STT|Tên xã|Số lớp|Học viên||Ghi chú\n\
         |||Nam|Nữ|\n\
         1|Xã A|2|30|25|\n\
         2|Xã B|3|40|45|Mới",
        "",
        "stt content other other other note",
        "- -",
    );
}

#[test]
fn ordinals_may_stand_under_no_heading() {
    assert_read(
        "|Tên mô hình|Địa điểm|Quy mô\n\
         1|Trồng na|Xã Chi Lăng|20 ha\n\
         2|Nuôi ong|Xã Hữu Liên|300 đàn",
        "",
        "stt content other other",
        "- -",
    );
}

#[test]
fn ordinals_may_end_in_strokes_and_hyphens() {
    assert_read(
        "TT|Nội dung công việc|Đơn vị thực hiện|Thời gian hoàn thành\n\
         A/|CÔNG TÁC ĐẢNG||\n\
         1/|Họp chi bộ|Chi bộ 1|Ngày 03 hằng tháng\n\
         B-|CÔNG TÁC ĐOÀN||\n\
         1-|Đại hội đoàn|Đoàn Thanh niên|Tháng 3",
        "",
        "stt content lead time",
        "S1 - S1 -",
    );
}

#[test]
fn numbers_with_nothing_but_a_heading_open_sections_if_all_do() {
    let lines = |second: &str| {
        format!(
            "STT|Nội dung|Đơn vị thực hiện|Thời gian\n\
             1|Công tác chuẩn bị||\n\
             1.1|Thành lập tổ giúp việc|Phòng Nội vụ|Tháng 2\n\
             1.2|Khảo sát|Phòng Kinh tế|Tháng 3\n\
             2|Tổ chức thực hiện|{second}|\n\
             2.1|Triển khai|UBND xã|Tháng 4"
        )
    };
    let roles = "stt content lead time";
    assert_read(&lines(""), "", roles, "S1 = = S1 =");
    assert_read(&lines("UBND xã"), "", roles, "- = = - =");
}

#[test]
fn columns_may_be_numbered_by_formulas() {
    assert_read(
        "STT|Chỉ tiêu|Đơn vị tính|Ước TH 2025|KH 2026|Tỷ lệ % (KH2026/TH2025)|HĐND giao\n\
         A|B|C|1|2|3=2/1|(4)=(2)-(1)\n\
         1|Diện tích lúa|ha|350|355|101,4|360\n\
         2|Năng suất|tạ/ha|52|53|101,9|54",
        "",
        "stt content unit actual target other target",
        "- -",
    );
}

#[test]
fn what_rows_share_left_of_their_contents_is_a_group() {
    let page = "<html><body><table><tr><td>TT<td>Trụ cột<td>Chỉ tiêu<td>ĐVT<td>Năm 2026<td>Chủ trì</tr>
        <tr><td>1<td rowspan=2>Chính quyền số<td>Hồ sơ trực tuyến<td>%<td>80<td>Sở Nội vụ</tr>
        <tr><td>2<td>Văn bản ký số<td>%<td>100<td>Sở Nội vụ</tr>
        <tr><td>3<td>Kinh tế số<td>Thanh toán số<td>%<td>50<td>Sở Công Thương</tr></table></body></html>";
    let imported = import::import_text(page, "x").unwrap();
    let annex = &imported.document.annexes[0];
    let roles: Vec<&str> = annex.columns.iter().map(|it| it.role.key()).collect();
    assert_eq!(roles, ["stt", "group", "content", "unit", "target", "lead"]);
    let group = annex.columns[1].id;
    assert_eq!(annex.rows[1].cell(group), "Chính quyền số");
}

#[test]
fn symbols_of_documents_are_no_amounts() {
    assert_read(
        "TT|Nhiệm vụ được giao|Văn bản giao|Thời hạn|Kết quả|Đánh giá|Nguyên nhân\n\
         1|Xây dựng kho dữ liệu|3256/QĐ-UBND|30/5/2026|Đã vận hành thử|Hoàn thành|\n\
         2|Kết nối LGSP|45/KH-UBND|15/5/2026|Đang kiểm thử|Chưa hoàn thành|Thiếu hạ tầng",
        "",
        "stt content other time actual status note",
        "- -",
    );
}

#[test]
fn occasions_are_no_times_and_objects_are_no_partners() {
    assert_read(
        "STT|Sự kiện|Thời gian tổ chức|Cơ quan tổ chức\n\
         1|Lễ hội hoa đào|Tháng 02/2026|Sở Văn hóa, Thể thao và Du lịch\n\
         2|Tuần văn hóa|Tháng 4/2026|UBND phường\n\
         3|Hội chợ|Quý IV/2026|Sở Công Thương",
        "",
        "stt content time lead",
        "- - -",
    );
    assert_read(
        "STT|Nội dung|Chủ thể giám sát|Đối tượng giám sát|Thời gian\n\
         1|Thu, nộp đảng phí|Ủy ban Kiểm tra|Các chi bộ|Tháng 4\n\
         2|Chuyển đổi số trong Đảng|Ban Xây dựng Đảng|Chi bộ cơ quan|Tháng 6",
        "",
        "stt content lead other time",
        "- -",
    );
}

#[test]
fn dashes_in_place_of_ordinals_are_parts() {
    let text = "STT|Chỉ tiêu|ĐVT|Năm 2030|Cơ quan chủ trì\n\
         1|Nhân lực|người|1.200|Sở A\n\
         a|Tiến sĩ|người|80|Sở A\n\
         -|Trong đó: nữ|người|40|Sở A\n\
         +|Dân tộc thiểu số|người|6|Sở A\n\
         -|Trong đó: nam|người|40|Sở A\n\
         2.1|Chi|%|1,5|Sở B\n\
         a)|Ngân sách|%|1|Sở B";
    let imported = import::import_text(&text.replace('|', "\t"), "x").unwrap();
    let rows = imported.document.annexes[0].rows.iter();
    let levels: Vec<RowKind> = rows.map(|row| row.kind).collect();
    assert_eq!(levels, [1, 2, 3, 4, 3, 2, 3].map(RowKind::Item));
}

#[test]
fn what_somebody_does_is_an_item_however_it_is_numbered() {
    assert_read(
        "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian\n\
         I|Phòng dịch||\n\
         I.1|Giám sát|Sở Y tế|Hằng tuần\n\
         I.2|Xử lý ổ dịch|Trạm Y tế|Khi có dịch",
        "",
        "stt content lead time",
        "S1 = =",
    );
}

#[test]
fn what_rows_share_beside_another_content_is_a_group() {
    assert_read(
        "TT|Tên tiêu chí|Nội dung tiêu chí|Chỉ tiêu|Cơ quan phụ trách\n\
         1|Giao thông|Đường xã được nhựa hóa|100%|Sở Xây dựng\n\
         2|Giao thông|Đường thôn được cứng hóa|≥ 80%|Sở Xây dựng\n\
         3|Thủy lợi|Diện tích được tưới|≥ 90%|Sở Tài chính",
        "",
        "stt group content target lead",
        "- - -",
    );
}

#[test]
fn a_list_is_about_something_whatever_its_heading_is() {
    assert_read(
        "TT|Mã trường|Điểm trường|Số lớp|Số học sinh\n\
         1|MN01|Hoa Sen|12|310\n\
         2|MN02|Ban Mai|9|215",
        "",
        "stt other content other other",
        "- -",
    );
}

#[test]
fn values_below_a_heading_of_targets_are_targets() {
    assert_read(
        "STT|Xã, phường|Chỉ tiêu giảm năm 2027||Ghi chú\n\
         ||Số hộ|Tỷ lệ (%)|\n\
         1|Xã A|80|4,44|\n\
         2|Xã B|80|5,33|",
        "",
        "stt content target target note",
        "- -",
    );
}

#[test]
fn units_below_headings_belong_to_the_header() {
    assert_read(
        "STT|Chỉ tiêu|Năm 2027|Tỷ lệ|Cơ quan chủ trì\n\
         ||(tỷ đồng)|(%)|\n\
         1|Thu tiền sử dụng đất|25,5|98|Sở A",
        "",
        "stt content target other lead",
        "-",
    );
}

#[test]
fn a_calendar_is_a_list() {
    let text = "LỊCH CÔNG TÁC;;;\nThứ;Sáng;Chiều;Người chủ trì\nHai;Họp;Tiếp dân;Chủ tịch\n\
                Ba;Kiểm tra đê;Làm việc;Phó Chủ tịch\nTư;Hội nghị;Xử lý đơn;Chủ tịch\n";
    let imported = import::import(text.as_bytes(), "x.csv").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.head.title, "LỊCH CÔNG TÁC");
    assert_eq!(annex.rows.len(), 3);
    assert_eq!(annex.columns[3].role.key(), "lead");
}

#[test]
fn numbers_of_columns_are_said() {
    let text = "TỔNG HỢP\nSTT|Nhiệm vụ|Cơ quan chủ trì\n(1)|(2)|(3)\n1|Một|Sở A\n2|Hai|Sở B";
    let imported = import::import_text(&text.replace('|', "\t"), "x").unwrap();
    let args = |key: Key| {
        let mut notes = imported.notes.iter();
        let note = notes.find(|note| note.message.key == key);
        note.map(|note| note.message.args.join(" "))
    };
    assert_eq!(
        args(Key::NoteColumnNumbers).as_deref(),
        Some("(1) | (2) | (3)")
    );
}
