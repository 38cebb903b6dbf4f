//! What one partner's months depend on, in histories of several blocks packed into one.

use super::compiled_case::CompiledCase;
use super::evidence_by_month::EvidenceByMonth;
use super::inputs::{HistoryValues, Reads, Values};
use crate::engine::numerics::batch::{Batch, WIDTH};

/// A block of packed histories.
pub(super) struct PackedInputs {
    /// All numbers.
    pub values: Values<WIDTH>,
    /// What the partner learns.
    pub evidence: EvidenceByMonth<WIDTH>,
    /// Its thaws and chills from outside events, by month.
    pub shocks: Vec<Batch<WIDTH>>,
}

impl PackedInputs {
    /// An empty block.
    pub fn new(case: &CompiledCase) -> Self {
        PackedInputs {
            values: case.inputs.likely(),
            evidence: EvidenceByMonth::none(case.horizon),
            shocks: vec![Batch::splat(0.0); case.horizon + 1],
        }
    }

    /// Packs the numbers that the months read in a history, and the outside events of its block. What the partner learns
    /// is added to the evidence, which is to be cleared before.
    pub fn put(
        &mut self,
        place: usize,
        read: &Reads,
        from: HistoryValues<'_, WIDTH>,
        shocks: &[Batch<WIDTH>],
    ) {
        self.values.copy_read(read, from, place);
        for (packed, shock) in self.shocks.iter_mut().zip(shocks) {
            packed.0[place] = shock.0[from.lane];
        }
    }
}
