//! `tearline hindcast [FILE…]`: projections of historical plans compared with the historical record.

mod json;
mod text;

use super::terminal_monitor::TerminalMonitor;
use super::whole_number::whole_number;
use super::{Format, Stop, memory, print, scenarios};
use crate::analysis::hindcast::{CaseHindcast, HindcastError, Hindcasts, hindcast};
use crate::analysis::table::Table;
use crate::engine::{DEFAULT_HISTORIES, Run};
use crate::scenario::Scenario;
use crate::storage;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `tearline hindcast`.
#[derive(Debug, Args)]
#[command(after_help = HINDCAST_COLUMNS)]
pub struct HindcastArgs {
    /// Scenario files, or names of built-in cases; all built-in cases if left out
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How many histories to play of each case, 2 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = DEFAULT_HISTORIES, value_parser = whole_number::<2, 1_000_000>)]
    pub histories: u64,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1, allow_negative_numbers = true, value_parser = whole_number::<0, { u64::MAX }>)]
    pub seed: u64,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

const HINDCAST_COLUMNS: &str = "\
CSV: one row per case, partner and question that the record answers; the columns are model_version,
seed, histories, case, plan, breaks_a_promise, partner, question (content_falls, content_how,
sources_methods_tightened), recorded, confidence, weight, projected, deepest_drop, months_fallen, hit,
rule_hit, probability (of the recorded answer: the share of histories), scope, unpermitted, deliberate.
The rule says that nothing ever falls.";

/// Project every case and print how it compares with the record.
pub fn run(args: &HindcastArgs) -> Result<ExitCode, Stop> {
    let files = if args.files.is_empty() { built_in_cases() } else { args.files.clone() };
    let run = Run { histories: args.histories, seed: args.seed, ..Run::default() };
    let monitor = TerminalMonitor::begin();
    let hindcasts = hindcasts(&files, run, &monitor)?;
    monitor.end()?;
    print(&match args.format {
        Format::Text => text::text(&hindcasts),
        Format::Json => json::json(&hindcasts)?,
        Format::Csv => {
            Table::of_hindcasts(&hindcasts).csv().map_err(|error| Stop::broken(error.to_string()))?
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The names of the built-in cases.
fn built_in_cases() -> Vec<PathBuf> {
    storage::built_in_cases().iter().map(|case| PathBuf::from(case.name)).collect()
}

/// Projects every built-in case and compares it with the record.
pub fn of_built_in_cases(run: Run, monitor: &TerminalMonitor) -> Result<Hindcasts, Stop> {
    hindcasts(&built_in_cases(), run, monitor)
}

fn hindcasts(files: &[PathBuf], run: Run, monitor: &TerminalMonitor) -> Result<Hindcasts, Stop> {
    let scenarios = files.iter().map(|file| scenarios::load(file)).collect::<Result<Vec<_>, _>>()?;
    for scenario in &scenarios {
        memory::check_projection(scenario, run.histories, None)?;
    }
    let cases = files.iter().zip(scenarios);
    let cases =
        cases.map(|(file, scenario)| case(file, scenario, &run, monitor)).collect::<Result<_, _>>()?;
    Ok(Hindcasts { run, cases })
}

fn case(file: &Path, scenario: Scenario, run: &Run, monitor: &TerminalMonitor) -> Result<CaseHindcast, Stop> {
    let scenario = Arc::new(scenario);
    let name = file.display().to_string();
    match hindcast(&scenario, run, monitor) {
        Ok(hindcast) => Ok(CaseHindcast { name, scenario, hindcast }),
        Err(HindcastError::Cancelled(_)) => Err(Stop::cancelled()),
        Err(error) => Err(Stop::broken(format!(
            "{} cannot be compared with the record: {error}.",
            storage::shown_name(file)
        ))),
    }
}
