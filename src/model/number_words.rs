//! Counts in words: `Hai thư viện`, `mười lăm lớp`.

const ONES: &[(&str, u32)] = &[
    ("một", 1),
    ("mốt", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("lăm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
];

/// Reads the number that the words of a lower-case text begin with, up to 99, and what it counts.
/// `None` where nothing is counted: "năm" alone is also a year.
pub(super) fn counted_in_words(lower: &str) -> Option<(u32, String)> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut words = words.as_slice();
    while let [
        "đã" | "có" | "đạt" | "được" | "hoàn" | "thành" | "xây" | "dựng" | "tổ" | "chức" | "mở",
        rest @ ..,
    ] = words
    {
        words = rest;
    }
    let one = |word: &&str| ONES.iter().find(|(it, _)| it == word).map(|(_, n)| *n);
    let (n, rest) = match words {
        ["mười", next, rest @ ..] => match one(next) {
            Some(n) => (10 + n, rest),
            None => (10, words.get(1..)?),
        },
        [first, "mươi", next, rest @ ..] => match one(next) {
            Some(n) => (one(first)? * 10 + n, rest),
            None => (one(first)? * 10, words.get(2..)?),
        },
        [first, rest @ ..] => (one(first)?, rest),
        [] => return None,
    };
    let counts = rest.first()?.starts_with(char::is_alphabetic);
    counts.then(|| (n, rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::counted_in_words;

    #[test]
    fn reads_counts_in_words() {
        let read = |text| counted_in_words(text).map(|(n, of)| format!("{n} {of}"));
        for (text, expected) in [
            ("hai thư viện", Some("2 thư viện")),
            ("năm lớp", Some("5 lớp")),
            ("đã tổ chức mười hai lớp", Some("12 lớp")),
            ("hai mươi lăm xã", Some("25 xã")),
            ("ba mươi hộ", Some("30 hộ")),
            ("mười xã", Some("10 xã")),
            ("năm 2026", None),
            ("năm", None),
            ("thư viện", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
