//! The foot of a table, which the source may hold before its rows and a browser shows below them.

use std::ops::Range;

use crate::import::format::sheet::{Line, Merge};

/// The rows of the foot of the open table.
#[derive(Debug, Default)]
pub(super) struct Foot {
    start: Option<u32>,
    rows: Option<Range<u32>>,
}

impl Foot {
    pub(super) fn open(&mut self, row: u32) {
        self.start = Some(row);
    }

    pub(super) fn close(&mut self, row: u32) {
        let start = self.start.take().filter(|start| *start < row);
        self.rows = start.map(|start| start..row).or(self.rows.take());
    }

    /// Moves the foot below the rows of the table, which ends at `end`.
    pub(super) fn settle(&mut self, end: u32, lines: &mut [Line], merges: &mut [Merge]) {
        self.close(end);
        let Some(rows) = self.rows.take().filter(|rows| rows.end < end) else {
            return;
        };
        let moved = |row: u32| {
            if rows.contains(&row) {
                row + (end - rows.end)
            } else if (rows.end..end).contains(&row) {
                row - (rows.end - rows.start)
            } else {
                row
            }
        };
        for line in lines.iter_mut() {
            line.row = moved(line.row);
        }
        for merge in merges.iter_mut() {
            (merge.top, merge.bottom) = (moved(merge.top), moved(merge.bottom));
        }
        lines.sort_by_key(|line| line.row);
    }
}
