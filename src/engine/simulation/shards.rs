//! Shards: the histories of an ensemble are played some hundred at a time, on several threads, and put together again in
//! order; all at once for all of their rows, or in passes for some of them.
//!
//! In each stretch of a shard first all meetings are played, one history after the other, and then partner by partner the
//! months, 16 histories side by side: after withholding everything in all of them, and as planned, packed together, in those in
//! which anything happens to the partner.

mod of_plans;
mod scratch;

pub use of_plans::plans_together;

use super::compiled_case::CompiledCase;
use super::consequences::weights;
use super::draws::KeyedDraws;
use super::ensemble::{Cancelled, Ensemble, Monitor, Progress, Run, SHARD, on_threads};
use super::evidence_by_month::EvidenceByMonth;
use super::flow::{self, FlowSums, WithheldFlow};
use super::inputs::{HistoryValues, Reads, Values};
use super::item_trace::ItemTrace;
use super::meeting::{self, MeetingContext};
use super::months::{PartnerBlock, ShockDraws};
use super::packed_course::{PackedCourse, PackedHistory};
use super::row_set::{HomeRows, LedgerRow, PartnerLayout, RowSet};
use super::samples::{Counts, Samples, SplitLanes, WillingnessRows, WithheldRows, first_learned};
use super::withheld_course::WithheldCourse;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use rayon::prelude::*;
use scratch::{HistoryPlace, InLane, PlayedBlock, STRETCH, Scratch};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

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
        ensemble.map_shards_watched(&kept, monitor, |samples| of(&samples))
    })
}

impl<'a> Ensemble<'a> {
    /// The samples of some histories, shard by shard.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub(super) fn shards(&self, histories: &[u64], monitor: &dyn Monitor) -> Result<Vec<Samples>, Cancelled> {
        self.map_shards_watched(histories, monitor, |samples| samples)
    }

    fn map_shards_watched<T: Send>(
        &self,
        histories: &[u64],
        monitor: &dyn Monitor,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<T>, Cancelled> {
        let progress = Progress::new(monitor, 1, histories.len());
        let counted = |samples: Samples| {
            let histories = samples.histories.len();
            let made = of(samples);
            progress.add(histories);
            made
        };
        self.map_shards(histories, || progress.check(), counted)
    }

    /// What is made of the samples of some histories, shard by shard in order, on all threads; `check` is asked before
    /// each.
    ///
    /// # Errors
    /// The first of `check`.
    pub fn map_shards<T: Send, E: Send>(
        &self,
        histories: &[u64],
        check: impl Fn() -> Result<(), E> + Sync,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<T>, E> {
        self.map_shards_of(&RowSet::all(self.case.partners.len(), self.case.horizon), histories, check, of)
    }

    /// The same of samples that have only some rows.
    ///
    /// # Errors
    /// The first of `check`.
    pub fn map_shards_of<T: Send, E: Send>(
        &self,
        rows: &RowSet,
        histories: &[u64],
        check: impl Fn() -> Result<(), E> + Sync,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<T>, E> {
        let pass = Pass::new(*self, rows.clone(), rows.played(self.case.partners.len()));
        let shard = |histories: &[u64]| {
            check()?;
            Ok(of(pass.shard(histories, &mut CarriedFlow::new())))
        };
        histories.par_chunks(SHARD).map(shard).collect()
    }

    /// Plays some histories once for some of their rows, shard by shard; what is counted is added up.
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
        self.with_pass(rows, is_carried, |pass| pass.shards(histories, carried, progress))
    }

    /// Does something with the pass that plays histories for these rows: the months of all partners, if home is among the
    /// rows and no flow is carried; else only those of their own.
    pub(super) fn with_pass<T>(&self, rows: &RowSet, is_carried: bool, of: impl FnOnce(&Pass<'_>) -> T) -> T {
        debug_assert!(rows.home != HomeRows::Ledger, "a pass keeps all of home or nothing");
        let played = match rows.keeps_all_of_home() && !is_carried {
            true => 0..self.case.partners.len(),
            false => rows.partners.clone(),
        };
        if rows.keeps_all_of_home() {
            return of(&Pass::new(*self, rows.clone(), played));
        }
        // What concerns nobody but these partners takes less time in a case of theirs.
        let case = self.case.with_partners(played);
        let rows = rows.in_case_of_partners();
        let played = rows.partners.clone();
        of(&Pass::new(Ensemble { case: &case, ..*self }, rows, played))
    }

    /// Plays some histories on this thread. For many, [`Ensemble::map_shards`] uses memory again.
    pub fn shard(&self, histories: &[u64]) -> Samples {
        Pass::of_all(*self).shard(histories, &mut CarriedFlow::new())
    }
}

/// Histories that were played once for some of their rows.
pub(super) struct PlayedPass {
    /// The rows of each shard, without what is counted.
    pub shards: Vec<Samples>,
    /// What is counted in all of them.
    pub counts: Counts,
}

/// How histories are played for some of their rows.
pub(super) struct Pass<'a> {
    ensemble: Ensemble<'a>,
    rows: RowSet,
    /// The partners whose months are played.
    played: Range<usize>,
    /// By partner: the numbers drawn that its months as planned read.
    read: Vec<Reads>,
    /// What a partner learns if everything is withheld.
    nothing: EvidenceByMonth<WIDTH>,
    /// Memory of shards that none uses now: no more is taken than there are threads.
    spare: Mutex<Vec<Scratch>>,
}

impl<'a> Pass<'a> {
    /// The pass that keeps these rows and plays the months of these partners.
    pub fn new(ensemble: Ensemble<'a>, rows: RowSet, played: Range<usize>) -> Self {
        let case = ensemble.case;
        let nothing = EvidenceByMonth::none(case.horizon);
        let mut pass = Pass { ensemble, rows, played, read: Vec::new(), nothing, spare: Mutex::default() };
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
    pub fn of_all(ensemble: Ensemble<'a>) -> Self {
        let rows = RowSet::all(ensemble.case.partners.len(), ensemble.case.horizon);
        let played = rows.partners.clone();
        Pass::new(ensemble, rows, played)
    }

    /// Plays some histories, shard by shard; what is counted is added up.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn shards(
        &self,
        histories: &[u64],
        carried: &mut [CarriedFlow],
        progress: &Progress<'_>,
    ) -> Result<PlayedPass, Cancelled> {
        let counts = Mutex::new(self.no_counts());
        let shard = |(histories, carried): (&[u64], &mut CarriedFlow)| {
            progress.check()?;
            let mut samples = self.shard(histories, carried);
            let counted = std::mem::take(&mut samples.counts);
            counts.lock().unwrap_or_else(PoisonError::into_inner).merge(&counted);
            progress.add(histories.len());
            Ok(samples)
        };
        let shards = histories.par_chunks(SHARD).zip(carried).map(shard);
        let shards = shards.collect::<Result<_, _>>()?;
        Ok(PlayedPass { shards, counts: counts.into_inner().unwrap_or_else(PoisonError::into_inner) })
    }

    /// The same where no flow is carried.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn shards_without_carried_flow(
        &self,
        histories: &[u64],
        progress: &Progress<'_>,
    ) -> Result<PlayedPass, Cancelled> {
        let mut none = vec![CarriedFlow::new(); histories.len().div_ceil(SHARD)];
        self.shards(histories, &mut none, progress)
    }

    /// Nothing counted yet.
    pub fn no_counts(&self) -> Counts {
        Counts::new(self.ensemble.case, &self.rows)
    }

    /// Plays some histories on this thread.
    pub fn shard(&self, histories: &[u64], carried: &mut CarriedFlow) -> Samples {
        let mut scratch = self.take_scratch();
        let samples = self.shard_in(&mut scratch, histories, carried);
        self.give_back(scratch);
        samples
    }

    /// Memory for a shard, with nothing in it.
    fn take_scratch(&self) -> Scratch {
        let used_before = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = used_before.unwrap_or_else(|| Scratch::new(self.ensemble.case, &self.rows));
        scratch.split.iter_mut().for_each(|months| months.fill(SplitLanes::NONE));
        scratch
    }

    fn give_back(&self, scratch: Scratch) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }

    /// Begins to sum the flow of a stretch.
    fn start_flow(&self, scratch: &mut Scratch) {
        scratch.flow.iter_mut().for_each(FlowSums::reset);
        scratch.flow.resize_with(scratch.count, || self.no_flow());
    }

    fn shard_in(&self, scratch: &mut Scratch, histories: &[u64], carried: &mut CarriedFlow) -> Samples {
        let mut samples = Samples::new(self.ensemble.case, &self.rows, histories);
        for (index, stretch) in histories.chunks(STRETCH).enumerate() {
            self.meetings(index * STRETCH, stretch, scratch, &mut samples.counts);
            let carried =
                if carried.is_empty() { None } else { Some(&mut carried[index * STRETCH / WIDTH..]) };
            self.stretch(carried, scratch, &mut samples);
        }
        samples.put_split(&scratch.split);
        samples
    }

    /// Plays partner by partner the months of up to [`STRETCH`] histories, whose meetings were played.
    fn stretch(&self, carried: Option<&mut [FlowSums<WIDTH>]>, scratch: &mut Scratch, samples: &mut Samples) {
        if carried.is_none() {
            self.start_flow(scratch);
        }
        let mut of_stretch = std::mem::take(&mut scratch.flow);
        let flow = carried.unwrap_or(&mut of_stretch);
        for index in self.played.clone() {
            self.months(index, None, flow, scratch, samples);
        }
        self.put_home(scratch.blocks(), flow, samples);
        scratch.flow = of_stretch;
    }

    /// The sums over partners before any is played: by month too, if what home can check is kept.
    fn no_flow(&self) -> FlowSums<WIDTH> {
        match self.rows.keeps_all_of_home() {
            true => FlowSums::new(self.ensemble.case.horizon),
            false => FlowSums::of_flow_alone(),
        }
    }

    /// Plays the meetings of up to [`STRETCH`] histories, one by one; `first` is the place of the first in the samples.
    fn meetings(&self, first: usize, histories: &[u64], scratch: &mut Scratch, counts: &mut Counts) {
        let Scratch { blocks, traces, count, .. } = scratch;
        *count = 0;
        for (histories, block) in histories.chunks(WIDTH).zip(blocks) {
            self.start_block(block, first + *count * WIDTH, histories);
            for (lane, history) in histories.iter().copied().enumerate() {
                self.meeting(block, InLane { lane, history }, |_| true, traces, counts);
            }
            *count += 1;
        }
    }

    /// Starts a block with other histories, and draws their numbers.
    fn start_block(&self, block: &mut PlayedBlock, first: usize, histories: &[u64]) {
        let Ensemble { case, seed, processor, .. } = self.ensemble;
        block.start(first, histories);
        case.inputs.draw(processor, seed, block.lanes, &mut block.values);
    }

    /// Plays the meeting of one history: of its items those that are to be played, while the traces of all others are known.
    fn meeting(
        &self,
        played: &mut PlayedBlock,
        InLane { lane, history }: InLane,
        is_to_be_played: impl Fn(usize) -> bool,
        traces: &mut [ItemTrace],
        counts: &mut Counts,
    ) {
        let Ensemble { case, luck, .. } = self.ensemble;
        let PlayedBlock { values, consequences, learned, .. } = played;
        let luck = KeyedDraws { case, seed: luck, history };
        let context = MeetingContext { case, values, lane, luck: &luck };
        for (index, trace) in traces.iter_mut().enumerate().filter(|(index, _)| is_to_be_played(*index)) {
            meeting::play_item(&context, index, trace);
        }
        consequences.add_items(&context, traces);
        for (partner, learned) in learned.iter_mut().enumerate() {
            learned.put(lane, first_learned(case, partner, traces));
        }
        if self.rows.keeps_all_of_home() {
            counts.count(case, traces, learned.iter().map(|learned| learned.in_lane(lane)));
        }
        for recipient in 0..case.recipients.len() {
            consequences.add_concession(&context, recipient, traces);
        }
    }

    /// Plays one partner's months: after withholding everything in all histories, unless these are known, by block; and as
    /// planned in those in which anything happens to it; in all others the plan comes to the same, to the bit.
    fn months(
        &self,
        index: usize,
        known: Option<&[WithheldCourse]>,
        flow: &mut [FlowSums<WIDTH>],
        scratch: &mut Scratch,
        samples: &mut Samples,
    ) {
        let Scratch { blocks, count, packed, packed_places, split, shocks, .. } = scratch;
        let rows = self.rows.partners.contains(&index).then(|| WillingnessRows {
            willingness: &mut samples.willingness,
            split: &mut split[index - self.rows.partners.start],
            months: self.rows.months.clone(),
            layout: PartnerLayout::among(&self.rows, index),
        });
        let blocks = &blocks[..*count];
        let mut months =
            PartnerMonths { pass: self, index, blocks, known, flow, rows, shocks, packed, packed_places };
        for block in 0..blocks.len() {
            for lane in months.withhold(block).lanes() {
                months.pack(HistoryPlace { block, lane });
            }
        }
        months.play_packed();
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
        let last_month = self.rows.last_month();
        PartnerBlock { without, last_month, ..PartnerBlock::new(case, index, values, evidence, shocks) }
    }

    /// Writes what is not of one partner, block by block.
    fn put_home(&self, blocks: &[PlayedBlock], flow: &[FlowSums<WIDTH>], samples: &mut Samples) {
        let case = self.ensemble.case;
        for (PlayedBlock { first, values, consequences, .. }, flow) in blocks.iter().zip(flow) {
            if self.rows.keeps_all_of_home() {
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
}

/// The months of one partner in a stretch of histories.
struct PartnerMonths<'a> {
    pass: &'a Pass<'a>,
    /// The partner, by index.
    index: usize,
    blocks: &'a [PlayedBlock],
    /// By block: its months after withholding everything, where they are known already.
    known: Option<&'a [WithheldCourse]>,
    /// By block.
    flow: &'a mut [FlowSums<WIDTH>],
    /// Where its willingness is kept, if it is.
    rows: Option<WillingnessRows<'a>>,
    /// Its outside events in the block that was played last, by month.
    shocks: &'a mut [Batch<WIDTH>],
    /// The histories in which its months as planned are others, until there are as many as are played at once.
    packed: &'a mut PackedCourse,
    packed_places: &'a mut Vec<HistoryPlace>,
}

impl PartnerMonths<'_> {
    /// Goes through the months of a block after withholding everything, and says in which histories those as planned are
    /// others.
    fn withhold(&mut self, block: usize) -> LaneSet {
        let PartnerMonths { pass, index, blocks, known, flow, rows, shocks, .. } = self;
        let (Ensemble { case, luck, processor, .. }, played) = (pass.ensemble, &blocks[block]);
        let affected = played.consequences.affected(case, *index);
        let left_alone = Batch(affected.by_lane().map(|affected| if affected { 0.0 } else { 1.0 }));
        let mut sink = WithheldFlow { sums: &mut flow[block], left_alone };
        let (first, learned) = (played.first, played.learned[*index]);
        let rows = rows.as_mut().map(|rows| WithheldRows { rows, first, learned, left_alone });
        let affected = affected.and(LaneSet::first(played.count));
        let shocks = &mut shocks[..=pass.rows.last_month()];
        if let Some(course) = known.map(|known| &known[block]) {
            shocks.copy_from_slice(&course.shocks[..shocks.len()]);
            course.hand_on(processor, &mut sink, rows);
            return affected;
        }
        let luck = ShockDraws { seed: luck, histories: played.lanes };
        let partner = pass.partner(*index, &played.values, &pass.nothing, &luck);
        match rows {
            Some(mut rows) => {
                flow::play_drawn_withheld_months(processor, &partner, shocks, &mut sink, &mut rows);
            }
            None => flow::play_drawn_withheld_months(processor, &partner, shocks, &mut sink, &mut ()),
        }
        affected
    }

    /// Packs a history of the block that was played last, and plays the months as planned of what is packed once that is
    /// a block.
    fn pack(&mut self, place: HistoryPlace) {
        let HistoryPlace { block, lane } = place;
        let PlayedBlock { values, consequences, learned, .. } = &self.blocks[block];
        let history = PackedHistory {
            partner: self.index,
            values: HistoryValues { values, lane },
            read: &self.pass.read[self.index],
            meeting: consequences,
            learned: &learned[self.index],
            shocks: self.shocks,
            flow: &self.flow[block],
        };
        self.packed.put(self.packed_places.len(), history);
        self.packed_places.push(place);
        if self.packed_places.len() == WIDTH {
            self.play_packed();
        }
    }

    /// Plays the months as planned of what is packed.
    fn play_packed(&mut self) {
        let PartnerMonths { pass, index, blocks, flow, rows, packed, packed_places: places, .. } = self;
        if places.is_empty() {
            return;
        }
        pass.packed_months(*index, packed);
        for (packed_at, HistoryPlace { block, lane }) in places.iter().enumerate() {
            packed.flow.add_to(packed_at, &mut flow[*block], *lane, pass.rows.last_month());
        }
        if let Some(rows) = rows {
            let first = blocks[0].first;
            packed.willingness.write(rows, places.iter().map(|place| first + place.in_stretch()));
            packed.willingness.add_to_split(pass.ensemble.processor, rows);
        }
        packed.clear();
        places.clear();
    }
}
