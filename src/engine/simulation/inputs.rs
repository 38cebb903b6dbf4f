//! The numbers of a scenario as the engine reads them: one slot each, drawn anew for every history
//! if it is a range.

use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::lane_set::LaneSet;
use crate::engine::numerics::pert::Pert;
use crate::engine::numerics::processor::Processor;
use crate::engine::numerics::random;
use crate::scenario::{Input, Scenario};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

/// The place of a number among the values of a history.
pub type Slot = usize;

/// A number that has one value in every history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pin {
    /// The number.
    pub slot: Slot,
    /// Its value.
    pub value: f64,
}

/// All numbers of a scenario, and how the uncertain ones are drawn.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Shared, because questions copy the numbers for every value that they try.
    slots: Arc<HashMap<Input, Slot>>,
    likely: Vec<f64>,
    high: Vec<f64>,
    ranges: Vec<Range>,
    cached: Option<Arc<CachedDraws>>,
}

/// Draws made beforehand, by dimension, for the first histories of a seed.
#[derive(Debug)]
struct CachedDraws {
    seed: u64,
    histories: u64,
    by_dimension: Vec<Vec<f64>>,
}

#[derive(Clone, Debug)]
struct Range {
    slot: Slot,
    pert: Pert,
    /// Its dimension among the Sobol' points.
    dimension: u32,
    /// Whether it is drawn from the second set of points, independent of the first.
    again: bool,
}

/// Histories after which the Sobol' points repeat; each further set of so many is scrambled anew.
const SOBOL_PERIOD: u64 = 1 << 16;

/// Number of the second, independent set of points: beyond every set of dimensions that a scenario can need.
const SECOND_SET: u64 = 1 << 32;

impl Inputs {
    /// Reads every number of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut slots = HashMap::new();
        let mut inputs = Inputs {
            slots: Arc::default(),
            likely: Vec::new(),
            high: Vec::new(),
            ranges: Vec::new(),
            cached: None,
        };
        for (input, figure) in scenario.figures() {
            let slot = inputs.likely.len();
            if figure.is_range() {
                let dimension = inputs.ranges.len() as u32;
                inputs.ranges.push(Range {
                    slot,
                    pert: Pert::new([figure.low, figure.likely, figure.high]),
                    dimension,
                    again: false,
                });
            }
            inputs.likely.push(figure.likely);
            inputs.high.push(figure.high);
            slots.insert(input, slot);
        }
        inputs.slots = Arc::new(slots);
        inputs
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.likely.len()
    }

    /// The slot of a number; `None` if the scenario does not have it.
    pub fn slot(&self, input: &Input) -> Option<Slot> {
        self.slots.get(input).copied()
    }

    /// The largest value that a number can take: the upper end of its range.
    pub fn high(&self, slot: Slot) -> f64 {
        self.high[slot]
    }

    /// The most likely value of a number.
    pub fn likely_value(&self, slot: Slot) -> f64 {
        self.likely[slot]
    }

    /// Gives a number one value in every history; all others are drawn as before.
    pub fn pin(&mut self, slot: Slot, value: f64) {
        self.likely[slot] = value;
        self.high[slot] = self.high[slot].max(value);
        self.ranges.retain(|range| range.slot != slot);
    }

    /// Leaves numbers that nobody reads at their most likely values, in every history; all others are drawn as before.
    pub(super) fn fix(&mut self, slots: impl Iterator<Item = Slot>) {
        let fixed: HashSet<Slot> = slots.collect();
        self.ranges.retain(|range| !fixed.contains(&range.slot));
    }

    /// Draws a number from a second, independent set of points; all others are drawn as before.
    pub fn draw_again(&mut self, slot: Slot) {
        self.ranges.iter_mut().filter(|range| range.slot == slot).for_each(|range| range.again = true);
    }

    /// Draws every uncertain number from the second set of points.
    pub fn draw_all_again(&mut self) {
        self.ranges.iter_mut().for_each(|range| range.again = true);
    }

    /// The point in the unit interval at which an uncertain number is drawn in a history.
    pub fn point(&self, slot: Slot, seed: u64, history: u64) -> Option<f64> {
        self.ranges.iter().find(|range| range.slot == slot).map(|range| range.point(seed, history))
    }

    /// Every number at its most likely value, in every lane.
    pub fn likely<const L: usize>(&self) -> Values<L> {
        Values { numbers: self.likely.iter().map(|value| Batch::splat(*value)).collect(), log: None }
    }

    /// Draws the uncertain numbers for some histories, from Owen-scrambled Sobol' points
    /// (A. Owen 2020; B. Burley, J. Computer Graphics Techniques 9, 2020).
    pub fn draw<const L: usize>(
        &self,
        processor: Processor,
        seed: u64,
        histories: [u64; L],
        values: &mut Values<L>,
    ) {
        let first = histories.first().map_or(0, |first| *first as usize);
        let in_a_row = histories.iter().enumerate().all(|(lane, history)| *history as usize == first + lane);
        let run = in_a_row.then_some(first..first + L);
        let cached = self.cached.as_deref().filter(|cached| cached.seed == seed);
        let mut points = PointsInFour::new(seed, histories);
        for range in &self.ranges {
            let known = cached.filter(|_| !range.again);
            let known = known.and_then(|cached| cached.by_dimension.get(range.dimension as usize));
            let lanes = &mut values.numbers[range.slot];
            match known.and_then(|known| known.get(run.clone()?)) {
                Some(known) => lanes.0.copy_from_slice(known),
                None => *lanes = range.pert.quantiles(processor, points.of(range)),
            }
        }
    }

    /// Makes the draws of the first histories of a seed beforehand, where these are played many times. They are the
    /// same to the bit.
    pub fn remember(&mut self, seed: u64, histories: u64) {
        if self.cached.as_ref().is_some_and(|known| known.seed == seed && known.histories >= histories) {
            return;
        }
        let processor = Processor::best();
        let of_range = |range: &Range| {
            let block = |first: u64| std::array::from_fn::<u64, WIDTH, _>(|lane| first + lane as u64);
            let blocks =
                (0..histories).step_by(WIDTH).map(|first| range.draw(processor, seed, block(first)).0);
            let mut draws = blocks.flatten().collect::<Vec<f64>>();
            draws.truncate(histories as usize);
            draws
        };
        let by_dimension = self.ranges.par_iter().map(of_range).collect();
        self.cached = Some(Arc::new(CachedDraws { seed, histories, by_dimension }));
    }
}

impl Inputs {
    /// Those that differ from history to history among numbers that were read.
    pub(super) fn drawn_among(&self, read: Reads) -> Reads {
        let drawn: HashSet<Slot> = self.ranges.iter().map(|range| range.slot).collect();
        Reads(read.0.into_iter().filter(|read| drawn.contains(&read.slot)).collect())
    }
}

impl Range {
    fn draw<const L: usize>(&self, processor: Processor, seed: u64, histories: [u64; L]) -> Batch<L> {
        self.pert.quantiles(processor, Batch(histories.map(|history| self.point(seed, history))))
    }

    fn point(&self, seed: u64, history: u64) -> f64 {
        self.four(seed, history)[self.place_in_four()]
    }

    /// The points of its dimension and of those that are computed with it, four at once.
    fn four(&self, seed: u64, history: u64) -> [f64; 4] {
        let dimensions = sobol_burley::NUM_DIMENSIONS;
        let set = u64::from(self.dimension / dimensions) + if self.again { SECOND_SET } else { 0 };
        let scramble = random::join(random::join(seed, history / SOBOL_PERIOD), set);
        let index = (history % SOBOL_PERIOD) as u32;
        let points = sobol_burley::sample_4d(index, self.dimension % dimensions / 4, scramble as u32);
        // 24 bits of the unit interval; half a step keeps 0 out.
        points.map(|point| f64::from(point) + f64::from(f32::EPSILON) / 4.0)
    }

    fn place_in_four(&self) -> usize {
        self.dimension as usize % 4
    }
}

/// Points of some histories, computed for four dimensions at once and kept until others are asked for.
struct PointsInFour<const L: usize> {
    seed: u64,
    histories: [u64; L],
    /// The dimensions, divided by four, and whether they are drawn again.
    of: Option<(u32, bool)>,
    points: [Batch<L>; 4],
}

impl<const L: usize> PointsInFour<L> {
    fn new(seed: u64, histories: [u64; L]) -> Self {
        PointsInFour { seed, histories, of: None, points: [Batch::splat(0.0); 4] }
    }

    fn of(&mut self, range: &Range) -> Batch<L> {
        let of = Some((range.dimension / 4, range.again));
        if self.of != of {
            self.of = of;
            for (lane, history) in self.histories.into_iter().enumerate() {
                let four = range.four(self.seed, history);
                self.points.iter_mut().zip(four).for_each(|(points, point)| points.0[lane] = point);
            }
        }
        self.points[range.place_in_four()]
    }
}

/// The value of every number, in `L` histories at once.
#[derive(Debug)]
pub struct Values<const L: usize> {
    numbers: Vec<Batch<L>>,
    /// The numbers that were read, if that is watched.
    log: Option<ReadLog>,
}

/// A copy, of which no reads are watched.
impl<const L: usize> Clone for Values<L> {
    fn clone(&self) -> Self {
        Values { numbers: self.numbers.clone(), log: None }
    }
}

/// The values of one history of a block.
#[derive(Clone, Copy)]
pub struct HistoryValues<'a, const L: usize> {
    /// The values of the block.
    pub values: &'a Values<L>,
    /// The lane of the history.
    pub lane: usize,
}

impl<const L: usize> Values<L> {
    /// A number in all histories.
    #[inline(always)]
    pub fn batch(&self, slot: Slot) -> Batch<L> {
        self.note(slot, LaneSet::ALL);
        self.numbers[slot]
    }

    /// A number in one history, by its lane.
    #[inline(always)]
    pub fn at(&self, slot: Slot, lane: usize) -> f64 {
        self.note(slot, LaneSet::of(lane));
        self.numbers[slot].0[lane]
    }

    /// Copies the numbers that were read to a lane from another history.
    pub fn copy_read(&mut self, read: &Reads, from: HistoryValues<'_, L>, lane: usize) {
        for Read { slot, .. } in &read.0 {
            self.numbers[*slot].0[lane] = from.values.numbers[*slot].0[from.lane];
        }
    }

    /// Changes a number in all histories, and returns what it was.
    pub fn replace(&mut self, slot: Slot, with: Batch<L>) -> Batch<L> {
        std::mem::replace(&mut self.numbers[slot], with)
    }

    /// Runs a computation, and says which numbers it read. What it did not read it does not depend on.
    pub fn watched<T>(&mut self, work: impl FnOnce(&Self) -> T) -> (T, Reads) {
        self.start_watching();
        let done = work(self);
        (done, self.stop_watching())
    }

    /// Notes from now on which numbers are read.
    pub(super) fn start_watching(&mut self) {
        self.log = Some(ReadLog::of(self.numbers.len()));
    }

    /// Ends what [`Values::start_watching`] started: the numbers that were read since.
    pub(super) fn stop_watching(&mut self) -> Reads {
        self.log.take().map_or_else(Reads::default, ReadLog::into_reads)
    }

    #[inline(always)]
    fn note(&self, slot: Slot, lanes: LaneSet) {
        if let Some(log) = &self.log {
            log.note(slot, lanes);
        }
    }
}

/// The numbers that a computation read, by slot, rising.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads(Vec<Read>);

/// A number that was read, and the histories for which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Read {
    slot: Slot,
    lanes: LaneSet,
}

impl Reads {
    /// The histories for which any of some pinned numbers was read.
    pub fn of_any(&self, pins: &[Pin]) -> LaneSet {
        let of_pin = |pin: &Pin| {
            let found = self.0.binary_search_by_key(&pin.slot, |read| read.slot);
            found.map_or(LaneSet::NONE, |place| self.0[place].lanes)
        };
        pins.iter().map(of_pin).fold(LaneSet::NONE, LaneSet::or)
    }
}

/// Notes which numbers are read: by slot, the lanes. Atomic only because values may be read by several threads.
#[derive(Debug)]
struct ReadLog(Vec<AtomicU16>);

impl ReadLog {
    fn of(slots: usize) -> Self {
        ReadLog((0..slots).map(|_| AtomicU16::new(LaneSet::NONE.bits())).collect())
    }

    #[cold]
    fn note(&self, slot: Slot, lanes: LaneSet) {
        self.0[slot].fetch_or(lanes.bits(), Ordering::Relaxed);
    }

    fn into_reads(self) -> Reads {
        let lanes = self.0.into_iter().map(|lanes| LaneSet::from_bits(lanes.into_inner()));
        let read = lanes.enumerate().map(|(slot, lanes)| Read { slot, lanes });
        Reads(read.filter(|read| !read.lanes.is_empty()).collect())
    }
}
