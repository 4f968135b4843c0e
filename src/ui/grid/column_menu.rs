//! What can be done to a column, as the lines of a menu: in its header and in the tool line.

use leptos::prelude::*;

use super::{
    state::{ColumnPanelOf, GridState},
    view::{set_filter, sort},
};
use crate::{
    commands,
    editor::view::{Filter, Sort},
    model::ColumnId,
    ui::popup::{MenuItem, MenuSeparator},
    wording::Key,
};

#[component]
pub fn ColumnLines(at: usize) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let columns = state.viewport.columns.get_untracked();
    let column = columns.get(at).map(|it| it.id)?;
    let is_fixed = app.read_only.get_untracked();
    let is_frozen = untrack(|| state.is_frozen_to(at));
    let is_of_plan = columns.get(at).is_some_and(|it| it.is_of_plan);
    let (is_sorted, is_filtered, n_columns) = app.editor.with_untracked(|editor| {
        let view = editor.view();
        let is_sorted = view.sort().is_some();
        let is_filtered = view.filter(column).is_some();
        (is_sorted, is_filtered, editor.shown().columns.len())
    });
    // Runs an action and gives the focus back to the grid.
    let act = move |action: fn(GridState, usize, ColumnId)| {
        move || {
            action(state, at, column);
            state.focus();
        }
    };
    let open = move |of: ColumnPanelOf| move || state.overlays.panel.set(Some((at, of)));
    Some(view! {
        <MenuItem label=Key::SortAscending run=act(|state, _, column| sort(state, Some(Sort { column, descending: false }))) />
        <MenuItem label=Key::SortDescending run=act(|state, _, column| sort(state, Some(Sort { column, descending: true }))) />
        <MenuItem label=Key::SortStored disabled=!is_sorted run=act(|state, _, _| sort(state, None)) />
        <MenuSeparator />
        <MenuItem label=Key::FilterValues run=open(ColumnPanelOf::Filter) />
        <MenuItem label=Key::FilterFindings run=act(|state, _, column| set_filter(state, column, Some(Filter::Finding))) />
        <MenuItem label=Key::FilterLift disabled=!is_filtered run=act(|state, _, column| set_filter(state, column, None)) />
        <MenuSeparator />
        {is_of_plan.then(|| view! {
            <MenuItem label=Key::ReleasePlanColumns disabled=is_fixed run=act(|state, _, _| state.app.run(commands::release_plan_columns)) />
        })}
        <MenuItem label=Key::ColumnApply disabled=is_fixed run=open(ColumnPanelOf::Heading) />
        <MenuItem label=Key::ColumnFit disabled=is_fixed run=act(|state, at, _| state.fit_column(at)) />
        <MenuItem label=if is_frozen { Key::Unfreeze } else { Key::Freeze } run=act(|state, at, _| state.toggle_freeze(at)) />
        <MenuItem label=Key::HideColumn disabled=n_columns < 2 run=act(|state, _, column| state.hide_column(column)) />
        <MenuSeparator />
        <MenuItem label=Key::ColumnBefore disabled=is_fixed run=act(|state, at, _| state.insert_column(at, 0)) />
        <MenuItem label=Key::ColumnAfter disabled=is_fixed run=act(|state, at, _| state.insert_column(at, 1)) />
        <MenuItem label=Key::ColumnLeft disabled=is_fixed || at == 0 run=act(|state, at, column| state.shift_column(at, column, -1)) />
        <MenuItem label=Key::ColumnRight disabled=is_fixed || n_columns <= at + 1 run=act(|state, at, column| state.shift_column(at, column, 1)) />
        <MenuItem label=Key::DeleteColumn disabled=is_fixed run=act(|state, _, column| state.delete_column(column)) />
    })
}

impl GridState {
    /// Opens the menu of a column below its header.
    pub(super) fn open_column_menu(self, at: usize) {
        let selector = format!("[role=columnheader][data-column='{at}']");
        if let Some(header) = document().query_selector(&selector).ok().flatten() {
            let rect = header.get_bounding_client_rect();
            self.open_menu_of_column(at, rect.left(), rect.bottom());
        }
    }
}
