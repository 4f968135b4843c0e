//! Bodies of an annex's own whose names differ in one word that is written like another: "Vườn quốc gia Chàm
//! Chim" beside "Vườn quốc gia Tràm Chim". A part of `agency-spelling-mixed`.

use std::collections::BTreeMap;

use crate::text::{
    confusion::{Confusion, Form},
    search::edit_distance,
};

/// A name that is meant is written so many times as often as the other.
const TIMES: usize = 2;
/// Shorter names have others of their kind.
const WORDS_MIN: usize = 3;
/// Bodies of which there is one in each place, so that names near each other are of two.
const OF_PLACES: &[&str] = &[
    "UBND",
    "HĐND",
    "Ủy ban",
    "Uỷ ban",
    "Hội đồng",
    "Công an",
    "Đảng ủy",
    "Trường",
    "Trạm",
    "Xã",
    "Phường",
    "Thôn",
    "Bản",
    "Ấp",
    "Xóm",
    "Ban Chỉ huy",
    "Tổ",
    "Chợ",
    "Nhà văn hóa",
    "Trung tâm",
];

/// The names that are probably another of the same annex, each with that one. `counts` says how often each is
/// written.
pub(super) fn slips<'text>(counts: &BTreeMap<&'text str, usize>) -> Vec<(&'text str, &'text str)> {
    let of_one = |name: &str| !OF_PLACES.iter().any(|it| name.starts_with(it));
    let names = counts.iter().filter(|(name, _)| of_one(name));
    let mut by_length: BTreeMap<usize, Vec<(&str, usize)>> = BTreeMap::new();
    for (name, n) in names {
        let n_words = name.split_whitespace().count();
        if WORDS_MIN <= n_words {
            by_length.entry(n_words).or_default().push((name, *n));
        }
    }
    let mut found = Vec::new();
    for names in by_length.values() {
        for (name, n) in names {
            let mut others = names
                .iter()
                .filter(|(other, times)| TIMES * n <= *times && is_slip(name, other));
            if let (Some((other, _)), None) = (others.next(), others.next()) {
                found.push((*name, *other));
            }
        }
    }
    found
}

/// Whether two names differ in one word, which is easily written for the other.
fn is_slip(one: &str, other: &str) -> bool {
    let pairs = one.split_whitespace().zip(other.split_whitespace());
    let mut differing = pairs.filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let are_names = one.starts_with(char::is_uppercase) || other.starts_with(char::is_uppercase);
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    if one == other || !one.chars().chain(other.chars()).all(char::is_alphabetic) {
        return false;
    }
    let confusion = Form::of(&one).confusion(&Form::of(&other));
    let sounds_alike = matches!(
        confusion,
        Some(Confusion::HoiNga | Confusion::Onset | Confusion::Coda)
    );
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    sounds_alike || (!are_names && edit_distance(&letters(&one), &letters(&other), 1) == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_the_others_of_the_annex() {
        let found = |names: &[(&'static str, usize)]| slips(&names.iter().copied().collect());
        assert_eq!(
            found(&[
                ("Vườn quốc gia Tràm Chim", 6),
                ("Vườn quốc gia Chàm Chim", 1)
            ]),
            [("Vườn quốc gia Chàm Chim", "Vườn quốc gia Tràm Chim")]
        );
        assert_eq!(
            found(&[
                ("Phòng Cải cách hành chính", 6),
                ("Phòng Cải cách hành chánh", 1)
            ])
            .len(),
            1
        );
        for names in [
            [
                ("Vườn quốc gia Tràm Chim", 1),
                ("Vườn quốc gia Chàm Chim", 1),
            ],
            [("UBND xã Tân Trào", 4), ("UBND xã Tân Chào", 1)],
            [("Vườn quốc gia Cát Bà", 4), ("Vườn quốc gia Cát Tiên", 1)],
            [("Phòng Nghiệp vụ 1", 4), ("Phòng Nghiệp vụ 2", 1)],
        ] {
            assert_eq!(found(&names), [], "{names:?}");
        }
    }
}
