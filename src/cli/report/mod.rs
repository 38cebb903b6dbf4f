//! A projection as text, JSON and CSV.

mod csv;
mod json;
mod text;

use crate::engine::{Projection, Statistics};
use crate::scenario::{Plan, Scenario};

/// A projection with the scenario and plan that it is of.
pub struct ProjectionReport<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The plan.
    pub plan: &'a Plan,
    /// The projection of the plan.
    pub projection: &'a Projection,
}

impl ProjectionReport<'_> {
    /// The parts of the ledger by their names in JSON and CSV.
    fn ledger(&self) -> [(&'static str, &Statistics); 5] {
        let ledger = &self.projection.ledger;
        [
            ("concession", &ledger.concession),
            ("flow", &ledger.flow),
            ("harm", &ledger.harm),
            ("compensation", &ledger.compensation),
            ("total", &ledger.total),
        ]
    }
}

/// The numbers of a statistic by their names in JSON and CSV.
fn parts(statistics: &Statistics) -> [(&'static str, f64); 7] {
    let [q05, q25, q50, q75, q95] = statistics.quantiles;
    [
        ("mean", statistics.mean),
        ("se", statistics.se),
        ("q05", q05),
        ("q25", q25),
        ("q50", q50),
        ("q75", q75),
        ("q95", q95),
    ]
}
