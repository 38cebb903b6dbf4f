//! The tornado: how far each uncertain number alone moves a result, from one end of its range to the other.

use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure};
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

/// Moves every uncertain number from end to end.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn tornado(study: &Study, plan: &Plan, measure: &Measure) -> Result<Tornado, QueryError> {
    let uncertain = study.uncertain()?;
    let (sampler, steps) = (study.sampler(), study.steps(uncertain.len() + 1));
    let mean = Mean::of(&sampler.values(plan, measure)?);
    steps.step();
    let bar = |number: &Uncertain| {
        let ends = [number.figure.low, number.figure.high];
        let at = |value: f64| sampler.with(|inputs| inputs.pin(number.slot, value)).values(plan, measure);
        let (low, high) = (at(ends[0])?, at(ends[1])?);
        steps.step();
        let at = [Mean::of(&low).mean, Mean::of(&high).mean];
        Ok(Bar { input: number.input.clone(), ends, at, swing: Mean::of_difference(&high, &low) })
    };
    let mut bars = uncertain.par_iter().map(bar).collect::<Result<Vec<_>, QueryError>>()?;
    bars.sort_by(|one, other| other.swing.mean.abs().total_cmp(&one.swing.mean.abs()));
    let without_range = study.scenario.inputs().len() - bars.len();
    Ok(Tornado { measure: measure.clone(), mean, bars, without_range })
}
