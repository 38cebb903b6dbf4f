//! Histories played again with numbers changed: the same bits as if everything had been played anew.

use tearline::engine::batch::WIDTH;
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::ensemble::Ensemble;
use tearline::engine::inputs::{Inputs, Pin};
use tearline::engine::row_set::{LedgerRow, PartnerLayout};
use tearline::engine::samples::Samples;
use tearline::engine::variation::{BlockOutcome, KeptBlocks};
use tearline::scenario::{Figure, Input, Scenario};
use tearline::storage::{built_in_cases, parse};

const MONTH: usize = 12;
const LEDGER: [LedgerRow; LedgerRow::COUNT] = [
    LedgerRow::Concession,
    LedgerRow::Flow,
    LedgerRow::Harm,
    LedgerRow::Warning,
    LedgerRow::Compensation,
    LedgerRow::Total,
    LedgerRow::SourceLost,
];

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

fn of_block(outcome: &BlockOutcome) -> Vec<Vec<u64>> {
    let ledger = LEDGER.iter().map(|row| outcome.ledger(*row));
    let willingness = outcome.willingness.iter().flatten().copied();
    ledger.chain(willingness).map(|lanes| bits(&lanes.0)).collect()
}

fn anew(samples: &Samples, case: &CompiledCase) -> Vec<Vec<u64>> {
    let ledger = LEDGER.iter().map(|row| samples.ledger.row(*row as usize));
    let rows =
        (0..case.partners.len()).flat_map(|partner| PartnerLayout::of(partner, case.horizon).month(MONTH));
    ledger.chain(rows.map(|row| samples.willingness.row(row))).map(bits).collect()
}

fn uncertain(scenario: &Scenario) -> Vec<(Input, Figure)> {
    let figure = |input: Input| {
        let figure = scenario.figure(&input).expect("the scenario lists it").clone();
        figure.is_range().then_some((input, figure))
    };
    scenario.inputs().into_iter().filter_map(figure).collect()
}

/// Blocks of histories of some plans, kept to be played again.
fn kept<'a>(cases: &'a [CompiledCase], histories: &[u64], month: Option<usize>) -> KeptBlocks<'a> {
    let player = |block, case| Ensemble::new(case, 1, None).player(block, month);
    let of_block = |block| cases.iter().map(|case| player(block, case)).collect();
    KeptBlocks::play(histories.chunks(WIDTH).map(of_block).collect()).expect("a block and a plan")
}

/// The results of a variation, by plan: the lanes of all blocks, row by row.
fn varied(kept: &mut KeptBlocks<'_>, pins: &[Pin]) -> Vec<Vec<Vec<u64>>> {
    kept.vary(pins);
    let mut by_plan: Vec<Vec<Vec<u64>>> = Vec::new();
    for outcomes in kept.outcomes() {
        for (plan, outcome) in outcomes.enumerate() {
            let rows = of_block(outcome);
            match by_plan.get_mut(plan) {
                Some(all) => all.iter_mut().zip(rows).for_each(|(all, lanes)| all.extend(lanes)),
                None => by_plan.push(rows),
            }
        }
    }
    by_plan
}

#[test]
fn a_changed_number_gives_the_bits_of_playing_everything_anew() {
    let histories: Vec<u64> = (160..160 + 3 * WIDTH as u64).collect();
    for of in built_in_cases() {
        let scenario = parse(of.text, of.name).expect("a good case");
        let inputs = Inputs::of(&scenario);
        let compiled = |plan| CompiledCase::with_inputs(&scenario, plan, None, inputs.clone());
        let cases: Vec<CompiledCase> = scenario.plans.values().map(compiled).collect();
        let mut kept = kept(&cases, &histories, Some(MONTH));
        for (input, figure) in uncertain(&scenario) {
            let slot = inputs.slot(&input).expect("the scenario lists it");
            for value in [figure.low, figure.high] {
                let mut pinned = inputs.clone();
                pinned.pin(slot, value);
                let outcomes = varied(&mut kept, &[Pin { slot, value }]);
                assert_eq!(outcomes.len(), cases.len());
                for ((id, plan), outcome) in scenario.plans.iter().zip(outcomes) {
                    let pinned = CompiledCase::with_inputs(&scenario, plan, None, pinned.clone());
                    let samples = Ensemble::new(&pinned, 1, None).shard(&histories);
                    let expected = anew(&samples, &pinned);
                    assert_eq!(outcome, expected, "{input:?} at {value} in {id} of {}", of.name);
                }
            }
        }
    }
}

#[test]
fn where_nobody_learns_anything_the_ledger_has_the_bits_of_playing_everything_anew() {
    let histories: Vec<u64> = (0..WIDTH as u64).collect();
    for of in built_in_cases() {
        let scenario = parse(of.text, of.name).expect("a good case");
        let inputs = Inputs::of(&scenario);
        for (id, plan) in scenario.plans.iter() {
            let plan = plan.withholding();
            let case = CompiledCase::with_inputs(&scenario, &plan, None, inputs.clone());
            let mut kept = kept(std::slice::from_ref(&case), &histories, None);
            for (input, figure) in uncertain(&scenario) {
                let pin =
                    Pin { slot: inputs.slot(&input).expect("the scenario lists it"), value: figure.low };
                let mut pinned = inputs.clone();
                pinned.pin(pin.slot, pin.value);
                let pinned = CompiledCase::with_inputs(&scenario, &plan, None, pinned);
                let samples = Ensemble::new(&pinned, 1, None).shard(&histories);
                let found = varied(&mut kept, &[pin]).swap_remove(0);
                let expected = anew(&samples, &pinned);
                assert_eq!(
                    found[..LEDGER.len()],
                    expected[..LEDGER.len()],
                    "{input:?} in {id} of {}",
                    of.name
                );
            }
        }
    }
}

#[test]
fn two_numbers_changed_at_once_give_the_bits_of_playing_everything_anew_and_leave_no_trace() {
    let histories: Vec<u64> = (0..WIDTH as u64).collect();
    for of in built_in_cases() {
        let scenario = parse(of.text, of.name).expect("a good case");
        let inputs = Inputs::of(&scenario);
        let (_, plan) = scenario.plans.at(0).expect("a plan");
        let case = CompiledCase::with_inputs(&scenario, plan, None, inputs.clone());
        let mut kept = kept(std::slice::from_ref(&case), &histories, Some(MONTH));
        let before = varied(&mut kept, &[]);
        for pair in uncertain(&scenario).windows(2) {
            let pin = |(input, figure): &(Input, Figure)| Pin {
                slot: inputs.slot(input).expect("the scenario lists it"),
                value: figure.high,
            };
            let pins = [pin(&pair[0]), pin(&pair[1])];
            let mut pinned = inputs.clone();
            pins.iter().for_each(|pin| pinned.pin(pin.slot, pin.value));
            let pinned = CompiledCase::with_inputs(&scenario, plan, None, pinned);
            let samples = Ensemble::new(&pinned, 1, None).shard(&histories);
            assert_eq!(varied(&mut kept, &pins)[0], anew(&samples, &pinned), "{pair:?} of {}", of.name);
            assert_eq!(varied(&mut kept, &[]), before, "{pair:?} of {}", of.name);
        }
    }
}
