//! Every choice that home has, and which of them no other beats in two results at once: the frontier.
//!
//! Every choice is played in a few histories, the same for all ([`SCREENED`]). One is given up only if
//! another is better in both results by three standard errors of the difference, history by history, or
//! equal in one and better so in the other. The others are played again in more histories, until the
//! frontier is drawn from as many as the study has (usually [`CONFIRMED`]). Where there are more choices than
//! [`MOST_EXACT`], a search tries what looks best from many sides, and says how good any choice could possibly be.

pub mod best_choice;
pub mod choice_set;
mod dominance;
pub(super) mod evaluation;
mod search;

pub use search::MOST_TRIED;

use super::measure::{Mean, Measure};
use super::study::Study;
use super::table::{Cell, Table};
use crate::analysis::error::QueryError;
use crate::scenario::{Material, Plan, Scenario};
use choice_set::{Choice, ChoiceSet};
use dominance::{mark_dominated, shortfall};
use evaluation::{Evaluator, Trial};
use rayon::prelude::*;

/// The most choices that are all tried. The two axes of each are kept history by history, 2 kB a choice, so that
/// these take 100 MB.
pub const MOST_EXACT: u128 = 50_000;
/// Histories in which every choice is played; fewer, where the study has fewer. As many as a shard of the ensemble:
/// enough to tell most choices from the best, at a fortieth of the work of a usual study.
pub const SCREENED: u64 = 256;
/// Histories of a usual study: those in which what may be on the frontier is played in the end.
pub const CONFIRMED: u64 = 10_000;
/// On the way there: a fifth of the work, after which few of the choices are left.
const BETWEEN: u64 = 2_000;
/// The most choices that are played again, since each costs as much as a projection; beyond these, the frontier is
/// drawn from fewer histories.
const MOST_AGAIN: usize = 300;
/// By how many standard errors a choice must be beaten to be given up. Chance alone does that to one choice in 740;
/// among thousands of choices, two standard errors would cost the frontier good ones.
const CLEARLY: f64 = 3.0;

/// Which choices are looked at, and how: those of the study's scenario, each with the repairs of one plan.
#[derive(Clone, Copy)]
pub struct Exploration<'a> {
    study: &'a Study<'a>,
    repairs: &'a Plan,
    /// All choices are tried if there are at most so many; else a search is made among them.
    most_exact: u128,
}

/// Receives what is known of a frontier so far.
pub type Publish<'a> = dyn Fn(&Frontier) + Sync + 'a;

impl<'a> Exploration<'a> {
    /// All choices with the repairs of a plan; a search among them where there are more than [`MOST_EXACT`].
    pub fn new(study: &'a Study<'a>, repairs: &'a Plan) -> Self {
        Exploration { study, repairs, most_exact: MOST_EXACT }
    }

    /// The same with a search where there are more choices than this.
    pub fn exact_up_to(self, most_exact: u128) -> Self {
        Exploration { most_exact, ..self }
    }
}

/// One choice and its results.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The choice.
    pub choice: Choice,
    /// Its results, in the order of [`Frontier::measures`].
    pub values: Vec<Mean>,
    /// In how many histories.
    pub histories: u64,
    /// Whether some other choice is at least as good in both results and better in one.
    pub dominated: bool,
}

impl Point {
    /// The means on the two axes.
    pub fn means(&self) -> [f64; 2] {
        [self.values[0].mean, self.values[1].mean]
    }
}

/// The results of all choices that were tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// The results that were looked at: first the two axes that the frontier is drawn on.
    pub measures: Vec<Measure>,
    /// The choices that were tried.
    pub points: Vec<Point>,
    /// How many choices there are; [`u128::MAX`] for more than can be counted.
    pub choices: u128,
    /// Whether all of them were tried.
    pub exact: bool,
    /// If not: no choice can have a mean total above this, up to the error of few histories.
    pub bound: Option<f64>,
    /// Whether this is the end result, or more is to come.
    pub finished: bool,
}

/// A limit that a plan must keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The result that is limited.
    pub measure: Measure,
    /// No worse than this: at least, where more is better; at most, where less is.
    pub value: f64,
}

impl Frontier {
    /// The points that no other dominates, rising in the first result.
    pub fn non_dominated(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.points.iter().filter(|point| !point.dominated).collect();
        points.sort_by(|one, other| one.values[0].mean.total_cmp(&other.values[0].mean));
        points
    }

    /// A result of a point; `None` if it was not looked at.
    pub fn value(&self, point: &Point, measure: &Measure) -> Option<Mean> {
        Some(point.values[self.measures.iter().position(|of| of == measure)?])
    }

    /// Whether a point keeps every limit. A limit on what was not looked at is not kept.
    pub fn keeps(&self, point: &Point, limits: &[Limit]) -> bool {
        limits.iter().all(|Limit { measure, value }| {
            self.value(point, measure).is_some_and(|of| {
                if measure.more_is_better() { of.mean >= *value } else { of.mean <= *value }
            })
        })
    }

    /// A row for every result of a choice, the non-dominated choices first; the others only if `all`.
    pub fn table(&self, study: &Study, all: bool) -> Table {
        let columns = ["choice", "unbeaten", "in_histories", "result", "mean", "se"];
        let mut table = Table::of(study, "choices", "", &columns);
        let choices = ChoiceSet::of(study.scenario);
        let non_dominated = self.non_dominated();
        let others = self.points.iter().filter(|point| all && point.dominated);
        for point in non_dominated.into_iter().chain(others) {
            for (measure, value) in self.measures.iter().zip(&point.values) {
                table.rows.push(vec![
                    choices.words(&point.choice).into(),
                    if point.dominated { "no" } else { "yes" }.into(),
                    point.histories.into(),
                    measure.key().into(),
                    Cell::of(measure, value.mean),
                    Cell::of(measure, value.se),
                ]);
            }
        }
        table
    }
}

/// The two results in which choices are looked at unless somebody says otherwise, since a decision is about them:
/// what home gains by telling, against the sources and methods of the least willing partner, which suffer first.
pub fn usual_axes(month: u32) -> [Measure; 2] {
    [Measure::Lowest { material: Material::SourcesAndMethods, month }, Measure::Gain]
}

/// The results that limits can be set on, in a month: what is looked at beside the two axes.
pub fn limited(month: u32) -> [Measure; 4] {
    [
        Measure::TOTAL,
        Measure::Lowest { material: Material::Content, month },
        Measure::Lowest { material: Material::SourcesAndMethods, month },
        Measure::SOURCE_LOST,
    ]
}

/// The results that are looked at for two axes: first these, then what limits can be set on, in the month of the axes; in the
/// last month where neither axis has one.
pub fn looked_at(axes: &[Measure; 2], scenario: &Scenario) -> Vec<Measure> {
    let month = axes.iter().find_map(Measure::month).unwrap_or(scenario.horizon_months);
    let others = limited(month).into_iter().filter(|measure| !axes.contains(measure));
    axes.iter().cloned().chain(others).collect()
}

/// Tries every choice, or searches among them where there are too many; each publication holds what is known so far.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn frontier(
    exploration: &Exploration,
    axes: &[Measure; 2],
    publish: &Publish,
) -> Result<Frontier, QueryError> {
    let study = exploration.study;
    let measures = looked_at(axes, study.scenario);
    let choices = ChoiceSet::of(study.scenario);
    let mut trial = Trial::new(Evaluator::new(exploration, &choices, &measures)?, publish);
    screen(&mut trial)?;
    study.check()?;
    let survivors = trial.samples.survivors(&measures);
    mark_dominated(&mut trial.found, survivors.iter().copied());
    trial.publish();
    confirm(&mut trial, survivors)?;
    trial.found.finished = true;
    Ok(trial.found)
}

/// The most choices of a first slice: enough for every thread to have a share.
const SLICE: usize = 64;

/// Tries a first slice of the choices twice, as all of them will be, so that a caller can measure how long that takes;
/// `each` is told their number after each time. The second time lacks what is worked out once for many choices.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn try_slice(
    exploration: &Exploration,
    axes: &[Measure; 2],
    mut each: impl FnMut(usize),
) -> Result<(), QueryError> {
    let scenario = exploration.study.scenario;
    let (measures, choices) = (looked_at(axes, scenario), ChoiceSet::of(scenario));
    let mut trial = Trial::new(Evaluator::new(exploration, &choices, &measures)?, &|_| {});
    let mut slice = choices.neighbours(&choices.nearest(exploration.repairs));
    slice.truncate(SLICE);
    for _ in 0..2 {
        trial.evaluate(slice.clone())?;
        each(slice.len());
    }
    Ok(())
}

/// Tries every choice, or what a search among them leads to, in few histories.
fn screen(trial: &mut Trial) -> Result<(), QueryError> {
    if trial.found.exact {
        return trial.evaluate_all();
    }
    trial.found.bound = search::bound(&mut trial.evaluator)?;
    search::search(trial)
}

/// The numbers of histories in which choices that were not given up are played again.
fn stages(study: &Study) -> [u64; 2] {
    [BETWEEN.min(study.histories), study.histories]
}

/// Plays again, in more histories, what may be on the frontier, and draws it from these.
fn confirm(trial: &mut Trial, survivors: Vec<usize>) -> Result<(), QueryError> {
    let mut candidates = survivors;
    let study = trial.evaluator.study();
    for histories in stages(study) {
        let behind = candidates.par_iter().map(|index| (shortfall(&trial.found, *index), *index));
        let mut behind: Vec<(f64, usize)> = behind.collect();
        behind.sort_by(|(one, i), (other, j)| one.total_cmp(other).then(i.cmp(j)));
        candidates = behind.into_iter().map(|(_, index)| index).take(MOST_AGAIN).collect();
        let samples = trial.evaluate_again(&candidates, histories)?;
        mark_dominated(&mut trial.found, candidates.iter().copied());
        trial.publish();
        study.check()?;
        let kept = samples.survivors(&trial.found.measures);
        candidates = kept.into_iter().map(|place| candidates[place]).collect();
    }
    Ok(())
}
