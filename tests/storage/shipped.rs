//! The cases that ship.

use tearline::analysis::fall;
use tearline::analysis::hindcast::{PartnerHindcast, hindcast};
use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::{
    Edit, Figure, IfRefused, Input, MethodsOutcome, PartnerRecord, Permission, PriorityField, Role, Scenario,
    check,
};
use tearline::storage::{built_in_cases, parse, write};

fn cases() -> Vec<(&'static str, Scenario)> {
    built_in_cases().iter().map(|case| (case.name, case.scenario().expect("a case that opens"))).collect()
}

#[test]
fn every_shipped_case_opens_and_nothing_in_it_is_questionable() {
    for (name, scenario) in cases() {
        assert_eq!(check(&scenario), [], "{name}");
    }
}

#[test]
fn everybody_in_a_shipped_case_has_a_part_in_it() {
    for (name, scenario) in cases() {
        for actor in scenario.actors.keys() {
            assert_ne!(scenario.role(actor), Role::Bystander, "{name}: {actor}");
        }
    }
}

#[test]
fn every_shipped_case_is_the_same_after_writing_and_reading() {
    for (name, scenario) in cases() {
        let text = write(&scenario).expect("text");
        assert_eq!(parse(&text, name).expect("a case that opens again"), scenario, "{name}");
        assert_eq!(write(&parse(&text, name).expect("a case")).expect("text"), text, "{name}");
    }
}

#[test]
fn every_shipped_case_names_its_sources_and_says_what_it_teaches() {
    for (name, scenario) in cases() {
        let about = &scenario.about;
        assert!(!about.sources.is_empty() && about.year.is_some(), "{name}");
        assert!(
            !about.question.is_empty() && !about.teaches.is_empty() && !about.before.is_empty(),
            "{name}"
        );
        assert!(!about.after.is_empty(), "{name}: what happened is told apart from what was known");
        assert!(
            scenario.actors.values().all(|actor| actor.at.is_some()),
            "{name}: everyone has a place on the map"
        );
    }
}

/// Nobody asks the one whose telephone it is listening to.
#[test]
fn wherever_a_partner_could_be_asked_some_plan_asks_it() {
    for (name, scenario) in cases() {
        let mut permissions =
            scenario.plans.values().flat_map(|plan| plan.items.values()).map(|what| what.permission);
        let asks = permissions.any(|permission| permission == Permission::Asked(IfRefused::HoldBack));
        assert_eq!(asks, name != "indonesia-2013", "{name}");
    }
}

#[test]
fn the_plans_of_a_shipped_case_differ_and_what_was_done_comes_first() {
    for (name, scenario) in cases() {
        let historical = scenario.record.as_ref().and_then(|record| record.plan.as_ref());
        assert_eq!(scenario.plans.keys().next(), historical, "{name}");
        let plans: Vec<_> = scenario.plans.iter().collect();
        for (index, (id, plan)) in plans.iter().enumerate() {
            for (other_id, other) in &plans[..index] {
                assert!(!plan.decides_like(other), "{name}: {id} and {other_id}");
            }
        }
    }
}

#[test]
fn what_was_done_moves_somebody_visibly_unless_history_says_that_nobody_moved() {
    let stayed = |partner: &PartnerRecord| {
        let fell = partner.content.is_some_and(|seen| seen.was.falls());
        let tightened = partner.sources_methods.is_some_and(|seen| seen.was == MethodsOutcome::Tightened);
        !fell && !tightened
    };
    for (name, scenario) in cases() {
        let run = Run { histories: 500, ..Run::default() };
        let cast = hindcast(&scenario, &run, &NoMonitor).expect("a comparison with history");
        let drops =
            |partner: &PartnerHindcast| partner.content_drop.deepest.max(partner.methods_drop.deepest);
        let deepest = cast.partners.iter().map(drops).fold(0.0, f64::max);
        let record = scenario.record.as_ref().expect("a record");
        assert!(record.partners.values().all(stayed) || deepest > 0.1, "{name}: {deepest}");
    }
}

/// The share by which the mean of all histories must fall somewhere, so that it is seen in whole per cent.
const VISIBLE: f64 = 0.01;

#[test]
fn the_first_screen_shows_a_fall_unless_history_says_that_nobody_moved() {
    let stayed = |partner: &PartnerRecord| {
        let fell = partner.content.is_some_and(|seen| seen.was.falls());
        !fell && partner.sources_methods.is_none_or(|seen| seen.was != MethodsOutcome::Tightened)
    };
    for (name, scenario) in cases() {
        let record = scenario.record.as_ref().expect("a record");
        let plan = record.plan.as_ref().and_then(|id| scenario.plans.get(id)).expect("the historical plan");
        let run = Run { histories: 500, ..Run::default() };
        let projection = project(&scenario, plan, &run, &NoMonitor).expect("nobody stops it");
        let fall = fall::largest(&projection).map_or(0.0, |fall| -fall.change);
        assert!(record.partners.values().all(stayed) || fall >= VISIBLE, "{name}: {fall}");
    }
}

/// A case holds a dilemma if no plan is clearly best whatever one cares for.
#[test]
fn in_every_shipped_case_different_priorities_make_different_plans_best() {
    for (name, scenario) in cases() {
        let mut winners = Vec::new();
        // What recipients give or do, against harm to sources.
        for (gain, harm) in [(0.5, 3.0), (1.0, 3.0), (2.0, 3.0), (3.0, 1.0), (1.0, 1.0), (1.0, 6.0)] {
            winners.extend(clearly_best_plan(&scenario, gain, harm));
        }
        winners.sort();
        winners.dedup();
        assert!(winners.len() > 1, "{name}: always {winners:?}");
    }
}

/// The plan that beats all others, unless the luck of a few histories could turn that round.
fn clearly_best_plan(scenario: &Scenario, gain: f64, harm: f64) -> Option<String> {
    let set = |scenario: Scenario, field, weight| {
        scenario.edited(&Edit::SetFigure(Input::Priority(field), Figure::plain(weight))).expect("a weight")
    };
    let scenario = set(scenario.clone(), PriorityField::Concession, gain);
    let scenario = set(scenario, PriorityField::Warning, gain);
    let scenario = set(scenario, PriorityField::Harm, harm);
    let run = Run { histories: 500, ..Run::default() };
    let total = |plan| project(&scenario, plan, &run, &NoMonitor).expect("nobody stops it").ledger.total.mean;
    let mut totals: Vec<(String, f64)> =
        scenario.plans.iter().map(|(id, plan)| (id.to_string(), total(plan))).collect();
    println!("gain {gain}, harm {harm}: {totals:.3?}");
    totals.sort_by(|a, b| b.1.total_cmp(&a.1));
    (totals[0].1 - totals[1].1 > 0.03).then(|| totals.swap_remove(0).0)
}
