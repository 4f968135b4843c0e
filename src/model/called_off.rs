//! Whether a clause says that something is not carried out: `Không tổ chức do thiếu vốn`.

use crate::text::phrase::{has_phrase, starts_with};

/// Words behind which stands the reason, which is not judged.
const REASONS: &[&str] = &[" do ", " vì ", " bởi ", " tại vì ", " nên "];

/// Words behind "không" that tell a result, a state or what is known, and no deed left undone.
const OUTCOMES: &[&str] = &[
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
];

/// Words that leave open whether the rest was done.
const PARTLY: &[&str] = &["được", "đúng", "kịp", "đầy đủ", "hết", "đạt", "tốt"];

/// A clause in lower case without the reason that it gives.
pub(super) fn without_reason(clause: &str) -> &str {
    let ends = REASONS.iter().filter_map(|it| clause.find(it));
    let ends = ends.filter(|at| !clause.get(..*at).is_some_and(|it| it.ends_with(" tự")));
    ends.min().and_then(|at| clause.get(..at)).unwrap_or(clause)
}

/// The deed that a clause in lower case says is left undone: "mua sắm" of "không mua sắm do thiếu vốn".
pub(super) fn undone(clause: &str) -> Option<&str> {
    let said = without_reason(clause).trim();
    let said = said.strip_prefix("thôi ").unwrap_or(said);
    let deed = said.strip_prefix("không ")?.trim_start();
    let is_outcome = OUTCOMES.iter().any(|it| starts_with(deed, it));
    let is_partly = PARTLY.iter().any(|it| has_phrase(deed, it));
    (!is_outcome && !is_partly).then_some(deed)
}

/// Whether a clause gives a reason for a deed left undone.
pub(super) fn gives_reason(clause: &str) -> bool {
    without_reason(clause).len() < clause.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_left_undone_is_told_from_a_result() {
        for (clause, expected) in [
            ("không mua sắm do không được bố trí vốn", Some("mua sắm")),
            ("không cử đoàn vì dịch bệnh", Some("cử đoàn")),
            ("thôi không mở lớp", Some("mở lớp")),
            ("không tổ chức được do mưa bão", None),
            ("không đạt do thiếu vốn", None),
            ("không phát hiện", None),
            ("không tái phát", None),
            ("không đúng hạn", None),
            ("đã mua", None),
        ] {
            assert_eq!(undone(clause), expected, "{clause}");
        }
    }
}
