//! Month by month (model, section 8): what one partner's willingness does over the months, in
//! several histories at once. This is the hot loop.

use super::compiled_case::{CompiledCase, PartnerCase, RepairEffect};
use super::inputs::Values;
use crate::engine::mechanisms::belief::{Belief, EXPLANATION_LEAVES, PROCEDURAL_FIX_LEAVES};
use crate::engine::mechanisms::willingness::{self, WORTH_OF_COMPENSATION, Weighing};
use crate::engine::numerics::batch::{Batch, normal_quantile};
use crate::engine::numerics::random;
use crate::scenario::ParameterField;

/// Bad experience that a partner learns of, by month: what is added to integrity and to control.
pub type EvidenceByMonth<const L: usize> = Vec<[Batch<L>; 2]>;

/// The state of a partner at the end of a month's changes, before the month closes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State<const L: usize> {
    /// Trust τ in home's integrity and control.
    pub trust: [Batch<L>; 2],
    /// How far institutions supplement trust, ι.
    pub supplement: Batch<L>,
    /// Worth V of going on, with compensation, without outside events.
    pub worth: Batch<L>,
    /// Outside thaw or shock ε.
    pub shock: Batch<L>,
    /// Willingness to share content.
    pub content: Batch<L>,
    /// Access: willingness to open sources, given that content is shared.
    pub access: Batch<L>,
}

/// What the months tell whoever listens: the state as planned and, beside it, after withholding all.
pub trait Listener<const L: usize> {
    /// The state in a month, 0 to the horizon.
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>);
}

/// What partners weigh worth and risk with, in these histories.
#[inline(always)]
pub fn weighing<const L: usize>(case: &CompiledCase, values: &Values<L>) -> Weighing<L> {
    let constant = |field| values.batch(case.constants.slot(field));
    Weighing {
        precision: constant(ParameterField::Precision),
        content_loss: constant(ParameterField::ContentLoss),
        methods_loss: constant(ParameterField::MethodsLoss),
        methods_worth: constant(ParameterField::MethodsWorth),
    }
}

/// The numbers that drive one partner's months.
struct Course<'a, const L: usize> {
    partner: &'a PartnerCase,
    start: [Belief<L>; 2],
    institutions: [Batch<L>; 5],
    worth: Batch<L>,
    weighing: Weighing<L>,
    good_kept: Batch<L>,
    bad_kept: [Batch<L>; 2],
}

impl<'a, const L: usize> Course<'a, L> {
    #[inline(always)]
    fn new(case: &'a CompiledCase, partner: &'a PartnerCase, values: &Values<L>) -> Self {
        let constant = |field| values.batch(case.constants.slot(field));
        let belief = |[mean, weight]: [usize; 2]| Belief::from_mean(values.batch(mean), values.batch(weight));
        let [influence, security, wider] = partner.stakes;
        let mut institutions = [Batch::splat(0.0); 5];
        for (intensity, slot) in institutions.iter_mut().zip(partner.institutions) {
            *intensity = values.batch(slot);
        }
        Course {
            partner,
            start: [belief(partner.integrity), belief(partner.control)],
            institutions,
            worth: willingness::worth_of_stake(willingness::stake(
                values.batch(influence),
                values.batch(security),
                values.batch(wider),
            )),
            weighing: weighing(case, values),
            good_kept: constant(ParameterField::GoodKept),
            bad_kept: [constant(ParameterField::IntegrityKept), constant(ParameterField::ControlKept)],
        }
    }

    /// The state of some beliefs, without outside events.
    #[inline(always)]
    fn state(&self, trust: [Batch<L>; 2], supplement: Batch<L>, worth: Batch<L>, risk: Batch<L>) -> State<L> {
        State {
            trust,
            supplement,
            worth,
            shock: Batch::splat(0.0),
            content: self.weighing.content(worth, risk),
            access: self.weighing.access(worth, risk),
        }
    }

    /// The same state under an outside thaw or shock.
    #[inline(always)]
    fn shocked(&self, state: &State<L>, risk: Batch<L>, shock: Batch<L>) -> State<L> {
        let worth = state.worth + shock;
        State {
            shock,
            content: self.weighing.content(worth, risk),
            access: self.weighing.access(worth, risk),
            ..*state
        }
    }
}

/// The luck of a partner's outside thaws and chills in these histories.
pub struct ShockDraws<const L: usize> {
    /// The seed of the run.
    pub seed: u64,
    /// The histories in the lanes.
    pub histories: [u64; L],
}

/// ε over the months: ε ← persistence · ε + spread · Normal, 0 in month 0.
struct ShockProcess<const L: usize> {
    persistence: Batch<L>,
    spread: Batch<L>,
    now: Batch<L>,
    /// The deviate drawn along with the last one: the generator gives two at a time.
    spare: Batch<L>,
}

impl<const L: usize> ShockProcess<L> {
    #[inline(always)]
    fn next(&mut self, month: usize, draws: &ShockDraws<L>, stream: u64) {
        let uniform = if month % 2 == 1 {
            let [now, spare] = random::uniform_pair(draws.seed, stream, draws.histories, month as u64);
            self.spare = spare;
            now
        } else {
            self.spare
        };
        self.now = self.persistence * self.now + self.spread * normal_quantile(uniform);
    }
}

/// The willingness of a partner's starting beliefs, without outside events.
#[inline(always)]
pub fn before<const L: usize>(case: &CompiledCase, partner: &PartnerCase, values: &Values<L>) -> State<L> {
    let course = Course::new(case, partner, values);
    let supplement = willingness::supplement(&course.institutions);
    let trust = [course.start[0].trust(), course.start[1].trust()];
    let risk = willingness::perceived_risk(supplement, trust[0], trust[1]);
    course.state(trust, supplement, course.worth, risk)
}

/// Plays one partner's months. Without evidence and repairs the planned course is the withheld one.
#[inline(always)]
pub fn play<const L: usize>(
    case: &CompiledCase,
    partner: &PartnerCase,
    values: &Values<L>,
    evidence: Option<&EvidenceByMonth<L>>,
    draws: &ShockDraws<L>,
    listener: &mut impl Listener<L>,
) {
    let course = Course::new(case, partner, values);
    let supplement = willingness::supplement(&course.institutions);
    let trust = [course.start[0].trust(), course.start[1].trust()];
    let risk = willingness::perceived_risk(supplement, trust[0], trust[1]);
    let before = course.state(trust, supplement, course.worth, risk);
    let mut shocks = ShockProcess {
        persistence: values.batch(case.constants.slot(ParameterField::ChillPersistence)),
        spread: values.batch(case.constants.slot(ParameterField::ChillSpread)),
        now: Batch::splat(0.0),
        spare: Batch::splat(0.0),
    };
    let mended = !partner.repairs.is_empty() || partner.compensation.iter().any(|amount| *amount > 0.0);
    let mut planned = Planned::new(&course, supplement, before.content);
    for month in 0..=case.horizon {
        if case.shocks && month > 0 {
            shocks.next(month, draws, partner.shocks);
        }
        let withheld = course.shocked(&before, risk, shocks.now);
        if evidence.is_none() && !mended {
            listener.month(month, &withheld, &withheld);
            continue;
        }
        let state = planned.month(&course, month, evidence, shocks.now, case.shocks);
        listener.month(month, &state, &withheld);
    }
}

/// What changes from month to month.
struct Planned<const L: usize> {
    beliefs: [Belief<L>; 2],
    institutions: [Batch<L>; 5],
    supplement: Batch<L>,
    content_before: Batch<L>,
}

impl<const L: usize> Planned<L> {
    #[inline(always)]
    fn new(course: &Course<L>, supplement: Batch<L>, content_before: Batch<L>) -> Self {
        Planned { beliefs: course.start, institutions: course.institutions, supplement, content_before }
    }

    /// What is learned, then what is mended, then the willingness, then the close of the month.
    #[inline(always)]
    fn month(
        &mut self,
        course: &Course<L>,
        month: usize,
        evidence: Option<&EvidenceByMonth<L>>,
        shock: Batch<L>,
        shocks: bool,
    ) -> State<L> {
        if let Some(evidence) = evidence {
            self.beliefs[0].add_negative(evidence[month][0]);
            self.beliefs[1].add_negative(evidence[month][1]);
        }
        for (when, effect) in &course.partner.repairs {
            if *when == month {
                self.mend(course, *effect);
            }
        }
        let trust = [self.beliefs[0].trust(), self.beliefs[1].trust()];
        let risk = willingness::perceived_risk(self.supplement, trust[0], trust[1]);
        let worth = course.worth.plus(WORTH_OF_COMPENSATION * course.partner.compensation[month]);
        let calm = course.state(trust, self.supplement, worth, risk);
        let shared = calm.content.over(self.content_before).min(Batch::splat(1.0));
        for ((belief, start), bad_kept) in self.beliefs.iter_mut().zip(course.start).zip(course.bad_kept) {
            belief.close_month(start, course.good_kept, bad_kept, shared);
        }
        if shocks { course.shocked(&calm, risk, shock) } else { calm }
    }

    #[inline(always)]
    fn mend(&mut self, course: &Course<L>, effect: RepairEffect) {
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
        self.beliefs[0].repair(course.start[0], leaves.0);
        self.beliefs[1].repair(course.start[1], leaves.1);
    }
}
