//! The headings above a column, where the merges of a header do not say how far each extends.

use super::merges::merged_text;
use crate::{
    import::format::sheet::{Line, Sheet},
    model::Phase,
};

/// Returns the header texts of a column, outermost first. An empty cell above a filled one takes the
/// text of the heading over it, which may extend over several columns without a merge.
pub(in crate::import) fn header_path(
    sheet: &Sheet,
    lines: std::ops::Range<usize>,
    at: usize,
) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    let last = lines.end.checked_sub(1);
    let last = last.and_then(|last| Some((last, sheet.lines.get(last)?)));
    for idx in lines {
        let Some(line) = sheet.lines.get(idx) else {
            continue;
        };
        let mut text = merged_text(sheet, line, at);
        if text.is_empty()
            && let Some((_, below)) = last.filter(|(last, _)| idx < *last)
            && !below.text(at).is_empty()
        {
            text = heading_over(line, below, at).map_or("", |column| line.text(column));
        }
        if !text.is_empty() && path.last().is_none_or(|last| last != text) {
            path.push(text.to_owned());
        }
    }
    path
}

/// Returns the column of the heading over column `at` of the line below. It stands above the first of
/// its columns, or in the middle of them.
fn heading_over(line: &Line, below: &Line, at: usize) -> Option<usize> {
    let is_divided = |column: &usize| !below.text(*column).is_empty();
    let start = at + 1 - (0..=at).rev().take_while(is_divided).count();
    let end = at + (at..below.cells.len()).take_while(is_divided).count();
    let is_heading = |column: &usize| !line.text(*column).is_empty();
    let headings: Vec<usize> = (start..end).filter(is_heading).collect();
    let nearest_left = (0..at).rev().find(is_heading);
    match headings.first() {
        Some(first) if start < *first => {}
        _ => return nearest_left,
    }
    let centred = centred(&headings, start, end);
    let found = centred.map(|ends| ends.iter().take_while(|end| **end <= at).count());
    let found = found.and_then(|idx| headings.get(idx)).copied();
    let heading = found.or_else(|| headings.iter().copied().min_by_key(|it| it.abs_diff(at)))?;
    // "ĐVT" beside years is under no heading of theirs.
    let is_phase = |column: usize| Phase::parse(below.text(column)).is_some();
    let is_same_kind = heading < at || is_phase(heading) == is_phase(at);
    is_same_kind.then_some(heading)
}

/// Returns where the columns of each heading end, if each stands in the middle of its columns and
/// these are all from `start` to `end`.
fn centred(headings: &[usize], start: usize, end: usize) -> Option<Vec<usize>> {
    if let [_] = headings {
        return Some(vec![end]);
    }
    let mut from = start;
    let mut ends = Vec::new();
    for heading in headings {
        from = heading.checked_sub(from)? + heading + 1;
        ends.push(from);
    }
    (ends.last() == Some(&end)).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::plain_text;

    /// Paths of the columns of a header of two lines.
    fn paths(upper: &str, lower: &str) -> String {
        let text = format!("{upper}\n{lower}").replace('|', "\t");
        let sheet = plain_text::read(&text).unwrap().remove(0);
        let n = upper.split('|').count();
        let paths = (0..n).map(|at| header_path(&sheet, 0..2, at).join("/"));
        paths.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn headings_stand_above_the_first_or_in_the_middle_of_their_columns() {
        for (upper, lower, expected) in [
            (
                "STT|ĐVT||Giai đoạn||Chủ trì",
                "||2026|2027|2028|",
                "STT|ĐVT|Giai đoạn/2026|Giai đoạn/2027|Giai đoạn/2028|Chủ trì",
            ),
            (
                "STT|ĐVT||Thực hiện|||Kế hoạch|",
                "||2023|2024|2025|2026|2027|2028",
                "STT|ĐVT|Thực hiện/2023|Thực hiện/2024|Thực hiện/2025|Kế hoạch/2026|Kế hoạch/2027|Kế hoạch/2028",
            ),
            (
                "STT|Cấp tỉnh||Cấp xã||Hạn",
                "|Chủ trì|Phối hợp|Chủ trì|Phối hợp|",
                "STT|Cấp tỉnh/Chủ trì|Cấp tỉnh/Phối hợp|Cấp xã/Chủ trì|Cấp xã/Phối hợp|Hạn",
            ),
            (
                "STT|Chỉ tiêu||Kế hoạch||Ghi chú",
                "||ĐVT|2026|2027|",
                "STT|Chỉ tiêu|ĐVT|Kế hoạch/2026|Kế hoạch/2027|Ghi chú",
            ),
        ] {
            assert_eq!(paths(upper, lower), expected);
        }
    }
}
