//! Why, in one sentence: the largest causes, and what held it.

use tearline::analysis::mitigation::mitigation;
use tearline::analysis::shapley::{Against, Cause, Contrast, decompose};
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::why_sentence::why_sentence;
use tearline::engine::NoMonitor;
use tearline::engine::months::Mitigation;
use tearline::scenario::{ActorId, Material, Plan, Preparation, Repair, RepairKind, Scenario};

fn oval_office() -> Scenario {
    let case = tearline::storage::built_in("oval-office-2017").expect("it ships");
    case.scenario().expect("a good case")
}

/// The sentence about Israel in a month, where it learns.
fn said(scenario: &Scenario, plan: &Plan, month: u32) -> String {
    let study = Study::new(scenario, 1, 200, &NoMonitor);
    let (partner, over) = (&ActorId::known("il"), HistorySet::LearnedAtOnce);
    let contrast = Contrast { plan, partner, month, against: Against::Unsaid, over };
    let of = decompose(&study, &contrast).expect("it learns in some histories");
    let held = mitigation(&study, plan, month, over).expect("the same ones");
    why_sentence("Israel", &of, held.of(partner).map(|of| &of.over_all))
}

fn told(preparation: Preparation) -> Plan {
    let plan = oval_office().plans.at(0).expect("a plan").1.clone();
    Plan { preparation, repairs: Vec::new(), ..plan }
}

#[test]
fn a_blunder_is_told_as_a_secret_not_kept_and_what_would_be_lost_as_what_held_it() {
    let scenario = oval_office();
    assert_eq!(
        said(&scenario, &told(Preparation::Spontaneous), 0),
        "Israel guards its sources because it thinks we cannot keep a secret; it goes on sharing because it \
         would lose more."
    );
}

#[test]
fn a_deliberate_act_is_told_as_a_promise_broken() {
    let sentence = said(&oval_office(), &told(Preparation::Staffed), 0);
    // The protest stands first where content falls as far as sources do.
    assert!(sentence.contains(" because it protests against a broken promise"), "{sentence}");
    assert!(!sentence.contains("secret"), "{sentence}");
}

#[test]
fn where_nothing_is_said_nothing_is_told_as_moving_it() {
    let sentence = said(&oval_office(), &Plan::named("say nothing"), 3);
    assert_eq!(sentence, "Israel shares as much: nothing moves it.");
}

#[test]
fn sources_are_guarded_only_where_they_fall_further_than_content() {
    for case in tearline::storage::built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        let study = Study::new(&scenario, 1, 100, &NoMonitor);
        for (plan, partner) in scenario
            .plans
            .values()
            .flat_map(|plan| scenario.partnerships.keys().map(move |partner| (plan, partner)))
        {
            let over = HistorySet::All;
            let contrast = Contrast { plan, partner, month: 0, against: Against::Unsaid, over };
            let of = decompose(&study, &contrast).expect("nobody stops it");
            let sentence = why_sentence("It", &of, None);
            let [content, methods] = Material::ALL.map(|of_| of.willingness.of(of_).change.mean);
            let guards = sentence.contains("guards its sources");
            assert!(!guards || methods < content, "{}: {content} {methods} {sentence}", case.name);
            assert!(sentence.ends_with('.') && !sentence.contains("promise and would"), "{sentence}");
            assert_eq!(sentence.contains("as much"), !sentence.contains("because"), "{sentence}");
        }
    }
}

#[test]
fn compensation_alone_is_told_as_more_to_gain_and_nothing_as_held() {
    let mut plan = Plan::named("only pay");
    let kind = RepairKind::Compensation(1.0);
    plan.repairs.push(Repair { month: 1, partner: ActorId::known("il"), kind });
    let sentence = said(&oval_office(), &plan, 2);
    assert!(sentence.ends_with(" because it has more to gain."), "{sentence}");
    assert!(!sentence.contains(';'), "{sentence}");
}

#[test]
fn the_sentence_names_the_largest_cause_and_the_largest_part_that_held() {
    let scenario = oval_office();
    let study = Study::new(&scenario, 1, 200, &NoMonitor);
    let partner = &ActorId::known("il");
    for (_, plan) in &scenario.plans {
        let contrast = Contrast { plan, partner, month: 0, against: Against::Unsaid, over: HistorySet::All };
        let of = decompose(&study, &contrast).expect("nobody stops it");
        let held = mitigation(&study, plan, 0, HistorySet::All).expect("nobody stops it");
        let held = &held.of(partner).expect("a partner").over_all;
        let sentence = why_sentence("Israel", &of, Some(held));
        let largest = of.willingness.methods.largest();
        if sentence.contains("guards its sources") {
            let says = match largest[0].0 {
                Cause::SecretNotKept => "cannot keep a secret",
                Cause::PromiseBroken => "would break a promise",
                other => panic!("{other:?} moves it most under “{}”: {sentence}", plan.name),
            };
            assert!(sentence.contains(says), "{sentence}");
        }
        let of = |mitigation: &Mitigation| held.held(*mitigation, Material::Content);
        let most = Mitigation::ALL.into_iter().min_by(|one, other| of(one).total_cmp(&of(other)));
        if sentence.contains("it would lose more") {
            assert_eq!(most, Some(Mitigation::Stakes), "{sentence}");
        }
    }
}
