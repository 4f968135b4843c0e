//! The grid: only the rows in view are drawn, each as high as its text needs.
//!
//! Rows stand in the normal flow between two spacers. Heights are guessed until a row is drawn and
//! measured; [`Heights`](crate::viewport::Heights) turns them into the spacers and finds the rows
//! for a scroll position.

mod cell_bar;
mod cell_editor;
mod drag;
mod following;
mod keys;
mod menu;
mod panel;
mod parts;
mod row;
mod state;
mod suggestions;
mod touch;
mod view_bar;
mod widths;

use leptos::{ev, html::Div, prelude::*};

pub(super) use self::{cell_bar::CellBar, state::GridState, view_bar::ViewBar};
use crate::{editor::view::Filter, model::Column, wording::Key};

/// Width of the strip at the left by which rows are selected.
const HANDLE_PX: f64 = 44.0;

#[component]
pub(super) fn Grid() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let name = move || {
        app.editor.with(|editor| {
            editor
                .annex()
                .map(|annex| grid_name(&annex.head.title, &annex.head.sheet))
        })
    };
    let n_header_rows = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().map_or(1, |annex| annex.n_header_rows()))
    });
    let template = move || {
        let widths: Vec<String> = state.widths.read().iter().map(|it| px(*it)).collect();
        format!("{HANDLE_PX}px {}", widths.join(" "))
    };
    let head = NodeRef::<Div>::new();
    let full_width = move || px(HANDLE_PX + state.widths.read().iter().sum::<f64>());
    Effect::new(move |_| {
        for element in [state.scroller.get(), head.get()].into_iter().flatten() {
            on_cleanup(state.observe(element.into()));
        }
    });
    view! {
        <div class="grid-frame">
            <div class="grid-scroller" node_ref=state.scroller on:scroll=move |_| state.note_scroll()
                class:dragging=move || state.drag.read().is_some() class:wide=move || state.is_wide()
                style:--columns=template style:--full-width=full_width
                style:font-size=move || format!("{}em", state.zoom.get())
                on:mousedown=move |event| state.on_mouse_down(&event)
                on:dblclick=move |event| state.on_double_click(&event)
                on:contextmenu=move |event| state.on_context_menu(&event)
                on:wheel=move |_| state.let_scroll()
                on:pointerdown=move |event| {
                    state.let_scroll();
                    state.on_pointer_down(&event);
                }>
                <div class="grid-canvas">
                    <div role="grid" aria-label=name aria-multiselectable="true"
                        aria-rowcount=move || state.n_rows.get() + n_header_rows.get()
                        aria-colcount=move || state.columns.read().len()>
                        <div role="rowgroup" class="head" node_ref=head>
                            <div role="row" aria-rowindex="1" class="row">
                                <div class="handle" aria-hidden="true"></div>
                                {move || {
                                    let columns = state.columns.get().into_iter().enumerate();
                                    columns.map(|(at, column)| view! { <Header at column /> }).collect_view()
                                }}
                            </div>
                        </div>
                        <div role="rowgroup" class="body"
                            style:padding-top=move || px(state.spacers().0) style:padding-bottom=move || px(state.spacers().1)>
                            <For each=move || state.drawn.get() key=|it| it.row.id let:drawn>
                                <row::GridRow id=drawn.row.id />
                            </For>
                        </div>
                    </div>
                    <cell_editor::CellEditor />
                    <Outlines />
                    <drag::DropMark />
                    <suggestions::SuggestionList />
                </div>
                <Show when=move || state.n_rows.get() == 0>
                    <p class="empty">{app.t(Key::NoRows)}</p>
                </Show>
            </div>
            <panel::ColumnPanel />
            <menu::ContextMenu />
        </div>
    }
}

/// The heading of a column, with its panel's button, its filter and its edge.
#[component]
fn Header(at: usize, column: Column) -> impl IntoView {
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
        let widths = state.widths.read();
        (at < state.n_frozen.get()).then(|| px(HANDLE_PX + state.left_of(&widths, at)))
    };
    let set_text = move |event: ev::Event| {
        let text = event_target_value(&event);
        let filter = (!text.trim().is_empty()).then_some(Filter::Text(text));
        panel::set_filter(state, id, filter);
    };
    let label = title.clone();
    let filter_label = Key::FilterOf.with([title.replace('\n', " ")]);
    let panel_label = Key::ColumnPanelOf.with([title.replace('\n', " ")]);
    view! {
        <div role="columnheader" aria-colindex=at + 1 data-column=at data-role=column.role.key()
            aria-label=label aria-sort=sorted class:frozen=move || frozen().is_some() style:left=frozen>
            <span class="title">{title}</span>
            <button type="button" class="column-menu" tabindex="-1" aria-haspopup="dialog" class:on=move || is_filtered() || sorted().is_some()
                aria-label=move || app.text(&panel_label)
                on:click=move |_| state.panel.update(|it| *it = if *it == Some(at) { None } else { Some(at) })>
                {move || match sorted() {
                    Some("ascending") => "▲",
                    Some(_) => "▼",
                    None => "▾",
                }}
            </button>
            <Show when=move || state.filter_row.get()>
                <input type="text" class="filter" aria-label=app.text(&filter_label) placeholder=app.t(Key::Filter)
                    prop:value=filter_text on:change=set_text
                    on:keydown=move |event: ev::KeyboardEvent| if event.key() == "Escape" { state.focus() } />
            </Show>
            <span class="edge"></span>
        </div>
    }
}

/// The frame of the selection with its fill handle, and of what was copied.
#[component]
fn Outlines() -> impl IntoView {
    let state: GridState = expect_context();
    let selection = move || {
        state.track_shown();
        state.widths.track();
        let ranges = state.ranges.read();
        ranges
            .last()
            .filter(|it| !it.rows.is_empty())
            .map(|it| state.rect(it))
    };
    let copied = move || {
        state.track_shown();
        state.widths.track();
        let copied = state.copied.read();
        let rects: Vec<_> = copied.iter().map(|it| state.rect(it)).collect();
        rects
    };
    view! {
        {move || selection().map(|rect| view! {
            <div class="fill-handle" style:left=px(rect.left + rect.width - 5.0) style:top=px(rect.top + rect.height - 5.0)></div>
        })}
        {move || copied().into_iter().map(|rect| view! {
            <div class="copied" style:left=px(rect.left) style:top=px(rect.top)
                style:width=px(rect.width) style:height=px(rect.height)></div>
        }).collect_view()}
    }
}

fn grid_name(title: &str, sheet: &str) -> String {
    if title.is_empty() {
        sheet.to_owned()
    } else {
        title.replace('\n', " ")
    }
}

fn px(length: f64) -> String {
    format!("{length}px")
}
