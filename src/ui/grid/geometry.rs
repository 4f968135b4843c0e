//! Lengths in the grid, in CSS pixels.

/// Width of the row handles at the left, by which rows are selected.
pub(super) const HANDLE_PX: f64 = 40.0;

/// A rectangle whose origin is the top left of the grid's content.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Formats a length for CSS.
pub(super) fn px(length: f64) -> String {
    format!("{length}px")
}
