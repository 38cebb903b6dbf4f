//! Plans beside each other, with the same luck.

use crate::world::{actor, called, plan, scenario};
use tearline::analysis::comparison::compare;
use tearline::analysis::error::QueryError;
use tearline::analysis::measure::Measure;
use tearline::analysis::study::Study;
use tearline::engine::{NoMonitor, Run, project};
use tearline::scenario::*;

const HISTORIES: u64 = 1_000;

fn with_plans() -> (Scenario, Vec<PlanId>) {
    let mut scenario = scenario();
    let plans = [
        ("say-nothing", Plan::named("say nothing")),
        ("gist", plan(Level::Gist)),
        ("all", plan(Level::SourcesMethods)),
    ];
    for (id, plan) in plans.clone() {
        scenario.plans.put(PlanId::known(id), plan);
    }
    (scenario, plans.iter().map(|(id, _)| PlanId::known(id)).collect())
}

fn study(scenario: &Scenario) -> Study<'_> {
    Study::new(scenario, 3, HISTORIES, &NoMonitor)
}

#[test]
fn plans_are_not_compared_in_no_history() {
    let (scenario, plans) = with_plans();
    let compared = compare(&study(&scenario).with_histories(0), &plans, &[]);
    assert_eq!(compared, Err(QueryError::NoHistories));
}

#[test]
fn a_plan_that_the_scenario_does_not_have_is_not_compared() {
    let (scenario, mut plans) = with_plans();
    plans.push(PlanId::known("forgotten"));
    let compared = compare(&study(&scenario), &plans, &[]);
    assert_eq!(compared, Err(QueryError::NoPlan(PlanId::known("forgotten"))));
}

#[test]
fn the_means_are_those_of_the_projection_of_each_plan() {
    let (scenario, plans) = with_plans();
    let content = Measure::Willingness { partner: actor("origin"), material: Material::Content, month: 2 };
    let compared = compare(&study(&scenario), &plans, &[Measure::TOTAL, content]).expect("nobody stops it");
    for column in &compared.columns {
        let run = Run { histories: HISTORIES, seed: 3, ..Run::default() };
        let projection =
            project(&scenario, called(&scenario, &column.plan), &run, &NoMonitor).expect("nobody stops it");
        let origin = projection.partner(&actor("origin")).expect("a partner");
        assert!((column.cells[0].mean.mean - projection.ledger.total.mean).abs() < 1e-12);
        assert!((column.cells[0].mean.se - projection.ledger.total.se).abs() < 1e-12);
        assert!((column.cells[1].mean.mean - origin.months[2].content.mean).abs() < 1e-12);
    }
}

#[test]
fn the_least_willing_partner_is_the_lowest_of_all_in_each_history() {
    let (scenario, plans) = with_plans();
    let of = |id: &str| Measure::Willingness {
        partner: actor(id),
        material: Material::SourcesAndMethods,
        month: 1,
    };
    let lowest = Measure::Lowest { material: Material::SourcesAndMethods, month: 1 };
    let told = called(&scenario, &plans[2]);
    let values = study(&scenario).sample(told, &[of("origin"), of("ally"), lowest]).expect("nobody stops it");
    for ((origin, ally), lowest) in values[0].iter().zip(&values[1]).zip(&values[2]) {
        assert_eq!(*lowest, origin.min(*ally));
    }
}

#[test]
fn a_plan_differs_from_itself_in_nothing() {
    let (mut scenario, _) = with_plans();
    let twin = called(&scenario, &PlanId::known("all")).clone();
    scenario.plans.put(PlanId::known("twin"), twin);
    let plans = [PlanId::known("all"), PlanId::known("twin")];
    let compared = compare(&study(&scenario), &plans, &[Measure::TOTAL]).expect("nobody stops it");
    let twin = &compared.columns[1];
    assert_eq!(twin.cells[0].difference.mean, 0.0);
    assert_eq!(twin.cells[0].difference_range, [0.0, 0.0]);
    assert_eq!((twin.beats[0], twin.best, twin.regret.mean), (0.0, 0.5, 0.0));
}

#[test]
fn wins_losses_and_ties_are_all_histories_and_regret_is_what_the_best_would_have_given() {
    let (scenario, plans) = with_plans();
    let compared = compare(&study(&scenario), &plans, &[]).expect("nobody stops it");
    let totals: Vec<Vec<f64>> = (plans.iter())
        .map(|plan| {
            study(&scenario)
                .sample(called(&scenario, plan), &[Measure::TOTAL])
                .expect("nobody stops it")
                .remove(0)
        })
        .collect();
    for (index, column) in compared.columns.iter().enumerate() {
        let mut regret = 0.0;
        for history in 0..HISTORIES as usize {
            let best = totals.iter().map(|of| of[history]).fold(f64::NEG_INFINITY, f64::max);
            regret += (best - totals[index][history]) / HISTORIES as f64;
        }
        assert!((column.regret.mean - regret).abs() < 1e-12);
        let share = |history: usize| {
            let best = totals.iter().map(|of| of[history]).fold(f64::NEG_INFINITY, f64::max);
            let ties = totals.iter().filter(|of| of[history] == best).count() as f64;
            if totals[index][history] == best { 1.0 / ties } else { 0.0 }
        };
        let best = (0..HISTORIES as usize).map(share).sum::<f64>() / HISTORIES as f64;
        assert!((column.best - best).abs() < 1e-12, "a history that several plans win is shared equally");
        for (other, there) in compared.columns.iter().enumerate() {
            assert!(column.beats[other] + there.beats[index] <= 1.0 + 1e-12);
        }
    }
    let shares: f64 = compared.columns.iter().map(|column| column.best).sum();
    assert!((shares - 1.0).abs() < 1e-12, "{shares}");
    let best = compared.best().expect("there are plans");
    assert!(compared.columns.iter().all(|column| column.cells[0].mean.mean <= best.cells[0].mean.mean));
}
