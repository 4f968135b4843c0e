//! What is asked about a column: the values whose rows are shown, or its heading and role.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{ev, html::Div, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{
    geometry::{HANDLE_PX, px},
    state::{ColumnPanelOf, GridState},
    view::set_filter,
};
use crate::{
    commands,
    editor::{
        Editor,
        view::{Filter, agency_names},
    },
    model::{Column, ColumnId, Role},
    text::search::{fold, sort_key},
    wording::Key,
};

/// Width of the panel with its distance from the edge, in pixels. The style sheet has the same.
const PANEL_PX: f64 = 300.0;

/// Maximum number of values listed; a search text narrows them down.
const VALUES_MAX: usize = 300;

#[component]
pub(in crate::ui) fn ColumnPanel() -> impl IntoView {
    let state: GridState = expect_context();
    let asked = move || {
        let (at, of) = state.overlays.panel.get()?;
        Some((at, of, state.viewport.columns.read().get(at)?.clone()))
    };
    view! { {move || asked().map(|(at, of, column)| view! { <Panel at of column /> })} }
}

#[component]
fn Panel(at: usize, of: ColumnPanelOf, column: Column) -> impl IntoView {
    let state: GridState = expect_context();
    let panel = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let field = panel.query_selector("input").ok().flatten();
            let field = field.and_then(|it| it.dyn_into::<HtmlElement>().ok());
            match field {
                Some(field) => field.focus().ok(),
                None => panel.focus().ok(),
            };
        }
    });
    let close = Callback::new(move |()| {
        state.overlays.panel.set(None);
        state.focus();
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close.run(());
        }
    };
    let left = move || {
        let widths = state.viewport.widths.get();
        let scroller = state.viewport.scroller.get();
        let (scrolled, room) = scroller.map_or((0.0, 0.0), |it| {
            (f64::from(it.scroll_left()), f64::from(it.client_width()))
        });
        let left = HANDLE_PX + state.viewport.left_of(&widths, at) - scrolled;
        left.min(room - PANEL_PX).max(0.0)
    };
    // Below the header, wherever the sheet is scrolled.
    let top = state.viewport.header_bottom();
    let title = column.title();
    view! {
        <div class="column-panel" role="dialog" tabindex="-1" node_ref=panel aria-label=title
            style:left=move || px(left()) style:top=px(top)
            style:max-height=format!("calc(100% - {top}px - 4px)") on:keydown=on_key>
            {match of {
                ColumnPanelOf::Filter => view! { <FilterValues id=column.id role=column.role close /> }.into_any(),
                ColumnPanelOf::Heading => view! { <ColumnForm column close /> }.into_any(),
            }}
        </div>
    }
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
                <button type="button" on:click=move |_| close.run(())>{app.t(Key::Cancel)}</button>
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
            <div class="panel-buttons">
                <button type="submit" class="primary" disabled=app.read_only>{app.t(Key::Done)}</button>
                <button type="button" on:click=move |_| close.run(())>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}
