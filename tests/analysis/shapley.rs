//! Reasons add up, in one history and over many, and each is named rightly.

use proptest::prelude::*;
use tearline::analysis::shapley::{Against, Cause, Contrast, Decomposition, FactorChange, Terms, decompose};
use tearline::analysis::study::{HistorySet, Study};
use tearline::engine::NoMonitor;
use tearline::scenario::{
    ActorId, Edit, Figure, Input, Material, ParameterField, Plan, Preparation, Scenario,
};
use tearline::storage::built_in_cases;

/// Which histories are asked about.
#[derive(Clone, Copy)]
enum Over {
    /// The one of this number.
    One(u64),
    /// The first so many.
    First(u64),
}

fn decomposed(scenario: &Scenario, over: Over, contrast: Contrast) -> Decomposition {
    let (histories, over) = match over {
        Over::One(number) => (1, HistorySet::One(number)),
        Over::First(count) => (count, HistorySet::All),
    };
    let study = Study::new(scenario, 1, histories, &NoMonitor);
    decompose(&study, &Contrast { over, ..contrast }).expect("not stopped, and a partner")
}

fn ask(scenario: &Scenario, plan: usize, partner: &ActorId, month: u32, over: Over) -> Decomposition {
    let plan = scenario.plans.at(plan).expect("a plan").1;
    decomposed(scenario, over, contrast(plan, partner, month, Against::Before))
}

fn contrast<'a>(
    plan: &'a Plan,
    partner: &'a ActorId,
    month: u32,
    against: Against<&'a Plan>,
) -> Contrast<'a> {
    Contrast { plan, partner, month, against, over: HistorySet::All }
}

fn sum(change: &FactorChange) -> f64 {
    change.parts.iter().map(|(_, part)| part.mean).sum()
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Log-odds of sharing content if no signal were sent, and of opening sources (model, section 7).
fn unsignalled(terms: &Terms) -> [f64; 2] {
    let risk = (1.0 - terms.supplement) * (1.0 - terms.trust_integrity * terms.trust_control);
    let content = terms.worth - terms.content_loss * risk;
    let access = terms.methods_worth * terms.worth - terms.methods_loss * risk;
    [content, access].map(|worth| terms.precision * worth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_parts_add_up_to_the_change_whatever_the_case_plan_partner_month_and_history(
        case in 0..10_usize, plan in 0..2_usize, partner in any::<prop::sample::Index>(), month in 0..24_u32, number in 0..500_u64,
    ) {
        let scenario = built_in_cases()[case].scenario().expect("a case that ships");
        let partners: Vec<ActorId> = scenario.partnerships.keys().cloned().collect();
        let partner = partner.get(&partners);
        let one = ask(&scenario, plan, partner, month, Over::One(number));
        let [before, now] = one.terms;
        let of_content = log_odds(now.content) - log_odds(before.content);
        prop_assert!((sum(&one.content) - of_content).abs() < 1e-9, "{} {}", sum(&one.content), of_content);
        // Of q_s = min(q_c, q_c0 y0) it is y0 that is divided: the signal is sent with content alone.
        for terms in [&before, &now] {
            let [content, access] = unsignalled(terms).map(logistic);
            prop_assert!((terms.methods - f64::min(terms.content, content * access)).abs() < 1e-12);
        }
        let of_access = unsignalled(&now)[1] - unsignalled(&before)[1];
        prop_assert!((sum(&one.access) - of_access).abs() < 1e-9, "{} {}", sum(&one.access), of_access);
        prop_assert!((one.access.change.mean - of_access).abs() < 1e-9);
        prop_assert!(one.access.parts[Cause::Protest].mean == 0.0, "the signal has no part in it");
        prop_assert!((one.content.change.mean - of_content).abs() < 1e-9);
        let of_willingness = [now.content - before.content, now.methods - before.methods];
        for (material, moved) in Material::ALL.into_iter().zip(of_willingness) {
            let shares = one.willingness.of(material);
            prop_assert!((sum(shares) - moved).abs() < 1e-9, "in points too, {} {moved}", sum(shares));
            prop_assert!((shares.change.mean - moved).abs() < 1e-9);
        }
        let many = ask(&scenario, plan, partner, month, Over::First(64));
        prop_assert!((sum(&many.willingness.methods) - (many.terms[1].methods - many.terms[0].methods)).abs() < 1e-9);
        prop_assert!((sum(&many.content) - many.content.change.mean).abs() < 1e-9);
        prop_assert!((sum(&many.access) - many.access.change.mean).abs() < 1e-9);
    }
}

fn oval_office(preparation: Preparation) -> Scenario {
    let scenario = built_in_cases().iter().find(|case| case.name == "oval-office-2017").expect("it ships");
    let mut scenario = scenario.scenario().expect("a good case");
    let (id, plan) = scenario.plans.at(0).map(|(id, plan)| (id.clone(), plan.clone())).expect("a plan");
    let plan = Plan { preparation, repairs: Vec::new(), ..plan };
    scenario = scenario.edited(&Edit::PutPlan(id, plan)).expect("a plan");
    let none = Input::Parameter(ParameterField::ChillSpread);
    scenario.edited(&Edit::SetFigure(none, Figure::plain(0.0))).expect("no outside events")
}

fn largest(preparation: Preparation) -> Cause {
    let israel = ActorId::known("il");
    ask(&oval_office(preparation), 0, &israel, 1, Over::First(500)).access.largest()[0].0
}

#[test]
fn a_blunder_is_a_secret_not_kept_and_a_deliberate_act_a_promise_broken() {
    assert_eq!(largest(Preparation::Spontaneous), Cause::SecretNotKept);
    assert_eq!(largest(Preparation::Staffed), Cause::PromiseBroken);
}

#[test]
fn without_outside_events_repairs_or_institutions_only_trust_has_moved_and_content_is_held_back_in_protest() {
    let answer = ask(&oval_office(Preparation::Staffed), 0, &ActorId::known("il"), 3, Over::First(200));
    for (cause, part) in answer.content.parts.iter() {
        let moved = matches!(cause, Cause::PromiseBroken | Cause::SecretNotKept | Cause::Protest);
        assert_eq!(part.mean < 0.0, moved, "{cause:?}: {part:?}");
        assert_eq!(part.mean != 0.0, moved, "{cause:?}: {part:?}");
    }
    for (cause, part) in answer.access.parts.iter() {
        let moved = matches!(cause, Cause::PromiseBroken | Cause::SecretNotKept);
        assert_eq!(part.mean != 0.0, moved, "{cause:?}: {part:?}");
    }
}

#[test]
fn more_histories_leave_less_to_chance() {
    let scenario = oval_office(Preparation::Staffed);
    let of = |count| ask(&scenario, 0, &ActorId::known("il"), 3, Over::First(count)).content.change;
    let (few, many) = (of(200), of(3_200));
    assert!(many.se < few.se / 2.5 && many.se > few.se / 7.0, "{few:?} {many:?}");
    assert!((few.mean - many.mean).abs() < 5.0 * few.se);
}

#[test]
fn between_two_plans_the_reasons_add_up_to_how_they_differ() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        let [one, other] = [0, 1].map(|plan| scenario.plans.at(plan).expect("two plans").1);
        for partner in scenario.partnerships.keys() {
            for over in [Over::One(11), Over::First(40)] {
                let contrast = |plan, against| contrast(plan, partner, 5, against);
                let between = decomposed(&scenario, over, contrast(one, Against::Plan(other)));
                assert!((sum(&between.content) - between.content.change.mean).abs() < 1e-9);
                let [plain, against] =
                    [one, other].map(|plan| decomposed(&scenario, over, contrast(plan, Against::Before)));
                let apart = plain.content.change.mean - against.content.change.mean;
                assert!((between.content.change.mean - apart).abs() < 1e-9, "{}: {between:?}", case.name);
                assert!((between.terms[0].content - against.terms[1].content).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn against_saying_nothing_outside_events_have_no_part_and_the_first_number_is_that_of_the_same_month() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        let plan = scenario.plans.at(0).expect("a plan").1;
        let silent = Plan::named("say nothing");
        for partner in scenario.partnerships.keys() {
            for over in [Over::One(11), Over::First(40)] {
                let of = |against| decomposed(&scenario, over, contrast(plan, partner, 5, against));
                let (unsaid, silent) = (of(Against::Unsaid), of(Against::Plan(&silent)));
                assert_eq!(unsaid, silent, "{}: saying nothing is a plan that says nothing", case.name);
                for change in [&unsaid.content, &unsaid.access] {
                    assert_eq!(change.parts[Cause::Outside].mean, 0.0, "{}", case.name);
                }
            }
        }
    }
}

#[test]
fn where_learning_is_supposed_more_has_changed_than_on_average_over_all() {
    let scenario = oval_office(Preparation::Spontaneous);
    let study = Study::new(&scenario, 1, 200, &NoMonitor);
    let (plan, israel) = (scenario.plans.at(0).expect("a plan").1, ActorId::known("il"));
    let of = |over| {
        let contrast = Contrast { over, ..contrast(plan, &israel, 0, Against::Unsaid) };
        decompose(&study, &contrast).expect("it is learned in some histories")
    };
    let (all, supposed) = (of(HistorySet::All), of(HistorySet::LearnedAtOnce));
    assert_eq!(supposed.histories, 200, "as many, of those in which it learns");
    let [all, supposed] = [all, supposed].map(|of| of.willingness.methods.change.mean);
    assert!(supposed < all && all < 0.0, "{supposed} {all}");
}
