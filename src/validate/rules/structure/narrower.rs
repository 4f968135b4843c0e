//! Whether one of two indicators that share most of their words counts less than the other. A part of
//! `duplicate-content`.

/// Words that begin what something is for.
const PURPOSE: &[&str] = &["để", "nhằm", "phục"];

/// Words that may be left out without another meaning.
const SMALL_WORDS: &[&str] = &["được", "đã", "các", "những", "của", "và", "tại", "ở"];

/// Whether one of two indicators has words that narrow what it counts: neither small ones nor a purpose.
pub(super) fn narrows(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let (start, rest) = long.split_at(short.len());
    let n_others = start.iter().zip(&short).filter(|(a, b)| a != b).count();
    match rest {
        // A slip in one of them does not make another indicator of it.
        [first, ..] if PURPOSE.contains(&first.as_str()) => 1 < n_others,
        _ if n_others == 0 => !rest.is_empty(),
        _ => without_small_words(&short) != without_small_words(&long),
    }
}

/// Whether a text names a mean or a share rather than an amount.
pub(super) fn is_mean(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "bình quân",
        "trung bình",
        "tỷ lệ",
        "tỉ lệ",
        "mức giảm",
        "mức tăng",
        "tốc độ",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn without_small_words(words: &[String]) -> Vec<&str> {
    let words = words.iter().map(String::as_str);
    words.filter(|it| !SMALL_WORDS.contains(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_words_count_less_unless_they_say_what_for() {
        for (one, other, is_narrower) in [
            (
                "Tỷ lệ học sinh hoàn thành",
                "Tỷ lệ học sinh hoàn thành tốt",
                true,
            ),
            ("Số trường đạt chuẩn", "Số trường mầm non đạt chuẩn", true),
            ("Hồ sơ được ký số", "Hồ sơ được ký số để giải quyết", false),
            ("Hồ sơ được kí số", "Hồ sơ được ký số để giải quyết", false),
            ("Tỷ lệ hồ sơ của cấp xã", "Tỷ lệ hồ sơ cấp xã.", false),
            ("Số lớp", "Số lớp", false),
        ] {
            assert_eq!(narrows(one, other), is_narrower, "{one} {other}");
            assert_eq!(narrows(other, one), is_narrower, "{other} {one}");
        }
    }
}
