//! Texts that a spreadsheet takes for a formula when it reads them as typed.

/// Whether a spreadsheet that reads a text as typed (CSV, a paste, an edit of the cell) takes it for
/// a formula: it begins with `=`, `+`, `-` or `@`, or with a tab or a line break, which some programs
/// skip. "- Một" is such a text and shows as `#NAME?`. A single character is none.
pub fn reads_as_formula(text: &str) -> bool {
    1 < text.len() && text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_of_annexes_read_as_formulas() {
        for text in ["=1+1", "+84", "- Một", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(reads_as_formula(text), "{text:?}");
        }
        for text in ["", "-", "Một", "1-2", "≥ 80%", "– Một", "'=1"] {
            assert!(!reads_as_formula(text), "{text:?}");
        }
    }
}
