//! Whole projections, with all statistics, as they grow: seconds, the most memory in use, and the slope of time by size
//! where both are on logarithmic scales; 1 is linear.

use crate::world;
use peak_alloc::PeakAlloc;
use std::time::Instant;
use tearline::engine::{NoMonitor, Run, project};

/// How large a run is.
#[derive(Clone, Copy)]
struct Size {
    partners: usize,
    months: u32,
    histories: u64,
}

/// The size around which each number grows alone.
const LARGE: Size = Size { partners: 1_000, months: 24, histories: 10_000 };

/// Times that each run is made; the fastest counts.
const TURNS: usize = 2;

/// Seconds of a projection, which are printed with the most memory that it had in use.
fn seconds(allocated: &PeakAlloc, size: Size, turns: usize) -> f64 {
    let Size { partners, months, histories } = size;
    let scenario = world::scenario(partners);
    let run = Run { histories, horizon_months: Some(months), ..Run::default() };
    allocated.reset_peak_usage();
    let project = |_| {
        let start = Instant::now();
        std::hint::black_box(project(&scenario, &world::plan(), &run, &NoMonitor).is_ok());
        start.elapsed().as_secs_f64()
    };
    let seconds = (0..turns).map(project).fold(f64::INFINITY, f64::min);
    let megabytes = allocated.peak_usage() as f64 / 1e6;
    println!(
        "  {partners:5} partners × {months:3} months × {histories:7} histories: {seconds:7.2} s, {megabytes:4.0} MB"
    );
    seconds
}

/// The slope of a straight line through the logarithms of some sizes and their seconds, by least squares.
fn slope(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(size, seconds)| (size.ln(), seconds.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let products: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    products / logs.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

/// The slopes in partners, months and histories around the large run.
pub fn slopes(allocated: &PeakAlloc) {
    println!("whole projections on all threads:");
    let line = |what: &str, sizes: Vec<(f64, Size)>| {
        let points: Vec<(f64, f64)> =
            sizes.into_iter().map(|(n, size)| (n, seconds(allocated, size, TURNS))).collect();
        println!("  slope by {what}: {:.2}", slope(&points));
    };
    line(
        "partners",
        [100, 320, 1_000].map(|partners| (partners as f64, Size { partners, ..LARGE })).to_vec(),
    );
    line("months", [12, 24, 48].map(|months| (f64::from(months), Size { months, ..LARGE })).to_vec());
    line(
        "histories",
        [2_500, 5_000, 10_000].map(|histories| (histories as f64, Size { histories, ..LARGE })).to_vec(),
    );
}

/// Runs whose rows are many times what is kept of them at once.
pub fn long_runs(allocated: &PeakAlloc) {
    println!("long projections on all threads:");
    for histories in [10_000, 100_000, 1_000_000] {
        seconds(allocated, Size { partners: 4, months: 120, histories }, 1);
    }
}
