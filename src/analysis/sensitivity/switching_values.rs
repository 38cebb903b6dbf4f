//! Switching values: the values of an uncertain number at which another plan becomes best.

use super::NUMBERS_AT_ONCE;
use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure, Values};
use crate::analysis::study::{Sampler, Steps, Study, Uncertain};
use crate::engine::inputs::Pin;
use crate::scenario::{Figure, Input, Plan, PlanId, Scenario};
use rayon::prelude::*;

/// Number of segments into which a range is cut before switching values are looked for between their ends: a plan
/// that is best only within one segment is missed, and each segment costs an evaluation of every plan.
pub const SEGMENTS: usize = 8;
/// Width to which a switching value is bisected, as a share of the range: finer than a reader can see on a plot.
pub const TOLERANCE: f64 = 1e-3;
/// Standard errors by which one plan must be better than another for that to be clear: the usual 95 per cent.
pub const CLEARLY: f64 = 2.0;

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
    // What is unsaid is the same for every plan: the level orders them as the change does, at half the work.
    let measure = &measure.level();
    let chosen_from = study.plans(plans)?;
    if chosen_from.is_empty() {
        return Err(QueryError::NoPlans);
    }
    let numbers = study.uncertain()?;
    let (sampler, steps) = (study.sampler(), study.steps(numbers.len() * (SEGMENTS + 1)));
    let question =
        Question { sampler: &sampler, plans: &chosen_from, measure, numbers: &numbers, steps: &steps };
    let scans = question.scans()?;
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
        SwitchingValues {
            input: number.input.clone(),
            ends: [number.figure.low, number.figure.high],
            at_low: plans[scans[place].ends[0].best].clone(),
            values: of_number.map(in_plans).collect(),
        }
    };
    Ok(numbers.iter().enumerate().map(of_number).collect())
}

/// The plans that are chosen from, what they are judged by, and the numbers that are changed.
struct Question<'a> {
    sampler: &'a Sampler<'a>,
    plans: &'a [&'a Plan],
    measure: &'a Measure,
    numbers: &'a [Uncertain],
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

impl Question<'_> {
    /// Tries every number at the ends of its segments.
    fn scans(&self) -> Result<Vec<Scan>, QueryError> {
        let ends = |(number, of): (usize, &Uncertain)| {
            let Figure { low, high, .. } = of.figure;
            let value = move |segment: usize| low + (high - low) * segment as f64 / SEGMENTS as f64;
            (0..=SEGMENTS).map(move |segment| Trial { number, value: value(segment) })
        };
        let trials: Vec<Trial> = self.numbers.iter().enumerate().flat_map(ends).collect();
        let scans = trials.par_chunks(NUMBERS_AT_ONCE * (SEGMENTS + 1)).map(|trials| {
            let evaluations = self.evaluate(trials)?;
            self.steps.advance(trials.len());
            Ok(evaluations.chunks(SEGMENTS + 1).map(Scan::of).collect())
        });
        Ok(scans.collect::<Result<Vec<Vec<Scan>>, QueryError>>()?.into_iter().flatten().collect())
    }

    /// The results of all plans at every trial.
    fn evaluate(&self, trials: &[Trial]) -> Result<Vec<Evaluation>, QueryError> {
        let variation = |trial: &Trial| vec![self.numbers[trial.number].pinned(trial.value)];
        let variations: Vec<Vec<Pin>> = trials.iter().map(variation).collect();
        let results = self.sampler.each_varied(self.plans, self.measure, &variations)?;
        let sign = if self.measure.more_is_better() { 1.0 } else { -1.0 };
        let of_trial = |(trial, mut results): (&Trial, Vec<Values>)| {
            results.iter_mut().flatten().for_each(|value| *value *= sign);
            Evaluation { value: trial.value, results }
        };
        Ok(trials.iter().zip(results).map(of_trial).collect())
    }

    /// The switches of all numbers, those of a number rising: between the ends of segments with different best plans,
    /// bisected all at once.
    fn switches(&self, scans: &[Scan]) -> Result<Vec<Switch>, QueryError> {
        let of_scan = |(number, scan): (usize, &Scan)| {
            let pairs = scan.ends.windows(2);
            pairs.map(|pair| Bracket { number, low: pair[0], high: pair[1] }).collect::<Vec<_>>()
        };
        let mut brackets: Vec<Bracket> = scans.iter().enumerate().flat_map(of_scan).collect();
        loop {
            brackets.retain(Bracket::has_switch);
            let is_wide = |bracket: &&Bracket| {
                let Figure { low, high, .. } = self.numbers[bracket.number].figure;
                bracket.high.value - bracket.low.value > TOLERANCE * (high - low)
            };
            let middles: Vec<Trial> = brackets.iter().filter(is_wide).map(Bracket::middle).collect();
            if middles.is_empty() {
                return Ok(brackets.into_iter().map(Bracket::switch).collect());
            }
            let mut middles = self.evaluate(&middles)?.into_iter();
            let halves = |bracket: Bracket| match is_wide(&&bracket).then(|| middles.next()).flatten() {
                Some(middle) => bracket.halves(middle.best_at()).to_vec(),
                None => vec![bracket],
            };
            brackets = brackets.into_iter().flat_map(halves).collect();
        }
    }

    /// How far each value moves when the difference between its plans moves by its standard error.
    fn standard_errors(&self, switches: &[Switch]) -> Result<Vec<f64>, QueryError> {
        let beside = |switch: &Switch| {
            let Figure { low, high, .. } = self.numbers[switch.at.number].figure;
            let (value, step) = (switch.at.value, 0.05 * (high - low));
            [(value - step).max(low), (value + step).min(high)].map(|value| Trial { value, ..switch.at })
        };
        let trials: Vec<Trial> = switches.iter().flat_map(beside).collect();
        let evaluations = self.evaluate(&trials)?;
        let of_switch = |(switch, beside): (&Switch, &[Evaluation])| {
            let [below, above] = [0, 1].map(|side| beside[side].difference(switch.to, switch.from));
            let slope = (above.mean - below.mean) / (beside[1].value - beside[0].value);
            let se = 0.5 * (below.se + above.se);
            if slope > 0.0 { se / slope } else { f64::INFINITY }
        };
        Ok(switches.iter().zip(evaluations.chunks(2)).map(of_switch).collect())
    }
}

impl Scan {
    fn of(evaluations: &[Evaluation]) -> Scan {
        let ends: Vec<BestAt> = evaluations.iter().map(Evaluation::best_at).collect();
        let is_one = ends.iter().all(|end| end.best == ends[0].best);
        let compared = if is_one { Vec::new() } else { evaluations.iter().map(Differences::of).collect() };
        Scan { ends, compared }
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
