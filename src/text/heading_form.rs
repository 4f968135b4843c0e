//! What stands around the words of a heading: marks of notes behind it, "Trong đó" before it.

/// Words that say that a column is a part of the one before it.
const LEAD_INS: [&str; 8] = [
    "trong đó",
    "chia ra",
    "bao gồm",
    "gồm",
    "cụ thể",
    "tính riêng",
    "riêng",
    "ở đó",
];

/// Returns a heading without what stands around its words.
pub fn bare(text: &str) -> &str {
    without_lead_in(without_note_mark(text))
}

/// Returns a heading without the marks of notes behind it: "Năm 2030 [2]", "Kế hoạch (*)", "Thời hạn¹".
pub fn without_note_mark(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let bare = text.trim_end_matches(|c| is_raised(c) || matches!(c, '*' | '†' | '‡'));
        let bare = without_bracketed_mark(bare.trim_end());
        if bare.len() == text.len() || !bare.contains(char::is_alphanumeric) {
            return text;
        }
        text = bare;
    }
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '⁽' | '⁾' | '①'..='⑳')
}

fn without_bracketed_mark(text: &str) -> &str {
    let mark = [('[', ']'), ('(', ')')]
        .into_iter()
        .find_map(|(open, close)| text.strip_suffix(close)?.rsplit_once(open));
    match mark {
        Some((before, mark)) if is_mark(mark) => before.trim_end(),
        _ => text,
    }
}

/// Whether a text in brackets refers to a note: "2", "*", "a".
fn is_mark(mark: &str) -> bool {
    let all = |is_so: fn(char) -> bool| mark.chars().all(is_so);
    match mark.chars().count() {
        1 => all(|c| c.is_ascii_digit() || c.is_ascii_lowercase() || c == '*'),
        2 | 3 => all(|c| c == '*') || (mark.len() == 2 && all(|c| c.is_ascii_digit())),
        _ => false,
    }
}

/// Returns a heading without the words that make it a part of another: "Trong đó: năm 2026".
pub fn without_lead_in(text: &str) -> &str {
    let lower = text.to_lowercase();
    let lead_in = LEAD_INS.iter().find(|words| {
        let rest = lower.strip_prefix(*words);
        rest.is_some_and(|rest| rest.starts_with([':', ',', ' ', '\n', '-', '–']))
    });
    let rest = lead_in.and_then(|words| {
        let (at, _) = text.char_indices().nth(words.chars().count())?;
        let rest = text.get(at..)?;
        Some(rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '%'))
    });
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_lead_ins_are_no_words_of_a_heading() {
        for (text, expected) in [
            ("Năm 2030 [2]", "Năm 2030"),
            ("Kế hoạch 2027 (*)", "Kế hoạch 2027"),
            ("Thực hiện 2026(1)", "Thực hiện 2026"),
            ("Thời hạn¹", "Thời hạn"),
            ("Kết quả ⁽³⁾", "Kết quả"),
            ("Chủ trì **", "Chủ trì"),
            ("Ghi chú (a) *", "Ghi chú"),
            ("Trong đó: năm 2026", "năm 2026"),
            ("TRONG ĐÓ NĂM 2026", "NĂM 2026"),
            ("Trong đó:\nQuý I/2027 (1)", "Quý I/2027"),
            ("Riêng năm 2027", "năm 2027"),
            ("Tỷ lệ (%)", "Tỷ lệ (%)"),
            ("Sản lượng (ha)", "Sản lượng (ha)"),
            ("Vốn (2027)", "Vốn (2027)"),
            ("Trong đó", "Trong đó"),
            ("Gồm:", "Gồm:"),
            ("(1)", "(1)"),
        ] {
            assert_eq!(bare(text), expected, "{text}");
        }
    }
}
