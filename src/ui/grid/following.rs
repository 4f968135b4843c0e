//! Listening to the whole window while a button of the mouse or a finger is down.

use leptos::{
    leptos_dom::helpers::{IntervalHandle, TimeoutHandle},
    prelude::*,
};

use super::GridState;

/// What listens to the window while the mouse's button or a finger is down.
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

impl GridState {
    /// Follows the mouse or a finger until it is let go or the grid is gone.
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
