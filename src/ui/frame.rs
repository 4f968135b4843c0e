//! What is done once the browser has laid out what was drawn.

use leptos::{leptos_dom::helpers::request_animation_frame_with_handle, prelude::*};

/// Does it with the next frame, unless the effect that asks runs again before, or its part of the page
/// is gone by then.
pub(super) fn next_frame(act: impl FnOnce() + 'static) {
    // A page without frames is not seen.
    if let Ok(frame) = request_animation_frame_with_handle(act) {
        on_cleanup(move || frame.cancel());
    }
}
