//! The offices (phòng) of district committees, which went with the districts: "Phòng Lao động - Thương
//! binh và Xã hội", "Phòng LĐTBXH". A commune has others ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế"), and
//! a sở or a company may have one of the same name.

use std::ops::Range;

use crate::reference::agencies::{Directory, key};

/// Fields of the offices that nobody but a district had. Nghị định 37/2014/NĐ-CP and the
/// reorganisation of early 2025.
const OF_DISTRICTS_ONLY: &[&str] = &[
    "Lao động - Thương binh và Xã hội",
    "Lao động, Thương binh và Xã hội",
    "Tài nguyên và Môi trường",
    "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Môi trường",
    "Giáo dục và Đào tạo",
    "Văn hóa và Thông tin",
    "Văn hóa, Khoa học và Thông tin",
    "Kinh tế và Hạ tầng",
    "Kinh tế - Hạ tầng",
];
/// Those whose names offices of a sở, a school or a company have too.
const OF_OTHERS_TOO: &[&str] = &[
    "Nội vụ",
    "Tư pháp",
    "Tài chính - Kế hoạch",
    "Quản lý đô thị",
];
/// Short forms of offices without a sở of that name.
const SHORT: &[&str] = &["VH&TT", "VHTT", "KT&HT", "KTHT", "GDĐT", "GD-ĐT"];

/// Finds an office of a district in a text. `is_of_committee` tells whether the plan is one of a people's
/// committee, which has no other offices of these names.
pub(super) fn office_at(
    directory: &Directory,
    text: &str,
    is_of_committee: bool,
) -> Option<Range<usize>> {
    text.match_indices("hòng ").find_map(|(at, word)| {
        // "Quốc phòng" is no office.
        let start = at.checked_sub(1)?;
        let before = text.get(..start)?;
        let is_office = text.get(start..at).is_some_and(|it| it == "P");
        if !is_office || before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let field_at = at + word.len();
        let field = text.get(field_at..)?;
        let mut own = OF_DISTRICTS_ONLY.iter();
        let own = own.find(|it| is_name(field, it, |rest| rest.starts_with(char::is_alphanumeric)));
        let mut others = OF_OTHERS_TOO.iter().filter(|_| is_of_committee);
        let length = own
            .or_else(|| others.find(|it| is_name(field, it, goes_on)))
            .map(|it| it.len())
            .or_else(|| short_length(directory, field))?;
        Some(start..field_at + length)
    })
}

fn is_name(text: &str, name: &str, goes_on: impl Fn(&str) -> bool) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !goes_on(rest))
}

/// Whether more of a name follows: "Tư pháp hộ tịch" is another office than "Tư pháp".
fn goes_on(rest: &str) -> bool {
    let levels = [
        "thành phố",
        "huyện",
        "thị xã",
        "quận",
        "các",
        "TP",
        "và",
        "phối hợp",
    ];
    let rest = rest.trim_start();
    rest.starts_with(char::is_alphanumeric) && !levels.iter().any(|it| rest.starts_with(it))
}

/// Returns the length of a short form, that of a former sở or one of districts alone.
fn short_length(directory: &Directory, field: &str) -> Option<usize> {
    let short = field.split(|c: char| c.is_whitespace() || ",;./()".contains(c));
    let short = short.into_iter().next().filter(|it| !it.is_empty())?;
    let sector = directory
        .by_key(&key(&format!("Sở {short}")))
        .and_then(|it| it.name.strip_prefix("Sở "));
    let is_sector = sector.is_some_and(|it| OF_DISTRICTS_ONLY.contains(&it));
    (is_sector || SHORT.contains(&short)).then_some(short.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_of_districts_are_told_from_others() {
        let found = |text: &str, is_of_committee| {
            let at = office_at(&Directory::standard(), text, is_of_committee);
            at.map(|it| text[it].to_owned())
        };
        for (text, office) in [
            (
                "Phòng Lao động - Thương binh và Xã hội",
                "Phòng Lao động - Thương binh và Xã hội",
            ),
            ("Phòng LĐTBXH", "Phòng LĐTBXH"),
            ("Công an xã; Phòng TN&MT", "Phòng TN&MT"),
            (
                "giao Phòng Giáo dục và Đào tạo rà soát",
                "Phòng Giáo dục và Đào tạo",
            ),
            ("Phòng GD&ĐT, Trạm y tế", "Phòng GD&ĐT"),
            (
                "Phòng Văn hóa và Thông tin thành phố",
                "Phòng Văn hóa và Thông tin",
            ),
        ] {
            let found = found(text, false).unwrap_or_default();
            assert_eq!(found, office, "{text}");
        }
        for text in [
            "Phòng Văn hóa - Xã hội",
            "Phòng Kinh tế",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Phòng Giáo dục Trung học",
            "Phòng Kế hoạch - Tài chính",
            "Phòng, chống thiên tai",
            "Quốc phòng LĐTBXH",
            "Phòng Nội vụ",
        ] {
            assert_eq!(found(text, false), None, "{text}");
        }
        assert_eq!(found("Phòng Nội vụ", true).as_deref(), Some("Phòng Nội vụ"));
    }
}
