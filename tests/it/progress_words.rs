//! Words of reports on tasks and of those who assess them, at the end of their time.

use phuluc::{
    model::{ReportPeriod, fixture},
    progress::judge,
};

/// The assessment of a task that was due in June, at the end of September; `?` where it is unclear.
fn of_task(content: &str, time: &str, actual: &str) -> &'static str {
    let text = format!(
        "stt | content | lead | time:Hạn | actual:Kết quả\n- 1 | {content} | Sở A | {time} | {actual}"
    );
    let progress = judge(&fixture::parse(&text), ReportPeriod::parse("Quý III/2026"));
    match &progress.rows[0] {
        row if row.is_unclear => "?",
        row => row.status.key(),
    }
}

#[test]
fn tasks_are_done_given_up_or_not_in_many_words() {
    for (content, actual, expected) in [
        ("Ký quy chế phối hợp", "Ký ngày 20/5/2026", "met"),
        (
            "Diệt mối thân đê",
            "Diệt 118 tổ mối, nghiệm thu ngày 14/3/2026",
            "met",
        ),
        ("Trồng tre chắn sóng", "Trồng đủ 4.200 khóm", "met"),
        ("Mua áo phao", "Đã cấp đủ 95 bộ", "met"),
        ("Trồng tre chắn sóng", "Chưa trồng đủ 4.200 khóm", "overdue"),
        ("Tập huấn cho 300 chủ tàu", "312 người dự", "met"),
        ("Tập huấn cho 300 chủ tàu", "280 người dự", "overdue"),
        ("Tập huấn cho 80 cộng tác viên", "61 người", "overdue"),
        (
            "Tổ chức hội thi cấp dưỡng",
            "Thi ngày 20/5/2026, 45 đội",
            "met",
        ),
        ("Mở 15 lớp bồi dưỡng", "15 lớp, 520 học viên", "met"),
        ("Mua bàn ghế", "Đã mua 120 bộ", "met"),
        ("Kiểm tra bếp ăn", "Kiểm tra 45 cơ sở", "met"),
        ("Kiểm tra 60 cơ sở", "Kiểm tra 45 cơ sở", "overdue"),
        ("Ký kết quy chế", "Hai bên ký ngày 02/6/2026", "met"),
        ("Lập quy hoạch", "HĐND tỉnh thông qua ngày 20/5/2026", "met"),
        (
            "Tổ chức hội thi",
            "Ban hành kế hoạch tổ chức ngày 12/9/2026",
            "?",
        ),
        ("Lập quy hoạch", "Đã trình thẩm định", "overdue"),
        ("Đấu giá đất", "Đấu giá không thành", "overdue"),
        ("Xây cổng chào", "Gần xong", "overdue"),
        ("Xây cổng chào", "Sắp nghiệm thu", "overdue"),
        ("Mở chợ đêm", "Chủ tịch tỉnh có văn bản dừng", "dropped"),
        ("Lắp lan can cầu", "Đấu thầu lần hai", "overdue"),
        ("Lắp lan can cầu", "Nhà thầu bỏ dở", "overdue"),
        ("Lắp lan can cầu", "Đã giao đơn vị tư vấn", "overdue"),
        ("Lắp lan can cầu", "Ký hợp đồng ngày 20/5/2026", "?"),
        (
            "Mua tàu kiểm ngư",
            "Tỉnh cho rút khỏi danh mục đầu tư công",
            "dropped",
        ),
        ("Mua tàu kiểm ngư", "Hủy gói thầu", "dropped"),
        (
            "Mua tàu kiểm ngư",
            "HĐND tỉnh không thông qua, dừng",
            "dropped",
        ),
        (
            "Mua tàu kiểm ngư",
            "Thôi mua tàu theo kết luận của tỉnh",
            "dropped",
        ),
        ("Mua tàu kiểm ngư", "Không còn nhu cầu", "dropped"),
        ("Mua tàu kiểm ngư", "Tạm dừng", "overdue"),
        ("Quản lý phong phẩm", "Không phát sinh vướng mắc", "?"),
        ("Cứu hộ tàu bị nạn", "Không phát sinh", "no-data"),
    ] {
        assert_eq!(
            of_task(content, "Tháng 6/2026", actual),
            expected,
            "{content}: {actual}"
        );
    }
    for (time, expected) in [
        ("Hè năm 2026", "overdue"),
        ("Trước lũ tiểu mãn năm 2026", "overdue"),
        ("Mùa khô 2026 - 2027", "not-due"),
    ] {
        assert_eq!(
            of_task("Nạo vét kênh", time, "Đang thực hiện"),
            expected,
            "{time}"
        );
    }
}

#[test]
fn without_an_occasion_a_task_of_occasions_is_not_due() {
    for time in ["Khi có phát sinh", "Khi phát hiện vi phạm", "Quý IV/2026"] {
        assert_eq!(
            of_task("Thanh tra đột xuất", time, "Không phát sinh"),
            "not-due"
        );
    }
}

#[test]
fn who_does_not_assess_leaves_it_to_the_words_of_the_result() {
    let text = "
        stt | content | target | actual:Kết quả | status:Xếp loại
        - 1 | Trại hè thiếu nhi | 01 trại | Không tổ chức vì bão | Chưa xét
        - 2 | Thanh niên được tư vấn nghề | 70% | Đang tổng hợp | Chưa xét
        - 3 | Số lớp kỹ năng | 05 lớp | 06 lớp | Không đánh giá được
        - 5 | Xếp hạng an toàn thông tin | Hạng B trở lên | Chưa xếp hạng | Chưa đánh giá
        - 4 | Số lớp kỹ năng sống | 05 lớp | 04 lớp | Chưa đủ cơ sở để đánh giá
    ";
    let progress = judge(&fixture::parse(text), ReportPeriod::parse("Năm 2026"));
    let found: Vec<&str> = progress.rows.iter().map(|it| it.status.key()).collect();
    assert_eq!(
        found,
        ["dropped", "no-data", "exceeded", "no-data", "missed"]
    );
}

#[test]
fn the_path_of_what_adds_up_within_the_year_begins_at_nothing() {
    let text = "
        stt | content | unit | other:Năm 2025 | target:Năm 2026 | actual:Kết quả
        - 1 | Thu ngân sách trên địa bàn | Tỷ đồng | 10 | 12 | 8,1
        - 2 | Diện tích rừng trồng | ha | 100 | 120 | 110
        - 3 | Tỷ lệ hộ dùng nước sạch | % | 90 | 92 | 85
    ";
    let mut document = fixture::parse(text);
    document.annexes[0].columns[3].role = phuluc::model::Role::Actual;
    let progress = judge(&document, ReportPeriod::parse("Quý III/2026"));
    let why: Vec<String> = progress
        .rows
        .iter()
        .map(|it| it.why(phuluc::wording::Language::Vietnamese))
        .collect();
    for (why, path) in why
        .iter()
        .zip(["từ 0 đến 12", "từ 100 đến 120", "từ 90 đến 92"])
    {
        assert!(why.contains(path), "{why}");
    }
}
