//! The model and its ensembles: a file per mechanism, named as in the model's text.
//!
//! The way of a number: a scenario and a plan are made ready ([`compiled_case`]); the uncertain [`inputs`]
//! are drawn; the [`meeting`] is played ([`cascade`], [`attribution`], [`detection`], [`breach`]);
//! what partners learn moves their [`belief`]s and so their [`willingness`], [`months`] by month;
//! the [`ledger`] and [`credibility`] say what that is worth to home; an [`ensemble`] of histories
//! is summed up to a [`Projection`].
//!
//! Absent here: windows, files, clocks, printing.

pub mod attribution;
pub mod belief;
pub mod breach;
pub mod cascade;
pub mod compiled_case;
pub mod credibility;
pub mod detection;
pub mod ensemble;
pub mod flow;
pub mod history;
pub mod inputs;
pub mod ledger;
pub mod level;
pub mod luck;
pub mod math;
pub mod meeting;
pub mod months;
mod pert;
pub mod plan_screener;
mod processor;
mod projection;
pub mod random;
mod run;
mod statistics;
mod summary;
pub mod tally;
pub mod willingness;

pub use projection::{
    Chance, DOTS, ItemOutcome, Knowledge, Learning, Ledger, Notable, PartnerCourse, Projection, QUANTILES,
    Statistics,
};
pub use run::{Cancelled, DEFAULT_HISTORIES, MODEL_VERSION, Monitor, Processor, Run, Unwatched};
pub use summary::project as summarise;

use crate::scenario::{Plan, Scenario};
use compiled_case::CompiledCase;

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
    let played = ensemble::play(&case, run, monitor)?;
    Ok(summarise(&case, run, &played))
}
