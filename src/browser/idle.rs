//! Moments in which the page has nothing to draw and no key to take.

use std::{cell::Cell, time::Duration};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdleDeadline, IdleRequestOptions};

use super::clock::elapsed_ms;

/// How long work holds up a page that is not idle, in milliseconds: half a frame.
const BUSY_SLICE_MS: f64 = 8.0;

/// How long work holds up an idle page, which a key may interrupt, in milliseconds: a frame.
const IDLE_SLICE_MS: f64 = 16.0;

/// How long work waits for an idle moment, in milliseconds.
const PATIENCE_MS: u32 = 100;

/// How long nothing must have moved before work goes on, in milliseconds.
const CALM_MS: f64 = 120.0;

thread_local! {
    /// When something last moved on the screen, on the clock of the page.
    static MOVED_AT: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Notes that the user scrolls.
pub fn note_motion() {
    MOVED_AT.set(elapsed_ms());
}

/// Returns how long work that would make frames late has to wait, while the user scrolls.
pub fn wait_for_calm() -> Option<Duration> {
    let wait = CALM_MS - (elapsed_ms() - MOVED_AT.get());
    (0.0 < wait).then(|| Duration::from_secs_f64(wait / 1_000.0))
}

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
