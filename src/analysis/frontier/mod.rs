//! What else could have been done: every choice that home has, and which of them no other beats in two
//! results at once.
//!
//! Every choice is played in a few histories, the same for all ([`SCREENED`]). One is given up only if
//! another is better in both results by three standard errors of the difference, history by history, or
//! equal in one and better so in the other. The others are played again in more histories, until the
//! frontier is drawn from as many as the study has (usually [`CONFIRMED`]). Where there are more choices than [`MOST_EXACT`], a search tries
//! what looks best from many sides, and says how good any choice could possibly be.

pub mod best_choice;
mod search;
pub mod space;

use super::mean::Mean;
use super::measure::Measure;
use super::study::Study;
use super::table::Table;
use crate::analysis::error::QueryError;
use crate::engine::plan_screener::{Effects, Outcome, PlanScreener, Screening};
use crate::engine::samples::LedgerRow;
use crate::scenario::{Material, Plan, Preparation, Scenario};
use rayon::prelude::*;
use space::{Choice, ItemChoice, Space};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The most choices that are all tried.
pub const MOST_EXACT: u128 = 50_000;
/// Histories in which every choice is played; fewer, where the study has fewer.
pub const SCREENED: u64 = 256;
/// Histories of a usual study: those in which what may be on the frontier is played in the end.
pub const CONFIRMED: u64 = 10_000;
/// On the way there.
const BETWEEN: u64 = 2_000;
/// The most choices that are played again; beyond these, the frontier is drawn from fewer histories.
const MOST_AGAIN: usize = 300;
/// By how many standard errors a choice must be beaten to be given up.
const CLEARLY: f64 = 3.0;
/// How many choices are tried between two looks at whether to stop.
const BATCH: usize = 512;

/// One choice and what it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What is chosen.
    pub choice: Choice,
    /// Its results, in the order of [`Frontier::measures`].
    pub values: Vec<Mean>,
    /// In how many histories.
    pub histories: u64,
    /// Whether some other choice is at least as good in both results and better in one.
    pub dominated: bool,
}

/// What every choice leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// What was looked at: first the two results that the frontier is drawn in.
    pub measures: Vec<Measure>,
    /// The choices that were tried.
    pub points: Vec<Point>,
    /// How many choices there are; [`u128::MAX`] for more than can be counted.
    pub choices: u128,
    /// Whether all of them were tried.
    pub exact: bool,
    /// If not: no choice can have a mean total above this, up to the error of few histories.
    pub bound: Option<f64>,
    /// Whether this is the end, or more is to come.
    pub finished: bool,
}

/// A limit that a plan must keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Of which result.
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

    /// A result of a point.
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
}

impl Frontier {
    /// A row for every result of a choice, the non-dominated choices first; the others only if `all`.
    pub fn table(&self, study: &Study, all: bool) -> Table {
        let columns = ["choice", "unbeaten", "in_histories", "result", "mean", "se"];
        let keys: Vec<String> = self.measures.iter().map(Measure::key).collect();
        let mut table = Table::of(study, "choices", "", &columns);
        let space = Space::of(study.scenario);
        let non_dominated = self.non_dominated();
        let others = self.points.iter().filter(|point| all && point.dominated);
        for point in non_dominated.into_iter().chain(others) {
            for (key, value) in keys.iter().zip(&point.values) {
                table.rows.push(vec![
                    space.words(&point.choice).into(),
                    if point.dominated { "no" } else { "yes" }.into(),
                    (point.histories as f64).into(),
                    key.as_str().into(),
                    value.mean.into(),
                    value.se.into(),
                ]);
            }
        }
        table
    }
}

/// The two results in which choices are looked at unless somebody says otherwise: what home gains, against
/// the content that the least willing partner goes on sharing.
pub fn usual_axes(month: u32) -> [Measure; 2] {
    [Measure::Lowest { material: Material::Content, month }, Measure::Ledger(LedgerRow::Concession)]
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

/// What is looked at for two axes: first these, then what limits can be set on, in the month of the axes; in the
/// last month where neither axis has one.
pub fn looked_at(axes: &[Measure; 2], scenario: &Scenario) -> Vec<Measure> {
    let month = axes.iter().find_map(Measure::month).unwrap_or(scenario.horizon_months);
    let others = limited(month).into_iter().filter(|measure| !axes.contains(measure));
    axes.iter().cloned().chain(others).collect()
}

/// Tries every choice if there are at most so many (see [`MOST_EXACT`]), or searches among them, with the
/// repairs of a plan; each publication holds what is known so far.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn frontier(
    study: &Study,
    repairs: &Plan,
    axes: &[Measure; 2],
    most_exact: u128,
    publish: &(dyn Fn(&Frontier) + Sync),
) -> Result<Frontier, QueryError> {
    let measures = looked_at(axes, study.scenario);
    let months: Vec<u32> = measures.iter().filter_map(Measure::month).collect();
    let histories = SCREENED.min(study.histories);
    let screener = PlanScreener::new(
        study.scenario,
        repairs,
        &Screening { seed: study.seed, histories, months: &months },
    );
    let space = Space::of(study.scenario);
    let mut evaluator = Evaluator::of(study, &space, &screener, &measures);
    let (mut found, tried) = screened(&mut evaluator, repairs, most_exact, publish)?;
    study.check()?;
    let survivors = tried.survivors(&found.measures);
    mark_dominated(&mut found, survivors.iter().copied());
    publish(&found);
    confirm(&evaluator, repairs, survivors, &mut found, publish)?;
    found.finished = true;
    Ok(found)
}

/// Every choice, or what a search among them tries, in few histories.
fn screened(
    evaluator: &mut Evaluator,
    repairs: &Plan,
    most_exact: u128,
    publish: &(dyn Fn(&Frontier) + Sync),
) -> Result<(Frontier, Evaluations), QueryError> {
    let choices = evaluator.space.count();
    let exact = choices <= most_exact;
    let mut found = Frontier {
        measures: evaluator.measures.to_vec(),
        points: Vec::new(),
        choices,
        exact,
        bound: None,
        finished: false,
    };
    let mut tried = Evaluations::default();
    if exact {
        evaluate_all(evaluator, scattered(evaluator.space.all()), &mut tried, &mut found, publish)?;
    } else {
        found.bound = search::bound(evaluator)?;
        search::search(evaluator, repairs, &mut tried, &mut found, publish)?;
    }
    Ok((found, tried))
}

/// Everything that trying a choice needs.
pub(super) struct Evaluator<'a> {
    study: &'a Study<'a>,
    space: &'a Space<'a>,
    screener: &'a PlanScreener<'a>,
    measures: &'a [Measure],
    /// What telling an item in some way leads to, for those that were asked for so far.
    known: HashMap<Telling, Arc<Effects>>,
}

/// How an item, by its place, is told.
type Telling = (Preparation, usize, ItemChoice);

/// How each item is told that a choice tells of.
fn tellings(choice: &Choice) -> impl Iterator<Item = Telling> {
    let told = choice.items.iter().enumerate().filter(|(_, told)| told.is_told());
    told.map(|(item, told)| (choice.preparation, item, told.clone()))
}

impl<'a> Evaluator<'a> {
    fn of(
        study: &'a Study<'a>,
        space: &'a Space<'a>,
        screener: &'a PlanScreener<'a>,
        measures: &'a [Measure],
    ) -> Self {
        Evaluator { study, space, screener, measures, known: HashMap::new() }
    }
}

impl Evaluator<'_> {
    /// Works out the parts that some choices are put together from, so that they can then be looked up from
    /// many threads without a lock.
    fn prepare(&mut self, choices: &[Choice]) -> Result<(), QueryError> {
        let tellings: HashSet<Telling> = choices.iter().flat_map(tellings).collect();
        let unknown = tellings.into_iter().filter(|telling| !self.known.contains_key(telling));
        let unknown: Vec<Telling> = unknown.collect();
        let effects = |telling: Telling| {
            self.study.check()?;
            let effects = Arc::new(self.effects(&telling));
            Ok((telling, effects))
        };
        let effects = unknown.into_par_iter().map(effects).collect::<Result<Vec<_>, QueryError>>()?;
        self.known.extend(effects);
        Ok(())
    }

    fn effects(&self, (preparation, item, told): &Telling) -> Effects {
        let plan = told.plan(&self.space.recipients);
        self.screener.effects(self.space.items[*item].id, &plan, *preparation)
    }

    fn outcome(&self, choice: &Choice) -> Outcome {
        // What was not prepared is worked out here: slower, and the same.
        let part = |telling: Telling| {
            self.known.get(&telling).cloned().unwrap_or_else(|| Arc::new(self.effects(&telling)))
        };
        let parts: Vec<Arc<Effects>> = tellings(choice).map(part).collect();
        let parts: Vec<&Effects> = parts.iter().map(Arc::as_ref).collect();
        self.screener.outcome(choice.preparation, &self.space.asks(choice), &parts)
    }

    /// What a choice leads to, and its two axes history by history.
    fn point(&self, choice: Choice) -> Result<(Point, [Vec<f32>; 2]), QueryError> {
        let outcome = self.outcome(&choice);
        let column = |measure| self.column(&outcome, measure);
        let columns = self.measures.iter().map(column).collect::<Result<Vec<_>, QueryError>>()?;
        let axis = |index: usize| columns[index].iter().map(|value| *value as f32).collect();
        let axes = [axis(0), axis(1)];
        let values = columns.iter().map(|column| Mean::of(column)).collect();
        Ok((Point { choice, values, histories: self.screener.histories() as u64, dominated: false }, axes))
    }

    fn column(&self, outcome: &Outcome, measure: &Measure) -> Result<Vec<f64>, QueryError> {
        let scenario = self.study.scenario;
        let at = |month: u32| month.min(scenario.horizon_months) as usize;
        match measure {
            Measure::Ledger(row) => Ok(outcome.ledger(*row).to_vec()),
            Measure::Willingness { partner, material, month } => {
                let index = scenario.partnerships.index_of(partner);
                let index = index.ok_or_else(|| QueryError::NoPartner(partner.clone()))?;
                Ok(outcome.willingness(index, at(*month), *material as usize).to_vec())
            }
            Measure::Lowest { material, month } => {
                let mut lowest = vec![1.0; self.screener.histories()];
                for partner in 0..scenario.partnerships.len() {
                    let of = outcome.willingness(partner, at(*month), *material as usize);
                    lowest.iter_mut().zip(of).for_each(|(low, value): (&mut f64, _)| *low = low.min(*value));
                }
                Ok(lowest)
            }
        }
    }
}

/// The two axes of everything tried, history by history, beside its mean results.
#[derive(Default)]
struct Evaluations {
    means: Vec<[f64; 2]>,
    axes: Vec<[Vec<f32>; 2]>,
}

fn evaluate_all(
    evaluator: &mut Evaluator,
    choices: Vec<Choice>,
    tried: &mut Evaluations,
    found: &mut Frontier,
    publish: &(dyn Fn(&Frontier) + Sync),
) -> Result<(), QueryError> {
    let total = choices.len();
    let mut next = BATCH;
    let mut choices = choices.into_iter();
    loop {
        let batch: Vec<Choice> = choices.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        evaluate_batch(evaluator, batch, tried, found)?;
        evaluator.study.monitor.progress(found.points.len() as u64, total as u64);
        if found.points.len() >= next {
            next *= 2;
            let all = 0..found.points.len();
            mark_dominated(found, all);
            publish(found);
        }
    }
}

fn evaluate_batch(
    evaluator: &mut Evaluator,
    batch: Vec<Choice>,
    tried: &mut Evaluations,
    found: &mut Frontier,
) -> Result<(), QueryError> {
    evaluator.prepare(&batch)?;
    let evaluator = &*evaluator;
    let one = |choice: Choice| {
        evaluator.study.check()?;
        evaluator.point(choice)
    };
    let points = batch.into_par_iter().map(one).collect::<Result<Vec<_>, QueryError>>()?;
    for (point, axes) in points {
        tried.means.push([point.values[0].mean, point.values[1].mean]);
        tried.axes.push(axes);
        found.points.push(point);
    }
    Ok(())
}

/// The same choices in another order, so that the first few already show what all of them will.
fn scattered(choices: Vec<Choice>) -> Vec<Choice> {
    let count = choices.len();
    // By the golden ratio, the steps spread most evenly over the list, however many of them are taken.
    let mut step = ((count as f64 * 0.618) as usize).max(1);
    // A step that has no divisor in common with the count visits every place once.
    while greatest_common_divisor(step, count) > 1 {
        step += 1;
    }
    (0..count).map(|place| choices[place * step % count].clone()).collect()
}

fn greatest_common_divisor(mut one: usize, mut other: usize) -> usize {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// How much better the first is, positive or not, whichever way the result counts.
fn better(measure: &Measure, one: f64, other: f64) -> f64 {
    if measure.more_is_better() { one - other } else { other - one }
}

/// Marks as beaten all but those of some points that no other of them beats in mean.
fn mark_dominated(found: &mut Frontier, among: impl Iterator<Item = usize>) {
    found.points.iter_mut().for_each(|point| point.dominated = true);
    for index in non_dominated(&found.measures, among.map(|index| (index, means(&found.points[index])))) {
        found.points[index].dominated = false;
    }
}

fn means(point: &Point) -> [f64; 2] {
    [point.values[0].mean, point.values[1].mean]
}

/// Those of some points that no other beats in mean; of equals, the first.
fn non_dominated(measures: &[Measure], points: impl Iterator<Item = (usize, [f64; 2])>) -> Vec<usize> {
    let good = |[x, y]: [f64; 2]| [better(&measures[0], x, 0.0), better(&measures[1], y, 0.0)];
    let mut points: Vec<(usize, [f64; 2])> = points.map(|(index, means)| (index, good(means))).collect();
    points.sort_by(|(i, one), (j, other)| {
        other[0].total_cmp(&one[0]).then(other[1].total_cmp(&one[1])).then(i.cmp(j))
    });
    let mut highest = f64::NEG_INFINITY;
    let mut kept = Vec::new();
    for (index, [_, y]) in points {
        if y > highest {
            highest = y;
            kept.push(index);
        }
    }
    kept
}

impl Evaluations {
    /// Those that nothing on the frontier beats clearly: see the head of this file.
    fn survivors(&self, measures: &[Measure]) -> Vec<usize> {
        let leaders = non_dominated(measures, self.means.iter().copied().enumerate());
        let survives = |index: &usize| {
            let clearly = |leader: &usize| *leader != *index && self.beats(measures, *leader, *index);
            !leaders.iter().any(clearly)
        };
        (0..self.means.len()).into_par_iter().filter(survives).collect()
    }

    fn beats(&self, measures: &[Measure], leader: usize, other: usize) -> bool {
        let mut some = false;
        for (axis, measure) in measures.iter().take(2).enumerate() {
            if better(measure, self.means[leader][axis], self.means[other][axis]) < 0.0 {
                return false;
            }
            match self.leads(measure, axis, leader, other) {
                Lead::Clear => some = true,
                Lead::None => {}
                Lead::Unclear => return false,
            }
        }
        some
    }

    /// Whether one is better than another in a result, by the difference history by history.
    fn leads(&self, measure: &Measure, axis: usize, leader: usize, other: usize) -> Lead {
        let ahead = better(measure, self.means[leader][axis], self.means[other][axis]);
        let pairs = self.axes[leader][axis].iter().zip(&self.axes[other][axis]);
        let n = self.axes[leader][axis].len() as f64;
        let squares: f64 = pairs
            .map(|(one, other)| better(measure, f64::from(*one), f64::from(*other)) - ahead)
            .map(|off| off * off)
            .sum();
        let se = (squares / (n - 1.0).max(1.0) / n).sqrt();
        // Single precision leaves traces where both are the same.
        if ahead.abs() < 1e-6 && se < 1e-6 {
            Lead::None
        } else if ahead >= CLEARLY * se {
            Lead::Clear
        } else {
            Lead::Unclear
        }
    }
}

/// How far one choice is ahead of another in a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// By [`CLEARLY`] standard errors or more.
    Clear,
    /// By less, or it is behind.
    Unclear,
    /// Both are the same in every history.
    None,
}

/// The numbers of histories in which choices that were not given up are played again.
fn stages(study: &Study) -> [u64; 2] {
    [BETWEEN.min(study.histories), study.histories]
}

/// Plays again, in more histories, what may be on the frontier, and draws it from these.
fn confirm(
    evaluator: &Evaluator,
    repairs: &Plan,
    survivors: Vec<usize>,
    found: &mut Frontier,
    publish: &(dyn Fn(&Frontier) + Sync),
) -> Result<(), QueryError> {
    let mut candidates = survivors;
    for histories in stages(evaluator.study) {
        candidates.sort_by(|one, other| {
            let total = |index: &usize| shortfall(found, *index);
            total(one).total_cmp(&total(other)).then(one.cmp(other))
        });
        candidates.truncate(MOST_AGAIN);
        let tried = evaluate_again(evaluator, repairs, &candidates, histories, found)?;
        mark_dominated(found, candidates.iter().copied());
        publish(found);
        evaluator.study.check()?;
        let kept = tried.survivors(&found.measures);
        candidates = kept.into_iter().map(|place| candidates[place]).collect();
    }
    Ok(())
}

/// Plays some of the points again, in so many histories.
fn evaluate_again(
    evaluator: &Evaluator,
    repairs: &Plan,
    candidates: &[usize],
    histories: u64,
    found: &mut Frontier,
) -> Result<Evaluations, QueryError> {
    let study = evaluator.study.with_histories(histories);
    let (sampler, steps) = (study.sampler(), study.steps(candidates.len()));
    let axes = (candidates.par_iter())
        .map(|index| {
            let plan = evaluator.space.plan(&found.points[*index].choice, "", repairs);
            let columns = sampler.sample(&plan, evaluator.measures)?;
            steps.step();
            Ok(columns)
        })
        .collect::<Result<Vec<_>, QueryError>>()?;
    let mut tried = Evaluations::default();
    for (index, columns) in candidates.iter().zip(axes) {
        let point = &mut found.points[*index];
        point.values = columns.iter().map(|column| Mean::of(column)).collect();
        point.histories = histories;
        tried.means.push(means(point));
        let axis = |axis: usize| columns[axis].iter().map(|value| *value as f32).collect();
        tried.axes.push([axis(0), axis(1)]);
    }
    Ok(tried)
}

/// How far a point lies behind the frontier, in standard errors of its own, in the better of both results.
fn shortfall(found: &Frontier, index: usize) -> f64 {
    let behind = |leader: &Point| {
        let axis = |axis: usize| {
            let of = found.points[index].values[axis];
            better(&found.measures[axis], leader.values[axis].mean, of.mean) / of.se.max(1e-9)
        };
        axis(0).min(axis(1))
    };
    found.points.iter().filter(|point| !point.dominated).map(behind).fold(0.0, f64::max)
}

/// Mean total, and the part of it that the flow contributes.
fn parts_of_total(screener: &PlanScreener, outcome: &Outcome) -> [f64; 2] {
    [Mean::of(outcome.ledger(LedgerRow::Total)).mean, Mean::of(&screener.weighed_flow(outcome)).mean]
}
