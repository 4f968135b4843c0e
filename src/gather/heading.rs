//! What the heading of a column says: of what its values are, and of which period.

use super::amount_unit::{money_of_heading, without_money};
use crate::text::{
    likeness::{is_unmarked, words},
    search::fold,
};

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
    /// Whether it names a unit of money.
    pub is_money: bool,
}

/// Words that tell one column of figures from another.
const TELLING: &[&str] = &[
    "ước", "lũy", "luỹ", "kế", "cùng", "kỳ", "kì", "trước", "sau", "so", "sánh", "tăng", "giảm",
    "còn", "chênh", "tổng", "nam", "nữ", "xã", "tỉnh", "huyện", "trung", "ương", "địa", "phương",
    "dự", "kiến", "trừ", "giao", "chủ", "phối", "hợp", "đạt", "không", "chưa", "riêng",
];

/// Words that add nothing to a heading.
const LIGHT: &[&str] = &["đã", "được", "các", "của", "về"];

/// Pairs of words that add nothing either.
const LIGHT_PAIRS: &[[&str; 2]] = &[["số", "liệu"], ["giai", "đoạn"]];

impl HeadingWords {
    pub fn of(title: &str) -> HeadingWords {
        let lower = without_money(title).to_lowercase();
        let tokens = lower.split(|c: char| !c.is_alphanumeric() && c != '%');
        let tokens = tokens.filter(|it| !it.is_empty());
        let tokens: Vec<&str> = tokens.flat_map(spelled_out).collect();
        let tokens = in_usual_words(tokens);
        let mut heading = HeadingWords {
            is_money: money_of_heading(title).is_some(),
            ..HeadingWords::default()
        };
        let is_bare = is_unmarked(title);
        let is_telling = |word: &str| {
            let mut telling = TELLING.iter();
            // "Số" is no "so", unless nothing has marks.
            telling.any(|it| *it == word || is_bare && fold(it) == word)
        };
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
                Period::Says => heading.period.push(in_figures(&bare)),
                // "Năm 2026" and "2026" say the same.
                Period::Implied => {}
                Period::None if LIGHT.contains(word) => {}
                // "Kết quả đạt được" is the result; "Đạt" is one of two answers.
                Period::None if *word == "đạt" && next == "được" => {}
                Period::None if is_light_pair([before, *word], [*word, next]) => {}
                Period::None => {
                    if is_telling(word) {
                        heading.telling.push(bare.clone());
                    }
                    heading.core.push(bare);
                }
            }
        }
        heading.telling.sort();
        heading.telling.dedup();
        // The first three months are the first quarter.
        if heading.period == ["3", "thang", "dau"] {
            heading.period = vec!["quy".to_owned(), "1".to_owned()];
        }
        heading
    }

    /// Whether two headings say the same with their words in another order, or their period in other
    /// figures: "Quý 2 năm 2026" and "Quý II/2026".
    pub fn is_same(&self, other: &HeadingWords) -> bool {
        let sorted = |it: &HeadingWords| {
            let mut core = it.core.clone();
            core.sort();
            core
        };
        let says_anything = !self.core.is_empty() || !self.period.is_empty();
        let is_one_time = self.period == other.period && self.has_years_of(other);
        says_anything && is_one_time && self.may_be(other) && sorted(self) == sorted(other)
    }

    /// Whether all words of one of two like headings are in the other.
    pub fn is_within(&self, other: &HeadingWords) -> bool {
        let (short, long) = match self.core.len() < other.core.len() {
            true => (self, other),
            false => (other, self),
        };
        !short.core.is_empty() && short.core.iter().all(|it| long.core.contains(it))
    }

    /// Whether both state the same time.
    pub fn is_of_time_of(&self, other: &HeadingWords) -> bool {
        let states = !self.years.is_empty() || !self.period.is_empty();
        states && self.years == other.years && self.period == other.period
    }

    /// Whether both state a time, and not the same: a year of a phase is not the phase.
    pub fn is_of_another_time(&self, other: &HeadingWords) -> bool {
        let both = !self.period.is_empty() && !other.period.is_empty();
        !self.has_years_of(other) || (both && !self.has_period_of(other))
    }

    /// Whether one of them names no years, or both the same.
    fn has_years_of(&self, other: &HeadingWords) -> bool {
        let is_open = self.years.is_empty() || other.years.is_empty();
        is_open || self.years == other.years
    }

    /// Whether the period of one is all or a part of that of the other.
    fn has_period_of(&self, other: &HeadingWords) -> bool {
        let (short, long) = match self.period.len() < other.period.len() {
            true => (&self.period, &other.period),
            false => (&other.period, &self.period),
        };
        let mut rest = long.iter();
        let is_within = short.iter().all(|word| rest.any(|it| it == word));
        is_within || is_from_start(self, other) || is_from_start(other, self)
    }

    /// Whether nothing in two headings speaks against their being one. A heading may leave out its
    /// period, or a part of it.
    pub fn may_be(&self, other: &HeadingWords) -> bool {
        self.telling == other.telling && self.may_be_of_time(other)
    }

    /// The same of the times alone that two headings state.
    pub fn may_be_of_time(&self, other: &HeadingWords) -> bool {
        let is_within = self.has_period_of(other);
        let is_one_year = self.years.is_empty()
            || other.years.is_empty()
            || self.years.iter().any(|it| other.years.contains(it));
        is_within && is_one_year && !self.is_other_half(other)
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

/// Whether one heading counts from the beginning of the year, and the other names how far: "lũy kế từ đầu
/// năm", "lũy kế 9 tháng".
fn is_from_start(open: &HeadingWords, stated: &HeadingWords) -> bool {
    let is_months = |it: &[String]| match it {
        [n, unit] => unit == "thang" && n.parse::<u8>().is_ok(),
        [n, unit, from] => unit == "thang" && from == "dau" && n.parse::<u8>().is_ok(),
        _ => false,
    };
    let sums_up = |it: &HeadingWords| it.telling.iter().any(|word| word == "luy");
    open.period == ["dau"] && is_months(&stated.period) && sums_up(open) && sums_up(stated)
}

/// Returns the words of an abbreviation of headings: "ck" is "cùng kỳ", "6t" is "6 tháng".
fn spelled_out(token: &str) -> Vec<&str> {
    match token {
        "ck" => vec!["cùng", "kỳ"],
        "kq" => vec!["kết", "quả"],
        "kh" => vec!["kế", "hoạch"],
        "lk" => vec!["lũy", "kế"],
        _ => {
            let months = token.strip_suffix('t').filter(|it| {
                let n = it.parse::<u8>();
                n.is_ok_and(|it| (1..=12).contains(&it))
            });
            months.map_or_else(|| vec![token], |n| vec![n, "tháng"])
        }
    }
}

/// Replaces what has a more usual word for the same: "cộng dồn" is "lũy kế", and not met is "chưa đạt".
fn in_usual_words(tokens: Vec<&str>) -> Vec<&str> {
    let mut usual = tokens;
    for at in 1..usual.len() {
        let pair = [usual.get(at - 1), usual.get(at)].map(|it| it.copied().unwrap_or_default());
        let other = match pair {
            ["cộng", "dồn"] | ["cong", "don"] => ["lũy", "kế"],
            ["luỹ", "kế"] => ["lũy", "kế"],
            ["không", "đạt"] => ["chưa", "đạt"],
            _ => continue,
        };
        usual.splice(at - 1..=at, other);
    }
    usual
}

enum Period {
    Says,
    Implied,
    None,
}

/// Whether a word is one of a pair that adds nothing, with the word before or behind it.
fn is_light_pair(with_before: [&str; 2], with_next: [&str; 2]) -> bool {
    LIGHT_PAIRS.contains(&with_before) || LIGHT_PAIRS.contains(&with_next)
}

/// "ii" as "2".
fn in_figures(word: &str) -> String {
    let place = ["i", "ii", "iii", "iv"].iter().position(|it| *it == word);
    place.map_or_else(
        || word.trim_start_matches('0').to_owned(),
        |at| (at + 1).to_string(),
    )
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
            ("Kết quả đạt được", "Kết quả thực hiện", true),
            ("Cộng dồn 9 tháng", "Lũy kế 9 tháng", true),
            ("Cộng dồn 9 tháng", "Lũy kế từ đầu năm", true),
            ("9 tháng", "Lũy kế từ đầu năm", false),
            ("Không đạt", "Chưa đạt", true),
            ("Không đạt", "Đạt", false),
            ("Kết quả", "Cùng kỳ năm 2025", false),
            ("Cùng kỳ năm 2025", "CK 2025", true),
            ("Kết quả 6 tháng đầu năm 2026", "KQ 6T/2026", true),
            ("Kết quả 6 tháng đầu năm 2026", "CK 6T/2025", false),
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

    #[test]
    fn the_same_words_in_another_order_or_figures_say_the_same() {
        for (left, right, expected) in [
            ("Quý 2 năm 2026", "Quý II/2026", true),
            ("3 tháng đầu năm", "Quý I/2026", true),
            ("Số liệu quý III", "Quý III/2026", true),
            (
                "Số vụ việc / Kỳ trước chuyển sang",
                "Kỳ trước chuyển sang / Số vụ việc",
                true,
            ),
            (
                "Giai đoạn 2026 - 2027 / Kế hoạch",
                "2026-2027 / Kế hoạch",
                true,
            ),
            ("Quý II/2025", "Quý II/2026", false),
            ("Quý I", "Quý II/2026", false),
            ("Năm 2026", "Quý II/2026", false),
            (
                "Số người / Kỳ trước chuyển sang",
                "Kỳ trước chuyển sang / Số vụ việc",
                false,
            ),
            ("So với kế hoạch", "Kế hoạch", false),
        ] {
            let (left_words, right_words) = (HeadingWords::of(left), HeadingWords::of(right));
            assert_eq!(
                left_words.is_same(&right_words),
                expected,
                "{left} / {right}"
            );
        }
    }

    #[test]
    fn stated_times_that_differ_shut_a_column_out() {
        for (left, right, expected) in [
            ("So với cùng kỳ năm 2025 (%)", "Quý II/2026", true),
            ("9 tháng năm 2026", "Quý III/2026", true),
            (
                "Giai đoạn 2021 - 2025 / Kế hoạch",
                "Giai đoạn 2026 - 2027 / Kế hoạch",
                true,
            ),
            ("Năm 2026", "Giai đoạn 2026 - 2027 / Kế hoạch", true),
            ("Quý 2", "Quý II/2026", false),
            ("Khối lượng", "Giai đoạn 2026 - 2027 / Kế hoạch", false),
            ("Kết quả", "Quý II/2026", false),
        ] {
            let (left_words, right_words) = (HeadingWords::of(left), HeadingWords::of(right));
            assert_eq!(
                left_words.is_of_another_time(&right_words),
                expected,
                "{left} / {right}"
            );
        }
    }
}
