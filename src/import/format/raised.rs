//! Raised digits, such as those of a square metre or of a footnote's mark.

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
