//! Month by month (model, section 8): the willingness of one partner over the months, in `L` histories at
//! once. This is the hot loop; everything in it is inlined, so that it is compiled for each instruction set.

use super::compiled_case::{CompiledCase, PartnerCase, RepairEffect};
use super::inputs::{Slot, Values};
use crate::engine::mechanisms::belief::{BetaBelief, EXPLANATION_LEAVES, PROCEDURAL_FIX_LEAVES, PerBelief};
use crate::engine::mechanisms::willingness::{self, ParticipationConstraint, WORTH_OF_COMPENSATION};
use crate::engine::numerics::batch::{Batch, normal_quantile};
use crate::engine::numerics::random;
use crate::scenario::ParameterField;

/// Bad experience that a partner learns of, by month: what is added to each belief, in months of experience.
pub type EvidenceByMonth<const L: usize> = Vec<PerBelief<Batch<L>>>;

/// The state of a partner after the learning and the repairs of a month, before the month closes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State<const L: usize> {
    /// Trust τ by each belief, 0 to 1.
    pub trust: PerBelief<Batch<L>>,
    /// How far institutions supplement trust, ι, 0 to 1.
    pub supplement: Batch<L>,
    /// Perceived risk ρ̂, 0 to 1.
    pub risk: Batch<L>,
    /// Worth V of the relationship with compensation, without outside events.
    pub worth: Batch<L>,
    /// Thaw (positive) or chill (negative) ε from outside events.
    pub shock: Batch<L>,
    /// Willingness q_c to share content, 0 to 1.
    pub content: Batch<L>,
    /// Access y: willingness to open sources, given that content is shared, 0 to 1.
    pub access: Batch<L>,
}

/// Receives the states of a partner's months as they are computed.
pub trait Recorder<const L: usize> {
    /// The state in a month, 0 to the horizon: as planned, and after withholding everything with the same
    /// outside events.
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>);
}

/// The draws of a partner's outside events in these histories.
pub struct ShockDraws<const L: usize> {
    /// The seed of the draws: that of the run, unless other luck is asked for.
    pub seed: u64,
    /// The numbers of the histories.
    pub histories: [u64; L],
}

/// One partner in a block of `L` histories: everything that its months depend on.
pub struct PartnerBlock<'a, const L: usize> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The partner.
    pub partner: &'a PartnerCase,
    /// All numbers.
    pub values: &'a Values<L>,
    /// The evidence that the partner gets; `None` if it learns of nothing in any of these histories.
    pub evidence: Option<&'a EvidenceByMonth<L>>,
    /// The draws of its outside events.
    pub shocks: &'a ShockDraws<L>,
}

/// The parameters of the participation constraint, in these histories.
#[inline(always)]
pub fn constraint<const L: usize>(case: &CompiledCase, values: &Values<L>) -> ParticipationConstraint<L> {
    let constant = |field| values.batch(case.constants.slot(field));
    ParticipationConstraint {
        precision: constant(ParameterField::Precision),
        content_loss: constant(ParameterField::ContentLoss),
        methods_loss: constant(ParameterField::MethodsLoss),
        methods_worth: constant(ParameterField::MethodsWorth),
    }
}

/// The state of a partner's starting beliefs, without outside events: *before*.
#[inline(always)]
pub fn before<const L: usize>(block: &PartnerBlock<'_, L>) -> State<L> {
    PartnerNumbers::new(block).before()
}

/// Plays one partner's months. A plan without evidence and repairs for it is withholding.
#[inline(always)]
pub fn play<const L: usize>(block: &PartnerBlock<'_, L>, recorder: &mut impl Recorder<L>) {
    let PartnerBlock { case, partner, .. } = block;
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    let mut shocks = ShockProcess::new(block);
    let repaired = !partner.repairs.is_empty() || partner.compensation.iter().any(|amount| *amount > 0.0);
    let mut planned = PlannedCourse::new(&numbers, &before);
    for month in 0..=case.horizon {
        if case.shocks && month > 0 {
            shocks.advance(month);
        }
        let withheld = numbers.shocked(&before, shocks.now);
        if block.evidence.is_none() && !repaired {
            recorder.month(month, &withheld, &withheld);
            continue;
        }
        let unshocked = planned.month(month, block.evidence);
        let state = if case.shocks { numbers.shocked(&unshocked, shocks.now) } else { unshocked };
        recorder.month(month, &state, &withheld);
    }
}

/// The numbers that a partner's months start from and are computed with.
struct PartnerNumbers<'a, const L: usize> {
    partner: &'a PartnerCase,
    /// The starting beliefs.
    start: PerBelief<BetaBelief<L>>,
    institutions: [Batch<L>; 5],
    worth: Batch<L>,
    constraint: ParticipationConstraint<L>,
    good_kept: Batch<L>,
    bad_kept: PerBelief<Batch<L>>,
}

impl<'a, const L: usize> PartnerNumbers<'a, L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'a, L>) -> Self {
        let PartnerBlock { case, partner, values, .. } = block;
        let constant = |field| values.batch(case.constants.slot(field));
        let belief =
            |[mean, weight]: [Slot; 2]| BetaBelief::from_mean(values.batch(mean), values.batch(weight));
        let [influence, security, wider] = partner.stakes;
        let mut institutions = [Batch::splat(0.0); 5];
        for (intensity, slot) in institutions.iter_mut().zip(partner.institutions) {
            *intensity = values.batch(slot);
        }
        PartnerNumbers {
            partner,
            start: PerBelief { integrity: belief(partner.integrity), control: belief(partner.control) },
            institutions,
            worth: willingness::worth_of_stake(willingness::stake(
                values.batch(influence),
                values.batch(security),
                values.batch(wider),
            )),
            constraint: constraint(case, values),
            good_kept: constant(ParameterField::GoodKept),
            bad_kept: PerBelief {
                integrity: constant(ParameterField::IntegrityKept),
                control: constant(ParameterField::ControlKept),
            },
        }
    }

    #[inline(always)]
    fn before(&self) -> State<L> {
        self.unshocked(&self.start, willingness::supplement(&self.institutions), self.worth)
    }

    /// The state of some beliefs, without outside events.
    #[inline(always)]
    fn unshocked(
        &self,
        beliefs: &PerBelief<BetaBelief<L>>,
        supplement: Batch<L>,
        worth: Batch<L>,
    ) -> State<L> {
        let trust = PerBelief { integrity: beliefs.integrity.trust(), control: beliefs.control.trust() };
        let risk = willingness::perceived_risk(supplement, trust.integrity, trust.control);
        State {
            trust,
            supplement,
            risk,
            worth,
            shock: Batch::splat(0.0),
            content: self.constraint.content(worth, risk),
            access: self.constraint.access(worth, risk),
        }
    }

    /// The same state with a thaw or chill from outside.
    #[inline(always)]
    fn shocked(&self, state: &State<L>, shock: Batch<L>) -> State<L> {
        let worth = state.worth + shock;
        State {
            shock,
            content: self.constraint.content(worth, state.risk),
            access: self.constraint.access(worth, state.risk),
            ..*state
        }
    }
}

/// ε over the months: ε ← persistence · ε + spread · Normal, 0 in month 0.
struct ShockProcess<'a, const L: usize> {
    draws: &'a ShockDraws<L>,
    stream: u64,
    persistence: Batch<L>,
    spread: Batch<L>,
    now: Batch<L>,
    /// The uniform number drawn along with the last one: the generator gives two at a time.
    spare: Batch<L>,
}

impl<'a, const L: usize> ShockProcess<'a, L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'a, L>) -> Self {
        let constant = |field| block.values.batch(block.case.constants.slot(field));
        ShockProcess {
            draws: block.shocks,
            stream: block.partner.shocks,
            persistence: constant(ParameterField::ChillPersistence),
            spread: constant(ParameterField::ChillSpread),
            now: Batch::splat(0.0),
            spare: Batch::splat(0.0),
        }
    }

    #[inline(always)]
    fn advance(&mut self, month: usize) {
        let uniform = if month % 2 == 1 {
            let ShockDraws { seed, histories } = self.draws;
            let [now, spare] = random::uniform_pair(*seed, self.stream, *histories, month as u64);
            self.spare = spare;
            now
        } else {
            self.spare
        };
        self.now = self.persistence * self.now + self.spread * normal_quantile(uniform);
    }
}

/// The course of a partner that learns something, or for which something is repaired.
struct PlannedCourse<'a, const L: usize> {
    numbers: &'a PartnerNumbers<'a, L>,
    beliefs: PerBelief<BetaBelief<L>>,
    institutions: [Batch<L>; 5],
    supplement: Batch<L>,
    content_before: Batch<L>,
}

impl<'a, const L: usize> PlannedCourse<'a, L> {
    #[inline(always)]
    fn new(numbers: &'a PartnerNumbers<'a, L>, before: &State<L>) -> Self {
        PlannedCourse {
            numbers,
            beliefs: numbers.start,
            institutions: numbers.institutions,
            supplement: before.supplement,
            content_before: before.content,
        }
    }

    /// A month without outside events, in the model's order: learning, then repairs (which act on what was
    /// learned so far, this month included), then the willingness, then the close of the month.
    #[inline(always)]
    fn month(&mut self, month: usize, evidence: Option<&EvidenceByMonth<L>>) -> State<L> {
        let PartnerNumbers { partner, start, good_kept, bad_kept, .. } = self.numbers;
        if let Some(evidence) = evidence {
            self.beliefs.integrity.add_negative(evidence[month].integrity);
            self.beliefs.control.add_negative(evidence[month].control);
        }
        for (when, effect) in &partner.repairs {
            if *when == month {
                self.repair(*effect);
            }
        }
        let worth = self.numbers.worth.plus(WORTH_OF_COMPENSATION * partner.compensation[month]);
        let state = self.numbers.unshocked(&self.beliefs, self.supplement, worth);
        let shared = state.content.over(self.content_before).min(Batch::splat(1.0));
        let PerBelief { integrity, control } = &mut self.beliefs;
        integrity.renew_good(start.integrity.good, *good_kept, shared);
        control.renew_good(start.control.good, *good_kept, shared);
        integrity.fade_bad(start.integrity.bad, bad_kept.integrity);
        control.fade_bad(start.control.bad, bad_kept.control);
        state
    }

    #[inline(always)]
    fn repair(&mut self, effect: RepairEffect) {
        let leaves = match effect {
            RepairEffect::Explanation => EXPLANATION_LEAVES,
            RepairEffect::ProceduralFix => PROCEDURAL_FIX_LEAVES,
            RepairEffect::Institution(which, to) => {
                let raised = self.institutions[which].max(Batch::splat(to));
                self.institutions[which] = raised;
                self.supplement = willingness::supplement(&self.institutions);
                return;
            }
        };
        let start = self.numbers.start;
        self.beliefs.integrity.repair(start.integrity, leaves.integrity);
        self.beliefs.control.repair(start.control, leaves.control);
    }
}
