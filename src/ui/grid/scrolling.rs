//! Where rows and columns are, and scrolling to them.

use leptos::prelude::*;

use super::{
    geometry::{HANDLE_PX, Rect},
    state::GridState,
    viewport::Viewport,
};
use crate::{browser::idle::note_motion, editor::CellRange};

impl GridState {
    /// Follows the scroller. The text area over a frozen cell stays over it.
    pub(super) fn on_scroll(self) {
        note_motion();
        let (before, _) = self.viewport.scrolled.get_untracked();
        self.viewport.note_scroll();
        let (now, _) = self.viewport.scrolled.get_untracked();
        // The browser scrolls by itself when rows change their height, but no farther than they do.
        let shifted = self.viewport.shifted.try_update_value(std::mem::take);
        if shifted.unwrap_or_default() + 1.0 < (now - before).abs() {
            self.viewport.let_scroll();
        }
        let column = self.selected.cursor.get_untracked().column;
        if self.viewport.is_wide() && column < self.viewport.n_frozen.get_untracked() {
            self.place();
        }
    }
}

impl Viewport {
    /// Returns the heights of the spacers that replace the rows not rendered, above and below.
    pub(super) fn spacers(self) -> (f64, f64) {
        self.measured.track();
        self.drawn.with(|drawn| {
            let first = drawn.first().map_or(0, |it| it.at);
            let end = drawn.last().map_or(0, |it| it.at + 1);
            self.heights.with_value(|heights| {
                (heights.offset(first), heights.total() - heights.offset(end))
            })
        })
    }

    pub(super) fn note_scroll(self) {
        if let Some(scroller) = self.scroller() {
            let seen = (
                f64::from(scroller.scroll_top()) - self.lead_px(),
                f64::from(scroller.client_height()),
            );
            if self.scrolled.get_untracked() != seen {
                self.scrolled.set(seen);
            }
        }
    }

    /// Returns the number of rows per screen, for PageUp and PageDown.
    pub(super) fn rows_per_screen(self) -> usize {
        let (top, height) = self.scrolled.get_untracked();
        self.heights.with_value(|heights| {
            heights
                .row_at(top + height)
                .saturating_sub(heights.row_at(top))
                .max(1)
        })
    }

    /// Returns the last measured height of the header row.
    pub(super) fn header_px(self) -> f64 {
        self.header.get_value()
    }

    /// Returns the height of what is above the header row.
    pub(super) fn lead_px(self) -> f64 {
        self.lead.get_value()
    }

    /// Returns where the header row ends, from the top of the scroller. In a low viewport that is
    /// its top, so that there is room for what opens there.
    pub(super) fn header_bottom(self) -> f64 {
        const ROOM_PX: f64 = 320.0;
        let (top, height) = self.scrolled.get_untracked();
        let bottom = (-top).max(0.0) + self.header_px();
        if bottom + ROOM_PX <= height {
            bottom
        } else {
            0.0
        }
    }

    /// Returns where the grid's content begins in the window, however far it is scrolled.
    pub(super) fn content_top(self) -> f64 {
        self.scroller().map_or(0.0, |scroller| {
            let view = scroller.get_bounding_client_rect();
            view.top() + self.lead_px() - f64::from(scroller.scroll_top())
        })
    }

    /// Scrolls a cell into view, below the header row and beside the frozen columns.
    pub(super) fn reveal(self, row: usize, column: usize) {
        self.revealed.set_value(Some((row, column)));
        let Some(scroller) = self.scroller() else {
            return;
        };
        let (header, lead) = (self.header_px(), self.lead_px());
        let (top, bottom) = self
            .heights
            .with_value(|heights| (heights.offset(row), heights.offset(row + 1)));
        let view_top = f64::from(scroller.scroll_top()) - lead;
        let view_height = f64::from(scroller.client_height()) - header;
        if top < view_top {
            // With the first row comes what is above it.
            let wanted = if row == 0 { 0.0 } else { top + lead };
            scroller.set_scroll_top(wanted.round() as i32);
        } else if view_top + view_height < bottom {
            // Of a row higher than the viewport, the start is shown.
            let wanted = top.min(bottom - view_height) + lead;
            scroller.set_scroll_top(wanted.ceil() as i32);
        }
        let widths = self.widths.get_untracked();
        let frozen = HANDLE_PX + self.left_of(&widths, self.n_frozen.get_untracked());
        let left = HANDLE_PX + self.left_of(&widths, column);
        let right = left + widths.get(column).copied().unwrap_or_default();
        let view_left = f64::from(scroller.scroll_left());
        let view_width = f64::from(scroller.client_width());
        if column < self.n_frozen.get_untracked() {
        } else if left < view_left + frozen {
            scroller.set_scroll_left((left - frozen).round() as i32);
        } else if view_left + view_width < right {
            let wanted = (right - view_width).min(left - frozen);
            scroller.set_scroll_left(wanted.ceil() as i32);
        }
        self.note_scroll();
    }

    /// Scrolls to the last revealed cell again, after rows have been measured.
    pub(super) fn reveal_again(self) {
        if let Some((row, column)) = self.revealed.try_get_value().flatten() {
            self.reveal(row, column);
        }
        // What these rows moved has been told by scroll events by now.
        self.shifted.try_set_value(0.0);
    }

    /// Stops keeping the last revealed cell in view, because the user scrolls.
    pub(super) fn let_scroll(self) {
        self.revealed.set_value(None);
    }

    /// Returns the left edge of a column, relative to the first column.
    pub(super) fn left_of(self, widths: &[f64], column: usize) -> f64 {
        widths.iter().take(column).sum()
    }

    /// Returns the top of the row shown at `at`, relative to the grid's content.
    pub(super) fn top_of(self, at: usize) -> f64 {
        self.header_px() + self.heights.with_value(|heights| heights.offset(at))
    }

    /// Returns the rectangle of a range of cells.
    pub(super) fn rect(self, range: &CellRange) -> Rect {
        let widths = self.widths.get_untracked();
        let (top, bottom) = (self.top_of(range.rows.start), self.top_of(range.rows.end));
        let left = self.left_of(&widths, range.columns.start);
        Rect {
            left: HANDLE_PX + left,
            top,
            width: self.left_of(&widths, range.columns.end) - left,
            height: bottom - top,
        }
    }

    /// Whether the columns are wider than the viewport, so that it scrolls horizontally.
    pub(super) fn is_wide(self) -> bool {
        self.available.get() < self.widths.read().iter().sum::<f64>()
    }
}
