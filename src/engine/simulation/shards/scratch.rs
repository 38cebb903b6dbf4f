//! Memory of the shards that are played: blocks of histories whose meetings were played, and all that is used again from
//! one shard to the next.

use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::simulation::compiled_case::CompiledCase;
use crate::engine::simulation::consequences::Consequences;
use crate::engine::simulation::ensemble::lanes;
use crate::engine::simulation::flow::FlowSums;
use crate::engine::simulation::inputs::Values;
use crate::engine::simulation::item_trace::ItemTrace;
use crate::engine::simulation::packed_course::PackedCourse;
use crate::engine::simulation::row_set::RowSet;
use crate::engine::simulation::samples::{FirstLearned, SplitLanes};

/// Histories of which first all meetings and then all months are played. More would pack better, and take more memory.
pub const STRETCH: usize = 128;

/// A block of histories whose meetings were played; its memory is used again.
pub struct PlayedBlock {
    /// The place of the first of them in the samples.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// The history in every lane.
    pub lanes: [u64; WIDTH],
    pub values: Values<WIDTH>,
    pub consequences: Consequences<WIDTH>,
    /// By partner.
    pub learned: Vec<FirstLearned>,
}

impl PlayedBlock {
    fn new(case: &CompiledCase) -> Self {
        PlayedBlock {
            first: 0,
            count: 0,
            lanes: [0; WIDTH],
            values: case.inputs.likely(),
            consequences: Consequences::new(case),
            learned: vec![FirstLearned::NONE; case.partners.len()],
        }
    }

    /// Starts again with other histories.
    pub fn start(&mut self, first: usize, histories: &[u64]) {
        self.first = first;
        self.count = histories.len();
        self.lanes = lanes(histories);
        self.consequences.reset();
        self.learned.fill(FirstLearned::NONE);
    }
}

/// A history in a lane of a block.
#[derive(Clone, Copy)]
pub struct InLane {
    pub lane: usize,
    pub history: u64,
}

/// A history of a stretch.
#[derive(Clone, Copy)]
pub struct HistoryPlace {
    /// Its block, by index.
    pub block: usize,
    pub lane: usize,
}

impl HistoryPlace {
    /// Its place among the histories of all blocks.
    pub fn in_stretch(self) -> usize {
        self.block * WIDTH + self.lane
    }
}

/// Memory of shards, used again from one to the next.
pub struct Scratch {
    pub blocks: Vec<PlayedBlock>,
    /// How many of the blocks are in use.
    pub count: usize,
    /// By item.
    pub traces: Vec<ItemTrace>,
    /// By block; of no block where it is carried from pass to pass.
    pub flow: Vec<FlowSums<WIDTH>>,
    pub packed: PackedCourse,
    /// Where what is packed stands.
    pub packed_places: Vec<HistoryPlace>,
    /// A partner's outside events in a block, by month.
    pub shocks: Vec<Batch<WIDTH>>,
    /// By partner and month that is kept, over all blocks of the shard.
    pub split: Vec<Vec<SplitLanes>>,
}

impl Scratch {
    /// About how many bytes that of a pass takes.
    pub fn bytes(case: &CompiledCase, rows: &RowSet) -> usize {
        let numbers = case.inputs.count() + 2 * case.partners.len();
        let flow = if rows.keeps_all_of_home() { 4 * (case.horizon + 1) } else { 0 };
        let split = rows.partners.len() * rows.months.len() * size_of::<SplitLanes>();
        STRETCH * size_of::<f64>() * (numbers + flow) + split
    }

    /// That of a pass that keeps these rows.
    pub fn new(case: &CompiledCase, rows: &RowSet) -> Self {
        let blocks = STRETCH / WIDTH;
        Scratch {
            blocks: (0..blocks).map(|_| PlayedBlock::new(case)).collect(),
            count: 0,
            traces: vec![ItemTrace::default(); case.items.len()],
            flow: Vec::new(),
            packed: PackedCourse::new(case),
            packed_places: Vec::with_capacity(WIDTH),
            shocks: vec![Batch::splat(0.0); case.horizon + 1],
            split: vec![vec![SplitLanes::NONE; rows.months.len()]; rows.partners.len()],
        }
    }

    /// The blocks that are in use.
    pub fn blocks(&self) -> &[PlayedBlock] {
        &self.blocks[..self.count]
    }
}
