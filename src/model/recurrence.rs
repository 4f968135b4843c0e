//! The grammar of times that come again, and the words that times are made of: "Hằng đêm", "Mỗi kỳ họp",
//! "Hai tuần một buổi".

/// Units of time and parts of a day or year, as they follow "mỗi" and "hằng".
const UNITS: &[&str] = &[
    "giờ", "ngày", "đêm", "sáng", "trưa", "chiều", "tối", "buổi", "ca", "tuần", "tháng", "quý",
    "năm", "mùa", "vụ", "kỳ", "kì", "phiên", "thứ", "chủ", "dịp", "đợt", "hè", "tết", "rằm",
];
/// Parts of a day, which come again where there are several: "Các tối từ thứ Hai".
const PARTS_OF_DAY: &[&str] = &["sáng", "trưa", "chiều", "tối", "đêm"];
/// What is counted by how often it is done.
const OCCURRENCES: &[&str] = &["lần", "buổi", "đợt", "cuộc", "kỳ", "phiên", "số", "lượt"];

/// A unit may stand behind a number or a part: "mỗi hai tuần", "mỗi đầu mùa khô".
const WORDS_TO_UNIT: usize = 3;

/// Whether a text in lower case says that something comes again.
pub(super) fn recurs(text: &str) -> bool {
    let words = words(text);
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    (0..words.len()).any(|at| match word(at) {
        "hằng" | "hàng" | "mọi" => UNITS.contains(&word(at + 1)),
        "mỗi" | "từng" => (at + 1..=at + WORDS_TO_UNIT).any(|it| UNITS.contains(&word(it))),
        "các" | "những" => PARTS_OF_DAY.contains(&word(at + 1)),
        unit if UNITS.contains(&unit) => {
            matches!(word(at + 1), "một" | "1" | "01") && OCCURRENCES.contains(&word(at + 2))
        }
        _ => false,
    })
}

/// Words of which times are made: units, parts of a day or year, days of the week, and the words that
/// place one thing before, in or after another.
const TIME_WORDS: &[&str] = &[
    "giờ",
    "phút",
    "ngày",
    "đêm",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "buổi",
    "hôm",
    "tuần",
    "tháng",
    "quý",
    "năm",
    "mùa",
    "kỳ",
    "kì",
    "phiên",
    "dịp",
    "đợt",
    "ca",
    "rằm",
    "mồng",
    "mùng",
    "thứ",
    "nhật",
    "lúc",
    "khi",
    "sau",
    "trước",
    "trong",
    "ngoài",
    "ngay",
    "từ",
    "đến",
    "tới",
    "lần",
    "đầu",
    "giữa",
    "cuối",
    "luôn",
    "liên",
    "thường",
    "đều",
    "đột",
    "tết",
    "lễ",
    "hè",
    "nay",
    "hạn",
    "thời",
    "nhàn",
    "kết",
    "khai",
];

/// Whether a text has a word of which times are made. "Đầu tư" and "đầu mối" are none.
pub fn names_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    (0..words.len()).any(|at| match word(at) {
        "đầu" => !matches!(word(at + 1), "tư" | "mối" | "ra" | "vào"),
        "liên" => matches!(word(at + 1), "tục"),
        "kết" => matches!(word(at + 1), "thúc"),
        "khai" => matches!(word(at + 1), "giảng" | "mạc" | "trương"),
        "thường" => matches!(word(at + 1), "xuyên" | "kỳ" | "kì" | "nhật" | "trực"),
        "thời" => matches!(word(at + 1), "gian" | "điểm" | "kỳ" | "kì" | "vụ"),
        "vụ" => at == 0 || TIME_WORDS.contains(&word(at - 1)),
        it => TIME_WORDS.contains(&it),
    })
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_told_by_its_grammar() {
        for text in [
            "hằng đêm",
            "hàng đêm",
            "hằng tối thứ bảy",
            "mỗi kỳ họp",
            "sau mỗi mùa khô",
            "mỗi hai tuần",
            "mỗi đầu mùa khô",
            "từng quý",
            "mọi ngày trong tuần",
            "các tối từ thứ hai đến thứ sáu",
            "hai tuần một buổi",
            "trong vòng 20 ngày sau mỗi vụ",
            "hằng chủ nhật",
        ] {
            assert!(recurs(text), "{text}");
        }
        for text in [
            "mỗi khi có dịch",
            "từng bước",
            "hàng hóa tết",
            "các năm",
            "tháng một",
        ] {
            assert!(!recurs(text), "{text}");
        }
    }

    #[test]
    fn times_are_made_of_words_of_time() {
        for text in [
            "Giờ có tàu",
            "Bất kỳ khi nào bệnh viện gọi",
            "Phiên chợ cuối tháng",
            "Lúc nông nhàn",
            "Ngoài vụ gặt",
            "Vụ mưa",
            "Không báo trước",
        ] {
            assert!(names_time(text), "{text}");
        }
        for text in [
            "Càng sớm càng tốt",
            "mai kia",
            "Biên bản",
            "Sở Nội vụ",
            "Ban Quản lý dự án đầu tư xây dựng",
            "Hội Liên hiệp Phụ nữ",
            "Quyết định",
        ] {
            assert!(!names_time(text), "{text}");
        }
    }
}
