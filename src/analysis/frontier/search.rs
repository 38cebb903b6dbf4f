//! Where there are too many choices to try them all: a local search from many sides, and a bound.

use super::choice_set::{Choice, ItemChoice, ItemOptions};
use super::dominance::better;
use super::evaluation::{BATCH, Evaluator, Trial};
use crate::analysis::error::QueryError;
use crate::analysis::measure::Mean;
use crate::engine::plan_screener::{Outcome, PlanScreener};
use crate::engine::row_set::LedgerRow;
use rayon::prelude::*;
use std::collections::HashSet;

/// The most choices that a search tries: fewer than where all are tried, because each step of a search waits for the
/// one before.
pub const MOST_TRIED: usize = 20_000;
/// From how many sides: weights of the first result against the second, from none to all of it in eighths. Each side
/// leads to another stretch of the frontier.
const SIDES: usize = 9;
/// The most ways to tell one item for which a bound is worked out: each is played once for every preparation, and
/// not one of them can be left out.
const MOST_BOUNDED: usize = 20_000;

/// Climbs from withholding and from every known plan, for each weighing of the two results, to where no single
/// decision makes it better.
pub(super) fn search(trial: &mut Trial) -> Result<(), QueryError> {
    let mut seen: HashSet<Choice> = HashSet::new();
    let choices = trial.evaluator.choices;
    let mut starts = vec![choices.withholding()];
    starts.extend(trial.evaluator.known_plans().map(|plan| choices.nearest(plan)));
    starts.retain(|start| seen.insert(start.clone()));
    let count = starts.len();
    trial.evaluate(starts)?;
    for side in 0..SIDES {
        let weight = side as f64 / (SIDES - 1) as f64;
        for start in 0..count {
            climb(trial, &mut seen, start, weight)?;
        }
    }
    Ok(())
}

/// Goes from one tried choice to its best neighbour, again and again, as long as that is better. `weight` is that of
/// the first result, 0 to 1.
fn climb(trial: &mut Trial, seen: &mut HashSet<Choice>, start: usize, weight: f64) -> Result<(), QueryError> {
    let mut at = start;
    while trial.found.points.len() < MOST_TRIED {
        let near = trial.evaluator.choices.neighbours(&trial.found.points[at].choice);
        let fresh: Vec<Choice> =
            near.iter().filter(|choice| seen.insert((*choice).clone())).cloned().collect();
        // In large cases one step tries thousands of neighbours.
        for batch in fresh.chunks(BATCH) {
            trial.evaluate(batch.to_vec())?;
            trial.report(MOST_TRIED);
        }
        let spread = spread(&trial.samples.means);
        let worth = |index: usize| {
            let [x, y] = trial.samples.means[index];
            weight * better(&trial.found.measures[0], x, 0.0) / spread[0]
                + (1.0 - weight) * better(&trial.found.measures[1], y, 0.0) / spread[1]
        };
        let near: HashSet<&Choice> = near.iter().collect();
        let best = (0..trial.found.points.len())
            .filter(|index| near.contains(&trial.found.points[*index].choice))
            .max_by(|one, other| worth(*one).total_cmp(&worth(*other)).then(other.cmp(one)));
        match best.filter(|best| worth(*best) > worth(at)) {
            Some(best) => at = best,
            // The top.
            None => break,
        }
    }
    Ok(())
}

/// The range of each result over what was tried: divided by it, neither result drowns the other.
fn spread(means: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|axis| {
        let values = || means.iter().map(|means| means[axis]);
        (values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)).max(1e-9)
    })
}

/// An upper bound of the mean total of any choice, in these histories. Concessions are concave in what is told and harm adds up, so
/// that several items together bring at most the sum of what each brings alone; and no flow falls less under several
/// evidence than under the worst of them, nor than under their average. `None` where one item alone can be told in
/// too many ways.
pub(super) fn bound(evaluator: &mut Evaluator) -> Result<Option<f64>, QueryError> {
    let items = &evaluator.choices.items;
    // Counted first: to list them all could take more memory than there is.
    if items.is_empty() || items.iter().any(|options| options.count() >= MOST_BOUNDED as u128) {
        return Ok(None);
    }
    let options: Vec<Vec<ItemChoice>> = items.iter().map(ItemOptions::all).collect();
    let share = 1.0 / options.len() as f64;
    let withheld = evaluator.screener.outcome(&evaluator.choices.withholding());
    let paid = Mean::of(withheld.ledger(LedgerRow::Compensation)).mean;
    let mut highest = f64::NEG_INFINITY;
    for preparation in &evaluator.choices.preparations {
        let mut sum = -paid;
        for (index, options) in options.iter().enumerate() {
            let alone = |told: &ItemChoice| {
                let mut choice = evaluator.choices.withholding();
                choice.preparation = *preparation;
                choice.items[index] = told.clone();
                choice
            };
            let choices: Vec<Choice> = options.iter().map(alone).collect();
            let mut highest = f64::NEG_INFINITY;
            for batch in choices.chunks(BATCH) {
                evaluator.screener.prepare(batch)?;
                let prepared = &*evaluator;
                let most = |choice: &Choice| {
                    prepared.study().check()?;
                    let outcome = prepared.screener.outcome(choice);
                    let [total, flow] = parts_of_total(&prepared.screener.screener, &outcome);
                    Ok(total + paid - flow + share * flow)
                };
                let each = batch.par_iter().map(most).collect::<Result<Vec<f64>, QueryError>>()?;
                highest = each.into_iter().fold(highest, f64::max);
            }
            sum += highest;
        }
        highest = highest.max(sum);
    }
    Ok(Some(highest))
}

/// The mean total, and the part of it that the flow contributes.
fn parts_of_total(screener: &PlanScreener, outcome: &Outcome) -> [f64; 2] {
    [Mean::of(outcome.ledger(LedgerRow::Total)).mean, Mean::of(&screener.weighed_flow(outcome)).mean]
}
