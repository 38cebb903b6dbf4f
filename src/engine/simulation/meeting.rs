//! The meeting of one history, item by item: who comes to know, whether the source is found,
//! whether and when the originator learns of it, who else hears, and what is given in return.

use super::compiled_case::{CompiledCase, ConsentCase, ItemCase, WarningValue};
use super::draws::{Draws, Event};
use super::inputs::{Slot, Values};
use super::item_trace::{Channels, ItemStage, ItemTrace};
use crate::engine::mechanisms::belief::{self, BetaBelief, Blows, EvidenceUpdate, SecondHand};
use crate::engine::mechanisms::breach::{self, Breach, Severity, SeverityConstants};
use crate::engine::mechanisms::cascade::{self, Exclusions, Network, Pair, Transmission};
use crate::engine::mechanisms::consent::{self, ConsentConstants, Reach, Threat};
use crate::engine::mechanisms::detection::{self, Visibility};
use crate::engine::mechanisms::{attribution, ledger, willingness};
use crate::engine::numerics::batch::Batch;
use crate::scenario::{Institution, Level, ParameterField, Preparation};

/// The numbers and the draws of the meeting in one history.
pub struct MeetingContext<'a, const L: usize, K: Draws> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// All numbers, in several histories.
    pub values: &'a Values<L>,
    /// The lane of this history among them.
    pub lane: usize,
    /// Its draws.
    pub luck: &'a K,
}

impl<const L: usize, K: Draws> MeetingContext<'_, L, K> {
    /// A number in this history.
    #[inline(always)]
    pub fn value(&self, slot: usize) -> f64 {
        self.values.at(slot, self.lane)
    }

    #[inline(always)]
    fn constant(&self, field: ParameterField) -> f64 {
        self.value(self.case.constants.slot(field))
    }

    /// The draw that decides how an originator answers.
    fn answer(&self, item: usize) -> f64 {
        self.luck.uniform(Event::Answer { item })
    }

    #[inline(always)]
    fn happens(&self, event: Event, chance: f64) -> bool {
        self.luck.happens(event, chance)
    }
}

/// Plays the items of one history's meeting. The traces are overwritten; their memory is used again.
pub fn play_items<const L: usize, K: Draws>(context: &MeetingContext<'_, L, K>, traces: &mut [ItemTrace]) {
    for (index, trace) in traces.iter_mut().enumerate() {
        play_item(context, index, trace);
    }
}

/// Plays one item's part of the meeting. The trace is overwritten; its memory is used again.
pub fn play_item<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    trace: &mut ItemTrace,
) {
    for stage in ItemStage::ALL {
        play_stage(context, index, stage, trace);
    }
}

/// Plays a stage, given a trace of the stages before it; the first overwrites the trace.
pub fn play_stage<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    stage: ItemStage,
    trace: &mut ItemTrace,
) {
    match stage {
        ItemStage::Danger => {
            trace.reset(context.case);
            let answers = context.case.items[index].answers.as_ref();
            trace.danger = answers.map(|answers| danger(context, index, &answers.consent));
        }
        ItemStage::Answer => {
            trace.granted = trace.danger.map(|danger| {
                consent::granted(chances_in_danger(context, index, danger), context.answer(index))
            });
        }
        ItemStage::Spread => {
            if let Some(told) = ToldItem::of(context, index, trace) {
                spread(context, told, trace);
            }
        }
        ItemStage::Exposure => {
            if let Some(told) = ToldItem::of(context, index, trace) {
                reach_the_press(context, told, trace);
                find_the_source(context, told, trace);
            }
        }
        ItemStage::Discovery => {
            if let Some(told) = ToldItem::of(context, index, trace).filter(|told| told.item.goes_beyond) {
                trace.severity = severity(context, told.item, trace);
                originator_learns(context, told, trace);
                observers_hear(context, told, trace);
            }
        }
    }
}

/// An item as it is told in one history.
#[derive(Clone, Copy)]
struct ToldItem<'a> {
    index: usize,
    /// As the answer of its originator leaves it.
    item: &'a ItemCase,
}

impl<'a> ToldItem<'a> {
    /// The item, unless it is not told at all.
    fn of<const L: usize, K: Draws>(
        context: &MeetingContext<'a, L, K>,
        index: usize,
        trace: &ItemTrace,
    ) -> Option<Self> {
        let item = context.case.items[index].answered(trace.granted);
        item.is_told().then_some(ToldItem { index, item })
    }
}

/// The chance that the originator of an item, asked, grants each level from gist on.
pub fn chances_of_grant<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    consent: &ConsentCase,
) -> [f64; 4] {
    chances_in_danger(context, index, danger(context, index, consent))
}

/// The danger to the source of an item that its originator sees in each level from gist on.
fn danger<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    consent: &ConsentCase,
) -> [f64; 4] {
    let item = &context.case.items[index];
    let sources = context.value(item.plausible_sources);
    let reach = ItemReach { context, item, consent };
    [Level::Gist, Level::Content, Level::Context, Level::SourcesMethods].map(|level| {
        let reached = consent::best_ways(&reach, level);
        let picks_source = attribution::picks_source(item.likelihood_ratio[level.index()], sources);
        consent::danger(item.hostile.iter().map(|(actor, affinity)| Threat {
            reached: reached[*actor],
            hostility: attribution::hostility(context.value(*affinity)),
            picks_source,
        }))
    })
}

/// The chance that the originator grants each level from gist on, given the danger that it sees in each.
fn chances_in_danger<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    danger: [f64; 4],
) -> [f64; 4] {
    let item = &context.case.items[index];
    let Some(originator) = item.originator else { return [1.0; 4] };
    let constants = ConsentConstants {
        sharpness: context.constant(ParameterField::PermissionSharpness),
        trust: context.constant(ParameterField::PermissionTrust),
        detail: context.constant(ParameterField::PermissionDetail),
    };
    consent::chances(constants, trust_at_start(context, originator), context.value(item.sensitivity), danger)
}

/// A partner's trust τI·τC in home at the start.
fn trust_at_start<const L: usize, K: Draws>(context: &MeetingContext<'_, L, K>, partner: usize) -> f64 {
    let partner = &context.case.partners[partner];
    let trust = |[mean, weight]: [usize; 2]| {
        BetaBelief::from_mean(Batch([context.value(mean)]), Batch([context.value(weight)])).trust().0[0]
    };
    trust(partner.integrity) * trust(partner.control)
}

/// The ways of an item as its originator sees them.
struct ItemReach<'a, const L: usize, K: Draws> {
    context: &'a MeetingContext<'a, L, K>,
    item: &'a ItemCase,
    consent: &'a ConsentCase,
}

impl<const L: usize, K: Draws> Reach for ItemReach<'_, L, K> {
    type Link = Slot;

    fn actors(&self) -> usize {
        self.context.case.actors.len()
    }

    fn told(&self, level: Level) -> impl Iterator<Item = usize> {
        let told = &self.consent.told[level.index()];
        (0..told.len()).filter(move |actor| told[*actor])
    }

    fn is_left_out(&self, actor: usize, level: Level) -> bool {
        self.consent.left_out[level.index()][actor]
    }

    fn pairs_from(&self, from: usize) -> impl Iterator<Item = Pair<Slot>> {
        pairs_from(self.context.case, from)
    }

    fn wanted(&self, Pair { to, link, .. }: &Pair<Slot>) -> f64 {
        let ItemReach { context, item, .. } = self;
        let interest = item.interest[*to].map_or(0.0, |slot| context.value(slot));
        context.value(*link) * interest
    }
}

/// The pairs of an actor and those to whom it can pass an item on, with the slots of the chance that it does.
fn pairs_from(case: &CompiledCase, from: usize) -> impl Iterator<Item = Pair<Slot>> {
    case.actors[from].onward.iter().map(move |(to, link)| Pair { from, to: *to, link: *link })
}

/// The network that one item spreads through in one history.
struct ItemNetwork<'a, const L: usize, K: Draws> {
    context: &'a MeetingContext<'a, L, K>,
    told: ToldItem<'a>,
}

impl<const L: usize, K: Draws> Network for ItemNetwork<'_, L, K> {
    /// The slot of the chance that anything is passed on.
    type Link = Slot;

    fn pairs_from(&self, from: usize) -> impl Iterator<Item = Pair<Slot>> {
        pairs_from(self.context.case, from)
    }

    fn is_open(&self, Pair { from, to, link }: &Pair<Slot>, level: Level) -> bool {
        let ItemNetwork { context, told: ToldItem { index, item } } = *self;
        let wanted = || item.interest[*to].map_or(0.0, |slot| context.value(slot));
        let interest = if *to == item.originator_actor { 1.0 } else { wanted() };
        let chance = cascade::open_chance(context.value(*link), interest, level);
        context.happens(Event::Pair { item: index, from: *from, to: *to }, chance)
    }
}

fn spread<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    told: ToldItem<'_>,
    trace: &mut ItemTrace,
) {
    let (case, item) = (context.case, told.item);
    let ItemTrace { levels, transmissions, .. } = trace;
    levels.copy_from_slice(&item.told);
    let exclusions = Exclusions {
        home: case.home,
        originator: item.originator.map(|_| item.originator_actor),
        holds_already: &item.holds_already,
    };
    cascade::spread(&ItemNetwork { context, told }, &exclusions, levels, |passed| transmissions.push(passed));
    if item.originator.is_some() {
        trace.handed_back = trace.levels[item.originator_actor] > Level::Withheld;
        trace.levels[item.originator_actor] = Level::Withheld;
    }
    // Levels fall as the cascade goes on, so nobody is counted twice.
    let newly_reached = |transmission: &&Transmission| {
        item.told[transmission.to] == Level::Withheld && transmission.to != item.originator_actor
    };
    trace.new_holders = item.told_actors.len() + trace.transmissions.iter().filter(newly_reached).count();
}

/// If the press hears of it, everybody holds at least the gist.
fn reach_the_press<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    ToldItem { index, item }: ToldItem<'_>,
    trace: &mut ItemTrace,
) {
    let floor = match context.case.preparation {
        Preparation::Leak => 1.0,
        _ => context.constant(ParameterField::PressFloor),
    };
    let chance = if item.public_told {
        1.0
    } else {
        cascade::press_chance(floor, context.constant(ParameterField::PressPerHolder), trace.new_holders)
    };
    trace.public = context.happens(Event::Press { item: index }, chance);
    if !trace.public {
        return;
    }
    for (actor, level) in trace.levels.iter_mut().enumerate() {
        let bystander =
            actor == context.case.home || actor == item.originator_actor || item.holds_already[actor];
        if !bystander && *level < Level::Gist {
            *level = Level::Gist;
        }
    }
}

fn find_the_source<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    ToldItem { index, item }: ToldItem<'_>,
    trace: &mut ItemTrace,
) {
    for &(actor, affinity) in &item.hostile {
        let level = trace.levels[actor];
        if level == Level::Withheld {
            continue;
        }
        let hostility = attribution::hostility(context.value(affinity));
        let sources = context.value(item.plausible_sources);
        let picks = attribution::picks_source(item.likelihood_ratio[level.index()], sources);
        let chance = attribution::closes_source(context.constant(ParameterField::Closing), hostility, picks);
        if context.happens(Event::ClosesSource { item: index, actor }, chance) {
            trace.closed_by.push(actor);
        }
    }
}

fn severity<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    item: &ItemCase,
    trace: &ItemTrace,
) -> Severity {
    let hostility = (item.told_too_much.iter())
        .map(|slot| attribution::hostility(context.value(*slot)))
        .fold(0.0, |most, hostility| if hostility > most { hostility } else { most });
    let breach = Breach {
        planned: item.planned_severity,
        sensitivity: context.value(item.sensitivity),
        source_closed: trace.source_closed(),
        hostility,
    };
    let constants = SeverityConstants {
        harmless_part: context.constant(ParameterField::HarmlessPart),
        friendly_part: context.constant(ParameterField::FriendlyPart),
        source_lost_floor: context.constant(ParameterField::SourceLostFloor),
    };
    breach::severity(breach, constants)
}

fn originator_learns<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    ToldItem { index, item }: ToldItem<'_>,
    trace: &mut ItemTrace,
) {
    let Some(originator) = item.originator else { return };
    let institution =
        |which: Institution| context.value(context.case.partners[originator].institutions[which as usize]);
    let seen = detection::seen_inside(Visibility {
        monitoring: institution(Institution::Monitoring),
        liaison: institution(Institution::Liaison),
        hierarchy: institution(Institution::Hierarchy),
    });
    let press = if trace.public { context.constant(ParameterField::PressBlamed) } else { 0.0 };
    let loss = if trace.source_closed() {
        detection::blamed_for_loss(context.constant(ParameterField::LossBlamed), item.other_holders)
    } else {
        0.0
    };
    trace.learned_through = Channels {
        seen_inside: context.happens(Event::SeenInside { item: index }, seen),
        press: context.happens(Event::BlamedFromPress { item: index }, press),
        loss: context.happens(Event::BlamedFromLoss { item: index }, loss),
        handed_back: trace.handed_back,
    };
    trace.learned = if trace.learned_through.any() {
        Some(0)
    } else {
        let (monthly, horizon) = (context.constant(ParameterField::LateSurfacing), context.case.horizon);
        let event = Event::SurfacesLate { item: index };
        let surfaces = context.happens(event, detection::surfaces_by(monthly, horizon));
        surfaces.then(|| detection::surfaces(monthly, context.luck.uniform(event), horizon)).flatten()
    };
}

/// Other partners hear in month 0 if it is public, else from the originator when it learns.
fn observers_hear<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    ToldItem { index, item }: ToldItem<'_>,
    trace: &mut ItemTrace,
) {
    let Some(originator) = item.originator else { return };
    for partner in 0..context.case.partners.len() {
        if partner == originator {
            continue;
        }
        trace.heard[partner] = match (trace.public, trace.learned) {
            (true, _) => Some(0),
            (false, Some(month)) => {
                let affinity =
                    item.originator_affinity[partner].map_or(0.0, |slot| context.value(slot).max(0.0));
                let chance = context.constant(ParameterField::Gossip) * affinity;
                context.happens(Event::ToldByOriginator { item: index, partner }, chance).then_some(month)
            }
            (false, None) => None,
        };
    }
}

/// The evidence that a partner gets about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The partner, by index among the partners.
    pub partner: usize,
    /// The month in which it learns, 0 to the horizon.
    pub month: usize,
    /// The bad experience that it adds.
    pub update: EvidenceUpdate,
}

/// Passes the evidence about one item to `learned`: first that of its originator, then that of the others.
pub fn evidence<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    index: usize,
    trace: &ItemTrace,
    mut learned: impl FnMut(Evidence),
) {
    let item = context.case.items[index].answered(trace.granted);
    let Some(originator) = item.originator else { return };
    // What nobody learns needs no number, and need not be looked at again when one changes.
    let is_heard = trace.heard.iter().any(Option::is_some);
    if !trace.severity.is_some() || trace.learned.is_none() && !is_heard {
        return;
    }
    let blows = Blows {
        integrity: context.constant(ParameterField::IntegrityBlow),
        control: context.constant(ParameterField::ControlBlow),
    };
    let own = belief::originators_update(trace.severity, item.manner, blows);
    if let Some(month) = trace.learned {
        learned(Evidence { partner: originator, month, update: own });
    }
    if !is_heard {
        return;
    }
    let second_hand = SecondHand {
        weight: context.constant(ParameterField::SecondHand),
        integrity: context.constant(ParameterField::ObserverIntegrity),
        control: context.constant(ParameterField::ObserverControl),
        unpredictability: context.constant(ParameterField::ObserverUnpredictability),
    };
    let originators_stake = stake(context, originator);
    for (partner, month) in trace.heard.iter().enumerate() {
        if let Some(month) = *month {
            let update =
                belief::observers_update(own, second_hand, stake(context, partner), originators_stake);
            learned(Evidence { partner, month, update });
        }
    }
}

/// A partner's stake in the relationship with home, 0 to 1.
fn stake<const L: usize, K: Draws>(context: &MeetingContext<'_, L, K>, partner: usize) -> f64 {
    let stakes = context.case.partners[partner].stakes;
    let [influence, security, wider] = stakes.map(|slot| Batch([context.value(slot)]));
    willingness::stake(influence, security, wider).0[0]
}

/// What everything that a recipient is told is worth to it.
pub fn satisfaction<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    recipient: usize,
    traces: &[ItemTrace],
) -> f64 {
    let told = context.case.items.iter().zip(traces);
    told.map(|(item, trace)| satisfaction_with(context, recipient, item.answered(trace.granted))).sum()
}

/// What one item, as it is told, is worth to a recipient.
pub fn satisfaction_with<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    recipient: usize,
    item: &ItemCase,
) -> f64 {
    match &item.values[recipient] {
        Some(value) => value.worth * context.value(value.interest) * ageing(context, item),
        None => 0.0,
    }
}

/// What is left of an item's value after asking the originator first; 1 if nobody was asked.
fn ageing<const L: usize, K: Draws>(context: &MeetingContext<'_, L, K>, item: &ItemCase) -> f64 {
    let delay = context.constant(ParameterField::AskingDelay);
    item.aged.map_or(1.0, |half_life| ledger::ageing(delay, context.value(half_life)))
}

/// What it is worth to home that recipients act on one item, as it is told.
pub fn warning<const L: usize, K: Draws>(context: &MeetingContext<'_, L, K>, item: &ItemCase) -> f64 {
    let left = |warned: &WarningValue| warned.cover * ageing(context, item);
    let worth = |warned: &WarningValue| {
        ledger::warning(context.value(warned.worth), warned.value_gained, left(warned))
    };
    item.warnings.iter().map(worth).fold(0.0, |sum, worth| sum + worth)
}

/// A recipient's concession in one history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concession {
    /// The amount that home gains.
    pub gained: f64,
    /// Whether it kept the bargain; it did not if nothing was due.
    pub kept: bool,
}

/// The concession of a recipient under the plan; whether the bargain is kept is drawn.
pub fn concession<const L: usize, K: Draws>(
    context: &MeetingContext<'_, L, K>,
    recipient: usize,
    traces: &[ItemTrace],
) -> Concession {
    let satisfaction = satisfaction(context, recipient, traces);
    let who = &context.case.recipients[recipient];
    let [most, appetite] = [who.concession, who.appetite].map(|slot| Batch([context.value(slot)]));
    let due = ledger::concession(most, appetite, Batch([satisfaction])).0[0];
    let chance = || context.value(who.reciprocity) * who.bargaining;
    let kept = due > 0.0 && context.happens(Event::ConcessionKept { recipient }, chance());
    Concession { gained: if kept { due } else { 0.0 }, kept }
}
