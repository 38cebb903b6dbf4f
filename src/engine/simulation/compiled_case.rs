//! A scenario and a plan as the engine reads them: indices instead of names, slots instead of numbers.

use super::inputs::{Inputs, Slot};
use crate::engine::mechanisms::breach::{Manner, PlannedSeverity};
use crate::scenario::{ActorId, ItemId, Level, ParameterField, Preparation, PriorityField, RecipientId};
use std::ops::Range;

/// A scenario and a plan, compiled; [`CompiledCase::new`] makes one.
#[derive(Clone, Debug)]
pub struct CompiledCase {
    /// All numbers.
    pub inputs: Inputs,
    /// Months after month 0.
    pub horizon: usize,
    /// All actors, in the scenario's order.
    pub actors: Vec<ActorCase>,
    /// Home, by index among the actors.
    pub home: usize,
    /// The partnerships, in the scenario's order.
    pub partners: Vec<PartnerCase>,
    /// The items, in the scenario's order.
    pub items: Vec<ItemCase>,
    /// The recipients, in the scenario's order.
    pub recipients: Vec<RecipientCase>,
    /// What the compensation of all partners costs home in all months.
    pub compensation_cost: f64,
    /// The slots of the model's constants.
    pub constants: Constants,
    /// The slots of the weights in the total.
    pub priorities: Priorities,
    /// How the disclosure is prepared.
    pub preparation: Preparation,
    /// Whether outside events (thaws and chills) happen at all.
    pub shocks: bool,
}

/// The slots of the model's constants, by their place in [`ParameterField::ALL`].
#[derive(Clone, Debug)]
pub struct Constants(Vec<Slot>);

impl Constants {
    pub(super) fn of(slot: impl Fn(ParameterField) -> Slot) -> Self {
        Constants(ParameterField::ALL.iter().copied().map(slot).collect())
    }

    /// The slot of a constant.
    #[inline(always)]
    pub fn slot(&self, field: ParameterField) -> Slot {
        self.0[field as usize]
    }
}

/// The slots of the weights in the total, by their place in [`PriorityField::ALL`].
#[derive(Clone, Debug)]
pub struct Priorities(Vec<Slot>);

impl Priorities {
    pub(super) fn of(slot: impl Fn(PriorityField) -> Slot) -> Self {
        Priorities(PriorityField::ALL.iter().copied().map(slot).collect())
    }

    /// The slot of a weight.
    pub fn slot(&self, field: PriorityField) -> Slot {
        self.0[field as usize]
    }
}

/// An actor, and the actors that it can pass an item on to.
#[derive(Clone, Debug)]
pub struct ActorCase {
    /// The actor's id.
    pub id: ActorId,
    /// The key of its draws.
    pub key: u64,
    /// The actors that it may tell, by index, with the slot of the chance.
    pub onward: Vec<(usize, Slot)>,
}

/// A partnership.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerCase {
    /// The partner, by index among the actors.
    pub actor: usize,
    /// Mean and weight of the belief in home's integrity.
    pub integrity: [Slot; 2],
    /// Mean and weight of the belief in home's control.
    pub control: [Slot; 2],
    /// Stakes: influence, security, wider.
    pub stakes: [Slot; 3],
    /// Intensities of the institutions, in the order of [`Institution::ALL`].
    pub institutions: [Slot; 5],
    /// Worth of a month of full sharing.
    pub flow: Slot,
    /// Accuracy of its reports.
    pub accuracy: Slot,
    /// Shading of its reports.
    pub shading: Slot,
    /// Repairs for it, each with its month.
    pub repairs: Vec<(usize, RepairEffect)>,
    /// Compensation in force in each month, 0 to the horizon.
    pub compensation: Vec<f64>,
    /// The stream of its outside thaws and chills.
    pub shocks: u64,
}

impl PartnerCase {
    /// Whether the plan repairs nothing and compensates for nothing.
    pub fn is_left_alone(&self) -> bool {
        self.repairs.is_empty() && self.compensation.iter().all(|amount| *amount == 0.0)
    }

    /// The slots of its numbers.
    fn slots(&self) -> impl Iterator<Item = Slot> {
        let PartnerCase { integrity, control, stakes, institutions, flow, accuracy, shading, .. } = self;
        let beliefs = integrity.iter().chain(control);
        beliefs.chain(stakes).chain(institutions).chain([flow, accuracy, shading]).copied()
    }
}

/// A repair as the months carry it out; compensation is in [`PartnerCase::compensation`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RepairEffect {
    /// Explanation and apology.
    Explanation,
    /// Procedural fix.
    ProceduralFix,
    /// An institution, by its place in [`Institution::ALL`], raised to an intensity.
    Institution(usize, f64),
}

/// An item and what the plan does with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemCase {
    /// The item's id.
    pub id: ItemId,
    /// The key of its draws.
    pub key: u64,
    /// The originator, by index among the actors.
    pub originator_actor: usize,
    /// The originator, by index among the partners; `None` for home's own item.
    pub originator: Option<usize>,
    /// The level each actor held before the meeting.
    pub held: Vec<Level>,
    /// Whether each actor held it and was not told more.
    pub holds_already: Vec<bool>,
    /// The level that the plan tells each actor, where it held less; else `Withheld`.
    pub told: Vec<Level>,
    /// The actors that are told more than they held.
    pub told_actors: Vec<usize>,
    /// Whether the public is told.
    pub public_told: bool,
    /// How much each actor wants it; `None` for not at all.
    pub interest: Vec<Option<Slot>>,
    /// Harm if the source is found.
    pub sensitivity: Slot,
    /// Sources that could have produced it.
    pub plausible_sources: Slot,
    /// The part of the originator's flow that comes from this source.
    pub source_share: Slot,
    /// Likelihood ratio LR of each level under the plan's cover.
    pub likelihood_ratio: [f64; 5],
    /// Actors whose affinity to the originator may be hostile, with its slot.
    pub hostile: Vec<(usize, Slot)>,
    /// How many held it before, without home and originator.
    pub other_holders: usize,
    /// Whether something goes beyond what was granted.
    pub goes_beyond: bool,
    /// The part of the severity that the plan and the answer fix.
    pub planned_severity: PlannedSeverity,
    /// The originator's affinity to each recipient told too much.
    pub told_too_much: Vec<Slot>,
    /// Weights of a breach in the originator's beliefs.
    pub manner: Manner,
    /// For every partner: how the originator regards it, which decides whether it tells it.
    pub originator_affinity: Vec<Option<Slot>>,
    /// By recipient: what it is worth to it; `None` if it is told nothing new or does not want it.
    pub values: Vec<Option<ItemValue>>,
    /// What it is worth to home that recipients act on it.
    pub warnings: Vec<WarningValue>,
    /// The half-life, if the originator was asked first and the item aged meanwhile.
    pub aged: Option<Slot>,
    /// What is done by each answer, where the originator is asked and the answer is drawn. The fields beside
    /// this one are then those of a full grant.
    pub answers: Option<Box<Answers>>,
}

/// What is done with an item by each answer of its originator.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// What the originator's answer depends on.
    pub consent: ConsentCase,
    /// By the level granted: the item as if that were fixed.
    pub(super) by_level: [ItemCase; 5],
}

/// What the chance of a grant depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsentCase {
    /// By level: whether each actor would be told that level, because it held less.
    pub told: [Vec<bool>; 5],
    /// By level: whether each actor is neither reached nor passed through: home, the originator, and present
    /// holders that are not told more than they held.
    pub left_out: [Vec<bool>; 5],
}

impl ItemCase {
    /// Whether anybody is told anything.
    pub fn is_told(&self) -> bool {
        self.public_told || !self.told_actors.is_empty()
    }

    /// The item in a case with some of the partners, by index.
    fn with_partners(&self, kept: &[usize]) -> ItemCase {
        let of_answers = |answers: &Answers| Answers {
            consent: answers.consent.clone(),
            by_level: answers.by_level.each_ref().map(|item| item.with_partners(kept)),
        };
        ItemCase {
            originator: (self.originator)
                .and_then(|originator| kept.iter().position(|index| *index == originator)),
            originator_affinity: kept.iter().map(|index| self.originator_affinity[*index]).collect(),
            answers: self.answers.as_deref().map(|answers| Box::new(of_answers(answers))),
            ..self.clone()
        }
    }

    /// The item as it is told once the originator has answered; itself where the answer is not drawn.
    pub fn answered(&self, granted: Option<Level>) -> &ItemCase {
        match (&self.answers, granted) {
            (Some(answers), Some(level)) => &answers.by_level[level.index()],
            _ => self,
        }
    }
}

/// A recipient, and what it is offered.
#[derive(Clone, Debug)]
pub struct RecipientCase {
    /// The recipient's id.
    pub id: RecipientId,
    /// The key of its draws.
    pub key: u64,
    /// The most it could give.
    pub concession: Slot,
    /// How fast it is satisfied.
    pub appetite: Slot,
    /// The chance that it keeps a bargain.
    pub reciprocity: Slot,
    /// The share of its reciprocity that the bargain can count on, 0 to 1.
    pub bargaining: f64,
}

/// The worth of one item to a recipient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemValue {
    /// (g_told - g_held) · cover value.
    pub worth: f64,
    /// The recipient's interest in it.
    pub interest: Slot,
}

/// What it is worth to home that a recipient acts on an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WarningValue {
    /// g_told - g_held.
    pub value_gained: f64,
    /// What the cover leaves of the value.
    pub cover: f64,
    /// The worth of a full warning.
    pub worth: Slot,
}

impl CompiledCase {
    /// The case with some of its partners only, which come first, and the originators of its items: in every history
    /// these partners learn and share the same as among all, to the bit.
    pub(super) fn with_partners(&self, partners: Range<usize>) -> CompiledCase {
        let originators = self.items.iter().filter_map(|item| item.originator);
        let mut others: Vec<usize> = originators.filter(|index| !partners.contains(index)).collect();
        others.sort_unstable();
        others.dedup();
        let kept: Vec<usize> = partners.chain(others).collect();
        let mut inputs = self.inputs.clone();
        let is_left_out = |index: &usize| !kept.contains(index);
        let left_out = (0..self.partners.len()).filter(is_left_out);
        inputs.fix(left_out.flat_map(|index| self.partners[index].slots()));
        CompiledCase {
            inputs,
            partners: kept.iter().map(|index| self.partners[*index].clone()).collect(),
            items: self.items.iter().map(|item| item.with_partners(&kept)).collect(),
            ..self.clone()
        }
    }

    /// Whether an item has the same trace as under another plan of the scenario, in every history.
    pub(super) fn tells_as(&self, other: &CompiledCase, item: usize) -> bool {
        self.preparation == other.preparation && self.items[item] == other.items[item]
    }

    /// The index of a partner among the partnerships; `None` if the actor is no partner.
    pub fn partner_index(&self, id: &ActorId) -> Option<usize> {
        self.partners.iter().position(|partner| self.actors[partner.actor].id == *id)
    }
}
