//! Cells as HTML. Thousands of them are drawn while the board is scrolled, so they are written as one
//! text and not as components.

use std::fmt::Write as _;

use crate::{
    gather::{CellState, Standing},
    text,
};

/// Height of the head of the matrix and of a unit in the list; width of a unit's column. The style sheet
/// has the same.
pub(super) const HEAD: f64 = 44.0;
pub(super) const UNIT: f64 = 43.0;
pub(super) const COLUMN: f64 = 84.0;

/// Appends a text on one line, with its special characters escaped.
pub(super) fn push_text(html: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if 0 < at {
            html.push(' ');
        }
        text::html::push_text(html, line);
    }
}

/// Appends an element of a class; `attributes` come as they are.
pub(super) fn push(html: &mut String, class: &str, attributes: &str, text: &str) {
    // Writing to a text cannot fail.
    write!(html, "<div class=\"{class}\" {attributes} title=\"").ok();
    push_text(html, text);
    html.push_str("\">");
    push_text(html, text);
    html.push_str("</div>");
}

/// The class of a cell.
pub(super) fn cell_class(state: CellState, is_sent: bool) -> &'static str {
    match state {
        CellState::Wrong => "c wrong",
        CellState::Differs => "c differs",
        CellState::Missing => "c missing",
        CellState::Empty if !is_sent => "c unsent",
        CellState::Value | CellState::Empty => "c",
    }
}

/// The class of a state in the list of units.
pub(super) fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Missing => "standing",
        Standing::Unreadable | Standing::OtherForm => "standing bad",
        Standing::ToCorrect => "standing fix",
        Standing::Received | Standing::Approved => "standing good",
    }
}

/// The items of a list that are visible, and some beside them.
pub(super) fn window(
    scrolled: f64,
    visible: f64,
    size: f64,
    n: usize,
    margin: usize,
) -> (usize, usize) {
    // In steps, so that not every pixel draws anew.
    let first = ((scrolled / size).max(0.0) as usize) / margin * margin;
    let end = ((scrolled + visible) / size).max(0.0) as usize + 1;
    let end = end.div_ceil(margin) * margin + margin;
    (first.saturating_sub(margin).min(n), end.min(n))
}

/// Appends a text of several lines.
pub(super) fn push_lines(html: &mut String, text: &str) {
    for (at, line) in text.lines().enumerate() {
        if 0 < at {
            html.push_str("<br>");
        }
        push_text(html, line);
    }
}
