//! Numbers and dates of an OpenDocument spreadsheet that was written in an English locale: the file has
//! each as it was shown there, beside its value.

/// Returns a number as a Vietnamese locale shows it, `12.000,5`, if its text is the value in English form,
/// `12,000.5`, and not in Vietnamese form. `value` is what the cell stores.
pub(super) fn number(text: &str, value: f64) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (from, to) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    let digits = text.get(from..to)?;
    if !digits
        .chars()
        .all(|c| is_digit(c) || matches!(c, '.' | ','))
        || !digits.contains(['.', ','])
    {
        return None;
    }
    // Either the format multiplies, or the sign is a letter of it.
    let scales = if text.contains('%') {
        [100.0, 1.0]
    } else {
        [1.0, 1.0]
    };
    let is_value = |group: char, point: char| {
        let plain: String = digits.chars().filter(|c| *c != group).collect();
        let n_decimals = plain.split_once(point).map_or(0, |(_, rest)| rest.len());
        let shown = plain.replace(point, ".").parse::<f64>();
        let precision = 0.5 * 10f64.powi(-i32::try_from(n_decimals).unwrap_or(0));
        let is_near = |it: f64, scale: f64| (it - value.abs() * scale).abs() <= precision * 1.001;
        shown.is_ok_and(|it| scales.iter().any(|scale| is_near(it, *scale)))
    };
    (is_value(',', '.') && !is_value('.', ',')).then(|| {
        let swap = |c: char| match c {
            ',' => '.',
            '.' => ',',
            c => c,
        };
        let digits: String = digits.chars().map(swap).collect();
        [text.get(..from), Some(&digits), text.get(to..)]
            .into_iter()
            .flatten()
            .collect()
    })
}

/// Returns a date with the day first, if its text has the month first: `6/1/2026` of `2026-06-01`.
pub(super) fn date(text: &str, value: &str) -> Option<String> {
    let number = |text: &str| text.parse::<u32>().ok();
    let mut stored = value.get(..10)?.split('-').skip(1).map(number);
    let (month, day) = (stored.next()??, stored.next()??);
    let mut parts = text.splitn(3, '/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_month_first = (number(first)?, number(second)?) == (month, day) && month != day;
    is_month_first.then(|| format!("{second}/{first}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_numbers_become_vietnamese_ones() {
        for (text, value, expected) in [
            ("12,000", 12000.0, Some("12.000")),
            ("4.85", 4.85, Some("4,85")),
            ("95.5%", 0.955, Some("95,5%")),
            ("95.5%", 95.5, Some("95,5%")),
            ("8,374", 8374.0, Some("8.374")),
            ("-1,234.50 đ", -1234.5, Some("-1.234,50 đ")),
            // Already Vietnamese.
            ("12.000", 12000.0, None),
            ("4,85", 4.85, None),
            // No separator, scaled, or no number.
            ("95", 95.0, None),
            ("12,0", 12000.0, None),
        ] {
            assert_eq!(number(text, value).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn american_dates_become_vietnamese_ones() {
        assert_eq!(date("6/1/2026", "2026-06-01").as_deref(), Some("1/6/2026"));
        assert_eq!(date("01/06/2026", "2026-06-01"), None);
        assert_eq!(date("Tháng 6/2026", "2026-06-01"), None);
    }
}
