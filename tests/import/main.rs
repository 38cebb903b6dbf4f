//! What other programs wrote, as changes of a scenario: what is understood, what is not and why, and that nothing
//! changes half.

mod bad_input;
mod graphs;
#[path = "../support/odd_names.rs"]
mod odd_names;
mod paste;
mod places;
mod spreadsheets;
mod template;

use tearline::import::{Part, Proposal, Source, Understanding, spreadsheet};
use tearline::scenario::{ActorId, ItemId, Scenario};
use tearline::storage::built_in_cases;

fn cases() -> impl Iterator<Item = (&'static str, Scenario)> {
    built_in_cases().iter().map(|case| (case.name, case.scenario().expect("it can be read")))
}

fn case() -> Scenario {
    cases().find(|(name, _)| *name == "oval-office-2017").expect("a built-in case").1
}

fn actor(id: &'static str) -> ActorId {
    ActorId::known(id)
}

fn item(id: &'static str) -> ItemId {
    ItemId::known(id)
}

fn source(text: &str) -> Source {
    spreadsheet::read("mine.csv", text.as_bytes()).expect("it is a table")
}

/// What a text would change in a scenario, as it is guessed.
fn proposal(scenario: &Scenario, text: &str) -> Proposal {
    let source = source(text);
    Proposal::of(scenario, &source, &Understanding::guess(&source))
}

/// The problems of a text, as sentences.
fn problems(scenario: &Scenario, text: &str) -> Vec<String> {
    proposal(scenario, text).problems.iter().map(ToString::to_string).collect()
}

/// The parts for which the tables of a source are taken.
fn parts(source: &Source) -> Vec<Option<Part>> {
    Understanding::guess(source).tables.iter().map(|table| table.part).collect()
}
