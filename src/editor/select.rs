//! Moving the cursor and selecting.

use super::{
    cursor::{CellRange, Cursor},
    selection::Selection,
    state::Editor,
};
use crate::model::Role;

impl Editor {
    /// Moves the cursor to the nearest existing cell and selects only that.
    pub fn move_to(&mut self, wanted: Cursor) {
        let annex = wanted
            .annex
            .min(self.document.annexes.len().saturating_sub(1));
        if annex != self.cursor.annex {
            self.cursor.annex = annex;
            self.show_anew();
        }
        self.cursor = self.nearest(wanted);
        self.corner = (self.cursor.row, self.cursor.column);
        self.others.clear();
    }

    /// Whether the active column holds ordinals that follow from the places of the rows.
    pub fn is_in_numbered_column(&self) -> bool {
        let is_automatic = self.annex().is_some_and(|it| it.head.automatic_ordinals);
        is_automatic && self.column().is_some_and(|it| it.role == Role::Ordinal)
    }

    /// Goes to the first cell that can be typed into.
    pub(super) fn go_to_first_text(&mut self) {
        self.move_to(Cursor::default());
        if self.is_in_numbered_column() {
            self.move_to(Cursor {
                column: 1,
                ..Cursor::default()
            });
        }
    }

    /// Moves the cursor like [`Editor::move_to`], or into the empty row below the last.
    pub fn step_to(&mut self, wanted: Cursor) {
        self.move_to(wanted);
        if self.shown.rows.len() <= wanted.row && self.has_next_row() {
            self.cursor.row = self.shown.rows.len();
            self.corner = (self.cursor.row, self.cursor.column);
        }
    }

    /// Whether an empty row is shown below the last, which becomes a row of the annex by typing into
    /// it. Views that sort or filter have none, nor has a folded last section.
    pub fn has_next_row(&self) -> bool {
        let view = self.view();
        let Some(annex) = self.annex() else {
            return false;
        };
        let ends = self.shown.rows.last().map_or(0, |at| at + 1) == annex.rows.len();
        ends && !view.is_filtered() && view.sort().is_none() && !self.shown.columns.is_empty()
    }

    /// Extends the selection from the cursor to the nearest existing cell.
    pub fn select_to(&mut self, row: usize, column: usize) {
        let nearest = self.nearest(Cursor {
            row,
            column,
            ..self.cursor
        });
        self.corner = (nearest.row, nearest.column);
    }

    /// Starts another range at a cell and keeps the existing ranges.
    pub fn add_range(&mut self, row: usize, column: usize) {
        let mut others = std::mem::take(&mut self.others);
        others.push(self.range());
        self.move_to(Cursor {
            row,
            column,
            ..self.cursor
        });
        self.others = others;
    }

    /// Returns the moving corner of the selection, opposite to the cursor, as row and column.
    pub fn corner(&self) -> (usize, usize) {
        self.corner
    }

    /// Returns the document with what is selected, as commands take it.
    pub fn selection(&self) -> Selection<'_> {
        Selection {
            document: &self.document,
            next_id: self.next_id,
            shown: &self.shown,
            cursor: self.cursor,
            corner: self.corner,
            others: &self.others,
            is_sorted: self.view().sort().is_some(),
        }
    }

    /// Returns the range that contains the cursor; empty only if the view shows no cell.
    pub fn range(&self) -> CellRange {
        self.selection().range()
    }

    pub(super) fn nearest(&self, wanted: Cursor) -> Cursor {
        let annexes = self.document.annexes.len();
        Cursor {
            annex: wanted.annex.min(annexes.saturating_sub(1)),
            row: wanted.row.min(self.shown.rows.len().saturating_sub(1)),
            column: wanted
                .column
                .min(self.shown.columns.len().saturating_sub(1)),
        }
    }
}
