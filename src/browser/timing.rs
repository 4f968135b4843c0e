//! User Timing: durations of the page's work, for the browser's developer tools and for benchmarks.

/// Runs `work` and records its duration under `name`, replacing the previous measure of that name.
pub fn measured<Answer>(name: &str, work: impl FnOnce() -> Answer) -> Answer {
    let performance = web_sys::window().and_then(|window| window.performance());
    let Some(performance) = performance else {
        return work();
    };
    let start = format!("{name} starts");
    performance.clear_marks_with_mark_name(&start);
    performance.clear_measures_with_measure_name(name);
    performance.mark(&start).ok();
    let answer = work();
    performance.measure_with_start_mark(name, &start).ok();
    answer
}
