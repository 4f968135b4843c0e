//! Texts that say that nothing is known yet: `Chưa có thống kê`, `Các đơn vị chưa gửi báo cáo`.

use crate::text::phrase::starts_with;

/// What tells how an indicator stands, and what is done to learn it.
const KNOWLEDGE: &[&str] = &[
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
];

/// Beginnings that say that it is not there yet, longer ones first.
const NOT_YET: &[&str] = &[
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
];

/// Words of time ahead of them.
const LEADING: &[&str] = &["hiện nay", "hiện tại", "hiện", "đến nay", "nay", "vẫn"];

/// What a unit left undone by which nothing is known, behind its name.
const NOT_SENT: &[&str] = &[
    " chưa báo cáo",
    " chưa gửi báo cáo",
    " chưa có báo cáo",
    " chưa gửi số liệu",
    " chưa cung cấp số liệu",
    " chưa có số liệu",
];

/// Words behind a report that say whose or of when it is: "báo cáo nghiên cứu" is a thing to be made.
const OF_REPORT: &[&str] = &[
    "của",
    "từ",
    "về",
    "chính thức",
    "năm",
    "quý",
    "tháng",
    "cuối",
];

/// Returns what is still missing where words in lower case say that nothing is known yet.
pub(super) fn unknown(said: &str) -> Option<&'static str> {
    if NOT_SENT.iter().any(|it| said.ends_with(it)) {
        return Some("báo cáo");
    }
    let said = LEADING
        .iter()
        .find_map(|it| said.strip_prefix(it)?.strip_prefix(' '))
        .unwrap_or(said);
    let waits = said.starts_with("chờ ") || said.starts_with("đang chờ ");
    let behind = NOT_YET
        .iter()
        .find_map(|it| said.strip_prefix(it)?.strip_prefix(' '))?;
    let known = KNOWLEDGE.iter().find(|it| starts_with(behind, it))?;
    let rest = behind.strip_prefix(known).unwrap_or_default().trim_start();
    let is_known = match *known {
        "báo cáo" => rest.is_empty() || OF_REPORT.iter().any(|it| starts_with(rest, it)),
        "kết quả" if waits => ["điều tra", "khảo sát", "thống kê", "đánh giá"]
            .iter()
            .any(|it| starts_with(rest, it)),
        _ => !waits || matches!(*known, "số liệu" | "dữ liệu" | "thông tin" | "thống kê"),
    };
    is_known.then_some(known)
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn what_is_not_known_is_told_from_what_was_not_made() {
        for (text, expected) in [
            ("chưa có thống kê", true),
            ("chưa điều tra", true),
            ("chưa tính được", true),
            ("chưa đo", true),
            ("chưa có báo cáo", true),
            ("chưa có báo cáo quý iii", true),
            ("hiện chưa có số liệu", true),
            ("chờ số liệu của cục thống kê", true),
            ("các đơn vị chưa gửi báo cáo", true),
            ("chưa có kết quả điều tra", true),
            ("chưa có báo cáo nghiên cứu khả thi", false),
            ("chờ kết quả đấu thầu", false),
            ("chưa có", false),
            ("chưa triển khai", false),
            ("chưa có nhà thầu", false),
            ("đã báo cáo", false),
        ] {
            assert_eq!(unknown(text).is_some(), expected, "{text}");
        }
    }
}
