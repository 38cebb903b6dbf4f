//! Every way in which chance can fall, against the ensemble; and a decision solved by hand.

use crate::enumeration::exact;
use crate::game::{choices, read_game};
use crate::world::{actor, item, plan, recipient, scenario};
use tearline::analysis::comparison::compare;
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::scenario::*;

const MOST: usize = 1 << 20;

fn study(scenario: &Scenario) -> Study<'_> {
    Study::new(scenario, 2, 20_000, &NoMonitor)
}

#[test]
fn the_ensemble_agrees_with_every_way_in_which_chance_can_fall() {
    let mut scenario = scenario();
    scenario.horizon_months = 6;
    scenario.parameters.late_surfacing = Quantity::plain(0.05);
    let measures = Measure::all(&scenario, 4);
    for level in [Level::Gist, Level::Context, Level::SourcesMethods] {
        for cover in Cover::ALL {
            let mut plan = plan(level);
            let told = ItemPlan { cover, ..plan.item(&item("plot")) };
            plan.items.put(item("plot"), told);
            let exactly = exact(&scenario, &plan, &measures, MOST).expect("a small case");
            let sampled = study(&scenario).sample(&plan, &measures).expect("nobody stops it");
            for ((measure, exactly), sampled) in measures.iter().zip(exactly).zip(sampled) {
                let Mean { mean, se } = Mean::of(&sampled);
                let off = (mean - exactly).abs();
                assert!(off <= 4.5 * se + 1e-12, "{}: {mean} ± {se}, exactly {exactly}", measure.key());
            }
        }
    }
}

#[test]
fn what_can_go_in_too_many_ways_is_not_counted_out() {
    assert_eq!(exact(&scenario(), &plan(Level::Gist), &[Measure::TOTAL], 3), None);
    let silence = exact(&scenario(), &Plan::named("silence"), &[Measure::TOTAL], 1).expect("one way");
    assert!(silence[0].abs() < 1e-12);
}

/// The decision of the fixture: Guest gives up to 0.6, the enemy may close the source, nobody's flow counts.
fn by_hand() -> Scenario {
    let mut scenario = scenario();
    scenario.parameters.closing = Quantity::plain(0.5);
    scenario.parameters.press_floor = Quantity::plain(0.0);
    scenario.parameters.press_per_holder = Quantity::plain(0.0);
    scenario.priorities.flow = Quantity::plain(0.0);
    scenario.priorities.harm = Quantity::plain(15.0);
    scenario.priorities.concession = Quantity::plain(10.0);
    // Guest itself is no enemy here, so that only Enemy can close the source.
    for tie in &mut scenario.ties {
        if tie.from == actor("guest") {
            tie.affinity = Quantity::plain(0.5);
            tie.onward = Quantity::plain(0.4);
        }
    }
    let plot = scenario.items.get_mut(&item("plot")).expect("it is there");
    plot.sensitivity = Quantity::plain(0.8);
    plot.plausible_sources = Quantity::plain(5.0);
    let guest = scenario.meeting.recipients.get_mut(&recipient("guest")).expect("it is there");
    guest.concession = Quantity::plain(0.6);
    guest.appetite = Quantity::plain(2.0);
    guest.reciprocity = Quantity::plain(0.7);
    for (name, level) in
        [("withhold", None), ("gist", Some(Level::Gist)), ("sources", Some(Level::SourcesMethods))]
    {
        let mut told = Plan { asks: vec![recipient("guest")], ..Plan::named(name) };
        if let Some(level) = level {
            told.set_level(&item("plot"), &recipient("guest"), level);
        }
        scenario.plans.put(PlanId::known(name), told);
    }
    scenario
}

#[test]
fn a_decision_drawn_as_a_game_by_hand_and_solved_backwards_has_our_best_plan() {
    let choices = choices(&read_game(include_str!("fixtures/one-item.efg")));
    let (chosen, value) = choices.into_iter().max_by(|one, other| one.1.total_cmp(&other.1)).expect("plans");
    let scenario = by_hand();
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    let compared = compare(&study(&scenario), &plans, &[]).expect("nobody stops it");
    let best = compared.best().expect("there are plans");
    assert_eq!(best.plan.as_str(), chosen);
    let plan = scenario.plans.get(&best.plan).expect("it is there");
    let exactly = exact(&scenario, plan, &[Measure::TOTAL], MOST).expect("a small case")[0];
    assert!((exactly - value).abs() < 1e-4, "{exactly} and, by hand, {value}");
}
