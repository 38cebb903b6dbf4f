//! Comparison of plans in the same histories: differences, shares of histories in which one beats another, regret.

use super::error::QueryError;
use super::measure::{Mean, Measure, Values};
use super::number_format::{percent_of_points, points_that_add_up};
use super::study::Study;
use super::table::{self, Table};
use crate::scenario::{Plan, PlanId};
use rayon::prelude::*;

/// One result of one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its mean over the histories.
    pub mean: Mean,
    /// Its mean difference from the first plan, in the same histories.
    pub difference: Mean,
    /// The 5 and 95 per cent quantiles of the difference.
    pub difference_range: [f64; 2],
}

impl Cell {
    /// Whether the difference cannot be told from 0: it is within two standard errors.
    pub fn is_same(&self) -> bool {
        self.difference.mean.abs() <= 2.0 * self.difference.se
    }
}

/// One plan among those compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The plan.
    pub plan: PlanId,
    /// Its results, in the order of [`Comparison::measures`].
    pub cells: Vec<Cell>,
    /// The share of histories in which its total is higher than that of each plan, in order.
    pub beats: Vec<f64>,
    /// The share of histories in which its total is the highest. Plans that tie at the top share a history equally, so
    /// that the shares of all plans add up to 1.
    pub best: f64,
    /// By how much the best total of a history lies above its own.
    pub regret: Mean,
}

/// Plans side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The results that were compared.
    pub measures: Vec<Measure>,
    /// The plans, in the order asked for; the others are compared with the first.
    pub columns: Vec<Column>,
    /// The number of histories.
    pub histories: u64,
}

impl Comparison {
    /// A result of the first plan, if it is among what was compared.
    pub fn of_first(&self, measure: &Measure) -> Option<Mean> {
        let place = self.measures.iter().position(|of| of == measure)?;
        Some(self.columns.first()?.cells[place].mean)
    }

    /// The share of histories in which each plan is best, in words; in whole per cent that add up to 100.
    pub fn best_shares(&self) -> Vec<String> {
        let shares: Vec<f64> = self.columns.iter().map(|column| column.best).collect();
        let points = points_that_add_up(&shares, 100);
        points.iter().zip(&shares).map(|(points, share)| percent_of_points(*points, *share)).collect()
    }

    /// The plan with the highest mean total; `None` without plans.
    pub fn best(&self) -> Option<&Column> {
        let total = self.measures.iter().position(|measure| *measure == Measure::TOTAL)?;
        let mean = |column: &&Column| column.cells[total].mean.mean;
        self.columns.iter().rev().max_by(|one, other| mean(one).total_cmp(&mean(other)))
    }
}

/// Compares plans by some results. The total is always among them.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn compare(study: &Study, ids: &[PlanId], measures: &[Measure]) -> Result<Comparison, QueryError> {
    let mut measures = measures.to_vec();
    let total = match measures.iter().position(|measure| *measure == Measure::TOTAL) {
        Some(place) => place,
        None => {
            measures.insert(0, Measure::TOTAL);
            0
        }
    };
    let (sampler, steps) = (study.sampler(), study.steps(ids.len()));
    let sample = |plan: &&Plan| {
        let sample = sampler.sample(plan, &measures);
        steps.step();
        sample
    };
    let samples = study.plans(ids)?.par_iter().map(sample).collect::<Result<Vec<_>, _>>()?;
    let totals: Vec<&Values> = samples.iter().map(|sample| &sample[total]).collect();
    let highest = highest(&totals);
    let ties = ties(&totals, &highest);
    let column = |((plan, sample), total): ((&PlanId, &Vec<Values>), &&Values)| Column {
        plan: plan.clone(),
        cells: sample.iter().zip(&samples[0]).map(|(values, first)| cell(values, first)).collect(),
        beats: totals.iter().map(|other| share_above(total, other)).collect(),
        best: share_of_best(total, &highest, &ties),
        regret: Mean::of_difference(&highest, total),
    };
    let columns = ids.iter().zip(&samples).zip(&totals).map(column).collect();
    Ok(Comparison { measures, columns, histories: study.histories })
}

impl Comparison {
    /// A table with one number in every row.
    pub fn table(&self, study: &Study) -> Table {
        let columns = ["of", "result", "against", "statistic", "value"];
        let mut table = Table::of(study, "comparison", "", &columns);
        let Some(first) = self.columns.first() else { return table };
        let name = |plan: &PlanId| study.scenario.plan_name(plan).to_owned();
        let against = name(&first.plan);
        for column in &self.columns {
            let plan = name(&column.plan);
            let mut row = |result: &str, against: &str, statistic: &str, value: table::Cell| {
                table.rows.push(vec![
                    plan.as_str().into(),
                    result.into(),
                    against.into(),
                    statistic.into(),
                    value,
                ]);
            };
            for (measure, cell) in self.measures.iter().zip(&column.cells) {
                let key = measure.key();
                let in_unit = |value| table::Cell::of(measure, value);
                row(&key, "", "mean", in_unit(cell.mean.mean));
                row(&key, "", "se", in_unit(cell.mean.se));
                if column.plan == first.plan {
                    continue;
                }
                row(&key, &against, "difference", in_unit(cell.difference.mean));
                row(&key, &against, "difference_se", in_unit(cell.difference.se));
                row(&key, &against, "difference_q05", in_unit(cell.difference_range[0]));
                row(&key, &against, "difference_q95", in_unit(cell.difference_range[1]));
            }
            for (other, share) in self.columns.iter().zip(&column.beats) {
                if other.plan != column.plan {
                    row("total", &name(&other.plan), "share_above", table::Cell::share(*share));
                }
            }
            row("total", "", "share_best", table::Cell::share(column.best));
            row("regret", "", "mean", column.regret.mean.into());
            row("regret", "", "se", column.regret.se.into());
        }
        table
    }
}

/// The highest total of each history.
fn highest(totals: &[&Values]) -> Values {
    let count = totals.first().map_or(0, |totals| totals.len());
    let best = |history: usize| totals.iter().map(|of| of[history]).fold(f64::NEG_INFINITY, f64::max);
    (0..count).map(best).collect()
}

/// How many plans have the highest total of each history; at least one.
fn ties(totals: &[&Values], highest: &[f64]) -> Vec<u32> {
    let reach = |history: usize| totals.iter().filter(|of| of[history] == highest[history]).count() as u32;
    (0..highest.len()).map(reach).collect()
}

/// The share of histories in which a total is the highest, each shared equally among the plans that reach it.
fn share_of_best(total: &[f64], highest: &[f64], ties: &[u32]) -> f64 {
    let share = |((total, highest), ties): ((&f64, &f64), &u32)| {
        if total == highest { 1.0 / f64::from(*ties) } else { 0.0 }
    };
    total.iter().zip(highest).zip(ties).map(share).sum::<f64>() / highest.len().max(1) as f64
}

fn share_above(values: &[f64], others: &[f64]) -> f64 {
    let above = values.iter().zip(others).filter(|(value, other)| value > other).count();
    above as f64 / values.len().max(1) as f64
}

fn cell(values: &[f64], first: &[f64]) -> Cell {
    let mut differences: Vec<f64> = values.iter().zip(first).map(|(value, first)| value - first).collect();
    differences.sort_unstable_by(f64::total_cmp);
    // A sampler gives at least one history, so there is a last one.
    let last = differences.len() - 1;
    let at = |share: f64| differences[(share * last as f64).round() as usize];
    Cell {
        mean: Mean::of(values),
        difference: Mean::of_difference(values, first),
        difference_range: [at(0.05), at(0.95)],
    }
}
