//! Words with which the lines below a table begin.

use super::marks::END_MARK;

/// Who gets the document, and who signs it.
const SIGNATURES: [&str; 3] = ["nơi nhận", "tm.", "kt."];
/// Labels: they stand alone, or no letter follows.
const LABELS: [&str; 3] = ["ghi chú", "lưu ý", "bằng chữ"];

/// Whether a text is about the whole document: who gets it, and who signs it.
pub fn ends_document(text: &str) -> bool {
    SIGNATURES.iter().any(|word| after(text, word).is_some())
}

/// Whether a line with this text stands below the table, wherever its row is: notes, an amount in
/// words, who made the table, who gets and who signs it.
pub fn closes(text: &str) -> bool {
    let text = text.trim_start_matches('(');
    ends_document(text)
        || text.starts_with(END_MARK)
        || after(text, "người lập").is_some()
        || LABELS.iter().any(|label| is_label(text, label))
}

/// Whether a line with this text stands below the table if no rows follow: "Nguồn: …", "(*) …".
pub fn may_close(text: &str) -> bool {
    closes(text) || is_label(text.trim_start_matches('('), "nguồn") || text.starts_with("(*)")
}

/// Whether a text begins with a label, which is in lower case: "Ghi chú: …", "Ghi chú (1)", but not
/// "Ghi chú các kiến nghị".
fn is_label(text: &str, label: &str) -> bool {
    let rest = after(text, label);
    rest.is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphabetic))
}

/// Returns the text after a word, which is in lower case, regardless of the case of the text.
fn after<'text>(text: &'text str, word: &str) -> Option<&'text str> {
    let mut rest = text.char_indices();
    for expected in word.chars() {
        let (_, c) = rest.next()?;
        if !c.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let end = rest.next().map_or(text.len(), |(at, _)| at);
    text.get(end..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_below_tables_begin_with_closing_words() {
        for (text, expected) in [
            ("NƠI NHẬN:", [true, true, true]),
            ("TM. ỦY BAN NHÂN DÂN", [true, true, true]),
            ("Ghi chú: Số liệu ước", [false, true, true]),
            ("GHI CHÚ", [false, true, true]),
            ("Ghi chú (1) theo QĐ", [false, true, true]),
            ("(Bằng chữ: Hai tỷ đồng)", [false, true, true]),
            ("Người lập biểu", [false, true, true]),
            ("./.", [false, true, true]),
            ("Nguồn: Cục Thống kê", [false, false, true]),
            ("(*) Theo chuẩn nghèo mới", [false, false, true]),
            ("Ghi chú các kiến nghị", [false, false, false]),
            ("Nguồn nhân lực", [false, false, false]),
            ("Tổng cộng", [false, false, false]),
        ] {
            let found = [ends_document(text), closes(text), may_close(text)];
            assert_eq!(found, expected, "{text}");
        }
    }
}
