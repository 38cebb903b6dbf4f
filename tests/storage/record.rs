//! The record of what happened, in a file.

use tearline::scenario::{Confidence, ContentOutcome, Edit, MethodsOutcome, Observed, Scenario, check};
use tearline::storage::{built_in, parse, write};

const RECORDED: &str = "(version: 1, scenario: (
  home: \"a\",
  actors: {\"a\": (name: \"A\"), \"b\": (name: \"B\")},
  partnerships: {\"b\": (
    integrity: (mean: 0.9, weight: 20), control: (mean: 0.9, weight: 20),
    stakes: (influence: 0.5, security: 0.5, wider: 0.5), flow: 1, accuracy: 0.8, shading: 0.1,
  )},
  plans: {\"p\": (name: \"P\"), \"q\": (name: \"Q\")},
  record: (
    plan: \"p\",
    partners: {\"b\": (content: (was: Paused, confidence: High), note: \"For a day.\")},
    sources: [(cite: \"A newspaper\")],
  ),
))";

fn recorded() -> Scenario {
    parse(RECORDED, "recorded").expect("a whole scenario")
}

#[test]
fn a_record_is_read_and_what_it_leaves_out_is_unknown() {
    let record = recorded().record.expect("a record");
    let (_, partner) = record.partners.at(0).expect("a partner");
    assert_eq!(partner.content, Some(Observed { was: ContentOutcome::Paused, confidence: Confidence::High }));
    assert_eq!(partner.sources_methods, None::<Observed<MethodsOutcome>>);
}

#[test]
fn a_record_is_written_only_where_there_is_one() {
    let with = write(&recorded()).expect("text");
    assert!(with.contains("record: (") && with.contains("was: Paused"), "{with}");
    assert_eq!(parse(&with, "again").expect("a whole scenario"), recorded());
    let without = write(&Scenario { record: None, ..recorded() }).expect("text");
    assert!(!without.contains("record"), "{without}");
}

#[test]
fn a_record_that_names_nobody_is_refused_where_it_stands() {
    for (wrong, place, says) in [
        (("plan: \"p\"", "plan: \"r\""), "10:11", "there is no plan “r”"),
        (("{\"b\": (content", "{\"a\": (content"), "11:", "there is no partnership “a”"),
        (("sources: [", "items: {\"x\": ()}, sources: ["), "12:", "there is no item “x”"),
    ] {
        let text = RECORDED.replace(wrong.0, wrong.1);
        let error = parse(&text, "wrong").expect_err("a broken reference").to_string();
        assert!(error.contains(says), "{error}");
        let at = format!("line {}", place.split(':').next().expect("a line"));
        assert!(error.contains(&at), "{error} at {at}");
    }
}

#[test]
fn a_record_that_says_too_little_is_questionable() {
    let questions = |change: (&str, &str)| {
        let scenario = parse(&RECORDED.replace(change.0, change.1), "thin").expect("a whole scenario");
        check(&scenario).into_iter().map(|finding| finding.sentence).collect::<Vec<_>>().join("\n")
    };
    let asked = |change, says: &str| assert!(questions(change).contains(says), "{}", questions(change));
    asked(("plan: \"p\",", ""), "which plan is the historical one");
    asked(("sources: [(cite: \"A newspaper\")],", ""), "names no source");
    asked(("content: (was: Paused, confidence: High), ", ""), "The record of B says nothing");
    asked(
        ("partners: {\"b\": (content: (was: Paused, confidence: High), note: \"For a day.\")},", ""),
        "nothing of any",
    );
    assert!(!questions(("", "")).contains("record"));
}

#[test]
fn what_is_removed_takes_its_part_of_the_record_with_it() {
    let scenario = built_in("oval-office-2017").expect("built in").scenario().expect("a whole scenario");
    let scenario = Scenario {
        record: recorded().record.map(|mut record| {
            record.partners.retain(|_, _| false);
            record.plan = scenario.plans.keys().next().cloned();
            for partner in scenario.partnerships.keys() {
                record.partners.put(partner.clone(), Default::default());
            }
            for item in scenario.items.keys() {
                record.items.put(item.clone(), Default::default());
            }
            record
        }),
        ..scenario
    };
    let (partner, _) = scenario.partnerships.at(0).expect("a partner");
    let after = scenario.edited(&Edit::RemoveActor(partner.clone())).expect("it goes");
    let record = after.record.expect("a record");
    assert_eq!(record.partners.len(), scenario.partnerships.len() - 1);
    assert!(record.items.is_empty(), "its items go with it");
    let plan = record.plan.expect("a plan");
    let after = scenario.edited(&Edit::RemovePlan(plan)).expect("it goes");
    assert_eq!(after.record.expect("a record").plan, None);
}
