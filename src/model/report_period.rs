//! The period that a report covers: `Quý III/2026`, `6 tháng đầu năm 2026`, `Năm 2026`.

use std::cmp::Ordering;

use super::{date::Date, ordinal::roman_value};

/// A part of a year, or all of it, that a report covers. Ordered by its end; of two that end
/// together, the shorter one is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportPeriod {
    pub year: u16,
    pub part: YearPart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearPart {
    Month(u8),
    Quarter(u8),
    /// 6 tháng đầu năm
    FirstHalf,
    /// 6 tháng cuối năm
    SecondHalf,
    /// 9 tháng
    NineMonths,
    Year,
}

impl ReportPeriod {
    /// Reads the period that a text names, such as a title, a heading or an option. The most
    /// specific one counts, of several the first. Dates, phases (`2026-2030`) and numbers of
    /// documents are no periods.
    pub fn parse(text: &str) -> Option<ReportPeriod> {
        ReportPeriod::parse_in(text, None)
    }

    /// Whether a text names a part of a year, with or without the year.
    pub fn names_part(text: &str) -> bool {
        let named = ReportPeriod::parse_in(text, Some(2000));
        named.is_some_and(|it| it.part != YearPart::Year)
    }

    /// Reads a period; a part of a year that names none is of `year`.
    pub fn parse_in(text: &str, year: Option<u16>) -> Option<ReportPeriod> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        if let [only] = words.as_slice() {
            let year = year_of(only)?;
            return Some(ReportPeriod {
                year,
                part: YearPart::Year,
            });
        }
        let (mut with_year, mut without, mut whole) = (None, None, None);
        let mut at = 0;
        while at < words.len() {
            if let Some(n) = date_at(&words, at) {
                at += n;
                continue;
            }
            if let Some((part, n)) = part_at(&words, at) {
                match year_behind(&words, at + n) {
                    Some(year) => with_year = with_year.or(Some(ReportPeriod { year, part })),
                    None => without = without.or(Some(part)),
                }
                at += n;
                continue;
            }
            if let Some((year, n)) = whole_year_at(&words, at) {
                whole = whole.or(year);
                at += n;
                continue;
            }
            at += 1;
        }
        let joined = without.and_then(|part| {
            let year = whole.or(year)?;
            Some(ReportPeriod { part, year })
        });
        let whole = whole.map(|year| ReportPeriod {
            year,
            part: YearPart::Year,
        });
        with_year.or(joined).or(whole)
    }

    /// Reads until when a text reports: `đến 30/6/2026`, `tính đến hết ngày 30/9/2026`. What is reported so
    /// is all of the year until then, which the quarter that ends there stands for.
    pub fn until(text: &str) -> Option<ReportPeriod> {
        let lower = text.to_lowercase();
        let behind = lower
            .match_indices("đến")
            .filter(|(at, _)| {
                !lower
                    .get(..*at)
                    .is_some_and(|it| it.ends_with(char::is_alphabetic))
            })
            .filter_map(|(at, word)| lower.get(at + word.len()..));
        let day = behind.filter_map(|rest| {
            let words = rest.split(|c: char| c.is_whitespace() || c == ':' || c == '(');
            let mut words = words.filter(|it| !matches!(*it, "" | "hết" | "ngày" | "nay"));
            Date::parse(words.next()?.trim_end_matches([')', '.', ',', ';']))
        });
        let Date { year, month, .. } = day.last()?;
        let part = match month {
            12 => YearPart::Year,
            3 | 6 | 9 => YearPart::Quarter(month / 3),
            _ => YearPart::Month(month),
        };
        Some(ReportPeriod { year, part })
    }

    /// The part of the year from January to the end of the period, where it has a name.
    pub fn from_january(self) -> ReportPeriod {
        let part = match (self.part, self.last_month()) {
            (YearPart::Month(_), _) | (_, 3) => self.part,
            (_, 6) => YearPart::FirstHalf,
            (_, 9) => YearPart::NineMonths,
            _ => YearPart::Year,
        };
        ReportPeriod { part, ..self }
    }

    /// Whether two periods end together: the third quarter and the nine months.
    pub fn ends_with(self, other: ReportPeriod) -> bool {
        (self.year, self.last_month()) == (other.year, other.last_month())
    }

    /// Whether the period is all of its year up to its end.
    pub fn is_from_january(self) -> bool {
        self.first_month() == 1
    }

    pub fn first_month(self) -> u8 {
        match self.part {
            YearPart::Month(month) => month,
            YearPart::Quarter(quarter) => quarter * 3 - 2,
            YearPart::SecondHalf => 7,
            YearPart::FirstHalf | YearPart::NineMonths | YearPart::Year => 1,
        }
    }

    pub fn last_month(self) -> u8 {
        match self.part {
            YearPart::Month(month) => month,
            YearPart::Quarter(quarter) => quarter * 3,
            YearPart::FirstHalf => 6,
            YearPart::NineMonths => 9,
            YearPart::SecondHalf | YearPart::Year => 12,
        }
    }

    /// The quarter that the period ends with.
    pub fn last_quarter(self) -> u8 {
        self.last_month().div_ceil(3)
    }

    /// The last day of the period.
    pub fn end(self) -> Date {
        Date::end_of_month(self.year, self.last_month())
    }

    /// Returns the name of the period: `Quý III/2026`.
    pub fn label(self) -> String {
        let year = self.year;
        match self.part {
            YearPart::Month(month) => format!("Tháng {month}/{year}"),
            YearPart::Quarter(quarter) => {
                let roman = super::ordinal::roman_text(quarter.into());
                format!("Quý {roman}/{year}")
            }
            YearPart::FirstHalf => format!("6 tháng đầu năm {year}"),
            YearPart::SecondHalf => format!("6 tháng cuối năm {year}"),
            YearPart::NineMonths => format!("9 tháng năm {year}"),
            YearPart::Year => format!("Năm {year}"),
        }
    }

    /// The name inside a sentence: `quý III/2026`.
    pub fn in_sentence(self) -> String {
        let label = self.label();
        let mut chars = label.chars();
        let first = chars.next().into_iter().flat_map(char::to_lowercase);
        first.chain(chars).collect()
    }

    /// The period of the same length that follows.
    pub fn next(self) -> ReportPeriod {
        let (year, part) = match self.part {
            YearPart::Month(12) => (self.year + 1, YearPart::Month(1)),
            YearPart::Month(month) => (self.year, YearPart::Month(month + 1)),
            YearPart::Quarter(4) => (self.year + 1, YearPart::Quarter(1)),
            YearPart::Quarter(quarter) => (self.year, YearPart::Quarter(quarter + 1)),
            YearPart::FirstHalf => (self.year, YearPart::SecondHalf),
            YearPart::SecondHalf => (self.year + 1, YearPart::FirstHalf),
            YearPart::NineMonths => (self.year, YearPart::Year),
            YearPart::Year => (self.year + 1, YearPart::Year),
        };
        ReportPeriod { year, part }
    }

    fn key(self) -> (u16, u8, u8) {
        let n_months = self.last_month() + 1 - self.first_month();
        (self.year, self.last_month(), n_months)
    }
}

impl Ord for ReportPeriod {
    fn cmp(&self, other: &ReportPeriod) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for ReportPeriod {
    fn partial_cmp(&self, other: &ReportPeriod) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn year_of(word: &str) -> Option<u16> {
    let is_year = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    let year = is_year.then(|| word.parse().ok()).flatten();
    year.filter(|year| (2000..2100).contains(year))
}

fn small(word: Option<&&str>, max: u8) -> Option<u8> {
    let number: u8 = word?.parse().ok()?;
    (1..=max).contains(&number).then_some(number)
}

/// Returns the length of the date in words or figures at a position: `ngày 31 tháng 12 năm 2025`,
/// `31/12/2025`.
fn date_at(words: &[&str], at: usize) -> Option<usize> {
    small(words.get(at), 31)?;
    if words.get(at + 1) == Some(&"tháng") && small(words.get(at + 2), 12).is_some() {
        let has_year = words.get(at + 3) == Some(&"năm");
        return Some(if has_year { 5 } else { 3 });
    }
    small(words.get(at + 1), 12)?;
    year_of(words.get(at + 2)?)?;
    Some(3)
}

/// Returns the part of a year named at a position, and how many words name it.
fn part_at(words: &[&str], at: usize) -> Option<(YearPart, usize)> {
    let word = *words.get(at)?;
    if matches!(word, "quý" | "quí") {
        let quarter = words.get(at + 1)?;
        let number = roman_value(&quarter.to_uppercase()).and_then(|it| u8::try_from(it).ok());
        let number = number.or_else(|| small(Some(quarter), 4))?;
        return (1..=4)
            .contains(&number)
            .then_some((YearPart::Quarter(number), 2));
    }
    if let Some(number) = word.strip_prefix('q') {
        let number = number.parse().ok().filter(|it| (1..=4).contains(it))?;
        year_of(words.get(at + 1)?)?;
        return Some((YearPart::Quarter(number), 1));
    }
    if word == "tháng" {
        return Some((YearPart::Month(small(words.get(at + 1), 12)?), 2));
    }
    if words.get(at + 1) != Some(&"tháng") {
        return None;
    }
    let months = match word {
        "sáu" => 6,
        "ba" => 3,
        "chín" => 9,
        _ => small(Some(&word), 12)?,
    };
    let which = words.get(at + 2).copied();
    let names_year = which.is_none_or(|it| it == "năm" || year_of(it).is_some());
    match (months, which) {
        (3, Some("đầu")) => Some((YearPart::Quarter(1), 3)),
        (6, Some("đầu")) => Some((YearPart::FirstHalf, 3)),
        (6, Some("cuối")) => Some((YearPart::SecondHalf, 3)),
        (9, Some("đầu")) => Some((YearPart::NineMonths, 3)),
        (6, _) if names_year => Some((YearPart::FirstHalf, 2)),
        (9, _) if names_year => Some((YearPart::NineMonths, 2)),
        _ => None,
    }
}

/// Words between a part of a year and its year: "quý III và nhiệm vụ quý IV năm 2026".
const BETWEEN: &[&str] = &[
    "và", "quý", "i", "ii", "iii", "iv", "nhiệm", "vụ", "trọng", "tâm", "phương", "hướng", "năm",
    "tháng", "cuối", "đầu", "6", "của",
];

fn year_behind(words: &[&str], at: usize) -> Option<u16> {
    let behind = words.get(at..)?;
    let other = behind.iter().find(|word| !BETWEEN.contains(word))?;
    year_of(other)
}

/// Returns the year that is named as a whole, and how many words are read; `None` for the year
/// where it is part of a phase.
fn whole_year_at(words: &[&str], at: usize) -> Option<(Option<u16>, usize)> {
    if words.get(at) != Some(&"năm") {
        // "2026-2030" and single numbers: no year of a report.
        return None;
    }
    let year = year_of(words.get(at + 1)?)?;
    let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
    let next = words.get(at + 2).copied().unwrap_or_default();
    let is_phase = matches!(before, Some("đến" | "từ" | "tới"))
        || matches!(next, "đến" | "tới")
        || year_of(next).is_some();
    Some(((!is_phase).then_some(year), 2))
}

/// The months of the year so far with which a heading begins: "9 tháng đã đạt".
pub(super) fn first_months(heading: &str) -> Option<&str> {
    let lower = heading.to_lowercase();
    let end = lower.find(" tháng ")? + " tháng".len();
    let names_end = ["cuối", "còn lại", "tới"]
        .iter()
        .any(|it| lower.contains(it));
    let months = heading.get(..end).filter(|_| !names_end)?;
    months
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_periods_of_reports() {
        let label = |text| ReportPeriod::parse(text).map(ReportPeriod::label);
        for (text, expected) in [
            ("Quý III/2026", "Quý III/2026"),
            ("quý 3 năm 2026", "Quý III/2026"),
            ("Q3/2026", "Quý III/2026"),
            ("BÁO CÁO TIẾN ĐỘ QUÝ IV NĂM 2026", "Quý IV/2026"),
            ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026"),
            ("06 tháng năm 2026", "6 tháng đầu năm 2026"),
            ("Sáu tháng cuối năm 2026", "6 tháng cuối năm 2026"),
            ("9 tháng đầu năm 2026", "9 tháng năm 2026"),
            ("9 tháng 2026", "9 tháng năm 2026"),
            ("Năm 2026", "Năm 2026"),
            ("2026", "Năm 2026"),
            ("Tháng 9/2026", "Tháng 9/2026"),
            ("Tháng 09 năm 2026", "Tháng 9/2026"),
            (
                "Kết quả quý III và nhiệm vụ trọng tâm quý IV năm 2026",
                "Quý III/2026",
            ),
            ("Thực hiện kế hoạch năm 2026 trong quý II", "Quý II/2026"),
            ("BÁO CÁO KẾ HOẠCH NĂM 2026, QUÝ III/2026", "Quý III/2026"),
            (
                "Quý III/2026 theo Kế hoạch ngày 31 tháng 12 năm 2025",
                "Quý III/2026",
            ),
        ] {
            assert_eq!(label(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "Kế hoạch số 334/KH-UBND ngày 31/12/2025",
            "ngày 31 tháng 12 năm 2025",
            "Giai đoạn 2026 - 2030",
            "Từ năm 2026 đến năm 2030",
            "Giai đoạn đến năm 2027",
            "Quý V/2026",
            "Kết quả thực hiện",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_until_which_is_reported_names_the_period() {
        let label = |text| ReportPeriod::until(text).map(ReportPeriod::label);
        for (text, expected) in [
            (
                "KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2026 ĐẾN 30/6/2026",
                Some("Quý II/2026"),
            ),
            ("Thực hiện đến ngày 30/9/2026", Some("Quý III/2026")),
            ("Số liệu tính đến hết ngày 15/3/2026", Some("Quý I/2026")),
            ("Lũy kế đến 31/12/2026", Some("Năm 2026")),
            ("Kết quả (đến 31/10/2026)", Some("Tháng 10/2026")),
            ("Kế hoạch đến năm 2030", None),
            ("Báo cáo ngày 02/7/2026", None),
            ("Từ quý I đến quý III/2026", None),
        ] {
            assert_eq!(label(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn periods_are_in_order_and_end_on_their_last_day() {
        let read = |text| ReportPeriod::parse(text).unwrap();
        let mut periods = [
            "Năm 2026",
            "Quý IV/2026",
            "6 tháng đầu năm 2026",
            "Quý II/2026",
            "Quý I/2027",
            "Tháng 1/2026",
        ]
        .map(read);
        periods.sort();
        assert_eq!(
            periods.map(ReportPeriod::label),
            [
                "Tháng 1/2026",
                "Quý II/2026",
                "6 tháng đầu năm 2026",
                "Quý IV/2026",
                "Năm 2026",
                "Quý I/2027"
            ]
        );
        let end = |text| {
            let Date { year, month, day } = read(text).end();
            (day, month, year)
        };
        assert_eq!(end("Quý I/2026"), (31, 3, 2026));
        assert_eq!(end("Tháng 2/2028"), (29, 2, 2028));
        assert_eq!(read("Quý IV/2026").next(), read("Quý I/2027"));
        assert_eq!(read("Quý III/2026").in_sentence(), "quý III/2026");
    }
}
