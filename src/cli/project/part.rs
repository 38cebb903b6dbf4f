//! `tearline project FILE --part K/N --out PATH`: one part of a run, written to a file that `tearline merge` joins with
//! the others.

use super::super::terminal_monitor::TerminalMonitor;
use super::super::{Stop, memory, say};
use crate::analysis::number_format::counted;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::part::{Part, PlayedPart, play_part};
use crate::engine::samples_bytes::write_samples;
use crate::engine::{Cancelled, MODEL_VERSION, Run};
use crate::scenario::{Plan, PlanId, Scenario};
use crate::storage::{self, PartHeader, SplitRun};
use std::path::Path;
use std::process::ExitCode;

/// A part of a run that is to be played.
pub struct PartOfRun<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The plan, by its id.
    pub plan: (&'a PlanId, &'a Plan),
    /// The whole run.
    pub run: &'a Run,
    /// The part.
    pub part: Part,
}

impl PartOfRun<'_> {
    /// Plays the part, and writes it to a file.
    pub fn write(&self, out: &Path) -> Result<ExitCode, Stop> {
        let Run { histories, horizon_months, .. } = *self.run;
        memory::check_parts(self.scenario, self.part.longest(histories), horizon_months)?;
        let case = CompiledCase::new(self.scenario, self.plan.1, horizon_months);
        let monitor = TerminalMonitor::begin();
        let played =
            play_part(&case, self.run, self.part, &monitor).map_err(|Cancelled| Stop::cancelled())?;
        monitor.end()?;
        let header = self.header(&played)?;
        let numbers = |out: &mut dyn std::io::Write| {
            played.shards.iter().try_for_each(|samples| write_samples(out, samples))
        };
        storage::save_part(out, &header, numbers).map_err(|error| Stop::broken(error.to_string()))?;
        let histories = self.part.range(played.kept);
        say(&format!(
            "{} was written: part {} of the run, with {}.",
            storage::shown_name(out),
            self.part,
            counted(histories.end - histories.start, "history")
        ));
        Ok(ExitCode::SUCCESS)
    }

    fn header(&self, played: &PlayedPart) -> Result<PartHeader, Stop> {
        let run = SplitRun {
            model_version: MODEL_VERSION.into(),
            case: storage::write(self.scenario).map_err(Stop::broken)?,
            plan: self.plan.0.as_str().into(),
            seed: self.run.seed,
            histories: self.run.histories,
            horizon_months: self.run.horizon_months,
            given_detected: self.run.given_detected,
            histories_kept: played.kept,
            histories_played: played.histories_played,
            parts: self.part.of(),
        };
        Ok(PartHeader { run, part: self.part.number() })
    }
}
