//! Lines of headings that lost their columns.

use std::collections::HashSet;

use super::{
    evidence::{Evidence, KNOWN},
    heading_words::{PHRASES, words},
};
use crate::{import::format::sheet::Sheet, model::Role, text::phrase::has_phrase};

/// Maximum number of words of a line of headings; a sentence is longer.
const WORDS_MAX: usize = 40;
/// Minimum number of columns that a line names besides the ordinals.
const COLUMNS_MIN: usize = 2;

/// Returns the first line that is one text and names the columns of a table.
pub(in crate::import) fn heading_line(sheets: &[Sheet]) -> Option<&str> {
    let lines = sheets.iter().flat_map(|sheet| &sheet.lines);
    let mut texts = lines.flat_map(|line| line.filled().map(|(_, cell)| cell.text.as_str()));
    // Most texts begin with another letter.
    let may_name = |text: &str| text.trim_start().starts_with(['s', 'S', 't', 'T']);
    texts.find_map(|text| {
        let mut lines = text.lines().filter(|line| may_name(line));
        lines.find(|line| names_columns(line))
    })
}

/// Whether a text begins with the heading of ordinals, and names other columns: "STT Nội dung ĐVT Chủ trì".
fn names_columns(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let rest = match words.as_slice() {
        ["stt" | "tt", rest @ ..] | ["số", "tt" | "thứ", rest @ ..] => rest.join(" "),
        _ => return false,
    };
    let named = PHRASES
        .iter()
        .filter(|(phrase, _)| has_phrase(&rest, phrase));
    let best = named.map(|(_, scores)| Evidence::of(scores).best());
    let known = best.filter(|(role, score)| KNOWN <= *score && *role != Role::Other);
    let roles: HashSet<Role> = known.map(|(role, _)| role).collect();
    words.len() <= WORDS_MAX && COLUMNS_MIN <= roles.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_headings_names_columns() {
        for (text, expected) in [
            ("STT Chỉ tiêu ĐVT Năm 2027Năm 2028 Đơn vị thực", true),
            ("Số TT   Nhiệm vụ   Chủ trì   Thời hạn", true),
            ("TT 31/2016 quy định nội dung chi", false),
            ("Nội dung, đơn vị tính và thời hạn", false),
            ("1 Trẻ biết bơi % 55 70", false),
        ] {
            assert_eq!(names_columns(text), expected, "{text}");
        }
    }
}
