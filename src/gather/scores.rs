//! Points of an assessment, told from places that are called points: "Điểm tự chấm", "Điểm tập kết rác".

use crate::text::{
    likeness::{folded, is_unmarked, words},
    search::fold,
};

/// Words behind "điểm" that say that it is of an assessment.
const OF_ASSESSMENTS: &[&str] = &[
    "số",
    "chấm",
    "tự",
    "đánh",
    "thẩm",
    "xếp",
    "trung",
    "bình",
    "chuẩn",
    "thi",
    "thưởng",
    "trừ",
    "cộng",
    "tổng",
    "tối",
    "đạt",
    "chỉ",
    "hài",
    "cải",
    "môn",
    "chất",
    "thành",
    "được",
    "quy",
    "theo",
    "của",
    "năm",
    "quý",
    "kỳ",
    "công",
];

/// Words before "điểm" with which it is another word.
const COMPOUNDS: &[&str] = &[
    "địa", "thời", "trọng", "thí", "đặc", "quan", "ưu", "khuyết", "nhược", "cao", "tâm", "tiêu",
    "kiểm",
];

/// Verbs and words of number before "điểm" that make it a place: "Bố trí điểm tập kết".
const OF_PLACES: &[&str] = &[
    "trí", "dựng", "lập", "mở", "đặt", "trì", "xóa", "xoá", "các", "những",
];

/// Whether values under a heading, in a row of a content and a unit, are points of an assessment.
pub(super) fn are_scores(heading: &str, content: &str, unit: &str, has_decimals: bool) -> bool {
    match points(heading) {
        Some(is_score) => is_score,
        None => match (points(unit), points(content)) {
            (Some(true), Some(false)) => has_decimals,
            (Some(is_score), _) => is_score,
            (None, of_content) => {
                let starts = folded(&words(content))
                    .first()
                    .is_some_and(|it| it == "diem");
                unit.trim().is_empty() && starts && of_content == Some(true)
            }
        },
    }
}

/// Whether a text speaks of points of an assessment; `None` where it names no points, `Some(false)` where
/// these are places.
fn points(text: &str) -> Option<bool> {
    let written = text.split(|c: char| !c.is_alphanumeric());
    let written: Vec<&str> = written.filter(|it| !it.is_empty()).collect();
    let is_bare = is_unmarked(text);
    let is = |word: &str, list: &[&str]| {
        let lower = word.to_lowercase();
        let mut list = list.iter();
        list.any(|it| *it == lower || is_bare && fold(it) == lower)
    };
    let at_before = |at: usize| at.checked_sub(1).and_then(|it| written.get(it)).copied();
    let at = written.iter().enumerate().position(|(at, word)| {
        let before = at_before(at).unwrap_or_default();
        is(word, &["điểm"]) && !is(before, COMPOUNDS)
    })?;
    let is_of_place = at_before(at).is_some_and(|it| is(it, OF_PLACES));
    let Some(next) = written.get(at + 1).filter(|_| !is_of_place) else {
        return Some(!is_of_place);
    };
    let is_name_of_index = 1 < next.chars().count() && next.chars().all(char::is_uppercase);
    let is_number = next.chars().all(|c| c.is_ascii_digit());
    Some(is_name_of_index || is_number || is(next, OF_ASSESSMENTS))
}

#[cfg(test)]
mod tests {
    use super::are_scores;

    #[test]
    fn points_of_assessments_are_told_from_places() {
        for (heading, content, unit, expected) in [
            ("Điểm tự chấm", "Đúng giờ làm việc", "", true),
            ("Điểm", "Chấp hành giờ giấc", "", true),
            ("Kết quả", "Chỉ số cải cách hành chính", "Điểm", true),
            ("Kết quả", "Điểm trung bình thi tốt nghiệp", "", true),
            ("Kết quả", "Điểm DTI cấp xã", "Điểm", true),
            ("Kết quả", "Bố trí điểm tập kết", "Điểm", false),
            ("Kết quả", "Điểm trường mầm non", "Điểm", false),
            ("Kết quả", "Số điểm truy cập wifi", "", false),
            ("Điểm tập kết", "Xã loại I", "", false),
            ("Kết quả", "Số hội nghị trực tuyến", "điểm cầu", false),
            ("Kết quả", "Thí điểm mô hình mới", "mô hình", false),
            ("Địa điểm", "Số hộ", "hộ", false),
        ] {
            let found = are_scores(heading, content, unit, false);
            assert_eq!(found, expected, "{heading} / {content} / {unit}");
        }
        assert!(are_scores("Kết quả", "Điểm vệ sinh chung", "Điểm", true));
    }
}
