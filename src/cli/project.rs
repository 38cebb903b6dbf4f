//! `tearline project FILE`: what a plan leads to.

use super::report::Report;
use super::watch::Watch;
use super::{Format, ProjectArgs, Stop, print, source};
use crate::engine::{Cancelled, Run, project};
use crate::scenario::{Plan, PlanId, Scenario};
use std::process::ExitCode;

/// Projects a plan and prints the result.
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
    let projection = project(&scenario, plan, &run, &watch)
        .map_err(|Cancelled| Stop { sentence: "Stopped; there is no result.".into(), code: 130 })?;
    drop(watch);
    if projection.histories == 0 {
        return Err(Stop::broken(format!(
            "In none of {} histories did every originator learn in month 0, so there is nothing to project.",
            projection.histories_played
        )));
    }
    let report = Report { scenario: &scenario, plan, projection: &projection };
    print(&match args.format {
        Format::Text => report.text(),
        Format::Json => report.json()?,
        Format::Csv => report.csv()?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The plan of a name, or the first.
pub fn plan<'a>(scenario: &'a Scenario, called: Option<&str>) -> Result<(&'a PlanId, &'a Plan), Stop> {
    let found = match called {
        Some(called) => scenario.plan_called(called),
        None => scenario.plans.at(0),
    };
    found.ok_or_else(|| {
        let names: Vec<String> = scenario.plans.values().map(|plan| format!("“{}”", plan.name)).collect();
        Stop::broken(format!(
            "There is no plan “{}”; there are {}.",
            called.unwrap_or_default(),
            names.join(", ")
        ))
    })
}
