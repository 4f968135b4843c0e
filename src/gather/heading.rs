//! What the heading of a column says: of what its values are, and of which period.

use crate::text::{likeness::words, search::fold};

/// The words of a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HeadingWords {
    /// What is stated, without marks, period and words that say nothing.
    pub core: Vec<String>,
    /// Words that tell one column of figures from another.
    pub telling: Vec<String>,
    /// Numbers and words of the period, in their order, without years and days.
    pub period: Vec<String>,
    pub years: Vec<String>,
    /// All words, without marks.
    pub all: Vec<String>,
}

/// Words that tell one column of figures from another.
const TELLING: &[&str] = &[
    "uoc", "luy", "ke", "cung", "ky", "truoc", "sau", "so", "sanh", "tang", "giam", "con", "chenh",
    "tong", "nam", "nu", "xa", "tinh", "huyen", "trung", "uong", "dia", "phuong", "du", "kien",
    "tru", "giao", "chu", "phoi", "hop", "dat", "khong", "chua", "rieng",
];

/// Words that add nothing to a heading.
const LIGHT: &[&str] = &["đã", "được", "các", "của", "về"];

impl HeadingWords {
    pub fn of(title: &str) -> HeadingWords {
        let lower = title.to_lowercase();
        let tokens = lower.split(|c: char| !c.is_alphanumeric() && c != '%');
        let tokens: Vec<&str> = tokens.filter(|it| !it.is_empty()).collect();
        let mut heading = HeadingWords::default();
        let mut is_as_of = false;
        for (at, word) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1).copied().unwrap_or_default();
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let before = before.copied().unwrap_or_default();
            is_as_of = match *word {
                "đến" | "ngày" | "den" | "ngay" => true,
                _ => is_as_of && word.chars().all(|c| c.is_ascii_digit()),
            };
            let bare = fold(word);
            heading.all.push(bare.clone());
            match period(before, word, next) {
                Period::Says if is_year(word) => heading.years.push(bare),
                // "Đến 15/6/2026" says until when.
                Period::Says if is_as_of && word.chars().all(|c| c.is_ascii_digit()) => {}
                Period::Says => heading.period.push(bare),
                // "Năm 2026" and "2026" say the same.
                Period::Implied => {}
                Period::None if LIGHT.contains(word) => {}
                Period::None => {
                    if TELLING.contains(&bare.as_str()) {
                        heading.telling.push(bare.clone());
                    }
                    heading.core.push(bare);
                }
            }
        }
        heading.telling.sort();
        heading.telling.dedup();
        heading
    }

    /// Whether nothing in two headings speaks against their being one. A heading may leave out its
    /// period, or a part of it.
    pub fn may_be(&self, other: &HeadingWords) -> bool {
        let (short, long) = match self.period.len() < other.period.len() {
            true => (&self.period, &other.period),
            false => (&other.period, &self.period),
        };
        let mut rest = long.iter();
        let is_within = short.iter().all(|word| rest.any(|it| it == word));
        let is_one_year = self.years.is_empty()
            || other.years.is_empty()
            || self.years.iter().any(|it| other.years.contains(it));
        self.telling == other.telling && is_within && is_one_year && !self.is_other_half(other)
    }

    /// Whether one heading names the last months of a year and the other as many months from its
    /// beginning, which it need not say: "6 tháng cuối năm", "6 tháng".
    fn is_other_half(&self, other: &HeadingWords) -> bool {
        let names_months = |it: &HeadingWords| it.period.iter().any(|word| word == "thang");
        let is_last = |it: &HeadingWords| {
            let mut pairs = it.period.windows(2);
            pairs.any(|pair| pair == ["thang", "cuoi"])
        };
        names_months(self) && names_months(other) && is_last(self) != is_last(other)
    }

    /// Whether at least half of the words that say something are the same.
    pub fn is_like(&self, other: &HeadingWords) -> bool {
        let (left, right) = match self.core.is_empty() || other.core.is_empty() {
            true => (&self.all, &other.all),
            false => (&self.core, &other.core),
        };
        let n = left.iter().filter(|word| right.contains(word)).count();
        left.len().max(right.len()) <= 2 * n
    }
}

enum Period {
    Says,
    Implied,
    None,
}

/// Reads what a word says of the period, between its neighbours.
fn period(before: &str, word: &str, next: &str) -> Period {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_roman = |word: &str| matches!(word, "i" | "ii" | "iii" | "iv");
    let of_time = |word: &str| {
        matches!(
            word,
            "năm" | "quý" | "tháng" | "ngày" | "kỳ" | "nay" | "nam" | "quy" | "thang"
        )
    };
    match word {
        _ if is_number(word) || is_roman(word) => Period::Says,
        "quý" | "tháng" => Period::Says,
        "quy" | "thang" if is_number(next) || is_roman(next) || is_number(before) => Period::Says,
        "năm" => Period::Implied,
        "nam" if is_number(next) || matches!(before, "dau" | "cuoi") => Period::Implied,
        "đầu" | "cuối" if of_time(next) => Period::Says,
        "dau" | "cuoi" if next == "nam" => Period::Says,
        "đến" | "hết" | "từ" | "den" | "het" | "tu"
            if is_number(next) || of_time(next) || next == "hết" || next == "het" =>
        {
            Period::Implied
        }
        "ngày" | "ngay" if is_number(next) => Period::Implied,
        _ => Period::None,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.chars().all(|c| c.is_ascii_digit())
}

/// Returns the years that a text names.
pub(super) fn years_in(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|it| is_year(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::HeadingWords;

    #[test]
    fn headings_in_other_words_are_told_from_other_columns() {
        for (left, right, expected) in [
            ("Kết quả 6 tháng đầu năm", "Kết quả 6 tháng", true),
            ("Kết quả 6 tháng đầu năm", "Kết quả", true),
            ("Kế hoạch năm 2026", "Kế hoạch năm", true),
            ("Kế hoạch năm 2026", "Kế hoạch 2026", true),
            ("Đã giải ngân", "Giải ngân đến 30/9/2026", true),
            (
                "Kết quả 6 tháng đầu năm",
                "Kết quả thực hiện đến 15/6/2026",
                true,
            ),
            ("Kết quả 6 tháng", "Kết quả tháng 6", false),
            ("Kết quả quý I", "Kết quả quý II", false),
            ("Kết quả 6 tháng", "Kết quả 6 tháng cuối năm 2025", false),
            (
                "Kết quả 6 tháng cuối năm",
                "Kết quả 6 tháng cuối năm 2025",
                true,
            ),
            ("Kết quả", "Kết quả 6 tháng cuối năm 2025", true),
            ("Kết quả", "Kết quả lũy kế", false),
            ("Kết quả", "Cùng kỳ năm 2025", false),
            ("Kế hoạch năm 2026", "Thực hiện năm 2026", false),
            ("Năm 2026", "Năm 2027", false),
            ("Tổng số hộ", "Số hộ", false),
            ("Nam", "Nữ", false),
            ("Vốn đầu tư", "Vốn", false),
        ] {
            let (left_words, right_words) = (HeadingWords::of(left), HeadingWords::of(right));
            let found = left_words.may_be(&right_words) && left_words.is_like(&right_words);
            assert_eq!(found, expected, "{left} / {right}");
        }
    }
}
