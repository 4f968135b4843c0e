//! Whether two names of rows say the same, one of them in short: with abbreviations, or without the word
//! for the kind of thing.

use std::{cmp::Ordering, sync::LazyLock};

use crate::text::likeness::{folded, is_unmarked, words};

/// Words, without marks, that tell one row from another with otherwise the same words.
const TELLING: &[&str] = &[
    "tong", "can", "tai", "thoat", "moi", "khong", "chua", "tru", "ngoai", "duoi", "tren", "con",
    "het", "tang", "giam", "luy", "uoc", "truoc", "sau", "cu", "dau", "cuoi", "nam", "nu", "rieng",
    "khac", "trong", "du", "sanh", "binh", "quan", "muc", "ty",
];

/// Words that a name may have or not.
static LIGHT: LazyLock<Vec<String>> =
    LazyLock::new(|| words("số ở của và các những đã được về cho từ trở lên ≥"));

/// Words, without marks, that "số" makes a noun with.
const WITH_NUMBER: &[&str] = &[
    "thieu", "da", "dan", "he", "chi", "bien", "tham", "xac", "phan",
];

/// A longer name may leave out words wherever they stand; in a shorter one, the last words restrict the
/// first: "cháy" and "cháy rừng".
const LONG: usize = 5;

/// Letters of an abbreviation.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=6;

/// Returns the words of a name, without marks and light words, and without "Trong đó".
fn telling(text: &str) -> Vec<String> {
    let all = words(text);
    let bare = folded(&all);
    let n_before = match bare.as_slice() {
        [first, second, ..] if first == "trong" && second == "do" => 2,
        _ => 0,
    };
    let is_bare = is_unmarked(text);
    let is_light = |word: &String, bare: &String| match is_bare {
        true => folded(&LIGHT).contains(bare),
        false => LIGHT.contains(word),
    };
    // "Dân tộc thiểu số", "dân số": no count of things.
    let is_noun = |at: usize, word: &String| {
        let before = at.checked_sub(1).and_then(|it| bare.get(it));
        folded(std::slice::from_ref(word)) == ["so"]
            && before.is_some_and(|it| WITH_NUMBER.contains(&it.as_str()))
    };
    let pairs = all.iter().zip(&bare).enumerate().skip(n_before);
    let said = pairs.filter(|(at, (word, bare))| !is_light(word, bare) || is_noun(*at, word));
    let spelled = said.map(|(at, (_, word))| {
        // "Tỉ lệ" is "tỷ lệ".
        let is_rate = word == "ti" && bare.get(at + 1).is_some_and(|next| next == "le");
        let word = if is_rate { "ty" } else { word.as_str() };
        word.to_owned()
    });
    spelled.collect()
}

/// Returns the abbreviations of a name, without marks.
fn acronyms(text: &str) -> Vec<String> {
    let has_small = text.chars().any(char::is_lowercase);
    let all = text.split(|c: char| !c.is_alphanumeric());
    let capital = all.filter(|word| {
        ACRONYM.contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
    });
    let found: Vec<String> = capital.map(str::to_owned).collect();
    match has_small || is_unmarked(text) {
        true => folded(&words(&found.join(" "))),
        false => Vec::new(),
    }
}

/// A name, for comparison with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    /// Its words without marks, light words and what stands in brackets behind it.
    telling: Vec<String>,
    /// Those of them that are written in capitals among small letters: "HSSK", "THCS".
    acronyms: Vec<String>,
}

impl Name {
    /// All words of a heading, also those in brackets.
    pub fn whole(text: &str) -> Name {
        Name {
            telling: telling(text),
            acronyms: acronyms(text),
        }
    }

    /// How many words it has that say something.
    pub fn n_words(&self) -> usize {
        self.telling.len()
    }

    pub fn of(text: &str) -> Name {
        let inner = text.trim_end().strip_suffix(')');
        let before = inner.and_then(|it| it.rsplit_once('(')).map(|it| it.0);
        let before = before.filter(|it| !it.trim().is_empty());
        Name {
            telling: telling(before.unwrap_or(text)),
            acronyms: acronyms(text),
        }
    }
}

/// Whether two names in the same place are one, worded otherwise: more than half of the words of the shorter
/// one are in the other, among them the first, which says what is done, and the last, which says to what; and
/// none of them tells them apart.
pub(super) fn is_worded_like(left: &Name, right: &Name) -> bool {
    let (own, other) = (spelled_out(left, right), spelled_out(right, left));
    let tells = |words: &[String]| -> Vec<String> {
        let said = words.iter().enumerate().filter(|(at, word)| {
            let before = at.checked_sub(1).and_then(|it| words.get(it));
            // "Sửa chữa" is no "chưa".
            let is_mending = before.is_some_and(|it| it == "sua");
            OPPOSING.contains(&word.as_str()) && !is_mending
        });
        let said = said.map(|(_, word)| word.clone());
        let numbers = words.iter().map(|it| in_figures(it));
        let numbers = numbers.filter(|it| it.contains(|c: char| c.is_ascii_digit()));
        let mut said: Vec<String> = said.chain(numbers).collect();
        said.sort();
        said.dedup();
        said
    };
    let tells_the_same = tells(&own) == tells(&other);
    let [own, other] = [own, other].map(with_one_count);
    let has_ends = |short: &[String], long: &[String]| {
        let ends = [short.first(), short.last()];
        ends.into_iter().flatten().all(|it| long.contains(it))
    };
    let is_one = match own.len().cmp(&other.len()) {
        Ordering::Less => has_ends(&own, &other),
        Ordering::Greater => has_ends(&other, &own),
        Ordering::Equal => has_ends(&own, &other) && has_ends(&other, &own),
    };
    let n_short = own.len().min(other.len());
    let n = own.iter().filter(|it| other.contains(it)).count();
    is_one && SAID_MIN <= n_short && n_short < 2 * n && tells_the_same
}

/// Fewer words say too little: "Trâu" and "Trâu và bò".
const SAID_MIN: usize = 3;

/// Words of a name with numbers in figures, of which the first may be any word that counts times: "đợt kiểm
/// tra", "cuộc kiểm tra".
fn with_one_count(words: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|it| in_figures(it)).collect();
    if let Some(first) = words.first_mut()
        && ["dot", "cuoc", "lan", "buoi", "luot"].contains(&first.as_str())
    {
        "cuoc".clone_into(first);
    }
    words
}

/// Words that tell rows apart that are otherwise alike, as [`TELLING`], without those that rewordings add.
const OPPOSING: &[&str] = &[
    "can", "tai", "thoat", "moi", "khong", "chua", "tru", "ngoai", "duoi", "tren", "con", "tang",
    "giam", "luy", "uoc", "truoc", "sau", "cu", "nu", "khac", "ty",
];

/// "III" as "3", and "02" as "2".
fn in_figures(word: &str) -> String {
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let at = roman.iter().position(|it| *it == word);
    at.map_or_else(
        || match word.bytes().all(|it| it.is_ascii_digit()) {
            true => word.trim_start_matches('0').to_owned(),
            false => word.to_owned(),
        },
        |at| (at + 1).to_string(),
    )
}

/// How many words two names have in common, abbreviations spelled out.
pub(super) fn common_words(left: &Name, right: &Name) -> usize {
    let (own, other) = (spelled_out(left, right), spelled_out(right, left));
    own.iter().filter(|it| other.contains(it)).count()
}

/// How far two names may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// The same words, in whatever order, or what abbreviations stand for.
    Same,
    /// One of them may leave out words, such as the one for the kind of thing.
    Short,
}

/// Whether all that one of two names says is in the other.
pub(super) fn is_reworded(left: &Name, right: &Name, wording: Wording) -> bool {
    let (own, other) = (spelled_out(left, right), spelled_out(right, left));
    let (short, long) = match own.len() < other.len() {
        true => (own, other),
        false => (other, own),
    };
    let says = |words: &[String], is: &dyn Fn(&str) -> bool| {
        let mut said: Vec<String> = words.iter().filter(|it| is(it)).cloned().collect();
        said.sort();
        said
    };
    let is_number = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let is_sign = |word: &str| matches!(word, "<" | ">" | "≤" | "=" | "%");
    let tells = |word: &str| TELLING.contains(&word) || is_number(word) || is_sign(word);
    if wording == Wording::Same && short.len() != long.len() {
        return false;
    }
    let is_within = short.iter().all(|it| long.contains(it));
    let is_open_ended =
        wording == Wording::Same || LONG <= short.len() || short.last() == long.last();
    let is_near = long.len() <= 2 * short.len();
    !short.is_empty()
        && is_near
        && is_within
        && is_open_ended
        && says(&short, &tells) == says(&long, &tells)
}

/// Returns the words of a name, with what its abbreviations stand for in another.
fn spelled_out(name: &Name, other: &Name) -> Vec<String> {
    let mut spelled = Vec::new();
    for word in &name.telling {
        let is_acronym = name.acronyms.contains(word) && !other.telling.contains(word);
        let long = is_acronym
            .then(|| stood_for(word, &other.telling))
            .flatten();
        match long {
            Some(long) => spelled.extend_from_slice(long),
            None => spelled.push(word.clone()),
        }
    }
    spelled
}

/// The words whose first letters are an abbreviation.
fn stood_for<'words>(acronym: &str, words: &'words [String]) -> Option<&'words [String]> {
    let n = acronym.chars().count();
    let mut runs = words.windows(n);
    runs.find(|run| {
        let letters = run.iter().filter_map(|word| word.chars().next());
        letters.eq(acronym.chars())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_place_are_one_where_action_and_object_are() {
        for (left, right, expected) in [
            ("Kiên cố kênh loại 3", "Kiên cố hóa kênh loại III", true),
            ("Sửa cống lấy nước", "Sửa chữa cống lấy nước", true),
            (
                "Ban hành KH phân loại rác thải",
                "Ban hành kế hoạch phân loại rác",
                true,
            ),
            (
                "Kiểm tra nội bộ tối thiểu 02 lần/năm",
                "Kiểm tra nội bộ ít nhất 02 lần",
                true,
            ),
            (
                "Đối thoại CBCC hằng quý",
                "Đối thoại với công chức hằng quý",
                true,
            ),
            ("+ DTTS", "Dân tộc thiểu số", true),
            ("Số đợt kiểm tra", "Số cuộc kiểm tra", true),
            ("Hỗ trợ hộ dân", "Số hộ được hỗ trợ", true),
            ("Xây dựng cống lấy nước", "Sửa chữa cống lấy nước", false),
            ("Diện tích tưới rãnh", "Diện tích tưới nhỏ giọt", false),
            ("Số hộ cận nghèo", "Số hộ nghèo", false),
            ("Hỗ trợ người chưa có việc", "Hỗ trợ người có việc", false),
            ("Kênh loại 2", "Kênh loại III", false),
            ("Số vụ nổ", "Số vụ cháy", false),
            ("Trâu và bò", "Trâu", false),
            ("Trâu cày kéo", "Trâu", false),
            ("Số hộ nuôi trâu", "Trâu", false),
        ] {
            let found = is_worded_like(&Name::of(left), &Name::of(right));
            assert_eq!(found, expected, "{left} / {right}");
        }
    }

    #[test]
    fn names_in_short_say_the_same() {
        for (left, right, expected) in [
            ("Trường THCS", "Trung học cơ sở", true),
            ("Đàn trâu", "Trâu", true),
            ("Nghé (dưới 12 tháng)", "Nghé", true),
            ("Cháy nhà dân", "Trong đó: cháy nhà dân", true),
            ("Đơn KN, PA", "Đơn kiến nghị, phản ánh", true),
            ("Thuế TNCN", "Thuế thu nhập cá nhân", true),
            (
                "Chi sự nghiệp GDĐT và dạy nghề",
                "Chi sự nghiệp giáo dục, đào tạo và dạy nghề",
                true,
            ),
            (
                "Tỉ lệ dân có HSSK điện tử",
                "Tỷ lệ người dân có hồ sơ sức khỏe điện tử",
                true,
            ),
            ("Số vụ cháy", "Số vụ cháy rừng", false),
            ("Số hộ nghèo", "Số hộ cận nghèo", false),
            ("Số hộ tái nghèo", "Số hộ thoát nghèo", false),
            ("Tổng số hộ nghèo", "Số hộ nghèo", false),
            ("Trồng mới 500 ha", "Trồng mới 600 ha", false),
            ("Số hộ nghèo", "Tỷ lệ hộ nghèo", false),
            ("Đội dân phòng", "Tổ liên gia an toàn phòng cháy", false),
            ("Trường mầm non", "Trường tiểu học", false),
            ("Người chết", "Người bị thương", false),
            ("Số hộ nuôi trâu", "Trâu", false),
        ] {
            let is = |own: &str, other: &str| {
                is_reworded(&Name::of(own), &Name::of(other), Wording::Short)
            };
            assert_eq!(is(left, right), expected, "{left} / {right}");
            assert_eq!(is(right, left), expected, "{right} / {left}");
        }
    }
}
