//! Texts that a program cut at its limit.

/// Limits that Excel, older Excel files and databases cut texts at, in characters.
const LIMITS: [usize; 3] = [255, 256, 1024];

/// Whether a text is as long as a limit and ends inside a sentence.
pub fn is_cut(text: &str) -> bool {
    // A character takes one to four bytes.
    if text.len() < 255 || 4 * 1024 < text.len() {
        return false;
    }
    let is_open = !text
        .trim_end()
        .ends_with(['.', ';', '!', '?', ')', '”', '"', ']']);
    is_open && LIMITS.contains(&text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_long_as_a_limit_is_cut() {
        let text = |n: usize| "ếa b".chars().cycle().take(n).collect::<String>();
        assert!(is_cut(&text(255)) && is_cut(&text(1024)));
        assert!(!is_cut(&text(254)) && !is_cut(&text(257)));
        assert!(!is_cut(&format!("{}.", text(254))));
        assert!(!is_cut(""));
    }
}
