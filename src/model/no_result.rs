//! Texts that stand where a figure was asked for: `Không có`, `Chưa thu hoạch`.

use super::outcome_words::dropped::{HAPPENS, LEFT_UNDONE};

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

/// Whether a lower-case text begins with the time to which the matter is put off.
pub(super) fn is_put_off(lower: &str) -> bool {
    let said = lower.trim();
    let bare = said.strip_prefix("đã ").unwrap_or(said);
    ["chuyển", "lùi", "dời", "hoãn", "đẩy", "gia hạn"]
        .iter()
        .any(|verb| {
            let behind = ["sang", "đến", "tới", "lại"];
            behind
                .iter()
                .any(|it| bare.starts_with(&format!("{verb} {it} ")))
        })
}

/// Whether a lower-case text says that it is not there and nothing more.
pub(super) fn is_not_there(lower: &str) -> bool {
    let said = lower.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(said, "chưa có" | "hiện chưa có" | "đến nay chưa có")
}

/// Whether a lower-case text says that there was none.
pub(super) fn is_nothing(lower: &str) -> bool {
    let text = lower.trim();
    let behind = |word: &str, others: &[&str]| {
        let rest = text.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| others.iter().any(|it| rest.starts_with(it)))
    };
    if let Some(rest) = text.strip_prefix("không") {
        let is_word = rest.is_empty() || rest.starts_with([' ', ',', '.', ';']);
        return is_word && !behind("không", LEFT_UNDONE);
    }
    behind("chưa", HAPPENS)
}

#[cfg(test)]
mod tests {
    use super::is_nothing;

    #[test]
    fn nothing_is_told_from_what_was_left_undone() {
        for (text, expected) in [
            ("không phát hiện", true),
            ("không phát hiện trường hợp nào", true),
            ("không xảy ra", true),
            ("không có vụ nào", true),
            ("không tái phát", true),
            ("không vi phạm", true),
            ("chưa ghi nhận trường hợp nào", true),
            ("không", true),
            ("không đạt", false),
            ("không bảo đảm", false),
            ("không có số liệu", false),
            ("không thống kê", false),
            ("chưa đạt", false),
            ("chưa có số liệu", false),
        ] {
            assert_eq!(is_nothing(text), expected, "{text}");
        }
    }
}
