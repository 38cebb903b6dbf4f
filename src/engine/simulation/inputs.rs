//! The numbers of a scenario as the engine reads them: one slot each, drawn anew for every history
//! if it is a range.

use crate::engine::numerics::batch::Batch;
use crate::engine::numerics::pert::Pert;
use crate::engine::numerics::random;
use crate::scenario::{Input, Scenario};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The place of a number among the values of a history.
pub type Slot = usize;

/// All numbers of a scenario, and how the uncertain ones are drawn.
#[derive(Clone, Debug)]
pub struct Inputs {
    slots: HashMap<Input, Slot>,
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
    ///
    /// # Panics
    /// If the scenario lists a number that it does not have.
    pub fn of(scenario: &Scenario) -> Self {
        let mut inputs = Inputs {
            slots: HashMap::new(),
            likely: Vec::new(),
            high: Vec::new(),
            ranges: Vec::new(),
            cached: None,
        };
        for input in scenario.inputs() {
            let Some(figure) = scenario.figure(&input) else {
                panic!("the scenario that is to be projected lists {input:?} and does not have it")
            };
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
            inputs.slots.insert(input, slot);
        }
        inputs
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
        Values(self.likely.iter().map(|value| Batch::splat(*value)).collect())
    }

    /// Draws the uncertain numbers for some histories, from Owen-scrambled Sobol' points
    /// (A. Owen 2020; B. Burley, J. Computer Graphics Techniques 9, 2020).
    pub fn draw<const L: usize>(&self, seed: u64, histories: [u64; L], values: &mut Values<L>) {
        let first = histories.first().map_or(0, |first| *first as usize);
        let in_a_row = histories.iter().enumerate().all(|(lane, history)| *history as usize == first + lane);
        let run = in_a_row.then_some(first..first + L);
        let cached = self.cached.as_deref().filter(|cached| cached.seed == seed);
        for range in &self.ranges {
            let known = cached.filter(|_| !range.again);
            let known = known.and_then(|cached| cached.by_dimension.get(range.dimension as usize));
            let lanes = &mut values.0[range.slot].0;
            match known.and_then(|known| known.get(run.clone()?)) {
                Some(known) => lanes.copy_from_slice(known),
                None => {
                    for (lane, history) in histories.iter().enumerate() {
                        let known = known.and_then(|known| known.get(*history as usize));
                        lanes[lane] = known.copied().unwrap_or_else(|| range.draw(seed, *history));
                    }
                }
            }
        }
    }

    /// Makes the draws of the first histories of a seed beforehand, where these are played many times. They are the
    /// same to the bit.
    pub fn remember(&mut self, seed: u64, histories: u64) {
        if self.cached.as_ref().is_some_and(|known| known.seed == seed && known.histories >= histories) {
            return;
        }
        let of_range = |range: &Range| (0..histories).map(|history| range.draw(seed, history)).collect();
        let by_dimension = self.ranges.par_iter().map(of_range).collect();
        self.cached = Some(Arc::new(CachedDraws { seed, histories, by_dimension }));
    }
}

impl Inputs {
    /// Copies the uncertain numbers of one history to a lane of another block; the certain ones are the same in all.
    #[inline]
    pub fn copy_drawn<const L: usize>(&self, from: HistoryValues<'_, L>, to: &mut Values<L>, lane: usize) {
        for range in &self.ranges {
            to.0[range.slot].0[lane] = from.values.at(range.slot, from.lane);
        }
    }
}

impl Range {
    fn draw(&self, seed: u64, history: u64) -> f64 {
        self.pert.quantile(self.point(seed, history))
    }

    fn point(&self, seed: u64, history: u64) -> f64 {
        let dimensions = sobol_burley::NUM_DIMENSIONS;
        let set = u64::from(self.dimension / dimensions) + if self.again { SECOND_SET } else { 0 };
        let scramble = random::join(random::join(seed, history / SOBOL_PERIOD), set);
        let index = (history % SOBOL_PERIOD) as u32;
        let point = sobol_burley::sample(index, self.dimension % dimensions, scramble as u32);
        // 24 bits of the unit interval; half a step keeps 0 out.
        f64::from(point) + f64::from(f32::EPSILON) / 4.0
    }
}

/// The value of every number, in `L` histories at once.
#[derive(Clone, Debug)]
pub struct Values<const L: usize>(Vec<Batch<L>>);

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
        self.0[slot]
    }

    /// A number in one history, by its lane.
    #[inline(always)]
    pub fn at(&self, slot: Slot, lane: usize) -> f64 {
        self.0[slot].0[lane]
    }
}
