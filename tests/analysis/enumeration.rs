//! The mean of a result without any sampling: every way in which the meeting's chances can fall, weighed
//! by its probability. For small cases; every number at its likely value, and no outside thaws and shocks.

use std::cell::RefCell;
use tearline::analysis::measure::Measure;
use tearline::engine::Processor;
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::detection::surfaces_by;
use tearline::engine::draws::{Draws, Event};
use tearline::engine::history::{self, Conditions, History};
use tearline::engine::inputs::Inputs;
use tearline::engine::months::ShockDraws;
use tearline::engine::row_set::LedgerRow;
use tearline::scenario::{Input, Material, ParameterField, Plan, Scenario};

/// The means of some results, or `None` if the meeting can go in more than `most` ways.
pub fn exact(scenario: &Scenario, plan: &Plan, measures: &[Measure], most: usize) -> Option<Vec<f64>> {
    let mut inputs = Inputs::of(scenario);
    if let Some(spread) = inputs.slot(&Input::Parameter(ParameterField::ChillSpread)) {
        inputs.pin(spread, 0.0);
    }
    let case = CompiledCase::with_inputs(scenario, plan, None, inputs);
    let values = case.inputs.likely();
    let monthly = values.at(case.constants.slot(ParameterField::LateSurfacing), 0);
    let mut means = vec![0.0; measures.len()];
    let mut script = Script { forks: Vec::new() };
    for _ in 0..most {
        let luck =
            Scripted { script: RefCell::new(script), at: RefCell::new(0), monthly, horizon: case.horizon };
        let conditions = Conditions {
            values: &values,
            luck: &luck,
            shocks: ShockDraws { seed: 0, histories: [0] },
            processor: Processor::PORTABLE,
            without: None,
        };
        let history = history::play_with(&case, &conditions);
        script = luck.script.into_inner();
        let probability = script.probability();
        for (mean, measure) in means.iter_mut().zip(measures) {
            *mean += probability * value(measure, scenario, &history);
        }
        if !script.next() {
            return Some(means);
        }
    }
    None
}

/// A place where chance decides: what can come of it, with its probability and a uniform number for it.
struct Fork {
    event: Event,
    outcomes: Vec<(f64, f64)>,
    taken: usize,
}

/// How every chance falls, in the order in which they are taken.
struct Script {
    forks: Vec<Fork>,
}

impl Script {
    fn probability(&self) -> f64 {
        self.forks.iter().map(|fork| fork.outcomes[fork.taken].0).product()
    }

    /// The next way in which it can go; `false` after the last.
    fn next(&mut self) -> bool {
        while let Some(mut last) = self.forks.pop() {
            last.taken += 1;
            if last.taken < last.outcomes.len() {
                self.forks.push(last);
                return true;
            }
        }
        false
    }
}

struct Scripted {
    script: RefCell<Script>,
    at: RefCell<usize>,
    monthly: f64,
    horizon: usize,
}

impl Draws for Scripted {
    fn uniform(&self, event: Event) -> f64 {
        let script = self.script.borrow();
        let fork = script.forks.iter().find(|fork| fork.event == event);
        fork.map_or(0.5, |fork| fork.outcomes[fork.taken].1)
    }

    fn happens(&self, event: Event, chance: f64) -> bool {
        if chance <= 0.0 {
            return false;
        }
        let mut script = self.script.borrow_mut();
        let mut at = self.at.borrow_mut();
        if *at == script.forks.len() {
            script.forks.push(Fork { event, outcomes: self.outcomes(event, chance), taken: 0 });
        }
        let fork = &script.forks[*at];
        *at += 1;
        fork.outcomes[fork.taken].1 < chance
    }
}

impl Scripted {
    /// What can come of a chance; a hidden breach can surface in every month.
    fn outcomes(&self, event: Event, chance: f64) -> Vec<(f64, f64)> {
        let ends: Vec<f64> = match event {
            Event::SurfacesLate { .. } => {
                (0..=self.horizon).map(|month| surfaces_by(self.monthly, month)).chain([1.0]).collect()
            }
            _ => vec![0.0, chance.min(1.0), 1.0],
        };
        let between = ends.windows(2).map(|ends| (ends[1] - ends[0], 0.5 * (ends[0] + ends[1])));
        between.filter(|(probability, _)| *probability > 0.0).collect()
    }
}

fn concessions(history: &History) -> f64 {
    history.concessions.iter().map(|concession| concession.gained).sum()
}

fn value(measure: &Measure, scenario: &Scenario, history: &History) -> f64 {
    let willing = |partner: usize, material: Material, month: u32| {
        let of = &history.partners[partner];
        let month = (month as usize).min(of.months.len() - 1);
        match material {
            Material::Content => of.content(month),
            Material::SourcesAndMethods => of.methods(month),
        }
    };
    match measure {
        Measure::Willingness { partner, material, month } => {
            scenario.partnerships.index_of(partner).map_or(0.0, |index| willing(index, *material, *month))
        }
        Measure::WillingnessChange { partner, material, month } => {
            let change = |index: usize| {
                let month = (*month as usize).min(history.partners[index].months.len() - 1);
                willing(index, *material, month as u32)
                    - history.partners[index].willingness_if_withheld(*material, month)
            };
            scenario.partnerships.index_of(partner).map_or(0.0, change)
        }
        Measure::Lowest { material, month } => {
            let of = |partner| willing(partner, *material, *month);
            (0..history.partners.len()).map(of).fold(1.0, f64::min)
        }
        Measure::Gain => concessions(history) + history.warning,
        Measure::Ledger(row) => match row {
            LedgerRow::Concession => concessions(history),
            LedgerRow::Flow => history.flow[0] - history.flow[1],
            LedgerRow::Harm => history.harm,
            LedgerRow::Warning => history.warning,
            LedgerRow::Compensation => history.compensation,
            LedgerRow::Total => history.total,
            LedgerRow::SourceLost => {
                f64::from(u8::from(history.items.iter().any(|item| item.source_closed())))
            }
        },
    }
}
