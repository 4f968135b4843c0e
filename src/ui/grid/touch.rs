//! Touch input, and opening the context menu.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

use super::{
    hit_test::{Hit, hit_at, hit_of},
    pointer::Following,
    state::{GridState, MenuOf},
};
use crate::editor::Cursor;

/// Duration of a long press, which opens the context menu.
const LONG_PRESS: Duration = Duration::from_millis(550);

impl GridState {
    /// Opens the menu for the target of a right click, which is selected first if necessary.
    pub(super) fn on_context_menu(self, event: &ev::MouseEvent) {
        // Buttons and input fields in a header keep the browser's own menu.
        let Some(hit) = hit_at(event).filter(|it| !matches!(it, Hit::ColumnMenu { .. })) else {
            return;
        };
        event.prevent_default();
        self.commit_typing();
        self.menu_at(
            hit,
            f64::from(event.client_x()),
            f64::from(event.client_y()),
        );
    }

    fn menu_at(self, hit: Hit, x: f64, y: f64) {
        let ranges = self.selected.ranges.get_untracked();
        let of = match hit {
            Hit::Cell { row, column } => {
                if !ranges.iter().any(|it| it.contains(row, column)) {
                    let cursor = self.selected.cursor.get_untracked();
                    self.app.step_to(Cursor {
                        row,
                        column,
                        ..cursor
                    });
                }
                MenuOf::Cells
            }
            Hit::Handle { row } | Hit::Fold { row } => {
                if !ranges.iter().any(|it| it.rows.contains(&row)) {
                    self.select_row(row, false);
                }
                MenuOf::Rows
            }
            Hit::Header { column } | Hit::ColumnMenu { column } | Hit::Edge { column } => {
                MenuOf::Column(column)
            }
            Hit::Corner | Hit::FillHandle => MenuOf::Cells,
        };
        self.open_menu(of, x, y);
    }

    /// Records whether the pointer is a finger or the mouse; a long press opens the menu.
    pub(super) fn on_pointer_down(self, event: &ev::PointerEvent) {
        let is_touch = event.pointer_type() == "touch";
        self.pointer.by_touch.set(is_touch);
        if !is_touch {
            return;
        }
        let hit = event
            .target()
            .and_then(|it| hit_of(it.dyn_ref::<web_sys::Element>()?));
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let press = set_timeout_with_handle(
            move || {
                if let Some(hit) = hit {
                    self.menu_at(hit, x, y);
                }
            },
            LONG_PRESS,
        );
        // A finger that is lifted or moved was a tap or a scroll.
        let listen = |name: &str| {
            window_event_listener_untyped(name, move |event| {
                let moved = event.dyn_ref::<web_sys::PointerEvent>().is_some_and(|it| {
                    let far = |a: f64, b: i32| 12.0 < (a - f64::from(b)).abs();
                    far(x, it.client_x()) || far(y, it.client_y())
                });
                if event.type_() != "pointermove" || moved {
                    self.pointer.stop_following();
                }
            })
        };
        self.pointer.follow(Following {
            listeners: ["pointerup", "pointercancel", "pointermove"]
                .map(listen)
                .into(),
            interval: None,
            timeout: press.ok(),
        });
    }
}
