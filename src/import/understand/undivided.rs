//! Columns of the grid of a file that are none of the table: no row and no heading begins there.

use crate::import::format::sheet::{Merge, Sheet};

/// Whether a column is only a part of the one to its left: nothing stands in it from the line `start` on,
/// and merged cells cover it in the header and in every row that reaches it.
pub(in crate::import) fn is_undivided(sheet: &Sheet, start: usize, at: usize) -> bool {
    let Ok(column) = u32::try_from(at) else {
        return false;
    };
    let covers = |merge: &&Merge| merge.left < column && column <= merge.right;
    let mut covered: Vec<(u32, u32)> = sheet
        .merges
        .iter()
        .filter(covers)
        .map(|merge| (merge.top, merge.bottom))
        .collect();
    covered.sort_unstable();
    let is_covered = |row: u32| {
        let above = covered.partition_point(|(top, _)| *top <= row);
        let last = above.checked_sub(1).and_then(|idx| covered.get(idx));
        last.is_some_and(|(_, bottom)| row <= *bottom)
    };
    let lines = sheet.lines.get(start..).unwrap_or_default().iter();
    let n_headings = lines.clone().next().map_or(0, |line| line.filled().count());
    // Signatures below the table have two texts side by side.
    let n_least = n_headings.clamp(2, 3);
    let reaches = lines.filter(|line| {
        let last = line.filled().last().map_or(0, |(last, _)| last);
        let is_row = !line.is_paragraph && n_least <= line.filled().count();
        is_row && (at <= last + 1 || is_covered(line.row))
    });
    let mut rows = reaches.map(|line| is_covered(line.row)).take(ROWS_MAX);
    let (Some(first), Some(second)) = (rows.next(), rows.next()) else {
        return false;
    };
    first && second && rows.all(|it| it)
}

/// Maximum number of rows that are looked at.
const ROWS_MAX: usize = 10_000;

#[cfg(test)]
mod tests {
    use crate::import::{format::html, understand::table};

    /// The columns of the table of a page, whose rows are cells between bars, each with its span.
    fn columns(rows: &[&str]) -> Vec<usize> {
        let rows = rows.iter().map(|row| {
            let cells = row.split('|').map(|cell| {
                let (text, span) = cell.split_once('*').unwrap_or((cell, "1"));
                format!("<td colspan={span}>{text}</td>")
            });
            format!("<tr>{}</tr>", cells.collect::<String>())
        });
        let page = format!("<table>{}</table>", rows.collect::<String>());
        let sheets = html::read_text(&page).unwrap();
        let table = table::find(&sheets[0]).unwrap();
        table.columns.iter().map(|column| column.at).collect()
    }

    #[test]
    fn grid_columns_that_nothing_divides_are_one() {
        let header = "STT|Nhiệm vụ*2|Cơ quan chủ trì|Ghi chú*3";
        let row = "1|Một*2|Sở A|x*3";
        assert_eq!(columns(&[header, row, "2|Hai*2|Sở B|*3"]), [0, 1, 3, 4]);
        let signed = "Nơi nhận|CHỦ TỊCH";
        assert_eq!(columns(&[header, "I|Chung*6", row, signed]), [0, 1, 3, 4]);
        // A row that divides it, with a text or without.
        let divided = "2|Hai||Sở B|x*3";
        assert_eq!(columns(&[header, row, divided]), [0, 1, 2, 3, 4]);
        let divided = "2|Hai*2|Sở B|x|y|z";
        assert_eq!(columns(&[header, row, divided]), [0, 1, 3, 4, 5, 6]);
    }
}
