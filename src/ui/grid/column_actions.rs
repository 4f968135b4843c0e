//! What can be done to a column, from its panel or from the tool line.

use leptos::prelude::*;

use super::{state::GridState, view::change_view};
use crate::{commands, edit::Transaction, model::ColumnId, wording::Key};

impl GridState {
    /// Adds a column to the left of the one shown at `at`, or with `behind` = 1 to its right.
    pub fn insert_column(self, at: usize, behind: usize) {
        let name = self.app.text(&Key::NewColumn.into());
        self.app.run(|selection| {
            let position = *selection.shown().columns.get(at)?;
            commands::insert_column(selection, position + behind, &name)
        });
    }

    /// Moves a column past the shown column next to it.
    pub(super) fn shift_column(self, at: usize, column: ColumnId, by: isize) {
        self.app.run(|selection| -> Option<Transaction> {
            let beside = *selection.shown().columns.get(at.checked_add_signed(by)?)?;
            let to = if by < 0 { beside } else { beside + 1 };
            commands::move_column(selection, column, to)
        });
    }

    /// Whether the columns up to this one are those that the user froze.
    pub fn is_frozen_to(self, at: usize) -> bool {
        self.app.editor.with(|editor| editor.view().n_frozen) == at + 1
    }

    /// Freezes the columns up to this one, or releases them.
    pub fn toggle_freeze(self, at: usize) {
        change_view(self, |editor| {
            editor.change_view(|view, _, _| {
                view.n_frozen = if view.n_frozen == at + 1 { 0 } else { at + 1 };
            });
        });
    }

    pub fn hide_column(self, column: ColumnId) {
        change_view(self, |editor| {
            editor.change_view(|view, annex, _| view.hide_column(annex, column));
        });
    }

    pub fn delete_column(self, column: ColumnId) {
        self.app
            .run(|selection| commands::delete_column(selection, column));
    }
}
