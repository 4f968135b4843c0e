//! When a file is made, as its properties say it.

use crate::text::number_format;

/// A time in seconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made(i64);

/// 1 January 1970 as Excel counts days.
const EPOCH_DAYS: f64 = 25_569.0;
/// The last second of the year 9999, beyond which no format can write a time.
const LAST: i64 = 253_402_300_799;

impl Made {
    /// 5 March 2020, the date of the decree: the same document gives the same bytes.
    pub const FIXED: Made = Made(1_583_366_400);

    pub fn at(seconds: i64) -> Made {
        Made(seconds.clamp(0, LAST))
    }

    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Returns the time as in XML: `2020-03-05T00:00:00Z`.
    pub(super) fn iso(self) -> String {
        let serial = self.0 as f64 / 86_400.0 + EPOCH_DAYS;
        number_format::show(serial, r"yyyy\-mm\-dd\Thh\:mm\:ss\Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_in_xml() {
        assert_eq!(Made::FIXED.iso(), "2020-03-05T00:00:00Z");
        assert_eq!(Made::at(1_795_708_799).iso(), "2026-11-26T15:59:59Z");
        assert_eq!(Made::at(-5).iso(), "1970-01-01T00:00:00Z");
        assert!(Made::at(i64::MAX).iso().starts_with("9999-12-31"));
    }
}
