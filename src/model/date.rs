use std::sync::LazyLock;

use super::month::Month;

/// A date read from a text; `year` is 0 for a day that recurs every year (`20/02 hằng năm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// Reads a full date such as `31/12/2025` or `18 tháng 11 năm 2021`; other words may surround
    /// it.
    ///
    /// The last numeric date with a year takes precedence over a date in words. Returns `None` for
    /// a date that does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut in_signs = dates_in(text).into_iter().map(|(_, date)| date);
        let in_signs = in_signs.rfind(|date| date.year != 0);
        let date = in_signs.or_else(|| in_words(text))?;
        date.is_real().then_some(date)
    }

    pub fn month_of_year(&self) -> Month {
        Month {
            year: self.year,
            month: self.month,
        }
    }

    /// The last day of a month.
    pub fn end_of_month(year: u16, month: u8) -> Date {
        let days = (28..=31).rev().map(|day| Date { year, month, day });
        let mut real = days.filter(Date::is_real);
        real.next().unwrap_or(Date {
            year,
            month,
            day: 28,
        })
    }

    pub(super) fn day_before(self) -> Date {
        match (self.day, self.month) {
            (1, 1) => Date::end_of_month(self.year - 1, 12),
            (1, month) => Date::end_of_month(self.year, month - 1),
            (day, _) => Date {
                day: day - 1,
                ..self
            },
        }
    }

    /// Writes a date as the decree wants it: `05/9/2026`, `31/12/2026`, `20/02/2026`.
    pub fn written(&self) -> String {
        let Date { year, month, day } = self;
        match month {
            1 | 2 => format!("{day:02}/{month:02}/{year}"),
            _ => format!("{day:02}/{month}/{year}"),
        }
    }

    /// Writes a date as fields of a page do: `2026-09-05`.
    pub fn iso(self) -> String {
        let Date { year, month, day } = self;
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Reads what [`Date::iso`] writes.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let date = Date {
            year: parts.next()?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        (parts.next().is_none() && date.is_real()).then_some(date)
    }

    /// Whether the date exists in the calendar. A day without a year may be 29 February.
    pub fn is_real(&self) -> bool {
        static DAYS: LazyLock<[u8; 12]> =
            LazyLock::new(|| [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
        let days = usize::from(self.month)
            .checked_sub(1)
            .and_then(|at| DAYS.get(at));
        let leaps = self.year == 0
            || (self.year.is_multiple_of(4) && !self.year.is_multiple_of(100))
            || self.year.is_multiple_of(400);
        let is_leap_day = self.month == 2 && self.day == 29;
        days.is_some_and(|days| (1..=*days).contains(&self.day)) && (leaps || !is_leap_day)
    }
}

/// Returns the numeric dates in a text (`20/9`, `31/12/2025`), each with its spelling.
///
/// Skips longer chains of numbers and a month with its year (`12/2026`). Does not check whether a
/// date exists; see [`Date::is_real`].
pub fn dates_in(text: &str) -> Vec<(&str, Date)> {
    let is_gap = |c: char| !c.is_alphanumeric() && c != '/';
    let words = text.split(is_gap).filter(|word| word.contains('/'));
    let dates = words.filter_map(|word| {
        let mut parts = word.split('/');
        let mut next = || -> Option<Option<u16>> {
            let part = parts.next()?;
            let is_number =
                (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
            Some(is_number.then(|| part.parse().ok()).flatten())
        };
        let (day, month, year, more) = (next()??, next()??, next(), next());
        let year = match year {
            None => 0,
            Some(year) => year.filter(|year| 1900 <= *year)?,
        };
        let small = |value: u16| u8::try_from(value).ok().filter(|it| *it <= 99);
        let date = Date {
            year,
            month: small(month)?,
            day: small(day)?,
        };
        more.is_none().then_some((word, date))
    });
    dates.collect()
}

fn in_words(text: &str) -> Option<Date> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let number = |at: usize| -> Option<u16> {
        words
            .get(at)?
            .trim_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .ok()
    };
    let month = words.iter().position(|word| word == "tháng")?;
    let year = month + 2;
    Some(Date {
        day: u8::try_from(number(month.checked_sub(1)?)?).ok()?,
        month: u8::try_from(number(month + 1)?).ok()?,
        year: words
            .get(year)
            .filter(|word| *word == "năm")
            .and_then(|_| number(year + 1))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dates_of_plans() {
        let read = |text| Date::parse(text).map(|it| (it.day, it.month, it.year));
        assert_eq!(read("31/12/2025"), Some((31, 12, 2025)));
        assert_eq!(read("ngày 18 tháng 11 năm 2021"), Some((18, 11, 2021)));
        for text in [
            "",
            "tháng 12/2026",
            "31/4/2026",
            "ngày … tháng … năm 2026",
            "20/02 hằng năm",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn finds_days_but_no_months_shares_or_symbols() {
        let found = |text| -> Vec<&str> { dates_in(text).into_iter().map(|(it, _)| it).collect() };
        assert_eq!(
            found("trước ngày 20/02, 20/9 và 01/12 hằng năm"),
            ["20/02", "20/9", "01/12"]
        );
        assert_eq!(found("31/12/2026"), ["31/12/2026"]);
        assert_eq!(
            found("Tháng 12/2026; 334/KH-UBND; quý IV/2026; 1/2/3/4"),
            Vec::<&str>::new()
        );
    }
}
