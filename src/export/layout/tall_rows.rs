//! Rows that are higher than a worksheet's may be: each becomes several, whose cells are merged, so
//! that a text stays in one cell and is shown whole.

use std::borrow::Cow;

use super::page::{Page, PageStart, Placed};

/// Excel's maximum row height, in points.
const HEIGHT_MAX_PT: f64 = 409.0;

/// Divides the rows that are too high; other pages are returned as they are.
pub(in crate::export) fn divide_tall_rows(pages: &[Page]) -> Cow<'_, [Page]> {
    let mut heights = pages.iter().flat_map(|page| &page.heights_pt);
    if heights.all(|height| *height <= HEIGHT_MAX_PT) {
        return Cow::Borrowed(pages);
    }
    let firsts: Vec<Vec<usize>> = pages.iter().map(firsts).collect();
    // Links lead to other pages.
    let row_of = |sheet: &str, row: usize| {
        let target = pages.iter().zip(&firsts).find(|(it, _)| it.sheet == sheet);
        target.and_then(|(_, first)| first.get(row)).copied()
    };
    let pages = pages.iter().zip(&firsts);
    let pages = pages.map(|(page, first)| {
        let mut page = divided(page, first);
        for cell in &mut page.cells {
            if let Some((sheet, row, _)) = &mut cell.link {
                *row = row_of(sheet, *row).unwrap_or(*row);
            }
        }
        page
    });
    Cow::Owned(pages.collect())
}

/// For each row of the page, and for the end of the last, the first of the rows that it becomes.
fn firsts(page: &Page) -> Vec<usize> {
    let mut first = 0;
    let ends = page.heights_pt.iter().map(|height| {
        first += n_parts(*height);
        first
    });
    [0].into_iter().chain(ends).collect()
}

fn n_parts(height: f64) -> usize {
    (height / HEIGHT_MAX_PT).ceil().max(1.0) as usize
}

fn divided(page: &Page, first: &[usize]) -> Page {
    let at = |row: usize| first.get(row).copied().unwrap_or(row);
    let heights = page.heights_pt.iter().flat_map(|height| {
        let n = n_parts(*height);
        std::iter::repeat_n(height / n as f64, n)
    });
    let cells = page.cells.iter().map(|cell| Placed {
        row: at(cell.row),
        n_rows: at(cell.row + cell.n_rows) - at(cell.row),
        ..cell.clone()
    });
    let notes = page.notes.iter();
    let starts = page.starts.iter().map(|start| PageStart {
        row: at(start.row),
        ..*start
    });
    let (top, bottom) = page.header;
    Page {
        heights_pt: heights.collect(),
        cells: cells.collect(),
        header: (at(top), at(bottom + 1) - 1),
        body: (at(page.body.0), at(page.body.1)),
        notes: notes
            .map(|(row, column, text)| (at(*row), *column, text.clone()))
            .collect(),
        starts: starts.collect(),
        ..page.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export::layout::pages, model::fixture};

    #[test]
    fn a_high_row_becomes_several_and_what_is_below_moves_down() {
        let long = "Rà soát, cập nhật cơ sở dữ liệu. ".repeat(120);
        let document = fixture::parse(&format!(
            "stt | content | lead\n- 1 | Một | Sở Y tế\n- 2 | {long} | Sở Nội vụ\n- 3 | Ba | Sở Tài chính\n"
        ));
        let laid_out = pages(&document, &[]);
        let [whole] = &laid_out[..] else { panic!() };
        let divided = divide_tall_rows(&laid_out);
        let [page] = &divided[..] else { panic!() };
        assert!(whole.heights_pt.iter().any(|it| HEIGHT_MAX_PT < *it));
        assert!(page.heights_pt.iter().all(|it| *it <= HEIGHT_MAX_PT));
        let total = |page: &Page| page.heights_pt.iter().sum::<f64>();
        assert!((total(page) - total(whole)).abs() < 0.001);
        let find = |page: &Page, text: &str| {
            let cell = page
                .cells
                .iter()
                .find(|it| it.value.text().starts_with(text));
            cell.map(|it| (it.row, it.n_rows)).unwrap()
        };
        let more = page.heights_pt.len() - whole.heights_pt.len();
        let (row, n_rows) = find(page, "Rà soát");
        assert_eq!((row, n_rows), (find(whole, "2").0, more + 1));
        assert_eq!(find(page, "Sở Nội vụ").1, more + 1);
        assert_eq!(find(page, "Ba"), (find(whole, "Ba").0 + more, 1));
        assert_eq!(page.body.1, whole.body.1 + more);
    }

    #[test]
    fn pages_without_high_rows_stay() {
        let laid_out = pages(&fixture::parse("stt | content\n- 1 | Một\n"), &[]);
        assert!(matches!(divide_tall_rows(&laid_out), Cow::Borrowed(_)));
    }
}
