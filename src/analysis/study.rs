//! The study that a question is asked in: the same histories for every plan and every change of a number, so that any
//! difference between two answers comes from what was changed.
//!
//! Nothing here is filled in lazily. A lock that parallel work takes, and that is filled by parallel work,
//! hangs: while a thread waits for the others to fill it, it takes up another piece of the outer work, which
//! asks for the same lock.

use super::error::QueryError;
use super::measure::{Measure, Rows, Values};
use crate::engine::batch::WIDTH;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::ensemble::{Ensemble, Run};
use crate::engine::inputs::{Inputs, Pin, Slot};
use crate::engine::samples::Samples;
use crate::engine::shards::plans_together;
use crate::engine::variation::{BLOCKS_TOGETHER, KeptBlocks};
use crate::engine::{Cancelled, Monitor};
use crate::scenario::{Figure, Input, ItemId, Plan, PlanId, Scenario};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// A scenario with the histories in which it is studied.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The seed of all draws.
    pub seed: u64,
    /// The number of histories that each answer rests on, at least 1.
    pub histories: u64,
    /// Receives the progress, and says whether to stop.
    pub monitor: &'a dyn Monitor,
}

/// A study with its uncertain numbers drawn, because most answers play the same histories many times. To be made
/// before parallel work begins, not within it.
pub(super) struct Sampler<'a> {
    study: Study<'a>,
    inputs: Inputs,
    /// The seed of all draws but those of the numbers.
    luck: u64,
    /// The first history in which numbers are varied: 0, unless earlier ones are known.
    first_varied: u64,
}

/// A number that is uncertain, with its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// The number.
    pub input: Input,
    /// Its range.
    pub figure: Figure,
    pub(super) slot: Slot,
}

impl Uncertain {
    /// The number at one value in every history.
    pub(super) fn pinned(&self, value: f64) -> Pin {
        Pin { slot: self.slot, value }
    }
}

/// The histories that an answer about a partner is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistorySet {
    /// All of the study's.
    #[default]
    All,
    /// As many as the study has, of those in which every originator whose promise was broken learns of it in
    /// month 0.
    LearnedAtOnce,
    /// The one of this number.
    One(u64),
}

impl<'a> Study<'a> {
    /// A study of a scenario in so many histories of a seed.
    pub fn new(scenario: &'a Scenario, seed: u64, histories: u64, monitor: &'a dyn Monitor) -> Self {
        Study { scenario, seed, histories, monitor }
    }

    /// The same with another number of histories.
    pub fn with_histories(&self, histories: u64) -> Study<'a> {
        Study::new(self.scenario, self.seed, histories, self.monitor)
    }

    /// The same with its uncertain numbers drawn.
    pub(super) fn sampler(&self) -> Sampler<'a> {
        let mut inputs = Inputs::of(self.scenario);
        inputs.remember(self.seed, self.histories);
        Sampler { study: *self, inputs, luck: self.seed, first_varied: 0 }
    }

    /// Results of a plan in every history.
    ///
    /// # Errors
    /// If the scenario lacks what is asked about, or the monitor asks for a stop.
    pub fn sample(&self, plan: &Plan, measures: &[Measure]) -> Result<Vec<Values>, QueryError> {
        self.sampler().sample(plan, measures)
    }

    /// Every number that has a range, in the document's order.
    ///
    /// # Errors
    /// If the scenario lists a number that it does not have.
    pub fn uncertain(&self) -> Result<Vec<Uncertain>, QueryError> {
        let inputs = Inputs::of(self.scenario);
        let mut uncertain = Vec::new();
        for (input, figure) in self.scenario.figures().filter(|(_, figure)| figure.is_range()) {
            let slot = inputs.slot(&input).ok_or_else(|| QueryError::NoNumber(input.clone()))?;
            uncertain.push(Uncertain { input, figure: figure.clone(), slot });
        }
        Ok(uncertain)
    }

    /// Ends the work if the monitor asks for a stop.
    pub(super) fn check(&self) -> Result<(), QueryError> {
        if self.monitor.cancelled() { Err(Cancelled.into()) } else { Ok(()) }
    }

    /// Refuses a study without histories: it has no mean, no quantile and no share.
    ///
    /// # Errors
    /// If it has none.
    pub fn check_histories(&self) -> Result<(), QueryError> {
        if self.histories == 0 { Err(QueryError::NoHistories) } else { Ok(()) }
    }

    /// The numbers of the histories in a set, of which there is at least one.
    pub(super) fn numbers(&self, case: &CompiledCase, set: HistorySet) -> Result<Vec<u64>, QueryError> {
        self.check_histories()?;
        match set {
            HistorySet::All => Ok((0..self.histories).collect()),
            HistorySet::One(number) => Ok(vec![number]),
            HistorySet::LearnedAtOnce => {
                let run = Run { histories: self.histories, given_detected: true, ..Run::default() };
                let (numbers, _) = Ensemble::new(case, self.seed, None).histories(&run, self.monitor)?;
                if numbers.is_empty() { Err(QueryError::NeverLearned) } else { Ok(numbers) }
            }
        }
    }

    /// The plan of an id.
    ///
    /// # Errors
    /// If the scenario has none of this id.
    pub fn plan(&self, id: &PlanId) -> Result<&'a Plan, QueryError> {
        self.scenario.plans.get(id).ok_or_else(|| QueryError::NoPlan(id.clone()))
    }

    /// The plans of some ids.
    pub(super) fn plans(&self, ids: &[PlanId]) -> Result<Vec<&'a Plan>, QueryError> {
        ids.iter().map(|id| self.plan(id)).collect()
    }

    /// Counts steps of a long answer. Says at once that none is done, so that the time of what came before is not taken
    /// for that of the first step.
    pub(super) fn steps(&self, total: usize) -> Steps<'a> {
        let steps = Steps { monitor: self.monitor, done: AtomicU64::new(0), total: total as u64 };
        steps.advance(0);
        steps
    }

    /// Counts the histories of variations as steps.
    pub(super) fn steps_of_histories(&self, variations: usize) -> Steps<'a> {
        self.steps(variations * self.histories as usize)
    }
}

impl<'a> Sampler<'a> {
    /// The scenario's numbers, with the draws of these histories.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The same with numbers changed; all others are drawn as before.
    pub fn with(&self, change: impl FnOnce(&mut Inputs)) -> Sampler<'a> {
        let mut inputs = self.inputs.clone();
        change(&mut inputs);
        Sampler { inputs, ..*self }
    }

    /// The same numbers under the luck of another seed.
    pub fn with_luck(&self, luck: u64) -> Sampler<'a> {
        Sampler { inputs: self.inputs.clone(), luck, ..*self }
    }

    /// The same with numbers varied only in the histories from one on, because earlier ones are known.
    pub fn varied_from(self, first_varied: u64) -> Sampler<'a> {
        Sampler { first_varied, ..self }
    }

    /// One result of a plan in every history.
    pub fn values(&self, plan: &Plan, measure: &Measure) -> Result<Values, QueryError> {
        // Of one measure there is one column.
        Ok(self.sample(plan, std::slice::from_ref(measure))?.swap_remove(0))
    }

    /// The total of each plan in every history.
    pub fn totals(&self, plans: &[&Plan]) -> Result<Vec<Values>, QueryError> {
        self.each(plans, &Measure::TOTAL)
    }

    /// One result of each plan in every history.
    pub fn each(&self, plans: &[&Plan], measure: &Measure) -> Result<Vec<Values>, QueryError> {
        plans.par_iter().map(|plan| self.values(plan, measure)).collect()
    }

    /// The share of histories in which the originator of an item, asked under a plan, grants exactly nothing, gist …
    /// sources and methods; all 0 where it is not asked or the answer is fixed.
    ///
    /// # Errors
    /// If the study has no history, the scenario has no such item, or the monitor asks for a stop.
    pub fn answers(&self, plan: &Plan, item: &ItemId) -> Result<[f64; 5], QueryError> {
        self.study.check_histories()?;
        let index =
            self.study.scenario.items.index_of(item).ok_or_else(|| QueryError::NoItem(item.clone()))?;
        let case = CompiledCase::with_inputs(self.study.scenario, plan, None, self.inputs.clone());
        let ensemble = Ensemble::new(&case, self.study.seed, None).with_luck(self.luck);
        let histories: Vec<u64> = (0..self.study.histories).collect();
        let granted = |samples: Samples| samples.counts.items[index].granted;
        let counted: Vec<[u64; 5]> = ensemble.map_shards(&histories, || self.study.check(), granted)?;
        let count = |level: usize| counted.iter().map(|counts| counts[level]).sum::<u64>();
        Ok(std::array::from_fn(|level| count(level) as f64 / self.study.histories as f64))
    }

    /// Results of a plan in every history.
    ///
    /// # Errors
    /// If the study has no history, a measure is of a partner that the scenario does not have, or the monitor
    /// asks for a stop.
    pub fn sample(&self, plan: &Plan, measures: &[Measure]) -> Result<Vec<Values>, QueryError> {
        // Of one plan there is one set of columns.
        Ok(self.sample_each(std::slice::from_ref(plan), measures, |_| ())?.swap_remove(0))
    }

    /// The same of several plans, which are played together: what they share is played once for all of them. Each takes
    /// memory for the time. `done` is told how many histories of a plan were played.
    ///
    /// # Errors
    /// As [`Sampler::sample`].
    pub fn sample_each(
        &self,
        plans: &[Plan],
        measures: &[Measure],
        done: impl Fn(usize) + Sync,
    ) -> Result<Vec<Vec<Values>>, QueryError> {
        let mut all = self.levels(plans, measures, done)?;
        let is_change = |measure: &&Measure| measure.is_change();
        let changes: Vec<Measure> = measures.iter().filter(is_change).cloned().collect();
        let Some(plan) = plans.first().filter(|_| !changes.is_empty()) else { return Ok(all) };
        // Luck is keyed by history, never by plan: saying nothing is the same histories, and the same for all plans.
        let unsaid = self.levels(&[plan.withholding()], &changes, |_| ())?.swap_remove(0);
        for all in &mut all {
            let planned = measures.iter().zip(all).filter(|(measure, _)| measure.is_change());
            for ((_, planned), unsaid) in planned.zip(&unsaid) {
                planned.iter_mut().zip(unsaid).for_each(|(planned, unsaid)| *planned -= unsaid);
            }
        }
        Ok(all)
    }

    /// One result of a plan in every history, for each of several variations: the numbers that are pinned to other
    /// values, within their ranges. The same to the bit as [`Sampler::values`] with these numbers pinned, and faster
    /// the more variations there are, because only what reads a pinned number is played again. Counts a step for every
    /// history of every variation.
    pub(super) fn varied(
        &self,
        plan: &Plan,
        measure: &Measure,
        variations: &[Vec<Pin>],
        steps: &Steps<'_>,
    ) -> Result<Vec<Values>, QueryError> {
        let by_variation = self.each_varied(&[plan], measure, variations, steps)?;
        Ok(by_variation.into_iter().flatten().collect())
    }

    /// The same of each plan: by variation, then by plan.
    pub(super) fn each_varied(
        &self,
        plans: &[&Plan],
        measure: &Measure,
        variations: &[Vec<Pin>],
        steps: &Steps<'_>,
    ) -> Result<Vec<Vec<Values>>, QueryError> {
        if !measure.is_change() {
            return self.varied_levels(plans, measure, variations, steps);
        }
        // Together, because what partners share after withholding everything is played once for all plans.
        let withholding: Vec<Plan> = plans.iter().map(|plan| plan.withholding()).collect();
        let both: Vec<&Plan> = plans.iter().copied().chain(&withholding).collect();
        let mut all = self.varied_levels(&both, measure, variations, steps)?;
        for levels in &mut all {
            let unsaid = levels.split_off(plans.len());
            let pairs = levels.iter_mut().flatten().zip(unsaid.iter().flatten());
            pairs.for_each(|(planned, unsaid)| *planned -= unsaid);
        }
        Ok(all)
    }

    /// The same with levels in place of changes.
    fn varied_levels(
        &self,
        plans: &[&Plan],
        measure: &Measure,
        variations: &[Vec<Pin>],
        steps: &Steps<'_>,
    ) -> Result<Vec<Vec<Values>>, QueryError> {
        self.study.check_histories()?;
        let compiled =
            |plan: &&Plan| CompiledCase::with_inputs(self.study.scenario, plan, None, self.inputs.clone());
        let cases: Vec<CompiledCase> = plans.iter().map(compiled).collect();
        let rows = cases.iter().map(|case| measure.rows(case)).collect::<Result<Vec<_>, _>>()?;
        let ensemble = |case| Ensemble::new(case, self.study.seed, None).with_luck(self.luck);
        let month = measure.month().map(|month| month as usize);
        let histories: Vec<u64> = (self.first_varied..self.study.histories).collect();
        let player =
            |block: &[u64], case| ensemble(case).player(block, month.map(|month| month.min(case.horizon)));
        let stretches = histories.par_chunks(BLOCKS_TOGETHER * WIDTH).map(|stretch| {
            self.study.check()?;
            let mut columns = vec![Vec::with_capacity(stretch.len()); variations.len() * plans.len()];
            let blocks: Vec<&[u64]> = stretch.chunks(WIDTH).collect();
            let players = |block: &&[u64]| cases.iter().map(|case| player(block, case)).collect();
            let Some(mut kept) = KeptBlocks::play(blocks.iter().map(players).collect()) else {
                return Ok(columns);
            };
            for (pins, columns) in variations.iter().zip(columns.chunks_mut(plans.len())) {
                kept.vary(pins);
                for (block, outcomes) in blocks.iter().zip(kept.outcomes()) {
                    for ((outcome, rows), column) in outcomes.zip(&rows).zip(&mut *columns) {
                        column.extend_from_slice(&rows.in_block(outcome).0[..block.len()]);
                    }
                }
                steps.advance(stretch.len());
            }
            Ok(columns)
        });
        let stretches = stretches.collect::<Result<Vec<_>, QueryError>>()?;
        let stretches: Vec<&Vec<Values>> = stretches.iter().collect();
        let mut columns = joined(&stretches, variations.len() * plans.len()).into_iter();
        Ok(variations.iter().map(|_| columns.by_ref().take(plans.len()).collect()).collect())
    }

    /// The same with levels in place of changes.
    fn levels(
        &self,
        plans: &[Plan],
        measures: &[Measure],
        done: impl Fn(usize) + Sync,
    ) -> Result<Vec<Vec<Values>>, QueryError> {
        self.study.check_histories()?;
        let compiled =
            |plan: &Plan| CompiledCase::with_inputs(self.study.scenario, plan, None, self.inputs.clone());
        let cases: Vec<CompiledCase> = plans.iter().map(compiled).collect();
        let Some(case) = cases.first() else { return Ok(Vec::new()) };
        let rows = measures.iter().map(|measure| measure.rows(case)).collect::<Result<Vec<_>, _>>()?;
        let histories: Vec<u64> = (0..self.study.histories).collect();
        let set = Rows::set(&rows, case);
        let values = |samples: Samples| {
            done(samples.histories.len());
            rows.iter().map(|rows| rows.values(&samples, &set)).collect::<Vec<_>>()
        };
        let check = || self.study.check();
        let mut by_plan = Vec::with_capacity(plans.len());
        for cases in cases.chunks(plans_together(case, &set)) {
            let ensemble = Ensemble::new(&cases[0], self.study.seed, None).with_luck(self.luck);
            // Alone, a plan does not keep what others could use.
            let shards: Vec<Vec<Vec<Values>>> = if cases.len() == 1 {
                let shards = ensemble.map_shards_of(&set, &histories, check, values)?;
                shards.into_iter().map(|shard| vec![shard]).collect()
            } else {
                ensemble.map_shards_of_plans(cases, &set, &histories, check, values)?
            };
            for plan in 0..cases.len() {
                let shards: Vec<&Vec<Values>> = shards.iter().map(|shard| &shard[plan]).collect();
                by_plan.push(joined(&shards, measures.len()));
            }
        }
        Ok(by_plan)
    }
}

/// Columns of all histories from those of stretches.
fn joined(stretches: &[&Vec<Values>], columns: usize) -> Vec<Values> {
    let whole = |column: usize| {
        let parts: Vec<&[f64]> = stretches.iter().map(|stretch| stretch[column].as_slice()).collect();
        parts.concat()
    };
    (0..columns).map(whole).collect()
}

/// Counts steps of a long answer for the monitor.
pub(super) struct Steps<'a> {
    monitor: &'a dyn Monitor,
    done: AtomicU64,
    total: u64,
}

impl Steps<'_> {
    /// Counts one more step.
    pub fn step(&self) {
        self.advance(1);
    }

    /// Counts several more steps.
    pub fn advance(&self, steps: usize) {
        let steps = steps as u64;
        let done = self.done.fetch_add(steps, Ordering::Relaxed) + steps;
        self.monitor.progress(done.min(self.total), self.total);
    }
}
