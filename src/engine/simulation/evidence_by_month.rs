//! What a partner learns of a meeting, month by month, in `L` histories at once.

use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::numerics::batch::Batch;

/// What a partner learns in a month, in `L` histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthEvidence<const L: usize> {
    /// Bad experience added to the belief in home's integrity, in months.
    pub integrity: Batch<L>,
    /// Bad experience added to the belief in home's control, in months.
    pub control: Batch<L>,
    /// The same from spontaneous acts, which is remembered until home fixes its procedure.
    pub unpredictability: Batch<L>,
    /// What is added to the signal of protest.
    pub signal: Batch<L>,
}

impl<const L: usize> MonthEvidence<L> {
    /// Nothing learned.
    pub const NONE: Self = {
        let none = Batch([0.0; L]);
        MonthEvidence { integrity: none, control: none, unpredictability: none, signal: none }
    };

    /// Adds what is learned in one history.
    #[inline]
    pub fn add(&mut self, lane: usize, update: EvidenceUpdate) {
        self.integrity.0[lane] += update.integrity;
        self.control.0[lane] += update.control;
        self.unpredictability.0[lane] += update.unpredictability;
        self.signal.0[lane] += update.signal;
    }
}

/// What a partner learns, by month.
#[derive(Clone, Debug)]
pub struct EvidenceByMonth<const L: usize> {
    pub(super) months: Vec<MonthEvidence<L>>,
    /// The first month in which it learns in any of these histories; past the horizon if in none.
    pub(super) first: usize,
}

impl<const L: usize> EvidenceByMonth<L> {
    /// Nothing learned in the months up to a horizon.
    pub fn none(horizon: usize) -> Self {
        EvidenceByMonth { months: vec![MonthEvidence::NONE; horizon + 1], first: horizon + 1 }
    }

    /// Adds what is learned in a month of one history.
    #[inline]
    pub fn add(&mut self, lane: usize, month: usize, update: EvidenceUpdate) {
        self.months[month].add(lane, update);
        self.first = self.first.min(month);
    }

    /// Starts again with the same memory.
    pub fn clear(&mut self) {
        let from = self.first.min(self.months.len());
        self.months[from..].fill(MonthEvidence::NONE);
        self.first = self.months.len();
    }
}
