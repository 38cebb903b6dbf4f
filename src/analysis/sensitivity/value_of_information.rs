//! Expected value of perfect information: what it would be worth to know a number before deciding.
//!
//! For one number: the gain of each plan over the one that is best without knowing is smoothed over the
//! number's own quantile with Legendre polynomials (M. Strong, J. Oakley, A. Brennan, Medical Decision
//! Making 34, 2014, use splines); with the number known, the best of the smoothed gains is taken.

use crate::analysis::error::QueryError;
use crate::analysis::measure::Mean;
use crate::analysis::study::{Study, Uncertain};
use crate::engine::random;
use crate::scenario::{Input, Plan, PlanId};
use rayon::prelude::*;

/// The highest power in the smoothing: a cubic follows a gain that rises, falls and rises again over the range, and
/// its four terms are well determined by a few hundred histories.
const DEGREE: usize = 3;
/// Number of points at which all numbers are known together; two shards of histories.
const OUTER: u64 = 512;
/// Number of draws of chance at each point: half of them choose the plan, half judge it.
const LUCKS: u64 = 32;

/// The value of knowing, in units of the total.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOfInformation {
    /// The plan that is best without knowing more.
    pub best: PlanId,
    /// The value of knowing each number, the highest first.
    pub numbers: Vec<(Input, Mean)>,
    /// The value of knowing all numbers, but not how chance falls. It errs on the low side, and is never below that of
    /// one of them.
    pub all_numbers: Mean,
    /// The value of knowing how chance falls as well: no knowledge can be worth more.
    pub everything: Mean,
}

/// The value of knowing each number, all of them, and how chance falls as well.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn value_of_information(study: &Study, ids: &[PlanId]) -> Result<ValueOfInformation, QueryError> {
    let plans = study.plans(ids)?;
    if plans.is_empty() {
        return Err(QueryError::NoPlans);
    }
    let sampler = study.sampler();
    let totals = sampler.totals(&plans)?;
    let best = super::switching_values::best(&totals);
    let gains: Vec<Vec<f64>> = totals
        .iter()
        .map(|of_plan| of_plan.iter().zip(&totals[best]).map(|(total, best)| total - best).collect())
        .collect();
    let inputs = sampler.inputs();
    let of_number = |number: &Uncertain| {
        let point = |history: u64| inputs.point(number.slot, study.seed, history);
        let points: Option<Vec<f64>> = (0..study.histories).map(point).collect();
        let points = points.ok_or_else(|| QueryError::NoRange(number.input.clone()))?;
        let smoothed: Vec<Vec<f64>> = gains.iter().map(|gain| smooth(&points, gain)).collect();
        Ok((number.input.clone(), highest(&smoothed)))
    };
    let numbers: Result<Vec<(Input, Mean)>, QueryError> =
        study.uncertain()?.par_iter().map(of_number).collect();
    let mut numbers = numbers?;
    numbers.sort_by(|(_, one), (_, other)| other.mean.total_cmp(&one.mean));
    // To know all of them is to know each: a part that can be told more exactly bounds the whole.
    let together = all_numbers(study, &plans, best)?;
    let all_numbers = match numbers.first() {
        Some((_, alone)) if alone.mean > together.mean => *alone,
        _ => together,
    };
    Ok(ValueOfInformation { best: ids[best].clone(), numbers, all_numbers, everything: highest(&gains) })
}

/// The mean of the highest of several gains in each history.
fn highest(gains: &[Vec<f64>]) -> Mean {
    let count = gains.first().map_or(0, Vec::len);
    let most = |history: usize| gains.iter().map(|gain| gain[history]).fold(0.0, f64::max);
    Mean::of(&(0..count).map(most).collect::<Vec<_>>())
}

/// Knowing all numbers: at each of many points the plan is chosen by one half of the lucks and judged by
/// the other, so that what luck alone lifts is not counted as knowledge.
fn all_numbers(study: &Study, plans: &[&Plan], best: usize) -> Result<Mean, QueryError> {
    let study = study.with_histories(OUTER.min(study.histories));
    let (sampler, steps) = (study.sampler(), study.steps(LUCKS as usize));
    let with_luck = |luck: u64| {
        let totals = sampler.with_luck(random::join(study.seed, luck + 1)).totals(plans);
        steps.step();
        totals
    };
    let lucks = (0..LUCKS).into_par_iter().map(with_luck).collect::<Result<Vec<_>, _>>()?;
    let (one, other) = lucks.split_at(lucks.len() / 2);
    let mean = |half: &[Vec<Vec<f64>>], plan: usize, point: usize| {
        half.iter().map(|totals| totals[plan][point] - totals[best][point]).sum::<f64>() / half.len() as f64
    };
    let gain = |choose: &[Vec<Vec<f64>>], judge: &[Vec<Vec<f64>>], point: usize| {
        // Of equals the last.
        let better = |one: usize, other: usize| {
            mean(choose, other, point).total_cmp(&mean(choose, one, point)).is_ge()
        };
        let chosen =
            (0..plans.len()).fold(best, |chosen, plan| if better(chosen, plan) { plan } else { chosen });
        mean(judge, chosen, point)
    };
    let points = 0..study.histories as usize;
    let gains: Vec<f64> =
        points.map(|point| 0.5 * (gain(one, other, point) + gain(other, one, point))).collect();
    // Where nothing is to be gained, choosing by luck loses a little; knowledge can be left unused.
    let gain = Mean::of(&gains);
    Ok(Mean { mean: gain.mean.max(0.0), ..gain })
}

/// Values smoothed over points of the unit interval, by least squares.
fn smooth(points: &[f64], values: &[f64]) -> Vec<f64> {
    let terms = |point: f64| {
        let x = 2.0 * point - 1.0;
        [1.0, x, 0.5 * (3.0 * x * x - 1.0), 0.5 * (5.0 * x * x * x - 3.0 * x)]
    };
    const TERMS: usize = DEGREE + 1;
    let mut normal = [[0.0; TERMS + 1]; TERMS];
    for (point, value) in points.iter().zip(values) {
        let terms: [f64; TERMS] = terms(*point);
        for (row, one) in normal.iter_mut().zip(terms) {
            row.iter_mut().zip(terms).for_each(|(sum, other)| *sum += one * other);
            row[TERMS] += one * value;
        }
    }
    // Fewer histories than terms, or all at one point, tell nothing of the number: knowing it is worth nothing.
    let Some(weights) = solve(normal) else { return vec![0.0; values.len()] };
    points.iter().map(|point| terms(*point).iter().zip(&weights).map(|(a, b)| a * b).sum()).collect()
}

/// Gauss–Jordan elimination; `None` if the rows do not determine a solution.
fn solve<const N: usize, const M: usize>(mut rows: [[f64; M]; N]) -> Option<[f64; N]> {
    for column in 0..N {
        let pivot = (column..N).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, pivot);
        if rows[column][column].abs() < 1e-9 {
            return None;
        }
        let lead = rows[column].map(|value| value / rows[column][column]);
        rows[column] = lead;
        for (index, row) in rows.iter_mut().enumerate() {
            if index != column {
                let factor = row[column];
                row.iter_mut().zip(lead).for_each(|(value, lead)| *value -= factor * lead);
            }
        }
    }
    Some(rows.map(|row| row[N]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_smoothed_to_itself() {
        let points: Vec<f64> = (0..50).map(|i| (f64::from(i) + 0.5) / 50.0).collect();
        let cubic: Vec<f64> = points.iter().map(|x| 1.0 - 2.0 * x + 3.0 * x.powi(3)).collect();
        for (smoothed, value) in smooth(&points, &cubic).iter().zip(&cubic) {
            assert!((smoothed - value).abs() < 1e-9, "{smoothed} for {value}");
        }
    }
}
