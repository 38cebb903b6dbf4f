//! Blocks of histories: what plays them, and what results.

use crate::engine::compiled_case::CompiledCase;
use crate::engine::draws::KeyedDraws;
use crate::engine::evidence_by_month::EvidenceByMonth;
use crate::engine::inputs::Values;
use crate::engine::item_trace::{ItemStage, ItemTrace};
use crate::engine::meeting::{self, MeetingContext};
use crate::engine::months::{PartnerBlock, ShockDraws};
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::Processor;
use crate::engine::row_set::LedgerRow;
use crate::engine::simulation::consequences::Consequences;

/// A block of histories, what plays them, and where their draws come from.
#[derive(Clone, Copy, Debug)]
pub struct BlockPlayer<'a> {
    /// The scenario and the plan.
    pub case: &'a CompiledCase,
    /// The instruction set of the hot loop.
    pub processor: Processor,
    /// The seed of the numbers.
    pub seed: u64,
    /// The seed of all other draws.
    pub luck: u64,
    /// The history in every lane.
    pub histories: [u64; WIDTH],
    /// The month whose willingness is looked at, up to the horizon, if any is.
    pub month: Option<usize>,
}

/// An item in one history of a block.
#[derive(Clone, Copy)]
pub struct HistoryItem {
    /// The history, by its lane.
    pub lane: usize,
    /// The item, by index.
    pub item: usize,
}

/// The results of a block of histories.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockOutcome {
    /// The parts of the ledger, in the order of [`LedgerRow`].
    pub(super) ledger: [Batch<WIDTH>; LedgerRow::COUNT],
    /// By partner: willingness in the month that is looked at, content and then sources and methods; empty if none is.
    pub willingness: Vec<[Batch<WIDTH>; 2]>,
}

impl BlockOutcome {
    /// Memory for results.
    pub(super) fn new() -> Self {
        BlockOutcome { ledger: [Batch::splat(0.0); LedgerRow::COUNT], willingness: Vec::new() }
    }

    /// A part of the ledger.
    pub fn ledger(&self, row: LedgerRow) -> Batch<WIDTH> {
        self.ledger[row as usize]
    }
}

impl BlockPlayer<'_> {
    /// Plays a stage of one item in one history.
    pub(super) fn play_stage(
        &self,
        values: &Values<WIDTH>,
        HistoryItem { lane, item }: HistoryItem,
        stage: ItemStage,
        trace: &mut ItemTrace,
    ) {
        self.in_history(values, lane, |context| meeting::play_stage(context, item, stage, trace));
    }

    /// Adds what the items of one history lead to.
    pub(super) fn add_items(
        &self,
        values: &Values<WIDTH>,
        lane: usize,
        traces: &[ItemTrace],
        into: &mut Consequences<WIDTH>,
    ) {
        self.in_history(values, lane, |context| into.add_items(context, traces));
    }

    /// Adds what recipients give in return in one history.
    pub(super) fn add_concessions(
        &self,
        values: &Values<WIDTH>,
        lane: usize,
        traces: &[ItemTrace],
        into: &mut Consequences<WIDTH>,
    ) {
        self.in_history(values, lane, |context| {
            for recipient in 0..self.case.recipients.len() {
                into.add_concession(context, recipient, traces);
            }
        });
    }

    /// Runs a part of the meeting of one history.
    fn in_history(
        &self,
        values: &Values<WIDTH>,
        lane: usize,
        part: impl FnOnce(&MeetingContext<'_, WIDTH, KeyedDraws<'_>>),
    ) {
        let luck = KeyedDraws { case: self.case, seed: self.luck, history: self.histories[lane] };
        part(&MeetingContext { case: self.case, values, lane, luck: &luck });
    }

    /// The draws of outside events.
    pub(super) fn shocks(&self) -> ShockDraws<WIDTH> {
        ShockDraws { seed: self.luck, histories: self.histories }
    }

    /// One partner of the block.
    pub(super) fn block<'b>(
        &'b self,
        partner: usize,
        values: &'b Values<WIDTH>,
        evidence: &'b EvidenceByMonth<WIDTH>,
        shocks: &'b ShockDraws<WIDTH>,
    ) -> PartnerBlock<'b, WIDTH> {
        PartnerBlock::new(self.case, partner, values, evidence, shocks)
    }
}
