//! The grid: only the rows in view are drawn, each as high as its text needs.
//!
//! Rows stand in the normal flow between two spacers. Heights are guessed until a row is drawn and
//! measured; [`Heights`] turns them into the spacers and finds the rows for a scroll position.

mod cell_editor;
mod keys;
mod row;

use std::sync::Arc;

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{HtmlElement, ResizeObserver};

use super::context::App;
use crate::{
    editor::{Cursor, Selection},
    model::{Column, Role, Row},
    viewport::Heights,
    wording::Key,
};

/// A drawn row: its position in the annex, and the row.
pub(super) type Drawn = (usize, Arc<Row>);

/// What the parts of the grid share.
#[derive(Clone, Copy)]
pub(super) struct GridState {
    pub app: App,
    pub columns: Memo<Vec<Column>>,
    /// The rows in view and a little around them.
    pub drawn: Memo<Vec<Drawn>>,
    pub cursor: Memo<Cursor>,
    pub selection: Memo<Selection>,
    /// The column where a run of Tabs began.
    tabs: StoredValue<Option<usize>>,
    pub scroller: NodeRef<Div>,
    heights: StoredValue<Heights>,
    /// Grows when a height was measured anew.
    layout: RwSignal<u32>,
    /// Distance scrolled and height of the view, in pixels.
    scrolled: RwSignal<(f64, f64)>,
    pub observer: StoredValue<Option<ResizeObserver>, LocalStorage>,
}

#[component]
pub(super) fn Grid() -> impl IntoView {
    let app = App::get();
    let state = GridState::new(app);
    provide_context(state);
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
    let n_rows = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().map_or(0, |annex| annex.rows.len()))
    });
    let template = Memo::new(move |_| {
        let widths = state
            .columns
            .with(|columns| columns.iter().map(width_css).collect::<Vec<_>>());
        format!("{HANDLE_PX}px {}", widths.join(" "))
    });
    let min_width = Memo::new(move |_| {
        let widths = state.columns.with(|columns| {
            columns
                .iter()
                .map(|column| min_width_px(column.role))
                .sum::<u32>()
        });
        format!("{}px", HANDLE_PX + widths)
    });
    let headers = move || {
        state.columns.with(|columns| {
            columns
                .iter()
                .enumerate()
                .map(|(idx, column)| {
                    let select = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        state.select_column(idx, event.shift_key());
                    };
                    view! {
                        <div role="columnheader" aria-colindex=idx + 1 data-role=column.role.key()
                            on:mousedown=select>{column.title()}</div>
                    }
                })
                .collect_view()
        })
    };
    let on_scroll = move |_| state.note_scroll();
    view! {
        <div class="grid-scroller" node_ref=state.scroller on:scroll=on_scroll
            style:--columns=template style:--min-width=min_width>
            <div class="grid-canvas">
                <div role="grid" aria-label=name aria-rowcount=move || n_rows.get() + n_header_rows.get()
                    aria-colcount=move || state.columns.with(Vec::len)>
                    <div role="rowgroup" class="head">
                        <div role="row" aria-rowindex="1" class="row"><div class="handle" aria-hidden="true"></div>{headers}</div>
                    </div>
                    <div role="rowgroup" class="body"
                        style:padding-top=move || px(state.spacers().0) style:padding-bottom=move || px(state.spacers().1)>
                        <For each=move || state.drawn.get() key=|(_, row)| row.id let((_, row))>
                            <row::GridRow id=row.id />
                        </For>
                    </div>
                </div>
                <cell_editor::CellEditor />
            </div>
            <Show when=move || n_rows.get() == 0>
                <p class="empty">{app.t(Key::NoRows)}</p>
            </Show>
        </div>
    }
}

impl GridState {
    fn new(app: App) -> GridState {
        let columns = Memo::new(move |_| {
            app.editor.with(|editor| {
                editor
                    .annex()
                    .map(|annex| annex.columns.clone())
                    .unwrap_or_default()
            })
        });
        let heights = StoredValue::new(Heights::default());
        let layout = RwSignal::new(0);
        let scrolled = RwSignal::new((0.0, 900.0));
        let drawn = Memo::new(move |_| {
            layout.track();
            let (top, height) = scrolled.get();
            app.editor.with(|editor| {
                let Some(annex) = editor.annex() else {
                    return Vec::new();
                };
                let window = heights.try_update_value(|heights| {
                    heights.set_rows(annex.rows.iter().map(|row| row.id));
                    heights.window(top, height)
                });
                let window = window.unwrap_or(0..0);
                let rows = annex.rows.get(window.clone()).unwrap_or_default();
                window.zip(rows.iter().cloned()).collect()
            })
        });
        let state = GridState {
            app,
            columns,
            drawn,
            cursor: Memo::new(move |_| app.editor.with(|editor| editor.cursor())),
            selection: Memo::new(move |_| app.editor.with(|editor| editor.selection())),
            tabs: StoredValue::new(None),
            scroller: NodeRef::new(),
            heights,
            layout,
            scrolled,
            observer: StoredValue::new_local(None),
        };
        state.observe_heights();
        state
    }

    /// Puts the cursor on a cell and selects from there to another.
    pub(super) fn select(self, from: Cursor, (row, column): (usize, usize)) {
        self.app.editor.update(|editor| {
            editor.move_to(from);
            editor.select_to(row, column);
        });
        self.say_selection();
    }

    /// Selects from the cursor to a cell, and shows it.
    pub(super) fn select_to(self, row: usize, column: usize) {
        self.app
            .editor
            .update(|editor| editor.select_to(row, column));
        self.reveal(self.app.editor.with_untracked(|it| it.corner().0));
        self.say_selection();
    }

    /// Selects a column, with Shift all from the cursor's.
    fn select_column(self, column: usize, extend: bool) {
        let cursor = self.cursor.get_untracked();
        let from = if extend { cursor.column } else { column };
        let top = Cursor {
            row: 0,
            column: from,
            ..cursor
        };
        self.select(top, (usize::MAX, column));
        self.app.focus_grid.update(|n| *n += 1);
    }

    /// Selects a row, with Shift all from the cursor's.
    pub(super) fn select_row(self, row: usize, extend: bool) {
        let cursor = self.cursor.get_untracked();
        let from = if extend { cursor.row } else { row };
        let start = Cursor {
            row: from,
            column: 0,
            ..cursor
        };
        self.select(start, (row, usize::MAX));
        self.app.focus_grid.update(|n| *n += 1);
    }

    fn say_selection(self) {
        let selection = self.selection.get_untracked();
        let counts = [selection.rows.len(), selection.columns.len()];
        let said = Key::SelectedCells.with(counts.map(|n| n.to_string()));
        self.app.announcement.set(self.app.text(&said));
    }

    fn begin_tabs(self, column: usize) {
        self.tabs.update_value(|it| *it = it.or(Some(column)));
    }

    fn tabs_began(self) -> Option<usize> {
        self.tabs.get_value()
    }

    fn end_of_tabs(self) {
        self.tabs.set_value(None);
    }

    /// The space of the rows not drawn, above and below, in pixels.
    fn spacers(self) -> (f64, f64) {
        self.layout.track();
        self.drawn.with(|drawn| {
            let first = drawn.first().map_or(0, |(idx, _)| *idx);
            let end = drawn.last().map_or(0, |(idx, _)| idx + 1);
            self.heights.with_value(|heights| {
                (heights.offset(first), heights.total() - heights.offset(end))
            })
        })
    }

    pub(super) fn note_scroll(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            self.scrolled.set((
                f64::from(scroller.scroll_top()),
                f64::from(scroller.client_height()),
            ));
        }
    }

    /// How many rows a screen holds, for PageUp and PageDown.
    pub(super) fn rows_per_screen(self) -> usize {
        let (top, height) = self.scrolled.get_untracked();
        self.heights.with_value(|heights| {
            heights
                .row_at(top + height)
                .saturating_sub(heights.row_at(top))
                .max(1)
        })
    }

    /// Scrolls so that the row at `idx` is in view, below the header.
    pub(super) fn reveal(self, idx: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let header = scroller.query_selector(".head").ok().flatten();
        let header = header.map_or(0.0, |header| header.get_bounding_client_rect().height());
        let (top, bottom) = self
            .heights
            .with_value(|heights| (heights.offset(idx), heights.offset(idx + 1)));
        let view_top = f64::from(scroller.scroll_top());
        let view_height = f64::from(scroller.client_height()) - header;
        let wanted = if top < view_top {
            top
        } else if view_top + view_height < bottom {
            // A row higher than the view shows its start.
            top.min(bottom - view_height)
        } else {
            return;
        };
        scroller.set_scroll_top(wanted.round() as i32);
        self.note_scroll();
    }

    /// Measures rows whenever the browser lays them out anew.
    fn observe_heights(self) {
        let measure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut changed = false;
            for entry in entries.iter() {
                let Ok(entry) = entry.dyn_into::<web_sys::ResizeObserverEntry>() else {
                    continue;
                };
                let Ok(element) = entry.target().dyn_into::<HtmlElement>() else {
                    continue;
                };
                let position = element
                    .get_attribute("aria-rowindex")
                    .and_then(|text| text.parse::<usize>().ok());
                let header = self
                    .app
                    .editor
                    .with_untracked(|editor| editor.annex().map_or(1, |it| it.n_header_rows()));
                let height = element.get_bounding_client_rect().height();
                if let Some(idx) = position.and_then(|position| position.checked_sub(header + 1)) {
                    let measured = self
                        .heights
                        .try_update_value(|heights| heights.measure(idx, height));
                    changed |= height > 0.0 && measured == Some(true);
                }
            }
            if changed {
                self.layout.try_update(|n| *n = n.wrapping_add(1));
            }
        });
        // Without the observer rows keep their guessed heights; the grid still works.
        let observer =
            ResizeObserver::new(measure.as_ref().unchecked_ref::<js_sys::Function>()).ok();
        self.observer.set_value(observer);
        let kept = StoredValue::new_local(Some(measure));
        on_cleanup(move || {
            self.observer
                .try_update_value(|observer| observer.take().inspect(ResizeObserver::disconnect));
            kept.try_update_value(Option::take);
        });
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

/// Width of the strip at the left by which rows are selected.
const HANDLE_PX: u32 = 34;

/// The share of the grid's width a column takes, and the least it needs.
fn width_css(column: &Column) -> String {
    let share = match column.role {
        Role::Ordinal => 1.0,
        Role::Unit => 1.5,
        Role::Target | Role::Actual | Role::Status => 2.0,
        Role::Group | Role::Time | Role::Note | Role::Other => 2.6,
        Role::Lead | Role::Coordinating | Role::Result => 3.4,
        Role::Content => 7.0,
    };
    format!("minmax({}px, {share}fr)", min_width_px(column.role))
}

fn min_width_px(role: Role) -> u32 {
    match role {
        Role::Ordinal => 52,
        Role::Unit => 76,
        Role::Target | Role::Actual | Role::Status => 84,
        Role::Group | Role::Time | Role::Note | Role::Other => 110,
        Role::Lead | Role::Coordinating | Role::Result => 130,
        Role::Content => 260,
    }
}
