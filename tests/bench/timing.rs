//! The time that work takes.

use std::time::Instant;

/// The seconds that some work takes.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    drop(std::hint::black_box(work()));
    start.elapsed().as_secs_f64()
}

/// The middle one of some times.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
