//! The smallest repair, and what asking first is worth.

use crate::world::{actor, item, plan, recipient, scenario};
use tearline::analysis::asking::value_of_asking;
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::repair::{Goal, RepairResult, repair};
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::scenario::*;

fn study(scenario: &Scenario) -> Study<'_> {
    Study::new(scenario, 4, 4_000, &NoMonitor)
}

fn goal(above: f64) -> Goal {
    Goal { partner: actor("origin"), material: Material::Content, above, by: 4 }
}

fn willing(scenario: &Scenario, plan: &Plan, goal: &Goal) -> f64 {
    let measure =
        Measure::Willingness { partner: goal.partner.clone(), material: goal.material, month: goal.by };
    Mean::of(&study(scenario).sample(plan, &[measure]).expect("nobody stops it")[0]).mean
}

#[test]
fn what_is_above_the_line_already_needs_no_change() {
    let scenario = scenario();
    let found = repair(&study(&scenario), &plan(Level::SourcesMethods), &goal(0.1)).expect("nobody stops it");
    assert!(matches!(found, RepairResult::AsItIs(mean) if mean.mean > 0.1));
}

#[test]
fn the_change_reaches_the_line_and_a_little_less_of_it_does_not() {
    let scenario = scenario();
    let worst = plan(Level::SourcesMethods);
    let low = willing(&scenario, &worst, &goal(0.0));
    let calm = willing(&scenario, &Plan::named("silence"), &goal(0.0));
    for share in [0.3, 0.6, 0.9] {
        let goal = goal(low + share * (calm - low));
        let found = repair(&study(&scenario), &worst, &goal).expect("nobody stops it");
        let RepairResult::Change { plan, changes, willingness, .. } = found else { panic!("{found:?}") };
        assert!((willingness[0].mean - low).abs() < 1e-12);
        assert!((willing(&scenario, &plan, &goal) - willingness[1].mean).abs() < 1e-12);
        assert!(willingness[1].mean >= goal.above);
        assert_eq!(changes.len(), 1, "one is enough, if only to say nothing: {changes:?}");
        if let Some(Repair { kind: RepairKind::Compensation(amount), .. }) = plan.repairs.last() {
            let mut less = (*plan).clone();
            less.repairs.last_mut().expect("it is there").kind = RepairKind::Compensation(amount - 0.01);
            assert!(willing(&scenario, &less, &goal) < goal.above);
        }
    }
}

#[test]
fn no_smaller_change_of_one_ladder_would_have_done() {
    let scenario = scenario();
    let worst = plan(Level::SourcesMethods);
    let low = willing(&scenario, &worst, &goal(0.0));
    let calm = willing(&scenario, &Plan::named("silence"), &goal(0.0));
    let goal = goal(low + 0.5 * (calm - low));
    let found = repair(&study(&scenario), &worst, &goal).expect("nobody stops it");
    let RepairResult::Change { plan: changed, .. } = found else { panic!("{found:?}") };
    let reaches = |level| willing(&scenario, &plan(level), &goal) >= goal.above;
    if changed.repairs.is_empty() && changed.preparation == worst.preparation {
        let told = changed.level(&item("plot"), &recipient("guest"));
        for level in Level::ALL.into_iter().filter(|level| *level > told && *level < Level::SourcesMethods) {
            assert!(!reaches(level), "{level:?} would have been a slighter change");
        }
    }
}

#[test]
fn where_nothing_helps_it_is_said_so() {
    let scenario = scenario();
    let silence = Plan::named("silence");
    let found =
        repair(&study(&scenario), &silence, &Goal { material: Material::SourcesAndMethods, ..goal(0.9999) })
            .expect("nobody stops it");
    let RepairResult::Nothing { as_it_is, highest, nearest, start } = found else { panic!("{found:?}") };
    assert!(as_it_is.mean < highest && highest < 0.9999);
    assert!(!nearest.is_empty(), "how near one can come, and by what");
    assert_eq!(start, as_it_is, "nothing is said as it is");
}

#[test]
fn a_line_above_what_it_would_share_without_the_disclosure_is_told_from_one_below() {
    let scenario = scenario();
    let told = plan(Level::SourcesMethods);
    let low = willing(&scenario, &told, &goal(0.0));
    let calm = willing(&scenario, &Plan::named("silence"), &goal(0.0));
    let below = goal((low + calm) / 2.0);
    let above = goal(calm + 0.01);
    let of = |goal: &Goal| repair(&study(&scenario), &told, goal).expect("nobody stops it");
    assert_eq!(of(&below).start_below(&below), None);
    let start = of(&above).start_below(&above).expect("it lies above");
    assert!((start.mean - calm).abs() < 1e-12);
    let reached = of(&goal(0.1));
    assert_eq!(reached.start_below(&goal(0.1)), None, "it needs no change at all");
}

#[test]
fn what_is_built_is_something_a_government_can_do_and_not_a_share_of_an_institution() {
    let scenario = scenario();
    // All else is done already, so that only building is left.
    let mut silence = Plan::named("silence");
    for kind in [RepairKind::Explanation, RepairKind::ProceduralFix, RepairKind::Compensation(1.0)] {
        silence.repairs.push(Repair { month: 1, partner: actor("origin"), kind });
    }
    let calm = willing(&scenario, &silence, &goal(0.0));
    let mut built = 0;
    for step in 1..=12 {
        let goal = goal(calm + f64::from(step) * (1.0 - calm) / 16.0);
        let found = repair(&study(&scenario), &silence, &goal).expect("nobody stops it");
        let RepairResult::Change { plan, changes, .. } = &found else { continue };
        for Repair { kind, .. } in &plan.repairs {
            let RepairKind::Institution(which, to) = *kind else { continue };
            built += 1;
            assert_ne!(
                which,
                Institution::Hierarchy,
                "nobody is put under home's command to repair a breach"
            );
            assert_eq!((to * 4.0).fract(), 0.0, "in steps that have a name: {to}");
            let named = changes.iter().any(|words| words.starts_with("give Origin "));
            assert!(named && !changes.iter().any(|words| words.contains("up to")), "{changes:?}");
        }
    }
    assert!(built > 0, "some lines are reached by building something");
}

#[test]
fn nobody_who_leaks_or_misuses_or_is_compelled_prepares_or_asks() {
    let scenario = scenario();
    for preparation in [Preparation::Leak, Preparation::Compelled, Preparation::Misuse] {
        let told = Plan { preparation, ..plan(Level::Context) };
        let worths = value_of_asking(&study(&scenario), &told).expect("nobody stops it");
        assert!(worths.preparing.is_none() && worths.asking.is_empty());
    }
}

#[test]
fn asking_is_worth_what_its_answers_are_worth_and_waiting_costs_what_ages() {
    let mut scenario = scenario();
    scenario.priorities.concession = Quantity::plain(15.0);
    let mut told = plan(Level::Context);
    told.preparation = Preparation::Staffed;
    told.asks = vec![recipient("guest")];
    let worths = value_of_asking(&study(&scenario), &told).expect("nobody stops it");
    let [asking] = &worths.asking[..] else { panic!("one item is told") };
    let total = |plan: &Plan| {
        Mean::of(&study(&scenario).sample(plan, &[Measure::TOTAL]).expect("nobody stops it")[0]).mean
    };
    let mut granted = told.clone();
    granted.items.put(
        item("plot"),
        ItemPlan { permission: Permission::Granted(Level::Context), ..told.item(&item("plot")) },
    );
    assert!((asking.granted.mean - (total(&granted) - total(&told))).abs() < 1e-9);
    assert!((asking.refused_and_silent.mean - (0.0 - total(&told))).abs() < 1e-9);
    assert!(asking.ageing.mean < 0.0, "waiting costs something");
    assert!(asking.refused_and_told.mean <= 0.0, "to tell after a refusal is worse than not to ask");
    assert!((0.0..=1.0).contains(&asking.chance));
    if let Some(from) = asking.pays_from() {
        let at = |chance: f64| chance * asking.granted.mean + (1.0 - chance) * asking.refused().mean;
        assert!(at(from) >= -1e-9 && (from == 0.0 || at(from).abs() < 1e-9));
    }
}
