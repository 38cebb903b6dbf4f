//! Which plan is best where: two uncertain numbers, from end to end of their ranges.

use super::switching_values::best;
use crate::analysis::mean::Mean;
use crate::analysis::study::{Study, Uncertain};
use crate::engine::Cancelled;
use crate::scenario::{Plan, PlanId};
use rayon::prelude::*;

/// How many values of each number are tried.
pub const STEPS: usize = 15;

/// One field of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Which plan is best there, by its place among the plans.
    pub best: usize,
    /// Its mean total less that of the second best.
    pub ahead: Mean,
}

/// Which plan is best for each pair of values.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoWay {
    /// The numbers: across, and up.
    pub numbers: [Uncertain; 2],
    /// The plans.
    pub plans: Vec<PlanId>,
    /// Row by row from the lowest values, [`STEPS`] × [`STEPS`].
    pub fields: Vec<Field>,
}

impl TwoWay {
    /// The value of one of the numbers at a step.
    pub fn value(&self, number: usize, step: usize) -> f64 {
        value(&self.numbers[number], step)
    }
}

fn value(number: &Uncertain, step: usize) -> f64 {
    let share = step as f64 / (STEPS - 1) as f64;
    number.figure.low + share * (number.figure.high - number.figure.low)
}

/// Draws the map, judged by the mean total with all other numbers as uncertain as they are.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn two_way(study: &Study, plans: &[PlanId], [across, up]: [&Uncertain; 2]) -> Result<TwoWay, Cancelled> {
    let known: Vec<(&PlanId, &Plan)> =
        plans.iter().filter_map(|id| Some((id, study.scenario.plans.get(id)?))).collect();
    let plans: Vec<&Plan> = known.iter().map(|(_, plan)| *plan).collect();
    let (sampler, steps) = (study.sampler(), study.steps(STEPS * STEPS));
    let field = |at: usize| {
        let totals = sampler.totals(&plans, |inputs| {
            inputs.pin(across.slot, value(across, at % STEPS));
            inputs.pin(up.slot, value(up, at / STEPS));
        })?;
        steps.step();
        Ok(judge(&totals))
    };
    let fields = (0..STEPS * STEPS).into_par_iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let plans = known.iter().map(|(id, _)| (*id).clone()).collect();
    Ok(TwoWay { numbers: [across.clone(), up.clone()], plans, fields })
}

fn judge(totals: &[Vec<f64>]) -> Field {
    let best = best(totals);
    let ahead = (totals.iter().enumerate())
        .filter(|(plan, _)| *plan != best)
        .map(|(_, other)| Mean::of_difference(&totals[best], other))
        .min_by(|one, other| one.mean.total_cmp(&other.mean));
    Field { best, ahead: ahead.unwrap_or_default() }
}
