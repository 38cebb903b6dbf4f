//! The ledger of home's gains and losses (model, section 9).

use crate::engine::numerics::batch::Batch;
use crate::engine::numerics::math;
use crate::scenario::Preparation;

/// The share of an item's value that is left after a delay: 2^(-delay/half-life).
#[inline]
pub fn ageing(delay_months: f64, half_life_months: f64) -> f64 {
    math::exp2(-delay_months / half_life_months)
}

/// The concession of a recipient that keeps the bargain: concession · (1 - exp(-appetite · satisfaction)).
///
/// `satisfaction` is Σ over the items of (g_told - g_held) · interest · cover value · ageing.
#[inline(always)]
pub fn concession<const L: usize>(most: Batch<L>, appetite: Batch<L>, satisfaction: Batch<L>) -> Batch<L> {
    most * (-appetite * satisfaction).exp().complement()
}

/// What it is worth to home that a recipient acts on an item: warning · max(0, g_told - g_held) · what cover
/// and age leave of the item's value.
#[inline]
pub fn warning(worth: f64, value_gained: f64, left: f64) -> f64 {
    worth * value_gained.max(0.0) * left
}

/// The share of a recipient's reciprocity that a bargain can count on, 0 to 1, by how the telling came
/// about. The numbers are modelling choices: what was neither prepared nor asked for is seldom repaid.
pub fn bargaining(preparation: Preparation, asked: bool) -> f64 {
    match (preparation, asked) {
        (Preparation::Staffed, true) => 1.0,
        (Preparation::Staffed, false) => 0.5,
        (Preparation::Spontaneous, _) => 0.35,
        (Preparation::Leak | Preparation::Compelled | Preparation::Misuse, _) => 0.0,
    }
}

/// The parts of the ledger, each against withholding everything with the same luck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts<const L: usize> {
    /// Concessions gained.
    pub concession: Batch<L>,
    /// Change in the discounted flow of intelligence.
    pub flow: Batch<L>,
    /// Harm to sources.
    pub harm: Batch<L>,
    /// Worth of warnings.
    pub warning: Batch<L>,
    /// Cost of compensation.
    pub compensation: Batch<L>,
}

/// The user's weights of the parts; compensation is a cost and has none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights<const L: usize> {
    /// Weight of concessions.
    pub concession: Batch<L>,
    /// Weight of the flow of intelligence.
    pub flow: Batch<L>,
    /// Weight of harm to sources.
    pub harm: Batch<L>,
    /// Of the worth of warnings.
    pub warning: Batch<L>,
}

impl<const L: usize> Parts<L> {
    /// The total J: concession + flow - harm + warning, each times its weight, - compensation.
    #[inline]
    pub fn total(&self, weights: &Weights<L>) -> Batch<L> {
        weights.concession * self.concession + weights.flow * self.flow - weights.harm * self.harm
            + weights.warning * self.warning
            - self.compensation
    }
}
