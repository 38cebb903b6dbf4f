//! The tornado: how far each uncertain number alone moves a result, from one end of its range to the other.

use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values};
use crate::analysis::study::{Study, Uncertain};
use crate::scenario::{Input, Plan};
use rayon::prelude::*;

/// Numbers whose ends are tried on the same histories at a stretch: enough for what does not depend on them to be played
/// seldom, few enough that the results fit in memory.
const NUMBERS_AT_ONCE: usize = 144;

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

/// The results of a plan with every number at the ends of its range, in the first histories of a seed; by default, of
/// none.
#[derive(Clone, Debug, Default)]
pub struct AtEnds {
    /// How many histories these are.
    pub histories: u64,
    /// By number, in the document's order.
    pub(super) by_number: Vec<[Values; 2]>,
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
    tornado_beyond(study, plan, measure, &AtEnds::default())
}

/// The same tornado, of which the results in the first histories are known: of the same plan, result, scenario and seed,
/// in no more histories than the study has.
///
/// # Errors
/// As [`tornado`].
pub fn tornado_beyond(
    study: &Study,
    plan: &Plan,
    measure: &Measure,
    known: &AtEnds,
) -> Result<Tornado, QueryError> {
    let uncertain = study.uncertain()?;
    debug_assert!(known.histories <= study.histories, "more histories are known than asked for");
    debug_assert!(known.histories == 0 || known.by_number.len() == uncertain.len(), "of another scenario");
    let sampler = study.sampler().varied_from(known.histories);
    let mean = Mean::of(&sampler.values(plan, measure)?);
    let steps = study.steps_of_histories(2 * uncertain.len());
    steps.advance(2 * uncertain.len() * known.histories as usize);
    let bars = |(chunk, numbers): (usize, &[Uncertain])| {
        let ends = numbers.iter().flat_map(|number| ends(number).map(|value| vec![number.pinned(value)]));
        let mut results = sampler.varied(plan, measure, &ends.collect::<Vec<_>>(), &steps)?;
        let known = known.by_number.iter().skip(chunk * NUMBERS_AT_ONCE).flatten();
        for (results, known) in results.iter_mut().zip(known) {
            results.splice(0..0, known.iter().copied());
        }
        Ok(numbers.iter().zip(results.chunks(2)).map(|(number, at)| bar(number, [&at[0], &at[1]])).collect())
    };
    let chunks = uncertain.par_chunks(NUMBERS_AT_ONCE).enumerate();
    let mut bars = chunks.map(bars).collect::<Result<Vec<Vec<_>>, QueryError>>()?.concat();
    bars.sort_by(|one, other| other.swing.mean.abs().total_cmp(&one.swing.mean.abs()));
    let without_range = study.scenario.figures().count() - bars.len();
    Ok(Tornado { measure: measure.clone(), mean, bars, without_range })
}
