//! Which rows a scrolled grid shows, when rows are as high as their text needs.

use std::{collections::HashMap, ops::Range};

use crate::model::RowId;

/// The heights of an annex's rows: guessed until drawn, then measured.
#[derive(Debug, Default)]
pub struct Heights {
    /// Measured heights in CSS pixels; they stay while rows move about.
    measured: HashMap<RowId, f64>,
    order: Vec<RowId>,
    /// Sums over the heights: `tree[i]` covers the rows that index `i + 1` covers in a binary
    /// indexed tree, so changing one height and finding an offset both take log n.
    tree: Vec<f64>,
}

/// A row of two lines of text, the commonest there is.
const GUESS_PX: f64 = 44.0;

impl Heights {
    /// Takes the rows in their present order. Cheap when nothing changed.
    pub fn set_rows(&mut self, rows: impl Iterator<Item = RowId>) {
        let order: Vec<RowId> = rows.collect();
        if order == self.order {
            return;
        }
        self.order = order;
        self.tree = vec![0.0; self.order.len()];
        for idx in 0..self.order.len() {
            let height = self.height(idx);
            self.add(idx, height);
        }
    }

    /// Notes how high a row really is; whether that changed anything.
    pub fn measure(&mut self, idx: usize, height_px: f64) -> bool {
        let Some(&id) = self.order.get(idx) else {
            return false;
        };
        let difference = height_px - self.height(idx);
        if difference.abs() < 0.5 {
            return false;
        }
        self.measured.insert(id, height_px);
        self.add(idx, difference);
        true
    }

    /// Where the row at `idx` begins, in pixels from the first; the full height at the end.
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

    /// The row at a distance from the top; the last one beyond the end.
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

    /// The rows to draw for a scroll position, half a screen more on either side.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Offsets are the sums of the heights before, and the row at an offset is the one that covers it.
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
