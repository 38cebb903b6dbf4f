//! Partners' beliefs about home, and how evidence and repairs change them (model, sections 6 and 8).
//!
//! Beta beliefs with prior weight W = 2 and base rate a = 1/2 (A. Jøsang and R. Ismail, "The beta
//! reputation system", Bled 2002): r counts months of good experience, s of bad.

use super::breach::{Manner, Severity};
use crate::engine::numerics::batch::Batch;

/// Weight W of the prior.
const PRIOR_WEIGHT: f64 = 2.0;
/// Base rate a of the prior.
const BASE_RATE: f64 = 0.5;

/// A belief: good and bad experience, in months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaBelief<const L: usize> {
    /// Good experience r.
    pub good: Batch<L>,
    /// Bad experience s.
    pub bad: Batch<L>,
}

impl<const L: usize> BetaBelief<L> {
    /// The belief with a mean and a weight: r0 = m(n+W) - aW within [0, n], s0 = n - r0.
    #[inline(always)]
    pub fn from_mean(mean: Batch<L>, weight: Batch<L>) -> Self {
        let good = mean * weight.plus(PRIOR_WEIGHT);
        let good = good.plus(-BASE_RATE * PRIOR_WEIGHT).min(weight).max(Batch::splat(0.0));
        BetaBelief { good, bad: weight - good }
    }

    /// Expected trustworthiness τ = (r + aW)/(r + s + W).
    #[inline(always)]
    pub fn trust(self) -> Batch<L> {
        self.good.plus(BASE_RATE * PRIOR_WEIGHT).over((self.good + self.bad).plus(PRIOR_WEIGHT))
    }

    /// Expected trustworthiness with more bad experience, which fades by a rule of its own.
    #[inline(always)]
    pub fn trust_after(self, more_bad: Batch<L>) -> Batch<L> {
        let all = (self.good + self.bad) + more_bad;
        self.good.plus(BASE_RATE * PRIOR_WEIGHT).over(all.plus(PRIOR_WEIGHT))
    }

    /// Adds bad experience, in months.
    #[inline(always)]
    pub fn add_negative(&mut self, bad: Batch<L>) {
        self.bad = self.bad + bad;
    }

    /// The close of a month for good experience: its memory fades towards the start and is renewed by
    /// what is shared, r ← keep r + (1-keep) r0 (½ + ½ shared).
    ///
    /// `shared` is willingness without outside events against *before*, at most 1: half of the experience
    /// that keeps trust alive comes only while something is shared. Written as a step from where it
    /// stands, so that a belief at rest stays to the bit.
    #[inline(always)]
    pub fn renew_good(&mut self, start: Batch<L>, kept: Batch<L>, shared: Batch<L>) {
        let renewed = start * shared.times(0.5).plus(0.5);
        self.good = self.good + kept.complement() * (renewed - self.good);
    }

    /// The close of a month for bad experience: the memory of what was added fades, s ← s0 + keep (s - s0).
    #[inline(always)]
    pub fn fade_bad(&mut self, start: Batch<L>, kept: Batch<L>) {
        self.bad = start + kept * (self.bad - start);
    }

    /// A repair takes the part `1 - left` off what was added to the bad experience.
    #[inline(always)]
    pub fn repair(&mut self, start: BetaBelief<L>, left: f64) {
        self.bad = start.bad + (self.bad - start.bad).times(left);
    }
}

/// One value for each of a partner's two beliefs about home.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerBelief<T> {
    /// Of the belief in home's integrity: would it break its promise on purpose?
    pub integrity: T,
    /// Of the belief in home's control: can it keep a secret?
    pub control: T,
}

/// What a repair leaves of what was added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepairLeaves {
    /// Of the bad experience with home's integrity, 0 to 1.
    pub integrity: f64,
    /// Of the bad experience with home's control, lasting or not, 0 to 1.
    pub control: f64,
    /// Of the signal of protest, 0 to 1.
    pub signal: f64,
}

/// What an explanation and apology leaves.
pub const EXPLANATION_LEAVES: RepairLeaves = RepairLeaves { integrity: 0.825, control: 0.5, signal: 0.5 };
/// What a fix of the procedure leaves.
pub const PROCEDURAL_FIX_LEAVES: RepairLeaves = RepairLeaves { integrity: 0.9, control: 0.3, signal: 1.0 };

/// What a partner adds when it learns of a breach.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EvidenceUpdate {
    /// To the bad experience with home's integrity, in months.
    pub integrity: f64,
    /// To the bad experience with home's control, in months.
    pub control: f64,
    /// The same where the act was spontaneous: it is remembered until home fixes its procedure.
    pub unpredictability: f64,
    /// To the signal of protest A, in units of a full, deliberate breach.
    pub signal: f64,
}

/// How heavily a full breach weighs: λ, in months of bad experience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blows {
    /// On the belief in home's integrity: λ_I.
    pub integrity: f64,
    /// On the belief in home's control: λ_C.
    pub control: f64,
}

/// What the originator adds when it learns: λ·S·γ on each belief, and S_I·γI to its protest.
#[inline]
pub fn originators_update(severity: Severity, manner: Manner, blows: Blows) -> EvidenceUpdate {
    let control = blows.control * severity.control * manner.control;
    EvidenceUpdate {
        integrity: blows.integrity * severity.integrity * manner.integrity,
        control: if manner.spontaneous { 0.0 } else { control },
        unpredictability: if manner.spontaneous { control } else { 0.0 },
        signal: severity.integrity * manner.integrity,
    }
}

/// The weights that other partners give to hearsay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SecondHand {
    /// Weight ν of hearsay.
    pub weight: f64,
    /// Weight ω_I of “would we be sold too?”.
    pub integrity: f64,
    /// Weight ω_C of “can they keep any secret?”.
    pub control: f64,
    /// Weight ω_U of “is it ours next time?”, in place of ω_C after a spontaneous act.
    pub unpredictability: f64,
}

/// The update of another partner when it hears: that of the originator, second hand.
///
/// Learning from the experience of others: M. Crescenzi, J. Politics 69, 2007; against it (all
/// weights 0): J. Mercer, *Reputation and International Politics*, 1996.
#[inline]
pub fn observers_update(
    originators: EvidenceUpdate,
    heard: SecondHand,
    stake: f64,
    originators_stake: f64,
) -> EvidenceUpdate {
    let alike = 1.0 - (stake - originators_stake).abs();
    EvidenceUpdate {
        integrity: heard.weight * originators.integrity * heard.integrity * alike,
        control: heard.weight * originators.control * heard.control,
        unpredictability: heard.weight * originators.unpredictability * heard.unpredictability,
        signal: heard.weight * originators.signal * heard.integrity * alike,
    }
}
