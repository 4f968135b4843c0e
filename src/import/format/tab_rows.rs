//! Rows typed with tabs: a line that goes on below another in some of its columns, and columns that are several
//! tabs apart.

use crate::model::Ordinal;

/// Words that join the text before them to another: no text ends with one.
const JOINING: &[&str] = &[
    "của", "và", "các", "những", "cho", "với", "trong", "để", "theo", "tại", "từ", "về", "trên",
    "do", "bằng", "ở", "như", "hoặc", "vào", "tới", "một", "mỗi", "giữa", "cùng", "thuộc", "bởi",
];

/// Whether a line without an ordinal holds the rest of the texts of the row above: one of them begins with a
/// small letter, or stands below a text that has no end yet.
pub(super) fn goes_on(above: &[String], line: &[String]) -> bool {
    let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
    if !first(line).is_empty() || Ordinal::parse(&first(above)).is_none() {
        return false;
    }
    let rest = line.iter().enumerate().filter(|it| !it.1.is_empty());
    let rest: Vec<(&str, &str)> = rest
        .map(|(at, text)| (above.get(at).map_or("", String::as_str), text.as_str()))
        .collect();
    let is_text = |text: &str| text.starts_with(char::is_alphabetic);
    let is_below_text = rest
        .iter()
        .all(|(above, text)| !above.is_empty() && is_text(text));
    let is_rest =
        |(above, text): &(&str, &str)| text.starts_with(char::is_lowercase) || is_open(above);
    is_below_text && rest.iter().any(is_rest)
}

/// Whether a text has no end: its last word joins it to another.
fn is_open(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with(',') || JOINING.contains(&last.to_lowercase().as_str())
}

/// Adds the texts of a line to those of the row above.
pub(super) fn join(above: &mut [String], line: &[String]) {
    for (text, rest) in above.iter_mut().zip(line) {
        if !rest.is_empty() {
            text.push(' ');
            text.push_str(rest);
        }
    }
}

/// Returns the texts of a line whose columns are one or several tabs apart, if these are as many as the headings.
pub(super) fn without_gaps(texts: &[String], n_columns: usize) -> Option<Vec<String>> {
    let filled = texts.iter().filter(|text| !text.is_empty());
    let filled: Vec<String> = filled.cloned().collect();
    (filled.len() == n_columns && texts.first().is_some_and(|it| !it.is_empty())).then_some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_line_goes_on_below_texts_without_an_end() {
        for (above, line, expected) in [
            (
                "2|Sắp xếp tổ chức của|Sở Xây dựng và|Quý I",
                "|Trung tâm Giống|Môi trường|",
                true,
            ),
            ("2|Sắp xếp tổ chức|Sở Xây dựng|Quý I", "|và nhân sự||", true),
            (
                "2|Sắp xếp tổ chức|Sở Xây dựng|Quý I",
                "|Các nội dung chính||",
                false,
            ),
            ("2|Sắp xếp của|Sở Xây dựng|", "|Trung tâm||Quý I", false),
            ("2|Số cán bộ của|Người|12", "|Trung tâm||5", false),
            ("TT|Nội dung của|Chủ trì", "|Trung tâm|", false),
        ] {
            assert_eq!(goes_on(&texts(above), &texts(line)), expected, "{line}");
        }
    }
}
