//! The model and its ensembles.
//!
//! Absent here: windows, files, clocks, printing.

mod projection;
mod run;

pub use projection::{
    Chance, ItemOutcome, Knowledge, Lanes, Learning, Ledger, PartnerCourse, Projection, QUANTILES, Statistics,
};
pub use run::{Cancelled, DEFAULT_HISTORIES, MODEL_VERSION, Monitor, Processor, Run, Unwatched};

use crate::scenario::{Plan, Scenario};

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
    let _ = (scenario, plan, run, monitor);
    Err(Cancelled)
}
