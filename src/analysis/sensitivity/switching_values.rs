//! Switching values: the values of an uncertain number at which another plan becomes best.

use super::tornado::AtEnds;
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values};
use crate::analysis::study::{Sampler, Steps, Study, Uncertain};
use crate::engine::inputs::Pin;
use crate::scenario::{Figure, Input, Plan, PlanId, Scenario};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Number of segments into which a range is cut before switching values are looked for between their ends: a plan
/// that is best only within one segment is missed, unless it is where one of the best at the ends overtakes the other.
/// Each segment costs an evaluation of every plan.
pub const SEGMENTS: usize = 8;
/// Width to which a switching value is bisected, as a share of the range: finer than a reader can see on a plot.
pub const TOLERANCE: f64 = 1e-3;
/// Standard errors by which one plan must be better than another for that to be clear: the usual 95 per cent.
pub const CLEARLY: f64 = 2.0;
/// Numbers that are tried at a stretch: enough for what does not depend on them to be played seldom, few enough for
/// the first to be known soon.
const NUMBERS_AT_ONCE: usize = 8;

/// A value at which another plan becomes best.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchingValue {
    /// The value.
    pub value: f64,
    /// Monte Carlo standard error of the value; infinite where the plans hardly part.
    pub se: f64,
    /// The best plan below it.
    pub from: PlanId,
    /// The best plan above it.
    pub to: PlanId,
    /// Whether both plans are clearly better on their side of it: by [`CLEARLY`] standard errors of the
    /// paired difference at some value that was looked at. If not, luck alone may have made the switch.
    pub clear: bool,
}

/// The switching values of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchingValues {
    /// The number.
    pub input: Input,
    /// The ends of its range.
    pub ends: [f64; 2],
    /// The best plan at the lower end of the range.
    pub at_low: PlanId,
    /// The switching values on the way to the upper end, rising; empty if the best plan is the same throughout.
    pub values: Vec<SwitchingValue>,
}

impl SwitchingValues {
    /// The switching values in words; “never” if there are none.
    pub fn in_words(&self, scenario: &Scenario) -> String {
        if self.values.is_empty() {
            return "never".into();
        }
        let one = |at: &SwitchingValue| {
            let within = if at.se.is_finite() { format!(" ± {:.3}", at.se) } else { String::new() };
            let clear = if at.clear { "" } else { ", not clear" };
            let [from, to] = [&at.from, &at.to].map(|plan| scenario.plan_name(plan));
            format!("{:.3}{within}: {from} → {to}{clear}", at.value)
        };
        self.values.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

/// Takes what is known so far: of the numbers that never change the best plan, in the document's order.
pub type Publish<'a> = dyn Fn(&[SwitchingValues]) + Sync + 'a;

/// Looks for the switching values of every uncertain number, judged by the mean of a result with all other numbers as
/// uncertain as they are.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn switching_values(
    study: &Study,
    plans: &[PlanId],
    measure: &Measure,
) -> Result<Vec<SwitchingValues>, QueryError> {
    switching_values_as_found(study, plans, measure, &|_| {})
}

/// Looks for the same, and publishes on the way of which numbers it is known that they never change the best plan,
/// whenever there are more of them; the values of the others are found together at the end.
///
/// # Errors
/// As [`switching_values`].
pub fn switching_values_as_found(
    study: &Study,
    plans: &[PlanId],
    measure: &Measure,
    publish: &Publish,
) -> Result<Vec<SwitchingValues>, QueryError> {
    Ok(find(study, plans, &Asked { measure, kept: None, publish })?.values)
}

/// The switching values, and what the scan for them finds out for a tornado.
#[derive(Clone, Debug, Default)]
pub struct SwitchingAndEnds {
    /// The switching values.
    pub values: Vec<SwitchingValues>,
    /// The results of a plan at the ends of the ranges; empty if no plan was named, or the result is a change.
    pub at_ends: AtEnds,
}

/// Looks for the switching values, and keeps the results of the plan of this id at the ends of the ranges. Of its
/// steps, the scan is counted and the bisections, which take less, are not.
///
/// # Errors
/// As [`switching_values`].
pub fn switching_values_and_ends(
    study: &Study,
    plans: &[PlanId],
    measure: &Measure,
    kept: Option<&PlanId>,
) -> Result<SwitchingAndEnds, QueryError> {
    find(study, plans, &Asked { measure, kept, publish: &|_| {} })
}

/// What is asked about some plans.
struct Asked<'a> {
    /// The result by which plans are best.
    measure: &'a Measure,
    /// The plan whose results at the ends of the ranges are kept.
    kept: Option<&'a PlanId>,
    publish: &'a Publish<'a>,
}

fn find(study: &Study, plans: &[PlanId], asked: &Asked<'_>) -> Result<SwitchingAndEnds, QueryError> {
    let Asked { measure, kept, publish } = *asked;
    let place = |kept: &PlanId| {
        let place = plans.iter().position(|plan| plan == kept);
        place.ok_or_else(|| QueryError::NoPlan(kept.clone()))
    };
    let kept = kept.filter(|_| !measure.is_change()).map(place).transpose()?;
    // What is unsaid is the same for every plan: the level orders them as the change does, at half the work.
    let measure = &measure.level();
    let chosen_from = study.plans(plans)?;
    if chosen_from.is_empty() {
        return Err(QueryError::NoPlans);
    }
    let numbers = study.uncertain()?;
    let (sampler, steps) = (study.sampler(), study.steps_of_histories(numbers.len() * (SEGMENTS + 1)));
    let question =
        Question { sampler: &sampler, plans: &chosen_from, measure, numbers: &numbers, kept, steps: &steps };
    let mut published = 0;
    let mut scans = question.scans(&mut |scans| {
        let never = numbers.iter().zip(scans).filter(|(_, scan)| scan.is_of_one_plan());
        let never: Vec<_> = never.map(|(number, scan)| scan.of_number(number, plans, Vec::new())).collect();
        if never.len() > std::mem::replace(&mut published, never.len()) {
            publish(&never);
        }
    })?;
    let switches = question.switches(&scans)?;
    let errors = question.standard_errors(&switches)?;
    let of_number = |(place, number): (usize, &Uncertain)| {
        let of_number = switches.iter().zip(&errors).filter(|(switch, _)| switch.at.number == place);
        let in_plans = |(switch, se): (&Switch, &f64)| SwitchingValue {
            value: switch.at.value,
            se: *se,
            from: plans[switch.from].clone(),
            to: plans[switch.to].clone(),
            clear: scans[place].is_clear(switch),
        };
        scans[place].of_number(number, plans, of_number.map(in_plans).collect())
    };
    let values = numbers.iter().enumerate().map(of_number).collect();
    let by_number: Vec<[Values; 2]> = scans.iter_mut().filter_map(|scan| scan.kept.take()).collect();
    let histories = if kept.is_some() { study.histories } else { 0 };
    Ok(SwitchingAndEnds { values, at_ends: AtEnds { histories, by_number } })
}

/// The plans that are chosen from, what they are judged by, and the numbers that are changed.
struct Question<'a> {
    sampler: &'a Sampler<'a>,
    plans: &'a [&'a Plan],
    measure: &'a Measure,
    numbers: &'a [Uncertain],
    /// The plan, by place, whose results at the ends of the ranges are kept.
    kept: Option<usize>,
    steps: &'a Steps<'a>,
}

/// A value of a number, which is given by its place.
#[derive(Clone, Copy)]
struct Trial {
    number: usize,
    value: f64,
}

/// The best plan, by its place, at a value of a number.
#[derive(Clone, Copy)]
struct BestAt {
    value: f64,
    best: usize,
}

/// What is found at the ends of the segments of a number's range.
struct Scan {
    ends: Vec<BestAt>,
    /// The same ends, with how far each plan is from each; empty if one plan is best at all of them.
    compared: Vec<Differences>,
    /// The results that are kept, at the ends of the range.
    kept: Option<[Values; 2]>,
}

/// Two values of a number between which another plan may become best.
#[derive(Clone, Copy)]
struct Bracket {
    number: usize,
    low: BestAt,
    high: BestAt,
}

/// A value at which the best plan changes, and the places of the plans that are best below and above it.
struct Switch {
    at: Trial,
    from: usize,
    to: usize,
}

impl Switch {
    /// The plans, from below to above.
    fn plans(&self) -> [usize; 2] {
        [self.from, self.to]
    }
}

impl Question<'_> {
    /// Tries every number at the ends of its segments; `so_far` takes the scans of the first numbers whenever there are
    /// more of them.
    fn scans(&self, so_far: &mut dyn FnMut(&[Scan])) -> Result<Vec<Scan>, QueryError> {
        let ends = |(number, of): (usize, &Uncertain)| {
            let Figure { low, high, .. } = of.figure;
            // The upper end is that of the range, which the sum may miss by its last digit.
            let value = move |segment: usize| match segment {
                SEGMENTS => high,
                _ => low + (high - low) * segment as f64 / SEGMENTS as f64,
            };
            (0..=SEGMENTS).map(move |segment| Trial { number, value: value(segment) })
        };
        let trials: Vec<Trial> = self.numbers.iter().enumerate().flat_map(ends).collect();
        let mut scans = Vec::with_capacity(self.numbers.len());
        // One after the other, because the histories of each occupy all threads.
        for trials in trials.chunks(NUMBERS_AT_ONCE * (SEGMENTS + 1)) {
            let mut evaluations = self.evaluate(self.plans, trials)?;
            scans.extend(evaluations.chunks_mut(SEGMENTS + 1).map(|evaluations| self.scan(evaluations)));
            so_far(&scans);
        }
        Ok(scans)
    }

    /// What is found at the ends of the segments of one number.
    fn scan(&self, evaluations: &mut [Evaluation]) -> Scan {
        let ends: Vec<BestAt> = evaluations.iter().map(Evaluation::best_at).collect();
        let compared = match is_of_one_plan(&ends) {
            true => Vec::new(),
            false => evaluations.iter().map(Differences::of).collect(),
        };
        let results = |of: &mut Evaluation, plan: usize| {
            let mut results = std::mem::take(&mut of.results[plan]);
            results.iter_mut().for_each(|value| *value *= self.sign());
            results
        };
        let kept = match (evaluations, self.kept) {
            ([low, .., high], Some(plan)) => Some([results(low, plan), results(high, plan)]),
            _ => None,
        };
        Scan { ends, compared, kept }
    }

    /// 1, or -1 for a result of which less is better.
    fn sign(&self) -> f64 {
        if self.measure.more_is_better() { 1.0 } else { -1.0 }
    }

    /// The results of some plans at every trial.
    fn evaluate(&self, plans: &[&Plan], trials: &[Trial]) -> Result<Vec<Evaluation>, QueryError> {
        if trials.is_empty() {
            return Ok(Vec::new());
        }
        let variation = |trial: &Trial| vec![self.numbers[trial.number].pinned(trial.value)];
        let variations: Vec<Vec<Pin>> = trials.iter().map(variation).collect();
        let results = self.sampler.each_varied(plans, self.measure, &variations, self.steps)?;
        let sign = self.sign();
        let of_trial = |(trial, mut results): (&Trial, Vec<Values>)| {
            results.iter_mut().flatten().for_each(|value| *value *= sign);
            Evaluation { value: trial.value, results }
        };
        Ok(trials.iter().zip(results).map(of_trial).collect())
    }

    /// The switches of all numbers, those of a number rising: between the ends of segments with different best plans.
    fn switches(&self, scans: &[Scan]) -> Result<Vec<Switch>, QueryError> {
        let of_scan = |(number, scan): (usize, &Scan)| {
            let pairs = scan.ends.windows(2);
            pairs.map(|pair| Bracket { number, low: pair[0], high: pair[1] }).collect::<Vec<_>>()
        };
        let mut brackets: Vec<Bracket> = scans.iter().enumerate().flat_map(of_scan).collect();
        brackets.retain(Bracket::has_switch);
        let narrowed = self.narrowed_between_two(&brackets)?;
        // Where one of the two overtakes the other both are about as good, and a third may be better.
        let best = self.best_in_middles(self.plans, &narrowed)?;
        let of_two = |of: &usize| narrowed[*of].plans().contains(&best[*of].best);
        let (of_two, with_third): (Vec<usize>, Vec<usize>) = (0..brackets.len()).partition(of_two);
        let with_third: Vec<Bracket> = with_third.into_iter().map(|of| brackets[of]).collect();
        let among_all = |brackets: &[Bracket]| self.best_in_middles(self.plans, brackets);
        let mut all = self.narrowed(with_third, among_all)?;
        all.extend(of_two.into_iter().map(|of| narrowed[of]));
        all.sort_by(|one, other| {
            one.number.cmp(&other.number).then(one.low.value.total_cmp(&other.low.value))
        });
        Ok(all.into_iter().map(Bracket::switch).collect())
    }

    /// Brackets bisected between the best plans at their ends; no other plan is looked at. In the same order.
    fn narrowed_between_two(&self, brackets: &[Bracket]) -> Result<Vec<Bracket>, QueryError> {
        of_each_pair(brackets, Bracket::plans, |pair, brackets| {
            let among_two = |brackets: &[Bracket]| {
                let best = self.best_in_middles(&pair.map(|plan| self.plans[plan]), brackets)?;
                Ok(best.into_iter().map(|at| BestAt { best: pair[at.best], ..at }).collect())
            };
            self.narrowed(brackets.into_iter().copied().collect(), among_two)
        })
    }

    /// Brackets bisected all at once, in which the best plan changes; `best_in_middles` gives the best plan in the middle
    /// of each.
    fn narrowed(
        &self,
        mut brackets: Vec<Bracket>,
        best_in_middles: impl Fn(&[Bracket]) -> Result<Vec<BestAt>, QueryError>,
    ) -> Result<Vec<Bracket>, QueryError> {
        loop {
            let is_wide = |bracket: &Bracket| {
                let Figure { low, high, .. } = self.numbers[bracket.number].figure;
                bracket.high.value - bracket.low.value > TOLERANCE * (high - low)
            };
            let wide: Vec<Bracket> = brackets.iter().copied().filter(is_wide).collect();
            if wide.is_empty() {
                return Ok(brackets);
            }
            let mut middles = best_in_middles(&wide)?.into_iter();
            let halves = |bracket: Bracket| match is_wide(&bracket).then(|| middles.next()).flatten() {
                Some(middle) => bracket.halves(middle).to_vec(),
                None => vec![bracket],
            };
            brackets = brackets.into_iter().flat_map(halves).filter(Bracket::has_switch).collect();
        }
    }

    /// The best of some plans, by its place among them, in the middle of every bracket.
    fn best_in_middles(&self, plans: &[&Plan], brackets: &[Bracket]) -> Result<Vec<BestAt>, QueryError> {
        let middles: Vec<Trial> = brackets.iter().map(Bracket::middle).collect();
        Ok(self.evaluate(plans, &middles)?.iter().map(Evaluation::best_at).collect())
    }

    /// How far each value moves when the difference between its plans moves by its standard error.
    fn standard_errors(&self, switches: &[Switch]) -> Result<Vec<f64>, QueryError> {
        let beside = |switch: &Switch| {
            let Figure { low, high, .. } = self.numbers[switch.at.number].figure;
            let (value, step) = (switch.at.value, 0.05 * (high - low));
            [(value - step).max(low), (value + step).min(high)].map(|value| Trial { value, ..switch.at })
        };
        of_each_pair(switches, Switch::plans, |pair, switches| {
            let trials: Vec<Trial> = switches.iter().copied().flat_map(beside).collect();
            let evaluations = self.evaluate(&pair.map(|plan| self.plans[plan]), &trials)?;
            let of_switch = |(switch, beside): (&Switch, &[Evaluation])| {
                let [from, to] = switch.plans().map(|plan| usize::from(plan != pair[0]));
                let [below, above] = [0, 1].map(|side| beside[side].difference(to, from));
                let slope = (above.mean - below.mean) / (beside[1].value - beside[0].value);
                let se = 0.5 * (below.se + above.se);
                if slope > 0.0 { se / slope } else { f64::INFINITY }
            };
            Ok(switches.into_iter().zip(evaluations.chunks(2)).map(of_switch).collect())
        })
    }
}

/// Answers what is asked about two plans each, for all with the same two at once, so that no other plan is played for
/// it. The pair has the first of all plans first: of equals the same one is best as among all. In the order of what is
/// asked.
fn of_each_pair<Asked: Sync, Answer: Send>(
    all: &[Asked],
    plans: impl Fn(&Asked) -> [usize; 2],
    answer: impl Fn([usize; 2], Vec<&Asked>) -> Result<Vec<Answer>, QueryError> + Sync,
) -> Result<Vec<Answer>, QueryError> {
    let mut places: BTreeMap<[usize; 2], Vec<usize>> = BTreeMap::new();
    for (place, asked) in all.iter().enumerate() {
        let mut pair = plans(asked);
        pair.sort_unstable();
        places.entry(pair).or_default().push(place);
    }
    let of_pair = |(pair, places): ([usize; 2], Vec<usize>)| {
        let answers = answer(pair, places.iter().map(|place| &all[*place]).collect())?;
        Ok(places.into_iter().zip(answers).collect())
    };
    let answers = places.into_par_iter().map(of_pair).collect::<Result<Vec<Vec<_>>, QueryError>>()?;
    let mut in_order: Vec<(usize, Answer)> = answers.into_iter().flatten().collect();
    in_order.sort_by_key(|(place, _)| *place);
    Ok(in_order.into_iter().map(|(_, answer)| answer).collect())
}

/// Whether one plan is best at all of these values.
fn is_of_one_plan(ends: &[BestAt]) -> bool {
    ends.windows(2).all(|pair| pair[0].best == pair[1].best)
}

impl Scan {
    /// Whether one plan is best at all ends, so that the number never changes the best plan.
    fn is_of_one_plan(&self) -> bool {
        is_of_one_plan(&self.ends)
    }

    /// The answer for the number that was tried.
    fn of_number(
        &self,
        number: &Uncertain,
        plans: &[PlanId],
        values: Vec<SwitchingValue>,
    ) -> SwitchingValues {
        SwitchingValues {
            input: number.input.clone(),
            ends: [number.figure.low, number.figure.high],
            at_low: plans[self.ends[0].best].clone(),
            values,
        }
    }

    /// Whether both plans of a switch are clearly better on their side of it.
    fn is_clear(&self, switch: &Switch) -> bool {
        let any = |is_on_side: fn(f64, f64) -> bool, better: usize, worse: usize| {
            let clearly = |of: &&Differences| is_clearly_more(of.by_pair[better][worse]);
            self.compared.iter().filter(clearly).any(|of| is_on_side(of.value, switch.at.value))
        };
        any(|value, at| value < at, switch.from, switch.to)
            && any(|value, at| value > at, switch.to, switch.from)
    }
}

impl Bracket {
    /// The best plans at its ends.
    fn plans(&self) -> [usize; 2] {
        [self.low.best, self.high.best]
    }

    fn has_switch(&self) -> bool {
        self.low.best != self.high.best
    }

    fn middle(&self) -> Trial {
        Trial { number: self.number, value: 0.5 * (self.low.value + self.high.value) }
    }

    fn halves(self, middle: BestAt) -> [Bracket; 2] {
        [Bracket { high: middle, ..self }, Bracket { low: middle, ..self }]
    }

    fn switch(self) -> Switch {
        Switch { at: self.middle(), from: self.low.best, to: self.high.best }
    }
}

/// The results of all plans with a number at one value; of a result of which less is better, with their signs changed.
struct Evaluation {
    value: f64,
    results: Vec<Values>,
}

impl Evaluation {
    fn best_at(&self) -> BestAt {
        BestAt { value: self.value, best: best(&self.results) }
    }

    fn difference(&self, of: usize, less: usize) -> Mean {
        Mean::of_difference(&self.results[of], &self.results[less])
    }
}

/// How much better each plan is than each, with a number at one value.
struct Differences {
    value: f64,
    by_pair: Vec<Vec<Mean>>,
}

impl Differences {
    fn of(evaluation: &Evaluation) -> Self {
        let plans = evaluation.results.len();
        let of_plan = |of| (0..plans).map(|less| evaluation.difference(of, less)).collect();
        Differences { value: evaluation.value, by_pair: (0..plans).map(of_plan).collect() }
    }
}

fn is_clearly_more(difference: Mean) -> bool {
    difference.mean > 0.0 && difference.mean > CLEARLY * difference.se
}

/// The plan with the highest mean; of equals the first.
pub(super) fn best(results: &[Vec<f64>]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (plan, values) in results.iter().enumerate() {
        let mean = Mean::alone(values);
        if mean > best.1 {
            best = (plan, mean);
        }
    }
    best.0
}
