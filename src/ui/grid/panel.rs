//! The panel of a column: sort, filter, heading and role, and column commands.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{ev, html::Div, prelude::*};

use super::{
    geometry::{HANDLE_PX, px},
    state::GridState,
    view::{change_view, set_filter, sort},
};
use crate::{
    commands,
    edit::Transaction,
    editor::{
        Editor,
        view::{Filter, Sort, agency_names},
    },
    model::{Column, ColumnId, Role},
    text::search::{fold, sort_key},
    wording::Key,
};

/// Maximum number of values listed; a search text narrows them down.
const VALUES_MAX: usize = 300;

#[component]
pub(super) fn ColumnPanel() -> impl IntoView {
    let state: GridState = expect_context();
    let column = move || {
        let at = state.overlays.panel.get()?;
        Some((at, state.viewport.columns.read().get(at)?.clone()))
    };
    view! { {move || column().map(|(at, column)| view! { <Panel at column /> })} }
}

#[component]
fn Panel(at: usize, column: Column) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let panel = NodeRef::<Div>::new();
    let id = column.id;
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            panel.focus().ok();
        }
    });
    let close = move || {
        state.overlays.panel.set(None);
        state.focus();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let left = move || {
        let widths = state.viewport.widths.get();
        let scrolled = state
            .viewport
            .scroller
            .get()
            .map_or(0.0, |it| f64::from(it.scroll_left()));
        let room = state
            .viewport
            .scroller
            .get()
            .map_or(0.0, |it| f64::from(it.client_width()));
        let left = HANDLE_PX + state.viewport.left_of(&widths, at) - scrolled;
        left.min(room - 330.0).max(0.0)
    };
    // Runs a command and closes the panel.
    let act = move |run: fn(GridState, usize, ColumnId)| {
        move |_| {
            run(state, at, id);
            close();
        }
    };
    let title = column.title();
    view! {
        <div class="column-panel" role="dialog" tabindex="-1" node_ref=panel aria-label=title.clone()
            style:left=move || px(left()) on:keydown=on_key>
            <div class="panel-buttons">
                <button type="button" on:click=act(|state, _, column| sort(state, Some(Sort { column, descending: false })))>
                    {app.t(Key::SortAscending)}
                </button>
                <button type="button" on:click=act(|state, _, column| sort(state, Some(Sort { column, descending: true })))>
                    {app.t(Key::SortDescending)}
                </button>
                <button type="button" on:click=act(|state, _, _| sort(state, None))>{app.t(Key::SortStored)}</button>
            </div>
            <FilterValues id role=column.role close=Callback::new(move |()| close()) />
            <ColumnForm column=column.clone() close=Callback::new(move |()| close()) />
            <div class="panel-buttons">
                <button type="button" disabled=state.app.read_only on:click=act(|state, at, _| insert(state, at, 0))>{app.t(Key::ColumnBefore)}</button>
                <button type="button" disabled=state.app.read_only on:click=act(|state, at, _| insert(state, at, 1))>{app.t(Key::ColumnAfter)}</button>
                <button type="button" disabled=state.app.read_only on:click=act(|state, at, column| shift(state, at, column, -1))>{app.t(Key::ColumnLeft)}</button>
                <button type="button" disabled=state.app.read_only on:click=act(|state, at, column| shift(state, at, column, 1))>{app.t(Key::ColumnRight)}</button>
                <button type="button" on:click=act(|state, at, _| state.fit_column(at))>{app.t(Key::ColumnFit)}</button>
                <button type="button" on:click=act(|state, at, _| freeze(state, at))>
                    {move || app.t(if state.viewport.n_frozen.get() == at + 1 { Key::Unfreeze } else { Key::Freeze })()}
                </button>
                <button type="button" on:click=act(|state, _, column| change_view(state, move |editor| {
                    editor.change_view(|view, annex, _| view.hide_column(annex, column));
                }))>{app.t(Key::HideColumn)}</button>
                <button type="button" disabled=state.app.read_only on:click=act(|state, _, column| state.app.run(|selection| commands::delete_column(selection, column)))>
                    {app.t(Key::DeleteColumn)}
                </button>
            </div>
            <button type="button" class="quiet" on:click=move |_| close()>{app.t(Key::Close)}</button>
        </div>
    }
}

fn insert(state: GridState, at: usize, behind: usize) {
    let name = state.app.text(&Key::NewColumn.into());
    state.app.run(|selection| {
        let position = *selection.shown().columns.get(at)?;
        commands::insert_column(selection, position + behind, &name)
    });
}

/// Moves a column past the shown column next to it.
fn shift(state: GridState, at: usize, column: ColumnId, by: isize) {
    state.app.run(|selection| -> Option<Transaction> {
        let beside = *selection.shown().columns.get(at.checked_add_signed(by)?)?;
        let to = if by < 0 { beside } else { beside + 1 };
        commands::move_column(selection, column, to)
    });
}

fn freeze(state: GridState, at: usize) {
    change_view(state, |editor| {
        editor.change_view(|view, _, _| {
            view.n_frozen = if view.n_frozen == at + 1 { 0 } else { at + 1 };
        });
    });
}

/// The list of the column's values, to choose which rows are shown.
#[component]
fn FilterValues(id: ColumnId, role: Role, close: Callback<()>) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    // A cell with several agencies counts for each of them.
    let by_agency = matches!(role, Role::Lead | Role::Coordinating);
    let (values, filter) = app.editor.with_untracked(|editor| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let rows = editor.annex().map_or(&[][..], |annex| &annex.rows);
        let directory = &editor.document().review.profile.directory;
        for row in rows.iter().filter(|row| !row.kind.is_section()) {
            let text = row.cell(id);
            let values = match by_agency {
                true => agency_names(directory, text),
                false => vec![text.trim().to_owned()],
            };
            for value in values {
                *counts.entry(value).or_default() += 1;
            }
        }
        let mut values: Vec<(String, usize)> = counts.into_iter().collect();
        values.sort_by_cached_key(|(text, _)| sort_key(text));
        (values, editor.view().filter(id).cloned())
    });
    let all: BTreeSet<String> = values.iter().map(|(text, _)| text.clone()).collect();
    let chosen = RwSignal::new(match &filter {
        Some(Filter::Values(values) | Filter::Agencies(values, _)) => values.clone(),
        _ => all.clone(),
    });
    let wanted = RwSignal::new(String::new());
    let values = StoredValue::new(values);
    let listed = move || {
        let wanted = fold(&wanted.get());
        values.with_value(|values| {
            let fitting = values
                .iter()
                .filter(|(text, _)| fold(text).contains(&wanted));
            fitting.take(VALUES_MAX).cloned().collect::<Vec<_>>()
        })
    };
    let all = StoredValue::new(all);
    let apply = move |_| {
        let chosen = chosen.get_untracked();
        let make = |chosen| match by_agency {
            true => Filter::Agencies(chosen, app.editor.with_untracked(Editor::directory)),
            false => Filter::Values(chosen),
        };
        let filter = all.with_value(|all| (chosen != *all).then(|| make(chosen)));
        set_filter(state, id, filter);
        close.run(());
    };
    let only_findings = move |_| {
        set_filter(state, id, Some(Filter::Finding));
        close.run(());
    };
    let lift = move |_| {
        set_filter(state, id, None);
        close.run(());
    };
    // Selects all listed values, or none of them.
    let toggle_listed = move |event: ev::Event| {
        let on = event_target_checked(&event);
        let listed = listed();
        chosen.update(|chosen| {
            for (text, _) in listed {
                if on {
                    chosen.insert(text);
                } else {
                    chosen.remove(&text);
                }
            }
        });
    };
    view! {
        <fieldset class="filter-values">
            <legend>{app.t(Key::Filter)}</legend>
            <input type="text" aria-label=app.t(Key::FilterSearch) placeholder=app.t(Key::FilterSearch)
                on:input=move |event| wanted.set(event_target_value(&event)) />
            <label class="all">
                <input type="checkbox" prop:checked=move || listed().iter().all(|(text, _)| chosen.read().contains(text))
                    on:change=toggle_listed />
                {app.t(Key::FilterAll)}
            </label>
            <div class="values" tabindex="0" role="group" aria-label=app.t(Key::Filter)>
                {move || listed().into_iter().map(|(text, n)| {
                    let shown = match text.is_empty() {
                        true => app.text(&Key::FilterEmpty.into()),
                        false => text.clone(),
                    };
                    let value = text.clone();
                    let toggle = move |event: ev::Event| {
                        let on = event_target_checked(&event);
                        chosen.update(|chosen| {
                            if on { chosen.insert(value.clone()) } else { chosen.remove(&value) };
                        });
                    };
                    view! {
                        <label>
                            <input type="checkbox" prop:checked=move || chosen.read().contains(&text) on:change=toggle />
                            <span>{shown}</span> <span class="n">{n}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
            <div class="panel-buttons">
                <button type="button" class="primary" on:click=apply>{app.t(Key::FilterApply)}</button>
                <button type="button" on:click=only_findings>{app.t(Key::FilterFindings)}</button>
                <button type="button" disabled=filter.is_none() on:click=lift>{app.t(Key::FilterLift)}</button>
            </div>
        </fieldset>
    }
}

/// The form for heading and role of the column.
#[component]
fn ColumnForm(column: Column, close: Callback<()>) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let title = RwSignal::new(column.title());
    let role = RwSignal::new(column.role);
    let id = column.id;
    let apply = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (title, role) = (title.get_untracked(), role.get_untracked());
        app.run(|selection| commands::set_column(selection, id, &title, role));
        close.run(());
    };
    let roles = Role::ALL.map(|it| {
        view! { <option value=it.key() selected=move || role.get() == it>{app.t(it.label())}</option> }
    });
    view! {
        <form class="column-form" on:submit=apply>
            <label>
                {app.t(Key::ColumnTitle)}
                <input type="text" prop:value=title on:input=move |event| title.set(event_target_value(&event)) />
            </label>
            <label>
                {app.t(Key::ColumnRole)}
                <select on:change=move |event| role.set(Role::from_key(&event_target_value(&event)).unwrap_or_default())>
                    {roles.collect_view()}
                </select>
            </label>
            <button type="submit" disabled=app.read_only>{app.t(Key::ColumnApply)}</button>
        </form>
    }
}
