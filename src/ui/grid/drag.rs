//! The mouse: selecting, filling, moving rows and columns, resizing columns.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{ev, leptos_dom::helpers::set_interval_with_handle, prelude::*};

use super::{
    hit_test::{Hit, hit_at, hit_of},
    pointer::{Drag, Following},
    state::GridState,
};
use crate::{
    commands,
    editor::{CellRange, Cursor, Editor},
};

/// Interval and distance of scrolling while the mouse is held beyond the grid's edge.
const SCROLL_EVERY: Duration = Duration::from_millis(50);
const SCROLL_PX: f64 = 36.0;

impl GridState {
    pub(super) fn on_mouse_down(self, event: &ev::MouseEvent) {
        let Some(hit) = hit_at(event) else {
            return;
        };
        if let Hit::ColumnMenu { .. } = hit {
            return;
        }
        // The focus stays in the text area over the active cell.
        event.prevent_default();
        self.commit_typing();
        if event.button() != 0 {
            return;
        }
        self.overlays.menu.set(None);
        self.overlays.panel.set(None);
        let several = event.ctrl_key() || event.meta_key();
        let was_active = self.press(hit, event.shift_key(), several, f64::from(event.client_x()));
        if self.pointer.drag.get_untracked().is_some() {
            self.follow_mouse();
        }
        self.focus();
        if was_active && self.pointer.by_touch.get_untracked() {
            self.open_editor();
        }
    }

    /// Handles a press of the button: selects, or begins a drag. Returns whether the only selected
    /// cell was pressed.
    fn press(self, hit: Hit, extend: bool, several: bool, x: f64) -> bool {
        let selection = self.app.editor.with_untracked(Editor::range);
        let n_columns = self.viewport.columns.with_untracked(Vec::len);
        let n_rows = self.viewport.n_rows.get_untracked();
        let cursor = self.selected.cursor.get_untracked();
        let drag = match hit {
            Hit::Cell { row, column } => {
                let is_active = (cursor.row, cursor.column) == (row, column);
                self.end_tab_run();
                if extend {
                    self.select_to(row, column);
                } else if several {
                    self.add_range(row, column);
                } else {
                    self.app.step_to(Cursor {
                        row,
                        column,
                        ..cursor
                    });
                    self.pointer.drag.set(Some(Drag::Cells));
                    return is_active && selection.n_cells() == 1;
                }
                Drag::Cells
            }
            Hit::Fold { row } => {
                self.toggle_fold(row);
                return false;
            }
            // Pressing selected rows or columns begins to move them.
            Hit::Handle { row } => {
                let is_selected =
                    selection.columns == (0..n_columns) && selection.rows.contains(&row);
                if is_selected && !extend && !several {
                    Drag::MoveRows { to: row }
                } else {
                    if several {
                        self.add_range(row, 0);
                        self.select_to(row, usize::MAX);
                    } else {
                        self.select_row(row, extend);
                    }
                    Drag::Rows
                }
            }
            Hit::Header { column } => {
                let is_selected =
                    selection.rows == (0..n_rows) && selection.columns == (column..column + 1);
                if is_selected && !extend && !several && 1 < n_columns {
                    Drag::MoveColumns { to: column }
                } else {
                    if several {
                        self.add_range(0, column);
                        self.select_to(usize::MAX, column);
                    } else {
                        self.select_column(column, extend);
                    }
                    Drag::Columns
                }
            }
            Hit::Edge { column } => {
                let px = self
                    .viewport
                    .widths
                    .with_untracked(|it| it.get(column).copied().unwrap_or_default());
                Drag::Resize {
                    column,
                    from_x: x,
                    from_px: px,
                    px,
                }
            }
            Hit::FillHandle => Drag::Fill {
                row: selection.rows.end.saturating_sub(1),
                column: selection.columns.end.saturating_sub(1),
            },
            Hit::Corner => {
                let all = Cursor {
                    row: 0,
                    column: 0,
                    ..cursor
                };
                self.select(all, (usize::MAX, usize::MAX));
                return false;
            }
            Hit::ColumnMenu { .. } => return false,
        };
        self.pointer.drag.set(Some(drag));
        false
    }

    /// Follows the mouse until its button is released, inside or outside the grid.
    fn follow_mouse(self) {
        let mouse = Rc::new(Cell::new(None));
        let seen = Rc::clone(&mouse);
        let moved = window_event_listener(ev::mousemove, move |event| {
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            seen.set(Some(at));
            self.drag_to(at);
        });
        let scroll = move || {
            if let Some(at) = mouse.get()
                && self.scroll_beyond(at)
            {
                self.drag_to(at);
            }
        };
        let let_go = window_event_listener(ev::mouseup, move |_| {
            self.pointer.stop_following();
            self.drop();
        });
        self.pointer.follow(Following {
            listeners: vec![moved, let_go],
            interval: set_interval_with_handle(scroll, SCROLL_EVERY).ok(),
            timeout: None,
        });
    }

    /// Scrolls if the mouse is held beyond an edge of the grid. Returns whether it scrolled.
    fn scroll_beyond(self, (x, y): (f64, f64)) -> bool {
        let Some(scroller) = self.viewport.scroller() else {
            return false;
        };
        let view = scroller.get_bounding_client_rect();
        let by = |at: f64, from: f64, to: f64| match () {
            () if at < from => -SCROLL_PX,
            () if to < at => SCROLL_PX,
            () => 0.0,
        };
        let across = by(x, view.left(), view.right());
        let down = by(y, view.top() + self.viewport.header_px(), view.bottom());
        if (across, down) == (0.0, 0.0) {
            return false;
        }
        scroller.scroll_by_with_x_and_y(across, down);
        self.viewport.note_scroll();
        true
    }

    /// Returns what of the grid is nearest to a point of the window.
    fn hit_near(self, (x, y): (f64, f64)) -> Option<Hit> {
        let scroller = self.viewport.scroller()?;
        let view = scroller.get_bounding_client_rect();
        let inside = |at: f64, from: f64, to: f64| at.max(from + 1.0).min(to - 1.0);
        let right = view.left() + f64::from(scroller.client_width());
        let bottom = view.top() + f64::from(scroller.client_height());
        let x = inside(x, view.left(), right);
        let y = inside(y, view.top(), bottom);
        hit_of(&document().element_from_point(x as f32, y as f32)?)
    }

    fn drag_to(self, at: (f64, f64)) {
        let Some(drag) = self.pointer.drag.try_get_untracked().flatten() else {
            return;
        };
        if let Drag::Resize {
            column,
            from_x,
            from_px,
            ..
        } = drag
        {
            let px = (from_px + at.0 - from_x).max(30.0);
            self.pointer.drag.set(Some(Drag::Resize {
                column,
                from_x,
                from_px,
                px,
            }));
            return;
        }
        let Some(hit) = self.hit_near(at) else {
            return;
        };
        let (row, column) = match hit {
            Hit::Cell { row, column } => (Some(row), Some(column)),
            Hit::Handle { row } | Hit::Fold { row } => (Some(row), None),
            Hit::Header { column } | Hit::ColumnMenu { column } | Hit::Edge { column } => {
                (None, Some(column))
            }
            Hit::Corner | Hit::FillHandle => (None, None),
        };
        let corner = self.app.editor.with_untracked(Editor::corner);
        match drag {
            Drag::Cells => {
                let to = (row.unwrap_or(corner.0), column.unwrap_or(corner.1));
                if to != corner {
                    self.select_to(to.0, to.1);
                }
            }
            Drag::Rows => {
                if let Some(row) = row.filter(|row| *row != corner.0) {
                    self.select_to(row, usize::MAX);
                }
            }
            Drag::Columns => {
                if let Some(column) = column.filter(|column| *column != corner.1) {
                    self.select_to(usize::MAX, column);
                }
            }
            Drag::Fill {
                row: old_row,
                column: old_column,
            } => self.pointer.drag.set(Some(Drag::Fill {
                row: row.unwrap_or(old_row),
                column: column.unwrap_or(old_column),
            })),
            Drag::MoveRows { .. } => {
                if let Some(row) = row {
                    let to = row + usize::from(self.is_lower_half(row, at.1));
                    self.pointer.drag.set(Some(Drag::MoveRows { to }));
                }
            }
            Drag::MoveColumns { .. } => {
                if let Some(column) = column {
                    let to = column + usize::from(self.is_right_half(column, at.0));
                    self.pointer.drag.set(Some(Drag::MoveColumns { to }));
                }
            }
            Drag::Resize { .. } => {}
        }
    }

    fn is_lower_half(self, row: usize, y: f64) -> bool {
        let top = self.viewport.content_top();
        let middle = (self.viewport.top_of(row) + self.viewport.top_of(row + 1)) / 2.0;
        top + middle < y
    }

    fn is_right_half(self, column: usize, x: f64) -> bool {
        let selector = format!("[role=columnheader][data-column='{column}']");
        let header = document().query_selector(&selector).ok().flatten();
        header.is_some_and(|header| {
            let rect = header.get_bounding_client_rect();
            rect.left() + rect.width() / 2.0 < x
        })
    }

    /// Completes the drag.
    fn drop(self) {
        let Some(drag) = self.pointer.drag.try_get_untracked().flatten() else {
            return;
        };
        self.pointer.drag.set(None);
        let app = self.app;
        match drag {
            Drag::Cells | Drag::Rows | Drag::Columns => {}
            Drag::Fill { row, column } => {
                let from = app.editor.with_untracked(Editor::range);
                // Fills down or up if the row is outside the selection, otherwise sideways.
                let row = if from.rows.contains(&row) {
                    None
                } else {
                    Some(row)
                };
                app.run(|selection| {
                    commands::fill_to(selection, row.unwrap_or(from.rows.start), column)
                });
                let extend = self.filled(&from, row, column);
                let cursor = self.selected.cursor.get_untracked();
                let start = Cursor {
                    row: extend.rows.start,
                    column: extend.columns.start,
                    ..cursor
                };
                self.select(start, (extend.rows.end - 1, extend.columns.end - 1));
            }
            Drag::MoveRows { to } => {
                app.run(|selection| {
                    let annex = selection.annex()?;
                    let end = annex.rows.len();
                    let to = selection.shown().rows.get(to).copied().unwrap_or(end);
                    commands::move_rows_to(selection, to)
                });
            }
            Drag::MoveColumns { to } => {
                let column = app
                    .editor
                    .with_untracked(|editor| editor.column().map(|it| it.id));
                app.run(|selection| {
                    let end = selection.annex()?.columns.len();
                    let to = selection.shown().columns.get(to).copied().unwrap_or(end);
                    commands::move_column(selection, column?, to)
                });
            }
            Drag::Resize {
                column,
                from_px,
                px,
                ..
            } if px != from_px => self.resize(column, px),
            Drag::Resize { .. } => {}
        }
    }

    /// Returns the selection extended by a fill.
    pub(super) fn filled(self, from: &CellRange, row: Option<usize>, column: usize) -> CellRange {
        let with =
            |range: &std::ops::Range<usize>, at: usize| range.start.min(at)..range.end.max(at + 1);
        match row {
            Some(row) => CellRange {
                rows: with(&from.rows, row),
                columns: from.columns.clone(),
            },
            None => CellRange {
                rows: from.rows.clone(),
                columns: with(&from.columns, column),
            },
        }
    }

    pub(super) fn on_double_click(self, event: &ev::MouseEvent) {
        match hit_at(event) {
            Some(Hit::Cell { .. }) => self.open_editor(),
            Some(Hit::Edge { column }) => self.fit_column(column),
            Some(Hit::FillHandle) => self.fill_down_beside(),
            _ => {}
        }
    }

    /// Fills down as far as the neighbouring column is filled.
    fn fill_down_beside(self) {
        let app = self.app;
        let to = app.editor.with_untracked(|editor| {
            let selection = editor.range();
            let beside = selection
                .columns
                .start
                .checked_sub(1)
                .unwrap_or(selection.columns.end);
            let column = editor.shown_column(beside)?.id;
            let rows = (selection.rows.end..).map_while(|at| editor.shown_row(at));
            let n = rows.take_while(|row| !row.cell(column).is_empty()).count();
            (0 < n).then(|| (selection.rows.end + n - 1, selection.columns.start))
        });
        if let Some((row, column)) = to {
            app.run(|selection| commands::fill_to(selection, row, column));
        }
    }
}
