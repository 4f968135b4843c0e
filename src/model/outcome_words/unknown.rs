//! What is not known yet.

/// What tells how an indicator stands, and what is done to learn it.
pub(in crate::model) const KNOWLEDGE: &[&str] = &[
    "số liệu",
    "dữ liệu",
    "thông tin",
    "thống kê",
    "báo cáo",
    "kết quả",
    "đánh giá",
    "tổng hợp",
    "khảo sát",
    "điều tra",
    "đo",
    "đo đạc",
    "đo lường",
    "tính",
    "tính toán",
    "công bố",
    "cập nhật",
    "xác định",
    "kiểm kê",
    "kiểm đếm",
    "quan trắc",
    "thu thập",
    "xếp hạng",
    "xếp loại",
    "đối chiếu",
    "lấy phiếu",
    "thu phiếu",
    "chốt",
    "chấm điểm",
    "bình xét",
    "phân tích",
];

/// Beginnings that say that it is not there yet, longer ones first.
pub(in crate::model) const NOT_YET: &[&str] = &[
    "chưa nhận được",
    "chưa nhận",
    "chưa có đủ",
    "chưa có",
    "chưa đủ",
    "chưa được",
    "chưa gửi",
    "chưa",
    "chờ",
    "đang chờ",
    "đợi",
    "đang đợi",
];

/// What is done with figures before they are known.
pub(in crate::model) const GATHERING: &[&str] = &[
    "rà soát",
    "tổng hợp",
    "thu thập",
    "đối chiếu",
    "cập nhật",
    "xử lý",
    "thống kê",
    "kiểm tra",
    "xác minh",
    "chốt",
];

/// What has to arise before anything can be done: "không phát sinh vướng mắc" says something else.
pub(in crate::model) const OCCASIONS: &[&str] = &[
    "hồ sơ",
    "trường hợp",
    "vụ việc",
    "việc",
    "nhiệm vụ",
    "nhu cầu",
    "đối tượng",
    "nội dung",
    "yêu cầu",
    "đơn",
    "trong",
    "mới",
];

/// What is done to add figures up, and nothing else.
pub(in crate::model) const ADDING_UP: &[&str] = &[
    "tổng hợp",
    "thống kê",
    "thu thập",
    "cập nhật",
    "chốt",
    "kiểm đếm",
];

/// What others do that makes figures known.
pub(in crate::model) const MADE_KNOWN: &[&str] = &[
    "công bố",
    "cung cấp",
    "cung cấp số liệu",
    "gửi số liệu",
    "thông báo kết quả",
];

/// Words of time ahead of them.
pub(in crate::model) const LEADING: &[&str] =
    &["hiện nay", "hiện tại", "hiện", "đến nay", "nay", "vẫn"];

/// What a unit left undone by which nothing is known, behind its name.
pub(in crate::model) const NOT_SENT: &[&str] = &[
    " chưa báo cáo",
    " chưa gửi báo cáo",
    " chưa có báo cáo",
    " chưa gửi số liệu",
    " chưa cung cấp số liệu",
    " chưa có số liệu",
];

/// Words behind a report that say whose or of when it is: "báo cáo nghiên cứu" is a thing to be made.
pub(in crate::model) const OF_REPORT: &[&str] = &[
    "của",
    "từ",
    "về",
    "chính thức",
    "năm",
    "quý",
    "tháng",
    "cuối",
];

pub(in crate::model) const UNKNOWN: &[&str] = &[
    "chưa có số liệu",
    "không có số liệu",
    "chưa có thông tin",
    "không có thông tin",
    "chưa có đánh giá",
    "chưa có kết quả",
    "chưa đánh giá",
    "chưa được đánh giá",
    "chưa công bố",
    "chưa tổng hợp",
    "chưa thống kê",
    "chưa đủ số liệu",
    "chưa báo cáo",
    "chưa có báo cáo của",
    "chưa có báo cáo từ",
    "chưa nhận được báo cáo",
    "chưa nhận báo cáo",
    "chưa cập nhật",
    "n a",
];
