//! Indicators that count what is done about a thing: `Số cuộc kiểm tra vi phạm`, `Tỷ lệ doanh nghiệp báo
//! cáo tai nạn`. Words further in say nothing of the way that they should go.

use crate::text::{
    likeness::lower_words,
    phrase::{has_phrase, starts_with},
};

/// Verbs of what is done about things that are not wanted.
const DEEDS: &[&str] = &[
    "diễn tập",
    "ứng cứu",
    "ứng phó",
    "kiểm tra",
    "thanh tra",
    "giám sát",
    "kiểm toán",
    "tuần tra",
    "xử lý",
    "xử phạt",
    "giải quyết",
    "khắc phục",
    "triệt phá",
    "phát hiện",
    "điều tra",
    "khám phá",
    "bắt giữ",
    "truy bắt",
    "thu hồi",
    "phòng ngừa",
    "phòng chống",
    "ngăn chặn",
    "cứu hộ",
    "cứu nạn",
    "hỗ trợ",
    "trợ giúp",
    "khám",
    "điều trị",
    "sàng lọc",
    "tiêm phòng",
    "tập huấn",
    "tuyên truyền",
    "truyền thông",
    "đào tạo",
    "bồi dưỡng",
    "báo cáo",
    "khai báo",
    "thông báo",
    "công khai",
    "hòa giải",
    "hoà giải",
    "tư vấn",
    "cai nghiện",
    "kiểm soát",
    "rà soát",
    "khảo sát",
    "quan trắc",
    "huấn luyện",
    "phổ biến",
    "đối thoại",
    "tiếp công dân",
];

/// Words ahead of the deed that count it.
const COUNTED: &[&str] = &[
    "số lượng",
    "tổng số",
    "số",
    "tỷ lệ",
    "tỉ lệ",
    "cuộc",
    "lần",
    "lượt",
    "đợt",
    "buổi",
    "lớp",
    "ca",
    "chuyến",
    "hội nghị",
    "mô hình",
    "chuyên đề",
    "tổ chức",
    "thực hiện",
    "công tác",
    "hoạt động",
];

/// Things that are not wanted.
const BAD: &[&str] = &[
    "tai nạn",
    "sự cố",
    "vi phạm",
    "tội phạm",
    "nghèo",
    "bệnh",
    "ma túy",
    "ma tuý",
    "cháy",
    "nổ",
    "bạo lực",
    "xâm hại",
    "tảo hôn",
    "tử vong",
    "thiên tai",
    "dịch",
    "khiếu nại",
    "tố cáo",
    "nợ",
    "ô nhiễm",
    "ngộ độc",
    "đuối nước",
    "tham nhũng",
    "thất nghiệp",
    "suy dinh dưỡng",
    "buôn lậu",
    "hàng giả",
    "mù chữ",
    "rủi ro",
    "lỗi",
    "điểm đen",
    "tệ nạn",
    "tiêu cực",
];

/// Words of a deed that went wrong, or that is a burden.
const AMISS: &[&str] = &[
    "chưa",
    "không",
    "chậm",
    "quá hạn",
    "trễ hạn",
    "sai",
    "thiếu",
    "hủy",
    "huỷ",
    "hoãn",
    "bị",
    "phải",
    "tồn đọng",
    "thời gian",
    "chi phí",
    "kinh phí",
    "giảm",
    "tồn",
    "trùng lặp",
    "chồng chéo",
    "lại",
];

/// Returns the deed that an indicator counts, of which more is better.
pub(super) fn counted_deed(content: &str) -> Option<&'static str> {
    let said = lower_words(content);
    if AMISS.iter().any(|it| has_phrase(&said, it)) {
        return None;
    }
    let first = |words: &'static [&'static str]| {
        let found = words.iter().filter(|it| has_phrase(&said, it));
        found.min_by_key(|it| said.find(**it))
    };
    let deed = first(DEEDS)?;
    let at = said.find(deed)?;
    let bad_at = first(BAD).and_then(|it| said.find(it));
    let mut head = said.as_str();
    while let Some(rest) = COUNTED.iter().find_map(|it| {
        starts_with(head, it)
            .then(|| head.get(it.len()..))
            .flatten()
    }) {
        head = rest.trim_start();
    }
    let is_share = ["tỷ lệ", "tỉ lệ", "số"]
        .iter()
        .any(|it| starts_with(&said, it));
    let is_head = starts_with(head, deed);
    (is_head || (is_share && bad_at.is_some_and(|bad| at < bad))).then_some(deed)
}

/// Words by which a count is of what is not wanted, whatever it counts.
const UNWANTED: &[&str] = &[
    "phi chính thức",
    "phi pháp",
    "bất hợp pháp",
    "trái phép",
    "trái quy định",
    "trái pháp luật",
    "lậu",
    "hàng giả",
    "phải",
    "vượt cấp",
    "tự phát",
];

/// Whether an indicator counts a burden or what is not allowed.
pub(super) fn is_unwanted(content: &str) -> bool {
    let said = lower_words(content);
    UNWANTED.iter().any(|it| has_phrase(&said, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_about_a_thing_is_not_the_thing() {
        for (content, expected) in [
            ("Diễn tập ứng cứu sự cố", true),
            ("Số cuộc kiểm tra vi phạm hành chính", true),
            ("Tỷ lệ doanh nghiệp báo cáo tai nạn lao động", true),
            ("Số lớp tập huấn phòng cháy", true),
            ("Tỷ lệ người lao động khám bệnh nghề nghiệp", true),
            ("Xử lý điểm đen giao thông", true),
            ("Số vụ tai nạn giao thông", false),
            ("Số vụ vi phạm", false),
            ("Số lần vi phạm", false),
            ("Tỷ lệ hộ nghèo", false),
            ("Số cuộc thanh tra chậm kết luận", false),
            ("Thời gian giải quyết thủ tục", false),
            ("Tỷ lệ hồ sơ giải quyết quá hạn", false),
        ] {
            assert_eq!(counted_deed(content).is_some(), expected, "{content}");
        }
        assert!(is_unwanted("Tỷ lệ lao động phi chính thức"));
        assert!(!is_unwanted("Tỷ lệ lao động qua đào tạo"));
    }
}
