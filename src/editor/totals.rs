//! Count, sum and average of the selected cells.

use super::selection::Selection;
use crate::model::parse_number;

/// What a selection of several cells adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Number of cells with text.
    pub n_filled: usize,
    /// Number of cells that are a number, or a number of percent.
    pub n_numbers: usize,
    pub sum: f64,
}

impl Totals {
    /// Adds up the selected cells; `None` for one cell, and for more than can be added up while the
    /// selection is being dragged.
    pub fn of(selection: &Selection) -> Option<Totals> {
        const CELLS_MAX: usize = 50_000;
        let ranges = selection.ranges();
        let n_cells: usize = ranges.iter().map(|it| it.n_cells()).sum();
        if !(2..=CELLS_MAX).contains(&n_cells) {
            return None;
        }
        let mut totals = Totals::default();
        for (at, range) in ranges.iter().enumerate() {
            for row in range.rows.clone() {
                for column in range.columns.clone() {
                    // A cell of two ranges counts once.
                    let is_counted = ranges.iter().take(at).any(|it| it.contains(row, column));
                    let row = selection.shown_row(row);
                    let column = selection.shown_column(column);
                    if let (false, Some((row, column))) = (is_counted, row.zip(column)) {
                        totals.add(row.cell(column.id));
                    }
                }
            }
        }
        Some(totals)
    }

    fn add(&mut self, text: &str) {
        let text = text.trim();
        self.n_filled += usize::from(!text.is_empty());
        let number = text.strip_suffix('%').unwrap_or(text);
        if let Some(number) = parse_number(number) {
            self.n_numbers += 1;
            self.sum += number;
        }
    }

    /// Returns the average of the numbers, if there are any.
    pub fn average(&self) -> Option<f64> {
        (0 < self.n_numbers).then(|| self.sum / self.n_numbers as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{editor::Editor, model::fixture};

    #[test]
    fn numbers_and_percentages_are_added_and_each_cell_once() {
        let document = fixture::parse(
            "
            stt | content | target
            - 1 | một | 95%
            - 2 | hai | 1.234,5
            - 3 | ba | Duy trì
            - 4 | bốn |
        ",
        );
        let mut editor = Editor::new(document);
        editor.move_to(crate::editor::Cursor {
            column: 2,
            ..Default::default()
        });
        assert_eq!(Totals::of(&editor.selection()), None);
        editor.select_to(3, 2);
        let whole = Totals {
            n_filled: 3,
            n_numbers: 2,
            sum: 1_329.5,
        };
        assert_eq!(Totals::of(&editor.selection()), Some(whole));
        assert_eq!(whole.average(), Some(664.75));
        editor.add_range(0, 2);
        editor.select_to(1, 2);
        assert_eq!(Totals::of(&editor.selection()), Some(whole));
    }

    #[test]
    fn texts_have_no_average() {
        let mut editor = Editor::new(fixture::parse("stt | content\n- | một\n- | hai"));
        editor.move_to(crate::editor::Cursor {
            column: 1,
            ..Default::default()
        });
        editor.select_to(1, 1);
        let totals = Totals::of(&editor.selection()).unwrap();
        assert_eq!((totals.n_filled, totals.average()), (2, None));
    }
}
