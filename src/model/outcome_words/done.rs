//! What is done, and what leads to it.

/// Words of what is done with a thing that is there already.
pub(in crate::model) const IN_USE: &[&str] = &[
    "vận hành",
    "sử dụng",
    "khai thác",
    "duy trì",
    "phát huy",
    "áp dụng",
    "theo dõi",
    "cập nhật",
    "bảo trì",
];

/// Words of things that are done once they are said.
pub(in crate::model) const FINISHED: &[&str] = &[
    "đã ký ban hành",
    "ký ban hành",
    "đã xây dựng",
    "đã lắp đặt",
    "đã thực hiện",
    "đã triển khai xong",
    "đã vận hành",
    "đã đi vào",
    "đã xong",
    "đã hoàn tất",
    "đưa vào sử dụng",
    "đưa vào vận hành",
    "đi vào hoạt động",
    "được ban hành",
    "được phê duyệt",
    "hoàn thành",
    "hoàn tất",
    "xong",
    "ban hành",
];

/// Verbs of what is over once it is done: with "đã", or with its day.
pub(in crate::model) const COMPLETIONS: &[&str] = &[
    "tổ chức",
    "khánh thành",
    "hợp long",
    "thông xe",
    "khai trương",
    "phát hành",
    "xuất bản",
    "nộp",
    "công bố",
    "ban hành",
    "phê duyệt",
    "thông qua",
    "nghiệm thu",
    "bàn giao",
    "đưa vào",
    "hoàn thành",
    "kết thúc",
    "thành lập",
];

/// Verbs by which somebody's decision makes the thing that was asked for.
pub(in crate::model) const DECISIONS: &[&str] = &[
    "ban hành",
    "phê duyệt",
    "thông qua",
    "công nhận",
    "cấp phép",
    "sửa đổi",
    "bổ sung",
    "điều chỉnh",
];

/// Verbs of what goes on without an end.
pub(in crate::model) const ENDLESS: &[&str] = &[
    "triển khai",
    "thực hiện",
    "tiếp tục",
    "phối hợp",
    "tăng cường",
    "đẩy mạnh",
    "duy trì",
    "nâng cao",
    "theo dõi",
    "tham mưu",
    "chỉ đạo",
    "phát triển",
    "thúc đẩy",
    "quản lý",
    "vận hành",
    "hỗ trợ",
];

/// Other verbs of what is over on the day on which it is done.
pub(in crate::model) const HELD: &[&str] = &[
    "diễn ra",
    "khai mạc",
    "bế mạc",
    "ra quân",
    "ra mắt",
    "khai giảng",
    "bế giảng",
    "phát động",
    "tổng kết",
    "sơ kết",
    "gắn biển",
    "ký",
    "công nhận",
    "làm xong",
    "trao",
    "đón",
    "tiếp",
];

/// First words of what takes place on a day.
pub(in crate::model) const EVENTS: &[&str] = &[
    "hội nghị",
    "hội thảo",
    "hội thi",
    "hội chợ",
    "hội diễn",
    "hội đàm",
    "lễ",
    "ngày hội",
    "tuần lễ",
    "hưởng ứng",
    "diễn đàn",
    "triển lãm",
    "tọa đàm",
    "toạ đàm",
    "mít tinh",
    "họp",
    "kỷ niệm",
    "chương trình giao lưu",
    "giải",
    "cuộc thi",
    "liên hoan",
    "phát động",
    "gặp mặt",
    "diễn tập",
];

/// Verbs of what leads to the thing: a day of it ends nothing.
pub(in crate::model) const LEADING_TO: &[&str] = &[
    "trình",
    "gửi",
    "xin",
    "đề nghị",
    "lấy",
    "họp",
    "khảo sát",
    "ký hợp đồng",
    "khởi công",
    "bắt đầu",
    "đăng ký",
    "báo cáo",
    "dự kiến",
    "sẽ",
    "lùi",
    "hoãn",
    "chờ",
    "xây dựng dự thảo",
];

/// Words behind a verb without an object.
pub(in crate::model) const OF_TIME_AND_PLACE: &[&str] = &[
    "", "tại", "ngày", "theo", "vào", "từ", "cho", "xong", "số", "đủ", "trong", "ở",
];
