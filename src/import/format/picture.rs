//! Pictures large enough to show a table or a page of text, which no reader reads. Logos, signatures
//! and stamps are smaller.

/// Millimetres in a length such as `6.5cm`, `170pt` or `2in`; `None` without a known unit.
pub(in crate::import) fn millimetres(length: &str) -> Option<f64> {
    let length = length.trim();
    let units = [
        ("mm", 1.0),
        ("cm", 10.0),
        ("in", 25.4),
        ("pt", 25.4 / 72.0),
        ("px", 25.4 / 96.0),
    ];
    units.into_iter().find_map(|(unit, mm)| {
        let n: f64 = length.strip_suffix(unit)?.trim().parse().ok()?;
        Some(n * mm)
    })
}

/// Millimetres of a length in English metric units (ECMA-376, part 1, 20.1.10.16).
pub(in crate::import) fn of_emu(length: &str) -> Option<f64> {
    let n: f64 = length.trim().parse().ok()?;
    Some(n / 36_000.0)
}

/// Whether a picture of this size, in millimetres, can be one of a table.
pub(in crate::import) fn is_large(width: f64, height: f64) -> bool {
    60.0 <= width && 30.0 <= height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_their_units() {
        for (text, mm) in [
            ("6cm", 60.0),
            ("72pt", 25.4),
            (" 2 in ", 50.8),
            ("96px", 25.4),
        ] {
            assert_eq!(millimetres(text), Some(mm), "{text}");
        }
        assert_eq!((millimetres("6"), millimetres("rộng")), (None, None));
        assert_eq!(of_emu("360000"), Some(10.0));
        assert!(is_large(160.0, 90.0) && !is_large(40.0, 40.0));
    }
}
