//! A part that a text says to be larger than its whole: "240 người, trong đó 250 phụ nữ", "12 tỷ đồng, gồm ngân
//! sách tỉnh 15 tỷ đồng", "240 người (nữ 250)". A part of `sum-differs`.

use super::text_sums::{Figure, figures, has_word, n_figures, sentence_end, sentence_start};
use crate::model::{parse_number, vietnamese_number};

/// Words that introduce parts. A bracket does so where it counts women or minorities.
const MARKERS: &[&str] = &["trong đó", "gồm", "("];

/// Words of a part in brackets.
const SHARES: &[&str] = &["nữ", "nam", "dân tộc thiểu số"];

/// Words between a marker and its part that make the part another amount.
const OTHER_AMOUNTS: &[&str] = &["mỗi", "tăng", "giảm", "vượt", "so", "từ", "cho", "phục vụ"];

/// Words for persons, as they stand behind a number. Words that end in "viên" are others.
const PERSONS: &[&str] = &[
    "người",
    "lượt người",
    "phụ nữ",
    "nữ",
    "nam",
    "trẻ",
    "em",
    "cháu",
    "học sinh",
    "cán bộ",
    "công chức",
    "đại biểu",
    "lao động",
    "công nhân",
    "nông dân",
    "ngư dân",
    "bác sĩ",
    "điều dưỡng",
    "thợ",
    "chiến sĩ",
    "dân quân",
    "thanh niên",
    "bệnh nhân",
    "nghệ nhân",
    "cựu chiến binh",
    "viên chức",
    "chuyên gia",
];
/// Words in "viên" that are no persons.
const PLACES: &[&str] = &["công viên", "hoa viên"];
/// A word for persons has so many words at most: "tuyên truyền viên".
const WORDS_OF_PERSONS: usize = 3;

/// Returns a whole and one of its parts that is larger.
pub(super) fn larger_part(text: &str) -> Option<(String, String)> {
    if n_figures(text) < 2 || !may_have_parts(text) {
        return None;
    }
    let lower = text.to_lowercase();
    let (whole, part) = MARKERS.iter().find_map(|it| behind_marker(&lower, it))?;
    Some((vietnamese_number(whole), vietnamese_number(part)))
}

fn may_have_parts(text: &str) -> bool {
    ["rong đó", "ồm ", "("].iter().any(|it| text.contains(it))
}

fn behind_marker(text: &str, marker: &str) -> Option<(f64, f64)> {
    let at = text.find(marker)?;
    let start = sentence_start(text, at);
    let before = text.get(start..at)?;
    let end = match marker {
        "(" => at + text.get(at..)?.find(')')?,
        _ => sentence_end(text, at),
    };
    let behind = text.get(at + marker.len()..end)?;
    if marker == "(" && !SHARES.iter().any(|it| has_phrase(behind, it)) {
        return None;
    }
    let counted = figures(behind);
    let part = match counted.first() {
        Some(first) => Figure { ..*first },
        None => share_without_noun(behind)?,
    };
    if marker == "(" && !counts_persons(part.unit) {
        return None;
    }
    let leading = behind.get(..part.at)?;
    if OTHER_AMOUNTS.iter().any(|it| has_phrase(leading, it)) {
        return None;
    }
    let wholes = figures(before);
    let last = wholes.last()?;
    let alike = wholes.iter().rev().find(|it| is_same_thing(it, &part));
    let whole = alike.or_else(|| Some(last).filter(|it| holds(it, &part)))?;
    let is_rate = before.get(whole.at..)?.contains('/') || has_phrase(before, "mỗi");
    let (all, some) = match (whole.millions(), part.millions()) {
        (Some(all), Some(some)) => (all, some),
        _ => (whole.value, part.value),
    };
    if is_rate {
        return None;
    }
    if all < some {
        return Some((whole.value, part.value));
    }
    let mut alike = counted
        .iter()
        .skip(1)
        .take_while(|it| is_same_thing(it, &part));
    let within = behind.find(';').unwrap_or(behind.len());
    let larger = alike.find(|it| it.at < within && it.millions().is_none() && all < it.value)?;
    Some((whole.value, larger.value))
}

/// "nữ 250", "nữ: 250": a number behind the word for its persons.
fn share_without_noun(text: &str) -> Option<Figure<'static>> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let number = text.get(at..)?;
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, behind) = number.split_at_checked(end.unwrap_or(number.len()))?;
    let before = text.get(..at)?.trim_end_matches([' ', ':']);
    let is_share = SHARES.iter().any(|it| before.ends_with(it));
    let is_alone = behind.is_empty() || behind.starts_with([',', ';', '.', ')']);
    (is_share && is_alone).then_some(Figure {
        value: parse_number(number.trim_end_matches('.'))?,
        at,
        unit: "người",
    })
}

/// Whether both are amounts of money, or numbers of the same things: "180 học viên".
fn is_same_thing(whole: &Figure, part: &Figure) -> bool {
    match (whole.millions(), part.millions()) {
        (Some(_), Some(_)) => true,
        (None, None) => !part.thing().is_empty() && whole.thing() == part.thing(),
        _ => false,
    }
}

/// Whether a whole of several things or of persons may hold a part: "20 xã, phường", "240 người".
fn holds(whole: &Figure, part: &Figure) -> bool {
    if whole.millions().is_some() || part.millions().is_some() {
        return false;
    }
    let things = whole.unit.split([',', ';']).map(str::trim_start);
    let mut things = things.flat_map(|it| it.split(" và "));
    let thing = part.thing();
    let is_listed = things.any(|it| it.split(' ').next() == Some(thing));
    (is_listed && !thing.is_empty()) || (counts_persons(whole.unit) && counts_persons(part.unit))
}

fn counts_persons(unit: &str) -> bool {
    let words: Vec<&str> = unit
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .take(WORDS_OF_PERSONS)
        .collect();
    let begins = words.join(" ");
    let is_place = PLACES.iter().any(|it| begins.starts_with(it));
    PERSONS.iter().any(|it| starts_with_words(&begins, it))
        || (words.iter().skip(1).any(|it| *it == "viên") && !is_place)
}

fn starts_with_words(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|it| it.is_empty() || it.starts_with(' '))
}

fn has_phrase(text: &str, phrase: &str) -> bool {
    match phrase.contains(' ') {
        true => text.contains(phrase),
        false => has_word(text, phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::larger_part;

    #[test]
    fn a_part_is_no_larger_than_its_whole() {
        for text in [
            "08 lớp, 240 người, trong đó 250 phụ nữ",
            "08 lớp, 240 người, trong đó nữ 250",
            "08 lớp, 240 người, trong đó có nữ: 250.",
            "08 lớp, 240 người (250 nữ)",
            "08 lớp, 240 người (nữ 250)",
            "02 đợt, 260 công chức, trong đó nữ 300 công chức",
            "240 học viên, trong đó 250 người dân tộc thiểu số",
            "240 tuyên truyền viên, trong đó 250 hội viên nông dân",
            "240 hộ, gồm 250 hộ nghèo",
            "12 tỷ đồng, trong đó ngân sách tỉnh 15 tỷ đồng",
            "12 tỷ đồng, gồm vốn trung ương 13.000 triệu đồng",
            "20 xã, phường, trong đó 25 phường",
            "350 cán bộ, giáo viên, trong đó 400 giáo viên",
            "240 người, trong đó 510 người mù chữ, 20 người cao tuổi",
            "240 người, trong đó 20 người mù chữ, 510 người cao tuổi",
            "Trồng mới 240 ha, trong đó 250 ha rừng gỗ lớn",
        ] {
            assert!(larger_part(text).is_some(), "{text}");
        }
    }

    #[test]
    fn other_amounts_are_no_parts() {
        for text in [
            "08 lớp, trong đó 250 phụ nữ",
            "12 xã, trong đó 1.200 hộ được hỗ trợ",
            "12 tỷ đồng, trong đó ngân sách tỉnh 1.500 triệu đồng",
            "240 người, trong đó 150 phụ nữ",
            "240 người, trong đó 20 người cao tuổi; hội nghị 510 người",
            "240 người, trong đó 20 người cao tuổi, 05 hội nghị cho 510 người",
            "10 tổ, mỗi tổ gồm 15 thành viên",
            "03 lớp, 40 người/lớp, gồm 120 người",
            "240 người, trong đó tăng 250 người so với năm 2025",
            "05 cán bộ, 200 hộ, trong đó 10 nữ chủ hộ",
            "24 km đường (lý trình 30 - 54)",
            "24 km đường (phía nam 30 km)",
            "15 giáo viên, gồm cả người dạy cho 300 học sinh",
            "01 hội thảo (120 đại biểu)",
        ] {
            assert_eq!(larger_part(text), None, "{text}");
        }
    }
}
