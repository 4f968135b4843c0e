//! Texts that stand where a figure was asked for: `Không có`, `Chưa thu hoạch`.

/// Whether a lower-case text says that something has not come yet, without saying that it was missed.
pub(super) fn is_not_yet(lower: &str) -> bool {
    let assessed = [
        "đạt",
        "hoàn thành",
        "triển khai",
        "thực hiện",
        "xong",
        "đáp ứng",
        "bảo đảm",
        "đảm bảo",
        "có",
    ];
    let rest = lower.trim().strip_prefix("chưa ");
    rest.is_some_and(|it| !assessed.iter().any(|word| it.starts_with(word)))
}

/// Whether a lower-case text says that there was none.
pub(super) fn is_nothing(lower: &str) -> bool {
    let begins = |words: &[&str]| words.iter().any(|it| lower.trim().starts_with(it));
    begins(&[
        "không có",
        "không xảy ra",
        "không phát sinh",
        "không để",
        "không còn",
        "không ghi nhận",
    ]) && !begins(&["không có số liệu", "không có thông tin"])
        || lower.trim() == "không"
}
