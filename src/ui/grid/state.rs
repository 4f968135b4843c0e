//! The state that the parts of the grid share.

use std::sync::Arc;

use leptos::{
    html::{Div, Textarea},
    leptos_dom::helpers::{IntervalHandle, TimeoutHandle},
    prelude::*,
};
use web_sys::{HtmlDivElement, HtmlTextAreaElement, ResizeObserver};

use crate::{
    browser::storage,
    editor::{CellRange, Cursor, Editor},
    model::{Column, Row, suggest::Suggestion},
    persist::{ZOOM_MAX, ZOOM_MIN},
    ui::app::{context::App, typing::Mode},
    validate::Diagnostic,
    viewport::{Heights, column_widths},
};

/// A rendered row.
#[derive(Clone, Debug)]
pub(in crate::ui) struct DrawnRow {
    /// Position among the rows shown.
    pub at: usize,
    /// Position among the rows of the annex.
    pub position: usize,
    pub row: Arc<Row>,
    pub findings: Vec<Arc<Diagnostic>>,
    /// Whether the row is a folded section.
    pub is_folded: bool,
}

impl PartialEq for DrawnRow {
    fn eq(&self, other: &DrawnRow) -> bool {
        let findings = self.findings.iter().zip(&other.findings);
        (self.at, self.position, self.is_folded) == (other.at, other.position, other.is_folded)
            && Arc::ptr_eq(&self.row, &other.row)
            && self.findings.len() == other.findings.len()
            && findings
                .into_iter()
                .all(|(left, right)| Arc::ptr_eq(left, right))
    }
}

/// A drag: what the mouse does while its button is down.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    Cells,
    Rows,
    Columns,
    /// Fills from the selection up to a cell.
    Fill {
        row: usize,
        column: usize,
    },
    /// Moves the selected rows before the one shown at `to`.
    MoveRows {
        to: usize,
    },
    MoveColumns {
        to: usize,
    },
    Resize {
        column: usize,
        from_x: f64,
        from_px: f64,
        px: f64,
    },
}

/// Window listeners and timers that are active while a mouse button or a finger is down.
#[derive(Default)]
pub(super) struct Following {
    pub listeners: Vec<WindowListenerHandle>,
    pub interval: Option<IntervalHandle>,
    pub timeout: Option<TimeoutHandle>,
}

impl Following {
    fn stop(self) {
        self.listeners
            .into_iter()
            .for_each(WindowListenerHandle::remove);
        if let Some(interval) = self.interval {
            interval.clear();
        }
        if let Some(timeout) = self.timeout {
            timeout.clear();
        }
    }
}

/// The open context menu with its position in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Menu {
    pub of: MenuOf,
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MenuOf {
    Cells,
    Rows,
}

/// The suggestions for the text being typed. The list is closed while nothing is being typed or there
/// are none.
#[derive(Clone, Copy)]
pub(super) struct SuggestionList {
    mode: RwSignal<Mode>,
    pub lines: RwSignal<Vec<Suggestion>>,
    /// The line that Enter accepts; `None` until the user enters the list.
    pub active: RwSignal<Option<usize>>,
}

impl SuggestionList {
    fn new(mode: RwSignal<Mode>) -> SuggestionList {
        SuggestionList {
            mode,
            lines: RwSignal::default(),
            active: RwSignal::new(None),
        }
    }

    pub(super) fn is_open(self) -> bool {
        self.mode.get() != Mode::Select && !self.lines.read().is_empty()
    }

    pub(super) fn close(self) {
        if !self.lines.read_untracked().is_empty() {
            self.lines.set(Vec::new());
            self.active.set(None);
        }
    }
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct GridState {
    pub app: App,
    /// The columns shown.
    pub columns: Memo<Vec<Column>>,
    /// Their widths in pixels.
    pub widths: Memo<Vec<f64>>,
    /// Number of frozen columns at the left.
    pub n_frozen: Memo<usize>,
    /// The rendered rows: those in the viewport and a few around it.
    pub(super) drawn: Memo<Vec<DrawnRow>>,
    pub(super) cursor: Memo<Cursor>,
    pub ranges: Memo<Vec<CellRange>>,
    pub n_rows: Memo<usize>,
    /// Changes when other rows are shown, or in another order.
    pub(super) shown: Memo<u64>,
    /// Font size relative to the browser's; 1 is 100 %.
    pub zoom: RwSignal<f64>,
    pub filter_row: RwSignal<bool>,
    pub(super) mode: RwSignal<Mode>,
    /// Whether the next paste takes only the plain text.
    pub(super) paste_plain: StoredValue<bool>,
    pub(super) area: NodeRef<Textarea>,
    /// The suggestions below the active cell.
    pub(super) suggestions: SuggestionList,
    /// The drag in progress.
    pub(super) drag: RwSignal<Option<Drag>>,
    following: StoredValue<Following>,
    pub(super) menu: RwSignal<Option<Menu>>,
    /// The column whose panel is open.
    pub(super) panel: RwSignal<Option<usize>>,
    /// The ranges copied last, outlined until Esc.
    pub(super) copied: RwSignal<Vec<CellRange>>,
    /// Whether the last pointer event came from a touch screen.
    pub(super) by_touch: RwSignal<bool>,
    /// The cell to keep in view while rows around it are being measured, until the user scrolls.
    pub(super) revealed: StoredValue<Option<(usize, usize)>>,
    /// The column where a run of Tab keys began.
    pub(super) tab_run: StoredValue<Option<usize>>,
    pub(super) scroller: NodeRef<Div>,
    pub(super) heights: StoredValue<Heights>,
    /// Height of the header row in pixels.
    pub(super) header: StoredValue<f64>,
    /// Incremented when a row's height or the header's height was measured.
    pub(super) layout: RwSignal<u32>,
    /// Scroll offset and height of the viewport, in pixels.
    pub(super) scrolled: RwSignal<(f64, f64)>,
    /// Width available for columns, in pixels.
    pub(super) available: RwSignal<f64>,
    pub(super) observer: StoredValue<Option<ResizeObserver>, LocalStorage>,
}

impl GridState {
    pub fn new(app: App) -> GridState {
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
            // Only when other rows are shown, not on every edit: there may be very many rows.
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
            // `get`, not `track`: the heights must be updated before they are used below.
            heights_of.get();
            let (top, height) = scrolled.get();
            let window = heights.with_value(|heights| heights.window(top, height));
            app.editor.with(|editor| {
                let view = editor.view();
                let rows = window.map_while(|at| {
                    let row = Arc::clone(editor.shown_row(at)?);
                    Some(DrawnRow {
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
            ranges: Memo::new(move |_| app.editor.with(|editor| editor.selection().ranges())),
            n_rows: Memo::new(move |_| app.editor.with(|editor| editor.shown().rows.len())),
            shown,
            zoom,
            filter_row: RwSignal::new(false),
            mode: app.typing.mode,
            paste_plain: StoredValue::new(false),
            area: NodeRef::new(),
            suggestions: SuggestionList::new(app.typing.mode),
            drag: RwSignal::new(None),
            following: StoredValue::new(Following::default()),
            menu: RwSignal::new(None),
            panel: RwSignal::new(None),
            copied: RwSignal::default(),
            by_touch: RwSignal::new(false),
            revealed: StoredValue::new(None),
            tab_run: StoredValue::new(None),
            scroller: NodeRef::new(),
            heights,
            header: StoredValue::new(0.0),
            layout,
            scrolled,
            available,
            observer: StoredValue::new_local(None),
        };
        on_cleanup(move || state.stop_following());
        state
    }

    /// Gives the focus to the grid.
    pub fn focus(self) {
        self.app.focus_grid.notify();
    }

    pub fn set_zoom(self, zoom: f64) {
        let zoom = zoom.clamp(ZOOM_MIN, ZOOM_MAX);
        self.zoom.set(zoom);
        storage::set_zoom(zoom);
    }

    /// Returns the scrolling element while it is mounted.
    pub(super) fn scroller(self) -> Option<HtmlDivElement> {
        self.scroller.try_get_untracked().flatten()
    }

    /// Returns the text area over the active cell while it is mounted.
    pub(super) fn area(self) -> Option<HtmlTextAreaElement> {
        self.area.try_get_untracked().flatten()
    }

    /// Subscribes to the positions of rows: which are shown, and their heights.
    pub(super) fn track_shown(self) {
        self.shown.get();
        self.layout.track();
    }

    /// Keeps listeners for the mouse or a finger until it is released or the grid is unmounted.
    pub(super) fn follow(self, following: Following) {
        self.stop_following();
        self.following.set_value(following);
    }

    pub(super) fn stop_following(self) {
        if let Some(following) = self.following.try_update_value(std::mem::take) {
            following.stop();
        }
    }
}
