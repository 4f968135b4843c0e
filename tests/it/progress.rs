//! A plan's year as its reports tell it: judged, counted, told.

use std::{fs, path::PathBuf, process::Command};

use phuluc::{
    export::OutputFormat,
    model::{
        AnnexKind, Document, ProgressStatus,
        ProgressStatus::{Exceeded, Met, Missed, NoData, NotDue},
        ReportPeriod, Role, fixture,
    },
    progress::{Counts, Progress, changes, json, judge, narrative, picture},
    report,
    validate::validate,
    wording::Language,
};
use proptest::prelude::*;

use crate::judging::assessed;

/// Targets and results that KH 333/KH-UBND of Lạng Sơn states for 2025 in its text, first those that
/// were reached, each with what the plan asked for and what it says was reached.
const REACHED: [(&str, &str, &str, &str); 23] = [
    ("Tỷ lệ xã có mạng băng rộng cáp quang", "%", "100", "100"),
    ("Tỷ lệ dân số được phủ sóng 3G/4G/5G", "%", "99,5", "99,7"),
    (
        "Tỷ lệ trung tâm xã, phường được phủ sóng 5G",
        "%",
        "100",
        "100%",
    ),
    (
        "Tỷ lệ thuê bao điện thoại di động thông minh có kết nối Internet",
        "%",
        "90",
        "91,1",
    ),
    ("Tỷ lệ hộ gia đình có cáp quang", "%", "84", "Đạt 84,5%"),
    (
        "Số thôn lõm sóng, sóng yếu được xóa",
        "thôn",
        "30",
        "32 thôn",
    ),
    (
        "Số kênh truyền số liệu chuyên dùng được hoàn thành",
        "kênh",
        "102",
        "102",
    ),
    (
        "Số lớp tập huấn về ứng dụng trí tuệ nhân tạo",
        "lớp",
        "ít nhất 15",
        "16 lớp",
    ),
    (
        "Số hệ thống thông tin, cơ sở dữ liệu được kết nối",
        "hệ thống",
        "40",
        "44 hệ thống",
    ),
    (
        "Tỷ lệ hồ sơ được số hóa",
        "%",
        "90",
        "1.273.494 hồ sơ (93%)",
    ),
    (
        "Tỷ lệ hồ sơ được số hóa ở cấp tỉnh",
        "%",
        "95",
        "310.296 hồ sơ (95%)",
    ),
    ("Tỷ lệ văn bản điện tử được ký số", "%", "100", "100%"),
    (
        "Tỷ lệ trường học triển khai ứng dụng số",
        "",
        "100%",
        "100%",
    ),
    (
        "Tỷ lệ người dân có hồ sơ sức khỏe điện tử",
        "%",
        "trên 90",
        "95",
    ),
    (
        "Tỷ lệ bệnh viện kết nối với bệnh viện tuyến trên",
        "%",
        "100",
        "100",
    ),
    ("Tỷ lệ thanh toán viện phí điện tử", "%", "70", "75,15"),
    (
        "Tỷ lệ cơ sở khám chữa bệnh sử dụng phần mềm HIS",
        "%",
        "100",
        "100",
    ),
    (
        "Tỷ lệ doanh nghiệp kê khai thuế trực tuyến",
        "%",
        "100",
        "100",
    ),
    (
        "Tỷ lệ thanh toán tiền nước không dùng tiền mặt",
        "%",
        "95",
        "98",
    ),
    (
        "Tỷ lệ người dân trưởng thành có tài khoản giao dịch tại ngân hàng",
        "%",
        "75",
        "khoảng 76%",
    ),
    (
        "Tỷ lệ hồ sơ đăng ký doanh nghiệp nộp qua mạng",
        "%",
        "100",
        "đạt 100%",
    ),
    (
        "Tỷ lệ doanh nghiệp khai báo trên Nền tảng cửa khẩu số",
        "%",
        "Duy trì 100%",
        "100%",
    ),
    (
        "Số hội thảo về chuyển đổi số",
        "hội thảo",
        "03",
        "03 Hội thảo",
    ),
];
const MISSED: [(&str, &str, &str, &str); 2] = [
    (
        "Tỷ lệ hồ sơ được số hóa ở cấp xã",
        "%",
        "90",
        "21.319 hồ sơ (25%)",
    ),
    ("Tỷ lệ thanh toán tiền điện trực tuyến", "%", "80", "59,84"),
];

const BUDGET: &str = "Năm 2025, tổng kinh phí chi cho hoạt động khoa học, công nghệ đổi mới sáng tạo và chuyển đổi số là: 182.438 triệu đồng, Trong đó: từ nguồn vốn đầu tư công, vốn thực hiện chương trình mục tiêu quốc gia thực hiện các dự án, nhiệm vụ chuyển đổi số trên địa bàn tỉnh là 42.169 triệu đồng; từ nguồn vốn sự nghiệp của tỉnh để thực hiện các dự án công nghệ thông tin và chuyển đổi số tại các sở, ban, ngành của tỉnh là 65.312 triệu đồng; từ nguồn sự nghiệp Khoa học và công nghệ và kinh tế khác là 38.502 triệu đồng để thực hiện các nhiệm vụ khoa học và công nghệ, ứng dụng công nghệ thông tin,...; Kinh phí phân bổ cho các xã, phường để thực hiện mô hình chính quyền địa phương 2 cấp là 36,5 tỷ đồng (mua sắm, bổ sung thiết bị).";

/// The reporting annex of KH 333: 34 targets.
fn kh_333() -> Document {
    let mut rows = String::from(
        "stt:STT | content:Mục tiêu | unit:Đơn vị | target:Năm 2025 | lead:Cơ quan chủ trì | actual:Kết quả thực hiện năm 2025\n",
    );
    let mut n = 0;
    let mut add = |content: &str, unit: &str, target: &str, actual: &str| {
        n += 1;
        rows += &format!(
            "- {n} | {content} | {unit} | {target} | Sở Khoa học và Công nghệ | {actual}\n"
        );
    };
    for (content, unit, target, actual) in REACHED.into_iter().chain(MISSED) {
        add(content, unit, target, actual);
    }
    for n in 1..=2 {
        add(
            &format!("Mục tiêu cấp huyện thứ {n} theo mô hình cũ"),
            "%",
            "80",
            "Không thực hiện",
        );
    }
    for n in 1..=7 {
        let actual = ["", "Chưa có thông tin đánh giá", "-"][n % 3];
        add(
            &format!("Mục tiêu về kinh tế số, xã hội số thứ {n}"),
            "%",
            "60",
            actual,
        );
    }
    let mut document = fixture::parse(&rows);
    let head = &mut document.annexes[0].head;
    head.kind = AnnexKind::Indicators;
    head.title = "KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU NĂM 2025".to_owned();
    head.after = vec![BUDGET.to_owned()];
    document
}

fn judged(document: &Document, period: &str) -> Progress {
    judge(document, ReportPeriod::parse(period))
}

#[test]
fn kh_333_is_counted_as_it_counts_itself() {
    let document = kh_333();
    let progress = judge(&document, None);
    assert_eq!(progress.period, ReportPeriod::parse("Năm 2025"));
    let counts = Counts::of(&progress);
    let tally = &counts.indicators;
    assert_eq!(tally.total(), 34);
    assert_eq!(tally.n(Exceeded) + tally.n(Met), 23);
    assert_eq!(tally.n(Missed), 2);
    assert_eq!(tally.n(ProgressStatus::Dropped), 2);
    assert_eq!((tally.n(NoData), tally.n_unclear()), (7, 0));
    let told = narrative(&progress, &counts);
    let text = told.text();
    let opening = text.lines().next().unwrap();
    assert!(
        opening.starts_with(
            "Đến hết năm 2025, có 23/34 chỉ tiêu đạt và vượt mục tiêu (67,6%), 02 chỉ tiêu chưa đạt, 02 chỉ tiêu không thực hiện, 07 chỉ tiêu chưa có số liệu. "
        ),
        "{opening}"
    );
    assert!(opening.contains(" chỉ tiêu vượt."), "{opening}");
    // The numbers name their rows.
    let span = |text: &str| {
        told.paragraphs[0]
            .iter()
            .find(|it| it.text == text)
            .unwrap()
    };
    assert_eq!(span("23/34").rows.len(), 23);
    assert_eq!(span("07").rows, tally.rows(&[NoData]));
}

#[test]
fn the_budget_of_kh_333_does_not_add_up() {
    let document = kh_333();
    let found = validate(&document);
    let sums: Vec<String> = found
        .iter()
        .filter(|it| it.rule == "sum-differs")
        .map(|it| it.message.text(Language::Vietnamese))
        .collect();
    assert_eq!(
        sums,
        ["Ghi tổng là 182.438 nhưng các phần cộng lại là 182.483."]
    );
    let right = {
        let mut document = document.clone();
        document.annexes[0].head.after = vec![BUDGET.replace("182.438", "182.483")];
        document
    };
    assert!(validate(&right).iter().all(|it| it.rule != "sum-differs"));
}

/// Target, result and indicator, the assessment, and a part of the reason; `?` is no assessment.
#[test]
fn results_are_judged_by_their_targets() {
    for (content, unit, target, actual, expected, why) in [
        // Shares, with and without a unit column.
        (
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "%",
            "80",
            "85",
            "exceeded",
            "cao hơn",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "%",
            "80",
            "80",
            "met",
            "đúng bằng",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "%",
            "80",
            "79,9",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "",
            "80%",
            "85,2%",
            "exceeded",
            "85,2%",
        ),
        (
            "Tỷ lệ DVCTT toàn trình",
            "",
            "100%",
            "100%",
            "met",
            "đúng bằng",
        ),
        (
            "Tỷ lệ DVCTT toàn trình",
            "",
            "100%",
            "96%",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "Ước đạt 96,2%",
            "exceeded",
            "hài lòng",
        ),
        (
            "Tỷ lệ hồ sơ được số hóa",
            "%",
            "90",
            "1.273.494 hồ sơ (93%)",
            "exceeded",
            "93%",
        ),
        (
            "Tỷ lệ hồ sơ được số hóa",
            "%",
            "90",
            "92,5% (tăng 2,1% so với quý trước)",
            "exceeded",
            "92,5%",
        ),
        // Keeps.
        (
            "Tỷ lệ báo cáo điện tử",
            "",
            "Duy trì 100%",
            "100%",
            "met",
            "đúng bằng",
        ),
        (
            "Tỷ lệ báo cáo điện tử",
            "",
            "Duy trì 100%",
            "98%",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ che phủ rừng",
            "%",
            "Giữ ổn định 57",
            "57,1",
            "exceeded",
            "che phủ rừng",
        ),
        // Falls.
        (
            "Tỷ lệ hộ nghèo đa chiều",
            "%",
            "5",
            "4,2",
            "exceeded",
            "càng thấp càng tốt",
        ),
        (
            "Tỷ lệ hộ nghèo đa chiều",
            "%",
            "5",
            "6,1",
            "missed",
            "cao hơn",
        ),
        (
            "Tỷ lệ hộ nghèo đa chiều",
            "%",
            "giảm còn 5",
            "5",
            "met",
            "đúng bằng",
        ),
        (
            "Số vụ tai nạn giao thông",
            "vụ",
            "120",
            "98 vụ",
            "exceeded",
            "tai nạn",
        ),
        (
            "Tỷ suất tử vong trẻ em dưới 5 tuổi",
            "‰",
            "18",
            "17,5",
            "exceeded",
            "tử vong",
        ),
        (
            "Thời gian xử lý trung bình",
            "ngày",
            "5",
            "7",
            "missed",
            "thời gian",
        ),
        // Bounds.
        ("Tỷ lệ hồ sơ trễ hạn", "%", "Dưới 1", "0,6", "met", "Dưới 1"),
        (
            "Tỷ lệ hồ sơ trễ hạn",
            "%",
            "dưới 1%",
            "1%",
            "missed",
            "dưới 1%",
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn",
            "%",
            "Từ 99 trở lên",
            "99,4",
            "exceeded",
            "cao hơn",
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn",
            "%",
            "Từ 99 trở lên",
            "99",
            "met",
            "đúng bằng",
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn",
            "%",
            "Từ 99 trở lên",
            "98,2",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "Trên 95",
            "95",
            "missed",
            "chưa thỏa",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "trên 50%",
            "62%",
            "met",
            "thỏa",
        ),
        (
            "Tăng năng suất lao động",
            "",
            "tối thiểu 7%",
            "8%",
            "exceeded",
            "tối thiểu 7%",
        ),
        (
            "Ứng dụng trí tuệ nhân tạo",
            "",
            "ít nhất 01 ứng dụng AI",
            "3 ứng dụng AI",
            "exceeded",
            "ít nhất",
        ),
        (
            "Ứng dụng trí tuệ nhân tạo",
            "",
            "ít nhất 01 ứng dụng AI",
            "01 ứng dụng",
            "met",
            "đúng bằng",
        ),
        (
            "Thời gian giải quyết thủ tục",
            "ngày",
            "không quá 3",
            "2",
            "met",
            "không quá",
        ),
        (
            "Thời gian giải quyết thủ tục",
            "ngày",
            "tối đa 3",
            "4",
            "missed",
            "chưa thỏa",
        ),
        (
            "Chi cho chuyển đổi số",
            "",
            "tối thiểu đạt 03% GRDP",
            "2,4%",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ hộ có Internet",
            "%",
            "≥ 95",
            "96",
            "exceeded",
            "cao hơn",
        ),
        // Ranges, sets, levels.
        (
            "Kinh tế số",
            "",
            "chiếm từ 15% - 20% GRDP",
            "17%",
            "met",
            "thỏa",
        ),
        (
            "Tỷ trọng kinh tế số trong GRDP",
            "",
            "15% - 20%",
            "14,2%",
            "missed",
            "kinh tế số",
        ),
        (
            "Tỷ trọng kinh tế số trong GRDP",
            "",
            "15% - 20%",
            "21%",
            "exceeded",
            "kinh tế số",
        ),
        (
            "Mức độ trưởng thành dữ liệu",
            "Mức độ",
            "3",
            "3",
            "met",
            "đúng bằng",
        ),
        (
            "Mức độ trưởng thành dữ liệu",
            "Mức độ",
            "3",
            "Mức độ 2",
            "missed",
            "thấp hơn",
        ),
        (
            "Mức độ trưởng thành dữ liệu",
            "",
            "Đạt cấp độ 4, 5",
            "Cấp độ 4",
            "met",
            "thỏa",
        ),
        (
            "Mức độ trưởng thành dữ liệu",
            "",
            "Đạt cấp độ 4, 5",
            "cấp độ 3",
            "missed",
            "thấp hơn",
        ),
        // Counts and money.
        (
            "Số xã đạt chuẩn nông thôn mới",
            "xã",
            "40",
            "42",
            "exceeded",
            "nông thôn mới",
        ),
        (
            "Số xã đạt chuẩn nông thôn mới",
            "xã",
            "40",
            "38 xã",
            "missed",
            "thấp hơn",
        ),
        (
            "Xã có kết nối dự phòng",
            "",
            "34/34",
            "34/34 xã",
            "met",
            "đúng bằng",
        ),
        (
            "Xã có kết nối dự phòng",
            "",
            "34/34 xã",
            "30/34 xã",
            "missed",
            "thấp hơn",
        ),
        (
            "Tỷ lệ xã có kết nối dự phòng",
            "%",
            "100",
            "34/34 xã",
            "met",
            "34/34",
        ),
        (
            "Thu ngân sách trên địa bàn",
            "tỷ đồng",
            "9.000",
            "9.512,5",
            "exceeded",
            "thu ngân sách",
        ),
        (
            "Thu ngân sách trên địa bàn",
            "tỷ đồng",
            "9.000",
            "8.950.000 triệu đồng",
            "missed",
            "thấp hơn",
        ),
        (
            "Sản lượng lương thực",
            "tấn",
            "300.000",
            "301.250",
            "exceeded",
            "sản lượng",
        ),
        // Changes.
        (
            "Khách du lịch",
            "",
            "tăng 10%",
            "tăng 12,5%",
            "exceeded",
            "tăng 10%",
        ),
        (
            "Khách du lịch",
            "",
            "tăng 10%",
            "giảm 3%",
            "missed",
            "giảm 3%",
        ),
        (
            "Số vụ cháy",
            "",
            "giảm tối thiểu 5%",
            "giảm 5%",
            "met",
            "thỏa mức",
        ),
        // Ranks and grades.
        (
            "Chỉ số PCI",
            "",
            "trong nhóm 15",
            "hạng 12",
            "met",
            "Thứ hạng",
        ),
        (
            "Chỉ số PCI",
            "",
            "trong nhóm 15",
            "xếp thứ 18/34",
            "missed",
            "Thứ hạng",
        ),
        (
            "Xếp hạng chuyển đổi số",
            "hạng",
            "20",
            "17",
            "exceeded",
            "Thứ hạng",
        ),
        (
            "Xếp hạng an toàn thông tin",
            "",
            "thuộc nhóm hạng A",
            "Hạng B",
            "missed",
            "chưa thỏa",
        ),
        (
            "Xếp hạng an toàn thông tin",
            "",
            "thuộc nhóm hạng A",
            "hạng A",
            "met",
            "thỏa",
        ),
        ("Chỉ số DTI", "", "Top 10", "Top 8", "met", "Thứ hạng"),
        // Yes and no, dates.
        (
            "Xã đạt chuẩn tiếp cận pháp luật",
            "",
            "Đạt",
            "Đạt",
            "met",
            "Báo cáo ghi",
        ),
        (
            "Xã đạt chuẩn tiếp cận pháp luật",
            "",
            "Đạt",
            "Chưa đạt",
            "missed",
            "Báo cáo ghi",
        ),
        (
            "Có trung tâm giám sát",
            "",
            "Có",
            "Không",
            "missed",
            "Báo cáo ghi",
        ),
        (
            "Ban hành kiến trúc số",
            "",
            "Tháng 6/2026",
            "25/5/2026",
            "met",
            "trong hạn",
        ),
        (
            "Ban hành kiến trúc số",
            "",
            "Trước 30/6/2026",
            "ngày 15/8/2026",
            "missed",
            "sau hạn",
        ),
        (
            "Mô hình",
            "",
            "Phổ cập dịch vụ số",
            "Phổ cập dịch vụ số",
            "met",
            "đúng như",
        ),
        // Several levels.
        (
            "Tỷ lệ hồ sơ công việc điện tử",
            "",
            "90% ở cấp tỉnh, 80% ở cấp huyện và 60% ở cấp xã",
            "95% ở cấp tỉnh, 85% ở cấp huyện và 55% ở cấp xã",
            "missed",
            "chưa thỏa",
        ),
        // Nothing reported, nothing asked for, and what only the report can say.
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "",
            "no-data",
            "chưa ghi",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "Chưa có số liệu",
            "no-data",
            "Chưa có số liệu",
        ),
        (
            "Tỷ lệ cơ quan công bố dữ liệu mở",
            "%",
            "-",
            "",
            "not-due",
            "không đặt",
        ),
        (
            "Tỷ lệ cơ quan công bố dữ liệu mở",
            "%",
            "-",
            "12",
            "not-due",
            "không đặt",
        ),
        (
            "Tỷ lệ cơ quan công bố dữ liệu mở",
            "%",
            "50",
            "Không thực hiện",
            "dropped",
            "Không thực hiện",
        ),
        // What cannot be judged is said.
        (
            "Tỷ lệ lao động nông nghiệp",
            "%",
            "38",
            "36",
            "?",
            "không rõ",
        ),
        ("Chỉ số giá tiêu dùng", "%", "104", "103", "?", "không rõ"),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "0,96",
            "?",
            "phần trăm",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "Đang khảo sát",
            "?",
            "không so được",
        ),
        (
            "Tỷ lệ người dân hài lòng",
            "%",
            "95",
            "Cấp tỉnh 97%, cấp xã 90%",
            "?",
            "nhiều số",
        ),
        ("Tỷ lệ hồ sơ", "", "95%", "90 hồ sơ", "?", "khác loại"),
        (
            "Kinh phí bố trí",
            "",
            "36,5 tỷ đồng",
            "36",
            "?",
            "khác đơn vị",
        ),
        ("Số hồ sơ", "hồ sơ", "500", "80%", "?", "khác loại"),
        ("Phát triển doanh nghiệp số", "", "", "12", "?", "để trống"),
        (
            "Phát triển doanh nghiệp số",
            "",
            "theo chương trình",
            "đang triển khai",
            "missed",
            "Báo cáo ghi",
        ),
    ] {
        let (judged, status) = assessed(content, unit, target, actual);
        let reason = judged.why.text(Language::Vietnamese);
        let row = format!("{content} | {unit} | {target} | {actual}");
        assert_eq!(status, expected, "{row}: {reason}");
        assert!(reason.contains(why), "{row}: {reason}");
        assert!(!judged.why.text(Language::English).is_empty());
    }
}

const QUARTER: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | other:Hiện trạng năm 2025 | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030 | lead:Cơ quan chủ trì | actual:Kết quả quý III/2026 | status:Đánh giá
    # I | Phục vụ người dân
    - 1 | Tỷ lệ người dân hài lòng | % | 84 | 95 | 99 | Sở Nội vụ | 92 |
    - 2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 60 | 100 | 100 | Văn phòng UBND tỉnh | 62 |
    - 3 | Tỷ lệ hồ sơ được số hóa | % | 70 | 80 | 100 | Văn phòng UBND tỉnh | 81 | Chưa đạt
    # II | Dữ liệu số
    - 1 | Mức độ trưởng thành dữ liệu | Mức độ | 2 | 3 | 5 | Công an tỉnh - Sở Nội vụ | 3 |
    - 2 | Tỷ lệ cơ quan công bố dữ liệu mở | % | | - | 100 | Sở Khoa học và Công nghệ | |
    - 3 | Tỷ lệ lao động phi nông nghiệp ở thôn | % | | 40 | 60 | Sở Y tế | 42 |
";
const TASKS: &str = "
    stt:STT | content:Nhiệm vụ | lead:Cơ quan chủ trì | time:Thời hạn | actual:Kết quả thực hiện quý III/2026
    # I | Thể chế
    - 1 | Ban hành quy chế khai thác kho dữ liệu | Sở Tư pháp | Tháng 6/2026 | Đang lấy ý kiến
    - 2 | Ban hành bộ tiêu chí | Sở Nội vụ | Quý II/2026 | Quyết định số 12/QĐ-UBND ngày 05/6/2026
    - 3 | Làm sạch dữ liệu đất đai | Sở Nông nghiệp và Môi trường | Năm 2026 - 2030 | Đang thực hiện
    - 4 | Bồi dưỡng kỹ năng số | Sở Nội vụ | Hằng năm | Đã mở 05 lớp
    - | Tổng cộng | | |
";

fn quarter() -> Document {
    let mut document = fixture::parse(QUARTER);
    document.annexes.push(fixture::parse_annex(TASKS, 200));
    document
}

#[test]
fn a_quarter_is_judged_counted_and_told() {
    let progress = judge(&quarter(), None);
    let counts = Counts::of(&progress);
    let told = narrative(&progress, &counts);
    let shown = json(&progress, &told.text(), Language::Vietnamese);
    insta::assert_snapshot!(serde_json::to_string_pretty(&shown).unwrap());
    // A person's own assessment wins and is marked.
    let own: Vec<bool> = progress.rows.iter().map(|it| it.is_own).collect();
    assert_eq!(own.iter().filter(|it| **it).count(), 1);
    assert_eq!(
        (progress.rows[2].status, progress.rows[2].proposed),
        (Missed, Exceeded)
    );
    // A later target shows that the indicator is to rise.
    assert_eq!(progress.rows[5].status, Exceeded);
}

/// A column of states tells what is done where there is none of results.
#[test]
fn states_are_read_as_results_where_there_are_none() {
    let document = fixture::parse(
        "
        stt | content | lead | time | status:Tình trạng
        - 1 | Ban hành quy chế | Sở Tư pháp | Tháng 6/2026 | Đang lấy ý kiến
        - 2 | Ban hành bộ tiêu chí | Sở Nội vụ | Tháng 6/2026 | Đã ban hành
        - 3 | Ban hành kế hoạch | Sở Nội vụ | Tháng 6/2026 | Không thực hiện
    ",
    );
    let progress = judged(&document, "Quý III/2026");
    let told: Vec<(ProgressStatus, bool)> = progress
        .rows
        .iter()
        .map(|it| (it.status, it.is_own))
        .collect();
    assert_eq!(
        told,
        [
            (ProgressStatus::Overdue, false),
            (Met, false),
            (ProgressStatus::Dropped, true)
        ]
    );
}

#[test]
fn sections_that_are_phases_have_targets_of_their_own() {
    let document = fixture::parse(
        "
        stt | content | unit | target | lead | actual:Kết quả quý III/2026
        # I | Giai đoạn đến năm 2027 | | | |
        - 1 | Tỷ lệ người dân hài lòng | % | 95 | Sở Nội vụ | 92
        # II | Mục tiêu giai đoạn 2028-2030 | | | |
        - 1 | Tỷ lệ người dân hài lòng | % | 99 | Sở Nội vụ |
        - 2 | Tỷ lệ hồ sơ được số hóa | % | 80 | Sở Nội vụ | 85
    ",
    );
    let progress = judged(&document, "Quý III/2026");
    let statuses: Vec<ProgressStatus> = progress.rows.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Missed, NotDue, Exceeded]);
    let later = judged(&document, "Năm 2029");
    assert!(later.rows.is_empty(), "the report is of another period");
}

#[test]
fn pictures_are_drawn_for_eyes_and_ears() {
    let progress = judge(&quarter(), None);
    let counts = Counts::of(&progress);
    let language = Language::Vietnamese;
    let pictures = [
        picture::status_bar(&counts.all, language),
        picture::status_bars(&counts.agencies, language),
        picture::bullet_bars(&progress, language),
        picture::deadline_strip(&progress, language),
        picture::heat_map(&counts, language),
    ];
    for svg in &pictures {
        assert!(svg.contains("<title>") && svg.contains("<desc>"), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("fill=\"#"), "{svg}");
        let mut reader = quick_xml::Reader::from_str(svg);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{error}: {svg}"),
            }
        }
    }
    insta::assert_snapshot!(
        pictures
            .join("\n")
            .replace("<g ", "\n<g ")
            .replace("<text", "\n<text")
    );
}

#[test]
fn two_periods_are_compared_row_by_row() {
    let later = quarter();
    let earlier = fixture::parse(
        &QUARTER
            .replace("quý III", "quý II")
            .replace("| 62 |", "| 61 |")
            .replace("| 81 |", "| 75 |"),
    );
    let changes = changes(&judge(&earlier, None), &judge(&later, None));
    let told: Vec<String> = changes
        .iter()
        .filter(|it| it.is_change())
        .map(|it| match &it.before {
            Some(before) => format!(
                "{}: {} → {}",
                it.after.content, before.actual, it.after.actual
            ),
            None => format!("{}: mới", it.after.content),
        })
        .collect();
    assert_eq!(
        told[..2],
        [
            "Tỷ lệ hồ sơ nộp trực tuyến: 61 → 62",
            "Tỷ lệ hồ sơ được số hóa: 75 → 81"
        ]
    );
    assert_eq!(told.len(), 2 + 4, "{told:?}");
}

#[test]
fn the_command_line_tells_and_lists() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("progress");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    let bytes = report::export(&quarter(), OutputFormat::Xlsx).unwrap();
    fs::write(folder.join("bao-cao.xlsx"), bytes).unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_phuluc"))
            .args(args)
            .current_dir(&folder)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, out, _) = run(&[
        "progress",
        "bao-cao.xlsx",
        "--period",
        "Quý III/2026",
        "--json",
    ]);
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let statuses: Vec<&str> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        statuses,
        [
            "missed", "missed", "missed", "met", "not-due", "exceeded", "overdue", "met",
            "not-due", "not-due"
        ]
    );
    assert_eq!(told["rows"][0]["annex"], 1);
    assert_eq!(told["rows"][0]["row"], 2);
    assert_eq!(told["counts"]["total"], 10);
    assert!(
        told["text"]
            .as_str()
            .unwrap()
            .starts_with("Đến hết quý III/2026, có 02/06 chỉ tiêu"),
        "{}",
        told["text"]
    );
    let (code, out, _) = run(&["progress", "bao-cao.xlsx"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("[Quá hạn (chậm)] Ban hành quy chế khai thác kho dữ liệu"),
        "{out}"
    );
    assert!(out.contains("Sở Nội vụ: "), "{out}");
    let (code, _, err) = run(&["progress", "bao-cao.xlsx", "--period", "hôm qua"]);
    assert_eq!(code, 2);
    assert!(err.contains("hôm qua"), "{err}");
    let (code, _, err) = run(&["progress", "bao-cao.xlsx", "--period", "Quý I/2026"]);
    assert_eq!(code, 1);
    // It reports on other periods.
    assert!(
        err.contains("Quý III/2026; Năm 2025, không về Quý I/2026"),
        "{err}"
    );
}

fn a_text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "100%",
        "Duy trì 100%",
        "-",
        "",
        "tăng 30%",
        "giảm còn 5%",
        "34/34 xã",
        "trong nhóm 15",
        "hạng A",
        "Đạt",
        "Chưa đạt",
        "Không thực hiện",
        "Đã ban hành",
        "Quý III/2026",
        "trước ngày 15/9/2026",
        "1.273.494 hồ sơ (93%)",
        "90% cấp tỉnh, 80% cấp xã",
        "từ 15% - 20%",
        "Cấp độ 4, 5",
        "36,5 tỷ đồng",
        "0,95",
        "9999999999999999999999",
        "1/0",
        "İ%",
        "%",
        "(",
        "ß 5%",
    ]);
    prop_oneof![
        known.clone().prop_map(str::to_owned),
        "\\PC{0,24}",
        (known.clone(), known).prop_map(|(left, right)| format!("{left} {right}")),
        "[0-9.,/% -]{0,12}",
    ]
}

proptest! {
    /// Nothing that a report says crashes, and every row is counted once.
    #[test]
    fn any_report_is_judged_and_counted(
        rows in prop::collection::vec(prop::collection::vec(a_text(), 7), 1..12),
        titles in prop::collection::vec(a_text(), 3),
        period in prop::option::of(prop::sample::select(vec!["Quý III/2026", "Năm 2027", "Tháng 2/2028"])),
    ) {
        let mut text = String::from(
            "stt | content | unit | target:Năm 2026 | target:2027 - 2030 | time | actual:Kết quả quý III/2026 | status | lead\n",
        );
        for (at, row) in rows.iter().enumerate() {
            let mark = if at % 5 == 4 { "#" } else { "-" };
            let cells: Vec<String> = row.iter().map(|it| it.replace(['|', '\n', '\r'], " ")).collect();
            text += &format!("{mark} {at} | việc {}\n", cells.join(" | "));
        }
        let mut document = fixture::parse(&text);
        let head = &mut document.annexes[0].head;
        head.title = titles[0].clone();
        head.between = titles[1..].to_vec();
        if rows.len() % 2 == 0 {
            head.kind = AnnexKind::Tasks;
        }
        let progress = judge(&document, period.and_then(ReportPeriod::parse));
        let counts = Counts::of(&progress);
        let total = progress.rows.len();
        let by_status: usize = ProgressStatus::ALL.map(|it| counts.all.n(it)).iter().sum();
        let by_section: usize = counts.sections.iter().map(|(_, it)| it.total()).sum();
        prop_assert_eq!(by_status, total);
        prop_assert_eq!(by_section, total);
        prop_assert_eq!(counts.indicators.total() + counts.tasks.total(), total);
        for it in &progress.rows {
            prop_assert!(!it.why.is_empty());
            prop_assert!(it.is_own || !it.is_unclear || it.status == NoData);
        }
        let told = narrative(&progress, &counts);
        let _ = json(&progress, &told.text(), Language::English);
        let _ = picture::bullet_bars(&progress, Language::English);
        let _ = picture::heat_map(&counts, Language::English);
        let _ = validate(&document);
        prop_assert!(document.annexes[0].column_of(Role::Content).is_some());
    }
}
