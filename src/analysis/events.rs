//! The events of one history in plain sentences, each with its chance, for the log and for playback on the map.

use crate::analysis::enumeration::every_one_of;
use crate::analysis::number_format::{PercentChange, plain_percent};
use crate::analysis::ways_of_learning::{self, Learning};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::draws::{Draw, Event};
use crate::engine::history::{self, History};
use crate::scenario::{
    ActorId, ItemId, Level, Material, Permission, Plan, Preparation, RecipientId, Repair, RepairKind,
    Scenario,
};

/// The kind of an event in a history, by which views choose a mark and a movement.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// Home told a recipient.
    Told {
        /// The recipient.
        recipient: RecipientId,
        /// The level of detail.
        level: Level,
    },
    /// An actor passed the item on.
    Handed {
        /// The actor that passed it on.
        from: ActorId,
        /// The actor that received it.
        to: ActorId,
        /// The level of detail.
        level: Level,
    },
    /// The press reported it.
    Published,
    /// A hostile actor found the source and closed it.
    SourceClosed {
        /// The hostile actor.
        by: ActorId,
    },
    /// The originator learned of the breach.
    Learned {
        /// The originator.
        partner: ActorId,
    },
    /// Another partner heard of the breach.
    Heard {
        /// The partner.
        partner: ActorId,
    },
    /// A recipient kept its side of the bargain, or did not.
    Bargain {
        /// The recipient.
        recipient: RecipientId,
        /// Whether it kept its side.
        kept: bool,
    },
    /// Home made a repair.
    Repaired {
        /// The partner for whom it was made.
        partner: ActorId,
        /// Whether the partner can see that something is done. An explanation of a breach that it has not
        /// learned of is not given.
        seen: bool,
    },
}

/// An event of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The month, from 0.
    pub month: usize,
    /// The kind of the event.
    pub kind: EventKind,
    /// The item; `None` where the event is about no single one.
    pub item: Option<ItemId>,
    /// The event in a sentence.
    pub sentence: String,
    /// Its meaning, or the reason why it was possible, in a sentence; may be empty.
    pub detail: String,
    /// Its probability at that point, 0 to 1; `None` for a decision, which is not left to chance.
    pub chance: Option<f64>,
}

impl Entry {
    /// True if a partner learns of a breach by this event.
    pub fn is_learned_by(&self, partner: &ActorId) -> bool {
        self.learner() == Some(partner)
    }

    /// An event of no item, without detail and not left to chance.
    fn new(month: usize, kind: EventKind, sentence: String) -> Self {
        Entry { month, kind, item: None, sentence, detail: String::new(), chance: None }
    }

    /// The same, of an item.
    fn of(self, item: &ItemId) -> Self {
        Entry { item: Some(item.clone()), ..self }
    }

    /// Whether a partner knows of it: of what it takes part in, and of what everybody is told.
    pub fn is_known_to(&self, partner: &ActorId) -> bool {
        match &self.kind {
            EventKind::Published => true,
            EventKind::Learned { partner: who } | EventKind::Heard { partner: who } => who == partner,
            EventKind::Repaired { partner: who, seen } => *seen && who == partner,
            EventKind::Told { recipient: RecipientId::Public, .. } => true,
            EventKind::Told { recipient, .. } | EventKind::Bargain { recipient, .. } => {
                recipient.actor() == Some(partner)
            }
            EventKind::Handed { from, to, .. } => from == partner || to == partner,
            EventKind::SourceClosed { .. } => false,
        }
    }

    /// The detail, as far as a partner can know it; all of it where `seat` is none. A partner knows its own
    /// willingness, and not what others hold, how a disclosure was prepared, or what it was worth to home.
    pub fn detail_for(&self, seat: Option<&ActorId>) -> &str {
        if seat.is_none() || self.learner().is_some() { &self.detail } else { "" }
    }

    /// The partner that learns of a breach by this event, directly or by hearing of it.
    pub fn learner(&self) -> Option<&ActorId> {
        match &self.kind {
            EventKind::Learned { partner } | EventKind::Heard { partner } => Some(partner),
            EventKind::Told { .. }
            | EventKind::Handed { .. }
            | EventKind::Published
            | EventKind::SourceClosed { .. }
            | EventKind::Bargain { .. }
            | EventKind::Repaired { .. } => None,
        }
    }

    /// The chance; none for a partner, which cannot know it.
    pub fn chance_for(&self, seat: Option<&ActorId>) -> Option<f64> {
        self.chance.filter(|_| seat.is_none())
    }
}

/// One history with its events in words.
#[derive(Clone, Debug)]
pub struct EventLog {
    /// Its number in the ensemble.
    pub number: u64,
    /// The history in numbers.
    pub history: History,
    /// Its events in words, in the order in which they happened.
    pub entries: Vec<Entry>,
    /// How those learned who were neither told nor handed anything.
    pub learnings: Vec<Learning>,
}

impl EventLog {
    /// Whether a partner has learned of anything by the end of a month.
    pub fn has_learned(&self, partner: &ActorId, month: usize) -> bool {
        self.entries.iter().any(|entry| entry.is_learned_by(partner) && entry.month <= month)
    }
}

/// Plays a history and puts its events into words.
///
/// # Panics
/// As [`CompiledCase::new`].
pub fn tell(scenario: &Scenario, plan: &Plan, seed: u64, number: u64) -> EventLog {
    let case = CompiledCase::new(scenario, plan, None);
    let history = history::play(&case, seed, number);
    let entries = Narrator { scenario, plan, case: &case, history: &history, seed, number }.entries();
    let learnings = ways_of_learning::learnings(&case, &history);
    EventLog { number, history, entries, learnings }
}

struct Narrator<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    case: &'a CompiledCase,
    history: &'a History,
    seed: u64,
    number: u64,
}

impl Narrator<'_> {
    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (0..self.case.items.len()).flat_map(|item| self.item(item)).collect();
        entries.extend(self.bargains());
        entries.extend(self.repairs());
        entries.sort_by_key(|entry| entry.month);
        entries
    }

    fn name(&self, actor: usize) -> &str {
        self.scenario.name(&self.case.actors[actor].id)
    }

    fn partner_id(&self, partner: usize) -> ActorId {
        self.case.actors[self.case.partners[partner].actor].id.clone()
    }

    /// The draws about an item, in order.
    fn draws(&self, item: usize) -> impl Iterator<Item = &Draw> {
        self.history.draws.iter().filter(move |draw| match draw.event {
            Event::Pair { item: i, .. }
            | Event::Press { item: i }
            | Event::ClosesSource { item: i, .. }
            | Event::SeenInside { item: i }
            | Event::BlamedFromPress { item: i }
            | Event::BlamedFromLoss { item: i }
            | Event::SurfacesLate { item: i }
            | Event::Answer { item: i }
            | Event::ToldByOriginator { item: i, .. } => i == item,
            Event::ConcessionKept { .. } => false,
        })
    }

    /// The chance of an event that was drawn; `None` where no draw decided it.
    fn chance_of(&self, item: usize, event: Event) -> Option<f64> {
        self.draws(item).find(|draw| draw.event == event).map(|draw| draw.chance)
    }

    fn item(&self, item: usize) -> Vec<Entry> {
        let mut entries = self.tellings(item);
        entries.extend(self.handings(item));
        entries.extend(self.publication(item));
        entries.extend(self.closings(item));
        entries.extend(self.learning(item));
        entries.extend(self.hearing(item));
        entries
    }

    fn tellings(&self, item: usize) -> Vec<Entry> {
        let id = &self.case.items[item].id;
        let what = self.plan.item(id);
        let name = self.scenario.item_name(id);
        let home = self.scenario.name(&self.scenario.home);
        (what.tell.iter())
            .filter(|(_, level)| **level > Level::Withheld)
            .map(|(recipient, level)| {
                let to = self.scenario.recipient_in_a_sentence(recipient);
                let sentence = format!("{home} tells {to} {} of {name}.", part(*level));
                let kind = EventKind::Told { recipient: recipient.clone(), level: *level };
                Entry { detail: self.how_it_came_about(item), ..Entry::new(0, kind, sentence).of(id) }
            })
            .collect()
    }

    fn how_it_came_about(&self, item: usize) -> String {
        let how = match self.plan.preparation {
            Preparation::Spontaneous => "In the room",
            Preparation::Staffed => "Prepared by the staff",
            Preparation::Leak => "By a leak",
            Preparation::Compelled => "Compelled",
            Preparation::Misuse => "By misuse",
        };
        let case = &self.case.items[item];
        if case.originator.is_none() {
            return format!("{how}. It is home’s own.");
        }
        let originator = self.name(case.originator_actor);
        match self.plan.item(&case.id).permission {
            Permission::NotAsked => format!("{how}. {originator} was not asked."),
            Permission::Refused => format!("{how}, although {originator} refused."),
            Permission::Granted(level) => format!("{how}. {originator} granted {}.", part(level)),
            Permission::Asked(_) => match self.history.items[item].granted {
                Some(Level::Withheld) | None => format!("{how}. {originator}, asked, refused."),
                Some(level) => format!("{how}. {originator}, asked, granted {}.", part(level)),
            },
        }
    }

    fn handings(&self, item: usize) -> Vec<Entry> {
        let case = &self.case.items[item];
        let name = self.scenario.item_name(&case.id);
        (self.history.items[item].transmissions.iter())
            .map(|handing| {
                let (from, to) = (self.name(handing.from), self.name(handing.to));
                let sentence = format!("{from} hands {to} {} of {name}.", part(handing.level));
                let kind = EventKind::Handed {
                    from: self.case.actors[handing.from].id.clone(),
                    to: self.case.actors[handing.to].id.clone(),
                    level: handing.level,
                };
                let event = Event::Pair { item, from: handing.from, to: handing.to };
                let detail = if handing.to == case.originator_actor && case.originator.is_some() {
                    format!("{to} recognises its own item.")
                } else {
                    String::new()
                };
                Entry {
                    chance: self.chance_of(item, event),
                    detail,
                    ..Entry::new(0, kind, sentence).of(&case.id)
                }
            })
            .collect()
    }

    fn publication(&self, item: usize) -> Option<Entry> {
        let story = &self.history.items[item];
        let id = &self.case.items[item].id;
        let name = self.scenario.item_name(id);
        let told = self.case.items[item].public_told;
        (story.public && !told).then(|| Entry {
            detail: match story.new_holders {
                1 => "One actor newly held it.".into(),
                n => format!("{n} actors newly held it."),
            },
            chance: self.chance_of(item, Event::Press { item }),
            ..Entry::new(0, EventKind::Published, format!("The press reports the gist of {name}.")).of(id)
        })
    }

    fn closings(&self, item: usize) -> Vec<Entry> {
        let case = &self.case.items[item];
        let name = self.scenario.item_name(&case.id);
        (self.history.items[item].closed_by.iter())
            .map(|actor| {
                let sentence = format!("{} finds the source of {name} and closes it.", self.name(*actor));
                let kind = EventKind::SourceClosed { by: self.case.actors[*actor].id.clone() };
                Entry {
                    detail: format!("It held {}.", part(self.history.items[item].levels[*actor])),
                    chance: self.chance_of(item, Event::ClosesSource { item, actor: *actor }),
                    ..Entry::new(0, kind, sentence).of(&case.id)
                }
            })
            .collect()
    }

    fn learning(&self, item: usize) -> Option<Entry> {
        let case = &self.case.items[item];
        let story = &self.history.items[item];
        let (originator, month) = (case.originator?, story.learned?);
        let through = story.learned_through;
        let inside = format!("its people inside {}", with_article(self.scenario.name(&self.scenario.home)));
        let channels: Vec<&str> = [
            (through.seen_inside, inside.as_str()),
            (through.press, "the press"),
            (through.loss, "the loss of its source"),
            (through.handed_back, "being handed its own item"),
        ]
        .into_iter()
        .filter_map(|(happened, channel)| happened.then_some(channel))
        .collect();
        let name = self.scenario.name(&self.case.actors[case.originator_actor].id);
        let how = if channels.is_empty() {
            "because it surfaces".into()
        } else {
            format!("from {}", every_one_of(&channels))
        };
        let kind = EventKind::Learned { partner: self.partner_id(originator) };
        Some(Entry {
            detail: self.consequence(originator, month),
            chance: self.chance_of_learning(item, month),
            ..Entry::new(month, kind, format!("{name} learns of it {how}.")).of(&case.id)
        })
    }

    /// The chance that some channel fires in month 0, or that it surfaces by now.
    fn chance_of_learning(&self, item: usize, month: usize) -> Option<f64> {
        if self.history.items[item].learned_through.handed_back {
            return None;
        }
        if month > 0 {
            return self.chance_of(item, Event::SurfacesLate { item });
        }
        let channels =
            [Event::SeenInside { item }, Event::BlamedFromPress { item }, Event::BlamedFromLoss { item }];
        let missed: f64 = channels
            .into_iter()
            .filter_map(|event| self.chance_of(item, event))
            .map(|chance| 1.0 - chance)
            .product();
        Some(1.0 - missed)
    }

    fn hearing(&self, item: usize) -> Vec<Entry> {
        let story = &self.history.items[item];
        let about = &self.case.items[item].id;
        let originator = self.name(self.case.items[item].originator_actor).to_owned();
        let heard = story.heard.iter().enumerate().filter_map(|(partner, month)| Some((partner, (*month)?)));
        heard
            .map(|(partner, month)| {
                let id = self.partner_id(partner);
                let from = if story.public {
                    "reads of it".into()
                } else {
                    format!("hears of it from {originator}")
                };
                let sentence = format!("{} {from}.", self.scenario.name(&id));
                let chance = self.chance_of(item, Event::ToldByOriginator { item, partner });
                let kind = EventKind::Heard { partner: id };
                let detail = self.consequence(partner, month);
                Entry { chance, detail, ..Entry::new(month, kind, sentence).of(about) }
            })
            .collect()
    }

    /// A partner's willingness in a month, as everywhere: if nothing were said, and as planned, in whole per cent.
    fn consequence(&self, partner: usize, month: usize) -> String {
        let course = &self.history.partners[partner];
        let change = |material| {
            let withheld = course.willingness_if_withheld(material, month);
            PercentChange::of(withheld, course.willingness(material, month)).values()
        };
        let [content, methods] = Material::ALL.map(change);
        format!("Content {content}\u{a0}%, sources and methods {methods}\u{a0}%, against saying nothing.")
    }

    fn bargains(&self) -> Vec<Entry> {
        let kept = |draw: &Draw| {
            let Event::ConcessionKept { recipient } = draw.event else { return None };
            let id = self.case.recipients[recipient].id.clone();
            let name = self.scenario.recipient_name(&id);
            let (sentence, detail) = if draw.happened {
                let gained = self.history.concessions[recipient].gained;
                (format!("{name} gives something in return."), format!("It is worth {gained:.2} to home."))
            } else {
                (format!("{name} gives nothing in return."), String::new())
            };
            let chance = if draw.happened { draw.chance } else { 1.0 - draw.chance };
            let kind = EventKind::Bargain { recipient: id, kept: draw.happened };
            Some(Entry { detail, chance: Some(chance), ..Entry::new(0, kind, sentence) })
        };
        self.history.draws.iter().filter_map(kept).collect()
    }

    fn repairs(&self) -> Vec<Entry> {
        let within = |repair: &&Repair| (1..=self.case.horizon).contains(&(repair.month as usize));
        let all = self.plan.repairs.iter().enumerate().filter(|(_, repair)| within(repair));
        all.map(|(place, repair)| self.repair(place, repair)).collect()
    }

    /// A repair's effect in its month: willingness without it, and with it, with the same luck.
    fn effect(&self, place: usize, repair: &Repair) -> String {
        let mut plan = self.plan.clone();
        plan.repairs.remove(place);
        let case = CompiledCase::new(self.scenario, &plan, None);
        let without = history::play(&case, self.seed, self.number);
        // A repair for somebody who shares nothing moves nothing.
        let Some(partner) = self.case.partner_index(&repair.partner) else { return String::new() };
        let month = repair.month as usize;
        let of = |history: &History, material| history.partners[partner].willingness(material, month);
        let part = |material: Material| {
            let change = PercentChange::of(of(&without, material), of(self.history, material));
            (change.change() != 0).then(|| format!("{} {}\u{a0}%", material.name(), change.values()))
        };
        let parts: Vec<String> = Material::ALL.into_iter().filter_map(part).collect();
        match parts.is_empty() {
            true => "In this month nothing moves by it.".into(),
            false => {
                format!("{}’s {}, by this.", self.scenario.name(&repair.partner), parts.join(", "))
            }
        }
    }

    /// A repair acts on what the partner has learned so far; with nothing learned, only compensation
    /// and institutions do anything (model, section 8).
    fn repair(&self, place: usize, repair: &Repair) -> Entry {
        let (home, partner) = (self.scenario.name(&self.scenario.home), self.scenario.name(&repair.partner));
        let knows = self.has_learned(&repair.partner, repair.month as usize);
        let sentence = match repair.kind {
            RepairKind::Explanation if knows => format!("{home} explains and apologises to {partner}."),
            RepairKind::Explanation => {
                format!("{home} is prepared to explain, but {partner} has learned of nothing.")
            }
            RepairKind::ProceduralFix if knows => {
                format!("{home} fixes the procedure that failed {partner}.")
            }
            RepairKind::ProceduralFix => {
                format!("{home} fixes the procedure, but {partner} has learned of nothing.")
            }
            RepairKind::Compensation(amount) => {
                format!("{home} compensates {partner} for a year ({}).", plain_percent(amount))
            }
            RepairKind::Institution(which, to) => {
                format!("{home} and {partner} build {} up to {}.", which.name(), plain_percent(to))
            }
        };
        let mends = matches!(repair.kind, RepairKind::Explanation | RepairKind::ProceduralFix);
        let detail = match (mends, knows) {
            (true, false) => "It changes nothing.".into(),
            (true, true) if self.came_before(repair) => "Only the first of these counts.".into(),
            (true, true) | (false, _) => self.effect(place, repair),
        };
        let kind = EventKind::Repaired { partner: repair.partner.clone(), seen: knows || !mends };
        Entry { detail, ..Entry::new(repair.month as usize, kind, sentence) }
    }

    /// Whether a partner has learned of anything by the end of a month.
    fn has_learned(&self, partner: &ActorId, month: usize) -> bool {
        let items = || self.case.items.iter().zip(&self.history.items);
        let learns = |partner: usize| {
            items().filter_map(|(item, trace)| trace.known_to(item, partner)).any(|learned| learned <= month)
        };
        // Nobody but a partner can learn of a breach.
        self.case.partner_index(partner).is_some_and(learns)
    }

    /// Whether the plan has the same for the same partner earlier.
    fn came_before(&self, repair: &Repair) -> bool {
        let same = |other: &&Repair| other.partner == repair.partner && other.kind == repair.kind;
        let first = self.plan.repairs.iter().filter(same).min_by_key(|other| other.month);
        first.is_some_and(|first| !std::ptr::eq(first, repair))
    }
}

/// A level as the object of “tells”: “the gist”.
fn part(level: Level) -> &'static str {
    match level {
        Level::Withheld => "nothing",
        Level::Gist => "the gist",
        Level::Content => "the content",
        Level::Context => "the context",
        Level::SourcesMethods => "the sources and methods",
    }
}

/// A country's name as it stands after “inside”.
fn with_article(name: &str) -> String {
    if name.starts_with("United ") { format!("the {name}") } else { name.into() }
}
