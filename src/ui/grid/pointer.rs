//! The mouse or the finger on the grid: what is being dragged, and the listeners for it.

use leptos::{
    leptos_dom::helpers::{IntervalHandle, TimeoutHandle},
    prelude::*,
};

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

#[derive(Clone, Copy)]
pub(super) struct Pointer {
    /// The drag in progress.
    pub drag: RwSignal<Option<Drag>>,
    /// Whether the last pointer event came from a touch screen.
    pub by_touch: RwSignal<bool>,
    following: StoredValue<Following>,
}

impl Pointer {
    pub fn new() -> Pointer {
        let pointer = Pointer {
            drag: RwSignal::new(None),
            by_touch: RwSignal::new(false),
            following: StoredValue::new(Following::default()),
        };
        on_cleanup(move || pointer.stop_following());
        pointer
    }

    /// Keeps listeners for the mouse or a finger until it is released or the grid is unmounted.
    pub fn follow(self, following: Following) {
        self.stop_following();
        self.following.set_value(following);
    }

    pub fn stop_following(self) {
        if let Some(following) = self.following.try_update_value(std::mem::take) {
            following.stop();
        }
    }
}
