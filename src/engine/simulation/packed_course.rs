//! The months of one partner as planned, in histories of several blocks packed into one: only where anything happens to
//! the partner are they its own, and that is in few of the histories of a block.

use super::compiled_case::CompiledCase;
use super::consequences::Consequences;
use super::evidence_by_month::EvidenceByMonth;
use super::flow::{self, FlowSums, PackedFlow};
use super::inputs::{HistoryValues, Reads, Values};
use super::meeting::Evidence;
use super::months::PartnerBlock;
use super::packed_inputs::PackedInputs;
use super::samples::{FirstLearned, PackedWillingness};
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::Processor;

/// A block of packed histories.
pub(super) struct PackedCourse {
    inputs: PackedInputs,
    flow_left: Batch<WIDTH>,
    /// What it shares.
    pub flow: PackedFlow<WIDTH>,
    /// How willing it is.
    pub willingness: PackedWillingness,
}

/// A history that is packed, as far as one partner's months depend on it.
pub(super) struct PackedHistory<'a> {
    /// The partner, by index among the partners.
    pub partner: usize,
    /// All numbers in the history.
    pub values: HistoryValues<'a, WIDTH>,
    /// Those that are drawn and that the months read.
    pub read: &'a Reads,
    /// What the partner learns in the history.
    pub meeting: &'a Consequences<WIDTH>,
    /// When it first learns.
    pub learned: &'a FirstLearned,
    /// Thaws and chills from outside events, by month.
    pub shocks: &'a [Batch<WIDTH>],
    /// The flow of the partners before it.
    pub flow: &'a FlowSums<WIDTH>,
}

impl PackedCourse {
    /// An empty block.
    pub fn new(case: &CompiledCase) -> Self {
        PackedCourse {
            inputs: PackedInputs::new(case),
            flow_left: Batch::splat(1.0),
            flow: PackedFlow::new(case.horizon),
            willingness: PackedWillingness::new(case.horizon),
        }
    }

    /// Forgets what was packed.
    pub fn clear(&mut self) {
        self.inputs.evidence.clear();
        self.willingness.clear();
    }

    /// Packs a history.
    pub fn put(&mut self, place: usize, history: PackedHistory<'_>) {
        let PackedHistory { partner, values, read, meeting, learned, shocks, flow } = history;
        let lane = values.lane;
        self.inputs.put(place, read, values, shocks);
        for Evidence { month, update, .. } in meeting.learned_by(partner, lane) {
            self.inputs.evidence.add(place, *month, *update);
        }
        self.flow_left.0[place] = meeting.flow_left[partner].0[lane];
        self.flow.take(place, flow, lane);
        self.willingness.take(place, learned, lane);
    }

    /// Plays the months of a partner in what is packed; of no use in the other lanes.
    pub fn play<'b>(
        &'b mut self,
        processor: Processor,
        partner: impl FnOnce(&'b Values<WIDTH>, &'b EvidenceByMonth<WIDTH>) -> PartnerBlock<'b, WIDTH>,
    ) {
        let PackedCourse { inputs: PackedInputs { values, evidence, shocks }, flow_left, flow, willingness } =
            self;
        let block = partner(values, evidence);
        let shocks = &shocks[..=block.last_month];
        flow::play_shocked_months(processor, &block, shocks, *flow_left, flow, willingness);
    }

    /// Plays something, and says which numbers it read.
    pub fn read_by(&mut self, play: impl FnOnce(&mut Self)) -> Reads {
        self.inputs.values.start_watching();
        play(self);
        self.inputs.values.stop_watching()
    }
}
