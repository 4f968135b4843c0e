//! Headings that annexes usually have, and the one that a misspelt heading was meant to be.

use std::sync::LazyLock;

use crate::text::search::{edit_distance, fold};

/// Whole headings in lower case. "Chỉ tiêu" and "mục tiêu" are not among them: without marks they are
/// other words.
const USUAL: [&str; 31] = [
    "đơn vị tính",
    "cơ quan chủ trì",
    "cơ quan chủ trì thực hiện",
    "cơ quan, đơn vị chủ trì",
    "đơn vị chủ trì",
    "đơn vị chủ trì thực hiện",
    "cơ quan phối hợp",
    "cơ quan phối hợp thực hiện",
    "cơ quan, đơn vị phối hợp",
    "đơn vị phối hợp",
    "đơn vị phối hợp thực hiện",
    "cơ quan thực hiện",
    "đơn vị thực hiện",
    "thời gian",
    "thời gian hoàn thành",
    "thời gian thực hiện",
    "thời hạn hoàn thành",
    "tiến độ thực hiện",
    "sản phẩm",
    "sản phẩm hoàn thành",
    "kết quả thực hiện",
    "ghi chú",
    "nội dung",
    "nội dung nhiệm vụ",
    "nội dung công việc",
    "nhiệm vụ",
    "nhiệm vụ, giải pháp",
    "nhiệm vụ cụ thể",
    "tên nhiệm vụ",
    "tên chỉ tiêu",
    "lĩnh vực",
];

/// Returns the usual heading, in lower case, that a heading was meant to be: it differs in marks, in one
/// letter, or in two letters that changed places. `None` for a usual heading itself and for any other.
pub fn intended(heading: &str) -> Option<&'static str> {
    // Most texts of a sheet are longer, or hold a figure.
    if !(6..=60).contains(&heading.len()) || heading.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> = heading.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase();
    if USUAL.contains(&&*lower) {
        return None;
    }
    let folded: Vec<char> = fold(&lower).chars().collect();
    let is_meant = |usual: &[char]| {
        // In a short heading, another letter makes another word.
        let is_long = 12 <= usual.len();
        folded.len().abs_diff(usual.len()) <= 1
            && (folded == usual
                || (is_long && edit_distance(&folded, usual, 1) <= 1)
                || changed_places(&folded, usual))
    };
    let found = FOLDED.iter().find(|(usual, _)| is_meant(usual));
    found.map(|(_, usual)| *usual)
}

/// The usual headings without marks.
static FOLDED: LazyLock<Vec<(Vec<char>, &str)>> = LazyLock::new(|| {
    let usual = USUAL.into_iter();
    usual.map(|it| (fold(it).chars().collect(), it)).collect()
});

/// Whether two texts differ in two neighbouring letters that changed places.
fn changed_places(left: &[char], right: &[char]) -> bool {
    let pairs = left.iter().zip(right).enumerate();
    let differ: Vec<(usize, (&char, &char))> = pairs.filter(|(_, (l, r))| l != r).collect();
    left.len() == right.len()
        && matches!(
            differ.as_slice(),
            [(at, (l1, r1)), (next, (l2, r2))] if at + 1 == *next && l1 == r2 && l2 == r1
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_headings_are_recognised() {
        for (text, meant) in [
            ("Đơn vị tinh", Some("đơn vị tính")),
            ("Cơ quan chũ trì", Some("cơ quan chủ trì")),
            ("Thời gain thực hiện", Some("thời gian thực hiện")),
            ("Cơ quan phôí hợp", Some("cơ quan phối hợp")),
            ("GHI CHỮ", Some("ghi chú")),
            ("Nôi dung", Some("nội dung")),
            ("Đơn vị  tính", None),
            ("Đơn vị tính", None),
            ("Đơn vị tình nguyện", None),
            ("Chi tiêu", None),
            ("Thời giá", None),
            ("Kết quả", None),
            ("Đơn vị phối hợp, hỗ trợ", None),
        ] {
            assert_eq!(intended(text), meant, "{text}");
        }
    }
}
