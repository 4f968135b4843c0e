//! Reports judged by what their columns are: of the year or of its parts, of money, of states.

use phuluc::{
    gather::{Board, Form, Units, read_answer},
    import,
    model::{AnnexKind, Document, ReportPeriod, Role, fixture},
    progress::{Matrix, Progress, judge},
    wording::Language,
};

fn titled(text: &str, title: &str) -> Document {
    let mut document = fixture::parse(text);
    document.annexes[0].head.title = title.to_owned();
    document
}

fn judged(document: &Document, period: &str) -> Progress {
    judge(document, ReportPeriod::parse(period))
}

/// The result and the assessment of each row; `?` where it is unclear.
fn told(progress: &Progress) -> Vec<(&str, &str)> {
    let rows = progress.rows.iter();
    rows.map(|it| {
        let status = if it.is_unclear { "?" } else { it.status.key() };
        (it.actual.as_str(), status)
    })
    .collect()
}

#[test]
fn quarters_add_up_where_they_are_of_what_happened() {
    let document = titled(
        "
        stt | content | unit | target:Kế hoạch năm 2026 | actual:Thực hiện Quý I | actual:Thực hiện Quý II | actual:Thực hiện Quý III
        - 1 | Số buổi tuyên truyền pháp luật | Buổi | 100 | 30 | 40 | 50
        - 2 | Số vụ hòa giải | Vụ | 60 | 20 | 15 | 10
        - 3 | Tỷ lệ hòa giải thành | % | 85 | 82 | 84 | 88
        - 4 | Số người được trợ giúp pháp lý | Người | 150 | 50 | 50 | 50
        - 5 | Số xã đạt chuẩn tiếp cận pháp luật | Xã | 90 | 20 | 30 | 35
        - 6 | Số hộ nghèo | Hộ | 80 | 100 | 90 | 80
        - 7 | Số lớp bồi dưỡng | Lớp | 10 | 4 | | 3
    ",
        "SỐ LIỆU CÔNG TÁC TƯ PHÁP 9 THÁNG NĂM 2026",
    );
    let expected = [
        ("120 (30 + 40 + 50)", "exceeded"),
        ("45 (20 + 15 + 10)", "missed"),
        ("88", "exceeded"),
        ("50", "?"),
        ("35", "missed"),
        ("80", "met"),
        ("3", "?"),
    ];
    let nine_months = judged(&document, "9 tháng năm 2026");
    assert_eq!(told(&nine_months), expected);
    // The third quarter ends with the nine months.
    let third = judged(&document, "Quý III/2026");
    assert_eq!(told(&third), told(&nine_months));
    assert_eq!(third.period, ReportPeriod::parse("9 tháng năm 2026"));
}

#[test]
fn the_year_so_far_is_held_against_the_year_and_the_quarter_against_the_quarter() {
    let columns = "
        stt | content | unit | target:KH năm 2026 | actual:TH quý III/2026 | actual:TH 9 tháng năm 2026
        - 1 | Tổng lượt khách du lịch | Nghìn lượt | 3.000 | 1.200 | 3.060
        - 2 | Số doanh nghiệp thành lập mới | Doanh nghiệp | 500 | 160 | 500
    ";
    let title = "CÁC CHỈ TIÊU 9 THÁNG NĂM 2026";
    let expected = [("3.060", "exceeded"), ("500", "met")];
    let document = titled(columns, title);
    assert_eq!(told(&judged(&document, "Quý III/2026")), expected);
    assert_eq!(told(&judged(&document, "9 tháng năm 2026")), expected);
    let quarter = titled(&columns.replace("KH năm 2026", "KH quý III/2026"), title);
    let expected = [("1.200", "missed"), ("160", "missed")];
    assert_eq!(told(&judged(&quarter, "Quý III/2026")), expected);
}

#[test]
fn money_is_judged_by_what_was_planned_or_by_its_share() {
    let mut document = titled(
        "
        stt | content | other:Kinh phí giao (triệu đồng) | other:Kinh phí giải ngân (triệu đồng) | other:Tỷ lệ giải ngân (%) | note
        - 1 | Nâng cấp trung tâm dữ liệu | 1.000 | 1.000 | 100 |
        - 2 | Xây dựng phần mềm | 2.000 | 1.500 | 75 |
        - 3 | Mua sắm thiết bị | 3.000 | 0 | 0 |
        - 4 | Bồi dưỡng kỹ năng số | 500 | | |
        - 5 | Truyền thông | 200 | 203 | 101,5 |
        - 6 | Thuê đường truyền | 1.000 | 900 | 95 |
        - 7 | Bảo trì hệ thống | 800 | | 80 |
    ",
        "TÌNH HÌNH GIẢI NGÂN KINH PHÍ NĂM 2026",
    );
    document.annexes[0].head.kind = AnnexKind::Other;
    let progress = judged(&document, "Năm 2026");
    let status: Vec<&str> = told(&progress)
        .into_iter()
        .map(|(_, status)| status)
        .collect();
    assert_eq!(
        status,
        [
            "met", "missed", "missed", "no-data", "exceeded", "missed", "missed"
        ]
    );
    let shares = fixture::parse(
        "
        stt | content | other:Kế hoạch vốn năm 2026 (tỷ đồng) | other:Giải ngân đến 30/9/2026 (tỷ đồng) | other:Tỷ lệ giải ngân (%) | target:Mục tiêu giải ngân đến 30/9/2026 (%)
        - 1 | Đường tỉnh 242 | 100 | 62 | 62 | 60
        - 2 | Hồ chứa nước | 200 | 120 | 60 | 60
        - 3 | Bệnh viện đa khoa | 150 | 52,5 | 35 | 60
        - 4 | Trường nội trú | 80 | | | 60
    ",
    );
    assert_eq!(
        told(&judge(&shares, None)),
        [
            ("62", "exceeded"),
            ("60", "met"),
            ("35", "missed"),
            ("", "no-data")
        ]
    );
}

#[test]
fn tasks_are_judged_by_their_state_and_their_time() {
    let mut document = titled(
        "
        stt | content | lead | target:Mục tiêu, thời hạn | actual:Kết quả thực hiện | status:Đánh giá mức độ hoàn thành
        - 1 | Ban hành Đề án dữ liệu mở | Sở Nội vụ | Tháng 9/2026 | Đã ban hành Quyết định số 1200/QĐ-UBND | Hoàn thành đúng hạn
        - 2 | Rà soát quy hoạch đất | Sở Nội vụ | Tháng 6/2026 | Đang rà soát | Chưa hoàn thành, quá hạn
        - 3 | Xây dựng kho dữ liệu | Sở Nội vụ | Tháng 12/2026 | Đang triển khai | Đang thực hiện, trong hạn
        - 4 | Kiện toàn Ban Chỉ đạo | Sở Nội vụ | Tháng 7/2026 | | Chưa xong
        - 5 | Tổng kết phong trào | Sở Nội vụ | Quý IV/2026 | | Chưa thực hiện
        - 6 | Tổng kết phong trào thi đua | Sở Nội vụ | Quý IV/2026 | | Chưa đạt
    ",
        "THEO DÕI NHIỆM VỤ QUÝ III NĂM 2026",
    );
    document.annexes[0].head.kind = AnnexKind::Tasks;
    let progress = judged(&document, "Quý III/2026");
    let status: Vec<&str> = told(&progress).into_iter().map(|(_, it)| it).collect();
    assert_eq!(
        status,
        ["met", "overdue", "not-due", "overdue", "not-due", "missed"]
    );
    assert_eq!(progress.rows[0].target, "Tháng 9/2026");
    assert!(
        progress.rows[4]
            .why(Language::Vietnamese)
            .contains("Quý IV/2026")
    );
}

#[test]
fn units_stand_beside_each_other() {
    let form = "
        stt | content | unit | target:Năm 2026 | actual:Kết quả quý III/2026
        - 1 | Tỷ lệ người dân hài lòng về dịch vụ công | % | 95 |
        - 2 | Tỷ lệ hộ nghèo đa chiều của xã | % | 3 |
        - 3 | Số lớp tập huấn kỹ năng số cho người dân | lớp | 5 | 
    ";
    let form = Form::new(titled(form, "BÁO CÁO QUÝ III/2026"));
    let names = ["Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn"];
    let units = Units::new(names.map(str::to_owned));
    let answers = [
        ("Xã Một", ["96", "2,5", "5"]),
        ("Xã Hai", ["90", "4", "5"]),
        ("Xã Ba", ["80", "3", ""]),
    ];
    let answers = answers.map(|(unit, values)| {
        let mut text = String::from("STT,Nội dung,Đơn vị tính,Năm 2026,Kết quả quý III/2026\n");
        for (at, value) in values.iter().enumerate() {
            let row = form.document.annexes[0].rows[at].clone();
            let annex = &form.document.annexes[0];
            let cell = |role| annex.text(&row, role).to_owned();
            text += &format!(
                "{},{},{},{},\"{value}\"\n",
                cell(Role::Ordinal),
                cell(Role::Content),
                cell(Role::Unit),
                cell(Role::Target)
            );
        }
        let name = format!("{unit}.csv");
        let imported = import::import(text.as_bytes(), &name).unwrap();
        read_answer(&units, &form, &name, text.as_bytes(), &imported)
    });
    let board = Board::new(&units, &form, answers.into());
    let matrix = Matrix::of(&form, &board, None);
    let rows = matrix.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|it| it.as_ref().map_or("-", |it| it.status.key()));
        let cells: Vec<&str> = cells.collect();
        (cells.join(" "), row.best_and_worst())
    });
    let rows: Vec<_> = rows.collect();
    assert_eq!(
        rows,
        [
            ("exceeded missed missed -".to_owned(), (vec![0], vec![2])),
            ("exceeded missed met -".to_owned(), (vec![0], vec![1])),
            ("met met no-data -".to_owned(), (vec![], vec![])),
        ]
    );
    let reported: Vec<bool> = matrix.units.iter().map(|it| it.has_reported).collect();
    assert_eq!(reported, [true, true, true, false]);
    assert_eq!(matrix.json()["rows"][0]["worst"][0], "Xã Ba");
}

#[test]
fn the_word_of_a_reporter_goes_by_the_time() {
    let document = titled(
        "
        stt | content | lead | time | status:Tình trạng | actual:Kết quả quý III/2026
        - 1 | Khảo sát hiện trạng | Sở Y tế | Quý IV/2026 | Chưa triển khai | Đã ban hành Kế hoạch số 45/KH-SYT
        - 2 | Sửa đổi quy chế | Sở Y tế | Tháng 6/2026 | Đang thực hiện | Đã ban hành Quyết định số 722/QĐ-UBND
        - 3 | Di dời 03 cơ sở | Sở Y tế | Trước 30/11/2026 | Đúng tiến độ | Đã di dời 01 cơ sở
        - 4 | Xây dựng tiêu chí | Sở Y tế | Quý II/2026 | Chưa triển khai | Chờ hướng dẫn
        - 5 | Thí điểm thu gom | Sở Y tế | Quý II/2026 | Dừng thực hiện | Đang khảo sát
        - 6 | Ban hành đề án | Sở Y tế | Tháng 12/2026 | Chậm tiến độ | Đang xây dựng
        - 7 | Ban hành quy định | Sở Y tế | Quý III/2026 | Đúng tiến độ | Đã ban hành Quyết định số 9/QĐ-UBND
        - 8 | Tổ chức hội nghị | Sở Y tế | Tháng 6/2026 | Tạm hoãn | Đang xin ý kiến
    ",
        "BÁO CÁO TIẾN ĐỘ QUÝ III/2026",
    );
    let progress = judged(&document, "Quý III/2026");
    let statuses: Vec<&str> = told(&progress).iter().map(|it| it.1).collect();
    let expected = [
        "not-due", "overdue", "not-due", "overdue", "dropped", "not-due", "met", "overdue",
    ];
    assert_eq!(statuses, expected);
    // What was called off is not late.
    let late: Vec<&str> = progress
        .late()
        .iter()
        .map(|it| it.ordinal.as_str())
        .collect();
    assert_eq!(late, ["2", "4", "8"]);
}

#[test]
fn the_time_of_an_indicator_goes_before_its_year() {
    let document = titled(
        "
        stt | content | target:Mục tiêu kế hoạch | time:Thời hạn | actual:Kết quả đến quý I/2026 | status:Tình trạng
        - 1 | Diện tích cà phê tái canh | 1.200 ha | Năm 2026 | 310 ha | Đang thực hiện
        - 2 | Hồ sơ chỉ dẫn địa lý | 01 hồ sơ | Trước quý III/2026 | Đang hoàn thiện | Đang thực hiện
        - 3 | Mô hình trình diễn | 02 mô hình | Tháng 9/2026 | Đang triển khai |
        - 4 | Diện tích tưới tiết kiệm | 50 ha | Năm 2026 | 60 ha | Đang thực hiện
        - 5 | Diện tích phủ xanh | 300 ha | Quý I/2026 | 255 ha | Chưa hoàn thành
        - 6 | Diện tích khảo nghiệm | 30 ha | Năm 2026 | Đang khảo sát, chưa có kết quả |
    ",
        "BÁO CÁO QUÝ I/2026",
    );
    let progress = judged(&document, "Quý I/2026");
    let statuses: Vec<&str> = told(&progress).iter().map(|it| it.1).collect();
    let expected = ["not-due", "not-due", "not-due", "exceeded", "missed", "?"];
    assert_eq!(statuses, expected);
}

#[test]
fn a_change_is_held_against_the_figure_before() {
    let document = titled(
        "
        stt | content | unit | target:Kế hoạch năm 2026 | actual:Kết quả năm 2025 | actual:Kết quả năm 2026
        - 1 | Số trẻ em tử vong do đuối nước | Trẻ | Giảm 10% so với năm 2025 | 20 | 17
        - 2 | Số trẻ em bị xâm hại | Trẻ | Giảm 10% so với năm 2025 | 20 | 19
        - 3 | Số vụ bạo lực học đường | Vụ | Giảm so với năm 2025 | 12 | 15
        - 4 | Số trẻ em tảo hôn | Trẻ | Giảm so với năm trước | 33 | 21
        - 5 | Số vụ ùn tắc | Vụ | Không tăng | 4 | Tăng 02 vụ
        - 6 | Số vụ cháy | Vụ | Không tăng | 4 | 4
        - 7 | Diện tích tái trồng | m2 | Không để tái trồng | | Không phát hiện
    ",
        "BÁO CÁO NĂM 2026",
    );
    let progress = judged(&document, "Năm 2026");
    let statuses: Vec<&str> = told(&progress).iter().map(|it| it.1).collect();
    let expected = [
        "exceeded", "missed", "missed", "met", "missed", "met", "met",
    ];
    assert_eq!(statuses, expected);
}

#[test]
fn places_that_are_counted_are_no_rank() {
    let document = titled(
        "
        stt | content | unit | target:Kế hoạch năm 2026 | actual:Kết quả năm 2026
        - 1 | Số vị trí đường ngang được cắm biển | Vị trí | 15 | 11/15 vị trí
        - 2 | Số vị trí xung yếu được gia cố | vị trí | 8 | 8/8
        - 3 | Lắp camera tại vị trí công cộng | vị trí | 20 | 18
        - 4 | Xếp hạng chỉ số cải cách | Hạng | 15 | 11/34
        - 5 | Thứ hạng chuyển đổi số | | 20 | 22
    ",
        "BÁO CÁO NĂM 2026",
    );
    let progress = judged(&document, "Năm 2026");
    let statuses: Vec<&str> = told(&progress).iter().map(|it| it.1).collect();
    assert_eq!(statuses, ["missed", "met", "missed", "exceeded", "missed"]);
}

#[test]
fn a_result_beside_an_assessment_and_quarters_under_a_result_are_read() {
    let read = |text: &str| {
        import::import(text.as_bytes(), "bao cao.csv")
            .unwrap()
            .document
    };
    let assessed = read(
        ";BÁO CÁO NĂM 2026;;;;\nTT;Chỉ tiêu;ĐVT;Kế hoạch năm;Kết quả;Tự đánh giá\n1;Tỷ lệ thanh niên có việc làm;%;85;84,9;\n2;Số lớp tập huấn;Lớp;10;12;Vượt\n",
    );
    let progress = judged(&assessed, "Năm 2026");
    assert_eq!(told(&progress), [("84,9", "missed"), ("12", "exceeded")]);
    let heading = "<tr><th rowspan=2>STT</th><th rowspan=2>Chỉ tiêu</th><th rowspan=2>Đơn vị tính</th>\
        <th colspan=2>Mục tiêu</th><th colspan=2>Kết quả</th></tr>\
        <tr><th>Năm 2026</th><th>Năm 2030</th><th>Quý II</th><th>Quý III</th></tr>";
    let rows = "<tr><td>1</td><td>Số đơn đăng ký</td><td>Đơn</td><td>100</td><td>600</td><td>30</td><td>45</td></tr>\
        <tr><td>2</td><td>Tỷ lệ chi</td><td>%</td><td>1,2</td><td>2</td><td>1,1</td><td>1,3</td></tr>";
    let page = format!("<p>BÁO CÁO QUÝ III/2026</p><table>{heading}{rows}</table>");
    let quarters = import::import(page.as_bytes(), "bao cao.html")
        .unwrap()
        .document;
    let progress = judged(&quarters, "Quý III/2026");
    let actual: Vec<&str> = told(&progress).iter().map(|it| it.0).collect();
    assert_eq!(actual, ["45", "1,3"]);
}

#[test]
fn goals_without_a_number_are_assessed_by_their_own_day() {
    let mut document = titled(
        "
        stt | content | target:Yêu cầu đặt ra | time:Phải xong trước | actual:Kết quả 6 tháng
        - 1 | Phê duyệt phương án ứng phó bão | Phương án | 15/5/2026 | Phê duyệt ngày 11/5/2026
        - 2 | Sửa cống tiêu | Công trình | 30/4/2026 | Đang thi công, đạt 85%
        - 3 | Cắm mốc hành lang | Mốc giới | Quý IV/2026 | Chưa
        - 4 | Mua áo phao | 500 áo | Tháng 4/2026 | Không mua, được tỉnh cấp
        - 5 | Trồng tre chắn sóng | 2.000 cây | Tháng 6/2026 | 2.100 cây
    ",
        "KẾT QUẢ CÔNG TÁC PHÒNG THỦ DÂN SỰ 6 THÁNG ĐẦU NĂM 2026",
    );
    document.annexes[0].head.kind = AnnexKind::Indicators;
    let progress = judged(&document, "6 tháng đầu năm 2026");
    let statuses: Vec<&str> = told(&progress).into_iter().map(|(_, it)| it).collect();
    assert_eq!(
        statuses,
        ["met", "overdue", "not-due", "dropped", "exceeded"]
    );
}

#[test]
fn what_is_called_off_beside_an_empty_result_is_not_late() {
    let mut document = titled(
        "
        stt | content | time:Thời hạn | actual:Kết quả | note:Diễn giải
        - 1 | Thành lập đoàn nghiên cứu | 05/4/2026 | | Hủy bỏ theo Công văn số 31/UBND-NC
        - 2 | In sách | 05/4/2026 | | Thiếu giấy
        - 3 | Khởi công đường vào khu sản xuất | Khởi công quý I/2026 | Đã khởi công ngày 18/3/2026 |
        - 4 | Sửa mặt đường | Tháng 5/2026 | 7/10 |
    ",
        "TIẾN ĐỘ NHIỆM VỤ QUÝ II/2026",
    );
    document.annexes[0].head.kind = AnnexKind::Tasks;
    let progress = judged(&document, "Quý II/2026");
    let statuses: Vec<&str> = told(&progress).into_iter().map(|(_, it)| it).collect();
    assert_eq!(statuses, ["dropped", "overdue", "met", "overdue"]);
}

/// Two rows with the result so far: the first one reached, the second one not.
fn of_layout(headings: &str, first: &str, second: &str, period: &str) -> String {
    let text = format!(
        "stt | content | unit | {headings}\n- 1 | Số lớp tập huấn | Lớp | {first}\n- 2 | Số hộ dùng nước sạch | Hộ | {second}"
    );
    let progress = judged(
        &titled(&text, &format!("KẾT QUẢ {}", period.to_uppercase())),
        period,
    );
    let told: Vec<String> = told(&progress)
        .iter()
        .map(|(actual, status)| format!("{actual} {status}"))
        .collect();
    told.join(", ")
}

#[test]
fn what_came_so_far_is_held_against_the_year_and_its_last_part_is_not() {
    let reached = "13 exceeded, 90 missed";
    for (headings, first, second) in [
        (
            "target:Kế hoạch năm 2026 | actual:Thực hiện tháng 9 | actual:Thực hiện 9 tháng",
            "12 | 2 | 13",
            "100 | 9 | 90",
        ),
        (
            "target:KH 2026 | actual:TH tháng 9/2026 | actual:Lũy kế 9 tháng năm 2026",
            "12 | 2 | 13",
            "100 | 9 | 90",
        ),
        (
            "target:Kế hoạch năm | actual:Tháng 7 | actual:Tháng 8 | actual:Tháng 9 | actual:Lũy kế",
            "12 | 2 | 1 | 1 | 13",
            "100 | 9 | 9 | 9 | 90",
        ),
        (
            "target:Kế hoạch | actual:Quý I | actual:Quý II | actual:Quý III | actual:Cộng",
            "12 | 5 | 4 | 4 | 13",
            "100 | 30 | 30 | 30 | 90",
        ),
        (
            "target:Kế hoạch năm | actual:Đến kỳ báo cáo | actual:Trong kỳ",
            "12 | 13 | 4",
            "100 | 90 | 20",
        ),
    ] {
        let found = of_layout(headings, first, second, "Quý III/2026");
        assert_eq!(found, reached, "{headings}");
    }
    // The target of a quarter is held against what came in it.
    let of_quarter = of_layout(
        "target:Kế hoạch quý III | actual:Tháng 7 | actual:Tháng 8 | actual:Tháng 9",
        "4 | 2 | 1 | 2",
        "40 | 12 | 11 | 10",
        "Quý III/2026",
    );
    assert_eq!(
        of_quarter,
        "5 (2 + 1 + 2) exceeded, 33 (12 + 11 + 10) missed"
    );
}

#[test]
fn an_empty_result_is_no_lack_of_data_where_another_one_tells_it() {
    let document = titled(
        "
        stt | content | target | actual:Kết quả / Số lượng | other:Kết quả / Tỷ lệ
        - 1 | Án bị hủy do lỗi chủ quan | Dưới 1,16% | 9 vụ | 0,49%
        - 2 | Tiết kiệm chi thường xuyên | Tối thiểu 5% | | 6,1%
        - 3 | Số vụ được hòa giải | 120 vụ | 96 vụ | 80%
    ",
        "KẾT QUẢ CÔNG TÁC NĂM 2026",
    );
    let found = judged(&document, "Năm 2026");
    assert_eq!(
        told(&found),
        [("0,49%", "met"), ("6,1%", "exceeded"), ("96 vụ", "missed")]
    );
    let document = titled(
        "
        stt | content | unit | target:Kế hoạch | actual:Kết quả | actual:Số liệu bổ sung
        - 1 | Số lớp tập huấn | Lớp | 12 | 13 |
        - 2 | Số hộ dùng nước sạch | Hộ | 100 | | 90
    ",
        "KẾT QUẢ NĂM 2026",
    );
    let found = judged(&document, "Năm 2026");
    assert_eq!(told(&found), [("13", "exceeded"), ("90", "missed")]);
}

#[test]
fn all_of_the_work_beside_a_word_that_says_nothing_is_the_work_done() {
    let document = titled(
        "
        stt | content | lead | time:Hạn | other:% khối lượng | status:Trạng thái
        - 1 | Chuẩn hóa mã hồ sơ | Phòng A | 15/11/2026 | 100% | Đóng
        - 2 | Kết nối camera | Phòng B | 30/11/2026 | 85% | Mở
    ",
        "THEO DÕI NHIỆM VỤ QUÝ IV NĂM 2026",
    );
    let found = judged(&document, "Quý IV/2026");
    let statuses: Vec<&str> = told(&found).iter().map(|it| it.1).collect();
    assert_eq!(statuses, ["met", "overdue"]);
}
