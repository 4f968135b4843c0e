//! Formats a stored number as Excel shows it in a Vietnamese locale.

/// Formats `value` with a number format code: `0.995` with `0.0%` gives `99,5%`.
///
/// Supports what annexes use (General, decimals, thousands, percent, dates, quoted text). Any other
/// code falls back to the plain number, so that no digit is lost. Only the first section of a code
/// is used.
pub fn show(value: f64, code: &str) -> String {
    let section = code.split(';').next().unwrap_or_default();
    let Some(pattern) = Pattern::read(section) else {
        return plain(value, ',');
    };
    match pattern {
        Pattern::General => plain(value, ','),
        Pattern::Date {
            day,
            month,
            year,
            time,
        } => show_date(value, day, month, year, time),
        Pattern::Number {
            before,
            whole,
            decimals,
            thousands,
            percent,
            after,
        } => {
            let scaled = if percent { value * 100.0 } else { value };
            // Multiplying adds rounding noise (0.07 * 100 = 7.000000000000001), which is removed
            // here.
            let scaled = (scaled * 1e10).round() / 1e10;
            let text = if decimals == 0 && scaled.fract() == 0.0 && scaled.abs() < 1e15 {
                // Same result as below, at a tenth of the cost.
                (scaled.abs() as u64).to_string()
            } else {
                format!("{:.*}", decimals, scaled.abs())
            };
            let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
            let mut integer = format!("{integer:0>whole$}");
            if thousands {
                integer = grouped(&integer);
            }
            let sign = if scaled < 0.0 { "-" } else { "" };
            let comma = if fraction.is_empty() { "" } else { "," };
            let percent = if percent { "%" } else { "" };
            format!("{sign}{before}{integer}{comma}{fraction}{percent}{after}")
        }
    }
}

/// Formats `value` with at most 15 significant digits and the decimal separator `decimal`.
pub fn plain(value: f64, decimal: char) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return (value as i64).to_string();
    }
    // A cell shows 15 significant digits; the others are rounding noise.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string().replace('.', &decimal.to_string())
}

/// A parsed section of a number format code.
#[derive(Debug, PartialEq)]
enum Pattern {
    General,
    Date {
        day: bool,
        month: bool,
        year: bool,
        time: bool,
    },
    Number {
        /// Literal text before the digits.
        before: String,
        /// Minimum number of integer digits.
        whole: usize,
        decimals: usize,
        thousands: bool,
        percent: bool,
        after: String,
    },
}

impl Pattern {
    /// Parses a section; `None` if it has neither a date part nor a digit placeholder.
    fn read(section: &str) -> Option<Pattern> {
        if section.is_empty() || section.eq_ignore_ascii_case("general") || section.contains('@') {
            return Some(Pattern::General);
        }
        let (mut digits, mut before, mut after) = (String::new(), String::new(), String::new());
        let (mut day, mut month, mut year, mut time, mut percent) =
            (false, false, false, false, false);
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            let literal = match c {
                '"' => chars.by_ref().take_while(|&c| c != '"').collect(),
                '\\' => chars.next().map_or(String::new(), String::from),
                '[' => {
                    chars.by_ref().take_while(|&c| c != ']').for_each(drop);
                    String::new()
                }
                '_' | '*' => {
                    chars.next();
                    String::new()
                }
                '0' | '#' | '?' | '.' | ',' => {
                    digits.push(c);
                    continue;
                }
                '%' => {
                    percent = true;
                    continue;
                }
                'd' | 'D' => {
                    day = true;
                    continue;
                }
                'm' | 'M' => {
                    month = true;
                    continue;
                }
                'y' | 'Y' => {
                    year = true;
                    continue;
                }
                'h' | 'H' | 's' | 'S' => {
                    time = true;
                    continue;
                }
                other => other.to_string(),
            };
            if digits.is_empty() {
                before.push_str(&literal);
            } else {
                after.push_str(&literal);
            }
        }
        if day || month || year || time {
            return Some(Pattern::Date {
                day,
                month,
                year,
                time,
            });
        }
        if !digits.contains(['0', '#', '?']) {
            return None;
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let zeros = |text: &str| text.bytes().filter(|&byte| byte == b'0').count();
        Some(Pattern::Number {
            before: before.trim_start().to_owned(),
            whole: zeros(whole).max(1),
            decimals: fraction.len(),
            thousands: whole.contains(','),
            percent,
            after: after.trim_end().to_owned(),
        })
    }
}

/// Separates groups of three digits with dots.
fn grouped(digits: &str) -> String {
    let n = digits.len();
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if 0 < idx && (n - idx).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

fn show_date(serial: f64, day: bool, month: bool, year: bool, time: bool) -> String {
    let Some((y, m, d)) = civil(serial) else {
        return plain(serial, ',');
    };
    match (day, month, year) {
        (true, true, true) => format!("{d:02}/{m:02}/{y}"),
        (false, true, true) => format!("{m:02}/{y}"),
        (true, true, false) => format!("{d:02}/{m:02}"),
        (false, false, true) => y.to_string(),
        _ if time => plain(serial, ','),
        _ => format!("{d:02}/{m:02}/{y}"),
    }
}

/// Returns day, month and year of a date as a format shows them, with 0 for a part that is not
/// shown; `None` if the format shows no date.
pub fn date_shown(serial: f64, code: &str) -> Option<(u8, u8, u16)> {
    let pattern = Pattern::read(code.split(';').next().unwrap_or_default())?;
    let Pattern::Date {
        day, month, year, ..
    } = pattern
    else {
        return None;
    };
    let (y, m, d) = civil(serial)?;
    Some((
        if day { u8::try_from(d).ok()? } else { 0 },
        if month { u8::try_from(m).ok()? } else { 0 },
        if year { u16::try_from(y).ok()? } else { 0 },
    ))
}

/// Returns the serial number (1900 date system) of an ISO 8601 date such as
/// `2026-12-01T00:00:00.000`. The time is ignored. `None` if the text is not such a date.
pub fn serial_of_iso(text: &str) -> Option<f64> {
    let mut parts = text.trim().get(..10)?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1900..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The inverse of `civil` below, for dates from 1/3/1900.
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let shifted_month = (month + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Some((days + 25_569) as f64)
}

/// Returns year, month and day of a serial number in the 1900 date system: day 1 is 1/1/1900, and
/// Excel counts a nonexistent 29/2/1900. `None` outside the years 1900 to 9999.
fn civil(serial: f64) -> Option<(i64, i64, i64)> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_there_and_back() {
        for (text, shown) in [
            ("2026-12-01T00:00:00.000", "01/12/2026"),
            ("2024-02-29", "29/02/2024"),
            ("1999-12-31T00:00", "31/12/1999"),
        ] {
            let serial = serial_of_iso(text).unwrap();
            assert_eq!(show(serial, "dd/mm/yyyy"), shown);
        }
        assert_eq!(serial_of_iso("ngày 1/12/2026"), None);
        assert_eq!(serial_of_iso("2026-13-01"), None);
    }

    #[test]
    fn shows_numbers_as_people_see_them() {
        for (value, code, expected) in [
            (1.0, "0%", "100%"),
            (0.95, "0%", "95%"),
            (0.07, "0%", "7%"),
            (0.997, "0.0%", "99,7%"),
            (100.0, "General", "100"),
            (6.1, "General", "6,1"),
            (0.1 + 0.2, "General", "0,3"),
            (1_273_494.0, "#,##0", "1.273.494"),
            (1_273_494.5, "#,##0.00", "1.273.494,50"),
            (3.0, "00", "03"),
            (6.1, "0.00", "6,10"),
            (5.0, "0\" triệu đồng\"", "5 triệu đồng"),
            (46_357.0, "mm/yyyy", "12/2026"),
            (46_022.0, "dd/mm/yyyy", "31/12/2025"),
            (46_022.0, "d/m", "31/12"),
            (-5.0, "#,##0;[Red]-#,##0", "-5"),
            (12.5, "abc", "12,5"),
        ] {
            assert_eq!(show(value, code), expected, "{value} {code}");
        }
    }
}
