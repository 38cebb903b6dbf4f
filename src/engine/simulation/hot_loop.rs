//! One partner's months and its flow of intelligence in a block of histories, compiled once for each
//! instruction set.

use super::flow::PartnerFlow;
use super::months::{self, PartnerBlock, Recorder, State};
use crate::engine::numerics::processor::{Kernel, Processor};

/// Plays one partner's months in a block of histories: its flow is added to the sums, its states go to the
/// recorder. Every player of histories comes through here: the ensemble, the single history, and the
/// screening of plans.
pub fn play<const L: usize>(
    processor: Processor,
    block: &PartnerBlock<'_, L>,
    flow: PartnerFlow<'_, L>,
    recorder: &mut impl Recorder<L>,
) {
    processor.run(Months { block, recorder: FlowAnd { flow, recorder } });
}

struct Months<'a, const L: usize, R> {
    block: &'a PartnerBlock<'a, L>,
    recorder: R,
}

impl<const L: usize, R: Recorder<L>> Kernel for Months<'_, L, R> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        months::play(self.block, &mut self.recorder);
    }
}

/// The flow of intelligence, and another recorder.
struct FlowAnd<'a, 'r, const L: usize, R> {
    flow: PartnerFlow<'a, L>,
    recorder: &'r mut R,
}

impl<const L: usize, R: Recorder<L>> Recorder<L> for FlowAnd<'_, '_, L, R> {
    #[inline(always)]
    fn month(&mut self, month: usize, planned: &State<L>, withheld: &State<L>) {
        self.flow.month(month, planned, withheld);
        self.recorder.month(month, planned, withheld);
    }
}
