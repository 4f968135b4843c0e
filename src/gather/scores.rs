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

/// First words of things that stand in places and are counted, without marks: "Trụ nước", "Bến đò".
const PLACES: &[&str] = &[
    "tru", "ben", "tram", "chot", "bai", "cho", "bot", "cau", "kho", "nha", "san", "khu", "cum",
    "co", "cua", "quay", "ho", "gieng", "voi", "hong", "cho", "truong", "lop", "phong", "tu",
    "diem", "noi", "vi", "tuyen", "loa", "bang", "cong", "den", "camera", "be", "o", "lang",
];

/// Words of headings, without marks, under which things are counted.
const OF_COUNTS: &[&str] = &[
    "so luong",
    "hien co",
    "bo sung",
    "lap moi",
    "xay moi",
    "hong",
    "con dung",
    "dang dung",
];

/// More points than assessments give.
const POINTS_MAX: f64 = 1000.0;

/// Whether values under a heading, in a row of a content and a unit, are points of an assessment.
pub(super) fn are_scores(heading: &str, content: &str, unit: &str, numbers: &[f64]) -> bool {
    let has_decimals = numbers.iter().any(|it| it.fract() != 0.0);
    match points(heading) {
        Some(is_score) => is_score,
        None => match (points(unit), points(content)) {
            (Some(true), Some(false)) => has_decimals,
            (Some(true), None) if !has_decimals => {
                let is_above = numbers.iter().any(|it| POINTS_MAX < *it);
                !is_above && !is_counted(heading, content)
            }
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

/// Whether a heading counts things, or a row names one that stands in a place.
fn is_counted(heading: &str, content: &str) -> bool {
    let said = format!(" {} ", folded(&words(heading)).join(" "));
    let counts = OF_COUNTS.iter().any(|it| said.contains(&format!(" {it} ")));
    let named = folded(&words(content));
    let mut named = named.iter().skip_while(|it| LEADING.contains(&it.as_str()));
    counts || named.next().is_some_and(|it| PLACES.contains(&it.as_str()))
}

/// Words before the name of what is counted, without marks.
const LEADING: &[&str] = &["so", "tong", "cac", "trong", "do", "luong"];

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
            ("Kết quả", "Trụ nước, bến lấy nước", "Điểm", false),
            ("Kết quả", "Chốt kiểm soát giao thông", "điểm", false),
            ("Số lượng / Hiện có", "Phát wifi miễn phí", "Điểm", false),
            ("Kết quả", "Mức độ hài lòng của người dân", "Điểm", true),
            ("Điểm số", "Trụ nước", "", true),
        ] {
            let found = are_scores(heading, content, unit, &[12.0]);
            assert_eq!(found, expected, "{heading} / {content} / {unit}");
        }
        let decimals = [12.5];
        assert!(are_scores(
            "Kết quả",
            "Điểm vệ sinh chung",
            "Điểm",
            &decimals
        ));
        assert!(are_scores("Kết quả", "Mức độ hài lòng", "Điểm", &decimals));
        assert!(!are_scores("Kết quả", "Nội dung khác", "Điểm", &[1788.0]));
    }
}
