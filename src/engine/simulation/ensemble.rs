//! Many histories: played in stretches on several threads, put together again in order.
//!
//! A stretch depends on nothing but the case, the seed and the numbers of its histories. So the
//! result is the same to the bit however many threads there are, and parts of a run that were
//! played apart merge to the whole.

use super::compiled_case::{CompiledCase, ItemCase};
use super::draws::Keyed;
use super::flow::FlowSums;
use super::hot_loop::{self, Block, WIDTH};
use super::inputs::Values;
use super::meeting::{self, Circumstances, ItemTrace};
use super::months::{EvidenceByMonth, ShockDraws};
use super::run::{Cancelled, Monitor, Processor, Run};
use super::samples::{LedgerRow, PartnerRows, Tally};
use crate::engine::mechanisms::belief::EvidenceUpdate;
use crate::engine::mechanisms::willingness::PRICE_OF_COMPENSATION;
use crate::engine::numerics::batch::Batch;
use crate::scenario::PriorityField;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Histories in a stretch: enough to amortise its start, few enough to stop soon.
const STRETCH: usize = 256;

/// The most histories that are played for one that is kept, when a run keeps only some.
const PATIENCE: u64 = 50;

/// How an ensemble is played.
#[derive(Clone, Copy, Debug)]
pub struct Ensemble<'a> {
    case: &'a CompiledCase,
    seed: u64,
    luck: u64,
    processor: Processor,
}

/// The stretches of a run, in order, and how many histories were played to get them.
#[derive(Clone, Debug)]
pub struct Played {
    /// What each stretch left behind.
    pub tallies: Vec<Tally>,
    /// Histories played, kept or not.
    pub histories_played: u64,
}

/// Plays a run, on as many threads as it asks for.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn play(case: &CompiledCase, run: &Run, monitor: &dyn Monitor) -> Result<Played, Cancelled> {
    let ensemble = Ensemble::new(case, run.seed, run.processor);
    let work = || ensemble.play(run, monitor);
    match run.threads {
        None => work(),
        // A pool that cannot be had is no reason to fail: the machine's own will do.
        Some(threads) => match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            Err(_) => work(),
        },
    }
}

impl<'a> Ensemble<'a> {
    /// An ensemble of a case; a version of the hot loop that is not available gives way to the best.
    pub fn new(case: &'a CompiledCase, seed: u64, processor: Option<Processor>) -> Self {
        let processor = processor.filter(|version| version.is_available()).unwrap_or_else(Processor::best);
        Ensemble { case, seed, luck: seed, processor }
    }

    /// The same numbers with other luck: chance falls as under another seed.
    pub fn with_luck(self, luck: u64) -> Self {
        Ensemble { luck, ..self }
    }

    fn play(&self, run: &Run, monitor: &dyn Monitor) -> Result<Played, Cancelled> {
        let everything: Vec<u64>;
        let (kept, histories_played) = if run.given_detected {
            self.detected(run.histories, monitor)?
        } else {
            everything = (0..run.histories).collect();
            (everything, run.histories)
        };
        let done = AtomicU64::new(0);
        let total = kept.len() as u64;
        let stretch = |histories: &[u64]| {
            if monitor.cancelled() {
                return Err(Cancelled);
            }
            let tally = self.stretch(histories);
            let done = done.fetch_add(histories.len() as u64, Ordering::Relaxed) + histories.len() as u64;
            monitor.progress(done, total);
            Ok(tally)
        };
        let tallies = kept.par_chunks(STRETCH).map(stretch).collect::<Result<Vec<_>, _>>()?;
        Ok(Played { tallies, histories_played })
    }

    /// The first histories in which every originator whose promise was broken learns in month 0,
    /// and how many had to be played to find them.
    fn detected(&self, wanted: u64, monitor: &dyn Monitor) -> Result<(Vec<u64>, u64), Cancelled> {
        let mut kept = Vec::new();
        let mut played = 0;
        while (kept.len() as u64) < wanted && played < wanted.saturating_mul(PATIENCE) {
            if monitor.cancelled() {
                return Err(Cancelled);
            }
            let wave: Vec<u64> = (played..played + wanted.max(STRETCH as u64)).collect();
            played += wave.len() as u64;
            kept.par_extend(
                wave.par_chunks(STRETCH).flat_map_iter(|histories| self.detected_among(histories)),
            );
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
            self.case.inputs.draw(self.seed, [history], &mut values);
            let luck = Keyed { case: self.case, seed: self.luck, history };
            let now = Circumstances { case: self.case, values: &values, lane: 0, luck: &luck };
            (0..self.case.items.len()).filter(|item| self.case.items[*item].goes_beyond).all(|item| {
                meeting::play_item(&now, item, &mut trace);
                trace.learned == Some(0)
            })
        };
        histories.iter().copied().filter(|history| every_promise_seen_broken(*history)).collect()
    }

    /// Plays a stretch of histories on this thread.
    pub fn stretch(&self, histories: &[u64]) -> Tally {
        let mut tally = Tally::new(self.case, histories);
        let mut scratch = Scratch::new(self.case);
        for (block, histories) in histories.chunks(WIDTH).enumerate() {
            // Lanes beyond the last history play it once more, for nobody.
            let last = histories[histories.len() - 1];
            let lanes = std::array::from_fn(|lane| histories.get(lane).copied().unwrap_or(last));
            self.block(block * WIDTH, histories.len(), lanes, &mut scratch, &mut tally);
        }
        tally
    }

    fn block(
        &self,
        first: usize,
        used: usize,
        histories: [u64; WIDTH],
        scratch: &mut Scratch,
        tally: &mut Tally,
    ) {
        self.case.inputs.draw(self.seed, histories, &mut scratch.values);
        scratch.reset();
        for (lane, history) in histories.into_iter().enumerate().take(used) {
            self.meet(lane, history, scratch, tally);
        }
        let shocks = ShockDraws { seed: self.luck, histories };
        for (index, partner) in self.case.partners.iter().enumerate() {
            let Scratch { values, evidence, struck, flow_left, sums, .. } = scratch;
            let evidence = struck[index].then(|| &evidence[index]);
            let mut rows = PartnerRows::new(self.case, values, index, first, flow_left[index], tally, sums);
            let block = Block { case: self.case, partner, values, evidence, shocks: &shocks };
            hot_loop::play(self.processor, &block, &mut rows);
        }
        tally.put_checkable(&scratch.sums, first);
        self.close_ledger(first, scratch, tally);
    }

    /// One history's meeting.
    fn meet(&self, lane: usize, history: u64, scratch: &mut Scratch, tally: &mut Tally) {
        let luck = Keyed { case: self.case, seed: self.luck, history };
        let Scratch { values, traces, evidence, struck, flow_left, harm, lost, concession, .. } = scratch;
        let now = Circumstances { case: self.case, values, lane, luck: &luck };
        for (index, item) in self.case.items.iter().enumerate().filter(|(_, item)| item.is_told()) {
            let trace = &mut traces[index];
            meeting::play_item(&now, index, trace);
            tally.items[index].count(self.case, index, trace);
            if trace.source_closed() {
                harm.0[lane] += values.at(item.sensitivity, lane);
                lost.0[lane] = 1.0;
                if let Some(originator) = item.originator {
                    flow_left[originator].0[lane] *= 1.0 - values.at(item.source_share, lane);
                }
            }
            meeting::evidence(&now, index, trace, |partner, month, EvidenceUpdate { integrity, control }| {
                struck[partner] = true;
                evidence[partner][month][0].0[lane] += integrity;
                evidence[partner][month][1].0[lane] += control;
            });
        }
        tally.count_first_learned(self.case, traces);
        for recipient in 0..self.case.recipients.len() {
            concession.0[lane] += meeting::concession(&now, recipient).0;
        }
    }

    /// Gains and losses against withholding everything, with the same luck.
    fn close_ledger(&self, first: usize, scratch: &Scratch, tally: &mut Tally) {
        let weight = |field| scratch.values.batch(self.case.weights.slot(field));
        let [planned, withheld] = scratch.sums.flow;
        let flow = planned - withheld;
        let paid: f64 = self.case.partners.iter().flat_map(|partner| &partner.compensation).sum();
        let compensation = Batch::splat(PRICE_OF_COMPENSATION * paid);
        let total = weight(PriorityField::Concession) * scratch.concession
            + weight(PriorityField::Flow) * flow
            - weight(PriorityField::Harm) * scratch.harm
            - compensation;
        for (row, lanes) in [
            (LedgerRow::Concession, scratch.concession),
            (LedgerRow::Flow, flow),
            (LedgerRow::Harm, scratch.harm),
            (LedgerRow::Compensation, compensation),
            (LedgerRow::Total, total),
            (LedgerRow::SourceLost, scratch.lost),
        ] {
            tally.put_ledger(row, first, lanes);
        }
    }
}

/// Memory of a stretch, used again from block to block.
struct Scratch {
    values: Values<WIDTH>,
    traces: Vec<ItemTrace>,
    /// By partner: what it learns, by month.
    evidence: Vec<EvidenceByMonth<WIDTH>>,
    /// By partner: whether it learns anything in this block.
    struck: Vec<bool>,
    /// By partner: the part of its flow that closed sources leave.
    flow_left: Vec<Batch<WIDTH>>,
    harm: Batch<WIDTH>,
    /// 1 where any source is closed.
    lost: Batch<WIDTH>,
    concession: Batch<WIDTH>,
    sums: FlowSums<WIDTH>,
}

impl Scratch {
    fn new(case: &CompiledCase) -> Self {
        let none = [Batch::splat(0.0); 2];
        Scratch {
            values: case.inputs.likely(),
            traces: case.items.iter().map(|_: &ItemCase| ItemTrace::default()).collect(),
            evidence: vec![vec![none; case.horizon + 1]; case.partners.len()],
            struck: vec![false; case.partners.len()],
            flow_left: vec![Batch::splat(1.0); case.partners.len()],
            harm: Batch::splat(0.0),
            lost: Batch::splat(0.0),
            concession: Batch::splat(0.0),
            sums: FlowSums::new(case.horizon),
        }
    }

    fn reset(&mut self) {
        for (evidence, struck) in self.evidence.iter_mut().zip(&mut self.struck) {
            if std::mem::take(struck) {
                evidence.fill([Batch::splat(0.0); 2]);
            }
        }
        self.flow_left.fill(Batch::splat(1.0));
        self.harm = Batch::splat(0.0);
        self.lost = Batch::splat(0.0);
        self.concession = Batch::splat(0.0);
        self.sums.reset();
    }
}
