//! Where one is on the board, kept for when the page is loaded anew.

use leptos::prelude::*;

use super::state::{Filter, Gather, View};
use crate::browser::storage;

impl Gather {
    /// Where one is on the board: row, unit, column of values, view and filter.
    pub(super) fn place(self) -> [usize; 5] {
        let (row, unit) = self.cell.get_untracked();
        let shown = View::ALL
            .iter()
            .position(|it| *it == self.view.get_untracked());
        let filter = Filter::ALL
            .iter()
            .position(|it| *it == self.filter.get_untracked());
        let column = self.column.get_untracked();
        [row, unit, column, shown.unwrap_or(0), filter.unwrap_or(0)]
    }

    pub(super) fn go_to(self, [row, unit, column, shown, filter]: [usize; 5]) {
        let (n_rows, n_units, n_columns) = self.read(|it| {
            let annexes = it.form().document.annexes.iter();
            let n_rows: usize = annexes.map(|annex| annex.rows.len()).sum();
            (n_rows, it.units().len(), Gather::columns(it).len())
        });
        if row < n_rows && unit < n_units && column < n_columns {
            self.column.set(column);
            self.cell.set((row, unit));
        }
        self.view
            .set(View::ALL.get(shown).copied().unwrap_or_default());
        self.filter
            .set(Filter::ALL.get(filter).copied().unwrap_or_default());
    }

    /// Keeps the place for when the page is loaded anew.
    pub(super) fn remember_place(self) {
        storage::set_board_place(&self.id.get_value(), self.place());
    }
}
