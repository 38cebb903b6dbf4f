//! Where chance comes from: every event at the meeting or after it has one uniform number per history.

use super::compiled_case::CompiledCase;
use crate::engine::numerics::random;
use std::cell::RefCell;

/// An event that chance decides, at the meeting or after it; actors, items, partners and recipients are given by
/// index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Whether `from` hands the item to `to`: the draw w of the pair.
    Pair {
        /// The item.
        item: usize,
        /// The actor that may hand it on.
        from: usize,
        /// The actor that may be handed it.
        to: usize,
    },
    /// Whether the press hears of it.
    Press {
        /// The item.
        item: usize,
    },
    /// Whether an actor closes the source.
    ClosesSource {
        /// The item.
        item: usize,
        /// The hostile actor.
        actor: usize,
    },
    /// Whether the originator sees it happen inside home.
    SeenInside {
        /// The item.
        item: usize,
    },
    /// Whether it blames home for what the press says.
    BlamedFromPress {
        /// The item.
        item: usize,
    },
    /// Whether it blames home for the loss of its source.
    BlamedFromLoss {
        /// The item.
        item: usize,
    },
    /// The month in which it surfaces, if it stayed hidden.
    SurfacesLate {
        /// The item.
        item: usize,
    },
    /// Whether the originator tells another partner.
    ToldByOriginator {
        /// The item.
        item: usize,
        /// The partner.
        partner: usize,
    },
    /// How the originator answers when it is asked.
    Answer {
        /// Which item.
        item: usize,
    },
    /// Whether a recipient keeps its bargain.
    ConcessionKept {
        /// The recipient.
        recipient: usize,
    },
}

/// The random draws of one history.
pub trait Draws {
    /// The uniform number in (0, 1) that decides an event.
    fn uniform(&self, event: Event) -> f64;

    /// Whether an event with this chance happens.
    #[inline(always)]
    fn happens(&self, event: Event, chance: f64) -> bool {
        chance > 0.0 && self.uniform(event) < chance
    }
}

/// The draw of one event: its chance, and whether it happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// The event.
    pub event: Event,
    /// Its chance at that point, 0 to 1.
    pub chance: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// Draws with a record of every event that had a chance, in the order in which they were drawn.
#[derive(Debug)]
pub struct RecordedDraws<'a, K> {
    luck: &'a K,
    draws: RefCell<Vec<Draw>>,
}

impl<'a, K: Draws> RecordedDraws<'a, K> {
    /// Records other draws.
    pub fn of(luck: &'a K) -> Self {
        RecordedDraws { luck, draws: RefCell::default() }
    }

    /// The record.
    pub fn into_draws(self) -> Vec<Draw> {
        self.draws.into_inner()
    }
}

impl<K: Draws> Draws for RecordedDraws<'_, K> {
    fn uniform(&self, event: Event) -> f64 {
        self.luck.uniform(event)
    }

    fn happens(&self, event: Event, chance: f64) -> bool {
        let happened = self.luck.happens(event, chance);
        if chance > 0.0 {
            self.draws.borrow_mut().push(Draw { event, chance, happened });
        }
        happened
    }
}

/// Draws by key: a pure function of seed, history, kind of event and actors, never of the plan. So what is compared
/// shares its luck, and a change of a plan is followed history by history.
#[derive(Clone, Copy, Debug)]
pub struct KeyedDraws<'a> {
    /// The compiled case that holds the keys of actors, items and recipients.
    pub case: &'a CompiledCase,
    /// The seed of the draws: that of the run, unless other luck is asked for.
    pub seed: u64,
    /// The number of the history.
    pub history: u64,
}

impl Draws for KeyedDraws<'_> {
    #[inline]
    fn uniform(&self, event: Event) -> f64 {
        random::uniform(self.seed, self.stream(event), self.history)
    }
}

impl KeyedDraws<'_> {
    /// The key of an event: its kind, joined with the keys of those concerned.
    #[inline]
    fn stream(&self, event: Event) -> u64 {
        let item = |what: u64, item: usize| random::join(what, self.case.items[item].key);
        let actor = |key: u64, actor: usize| random::join(key, self.case.actors[actor].key);
        match event {
            Event::Pair { item: i, from, to } => actor(actor(item(1, i), from), to),
            Event::Press { item: i } => item(2, i),
            Event::ClosesSource { item: i, actor: a } => actor(item(3, i), a),
            Event::SeenInside { item: i } => item(4, i),
            Event::BlamedFromPress { item: i } => item(5, i),
            Event::BlamedFromLoss { item: i } => item(6, i),
            Event::SurfacesLate { item: i } => item(7, i),
            Event::ToldByOriginator { item: i, partner } => {
                actor(item(8, i), self.case.partners[partner].actor)
            }
            Event::Answer { item: i } => item(10, i),
            Event::ConcessionKept { recipient } => random::join(9, self.case.recipients[recipient].key),
        }
    }
}
