//! What the parts of the grid share, and what can be done with it: select, scroll, measure.

use std::sync::Arc;

use leptos::{
    html::{Div, Textarea},
    prelude::*,
};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Element, HtmlDivElement, HtmlElement, ResizeObserver, ResizeObserverEntry};

use super::{HANDLE_PX, drag::Drag, following::Following, menu::Menu, suggestions::List};
use crate::{
    browser::storage,
    editor::{Cursor, Editor, Selection},
    model::{Column, Row},
    ui::context::App,
    validate::Diagnostic,
    viewport::{Heights, column_widths},
    wording::Key,
};

/// A row in view.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Drawn {
    /// Among the rows shown.
    pub at: usize,
    /// Among the rows of the annex.
    pub position: usize,
    pub row: Arc<Row>,
    pub findings: Vec<Arc<Diagnostic>>,
    /// Whether a section is folded.
    pub is_folded: bool,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Drawn) -> bool {
        let findings = self.findings.iter().zip(&other.findings);
        (self.at, self.position, self.is_folded) == (other.at, other.position, other.is_folded)
            && Arc::ptr_eq(&self.row, &other.row)
            && self.findings.len() == other.findings.len()
            && findings
                .into_iter()
                .all(|(left, right)| Arc::ptr_eq(left, right))
    }
}

/// Whether someone is typing, and how it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Select,
    /// A character was typed on the selected cell: arrows commit and move.
    Typed,
    /// F2 or a double click: arrows move the caret.
    Opened,
}

/// A rectangle in pixels, from the top left of the grid's content.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct GridState {
    pub app: App,
    /// The columns shown.
    pub columns: Memo<Vec<Column>>,
    /// Their widths in pixels.
    pub widths: Memo<Vec<f64>>,
    /// How many of them stay in place at the left.
    pub n_frozen: Memo<usize>,
    /// The rows in view and a little around them.
    pub(super) drawn: Memo<Vec<Drawn>>,
    pub(super) cursor: Memo<Cursor>,
    pub(super) ranges: Memo<Vec<Selection>>,
    pub n_rows: Memo<usize>,
    /// Grows when other rows are shown, or in another order.
    shown: Memo<u64>,
    /// 1 is the size of the browser's texts.
    pub zoom: RwSignal<f64>,
    pub filter_row: RwSignal<bool>,
    pub(super) mode: RwSignal<Mode>,
    pub(super) area: NodeRef<Textarea>,
    /// The proposals under the cell.
    pub(super) list: List,
    /// What the mouse is doing while its button is down.
    pub(super) drag: RwSignal<Option<Drag>>,
    pub(super) following: StoredValue<Following>,
    pub(super) menu: RwSignal<Option<Menu>>,
    /// The column whose panel is open.
    pub(super) panel: RwSignal<Option<usize>>,
    /// Whether the large editor is open.
    pub(super) large: RwSignal<bool>,
    /// What was copied last, outlined until Esc.
    pub(super) copied: RwSignal<Vec<Selection>>,
    /// The last touch of the grid was a finger's.
    pub(super) by_touch: RwSignal<bool>,
    /// The cell that is to stay in view while rows around it are measured, until someone scrolls.
    revealed: StoredValue<Option<(usize, usize)>>,
    /// The column where a run of Tabs began.
    tabs: StoredValue<Option<usize>>,
    pub(super) scroller: NodeRef<Div>,
    heights: StoredValue<Heights>,
    /// Height of the header in pixels.
    header: StoredValue<f64>,
    /// Grows when a height was measured anew.
    pub(super) layout: RwSignal<u32>,
    /// Distance scrolled and height of the view, in pixels.
    pub(super) scrolled: RwSignal<(f64, f64)>,
    /// The width there is for columns, in pixels.
    available: RwSignal<f64>,
    pub(super) observer: StoredValue<Option<ResizeObserver>, LocalStorage>,
}

impl GridState {
    pub(in crate::ui) fn new(app: App) -> GridState {
        let shown = Memo::new(move |_| app.editor.with(Editor::layout));
        let columns = Memo::new(move |_| {
            app.editor.with(|editor| {
                let columns = (0..).map_while(|at| editor.shown_column(at));
                columns.cloned().collect::<Vec<Column>>()
            })
        });
        let zoom = RwSignal::new(storage::zoom());
        let available = RwSignal::new(1_000.0);
        let widths = Memo::new(move |_| {
            let columns = columns.read();
            let columns: Vec<&Column> = columns.iter().collect();
            column_widths(&columns, available.get(), zoom.get())
        });
        let heights = StoredValue::new(Heights::default());
        let heights_of = Memo::new(move |_| {
            // Not on every change of the document: there may be very many rows.
            let layout = shown.get();
            app.editor.with_untracked(|editor| {
                let rows = (0..).map_while(|at| editor.shown_row(at));
                heights.try_update_value(|heights| heights.set_rows(rows.map(|row| row.id)));
            });
            layout
        });
        let layout = RwSignal::new(0);
        let scrolled = RwSignal::new((0.0, 900.0));
        let drawn = Memo::new(move |_| {
            layout.track();
            // Read, not only tracked: the heights must know the rows before.
            heights_of.get();
            let (top, height) = scrolled.get();
            let window = heights.with_value(|heights| heights.window(top, height));
            app.editor.with(|editor| {
                let view = editor.view();
                let rows = window.map_while(|at| {
                    let row = Arc::clone(editor.shown_row(at)?);
                    Some(Drawn {
                        at,
                        position: *editor.shown().rows.get(at)?,
                        findings: editor.findings_of(&row),
                        is_folded: view.is_collapsed(row.id),
                        row,
                    })
                });
                rows.collect()
            })
        });
        let state = GridState {
            app,
            columns,
            widths,
            n_frozen: Memo::new(move |_| app.editor.with(|editor| editor.view().n_frozen)),
            drawn,
            cursor: Memo::new(move |_| app.editor.with(|editor| editor.cursor())),
            ranges: Memo::new(move |_| app.editor.with(|editor| editor.selections())),
            n_rows: Memo::new(move |_| app.editor.with(|editor| editor.shown().rows.len())),
            shown,
            zoom,
            filter_row: RwSignal::new(false),
            mode: RwSignal::new(Mode::Select),
            area: NodeRef::new(),
            list: List::new(),
            drag: RwSignal::new(None),
            following: StoredValue::new(Following::default()),
            menu: RwSignal::new(None),
            panel: RwSignal::new(None),
            large: RwSignal::new(false),
            copied: RwSignal::default(),
            by_touch: RwSignal::new(false),
            revealed: StoredValue::new(None),
            tabs: StoredValue::new(None),
            scroller: NodeRef::new(),
            heights,
            header: StoredValue::new(0.0),
            layout,
            scrolled,
            available,
            observer: StoredValue::new_local(None),
        };
        state.observe_sizes();
        on_cleanup(move || state.stop_following());
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
        let (row, column) = self.app.editor.with_untracked(|it| it.corner());
        self.reveal(row, column);
        self.say_selection();
    }

    /// Begins another range at a cell.
    pub(super) fn add_range(self, row: usize, column: usize) {
        self.app
            .editor
            .update(|editor| editor.add_range(row, column));
        self.say_selection();
    }

    /// Selects a column, with `extend` all from the cursor's.
    pub(super) fn select_column(self, column: usize, extend: bool) {
        let cursor = self.cursor.get_untracked();
        let from = if extend { cursor.column } else { column };
        let top = Cursor {
            row: 0,
            column: from,
            ..cursor
        };
        self.select(top, (usize::MAX, column));
    }

    /// Selects a row, with `extend` all from the cursor's.
    pub(super) fn select_row(self, row: usize, extend: bool) {
        let cursor = self.cursor.get_untracked();
        let from = if extend { cursor.row } else { row };
        let start = Cursor {
            row: from,
            column: 0,
            ..cursor
        };
        self.select(start, (row, usize::MAX));
    }

    fn say_selection(self) {
        let selection = self.app.editor.with_untracked(Editor::selection);
        let counts = [selection.rows.len(), selection.columns.len()];
        let said = Key::SelectedCells.with(counts.map(|n| n.to_string()));
        self.app.announcement.set(self.app.text(&said));
    }

    pub(super) fn begin_tabs(self, column: usize) {
        self.tabs.update_value(|it| *it = it.or(Some(column)));
    }

    pub(super) fn tabs_began(self) -> Option<usize> {
        self.tabs.get_value()
    }

    pub(super) fn end_of_tabs(self) {
        self.tabs.set_value(None);
    }

    /// Gives the focus to the grid.
    pub(in crate::ui) fn focus(self) {
        self.app.focus_grid.update(|n| *n += 1);
    }

    pub(in crate::ui) fn set_zoom(self, zoom: f64) {
        let zoom = zoom.clamp(0.5, 2.0);
        self.zoom.set(zoom);
        storage::set_zoom(zoom);
    }

    /// The space of the rows not drawn, above and below, in pixels.
    pub(super) fn spacers(self) -> (f64, f64) {
        self.layout.track();
        self.drawn.with(|drawn| {
            let first = drawn.first().map_or(0, |it| it.at);
            let end = drawn.last().map_or(0, |it| it.at + 1);
            self.heights.with_value(|heights| {
                (heights.offset(first), heights.total() - heights.offset(end))
            })
        })
    }

    pub(super) fn note_scroll(self) {
        if let Some(scroller) = self.scroller() {
            let seen = (
                f64::from(scroller.scroll_top()),
                f64::from(scroller.client_height()),
            );
            if self.scrolled.get_untracked() != seen {
                self.scrolled.set(seen);
            }
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

    /// Height of the header, as last laid out.
    pub(super) fn header_px(self) -> f64 {
        self.header.get_value()
    }

    /// Scrolls so that a cell is in view, below the header and beside what is frozen.
    pub(super) fn reveal(self, row: usize, column: usize) {
        self.revealed.set_value(Some((row, column)));
        let Some(scroller) = self.scroller() else {
            return;
        };
        // Where the window is low the page scrolls to the grid first.
        let height = window().inner_height().ok().and_then(|it| it.as_f64());
        let view = scroller.get_bounding_client_rect();
        if height.is_some_and(|height| height < view.bottom() || view.top() < 0.0) {
            scroller.scroll_into_view_with_bool(false);
        }
        let header = self.header_px();
        let (top, bottom) = self
            .heights
            .with_value(|heights| (heights.offset(row), heights.offset(row + 1)));
        let view_top = f64::from(scroller.scroll_top());
        let view_height = f64::from(scroller.client_height()) - header;
        if top < view_top {
            scroller.set_scroll_top(top.round() as i32);
        } else if view_top + view_height < bottom {
            // A row higher than the view shows its start.
            let wanted = top.min(bottom - view_height);
            scroller.set_scroll_top(wanted.ceil() as i32);
        }
        let widths = self.widths.get_untracked();
        let frozen = HANDLE_PX + self.left_of(&widths, self.n_frozen.get_untracked());
        let left = HANDLE_PX + self.left_of(&widths, column);
        let right = left + widths.get(column).copied().unwrap_or_default();
        let view_left = f64::from(scroller.scroll_left());
        let view_width = f64::from(scroller.client_width());
        if column < self.n_frozen.get_untracked() {
        } else if left < view_left + frozen {
            scroller.set_scroll_left((left - frozen).round() as i32);
        } else if view_left + view_width < right {
            let wanted = (right - view_width).min(left - frozen);
            scroller.set_scroll_left(wanted.ceil() as i32);
        }
        self.note_scroll();
    }

    /// Shows what was to be shown, now that heights are known better.
    pub(super) fn reveal_again(self) {
        if let Some((row, column)) = self.revealed.try_get_value().flatten() {
            self.reveal(row, column);
        }
    }

    /// Someone scrolls: nothing is to be kept in view.
    pub(super) fn let_scroll(self) {
        self.revealed.set_value(None);
    }

    pub(super) fn reveal_cursor(self) {
        let cursor = self.app.editor.with_untracked(|editor| editor.cursor());
        self.reveal(cursor.row, cursor.column);
    }

    /// Where a column begins, in pixels from the first.
    pub(super) fn left_of(self, widths: &[f64], column: usize) -> f64 {
        widths.iter().take(column).sum()
    }

    /// Where the rows from `at` on begin, from the top of the grid's content.
    pub(super) fn top_of(self, at: usize) -> f64 {
        self.header_px() + self.heights.with_value(|heights| heights.offset(at))
    }

    /// Where a range of cells is drawn.
    pub(super) fn rect(self, range: &Selection) -> Rect {
        let widths = self.widths.get_untracked();
        let (top, bottom) = (self.top_of(range.rows.start), self.top_of(range.rows.end));
        let left = self.left_of(&widths, range.columns.start);
        Rect {
            left: HANDLE_PX + left,
            top,
            width: self.left_of(&widths, range.columns.end) - left,
            height: bottom - top,
        }
    }

    /// Reads the sizes of rows and of the view whenever the browser lays them out anew.
    fn observe_sizes(self) {
        let measure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut changed = false;
            for entry in entries.iter() {
                let Ok(entry) = entry.dyn_into::<ResizeObserverEntry>() else {
                    continue;
                };
                changed |= self.measure(&entry.target());
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

    /// Whether something is placed elsewhere, now that an element has another size.
    fn measure(self, element: &Element) -> bool {
        if element.class_list().contains("head") {
            let height = element.get_bounding_client_rect().height();
            self.header.set_value(height);
            // What is placed over the rows moves along with them.
            return true;
        }
        let Some(at) = element.get_attribute("data-at") else {
            // The scroller itself.
            let width = f64::from(element.client_width()) - HANDLE_PX;
            if 0.0 < width {
                self.available.try_set(width);
            }
            self.note_scroll();
            return false;
        };
        let height = element.get_bounding_client_rect().height();
        let Some(at) = at.parse::<usize>().ok().filter(|_| 0.0 < height) else {
            return false;
        };
        let measured = self
            .heights
            .try_update_value(|heights| heights.measure(at, height));
        measured == Some(true)
    }

    /// Has an element's size read, now and whenever it changes; answers with how to stop.
    pub(super) fn observe(self, element: HtmlElement) -> impl FnOnce() {
        self.observer
            .with_value(|it| it.as_ref().map(|it| it.observe(&element)));
        move || {
            self.observer
                .try_with_value(|it| it.as_ref().map(|it| it.unobserve(&element)));
        }
    }

    /// Whether the columns need more room than there is, so that the view scrolls across.
    pub(super) fn is_wide(self) -> bool {
        self.available.get() < self.widths.read().iter().sum::<f64>()
    }

    /// The element that scrolls, as long as it is there.
    pub(super) fn scroller(self) -> Option<HtmlDivElement> {
        self.scroller.try_get_untracked().flatten()
    }

    /// Follows what rows are shown.
    pub(super) fn track_shown(self) {
        self.shown.get();
        self.layout.track();
    }
}
