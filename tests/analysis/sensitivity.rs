//! Sensitivity, compared with functions with known answers and with brute force.

use crate::world::{actor, called, item, plan, recipient, scenario};
use proptest::prelude::*;
use std::sync::Mutex;
use tearline::analysis::error::QueryError;
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::sensitivity::sobol::{Indices, VarianceSource, indices, sobol_indices};
use tearline::analysis::sensitivity::switching_values::{
    SEGMENTS, SwitchingValue, SwitchingValues, TOLERANCE, switching_values, switching_values_and_ends,
    switching_values_as_found,
};
use tearline::analysis::sensitivity::tornado::{tornado, tornado_beyond};
use tearline::analysis::sensitivity::two_way::{STEPS, two_way};
use tearline::analysis::sensitivity::value_of_information::value_of_information;
use tearline::analysis::study::Study;
use tearline::engine::Processor;
use tearline::engine::inputs::{Inputs, Values};
use tearline::engine::row_set::LedgerRow;
use tearline::engine::{NoMonitor, Run, project, random};
use tearline::scenario::*;

fn study(scenario: &Scenario, histories: u64) -> Study<'_> {
    Study::new(scenario, 3, histories, &NoMonitor)
}

const CONCESSION: RecipientField = RecipientField::Concession;

/// Guest may give nothing or much, and Origin's source may be dear or cheap; three plans to choose from.
fn uncertain() -> (Scenario, Vec<PlanId>) {
    let mut scenario = scenario();
    let guest = scenario.meeting.recipients.get_mut(&recipient("guest")).expect("Guest is there");
    guest.concession = Quantity::range(0.0, 0.5, 1.0);
    let plot = scenario.items.get_mut(&item("plot")).expect("the plot is there");
    plot.sensitivity = Quantity::range(0.2, 0.6, 1.0);
    // With this weight, what Guest gives decides whether to tell it nothing, the gist or all.
    scenario.priorities.concession = Quantity::plain(15.0);
    let plans = [
        ("say-nothing", Plan::named("say nothing")),
        ("gist", plan(Level::Gist)),
        ("all", plan(Level::SourcesMethods)),
    ];
    for (id, mut plan) in plans.clone() {
        plan.asks = vec![recipient("guest")];
        scenario.plans.put(PlanId::known(id), plan);
    }
    (scenario, plans.iter().map(|(id, _)| PlanId::known(id)).collect())
}

/// Indices of a function of the unit cube, number by number.
fn of_function(dimensions: usize, function: impl Fn(&[f64]) -> f64) -> Vec<Indices> {
    const POINTS: u64 = 1 << 14;
    let points = |set: u64| -> Vec<Vec<f64>> {
        let coordinate = |point, dimension| random::uniform(set, dimension as u64, point);
        (0..POINTS).map(|point| (0..dimensions).map(|d| coordinate(point, d)).collect()).collect()
    };
    let (first, second) = (points(1), points(2));
    let values = |points: &[Vec<f64>]| points.iter().map(|point| function(point)).collect::<Vec<f64>>();
    let (a, b) = (values(&first), values(&second));
    let mixed = |dimension: usize| {
        let mut mixed = first.clone();
        mixed.iter_mut().zip(&second).for_each(|(point, other)| point[dimension] = other[dimension]);
        indices(&a, &b, &values(&mixed))
    };
    (0..dimensions).map(mixed).collect()
}

fn assert_known(found: &[Indices], known: &[(f64, f64)]) {
    for (dimension, (found, (first, total))) in found.iter().zip(known).enumerate() {
        // Three standard errors, and a little for those that are almost certain.
        for (estimate, known) in [(found.first, first), (found.total, total)] {
            let allowed = 1.6 * estimate.within + 0.002;
            assert!((estimate.share - known).abs() < allowed, "{dimension}: {estimate:?} for {known}");
            assert!(estimate.within < 0.05, "{dimension}: {estimate:?} says little");
        }
    }
}

#[test]
fn the_indices_of_ishigamis_function_are_the_known_ones() {
    let function = |x: &[f64]| {
        let [x, y, z] = [0, 1, 2].map(|i| std::f64::consts::PI * (2.0 * x[i] - 1.0));
        x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
    };
    assert_known(&of_function(3, function), &[(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]);
}

#[test]
fn the_indices_of_the_g_function_are_the_known_ones_and_a_dummy_has_none() {
    let coefficients = [0.0, 1.0, 4.5, 9.0];
    // The fifth number is used by nothing.
    let function = |x: &[f64]| -> f64 {
        coefficients.iter().zip(x).map(|(a, x)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
    };
    let parts = coefficients.map(|a: f64| 1.0 / (3.0 * (1.0 + a).powi(2)));
    let all: f64 = parts.iter().map(|part| 1.0 + part).product();
    let known = parts.map(|part| (part / (all - 1.0), part * (all / (1.0 + part)) / (all - 1.0)));
    let found = of_function(5, function);
    assert_known(&found[..4], &known);
    assert_eq!(found[4].total.share, 0.0);
    assert_eq!(found[4].first.share, 0.0);
}

#[test]
fn a_number_that_nothing_uses_has_no_effect_and_what_is_used_has() {
    let (mut scenario, plans) = uncertain();
    // Nobody is asked first, so nothing ages.
    let plot = scenario.items.get_mut(&item("plot")).expect("the plot is there");
    plot.half_life_months = Quantity::range(1.0, 2.0, 3.0);
    let told = called(&scenario, &plans[2]);
    let effects = sobol_indices(&study(&scenario, 2_000), told, &Measure::TOTAL).expect("nobody stops it");
    let of = |source: &VarianceSource| {
        effects.sources.iter().find(|(of, _)| of == source).expect("it is listed").1
    };
    let dummy = of(&VarianceSource::Number(Input::Item(item("plot"), ItemField::HalfLife)));
    assert_eq!((dummy.total.share, dummy.first.share), (0.0, 0.0));
    assert!(of(&VarianceSource::Number(Input::Recipient(recipient("guest"), CONCESSION))).total.share > 0.01);
    assert!(of(&VarianceSource::Luck).total.share > 0.1);
    let shares: f64 = effects.sources.iter().map(|(_, indices)| indices.first.share).sum();
    assert!(shares < 1.1, "what numbers and luck do alone is at most all of it: {shares}");
}

#[test]
fn a_bar_of_the_tornado_ends_where_the_case_with_that_number_fixed_ends() {
    let (scenario, plans) = uncertain();
    let told = called(&scenario, &plans[2]);
    let measure =
        Measure::Willingness { partner: actor("origin"), material: Material::SourcesAndMethods, month: 1 };
    for measure in [Measure::TOTAL, measure] {
        let tornado = tornado(&study(&scenario, 500), told, &measure).expect("nobody stops it");
        assert_eq!(tornado.bars.len(), 2);
        assert_eq!(tornado.without_range + 2, scenario.inputs().len());
        assert!(tornado.bars[0].swing.mean.abs() >= tornado.bars[1].swing.mean.abs());
        let bar = tornado.bars.iter().find(|bar| matches!(bar.input, Input::Item(..))).expect("a bar");
        let mut fixed = scenario.clone();
        fixed.items.get_mut(&item("plot")).expect("the plot").sensitivity = Quantity::plain(bar.ends[1]);
        // Its other number now is the first dimension of the points, so only the means are alike.
        let values =
            study(&fixed, 500).sample(told, std::slice::from_ref(&measure)).expect("nobody stops it");
        let mean = Mean::of(&values[0]);
        assert!((mean.mean - bar.at[1]).abs() <= 3.0 * mean.se + 1e-12, "{mean:?} and {bar:?}");
    }
}

#[test]
fn the_advice_changes_where_a_fine_scan_says() {
    let (scenario, plans) = uncertain();
    let study = study(&scenario, 300);
    let found = switching_values(&study, &plans, &Measure::TOTAL).expect("nobody stops it");
    let of = found.iter().find(|of| matches!(of.input, Input::Recipient(..))).expect("it is listed");
    assert!(!of.values.is_empty(), "what Guest gives changes the advice");
    let at = |value: f64| -> Vec<f64> {
        let mut fixed = scenario.clone();
        let guest = fixed.meeting.recipients.get_mut(&recipient("guest")).expect("Guest is there");
        // As good as fixed, and still the first of the uncertain numbers, so that all luck is the same.
        guest.concession = Quantity::range(value, value + 1e-9, value + 2e-9);
        let study = Study::new(&fixed, study.seed, study.histories, &NoMonitor);
        let mean = |plan: &PlanId| {
            Mean::of(&study.sample(called(&fixed, plan), &[Measure::TOTAL]).expect("nobody stops it")[0]).mean
        };
        plans.iter().map(mean).collect()
    };
    let best = |means: &[f64]| {
        let most = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        means.iter().position(|mean| *mean >= most - 1e-9).expect("one of them")
    };
    let mut scanned = Vec::new();
    const SCAN: usize = 400;
    let mut before = best(&at(0.0));
    for step in 1..=SCAN {
        let value = step as f64 / SCAN as f64;
        let now = best(&at(value));
        if now != before {
            scanned.push((value, plans[before].clone(), plans[now].clone()));
        }
        before = now;
    }
    assert_eq!(scanned.len(), of.values.len(), "{scanned:?} and {:?}", of.values);
    for ((value, from, to), switch) in scanned.iter().zip(&of.values) {
        assert_eq!((from, to), (&switch.from, &switch.to));
        assert!(
            (value - switch.value).abs() <= 1.0 / SCAN as f64 + TOLERANCE,
            "{value} and {}",
            switch.value
        );
        assert!(switch.se > 0.0 && switch.se < 0.5, "{switch:?}");
        assert!(switch.clear, "{switch:?}");
    }
}

#[test]
fn numbers_that_never_change_the_best_plan_are_published_before_all_are_done() {
    let case = tearline::storage::built_in("oval-office-2017").expect("it ships");
    let scenario = case.scenario().expect("a good case");
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    let published = Mutex::new(Vec::new());
    let publish = |so_far: &[SwitchingValues]| published.lock().expect("nobody panics").push(so_far.to_vec());
    let study = study(&scenario, 50);
    let found =
        switching_values_as_found(&study, &plans, &Measure::TOTAL, &publish).expect("nobody stops it");
    assert_eq!(found, switching_values(&study, &plans, &Measure::TOTAL).expect("nobody stops it"));
    let never: Vec<SwitchingValues> = found.into_iter().filter(|of| of.values.is_empty()).collect();
    let published = published.into_inner().expect("nobody panics");
    assert!(published.len() > 1, "of 44 numbers some are known before others");
    assert!(!published[0].is_empty() && published[0].len() < never.len());
    for so_far in &published {
        assert_eq!(so_far[..], never[..so_far.len()], "in the order of the document");
    }
    assert_eq!(published.last(), Some(&never));
}

#[test]
fn a_plan_that_is_best_only_between_two_others_is_found() {
    // What Guest gives counts for its amount times its weight: with five times the weight the advice changes at a fifth
    // of the amount, and then all changes lie between neighbouring values of the scan.
    let (mut scenario, plans) = uncertain();
    let mut changes = |weight: f64| {
        scenario.priorities.concession = Quantity::plain(weight);
        let found =
            switching_values(&study(&scenario, 300), &plans, &Measure::TOTAL).expect("nobody stops it");
        let of = found.into_iter().find(|of| matches!(of.input, Input::Recipient(..))).expect("it is listed");
        of.values
    };
    let (apart, together) = (changes(40.0), changes(200.0));
    let plans_between = |values: &[SwitchingValue]| -> Vec<[PlanId; 2]> {
        values.iter().map(|switch| [switch.from.clone(), switch.to.clone()]).collect()
    };
    assert_eq!(
        plans_between(&apart),
        plans.windows(2).map(|pair| [pair[0].clone(), pair[1].clone()]).collect::<Vec<_>>()
    );
    assert_eq!(plans_between(&together), plans_between(&apart));
    assert!(together[1].value < 1.0 / SEGMENTS as f64, "{together:?}");
    for (apart, together) in apart.iter().zip(&together) {
        assert!((apart.value - 5.0 * together.value).abs() <= 5.0 * TOLERANCE, "{apart:?} and {together:?}");
    }
}

#[test]
fn a_tornado_of_which_the_scan_for_switches_knows_the_first_histories_is_the_same() {
    let (scenario, plans) = uncertain();
    let (few, many) = (study(&scenario, 100), study(&scenario, 250));
    let harm = Measure::Ledger(LedgerRow::Harm);
    let change =
        Measure::WillingnessChange { partner: actor("origin"), material: Material::Content, month: 1 };
    for (measure, known) in [(Measure::TOTAL, 100), (harm, 100), (change, 0)] {
        let found = switching_values_and_ends(&few, &plans, &measure, Some(&plans[1])).expect("not stopped");
        assert_eq!(found.values, switching_values(&few, &plans, &measure).expect("not stopped"));
        assert_eq!(found.at_ends.histories, known, "{measure:?}");
        let shown = called(&scenario, &plans[1]);
        let anew = tornado(&many, shown, &measure).expect("not stopped");
        let beyond = tornado_beyond(&many, shown, &measure, &found.at_ends).expect("not stopped");
        assert_eq!(beyond, anew, "{measure:?}");
        let same = tornado_beyond(&few, shown, &measure, &found.at_ends).expect("not stopped");
        assert_eq!(same, tornado(&few, shown, &measure).expect("not stopped"), "{measure:?}");
    }
}

#[test]
fn a_switch_that_luck_alone_may_have_made_is_not_clear() {
    let (mut scenario, plans) = uncertain();
    let found = switching_values(&study(&scenario, 300), &plans, &Measure::TOTAL).expect("nobody stops it");
    let of = found.iter().find(|of| matches!(of.input, Input::Recipient(..))).expect("it is listed");
    let switch = of.values.first().expect("what Guest gives changes the advice").clone();
    // So near to the switch the plans are as good as each other, whatever is found between them.
    let near = 0.05 * switch.se;
    let guest = scenario.meeting.recipients.get_mut(&recipient("guest")).expect("Guest is there");
    guest.concession = Quantity::range(switch.value - near, switch.value, switch.value + near);
    let found = switching_values(&study(&scenario, 300), &plans, &Measure::TOTAL).expect("nobody stops it");
    let of = found.iter().find(|of| matches!(of.input, Input::Recipient(..))).expect("it is listed");
    assert!(of.values.iter().all(|switch| !switch.clear), "{:?}", of.values);
}

#[test]
fn knowing_every_number_is_worth_no_less_than_knowing_one() {
    let (scenario, plans) = uncertain();
    let worth = value_of_information(&study(&scenario, 300), &plans).expect("nobody stops it");
    assert!(worth.numbers.iter().all(|(_, of)| of.mean <= worth.all_numbers.mean), "{worth:?}");
}

#[test]
fn the_map_of_two_numbers_agrees_with_the_switching_values_of_one() {
    let (scenario, plans) = uncertain();
    let study = study(&scenario, 200);
    let uncertain = study.uncertain().expect("every number is there");
    let map = two_way(&study, &plans, &[uncertain[0].input.clone(), uncertain[1].input.clone()])
        .expect("nobody stops it");
    assert_eq!(map.fields.len(), STEPS * STEPS);
    assert!(map.fields.iter().all(|field| field.ahead.mean >= 0.0));
    let best: std::collections::BTreeSet<usize> = map.fields.iter().map(|field| field.best).collect();
    assert!(best.len() > 1, "somewhere on the map the advice is another");
    let corner = map.fields[0].best;
    let values = |step| [0, 1].map(|number| map.value(number, step));
    assert_eq!(values(0), [uncertain[0].figure.low, uncertain[1].figure.low]);
    assert_eq!(values(STEPS - 1), [uncertain[0].figure.high, uncertain[1].figure.high]);
    assert!(corner < plans.len());
}

#[test]
fn two_numbers_are_not_mapped_without_a_plan_or_where_one_has_no_range() {
    let (scenario, plans) = uncertain();
    let study = study(&scenario, 50);
    let of = |number: &Input| number.clone();
    let uncertain = study.uncertain().expect("every number is there");
    let numbers = [of(&uncertain[0].input), of(&uncertain[1].input)];
    assert_eq!(two_way(&study, &[], &numbers), Err(QueryError::NoPlans));
    let certain = Input::Priority(PriorityField::Concession);
    let mixed = [of(&uncertain[0].input), of(&certain)];
    assert_eq!(two_way(&study, &plans, &mixed), Err(QueryError::NoRange(certain)));
}

#[test]
fn a_plan_alone_is_best_everywhere_and_ahead_of_nothing() {
    let (scenario, plans) = uncertain();
    let study = study(&scenario, 50);
    let uncertain = study.uncertain().expect("every number is there");
    let numbers = [uncertain[0].input.clone(), uncertain[1].input.clone()];
    let map = two_way(&study, &plans[2..], &numbers).expect("nobody stops it");
    assert!(map.fields.iter().all(|field| field.best == 0 && field.ahead == Mean::default()), "{map:?}");
}

#[test]
fn knowing_more_is_worth_more_and_no_less_than_nothing() {
    let (scenario, plans) = uncertain();
    let worth = value_of_information(&study(&scenario, 4_000), &plans).expect("nobody stops it");
    for (input, of_one) in &worth.numbers {
        assert!(of_one.mean >= 0.0, "{input:?}: {of_one:?}");
        let slack = 3.0 * (of_one.se + worth.all_numbers.se);
        assert!(
            of_one.mean <= worth.all_numbers.mean + slack,
            "{input:?}: {of_one:?} of {:?}",
            worth.all_numbers
        );
    }
    assert!(worth.all_numbers.mean <= worth.everything.mean);
}

#[test]
fn what_a_number_is_worth_knowing_is_what_deciding_at_each_of_its_values_gains() {
    let (scenario, plans) = uncertain();
    let study = study(&scenario, 4_000);
    let worth = value_of_information(&study, &plans).expect("nobody stops it");
    let input = Input::Recipient(recipient("guest"), CONCESSION);
    let of_concession = worth.numbers.iter().find(|(of, _)| *of == input).expect("it is listed").1;
    let inputs = Inputs::of(&scenario);
    let slot = inputs.slot(&input).expect("it is there");
    let mut values: Values<1> = inputs.likely();
    const VALUES: u64 = 100;
    let (mut known, mut unknown) = (0.0, vec![0.0; plans.len()]);
    for history in 0..VALUES {
        inputs.draw(Processor::PORTABLE, 9, [history], &mut values);
        let mut fixed = scenario.clone();
        let guest = fixed.meeting.recipients.get_mut(&recipient("guest")).expect("Guest is there");
        guest.concession = Quantity::plain(values.at(slot, 0));
        let study = Study::new(&fixed, 11, 1_000, &NoMonitor);
        let mean = |plan: &PlanId| {
            Mean::of(&study.sample(called(&fixed, plan), &[Measure::TOTAL]).expect("nobody stops it")[0]).mean
        };
        let means: Vec<f64> = plans.iter().map(mean).collect();
        known += means.iter().copied().fold(f64::NEG_INFINITY, f64::max) / VALUES as f64;
        unknown.iter_mut().zip(&means).for_each(|(sum, mean)| *sum += mean / VALUES as f64);
    }
    let nested = known - unknown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    assert!((nested - of_concession.mean).abs() < 0.25 * nested + 0.003, "{nested} and {of_concession:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_total_effect_is_never_below_nothing(values in prop::collection::vec(-5.0..5.0f64, 60)) {
        let found = indices(&values[..20], &values[20..40], &values[40..]);
        prop_assert!(found.total.share >= 0.0 && found.total.within >= 0.0);
    }
}

/// The change of the originator's sources in a month against saying nothing.
fn change(month: u32) -> Measure {
    Measure::WillingnessChange { partner: actor("origin"), material: Material::SourcesAndMethods, month }
}

#[test]
fn a_change_is_that_of_the_projection_and_is_none_where_nothing_is_said() {
    let (mut scenario, plans) = uncertain();
    scenario.parameters.chill_spread = Quantity::plain(0.05);
    let run = Run { histories: 300, seed: 3, ..Run::default() };
    for month in [0, 2] {
        for plan in &plans {
            let plan = called(&scenario, plan);
            let values = study(&scenario, 300).sample(plan, &[Measure::TOTAL, change(month)]).expect("both");
            let projection = project(&scenario, plan, &run, &NoMonitor).expect("not stopped");
            let mean = *projection
                .partner(&actor("origin"))
                .expect("a partner")
                .mean(month as usize)
                .expect("a mean");
            let found = Mean::of(&values[1]).mean;
            assert!((found - mean.change(Material::SourcesAndMethods)).abs() < 1e-8, "{found} {mean:?}");
            if !plan.tells_anybody() {
                assert!(values[1].iter().all(|value| *value == 0.0), "in every history, with the same luck");
            }
        }
    }
}

#[test]
fn where_a_partner_started_moves_its_level_and_hardly_the_change() {
    let (mut scenario, plans) = uncertain();
    let origin = scenario.partnerships.get_mut(&actor("origin")).expect("a partner");
    // From a partner that guards its sources anyway to one that opens most.
    origin.stakes.security = Quantity::range(0.2, 0.5, 0.8);
    let told = called(&scenario, &plans[1]);
    let swing = |measure: &Measure| {
        let tornado = tornado(&study(&scenario, 300), told, measure).expect("nobody stops it");
        let is_stake = |input: &Input| *input == Input::Partner(actor("origin"), PartnerField::Security);
        let bar = tornado.bars.iter().find(|bar| is_stake(&bar.input)).expect("a bar");
        bar.swing.mean.abs()
    };
    let [of_level, of_change] = [swing(&change(1).level()), swing(&change(1))];
    assert!(of_level > 0.1 && of_change < 0.5 * of_level, "{of_level} {of_change}");
    let effects = sobol_indices(&study(&scenario, 500), told, &change(1)).expect("nobody stops it");
    assert_eq!(effects.measure, change(1));
    assert!(effects.variance > 0.0);
}

#[test]
fn another_plan_becomes_best_by_a_change_where_it_does_by_the_level() {
    let (scenario, plans) = uncertain();
    let by =
        |measure: &Measure| switching_values(&study(&scenario, 200), &plans, measure).expect("not stopped");
    assert_eq!(by(&change(1)), by(&change(1).level()));
    // Nothing said is best for the partner, and for the source, whatever the numbers are.
    for found in [by(&change(1)), by(&Measure::SOURCE_LOST)] {
        assert!(found.iter().all(|of| of.values.is_empty() && of.at_low == plans[0]), "{found:?}");
    }
}
