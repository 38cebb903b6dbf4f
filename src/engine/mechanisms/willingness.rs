//! A partner's willingness to go on sharing (model, section 7).
//!
//! A logit participation constraint (R. McKelvey and T. Palfrey, "Quantal response equilibria",
//! Games and Economic Behavior 10, 1995). That interests weigh beside trust, and institutions
//! supplement it: J. I. Walsh, *The International Politics of Intelligence Sharing*, 2010.

use crate::engine::numerics::batch::Batch;

/// The stake in the larger relationship: 0.35 influence + 0.40 security + 0.25 wider. The weights are modelling
/// choices.
#[inline(always)]
pub fn stake<const L: usize>(influence: Batch<L>, security: Batch<L>, wider: Batch<L>) -> Batch<L> {
    influence.times(0.35) + security.times(0.40) + wider.times(0.25)
}

/// The worth of going on, without compensation and outside events: 0.4 + 1.2 stake. The numbers are modelling choices.
#[inline(always)]
pub fn worth_of_stake<const L: usize>(stake: Batch<L>) -> Batch<L> {
    stake.times(1.2).plus(0.4)
}

/// What a compensation of amount 1 adds to the worth of going on; a modelling choice.
pub const WORTH_OF_COMPENSATION: f64 = 0.4;
/// Cost to home of a month of compensation of amount 1; a modelling choice.
pub const PRICE_OF_COMPENSATION: f64 = 0.1;
/// How many months a compensation lasts.
pub const MONTHS_OF_COMPENSATION: usize = 12;

/// The supplement to trust of each institution at full intensity (modelling choices), in the order of
/// [`crate::scenario::Institution::ALL`].
const SUPPLEMENT: [f64; 5] = [0.25, 0.15, 0.20, 0.15, 0.50];

/// How far institutions supplement trust: ι = 1 - Π(1 - weight · intensity).
#[inline(always)]
pub fn supplement<const L: usize>(intensities: &[Batch<L>; 5]) -> Batch<L> {
    let mut rest = Batch::splat(1.0);
    for (intensity, weight) in intensities.iter().zip(SUPPLEMENT) {
        rest = rest * intensity.times(weight).complement();
    }
    rest.complement()
}

/// Perceived risk ρ̂ = (1-ι)(1 - τI·τC).
#[inline(always)]
pub fn perceived_risk<const L: usize>(
    supplement: Batch<L>,
    trust_integrity: Batch<L>,
    trust_control: Batch<L>,
) -> Batch<L> {
    supplement.complement() * (trust_integrity * trust_control).complement()
}

/// What a partner decides by in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Considerations<const L: usize> {
    /// Worth V of the relationship, with compensation and outside events.
    pub worth: Batch<L>,
    /// Signal of protest A.
    pub signal: Batch<L>,
    /// Perceived risk ρ̂, 0 to 1.
    pub risk: Batch<L>,
}

/// A partner's willingness in a month, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Willingness<const L: usize> {
    /// To share content: q_c.
    pub content: Batch<L>,
    /// To share content if it sent no signal: q_c0.
    pub unsignalled: Batch<L>,
    /// To open sources and methods, given that content is shared: y = q_s/q_c.
    pub access: Batch<L>,
}

/// The parameters with which a partner weighs worth against risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParticipationConstraint<const L: usize> {
    /// Precision μ.
    pub precision: Batch<L>,
    /// Loss L_C with betrayed content.
    pub content_loss: Batch<L>,
    /// Loss L_S with a betrayed source.
    pub methods_loss: Batch<L>,
    /// Worth b_S of the relationship for sharing sources.
    pub methods_worth: Batch<L>,
    /// Weight α of the signal of protest.
    pub protest: Batch<L>,
}

impl<const L: usize> ParticipationConstraint<L> {
    /// Log-odds of sharing content: μ(V - αA - L_C ρ̂).
    #[inline(always)]
    pub fn content_log_odds(&self, by: Considerations<L>) -> Batch<L> {
        let worth = by.worth - self.protest * by.signal;
        self.precision * (worth - self.content_loss * by.risk)
    }

    /// Log-odds of opening sources too, given that content is shared without a signal: μ(b_S V - L_S ρ̂).
    ///
    /// The signal is not in them: how a source is guarded is a matter of trust, not of protest.
    #[inline(always)]
    pub fn access_log_odds(&self, by: Considerations<L>) -> Batch<L> {
        self.precision * (self.methods_worth * by.worth - self.methods_loss * by.risk)
    }

    /// Willingness to share content if no signal were sent, q_c0.
    #[inline(always)]
    pub fn unsignalled_content(&self, by: Considerations<L>) -> Batch<L> {
        (self.precision * (by.worth - self.content_loss * by.risk)).logistic()
    }

    /// Willingness where no signal is sent: q_c = q_c0, and y = y0.
    #[inline(always)]
    pub fn without_signal(&self, by: Considerations<L>) -> Willingness<L> {
        let content = self.unsignalled_content(by);
        Willingness { content, unsignalled: content, access: self.access_log_odds(by).logistic() }
    }

    /// Willingness: q_c, q_c0, and y = min(q_c, q_c0·y0)/q_c.
    #[inline(always)]
    pub fn willingness(&self, by: Considerations<L>) -> Willingness<L> {
        let content = self.content_log_odds(by).logistic();
        let unsignalled = self.unsignalled_content(by);
        // The ratio first: it is exactly 1 without a signal, so that y is then y0 to the last bit.
        let access = unsignalled.over(content) * self.access_log_odds(by).logistic();
        Willingness { content, unsignalled, access: access.min(Batch::splat(1.0)) }
    }
}
