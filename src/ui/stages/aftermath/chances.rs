//! The events that may follow from a plan, as sentences with their chances.

use crate::analysis::number_format::{self, EstimativeWord};
use crate::engine::{Chance, ItemOutcome, Knowledge, Learning, Projection};
use crate::scenario::{Item, ItemId, Level, Permission, Preparation, RecipientId};
use crate::ui::stages::planner::Planner;
use crate::ui::theme::{STALE_OPACITY, Themed};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Scene, Stage, ViewCommand, phrases};
use egui::{Align2, Sense, Stroke, Ui, pos2, vec2};

/// Shows the list for every item, with its title unless that stands over it already.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, titled: bool) {
    let (scene, theme) = (planner.scene, ui.theme());
    if titled {
        ui.label(theme.heading("What may happen"));
    }
    if !scene.plan.tells_anybody() {
        ui.horizontal(|ui| {
            ui.label(theme.quiet("Nobody is told anything in this plan, so nothing follows."));
            if ui.button("Choose what to tell").clicked() {
                planner.commands.send(ViewCommand::GoTo(Stage::Decision));
            }
        });
        return;
    }
    let Some(result) = scene.shown else {
        ui.label(theme.quiet("The first projection is being computed."));
        return;
    };
    ui.scope(|ui| {
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        ui.spacing_mut().item_spacing.y = 0.0;
        let several = scene.scenario.items.len() > 1;
        for (id, item) in &scene.scenario.items {
            let events = ItemEvents { scene, projection: result.projection, id, item }.all();
            if several && !events.is_empty() {
                ui.label(theme.semibold(phrases::capitalised(&item.name)));
            }
            events.iter().for_each(|event| row(ui, event));
        }
    });
}

/// A line with its sentence at the left and its chance and word at the right.
fn row(ui: &mut Ui, event: &Event) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.size.text + 9.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let (y, scale) = (place.center().y, theme.size.note / 11.0);
    let words = paint::width(ui, EstimativeWord::longest(), theme.note_font());
    mark(ui, pos2(place.left() + 5.0, y), event.chance.is_none());
    let chance_end = place.right() - words - 14.0;
    let text_end = if event.chance.is_some() { chance_end - 44.0 * scale } else { place.right() };
    let ink = theme.colors.ink;
    let text = paint::StyledText::new(&event.text, theme.text_font(), ink).elided(
        ui,
        text_end - place.left() - 20.0,
        1,
    );
    let note_left = place.left() + 20.0 + text.size().x + 10.0;
    paint::left(ui, pos2(place.left() + 20.0, y), text, ink);
    if event.chance.is_none() {
        let color = theme.colors.ink_2;
        let (font, room) = (theme.note_font(), place.right() - note_left);
        if let Some(whole) = paint::whole(ui, paint::shorter(&event.note), &font, room) {
            let note = paint::StyledText::new(whole, font, color).elided(ui, room, 1);
            paint::left(ui, pos2(note_left, y), note, color);
        }
    }
    if let Some(chance) = event.chance {
        let percent = number_format::percent(chance.mean);
        ui.painter().text(pos2(chance_end, y), Align2::RIGHT_CENTER, percent, theme.semibold_font(), ink);
        let (word, at) = (EstimativeWord::of(chance.mean).word, pos2(chance_end + 10.0, y));
        ui.painter().text(at, Align2::LEFT_CENTER, word, theme.note_font(), theme.colors.ink_2);
    }
    let said = described(event);
    paint::described(&response, || said.as_str());
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.semibold(event.text.as_str()));
        if let Some(chance) = event.chance {
            let exact = number_format::exact_percent(chance.mean);
            let error = number_format::fixed(100.0 * chance.se, 2);
            ui.label(theme.text(format!("{exact} ± {error} percentage points of all histories")));
        }
        if !event.note.is_empty() {
            ui.label(theme.note(event.note.as_str()));
        }
    });
}

/// Solid for what is done, hollow for what may happen.
fn mark(ui: &Ui, center: egui::Pos2, done: bool) {
    let theme = ui.theme();
    let fill = if done { theme.colors.ink } else { theme.colors.panel };
    ui.painter().circle(center, 3.5, fill, Stroke::new(1.5, theme.colors.ink_2));
}

fn described(event: &Event) -> String {
    match event.chance {
        Some(chance) => {
            format!(
                "{} {}, {}",
                event.text,
                number_format::percent(chance.mean),
                EstimativeWord::of(chance.mean).in_sentence
            )
        }
        None => format!("{} {}", event.text, event.note),
    }
}

/// One thing that may happen.
#[derive(Clone, Debug, PartialEq)]
struct Event {
    /// The sentence.
    text: String,
    /// More about it, in a few words; may be empty.
    note: String,
    /// The chance of it; `None` for what the plan does itself.
    chance: Option<Chance>,
}

impl Event {
    fn done(text: String, note: String) -> Self {
        Event { text, note, chance: None }
    }

    fn may(text: String, note: String, chance: Chance) -> Option<Self> {
        (chance.mean > 0.0).then_some(Event { text, note, chance: Some(chance) })
    }
}

/// The events that follow from a plan for one item.
struct ItemEvents<'a, 's> {
    scene: &'a Scene<'s>,
    projection: &'a Projection,
    id: &'a ItemId,
    item: &'a Item,
}

impl ItemEvents<'_, '_> {
    /// All events, in the order in which they would happen; none for an item that nobody is told.
    fn all(&self) -> Vec<Event> {
        let mut events = self.tellings();
        let outcome = self.projection.items.iter().find(|outcome| outcome.item == *self.id);
        // An item that was just added is not in a projection from before.
        let Some(outcome) = outcome.filter(|_| !events.is_empty()) else { return events };
        events.extend(self.spreading(outcome));
        events.extend(self.outcomes(outcome));
        events.extend(self.learning(outcome));
        events
    }

    fn tellings(&self) -> Vec<Event> {
        let ItemEvents { scene, id, .. } = *self;
        let how = self.handling();
        let recipients = scene.scenario.meeting.recipients.keys();
        let told = recipients.map(|recipient| (recipient, scene.plan.level(id, recipient)));
        told.filter(|(_, level)| *level > Level::Withheld)
            .map(|(recipient, level)| {
                let name = scene.scenario.recipient_name(recipient);
                Event::done(format!("{name} is told {}.", what(level)), how.clone())
            })
            .collect()
    }

    fn originator(&self) -> &str {
        self.scene.scenario.name(&self.item.originator)
    }

    fn is_homes(&self) -> bool {
        self.item.originator == self.scene.scenario.home
    }

    /// The preparation and the permission, in a few words.
    fn handling(&self) -> String {
        let how = match self.scene.plan.preparation {
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
        let asked = match self.scene.plan.item(self.id).permission {
            Permission::NotAsked => format!("{originator} was not asked"),
            Permission::Granted(level) => format!("{originator} granted up to {}", level.name()),
            Permission::Refused => format!("{originator} had refused"),
            Permission::Asked(_) => format!("{originator} is asked"),
        };
        format!("{how}; {asked}.")
    }

    /// The actors that come to hold more than before by being told, not merely by reading it in the press; the
    /// likeliest first.
    fn spreading(&self, outcome: &ItemOutcome) -> Vec<Event> {
        let ItemEvents { scene, projection, id, .. } = *self;
        let withheld = |knowledge: &&Knowledge| {
            let recipient = RecipientId::Actor(knowledge.actor.clone());
            knowledge.item == *id && scene.plan.level(id, &recipient) == Level::Withheld
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
            let name = scene.scenario.name(&knowledge.actor);
            Event::may(format!("{name} comes to hold it."), String::new(), chance)
        };
        holders.into_iter().filter_map(event).collect()
    }

    fn outcomes(&self, outcome: &ItemOutcome) -> Vec<Event> {
        let originator = self.originator();
        let share = number_format::percent(self.item.source_share.likely());
        let loss = match self.is_homes() {
            true => String::new(),
            false => format!("{originator} loses {share} of what it could send."),
        };
        let events = [
            Event::may(
                "It becomes public.".into(),
                "Everybody then holds at least the gist.".into(),
                outcome.public,
            ),
            Event::may("Its source is found and closed.".into(), loss, outcome.source_found),
            Event::may(
                format!("{originator} is handed its own item."),
                "Somebody it was passed to tells it.".into(),
                outcome.handed_back,
            ),
        ];
        events.into_iter().flatten().collect()
    }

    /// The partners that learn of it; those that only read of it in the press share a line.
    fn learning(&self, outcome: &ItemOutcome) -> Vec<Event> {
        let ItemEvents { scene, projection, .. } = *self;
        let (public, originator) = (outcome.public, &self.item.originator);
        let here = projection.learning.iter().filter(|learning| learning.item == *self.id);
        let (readers, others): (Vec<&Learning>, Vec<&Learning>) =
            here.partition(|learning| learning.partner != *originator && learning.by_end.mean <= public.mean);
        let mut events: Vec<Event> = others
            .into_iter()
            .filter_map(|learning| {
                let name = scene.scenario.name(&learning.partner);
                let verb = if learning.partner == *originator { "learns" } else { "hears" };
                let at_once = number_format::percent(learning.in_month_0.mean);
                let note = format!("In month 0: {at_once}; by month {} as shown.", projection.horizon_months);
                Event::may(format!("{name} {verb} of it."), note, learning.by_end)
            })
            .collect();
        let names: Vec<&str> =
            readers.iter().map(|learning| scene.scenario.name(&learning.partner)).collect();
        let verb = if names.len() == 1 { "hears" } else { "hear" };
        let text = format!("{} {verb} of it only from the press.", phrases::all_of(&names));
        events.extend(Event::may(text, String::new(), public).filter(|_| !names.is_empty()));
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
