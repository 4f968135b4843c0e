//! User Timing: durations of the page's work, for the browser's developer tools and for benchmarks.

/// Runs `work` and records its duration under `name`, replacing the previous measure of that name.
pub fn measured<Answer>(name: &str, work: impl FnOnce() -> Answer) -> Answer {
    start(name);
    let answer = work();
    end(name);
    answer
}

/// Starts to measure what takes several turns of the event loop.
pub fn start(name: &str) {
    if let Some(performance) = performance() {
        let start = start_of(name);
        performance.clear_marks_with_mark_name(&start);
        performance.clear_measures_with_measure_name(name);
        performance.mark(&start).ok();
    }
}

/// Records the time since [`start`].
pub fn end(name: &str) {
    if let Some(performance) = performance() {
        let start = start_of(name);
        performance.measure_with_start_mark(name, &start).ok();
    }
}

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}

fn start_of(name: &str) -> String {
    format!("{name} starts")
}
