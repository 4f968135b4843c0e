//! Results beside their targets, as reports of several fields write them.

use phuluc::model::{Attainment, Claim};

/// How a result is judged, and the key of its status; `?` where that is doubted.
pub(crate) fn assessed(
    content: &str,
    unit: &str,
    target: &str,
    actual: &str,
) -> (Attainment, &'static str) {
    let claim = Claim {
        content,
        unit,
        target,
        actual,
        trend: None,
        baseline: None,
        until: None,
    };
    let found = claim.judge();
    let status = match found.doubt {
        Some(_) => "?",
        None => found.status.key(),
    };
    (found, status)
}

/// Indicator, unit, target, result and assessment; `?` is none.
const PAIRS: &str = "
    # Another size of the same unit.
    Sản lượng lương thực có hạt | tấn | 310.000 | 312 nghìn tấn | exceeded
    Số lượt khách du lịch | nghìn lượt | 4.200 | 4,35 triệu lượt | exceeded
    Kim ngạch xuất khẩu | triệu USD | 1.200 | 1,25 tỷ USD | exceeded
    Kim ngạch xuất khẩu | triệu USD | 1.200 | 1.250 tỷ đồng | ?
    Thu ngân sách trên địa bàn | tỷ đồng | 2.500 | 2.450.000 triệu đồng | missed
    Vốn huy động | tỷ đồng | 1.200 | 1,2 nghìn tỷ | met
    Vốn huy động | triệu đồng | 1200 | 1,25 tỷ | exceeded
    Chiều dài đường được bê tông hóa | km | 12 | 12.500 m | exceeded
    Diện tích trồng mới | ha | 12 | 120.000 m2 | met
    Năng suất lúa | tạ/ha | 58 | 5,9 tấn/ha | exceeded
    Doanh nghiệp thành lập mới | doanh nghiệp | 500 DN | 487 | missed
    # A part of a whole is no count.
    Số xã đạt chuẩn nông thôn mới | xã | 12 | 12/15 | met
    Số xã đạt chuẩn nông thôn mới | xã | 12/15 xã | 13 | exceeded
    Số xã đạt chuẩn nông thôn mới | xã | 12/15 xã | 11 xã | missed
    Số xã đạt chuẩn nông thôn mới | xã | 34/34 | 34 | met
    Số xã đạt chuẩn nông thôn mới | xã | 12/15 | 80% | met
    Lắp đặt trạm BTS | trạm | 45 | Đã lắp 30/45 trạm, đạt 66,7% | missed
    Lắp đặt trạm BTS | trạm | 45 | Đã lắp 45/45 trạm | met
    Tỷ lệ trạm y tế có bác sĩ | % | 80 | 100/120 trạm | exceeded
    # A share of the plan is no level.
    Lắp đặt trạm BTS | trạm | 45 | Đạt 102% kế hoạch | exceeded
    Lắp đặt trạm BTS | trạm | 45 | 66,7% KH | missed
    Lắp đặt trạm BTS | trạm | 45 | 42 trạm, bằng 93,3% kế hoạch | missed
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | Đạt 95% kế hoạch | missed
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | 85%, bằng 106% kế hoạch | exceeded
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | vượt 5% so với kế hoạch | exceeded
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | 75% (mục tiêu 80%) | missed
    Tỷ lệ giải ngân vốn đầu tư công | % | 95 | Đạt 96% kế hoạch | exceeded
    Tỷ lệ hộ nghèo | % | 5 | Đạt 95% kế hoạch | ?
    # A change is no level.
    Số vụ tai nạn giao thông | vụ | Giảm 5% so với năm 2025 | Giảm 7,2% | exceeded
    Số vụ tai nạn giao thông | vụ | Giảm 5% so với năm 2025 | Tăng 2% | missed
    Số vụ phạm pháp hình sự | vụ | Kéo giảm 5% | giảm 6 vụ (4,8%) | missed
    Số vụ cháy | vụ | giảm 5% | 950 | ?
    Tỷ lệ hộ nghèo đa chiều | % | Giảm 1,5 - 2 điểm % | Giảm 1,7 điểm % | met
    Tỷ lệ hộ nghèo đa chiều | % | giảm 1,5 | 4,2 | ?
    Tỷ lệ hộ nghèo đa chiều | % | 4,5 | giảm 0,5% | ?
    Tỷ lệ hộ nghèo đa chiều | % | 4,5 | giảm 0,5%, còn 4,2% | exceeded
    Mức giảm tỷ lệ hộ nghèo | % | 1,5 - 2 | 1,1 | missed
    Số trường đạt chuẩn | trường | Tăng thêm 3 trường | Thêm 2 | missed
    Số điểm truy cập wifi | điểm | + 20 so với 2025 | +25 | exceeded
    Chỉ số chuyển đổi số | hạng | Tăng 5 bậc | Xếp thứ 12 (tăng 6 bậc) | exceeded
    Chỉ số chuyển đổi số | hạng | Tăng 5 bậc | Xếp thứ 12 | ?
    # Bounds of targets, and of results.
    Tỷ lệ hộ dùng nước sạch | % | không dưới 80% | 79% | missed
    Tỷ lệ hộ dùng nước sạch | % | không thấp hơn 80% | 80% | met
    Tỷ lệ hộ dùng nước sạch | % | đạt và vượt 80% | 81% | exceeded
    Tỷ lệ thất nghiệp | % | không vượt quá 3 | 2,5 | met
    Tỷ lệ thất nghiệp | % | không cao hơn 3 | 3,2 | missed
    Tỷ lệ thất nghiệp | % | dưới hoặc bằng 3 | 3 | met
    Tỷ lệ hộ nghèo | % | Dưới 3 | dưới 3% | met
    Tỷ lệ hồ sơ nộp trực tuyến | % | Trên 80 | trên 80% | met
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | trên 80% | exceeded
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | dưới 80% | missed
    Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | gần 80% | missed
    Tỷ lệ hồ sơ nộp trực tuyến | % | 75 | khoảng 76% | exceeded
    Tỷ lệ dân số đô thị | % | 30 ± 1 | 30,5 | met
    # None at all, and all.
    Số vụ ngộ độc thực phẩm | vụ | Không để xảy ra | Không xảy ra | met
    Số vụ ngộ độc thực phẩm | vụ | Không để xảy ra | 0 | met
    Số vụ ngộ độc thực phẩm | vụ | Không để xảy ra | 02 vụ | missed
    Số vụ ngộ độc thực phẩm | vụ | 0 | 1 | missed
    Số đơn vị cấp xã hoàn thành | xã | tất cả | 65/65 | met
    Số đơn vị cấp xã hoàn thành | xã | tất cả | 60/65 xã | missed
    # Of several amounts, the one in the unit of the row.
    Số lớp tập huấn | lớp | 10 | Đã tổ chức 10 lớp, 450 học viên | met
    Số người được tập huấn | người | 500 | Đã tổ chức 10 lớp với 520 người tham gia | exceeded
    Tỷ lệ trẻ được tiêm chủng | % | ≥ 95 | 96,3 (số tuyệt đối 12.345) | exceeded
    # Words.
    Nền tảng số dùng chung |  | Hoàn thành | Đang triển khai | missed
    Nền tảng số dùng chung |  | Có | Đã hoàn thành, đang vận hành | met
    Xếp loại chất lượng |  | Tốt | Khá | missed
    Xếp loại chất lượng |  | Khá trở lên | Tốt | exceeded
    Xếp loại tập thể |  | Hoàn thành tốt nhiệm vụ | Hoàn thành nhiệm vụ | missed
    Xếp loại chính quyền số |  | Loại B | Loại A | exceeded
    # Which way is better.
    Chỉ số DDCI | điểm | 75 | 76,2 điểm | exceeded
    Số điểm đen giao thông | điểm | 5 | 6 | missed
    Số điểm đen giao thông | điểm | Xóa 5/5 điểm | 4/5 điểm | missed
    Tuổi thọ trung bình | tuổi | 74,5 | 74,6 tuổi | exceeded
    Tỷ lệ tiết kiệm điện | %/năm | 2 | 2,4 | exceeded
    Thu thuế đất phi nông nghiệp | triệu đồng | 1.200 | 1.450 | exceeded
    Chi đầu tư phát triển | tỷ đồng | 2.500 | 1.980 | missed
    Xã hội hóa hẻm bê tông | triệu đồng | 500 | 0,65 tỷ đồng | exceeded
    Nợ đọng xây dựng cơ bản | tỷ đồng | 0 | 12,5 | missed
    Thời gian thông quan | giờ | Giảm còn 8 | 7,5 | exceeded
    Số lao động nông nghiệp | người | Duy trì 1.800 | 1.805 | met
    Ngày lưu trú bình quân | ngày | 2,8 | 2,75 | missed
    Sản lượng cà phê | tấn | 520.000 | Chưa thu hoạch | ?
    Sản lượng cà phê | tấn | 520.000 | Chưa thực hiện | missed
    Tỷ lệ hộ khá | % | Tăng 5 điểm % so với 2025 | Tăng 6 điểm % | exceeded
    Dân số trung bình | nghìn người | 820 | 818 | ?
    Tỷ lệ tăng dân số tự nhiên | % | 0,9 | 0,95 | ?
    # The indicator says itself what is asked for.
    Có từ 3 đến 5 vận động viên dự giải |  |  | 04 vận động viên | met
    Xây mới 05 sân bóng |  |  | Hoàn thành 03 sân, 02 sân đang thi công | missed
    Xây mới 05 sân bóng |  |  | Đã xây 05 sân | met
    Hoàn thành sửa chữa nhà thi đấu trước ngày 30/9/2026 |  |  | Đưa vào sử dụng ngày 15/9/2026 | met
    Hoàn thành sửa chữa nhà thi đấu trước ngày 30/9/2026 |  |  | Đưa vào sử dụng ngày 15/10/2026 | missed
    Hoàn thành sửa chữa nhà thi đấu trước ngày 30/9/2026 |  |  | Khởi công ngày 15/8/2026 | ?
    Xếp thứ 25/34 trở lên toàn quốc |  |  | Xếp thứ 21/34 | exceeded
    Xếp thứ 25/34 trở lên toàn quốc |  |  | Xếp thứ 28/34 | missed
    Không để xảy ra tiêu cực |  |  | Không phát hiện vụ việc nào | met
    Thu xã hội hóa 15 tỷ đồng |  |  | 13,7 tỷ đồng | missed
    Mỗi xã có tối thiểu 01 câu lạc bộ |  |  | 60/64 xã | missed
    Duy trì 12 đội tuyển |  |  | 12 đội tuyển | met
    Số trẻ em 5 tuổi đến lớp | Trẻ |  | 120 | ?
    # None was wanted, and there is none.
    Diễn viên vi phạm quy chế |  | Không có | Không có trường hợp nào | met
    Diễn viên vi phạm quy chế |  | Không có | 02 trường hợp | missed
    Tảo hôn |  | Chấm dứt | Còn 05 cặp | missed
    Số vụ cháy | Vụ | 0 | Không cháy | met
    # Nothing is known yet, or it is not carried out.
    Chỉ số hài lòng | % | 90 | Chưa có | no-data
    Thư viện lưu động | Trạm | 2 | Chưa có | missed
    Chỉ số hài lòng | % | 90 | Đang rà soát số liệu | no-data
    Chỉ số hài lòng | % | 90 | Đợi Thống kê công bố | no-data
    Máy đo nồng độ bụi | Máy | 4 | Không mua | dropped
    Xe chuyên dùng | Xe | 4 | Không giao nữa | dropped
    Nền tảng vé liên thông |  | Vận hành | Đang chạy thử | missed
    Tỷ lệ vụ việc phải thay người | % | Dưới 2 | 1 | met
    Tỷ lệ hồ sơ số hóa | % | 90 | 0,95 | ?
    # What is bad in the name outvotes the unit and the noun of measure.
    Diện tích đất bỏ hoang | ha | 40 | 46 | missed
    Số lao động mất việc | Người | 40 | 46 | missed
    Số vùng an toàn dịch bệnh | Vùng | 2 | 3 | exceeded
    Số hộ thiếu đất sản xuất | Hộ | 40 | 46 | ?
    Chi phí sản xuất 01 kg lúa | Đồng | 40 | 46 | missed
    Tỷ lệ chi trả qua tài khoản | % | 40 | 46 | exceeded
    Tỷ lệ tờ khai nộp điện tử (%) |  | 40 | 46 | exceeded
    Số vụ việc tham gia tố tụng | Vụ | 40 | 46 | exceeded
    Chi ngân sách cho công tác gia đình |  | 1,2 tỷ đồng | 1.250 triệu đồng | exceeded
    # What a plan sets is to be reached, unless its words are of something unwanted.
    Thu từ khu vực ngoài quốc doanh | tỷ đồng | 1.000 | 760 | missed
    Lệ phí trước bạ | tỷ đồng | 1.000 | 1.020 | exceeded
    Quỹ vì người có công | triệu đồng | 1.000 | 0,9 tỷ đồng | missed
    Tỷ lệ lấp đầy khu công nghiệp | % | 60 | 57 | missed
    Tỷ lệ hòa giải thành | % | 85 | 88 | exceeded
    Tỷ lệ trẻ nhà trẻ ra lớp | % | 70-75 | 78 | exceeded
    Tỷ lệ học sinh nghỉ học vì ốm bệnh | % | 2 | 3 | missed
    Chi sự nghiệp giáo dục | tỷ đồng | 500 | 450 | missed
    # The verb decides about what is not wanted.
    Số xã đặc biệt khó khăn | xã | 12 | 10 | exceeded
    Tỷ lệ học sinh bỏ học quay lại lớp | % | 50 | 60 | exceeded
    Tỷ lệ giảm nghèo bình quân | % | 1,5 | 1,8 | exceeded
    Tỷ lệ giảm số vụ tai nạn giao thông | % | 5 | 7 | exceeded
    Tỷ lệ thu hồi nợ đọng thuế | % | 80 | 85 | exceeded
    Tỷ lệ điều tra, khám phá án | % | 80 | 85 | exceeded
    Tỷ lệ giải quyết khiếu nại, tố cáo | % | 85 | 80 | missed
    Tỷ lệ tiêm phòng dại | % | 70 | 75 | exceeded
    Tỷ lệ nhiễm HIV trong cộng đồng | % | 0,3 | 0,25 | exceeded
    Diện tích rừng bị thiệt hại | ha | 20 | 15 | exceeded
    Tỷ lệ cán bộ vi phạm kỷ luật | % | 0,5 | 0,8 | missed
    Số phòng học có thiết bị dạy học | phòng | 20 | 25 | exceeded
    Chi phí xử lý rác thải | tỷ đồng | 20 | 25 | missed
    # Targets within the words of the indicator.
    Giảm tỷ lệ hộ nghèo xuống dưới 1% | |  | 1,2% | missed
    Tỷ lệ trẻ em dưới 5 tuổi được tiêm | |  | 96% | ?
    Xây dựng ít nhất 02 khu du lịch sinh thái | |  | 03 khu | exceeded
    # Counts in words; what is called off, with its reason.
    Số thư viện số | thư viện | Ít nhất 03 | Hai thư viện | missed
    Số lớp tập huấn | lớp | 05 lớp | Năm lớp | met
    Số lớp tập huấn | lớp | 12 | Đã tổ chức mười hai lớp | met
    Tỷ lệ hồ sơ được số hóa | % | 80 | Không thực hiện (dự án dừng theo Quyết định số 123/QĐ-UBND ngày 05/3/2026) | dropped
    Số lớp tập huấn | lớp | 05 | Hủy, không tổ chức | dropped
    Tỷ lệ hộ dùng nước sạch | % | 90 | Chưa có báo cáo của các xã | no-data
    # None at all, a fall to below, and the amount of a fall.
    Số vụ cháy | vụ | Không có | 0 | met
    Số cặp tảo hôn | cặp | Không có | 03 cặp | missed
    Tỷ lệ hộ cận nghèo | % | Giảm dưới 3 | 2,6 | met
    Tỷ lệ hộ cận nghèo | % | Giảm dưới 3 | 3,4 | missed
    Giảm tỷ số giới tính khi sinh | | 0,4 điểm phần trăm | 0,3 điểm phần trăm | missed
    Giảm tỷ số giới tính khi sinh | | 0,4 điểm phần trăm | 0,5 điểm phần trăm | exceeded
    # What is none of theirs, or did not arise, is not missed.
    Tỷ lệ hộ có hố rác | % | 80 | Không thuộc phạm vi | dropped
    Tỷ lệ hộ có hố rác | % | 80 | Không được giao năm 2026 | dropped
    Tỷ lệ hộ có hố rác | % | 80 | Không đánh giá | no-data
    Tỷ lệ hồ sơ giải quyết đúng hạn | % | 98 | Không phát sinh hồ sơ | no-data
    Số vụ cháy rừng | vụ | Không quá 5 | Không phát sinh | met
    Số vụ cháy rừng | vụ | 5 | Không xảy ra vụ nào | met
    Số vụ cháy rừng | vụ | 0 | Không phát sinh | met
    Tỷ lệ hộ có hố rác | % | 80 | Đang tổng hợp | no-data
    # What was asked for is given up.
    Quỹ bảo lãnh tín dụng | | Thành lập quỹ | Thôi thành lập theo kết luận của HĐND tỉnh | dropped
    Mua xe thang | xe | 1 | Hủy gói thầu, không mua | dropped
    Tuyến xe buýt | tuyến | 2 | Tỉnh cho rút khỏi danh mục đầu tư công | dropped
    Bến thủy | bến | 1 | HĐND tỉnh không thông qua, dừng | dropped
    # The one thing was held on its day.
    Hội thao nghiệp vụ | | 01 cuộc | Tổ chức ngày 12/9/2026 | met
    Ký quy chế phối hợp | | 01 quy chế | Ký ngày 20/5/2026 | met
    Xây cầu treo | | 01 cầu | Khởi công ngày 20/5/2026 | ?
    # What the target counts, among several numbers.
    Bồi dưỡng nghiệp vụ | | 15 lớp | 15 lớp, 520 học viên | met
    Bồi dưỡng nghiệp vụ | | 500 học viên | 15 lớp, 520 học viên | exceeded
    Thu phí tham quan | | 900 triệu đồng | 1 tỷ 050 triệu đồng | exceeded
    Lập hồ sơ xếp hạng di tích | | 05 hồ sơ | Lập được 04, còn 01 hồ sơ chờ ý kiến | missed
    # By how much the target was passed.
    Tỷ lệ hộ có hố rác | % | 80 | Vượt 1,5 điểm % | exceeded
    Tỷ lệ hộ có hố rác | % | 80 | Thấp hơn 2 điểm % | missed
    Số lớp dạy nghề | lớp | 6 | Vượt 2 lớp | exceeded
    Số lớp dạy nghề | lớp | 6 | Thiếu 1 lớp | missed
    Tỷ lệ hộ nghèo | % | 3 | Vượt 0,5 điểm phần trăm | missed
";

#[test]
fn results_of_many_fields_are_judged() {
    let mut n = 0;
    let mut wrong = Vec::new();
    for line in PAIRS.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [content, unit, target, actual, expected] = parts[..] else {
            panic!("{line}");
        };
        let (found, said) = assessed(content, unit, target, actual);
        n += 1;
        if said != expected {
            wrong.push(format!("{line}: {said} {:?}", found.doubt));
        }
    }
    assert!(70 <= n, "{n}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
