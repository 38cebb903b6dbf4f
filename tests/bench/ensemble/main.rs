//! How fast ensembles are: million actor-rounds a second, an actor-round being one partner's month
//! in one history, beside a plain scalar loop of the same model in the same run.
//!
//! `cargo bench --bench ensemble`. The figures are ratios measured turn by turn, because machines
//! are noisy; the seconds of two runs should not be compared.

mod plain;
mod scale;
mod world;

use peak_alloc::PeakAlloc;
use std::time::Instant;
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::ensemble;
use tearline::engine::{NoMonitor, Processor, Run};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const MONTHS: u32 = 24;
const TURNS: usize = 7;

fn main() {
    println!("widest instruction set of this processor: {}", Processor::best().name());
    beside_the_plain_loop();
    growth();
    scale::slopes(&ALLOCATED);
    scale::long_runs(&ALLOCATED);
}

/// Seconds of the fastest of a few turns, and the median of the ratios to another's, turn by turn.
fn compare(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> (f64, f64, f64) {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    let turns: Vec<(f64, f64)> = (0..TURNS).map(|_| (time(&mut ours), time(&mut theirs))).collect();
    let mut ratios: Vec<f64> = turns.iter().map(|(ours, theirs)| theirs / ours).collect();
    ratios.sort_by(f64::total_cmp);
    let best = |of: fn(&(f64, f64)) -> f64| turns.iter().map(of).fold(f64::INFINITY, f64::min);
    (best(|turn| turn.0), best(|turn| turn.1), ratios[TURNS / 2])
}

fn beside_the_plain_loop() {
    let histories = 10_000;
    let scenario = world::scenario(10);
    let plan = world::plan();
    let case = CompiledCase::new(&scenario, &plan, Some(MONTHS));
    let rounds = f64::from(MONTHS + 1) * 10.0 * histories as f64 / 1e6;
    let run = |threads, processor| Run { histories, threads: Some(threads), processor, ..Run::default() };
    let play = |run: &Run| {
        std::hint::black_box(ensemble::play(&case, run, &NoMonitor).map(|played| played.shards.len()).ok());
    };
    plain::agrees_with_the_engine(&case);
    println!("10 partners × {} months × {histories} histories, million actor-rounds a second:", MONTHS + 1);
    for processor in Processor::available() {
        let one = run(1, Some(processor));
        let (ours, theirs, ratio) =
            compare(|| play(&one), || drop(std::hint::black_box(plain::play(&case, 1, histories))));
        println!(
            "  {}, one thread {:6.1}   plain scalar loop {:6.1}   ratio {ratio:.2}",
            processor.name(),
            rounds / ours,
            rounds / theirs
        );
    }
    let (one, two) = (run(1, None), run(2, None));
    let (ours, theirs, ratio) = compare(|| play(&two), || play(&one));
    println!("  two threads {:6.1}   one thread {:6.1}   ratio {ratio:.2}", rounds / ours, rounds / theirs);
    let whole = |run: &Run| {
        std::hint::black_box(tearline::engine::project(&scenario, &plan, run, &NoMonitor).is_ok());
    };
    let (ours, theirs, _) = compare(|| whole(&two), || whole(&one));
    println!("  with all statistics: two threads {:6.1}   one thread {:6.1}", rounds / ours, rounds / theirs);
}

/// Microseconds a history, a month and a partner cost, as each grows alone: flat lines are linear.
fn growth() {
    let cost = |partners: usize, months: u32, histories: u64| {
        let scenario = world::scenario(partners);
        let case = CompiledCase::new(&scenario, &world::plan(), Some(months));
        let run = Run { histories, threads: Some(1), ..Run::default() };
        let play = || drop(std::hint::black_box(ensemble::play(&case, &run, &NoMonitor)));
        let (seconds, _, _) = compare(play, || ());
        1e9 * seconds / (partners as f64 * f64::from(months + 1) * histories as f64)
    };
    println!("nanoseconds an actor-round, one thread:");
    let line = |what: &str, costs: Vec<(u64, f64)>| {
        let row: Vec<String> = costs.iter().map(|(n, cost)| format!("{n}: {cost:.1}")).collect();
        println!("  by {what:9} {}", row.join("   "));
    };
    line("histories", [1_000, 4_000, 16_000, 64_000].map(|n| (n, cost(10, MONTHS, n))).to_vec());
    line("months", [12, 24, 48, 96].map(|n| (u64::from(n), cost(10, n, 4_000))).to_vec());
    line("partners", [10, 32, 100, 320, 1_000].map(|n| (n as u64, cost(n, MONTHS, 512))).to_vec());
}
