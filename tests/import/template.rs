//! The workbook to fill in reads back as the case that it was made of.

use crate::odd_names::with_odd_names;
use crate::{cases, parts};
use proptest::prelude::*;
use tearline::import::{Part, Proposal, Source, Understanding, spreadsheet};
use tearline::scenario::{Figure, Ordered, Provenance, Scenario};

fn read_back(scenario: &Scenario) -> Source {
    let bytes = spreadsheet::template(scenario).expect("it can be put together");
    spreadsheet::read("case.xlsx", &bytes).expect("it is a workbook")
}

fn proposal(into: &Scenario, source: &Source) -> Proposal {
    Proposal::of(into, source, &Understanding::guess(source))
}

/// The scenario without what the workbook holds, and without what leans on that.
fn emptied(scenario: &Scenario) -> Scenario {
    let mut empty = scenario.clone();
    empty.actors.values_mut().for_each(|actor| {
        (actor.name, actor.note, actor.at) = ("?".into(), String::new(), None);
    });
    empty.ties.clear();
    empty.partnerships = Ordered::default();
    empty.items = Ordered::default();
    empty.record = None;
    empty.lessons.clear();
    for plan in empty.plans.values_mut() {
        plan.items = Ordered::default();
        plan.repairs.clear();
    }
    empty.check_references().expect("nothing leads nowhere");
    empty
}

fn check(name: &str, scenario: &Scenario) {
    let source = read_back(scenario);
    let same = proposal(scenario, &source);
    assert_eq!(same.problems, [], "{name}");
    assert_eq!(same.edits, [], "{name}: nothing changes where everything is there");
    let filled = proposal(&emptied(scenario), &source);
    assert_eq!(filled.problems, [], "{name}");
    assert_eq!(filled.after.actors, scenario.actors, "{name}");
    assert_eq!(filled.after.ties, scenario.ties, "{name}");
    assert_eq!(filled.after.partnerships, scenario.partnerships, "{name}");
    assert_eq!(filled.after.items, scenario.items, "{name}");
}

#[test]
fn each_built_in_case_is_the_same_after_its_workbook_was_read_back() {
    cases().for_each(|(name, scenario)| check(name, &scenario));
}

#[test]
fn odd_names_are_the_same_after_the_workbook_was_read_back() {
    cases().for_each(|(name, scenario)| check(name, &with_odd_names(scenario)));
}

#[test]
fn every_sheet_is_taken_for_its_part_and_the_guide_for_none() {
    for (name, scenario) in cases() {
        let found = parts(&read_back(&scenario));
        let with_rows = Part::ALL.map(Some).into_iter().chain([None]);
        assert_eq!(found, with_rows.collect::<Vec<_>>(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_with_any_range_source_and_note_are_read_back(
        case in 0usize..10,
        place in any::<prop::sample::Index>(),
        likely in 0.5f64..1.0,
        spread in 0.0f64..0.5,
        source in "[^\u{0}-\u{1f}]{0,30}",
        note in "[^\u{0}-\u{1f}]{0,30}",
    ) {
        let (name, mut scenario) = cases().nth(case).expect("there are ten");
        let inputs = scenario.inputs();
        let input = place.get(&inputs).clone();
        let from = if source.trim().is_empty() { Provenance::Instructor } else { Provenance::Evidence(source) };
        let note = if note.trim().is_empty() { String::new() } else { note };
        let high = (likely + spread).min(1.0).max(likely);
        let figure = Figure { low: likely - spread / 2.0, likely, high, from, note };
        // Some numbers take none below 0.5, or below 1.
        if let Ok(changed) = scenario.edited(&tearline::scenario::Edit::SetFigure(input, figure)) {
            scenario = changed;
        }
        check(name, &scenario);
    }
}
