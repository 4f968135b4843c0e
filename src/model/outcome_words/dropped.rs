//! What is not carried out, and what "không" says otherwise.

pub(in crate::model) const DROPPED: &[&str] = &[
    "không thực hiện",
    "không triển khai",
    "không tổ chức",
    "không tiến hành",
    "dừng thực hiện",
    "dừng triển khai",
    "ngừng thực hiện",
    "không tiếp tục thực hiện",
    "hủy bỏ",
    "huỷ bỏ",
    "bãi bỏ",
];

/// Words that say so on their own.
pub(in crate::model) const CALLED_OFF: &[&str] = &["dừng", "ngừng", "hủy", "huỷ", "bỏ", "đình chỉ"];

/// Words behind which stands the reason, which is not judged.
pub(in crate::model) const REASONS: &[&str] =
    &[" do ", " vì ", " bởi ", " tại vì ", " nên ", " để "];

/// Words behind "không" that tell a result, a state or what is known, and no deed left undone.
pub(in crate::model) const OUTCOMES: &[&str] = &[
    "đạt",
    "hoàn thành",
    "xong",
    "có",
    "được",
    "đúng",
    "kịp",
    "đủ",
    "đầy đủ",
    "hết",
    "tốt",
    "cao",
    "bảo đảm",
    "đảm bảo",
    "đáp ứng",
    "còn",
    "rõ",
    "tăng",
    "giảm",
    "vượt",
    "thay đổi",
    "đổi",
    "phát hiện",
    "ghi nhận",
    "xảy ra",
    "phát sinh",
    "xuất hiện",
    "tái",
    "để",
    "vi phạm",
    "báo cáo",
    "thống kê",
    "tổng hợp",
    "đánh giá",
    "kiểm soát",
    "xử lý",
    "giải quyết",
    "khắc phục",
    "phải",
    "thể",
    "nằm",
    "thuộc",
    "là",
    "bị",
    "gây",
    "quá",
    "dưới",
    "trên",
    "kém",
    "thấp",
    "nhiều",
    "ít",
    "lớn",
    "nhỏ",
    "đáng",
    "ổn định",
    "phù hợp",
    "khả thi",
    "cần",
    "dễ",
    "khó",
    "đều",
    "đồng bộ",
    "biến động",
    "chênh lệch",
    "lo ngại",
    "sai",
    "chậm",
    "trễ",
    "áp dụng được",
    "tai nạn",
    "sự cố",
    "cháy",
    "dịch",
    "tội phạm",
    "khiếu",
    "tố cáo",
    "nợ",
    "mất",
    "chết",
    "tử vong",
    "mắc",
    "tồn",
    "ai",
    "người",
    "vụ",
    "ca",
    "trường hợp",
    "hộ",
];

/// Words that leave open whether the rest was done.
pub(in crate::model) const LEFT_OPEN: &[&str] =
    &["được", "đúng", "kịp", "đầy đủ", "hết", "đạt", "tốt"];

/// First words by which a matter is ended.
pub(in crate::model) const ENDS: &[&str] = &[
    "dừng",
    "ngừng",
    "hủy",
    "huỷ",
    "bỏ",
    "cắt",
    "rút",
    "đưa ra",
    "loại",
    "thôi",
    "chấm dứt",
    "đình chỉ",
];

/// Those behind which stands the deed that is given up: "ngừng tổ chức".
pub(in crate::model) const GIVES_UP: &[&str] = &["dừng", "ngừng", "thôi", "chấm dứt", "đình chỉ"];

/// Verbs of what is given up, whatever it is.
pub(in crate::model) const GENERAL_DEEDS: &[&str] = &[
    "thực hiện",
    "triển khai",
    "tổ chức",
    "tiến hành",
    "làm",
    "xây dựng",
    "đầu tư",
    "mua",
    "mở",
    "lập",
];

/// What a row of a plan is called.
pub(in crate::model) const MATTERS: &[&str] = &[
    "việc",
    "chỉ tiêu",
    "nhiệm vụ",
    "kế hoạch",
    "dự án",
    "nội dung",
    "hạng mục",
    "chương trình",
    "hoạt động",
    "hội nghị",
    "sự kiện",
    "phần việc",
    "gói thầu",
    "danh mục",
];

/// Times behind a deed that is left undone, and words that add nothing.
pub(in crate::model) const LEFT_BEHIND: &[&str] = &[
    " trong kỳ",
    " trong năm",
    " trong quý",
    " trong tháng",
    " trong đợt",
    " năm nay",
    " năm này",
    " kỳ này",
    " quý này",
    " đợt này",
    " nữa",
    " thêm",
    " tiếp",
];

/// What follows them where the matter itself is meant.
pub(in crate::model) const OF_MATTER: &[&str] = &["lại", "hẳn", "theo", "khỏi", "ra khỏi"];

/// Words by which somebody lets something be done.
pub(in crate::model) const LETS: &[&str] = &[
    "cho",
    "cho phép",
    "đồng ý",
    "thống nhất",
    "chấp thuận",
    "quyết định",
    "chủ trương",
    "văn bản",
    "thông báo",
    "kết luận",
    "chỉ đạo",
];

/// First words of what is no matter of those who report.
pub(in crate::model) const NOT_OURS: &[&str] = &[
    "không còn thuộc",
    "không còn là nhiệm vụ",
    "không thuộc nhiệm vụ",
    "không thuộc phạm vi",
    "không thuộc diện",
    "không thuộc đối tượng",
    "không thuộc thẩm quyền",
    "không thuộc chức năng",
    "không thuộc trách nhiệm",
    "không thuộc lĩnh vực",
    "không thuộc địa bàn",
    "không thuộc kế hoạch",
    "không giao",
    "không được giao",
    "không áp dụng",
];

/// Words of what is not decided, or for a time.
pub(in crate::model) const UNDECIDED: &[&str] = &[
    "tạm",
    "đề nghị",
    "đề xuất",
    "kiến nghị",
    "xin",
    "chưa",
    "sẽ",
    "dự kiến",
];

/// Words behind "không" and "chưa" that say that something was left undone, or that nothing is known.
pub(in crate::model) const LEFT_UNDONE: &[&str] = &[
    "đạt",
    "hoàn thành",
    "thực hiện",
    "triển khai",
    "tổ chức",
    "bảo đảm",
    "đảm bảo",
    "đáp ứng",
    "có số liệu",
    "có thông tin",
    "rõ",
    "thống kê",
    "tổng hợp",
    "đánh giá",
    "báo cáo",
    "kiểm soát",
    "xử lý",
    "giải quyết",
    "khắc phục",
    "giảm",
];

/// What may be found out about a bad thing that has not happened yet.
pub(in crate::model) const HAPPENS: &[&str] = &[
    "phát hiện",
    "ghi nhận",
    "xảy ra",
    "phát sinh",
    "để xảy ra",
    "xuất hiện",
    "có trường hợp",
    "có vụ",
    "có ca",
];
