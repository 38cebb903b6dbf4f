//! The cases that ship.

use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::{Edit, Figure, Input, PriorityField, Role, Scenario, check};
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
        assert!(
            scenario.actors.values().all(|actor| actor.at.is_some()),
            "{name}: everyone has a place on the map"
        );
    }
}

/// A case holds a dilemma if no plan is clearly best whatever one cares for.
#[test]
fn in_every_shipped_case_different_priorities_make_different_plans_best() {
    for (name, scenario) in cases() {
        let mut winners = Vec::new();
        for (concession, harm) in [(0.5, 3.0), (1.0, 3.0), (2.0, 3.0), (3.0, 1.0), (1.0, 1.0), (1.0, 6.0)] {
            winners.extend(clearly_best_plan(&scenario, concession, harm));
        }
        winners.sort();
        winners.dedup();
        assert!(winners.len() > 1, "{name}: always {winners:?}");
    }
}

/// The plan that beats all others, unless the luck of a few histories could turn that round.
fn clearly_best_plan(scenario: &Scenario, concession: f64, harm: f64) -> Option<String> {
    let set = |scenario: Scenario, field, weight| {
        scenario.edited(&Edit::SetFigure(Input::Priority(field), Figure::plain(weight))).expect("a weight")
    };
    let scenario = set(scenario.clone(), PriorityField::Concession, concession);
    let scenario = set(scenario, PriorityField::Harm, harm);
    let run = Run { histories: 500, ..Run::default() };
    let total = |plan| project(&scenario, plan, &run, &NoMonitor).expect("nobody stops it").ledger.total.mean;
    let mut totals: Vec<(String, f64)> =
        scenario.plans.iter().map(|(id, plan)| (id.to_string(), total(plan))).collect();
    println!("concession {concession}, harm {harm}: {totals:.3?}");
    totals.sort_by(|a, b| b.1.total_cmp(&a.1));
    (totals[0].1 - totals[1].1 > 0.03).then(|| totals.swap_remove(0).0)
}
