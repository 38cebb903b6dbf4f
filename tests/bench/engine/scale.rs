//! Whole projections, with all statistics, as they grow: seconds, the most memory in use, and the slope of time by size
//! where both are on logarithmic scales; 1 is linear. How much memory they take is counted to the byte in
//! `tests/memory`.

use super::world;
use crate::memory::Memory;
use crate::start::this_program;
use crate::table::Row;
use crate::timing::seconds;
use std::process::Stdio;
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

/// The argument that makes this program one projection, told by the numbers behind it.
pub const PROJECTION: &str = "one-projection";

/// Projects what the numbers behind [`PROJECTION`] say, and prints the seconds of the fastest turn and, where the system
/// tells it, the most memory in use.
pub fn project_as_told() {
    let numbers: Vec<usize> =
        std::env::args().skip(2).map(|number| number.parse().expect("a number")).collect();
    let [partners, months, histories, turns] = numbers[..] else { panic!("four numbers, not {numbers:?}") };
    let scenario = world::scenario(partners);
    let run = Run { histories: histories as u64, horizon_months: Some(months as u32), ..Run::default() };
    let project = |_| seconds(|| project(&scenario, &world::plan(), &run, &NoMonitor).is_ok());
    let seconds = (0..turns).map(project).fold(f64::INFINITY, f64::min);
    let memory = Memory::of("self").map_or(String::new(), |memory| format!(", {:.0} MB", memory.most));
    println!("{seconds:.3} s{memory}");
}

/// The seconds of a projection on all threads, the fastest of some turns, in a process of its own: what an earlier one
/// left in memory would be counted with it. Prints them with the most memory that the process had in use.
fn project_in_turns(size: Size, turns: usize, aim: &'static str) -> f64 {
    let Size { partners, months, histories } = size;
    let mut alone = this_program(PROJECTION);
    alone.args([partners, months as usize, histories as usize, turns].map(|number| number.to_string()));
    let output = alone.stderr(Stdio::inherit()).output().expect("this program, once more");
    assert!(output.status.success(), "the projection failed: {}", output.status);
    let figure = String::from_utf8(output.stdout).expect("text").trim().to_owned();
    let seconds = figure.split(' ').next().and_then(|seconds| seconds.parse().ok()).expect("seconds");
    Row::of(format!("projecting {partners} partners × {months} months × {histories} histories"), figure, aim)
        .print();
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
    let points = [10_000, 100_000, 1_000_000].map(|histories| {
        let seconds = project_in_turns(Size { partners: 4, months: 120, histories }, 1, "≤ 400 MB");
        (histories as f64, seconds)
    });
    // Of the first the rows are kept.
    Row::of(
        "slope of the time by histories whose rows are not kept",
        format!("{:.2}", slope(&points[1..])),
        "≤ 1.05",
    )
    .print();
}
