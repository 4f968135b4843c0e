//! Work on many files at once.

use std::{num::NonZero, sync::Mutex, thread};

/// Applies `read` to each item, on all processors, and returns the results in the order of the items.
/// An item is taken only when a processor is free for it.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    read: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let n_readers = thread::available_parallelism().map_or(1, NonZero::get);
    let queue = Mutex::new(items.enumerate());
    let next = || queue.lock().ok()?.next();
    let read_on = || {
        let mut own = Vec::new();
        while let Some((at, item)) = next() {
            own.push((at, read(item)));
        }
        own
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let readers: Vec<_> = (0..n_readers).map(|_| scope.spawn(read_on)).collect();
        let results = readers.into_iter().map(|it| it.join().unwrap_or_default());
        results.flatten().collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..200).collect();
        // Earlier items take longer.
        let sum = |it: u64| (0..(200 - it) * 100).fold(it, |a, b| a ^ b);
        let expected: Vec<u64> = items.iter().map(|it| sum(*it)).collect();
        assert_eq!(super::in_order(items.into_iter(), sum), expected);
    }
}
