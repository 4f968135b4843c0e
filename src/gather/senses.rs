//! What headings mean beyond their words: a plan, a result, what is needed, what there is.

use super::heading::HeadingWords;

/// What a heading says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Planned,
    Done,
    Needed,
    There,
    More,
    Less,
    AtFirst,
    AtLast,
    Female,
    Male,
    InCash,
    ByAccount,
    Damaged,
    Difficulty,
    Proposal,
    Explanation,
    Evidence,
}

use Sense::*;

/// Phrases, without marks, with what they mean.
const PHRASES: &[(&str, Sense)] = &[
    ("ke hoach", Planned),
    ("chi tieu", Planned),
    ("muc tieu", Planned),
    ("du toan", Planned),
    ("dinh muc", Planned),
    ("duoc giao", Planned),
    ("thuc hien", Done),
    ("ket qua", Done),
    ("giai ngan", Done),
    ("da chi", Done),
    ("hoan thanh", Done),
    ("nhu cau", Needed),
    ("can co", Needed),
    ("can bo sung", Needed),
    ("de nghi", Needed),
    ("dang ky", Needed),
    ("con thieu", Needed),
    ("hien co", There),
    ("dang co", There),
    ("da co", There),
    ("bo tri", There),
    ("duoc cap", There),
    ("da cap", There),
    ("tang", More),
    ("giam", Less),
    ("dau ky", AtFirst),
    ("dau nam", AtFirst),
    ("dau quy", AtFirst),
    ("dau thang", AtFirst),
    ("cuoi ky", AtLast),
    ("cuoi nam", AtLast),
    ("cuoi quy", AtLast),
    ("cuoi thang", AtLast),
    ("nu", Female),
    ("tien mat", InCash),
    ("tai khoan", ByAccount),
    ("chuyen khoan", ByAccount),
    ("hu hong", Damaged),
    ("xuong cap", Damaged),
    ("kho khan", Difficulty),
    ("vuong mac", Difficulty),
    ("ton tai", Difficulty),
    ("han che", Difficulty),
    ("bat cap", Difficulty),
    ("kien nghi", Proposal),
    ("de xuat", Proposal),
    ("de nghi", Proposal),
    ("giai trinh", Explanation),
    ("thuyet minh", Explanation),
    ("dien giai", Explanation),
    ("giai thich", Explanation),
    ("minh chung", Evidence),
    ("van ban", Evidence),
    ("tai lieu", Evidence),
    ("can cu", Evidence),
];

/// Returns what a heading means, from its first line to its last.
pub(super) fn senses(heading: &HeadingWords) -> Vec<Sense> {
    let said = format!(" {} ", heading.all.join(" "));
    let mut found: Vec<Sense> = Vec::new();
    for (phrase, sense) in PHRASES {
        if said.contains(&format!(" {phrase} ")) && !found.contains(sense) {
            found.push(*sense);
        }
    }
    found
}

/// Whether two headings mean what shuts one another out: a plan and its result, what is needed and what there
/// is.
pub(super) fn exclude(left: &HeadingWords, right: &HeadingWords) -> bool {
    let (left, right) = (senses(left), senses(right));
    let says = |own: &[Sense], is: Sense, other: Sense| own.contains(&is) && !own.contains(&other);
    OPPOSITES.iter().any(|(one, other)| {
        says(&left, *one, *other) && says(&right, *other, *one)
            || says(&left, *other, *one) && says(&right, *one, *other)
    })
}

const OPPOSITES: &[(Sense, Sense)] = &[
    (Planned, Done),
    (Needed, There),
    (More, Less),
    (AtFirst, AtLast),
    (InCash, ByAccount),
    (Female, Male),
];

/// The one purpose of a column of texts, if its heading names no other.
pub(super) fn purpose(heading: &HeadingWords) -> Option<Sense> {
    let texts = [Difficulty, Proposal, Explanation, Evidence];
    let found = senses(heading);
    let mut of_texts = found.iter().filter(|it| texts.contains(it));
    let only = of_texts.next().filter(|_| of_texts.next().is_none())?;
    Some(*only)
}

/// How much two headings mean in common.
pub(super) fn n_common_senses(left: &HeadingWords, right: &HeadingWords) -> usize {
    let right = senses(right);
    senses(left).iter().filter(|it| right.contains(it)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_exclude_each_other_are_told() {
        for (left, right, expected) in [
            ("Kế hoạch", "Thực hiện", true),
            ("Kinh phí / Nhu cầu", "Kinh phí / Được cấp", true),
            ("Số người / Đầu kỳ", "Số người / Cuối quý", true),
            ("Phát sinh tăng", "Giảm trong quý", true),
            ("Qua tài khoản", "Tiền mặt", true),
            ("Thực hiện kế hoạch", "Kế hoạch", false),
            ("Cần có", "Nhu cầu", false),
            ("Được cấp", "Đã bố trí", false),
            ("Sử dụng được", "Còn dùng được", false),
        ] {
            let [left_words, right_words] = [left, right].map(HeadingWords::of);
            assert_eq!(
                exclude(&left_words, &right_words),
                expected,
                "{left} / {right}"
            );
        }
    }
}
