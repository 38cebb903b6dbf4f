//! The events that may follow from a plan, as sentences with their chances.

use super::enumeration::all_of;
use super::number_format;
use super::study::Study;
use super::table::{Cell, Table};
use crate::engine::{Chance, ItemOutcome, Knowledge, Learning, Projection};
use crate::scenario::{Item, ItemId, Level, Permission, Plan, Preparation, RecipientId, Scenario};

/// The events that may follow from a plan for one item, in the order in which they would happen; none for an item that
/// nobody is told.
pub fn of_item(
    scenario: &Scenario,
    plan: &Plan,
    projection: &Projection,
    (id, item): (&ItemId, &Item),
) -> Vec<PossibleEvent> {
    ItemEvents { scenario, plan, projection, id, item }.all()
}

/// A row for every event that may follow from a plan, item by item; no chance for what the plan does itself.
pub fn table(study: &Study, plan: &Plan, projection: &Projection) -> Table {
    let columns = ["item", "event", "chance", "chance_se", "note"];
    let mut table = Table {
        histories: projection.histories,
        ..Table::of(study, "what_may_happen", &plan.name, &columns)
    };
    for item in &study.scenario.items {
        for event in of_item(study.scenario, plan, projection, item) {
            let [chance, error] =
                event.chance.map_or([Cell::Nothing, Cell::Nothing], |of| [of.mean, of.se].map(Cell::share));
            let name = study.scenario.item_name(item.0);
            table.rows.push(vec![name.into(), event.text.into(), chance, error, event.note.into()]);
        }
    }
    table
}

/// One thing that may happen.
#[derive(Clone, Debug, PartialEq)]
pub struct PossibleEvent {
    /// The sentence.
    pub text: String,
    /// More about it, in a few words; may be empty.
    pub note: String,
    /// The chance of it; `None` for what the plan does itself.
    pub chance: Option<Chance>,
}

impl PossibleEvent {
    fn done(text: String, note: String) -> Self {
        PossibleEvent { text, note, chance: None }
    }

    fn may(text: String, note: String, chance: Chance) -> Option<Self> {
        (chance.mean > 0.0).then_some(PossibleEvent { text, note, chance: Some(chance) })
    }
}

/// What the events of one item follow from.
struct ItemEvents<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    projection: &'a Projection,
    id: &'a ItemId,
    item: &'a Item,
}

impl ItemEvents<'_> {
    fn all(&self) -> Vec<PossibleEvent> {
        let mut events = self.tellings();
        let outcome = self.projection.items.iter().find(|outcome| outcome.item == *self.id);
        // An item that was just added is not in a projection from before.
        let Some(outcome) = outcome.filter(|_| !events.is_empty()) else { return events };
        events.extend(self.spreading(outcome));
        events.extend(self.outcomes(outcome));
        events.extend(self.learning(outcome));
        events
    }

    fn tellings(&self) -> Vec<PossibleEvent> {
        let ItemEvents { scenario, plan, id, .. } = *self;
        let how = self.handling();
        let recipients = scenario.meeting.recipients.keys();
        let told = recipients.map(|recipient| (recipient, plan.level(id, recipient)));
        told.filter(|(_, level)| *level > Level::Withheld)
            .map(|(recipient, level)| {
                let name = scenario.recipient_name(recipient);
                PossibleEvent::done(format!("{name} is told {}.", what(level)), how.clone())
            })
            .collect()
    }

    fn originator(&self) -> &str {
        self.scenario.name(&self.item.originator)
    }

    fn is_homes(&self) -> bool {
        self.item.originator == self.scenario.home
    }

    /// The preparation and the permission, in a few words.
    fn handling(&self) -> String {
        let how = match self.plan.preparation {
            Preparation::Spontaneous => "In the room",
            Preparation::Staffed => "Staffed",
            Preparation::Leak => "A leak",
            Preparation::Compelled => "Compelled",
            Preparation::Misuse => "Misuse",
        };
        if self.is_homes() {
            return format!("{how}; home’s own item.");
        }
        let originator = self.originator();
        let asked = match self.plan.item(self.id).permission {
            Permission::NotAsked => format!("{originator} was not asked"),
            Permission::Granted(level) => format!("{originator} granted up to {}", level.name()),
            Permission::Refused => format!("{originator} had refused"),
            Permission::Asked(_) => format!("{originator} is asked"),
        };
        format!("{how}; {asked}.")
    }

    /// The actors that come to hold more than before by being told, not merely by reading it in the press; the
    /// likeliest first.
    fn spreading(&self, outcome: &ItemOutcome) -> Vec<PossibleEvent> {
        let ItemEvents { scenario, plan, projection, id, .. } = *self;
        let withheld = |knowledge: &&Knowledge| {
            let recipient = RecipientId::Actor(knowledge.actor.clone());
            knowledge.item == *id && plan.level(id, &recipient) == Level::Withheld
        };
        let mut holders: Vec<(&Knowledge, Chance)> = projection
            .knowledge
            .iter()
            .filter(withheld)
            .map(|knowledge| (knowledge, holds_more(knowledge, projection.histories)))
            .filter(|(knowledge, chance)| {
                let deep = &knowledge.chance[Level::Content.index()..];
                let is_deep = deep.iter().any(|chance| chance.mean > 0.0);
                chance.mean > outcome.public.mean || is_deep && knowledge.before < Level::Content.index()
            })
            .collect();
        holders.sort_by(|(_, one), (_, other)| other.mean.total_cmp(&one.mean));
        let event = |(knowledge, chance): (&Knowledge, Chance)| {
            let name = scenario.name(&knowledge.actor);
            PossibleEvent::may(format!("{name} comes to hold it."), String::new(), chance)
        };
        holders.into_iter().filter_map(event).collect()
    }

    fn outcomes(&self, outcome: &ItemOutcome) -> Vec<PossibleEvent> {
        let originator = self.originator();
        let share = number_format::percent(self.item.source_share.likely());
        let loss = match self.is_homes() {
            true => String::new(),
            false => format!("{originator} loses {share} of what it could send."),
        };
        let events = [
            PossibleEvent::may(
                "It becomes public.".into(),
                "Everybody then holds at least the gist.".into(),
                outcome.public,
            ),
            PossibleEvent::may("Its source is found and closed.".into(), loss, outcome.source_found),
            PossibleEvent::may(
                format!("{originator} is handed its own item."),
                "Somebody it was passed to tells it.".into(),
                outcome.handed_back,
            ),
        ];
        events.into_iter().flatten().collect()
    }

    /// The partners that learn of it; those that only read of it in the press share a line.
    fn learning(&self, outcome: &ItemOutcome) -> Vec<PossibleEvent> {
        let ItemEvents { scenario, projection, .. } = *self;
        let (public, originator) = (outcome.public, &self.item.originator);
        let here = projection.learning.iter().filter(|learning| learning.item == *self.id);
        let (readers, others): (Vec<&Learning>, Vec<&Learning>) =
            here.partition(|learning| learning.partner != *originator && learning.by_end.mean <= public.mean);
        let mut events: Vec<PossibleEvent> = others
            .into_iter()
            .filter_map(|learning| {
                let name = scenario.name(&learning.partner);
                let verb = if learning.partner == *originator { "learns" } else { "hears" };
                let at_once = number_format::percent(learning.in_month_0.mean);
                let note = format!("In month 0: {at_once}; by month {} as shown.", projection.horizon_months);
                PossibleEvent::may(format!("{name} {verb} of it."), note, learning.by_end)
            })
            .collect();
        let names: Vec<&str> = readers.iter().map(|learning| scenario.name(&learning.partner)).collect();
        let verb = if names.len() == 1 { "hears" } else { "hear" };
        let text = format!("{} {verb} of it only from the press.", all_of(&names));
        events.extend(PossibleEvent::may(text, String::new(), public).filter(|_| !names.is_empty()));
        events
    }
}

/// The chance of holding more than before.
fn holds_more(knowledge: &Knowledge, histories: u64) -> Chance {
    let more = &knowledge.chance[(knowledge.before + 1).min(knowledge.chance.len())..];
    let mean = more.iter().map(|chance| chance.mean).sum::<f64>().min(1.0);
    Chance { mean, se: (mean * (1.0 - mean) / histories.max(1) as f64).sqrt() }
}

/// A level as the object of “is told”.
fn what(level: Level) -> &'static str {
    match level {
        Level::Withheld => "nothing",
        Level::Gist => "the gist",
        Level::Content => "the content",
        Level::Context => "the content with its context",
        Level::SourcesMethods => "everything, sources and methods too",
    }
}
