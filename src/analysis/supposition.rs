//! What would have changed how far a partner's sharing falls: the same histories under another circumstance.

use super::enumeration::every_one_of;
use super::error::QueryError;
use super::shapley::{Against, Decomposition, Side, Sides};
use super::study::{HistorySet, Study};
use crate::engine::MeanWillingness;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::ensemble::Ensemble;
use crate::engine::months::Mitigation;
use crate::engine::samples::{Samples, SplitSums};
use crate::scenario::{
    ActorId, IfRefused, Institution, ItemPlan, Level, Partnership, PerMaterial, Permission, Plan,
    Preparation, Quantity, RepairKind, Scenario,
};

/// A circumstance that softens a breach, or sharpens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Supposition {
    /// The partner would lose nothing with the larger relationship.
    Independent,
    /// No liaison between the partner and home, nor any built later.
    NoLiaison,
    /// The originator of every item that is told was asked first; home holds back what it does not grant.
    Asked,
    /// The disclosure was prepared and cleared by the staff.
    Prepared,
}

impl Supposition {
    /// All four, in the order in which they are offered.
    pub const ALL: [Supposition; 4] =
        [Supposition::Independent, Supposition::NoLiaison, Supposition::Asked, Supposition::Prepared];

    /// Its name in a sentence: “if we had asked”.
    pub fn name(self) -> &'static str {
        match self {
            Supposition::Independent => "if it did not depend on us",
            Supposition::NoLiaison => "if there were no liaison",
            Supposition::Asked => "if we had asked",
            Supposition::Prepared => "if it had been prepared",
        }
    }

    /// Its meaning, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Supposition::Independent => {
                "No say in home’s policy, no aid, protection or trade to lose; all else as it is."
            }
            Supposition::NoLiaison => {
                "No officers of one service with the other: less that stands in for trust, and less through which \
                 it could learn."
            }
            Supposition::Asked => {
                "The originator asked first, its answer drawn in every history; home tells no more than it grants."
            }
            Supposition::Prepared => "Staffed and cleared, not said in the room.",
        }
    }

    /// Why it changes nothing, where it is so already.
    pub fn already(self, scenario: &Scenario, plan: &Plan, partner: &ActorId) -> Option<&'static str> {
        let partnership = scenario.partnerships.get(partner)?;
        let none = |quantity: &Quantity<_>| quantity.figure().high == 0.0;
        match self {
            Supposition::Independent => {
                let Partnership { stakes, .. } = partnership;
                let is_so = none(&stakes.influence) && none(&stakes.security) && none(&stakes.wider);
                is_so.then_some("It has no stakes in the larger relationship.")
            }
            Supposition::NoLiaison => {
                let is_so = none(&partnership.institutions.liaison)
                    && !plan.repairs.iter().any(|of| is_liaison(&of.kind));
                is_so.then_some("There is no liaison.")
            }
            Supposition::Asked | Supposition::Prepared if !plan.tells_anybody() => {
                Some("Nobody is told anything in this plan.")
            }
            Supposition::Asked => (asked(scenario, plan) == *plan)
                .then_some("In this plan every originator whose item is told is asked, or it is home’s own."),
            Supposition::Prepared => {
                (plan.preparation == Preparation::Staffed).then_some("In this plan it is prepared.")
            }
        }
    }

    /// Changes the scenario and the plan to what they are under it, for one partner.
    fn apply(self, scenario: &mut Scenario, plan: &mut Plan, partner: &ActorId) {
        match self {
            // Taken away while playing, so that only the worth of going on is without it.
            Supposition::Independent => {}
            Supposition::NoLiaison => {
                if let Some(partnership) = scenario.partnerships.get_mut(partner) {
                    partnership.institutions.liaison = Quantity::plain(0.0);
                }
                plan.repairs.retain(|repair| repair.partner != *partner || !is_liaison(&repair.kind));
            }
            Supposition::Asked => *plan = asked(scenario, plan),
            Supposition::Prepared => plan.preparation = Preparation::Staffed,
        }
    }
}

/// Circumstances that hold together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Suppositions([bool; Supposition::ALL.len()]);

impl From<Supposition> for Suppositions {
    fn from(one: Supposition) -> Self {
        Suppositions::default().toggled(one)
    }
}

impl Suppositions {
    /// The same with one more, or with one less if it is among them.
    #[must_use]
    pub fn toggled(mut self, one: Supposition) -> Self {
        self.0[one as usize] ^= true;
        self
    }

    /// Whether one is among them.
    pub fn contains(self, one: Supposition) -> bool {
        self.0[one as usize]
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Suppositions::default()
    }

    /// Those for which a condition holds.
    #[must_use]
    pub fn filtered(self, holds: impl Fn(Supposition) -> bool) -> Self {
        Suppositions(Supposition::ALL.map(|one| self.contains(one) && holds(one)))
    }

    /// Their names in a sentence: “if we had asked and it had been prepared”; empty if there is none.
    pub fn name(self) -> String {
        let names = Supposition::ALL.into_iter().filter(|one| self.contains(*one)).map(Supposition::name);
        let names: Vec<&str> = names.collect();
        let [first, others @ ..] = &names[..] else { return String::new() };
        let others = others.iter().map(|name| name.trim_start_matches("if "));
        let words: Vec<&str> = std::iter::once(*first).chain(others).collect();
        every_one_of(&words)
    }

    /// The scenario and the plan under them, for one partner.
    fn applied(self, scenario: &Scenario, plan: &Plan, partner: &ActorId) -> (Scenario, Plan) {
        let (mut scenario, mut plan) = (scenario.clone(), plan.clone());
        for one in Supposition::ALL.into_iter().filter(|one| self.contains(*one)) {
            one.apply(&mut scenario, &mut plan, partner);
        }
        (scenario, plan)
    }

    /// What they take away from the relationship while histories are played.
    fn without(self) -> Option<Mitigation> {
        self.contains(Supposition::Independent).then_some(Mitigation::Stakes)
    }
}

fn is_liaison(kind: &RepairKind) -> bool {
    matches!(kind, RepairKind::Institution(Institution::Liaison, _))
}

/// The plan with every originator asked of whose item anything is told; nobody is asked for home's own items.
fn asked(scenario: &Scenario, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for (id, item) in plan.items.iter().map(|(id, item)| (id.clone(), item.clone())).collect::<Vec<_>>() {
        let of_partner = scenario.items.get(&id).is_some_and(|item| item.originator != scenario.home);
        if of_partner && item.highest_told() > Level::Withheld && !item.permission.asked() {
            let permission = Permission::Asked(IfRefused::HoldBack);
            plan.items.put(id, ItemPlan { permission, ..item });
        }
    }
    plan
}

/// A partner's course under suppositions.
#[derive(Clone, Debug, PartialEq)]
pub struct SupposedCourse {
    /// The partner.
    pub partner: ActorId,
    /// The suppositions.
    pub suppositions: Suppositions,
    /// Mean willingness in months 0 to the horizon: as planned, and if nothing were said, both under the
    /// suppositions.
    pub months: Vec<MeanWillingness>,
    /// Over how many histories.
    pub histories: usize,
}

/// Suppositions about a partner, in some histories.
#[derive(Clone, Copy, Debug)]
pub struct Supposed<'a> {
    /// The partner.
    pub partner: &'a ActorId,
    /// The suppositions.
    pub suppositions: Suppositions,
    /// The histories.
    pub over: HistorySet,
}

/// The course of a partner under suppositions, over the same histories of a study that the course as it is is the
/// mean of.
///
/// # Errors
/// If it is no partner, there is no such history, or the monitor asks for a stop.
pub fn supposed_course(
    study: &Study,
    plan: &Plan,
    Supposed { partner, suppositions, over }: Supposed<'_>,
) -> Result<SupposedCourse, QueryError> {
    let index = study.scenario.partnerships.index_of(partner);
    let index = index.ok_or_else(|| QueryError::NoPartner(partner.clone()))?;
    let numbers = study.numbers(&CompiledCase::new(study.scenario, plan, None), over)?;
    let (scenario, plan) = suppositions.applied(study.scenario, plan, partner);
    let case = CompiledCase::new(&scenario, &plan, None);
    let ensemble = Ensemble::new(&case, study.seed, None).without(suppositions.without());
    let of_partner = |mut samples: Samples| samples.counts.split.swap_remove(index);
    let shards = ensemble.map_shards(&numbers, || study.check(), of_partner)?;
    let months = (0..=case.horizon).map(|month| mean(shards.iter().map(|of| &of[month]), numbers.len()));
    Ok(SupposedCourse {
        partner: partner.clone(),
        suppositions,
        months: months.collect(),
        histories: numbers.len(),
    })
}

/// Why a partner's willingness in a month would be another under suppositions: the change from the course as it is,
/// divided among its causes.
///
/// # Errors
/// If it is no partner, there is no such history, or the monitor asks for a stop.
pub fn supposed_change(
    study: &Study,
    plan: &Plan,
    Supposed { partner, suppositions, over }: Supposed<'_>,
    month: u32,
) -> Result<Decomposition, QueryError> {
    let case = CompiledCase::new(study.scenario, plan, None);
    let numbers = study.numbers(&case, over)?;
    let (scenario, plan) = suppositions.applied(study.scenario, plan, partner);
    let supposed = Side { case: CompiledCase::new(&scenario, &plan, None), without: suppositions.without() };
    let as_it_is = Against::Plan(Side { case, without: None });
    Ok(Sides { now: supposed, first: as_it_is, month }.decompose(study, &[partner], &numbers)?.swap_remove(0))
}

/// The mean of a month over all of so many histories.
fn mean<'a>(stretches: impl Iterator<Item = &'a SplitSums>, histories: usize) -> MeanWillingness {
    let mut sums = [PerMaterial::<f64>::default(); 2];
    for totals in stretches.flat_map(|split| [split.learned, split.unaware]) {
        for (sum, total) in sums.iter_mut().zip(totals) {
            sum.content += total.content;
            sum.methods += total.methods;
        }
    }
    let mean = |sum: PerMaterial<f64>| PerMaterial {
        content: sum.content / histories as f64,
        methods: sum.methods / histories as f64,
    };
    let [planned, withheld] = sums.map(mean);
    MeanWillingness { planned, withheld }
}
