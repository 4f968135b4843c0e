//! The line that gives the unit of a whole table: "(Đơn vị tính: triệu đồng)".

use super::units;
use crate::text::search::fold;

/// Words before the unit, without marks, and whether they name nothing else: after "Đơn vị:", it may be
/// who reports.
const LABELS: [(&[&str], bool); 7] = [
    (&["don", "vi", "tinh"], true),
    (&["don", "vi", "do"], true),
    (&["dv", "tinh"], true),
    (&["dvt"], true),
    (&["don", "vi", "tien", "te"], false),
    (&["don", "vi"], false),
    (&["tien"], false),
];

/// What a line above a table says about its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitLine<'text> {
    /// The text after the label. It may be empty, because the unit is in the next cell.
    pub text: &'text str,
    /// Whether the text is a unit.
    pub is_unit: bool,
}

/// Reads a line that labels a unit; `None` for any other line.
pub fn unit_line(line: &str) -> Option<UnitLine<'_>> {
    let line = line.trim_start_matches([' ', '(']);
    let mut labels = LABELS.iter();
    let (is_sure, rest) =
        labels.find_map(|(words, is_sure)| Some((*is_sure, after_words(line, words)?)))?;
    let colon = rest.split_once(':');
    let is_labelled = colon.is_some_and(|(more, _)| is_sure || more.trim().is_empty());
    if !is_sure && !is_labelled {
        return None;
    }
    let text = colon.map_or(rest, |(_, text)| text).trim();
    let text = text.trim_end_matches(['.', ')', ';']).trim_end();
    Some(UnitLine {
        text,
        is_unit: (is_sure && is_labelled && !text.is_empty()) || units::is_known(text),
    })
}

/// Returns the text after words, which are in lower case and without marks.
fn after_words<'text>(line: &'text str, words: &[&str]) -> Option<&'text str> {
    let mut rest = line;
    for word in words {
        rest = rest.trim_start();
        let is_end = |c: char| !c.is_alphanumeric();
        let (own, after) = rest.split_at_checked(rest.find(is_end).unwrap_or(rest.len()))?;
        if fold(own) != *word {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_label_units() {
        for (line, expected) in [
            ("(Đơn vị tính: triệu đồng)", Some(("triệu đồng", true))),
            ("ĐVT: Tỷ đồng.", Some(("Tỷ đồng", true))),
            ("Đvt tỷ đồng", Some(("tỷ đồng", true))),
            ("ĐV tính : con", Some(("con", true))),
            ("Don vi tinh: ha", Some(("ha", true))),
            ("Đơn vị đo lường: kg", Some(("kg", true))),
            ("Đơn vị tính", Some(("", false))),
            ("Đơn vị: triệu đồng", Some(("triệu đồng", true))),
            ("ĐƠN VỊ: SỞ NỘI VỤ", Some(("SỞ NỘI VỤ", false))),
            ("Đơn vị báo cáo: Sở Nội vụ", None),
            ("Đơn vị chủ trì", None),
            ("DANH MỤC NHIỆM VỤ", None),
        ] {
            let found = unit_line(line).map(|it| (it.text, it.is_unit));
            assert_eq!(found, expected, "{line}");
        }
    }
}
