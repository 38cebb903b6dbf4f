//! The model and its ensembles: a file per mechanism, named as in the model's text.
//!
//! [`numerics`] knows nothing of the model; [`mechanisms`] are its equations; [`simulation`] plays them.
//!
//! The way of a number: a scenario and a plan are compiled ([`compiled_case`]); the uncertain [`inputs`]
//! are drawn; the [`meeting`] is played ([`cascade`], [`attribution`], [`detection`], [`breach`]);
//! what partners learn moves their [`belief`]s and so their [`willingness`], [`months`] by month;
//! the [`ledger`] and [`credibility`] say what that is worth to home; an [`ensemble`] of histories
//! is summed up to a [`Projection`].
//!
//! Absent here: windows, files, clocks, printing.

pub mod mechanisms;
pub mod numerics;
pub mod simulation;

pub use mechanisms::{
    attribution, belief, breach, cascade, consent, credibility, detection, ledger, level, willingness,
};
pub use numerics::processor::Processor;
pub use numerics::statistics::{Chance, DOTS, QUANTILES, Statistics};
pub use numerics::{batch, math, processor, random};
pub use simulation::ensemble::{Cancelled, DEFAULT_HISTORIES, MODEL_VERSION, Monitor, NoMonitor, Run};
pub use simulation::projection::summarise_run;
pub use simulation::projection::{
    ItemOutcome, Knowledge, Learning, Ledger, MeanWillingness, PartnerCourse, Projection, Split,
};
pub use simulation::row_summaries::RepresentativeHistories;
pub use simulation::{
    compiled_case, draws, ensemble, evidence_by_month, flow, history, inputs, item_trace, meeting,
    month_states, months, part, partner_state, passes, plan_screener, row_set, sample_matrix, samples,
    samples_bytes, shards, variation,
};

use crate::scenario::{Plan, Scenario};
use simulation::compiled_case::CompiledCase;

/// Projects what a plan does, over many histories.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn project(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Projection, Cancelled> {
    let case = CompiledCase::new(scenario, plan, run.horizon_months);
    simulation::projection::project(&case, run, monitor)
}
