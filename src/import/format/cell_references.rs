//! References to cells that no sheet has. Readers compute with them before they check them, and would take one
//! cell for another.

use memchr::memmem;

/// Parts of a workbook that refer to cells, by what their names contain.
pub(super) const PARTS: [&str; 2] = ["worksheets/", "tables/"];

/// The last row and column of a sheet.
const ROW_MAX: u32 = 1_048_576;
const COLUMN_MAX: u32 = 16_384;

/// Replaces what stands for a cell or a row that no sheet has by a sign that readers refuse, so that the rest of
/// the sheet is said to be missing; and impossible ranges by a single cell.
pub(super) fn replace_impossible(part: &mut Vec<u8>) {
    for (attribute, is_possible, instead) in [
        (&b" r=\""[..], is_cell_or_row as fn(&str) -> bool, &b"?"[..]),
        (&b" ref=\""[..], is_range, &b"A1"[..]),
    ] {
        let found: Vec<usize> = memmem::find_iter(part, attribute).collect();
        for at in found.into_iter().rev() {
            let from = at + attribute.len();
            let rest = part.get(from..).unwrap_or_default();
            let len = memchr::memchr(b'"', rest).unwrap_or(rest.len());
            let text = rest.get(..len).and_then(|it| std::str::from_utf8(it).ok());
            if !text.is_some_and(is_possible) {
                part.splice(from..from + len, instead.iter().copied());
            }
        }
    }
}

fn is_cell_or_row(text: &str) -> bool {
    row_of(text).is_some() || cell_of(text).is_some()
}

/// Whether each part of a list of ranges goes from one cell to another right of and below it.
fn is_range(text: &str) -> bool {
    text.split(' ').all(|range| {
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        match (cell_of(from), cell_of(to)) {
            (Some(from), Some(to)) => from.0 <= to.0 && from.1 <= to.1,
            _ => false,
        }
    })
}

fn row_of(text: &str) -> Option<u32> {
    let row = text.parse().ok()?;
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit());
    (is_plain && (1..=ROW_MAX).contains(&row)).then_some(row)
}

/// Returns the row and the column of a cell, from 1.
fn cell_of(text: &str) -> Option<(u32, u32)> {
    let n_letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(n_letters)?;
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let number = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(number)
    })?;
    let row = row_of(digits)?;
    (1..=COLUMN_MAX).contains(&column).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_references_are_replaced() {
        for (before, after) in [
            (r#"<c r="XFD1048576"/>"#, r#"<c r="XFD1048576"/>"#),
            (
                r#"<row r="7"><c r="b7" s="1"/>"#,
                r#"<row r="7"><c r="b7" s="1"/>"#,
            ),
            (
                r#"<c r="A4294967295"/><c r="XFE1"/>"#,
                r#"<c r="?"/><c r="?"/>"#,
            ),
            (
                r#"<row r="1048577"/><row r="0"/>"#,
                r#"<row r="?"/><row r="?"/>"#,
            ),
            (r#"<c r="+1"/><c r=""/>"#, r#"<c r="?"/><c r="?"/>"#),
            (r#"<mergeCell ref="B2:C3"/>"#, r#"<mergeCell ref="B2:C3"/>"#),
            (r#"<mergeCell ref="C3:B2"/>"#, r#"<mergeCell ref="A1"/>"#),
            (
                r#"<f t="shared" ref="A1:ZZZZZZZZ9" si="0"/>"#,
                r#"<f t="shared" ref="A1" si="0"/>"#,
            ),
        ] {
            let mut part = before.as_bytes().to_vec();
            replace_impossible(&mut part);
            assert_eq!(String::from_utf8_lossy(&part), after);
        }
    }
}
