//! The words that names of agencies begin with.

/// Words that agency names begin with.
const AGENCY_STARTS: &[&str] = &[
    "sở",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "văn phòng",
    "công an",
    "cục",
    "chi cục",
    "thanh tra",
    "các sở",
    "các ban",
    "các đơn vị",
    "các cơ quan",
    "các phòng",
    "các xã",
    "các phường",
    "trung tâm",
    "ban",
    "bộ",
    "phòng",
    "hội",
    "hội đồng",
    "liên đoàn",
    "liên minh",
    "đoàn",
    "trường",
    "viện",
    "tòa án",
    "toà án",
    "bưu điện",
    "viettel",
    "vnpt",
    "đài",
    "báo",
    "ngân hàng",
    "kho bạc",
    "trạm",
    "bệnh viện",
    "đảng ủy",
    "đảng uỷ",
    "huyện ủy",
    "tỉnh ủy",
    "thành ủy",
    "mặt trận",
    "mttq",
    "hđnd",
    "bảo hiểm xã hội",
    "điện lực",
    "công ty",
    "thuế",
    "hải quan",
    "tổ",
    "chi bộ",
    "đảng bộ",
    "khoa",
    "bộ phận",
];

/// Beginnings that agency names share with other texts.
const NO_AGENCY_STARTS: &[&str] = &[
    "ban hành",
    "bộ tiêu",
    "bộ chỉ",
    "bộ dữ",
    "bộ quy",
    "bộ công cụ",
    "phòng chống",
    "phòng, chống",
    "hội nghị",
    "hội thảo",
    "hội thi",
    "trường hợp",
    "báo cáo",
    "đoàn kiểm",
    "tổ chức",
    "thuế suất",
    "khoa học",
    "đài truyền thanh thông minh",
];

/// Whether a text begins as the names of agencies do.
pub(in crate::import) fn is_agency_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = |starts: &[&str]| {
        starts.iter().any(|start| {
            let after = lower.strip_prefix(start);
            after.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    begins(AGENCY_STARTS) && !begins(NO_AGENCY_STARTS) && lower.chars().count() <= 120
}
