//! The same seed gives the same bits: on any number of threads, at any width, in any parts.

use crate::support::*;
use proptest::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::ensemble::Ensemble;
use tearline::engine::part::{Part, PlayedPart, join_parts, play_part};
use tearline::engine::row_set::{LedgerRow, PartnerLayout, RowSet};
use tearline::engine::samples::Samples;
use tearline::engine::samples_bytes::{read_shards, write_samples};
use tearline::engine::shards::{self, PlayedRun};
use tearline::engine::{
    Cancelled, Monitor, NoMonitor, Processor, Projection, Run, history, project, summarise_run,
};
use tearline::scenario::{
    IfRefused, ItemPlan, Level, Parameters, Permission, Plan, Preparation, Promise, Repair, RepairKind,
    Scenario,
};
use tearline::storage::built_in_cases;

/// A world with ranges, outside events and repairs: everything that draws on luck.
fn everything() -> (Scenario, Plan) {
    let dice = &mut Dice::of(42);
    let mut scenario = world(dice);
    scenario.parameters = Parameters::default();
    scenario.items.values_mut().for_each(|item| item.promise = Promise::Explicit);
    let mut plan = Plan { preparation: Preparation::Spontaneous, ..plan(dice) };
    for id in ["i0", "i1"] {
        plan.items.put(item(id), ItemPlan::default());
        plan.set_level(&item(id), &recipient("r0"), Level::Context);
    }
    plan.repairs.push(Repair { month: 2, partner: actor("p0"), kind: RepairKind::Explanation });
    plan.repairs.push(Repair { month: 4, partner: actor("p1"), kind: RepairKind::Compensation(0.5) });
    (scenario, plan)
}

fn projected(run: &Run) -> Projection {
    let (scenario, plan) = everything();
    project(&scenario, &plan, run, &NoMonitor).expect("nobody stops it")
}

#[test]
fn law_18_any_number_of_threads_gives_the_same_bits_on_every_processor() {
    let run = |threads, processor| {
        projected(&Run {
            histories: 1500,
            threads: Some(threads),
            processor: Some(processor),
            ..Run::default()
        })
    };
    let base = run(1, Processor::PORTABLE);
    for processor in Processor::available() {
        for threads in [1, 2, 3, 5] {
            assert_eq!(run(threads, processor), base, "{} on {threads} threads", processor.name());
        }
    }
}

#[test]
fn law_18_parts_that_were_played_apart_and_kept_as_bytes_join_to_the_same_bits() {
    let (scenario, plan) = everything();
    let case = CompiledCase::new(&scenario, &plan, None);
    for given_detected in [false, true] {
        let run = Run { histories: 1500, given_detected, ..Run::default() };
        let whole = projected(&run);
        for of in [1, 2, 3, 11] {
            let played = |number| {
                let part = Part::new(number, of).expect("a part");
                through_bytes(&case, play_part(&case, &run, part, &NoMonitor).expect("nobody stops it"))
            };
            let joined = join_parts((1..=of).map(played).collect());
            assert_eq!(summarise_run(&case, &run, &joined), whole, "{of} parts");
        }
    }
}

/// A part, written as bytes and read again.
fn through_bytes(case: &CompiledCase, part: PlayedPart) -> PlayedPart {
    let mut bytes = Vec::new();
    part.shards.iter().try_for_each(|samples| write_samples(&mut bytes, samples)).expect("written");
    let histories = part.shards.iter().map(|samples| samples.histories.len() as u64).sum();
    let input = &mut bytes.as_slice();
    let shards = read_shards(case, histories, input).expect("read");
    assert!(input.is_empty(), "every byte is read");
    PlayedPart { shards, ..part }
}

#[test]
fn law_18_a_history_alone_has_the_bits_it_has_among_the_others_on_every_processor() {
    let (scenario, plan) = everything();
    let case = CompiledCase::new(&scenario, &plan, None);
    let histories: Vec<u64> = (0..77).collect();
    for processor in Processor::available() {
        let samples = Ensemble::new(&case, 1, Some(processor)).shard(&histories);
        alone_as_among_the_others(&case, &samples);
    }
}

fn alone_as_among_the_others(case: &CompiledCase, samples: &Samples) {
    for number in [0, 1, 15, 16, 33, 76] {
        let alone = history::play(case, 1, number);
        for (index, partner) in alone.partners.iter().enumerate() {
            let layout = PartnerLayout::of(index, case.horizon);
            for month in 0..=case.horizon {
                let [content, methods] =
                    layout.month(month).map(|row| samples.willingness.row(row)[number as usize]);
                assert_eq!(content.to_bits(), partner.content(month).to_bits());
                assert_eq!(methods.to_bits(), partner.methods(month).to_bits());
            }
        }
        let [concession, flow, harm, warning, compensation, total] = [
            LedgerRow::Concession,
            LedgerRow::Flow,
            LedgerRow::Harm,
            LedgerRow::Warning,
            LedgerRow::Compensation,
            LedgerRow::Total,
        ]
        .map(|row| samples.ledger.row(row as usize)[number as usize]);
        let gained: f64 = alone.concessions.iter().map(|concession| concession.gained).sum();
        assert_eq!(
            [concession, harm, warning, compensation].map(f64::to_bits),
            [gained, alone.harm, alone.warning, alone.compensation].map(f64::to_bits)
        );
        assert_eq!(
            (flow.to_bits(), total.to_bits()),
            ((alone.flow[0] - alone.flow[1]).to_bits(), alone.total.to_bits())
        );
    }
}

/// Plans of [`everything`], some of which tell an item in the same way.
fn several_plans() -> (Scenario, Vec<Plan>) {
    let (scenario, plan) = everything();
    let changed = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan.clone();
        change(&mut plan);
        plan
    };
    let permit = |id: &str, permission: Permission| {
        changed(&|plan| plan.items.get_mut(&item(id)).expect("it is told").permission = permission)
    };
    let plans = vec![
        plan.clone(),
        changed(&|plan| plan.set_level(&item("i1"), &recipient("r0"), Level::Gist)),
        permit("i0", Permission::Asked(IfRefused::HoldBack)),
        plan.withholding(),
        changed(&|plan| plan.preparation = Preparation::Staffed),
        changed(&|plan| plan.preparation = Preparation::Leak),
        changed(&|plan| plan.repairs.clear()),
        changed(&|plan| plan.asks.push(recipient("r0"))),
        permit("i1", Permission::Asked(IfRefused::TellAnyway)),
        permit("i0", Permission::Asked(IfRefused::HoldBack)),
        changed(&|plan| plan.items.put(item("i0"), ItemPlan::default())),
        plan.clone(),
    ];
    (scenario, plans)
}

#[test]
fn law_18_plans_that_are_played_together_have_the_bits_that_each_has_alone() {
    let (scenario, plans) = several_plans();
    for histories in [1, 15, 129, 700] {
        together_as_alone(&scenario, &plans, histories);
    }
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a good case");
        let plans: Vec<Plan> = scenario.plans.values().cloned().collect();
        together_as_alone(&scenario, &plans, 300);
    }
}

fn together_as_alone(scenario: &Scenario, plans: &[Plan], histories: u64) {
    let cases: Vec<CompiledCase> = plans.iter().map(|plan| CompiledCase::new(scenario, plan, None)).collect();
    let (partners, horizon) = (cases[0].partners.len(), cases[0].horizon);
    let histories: Vec<u64> = (0..histories).collect();
    let bytes = |samples: Samples| {
        let mut bytes = Vec::new();
        write_samples(&mut bytes, &samples).expect("written");
        bytes
    };
    let always = || Ok::<_, ()>(());
    let no_row = RowSet::none(horizon);
    let sets = [
        RowSet::all(partners, horizon),
        no_row.clone().with_ledger(),
        no_row.clone().with(0..partners, 1).with_ledger(),
        no_row.with(0..1, horizon / 2),
    ];
    for rows in sets {
        let ensemble = |case| Ensemble::new(case, 1, None).with_luck(7);
        let together = ensemble(&cases[0]).map_shards_of_plans(&cases, &rows, &histories, always, bytes);
        let together = together.expect("nobody stops it");
        for (plan, case) in cases.iter().enumerate() {
            let alone = ensemble(case).map_shards_of(&rows, &histories, always, bytes);
            let of_plan: Vec<_> = together.iter().map(|shard| &shard[plan]).collect();
            let is_same = alone.expect("nobody stops it").iter().eq(of_plan);
            assert!(is_same, "plan {plan} of “{}”, {rows:?}", scenario.about.title);
        }
    }
}

#[test]
fn parts_of_a_run_merge_to_the_whole() {
    let (scenario, plan) = everything();
    let case = CompiledCase::new(&scenario, &plan, None);
    for processor in Processor::available() {
        let run = Run { histories: 700, processor: Some(processor), ..Run::default() };
        let whole = shards::play(&case, &run, &NoMonitor).expect("nobody stops it");
        let ensemble = Ensemble::new(&case, run.seed, Some(processor));
        let part = |from: u64, to: u64| ensemble.shard(&(from..to).collect::<Vec<_>>());
        let shards = vec![part(0, 13), part(13, 300), part(300, 301), part(301, 700)];
        let merged = PlayedRun { shards, histories_played: 700 };
        assert_eq!(
            summarise_run(&case, &run, &merged),
            summarise_run(&case, &run, &whole),
            "{}",
            processor.name()
        );
    }
}

/// A run of one of the built-in cases, or of a world with everything in it; which plan it is of, by number.
fn run_of_any_case() -> impl Strategy<Value = (Scenario, Plan, Run)> {
    let cases = tearline::storage::built_in_cases();
    let run = (2..700_u64, 1..30_u32, any::<bool>(), prop_oneof![Just(1), Just(4)]).prop_map(
        |(histories, months, given_detected, threads)| Run {
            histories,
            horizon_months: Some(months),
            given_detected,
            threads: Some(threads),
            ..Run::default()
        },
    );
    let case = (0..=cases.len(), any::<prop::sample::Index>()).prop_map(|(case, plan)| {
        let Some(case) = cases.get(case) else { return everything() };
        let scenario = case.scenario().expect("a built-in case");
        let plan = plan.index(scenario.plans.len());
        let plan = scenario.plans.at(plan).expect("a plan").1.clone();
        (scenario, plan)
    });
    (case, run).prop_map(|((scenario, plan), run)| (scenario, plan, run))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// So few bytes that no row is kept and a look gathers one, so many that all are kept, and anything between.
    #[test]
    fn law_18_a_run_that_is_played_in_passes_gives_the_bits_of_one(
        (scenario, plan, run) in run_of_any_case(),
        part in 0.0..1.0_f64,
    ) {
        let once = project(&scenario, &plan, &run, &NoMonitor).expect("nobody stops it");
        let months = run.horizon_months.expect("a horizon") as usize;
        let rows = RowSet::all(scenario.partnerships.len(), months).count();
        let all = 8.0 * rows as f64 * once.histories.max(1) as f64;
        // Half of the runs near what their rows take, where some or all of them are kept.
        let bytes = if part < 0.5 { all.powf(2.0 * part) } else { 1.4 * part * all };
        let in_passes = Run { row_bytes: Some(bytes as usize), ..run };
        let projected = project(&scenario, &plan, &in_passes, &NoMonitor);
        prop_assert!(format!("{projected:?}") == format!("{:?}", Ok::<_, Cancelled>(once)), "{:?}", in_passes);
    }
}

/// So many histories that no row is kept; so many bytes that all rows are looked at together, then so few that they are not.
#[test]
fn a_run_whose_rows_are_not_kept_gives_the_bits_of_one() {
    let (scenario, plan) = everything();
    let run = Run { histories: 9_001, horizon_months: Some(1), ..Run::default() };
    let once = project(&scenario, &plan, &run, &NoMonitor).expect("nobody stops it");
    // Beside the counts a third as much is left for the rows of a part.
    let bytes_of_counts = 4 * 8_192 * 10 * scenario.partnerships.len() * 4 / 3 + 1;
    for processor in Processor::available() {
        for row_bytes in [bytes_of_counts, bytes_of_counts / 50] {
            let run = Run { row_bytes: Some(row_bytes), processor: Some(processor), ..run.clone() };
            let streamed = project(&scenario, &plan, &run, &NoMonitor).expect("nobody stops it");
            assert!(format!("{streamed:?}") == format!("{once:?}"), "{run:?}");
        }
    }
}

/// Stops a run after some progress, and remembers the last of it.
struct StopsAfter {
    histories: u64,
    done: AtomicU64,
}

impl Monitor for StopsAfter {
    fn cancelled(&self) -> bool {
        self.done.load(Ordering::SeqCst) >= self.histories
    }

    fn progress(&self, done: u64, total: u64) {
        assert!(done <= total && total == 600, "{done} of {total}");
        let before = self.done.swap(done, Ordering::SeqCst);
        assert!(before <= done, "{before}, then {done}");
    }
}

#[test]
fn the_progress_of_a_run_in_passes_ends_with_its_last_history_and_it_can_be_stopped_in_any_pass() {
    let (scenario, plan) = everything();
    for row_bytes in [1, 100_000, 690_000, 1_000_000] {
        let run = Run { histories: 600, threads: Some(1), row_bytes: Some(row_bytes), ..Run::default() };
        for stop_after in [1, 300, 500, u64::MAX] {
            let monitor = StopsAfter { histories: stop_after, done: AtomicU64::new(0) };
            let ended = project(&scenario, &plan, &run, &monitor);
            assert_eq!(ended.is_err(), stop_after < 600, "{row_bytes} bytes, stopped after {stop_after}");
            assert!(ended.is_err() || monitor.done.load(Ordering::SeqCst) == 600);
        }
    }
}

/// A changed number is an event. If this fails, the model or its luck gives other numbers than before:
/// that must be meant, said in the change notes, and raise the model's version if the model changed.
#[test]
fn the_numbers_of_a_seed_stay_what_they_are() {
    for processor in Processor::available() {
        let run = Run { histories: 200, processor: Some(processor), ..Run::default() };
        assert_eq!(
            figures(&projected(&run)).map(f64::to_bits),
            PINNED.map(f64::to_bits),
            "{}",
            processor.name()
        );
    }
}

fn figures(projection: &Projection) -> [f64; 8] {
    let partner = &projection.partners[0];
    [
        partner.before.content.mean,
        partner.months[0].content.mean,
        partner.months[6].methods.mean,
        partner.months[12].methods.quantiles[0],
        projection.ledger.concession.mean,
        projection.ledger.flow.mean,
        projection.ledger.total.mean,
        projection.checkable[3].mean,
    ]
}

const PINNED: [f64; 8] = [
    0.7976168500836431,
    0.7348311219846582,
    0.06904800834723458,
    0.004621736264531098,
    0.12038318734595026,
    0.28921162199193434,
    1.2247993487739655,
    0.23741170892061042,
];
