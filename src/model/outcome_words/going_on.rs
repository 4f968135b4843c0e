//! What goes on, was begun, or is nearly done.

/// Words that say that something is still going on.
pub(in crate::model) const UNDERWAY: &[&str] = &[
    "đang",
    "chưa",
    "còn thiếu",
    "bỏ dở",
    "dở dang",
    "chậm bàn giao",
    "chậm thi công",
    "chậm triển khai",
    "dự thảo",
    "dự kiến",
    "sẽ",
    "một phần",
    "tiếp tục",
    "lấy ý kiến",
    "gia hạn",
    "lùi",
    "hoãn",
    "tạm dừng",
    "chuyển sang",
    "dời sang",
    "dời đến",
    "dời lại",
    "đẩy sang",
];

/// Words ahead of "xong" by which it is not over.
pub(in crate::model) const NOT_WHOLLY: &[&str] = &[
    "chưa", "không", "sắp", "gần", "sẽ", "cơ", "mới", "đang", "phải", "cần",
];

/// Words behind "đang" of what is there and goes on for good.
pub(in crate::model) const LASTING: &[&str] = &[
    "hoạt động",
    "vận hành",
    "sử dụng",
    "khai thác",
    "duy trì",
    "áp dụng",
    "theo học",
    "học",
    "làm việc",
    "công tác",
    "hưởng",
    "lưu hành",
    "điều trị",
    "nuôi",
    "quản lý",
    "sinh sống",
    "tham gia",
    "có",
    "phát huy",
    "được",
];

/// Deeds that come before the one that is asked for.
pub(in crate::model) const BEFORE: &[&str] = &[
    "đăng ký",
    "khảo sát",
    "lập hồ sơ",
    "lập dự án",
    "ký hợp đồng",
    "khởi công",
    "trình",
    "lựa chọn",
    "chọn",
    "đề xuất",
    "đề nghị",
    "lên kế hoạch",
    "phê duyệt chủ trương",
    "giao đất",
];

/// Words of work that goes as it was planned.
pub(in crate::model) const ON_COURSE: &[&str] = &[
    "đúng tiến độ",
    "đúng kế hoạch",
    "đúng lộ trình",
    "bảo đảm tiến độ",
    "đảm bảo tiến độ",
    "kịp tiến độ",
    "theo tiến độ",
    "theo kế hoạch",
    "đạt tiến độ",
    "vượt tiến độ",
];

/// First words of work that is late.
pub(in crate::model) const BEHIND: &[&str] = &["chậm", "trễ", "nguy cơ chậm", "có nguy cơ chậm"];

/// First words of work that is interrupted.
pub(in crate::model) const ON_HOLD: &[&str] = &["tạm dừng", "tạm ngừng", "tạm hoãn", "hoãn", "lùi"];

/// First words of work that is going on.
pub(in crate::model) const UNDER_WAY: &[&str] = &[
    "đang",
    "tiếp tục",
    "mới",
    "dở dang",
    "cơ bản",
    "gần xong",
    "sắp xong",
    "sắp hoàn thành",
    "hoàn thành một phần",
    "thực hiện một phần",
    "trong quá trình",
];

pub(in crate::model) const PARTLY: &[&str] =
    &["cơ bản", "một phần", "gần", "đang", "dự kiến", "sẽ"];
