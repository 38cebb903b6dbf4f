//! What may happen, as sentences with their chances.

use crate::analysis::number_format;
use crate::engine::{Chance, Learning, Projection};
use crate::scenario::{ItemId, Level, Permission, Preparation, RecipientId};
use crate::ui::Scene;
use crate::ui::phrases;

/// One thing that may happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The sentence.
    pub text: String,
    /// More about it, in a few words; may be empty.
    pub note: String,
    /// How likely it is; none for what is simply done.
    pub chance: Option<Chance>,
}

impl Event {
    fn done(text: String, note: String) -> Self {
        Event { text, note, chance: None }
    }

    fn may(text: String, note: String, chance: Chance) -> Option<Self> {
        (chance.mean > 0.0).then_some(Event { text, note, chance: Some(chance) })
    }
}

/// Everything that may happen with an item, in the order in which it would.
pub fn of(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Event> {
    let told = tellings(scene, item);
    if told.is_empty() {
        return Vec::new();
    }
    let mut events = told;
    events.extend(spreading(scene, projection, item));
    events.extend(outcomes(scene, projection, item));
    events.extend(learning(scene, projection, item));
    events
}

fn tellings(scene: &Scene<'_>, id: &ItemId) -> Vec<Event> {
    let how = handled(scene, id);
    let recipients = scene.scenario.meeting.recipients.keys();
    let told = recipients.map(|recipient| (recipient, scene.plan.level(id, recipient)));
    told.filter(|(_, level)| *level > Level::Withheld)
        .map(|(recipient, level)| {
            let name = scene.scenario.recipient_name(recipient);
            Event::done(format!("{name} is told {}.", what(level)), how.clone())
        })
        .collect()
}

fn what(level: Level) -> &'static str {
    match level {
        Level::Withheld => "nothing",
        Level::Gist => "the gist",
        Level::Content => "the content",
        Level::Context => "the content with its context",
        Level::SourcesMethods => "everything, sources and methods too",
    }
}

fn handled(scene: &Scene<'_>, id: &ItemId) -> String {
    let how = match scene.plan.preparation {
        Preparation::Spontaneous => "In the room",
        Preparation::Staffed => "Staffed",
        Preparation::Leak => "A leak",
        Preparation::Compelled => "Compelled",
    };
    let partner = scene.scenario.items.get(id).filter(|item| item.originator != scene.scenario.home);
    let Some(owner) = partner.map(|item| scene.scenario.name(&item.originator)) else {
        return format!("{how}; home’s own item.");
    };
    let asked = match scene.plan.item(id).permission {
        Permission::NotAsked => format!("{owner} was not asked"),
        Permission::Granted(level) => format!("{owner} granted up to {}", level.name()),
        Permission::Refused => format!("{owner} had refused"),
    };
    format!("{how}; {asked}.")
}

/// Who comes to hold more than before by being told, not merely by reading it in the press.
fn spreading(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Event> {
    let public = outcome(projection, item).map_or(0.0, |outcome| outcome.public.mean);
    let told = |knowledge: &&crate::engine::Knowledge| {
        let recipient = RecipientId::Actor(knowledge.actor.clone());
        scene.plan.level(item, &recipient) == Level::Withheld
    };
    let mut holders: Vec<Event> = projection
        .knowledge
        .iter()
        .filter(|knowledge| knowledge.item == *item)
        .filter(told)
        .filter_map(|knowledge| {
            let more = &knowledge.chance[(knowledge.before + 1).min(5)..];
            let mean = more.iter().map(|chance| chance.mean).sum::<f64>().min(1.0);
            let se = (mean * (1.0 - mean) / projection.histories.max(1) as f64).sqrt();
            let deep: f64 = knowledge.chance[Level::Content.index()..].iter().map(|chance| chance.mean).sum();
            let passed_on = mean > public || deep > 0.0 && knowledge.before < Level::Content.index();
            let name = scene.scenario.name(&knowledge.actor);
            let event = Event::may(format!("{name} comes to hold it."), String::new(), Chance { mean, se });
            event.filter(|_| passed_on)
        })
        .collect();
    let chance = |event: &Event| event.chance.map_or(1.0, |chance| chance.mean);
    holders.sort_by(|one, other| chance(other).total_cmp(&chance(one)));
    holders
}

fn outcomes(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Event> {
    let Some(outcome) = outcome(projection, item) else { return Vec::new() };
    let owner =
        scene.scenario.items.get(item).map_or("Its originator", |item| scene.scenario.name(&item.originator));
    let partners = scene.scenario.items.get(item).filter(|item| item.originator != scene.scenario.home);
    let loss = partners.map_or_else(String::new, |item| {
        let share = number_format::percent(item.source_share.likely());
        format!("{owner} loses {share} of what it could send.")
    });
    let events = [
        Event::may(
            "It becomes public.".into(),
            "Everybody then holds at least the gist.".into(),
            outcome.public,
        ),
        Event::may("Its source is found and closed.".into(), loss, outcome.source_found),
        Event::may(
            format!("{owner} is handed its own item."),
            "Somebody it was passed to tells it.".into(),
            outcome.handed_back,
        ),
    ];
    events.into_iter().flatten().collect()
}

/// Who learns of it; those who only read of it in the press share a line.
fn learning(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Event> {
    let owner = scene.scenario.items.get(item).map(|item| &item.originator);
    let public = outcome(projection, item).map(|outcome| outcome.public).unwrap_or_default();
    let here = projection.learning.iter().filter(|learning| learning.item == *item);
    let (readers, others): (Vec<&Learning>, Vec<&Learning>) =
        here.partition(|learning| Some(&learning.partner) != owner && learning.by_end.mean <= public.mean);
    let mut events: Vec<Event> = others
        .into_iter()
        .filter_map(|learning| {
            let name = scene.scenario.name(&learning.partner);
            let verb = if Some(&learning.partner) == owner { "learns" } else { "hears" };
            let at_once = number_format::percent(learning.in_month_0.mean);
            let note = format!("In month 0: {at_once}; by month {} as shown.", projection.horizon_months);
            Event::may(format!("{name} {verb} of it."), note, learning.by_end)
        })
        .collect();
    let names: Vec<&str> = readers.iter().map(|learning| scene.scenario.name(&learning.partner)).collect();
    let verb = if names.len() == 1 { "hears" } else { "hear" };
    let text = format!("{} {verb} of it only from the press.", phrases::all_of(&names));
    events.extend(Event::may(text, String::new(), public).filter(|_| !names.is_empty()));
    events
}

fn outcome<'a>(projection: &'a Projection, item: &ItemId) -> Option<&'a crate::engine::ItemOutcome> {
    projection.items.iter().find(|outcome| outcome.item == *item)
}
