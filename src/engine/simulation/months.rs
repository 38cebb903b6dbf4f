//! Month by month (model, section 8): the willingness of one partner over the months, in `L` histories at
//! once. This is the hot loop; everything in it is inlined, so that it is compiled for each instruction set.

use super::compiled_case::{CompiledCase, PartnerCase, RepairEffect};
use super::evidence_by_month::{EvidenceByMonth, MonthEvidence};
use super::inputs::{Slot, Values};
use super::partner_state::{CourseRecorder, Recorder, State, Withheld};
use crate::engine::mechanisms::belief::{BetaBelief, EXPLANATION_LEAVES, PROCEDURAL_FIX_LEAVES, PerBelief};
use crate::engine::mechanisms::credibility::Insight;
use crate::engine::mechanisms::willingness::{
    self, Considerations, ParticipationConstraint, WORTH_OF_COMPENSATION, Willingness,
};
use crate::engine::numerics::batch::Batch;
use crate::engine::numerics::math::normal_quantile;
use crate::engine::numerics::random;
use crate::scenario::{Institution, ParameterField};

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
    /// The evidence that the partner gets.
    pub evidence: &'a EvidenceByMonth<L>,
    /// The draws of its outside events.
    pub shocks: &'a ShockDraws<L>,
    /// What is taken away from the relationship, to see what it holds.
    pub without: Option<Mitigation>,
    /// The last month that is played: the horizon, unless later months are of no use.
    pub last_month: usize,
}

impl<'a, const L: usize> PartnerBlock<'a, L> {
    /// All months of a partner, by index, with nothing taken away.
    pub fn new(
        case: &'a CompiledCase,
        partner: usize,
        values: &'a Values<L>,
        evidence: &'a EvidenceByMonth<L>,
        shocks: &'a ShockDraws<L>,
    ) -> Self {
        let (partner, last_month) = (&case.partners[partner], case.horizon);
        PartnerBlock { case, partner, values, evidence, shocks, without: None, last_month }
    }
}

/// A part of the relationship that softens a breach (model, section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mitigation {
    /// What the partner would lose with the larger relationship.
    Stakes,
    /// What supplements trust.
    Institutions,
    /// The experience behind its trust; without it both beliefs have half their weight at the same means.
    Trust,
}

impl Mitigation {
    /// All three, in the model's order.
    pub const ALL: [Mitigation; 3] = [Mitigation::Stakes, Mitigation::Institutions, Mitigation::Trust];
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
        protest: constant(ParameterField::Protest),
    }
}

/// The state of a partner's starting beliefs, without outside events: *before*.
#[inline(always)]
pub fn before<const L: usize>(block: &PartnerBlock<'_, L>) -> State<L> {
    PartnerNumbers::new(block).before()
}

/// The first month in which a partner learns of something or something is repaired for it: until then the plan
/// comes to what withholding does, to the bit.
fn first_change<const L: usize>(block: &PartnerBlock<'_, L>) -> usize {
    let PartnerBlock { partner, evidence, .. } = block;
    let compensated = partner.compensation.iter().position(|amount| *amount > 0.0);
    let repaired = partner.repairs.iter().map(|(month, _)| *month);
    repaired.chain(compensated).fold(evidence.first, usize::min)
}

/// Plays one partner's months.
#[inline(always)]
pub fn play<const L: usize>(block: &PartnerBlock<'_, L>, recorder: &mut impl Recorder<L>) {
    let case = block.case;
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    let (mut deviates, mut shocks) = (ShockDeviates::new(block), ShockProcess::new(block));
    let first_change = first_change(block);
    let mut planned = PlannedCourse::new(&numbers, KeptByMonth::new(block), &before);
    for month in 0..=block.last_month {
        if case.shocks && month > 0 {
            shocks.advance(deviates.of_month(month));
        }
        let withheld = numbers.shocked(&before, shocks.now);
        if month < first_change {
            recorder.month(month, &withheld, &withheld);
            continue;
        }
        let state = planned.month(month, block.evidence, shocks.now);
        recorder.month(month, &state, &withheld);
    }
}

/// Draws the deviates of a partner's outside events, which depend on no number: by month, from month 1; none where no
/// such events happen.
#[inline(always)]
pub fn shock_deviates<const L: usize>(block: &PartnerBlock<'_, L>) -> Vec<Batch<L>> {
    let mut deviates = ShockDeviates::new(block);
    let last = if block.case.shocks { block.case.horizon } else { 0 };
    (1..=last).map(|month| deviates.of_month(month)).collect()
}

/// Plays one partner's months after withholding everything only, given the deviates of its outside events. It does not
/// depend on the plan.
#[inline(always)]
pub fn play_withheld<const L: usize>(
    block: &PartnerBlock<'_, L>,
    deviates: &[Batch<L>],
    recorder: &mut impl CourseRecorder<L>,
) {
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    let mut shocks = ShockProcess::new(block);
    for month in 0..=block.last_month {
        if let Some(deviate) = month.checked_sub(1).and_then(|place| deviates.get(place)) {
            shocks.advance(*deviate);
        }
        recorder.month(month, &numbers.shocked(&before, shocks.now));
    }
}

/// Draws a partner's outside events: thaws and chills by month, from month 0.
///
/// All deviates first: none waits for another, so that several are on their way at once.
#[inline(always)]
pub fn draw_shocks<const L: usize>(block: &PartnerBlock<'_, L>, shocks: &mut [Batch<L>]) {
    let (mut deviates, mut process) = (ShockDeviates::new(block), ShockProcess::new(block));
    if !block.case.shocks {
        return shocks.fill(process.now);
    }
    for (month, shock) in shocks.iter_mut().enumerate().skip(1) {
        *shock = deviates.of_month(month);
    }
    for (month, shock) in shocks.iter_mut().enumerate() {
        if month > 0 {
            process.advance(*shock);
        }
        *shock = process.now;
    }
}

/// Plays one partner's months after withholding everything only, given its outside events by month, from month 0. It
/// does not depend on the plan.
#[inline(always)]
pub fn play_shocked_withheld<const L: usize>(
    block: &PartnerBlock<'_, L>,
    shocks: &[Batch<L>],
    recorder: &mut impl CourseRecorder<L>,
) {
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    recorder.before(&before);
    for (month, shock) in shocks.iter().enumerate() {
        recorder.month(month, &numbers.shocked(&before, *shock));
    }
}

/// Plays one partner's months as planned only, given its outside events by month, from month 0.
#[inline(always)]
pub fn play_shocked<const L: usize>(
    block: &PartnerBlock<'_, L>,
    shocks: &[Batch<L>],
    recorder: &mut impl CourseRecorder<L>,
) {
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    let mut planned = PlannedCourse::new(&numbers, KeptByMonth::new(block), &before);
    for (month, shock) in shocks.iter().enumerate() {
        recorder.month(month, &planned.month(month, block.evidence, *shock));
    }
}

/// Plays one partner's months as planned only, given those after withholding everything with the same numbers.
#[inline(always)]
pub fn play_planned<const L: usize>(
    block: &PartnerBlock<'_, L>,
    withheld: &[Withheld<L>],
    recorder: &mut impl CourseRecorder<L>,
) {
    let numbers = PartnerNumbers::new(block);
    let before = numbers.before();
    let first_change = first_change(block);
    let mut planned = PlannedCourse::new(&numbers, KeptByMonth::new(block), &before);
    for (month, Withheld { shock, content, access }) in withheld.iter().copied().enumerate() {
        let state = if month < first_change {
            State { shock, content, unsignalled: content, access, ..before }
        } else {
            planned.month(month, block.evidence, shock)
        };
        recorder.month(month, &state);
    }
}

/// The numbers that a partner's months start from and are computed with.
struct PartnerNumbers<'a, const L: usize> {
    partner: &'a PartnerCase,
    /// The starting beliefs.
    start: PerBelief<BetaBelief<L>>,
    institutions: [Batch<L>; 5],
    worth: Batch<L>,
    /// 0 if institutions are taken away, whatever is built, else 1.
    supplement_kept: f64,
    constraint: ParticipationConstraint<L>,
    insight: Insight<L>,
    /// Whether outside events happen at all.
    shocks: bool,
}

/// How much of what was learned is kept from month to month. What is shared after withholding everything does not
/// depend on it.
#[derive(Clone, Copy)]
struct KeptByMonth<const L: usize> {
    good: Batch<L>,
    bad: PerBelief<Batch<L>>,
    unpredictability: Batch<L>,
    signal: Batch<L>,
}

impl<const L: usize> KeptByMonth<L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'_, L>) -> Self {
        let PartnerBlock { case, values, .. } = block;
        let constant = |field| values.batch(case.constants.slot(field));
        KeptByMonth {
            good: constant(ParameterField::GoodKept),
            bad: PerBelief {
                integrity: constant(ParameterField::IntegrityKept),
                control: constant(ParameterField::ControlKept),
            },
            unpredictability: constant(ParameterField::UnpredictabilityKept),
            signal: constant(ParameterField::SignalKept),
        }
    }
}

/// A belief at the start, given the slots of its mean and its weight, of which the part `experience` counts.
#[inline(always)]
fn starting_belief<const L: usize>(
    values: &Values<L>,
    [mean, weight]: [Slot; 2],
    experience: f64,
) -> BetaBelief<L> {
    BetaBelief::from_mean(values.batch(mean), values.batch(weight).times(experience))
}

impl<'a, const L: usize> PartnerNumbers<'a, L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'a, L>) -> Self {
        let PartnerBlock { case, partner, values, without, .. } = block;
        let constant = |field| values.batch(case.constants.slot(field));
        let experience = if *without == Some(Mitigation::Trust) { 0.5 } else { 1.0 };
        let stakes_kept = if *without == Some(Mitigation::Stakes) { 0.0 } else { 1.0 };
        let [influence, security, wider] = partner.stakes;
        let mut institutions = [Batch::splat(0.0); 5];
        for (intensity, slot) in institutions.iter_mut().zip(partner.institutions) {
            *intensity = values.batch(slot);
        }
        PartnerNumbers {
            partner,
            start: PerBelief {
                integrity: starting_belief(values, partner.integrity, experience),
                control: starting_belief(values, partner.control, experience),
            },
            institutions,
            worth: willingness::worth_of_stake(
                willingness::stake(values.batch(influence), values.batch(security), values.batch(wider))
                    .times(stakes_kept),
            ),
            supplement_kept: if *without == Some(Mitigation::Institutions) { 0.0 } else { 1.0 },
            constraint: constraint(case, values),
            insight: Insight {
                assistance: constant(ParameterField::AssistanceInsight),
                liaison: constant(ParameterField::LiaisonInsight),
            },
            shocks: case.shocks,
        }
    }

    #[inline(always)]
    fn supports(&self, institutions: &[Batch<L>; 5]) -> Supports<L> {
        let assistance = institutions[Institution::TechnicalAssistance as usize];
        let liaison = institutions[Institution::Liaison as usize];
        Supports {
            supplement: willingness::supplement(institutions).times(self.supplement_kept),
            insight: self.insight.share(assistance, liaison),
        }
    }

    #[inline(always)]
    fn before(&self) -> State<L> {
        let none = Batch::splat(0.0);
        let PerBelief { integrity, control } = self.start;
        let trust = PerBelief { integrity: integrity.trust(), control: control.trust() };
        let Supports { supplement, insight } = self.supports(&self.institutions);
        let risk = willingness::perceived_risk(supplement, trust.integrity, trust.control);
        let by = Considerations { worth: self.worth, signal: none, risk };
        let Willingness { content, unsignalled, access } = self.constraint.without_signal(by);
        State {
            trust,
            supplement,
            insight,
            risk,
            worth: self.worth,
            shock: none,
            signal: none,
            unpredictability: none,
            content,
            unsignalled,
            access,
        }
    }

    /// The state before the meeting with a thaw or chill from outside.
    #[inline(always)]
    fn shocked(&self, before: &State<L>, shock: Batch<L>) -> State<L> {
        let by = Considerations { worth: before.worth + shock, signal: before.signal, risk: before.risk };
        let Willingness { content, unsignalled, access } = self.constraint.without_signal(by);
        State { shock, content, unsignalled, access, ..*before }
    }
}

/// What institutions add up to.
#[derive(Clone, Copy)]
struct Supports<const L: usize> {
    /// How far they supplement trust, ι.
    supplement: Batch<L>,
    /// The share of reports that home checks through them, w.
    insight: Batch<L>,
}

/// The standard normal deviates of a partner's outside events, drawn from month 1 on, one month after the other.
struct ShockDeviates<'a, const L: usize> {
    draws: &'a ShockDraws<L>,
    stream: u64,
    /// The uniform number drawn along with the last one: the generator gives two at a time.
    spare: Batch<L>,
}

impl<'a, const L: usize> ShockDeviates<'a, L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'a, L>) -> Self {
        ShockDeviates { draws: block.shocks, stream: block.partner.shocks, spare: Batch::splat(0.0) }
    }

    #[inline(always)]
    fn of_month(&mut self, month: usize) -> Batch<L> {
        let uniform = if month % 2 == 1 {
            let ShockDraws { seed, histories } = self.draws;
            let [now, spare] = random::uniform_pair(*seed, self.stream, *histories, month as u64);
            self.spare = spare;
            now
        } else {
            self.spare
        };
        normal_quantile(uniform)
    }
}

/// ε over the months: ε ← persistence · ε + spread · Normal, 0 in month 0.
struct ShockProcess<const L: usize> {
    persistence: Batch<L>,
    spread: Batch<L>,
    now: Batch<L>,
}

impl<const L: usize> ShockProcess<L> {
    #[inline(always)]
    fn new(block: &PartnerBlock<'_, L>) -> Self {
        let constant = |field| block.values.batch(block.case.constants.slot(field));
        ShockProcess {
            persistence: constant(ParameterField::ChillPersistence),
            spread: constant(ParameterField::ChillSpread),
            now: Batch::splat(0.0),
        }
    }

    #[inline(always)]
    fn advance(&mut self, deviate: Batch<L>) {
        self.now = self.persistence * self.now + self.spread * deviate;
    }
}

/// The course of a partner that learns something, or for which something is repaired.
struct PlannedCourse<'a, const L: usize> {
    numbers: &'a PartnerNumbers<'a, L>,
    /// A procedure that is fixed changes what is kept.
    kept: KeptByMonth<L>,
    beliefs: PerBelief<BetaBelief<L>>,
    /// Bad experience s_CU with home's control that is remembered until the procedure is fixed.
    unpredictability: Batch<L>,
    signal: Batch<L>,
    institutions: [Batch<L>; 5],
    supports: Supports<L>,
    /// What willingness is compared with when trust is renewed by sharing.
    usual: Batch<L>,
}

impl<'a, const L: usize> PlannedCourse<'a, L> {
    #[inline(always)]
    fn new(numbers: &'a PartnerNumbers<'a, L>, kept: KeptByMonth<L>, before: &State<L>) -> Self {
        PlannedCourse {
            numbers,
            kept,
            beliefs: numbers.start,
            unpredictability: Batch::splat(0.0),
            signal: Batch::splat(0.0),
            institutions: numbers.institutions,
            supports: Supports { supplement: before.supplement, insight: before.insight },
            usual: before.unsignalled,
        }
    }

    /// A month in the model's order: learning, then repairs (which act on what was learned so far, this month
    /// included), then the willingness, then the close of the month.
    #[inline(always)]
    fn month(&mut self, month: usize, evidence: &EvidenceByMonth<L>, shock: Batch<L>) -> State<L> {
        let partner = self.numbers.partner;
        self.learn(&evidence.months[month]);
        for (when, effect) in &partner.repairs {
            if *when == month {
                self.repair(*effect);
            }
        }
        let worth = self.numbers.worth.plus(WORTH_OF_COMPENSATION * partner.compensation[month]);
        let (state, unsignalled) = self.state(worth, shock);
        self.close(unsignalled);
        state
    }

    #[inline(always)]
    fn learn(&mut self, evidence: &MonthEvidence<L>) {
        self.beliefs.integrity.add_negative(evidence.integrity);
        self.beliefs.control.add_negative(evidence.control);
        self.unpredictability = self.unpredictability + evidence.unpredictability;
        self.signal = self.signal + evidence.signal;
    }

    /// The state, and willingness to share content without outside events and without the signal.
    #[inline(always)]
    fn state(&self, worth: Batch<L>, shock: Batch<L>) -> (State<L>, Batch<L>) {
        let PartnerNumbers { constraint, shocks, .. } = self.numbers;
        let Supports { supplement, insight } = self.supports;
        let PerBelief { integrity, control } = self.beliefs;
        let trust =
            PerBelief { integrity: integrity.trust(), control: control.trust_after(self.unpredictability) };
        let risk = willingness::perceived_risk(supplement, trust.integrity, trust.control);
        let by = Considerations { worth: worth + shock, signal: self.signal, risk };
        let Willingness { content, unsignalled, access } = constraint.willingness(by);
        let unshocked = if *shocks {
            constraint.unsignalled_content(Considerations { worth, ..by })
        } else {
            unsignalled
        };
        let state = State {
            trust,
            supplement,
            insight,
            risk,
            worth,
            shock,
            signal: self.signal,
            unpredictability: self.unpredictability,
            content,
            unsignalled,
            access,
        };
        (state, unshocked)
    }

    /// The close of a month, in which `unsignalled` was willing to be shared but for outside events and protest.
    #[inline(always)]
    fn close(&mut self, unsignalled: Batch<L>) {
        let start = self.numbers.start;
        let KeptByMonth { good, bad, unpredictability: unpredictability_kept, signal: signal_kept } =
            self.kept;
        let shared = unsignalled.over(self.usual).min(Batch::splat(1.0));
        let PerBelief { integrity, control } = &mut self.beliefs;
        integrity.renew_good(start.integrity.good, good, shared);
        control.renew_good(start.control.good, good, shared);
        integrity.fade_bad(start.integrity.bad, bad.integrity);
        control.fade_bad(start.control.bad, bad.control);
        self.unpredictability = unpredictability_kept * self.unpredictability;
        self.signal = signal_kept * self.signal;
    }

    #[inline(always)]
    fn repair(&mut self, effect: RepairEffect) {
        let leaves = match effect {
            RepairEffect::Explanation => EXPLANATION_LEAVES,
            RepairEffect::ProceduralFix => {
                // What is fixed can no longer happen at any moment: from now on it is forgotten like any
                // secret not kept.
                self.kept.unpredictability = self.kept.bad.control;
                PROCEDURAL_FIX_LEAVES
            }
            RepairEffect::Institution(which, to) => {
                let raised = self.institutions[which].max(Batch::splat(to));
                self.institutions[which] = raised;
                self.supports = self.numbers.supports(&self.institutions);
                return;
            }
        };
        let start = self.numbers.start;
        self.beliefs.integrity.repair(start.integrity, leaves.integrity);
        self.beliefs.control.repair(start.control, leaves.control);
        self.unpredictability = self.unpredictability.times(leaves.control);
        self.signal = self.signal.times(leaves.signal);
    }
}
