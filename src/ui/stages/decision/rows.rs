//! What a level of an item amounts to. All numbers are the engine's.

use crate::engine::{attribution, level as amounts};
use crate::scenario::{Item, ItemPlan, Level, Permission};
use crate::ui::widgets::ladder::Row;
use crate::ui::widgets::number;

/// The five rows of an item's ladder under a plan.
pub fn of(item: &Item, plan: &ItemPlan) -> [Row; 5] {
    Level::ALL.map(|level| row(item, plan, level))
}

fn row(item: &Item, plan: &ItemPlan, level: Level) -> Row {
    let (words, unwritten) = words(item, level);
    let value = amounts::value(level) * amounts::cover(plan.cover).value;
    let sources = item.plausible_sources.likely();
    let bits = amounts::evidence_bits(level) * amounts::cover(plan.cover).bits;
    let exposure = attribution::picks_source(attribution::likelihood_ratio(level, plan.cover), sources);
    Row {
        words,
        unwritten,
        granted: plan.permission == Permission::Granted(level),
        value,
        value_explains: format!(
            "Use of {}: {} of what the whole item is worth to somebody who wants it.",
            level.name(),
            number::percent(value)
        ),
        exposure,
        exposure_explains: format!(
            "Exposure by {}: {bits:.1} bits about the source. Whoever holds it picks the true one of \
             {sources:.0} with a chance of {}.",
            level.name(),
            number::percent(exposure)
        ),
    }
}

fn words(item: &Item, level: Level) -> (String, bool) {
    match item.words.at(level) {
        _ if level == Level::Withheld => ("Nothing is said of it.".into(), false),
        "" => (format!("What would be said is not written yet ({}).", hint(level)), true),
        words => (words.to_owned(), false),
    }
}

fn hint(level: Level) -> &'static str {
    match level {
        Level::Withheld => "nothing",
        Level::Gist => "that it is so",
        Level::Content => "what was reported",
        Level::Context => "place, time and who",
        Level::SourcesMethods => "how it is known",
    }
}
