//! The entries of the palette: the named commands, and commands for each part of the document.

use super::{Command, DialogCommand, FileCommand, PlayCommand, ViewCommand, keys_text, table};
use crate::scenario::{PlanId, Scenario};
use crate::ui::stages::library::{LibraryEntry, Recent};
use crate::ui::stages::why::matters::View;
use crate::ui::{GuidePage, Selection};
use egui::Context;

/// An entry of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The command.
    pub command: Command,
    /// Its name.
    pub name: String,
    /// Its shortcut, if it has one.
    pub keys: Option<String>,
    /// Its effect, in a sentence; may be empty.
    pub explains: String,
    /// Other words that find it.
    pub also: &'static str,
}

impl Offer {
    fn to(name: String, command: impl Into<Command>) -> Self {
        Offer { command: command.into(), name, keys: None, explains: String::new(), also: "" }
    }

    /// Whether its name contains every word of a search.
    pub fn is_called(&self, search: &str) -> bool {
        is_in(search, &self.name)
    }

    /// Whether its name, its effect and the other words for it together contain every word of a search.
    pub fn matches(&self, search: &str) -> bool {
        is_in(search, &format!("{} {} {}", self.name, self.explains, self.also))
    }
}

fn is_in(search: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// All entries, those of the table of commands first.
pub fn offers(ctx: &Context, scenario: &Scenario, cases: &[LibraryEntry], recent: &[Recent]) -> Vec<Offer> {
    let fixed =
        table().iter().filter(|entry| entry.command != DialogCommand::ShowPalette.into()).map(|entry| {
            Offer {
                command: entry.command.clone(),
                name: entry.in_palette(),
                keys: entry.shortcuts.first().map(|keys| keys_text(ctx, keys)),
                explains: entry.explains.into(),
                also: entry.also,
            }
        });
    let plans = scenario.plans.iter().map(|(id, plan)| show_plan(id, &plan.name));
    let actors = scenario.actors.iter().map(|(id, actor)| {
        Offer::to(format!("Select {}", actor.name), ViewCommand::Select(Selection::Actor(id.clone())))
    });
    let items = scenario.items.iter().map(|(id, item)| {
        Offer::to(format!("Select {}", item.name), ViewCommand::Select(Selection::Item(id.clone())))
    });
    let seats = scenario.partnerships.keys().map(|id| {
        let name = format!("Take the seat of {}", scenario.name(id));
        Offer::to(name, PlayCommand::TakeSeat(Some(id.clone())))
    });
    let reasons = Offer::to("Why: the reasons of a partner".into(), ViewCommand::ShowWhy(None));
    let matters = View::ALL.map(|view| Offer {
        explains: view.explains().into(),
        ..Offer::to(format!("What matters: {}", view.name()), ViewCommand::ShowWhy(Some(view)))
    });
    let pages = GuidePage::ALL
        .map(|page| Offer::to(format!("Guide: {}", page.title()), DialogCommand::ShowGuide(Some(page))));
    let cases = cases.iter().map(|case| {
        let name = format!("Open the case {}", case.scenario.about.title);
        Offer::to(name, FileCommand::OpenCase(case.name.clone()))
    });
    let recent = recent.iter().map(|recent| Offer {
        explains: recent.path.display().to_string(),
        ..Offer::to(format!("Open {}", recent.title), FileCommand::OpenPath(recent.path.clone()))
    });
    fixed
        .chain([reasons])
        .chain(matters)
        .chain(plans)
        .chain(actors)
        .chain(items)
        .chain(seats)
        .chain(pages)
        .chain(cases)
        .chain(recent)
        .collect()
}

fn show_plan(id: &PlanId, name: &str) -> Offer {
    Offer::to(format!("Show the plan “{name}”"), ViewCommand::ChoosePlan(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_words_in_any_order_and_any_case() {
        let offer = Offer::to("Show the plan “Ask Israel first”".into(), Command::Undo);
        assert!(offer.matches("israel PLAN"));
        assert!(offer.matches(""));
        assert!(!offer.matches("israel russia"));
    }

    #[test]
    fn a_search_also_finds_other_words_for_a_thing() {
        let offers = offers(&Context::default(), &Scenario::default(), &[], &[]);
        for search in ["theme", "colour", "zoom", "mute", "help", "shortcut"] {
            assert!(offers.iter().any(|offer| offer.matches(search)), "{search}");
        }
    }

    #[test]
    fn no_two_offers_of_a_document_have_the_same_name() {
        let offers = offers(&Context::default(), &Scenario::default(), &[], &[]);
        for (i, one) in offers.iter().enumerate() {
            assert!(offers[i + 1..].iter().all(|other| other.name != one.name), "{}", one.name);
        }
    }
}
