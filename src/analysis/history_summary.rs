//! What one history came to: who learned, what fell and what recovered, against saying nothing with the same luck.

use super::events::EventLog;
use crate::scenario::{ActorId, Material, PerMaterial, Scenario};

/// A partner's willingness in a month, if nothing were said and as planned, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The month, from 0.
    pub month: usize,
    /// Its willingness if nothing were said.
    pub withheld: f64,
    /// Its willingness as planned.
    pub planned: f64,
}

impl Moment {
    /// How far it has fallen; negative where it shares more.
    pub fn fall(&self) -> f64 {
        self.withheld - self.planned
    }
}

/// The course of one material in short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The month of the largest fall; of equals the first.
    pub worst: Moment,
    /// The last month.
    pub end: Moment,
}

/// What a history came to for one partner.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerSummary {
    /// The partner.
    pub partner: ActorId,
    /// The month in which it learned or heard of it; `None` if it never did.
    pub learned: Option<usize>,
    /// Both materials.
    pub turns: PerMaterial<Turn>,
}

/// What a history came to for home, each part before the priorities weigh it, against saying nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// Concessions gained.
    pub concession: f64,
    /// Worth of warnings.
    pub warning: f64,
    /// Change in the flow of intelligence.
    pub flow: f64,
    /// Harm to sources.
    pub harm: f64,
    /// Cost of compensation.
    pub compensation: f64,
    /// The total, weighed.
    pub total: f64,
}

/// Sums up a history for every partner, in the scenario's order.
pub fn partners(scenario: &Scenario, log: &EventLog) -> Vec<PartnerSummary> {
    let all = scenario.partnerships.keys().zip(&log.history.partners);
    all.filter_map(|(partner, history)| {
        let moment = |material, month| Moment {
            month,
            withheld: history.willingness_if_withheld(material, month),
            planned: history.willingness(material, month),
        };
        // A history has at least month 0.
        let last = history.months.len().checked_sub(1)?;
        let turn = |material| {
            let first = moment(material, 0);
            let worse = |worst: Moment, now: Moment| if now.fall() > worst.fall() { now } else { worst };
            let worst = (1..=last).map(|month| moment(material, month)).fold(first, worse);
            Turn { worst, end: moment(material, last) }
        };
        let turns =
            PerMaterial { content: turn(Material::Content), methods: turn(Material::SourcesAndMethods) };
        let learned = log.entries.iter().find(|entry| entry.is_learned_by(partner)).map(|entry| entry.month);
        Some(PartnerSummary { partner: partner.clone(), learned, turns })
    })
    .collect()
}

/// Sums up a history for home.
pub fn gains(log: &EventLog) -> Gains {
    let history = &log.history;
    Gains {
        concession: history.concessions.iter().map(|concession| concession.gained).sum(),
        warning: history.warning,
        flow: history.flow[0] - history.flow[1],
        harm: history.harm,
        compensation: history.compensation,
        total: history.total,
    }
}
