//! Days and numbers that a task's time and its result tell.

use crate::{
    model::{Amount, Date, Done, Figure, dates_in},
    text::phrase::starts_with,
};

/// The words ahead of the number of a time: "khởi công quý" of "Khởi công quý I/2026".
pub(super) fn asked_by(time: &str) -> String {
    let time = time.trim();
    let end = time.find(|c: char| c.is_ascii_digit());
    let head = end.and_then(|at| time.get(..at)).unwrap_or(time);
    let words = head.split_whitespace();
    let is_time = |it: &&str| {
        let it = it.to_lowercase();
        [
            "trước", "trong", "ngày", "tháng", "quý", "năm", "hết", "đến", "cuối", "đầu", "từ",
        ]
        .contains(&it.as_str())
    };
    let asked: Vec<&str> = words.take_while(|it| !is_time(it)).collect();
    match asked.len() {
        2..=4 => asked.join(" "),
        _ => String::new(),
    }
}

/// The day that a report tells, of its own year where it names none.
pub(super) fn day_said(actual: &str, date: Date) -> Option<Date> {
    let of_year = || {
        let (_, day) = dates_in(actual).into_iter().next()?;
        let day = Date {
            year: date.year,
            ..day
        };
        day.is_real().then_some(day)
    };
    Date::parse(actual).or_else(of_year)
}

/// Reads "7/10" and nothing else: so many of so many, where it is no day that has come.
pub(super) fn part_done(actual: &str, date: Date) -> Option<Done> {
    let (part, whole) = actual.trim().split_once('/')?;
    let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
    let has_come = day_said(actual, date).is_some_and(|it| it <= date);
    (part <= whole && 0 < whole && !has_come).then_some(match part < whole {
        true => Done::No,
        false => Done::Yes,
    })
}

/// The day of the year of a report by which something is due that recurs on days of each year: the last
/// of them before the report, or else the first.
pub(super) fn day_of_year(time: &str, date: Date) -> Option<Date> {
    let days = dates_in(time).into_iter().filter(|(_, it)| it.year == 0);
    let days = days.map(|(_, it)| Date {
        year: date.year,
        ..it
    });
    let mut days: Vec<Date> = days.filter(Date::is_real).collect();
    days.sort_unstable();
    let past = days.iter().rfind(|it| **it < date);
    past.or(days.first()).copied()
}

/// Whether an amount is all that the product is: "14,5 ha" of "20 ha".
pub(super) fn amount_done(product: &str, content: &str, actual: &str) -> Option<Done> {
    let figure = |text: &str| {
        let figure = Figure::parse(text, "", None).ok()?;
        let is_amount = figure.change.is_none() && matches!(figure.amount, Amount::One(_));
        (is_amount && !figure.of.is_empty()).then_some(figure)
    };
    let wanted = figure(product).or_else(|| figure(content))?;
    let of = wanted.of.to_lowercase();
    let found = figure(actual).or_else(|| {
        // "15 lớp, 520 học viên" of "15 lớp bồi dưỡng"
        let head = of.split(' ').next()?;
        let counted = Figure::parse(actual, head, Some(wanted.measure)).ok()?;
        (counted.change.is_none() && !counted.of.is_empty()).then_some(counted)
    })?;
    are_counted_alike(&of, &found.of.to_lowercase()).then(|| match found.value() < wanted.value() {
        true => Done::No,
        false => Done::Yes,
    })
}

/// First words for people as reports count them.
const PEOPLE: &[&str] = &[
    "người",
    "lượt người",
    "đại biểu",
    "cán bộ",
    "lao động",
    "thanh niên",
    "phụ nữ",
    "chủ",
];

/// Last syllables of words for people: "cộng tác viên", "bác sĩ", "nông dân", "viên chức".
const OF_PEOPLE: &[&str] = &["viên", "sĩ", "dân", "nhân", "sinh", "chức"];

/// Words with such a syllable that are none.
const NO_PEOPLE: &[&str] = &["công viên", "khuôn viên", "tổ chức", "vệ sinh"];

/// Whether a noun names people.
fn are_people(noun: &str) -> bool {
    let words = noun.split(' ').take(3).skip(1);
    let mut ends = words.filter(|it| OF_PEOPLE.contains(it));
    let begins = |words: &[&str]| words.iter().any(|it| starts_with(noun, it));
    begins(PEOPLE) || (ends.next().is_some() && !begins(NO_PEOPLE))
}

/// Whether two numbers count the same: "lớp" and "lớp tập huấn", "chủ tàu" and "người dự".
fn are_counted_alike(wanted: &str, found: &str) -> bool {
    starts_with(wanted, found)
        || starts_with(found, wanted)
        || (are_people(wanted) && are_people(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_alone_are_a_part_unless_they_are_a_day_that_has_come() {
        let date = Date::parse("25/9/2026").unwrap();
        for (text, expected) in [
            ("7/10", Some(Done::No)),
            ("10/10", Some(Done::Yes)),
            ("18/30", Some(Done::No)),
            ("5/8", None),
            ("7/10 xã", None),
        ] {
            assert_eq!(part_done(text, date), expected, "{text}");
        }
    }

    #[test]
    fn a_time_may_say_what_is_done_by_it() {
        assert_eq!(asked_by("Khởi công quý I/2026"), "Khởi công");
        assert_eq!(asked_by("Hợp long tháng 02/2026"), "Hợp long");
        assert_eq!(asked_by("Trước ngày 30/6/2026"), "");
        assert_eq!(asked_by("Tháng 6/2026"), "");
    }

    #[test]
    fn people_are_counted_as_people() {
        for (wanted, found, expected) in [
            ("chủ tàu", "người dự", true),
            ("cộng tác viên", "người", true),
            ("lớp", "lớp tập huấn", true),
            ("công viên", "người", false),
            ("lớp", "học viên", false),
        ] {
            assert_eq!(
                are_counted_alike(wanted, found),
                expected,
                "{wanted}: {found}"
            );
        }
    }
}
