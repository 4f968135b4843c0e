//! Selecting cells, rows and columns.

use leptos::prelude::*;

use super::state::GridState;
use crate::{
    editor::{Cursor, Editor},
    wording::Key,
};

impl GridState {
    /// Moves the cursor to a cell and selects from there to another.
    pub(super) fn select(self, from: Cursor, (row, column): (usize, usize)) {
        self.app.editor.update(|editor| {
            editor.move_to(from);
            editor.select_to(row, column);
        });
        self.say_selection();
    }

    /// Extends the selection from the cursor to a cell, and scrolls to it.
    pub(super) fn select_to(self, row: usize, column: usize) {
        self.app
            .editor
            .update(|editor| editor.select_to(row, column));
        let (row, column) = self.app.editor.with_untracked(|it| it.corner());
        self.viewport.reveal(row, column);
        self.say_selection();
    }

    /// Starts another range at a cell.
    pub(super) fn add_range(self, row: usize, column: usize) {
        self.app
            .editor
            .update(|editor| editor.add_range(row, column));
        self.say_selection();
    }

    /// Selects a column; with `extend`, all columns from the cursor's to it.
    pub(super) fn select_column(self, column: usize, extend: bool) {
        let cursor = self.selected.cursor.get_untracked();
        let from = if extend { cursor.column } else { column };
        let top = Cursor {
            row: 0,
            column: from,
            ..cursor
        };
        self.select(top, (usize::MAX, column));
    }

    /// Selects a row; with `extend`, all rows from the cursor's to it.
    pub(super) fn select_row(self, row: usize, extend: bool) {
        let cursor = self.selected.cursor.get_untracked();
        let from = if extend { cursor.row } else { row };
        let start = Cursor {
            row: from,
            column: 0,
            ..cursor
        };
        self.select(start, (row, usize::MAX));
    }

    fn say_selection(self) {
        let selection = self.app.editor.with_untracked(Editor::range);
        let counts = [selection.rows.len(), selection.columns.len()];
        let said = Key::SelectedCells.with(counts.map(|n| n.to_string()));
        self.app.announcement.set(self.app.text(&said));
    }

    /// Starts a run of Tab keys at a column, unless one is in progress.
    pub(super) fn begin_tab_run(self, column: usize) {
        self.selected
            .tab_run
            .update_value(|it| *it = it.or(Some(column)));
    }

    /// Returns the column where the current run of Tab keys began.
    pub(super) fn tab_run_start(self) -> Option<usize> {
        self.selected.tab_run.get_value()
    }

    pub(super) fn end_tab_run(self) {
        self.selected.tab_run.set_value(None);
    }
}
