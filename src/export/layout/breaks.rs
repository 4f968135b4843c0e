//! Divides the rows of an annex among printed pages.

use super::page::{Page, PageStart};

/// Returns where the second and each later printed page starts. A page ends where it is full, except
/// that headings stay with two of their rows, and that the last page has at least two rows.
pub(super) fn page_starts(page: &Page, is_heading: impl Fn(usize) -> bool) -> Vec<PageStart> {
    let room = page.paper.height_pt();
    let height = |row: usize| page.heights_pt.get(row).copied().unwrap_or(0.0);
    let repeated: f64 = (page.header.0..=page.header.1).map(height).sum();
    let mut starts = Vec::new();
    let mut start = 0;
    let mut used = 0.0;
    let mut row = 0;
    while row < page.heights_pt.len() {
        if used + height(row) <= room || row == start {
            used += height(row);
            row += 1;
            continue;
        }
        let top = start.max(page.header.1 + 1);
        let first = first_of_next(top, row, page.body.1, &is_heading);
        starts.push(PageStart {
            row: first,
            is_early: first < row,
        });
        start = first;
        row = first;
        used = repeated;
    }
    starts
}

/// Returns the row with which the next page starts if this page, whose own first row is `top`, is
/// full before `full`. The annex ends before `end`.
fn first_of_next(
    top: usize,
    full: usize,
    end: usize,
    is_heading: &impl Fn(usize) -> bool,
) -> usize {
    let mut first = full.min(end);
    // The last row would be alone with what stands below the table.
    if end < first + 2 {
        first = end.saturating_sub(2);
    }
    let below = |first: usize| (top..first).rev().take_while(|row| is_heading(*row)).last();
    // Headings at the foot of the page go over, also those with a single row if the next goes on.
    let goes_on = first < end && !is_heading(first);
    let with_row = first
        .checked_sub(1)
        .filter(|row| goes_on && !is_heading(*row));
    first = below(first)
        .or_else(|| with_row.and_then(below))
        .unwrap_or(first);
    // A page on which nothing else would stay is left as it is.
    if first <= top { full } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::layout::{panels::Panels, paper::Paper};

    /// Builds a portrait page with room for 728 points, in rows of 100 points: a title row, the
    /// table header, then the rows of the annex.
    fn page(n_rows: usize) -> Page {
        Page {
            sheet: String::new(),
            paper: Paper::Portrait,
            widths_pt: Vec::new(),
            panels: Panels::default(),
            breaks_words: false,
            heights_pt: vec![100.0; n_rows],
            cells: Vec::new(),
            header: (1, 1),
            body: (2, n_rows),
            choices: Vec::new(),
            notes: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// The first rows of the pages, and which of them start early.
    fn starts(n_rows: usize, headings: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let starts = page_starts(&page(n_rows), |row| headings.contains(&row));
        let early = starts.iter().filter(|it| it.is_early).map(|it| it.row);
        (starts.iter().map(|it| it.row).collect(), early.collect())
    }

    #[test]
    fn pages_end_where_they_are_full() {
        // Seven rows fit on page 1; the other pages hold the repeated header and six rows.
        assert_eq!(starts(7, &[]), (vec![], vec![]));
        assert_eq!(starts(21, &[]), (vec![7, 13, 19], vec![]));
    }

    #[test]
    fn headings_stay_with_two_of_their_rows() {
        assert_eq!(starts(21, &[6]), (vec![6, 12, 18], vec![6]));
        assert_eq!(starts(22, &[4, 5, 6]), (vec![4, 10, 16], vec![4]));
        assert_eq!(starts(21, &[5]), (vec![5, 11, 17], vec![5]));
        // A section of a single row is complete.
        assert_eq!(starts(21, &[5, 7]), (vec![7, 13, 19], vec![]));
        assert_eq!(starts(7, &[6]).1, [0; 0]);
    }

    #[test]
    fn the_last_page_has_two_rows() {
        assert_eq!(starts(20, &[]), (vec![7, 13, 18], vec![18]));
        assert_eq!(starts(8, &[]), (vec![6], vec![6]));
        // The same if only the end mark would go over.
        let mut ends = page(14);
        ends.body.1 = 13;
        let starts = page_starts(&ends, |_| false);
        assert_eq!(starts.last().map(|it| it.row), Some(11));
    }

    #[test]
    fn headings_alone_and_rows_higher_than_a_page_end() {
        let all: Vec<usize> = (0..30).collect();
        assert_eq!(starts(30, &all).0, [7, 13, 19, 25]);
        let mut high = page(5);
        high.heights_pt[3] = 2_000.0;
        let rows = page_starts(&high, |_| false).into_iter().map(|it| it.row);
        assert_eq!(rows.collect::<Vec<_>>(), [3, 4]);
    }
}
