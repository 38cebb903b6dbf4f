//! The best choice within limits: what may be it is played again, until luck does not decide any more.

use super::space::Space;
use super::{
    CLEARLY, Evaluations, Evaluator, Frontier, Lead, Limit, MOST_AGAIN, Point, SCREENED, better,
    evaluate_again, looked_at, screened, stages,
};
use crate::analysis::error::QueryError;
use crate::analysis::measure::Measure;
use crate::analysis::study::Study;
use crate::engine::plan_screener::{PlanScreener, Screening};
use crate::scenario::{Material, Plan};

/// The best choice within limits, and among how many it was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BestChoice {
    /// The choice with the highest mean total that keeps every limit, in all histories of the study; none if
    /// no choice that was tried keeps them.
    pub point: Option<Point>,
    /// What its values are of.
    pub measures: Vec<Measure>,
    /// How many choices were tried.
    pub tried: usize,
    /// Whether these are all there are.
    pub exact: bool,
    /// How many of them were so near to the best that they were played in all histories of the study.
    pub compared: usize,
}

/// Looks for the choice with the highest mean total that keeps every limit, with the repairs of a plan.
///
/// Every choice is tried in [`SCREENED`] histories, as for the frontier. Whatever could keep the limits is
/// given up only where its total is clearly lower, history by history, than that of the best that keeps
/// them; the others are played again in more.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn best_choice(
    study: &Study,
    repairs: &Plan,
    month: u32,
    most_exact: u128,
    limits: &[Limit],
) -> Result<BestChoice, QueryError> {
    let axes = [Measure::TOTAL, Measure::Lowest { material: Material::Content, month }];
    let mut measures = looked_at(&axes, study.scenario);
    for Limit { measure, .. } in limits {
        if !measures.contains(measure) {
            measures.push(measure.clone());
        }
    }
    let months: Vec<u32> = measures.iter().filter_map(Measure::month).collect();
    let histories = SCREENED.min(study.histories);
    let screener = PlanScreener::new(
        study.scenario,
        repairs,
        &Screening { seed: study.seed, histories, months: &months },
    );
    let space = Space::of(study.scenario);
    let mut evaluator = Evaluator::of(study, &space, &screener, &measures);
    let (mut found, tried) = screened(&mut evaluator, repairs, most_exact, &|_| {})?;
    let all: Vec<usize> = (0..found.points.len()).collect();
    let mut near = contenders(&found, &tried, &all, limits);
    let mut compared = 0;
    for histories in stages(study) {
        near.truncate(MOST_AGAIN);
        compared = near.len();
        let tried = evaluate_again(&evaluator, repairs, &near, histories, &mut found)?;
        near = contenders(&found, &tried, &near, limits);
    }
    let keeps = |index: &&usize| found.keeps(&found.points[**index], limits);
    let point = near.iter().find(keeps).map(|index| found.points[*index].clone());
    Ok(BestChoice { point, measures, tried: found.points.len(), exact: found.exact, compared })
}

/// Those of some points that could keep the limits and are not clearly below the best that keeps them, the
/// highest total first. `tried` is of these points, in their order.
fn contenders(found: &Frontier, tried: &Evaluations, points: &[usize], limits: &[Limit]) -> Vec<usize> {
    let total = |place: &usize| tried.means[*place][0];
    let mut places: Vec<usize> =
        (0..points.len()).filter(|place| could_keep(found, &found.points[points[*place]], limits)).collect();
    // Of equals the first, which does least.
    places.sort_by(|one, other| total(other).total_cmp(&total(one)).then(points[*one].cmp(&points[*other])));
    let leader = places.iter().copied().find(|place| found.keeps(&found.points[points[*place]], limits));
    let behind = |place: &usize| {
        leader.is_some_and(|leader| tried.leads(&Measure::TOTAL, 0, leader, *place) == Lead::Clear)
    };
    places.into_iter().filter(|place| !behind(place)).map(|place| points[place]).collect()
}

/// Whether a point keeps every limit, or misses it by no more than luck may explain.
fn could_keep(found: &Frontier, point: &Point, limits: &[Limit]) -> bool {
    limits.iter().all(|Limit { measure, value }| {
        found.value(point, measure).is_some_and(|of| better(measure, of.mean, *value) >= -CLEARLY * of.se)
    })
}
