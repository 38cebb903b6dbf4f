//! Whole projections, with all statistics, as they grow: seconds, the most memory in use, and the slope of time by size
//! where both are on logarithmic scales; 1 is linear. How much memory they take is counted to the byte in
//! `tests/memory`.

use super::world;
use crate::memory::{self, Memory};
use crate::table::Row;
use crate::timing::seconds;
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

/// The seconds of a projection on all threads, the fastest of some turns; prints them with the most memory that the
/// program has had in use, where the system tells.
fn project_in_turns(size: Size, turns: usize, aim: &'static str) -> f64 {
    let Size { partners, months, histories } = size;
    let scenario = world::scenario(partners);
    let run = Run { histories, horizon_months: Some(months), ..Run::default() };
    memory::forget_most();
    let project = |_| seconds(|| project(&scenario, &world::plan(), &run, &NoMonitor).is_ok());
    let seconds = (0..turns).map(project).fold(f64::INFINITY, f64::min);
    let memory = Memory::of("self").map_or(String::new(), |memory| format!(", {:.0} MB", memory.most));
    let what = format!("projecting {partners} partners × {months} months × {histories} histories");
    Row::of(what, format!("{seconds:.2} s{memory}"), aim).print();
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

/// Measures how whole projections grow around the large run, and runs whose rows are many times what is kept of them at
/// once.
pub fn measure() {
    let slope_by = |what: &str, sizes: Vec<(f64, Size)>| {
        let points: Vec<(f64, f64)> =
            sizes.into_iter().map(|(n, size)| (n, project_in_turns(size, TURNS, ""))).collect();
        Row::of(format!("slope of the time by {what}"), format!("{:.2}", slope(&points)), "≤ 1.05").print();
    };
    slope_by(
        "partners",
        [100, 320, 1_000].map(|partners| (partners as f64, Size { partners, ..LARGE })).into(),
    );
    slope_by("months", [12, 24, 48].map(|months| (f64::from(months), Size { months, ..LARGE })).into());
    let histories = [2_500, 5_000, 10_000].map(|histories| (histories as f64, Size { histories, ..LARGE }));
    slope_by("histories", histories.into());
    for histories in [10_000, 100_000, 1_000_000] {
        project_in_turns(Size { partners: 4, months: 120, histories }, 1, "≤ 400 MB");
    }
}
