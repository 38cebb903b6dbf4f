//! Sobol' indices: the share of a result's variance that comes from each uncertain number, alone and with all others,
//! estimated as in A. Saltelli and others, Computer Physics Communications 181 (2010),
//! with M. Jansen's formulas.
//!
//! Luck is one of the numbers: its total effect says what no knowledge of the numbers can tell.

use crate::analysis::error::QueryError;
use crate::analysis::measure::{Measure, Values};
use crate::analysis::study::{Sampler, Study, Uncertain};
use crate::engine::inputs::Inputs;
use crate::engine::random;
use crate::scenario::{Input, Plan};
use rayon::prelude::*;

/// An estimate, with the half-width of its 95 % confidence interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The share of the variance.
    pub share: f64,
    /// Half of the width of the interval in which it lies in 19 of 20 cases.
    pub within: f64,
}

/// The contributions of one number to the variance of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indices {
    /// By itself: the variance that would go if it were known.
    pub first: Estimate,
    /// With all interactions: the variance that would stay if all else were known.
    pub total: Estimate,
}

/// A source of variance.
#[derive(Clone, Debug, PartialEq)]
pub enum VarianceSource {
    /// One of the uncertain numbers.
    Number(Input),
    /// Chance: who talks, who looks, who keeps a bargain.
    Luck,
}

/// The contributions of every number and of luck to the variance of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// The result.
    pub measure: Measure,
    /// Its variance over the histories.
    pub variance: f64,
    /// The contributions, the largest total first.
    pub sources: Vec<(VarianceSource, Indices)>,
}

/// Computes where the variance of a result comes from.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn sobol_indices(study: &Study, plan: &Plan, measure: &Measure) -> Result<SobolIndices, QueryError> {
    let uncertain = study.uncertain()?;
    let other_luck = random::join(study.seed, random::key_of("other luck"));
    let (sampler, steps) = (study.sampler(), study.steps(uncertain.len() + 3));
    let values = |sampler: &Sampler| -> Result<Values, QueryError> {
        let values = sampler.values(plan, measure)?;
        steps.step();
        Ok(values)
    };
    let a = values(&sampler)?;
    let b = values(&sampler.with(Inputs::draw_all_again).with_luck(other_luck))?;
    let of_luck = indices(&a, &b, &values(&sampler.with_luck(other_luck))?);
    let of_number = |number: &Uncertain| {
        let mixed = values(&sampler.with(|inputs| inputs.draw_again(number.slot)))?;
        Ok((VarianceSource::Number(number.input.clone()), indices(&a, &b, &mixed)))
    };
    let mut sources = uncertain.par_iter().map(of_number).collect::<Result<Vec<_>, QueryError>>()?;
    sources.push((VarianceSource::Luck, of_luck));
    sources.sort_by(|(_, one), (_, other)| other.total.share.total_cmp(&one.total.share));
    Ok(SobolIndices { measure: measure.clone(), variance: variance(&a, &b), sources })
}

/// Sobol' indices of one number from a result at the points of one sample, at those of a second,
/// independent one, and at those of the first with this number taken from the second: the first by
/// Saltelli's formula, the total by Jansen's. A number that is used by nothing has indices of exactly 0.
///
/// The intervals are those of ratios of means, by the delta method.
pub fn indices(a: &[f64], b: &[f64], mixed: &[f64]) -> Indices {
    let variance = variance(a, b);
    if variance <= 0.0 {
        return Indices::default();
    }
    let mean = a.iter().chain(b).sum::<f64>() / (a.len() + b.len()).max(1) as f64;
    let share_of = |part: &dyn Fn(usize) -> f64| {
        let n = a.len() as f64;
        let share = (0..a.len()).map(part).sum::<f64>() / n / variance;
        let spread = |point: usize| 0.5 * ((a[point] - mean).powi(2) + (b[point] - mean).powi(2));
        let influence = |point: usize| (part(point) - share * spread(point)) / variance;
        let squares: f64 = (0..a.len()).map(|point| influence(point).powi(2)).sum();
        Estimate { share, within: 1.96 * squares.sqrt() / n }
    };
    Indices {
        first: share_of(&|point| (b[point] - mean) * (mixed[point] - a[point])),
        total: share_of(&|point| 0.5 * (a[point] - mixed[point]).powi(2)),
    }
}

fn variance(a: &[f64], b: &[f64]) -> f64 {
    let n = (a.len() + b.len()).max(1) as f64;
    let mean = a.iter().chain(b).sum::<f64>() / n;
    a.iter().chain(b).map(|value| (value - mean).powi(2)).sum::<f64>() / n
}
