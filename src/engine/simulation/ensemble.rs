//! Ensembles: many histories of a case; how a run of them is to be made, and how it is watched. They are played in
//! [`shards`](super::shards).
//!
//! A shard depends on nothing but the case, the seed and the numbers of its histories. So the result is the same to
//! the bit however many threads there are, and parts of a run that were played apart merge to the whole.

use super::compiled_case::CompiledCase;
use super::draws::KeyedDraws;
use super::inputs::Values;
use super::item_trace::ItemTrace;
use super::meeting::{self, MeetingContext};
use super::months::Mitigation;
use super::variation::BlockPlayer;
use crate::engine::numerics::batch::WIDTH;
use crate::engine::numerics::processor::Processor;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// The model's version; every number that leaves the program carries it, because another version may give another.
pub const MODEL_VERSION: &str = "2";

/// How many histories a run has by default: the standard error of a share is then at most half a per cent.
pub const DEFAULT_HISTORIES: u64 = 10_000;

/// How a run is to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How many histories; of more than 2^23 a partner's mean willingness may differ in the last bits from run to run.
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
    /// About the most bytes that the numbers of a projection may take at once; [`ROW_BYTES`] if `None`. The result is the same
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
    pub(super) case: &'a CompiledCase,
    /// The seed of the numbers.
    pub(super) seed: u64,
    /// The seed by which chance falls.
    pub(super) luck: u64,
    pub(super) processor: Processor,
    pub(super) without: Option<Mitigation>,
}

/// The progress of a run whose histories are played in one or more stages, in each of them once or more.
pub(super) struct Progress<'a> {
    monitor: &'a dyn Monitor,
    /// Histories of stages that are over, each counted once in every stage.
    before: AtomicU64,
    /// Histories of the stages since, as often as they were played.
    done: AtomicU64,
    /// How often a history is played in such a stage.
    times: AtomicU64,
    stages: u64,
    histories: u64,
}

impl<'a> Progress<'a> {
    /// Nothing is played yet, and in each stage every history is played once.
    pub fn new(monitor: &'a dyn Monitor, stages: usize, histories: usize) -> Self {
        let [stages, histories] = [stages, histories].map(|count| count as u64);
        let [before, done, times] = [0, 0, 1].map(AtomicU64::new);
        Progress { monitor, before, done, times, stages, histories }
    }

    /// # Errors
    /// If the monitor asks for a stop.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.monitor.cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Counts histories that were played once more.
    pub(super) fn add(&self, histories: usize) {
        let histories = histories as u64;
        let done = self.done.fetch_add(histories, Ordering::Relaxed) + histories;
        let done = self.before.load(Ordering::Relaxed) + done / self.times.load(Ordering::Relaxed);
        self.monitor.progress(done / self.stages, self.histories);
    }

    /// Starts a stage in which every history is played so often, once all that was played before is counted.
    pub(super) fn start_stage(&self, times: usize) {
        let times = self.times.swap(times.max(1) as u64, Ordering::Relaxed);
        self.before.fetch_add(self.done.swap(0, Ordering::Relaxed) / times, Ordering::Relaxed);
    }
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
        let histories = lanes(histories);
        BlockPlayer { case, processor, seed, luck, histories, month }
    }
}

/// The history in every lane. Lanes beyond the last history play it once more; nobody reads them.
pub(super) fn lanes(histories: &[u64]) -> [u64; WIDTH] {
    let last = histories.len() - 1;
    std::array::from_fn(|lane| histories[lane.min(last)])
}
