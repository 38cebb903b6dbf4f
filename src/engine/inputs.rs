//! The numbers of a scenario as the engine reads them: one slot each, drawn anew for every history
//! if it is a range.

use super::math::Lane;
use super::pert::Pert;
use crate::scenario::{Input, Scenario};
use std::collections::HashMap;

/// Where a number stands among the values of a history.
pub type Slot = usize;

/// All numbers of a scenario, and how the uncertain ones are drawn.
#[derive(Clone, Debug)]
pub struct Inputs {
    slots: HashMap<Input, Slot>,
    likely: Vec<f64>,
    high: Vec<f64>,
    ranges: Vec<Range>,
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

/// The points repeat after this many histories; each further stretch is scrambled anew.
const STRETCH: u64 = 1 << 16;

/// Told apart from every set of dimensions that a scenario can need.
const SECOND_SET: u64 = 1 << 32;

impl Inputs {
    /// Reads every number of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut inputs =
            Inputs { slots: HashMap::new(), likely: Vec::new(), high: Vec::new(), ranges: Vec::new() };
        for input in scenario.inputs() {
            let Some(figure) = scenario.figure(&input) else { continue };
            let slot = inputs.likely.len();
            if figure.is_range() {
                let dimension = inputs.ranges.len() as u32;
                inputs.ranges.push(Range { slot, pert: Pert::of(figure), dimension, again: false });
            }
            inputs.likely.push(figure.likely);
            inputs.high.push(figure.high);
            inputs.slots.insert(input, slot);
        }
        inputs
    }

    /// Where a number stands, if the scenario has it.
    pub fn slot(&self, input: &Input) -> Option<Slot> {
        self.slots.get(input).copied()
    }

    /// The largest value that a number can take.
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

    /// Whether any number is uncertain.
    pub fn has_ranges(&self) -> bool {
        !self.ranges.is_empty()
    }

    /// Every number at its most likely value, in every lane.
    pub fn likely<const L: usize>(&self) -> Values<L> {
        Values(self.likely.iter().map(|value| Lane::splat(*value)).collect())
    }

    /// Draws the uncertain numbers for some histories, from Owen-scrambled Sobol' points
    /// (A. Owen 2020; B. Burley, J. Computer Graphics Techniques 9, 2020).
    pub fn draw<const L: usize>(&self, seed: u64, histories: [u64; L], values: &mut Values<L>) {
        for range in &self.ranges {
            for (value, history) in values.0[range.slot].0.iter_mut().zip(histories) {
                *value = range.pert.quantile(range.point(seed, history));
            }
        }
    }
}

impl Inputs {
    /// Brings uncertain numbers that were drawn before from a lane of one block to a lane of another.
    #[inline]
    pub fn carry<const L: usize>(&self, from: &Values<L>, from_lane: usize, to: &mut Values<L>, lane: usize) {
        for range in &self.ranges {
            to.0[range.slot].0[lane] = from.0[range.slot].0[from_lane];
        }
    }
}

impl Range {
    fn point(&self, seed: u64, history: u64) -> f64 {
        let dimensions = sobol_burley::NUM_DIMENSIONS;
        let set = u64::from(self.dimension / dimensions) + if self.again { SECOND_SET } else { 0 };
        let scramble = super::random::join(super::random::join(seed, history / STRETCH), set);
        let index = (history % STRETCH) as u32;
        let point = sobol_burley::sample(index, self.dimension % dimensions, scramble as u32);
        // 24 bits of the unit interval; half a step keeps 0 out.
        f64::from(point) + f64::from(f32::EPSILON) / 4.0
    }
}

/// The value of every number, in `L` histories at once.
#[derive(Clone, Debug)]
pub struct Values<const L: usize>(Vec<Lane<L>>);

impl<const L: usize> Values<L> {
    /// A number in all lanes.
    #[inline(always)]
    pub fn lanes(&self, slot: Slot) -> Lane<L> {
        self.0[slot]
    }

    /// A number in one lane.
    #[inline(always)]
    pub fn at(&self, slot: Slot, lane: usize) -> f64 {
        self.0[slot].0[lane]
    }
}
