//! Deferral until the browser has laid out what was rendered.

use leptos::{leptos_dom::helpers::request_animation_frame_with_handle, prelude::*};

/// Runs `act` in the next animation frame. It is cancelled if the calling effect runs again or is
/// disposed before that.
pub(super) fn next_frame(act: impl FnOnce() + 'static) {
    // A page that gets no animation frames is not visible.
    if let Ok(frame) = request_animation_frame_with_handle(act) {
        on_cleanup(move || frame.cancel());
    }
}
