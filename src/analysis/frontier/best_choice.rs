//! The best choice within limits: whatever may be it is played again, until chance no longer decides.

use super::choice_set::ChoiceSet;
use super::dominance::{Lead, Pair, Samples, better};
use super::evaluation::{Evaluator, Trial};
use super::{CLEARLY, Exploration, Frontier, Limit, MOST_AGAIN, Point, looked_at, screen, stages};
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure};
use crate::scenario::Material;

/// The best choice within limits, and among how many it was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BestChoice {
    /// The choice with the highest mean total that keeps every limit, in all histories of the study; none if
    /// no choice that was tried keeps them.
    pub point: Option<Point>,
    /// The results that its values are of.
    pub measures: Vec<Measure>,
    /// How many choices were tried.
    pub tried: usize,
    /// Whether these are all there are.
    pub exact: bool,
    /// How many of them were so near to the best that they were played in all histories of the study.
    pub compared: usize,
    /// Where no choice keeps every limit: how near each limit can be come to, in the order of the limits.
    pub reach: Vec<Reach>,
}

impl BestChoice {
    /// Whether a choice tells something, and its total is not above that of saying nothing, 0, by two standard errors.
    pub fn gains_nothing(&self, point: &Point) -> bool {
        let total = self.measures.iter().zip(&point.values).find(|(measure, _)| **measure == Measure::TOTAL);
        let tells = point.choice.items.iter().any(|told| told.is_told());
        tells && total.is_some_and(|(_, total)| total.mean <= 2.0 * total.se)
    }
}

/// The best value of a limited result that can be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The limit.
    pub limit: Limit,
    /// By whatever choice does best in it.
    pub alone: Mean,
    /// By whatever choice does best in it of those that keep all other limits; `None` if none does.
    pub with_others: Option<Mean>,
}

/// Looks for the choice with the highest mean total that keeps every limit; `month` is that of the results beside
/// the limits.
///
/// Every choice is tried in [`SCREENED`](super::SCREENED) histories, as for the frontier. Whatever could keep the
/// limits is given up only where its total is clearly lower, history by history, than that of the best that keeps
/// them; the others are played again in more.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn best_choice(
    exploration: &Exploration,
    month: u32,
    limits: &[Limit],
) -> Result<BestChoice, QueryError> {
    let study = exploration.study;
    let axes = [Measure::TOTAL, Measure::Lowest { material: Material::Content, month }];
    let mut measures = looked_at(&axes, study.scenario);
    for Limit { measure, .. } in limits {
        if !measures.contains(measure) {
            measures.push(measure.clone());
        }
    }
    let choices = ChoiceSet::of(study.scenario);
    let mut trial = Trial::new(Evaluator::new(exploration, &choices, &measures)?, &|_| {});
    screen(&mut trial)?;
    let all: Vec<usize> = (0..trial.found.points.len()).collect();
    let mut near = contenders(&trial.found, &trial.samples, &all, limits);
    let mut compared = 0;
    for histories in stages(study) {
        near.truncate(MOST_AGAIN);
        compared = near.len();
        let samples = trial.evaluate_again(&near, histories)?;
        near = contenders(&trial.found, &samples, &near, limits);
    }
    let keeps = |index: &&usize| trial.found.keeps(&trial.found.points[**index], limits);
    let point = near.iter().find(keeps).map(|index| trial.found.points[*index].clone());
    let reach = if point.is_none() { reach(&mut trial, limits)? } else { Vec::new() };
    let found = trial.found;
    Ok(BestChoice { point, tried: found.points.len(), exact: found.exact, measures, compared, reach })
}

/// How near every limit can be come to, by choices that are played in all histories of the study.
fn reach(trial: &mut Trial, limits: &[Limit]) -> Result<Vec<Reach>, QueryError> {
    let histories = trial.evaluator.study().histories;
    let mut all = Vec::new();
    for (place, limit) in limits.iter().enumerate() {
        let others: Vec<Limit> = [&limits[..place], &limits[place + 1..]].concat();
        let alone = trial.best_in(&limit.measure, &[]);
        let with_others = trial.best_in(&limit.measure, &others);
        let again: Vec<usize> = alone.into_iter().chain(with_others).collect();
        trial.evaluate_again(&again, histories)?;
        let value = |index: usize| trial.found.value(&trial.found.points[index], &limit.measure);
        // To withhold everything is always among the choices, so that something is best.
        let Some(alone) = alone.and_then(value) else { continue };
        all.push(Reach { limit: limit.clone(), alone, with_others: with_others.and_then(value) });
    }
    Ok(all)
}

impl Trial<'_> {
    /// The place of the choice that is best in a result, of those that keep some limits; of equals the first.
    fn best_in(&self, measure: &Measure, limits: &[Limit]) -> Option<usize> {
        let good = |index: &usize| {
            let of = self.found.value(&self.found.points[*index], measure)?;
            Some((better(measure, of.mean, 0.0), *index))
        };
        let keeps = |index: &usize| self.found.keeps(&self.found.points[*index], limits);
        let all = (0..self.found.points.len()).filter(keeps).filter_map(|index| good(&index));
        all.max_by(|(one, i), (other, j)| one.total_cmp(other).then(j.cmp(i))).map(|(_, index)| index)
    }
}

/// Those of some points that could keep the limits and are not clearly below the best that keeps them, the
/// highest total first. `samples` is of these points, in their order.
fn contenders(found: &Frontier, samples: &Samples, points: &[usize], limits: &[Limit]) -> Vec<usize> {
    let total = |place: &usize| samples.means[*place][0];
    let mut places: Vec<usize> =
        (0..points.len()).filter(|place| could_keep(found, &found.points[points[*place]], limits)).collect();
    // Of equals the first, which does least.
    places.sort_by(|one, other| total(other).total_cmp(&total(one)).then(points[*one].cmp(&points[*other])));
    let leader = places.iter().copied().find(|place| found.keeps(&found.points[points[*place]], limits));
    let behind = |other: &usize| {
        let lead = |leader| samples.lead(&Measure::TOTAL, 0, Pair { leader, other: *other });
        leader.is_some_and(|leader| lead(leader) == Lead::Clear)
    };
    places.into_iter().filter(|place| !behind(place)).map(|place| points[place]).collect()
}

/// Whether a point keeps every limit, or misses it by no more than chance may explain.
fn could_keep(found: &Frontier, point: &Point, limits: &[Limit]) -> bool {
    limits.iter().all(|Limit { measure, value }| {
        found.value(point, measure).is_some_and(|of| better(measure, of.mean, *value) >= -CLEARLY * of.se)
    })
}
