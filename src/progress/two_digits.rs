//! Numbers as official texts write them.

use crate::model::vietnamese_number;

/// Writes a count with two digits below ten: `02`, `23`.
pub(super) fn count(n: usize) -> String {
    match n {
        1..=9 => format!("{n:02}"),
        _ => vietnamese_number(n as f64),
    }
}

/// Writes a share in per cent with one decimal: `67,6%`, `100%`.
pub(super) fn share(part: usize, whole: usize) -> String {
    let percent = match whole {
        0 => 0.0,
        _ => (part as f64 / whole as f64 * 1_000.0).round() / 10.0,
    };
    format!("{}%", vietnamese_number(percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_two_digits_and_shares_a_comma() {
        assert_eq!([0, 2, 10, 1_234].map(count), ["0", "02", "10", "1.234"]);
        assert_eq!(share(23, 34), "67,6%");
        assert_eq!(
            (share(2, 2), share(0, 0)),
            ("100%".to_owned(), "0%".to_owned())
        );
    }
}
