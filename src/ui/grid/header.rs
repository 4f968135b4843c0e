//! The header of a column.

use leptos::{ev, prelude::*};

use super::{
    geometry::{HANDLE_PX, px},
    state::GridState,
    view::set_filter,
};
use crate::{editor::view::Filter, model::Column, wording::Key};

/// The heading with the button of the column's panel, the filter and the edge for resizing.
#[component]
pub(super) fn Header(at: usize, column: Column) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let id = column.id;
    let title = column.title();
    let view = Memo::new(move |_| app.editor.with(|editor| editor.view().into_owned()));
    let sorted = move || {
        let sort = view.read().sort().filter(|sort| sort.column == id)?;
        Some(if sort.descending {
            "descending"
        } else {
            "ascending"
        })
    };
    let is_filtered = move || view.read().filter(id).is_some();
    let filter_text = move || match view.read().filter(id) {
        Some(Filter::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let frozen = move || {
        let widths = state.viewport.widths.read();
        (at < state.viewport.n_frozen.get())
            .then(|| px(HANDLE_PX + state.viewport.left_of(&widths, at)))
    };
    let set_text = move |event: ev::Event| {
        let text = event_target_value(&event);
        let filter = (!text.trim().is_empty()).then_some(Filter::Text(text));
        set_filter(state, id, filter);
    };
    let (label, tooltip) = (title.clone(), title.clone());
    let (path, own) = match column.header.split_last() {
        Some((own, path)) if !path.is_empty() => (Some(path.join(" / ")), own.clone()),
        _ => (None, title.clone()),
    };
    let filter_label = Key::FilterOf.with([title.replace('\n', " ")]);
    let panel_label = Key::ColumnPanelOf.with([title.replace('\n', " ")]);
    view! {
        <div role="columnheader" aria-colindex=at + 1 data-column=at data-role=column.role.key()
            aria-label=label aria-sort=sorted aria-readonly=column.is_of_plan.then_some("true") class:frozen=move || frozen().is_some() style:--left=frozen>
            <span class="title" title=tooltip>
                {path.map(|path| view! { <span class="path">{path}<span class="visually-hidden">" / "</span></span> })}
                {own}
            </span>
            <button type="button" class="column-menu" tabindex="-1" aria-haspopup="menu" class:on=move || is_filtered() || sorted().is_some()
                aria-label=move || app.text(&panel_label)
                on:click=move |_| state.open_column_menu(at)>
                {move || match sorted() {
                    Some("ascending") => "▲",
                    Some(_) => "▼",
                    None => "▾",
                }}
            </button>
            <Show when=move || state.overlays.filter_row.get()>
                <input type="text" class="filter" aria-label=app.text(&filter_label) placeholder=app.t(Key::Filter)
                    prop:value=filter_text on:change=set_text
                    on:keydown=move |event: ev::KeyboardEvent| if event.key() == "Escape" { state.focus() } />
            </Show>
            <span class="edge"></span>
        </div>
    }
}
