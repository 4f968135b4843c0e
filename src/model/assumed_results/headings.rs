//! Words of headings that tell what stands below them.

/// Words of headings over values that are neither planned nor reached: differences, earlier values, points and
/// costs.
pub const ASIDE: &[&str] = &[
    "so với",
    "so sánh",
    "chênh",
    "chênh lệch",
    "tăng",
    "giảm",
    "xu hướng",
    "điểm",
    "xếp loại",
    "xếp hạng",
    "cùng kỳ",
    "năm trước",
    "kỳ trước",
    "năm sau",
    "kỳ sau",
    "gốc",
    "nền",
    "trọng số",
    "hệ số",
    "mã",
    "còn lại",
    "kinh phí",
    "nguồn vốn",
    "đơn giá",
    "thành tiền",
    "tỷ trọng",
];
/// Words of headings over shares of a plan.
pub(super) const SHARES: &[&str] = &["tỷ lệ", "tỉ lệ", "đạt", "so với", "th kh"];
/// Words of headings over what is still to come, which no text below them reports.
pub(super) const TO_COME: &[&str] = &[
    "yêu cầu",
    "dự kiến",
    "phải",
    "cần",
    "sẽ",
    "kiến nghị",
    "đề xuất",
    "tiếp theo",
];
/// Words of headings over what was planned.
pub(super) const PLANNED: &[&str] = &[
    "kế hoạch",
    "kh",
    "mục tiêu",
    "chỉ tiêu",
    "giao",
    "được giao",
    "phấn đấu",
    "yêu cầu",
    "định mức",
    "ngưỡng",
    "dự toán",
    "đăng ký",
    "hẹn",
    "cam kết",
    "nghị quyết",
    "phải",
    "cần",
    "dự kiến",
];
/// Words of headings over a part of a plan's time.
pub(super) const PARTS: &[&str] = &[
    "quý",
    "tháng",
    "kỳ",
    "đến",
    "lũy kế",
    "luỹ kế",
    "từ đầu năm",
    "hiện",
    "phát sinh",
];
/// First words of when something begins.
pub(super) const BEGINNINGS: &[&str] = &["bắt đầu", "giao", "khởi", "triển khai", "nhận"];
