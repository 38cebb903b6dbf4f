//! Switching values: the values of an uncertain number at which another plan becomes best.

use crate::analysis::error::QueryError;
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::study::{Sampler, Study, Uncertain};
use crate::scenario::{Input, Plan, PlanId, Scenario};
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
    let uncertain = study.uncertain()?;
    let (sampler, steps) = (study.sampler(), study.steps(uncertain.len()));
    let of_number = |number: &Uncertain| {
        let search = Search { sampler: &sampler, ids: plans, plans: &chosen_from, measure, number };
        let values = search.switching_values();
        steps.step();
        values
    };
    uncertain.par_iter().map(of_number).collect()
}

struct Search<'a> {
    sampler: &'a Sampler<'a>,
    ids: &'a [PlanId],
    plans: &'a [&'a Plan],
    measure: &'a Measure,
    number: &'a Uncertain,
}

/// A value, and the places of the plans that are best below and above it.
struct Switch {
    value: f64,
    from: usize,
    to: usize,
}

/// The results of all plans with the number at one value; of a result of which less is better, with their signs changed.
struct Evaluation {
    value: f64,
    results: Vec<Vec<f64>>,
    best: usize,
}

impl Evaluation {
    fn difference(&self, of: usize, less: usize) -> Mean {
        Mean::of_difference(&self.results[of], &self.results[less])
    }

    fn is_clearly_better(&self, one: usize, other: usize) -> bool {
        let difference = self.difference(one, other);
        difference.mean > 0.0 && difference.mean > CLEARLY * difference.se
    }
}

impl Search<'_> {
    fn switching_values(&self) -> Result<SwitchingValues, QueryError> {
        let ends = [self.number.figure.low, self.number.figure.high];
        let at = |segment: usize| ends[0] + (ends[1] - ends[0]) * segment as f64 / SEGMENTS as f64;
        let evaluations =
            (0..=SEGMENTS).map(|segment| self.evaluate(at(segment))).collect::<Result<Vec<_>, _>>()?;
        let mut switches = Vec::new();
        for pair in evaluations.windows(2) {
            self.between(&pair[0], &pair[1], &mut switches)?;
        }
        let values = switches
            .into_iter()
            .map(|switch| self.switching_value(switch, &evaluations))
            .collect::<Result<_, _>>()?;
        let at_low = self.ids[evaluations[0].best].clone();
        Ok(SwitchingValues { input: self.number.input.clone(), ends, at_low, values })
    }

    fn evaluate(&self, value: f64) -> Result<Evaluation, QueryError> {
        let pinned = self.sampler.with(|inputs| inputs.pin(self.number.slot, value));
        let mut results = pinned.each(self.plans, self.measure)?;
        if !self.measure.more_is_better() {
            results.iter_mut().flatten().for_each(|value| *value = -*value);
        }
        Ok(Evaluation { value, best: best(&results), results })
    }

    fn between(
        &self,
        low: &Evaluation,
        high: &Evaluation,
        switches: &mut Vec<Switch>,
    ) -> Result<(), QueryError> {
        if low.best == high.best {
            return Ok(());
        }
        let whole = self.number.figure.high - self.number.figure.low;
        if high.value - low.value > TOLERANCE * whole {
            let middle = self.evaluate(0.5 * (low.value + high.value))?;
            self.between(low, &middle, switches)?;
            return self.between(&middle, high, switches);
        }
        switches.push(Switch { value: 0.5 * (low.value + high.value), from: low.best, to: high.best });
        Ok(())
    }

    fn switching_value(
        &self,
        Switch { value, from, to }: Switch,
        evaluations: &[Evaluation],
    ) -> Result<SwitchingValue, QueryError> {
        let below = evaluations
            .iter()
            .any(|evaluation| evaluation.value < value && evaluation.is_clearly_better(from, to));
        let above = evaluations
            .iter()
            .any(|evaluation| evaluation.value > value && evaluation.is_clearly_better(to, from));
        Ok(SwitchingValue {
            value,
            se: self.uncertainty(value, from, to)?,
            from: self.ids[from].clone(),
            to: self.ids[to].clone(),
            clear: below && above,
        })
    }

    /// How far the value moves when the difference between the plans moves by its standard error.
    fn uncertainty(&self, value: f64, from: usize, to: usize) -> Result<f64, QueryError> {
        let whole = self.number.figure.high - self.number.figure.low;
        let step = 0.05 * whole;
        let below = self.evaluate((value - step).max(self.number.figure.low))?;
        let above = self.evaluate((value + step).min(self.number.figure.high))?;
        let rise = above.difference(to, from).mean - below.difference(to, from).mean;
        let slope = rise / (above.value - below.value);
        let se = 0.5 * (below.difference(to, from).se + above.difference(to, from).se);
        Ok(if slope > 0.0 { se / slope } else { f64::INFINITY })
    }
}

/// The plan with the highest mean; of equals the first.
pub(super) fn best(results: &[Vec<f64>]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (plan, values) in results.iter().enumerate() {
        let mean = Mean::of(values).mean;
        if mean > best.1 {
            best = (plan, mean);
        }
    }
    best.0
}
