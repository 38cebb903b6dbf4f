//! `tearline project FILE`: the projection of a plan as text, JSON or CSV; or one part of it, as a file.

mod csv;
mod json;
mod part;
mod text;

use super::terminal_monitor::TerminalMonitor;
use super::whole_number::{months, whole_number};
use super::{Format, Stop, memory, print, scenarios};
use crate::analysis::number_format::counted;
use crate::engine::part::Part;
use crate::engine::{Cancelled, DEFAULT_HISTORIES, Projection, Run, Statistics, project};
use crate::scenario::{LONGEST_HORIZON_MONTHS, Plan, PlanId, Scenario};
use clap::Args;
use part::PartOfRun;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `tearline project`.
#[derive(Debug, Args)]
#[command(after_help = COLUMNS)]
pub struct ProjectArgs {
    /// The scenario's file, or the name of a built-in case
    pub file: PathBuf,
    /// The plan's name or id; the first plan if left out
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// How many histories to play, 2 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = DEFAULT_HISTORIES, value_parser = whole_number::<2, 1_000_000>)]
    pub histories: u64,
    /// How many months after the meeting, 1 to 120; the scenario's own horizon if left out
    #[arg(long, value_name = "T", value_parser = months::<1, LONGEST_HORIZON_MONTHS>)]
    pub months: Option<u32>,
    /// Seed of the random numbers; the same seed gives bit-identical results
    #[arg(long, value_name = "S", default_value_t = 1, allow_negative_numbers = true, value_parser = whole_number::<0, { u64::MAX }>)]
    pub seed: u64,
    /// Keep only histories in which every originator whose promise was broken learns of it in month 0
    #[arg(long)]
    pub given_detected: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Play only part K of N, and write it to the file of --out, for `tearline merge`
    #[arg(long, value_name = "K/N", requires = "out", conflicts_with = "format")]
    pub part: Option<Part>,
    /// The file of the part; an existing one is replaced
    #[arg(long, value_name = "PATH", requires = "part")]
    pub out: Option<PathBuf>,
}

const COLUMNS: &str = "\
CSV: one row per subject (partner, split, ledger part, checkable, knows, source_found, permission, learned),
lane, month and statistic; the columns are model_version, seed, histories, plan, subject, id, actor, lane,
month, statistic, value. Months are empty where none applies. A split is the mean willingness where the
partner has learned by then and where not, as planned and if nothing were said (withheld).

In parts: the parts of a run can be played on several computers, in any order. `tearline merge` joins them
to the same result, bit for bit, as one run:
  tearline project my-case.ron --histories 300000 --part 1/3 --out run.1   (and so on, to 3/3)
  tearline merge run.1 run.2 run.3 --format csv > months.csv";

/// Project a plan and print the result.
pub fn run(args: &ProjectArgs) -> Result<ExitCode, Stop> {
    let scenario = scenarios::load(&args.file)?;
    let (id, plan) = plan(&scenario, args.plan.as_deref())?;
    let run = Run {
        histories: args.histories,
        seed: args.seed,
        horizon_months: args.months,
        given_detected: args.given_detected,
        ..Run::default()
    };
    if let Some((part, out)) = args.part.zip(args.out.as_ref()) {
        scenarios::refuse_to_replace(&args.file, "the case", out)?;
        return PartOfRun { scenario: &scenario, plan: (id, plan), run: &run, part }.write(out);
    }
    memory::check_projection(&scenario, args.histories, args.months)?;
    let monitor = TerminalMonitor::begin();
    let projection = project(&scenario, plan, &run, &monitor).map_err(|Cancelled| Stop::cancelled())?;
    monitor.end()?;
    ProjectionReport { scenario: &scenario, plan, projection: &projection }.print(args.format)?;
    Ok(ExitCode::SUCCESS)
}

/// Refuses a projection of fewer than two histories, of which a standard error can be given.
pub fn check_enough(projection: &Projection) -> Result<(), Stop> {
    let played = counted(projection.histories_played, "history");
    match projection.histories {
        0 => Err(Stop::broken(format!(
            "In none of {played} did every originator learn in month 0, so there is nothing to project."
        ))),
        1 => Err(Stop::broken(format!(
            "In only one of {played} did every originator learn in month 0. Two are needed; ask for more --histories."
        ))),
        _ => Ok(()),
    }
}

/// The plan of a name or id; the first plan without a name.
pub fn plan<'a>(scenario: &'a Scenario, called: Option<&str>) -> Result<(&'a PlanId, &'a Plan), Stop> {
    let Some(called) = called else {
        return scenario.plans.at(0).ok_or_else(|| Stop::broken("The scenario has no plan."));
    };
    scenario.plan_called(called).ok_or_else(|| {
        let names: Vec<String> = scenario.plans.values().map(|plan| format!("“{}”", plan.name)).collect();
        Stop::broken(format!("There is no plan “{called}”; there are {}.", names.join(", ")))
    })
}

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
    /// Prints the projection, if it is of enough histories.
    pub fn print(&self, format: Format) -> Result<(), Stop> {
        check_enough(self.projection)?;
        print(&match format {
            Format::Text => self.text(),
            Format::Json => self.json()?,
            Format::Csv => self.csv()?,
        })
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
