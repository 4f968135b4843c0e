//! Marks that stand for what is written above them.

/// What such a mark is but for dashes and blanks around it.
const MARKS: &[&str] = &["nt", "n.t", "như trên", "″", "\"", "''", "//", "“", "”"];

/// Whether a text stands for the one above it: "nt", "-nt-", "Như trên", "″".
pub fn is_ditto(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.'));
    // Longer texts say something themselves.
    bare.len() < 16 && MARKS.contains(&bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ditto_marks_are_told_from_texts() {
        for text in [
            "nt",
            "-nt-",
            " - nt - ",
            "NT",
            "Như trên",
            "″",
            "\"",
            "-//-",
            "n.t.",
        ] {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["", "-", "Sở Nội vụ", "Như trên địa bàn", "NTM"] {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
