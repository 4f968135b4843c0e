//! Days and times of consolidations, as `2026-09-12 09:12`, and how people write them.

use crate::text::number_format::serial_of_iso;

/// Writes a time such as `2026-09-12 09:12` as people do: `09:12 12/09/2026`.
pub fn written_time(time: &str) -> String {
    let (day, hour) = time.split_once(' ').unwrap_or((time, ""));
    format!("{hour} {}", written_day(day)).trim().to_owned()
}

/// Writes a day such as `2026-09-12` as people do: `12/09/2026`.
pub fn written_day(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').rev().collect();
    parts.join("/")
}

/// Returns how many days a time is after a deadline; 0 where it is not, or there is no deadline. Both
/// begin with a day such as `2026-09-15`.
pub(super) fn days_late(deadline: &str, time: &str) -> u32 {
    let day = |text: &str| serial_of_iso(text.get(..10)?);
    match (day(deadline), day(time)) {
        // What is negative becomes 0.
        (Some(last), Some(day)) => (day - last) as u32,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_after_the_deadline_are_counted() {
        for (deadline, time, expected) in [
            ("2026-09-15", "2026-09-15 23:59", 0),
            ("2026-09-15", "2026-09-14 08:00", 0),
            ("2026-09-15", "2026-09-17 08:00", 2),
            ("2026-12-31", "2027-01-01 00:00", 1),
            ("2028-02-28", "2028-03-01 00:00", 2),
            ("2027-02-28", "2027-03-01 00:00", 1),
            ("", "2026-09-17 08:00", 0),
            ("2026-09-15", "", 0),
            ("hôm nay", "2026-09-17 08:00", 0),
        ] {
            assert_eq!(days_late(deadline, time), expected, "{deadline} {time}");
        }
    }
}
