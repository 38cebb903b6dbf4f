//! The frontier, compared with brute force.

use crate::world::{item, scenario};
use std::sync::Mutex;
use tearline::analysis::frontier::best_choice::best_choice;
use tearline::analysis::frontier::choice_set::{Choice, ChoiceSet, ItemChoice};
use tearline::analysis::frontier::{CONFIRMED, Exploration, Frontier, Limit, Point, frontier};
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::study::Study;
use tearline::engine::plan_screener::{PlanScreener, Screening};
use tearline::engine::row_set::LedgerRow;
use tearline::engine::{Cancelled, Monitor, NoMonitor};
use tearline::scenario::*;

const AXES: [Measure; 2] =
    [Measure::Ledger(LedgerRow::Total), Measure::Lowest { material: Material::Content, month: 6 }];

fn study(scenario: &Scenario, histories: u64) -> Study<'_> {
    Study::new(scenario, 5, histories, &NoMonitor)
}

/// The small world with a dilemma; everything but luck is certain.
fn dilemma() -> Scenario {
    let mut scenario = scenario();
    scenario.priorities.concession = Quantity::plain(15.0);
    scenario.horizon_months = 8;
    scenario
}

/// A second thing to tell, of the other partner's, and ranges and chills besides.
fn two_items() -> Scenario {
    let mut scenario = dilemma();
    let ally = ActorId::known("ally");
    let mut map = Item::from_originator("the map", ally.clone());
    map.interest.put(ActorId::known("guest"), Quantity::range(0.1, 0.5, 0.9));
    map.interest.put(ActorId::known("enemy"), Quantity::plain(1.0));
    scenario.items.put(item("map"), map);
    scenario.ties.push(Tie {
        affinity: Quantity::range(-0.9, -0.7, -0.5),
        ..Tie::between(ActorId::known("enemy"), ally)
    });
    scenario.parameters = Parameters::default();
    scenario
}

fn all(scenario: &Scenario) -> Vec<Choice> {
    ChoiceSet::of(scenario).all()
}

fn total(scenario: &Scenario, plan: &Plan, histories: u64) -> Vec<f64> {
    study(scenario, histories).sample(plan, &[Measure::TOTAL]).expect("nobody stops it").remove(0)
}

/// The point with the highest mean total of those that keep every limit, in the histories that each has.
fn highest<'f>(found: &'f Frontier, limits: &[Limit]) -> Option<&'f Point> {
    let total = |point: &&Point| found.value(point, &Measure::TOTAL).expect("it is looked at").mean;
    let kept = found.points.iter().filter(|point| found.keeps(point, limits));
    kept.max_by(|one, other| total(one).total_cmp(&total(other)))
}

#[test]
fn every_choice_is_there_once() {
    for scenario in [dilemma(), two_items()] {
        let choices = ChoiceSet::of(&scenario);
        let all = choices.all();
        assert_eq!(all.len() as u128, choices.count());
        let different: std::collections::HashSet<&Choice> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert!(all.iter().all(|choice| choice.clone().normal() == *choice));
    }
    // 4 levels, 3 covers, asked or not, two preparations; and silence.
    assert_eq!(ChoiceSet::of(&dilemma()).count(), 4 * 3 * 2 * 2 + 1);
}

#[test]
fn a_plan_put_together_from_its_parts_is_the_plan_that_is_played_whole() {
    let scenario = two_items();
    let choices = ChoiceSet::of(&scenario);
    let mut repaired = Plan::named("repaired");
    repaired.repairs = vec![
        Repair { month: 2, partner: ActorId::known("origin"), kind: RepairKind::Explanation },
        Repair { month: 3, partner: ActorId::known("ally"), kind: RepairKind::Compensation(0.5) },
    ];
    let screener =
        PlanScreener::new(&scenario, &repaired, &Screening { seed: 5, histories: 70, months: &[0, 6] });
    for choice in choices.all().iter().step_by(97) {
        let whole = choices.plan(choice, "whole", &repaired);
        let effects: Vec<_> = (choices.items.iter().zip(&choice.items))
            .map(|(item, told)| {
                screener.effects(item.id, &told.plan(&choices.recipients), choice.preparation)
            })
            .collect();
        let outcome =
            screener.outcome(choice.preparation, &choices.asks(choice), &effects.iter().collect::<Vec<_>>());
        let ledger = [
            LedgerRow::Total,
            LedgerRow::Flow,
            LedgerRow::Harm,
            LedgerRow::Concession,
            LedgerRow::SourceLost,
        ];
        let mut measures: Vec<Measure> = ledger.map(Measure::Ledger).to_vec();
        let mut parts: Vec<&[f64]> = ledger.iter().map(|row| outcome.ledger(*row)).collect();
        for (index, partner) in scenario.partnerships.keys().enumerate() {
            for month in [0, 6] {
                for material in Material::ALL {
                    measures.push(Measure::Willingness { partner: partner.clone(), material, month });
                    parts.push(outcome.willingness(index, month as usize, material as usize));
                }
            }
        }
        let played = study(&scenario, 70).sample(&whole, &measures).expect("nobody stops it");
        for ((measure, played), part) in measures.iter().zip(&played).zip(parts) {
            // Where no flow is in it, there is nothing to round.
            let exact = [LedgerRow::Harm, LedgerRow::Concession, LedgerRow::SourceLost];
            let most = if exact.iter().any(|row| *measure == Measure::Ledger(*row)) { 0.0 } else { 1e-9 };
            for (one, other) in played.iter().zip(part) {
                assert!(
                    (one - other).abs() <= most,
                    "{}: {one} and {other}: {}",
                    measure.key(),
                    choices.words(choice)
                );
            }
        }
    }
}

#[test]
fn the_frontier_is_that_of_brute_force() {
    let scenario = dilemma();
    let plan = Plan::named("none");
    let found = frontier(&Exploration::new(&study(&scenario, CONFIRMED), &plan), &AXES, &|_| {})
        .expect("nobody stops it");
    assert!(found.exact && found.finished && found.bound.is_none());
    let choices = ChoiceSet::of(&scenario);
    let brute: Vec<(Choice, [f64; 2])> = (all(&scenario).into_iter())
        .map(|choice| {
            let values = study(&scenario, CONFIRMED)
                .sample(&choices.plan(&choice, "", &plan), &AXES)
                .expect("nobody stops it");
            (choice, [Mean::of(&values[0]).mean, Mean::of(&values[1]).mean])
        })
        .collect();
    let beats = |one: [f64; 2], other: [f64; 2]| {
        one[0] >= other[0] && one[1] >= other[1] && (one[0] > other[0] || one[1] > other[1])
    };
    let unbeaten: Vec<[f64; 2]> = (brute.iter())
        .map(|(_, at)| *at)
        .filter(|at| !brute.iter().any(|(_, other)| beats(*other, *at)))
        .collect();
    let found_there: Vec<[f64; 2]> =
        found.non_dominated().iter().map(|point| [point.values[0].mean, point.values[1].mean]).collect();
    assert!(found_there.len() > 1, "there is something to choose");
    for at in &unbeaten {
        let near = |other: &&[f64; 2]| (other[0] - at[0]).abs() + (other[1] - at[1]).abs() < 1e-9;
        assert!(found_there.iter().any(|other| near(&other)), "{at:?} is missing in {found_there:?}");
    }
    for at in &found_there {
        assert!(
            !brute.iter().any(|(_, other)| beats(*other, [at[0] + 1e-9, at[1] + 1e-9])),
            "{at:?} is beaten"
        );
    }
}

#[test]
fn the_search_finds_what_brute_force_finds_and_its_bound_holds() {
    let scenario = two_items();
    let plan = Plan::named("none");
    let best = |found: &Frontier| highest(found, &[]).expect("there is a choice").clone();
    let exact = frontier(&Exploration::new(&study(&scenario, CONFIRMED), &plan), &AXES, &|_| {})
        .expect("nobody stops it");
    let searched =
        frontier(&Exploration::new(&study(&scenario, CONFIRMED), &plan).exact_up_to(10), &AXES, &|_| {})
            .expect("nobody stops it");
    assert!(exact.exact && !searched.exact);
    assert!(searched.points.len() < exact.points.len(), "it tries fewer");
    let [one, other] = [best(&exact), best(&searched)].map(|point| point.values[0]);
    assert!(other.mean >= one.mean - 3.0 * one.se.max(1e-3), "{other:?} for {one:?}");
    let bound = searched.bound.expect("a bound");
    // In the histories in which the bound was worked out, no choice lies above it.
    let choices = ChoiceSet::of(&scenario);
    for choice in choices.all().iter().step_by(53) {
        let mean = Mean::of(&total(&scenario, &choices.plan(choice, "", &plan), 256)).mean;
        assert!(mean <= bound + 1e-9, "{mean} above {bound}");
    }
}

#[test]
fn what_is_left_out_could_not_have_been_better() {
    let scenario = two_items();
    let choices = ChoiceSet::of(&scenario);
    for choice in choices.all().iter().step_by(131).skip(1) {
        let best = choices.plan(choice, "", &Plan::named(""));
        let mut unasking = best.clone();
        unasking.asks.clear();
        let mut refused = best.clone();
        for (item, told) in choices.items.iter().zip(&choice.items).filter(|(_, told)| told.is_told()) {
            let mut anew = ItemChoice { asked: false, ..told.clone() }.plan(&choices.recipients);
            anew.permission = Permission::Refused;
            refused.items.put(item.id.clone(), anew);
        }
        let unasked = choice.items.iter().cloned().map(|told| ItemChoice { asked: false, ..told }).collect();
        let unasked = choices.plan(&Choice { items: unasked, ..choice.clone() }, "", &Plan::named(""));
        let better = |one: &Plan, other: &Plan| {
            (total(&scenario, one, 64).iter().zip(total(&scenario, other, 64)))
                .all(|(one, other)| *one >= other - 1e-9)
        };
        assert!(better(&best, &unasking), "{}", choices.words(choice));
        assert!(better(&unasked, &refused), "{}", choices.words(choice));
    }
}

#[test]
fn within_limits_the_best_that_keeps_them_is_found() {
    let scenario = dilemma();
    let found = frontier(&Exploration::new(&study(&scenario, CONFIRMED), &Plan::named("")), &AXES, &|_| {})
        .expect("nobody stops it");
    let free = highest(&found, &[]).expect("a choice");
    let limit = Limit { measure: Measure::SOURCE_LOST, value: 0.05 };
    let kept = highest(&found, std::slice::from_ref(&limit)).expect("silence keeps it");
    let lost = |point| found.value(point, &Measure::SOURCE_LOST).expect("it is looked at").mean;
    assert!(lost(kept) <= 0.05 && lost(free) > 0.05, "{} and {}", lost(kept), lost(free));
    assert!(kept.values[0].mean <= free.values[0].mean);
    let impossible = Limit { measure: Measure::TOTAL, value: 1e6 };
    assert!(highest(&found, &[impossible]).is_none());
}

#[test]
fn the_best_within_limits_is_the_one_that_many_histories_say() {
    let scenario = dilemma();
    let (choices, none) = (ChoiceSet::of(&scenario), Plan::named(""));
    let month = scenario.horizon_months;
    let measures = [Measure::TOTAL, Measure::SOURCE_LOST];
    let study = study(&scenario, CONFIRMED);
    let brute: Vec<[f64; 2]> = (choices.all().iter())
        .map(|choice| {
            let values = study.sample(&choices.plan(choice, "", &none), &measures).expect("nobody stops it");
            [0, 1].map(|measure| Mean::of(&values[measure]).mean)
        })
        .collect();
    for most in [f64::INFINITY, 0.05, 0.0] {
        let limits: Vec<Limit> = (most.is_finite())
            .then_some(Limit { measure: Measure::SOURCE_LOST, value: most })
            .into_iter()
            .collect();
        let found = best_choice(&Exploration::new(&study, &none), month, &limits).expect("nobody stops it");
        let point = found.point.expect("silence keeps every limit");
        assert_eq!(point.histories, CONFIRMED, "no few histories decide");
        let best = brute.iter().filter(|[_, lost]| *lost <= most).map(|[total, _]| *total);
        let best = best.fold(f64::NEG_INFINITY, f64::max);
        assert!((point.values[0].mean - best).abs() < 1e-6, "{} is not {best}", point.values[0].mean);
    }
    let impossible = Limit { measure: Measure::TOTAL, value: 1e6 };
    assert!(
        best_choice(&Exploration::new(&study, &none), month, &[impossible])
            .expect("nobody stops it")
            .point
            .is_none()
    );
}

#[test]
fn what_is_known_so_far_is_shown_and_a_stop_is_heeded() {
    let scenario = two_items();
    let published = Mutex::new(Vec::new());
    let publish = |found: &Frontier| {
        published.lock().expect("nobody panicked").push((
            found.points.len(),
            found.non_dominated().len(),
            found.finished,
        ));
    };
    let study_all = study(&scenario, 500);
    frontier(&Exploration::new(&study_all, &Plan::named("")), &AXES, &publish).expect("nobody stops it");
    let published = published.into_inner().expect("nobody panicked");
    assert!(published.len() >= 3 && published[0].0 < published[published.len() - 1].0 && published[0].1 > 0);
    assert!(published.iter().all(|(_, _, finished)| !finished), "the end is what is returned");

    struct Stop;
    impl Monitor for Stop {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let stopped = Study::new(&scenario, 5, 1, &Stop);
    assert_eq!(
        frontier(&Exploration::new(&stopped, &Plan::named("")), &AXES, &|_| {}),
        Err(Cancelled.into())
    );
}

#[test]
fn on_an_axis_of_changes_a_choice_lies_below_its_level_by_what_is_unsaid() {
    let scenario = dilemma();
    let plan = Plan::named("none");
    let study = study(&scenario, 300);
    let level = Measure::Willingness {
        partner: ActorId::known("origin"),
        material: Material::SourcesAndMethods,
        month: 1,
    };
    let change = level.change().expect("of a willingness");
    let unsaid =
        Mean::of(&study.sample(&plan, std::slice::from_ref(&level)).expect("nobody stops it")[0]).mean;
    let points = |axis: &Measure| {
        let axes = [axis.clone(), Measure::TOTAL];
        frontier(&Exploration::new(&study, &plan), &axes, &|_| {}).expect("nobody stops it").points
    };
    let (levels, changes) = (points(&level), points(&change));
    assert_eq!(levels.len(), changes.len());
    for (level, change) in levels.iter().zip(&changes).filter(|(of, _)| of.histories == 300) {
        assert_eq!(level.choice, change.choice);
        assert!((level.values[0].mean - unsaid - change.values[0].mean).abs() < 1e-6);
    }
}
