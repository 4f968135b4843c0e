//! The grid: only the rows in the viewport are rendered, each as high as its text needs.
//!
//! Rows are in normal flow between two spacers. The height of a row is estimated until it is
//! rendered and measured; [`Heights`](crate::viewport::Heights) computes the spacers and finds the
//! rows for a scroll position.

mod cell_editor;
mod column_actions;
mod column_menu;
mod header;
mod menu;
mod overlays;
mod panel;
mod pointer;
mod row;

mod clipboard;
mod drag;
mod keys;
mod suggestions;
mod touch;
mod typing;

mod measuring;
mod scrolling;
mod selecting;
mod view;
mod viewport;
mod widths;

mod geometry;
mod hit_test;
mod state;

use leptos::{html::Div, prelude::*};

use self::{
    cell_editor::CellEditor,
    geometry::{HANDLE_PX, px},
    header::Header,
    menu::ContextMenu,
    overlays::{DropMark, NoteBubble, Outlines},
    row::GridRow,
    suggestions::Suggestions,
};
pub(super) use self::{column_menu::ColumnLines, panel::ColumnPanel, state::GridState};
use super::part::SeldomParts;

/// The grid in its scroller. The children, the head of the annex, scroll with the rows.
#[component]
pub(super) fn Grid(children: Children) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    state.viewport.observe_sizes();
    let name = Memo::new(move |_| {
        app.editor.with(|editor| {
            editor
                .annex()
                .map(|annex| grid_name(&annex.head.title, &annex.head.sheet))
        })
    });
    let n_header_rows = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().map_or(1, |annex| annex.n_header_rows()))
    });
    let template = move || {
        let widths: Vec<String> = state
            .viewport
            .widths
            .read()
            .iter()
            .map(|it| px(*it))
            .collect();
        format!("{HANDLE_PX}px {}", widths.join(" "))
    };
    let column_panel = SeldomParts::get().column_panel;
    Effect::new(move |_| {
        if state.overlays.panel.read().is_some() {
            column_panel.want(*app, move || state.overlays.panel.set(None));
        }
    });
    let (paper, head) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let full_width = move || px(HANDLE_PX + state.viewport.widths.read().iter().sum::<f64>());
    let view_width = move || px(HANDLE_PX + state.viewport.available.get());
    Effect::new(move |_| {
        for element in [state.viewport.scroller.get(), paper.get(), head.get()]
            .into_iter()
            .flatten()
        {
            on_cleanup(state.viewport.observe(element.into()));
        }
    });
    // The element may have been that of another annex, scrolled elsewhere.
    Effect::new(move |_| {
        if let Some(scroller) = state.viewport.scroller.get() {
            scroller.set_scroll_left(0);
            scroller.set_scroll_top(0);
        }
    });
    view! {
        <div class="grid-frame" data-region>
            <div class="grid-scroller" node_ref=state.viewport.scroller on:scroll=move |_| state.on_scroll()
                class:dragging=move || state.pointer.drag.read().is_some() class:wide=move || state.viewport.is_wide()
                style:--columns=template style:--full-width=full_width style:--view-width=view_width
                style:--zoom=move || state.viewport.zoom.get().to_string()
                on:mousedown=move |event| state.on_mouse_down(&event)
                on:dblclick=move |event| state.on_double_click(&event)
                on:contextmenu=move |event| state.on_context_menu(&event)
                on:wheel=move |_| state.viewport.let_scroll()
                on:pointerdown=move |event| {
                    state.viewport.let_scroll();
                    state.on_pointer_down(&event);
                }>
                <div class="paper" node_ref=paper>{children()}</div>
                <div class="grid-canvas">
                    <div role="grid" aria-label=name aria-multiselectable="true"
                        aria-rowcount=move || state.viewport.n_rows.get() + n_header_rows.get()
                        aria-colcount=move || state.viewport.columns.read().len()>
                        <div role="rowgroup" class="head" node_ref=head>
                            <div role="row" aria-rowindex="1" class="row">
                                <div class="handle" aria-hidden="true"></div>
                                {move || {
                                    let columns = state.viewport.columns.get().into_iter().enumerate();
                                    columns.map(|(at, column)| view! { <Header at column /> }).collect_view()
                                }}
                            </div>
                        </div>
                        <div role="rowgroup" class="body"
                            style:padding-top=move || px(state.viewport.spacers().0) style:padding-bottom=move || px(state.viewport.spacers().1)>
                            <For each=move || state.viewport.drawn.get() key=|it| it.row.id let:drawn>
                                <GridRow id=drawn.row.id />
                            </For>
                        </div>
                    </div>
                    <CellEditor />
                    <Outlines />
                    <NoteBubble />
                    <DropMark />
                    <Suggestions />
                </div>
            </div>
            {column_panel.view()}
            <ContextMenu />
        </div>
    }
}

fn grid_name(title: &str, sheet: &str) -> String {
    if title.is_empty() {
        sheet.to_owned()
    } else {
        title.replace('\n', " ")
    }
}
