//! The finger, and what opens the context menu.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

use super::{
    GridState,
    following::Following,
    menu::MenuOf,
    parts::{Part, part_of, part_under},
};
use crate::{editor::Cursor, wording::Key};

/// How long a finger rests for the context menu.
const LONG_PRESS: Duration = Duration::from_millis(550);

impl GridState {
    /// Opens the menu for what is under the mouse, which becomes selected unless it is.
    pub(super) fn on_context_menu(self, event: &ev::MouseEvent) {
        // A filter's text has the browser's own menu.
        let Some(part) = part_under(event).filter(|it| !matches!(it, Part::ColumnMenu { .. }))
        else {
            return;
        };
        event.prevent_default();
        self.commit_typing();
        self.menu_at(
            part,
            f64::from(event.client_x()),
            f64::from(event.client_y()),
        );
    }

    fn menu_at(self, part: Part, x: f64, y: f64) {
        let ranges = self.ranges.get_untracked();
        let of = match part {
            Part::Cell { row, column } => {
                if !ranges.iter().any(|it| it.contains(row, column)) {
                    let cursor = self.cursor.get_untracked();
                    self.app.move_to(Cursor {
                        row,
                        column,
                        ..cursor
                    });
                }
                MenuOf::Cells
            }
            Part::Handle { row } | Part::Fold { row } => {
                if !ranges.iter().any(|it| it.rows.contains(&row)) {
                    self.select_row(row, false);
                }
                MenuOf::Rows
            }
            Part::Header { column } | Part::ColumnMenu { column } | Part::Edge { column } => {
                self.panel.set(Some(column));
                return;
            }
            Part::Corner | Part::FillHandle => MenuOf::Cells,
        };
        self.open_menu(of, x, y);
    }

    /// Notes whether a finger or the mouse is at work; a finger that rests opens the menu.
    pub(super) fn on_pointer_down(self, event: &ev::PointerEvent) {
        let is_touch = event.pointer_type() == "touch";
        self.by_touch.set(is_touch);
        if !is_touch {
            return;
        }
        let part = event
            .target()
            .and_then(|it| part_of(it.dyn_ref::<web_sys::Element>()?));
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let press = set_timeout_with_handle(
            move || {
                if let Some(part) = part {
                    self.menu_at(part, x, y);
                }
            },
            LONG_PRESS,
        );
        // Lifted or moved, it was a tap or a scroll.
        let listen = |name: &str| {
            window_event_listener_untyped(name, move |event| {
                let moved = event.dyn_ref::<web_sys::PointerEvent>().is_some_and(|it| {
                    let far = |a: f64, b: i32| 12.0 < (a - f64::from(b)).abs();
                    far(x, it.client_x()) || far(y, it.client_y())
                });
                if event.type_() != "pointermove" || moved {
                    self.stop_following();
                }
            })
        };
        self.follow(Following {
            listeners: ["pointerup", "pointercancel", "pointermove"]
                .map(listen)
                .into(),
            interval: None,
            timeout: press.ok(),
        });
    }

    /// Folds a section or unfolds it, and says so.
    pub(super) fn toggle_fold(self, at: usize) {
        let folded = self.app.editor.try_update(|editor| {
            let row = editor.shown_row(at).filter(|row| row.kind.is_section())?.id;
            let mut folded = false;
            editor.change_view(|view, _, _| folded = view.toggle_collapsed(row));
            Some(folded)
        });
        if let Some(folded) = folded.flatten() {
            let said = if folded {
                Key::SectionFolded
            } else {
                Key::SectionUnfolded
            };
            self.app.announcement.set(self.app.text(&said.into()));
        }
    }
}
