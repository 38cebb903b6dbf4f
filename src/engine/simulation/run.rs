//! How a run is to be made, and how it is watched.

use crate::engine::numerics::processor::Processor;

/// The model's version; every number that leaves the program carries it.
pub const MODEL_VERSION: &str = "1";

/// How many histories a run has unless somebody says otherwise.
pub const DEFAULT_HISTORIES: u64 = 10_000;

/// What a run is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How many histories.
    pub histories: u64,
    /// The seed of all luck.
    pub seed: u64,
    /// Months after month 0; the scenario's own horizon if `None`.
    pub horizon_months: Option<u32>,
    /// Only histories in which every originator whose promise was broken learns of it in month 0.
    pub given_detected: bool,
    /// How many threads; all of the machine's if `None`.
    pub threads: Option<usize>,
    /// The instruction set of the hot loop; the widest that the processor has if `None`.
    pub processor: Option<Processor>,
}

impl Default for Run {
    fn default() -> Self {
        Run {
            histories: DEFAULT_HISTORIES,
            seed: 1,
            horizon_months: None,
            given_detected: false,
            threads: None,
            processor: None,
        }
    }
}

/// Watches a run from another thread.
pub trait Monitor: Sync {
    /// Whether the run should stop.
    fn cancelled(&self) -> bool {
        false
    }

    /// Told now and then how many histories are done.
    fn progress(&self, _done: u64, _total: u64) {}
}

/// Nobody watches.
pub struct NoMonitor;
impl Monitor for NoMonitor {}

/// The run was stopped; there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the projection was stopped")]
pub struct Cancelled;
