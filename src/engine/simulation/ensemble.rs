//! Ensembles: many histories, played in shards on several threads and put together again in order; how such a run is
//! to be made, and how it is watched.
//!
//! A shard depends on nothing but the case, the seed and the numbers of its histories. So the result is the same to
//! the bit however many threads there are, and parts of a run that were played apart merge to the whole.

use super::compiled_case::CompiledCase;
use super::consequences::{Consequences, weights};
use super::draws::KeyedDraws;
use super::flow::{self, FlowSums, WithheldFlow};
use super::inputs::{HistoryValues, Reads, Values};
use super::item_trace::ItemTrace;
use super::meeting::{self, MeetingContext};
use super::months::{EvidenceByMonth, Mitigation, PartnerBlock, ShockDraws};
use super::packed_course::{PackedCourse, PackedHistory};
use super::samples::{
    Counts, FirstLearned, LedgerRow, PartnerLayout, RowSet, Samples, SplitLanes, WillingnessRows,
    WithheldRows, first_learned,
};
use super::variation::BlockPlayer;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use crate::engine::numerics::processor::Processor;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// The model's version; every number that leaves the program carries it, because another version may give another.
pub const MODEL_VERSION: &str = "2";

/// How many histories a run has by default: the standard error of a share is then at most half a per cent.
pub const DEFAULT_HISTORIES: u64 = 10_000;

/// How a run is to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How many histories.
    pub histories: u64,
    /// The seed of all draws.
    pub seed: u64,
    /// Months after month 0; the scenario's own horizon if `None`.
    pub horizon_months: Option<u32>,
    /// Only histories in which every originator whose promise was broken learns of it in month 0.
    pub given_detected: bool,
    /// How many threads; all of the machine's if `None`.
    pub threads: Option<usize>,
    /// The instruction set of the hot loop; the widest that the processor has if `None`.
    pub processor: Option<Processor>,
    /// The most bytes that the numbers of a projection may take at once; [`ROW_BYTES`] if `None`. The result is the same
    /// to the bit.
    ///
    /// [`ROW_BYTES`]: super::passes::ROW_BYTES
    pub row_bytes: Option<usize>,
}

impl Default for Run {
    fn default() -> Self {
        Run {
            histories: DEFAULT_HISTORIES,
            seed: 1,
            horizon_months: None,
            given_detected: false,
            threads: None,
            processor: None,
            row_bytes: None,
        }
    }
}

/// Watches a run from another thread.
pub trait Monitor: Sync {
    /// Whether the run should stop.
    fn cancelled(&self) -> bool {
        false
    }

    /// Told now and then how many histories are done.
    fn progress(&self, _done: u64, _total: u64) {}
}

/// The monitor that watches nothing.
pub struct NoMonitor;
impl Monitor for NoMonitor {}

/// The run was stopped; there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the projection was stopped")]
pub struct Cancelled;

/// Histories in a shard: enough to amortise its start, few enough that a run stops soon after it is asked to, and
/// that a usual run has shards for every thread.
pub(super) const SHARD: usize = 256;

/// The most histories that are played for one that is kept, when a run keeps only some: where what is looked for is
/// rarer than this, too few are kept, rather than the search going on for ever.
const MOST_PLAYED_PER_KEPT: u64 = 50;

/// An ensemble of histories of one case.
#[derive(Clone, Copy, Debug)]
pub struct Ensemble<'a> {
    case: &'a CompiledCase,
    seed: u64,
    luck: u64,
    processor: Processor,
    without: Option<Mitigation>,
}

/// The progress of a run whose histories are played one or more times.
pub(super) struct Progress<'a> {
    monitor: &'a dyn Monitor,
    done: AtomicU64,
    passes: u64,
    histories: u64,
}

impl<'a> Progress<'a> {
    /// Nothing is played yet.
    pub fn new(monitor: &'a dyn Monitor, passes: usize, histories: usize) -> Self {
        let [passes, histories] = [passes, histories].map(|count| count as u64);
        Progress { monitor, done: AtomicU64::new(0), passes, histories }
    }

    /// # Errors
    /// If the monitor asks for a stop.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.monitor.cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Counts histories that were played once more.
    fn add(&self, histories: usize) {
        let histories = histories as u64;
        let done = self.done.fetch_add(histories, Ordering::Relaxed) + histories;
        self.monitor.progress(done / self.passes, self.histories);
    }
}

/// The flow of the histories of a shard, block by block, over the partners that were played so far; of no block where it
/// is not carried from pass to pass.
pub(super) type CarriedFlow = Vec<FlowSums<WIDTH>>;

/// The shards of a run, in order, and how many histories were played to get them.
#[derive(Clone, Debug)]
pub struct PlayedRun {
    /// The samples of each shard.
    pub shards: Vec<Samples>,
    /// Histories played, kept or not.
    pub histories_played: u64,
}

/// Plays a run, on as many threads as it asks for.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn play(case: &CompiledCase, run: &Run, monitor: &dyn Monitor) -> Result<PlayedRun, Cancelled> {
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    on_threads(run.threads, || {
        let (kept, histories_played) = ensemble.histories(run, monitor)?;
        Ok(PlayedRun { shards: ensemble.shards(&kept, monitor)?, histories_played })
    })
}

/// Plays a run, on as many threads as it asks for, and keeps of each shard only what is made of it, in order.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn map_shards<T: Send>(
    case: &CompiledCase,
    run: &Run,
    monitor: &dyn Monitor,
    of: impl Fn(&Samples) -> T + Send + Sync,
) -> Result<Vec<T>, Cancelled> {
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    on_threads(run.threads, || {
        let (kept, _) = ensemble.histories(run, monitor)?;
        ensemble.map_shards(&kept, monitor, |samples| of(&samples))
    })
}

/// Does some work on so many threads; on all of the machine's if `None`.
pub(super) fn on_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    match threads {
        None => work(),
        // A pool that cannot be had is no reason to fail: the machine's own will do.
        Some(threads) => match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            Err(_) => work(),
        },
    }
}

impl<'a> Ensemble<'a> {
    /// An ensemble of a case, on the widest instruction set of the processor if none is named.
    pub fn new(case: &'a CompiledCase, seed: u64, processor: Option<Processor>) -> Self {
        let processor = processor.unwrap_or_else(Processor::best);
        Ensemble { case, seed, luck: seed, processor, without: None }
    }

    /// The same numbers with other luck: chance falls as under another seed.
    pub fn with_luck(self, luck: u64) -> Self {
        Ensemble { luck, ..self }
    }

    /// The same histories with something taken away from every relationship.
    pub fn without(self, without: Option<Mitigation>) -> Self {
        Ensemble { without, ..self }
    }

    /// The histories of a run, and how many have to be played to find them: the first ones, or the first in which
    /// every originator whose promise was broken learns of it in month 0.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn histories(&self, run: &Run, monitor: &dyn Monitor) -> Result<(Vec<u64>, u64), Cancelled> {
        match run.given_detected {
            true => self.detected(run.histories, monitor),
            false => Ok(((0..run.histories).collect(), run.histories)),
        }
    }

    /// The samples of some histories, shard by shard.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub(super) fn shards(&self, histories: &[u64], monitor: &dyn Monitor) -> Result<Vec<Samples>, Cancelled> {
        self.map_shards(histories, monitor, |samples| samples)
    }

    /// What is made of the samples of some histories, shard by shard.
    fn map_shards<T: Send>(
        &self,
        histories: &[u64],
        monitor: &dyn Monitor,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<T>, Cancelled> {
        let progress = Progress::new(monitor, 1, histories.len());
        let pass = Pass::of_all(*self);
        let shard = |scratch: &mut Scratch, histories: &[u64]| {
            progress.check()?;
            let made = of(pass.shard(histories, &mut CarriedFlow::new(), scratch));
            progress.add(histories.len());
            Ok(made)
        };
        histories.par_chunks(SHARD).map_init(|| Scratch::new(&pass), shard).collect()
    }

    /// Plays some histories for some of their rows, shard by shard; what is counted is added up. Where the flow is
    /// carried, only the partners of these rows are played.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub(super) fn pass(
        &self,
        histories: &[u64],
        rows: &RowSet,
        carried: &mut [CarriedFlow],
        progress: &Progress<'_>,
    ) -> Result<PlayedPass, Cancelled> {
        let is_carried = carried.iter().any(|flow| !flow.is_empty());
        let played = match rows.home && !is_carried {
            true => 0..self.case.partners.len(),
            false => rows.partners.clone(),
        };
        if rows.home {
            return Pass::new(*self, rows.clone(), played).shards(histories, carried, progress);
        }
        // What concerns nobody but these partners takes less time in a case of theirs.
        let case = self.case.with_partners(played);
        let rows = rows.in_case_of_partners();
        let played = rows.partners.clone();
        Pass::new(Ensemble { case: &case, ..*self }, rows, played).shards(histories, carried, progress)
    }

    /// The first histories in which every originator whose promise was broken learns in month 0,
    /// and how many had to be played to find them.
    fn detected(&self, wanted: u64, monitor: &dyn Monitor) -> Result<(Vec<u64>, u64), Cancelled> {
        let mut kept = Vec::new();
        let mut played = 0;
        while (kept.len() as u64) < wanted && played < wanted.saturating_mul(MOST_PLAYED_PER_KEPT) {
            if monitor.cancelled() {
                return Err(Cancelled);
            }
            let wave: Vec<u64> = (played..played + wanted.max(SHARD as u64)).collect();
            played += wave.len() as u64;
            kept.par_extend(wave.par_chunks(SHARD).flat_map_iter(|histories| self.detected_among(histories)));
        }
        kept.truncate(wanted as usize);
        let played =
            if (kept.len() as u64) < wanted { played } else { kept.last().map_or(played, |last| last + 1) };
        Ok((kept, played))
    }

    fn detected_among(&self, histories: &[u64]) -> Vec<u64> {
        let mut values: Values<1> = self.case.inputs.likely();
        let mut trace = ItemTrace::default();
        let mut every_promise_seen_broken = |history: u64| {
            self.case.inputs.draw(self.processor, self.seed, [history], &mut values);
            let luck = KeyedDraws { case: self.case, seed: self.luck, history };
            let context = MeetingContext { case: self.case, values: &values, lane: 0, luck: &luck };
            (0..self.case.items.len()).all(|item| {
                meeting::play_item(&context, item, &mut trace);
                let told = self.case.items[item].answered(trace.granted);
                !told.goes_beyond || trace.learned == Some(0)
            })
        };
        histories.iter().copied().filter(|history| every_promise_seen_broken(*history)).collect()
    }

    /// What plays up to [`WIDTH`] histories, to be played again with numbers changed; `month` is the one whose
    /// willingness is looked at, if any is.
    pub fn player(&self, histories: &[u64], month: Option<usize>) -> BlockPlayer<'a> {
        let Ensemble { case, seed, luck, processor, .. } = *self;
        let histories = Block { first: 0, histories }.lanes();
        BlockPlayer { case, processor, seed, luck, histories, month }
    }

    /// Plays a shard of histories on this thread.
    pub fn shard(&self, histories: &[u64]) -> Samples {
        let pass = Pass::of_all(*self);
        pass.shard(histories, &mut CarriedFlow::new(), &mut Scratch::new(&pass))
    }
}

/// Histories that were played once for some of their rows.
pub(super) struct PlayedPass {
    /// The rows of each shard, without what is counted.
    pub shards: Vec<Samples>,
    /// What is counted in all of them.
    pub counts: Counts,
}

/// How histories are played once for some of their rows.
struct Pass<'a> {
    ensemble: Ensemble<'a>,
    rows: RowSet,
    /// The partners whose months are played.
    played: Range<usize>,
    /// By partner: the numbers drawn that its months as planned read.
    read: Vec<Reads>,
    /// What a partner learns if everything is withheld.
    nothing: EvidenceByMonth<WIDTH>,
}

impl<'a> Pass<'a> {
    fn new(ensemble: Ensemble<'a>, rows: RowSet, played: Range<usize>) -> Self {
        let case = ensemble.case;
        let nothing = EvidenceByMonth::none(case.horizon);
        let mut pass = Pass { ensemble, rows, played, read: Vec::new(), nothing };
        let read_by = |index: usize| {
            let mut packed = PackedCourse::new(case);
            case.inputs.drawn_among(packed.read_by(|packed| pass.packed_months(index, packed)))
        };
        let read = (0..case.partners.len()).map(|index| match pass.played.contains(&index) {
            true => read_by(index),
            false => Reads::default(),
        });
        pass.read = read.collect();
        pass
    }

    /// The pass that keeps everything.
    fn of_all(ensemble: Ensemble<'a>) -> Self {
        let rows = RowSet::all(ensemble.case.partners.len(), ensemble.case.horizon);
        let played = rows.partners.clone();
        Pass::new(ensemble, rows, played)
    }

    fn shards(
        &self,
        histories: &[u64],
        carried: &mut [CarriedFlow],
        progress: &Progress<'_>,
    ) -> Result<PlayedPass, Cancelled> {
        let counts = Mutex::new(Counts::new(self.ensemble.case, &self.rows));
        let shard = |scratch: &mut Scratch, (histories, carried): (&[u64], &mut CarriedFlow)| {
            progress.check()?;
            let mut samples = self.shard(histories, carried, scratch);
            let counted = std::mem::take(&mut samples.counts);
            counts.lock().unwrap_or_else(PoisonError::into_inner).merge(&counted);
            progress.add(histories.len());
            Ok(samples)
        };
        let shards = histories.par_chunks(SHARD).zip(carried).map_init(|| Scratch::new(self), shard);
        let shards = shards.collect::<Result<_, _>>()?;
        Ok(PlayedPass { shards, counts: counts.into_inner().unwrap_or_else(PoisonError::into_inner) })
    }

    fn shard(&self, histories: &[u64], carried: &mut CarriedFlow, scratch: &mut Scratch) -> Samples {
        let mut samples = Samples::new(self.ensemble.case, &self.rows, histories);
        scratch.split.iter_mut().for_each(|months| months.fill(SplitLanes::NONE));
        for (index, stretch) in histories.chunks(SHARD).enumerate() {
            self.meetings(Block { first: index * SHARD, histories: stretch }, scratch, &mut samples.counts);
            let carried = if carried.is_empty() { None } else { Some(&mut carried[index * SHARD / WIDTH..]) };
            self.stretch(carried, scratch, &mut samples);
        }
        samples.put_split(&scratch.split);
        samples
    }

    /// Plays partner by partner the months of up to [`SHARD`] histories, whose meetings were played.
    fn stretch(&self, carried: Option<&mut [FlowSums<WIDTH>]>, scratch: &mut Scratch, samples: &mut Samples) {
        let mut of_stretch = std::mem::take(&mut scratch.flow);
        let flow = match carried {
            Some(carried) => carried,
            None => {
                of_stretch.iter_mut().for_each(FlowSums::reset);
                &mut of_stretch
            }
        };
        for index in self.played.clone() {
            self.months(index, flow, scratch, samples);
        }
        for (block, flow) in scratch.blocks().iter().zip(flow) {
            self.put_home(block, flow, samples);
        }
        scratch.flow = of_stretch;
    }

    /// Plays the meetings of up to [`SHARD`] histories, one by one.
    fn meetings(&self, stretch: Block<'_>, scratch: &mut Scratch, counts: &mut Counts) {
        let Scratch { blocks, played, traces, .. } = scratch;
        *played = 0;
        for (histories, block) in stretch.histories.chunks(WIDTH).zip(blocks) {
            block.start(Block { first: stretch.first + *played * WIDTH, histories });
            self.meetings_of_block(histories, block, traces, counts);
            *played += 1;
        }
    }

    fn meetings_of_block(
        &self,
        histories: &[u64],
        played: &mut PlayedBlock,
        traces: &mut [ItemTrace],
        counts: &mut Counts,
    ) {
        let Ensemble { case, seed, luck, processor, .. } = self.ensemble;
        let PlayedBlock { lanes, values, consequences, learned, .. } = played;
        case.inputs.draw(processor, seed, *lanes, values);
        for (lane, history) in histories.iter().copied().enumerate() {
            let luck = KeyedDraws { case, seed: luck, history };
            let context = MeetingContext { case, values, lane, luck: &luck };
            meeting::play_items(&context, traces);
            consequences.add_items(&context, traces);
            for (partner, learned) in learned.iter_mut().enumerate() {
                learned.put(lane, first_learned(case, partner, traces));
            }
            if self.rows.home {
                counts.count(case, traces, learned.iter().map(|learned| learned.in_lane(lane)));
            }
            for recipient in 0..case.recipients.len() {
                consequences.add_concession(&context, recipient, traces);
            }
        }
    }

    /// Plays one partner's months: after withholding everything in all histories, and as planned in those in which
    /// anything happens to it; in all others the plan comes to the same, to the bit.
    fn months(
        &self,
        index: usize,
        flow: &mut [FlowSums<WIDTH>],
        scratch: &mut Scratch,
        samples: &mut Samples,
    ) {
        let Scratch { blocks, played, packed, split, shocks, affected, .. } = scratch;
        let rows = self.rows.partners.contains(&index).then(|| WillingnessRows {
            willingness: &mut samples.willingness,
            split: &mut split[index - self.rows.partners.start],
            months: self.rows.months.clone(),
            layout: PartnerLayout::among(&self.rows, index),
        });
        affected.clear();
        let blocks = &blocks[..*played];
        let mut months = PartnerMonths { pass: self, index, blocks, flow, rows, shocks };
        for block in 0..blocks.len() {
            let lanes = months.play_withheld(block);
            affected.extend(lanes.lanes().map(|lane| HistoryPlace { block, lane }));
        }
        affected.chunks(WIDTH).for_each(|histories| months.play_planned(histories, packed));
    }

    /// Plays one partner's months as planned in what is packed, whose outside events are drawn already.
    fn packed_months(&self, index: usize, packed: &mut PackedCourse) {
        let shocks = ShockDraws { seed: self.ensemble.luck, histories: [0; WIDTH] };
        packed
            .play(self.ensemble.processor, |values, evidence| self.partner(index, values, evidence, &shocks));
    }

    /// One partner in a block of histories.
    fn partner<'b>(
        &'b self,
        index: usize,
        values: &'b Values<WIDTH>,
        evidence: &'b EvidenceByMonth<WIDTH>,
        shocks: &'b ShockDraws<WIDTH>,
    ) -> PartnerBlock<'b, WIDTH> {
        let Ensemble { case, without, .. } = self.ensemble;
        let (partner, last_month) = (&case.partners[index], self.rows.months.end - 1);
        PartnerBlock { case, partner, values, evidence, shocks, without, last_month }
    }

    /// Writes what is not of one partner.
    fn put_home(&self, played: &PlayedBlock, flow: &FlowSums<WIDTH>, samples: &mut Samples) {
        let case = self.ensemble.case;
        let PlayedBlock { first, values, consequences, .. } = played;
        if self.rows.home {
            samples.put_checkable(flow, self.rows.months.clone(), *first);
        }
        if self.rows.keeps_ledger() {
            let parts = consequences.ledger(case, flow.flow);
            let total = parts.total(&weights(case, values));
            for (row, lanes) in LedgerRow::rows(&parts, total, consequences.source_lost) {
                samples.put_ledger(row, *first, lanes);
            }
        }
    }
}

/// The months of one partner in a stretch of histories.
struct PartnerMonths<'a> {
    pass: &'a Pass<'a>,
    /// The partner, by index.
    index: usize,
    blocks: &'a [PlayedBlock],
    /// By block.
    flow: &'a mut [FlowSums<WIDTH>],
    /// Where its willingness is kept, if it is.
    rows: Option<WillingnessRows<'a>>,
    /// Its outside events, by block and month.
    shocks: &'a mut [Vec<Batch<WIDTH>>],
}

impl PartnerMonths<'_> {
    /// Plays the months of a block after withholding everything, and says in which histories those as planned are
    /// others.
    fn play_withheld(&mut self, block: usize) -> LaneSet {
        let PartnerMonths { pass, index, blocks, flow, rows, shocks } = self;
        let (Ensemble { case, luck, processor, .. }, played) = (pass.ensemble, &blocks[block]);
        let affected = played.consequences.affected(case, *index);
        let left_alone = Batch(affected.by_lane().map(|affected| if affected { 0.0 } else { 1.0 }));
        let mut sink = WithheldFlow { sums: &mut flow[block], left_alone };
        let luck = ShockDraws { seed: luck, histories: played.lanes };
        let partner = pass.partner(*index, &played.values, &pass.nothing, &luck);
        let shocks = &mut shocks[block][..=partner.last_month];
        match rows {
            Some(rows) => {
                let (first, learned) = (played.first, played.learned[*index]);
                let mut rows = WithheldRows { rows, first, learned, left_alone };
                flow::play_drawn_withheld_months(processor, &partner, shocks, &mut sink, &mut rows);
            }
            None => flow::play_drawn_withheld_months(processor, &partner, shocks, &mut sink, &mut ()),
        }
        affected.and(LaneSet::first(played.count))
    }

    /// Plays the months of up to [`WIDTH`] histories as planned.
    fn play_planned(&mut self, histories: &[HistoryPlace], packed: &mut PackedCourse) {
        self.pack(histories, packed);
        let PartnerMonths { pass, index, blocks, flow, rows, .. } = self;
        pass.packed_months(*index, packed);
        for (place, HistoryPlace { block, lane }) in histories.iter().enumerate() {
            packed.flow.add_to(place, &mut flow[*block], *lane, pass.rows.months.end - 1);
        }
        if let Some(rows) = rows {
            let first = blocks[0].first;
            packed.willingness.write(rows, histories.iter().map(|place| first + place.in_stretch()));
            packed.willingness.add_to_split(pass.ensemble.processor, rows);
        }
    }

    fn pack(&self, histories: &[HistoryPlace], packed: &mut PackedCourse) {
        packed.clear();
        for (place, HistoryPlace { block, lane }) in histories.iter().copied().enumerate() {
            let PlayedBlock { values, consequences, learned, .. } = &self.blocks[block];
            let history = PackedHistory {
                partner: self.index,
                values: HistoryValues { values, lane },
                read: &self.pass.read[self.index],
                meeting: consequences,
                learned: &learned[self.index],
                shocks: &self.shocks[block],
                flow: &self.flow[block],
            };
            packed.put(place, history);
        }
    }
}

/// Up to [`WIDTH`] histories that are played side by side.
struct Block<'a> {
    /// The place of the first of them in the samples.
    first: usize,
    /// Their numbers.
    histories: &'a [u64],
}

impl Block<'_> {
    /// The history in every lane. Lanes beyond the last history play it once more; nobody reads them.
    fn lanes(&self) -> [u64; WIDTH] {
        let last = self.histories.len() - 1;
        std::array::from_fn(|lane| self.histories[lane.min(last)])
    }
}

/// A block of histories whose meetings were played; its memory is used again.
struct PlayedBlock {
    /// The place of the first of them in the samples.
    first: usize,
    /// How many there are.
    count: usize,
    /// The history in every lane.
    lanes: [u64; WIDTH],
    values: Values<WIDTH>,
    consequences: Consequences<WIDTH>,
    /// By partner.
    learned: Vec<FirstLearned>,
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
    fn start(&mut self, block: Block<'_>) {
        self.first = block.first;
        self.count = block.histories.len();
        self.lanes = block.lanes();
        self.consequences.reset();
        self.learned.fill(FirstLearned::NONE);
    }
}

/// A history of a stretch.
#[derive(Clone, Copy)]
struct HistoryPlace {
    /// Its block, by index.
    block: usize,
    lane: usize,
}

impl HistoryPlace {
    /// Its place among the histories of all blocks.
    fn in_stretch(self) -> usize {
        self.block * WIDTH + self.lane
    }
}

/// Memory of shards, used again from one to the next.
struct Scratch {
    blocks: Vec<PlayedBlock>,
    /// How many of the blocks were played.
    played: usize,
    /// By item.
    traces: Vec<ItemTrace>,
    /// By block, where it is not carried from pass to pass.
    flow: Vec<FlowSums<WIDTH>>,
    packed: PackedCourse,
    /// The histories in which anything happens to a partner.
    affected: Vec<HistoryPlace>,
    /// A partner's outside events, by block and month.
    shocks: Vec<Vec<Batch<WIDTH>>>,
    /// By partner and month that is kept, over all blocks of the shard.
    split: Vec<Vec<SplitLanes>>,
}

impl Scratch {
    fn new(pass: &Pass<'_>) -> Self {
        let (case, rows) = (pass.ensemble.case, &pass.rows);
        let blocks = SHARD / WIDTH;
        Scratch {
            blocks: (0..blocks).map(|_| PlayedBlock::new(case)).collect(),
            played: 0,
            traces: vec![ItemTrace::default(); case.items.len()],
            flow: vec![FlowSums::new(case.horizon); blocks],
            packed: PackedCourse::new(case),
            affected: Vec::new(),
            shocks: vec![vec![Batch::splat(0.0); case.horizon + 1]; blocks],
            split: vec![vec![SplitLanes::NONE; rows.months.len()]; rows.partners.len()],
        }
    }

    /// The blocks that were played.
    fn blocks(&self) -> &[PlayedBlock] {
        &self.blocks[..self.played]
    }
}
