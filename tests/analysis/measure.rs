//! Results by their keys, and alone or among others.

use crate::world::{actor, scenario};
use tearline::analysis::measure::Measure;
use tearline::analysis::study::Study;
use tearline::engine::NoMonitor;
use tearline::scenario::{Material, Scenario};
use tearline::storage::built_in_cases;

fn refusal(key: &str, scenario: &Scenario) -> String {
    match Measure::called(key, scenario) {
        Ok(measure) => panic!("{key} was read as {measure:?}"),
        Err(sentence) => sentence,
    }
}

#[test]
fn every_key_is_read_back_in_every_case_and_month() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("a case that ships");
        for month in [0, 1, scenario.horizon_months] {
            let levels = Measure::all(&scenario, month);
            let changes: Vec<Measure> = levels.iter().filter_map(Measure::change).collect();
            assert_eq!(changes.len(), 2 * scenario.partnerships.len());
            for measure in levels.into_iter().chain(changes) {
                assert_eq!(Measure::called(&measure.key(), &scenario), Ok(measure), "{}", case.name);
            }
        }
    }
}

#[test]
fn no_two_results_of_a_case_share_a_key() {
    let scenario = scenario();
    let levels = Measure::all(&scenario, 3);
    let changes = levels.iter().filter_map(Measure::change);
    let mut keys: Vec<String> = levels.iter().cloned().chain(changes).map(|measure| measure.key()).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn the_lowest_is_read_even_where_one_partner_alone_shares() {
    let mut scenario = scenario();
    scenario.partnerships =
        scenario.partnerships.iter().take(1).map(|(id, of)| (id.clone(), of.clone())).collect();
    let lowest = Measure::Lowest { material: Material::Content, month: 2 };
    assert_eq!(Measure::called("content:lowest@2", &scenario), Ok(lowest));
}

#[test]
fn without_a_month_a_key_is_of_the_last() {
    let scenario = scenario();
    let month = scenario.horizon_months;
    let origin =
        Measure::Willingness { partner: actor("origin"), material: Material::SourcesAndMethods, month };
    assert_eq!(Measure::called("methods:origin", &scenario), Ok(origin));
    assert_eq!(
        Measure::called("content:lowest", &scenario),
        Ok(Measure::Lowest { material: Material::Content, month })
    );
}

#[test]
fn a_key_of_nothing_is_refused_with_the_keys_that_there_are() {
    let scenario = scenario();
    let month = scenario.horizon_months;
    for key in [
        "",
        "Total",
        "profit",
        "content",
        "trust:origin",
        "content:guest@1",
        "content:origin@",
        "content:origin@-1",
        "content:origin@1.5",
        "total-change",
        "content-change:lowest@2",
        "-change:origin@2",
    ] {
        let sentence = refusal(key, &scenario);
        assert!(
            sentence.starts_with(&format!("There is no result “{key}”; there are total, ")),
            "{sentence}"
        );
        assert!(
            sentence.contains(&format!("such as content:origin@{month}; partners are origin, ally.")),
            "{sentence}"
        );
    }
}

#[test]
fn a_month_beyond_the_horizon_is_refused() {
    let scenario = scenario();
    let last = scenario.horizon_months;
    let sentence = refusal(&format!("content:origin@{}", last + 1), &scenario);
    assert_eq!(sentence, format!("The scenario ends in month {last}, before month {}.", last + 1));
}

#[test]
fn a_result_alone_is_the_same_to_the_bit_as_among_all_others() {
    let case = tearline::storage::built_in("oval-office-2017").expect("it ships");
    let scenario = case.scenario().expect("a good case");
    let plan = scenario.plans.values().next().expect("a plan");
    let study = Study::new(&scenario, 3, 200, &NoMonitor);
    // Of three months at once: more rows are kept than any of the results needs, and for two fewer than for all.
    let measures: Vec<Measure> =
        [0, 7, scenario.horizon_months].map(|month| Measure::all(&scenario, month)).concat();
    let changes: Vec<Measure> = measures.iter().filter_map(Measure::change).collect();
    let measures = [measures, changes].concat();
    let together = study.sample(plan, &measures).expect("nobody stops it");
    for (measure, among) in measures.iter().zip(&together) {
        let alone = study.sample(plan, std::slice::from_ref(measure)).expect("nobody stops it");
        assert_eq!(alone[0], *among, "{measure:?}");
    }
    for (pair, among) in measures.windows(2).zip(together.windows(2)).step_by(5) {
        assert_eq!(study.sample(plan, pair).expect("nobody stops it"), among, "{pair:?}");
    }
}

#[test]
fn of_no_partner_the_lowest_willingness_is_full_also_past_the_last_month() {
    let scenario = Scenario { horizon_months: 2, ..Scenario::default() };
    let plan = scenario.plans.values().next().expect("a plan");
    let lowest = Measure::Lowest { material: Material::Content, month: 9 };
    let values = Study::new(&scenario, 3, 5, &NoMonitor).sample(plan, &[lowest]).expect("nobody stops it");
    assert_eq!(values, [[1.0; 5]]);
}
