//! What partners do after a plan: the same as the outlooks and the projection say, and told without what others know.

use tearline::analysis::outlook::{Outlook, outlooks};
use tearline::analysis::reactions::{Sharing, reactions};
use tearline::analysis::study::Study;
use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::{Material, PlanId, Scenario};
use tearline::storage::built_in_cases;

/// Every plan of the built-in cases.
fn plans() -> impl Iterator<Item = (Scenario, PlanId)> {
    built_in_cases().iter().flat_map(|case| {
        let scenario = case.scenario().expect("it can be read");
        let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
        plans.into_iter().map(move |plan| (scenario.clone(), plan))
    })
}

const HISTORIES: u64 = 400;

#[test]
fn the_shares_are_those_of_the_outlooks() {
    for (scenario, plan) in plans() {
        let study = Study::new(&scenario, 7, HISTORIES, &NoMonitor);
        let outlooks =
            outlooks(&study, scenario.plans.get(&plan).expect("it is there")).expect("there are outlooks");
        let reactions = reactions(&study, &plan).expect("there are reactions");
        assert_eq!(outlooks.len(), reactions.len());
        for (outlook, reaction) in outlooks.iter().zip(&reactions) {
            assert_eq!(outlook.partner, reaction.partner);
            assert!((reaction.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let content = outlook.shares.of(Material::Content);
            let share = |sharing: Sharing| reaction.shares[sharing.index()];
            let close = |one: f64, other: f64| (one - other).abs() < 1e-9;
            assert!(close(share(Sharing::Stops), content[Outlook::FallsALot.index()]));
            assert!(close(share(Sharing::Restricts), content[Outlook::FallsALittle.index()]));
            let goes_on = share(Sharing::SharesOn) + share(Sharing::GuardsSources);
            assert!(close(goes_on, content[Outlook::NoChange.index()]));
        }
    }
}

#[test]
fn an_originator_learns_as_often_as_the_projection_says() {
    for (scenario, plan) in plans().filter(|(scenario, _)| scenario.items.len() == 1) {
        let study = Study::new(&scenario, 7, HISTORIES, &NoMonitor);
        let run = Run { histories: HISTORIES, seed: 7, horizon_months: Some(11), ..Run::default() };
        let projection =
            project(&scenario, scenario.plans.get(&plan).expect("it is there"), &run, &NoMonitor)
                .expect("nobody stops it");
        for reaction in reactions(&study, &plan).expect("there are reactions") {
            let same = projection.learning.iter().find(|of| of.partner == reaction.partner);
            let learns = same.map_or(0.0, |of| of.by_end.mean);
            assert!((learns - reaction.learns).abs() < 1e-9, "{}: {learns} {}", plan, reaction.learns);
        }
    }
}

#[test]
fn who_learns_in_most_histories_is_told_so_and_nobody_is_told_what_another_learns() {
    let mut told_so = 0;
    for (scenario, plan) in plans() {
        let study = Study::new(&scenario, 7, HISTORIES, &NoMonitor);
        for reaction in reactions(&study, &plan).expect("there are reactions") {
            let name = scenario.name(&reaction.partner);
            let learns = |sentence: &&String| {
                ["learns of it", "hears of it", "reads of it"].iter().any(|verb| sentence.contains(verb))
            };
            let learned: Vec<&String> = reaction.told.iter().filter(learns).collect();
            told_so += usize::from(!learned.is_empty());
            assert!(learned.iter().all(|sentence| sentence.contains(&format!("{name} "))), "{learned:?}");
            assert!(
                reaction.told.iter().all(|sentence| !sentence.contains('%')
                    || sentence.contains("compensates")
                    || sentence.contains("build")),
                "{:?}",
                reaction.told
            );
            if reaction.learns > 0.95 {
                assert!(!learned.is_empty(), "{name} under {plan}: {:?}", reaction.told);
            }
        }
    }
    assert!(told_so > 10, "{told_so}");
}

#[test]
fn a_decision_is_compared_with_histories_that_are_for_the_partner_as_the_one_it_lived_through() {
    for (scenario, plan) in plans() {
        let study = Study::new(&scenario, 7, HISTORIES, &NoMonitor);
        for reaction in reactions(&study, &plan).expect("there are reactions") {
            let of_all = if reaction.is_told { reaction.learns } else { 1.0 - reaction.learns };
            assert!(of_all > 0.0, "there is at least the history that was told");
            assert!((reaction.shares_if_so.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            for (all, so) in reaction.shares.iter().zip(&reaction.shares_if_so) {
                // The others are no fewer than none, and no more than all that are left.
                let others = all - so * of_all;
                assert!((-1e-9..=1.0 - of_all + 1e-9).contains(&others), "{plan}: {reaction:?}");
            }
        }
    }
}
