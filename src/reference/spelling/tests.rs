use super::*;

/// Lists slips as "written>meant".
pub(in crate::reference) fn found(text: &str) -> String {
    let slips = slips(text);
    let lines = slips.iter().map(|it| {
        let written = &text[it.start..it.end];
        format!("{written}>{}", it.meant.as_deref().unwrap_or("?"))
    });
    lines.collect::<Vec<_>>().join(", ")
}

#[test]
fn finds_what_nobody_writes_beside_what_everybody_writes() {
    let mut wrong = Vec::new();
    for (text, slips) in [
        ("nâng cao hiệu quả xử dụng dữ liệu", "xử>sử"),
        ("Hoàn thiện cơ sỡ dữ liệu dùng chung", "sỡ>sở"),
        ("đào tạo kỷ năng số cho cán bộ", "kỷ>kỹ"),
        ("tổ chức trển khai thực hiện", "trển>triển"),
        ("Số lượng hoof sow được giải quyết", "hoof>hồ, sow>sơ"),
        ("nghành giáo dục và đào tạo", "nghành>ngành"),
        ("công tác quan lý nhà nước", "quan>quản"),
        ("bão đảm an toàn thông tin", "bão>bảo"),
        ("Ủy ban nhân dân tĩnh", "tĩnh>tỉnh"),
        ("tổ chức thựchiện nhiệm vụ", "thựchiện>thực hiện"),
        ("tổ chức th ực hiện nhiệm vụ", "th ực>thực"),
        ("PHÁT TRIỂN CƠ SỠ HẠ TẦNG", "SỠ>SỞ"),
        ("DANH MỤC NHIỆM V NĂM 2026", "V>VỤ"),
        ("Điễm tiếp nhận máu", "Điễm>Điểm"),
        ("Tỷ lệ xin thôi việt, chuyển việc", "việt>việc"),
        ("rủi do thiên tai", "do>ro"),
        ("Kiểm tra nơi diết mổ gia súc", "diết>giết"),
        ("Hợp tác xã Vệ xinh môi trường", "xinh>sinh"),
        ("Xây đường rốc, tay vịn", "rốc>dốc"),
        (
            "Mở lowsp dạy nghề; dán hàng chawsn lối",
            "lowsp>lớp, chawsn>chắn",
        ),
        ("Phường Buoon Hồ", "Buoon>Buôn"),
        ("Thị phần vận t ải hành khách", "t ải>tải"),
        ("Hộ thoat nghèo; vỏ chấu ủ phân", "thoat>thoát, chấu>trấu"),
        ("thu nhập bình quân đấu người", "đấu>đầu"),
        ("Rà soát quy hoa5ch chi tiết", "hoa5ch>hoạch"),
        ("Giải quyết việc làm cho la o động", "la o>lao"),
        ("Tham quan, hoc tap mô hình", "hoc tap>học tập"),
        ("Số điểm đen về tai nạn được sử lý", "sử>xử"),
        ("Thanh tra theo định hướn g của Chính phủ", "hướn g>hướng"),
        ("Gặp mặt, biểu dương th anh niên hoàn lương", "th anh>thanh"),
        ("các luật được Quốc hội thô ng qua", "thô ng>thông"),
        ("việc làm sau 12 th áng tốt nghiệp", "th áng>tháng"),
        ("Số lượt người bệnhđiều trị nội trú", "bệnhđiều>bệnh điều"),
        ("theo yêu cầu quản lý của Thànhphố", "Thànhphố>Thành phố"),
        ("Phuờng Hồng Ngự", "Phuờng>Phường"),
        ("Vườn quốc gía Kon Ka Kinh", "gía>?"),
        ("Số trẻ em mồ côi được nhận đở đầu", "đở>?"),
        ("quy trình giám xác hải quan tại kho, bãi", "xác>sát"),
        ("giải quyết khiếu lại, tố cáo của công dân", "lại>nại"),
        ("NGHỊ QUYẾT VỀ ĐỘT PHÁT TRIỂN KHOA HỌC", "PHÁT>PHÁ PHÁT"),
        (
            "Xay dung ke hoach chuyen doi so",
            "Xay dung ke hoach chuyen doi so>?",
        ),
    ] {
        let is_right = found(text) == slips;
        wrong.extend((!is_right).then(|| format!("{text}: {}, not {slips}", found(text))));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn leaves_names_units_and_other_languages_alone() {
    let mut wrong = Vec::new();
    for text in [
        "Bảo đảm an ninh mạng hằng năm; đảm bảo kinh phí hàng năm; sơ kết kỳ hàng năm",
        "Lễ hội Lồng Tồng, hát Sli, hát Lượn xã Đắk R'lấp, sông Krông Ana, Pắc Bó",
        "Tốc độ 30 kWh, 5 km, 12 kg, 3 m² mỗi hộ; chỉ số PCI, PAPI, VNeID",
        "Open data, cloud computing, big data, blockchain, logistics, container",
        "Gửi về hộp thư tthc@langson.gov.vn hoặc https://dichvucong.gov.vn/tra-cuu",
        "Chụp X-quang, tiêm vắc-xin, xe ôtô, bê tông, xi măng, vi-rút",
        "Ông Nguyễn Sỹ Hùng, bà Lò Thị Páo, Vàng A Chư",
        "Bệnh viện hạng I, nhóm A, mục V, quý I, phần B, điểm c khoản 1",
        "Mã 1.015027, H264, IPv6, mục a1, khoản b Điều 3",
        "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi",
        "Thời gian phản hồi của cổng dịch vụ công; cao trình đỉnh đê bảo vệ vùng lúa",
        "Bộ kit xét nghiệm, set quà, top 5, chat với cử tri, chip bán dẫn, fintech",
        "Open data and cloud platform for all",
        "Tu sửa, trùng tu đình, chùa; thả cá giống tái tạo nguồn lợi; hát then của người Nùng Dín",
        "148 đội hình thanh niên; quy chế phối hợp về trợ giúp pháp lý; vùng giáp ranh với tỉnh Khánh Hòa",
        "Số tủ sách, phòng đọc; sản lượng cua biển; doanh thu vé tham quan",
        "Đường nội đồng xứ Cồn Mả; tỉnh Hủa Phăn; Trường Tiểu học Đưng K'nớ",
        "Thi nấu thắng cố, mèn mén; nuôi trùn quế; không nài kéo khách; giấy dó",
        "tỷ con",
        "Heo con cai sữa/nái/năm; xã/phường; KH-UBND/tỉnh",
        "Đoạn qua chợ xã; trồng mới rừng đước; kéo điện ra các đảo nhỏ; lắp mới trụ nước",
        "CHƯƠNG TRÌNH CỨU HỘ GIAI ĐOẠN 2026-2030 TRÊN ĐỊA BÀN TỈNH ĐẮK LẮK",
        "Hội Đông y tỉnh; Xã Thạnh Xuân; UBND XÃ CON CUÔNG",
        "Học viện Tòa án; tổ hợp tác dùng nước; số thu theo hợp đồng; để mỗi người dân có danh tính số",
        "Khi có tin bão gần Biển Đông; bằng cát nghiền; bao tải dứa đựng đất, cát",
        "Số cống ngăn mặn; hang xóm Trại; bẫy kẹp gỡ được; Tài chính - Kế hoạch huyện Văn Bàn",
        "Số cây gãy cành trong mùa bão; lắp cọc thủy chí, còi hụ; bộ nhạc khí Nhã nhạc",
        "Công ty TNHH Xây dựng La Ngà; tuồng và ca Huế; đuông dừa gây hại; thổi pí pặp; nấu thắng dền",
        "Xống chụ xon xao; công nhận nguồn giống; tỷ lệ mẫu não chó; gạch nổi dẫn hướng",
        "Nhà nào việc nấy; cấp phát nguồn th",
        "Số tế bào xôma trong sữa; hạn chế túi nilông; cứu hộ bằng canô",
        "KINH PHÍ BẢO TỒN NHÃ NHẠC, CA HUẾ VÀ TUỒNG HUẾ NĂM 2026",
        "Tỷ lệ trường dán thực đơn trước cổng; lấy mẫu huyết thanh; giảo cổ lam; rắn chàm quạp",
    ] {
        let slips = found(text);
        wrong.extend((!slips.is_empty()).then(|| format!("{text}: {slips}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn capitals_are_kept_and_are_no_names_where_both_neighbours_tell() {
    let meant = |text: &str| -> Vec<Option<String>> {
        slips(text).into_iter().map(|it| it.meant).collect()
    };
    assert_eq!(
        meant("DANH MUC DỰ ÁN NHÀ Ở XÃ HỘI"),
        [Some("DANH MỤC".to_owned())]
    );
    let text = "NHIỆM VỤ DẠY VÀ HOC TIẾNG DÂN TỘC THIỂU SỐ GIAI ĐOẠN 2026-2028";
    assert_eq!(slips(text).len(), 1);
    for text in [
        "BẢO TỒN CA HUẾ NĂM 2026",
        "NHIỆM VỤ CỦA XÃ CON CUÔNG NĂM 2026",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}
