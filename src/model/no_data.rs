//! Texts that say that nothing is known yet: `Chưa có thống kê`, `Các đơn vị chưa gửi báo cáo`.

use super::outcome_words::{
    begins,
    unknown::{ADDING_UP, GATHERING, KNOWLEDGE, LEADING, MADE_KNOWN, NOT_SENT, NOT_YET, OF_REPORT},
};
use crate::text::phrase::{has_phrase, starts_with};

/// Whether words in lower case are about learning how an indicator stands.
pub(super) fn is_of_knowledge(said: &str) -> bool {
    let mut known = KNOWLEDGE.iter().chain(GATHERING);
    known.any(|it| has_phrase(said, it))
}

/// Returns what is still missing where words in lower case say that nothing is known yet.
pub(super) fn unknown(said: &str) -> Option<&'static str> {
    if NOT_SENT.iter().any(|it| said.ends_with(it)) {
        return Some("báo cáo");
    }
    let said = LEADING
        .iter()
        .find_map(|it| said.strip_prefix(it)?.strip_prefix(' '))
        .unwrap_or(said);
    if let Some(gathered) = said.strip_prefix("đang ") {
        if let Some(known) = ADDING_UP.iter().find(|it| **it == gathered) {
            return Some(known);
        }
        let is_gathered = begins(gathered, GATHERING);
        let mut figures = ["số liệu", "dữ liệu"].into_iter();
        if let Some(figures) = figures.find(|it| is_gathered && gathered.ends_with(it)) {
            return Some(figures);
        }
    }
    let waits = ["chờ", "đang chờ", "đợi", "đang đợi"]
        .iter()
        .any(|it| starts_with(said, it));
    if waits && MADE_KNOWN.iter().any(|it| said.ends_with(it)) {
        return Some("số liệu");
    }
    if let Some(known) = said.strip_prefix("không ").and_then(not_known) {
        return Some(known);
    }
    let behind = NOT_YET
        .iter()
        .find_map(|it| said.strip_prefix(it)?.strip_prefix(' '))?;
    let known = KNOWLEDGE.iter().find(|it| starts_with(behind, it))?;
    let rest = behind.strip_prefix(known).unwrap_or_default().trim_start();
    let is_known = match *known {
        "báo cáo" => rest.is_empty() || begins(rest, OF_REPORT),
        "kết quả" if waits => ["điều tra", "khảo sát", "thống kê", "đánh giá"]
            .iter()
            .any(|it| starts_with(rest, it)),
        _ => !waits || matches!(*known, "số liệu" | "dữ liệu" | "thông tin" | "thống kê"),
    };
    is_known.then_some(known)
}

/// Returns what is not known where "không" stands ahead of nothing but that: "đánh giá được".
fn not_known(behind: &str) -> Option<&'static str> {
    let behind = behind.strip_prefix("có ").unwrap_or(behind);
    let known = KNOWLEDGE.iter().find(|it| starts_with(behind, it))?;
    let rest = behind.strip_prefix(known)?.trim_start();
    let is_all = rest.is_empty() || begins(rest, &["được", "năm", "quý", "trong", "kỳ", "đợt"]);
    is_all.then_some(*known)
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
            ("chưa đối chiếu", true),
            ("chưa chốt số liệu", true),
            ("đang rà soát số liệu", true),
            ("đợi thống kê công bố", true),
            ("chờ bộ cung cấp số liệu", true),
            ("đang tổng hợp", true),
            ("không đánh giá", true),
            ("không thống kê được", true),
            ("không có kết quả", true),
            ("không đánh giá rủi ro", false),
            ("đang rà soát hồ sơ", false),
            ("đang tổng hợp ý kiến", false),
            ("chờ bộ phê duyệt", false),
            ("đã báo cáo", false),
        ] {
            assert_eq!(unknown(text).is_some(), expected, "{text}");
        }
    }
}
