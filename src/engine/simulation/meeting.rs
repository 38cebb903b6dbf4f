//! The meeting of one history, item by item: who comes to know, whether the source is found,
//! whether and when the originator learns of it, who else hears, and what is given in return.

use super::compiled_case::{CompiledCase, ItemCase};
use super::draws::{Event, Luck};
use super::inputs::Values;
use crate::engine::mechanisms::belief::{self, EvidenceUpdate, SecondHand};
use crate::engine::mechanisms::cascade::{self, Bystanders, Handing, Way};
use crate::engine::mechanisms::detection::{self, Watch};
use crate::engine::mechanisms::{attribution, breach, ledger, willingness};
use crate::engine::numerics::batch::Batch;
use crate::scenario::{Institution, Level, ParameterField, Preparation};

/// The numbers and the luck of one history.
pub struct Circumstances<'a, const L: usize, K: Luck> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// All numbers, in several histories.
    pub values: &'a Values<L>,
    /// Which of those histories this is.
    pub lane: usize,
    /// Its luck.
    pub luck: &'a K,
}

impl<const L: usize, K: Luck> Circumstances<'_, L, K> {
    #[inline(always)]
    fn value(&self, slot: usize) -> f64 {
        self.values.at(slot, self.lane)
    }

    #[inline(always)]
    fn constant(&self, field: ParameterField) -> f64 {
        self.value(self.case.constants.slot(field))
    }

    #[inline(always)]
    fn happens(&self, event: Event, chance: f64) -> bool {
        self.luck.happens(event, chance)
    }
}

/// What became of one item in one history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemTrace {
    /// The level at which each actor newly holds it; `Withheld` for whoever got nothing new.
    pub levels: Vec<Level>,
    /// How many newly hold it, not counting the originator and what the press reports.
    pub new_holders: usize,
    /// Who handed it to whom.
    pub handings: Vec<Handing>,
    /// Whether it became public.
    pub public: bool,
    /// Whether the originator was handed its own item.
    pub handed_back: bool,
    /// Who closed the source.
    pub closed_by: Vec<usize>,
    /// Severity S, if something went beyond what was granted.
    pub severity: f64,
    /// The month D in which the originator learns, if it does.
    pub learned: Option<usize>,
    /// Through what it learned in month 0.
    pub learned_through: Channels,
    /// The month in which each other partner hears, by index among the partners.
    pub heard: Vec<Option<usize>>,
}

impl ItemTrace {
    /// Whether somebody closed the source: C.
    pub fn source_closed(&self) -> bool {
        !self.closed_by.is_empty()
    }

    /// The month in which a partner learns of it, as its originator or by hearing of it.
    pub fn known_to(&self, item: &ItemCase, partner: usize) -> Option<usize> {
        if item.originator == Some(partner) { self.learned } else { self.heard[partner] }
    }
}

/// The channels through which the originator learned in month 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels {
    /// It saw it happen inside home.
    pub seen_inside: bool,
    /// It read of it and blamed home.
    pub press: bool,
    /// It lost its source and blamed home.
    pub loss: bool,
    /// It was handed its own item.
    pub handed_back: bool,
}

impl Channels {
    fn any(self) -> bool {
        self.seen_inside || self.press || self.loss || self.handed_back
    }
}

/// Plays one item's part of the meeting. The trace is overwritten; its memory is used again.
pub fn play_item<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let item = &now.case.items[index];
    reset(trace, now.case);
    if !item.is_told() {
        return;
    }
    spread(now, index, trace);
    reach_the_press(now, index, trace);
    find_the_source(now, index, trace);
    if item.goes_beyond {
        trace.severity = severity(now, item, trace);
        learn(now, index, trace);
        hear(now, index, trace);
    }
}

fn reset(trace: &mut ItemTrace, case: &CompiledCase) {
    let ItemTrace { levels, handings, closed_by, heard, .. } = std::mem::take(trace);
    *trace = ItemTrace { levels, handings, closed_by, heard, ..ItemTrace::default() };
    trace.levels.clear();
    trace.levels.resize(case.actors.len(), Level::Withheld);
    trace.heard.clear();
    trace.heard.resize(case.partners.len(), None);
    trace.handings.clear();
    trace.closed_by.clear();
}

fn spread<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let (case, item) = (now.case, &now.case.items[index]);
    trace.levels.copy_from_slice(&item.told);
    let bystanders = Bystanders {
        home: case.home,
        originator: item.originator.map(|_| item.originator_actor),
        holds_already: &item.holds_already,
    };
    let ways_from = |from: usize| {
        case.actors[from].onward.iter().map(move |&(to, onward)| {
            let wanted = item.interest[to].map_or(0.0, |slot| now.value(slot));
            let interest = if to == item.originator_actor { 1.0 } else { wanted };
            Way { to, onward: now.value(onward), interest }
        })
    };
    let is_open = |from, to, chance| now.happens(Event::Pair { item: index, from, to }, chance);
    let (levels, handings) = (&mut trace.levels, &mut trace.handings);
    cascade::spread(levels, &bystanders, item.told_actors.iter().copied(), ways_from, is_open, |handing| {
        handings.push(handing);
    });
    if item.originator.is_some() {
        trace.handed_back = trace.levels[item.originator_actor] > Level::Withheld;
        trace.levels[item.originator_actor] = Level::Withheld;
    }
    // Levels fall as the cascade goes on, so nobody is handed an item twice.
    let newly_reached =
        |handing: &&Handing| item.told[handing.to] == Level::Withheld && handing.to != item.originator_actor;
    trace.new_holders = item.told_actors.len() + trace.handings.iter().filter(newly_reached).count();
}

/// If the press hears of it, everybody holds at least the gist.
fn reach_the_press<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let item = &now.case.items[index];
    let floor = match now.case.preparation {
        Preparation::Leak => 1.0,
        _ => now.constant(ParameterField::PressFloor),
    };
    let chance = if item.public_told {
        1.0
    } else {
        cascade::press_chance(floor, now.constant(ParameterField::PressPerHolder), trace.new_holders)
    };
    trace.public = now.happens(Event::Press { item: index }, chance);
    if !trace.public {
        return;
    }
    for (actor, level) in trace.levels.iter_mut().enumerate() {
        let bystander = actor == now.case.home || actor == item.originator_actor || item.holds_already[actor];
        if !bystander && *level < Level::Gist {
            *level = Level::Gist;
        }
    }
}

fn find_the_source<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let item = &now.case.items[index];
    let (sources, closing) = (now.value(item.plausible_sources), now.constant(ParameterField::Closing));
    for &(actor, affinity) in &item.hostile {
        let level = trace.levels[actor];
        if level == Level::Withheld {
            continue;
        }
        let hostility = attribution::hostility(now.value(affinity));
        let picks = attribution::picks_source(item.likelihood_ratio[level.index()], sources);
        let chance = attribution::closes_source(closing, hostility, picks);
        if now.happens(Event::ClosesSource { item: index, actor }, chance) {
            trace.closed_by.push(actor);
        }
    }
}

fn severity<const L: usize, K: Luck>(now: &Circumstances<L, K>, item: &ItemCase, trace: &ItemTrace) -> f64 {
    let hostility = (item.told_too_much.iter())
        .map(|slot| attribution::hostility(now.value(*slot)))
        .fold(0.0, |most, hostility| if hostility > most { hostility } else { most });
    breach::severity(
        item.planned_severity,
        now.value(item.sensitivity),
        now.constant(ParameterField::HarmlessPart),
        trace.source_closed(),
        now.constant(ParameterField::FriendlyPart),
        hostility,
    )
}

fn learn<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let item = &now.case.items[index];
    let Some(originator) = item.originator else { return };
    let institution =
        |which: Institution| now.value(now.case.partners[originator].institutions[which as usize]);
    let seen = detection::seen_inside(Watch {
        monitoring: institution(Institution::Monitoring),
        liaison: institution(Institution::Liaison),
        hierarchy: institution(Institution::Hierarchy),
    });
    let press = if trace.public { now.constant(ParameterField::PressBlamed) } else { 0.0 };
    let loss = if trace.source_closed() {
        detection::blamed_for_loss(now.constant(ParameterField::LossBlamed), item.other_holders)
    } else {
        0.0
    };
    trace.learned_through = Channels {
        seen_inside: now.happens(Event::SeenInside { item: index }, seen),
        press: now.happens(Event::BlamedFromPress { item: index }, press),
        loss: now.happens(Event::BlamedFromLoss { item: index }, loss),
        handed_back: trace.handed_back,
    };
    trace.learned = if trace.learned_through.any() {
        Some(0)
    } else {
        let (monthly, horizon) = (now.constant(ParameterField::LateSurfacing), now.case.horizon);
        let event = Event::SurfacesLate { item: index };
        let surfaces = now.happens(event, detection::surfaces_by(monthly, horizon));
        surfaces.then(|| detection::surfaces(monthly, now.luck.uniform(event), horizon)).flatten()
    };
}

/// Other partners hear in month 0 if it is public, else from the originator when it learns.
fn hear<const L: usize, K: Luck>(now: &Circumstances<L, K>, index: usize, trace: &mut ItemTrace) {
    let item = &now.case.items[index];
    let Some(originator) = item.originator else { return };
    for partner in 0..now.case.partners.len() {
        if partner == originator {
            continue;
        }
        trace.heard[partner] = match (trace.public, trace.learned) {
            (true, _) => Some(0),
            (false, Some(month)) => {
                let affinity = item.gossip[partner].map_or(0.0, |slot| now.value(slot).max(0.0));
                let chance = now.constant(ParameterField::Gossip) * affinity;
                now.happens(Event::ToldByOriginator { item: index, partner }, chance).then_some(month)
            }
            (false, None) => None,
        };
    }
}

/// What every partner has learned of one item: its month and the bad experience it adds.
pub fn evidence<const L: usize, K: Luck>(
    now: &Circumstances<L, K>,
    index: usize,
    trace: &ItemTrace,
    mut add: impl FnMut(usize, usize, EvidenceUpdate),
) {
    let item = &now.case.items[index];
    let Some(originator) = item.originator else { return };
    if trace.severity <= 0.0 {
        return;
    }
    let own = belief::originators_update(
        trace.severity,
        item.manner,
        now.constant(ParameterField::IntegrityBlow),
        now.constant(ParameterField::ControlBlow),
    );
    if let Some(month) = trace.learned {
        add(originator, month, own);
    }
    let heard = SecondHand {
        weight: now.constant(ParameterField::SecondHand),
        integrity: now.constant(ParameterField::ObserverIntegrity),
        control: now.constant(ParameterField::ObserverControl),
    };
    let originators_stake = stake(now, originator);
    for (partner, month) in trace.heard.iter().enumerate() {
        if let Some(month) = *month {
            let update = belief::observers_update(own, heard, stake(now, partner), originators_stake);
            add(partner, month, update);
        }
    }
}

fn stake<const L: usize, K: Luck>(now: &Circumstances<L, K>, partner: usize) -> f64 {
    let [influence, security, wider] = now.case.partners[partner].stakes.map(|slot| Batch([now.value(slot)]));
    willingness::stake(influence, security, wider).0[0]
}

/// What everything that a recipient is told is worth to it.
pub fn satisfaction<const L: usize, K: Luck>(now: &Circumstances<L, K>, recipient: usize) -> f64 {
    let delay = now.constant(ParameterField::AskingDelay);
    let worth = |gift: &super::compiled_case::Gift| {
        let ageing = gift.aged.map_or(1.0, |half_life| ledger::ageing(delay, now.value(half_life)));
        gift.worth * now.value(gift.interest) * ageing
    };
    now.case.recipients[recipient].gets.iter().map(worth).sum()
}

/// What a recipient gives in the end, and whether it kept its bargain.
pub fn concession<const L: usize, K: Luck>(now: &Circumstances<L, K>, recipient: usize) -> (f64, bool) {
    let who = &now.case.recipients[recipient];
    let satisfaction = satisfaction(now, recipient);
    let due = ledger::concession(now.value(who.concession), now.value(who.appetite), satisfaction);
    if due <= 0.0 {
        return (0.0, false);
    }
    let kept = now.happens(Event::ConcessionKept { recipient }, now.value(who.reciprocity) * who.bargaining);
    (if kept { due } else { 0.0 }, kept)
}
