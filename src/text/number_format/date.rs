//! Dates and times of serial numbers.

use super::section::{Part, Section};

const MONTHS: [&str; 12] = [
    "Tháng Giêng",
    "Tháng Hai",
    "Tháng Ba",
    "Tháng Tư",
    "Tháng Năm",
    "Tháng Sáu",
    "Tháng Bảy",
    "Tháng Tám",
    "Tháng Chín",
    "Tháng Mười",
    "Tháng Mười Một",
    "Tháng Mười Hai",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Names and abbreviations, from Sunday.
const DAYS: [(&str, &str); 7] = [
    ("Chủ Nhật", "CN"),
    ("Thứ Hai", "T2"),
    ("Thứ Ba", "T3"),
    ("Thứ Tư", "T4"),
    ("Thứ Năm", "T5"),
    ("Thứ Sáu", "T6"),
    ("Thứ Bảy", "T7"),
];
const ENGLISH_DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

const MILLISECONDS_PER_DAY: f64 = 86_400_000.0;

/// Formats a date or time; `None` if no calendar has the date. `epoch` is the number of days between
/// serial 0 of the workbook and of the 1900 date system; it does not apply to elapsed time.
pub(super) fn show(section: &Section, value: f64, epoch: f64) -> Option<String> {
    let is_elapsed = section
        .parts
        .iter()
        .any(|part| matches!(part, Part::Elapsed(..)));
    let decimals = section.parts.iter().find_map(|part| match part {
        Part::SecondFraction(n) => Some(*n),
        _ => None,
    });
    if !value.is_finite() || 2_958_466.0 <= value.abs() || (value < 0.0 && !is_elapsed) {
        return None;
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let precision = 10f64.powi(3 - i32::try_from(decimals.unwrap_or(0).min(3)).unwrap_or(0));
    let total = (value.abs() * MILLISECONDS_PER_DAY / precision).round() * precision;
    let days = (total / MILLISECONDS_PER_DAY).floor();
    let milliseconds = (total - days * MILLISECONDS_PER_DAY) as u64;
    let total_seconds = (total / 1_000.0).floor() as u64;
    let (hour, minute, second) = (
        milliseconds / 3_600_000,
        milliseconds / 60_000 % 60,
        milliseconds / 1_000 % 60,
    );
    let serial = if is_elapsed { days } else { days + epoch };
    let (year, month, day) = civil(serial)?;
    let halves = section
        .parts
        .iter()
        .any(|part| matches!(part, Part::DayHalf(_)));
    let mut text = String::from(sign);
    for part in &section.parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Date(letter, n) => {
                let shown = match (letter, n) {
                    ('y', 1 | 2) => format!("{:02}", year % 100),
                    ('y', _) => format!("{year:04}"),
                    ('m', 3..) => month_name(section, month, *n),
                    ('d', 3..) => day_name(section, serial, *n),
                    ('m', n) => padded(month as u64, *n),
                    ('d', n) => padded(day as u64, *n),
                    ('h', n) if halves => padded((hour + 11) % 12 + 1, *n),
                    ('h', n) => padded(hour, *n),
                    ('n', n) => padded(minute, *n),
                    (_, n) => padded(second, *n),
                };
                text.push_str(&shown);
            }
            Part::Elapsed(letter, n) => {
                let unit = match letter {
                    'h' => 3_600,
                    'm' => 60,
                    _ => 1,
                };
                text.push_str(&padded(total_seconds / unit, *n));
            }
            Part::SecondFraction(n) => {
                let fraction = format!("{:03}", milliseconds % 1_000);
                text.push(',');
                text.extend(fraction.chars().chain(std::iter::repeat('0')).take(*n));
            }
            Part::DayHalf(long) => text.push_str(match (section.is_english, long, hour < 12) {
                (false, _, true) => "SA",
                (false, _, false) => "CH",
                (true, true, true) => "AM",
                (true, true, false) => "PM",
                (true, false, true) => "A",
                (true, false, false) => "P",
            }),
            _ => {}
        }
    }
    Some(text)
}

fn padded(number: u64, width: usize) -> String {
    format!("{number:0width$}", width = width.min(20))
}

fn month_name(section: &Section, month: i64, n: usize) -> String {
    let idx = usize::try_from(month - 1).unwrap_or(0);
    let names = if section.is_english {
        ENGLISH_MONTHS
    } else {
        MONTHS
    };
    let name = names.get(idx).copied().unwrap_or_default();
    match (n, section.is_english) {
        (3, true) => name.chars().take(3).collect(),
        (3, false) => format!("Thg{month}"),
        (5, _) => name.chars().take(1).collect(),
        _ => name.to_owned(),
    }
}

fn day_name(section: &Section, serial: f64, n: usize) -> String {
    // Serial 1, the first of January 1900, is a Sunday in Excel.
    let idx = (serial as i64 - 1).rem_euclid(7) as usize;
    let english = ENGLISH_DAYS.get(idx).copied().unwrap_or_default();
    let (name, short) = DAYS.get(idx).copied().unwrap_or_default();
    match (n, section.is_english) {
        (3, true) => english.chars().take(3).collect(),
        (3, false) => short.to_owned(),
        (_, true) => english.to_owned(),
        (_, false) => name.to_owned(),
    }
}

/// Returns the serial number (1900 date system) of an ISO 8601 date such as
/// `2026-12-01T08:30:00.000`. `None` if the text is not such a date.
pub fn serial_of_iso(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, time) = (text.get(..10)?, text.get(10..)?);
    let mut parts = date.splitn(3, '-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1900..10_000).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    // The inverse of `civil` below, for dates from 1/3/1900.
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let shifted_month = (month + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468 + 25_569;
    // Before March 1900, the 1900 date system is a day behind because of its nonexistent 29/2.
    let serial = if days < 61 { days - 1 } else { days } as f64;
    // A day that the month does not have becomes one of the next month.
    (civil(serial)? == (year, month, day)).then(|| serial + time_of_iso(time).unwrap_or(0.0))
}

/// Returns the fraction of a day of `T08:30:00.000`.
fn time_of_iso(text: &str) -> Option<f64> {
    let text = text.strip_prefix(['T', ' '])?;
    let mut parts = text.trim_end_matches('Z').split(':');
    let mut part = || parts.next()?.parse::<f64>().ok();
    let (hour, minute) = (part()?, part()?);
    let seconds = hour * 3_600.0 + minute * 60.0 + part().unwrap_or(0.0);
    (0.0..86_400.0)
        .contains(&seconds)
        .then_some(seconds / 86_400.0)
}

/// Returns year, month and day of a serial number in the 1900 date system: day 1 is 1/1/1900, day 0
/// is shown as 0/1/1900, and Excel counts a nonexistent 29/2/1900. `None` after the year 9999.
pub(super) fn civil(serial: f64) -> Option<(i64, i64, i64)> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    if serial < 1.0 {
        return Some((1900, 1, 0));
    }
    if (60.0..61.0).contains(&serial) {
        return Some((1900, 2, 29));
    }
    let mut days = serial.floor() as i64 - 25_569;
    if serial < 60.0 {
        days += 1;
    }
    // From days since 1/1/1970 to a date, by era arithmetic with years that start in March.
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some((year, month, day))
}
