//! The same histories under another circumstance: what softens a breach, and what does not.

use crate::world::{actor, item, plan, scenario};
use tearline::analysis::error::QueryError;
use tearline::analysis::mitigation::mitigation;
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::supposition::{
    Supposed, SupposedCourse, Supposition, Suppositions, supposed_change, supposed_course,
};
use tearline::engine::months::Mitigation;
use tearline::engine::{NoMonitor, Run, history, project};
use tearline::scenario::*;

const HISTORIES: u64 = 300;

/// An ally with stakes and liaison.
fn ally() -> Scenario {
    let mut scenario = scenario();
    let origin = scenario.partnerships.get_mut(&actor("origin")).expect("a partner");
    origin.stakes.security = Quantity::plain(0.8);
    origin.institutions.liaison = Quantity::plain(0.9);
    scenario
}

fn supposed(
    scenario: &Scenario,
    plan: &Plan,
    suppositions: impl Into<Suppositions>,
    over: HistorySet,
) -> SupposedCourse {
    let study = Study::new(scenario, 1, HISTORIES, &NoMonitor);
    let partner = &actor("origin");
    supposed_course(&study, plan, Supposed { partner, suppositions: suppositions.into(), over })
        .expect("nobody stops it")
}

#[test]
fn a_supposition_that_is_so_already_gives_the_course_of_the_projection() {
    let (scenario, plan) = (ally(), Plan { preparation: Preparation::Staffed, ..plan(Level::Context) });
    assert!(Supposition::Prepared.already(&scenario, &plan, &actor("origin")).is_some());
    for given_detected in [false, true] {
        let run = Run { histories: HISTORIES, given_detected, ..Run::default() };
        let projection = project(&scenario, &plan, &run, &NoMonitor).expect("not stopped");
        let over = if given_detected { HistorySet::LearnedAtOnce } else { HistorySet::All };
        let course = supposed(&scenario, &plan, Supposition::Prepared, over);
        let projected = projection.partner(&actor("origin")).expect("a partner").means();
        assert!(course.months.iter().eq(projected), "to the bit");
    }
}

#[test]
fn in_one_history_it_is_that_history_under_the_supposition() {
    let (scenario, told) = (ally(), plan(Level::Context));
    let staffed = Plan { preparation: Preparation::Staffed, ..told.clone() };
    let case = tearline::engine::compiled_case::CompiledCase::new(&scenario, &staffed, None);
    for number in [0, 3, 11] {
        let played = &history::play(&case, 1, number).partners[0];
        let course = supposed(&scenario, &told, Supposition::Prepared, HistorySet::One(number));
        for (month, mean) in course.months.iter().enumerate() {
            assert!((mean.planned.content - played.content(month)).abs() < 1e-8);
            assert!((mean.planned.methods - played.methods(month)).abs() < 1e-8);
        }
    }
}

#[test]
fn without_stakes_it_falls_as_far_as_what_held_it_says() {
    let (scenario, plan) = (ally(), plan(Level::Context));
    let course = supposed(&scenario, &plan, Supposition::Independent, HistorySet::One(5));
    let study = Study::new(&scenario, 1, HISTORIES, &NoMonitor);
    let held = mitigation(&study, &plan, 0, HistorySet::One(5)).expect("nobody stops it");
    let of = held.of(&actor("origin")).expect("a partner");
    // Outside events are off: if nothing were said, it would be as before.
    let fall = course.months[0].planned.content / course.months[0].withheld.content - 1.0;
    assert!((fall - of.over_all.without(Mitigation::Stakes, Material::Content)).abs() < 1e-6);
    assert!(course.months[0].withheld.content < 0.9, "without stakes it shares less to begin with");
}

#[test]
fn without_liaison_nothing_of_it_is_left_nor_built() {
    let mut told = plan(Level::Context);
    let kind = RepairKind::Institution(Institution::Liaison, 1.0);
    told.repairs.push(Repair { month: 1, partner: actor("origin"), kind });
    let mut without = ally();
    let origin = without.partnerships.get_mut(&actor("origin")).expect("a partner");
    origin.institutions.liaison = Quantity::plain(0.0);
    let run = Run { histories: HISTORIES, ..Run::default() };
    let projected = project(&without, &plan(Level::Context), &run, &NoMonitor).expect("not stopped");
    let course = supposed(&ally(), &told, Supposition::NoLiaison, HistorySet::All);
    assert!(course.months.iter().eq(projected.partner(&actor("origin")).expect("a partner").means()));
}

#[test]
fn had_it_been_asked_a_trusting_partner_would_fall_less() {
    let (scenario, told) = (ally(), plan(Level::Context));
    let asked = supposed(&scenario, &told, Supposition::Asked, HistorySet::All);
    let run = Run { histories: HISTORIES, ..Run::default() };
    let as_it_is = project(&scenario, &told, &run, &NoMonitor).expect("not stopped");
    let as_it_is = as_it_is.partner(&actor("origin")).expect("a partner").mean(0).expect("a mean").planned;
    assert!(asked.months[0].planned.methods > as_it_is.methods + 0.01, "{:?} {as_it_is:?}", asked.months[0]);
}

#[test]
fn suppositions_together_are_the_plan_with_both_and_their_change_is_divided_to_the_last_point() {
    let (scenario, told) = (ally(), plan(Level::Context));
    let staffed = Plan { preparation: Preparation::Staffed, ..told.clone() };
    let both = Suppositions::from(Supposition::Asked).toggled(Supposition::Prepared);
    assert_eq!(both.name(), "if we had asked and it had been prepared");
    assert_eq!(both.toggled(Supposition::Asked), Supposition::Prepared.into());
    let together = supposed(&scenario, &told, both, HistorySet::All);
    let one_by_one = supposed(&scenario, &staffed, Supposition::Asked, HistorySet::All);
    assert_eq!(together.months, one_by_one.months);
    let study = Study::new(&scenario, 1, HISTORIES, &NoMonitor);
    let partner = &actor("origin");
    let supposed = Supposed { partner, suppositions: both, over: HistorySet::All };
    let change = supposed_change(&study, &told, supposed, 2).expect("nobody stops it");
    let run = Run { histories: HISTORIES, ..Run::default() };
    let as_it_is = project(&scenario, &told, &run, &NoMonitor).expect("not stopped");
    let as_it_is = as_it_is.partner(partner).expect("a partner").mean(2).expect("a mean").planned;
    let of = &change.willingness.methods;
    let sum: f64 = of.parts.iter().map(|(_, part)| part.mean).sum();
    assert!((sum - of.change.mean).abs() < 1e-9);
    assert!((as_it_is.methods + of.change.mean - together.months[2].planned.methods).abs() < 1e-6);
}

#[test]
fn what_is_so_already_says_why_it_changes_nothing() {
    let (mut scenario, origin) = (ally(), actor("origin"));
    let (told, silent) = (plan(Level::Context), Plan::named("say nothing"));
    for supposition in Supposition::ALL {
        assert_eq!(supposition.already(&scenario, &told, &origin), None, "{supposition:?}");
    }
    for supposition in [Supposition::Asked, Supposition::Prepared] {
        let says = supposition.already(&scenario, &silent, &origin);
        assert_eq!(says, Some("Nobody is told anything in this plan."));
    }
    let mut asked = told.clone();
    let of_item = ItemPlan { permission: Permission::Refused, ..told.item(&item("plot")) };
    asked.items.put(item("plot"), of_item);
    assert!(Supposition::Asked.already(&scenario, &asked, &origin).is_some());
    scenario.partnerships.put(
        origin.clone(),
        Partnership {
            stakes: Stakes {
                influence: Quantity::plain(0.0),
                security: Quantity::plain(0.0),
                wider: Quantity::plain(0.0),
            },
            institutions: Institutions::default(),
            ..Partnership::default()
        },
    );
    assert!(Supposition::Independent.already(&scenario, &told, &origin).is_some());
    assert!(Supposition::NoLiaison.already(&scenario, &told, &origin).is_some());
    let mut building = told;
    let kind = RepairKind::Institution(Institution::Liaison, 0.5);
    building.repairs.push(Repair { month: 2, partner: origin.clone(), kind });
    assert_eq!(Supposition::NoLiaison.already(&scenario, &building, &origin), None);
}

#[test]
fn a_supposition_about_no_partner_has_no_answer() {
    let scenario = ally();
    let study = Study::new(&scenario, 1, HISTORIES, &NoMonitor);
    let partner = &actor("guest");
    let supposed = Supposed { partner, suppositions: Supposition::Asked.into(), over: HistorySet::All };
    let answer = supposed_course(&study, &plan(Level::Gist), supposed);
    assert_eq!(answer, Err(QueryError::NoPartner(actor("guest"))));
}
