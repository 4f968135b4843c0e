//! Cursor and selection.

use std::{collections::BTreeSet, sync::Arc};

use super::{Cursor, Editor, Selection};
use crate::model::{Column, Row};

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
        others.push(self.selection());
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

    /// Returns the range that contains the cursor; empty only if the view shows no cell.
    pub fn selection(&self) -> Selection {
        if self.row().is_none() || self.column().is_none() {
            return Selection::default();
        }
        let ((row, column), at) = (self.corner, self.cursor);
        Selection {
            rows: row.min(at.row)..row.max(at.row) + 1,
            columns: column.min(at.column)..column.max(at.column) + 1,
        }
    }

    /// Returns all selected ranges, the cursor's range last.
    pub fn selections(&self) -> Vec<Selection> {
        let others = self.others.iter().cloned();
        others.chain([self.selection()]).collect()
    }

    /// Returns the shown rows and columns of the cursor's range.
    pub fn selected(&self) -> (Vec<&Arc<Row>>, Vec<&Column>) {
        self.cells_of(&self.selection())
    }

    /// Returns the shown rows and columns of a range.
    pub fn cells_of(&self, selection: &Selection) -> (Vec<&Arc<Row>>, Vec<&Column>) {
        let rows = selection.rows.clone().map_while(|at| self.shown_row(at));
        let columns = selection.columns.clone();
        let columns = columns.map_while(|at| self.shown_column(at));
        (rows.collect(), columns.collect())
    }

    /// Returns the annex positions of all rows that have a selected cell, in ascending order.
    pub fn selected_positions(&self) -> Vec<usize> {
        let ranges = self.selections();
        let shown = ranges.iter().flat_map(|it| it.rows.clone());
        let positions = shown.filter_map(|at| self.shown.rows.get(at).copied());
        let positions: BTreeSet<usize> = positions.collect();
        positions.into_iter().collect()
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
