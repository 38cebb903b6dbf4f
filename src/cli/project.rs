//! `tearline project FILE`: the projection of a plan.

use super::report::ProjectionReport;
use super::watch::Watch;
use super::{Format, ProjectArgs, Stop, print, source};
use crate::engine::{Cancelled, Run, project};
use crate::scenario::{Plan, PlanId, Scenario};
use std::process::ExitCode;

/// Project a plan and print the result.
pub fn run(args: &ProjectArgs) -> Result<ExitCode, Stop> {
    let scenario = source::scenario(&args.file)?;
    let (_, plan) = plan(&scenario, args.plan.as_deref())?;
    let run = Run {
        histories: args.histories,
        seed: args.seed,
        horizon_months: args.months,
        given_detected: args.given_detected,
        ..Run::default()
    };
    let watch = Watch::begin();
    let projection = project(&scenario, plan, &run, &watch).map_err(|Cancelled| Stop::cancelled())?;
    drop(watch);
    if projection.histories == 0 {
        return Err(Stop::broken(format!(
            "In none of {} histories did every originator learn in month 0, so there is nothing to project.",
            projection.histories_played
        )));
    }
    let report = ProjectionReport { scenario: &scenario, plan, projection: &projection };
    print(&match args.format {
        Format::Text => report.text(),
        Format::Json => report.json()?,
        Format::Csv => report.csv()?,
    })?;
    Ok(ExitCode::SUCCESS)
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
