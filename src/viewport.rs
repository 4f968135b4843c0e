//! Rows that a scrolled grid shows, where row heights depend on their text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Column, Role, RowId};

/// Row heights of an annex: estimated until a row is drawn, then measured.
#[derive(Debug, Default)]
pub struct Heights {
    /// Measured heights in CSS pixels, by row id, so that they survive reordering.
    measured: FxHashMap<RowId, f64>,
    order: Vec<RowId>,
    /// Binary indexed tree (Fenwick tree) of the heights: `tree[i]` is the sum at its 1-based index
    /// `i + 1`. Changing a height and finding an offset both take O(log n).
    tree: Vec<f64>,
}

/// Estimated row height: two lines of text, the most common case.
const GUESS_PX: f64 = 43.0;

impl Heights {
    /// Sets the rows in display order; measured heights are kept.
    pub fn set_rows(&mut self, rows: impl Iterator<Item = RowId>) {
        self.order.clear();
        self.order.extend(rows);
        self.rebuild();
    }

    fn rebuild(&mut self) {
        self.tree.clear();
        self.tree.extend((0..self.order.len()).map(|_| 0.0));
        for idx in 0..self.order.len() {
            let height = self.height(idx);
            if let Some(sum) = self.tree.get_mut(idx) {
                *sum += height;
            }
        }
        // Add each sum once to the next node that covers it, which builds the tree in O(n).
        for idx in 1..=self.order.len() {
            let next = idx + (idx & idx.wrapping_neg());
            let sum = self.tree.get(idx - 1).copied().unwrap_or_default();
            if let Some(above) = self.tree.get_mut(next - 1) {
                *above += sum;
            }
        }
    }

    /// Records the measured height of a row; returns by how many pixels it changed, if that is at
    /// least half a pixel.
    pub fn measure(&mut self, idx: usize, height_px: f64) -> Option<f64> {
        let &id = self.order.get(idx)?;
        let difference = height_px - self.height(idx);
        if difference.abs() < 0.5 {
            return None;
        }
        self.measured.insert(id, height_px);
        self.add(idx, difference);
        Some(difference)
    }

    /// Returns the distance in pixels from the first row to the row at `idx`; the total height when
    /// `idx` is past the end.
    pub fn offset(&self, idx: usize) -> f64 {
        let mut sum = 0.0;
        let mut at = idx.min(self.tree.len());
        while 0 < at {
            sum += self.tree.get(at - 1).copied().unwrap_or_default();
            at &= at - 1;
        }
        sum
    }

    pub fn total(&self) -> f64 {
        self.offset(self.order.len())
    }

    /// Returns the row at a distance in pixels from the top; the last row if that is past the end,
    /// 0 if there are no rows.
    pub fn row_at(&self, offset_px: f64) -> usize {
        let n = self.tree.len();
        let mut at = 0;
        let mut left = offset_px.max(0.0);
        let mut step = n.checked_next_power_of_two().unwrap_or(0);
        while 0 < step {
            if let Some(&sum) = self.tree.get(at + step - 1)
                && sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        at.min(n.saturating_sub(1))
    }

    /// Returns the rows to draw for a scroll position, with a margin of half a viewport on either
    /// side.
    pub fn window(&self, scroll_top_px: f64, height_px: f64) -> Range<usize> {
        let margin = height_px / 2.0;
        let first = self.row_at(scroll_top_px - margin);
        let last = self.row_at(scroll_top_px + height_px + margin);
        first..(last + 1).min(self.order.len())
    }

    fn height(&self, idx: usize) -> f64 {
        let id = self.order.get(idx);
        id.and_then(|id| self.measured.get(id))
            .copied()
            .unwrap_or(GUESS_PX)
    }

    fn add(&mut self, idx: usize, difference: f64) {
        let mut at = idx + 1;
        while let Some(sum) = self.tree.get_mut(at - 1) {
            *sum += difference;
            at += at & at.wrapping_neg();
        }
    }
}

/// Pixels per unit of a column's width.
const PX_PER_WIDTH: f64 = 9.0;

/// Minimum width of a column, in pixels.
const COLUMN_MIN_PX: f64 = 36.0;

/// Returns the drawn widths of columns in pixels. Until the user sets a width, each column gets the
/// minimum of its role and a share of the rest of `available_px`. Afterwards each has its own
/// width, or the minimum of its role.
pub fn column_widths(columns: &[&Column], available_px: f64, zoom: f64) -> Vec<f64> {
    let own = |column: &Column| f64::from(column.width.unwrap_or(0.0)) * PX_PER_WIDTH;
    if columns.iter().any(|column| column.width.is_some()) {
        let widths = columns.iter().map(|column| match column.width {
            Some(_) => own(column).max(COLUMN_MIN_PX) * zoom,
            None => width_min_px(column) * zoom,
        });
        return widths.map(f64::round).collect();
    }
    let least: Vec<f64> = columns.iter().map(|it| width_min_px(it) * zoom).collect();
    let shares: Vec<f64> = columns.iter().map(|it| share(it.role)).collect();
    let total: f64 = shares.iter().sum();
    let left = (available_px - least.iter().sum::<f64>()).max(0.0);
    let widths = least.iter().zip(&shares);
    widths
        .map(|(least, share)| (least + left * share / total).floor())
        .collect()
}

/// Converts a drawn width in pixels to the unit in which a column stores it.
pub fn width_of_px(width_px: f64, zoom: f64) -> f32 {
    ((width_px / zoom).max(COLUMN_MIN_PX) / PX_PER_WIDTH) as f32
}

/// Returns the weight of a role when the remaining width is distributed.
fn share(role: Role) -> f64 {
    match role {
        Role::Ordinal => 0.0,
        Role::Unit | Role::Target | Role::Actual | Role::Status => 0.5,
        Role::Group | Role::Time | Role::Note | Role::Other => 1.5,
        Role::Lead | Role::Coordinating | Role::Result => 2.0,
        Role::Content => 12.0,
    }
}

/// Returns the width below which a column is not drawn: what its role needs, or its heading on one
/// line if that is not long.
fn width_min_px(column: &Column) -> f64 {
    const PX_PER_CHARACTER: f64 = 7.0;
    const BESIDE_HEADING_PX: f64 = 30.0;
    const HEADING_MAX_PX: f64 = 150.0;
    let least = match column.role {
        Role::Ordinal => return 50.0,
        Role::Unit => 76.0,
        Role::Target | Role::Actual | Role::Status => 92.0,
        Role::Group | Role::Time | Role::Note | Role::Other => 116.0,
        Role::Lead | Role::Coordinating | Role::Result => 136.0,
        Role::Content => 240.0,
    };
    let longest = column.header.iter().map(|text| text.chars().count()).max();
    let heading = longest.unwrap_or(0) as f64 * PX_PER_CHARACTER + BESIDE_HEADING_PX;
    heading.min(HEADING_MAX_PX).max(least)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// An offset is the sum of the heights before it; the row at an offset is the one that
        /// covers it.
        #[test]
        fn offsets_and_rows_agree(measured in prop::collection::vec(20u32..400, 1..200), at in 0.0..1.0f64) {
            let mut heights = Heights::default();
            heights.set_rows((0..measured.len() as u32).map(RowId));
            for (idx, &height) in measured.iter().enumerate() {
                heights.measure(idx, f64::from(height));
            }
            let total: u32 = measured.iter().sum();
            prop_assert_eq!(heights.total(), f64::from(total));
            let offset = f64::from(total) * at;
            let row = heights.row_at(offset);
            prop_assert!(heights.offset(row) <= offset && offset < heights.offset(row + 1));
            let window = heights.window(offset, 600.0);
            prop_assert!(window.contains(&row) && window.end <= measured.len());
        }
    }

    #[test]
    fn columns_fill_the_grid_until_one_is_resized() {
        let column = |id: u32, role: Role| Column::new(crate::model::ColumnId(id), role, &["x"]);
        let mut columns = [
            column(1, Role::Ordinal),
            column(2, Role::Content),
            column(3, Role::Lead),
        ];
        let widths = |columns: &[Column], available: f64| {
            column_widths(&columns.iter().collect::<Vec<_>>(), available, 1.0)
        };
        let wide = widths(&columns, 1_000.0);
        assert!(wide.iter().sum::<f64>() <= 1_000.0 && 990.0 < wide.iter().sum::<f64>());
        assert_eq!(widths(&columns, 100.0), [50.0, 240.0, 136.0]);
        for (column, px) in columns.iter_mut().zip(&wide) {
            column.width = Some(width_of_px(*px, 1.0));
        }
        assert_eq!(widths(&columns, 100.0), wide);
    }

    #[test]
    fn an_empty_annex_shows_nothing() {
        assert_eq!(Heights::default().window(0.0, 600.0), 0..0);
    }

    #[test]
    fn measured_heights_follow_their_rows() {
        let mut heights = Heights::default();
        heights.set_rows([1, 2, 3].map(RowId).into_iter());
        heights.measure(0, 100.0);
        heights.set_rows([2, 1, 3].map(RowId).into_iter());
        assert_eq!(heights.offset(1), GUESS_PX);
        assert_eq!(heights.offset(2), GUESS_PX + 100.0);
    }
}
