//! The best plan for each pair of values of two uncertain numbers, from end to end of their ranges.

use super::switching_values::best;
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values};
use crate::analysis::study::{Study, Uncertain};
use crate::analysis::table::Table;
use crate::engine::inputs::Pin;
use crate::scenario::{Input, PlanId};
use rayon::prelude::*;

/// Number of values of each number that are tried: odd, so that the middle of the range is one of them, and few enough
/// that the pairs can be waited for.
pub const STEPS: usize = 15;

/// One field of the map: a pair of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The best plan there, by its place among the plans.
    pub best: usize,
    /// Its mean total less that of the second best; 0 where there is no other plan.
    pub ahead: Mean,
}

/// The best plan for each pair of values.
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

impl TwoWay {
    /// A row for each pair of values.
    pub fn table(&self, study: &Study) -> Table {
        let columns = ["across", "across_value", "up", "up_value", "best", "ahead", "ahead_se"];
        let mut table = Table::of(study, "fields", "", &columns);
        let [across, up] = [0, 1].map(|which| study.scenario.input_name(&self.numbers[which].input));
        for (place, field) in self.fields.iter().enumerate() {
            table.rows.push(vec![
                across.as_str().into(),
                self.value(0, place % STEPS).into(),
                up.as_str().into(),
                self.value(1, place / STEPS).into(),
                study.scenario.plan_name(&self.plans[field.best]).into(),
                field.ahead.mean.into(),
                field.ahead.se.into(),
            ]);
        }
        table
    }
}

fn value(number: &Uncertain, step: usize) -> f64 {
    let share = step as f64 / (STEPS - 1) as f64;
    number.figure.low + share * (number.figure.high - number.figure.low)
}

/// Draws the map, judged by the mean total with all other numbers as uncertain as they are.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn two_way(study: &Study, ids: &[PlanId], numbers: &[Input; 2]) -> Result<TwoWay, QueryError> {
    let plans = study.plans(ids)?;
    if plans.is_empty() {
        return Err(QueryError::NoPlans);
    }
    let uncertain = study.uncertain()?;
    let number = |input: &Input| {
        let number = uncertain.iter().find(|number| number.input == *input);
        number.ok_or_else(|| QueryError::NoRange(input.clone()))
    };
    let (across, up) = (number(&numbers[0])?, number(&numbers[1])?);
    let (sampler, steps) = (study.sampler(), study.steps_of_histories(STEPS * STEPS));
    let row = |up_step: usize| {
        let pins = |step| vec![across.pinned(value(across, step)), up.pinned(value(up, up_step))];
        let variations: Vec<Vec<Pin>> = (0..STEPS).map(pins).collect();
        let totals = sampler.each_varied(&plans, &Measure::TOTAL, &variations, &steps)?;
        Ok(totals.iter().map(|totals| judge(totals)).collect())
    };
    let rows = (0..STEPS).into_par_iter().map(row).collect::<Result<Vec<Vec<_>>, QueryError>>()?;
    Ok(TwoWay { numbers: [across.clone(), up.clone()], plans: ids.to_vec(), fields: rows.concat() })
}

fn judge(totals: &[Values]) -> Field {
    let best = best(totals);
    let second_best = (totals.iter().enumerate())
        .filter(|(plan, _)| *plan != best)
        .map(|(_, other)| Mean::of_difference(&totals[best], other))
        .min_by(|one, other| one.mean.total_cmp(&other.mean));
    // A plan alone is ahead of nothing, whatever the numbers: 0 ± 0.
    Field { best, ahead: second_best.unwrap_or_default() }
}
