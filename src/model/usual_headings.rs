//! Headings that annexes usually have, and the one that a misspelt heading was meant to be.

use std::sync::LazyLock;

use super::column::Role;
use crate::text::search::{edit_distance, fold};

/// Usual headings by the role of their column, as they are usually written.
const USUAL: &[(Role, &[&str])] = &[
    (Role::Group, &["Lĩnh vực"]),
    (
        Role::Content,
        &[
            "Chỉ tiêu",
            "Nhiệm vụ, giải pháp",
            "Nội dung mục tiêu",
            "Nội dung",
            "Nhiệm vụ",
            "Mục tiêu",
            "Tên chỉ tiêu",
            "Tên nhiệm vụ",
            "Nhiệm vụ cụ thể",
            "Nội dung công việc",
            "Nội dung nhiệm vụ",
        ],
    ),
    (Role::Unit, &["Đơn vị", "Đơn vị tính", "ĐVT"]),
    (
        Role::Lead,
        &[
            "Cơ quan chủ trì",
            "Cơ quan chủ trì thực hiện",
            "Cơ quan chủ trì, theo dõi, đánh giá",
            "Cơ quan chủ trì theo dõi, đánh giá",
            "Cơ quan, đơn vị chủ trì",
            "Đơn vị chủ trì",
            "Đơn vị chủ trì thực hiện",
            "Chủ trì",
            "Cơ quan thực hiện",
            "Đơn vị thực hiện",
            "Đơn vị phụ trách",
            "Cơ quan theo dõi",
            "Đơn vị theo dõi",
        ],
    ),
    (
        Role::Coordinating,
        &[
            "Cơ quan phối hợp",
            "Cơ quan phối hợp thực hiện",
            "Cơ quan, đơn vị phối hợp",
            "Bộ, ngành phối hợp",
            "Đơn vị phối hợp",
            "Đơn vị phối hợp thực hiện",
            "Phối hợp",
        ],
    ),
    (
        Role::Result,
        &[
            "Kết quả",
            "Sản phẩm",
            "Sản phẩm hoàn thành",
            "Kết quả, sản phẩm",
            "Sản phẩm đầu ra",
        ],
    ),
    (
        Role::Time,
        &[
            "Thời gian thực hiện",
            "Thời gian hoàn thành",
            "Thời hạn hoàn thành",
            "Tiến độ thực hiện",
            "Thời gian",
            "Thời hạn",
        ],
    ),
    (Role::Actual, &["Kết quả thực hiện"]),
    (Role::Note, &["Ghi chú"]),
];

/// Usual headings that are other words without their marks ("chi tiêu" is spending), or that have a
/// letter in common with too many others. They are meant only where the column is known to be theirs.
const NEEDS_ROLE: [&str; 8] = [
    "Chỉ tiêu",
    "Mục tiêu",
    "Đơn vị",
    "ĐVT",
    "Chủ trì",
    "Phối hợp",
    "Kết quả",
    "Thời hạn",
];

/// Number of letters from which another letter does not make another word.
const LONG: usize = 12;

/// A usual heading as it is compared.
struct Usual {
    role: Role,
    text: &'static str,
    lower: String,
    folded: Vec<char>,
}

static ALL: LazyLock<Vec<Usual>> = LazyLock::new(|| {
    let texts = USUAL.iter();
    let texts = texts.flat_map(|(role, texts)| texts.iter().map(|text| (*role, *text)));
    let usual = texts.map(|(role, text)| Usual {
        role,
        text,
        lower: text.to_lowercase(),
        folded: letters(&fold(text)),
    });
    usual.collect()
});

/// Returns the usual heading that a heading was meant to be, whatever its column is: it differs in
/// marks, in one letter, or in two letters that changed places. `None` for a usual heading itself and
/// for any other.
pub fn intended(heading: &str) -> Option<&'static str> {
    // Most texts of a sheet are longer, or hold a figure.
    if !(6..=60).contains(&heading.len()) || heading.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = single_spaced(heading);
    let folded = letters(&fold(&lower));
    let is_meant = |usual: &&Usual| {
        let n_letters = usual.folded.len();
        folded.len().abs_diff(n_letters) <= 1
            && !NEEDS_ROLE.contains(&usual.text)
            && (folded == usual.folded
                || (LONG <= n_letters && edit_distance(&folded, &usual.folded, 1) <= 1)
                || changed_places(&folded, &usual.folded))
    };
    let found = ALL.iter().find(is_meant)?;
    let is_usual = ALL.iter().any(|usual| usual.lower == lower);
    (!is_usual).then_some(found.text)
}

/// Returns the usual heading of columns of `role` that a heading was meant to be: one word has a slip.
/// `None` for a usual heading itself, and for any other.
pub fn intended_as(role: Role, heading: &str) -> Option<&'static str> {
    let lower = single_spaced(heading);
    let own = || ALL.iter().filter(|usual| usual.role == role);
    if own().any(|usual| usual.lower == lower) {
        return None;
    }
    let written = letters(&lower);
    let near = own().filter(|usual| is_slip_of(&lower, &usual.lower));
    let near = near.map(|usual| {
        let far = edit_distance(&written, &letters(&usual.lower), DISTANCE_MAX);
        (far, usual.text)
    });
    let near = near.filter(|(far, _)| *far <= DISTANCE_MAX);
    near.min_by_key(|(far, _)| *far).map(|(_, text)| text)
}

/// Maximum edit distance to a usual heading, marks included.
const DISTANCE_MAX: usize = 2;

/// Whether one heading is the other with a slip in one word: other marks, a letter more, less or
/// exchanged. "Thời hạn" is no slip of "Thời gian", nor "Kết quả" of "Hiệu quả".
fn is_slip_of(heading: &str, usual: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (heading.split(' ').collect(), usual.split(' ').collect());
    let mut differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let (Some((word, right)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let (bare, bare_right) = (letters(&fold(word)), letters(&fold(right)));
    let (mut sorted, mut sorted_right) = (bare.clone(), bare_right.clone());
    sorted.sort_unstable();
    sorted_right.sort_unstable();
    one.len() == other.len()
        && (sorted == sorted_right
            || edit_distance(&bare, &bare_right, 1) <= 1
            || sounded(word) == sounded(right))
}

/// Returns a word without marks, with one letter for beginnings that sound alike: "chì", "trì".
fn sounded(word: &str) -> String {
    let bare = fold(word);
    let alike = [
        ("tr", "c"),
        ("ch", "c"),
        ("x", "s"),
        ("gi", "d"),
        ("r", "d"),
    ];
    let begins = alike
        .iter()
        .find_map(|(from, to)| Some(format!("{to}{}", bare.strip_prefix(from)?)));
    begins.unwrap_or(bare)
}

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

/// Returns a heading in lower case with single spaces.
fn single_spaced(heading: &str) -> String {
    let words: Vec<&str> = heading.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_headings_are_recognised() {
        for (text, meant) in [
            ("Đơn vị tinh", Some("Đơn vị tính")),
            ("Cơ quan chũ trì", Some("Cơ quan chủ trì")),
            ("Thời gain thực hiện", Some("Thời gian thực hiện")),
            ("Cơ quan phôí hợp", Some("Cơ quan phối hợp")),
            ("GHI CHỮ", Some("Ghi chú")),
            ("Nôi dung", Some("Nội dung")),
            ("Sản phẩm đầu rà", Some("Sản phẩm đầu ra")),
            ("Đơn vị phụ trạch", Some("Đơn vị phụ trách")),
            ("Đơn vị  tính", None),
            ("Đơn vị tính", None),
            ("Đơn vị tình nguyện", None),
            ("Chi tiêu", None),
            ("Thời giá", None),
            ("Thời hận", None),
            ("Kết quả", None),
            ("Đơn vị phối hợp, hỗ trợ", None),
        ] {
            assert_eq!(intended(text), meant, "{text}");
        }
    }

    #[test]
    fn a_known_column_says_more() {
        for (role, text, meant) in [
            (Role::Content, "Chi tiêu", Some("Chỉ tiêu")),
            (Role::Content, "Tên chỉ tiếu", Some("Tên chỉ tiêu")),
            (Role::Lead, "Cơ quan chủ chì", Some("Cơ quan chủ trì")),
            (Role::Time, "Thời hận", Some("Thời hạn")),
            (Role::Time, "Tiến đô thực hiện", Some("Tiến độ thực hiện")),
            (Role::Note, "Ghi chữ", Some("Ghi chú")),
            (Role::Lead, "Đơn vị tinh", None),
            (Role::Lead, "Cơ quan, đơn vị chủ trì", None),
            (Role::Result, "Hiệu quả", None),
        ] {
            assert_eq!(intended_as(role, text), meant, "{text}");
        }
    }
}
