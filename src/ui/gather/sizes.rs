//! Widths of the fixed columns of the board, and heights of its rows: names of rows stand in full where
//! there is room.

use super::markup::COLUMN;

/// Below this width, units would have no room beside all fixed columns.
const NARROW: f64 = 760.0;
/// Widths of the columns of units of measure and of targets, together.
const ABOUT: f64 = 140.0;
/// Height of a row of one line, and of each further line.
const ROW: f64 = 28.0;
const LINE: f64 = 18.0;
const LINES_MAX: f64 = 3.0;
/// What a cell leaves free at its sides, and the usual width of a letter.
const PADDING: f64 = 16.0;
const LETTER: f64 = 6.6;
/// Lines end between words, and so before the room does.
const SLACK: f64 = 1.1;

/// Widths of the columns that stay in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Widths {
    pub content: f64,
    pub about: f64,
    pub total: f64,
}

impl Widths {
    /// Shares a room among the fixed columns and those of the units.
    pub fn of(room: f64, n_units: usize) -> Widths {
        let is_narrow = room < NARROW;
        let (about, total) = if is_narrow {
            (0.0, 72.0)
        } else {
            (ABOUT, 110.0)
        };
        let left = room - about - total - COLUMN * n_units as f64;
        let (least, most) = if is_narrow {
            (150.0, 300.0)
        } else {
            (230.0, 520.0)
        };
        Widths {
            content: left.clamp(least, most).floor(),
            about,
            total,
        }
    }

    pub fn is_narrow(self) -> bool {
        self.about == 0.0
    }

    /// The fixed columns at the left, together.
    pub fn left(self) -> f64 {
        self.content + self.about
    }

    /// The height of a row with this name, and with these texts in the columns beside it.
    pub fn row_height(self, name: &str, about: [&str; 2]) -> f64 {
        let lines = |text: &str, width: f64| {
            let length = text.chars().count() as f64 * LETTER;
            let lines = length / (width - PADDING);
            if lines <= 1.0 {
                1.0
            } else {
                (lines * SLACK).ceil()
            }
        };
        let mut most = lines(name, self.content);
        if !self.is_narrow() {
            for text in about {
                most = most.max(lines(text, self.about / 2.0));
            }
        }
        ROW + LINE * (most.clamp(1.0, LINES_MAX) - 1.0)
    }
}

/// The rows that are visible from `top` on, and some beside them; `tops` has where each row begins, and
/// where the last one ends.
pub(super) fn rows_in(tops: &[f64], top: f64, height: f64, margin: usize) -> (usize, usize) {
    let n = tops.len().saturating_sub(1);
    let first = tops.partition_point(|it| *it <= top).saturating_sub(1);
    let end = tops.partition_point(|it| *it < top + height);
    // In steps, so that not every pixel draws anew.
    let first = first / margin * margin;
    let end = end.div_ceil(margin) * margin + margin;
    (first.saturating_sub(margin).min(n), end.min(n))
}
