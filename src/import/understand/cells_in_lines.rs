//! Reads tables that were copied with a cell in each line: as many lines as there are columns make a row.

use super::headings::{is_ordinal, known_role};
use crate::model::{Ordinal, OrdinalStyle};

/// Number of columns that such a table may have.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=16;
/// Minimum number of rows, and of headings that are known.
const ROWS_MIN: usize = 3;
const KNOWN_MIN: usize = 2;

/// Returns the text with the cells of a row in one line, with tabs between them; `None` if it has no such
/// table, or one whose rows have unequal numbers of lines.
pub(in crate::import) fn with_tabs(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|it| !it.is_empty()).collect();
    let header = lines.iter().position(|line| is_ordinal(line))?;
    let (above, table) = lines.split_at_checked(header)?;
    let begins = |at: &usize| {
        let rest = table.get(*at..).unwrap_or_default();
        rest.first().and_then(|line| counts(line)) == Some(1) || heads_rows(rest, 1)
    };
    let n_columns = (1..table.len()).find(begins)?;
    let headings = table
        .get(..n_columns)
        .filter(|_| COLUMNS.contains(&n_columns))?;
    let n_known = headings
        .iter()
        .skip(1)
        .filter(|it| known_role(it).is_some());
    if n_known.count() < KNOWN_MIN {
        return None;
    }
    let mut rows = vec![headings.join("\t")];
    let mut rest = table.get(n_columns..)?;
    let mut next = 1;
    while let Some(first) = rest.first() {
        let n = match counts(first) {
            Some(number) if number == next || number == 1 => {
                next = number + 1;
                n_columns
            }
            _ if heads_rows(rest, next) => 2,
            _ => break,
        };
        rows.push(rest.get(..n)?.join("\t"));
        rest = rest.get(n..)?;
    }
    // An ordinal that goes on counting further down is a row that was not understood.
    let is_missed = rest.iter().any(|line| counts(line) == Some(next));
    let is_table = ROWS_MIN < rows.len() && !is_missed;
    is_table.then(|| {
        [
            above,
            &rows.iter().map(String::as_str).collect::<Vec<_>>(),
            rest,
        ]
        .concat()
        .join("\n")
    })
}

/// Returns the number that a line consists of.
fn counts(line: &str) -> Option<u32> {
    let ordinal = Ordinal::parse(line)?;
    (ordinal.style() == OrdinalStyle::Arabic && ordinal.depth() == 1).then(|| ordinal.last())
}

/// Whether lines begin with the ordinal of a section and its heading, and the next row follows.
fn heads_rows(lines: &[&str], next: u32) -> bool {
    let [ordinal, _, row, ..] = lines else {
        return false;
    };
    let style = Ordinal::parse(ordinal).map(|it| it.style());
    let is_section = matches!(style, Some(OrdinalStyle::Roman | OrdinalStyle::UpperLetter));
    is_section && counts(row).is_some_and(|it| it == next || it == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_rows_where_each_has_as_many_as_the_header() {
        let text = "Phụ lục 1\n\nSTT\nNội dung\nĐơn vị tính\nChỉ tiêu\n\
                    I\nNông nghiệp\n1\nDiện tích\nHa\n9.500\n2\nSản lượng\nTấn\n3\n\
                    3\nSố hộ\nHộ\n120\nNơi nhận:\n- Lưu: VT.";
        assert_eq!(
            with_tabs(text).unwrap(),
            "Phụ lục 1\nSTT\tNội dung\tĐơn vị tính\tChỉ tiêu\nI\tNông nghiệp\n\
             1\tDiện tích\tHa\t9.500\n2\tSản lượng\tTấn\t3\n3\tSố hộ\tHộ\t120\n\
             Nơi nhận:\n- Lưu: VT."
        );
    }

    #[test]
    fn rows_of_unequal_numbers_of_lines_stay_as_they_are() {
        for text in [
            // The second row lacks a cell.
            "STT\nNội dung\nĐơn vị tính\nChỉ tiêu\n1\nA\nHa\n5\n2\nB\nHa\n3\nC\nHa\n7\n4\nD\nHa\n9",
            "STT\nHọ và tên\nQuê quán\n1\nA\nB\n2\nC\nD\n3\nE\nG",
            "1. Mục tiêu\n2. Nhiệm vụ",
        ] {
            assert_eq!(with_tabs(text), None, "{text}");
        }
    }
}
