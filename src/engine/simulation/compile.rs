//! Compilation of a scenario and a plan into a [`CompiledCase`]: names become indices, numbers become slots.

use super::compiled_case::{
    ActorCase, Answers, CompiledCase, ConsentCase, Constants, ItemCase, ItemValue, PartnerCase, Priorities,
    RecipientCase, RepairEffect, WarningValue,
};
use super::inputs::{Inputs, Slot};
use crate::engine::mechanisms::breach::{self, PlannedSeverity};
use crate::engine::mechanisms::willingness::{MONTHS_OF_COMPENSATION, PRICE_OF_COMPENSATION};
use crate::engine::mechanisms::{attribution, ledger, level};
use crate::engine::numerics::random;
use crate::scenario::{
    ActorId, Cover, Input, Institution, Item, ItemField, ItemId, ItemPlan, Level, Ordered, ParameterField,
    PartnerField, Permission, Plan, RecipientField, RecipientId, Repair, RepairKind, Scenario, TieField,
};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;

impl CompiledCase {
    /// Compiles a scenario and a plan; `horizon_months` takes the place of the scenario's own horizon.
    ///
    /// # Panics
    /// If the scenario or the plan names something that the scenario does not have. Loading and editing
    /// exclude that ([`Scenario::check_references`]); a number computed without it would be wrong.
    pub fn new(scenario: &Scenario, plan: &Plan, horizon_months: Option<u32>) -> Self {
        CompiledCase::with_inputs(scenario, plan, horizon_months, Inputs::of(scenario))
    }

    /// Compiles with numbers that were changed after they were read.
    ///
    /// # Panics
    /// As [`CompiledCase::new`], and if the numbers are those of another scenario.
    pub fn with_inputs(
        scenario: &Scenario,
        plan: &Plan,
        horizon_months: Option<u32>,
        inputs: Inputs,
    ) -> Self {
        let horizon = horizon_months.unwrap_or(scenario.horizon_months) as usize;
        Compiler::new(scenario, plan, inputs, horizon).compile()
    }
}

/// Ends a compilation that would lead to a wrong number.
fn broken_reference(kind: &str, id: &impl Display) -> ! {
    panic!("there is no {kind} “{id}” in the scenario that is to be projected")
}

struct Compiler<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    inputs: Inputs,
    horizon: usize,
    index: HashMap<&'a ActorId, usize>,
    ties: HashSet<(&'a ActorId, &'a ActorId)>,
}

impl<'a> Compiler<'a> {
    fn new(scenario: &'a Scenario, plan: &'a Plan, inputs: Inputs, horizon: usize) -> Self {
        let index = scenario.actors.keys().enumerate().map(|(i, id)| (id, i)).collect();
        let ties = scenario.ties.iter().map(|tie| (&tie.from, &tie.to)).collect();
        Compiler { scenario, plan, inputs, horizon, index, ties }
    }

    fn compile(self) -> CompiledCase {
        self.check_plan();
        let constants = Constants::of(|field| self.slot(&Input::Parameter(field)));
        let shocks = self.inputs.high(constants.slot(ParameterField::ChillSpread)) > 0.0;
        let partners: Vec<PartnerCase> =
            self.scenario.partnerships.keys().map(|id| self.partner(id)).collect();
        let paid: f64 = partners.iter().flat_map(|partner| &partner.compensation).sum();
        CompiledCase {
            horizon: self.horizon,
            home: self.actor(&self.scenario.home),
            actors: self.actors(),
            partners,
            items: self.scenario.items.iter().map(|(id, item)| self.item(id, item)).collect(),
            recipients: self.scenario.meeting.recipients.keys().map(|id| self.recipient(id)).collect(),
            compensation_cost: PRICE_OF_COMPENSATION * paid,
            constants,
            priorities: Priorities::of(|field| self.slot(&Input::Priority(field))),
            preparation: self.plan.preparation,
            shocks,
            inputs: self.inputs,
        }
    }

    /// Refuses a plan that names something that the scenario does not have. What is planned for anybody else would
    /// count as a breach or a cost, and reach nobody.
    fn check_plan(&self) {
        let Scenario { items, partnerships, .. } = self.scenario;
        for (item, told) in &self.plan.items {
            if !items.contains(item) {
                broken_reference("item", item);
            }
            told.tell.keys().for_each(|id| self.check_recipient(id));
        }
        self.plan.asks.iter().for_each(|id| self.check_recipient(id));
        for repair in &self.plan.repairs {
            if !partnerships.contains(&repair.partner) {
                broken_reference("partnership", &repair.partner);
            }
        }
    }

    /// The public needs no seat at the meeting to be told.
    fn check_recipient(&self, id: &RecipientId) {
        if *id != RecipientId::Public && !self.scenario.meeting.recipients.contains(id) {
            broken_reference("recipient", id);
        }
    }

    /// The slot of a number that the scenario must have.
    fn slot(&self, input: &Input) -> Slot {
        match self.inputs.slot(input) {
            Some(slot) => slot,
            None => panic!("the numbers of the scenario that is to be projected lack {input:?}"),
        }
    }

    /// The index of an actor that the scenario must have.
    fn actor(&self, id: &ActorId) -> usize {
        match self.index.get(id) {
            Some(index) => *index,
            None => broken_reference("actor", id),
        }
    }

    fn actors(&self) -> Vec<ActorCase> {
        let mut actors: Vec<ActorCase> = (self.scenario.actors.keys())
            .map(|id| ActorCase { id: id.clone(), key: random::key_of(id.as_str()), onward: Vec::new() })
            .collect();
        for tie in &self.scenario.ties {
            let slot = self.slot(&Input::Tie(tie.from.clone(), tie.to.clone(), TieField::Onward));
            let (from, to) = (self.actor(&tie.from), self.actor(&tie.to));
            if self.inputs.high(slot) > 0.0 {
                actors[from].onward.push((to, slot));
            }
        }
        actors
    }

    /// The affinity of one actor to another; `None` where no tie says, which counts as 0.
    fn affinity(&self, from: &ActorId, to: &ActorId) -> Option<Slot> {
        let affinity = || self.slot(&Input::Tie(from.clone(), to.clone(), TieField::Affinity));
        self.ties.contains(&(from, to)).then(affinity)
    }

    fn partner(&self, id: &ActorId) -> PartnerCase {
        let slot = |field| self.slot(&Input::Partner(id.clone(), field));
        PartnerCase {
            actor: self.actor(id),
            integrity: [PartnerField::IntegrityMean, PartnerField::IntegrityWeight].map(slot),
            control: [PartnerField::ControlMean, PartnerField::ControlWeight].map(slot),
            stakes: [PartnerField::Influence, PartnerField::Security, PartnerField::Wider].map(slot),
            institutions: Institution::ALL.map(|which| slot(PartnerField::from(which))),
            flow: slot(PartnerField::Flow),
            accuracy: slot(PartnerField::Accuracy),
            shading: slot(PartnerField::Shading),
            repairs: self.repairs(id),
            compensation: self.compensation(id),
            shocks: random::join(random::key_of("chill"), random::key_of(id.as_str())),
        }
    }

    /// The repairs for a partner after month 0, in the order in which they are made.
    fn repairs_of(&self, id: &ActorId) -> Vec<&'a Repair> {
        let mut repairs: Vec<&Repair> =
            self.plan.repairs.iter().filter(|repair| repair.partner == *id && repair.month >= 1).collect();
        repairs.sort_by_key(|repair| repair.month);
        repairs
    }

    /// Explanation and procedural fix count once, the first time.
    fn repairs(&self, id: &ActorId) -> Vec<(usize, RepairEffect)> {
        let mut repairs: Vec<(usize, RepairEffect)> = Vec::new();
        for repair in self.repairs_of(id) {
            let effect = match repair.kind {
                RepairKind::Explanation => RepairEffect::Explanation,
                RepairKind::ProceduralFix => RepairEffect::ProceduralFix,
                RepairKind::Institution(which, to) => RepairEffect::Institution(which as usize, to),
                RepairKind::Compensation(_) => continue,
            };
            let is_repeated = repairs.iter().any(|(_, earlier)| *earlier == effect);
            if !is_repeated {
                repairs.push((repair.month as usize, effect));
            }
        }
        repairs
    }

    /// The amount of compensation in force in each month, 0 to the horizon.
    fn compensation(&self, id: &ActorId) -> Vec<f64> {
        let mut amounts = vec![0.0; self.horizon + 1];
        for repair in self.repairs_of(id) {
            if let RepairKind::Compensation(amount) = repair.kind {
                let lasting = MONTHS_OF_COMPENSATION;
                amounts.iter_mut().skip(repair.month as usize).take(lasting).for_each(|sum| *sum += amount);
            }
        }
        amounts
    }

    fn item(&self, id: &ItemId, item: &Item) -> ItemCase {
        let plan = self.plan.item(id);
        let Permission::Asked(if_refused) = plan.permission else {
            return self.answered_item(id, item, &plan);
        };
        let by_answer = |granted: Level| {
            let permission = match granted {
                Level::Withheld => Permission::Refused,
                level => Permission::Granted(level),
            };
            let told = |(id, level): (&RecipientId, &Level)| (id.clone(), if_refused.told(*level, granted));
            let tell = plan.tell.iter().map(told).collect();
            self.answered_item(id, item, &ItemPlan { permission, cover: plan.cover, tell })
        };
        let by_level = Level::ALL.map(by_answer);
        let whole = by_level[Level::SourcesMethods.index()].clone();
        ItemCase {
            answers: Some(Box::new(Answers { consent: self.consent(item, &plan), by_level })),
            ..whole
        }
    }

    /// What the originator looks at when it is asked.
    fn consent(&self, item: &Item, plan: &ItemPlan) -> ConsentCase {
        let is_told = |recipient: &RecipientId| listed(&plan.tell, recipient) > Level::Withheld;
        let public = is_told(&RecipientId::Public);
        let bystander = |actor: &ActorId| *actor == self.scenario.home || *actor == item.originator;
        let told = |actor: &ActorId, level: Level| {
            let recipient = public || is_told(&RecipientId::Actor(actor.clone()));
            recipient && !bystander(actor) && listed(&item.holders, actor) < level
        };
        let left_out = |actor: &ActorId, level: Level| {
            let holds = listed(&item.holders, actor) > Level::Withheld;
            bystander(actor) || (holds && !told(actor, level))
        };
        let by_actor = |of: &dyn Fn(&ActorId, Level) -> bool, level: Level| {
            self.scenario.actors.keys().map(|actor| of(actor, level)).collect::<Vec<_>>()
        };
        ConsentCase {
            told: Level::ALL.map(|level| by_actor(&told, level)),
            left_out: Level::ALL.map(|level| by_actor(&left_out, level)),
        }
    }

    /// An item with which it is known what was granted.
    fn answered_item(&self, id: &ItemId, item: &Item, plan: &ItemPlan) -> ItemCase {
        let slot = |field| self.slot(&Input::Item(id.clone(), field));
        let originator_actor = self.actor(&item.originator);
        let originator = self.originator(item);
        for actor in item.holders.keys().chain(item.interest.keys()) {
            self.actor(actor);
        }
        let per_actor =
            |of: &dyn Fn(&ActorId) -> Level| self.scenario.actors.keys().map(of).collect::<Vec<_>>();
        let held = per_actor(&|actor| listed(&item.holders, actor));
        let told = self.told(item, plan, &held);
        let Some(granted) = plan.permission.granted() else {
            unreachable!("an answer that is drawn is compiled answer by answer")
        };
        let beyond = highest_told(item, plan);
        let goes_beyond = originator.is_some() && beyond > granted;
        ItemCase {
            id: id.clone(),
            key: random::key_of(id.as_str()),
            originator_actor,
            originator,
            holds_already: (0..held.len()).map(|a| held[a] > Level::Withheld && told[a] <= held[a]).collect(),
            other_holders: (item.holders.iter())
                .filter(|(actor, level)| {
                    **level > Level::Withheld && **actor != self.scenario.home && **actor != item.originator
                })
                .count(),
            told_actors: (0..told.len()).filter(|a| told[*a] > Level::Withheld).collect(),
            held,
            told,
            public_told: listed(&plan.tell, &RecipientId::Public) > Level::Withheld,
            interest: self.interests(id, item),
            sensitivity: slot(ItemField::Sensitivity),
            plausible_sources: slot(ItemField::PlausibleSources),
            source_share: slot(ItemField::SourceShare),
            likelihood_ratio: Level::ALL.map(|level| attribution::likelihood_ratio(level, plan.cover)),
            hostile: self.hostile(&item.originator),
            goes_beyond,
            planned_severity: PlannedSeverity::new(item.promise, beyond, granted, plan.cover),
            told_too_much: self.told_too_much(item, plan, granted),
            manner: breach::manner(self.plan.preparation, plan.permission),
            originator_affinity: (self.scenario.partnerships.keys())
                .map(|partner| self.affinity(&item.originator, partner))
                .collect(),
            values: (self.scenario.meeting.recipients.keys())
                .map(|recipient| self.item_value(recipient, id, plan))
                .collect(),
            warnings: self.warnings(id, item, plan),
            aged: plan.permission.asked().then(|| slot(ItemField::HalfLife)),
            answers: None,
        }
    }

    /// What it is worth to home that recipients act on what they are told.
    fn warnings(&self, id: &ItemId, item: &Item, plan: &ItemPlan) -> Vec<WarningValue> {
        let value = |recipient: &RecipientId| {
            let held = recipient.actor().map_or(Level::Withheld, |actor| listed(&item.holders, actor));
            let told = listed(&plan.tell, recipient);
            (told > held).then(|| WarningValue {
                value_gained: level::value(told) - level::value(held),
                cover: level::cover(plan.cover).value,
                worth: self.slot(&Input::Warning(id.clone(), recipient.clone())),
            })
        };
        item.warning.keys().filter_map(value).collect()
    }

    /// The originator among the partners; `None` for home's own item.
    fn originator(&self, item: &Item) -> Option<usize> {
        let partner = self.scenario.partnerships.index_of(&item.originator);
        if partner.is_none() && item.originator != self.scenario.home {
            broken_reference("partnership", &item.originator);
        }
        partner
    }

    /// The level that each actor is told, where it held less; what the public is told, everybody is told.
    fn told(&self, item: &Item, plan: &ItemPlan, held: &[Level]) -> Vec<Level> {
        let everybody = listed(&plan.tell, &RecipientId::Public);
        let told = |(index, actor): (usize, &ActorId)| {
            let own = listed(&plan.tell, &RecipientId::Actor(actor.clone()));
            let level = own.max(everybody);
            let knows = *actor == self.scenario.home || *actor == item.originator;
            if knows || level <= held[index] { Level::Withheld } else { level }
        };
        self.scenario.actors.keys().enumerate().map(told).collect()
    }

    /// The interest of each actor in an item; that of the originator is left out, because the model does not use it.
    fn interests(&self, id: &ItemId, item: &Item) -> Vec<Option<Slot>> {
        let of_others = |actor: &ActorId| match *actor == item.originator {
            true => None,
            false => self.interest(id, item, actor),
        };
        self.scenario.actors.keys().map(of_others).collect()
    }

    /// The interest of an actor in an item; `None` where the item does not list it, which counts as 0.
    fn interest(&self, id: &ItemId, item: &Item, actor: &ActorId) -> Option<Slot> {
        item.interest.contains(actor).then(|| self.slot(&Input::Interest(id.clone(), actor.clone())))
    }

    /// The actors that have a tie to an originator, which may be hostile, with the slot of its affinity.
    fn hostile(&self, originator: &ActorId) -> Vec<(usize, Slot)> {
        let hostile = |(index, actor): (usize, &ActorId)| {
            let slot = self.affinity(actor, originator)?;
            let bystander = *actor == self.scenario.home || actor == originator;
            (!bystander).then_some((index, slot))
        };
        self.scenario.actors.keys().enumerate().filter_map(hostile).collect()
    }

    /// The originator's affinity to each recipient that is told more than it granted; a recipient without a tie is
    /// not hostile.
    fn told_too_much(&self, item: &Item, plan: &ItemPlan, granted: Level) -> Vec<Slot> {
        (plan.tell.iter())
            .filter(|(_, level)| **level > granted)
            .filter_map(|(recipient, _)| self.affinity(&item.originator, recipient.actor()?))
            .collect()
    }

    fn recipient(&self, id: &RecipientId) -> RecipientCase {
        let slot = |field| self.slot(&Input::Recipient(id.clone(), field));
        if let RecipientId::Actor(actor) = id {
            self.actor(actor);
        }
        RecipientCase {
            id: id.clone(),
            key: random::key_of(id.as_str()),
            concession: slot(RecipientField::Concession),
            appetite: slot(RecipientField::Appetite),
            reciprocity: slot(RecipientField::Reciprocity),
            bargaining: ledger::bargaining(self.plan.preparation, self.plan.asks.contains(id)),
        }
    }

    /// The worth of an item to a recipient; `None` if it is told nothing new of it, or does not want it.
    /// What an item is worth to a recipient; `None` if it is told nothing new or does not want it.
    fn item_value(&self, recipient: &RecipientId, id: &ItemId, plan: &ItemPlan) -> Option<ItemValue> {
        let actor = recipient.actor()?;
        let item = self.scenario.items.get(id)?;
        let told = listed(&plan.tell, recipient);
        let held = listed(&item.holders, actor);
        let interest = self.interest(id, item, actor)?;
        let cover: Cover = plan.cover;
        (told > held && *actor != item.originator).then(|| ItemValue {
            worth: (level::value(told) - level::value(held)) * level::cover(cover).value,
            interest,
        })
    }
}

/// The level listed for somebody; `Withheld` if there is none, because lists of levels leave out actors that hold, or
/// are told, nothing.
fn listed<K: std::hash::Hash + Eq>(levels: &Ordered<K, Level>, of: &K) -> Level {
    levels.get(of).copied().unwrap_or(Level::Withheld)
}

/// The highest level told to anybody but the originator itself; `Withheld` if nobody else is told.
fn highest_told(item: &Item, plan: &ItemPlan) -> Level {
    let others = plan.tell.iter().filter(|(recipient, _)| recipient.actor() != Some(&item.originator));
    others.map(|(_, level)| *level).max().unwrap_or(Level::Withheld)
}
