//! The tornado: how far each uncertain number alone moves a result, from one end of its range to the other.

use super::VALUES_AT_ONCE;
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values};
use crate::analysis::study::{Study, Uncertain};
use crate::scenario::{Input, Plan};
use rayon::prelude::*;

/// The effect of one number on a result, while all others vary as they do.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The number.
    pub input: Input,
    /// The ends of its range.
    pub ends: [f64; 2],
    /// The mean of the result with the number at each end.
    pub at: [f64; 2],
    /// The result at the upper end less that at the lower, in the same histories.
    pub swing: Mean,
}

/// Every bar, the widest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The result.
    pub measure: Measure,
    /// The mean of the result, with every number as uncertain as it is.
    pub mean: Mean,
    /// The bars.
    pub bars: Vec<Bar>,
    /// How many numbers of the scenario have no range, and so no bar.
    pub without_range: usize,
}

fn ends(number: &Uncertain) -> [f64; 2] {
    [number.figure.low, number.figure.high]
}

fn bar(number: &Uncertain, [low, high]: [&Values; 2]) -> Bar {
    Bar {
        input: number.input.clone(),
        ends: ends(number),
        at: [Mean::of(low).mean, Mean::of(high).mean],
        swing: Mean::of_difference(high, low),
    }
}

/// Moves every uncertain number from end to end.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn tornado(study: &Study, plan: &Plan, measure: &Measure) -> Result<Tornado, QueryError> {
    let uncertain = study.uncertain()?;
    let (sampler, steps) = (study.sampler(), study.steps_of_histories(2 * uncertain.len()));
    let mean = Mean::of(&sampler.values(plan, measure)?);
    let bars = |numbers: &[Uncertain]| {
        let ends = numbers.iter().flat_map(|number| ends(number).map(|value| vec![number.pinned(value)]));
        let results = sampler.varied(plan, measure, &ends.collect::<Vec<_>>(), &steps)?;
        Ok(numbers.iter().zip(results.chunks(2)).map(|(number, at)| bar(number, [&at[0], &at[1]])).collect())
    };
    let bars =
        uncertain.par_chunks(VALUES_AT_ONCE / 2).map(bars).collect::<Result<Vec<Vec<_>>, QueryError>>()?;
    let mut bars = bars.concat();
    bars.sort_by(|one, other| other.swing.mean.abs().total_cmp(&one.swing.mean.abs()));
    let without_range = study.scenario.inputs().len() - bars.len();
    Ok(Tornado { measure: measure.clone(), mean, bars, without_range })
}
