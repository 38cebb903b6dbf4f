//! Where there are too many choices to try them all: a search from many sides, and a bound.

use super::space::{Choice, ItemChoice, ItemOptions};
use super::{
    BATCH, Evaluations, Evaluator, Frontier, better, evaluate_batch, mark_dominated, parts_of_total,
};
use crate::analysis::error::QueryError;
use crate::engine::samples::LedgerRow;
use crate::scenario::Plan;
use rayon::prelude::*;
use std::collections::HashSet;

/// The most choices that a search tries.
pub const MOST_TRIED: usize = 20_000;
/// From how many sides: weights of the first result against the second.
const SIDES: usize = 9;
/// The most ways to tell one item for which a bound is worked out.
const MOST_BOUNDED: usize = 20_000;

/// Climbs from saying nothing and from every named plan, for each weighing of the two results, to where
/// no single decision makes it better.
pub(super) fn search(
    evaluator: &mut Evaluator,
    shown: &Plan,
    tried: &mut Evaluations,
    found: &mut Frontier,
    publish: &(dyn Fn(&Frontier) + Sync),
) -> Result<(), QueryError> {
    let mut seen: HashSet<Choice> = HashSet::new();
    let mut starts = vec![evaluator.space.withholding(), evaluator.space.nearest(shown)];
    starts.extend(evaluator.study.scenario.plans.values().map(|plan| evaluator.space.nearest(plan)));
    starts.retain(|start| seen.insert(start.clone()));
    let count = starts.len();
    evaluate_batch(evaluator, starts, tried, found)?;
    let mut next = BATCH;
    for side in 0..SIDES {
        let weight = side as f64 / (SIDES - 1) as f64;
        for start in 0..count {
            let mut at = start;
            loop {
                let near = evaluator.space.neighbours(&found.points[at].choice);
                let fresh: Vec<Choice> =
                    near.iter().filter(|choice| seen.insert((*choice).clone())).cloned().collect();
                evaluate_batch(evaluator, fresh, tried, found)?;
                evaluator.study.monitor.progress(found.points.len() as u64, MOST_TRIED as u64);
                if found.points.len() >= next {
                    next *= 2;
                    let all = 0..found.points.len();
                    mark_dominated(found, all);
                    publish(found);
                }
                let spread = spread(tried);
                let worth = |index: usize| {
                    let [x, y] = tried.means[index];
                    weight * better(&found.measures[0], x, 0.0) / spread[0]
                        + (1.0 - weight) * better(&found.measures[1], y, 0.0) / spread[1]
                };
                let near: HashSet<&Choice> = near.iter().collect();
                let best = (0..found.points.len())
                    .filter(|index| near.contains(&found.points[*index].choice))
                    .max_by(|one, other| worth(*one).total_cmp(&worth(*other)).then(other.cmp(one)));
                match best.filter(|best| worth(*best) > worth(at)) {
                    Some(best) if found.points.len() < MOST_TRIED => at = best,
                    _ => break,
                }
            }
        }
    }
    Ok(())
}

/// How far the results of what was tried lie apart, so that one is not drowned by the other.
fn spread(tried: &Evaluations) -> [f64; 2] {
    [0, 1].map(|axis| {
        let values = || tried.means.iter().map(|means| means[axis]);
        (values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)).max(1e-9)
    })
}

/// What no mean total can exceed, in these histories. Concessions are concave in what is told and harm
/// adds up, so that several items together bring at most the sum of what each brings alone; and no flow
/// falls less under several evidence than under the worst of them, nor than under their average. `None` where
/// one item alone can be told in too many ways.
pub(super) fn bound(evaluator: &mut Evaluator) -> Result<Option<f64>, QueryError> {
    let options: Vec<Vec<ItemChoice>> = evaluator.space.items.iter().map(ItemOptions::all).collect();
    if options.is_empty() || options.iter().any(|options| options.len() > MOST_BOUNDED) {
        return Ok(None);
    }
    let share = 1.0 / options.len() as f64;
    let calm = evaluator.outcome(&evaluator.space.withholding());
    let paid = crate::analysis::mean::Mean::of(calm.ledger(LedgerRow::Compensation)).mean;
    let mut highest = f64::NEG_INFINITY;
    for preparation in &evaluator.space.preparations {
        let mut sum = -paid;
        for (index, options) in options.iter().enumerate() {
            let alone = |told: &ItemChoice| {
                let mut choice = evaluator.space.withholding();
                choice.preparation = *preparation;
                choice.items[index] = told.clone();
                choice
            };
            let choices: Vec<Choice> = options.iter().map(alone).collect();
            evaluator.prepare(&choices)?;
            let prepared = &*evaluator;
            let most = |choice: &Choice| {
                prepared.study.check()?;
                let [total, flow] = parts_of_total(prepared.screener, &prepared.outcome(choice));
                Ok(total + paid - flow + share * flow)
            };
            let each = choices.par_iter().map(most).collect::<Result<Vec<f64>, QueryError>>()?;
            sum += each.into_iter().fold(f64::NEG_INFINITY, f64::max);
        }
        highest = highest.max(sum);
    }
    Ok(Some(highest))
}
