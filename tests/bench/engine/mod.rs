//! How fast ensembles are: million actor-rounds a second, an actor-round being one partner's month in one history,
//! beside a plain scalar loop of the same model; what an actor-round costs as each number grows alone; and whole
//! projections as they grow.

mod plain;
mod scale;
mod world;

pub use scale::{PROJECTION, project_as_told};

use crate::table::Row;
use crate::timing::{median, seconds};
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::shards;
use tearline::engine::{NoMonitor, Processor, Run, project};

const MONTHS: u32 = 24;
const PARTNERS: usize = 10;
const HISTORIES: u64 = 10_000;
const TURNS: usize = 7;

/// Measures all of it.
pub fn measure() {
    scale::measure();
    beside_the_plain_loop();
    growth();
}

/// Two works that were done turn by turn.
struct Compared {
    /// Seconds of the fastest turn.
    ours: f64,
    /// Seconds of the fastest turn of the other.
    theirs: f64,
    /// The median of how many times as long the other took.
    ratio: f64,
}

fn compare(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> Compared {
    let turns: Vec<[f64; 2]> = (0..TURNS).map(|_| [seconds(&mut ours), seconds(&mut theirs)]).collect();
    let fastest = |side: usize| turns.iter().map(|turn| turn[side]).fold(f64::INFINITY, f64::min);
    let ratio = median(turns.iter().map(|[ours, theirs]| theirs / ours).collect());
    Compared { ours: fastest(0), theirs: fastest(1), ratio }
}

fn beside_the_plain_loop() {
    let scenario = world::scenario(PARTNERS);
    let plan = world::plan();
    let case = CompiledCase::new(&scenario, &plan, Some(MONTHS));
    let rounds = f64::from(MONTHS + 1) * PARTNERS as f64 * HISTORIES as f64 / 1e6;
    let run = |threads, processor| Run {
        histories: HISTORIES,
        horizon_months: Some(MONTHS),
        threads: Some(threads),
        processor,
        ..Run::default()
    };
    let play = |run: &Run| {
        std::hint::black_box(shards::play(&case, run, &NoMonitor).map(|played| played.shards.len()).ok());
    };
    let whole = |run: &Run| {
        std::hint::black_box(project(&scenario, &plan, run, &NoMonitor).is_ok());
    };
    let row = |what: String, of: Compared, beside: &str, aim| {
        Row {
            what,
            figure: format!("{:.1} M actor-rounds/s", rounds / of.ours),
            beside: format!("{beside} {:.1}", rounds / of.theirs),
            ratio: Some(of.ratio),
            aim,
        }
        .print();
    };
    plain::agrees_with_the_engine(&case);
    for processor in Processor::available() {
        let one = run(1, Some(processor));
        let of = compare(|| play(&one), || drop(std::hint::black_box(plain::play(&case, 1, HISTORIES))));
        let aim = match processor.name() {
            "AVX2" => "≥ 3",
            "AVX-512" => "≥ 4.5",
            _ => "",
        };
        row(format!("playing, one thread, {}", processor.name()), of, "plain scalar loop", aim);
    }
    let (one, two) = (run(1, None), run(2, None));
    row("playing, two threads".into(), compare(|| play(&two), || play(&one)), "one thread", "≥ 1.9");
    let of = compare(|| whole(&two), || play(&two));
    row("with all statistics, two threads".into(), of, "playing alone", "≥ 0.6");
}

/// What an actor-round costs as each number grows alone: the same everywhere is linear.
fn growth() {
    let cost = |partners: usize, months: u32, histories: u64| {
        let scenario = world::scenario(partners);
        let case = CompiledCase::new(&scenario, &world::plan(), Some(months));
        let run = Run { histories, threads: Some(1), ..Run::default() };
        let play = || drop(std::hint::black_box(shards::play(&case, &run, &NoMonitor)));
        let Compared { ours, .. } = compare(play, || ());
        1e9 * ours / (partners as f64 * f64::from(months + 1) * histories as f64)
    };
    let row = |what: &str, costs: Vec<f64>| {
        let costs: Vec<String> = costs.iter().map(|cost| format!("{cost:.1}")).collect();
        Row::of(format!("an actor-round with {what}"), format!("{} ns", costs.join(", ")), "").print();
    };
    row(
        "1, 4, 16 and 64 thousand histories",
        [1_000, 4_000, 16_000, 64_000].map(|n| cost(PARTNERS, MONTHS, n)).into(),
    );
    row("12, 24, 48 and 96 months", [12, 24, 48, 96].map(|n| cost(PARTNERS, n, 4_000)).into());
    row("10, 100 and 1,000 partners", [10, 100, 1_000].map(|n| cost(n, MONTHS, 512)).into());
}
