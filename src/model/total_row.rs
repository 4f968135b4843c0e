//! Tells rows of totals ("Tổng cộng") from the items that they add up.

use crate::text::phrase;

/// Words that name a total and nothing else.
const NAMES: &[&str] = &[
    "cộng",
    "tổng",
    "tổng cộng",
    "tổng số",
    "tổng kinh phí",
    "tổng nhu cầu",
    "tổng vốn",
    "tổng chi",
    "tổng thu",
    "cộng tổng",
    "cộng chung",
    "toàn tỉnh",
    "toàn thành phố",
    "toàn xã",
    "toàn phường",
];

/// What goes on after "tổng" without being summed: what people do, and bodies and offices.
const NO_SUMS: &[&str] = &[
    "kết",
    "hợp",
    "rà soát",
    "kiểm kê",
    "kiểm tra",
    "điều tra",
    "vệ sinh",
    "dọn",
    "duyệt",
    "tập",
    "ôn",
    "quát",
    "tiến công",
    "khởi nghĩa",
    "tuyển cử",
    "động viên",
    "ra quân",
    "công ty",
    "cục",
    "đài",
    "thầu",
    "liên đoàn",
    "bí thư",
    "giám đốc",
    "biên tập",
    "phụ trách",
    "lãnh sự",
    "thanh tra",
    "thư ký",
    "trưởng",
    "cộng tác",
];
/// What begins with one of these words and is summed.
const SUMS: &[&str] = &["hợp đồng", "hợp tác xã", "tập thể"];

/// How these names begin, as they are written.
const BEGINNINGS: &[&str] = &[
    "Tổng", "TỔNG", "tổng", "Cộng", "CỘNG", "cộng", "Toàn ", "TOÀN ", "toàn ",
];

/// Longest text in bytes that is looked at. A longer text is an item.
const BYTES_MAX: usize = 120;

/// Whether a row with this content and ordinal states a total of other rows. A row with an ordinal is
/// an item, such as "Tổng số trường học", unless its text says nothing but that it is a total.
pub fn is_total(content: &str, ordinal: &str) -> bool {
    let content = content.trim();
    if BYTES_MAX < content.len() || content.is_empty() {
        return false;
    }
    // Looked at for every row by several rules, and most texts begin otherwise.
    let bare = content.trim_start_matches(['*', '-', '+', ' ']);
    if !BEGINNINGS.iter().any(|word| bare.starts_with(word)) {
        return false;
    }
    let lower = content.to_lowercase();
    // "Tổng cộng (I+II+III):" and "TỔNG SỐ (triệu đồng)"
    let name = lower.split(['(', ':', '=']).next().unwrap_or_default();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    if NAMES.contains(&name) {
        return true;
    }
    if !ordinal.trim().is_empty() {
        return false;
    }
    let begins = |what: &str, words: &[&str]| words.iter().any(|it| phrase::starts_with(what, it));
    let sums = |what: &str| begins(what, SUMS) || !begins(what, NO_SUMS);
    name.starts_with("cộng ") || name.strip_prefix("tổng ").is_some_and(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_items() {
        for (content, ordinal) in [
            ("Tổng cộng", ""),
            ("TỔNG SỐ", ""),
            ("Cộng:", ""),
            ("Tổng cộng (I+II+III)", ""),
            ("Cộng mục I", ""),
            ("Tổng cộng toàn tỉnh", ""),
            ("Tổng cộng", "*"),
            ("Toàn tỉnh", ""),
            ("Tổng chi thường xuyên", ""),
            ("Tổng diện tích", ""),
            ("Tổng công suất các trạm bơm", ""),
            ("Tổng thể tích trữ", ""),
            ("Tổng hợp đồng đã ký", ""),
        ] {
            assert!(is_total(content, ordinal), "{content}");
        }
        for (content, ordinal) in [
            ("Tổng số trường học", "1"),
            ("Cộng đồng dân cư tự quản", "3"),
            ("Cộng tác viên", "2"),
            ("Tổng kết năm học", ""),
            ("Tổng rà soát hộ nghèo", ""),
            ("Tổng hợp số liệu", ""),
            ("Tổng công ty Lương thực miền Bắc", ""),
            ("Tổng diện tích rừng", "2"),
            ("Tổng sản lượng lương thực có hạt", "1"),
            ("Sản lượng thóc", ""),
            ("", ""),
        ] {
            assert!(!is_total(content, ordinal), "{content}");
        }
    }
}
