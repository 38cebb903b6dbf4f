//! Parts of a projection as sentences, which the command line and the report share.

use super::number_format::{chance_with_error, percent_cell};
use crate::engine::{Chance, ItemOutcome, Learning, MeanWillingness, Projection};
use crate::scenario::{Level, Material, Scenario};

/// What a column of changes shows of a material: the mean if nothing were said, and as planned, in per cent; empty over
/// no history.
pub fn change_in_figures(means: Option<MeanWillingness>, material: Material) -> String {
    means.map_or_else(String::new, |means| {
        let [withheld, planned] = [means.withheld, means.planned].map(|of| percent_cell(*of.of(material)));
        format!("{withheld} → {planned}")
    })
}

/// How much of what it is told home can check.
pub fn checkable_in_words(projection: &Projection) -> Option<String> {
    let (first, last) = (projection.checkable.first()?, projection.checkable.last()?);
    let (first, last) = (percent_cell(first.mean), percent_cell(last.mean));
    Some(format!(
        "Home can check {first}\u{a0}% of what it is told in month 0, and {last}\u{a0}% in the last month."
    ))
}

/// What becomes of an item: whether its source is found, whether it becomes public, and what its originator grants if it
/// is asked.
pub fn outcome_in_words(scenario: &Scenario, outcome: &ItemOutcome) -> Vec<String> {
    let item = scenario.item_name(&outcome.item);
    let found = format!(
        "The source of {item} is found and closed: {}. It becomes public: {}.",
        chance_with_error(outcome.source_found),
        chance_with_error(outcome.public)
    );
    let permission = outcome.granted.map(|granted| permission_in_words(item, granted));
    std::iter::once(found).chain(permission).collect()
}

/// How often each level is granted, where the originator is asked.
fn permission_in_words(item: &str, granted: [Chance; 5]) -> String {
    let levels = Level::ALL.into_iter().zip(granted);
    let chances: Vec<String> = levels
        .map(|(level, chance)| {
            let name = if level == Level::Withheld { "nothing" } else { level.name() };
            format!("{name} {}", chance_with_error(chance))
        })
        .collect();
    format!("The originator of {item} is asked first. It grants: {}.", chances.join(", "))
}

/// Those chances of learning that are not 0, in the projection's order.
pub fn learners(projection: &Projection) -> impl Iterator<Item = &Learning> {
    projection.learning.iter().filter(|learning| learning.by_end.mean > 0.0)
}

/// The sentence where nobody can learn of the disclosure.
pub const NOBODY_LEARNS: &str = "Nobody: no promise is broken, or it never comes out.";
