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
        "stt content unit other target target lead",
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
