//! Changes to the view of the annex: sort, filters, folds. The document stays the same.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::state::GridState;
use crate::{
    editor::{
        Editor,
        view::{Filter, Sort},
    },
    model::ColumnId,
    ui::frame::next_frame,
    wording::Key,
};

/// Changes the view of the annex and announces how many rows it shows.
pub(super) fn change_view(state: GridState, change: impl FnOnce(&mut Editor)) {
    state.app.editor.update(change);
    let (shown, all) = state.app.editor.with_untracked(|editor| {
        (
            editor.shown().rows.len(),
            editor.annex().map_or(0, |it| it.rows.len()),
        )
    });
    let said = Key::RowsShown.with([shown.to_string(), all.to_string()]);
    state.app.announcement.set(state.app.text(&said));
}

pub(super) fn sort(state: GridState, sort: Option<Sort>) {
    change_view(state, |editor| {
        editor.change_view(|view, annex, _| view.set_sort(annex, sort));
    });
}

pub(super) fn set_filter(state: GridState, column: ColumnId, filter: Option<Filter>) {
    if matches!(filter, Some(Filter::Finding)) {
        state.app.settle();
    }
    change_view(state, |editor| {
        editor.change_view(|view, annex, has_finding| {
            view.set_filter(annex, column, filter, has_finding);
        });
    });
}

impl GridState {
    /// Shows the filter row, or hides it and clears the filters.
    pub fn toggle_filter_row(self) {
        let shown = !self.overlays.filter_row.get_untracked();
        self.overlays.filter_row.set(shown);
        if !shown {
            self.app
                .editor
                .update(|editor| editor.change_view(|view, _, _| view.clear_filters()));
            self.focus();
            return;
        }
        next_frame(move || {
            let first = document()
                .query_selector(".head input.filter")
                .ok()
                .flatten();
            let first = first.and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if let Some(first) = first {
                first.focus().ok();
            }
        });
    }

    /// Folds or unfolds a section and announces it.
    pub(super) fn toggle_fold(self, at: usize) {
        let folded = self.app.editor.try_update(|editor| {
            let row = editor.shown_row(at).filter(|row| row.kind.is_section())?.id;
            let mut folded = false;
            editor.change_view(|view, _, _| folded = view.toggle_collapsed(row));
            Some(folded)
        });
        if let Some(folded) = folded.flatten() {
            let said = if folded {
                Key::SectionFolded
            } else {
                Key::SectionUnfolded
            };
            self.app.announcement.set(self.app.text(&said.into()));
        }
    }
}
