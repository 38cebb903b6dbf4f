//! The results of choices: each screened in few histories, and the nearest to the best played again in more.

use super::choice_set::{Choice, ChoiceSet, ItemChoice};
use super::dominance::{Samples, mark_dominated};
use super::{Exploration, Frontier, Point, Publish, SCREENED};
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values, gain};
use crate::analysis::study::Study;
use crate::engine::plan_screener::{Effects, Outcome, PlanScreener, Screening};
use crate::scenario::{Plan, Preparation};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// How many choices are tried between two looks at whether to stop: a fraction of a second's work, and enough of it
/// to share out among many threads.
pub(super) const BATCH: usize = 512;

/// How many choices are tried before the frontier is first published: few, so that there is something to see at once.
const FIRST: usize = 128;

/// The most choices that are played again together: what they share is played once for all of them. More would leave less
/// to share out among threads.
const TOGETHER: usize = 8;

/// The most memory that effects take from one batch of choices to the next, in bytes. Where each takes much, few are
/// needed again.
const MOST_EFFECT_BYTES: usize = 500_000_000;

/// Numbers that an effect holds of each partner in each history: its evidence, and its courses.
const NUMBERS_OF_PARTNER: usize = 12;

/// The outcomes of choices, put together from the effects of telling each item.
pub(in crate::analysis) struct ChoiceScreener<'a> {
    study: &'a Study<'a>,
    choices: &'a ChoiceSet<'a>,
    pub(super) screener: PlanScreener<'a>,
    /// The effects of every way to tell an item that was prepared.
    effects: HashMap<Telling, Effects>,
}

/// A way to tell an item, which is given by its place.
type Telling = (Preparation, usize, ItemChoice);

/// The way in which a choice tells each item that it tells.
fn tellings(choice: &Choice) -> impl Iterator<Item = Telling> {
    let told = choice.items.iter().enumerate().filter(|(_, told)| told.is_told());
    told.map(|(item, told)| (choice.preparation, item, told.clone()))
}

impl<'a> ChoiceScreener<'a> {
    /// A screener of choices; `screener` plays the same scenario.
    pub fn new(study: &'a Study<'a>, choices: &'a ChoiceSet<'a>, screener: PlanScreener<'a>) -> Self {
        ChoiceScreener { study, choices, screener, effects: HashMap::new() }
    }

    /// Works out the effects that some choices are put together from, so that they can then be looked up from many
    /// threads without a lock.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn prepare(&mut self, choices: &[Choice]) -> Result<(), QueryError> {
        if self.effects.len() > self.most_effects() {
            self.effects.clear();
        }
        let tellings: HashSet<Telling> = choices.iter().flat_map(tellings).collect();
        let unknown = tellings.into_iter().filter(|telling| !self.effects.contains_key(telling));
        let unknown: Vec<Telling> = unknown.collect();
        let of_telling = |telling: Telling| {
            self.study.check()?;
            let (preparation, item, told) = &telling;
            let plan = told.plan(&self.choices.recipients);
            let effects = self.screener.effects(self.choices.items[*item].id, &plan, *preparation);
            Ok((telling, effects))
        };
        let effects = unknown.into_par_iter().map(of_telling).collect::<Result<Vec<_>, QueryError>>()?;
        self.effects.extend(effects);
        Ok(())
    }

    /// How many effects are kept.
    fn most_effects(&self) -> usize {
        let scenario = self.choices.scenario();
        let numbers = scenario.meeting.recipients.len() + NUMBERS_OF_PARTNER * scenario.partnerships.len();
        MOST_EFFECT_BYTES / (size_of::<f64>() * self.screener.histories() * numbers.max(1))
    }

    /// The outcome of a choice.
    ///
    /// # Panics
    /// If the choice was not prepared.
    pub fn outcome(&self, choice: &Choice) -> Outcome<'_> {
        let parts: Vec<&Effects> = tellings(choice).map(|telling| &self.effects[&telling]).collect();
        self.screener.outcome(choice.preparation, &self.choices.asks(choice), &parts)
    }
}

/// Everything that trying a choice needs.
pub(super) struct Evaluator<'a> {
    exploration: &'a Exploration<'a>,
    pub choices: &'a ChoiceSet<'a>,
    pub screener: ChoiceScreener<'a>,
    measures: &'a [Measure],
    /// What is subtracted from each measure, history by history: from a change, the level if nothing were said.
    unsaid: Vec<Option<Values>>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator that screens choices in [`SCREENED`] histories, or as many as the study has.
    ///
    /// # Errors
    /// If the scenario lacks what is measured, or the monitor asks for a stop.
    pub fn new(
        exploration: &'a Exploration<'a>,
        choices: &'a ChoiceSet<'a>,
        measures: &'a [Measure],
    ) -> Result<Self, QueryError> {
        let Exploration { study, repairs, .. } = *exploration;
        let months: Vec<u32> = measures.iter().filter_map(Measure::month).collect();
        let histories = SCREENED.min(study.histories);
        let screening = Screening { seed: study.seed, histories, months: &months };
        let screener = PlanScreener::new(study.scenario, repairs, &screening);
        let screener = ChoiceScreener::new(study, choices, screener);
        let few = study.with_histories(histories);
        let unsaid = |measure: &Measure| {
            let levels = || Ok(few.sample(&repairs.withholding(), &[measure.level()])?.swap_remove(0));
            measure.is_change().then(levels).transpose()
        };
        let unsaid = measures.iter().map(unsaid).collect::<Result<_, QueryError>>()?;
        Ok(Evaluator { exploration, choices, screener, measures, unsaid })
    }

    pub fn study(&self) -> &'a Study<'a> {
        self.exploration.study
    }

    /// The plans that a search starts from: the one that the repairs are of, and every named one.
    pub fn known_plans(&self) -> impl Iterator<Item = &'a Plan> {
        std::iter::once(self.exploration.repairs).chain(self.study().scenario.plans.values())
    }

    /// The results of a choice, and its two axes history by history.
    fn point(&self, choice: Choice) -> Result<(Point, [Vec<f32>; 2]), QueryError> {
        let outcome = self.screener.outcome(&choice);
        let column = |(measure, unsaid): (&Measure, &Option<Values>)| {
            let mut column = self.column(&outcome, measure)?;
            if let Some(unsaid) = unsaid {
                column.iter_mut().zip(unsaid).for_each(|(value, unsaid)| *value -= unsaid);
            }
            Ok(column)
        };
        let columns =
            self.measures.iter().zip(&self.unsaid).map(column).collect::<Result<Vec<_>, QueryError>>()?;
        let histories = self.screener.screener.histories() as u64;
        let point = Point { choice, values: means(&columns), histories, dominated: false };
        Ok((point, axes(&columns)))
    }

    /// A result of an outcome, history by history; of a change, the level.
    fn column(&self, outcome: &Outcome, measure: &Measure) -> Result<Values, QueryError> {
        let scenario = self.study().scenario;
        let at = |month: u32| month.min(scenario.horizon_months) as usize;
        match measure {
            Measure::Gain => Ok(gain(|row| outcome.ledger(row))),
            Measure::Ledger(row) => Ok(outcome.ledger(*row).to_vec()),
            Measure::Willingness { partner, material, month }
            | Measure::WillingnessChange { partner, material, month } => {
                let index = scenario.partnerships.index_of(partner);
                let index = index.ok_or_else(|| QueryError::NoPartner(partner.clone()))?;
                Ok(outcome.willingness(index, at(*month), *material as usize).to_vec())
            }
            Measure::Lowest { material, month } => {
                let mut lowest = vec![1.0; self.screener.screener.histories()];
                for partner in 0..scenario.partnerships.len() {
                    let of = outcome.willingness(partner, at(*month), *material as usize);
                    lowest.iter_mut().zip(of).for_each(|(low, value): (&mut f64, _)| *low = low.min(*value));
                }
                Ok(lowest)
            }
        }
    }
}

fn means(columns: &[Values]) -> Vec<Mean> {
    columns.iter().map(|column| Mean::of(column)).collect()
}

/// The two axes in single precision: they are kept for every choice, and decide only about clear differences.
fn axes(columns: &[Values]) -> [Vec<f32>; 2] {
    [0, 1].map(|axis| columns[axis].iter().map(|value| *value as f32).collect())
}

/// A choice that is played again.
struct Candidate {
    /// Its place among those that are.
    place: usize,
    /// Its place among all points.
    index: usize,
}

/// A trial of choices: the evaluator, the frontier of those tried so far, and the receiver of its publications.
pub(super) struct Trial<'a> {
    pub evaluator: Evaluator<'a>,
    /// The axes of the points of `found`, in their order.
    pub samples: Samples,
    pub found: Frontier,
    publish: &'a Publish<'a>,
    /// With how many points the frontier is published next.
    publish_at: usize,
}

impl<'a> Trial<'a> {
    /// A trial without choices so far.
    pub fn new(evaluator: Evaluator<'a>, publish: &'a Publish<'a>) -> Self {
        let choices = evaluator.choices.count();
        let found = Frontier {
            measures: evaluator.measures.to_vec(),
            points: Vec::new(),
            choices,
            exact: choices <= evaluator.exploration.most_exact,
            bound: None,
            finished: false,
        };
        Trial { evaluator, samples: Samples::default(), found, publish, publish_at: FIRST }
    }

    /// Tries every choice.
    pub fn evaluate_all(&mut self) -> Result<(), QueryError> {
        let choices = scattered(self.evaluator.choices.all());
        let (first, others) = choices.split_at(FIRST.min(choices.len()));
        for batch in first.chunks(FIRST).chain(others.chunks(BATCH)) {
            self.evaluate(batch.to_vec())?;
            self.report(choices.len());
        }
        Ok(())
    }

    /// Tries some choices, in few histories.
    pub fn evaluate(&mut self, choices: Vec<Choice>) -> Result<(), QueryError> {
        self.evaluator.screener.prepare(&choices)?;
        let evaluator = &self.evaluator;
        let one = |choice: Choice| {
            evaluator.study().check()?;
            evaluator.point(choice)
        };
        let points = choices.into_par_iter().map(one).collect::<Result<Vec<_>, QueryError>>()?;
        for (point, axes) in points {
            self.samples.push(point.means(), axes);
            self.found.points.push(point);
        }
        Ok(())
    }

    /// Says how many of `total` choices are tried. The frontier is published each time their number has doubled:
    /// often at first, when each publication shows something new, and seldom later, when each takes longer.
    pub fn report(&mut self, total: usize) {
        let tried = self.found.points.len();
        self.evaluator.study().monitor.progress(tried as u64, total as u64);
        if tried >= self.publish_at {
            self.publish_at = 2 * tried;
            mark_dominated(&mut self.found, 0..tried);
            self.publish();
        }
    }

    /// Publishes what is known so far.
    pub fn publish(&self) {
        (self.publish)(&self.found);
    }

    /// Plays some of the points again, in so many histories.
    pub fn evaluate_again(&mut self, candidates: &[usize], histories: u64) -> Result<Samples, QueryError> {
        let Evaluator { exploration, choices, measures, .. } = &self.evaluator;
        let study = exploration.study.with_histories(histories);
        let (sampler, steps) = (study.sampler(), study.steps_of_histories(candidates.len()));
        let plan = |candidate: &Candidate| {
            choices.plan(&self.found.points[candidate.index].choice, "", exploration.repairs)
        };
        let play = |together: &[Candidate]| {
            let plans: Vec<Plan> = together.iter().map(plan).collect();
            sampler.sample_each(&plans, measures, |histories| steps.advance(histories))
        };
        let places = candidates.iter().enumerate();
        let mut in_order: Vec<_> = places.map(|(place, index)| Candidate { place, index: *index }).collect();
        // In the order of the choices, neighbours tell most items in the same way.
        in_order.sort_unstable_by_key(|candidate| &self.found.points[candidate.index].choice);
        let columns = in_order.par_chunks(TOGETHER).map(play).collect::<Result<Vec<_>, QueryError>>()?;
        let mut played: Vec<_> = in_order.into_iter().zip(columns.into_iter().flatten()).collect();
        played.sort_unstable_by_key(|(candidate, _)| candidate.place);
        let mut samples = Samples::default();
        for (Candidate { index, .. }, columns) in played {
            let point = &mut self.found.points[index];
            point.values = means(&columns);
            point.histories = histories;
            samples.push(point.means(), axes(&columns));
        }
        Ok(samples)
    }
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
