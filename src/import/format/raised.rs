//! Raised text: footnote marks and powers.

/// Returns raised digits as the characters for them: `10` and a raised `3` is not `103`. `None` for
/// other text.
pub(in crate::import) fn raised(text: &str) -> Option<String> {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let raise = |c: char| match c {
        '-' | '−' => Some('⁻'),
        '+' => Some('⁺'),
        ' ' => Some(' '),
        _ => digits.chars().nth(c.to_digit(10)? as usize),
    };
    text.chars().map(raise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_other_text_is_left() {
        assert_eq!(raised("12").as_deref(), Some("¹²"));
        assert_eq!(raised("-1").as_deref(), Some("⁻¹"));
        assert_eq!(raised("(1)"), None);
    }
}
