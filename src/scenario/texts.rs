//! The texts of a scenario that a person wrote to be read.

use super::{Item, Scenario};

impl Scenario {
    /// Every name and description, in no order that matters; notes on single numbers are left out.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let about = &self.about;
        let about =
            [&about.title, &about.question, &about.teaches, &about.before, &about.after, &self.meeting.name];
        let sources = self.about.sources.iter().map(|source| &source.cite);
        let actors = self.actors.values().flat_map(|actor| [&actor.name, &actor.note]);
        let plans = self.plans.values().flat_map(|plan| [&plan.name, &plan.note]);
        let items = self.items.values().flat_map(item_texts);
        about.into_iter().chain(sources).chain(actors).chain(plans).chain(items).map(String::as_str)
    }
}

fn item_texts(item: &Item) -> [&String; 5] {
    let words = &item.words;
    [&item.name, &words.gist, &words.content, &words.context, &words.sources_methods]
}
