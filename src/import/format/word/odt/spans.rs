//! The cells of an OpenDocument table as those of a Word table: each with the columns that it spans, and
//! whether it continues the one above.

use crate::import::format::word::tree::Element;

/// A table that is being read.
#[derive(Default)]
pub(super) struct OpenTable {
    /// How often the open row and the open cell stand in the table.
    pub n_rows: usize,
    pub n_cells: usize,
    row: usize,
    column: usize,
    spans: Vec<Span>,
}

/// A cell over several rows.
struct Span {
    left: usize,
    n_columns: usize,
    first: usize,
    last: usize,
}

impl OpenTable {
    pub(super) fn start_row(&mut self, n_rows: usize) {
        self.row += self.n_rows;
        self.n_rows = n_rows;
        self.column = 0;
        self.spans.retain(|span| self.row <= span.last);
    }

    /// Returns a cell that stands `n` times in the row.
    pub(super) fn cell(&mut self, n: usize, n_columns: usize, n_rows: usize) -> Element {
        if 1 < n_rows {
            self.spans.push(Span {
                left: self.column,
                n_columns,
                first: self.row,
                last: self.row + n_rows - 1,
            });
        }
        // The columns to the right that it spans are covered cells of the file.
        self.column += n;
        self.n_cells = n;
        let merge = (1 < n_rows).then_some("restart");
        cell(n_columns, merge)
    }

    /// Passes over `n` covered cells. Returns those that continue a cell above.
    pub(super) fn covered(&mut self, n: usize) -> Vec<Element> {
        let passed = self.column..self.column + n;
        self.column = passed.end;
        let above = self.spans.iter().filter(|span| span.first < self.row);
        let mut starting: Vec<&Span> = above.filter(|span| passed.contains(&span.left)).collect();
        starting.sort_by_key(|span| span.left);
        let continued = starting.iter();
        continued
            .map(|span| cell(span.n_columns, Some("continue")))
            .collect()
    }
}

fn cell(n_columns: usize, merge: Option<&str>) -> Element {
    let mut properties = vec![Element::property("gridSpan", n_columns.to_string())];
    properties.extend(merge.map(|it| Element::property("vMerge", it)));
    Element::new("tc").holding(vec![Element::new("tcPr").holding(properties)])
}
