//! Reports whose results stand under headings of two or three lines.

use phuluc::{
    import,
    model::ReportPeriod,
    progress::{Progress, judge},
};

/// The report of a table with a line each and cells between bars, below a title.
fn report(title: &str, lines: &[&str]) -> Progress {
    let table = lines.join("\n").replace('|', "\t");
    let text = format!("{title}\n{table}");
    let imported = import::import(text.as_bytes(), "bao cao.csv").unwrap();
    judge(&imported.document, ReportPeriod::parse(title))
}

/// Target, result and assessment of each row.
fn told(progress: &Progress) -> Vec<(&str, &str, &str)> {
    let rows = progress.rows.iter();
    rows.map(|it| (it.target.as_str(), it.actual.as_str(), it.status.key()))
        .collect()
}

const YEAR: &str = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2026";
const QUARTER: &str = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU QUÝ III NĂM 2026";

#[test]
fn results_are_found_whichever_of_role_and_period_stands_above() {
    for (title, upper, lower, first, second) in [
        (
            QUARTER,
            "Kế hoạch||Thực hiện|",
            "Năm 2026|Năm 2030|Quý II|Quý III",
            "20|100|5|16",
            "90|99|75|80",
        ),
        (
            QUARTER,
            "Quý II/2026||Quý III/2026|",
            "Mục tiêu|Kết quả|Mục tiêu|Kết quả",
            "15|5|20|16",
            "85|75|90|80",
        ),
        (
            QUARTER,
            "Năm 2026|Quý III||Ghi chú",
            "Yêu cầu|Kết quả|Tỷ lệ (%)|",
            "20|16|80|",
            "90|80|89|",
        ),
        (
            YEAR,
            "Năm 2025||Năm 2026|",
            "KH|TH|KH|TH",
            "10|9|20|16",
            "80|70|90|80",
        ),
        (
            YEAR,
            "Tình hình thực hiện năm 2026|||",
            "Yêu cầu|Kết quả|Tỷ lệ (%)|Ghi chú",
            "20|16|80|",
            "90|80|89|",
        ),
        (
            YEAR,
            "Kết quả năm 2026||||",
            "Giao|Đạt|%|Ghi chú",
            "20|16|80|",
            "90|80|89|",
        ),
        (
            YEAR,
            "Kế hoạch năm 2026|Kết quả||",
            "|Số lượng|Tỷ lệ (%)|",
            "20|16|80|",
            "90|80|89|",
        ),
        (
            QUARTER,
            "Quý III||Năm 2026|",
            "Yêu cầu|Kết quả|Yêu cầu|Kết quả",
            "20|16|50|40",
            "90|80|95|85",
        ),
        (
            QUARTER,
            "Năm 2026||Năm 2030|",
            "Mục tiêu|Quý III|Mục tiêu|\n||||Đạt||",
            "20|16|100|",
            "90|80|99|",
        ),
    ] {
        // A third line stands under the second from the left edge on.
        let lower: Vec<String> = lower
            .split('\n')
            .map(|line| match line.strip_prefix("||||") {
                Some(rest) => format!("||||{rest}"),
                None => format!("|||{line}"),
            })
            .collect();
        let mut lines = vec![format!("STT|Chỉ tiêu|ĐVT|{upper}")];
        lines.extend(lower);
        lines.push(format!("1|Số mô hình được hỗ trợ|mô hình|{first}"));
        lines.push(format!("2|Tỷ lệ hồ sơ trực tuyến|%|{second}"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let progress = report(title, &lines);
        let expected = [("20", "16", "missed"), ("90", "80", "missed")];
        assert_eq!(told(&progress), expected, "{lines:?}");
    }
}

#[test]
fn short_words_say_what_was_reached_only_beside_a_plan() {
    for (headings, expected) in [
        (
            "Giao|Đạt",
            vec![("20", "16", "missed"), ("90", "95", "exceeded")],
        ),
        (
            "Mục tiêu|Kết quả",
            vec![("20", "16", "missed"), ("90", "95", "exceeded")],
        ),
        (
            "KH|Làm được",
            vec![("20", "16", "missed"), ("90", "95", "exceeded")],
        ),
        ("Đạt|Không đạt", vec![]),
    ] {
        let head = format!("STT|Chỉ tiêu|ĐVT|{headings}");
        let rows = [
            &head,
            "1|Số mô hình được hỗ trợ|mô hình|20|16",
            "2|Tỷ lệ hồ sơ trực tuyến|%|90|95",
        ];
        assert_eq!(told(&report(YEAR, &rows)), expected, "{headings}");
    }
}

#[test]
fn a_share_of_the_work_is_a_result() {
    let title = "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ QUÝ III NĂM 2026";
    let alone = report(
        title,
        &[
            "STT|Nhiệm vụ|Thời hạn|Tỷ lệ hoàn thành (%)",
            "1|Xây dựng kế hoạch chuyển đổi số|Quý II/2026|100%",
            "2|Ban hành quy chế phối hợp|Quý II/2026|60",
            "3|Rà soát thủ tục hành chính|Quý IV/2026|50",
        ],
    );
    let status = |progress: &Progress| -> Vec<&'static str> {
        progress.rows.iter().map(|it| it.status.key()).collect()
    };
    assert_eq!(status(&alone), ["met", "overdue", "not-due"]);
    // What is not whole is not done, and the result says what is.
    let beside = report(
        title,
        &[
            "STT|Nhiệm vụ|Thời hạn|Kết quả thực hiện|Tỷ lệ hoàn thành (%)",
            "1|Xây dựng kế hoạch chuyển đổi số|Quý II/2026|Đã ban hành Kế hoạch số 12/KH-SNV|100",
            "2|Ban hành quy chế phối hợp|Quý II/2026|Đã ban hành Quyết định số 5/QĐ-SNV|60",
            "3|Rà soát thủ tục hành chính|Quý IV/2026|Đã rà soát xong ba lĩnh vực|40",
        ],
    );
    assert_eq!(status(&beside), ["met", "overdue", "not-due"]);
    assert_eq!(beside.rows[0].actual, "Đã ban hành Kế hoạch số 12/KH-SNV");
    let indicators = report(
        YEAR,
        &[
            "STT|Chỉ tiêu|ĐVT|Kế hoạch năm 2026|Tỷ lệ hoàn thành (%)",
            "1|Số mô hình được hỗ trợ|mô hình|20|100",
            "2|Số lớp tập huấn|lớp|10|80",
        ],
    );
    assert_eq!(
        told(&indicators),
        [("20", "100%", "met"), ("10", "80%", "missed")]
    );
}

#[test]
fn several_values_of_a_cell_have_to_be_reached_all() {
    let progress = report(
        YEAR,
        &[
            "STT|Chỉ tiêu|ĐVT|Kế hoạch năm 2026|Kết quả thực hiện",
            "1|Tỷ lệ trường học và hộ dân được cấp nước|%|90%; 70%|92%; 71%",
            "2|Tỷ lệ trường học và hộ dân có nhà vệ sinh|%|90%; 70%|92%; 65%",
            "3|Tỷ lệ trường học và hộ dân có điện|%|90%; 70%|92%",
        ],
    );
    let status: Vec<(&str, bool)> = progress
        .rows
        .iter()
        .map(|it| (it.status.key(), it.is_unclear))
        .collect();
    assert_eq!(
        status,
        [("met", false), ("missed", false), ("no-data", true)]
    );
}

#[test]
fn times_in_a_report_were_reached() {
    for (headings, first, second) in [
        (
            "Chỉ tiêu giao 2026|Quý I|Quý II|Quý III|Quý IV|Cả năm",
            "20|3|4|5|4|16",
            "90|70|75|78|80|80",
        ),
        ("Kế hoạch|6 tháng|Cả năm 2026", "20|9|16", "90|70|80"),
        (
            "Kế hoạch năm|Năm 2026||\n||||Quý I|Quý II|Cả năm",
            "20|3|4|16",
            "90|70|75|80",
        ),
    ] {
        let mut heads = headings.split('\n');
        let mut lines = vec![format!("STT|Chỉ tiêu|ĐVT|{}", heads.next().unwrap())];
        lines.extend(heads.map(str::to_owned));
        lines.push(format!("1|Số mô hình được hỗ trợ|mô hình|{first}"));
        lines.push(format!("2|Tỷ lệ hồ sơ trực tuyến|%|{second}"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let expected = [("20", "16", "missed"), ("90", "80", "missed")];
        assert_eq!(told(&report(YEAR, &lines)), expected, "{lines:?}");
        // In a plan they are still to come.
        let plan = report("KẾ HOẠCH PHÁT TRIỂN NĂM 2026", &lines);
        assert_eq!(told(&plan), [], "{lines:?}");
    }
}

#[test]
fn what_a_report_calls_the_result_was_reached() {
    let rows = [
        "STT|Tiêu chí theo dõi|Yêu cầu|Kết quả|Ý kiến",
        "1|Tỷ lệ mẫu nước đạt quy chuẩn|≥ 95%|91%|",
        "2|Số vụ rò rỉ hóa chất|Không quá 1 vụ|0 vụ|",
        "3|Thời gian khắc phục sự cố|Trong vòng 24 giờ|30 giờ|",
        "4|Phòng thí nghiệm được công nhận|Đạt|Chưa đạt|",
    ];
    let title = "KẾT QUẢ BẢO ĐẢM CẤP NƯỚC AN TOÀN 6 THÁNG ĐẦU NĂM 2026";
    let progress = report(title, &rows);
    let statuses: Vec<&str> = progress.rows.iter().map(|it| it.status.key()).collect();
    assert_eq!(statuses, ["missed", "met", "missed", "missed"]);
    assert_eq!(progress.rows[1].actual, "0 vụ");
    // In a plan it is what is to come of the work.
    let plan = report("YÊU CẦU BẢO ĐẢM CẤP NƯỚC AN TOÀN", &rows);
    assert_eq!(told(&plan), []);
}

#[test]
fn a_mark_assesses_by_the_heading_above_it() {
    let title = "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ QUÝ III NĂM 2026";
    let progress = report(
        title,
        &[
            "STT|Nhiệm vụ|Thời hạn|Đã hoàn thành|Đang thực hiện|Chưa thực hiện|Ghi chú",
            "1|Xây dựng kế hoạch chuyển đổi số|Quý II/2026|x|||",
            "2|Ban hành quy chế phối hợp|Quý II/2026||x||",
            "3|Rà soát thủ tục hành chính|Quý IV/2026||x||",
            "4|Số hóa hồ sơ lưu trữ|Quý II/2026|||x|",
        ],
    );
    let statuses: Vec<&str> = progress.rows.iter().map(|it| it.status.key()).collect();
    assert_eq!(statuses, ["met", "overdue", "not-due", "overdue"]);
    let indicators = report(
        YEAR,
        &[
            "STT|Chỉ tiêu|Đạt|Chưa đạt|Ghi chú",
            "1|Mỗi xã có một điểm phục vụ bưu chính công ích|x||",
            "2|Cơ sở dữ liệu dùng chung được kết nối||x|",
        ],
    );
    let statuses: Vec<&str> = indicators.rows.iter().map(|it| it.status.key()).collect();
    assert_eq!(statuses, ["met", "missed"]);
}

#[test]
fn figures_decide_whatever_the_rows_are_called() {
    for heading in [
        "Chỉ tiêu",
        "Nội dung",
        "Đầu việc",
        "Nội dung công việc",
        "Nhiệm vụ",
    ] {
        let head = format!("STT|{heading}|ĐVT|Kế hoạch năm 2026|Thực hiện năm 2026");
        let lines = [
            head.as_str(),
            "1|Lớp tập huấn|Lớp|12|14",
            "2|Đề án khuyến công|Đề án|3|2",
            "3|Tỷ lệ giải ngân|%|95|95",
        ];
        let progress = report(YEAR, &lines);
        let statuses: Vec<&str> = progress.rows.iter().map(|it| it.status.key()).collect();
        assert_eq!(statuses, ["exceeded", "missed", "met"], "{heading}");
        assert!(progress.rows.iter().all(|it| !it.is_task), "{heading}");
    }
}

#[test]
fn a_quarter_beside_what_was_reached_so_far_is_no_target() {
    let lines = [
        "STT|Chỉ tiêu|Dự toán năm 2026||Số thu||Lũy kế so với dự toán (%)",
        "||Bộ giao|Tỉnh giao|Quý III|Lũy kế 9 tháng|",
        "1|Tổng thu nội địa|9.200|9.800|2.410|5.120|52,2",
        "2|Thuế thu nhập cá nhân|640|640|170|640|100",
        "3|Thu hồi nợ thuế|400|420|85|231|55",
    ];
    let progress = report(QUARTER, &lines);
    let told = told(&progress);
    assert_eq!(told.len(), 3);
    for (target, actual, status) in told {
        let is_quarter = ["2.410", "170", "85"].contains(&target);
        assert!(
            !is_quarter && status != "exceeded",
            "{target}: {actual} {status}"
        );
    }
}

#[test]
fn the_later_of_two_times_is_the_deadline() {
    for headings in [
        "Ngày giao việc|Thời hạn",
        "Bắt đầu|Kết thúc",
        "Từ ngày|Đến ngày",
    ] {
        let head = format!("STT|Nhiệm vụ|Chủ trì|{headings}|Kết quả");
        let lines = [
            head.as_str(),
            "1|Rà soát quy hoạch|Sở Xây dựng|01/01/2026|31/12/2026|Đang thực hiện",
            "2|Kiểm tra đê|Sở Nông nghiệp|01/02/2026|31/5/2026|Đang thực hiện",
        ];
        let title = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ III NĂM 2026";
        let progress = report(title, &lines);
        let statuses: Vec<&str> = progress.rows.iter().map(|it| it.status.key()).collect();
        assert_eq!(statuses, ["not-due", "overdue"], "{headings}");
    }
}
