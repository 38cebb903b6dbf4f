//! The decision at the meeting from the command line.

use super::{ExportArgs, unwritten};
use crate::cli::terminal_monitor::TerminalMonitor;
use crate::cli::{Stop, say};
use crate::export::decision::{Decision, DecisionError, DecisionFormat};
use crate::scenario::Scenario;

/// The decision as the bytes of a file; what is not exact is said on standard error too.
pub fn decision_file(
    scenario: &Scenario,
    format: DecisionFormat,
    args: &ExportArgs,
) -> Result<Vec<u8>, Stop> {
    let monitor = TerminalMonitor::begin();
    let decision = Decision::of(scenario, &monitor).map_err(|error| match error {
        DecisionError::Cancelled(_) => Stop::cancelled(),
        other => unwritten(&args.out, &other.to_string()),
    })?;
    monitor.end()?;
    decision.limits().iter().for_each(|limit| say(limit));
    decision.bytes(format).map_err(|error| unwritten(&args.out, &error.to_string()))
}
