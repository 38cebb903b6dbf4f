//! Every way in which the meeting can go for one item, each with its probability: played with luck that takes every
//! fork in turn. Where there are too many, ways drawn at random stand for them.

use crate::engine::compiled_case::{CompiledCase, ItemCase};
use crate::engine::detection::surfaces_by;
use crate::engine::draws::{Draws, Event, KeyedDraws};
use crate::engine::inputs::Values;
use crate::engine::item_trace::ItemTrace;
use crate::engine::meeting::{self, MeetingContext};
use crate::scenario::{Level, ParameterField};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// The most ways of one item that are played one by one: a second or so.
pub const MOST_WAYS: u64 = 300_000;
/// How many ways drawn at random stand for more.
pub const DRAWN_WAYS: u64 = 20_000;

/// When the originator learns of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Learning {
    /// Not within the horizon.
    Never,
    /// In a later month.
    Later,
    /// In month 0.
    AtOnce,
}

/// How far an item goes; the last that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageKind {
    /// Nobody is told.
    NotTold,
    /// To those who are told.
    OnlyThoseTold,
    /// To others, none of them hostile to the originator.
    PassedOn,
    /// To others, one of them hostile to the originator.
    ToHostile,
    /// To the originator itself.
    HandedBack,
}

/// Who comes to hold an item, not counting the press.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// How far it goes.
    pub kind: PassageKind,
    /// By actor: the level at which it newly holds the item; empty where only the kind is told apart.
    pub holders: Vec<Level>,
}

/// A way in which an item's part of the meeting can go, as far as a tree shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// What the originator granted, where it was asked.
    pub granted: Option<Level>,
    /// Who comes to hold it.
    pub passage: Passage,
    /// Whether the press reported it.
    pub public: bool,
    /// Whether the source was closed.
    pub closed: bool,
    /// When the originator learned.
    pub learning: Learning,
}

/// A way with its probability and what else its worth depends on.
#[derive(Clone, Debug)]
pub struct WeighedWay {
    /// The way.
    pub way: Way,
    /// Its probability, 0 to 1.
    pub probability: f64,
    /// The months in which the originator can have learned, each with its probability together with the way.
    pub months: BTreeMap<usize, f64>,
    /// A course of the item that goes this way; what other partners hear from the originator is left out.
    pub trace: ItemTrace,
    /// By partner: the chance that it hears from the originator when that learns.
    pub told_by_originator: Vec<f64>,
}

/// The ways of an item.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Each way once, in order; none has the probability 0.
    pub ways: Vec<WeighedWay>,
    /// Whether they are drawn at random instead of all.
    pub drawn: bool,
}

impl Ways {
    /// The same with passages told apart by their kind alone.
    pub fn by_kind(self) -> Ways {
        let mut collected = Collected::default();
        for mut weighed in self.ways {
            weighed.way.passage.holders.clear();
            collected.put(weighed);
        }
        Ways { ways: collected.into_ways(), drawn: self.drawn }
    }
}

/// The ways of an item with these numbers.
pub fn ways_of(case: &CompiledCase, values: &Values<1>, item: usize) -> Ways {
    let ends = Ends::of(case, values, item);
    let mut collected = Collected::default();
    let mut forks = Vec::new();
    for _ in 0..MOST_WAYS {
        let luck =
            ForkedDraws { ends: &ends, forks: RefCell::new(forks), at: Cell::new(0), told: no_gossip(case) };
        let trace = played(case, values, &luck, item);
        forks = luck.forks.into_inner();
        let probability = forks.iter().map(|fork| fork.probabilities[fork.taken]).product();
        collected.add(
            way_of(case, values, item, &trace),
            Played { trace, probability, told: luck.told.into_inner() },
        );
        if !next(&mut forks) {
            return Ways { ways: collected.into_ways(), drawn: false };
        }
    }
    drawn_ways(case, values, item)
}

/// Ways drawn at random, each as likely as the others.
fn drawn_ways(case: &CompiledCase, values: &Values<1>, item: usize) -> Ways {
    let mut collected = Collected::default();
    for history in 0..DRAWN_WAYS {
        let keyed = KeyedDraws { case, seed: 1, history };
        let luck = OpenGossip { luck: keyed, told: no_gossip(case) };
        let trace = played(case, values, &luck, item);
        let probability = 1.0 / DRAWN_WAYS as f64;
        collected.add(
            way_of(case, values, item, &trace),
            Played { trace, probability, told: luck.told.into_inner() },
        );
    }
    Ways { ways: collected.into_ways(), drawn: true }
}

fn played(case: &CompiledCase, values: &Values<1>, luck: &impl Draws, item: usize) -> ItemTrace {
    let mut trace = ItemTrace::default();
    meeting::play_item(&MeetingContext { case, values, lane: 0, luck }, item, &mut trace);
    trace
}

/// By partner: the chance of hearing from the originator, before anybody was asked for one.
fn no_gossip(case: &CompiledCase) -> RefCell<Vec<f64>> {
    RefCell::new(vec![0.0; case.partners.len()])
}

/// One way as it was played.
struct Played {
    trace: ItemTrace,
    probability: f64,
    told: Vec<f64>,
}

/// Ways, each once.
#[derive(Default)]
struct Collected(BTreeMap<Way, WeighedWay>);

impl Collected {
    fn add(&mut self, way: Way, Played { trace, probability, told }: Played) {
        let months = trace.learned.map(|month| (month, probability)).into_iter().collect();
        self.put(WeighedWay { way, probability, months, trace, told_by_originator: told });
    }

    fn put(&mut self, weighed: WeighedWay) {
        if weighed.probability <= 0.0 {
            return;
        }
        match self.0.get_mut(&weighed.way) {
            Some(known) => {
                known.probability += weighed.probability;
                for (month, probability) in weighed.months {
                    *known.months.entry(month).or_insert(0.0) += probability;
                }
            }
            None => {
                self.0.insert(weighed.way.clone(), weighed);
            }
        }
    }

    fn into_ways(self) -> Vec<WeighedWay> {
        self.0.into_values().collect()
    }
}

fn way_of(case: &CompiledCase, values: &Values<1>, item: usize, trace: &ItemTrace) -> Way {
    let learning = match trace.learned {
        None => Learning::Never,
        Some(0) => Learning::AtOnce,
        Some(_) => Learning::Later,
    };
    Way {
        granted: trace.granted,
        passage: passage_of(case.items[item].answered(trace.granted), values, trace),
        public: trace.public,
        closed: trace.source_closed(),
        learning,
    }
}

fn passage_of(item: &ItemCase, values: &Values<1>, trace: &ItemTrace) -> Passage {
    if !item.is_told() {
        return Passage { kind: PassageKind::NotTold, holders: Vec::new() };
    }
    let mut holders = item.told.clone();
    for transmission in &trace.transmissions {
        let level = &mut holders[transmission.to];
        *level = transmission.level.max(*level);
    }
    if item.originator.is_some() {
        holders[item.originator_actor] = Level::Withheld;
    }
    let is_reached = |actor: usize| holders[actor] > Level::Withheld && item.told[actor] == Level::Withheld;
    let is_hostile = |(actor, affinity): &(usize, usize)| is_reached(*actor) && values.at(*affinity, 0) < 0.0;
    let kind = if trace.handed_back {
        PassageKind::HandedBack
    } else if item.hostile.iter().any(is_hostile) {
        PassageKind::ToHostile
    } else if (0..holders.len()).any(is_reached) {
        PassageKind::PassedOn
    } else {
        PassageKind::OnlyThoseTold
    };
    Passage { kind, holders }
}

/// The partner whom the originator tells, if that is the event: it is left open, because each partner weighs it on
/// its own.
fn is_gossip(event: Event) -> Option<usize> {
    match event {
        Event::ToldByOriginator { partner, .. } => Some(partner),
        _ => None,
    }
}

/// Other draws, with gossip left open.
struct OpenGossip<K> {
    luck: K,
    told: RefCell<Vec<f64>>,
}

impl<K: Draws> Draws for OpenGossip<K> {
    fn uniform(&self, event: Event) -> f64 {
        self.luck.uniform(event)
    }

    fn happens(&self, event: Event, chance: f64) -> bool {
        if let Some(partner) = is_gossip(event) {
            self.told.borrow_mut()[partner] = chance.clamp(0.0, 1.0);
            return false;
        }
        self.luck.happens(event, chance)
    }
}

/// A part of the unit interval in which the uniform number of an event lies.
#[derive(Clone, Copy, Debug)]
struct Part {
    low: f64,
    high: f64,
}

impl Part {
    fn width(self) -> f64 {
        self.high - self.low
    }

    fn middle(self) -> f64 {
        0.5 * (self.low + self.high)
    }
}

/// A place where chance decides: the parts in which the number of an event can lie, and the one that is taken.
#[derive(Clone, Debug)]
struct Fork {
    event: Event,
    parts: Vec<Part>,
    /// The probability of each part, given all that was decided before.
    probabilities: Vec<f64>,
    taken: usize,
}

/// Moves on to the next way; `false` after the last.
fn next(forks: &mut Vec<Fork>) -> bool {
    while let Some(mut last) = forks.pop() {
        last.taken += 1;
        if last.taken < last.parts.len() {
            forks.push(last);
            return true;
        }
    }
    false
}

/// The ends between which the number of an event that is not asked for with a chance makes no difference.
struct Ends {
    answer: Vec<f64>,
    surfacing: Vec<f64>,
}

impl Ends {
    fn of(case: &CompiledCase, values: &Values<1>, item: usize) -> Self {
        let luck = KeyedDraws { case, seed: 0, history: 0 };
        let context = MeetingContext { case, values, lane: 0, luck: &luck };
        let answers = case.items[item].answers.as_ref();
        let chances = answers.map(|answers| meeting::chances_of_grant(&context, item, &answers.consent));
        let mut answer: Vec<f64> = chances.into_iter().flatten().collect();
        answer.sort_by(f64::total_cmp);
        let monthly = values.at(case.constants.slot(ParameterField::LateSurfacing), 0);
        let surfacing = (0..=case.horizon).map(|month| surfaces_by(monthly, month)).collect();
        Ends { answer, surfacing }
    }
}

/// Draws that follow forks and add the ones that are new; gossip is left open.
struct ForkedDraws<'a> {
    ends: &'a Ends,
    forks: RefCell<Vec<Fork>>,
    at: Cell<usize>,
    told: RefCell<Vec<f64>>,
}

impl ForkedDraws<'_> {
    /// The part in which the number of an event is known to lie so far.
    fn known(&self, event: Event) -> Part {
        let forks = self.forks.borrow();
        let last = forks[..self.at.get()].iter().rev().find(|fork| fork.event == event);
        last.map_or(Part { low: 0.0, high: 1.0 }, |fork| fork.parts[fork.taken])
    }

    /// A number in the part, between some ends, in which the number of an event lies on this way.
    fn decide(&self, event: Event, ends: &[f64]) -> f64 {
        let known = self.known(event);
        let inside = ends.iter().copied().filter(|end| *end > known.low && *end < known.high);
        let mut all: Vec<f64> = [known.low].into_iter().chain(inside).chain([known.high]).collect();
        all.dedup();
        if all.len() == 2 {
            return known.middle();
        }
        let mut forks = self.forks.borrow_mut();
        let at = self.at.replace(self.at.get() + 1);
        if at == forks.len() {
            let parts: Vec<Part> = all.windows(2).map(|ends| Part { low: ends[0], high: ends[1] }).collect();
            let probabilities = parts.iter().map(|part| part.width() / known.width()).collect();
            forks.push(Fork { event, parts, probabilities, taken: 0 });
        }
        forks[at].parts[forks[at].taken].middle()
    }
}

impl Draws for ForkedDraws<'_> {
    fn uniform(&self, event: Event) -> f64 {
        match event {
            Event::Answer { .. } => self.decide(event, &self.ends.answer),
            _ => self.decide(event, &self.ends.surfacing),
        }
    }

    fn happens(&self, event: Event, chance: f64) -> bool {
        if chance <= 0.0 {
            return false;
        }
        if let Some(partner) = is_gossip(event) {
            self.told.borrow_mut()[partner] = chance.min(1.0);
            return false;
        }
        self.decide(event, &[chance]) < chance
    }
}
