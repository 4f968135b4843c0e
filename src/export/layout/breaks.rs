//! Manual page breaks that prevent a page from ending with a heading.

use super::{
    official::{MARGIN_BOTTOM_MM, MARGIN_TOP_MM, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, points},
    page::Page,
};

/// Returns the rows before which a manual page break is needed. Only pages that would otherwise end
/// with headings get one; all other pages end where they are full.
pub(super) fn breaks(page: &Page, is_heading: impl Fn(usize) -> bool) -> Vec<usize> {
    let paper = if page.landscape {
        PAGE_WIDTH_MM
    } else {
        PAGE_HEIGHT_MM
    };
    let room = points(paper - MARGIN_TOP_MM - MARGIN_BOTTOM_MM);
    let height = |row: usize| page.heights_pt.get(row).copied().unwrap_or(0.0);
    let repeated: f64 = (page.header.0..=page.header.1).map(height).sum();
    let mut breaks = Vec::new();
    let mut start = 0;
    let mut used = 0.0;
    let mut row = 0;
    while row < page.heights_pt.len() {
        if used + height(row) <= room || row == start {
            used += height(row);
            row += 1;
            continue;
        }
        // The page is full before this row. Headings at its foot move to the next page together
        // with the rows below them.
        let top = start.max(page.header.1 + 1);
        let headings = (top..row).rev().take_while(|row| is_heading(*row));
        let first = match headings.last() {
            // A page that contains only headings is left as it is.
            Some(first) if top < first => first,
            _ => row,
        };
        if first < row {
            breaks.push(first);
        }
        start = first;
        row = first;
        used = repeated;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds a portrait page with room for 728 points, in rows of 100 points: a title row, the
    /// table header, then the rows of the annex.
    fn page(n_rows: usize) -> Page {
        Page {
            sheet: String::new(),
            landscape: false,
            widths_pt: Vec::new(),
            heights_pt: vec![100.0; n_rows],
            cells: Vec::new(),
            header: (1, 1),
            body: (2, n_rows),
            choices: Vec::new(),
            notes: Vec::new(),
            breaks: Vec::new(),
        }
    }

    #[test]
    fn headings_at_the_foot_go_over() {
        // Seven rows fit on page 1; the other pages hold the repeated header and six rows.
        assert_eq!(breaks(&page(20), |row| row == 6), [6]);
        assert_eq!(breaks(&page(20), |row| row == 5 || row == 6), [5]);
        assert_eq!(breaks(&page(20), |row| row == 5), Vec::<usize>::new());
        assert_eq!(breaks(&page(20), |row| row == 12), [12]);
        assert_eq!(breaks(&page(7), |row| row == 6), Vec::<usize>::new());
    }

    #[test]
    fn headings_alone_and_rows_higher_than_a_page_end() {
        assert_eq!(breaks(&page(30), |_| true), Vec::<usize>::new());
        let mut high = page(5);
        high.heights_pt[3] = 2_000.0;
        assert_eq!(breaks(&high, |_| false), Vec::<usize>::new());
    }
}
