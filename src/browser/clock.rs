//! The clock of the browser.

/// Returns the current time in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Returns the time since the page was loaded, in milliseconds. It does not jump when the clock is set.
pub fn elapsed_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(now, |it| it.now())
}

/// Waits for a time in milliseconds.
pub async fn pause(ms: i32) {
    let waited = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            set.ok();
        }
    });
    wasm_bindgen_futures::JsFuture::from(waited).await.ok();
}

/// Returns today's date in the browser's time zone, as plans write it: `31/12/2026`.
pub fn today() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{:02}/{:02}/{}",
        date.get_date(),
        date.get_month() + 1,
        date.get_full_year()
    )
}

/// Whether two times, in milliseconds since 1970, are on the same day in the browser's time zone.
pub fn is_same_day(a_ms: f64, b_ms: f64) -> bool {
    let day = |ms: f64| {
        let date = js_sys::Date::new(&ms.into());
        (date.get_full_year(), date.get_month(), date.get_date())
    };
    day(a_ms) == day(b_ms)
}

/// Returns the present minute in the browser's time zone, as `2026-09-12 09:12`.
pub fn local_minute() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
