//! Moments in which the page has nothing to draw and no key to take.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdleDeadline, IdleRequestOptions};

/// How long work holds up a page that is not idle, in milliseconds: half a frame.
const BUSY_SLICE_MS: f64 = 8.0;

/// How long work holds up an idle page, which a key may interrupt, in milliseconds: a frame.
const IDLE_SLICE_MS: f64 = 16.0;

/// How long work waits for an idle moment, in milliseconds.
const PATIENCE_MS: u32 = 100;

/// Runs `work` in the next idle moment, or before long without one, and tells it how many
/// milliseconds it may take. A browser that tells no idle moments (Safari) runs it in the next turn.
pub fn when_idle(work: impl FnOnce(f64) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let work = Closure::once_into_js(move |moment: JsValue| {
        let idle = moment
            .dyn_ref()
            .filter(|it: &&IdleDeadline| !it.did_timeout());
        work(idle.map_or(BUSY_SLICE_MS, |it| it.time_remaining().min(IDLE_SLICE_MS)));
    });
    let work = work.unchecked_ref();
    let options = IdleRequestOptions::new();
    options.set_timeout(PATIENCE_MS);
    if window
        .request_idle_callback_with_options(work, &options)
        .is_err()
    {
        window.set_timeout_with_callback(work).ok();
    }
}
