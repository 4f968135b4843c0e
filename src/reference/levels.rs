//! The level of government at the end of a body's name: "Bộ Chỉ huy Quân sự tĩnh", "UBND xả Trà Cú".
//!
//! It stands behind any name and before any place, so neighbours cannot tell it; the name of the body does.

use super::{
    joints::Meant,
    syllable_pairs::{Id, Pairs},
    words::{Kind, Word},
};

/// Levels, with the words of the same letters.
const LEVELS: &[(&str, &[&str])] = &[
    ("tỉnh", &["tĩnh", "tính", "tình", "tịnh", "tinh"]),
    ("xã", &["xả", "xá", "xà", "xạ", "xa"]),
    ("phường", &["phương", "phướng", "phượng", "phưởng"]),
];

/// Beginnings of the names of bodies.
const BODIES: &[&str] = &[
    "sở",
    "ban",
    "bộ chỉ huy",
    "bộ đội",
    "bộ tư lệnh",
    "công an",
    "hội",
    "hội đồng",
    "liên đoàn",
    "liên minh",
    "liên hiệp",
    "ủy ban",
    "uỷ ban",
    "đảng ủy",
    "đảng uỷ",
    "đảng bộ",
    "đoàn",
    "trung tâm",
    "trường",
    "bệnh viện",
    "viện",
    "văn phòng",
    "kho bạc",
    "bảo hiểm",
    "thống kê",
    "chi cục",
    "thanh tra",
    "tòa án",
    "toà án",
    "mặt trận",
    "thư viện",
    "bảo tàng",
    "ngân hàng",
    "hiệp hội",
    "cơ quan",
];

/// The second words of other things that begin like bodies: "Ban hành", "Trường hợp", "Hội nghị".
const NO_BODIES: &[&str] = &[
    "hành", "giao", "hợp", "nghị", "thảo", "thi", "thao", "chợ", "chẩn", "nhập", "viên", "kết",
];

/// Longer names are sentences.
const NAME_MAX: usize = 12;

/// Returns the level of government that a word with other marks is meant to be.
pub(super) fn level(pairs: &Pairs, words: &[Word], at: usize) -> Option<Meant> {
    let word = words.get(at).filter(|it| it.kind == Kind::Plain)?;
    // Fast path: nearly all words.
    if !word.lower.starts_with(['t', 'x', 'p']) {
        return None;
    }
    let (meant, _) = LEVELS
        .iter()
        .find(|(_, others)| others.contains(&word.lower.as_str()))?;
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let before = before.filter(|_| word.follows)?;
    let behind = words.get(at + 1).filter(|it| it.follows);
    let is_council = matches!(before.lower.as_str(), "ubnd" | "hđnd");
    let is_pair_before = !is_council && is_pair(pairs, before.id, word.id);
    if is_pair_before || behind.is_some_and(|it| is_pair(pairs, word.id, it.id)) {
        return None;
    }
    let ends = behind.is_none_or(|it| it.kind != Kind::Plain);
    let is_level = match before.lower.as_str() {
        _ if is_council => true,
        "các" | "từng" | "mỗi" => ends && *meant == "xã" && word.lower != "xá",
        _ => ends && begins_with_body(words, at),
    };
    let range = word.start..word.start + word.text.len();
    is_level.then(|| (range, (*meant).to_owned()))
}

fn is_pair(pairs: &Pairs, one: Option<Id>, two: Option<Id>) -> bool {
    one.zip(two)
        .is_some_and(|(one, two)| pairs.is_frequent(one, two))
}

/// Whether the words before one, as far as only blanks part them, begin as a body's name.
fn begins_with_body(words: &[Word], at: usize) -> bool {
    let first = (0..=at)
        .rev()
        .find(|it| words.get(*it).is_none_or(|it| !it.follows));
    let name = first.and_then(|first| words.get(first..at));
    let Some([first, rest @ ..]) = name.filter(|it| it.len() <= NAME_MAX) else {
        return false;
    };
    let second = rest.first().map_or("", |it| it.lower.as_str());
    let third = rest.get(1).map_or("", |it| it.lower.as_str());
    let start = format!("{} {second} {third} ", first.lower);
    let is_body = BODIES.iter().any(|it| {
        start
            .strip_prefix(it)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let is_capital = first.text.starts_with(char::is_uppercase);
    is_capital && is_body && !NO_BODIES.contains(&second)
}

#[cfg(test)]
mod tests {
    use crate::reference::spelling::tests::found;

    #[test]
    fn bodies_end_with_their_level() {
        for (text, slips) in [
            ("Trường Quân sự tĩnh", "tĩnh>tỉnh"),
            ("Công an tính; Bộ Chỉ huy Quân sự tỉnh", "tính>tỉnh"),
            ("Hội Khuyến học tĩnh; Sở Tư pháp", "tĩnh>tỉnh"),
            ("UBND tình Đắk Lắk", "tình>tỉnh"),
            ("UBND phường Trà Vinh; UBND xả Trà Cú", "xả>xã"),
            ("Văn phòng HĐND và UBND xả", "xả>xã"),
            ("UBND các xả, phường", "xả>xã"),
            ("Hội Liên hiệp Phụ nữ xà", "xà>xã"),
            ("Thống kê tĩnh Đồng Nai", "tĩnh>tỉnh"),
        ] {
            assert_eq!(found(text), slips, "{text}");
        }
    }

    #[test]
    fn words_of_the_same_letters_stand_where_they_belong() {
        for text in [
            "Trung tâm Thông tin, tư vấn về giới tính",
            "Ban Chỉ đạo xây dựng bảo tàng chân dung danh tính",
            "Hội nghị tổng kết công tác dân tình",
            "Trung tâm Đào tạo từ xa",
            "Sở Y tế tính lại định mức",
            "Ban hành bộ chỉ số có định tính",
            "Trường hợp đặc biệt về thu nhập tính thuế",
            "Bệnh viện phục vụ vùng sâu, vùng xa",
            "UBND xã, phường; UBND tỉnh",
            "Trạm bơm các cửa xả, kênh xả",
            "Công ty Điện lực xa nhà",
            "Các phương tiện, các phương án",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}
