//! The words of a stretch of lines, and what separates them.

/// What separates a word from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Gap {
    Blank,
    Line,
    /// At least one empty line.
    Lines,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Word<'t> {
    pub text: &'t str,
    pub gap: Gap,
    /// Where the word begins in its line.
    pub at: usize,
    pub line: &'t str,
}

/// Adds the words of a line.
pub(in crate::import) fn push_words<'t>(line: &'t str, gap: Gap, words: &mut Vec<Word<'t>>) {
    let base = line.as_ptr() as usize;
    for (idx, text) in line.split_whitespace().enumerate() {
        words.push(Word {
            text,
            gap: if idx == 0 { gap } else { Gap::Blank },
            at: text.as_ptr() as usize - base,
            line,
        });
    }
}

/// Joins words as they were written: lines by a blank, and blanks within a line as they are.
pub(in crate::import) fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    let mut end = 0;
    for (idx, word) in words.iter().enumerate() {
        if 0 < idx {
            match word.gap {
                Gap::Blank => text.push_str(word.line.get(end..word.at).unwrap_or(" ")),
                // A line may end within "2025-2030".
                _ if text.ends_with('-') && !text.ends_with(" -") && text != "-" => {}
                _ => text.push(' '),
            }
        }
        text.push_str(word.text);
        end = word.at + word.text.len();
    }
    text
}

/// Whether a word can begin the text of a cell.
pub(in crate::import) fn is_opening(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "%-–(≥≤><+“\"".contains(c))
}

/// Whether a text cannot end with a word: it leads on to another.
pub(in crate::import) fn leads_on(word: &str) -> bool {
    const LEADING: [&str; 26] = [
        "của", "và", "do", "với", "cho", "các", "tại", "từ", "về", "theo", "trong", "đến", "là",
        "để", "được", "bởi", "hoặc", "những", "gồm", "trên", "cùng", "tới", "qua", "bằng", "-",
        "–",
    ];
    word.ends_with([',', '(', '/']) || LEADING.contains(&word.to_lowercase().as_str())
}
